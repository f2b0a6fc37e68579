"""Any sequence of edits and builds gives the result of a clean build, without extra writes.

Hypothesis generates the sequences: authors edit pages, data files and options, and build into
several output directories, some of which share doctrees, in one process or several, sometimes only
a few files, sometimes interrupted. For a failure, the steps are printed as sentences, the shortest
failing sequence that hypothesis finds.

A few fixed sequences run with the other tests. ``GLOSSTERM_EDIT_SEQUENCES=200`` runs that many
longer sequences, and different ones each time.
"""

from __future__ import annotations

import os
import shutil
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sphinxcontrib_glossterm.sphinx_ext.output import OutputState

from .edited import Entry, Page, example
from .outputs import ALWAYS, ALWAYS_PAGES, Build, Doctrees, Output, Stop, build, clean_build

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

SEQUENCES = int(os.environ.get("GLOSSTERM_EDIT_SEQUENCES", "0"))
if SEQUENCES:
    PROFILE = settings(max_examples=SEQUENCES, stateful_step_count=40)
else:
    PROFILE = settings(max_examples=20, stateful_step_count=12, derandomize=True)

NAMES = ["words", "guide/first", "guide/deep/net", "shown", "appendix", "guide/deep/more"]
LABELS = [
    "LoRA",
    "PEFT",
    "Adapter",
    "Layer",
    "学習",
    "機械学習",
    "アダプター",
    "Low-Rank Adaptation",
]
SENTENCES = [
    "An {x} of many {y}s, and once more {x}.",
    "これは{x}の手法で、{y}を使う。",
    "See {{term}}`{x}` and {y}.",
    "See {{term}}`the one <{x}>`.",
    "See {{term}}`ml:{x}`.",
    "Here is no {{noterm}}`{x}`, but {y}.",
    "A {{defterm}}`{x}` is a kind of {y}.",
    "Whatever {{any}}`{x}` is.",
]
DEFINITIONS = ["An adapter.", "A kind of PEFT.", "機械学習の一種。", "Uses *LoRA*.", "Uses LoRA."]
FIELDS = {
    "aliases": LABELS,
    "hidden": LABELS,
    "broader": LABELS,
    "related": LABELS,
    "forms": ["LoRAed", "adapting"],
    "reading": ["ろーら", "あだぷた"],
    "abbr": ["LRA", "PE"],
    "auto": ["no"],
    "case": ["exact"],
    "short": ["In short.", "手短に。"],
    "status": ["deprecated"],
    "id": ["lora", "the-one"],
    "lang": ["en", "ja", "de"],
    "label_ja": LABELS,
    "label_de": LABELS,
}
OPTIONS: dict[str, list[Any]] = {
    "link": ["everywhere", "definitions", "off"],
    "link_density": ["section", "page", "every"],
    "first_use": ["as-written", "full"],
    "no_link": [[], ["LoRA"]],
    "variants": [["en", "ja"], []],
    "infer_broader": [False, True],
    "extra_anchors": [(), ("heading-base64",)],
    "heading_pages": [{}, {"guide/**": 2}],
    "heading_labels": ["first", "all"],
    "takeover": [True, False],
    "tooltips": [True, False],
    "tooltips_switch": [True, False],
    "index": [True, False],
    "index_title": ["", "All words"],
}
PAGE_OPTIONS = {
    "glossterm-link": ["everywhere", "definitions", "off"],
    "glossterm-density": ["page", "every"],
    "glossterm-first-use": ["full"],
    "glossterm-language": ["ja", "de"],
    "glossterm-headings": ["2"],
}
OUTPUTS = {
    # name: (builder, folder of doctrees)
    "html": ("html", "shared"),
    "dirhtml": ("dirhtml", "shared"),
    "text": ("text", "shared"),
    "xml": ("xml", "own-xml"),
    "another html": ("html", "own-html"),
    "singlehtml": ("singlehtml", "shared"),
    "latex": ("latex", "own-xml"),
}
# Weighted by how often authors build each.
BUILDS = [
    *["html"] * 4, *["dirhtml"] * 3, *["another html"] * 3, "text", "text", "xml", "xml",
    "singlehtml", "latex", None, None, None,
]  # fmt: skip


RANDOM = st.randoms(use_true_random=False)


class EditSequence(RuleBasedStateMachine):
    """An author who edits; each edit may be followed by a build, which is then checked."""

    workdir: Path

    def __init__(self) -> None:
        super().__init__()
        shutil.rmtree(self.workdir, ignore_errors=True)
        srcdir = self.workdir / "source"
        srcdir.mkdir(parents=True)
        self.made = example(srcdir)
        folders = {folder for _builder, folder in OUTPUTS.values()}
        doctrees = {folder: Doctrees(self.workdir / "doctrees" / folder) for folder in folders}
        self.outputs = {
            name: Output(name, builder, self.workdir / "out" / name, doctrees[folder])
            for name, (builder, folder) in OUTPUTS.items()
        }
        self.clean: dict[str, tuple[str, Output, Build]] = {}
        self.steps = count(1)
        self.past = set(self.made.pages)
        self.past_files: set[str] = set()
        self.order_matters = False
        """Whether two entries of Sphinx's own directive have had one term. The page that was read
        last has it then, which may be another one than in a clean build."""

    @initialize()
    def begin(self) -> None:
        self.say("the documentation as it is")
        self.build_whole("html", 1)

    # -- edits ------------------------------------------------------------------------

    @rule(rnd=RANDOM)
    def add_page(self, rnd: Random) -> None:
        name = rnd.choice(NAMES)
        suffix = rnd.choice([".md", ".rst"])
        if name not in self.made.pages:
            self.say(f"add the page {name}{suffix}")
            self.made.pages[name] = Page(suffix, "Added", prose=[self.sentence(rnd)])
        self.then(rnd)

    @rule(rnd=RANDOM)
    def delete_page(self, rnd: Random) -> None:
        name = self.page(rnd, but="index")
        if name:
            self.say(f"delete the page {name}")
            del self.made.pages[name]
        self.then(rnd)

    @rule(rnd=RANDOM)
    def rename_page(self, rnd: Random) -> None:
        old, new = self.page(rnd, but="index"), rnd.choice(NAMES)
        if old and new not in self.made.pages:
            self.say(f"rename the page {old} to {new}")
            self.made.pages[new] = self.made.pages.pop(old)
        self.then(rnd)

    @rule(rnd=RANDOM)
    def rewrite_in_other_markup(self, rnd: Random) -> None:
        name = self.page(rnd)
        page = self.made.pages[name]
        page.suffix = ".md" if page.suffix == ".rst" else ".rst"
        self.say(f"rewrite {name} as {page.suffix}")
        self.then(rnd)

    @rule(rnd=RANDOM)
    def change_title(self, rnd: Random) -> None:
        name, title = self.page(rnd), rnd.choice(["Title", "About LoRA"])
        self.say(f"call the page {name} {title!r}")
        self.made.pages[name].title = title
        self.then(rnd)

    @rule(rnd=RANDOM)
    def change_lines(self, rnd: Random) -> None:
        name, lines = self.page(rnd), rnd.randint(0, 3)
        self.say(f"a comment of {lines} more lines in {name}")
        self.made.pages[name].comment = "comment" + "\n   on" * lines
        if self.made.pages[name].suffix == ".md":
            self.made.pages[name].comment = "comment" + "\n% on" * lines
        self.then(rnd)

    @rule(rnd=RANDOM)
    def save_without_change(self, rnd: Random) -> None:
        name = self.page(rnd)
        self.made.save()
        self.say(f"save {name} without a change")
        self.made.touch(name)
        self.then(rnd)

    @rule(rnd=RANDOM)
    def write_sentence(self, rnd: Random) -> None:
        name, sentence = self.page(rnd), self.sentence(rnd)
        self.say(f"write in {name}: {sentence}")
        self.made.pages[name].prose.append(sentence)
        self.then(rnd)

    @rule(rnd=RANDOM)
    def replace_prose(self, rnd: Random) -> None:
        name, sentence = self.page(rnd), self.sentence(rnd)
        self.say(f"replace all prose of {name} by: {sentence}")
        self.made.pages[name].prose = [sentence]
        self.then(rnd)

    @rule(rnd=RANDOM)
    def add_entry(self, rnd: Random) -> None:
        name, entry = self.page(rnd), self.entry(rnd)
        self.say(f"define in {name} {entry}")
        self.made.pages[name].entries.append(entry)
        self.then(rnd)

    @rule(rnd=RANDOM)
    def delete_entry(self, rnd: Random) -> None:
        if found := self.own_entry(rnd):
            name, entry = found
            self.say(f"delete {entry.labels} from {name}")
            self.made.pages[name].entries.remove(entry)
        self.then(rnd)

    @rule(rnd=RANDOM)
    def move_entry(self, rnd: Random) -> None:
        found, new = self.own_entry(rnd), self.page(rnd)
        if found:
            name, entry = found
            self.say(f"move {entry.labels} from {name} to the head of {new}")
            self.made.pages[name].entries.remove(entry)
            self.made.pages[new].entries.insert(0, entry)
        self.then(rnd)

    @rule(rnd=RANDOM)
    def rename_entry(self, rnd: Random) -> None:
        if found := self.own_entry(rnd):
            name, entry = found
            labels = self.labels(rnd)
            self.say(f"rename {entry.labels} in {name} to {labels}")
            entry.labels = labels
        self.then(rnd)

    @rule(rnd=RANDOM)
    def edit_definition(self, rnd: Random) -> None:
        if found := self.own_entry(rnd):
            name, entry = found
            entry.text = rnd.choice(DEFINITIONS)
            self.say(f"define {entry.labels} in {name} as {entry.text!r}")
        self.then(rnd)

    @rule(rnd=RANDOM)
    def change_field(self, rnd: Random) -> None:
        if found := self.own_entry(rnd):
            name, entry = found
            entry.fields = self.fields(rnd)
            self.say(f"give {entry.labels} in {name} the fields {entry.fields}")
        self.then(rnd)

    @rule(rnd=RANDOM)
    def name_glossary(self, rnd: Random) -> None:
        name, glossary = self.page(rnd), rnd.choice(["", "ml", "db"])
        self.say(f"call the glossary of {name} {glossary!r}")
        self.made.pages[name].glossary = glossary
        self.then(rnd)

    @rule(rnd=RANDOM)
    def add_heading(self, rnd: Random) -> None:
        name, labels = self.page(rnd), " | ".join(self.labels(rnd))
        text = rnd.choice(DEFINITIONS)
        self.say(f"add to {name} the heading {labels!r}: {text}")
        self.made.pages[name].headings.append((labels, text))
        self.then(rnd)

    @rule(rnd=RANDOM)
    def delete_headings(self, rnd: Random) -> None:
        name = self.page(rnd)
        self.say(f"delete the headings of {name}")
        self.made.pages[name].headings.clear()
        self.then(rnd)

    @rule(rnd=RANDOM)
    def change_page_option(self, rnd: Random) -> None:
        name, option = self.page(rnd), rnd.choice(sorted(PAGE_OPTIONS))
        value = rnd.choice([None, *PAGE_OPTIONS[option]])
        self.say(f"{option} of {name}: {value}")
        self.made.pages[name].options.pop(option, None)
        if value is not None:
            self.made.pages[name].options[option] = value
        self.then(rnd)

    @rule(rnd=RANDOM)
    def change_option(self, rnd: Random) -> None:
        option = rnd.choice(sorted(OPTIONS))
        value = rnd.choice(OPTIONS[option])
        self.say(f"glossterm_{option} = {value!r}")
        self.made.options[option] = value
        self.then(rnd)

    @rule(rnd=RANDOM)
    def edit_data_file(self, rnd: Random) -> None:
        file, entry = rnd.choice(sorted(self.made.data)), self.entry(rnd)
        entries = self.made.data[file] or []
        if rnd.choice([True, False]):
            self.say(f"put into {file} {entry}")
            self.made.data[file] = [*entries, entry]
        else:
            self.say(f"let {file} begin with {entry}")
            self.made.data[file] = [entry, *entries[1:]]
        self.then(rnd)

    @rule(rnd=RANDOM)
    def delete_data_file(self, rnd: Random) -> None:
        file = rnd.choice(sorted(self.made.data))
        self.say(f"delete {file}")
        self.made.data[file] = None
        self.then(rnd)

    @rule(rnd=RANDOM)
    def show_data_file(self, rnd: Random) -> None:
        name = self.page(rnd)
        source = rnd.choice(["", *sorted(self.made.data)])
        self.say(f"show in {name} the file {source!r}")
        self.made.pages[name].source = source
        self.then(rnd)

    # -- partial builds ---------------------------------------------------------------

    @rule(rnd=RANDOM)
    def build_some_files(self, rnd: Random) -> None:
        """``sphinx-build FILES…``"""
        self.save()
        output = self.outputs[rnd.choice(["html", "dirhtml", "another html"])]
        name = self.page(rnd)
        self.say(f"build {output.name}, of {name} only")
        reads = output.doctrees.unread(self.made)
        done = build(self.made, output, files=[self.made.file_of(name)])
        self.note_read(output, done, reads)
        _clean, theirs = self.clean_for(output)
        assert (
            self.order_matters
            or output.files()[output.file_of(name)] == theirs[output.file_of(name)]
        )
        self.then(rnd)

    @rule(rnd=RANDOM)
    def stop_a_build(self, rnd: Random) -> None:
        self.save()
        output = self.outputs[rnd.choice([b for b in BUILDS if b])]
        stop = Stop(
            rnd.choice(["reading", "writing", "writing", "finishing"]),
            rnd.randint(0, 4),
            rnd.choice([True, False]),
        )
        jobs = rnd.choice([1, 1, 2])
        self.say(f"build {output.name} -j {jobs}, but {stop}")
        reads = output.doctrees.unread(self.made)
        done = build(self.made, output, jobs, stop=stop)
        if done.stopped and stop.phase == "reading":
            output.known = False
            if not stop.kill or jobs > 1:
                output.doctrees.note(self.made)
        else:
            self.note_read(output, done, reads)
            output.known = output.known and not done.stopped
        self.then(rnd)

    # -- builds ------------------------------------------------------------------------

    @precondition(lambda self: self.outputs["html"].known)
    @rule(name=st.sampled_from(["html", "dirhtml", "another html", "text", "xml"]))
    def build_twice(self, name: str) -> None:
        """The second build has nothing to do, and does nothing."""
        self.save()
        self.build_whole(name, 1)
        output = self.outputs[name]
        self.say(f"build {name} again")
        times, files = output.times(), output.files()
        done = build(self.made, output)
        lasting = self.reread_each_time() | self.dangling(output)
        none(done.read ^ self.reread_each_time(), "read though nothing had changed")
        rewritten = {file for file, time in output.times().items() if times.get(file) != time}
        allowed = {output.file_of(name) for name in done.with_parents(lasting)}
        allowed |= {output.file_of(name) for name in ALWAYS_PAGES}
        allowed |= {".glossterm.json", *self.source_copies()} if lasting else set()
        none(rewritten - ALWAYS - allowed, "written though nothing had changed")
        none(different(files, output.files()), "changed though nothing had")

    def then(self, rnd: Random) -> None:
        """After an edit: maybe build something."""
        self.save()
        name = rnd.choice(BUILDS)
        if name:
            self.build_whole(name, rnd.choice([1, 1, 1, 2, 4]))

    def save(self) -> None:
        self.made.save()
        repeated = self.order_matters or self.made.repeats_terms()
        self.order_matters = repeated and not self.made.takes_over()
        self.past |= set(self.made.pages)
        self.past_files |= set(self.made.edits)

    def build_whole(self, name: str, jobs: int) -> None:
        output = self.outputs[name]
        self.say(f"build {name}" + (f" -j {jobs}" if jobs > 1 else ""))
        before, times, dangling = output.files(), output.times(), self.dangling(output)
        reads = output.doctrees.unread(self.made)
        done = build(self.made, output, jobs)
        self.note_read(output, done, reads)
        after = output.files()
        if not self.order_matters:
            self.compare(output, after, done)
        if output.known and not self.order_matters:
            written = {file for file, time in output.times().items() if times.get(file) != time}
            self.check_written(output, done, written, before, after, dangling)
        output.known = not self.order_matters
        output.pending.clear()

    # -- invariants -------------------------------------------------------------------

    def note_read(self, output: Output, done: Build, expected: set[str]) -> None:
        """Sources are read only if they, or the data files that they show, have changed."""
        none(done.read - expected, "read though they had not changed")
        none(expected - done.read, "changed and not read")
        output.doctrees.note(self.made)
        for other in self.outputs.values():
            if other.doctrees is output.doctrees:
                other.pending |= done.read

    def compare(self, output: Output, ours: dict[str, bytes], done: Build) -> None:
        clean, theirs = self.clean_for(output)
        left = self.left_behind(output) - theirs.keys()
        ours = {name: content for name, content in ours.items() if name not in left}
        none(different(ours, theirs), "not as after a clean build")
        if output.builder in {"html", "dirhtml"}:
            assert output.site().search_index() == clean[0].site().search_index()
        none(set(done.warnings) - set(clean[1].warnings), "warned of what is not")
        lost = {line for line in clean[1].warnings if line.endswith("[ref.term]")}
        none(lost - set(done.warnings), "not warned of")

    def check_written(
        self,
        output: Output,
        done: Build,
        written: set[str],
        before: dict[str, bytes],
        after: dict[str, bytes],
        dangling: set[str],
    ) -> None:
        """Besides the pages that Sphinx writes, only pages whose output changes are written.

        Sphinx writes the pages whose source was read again, those that are older than their source,
        and those whose table of contents names one that is written.
        """
        lasting = dangling | self.dangling(output)
        own = done.with_parents(done.read | done.outdated | output.pending | lasting)
        if output.builder not in {"html", "dirhtml", "text", "xml"}:
            return
        files = {name: output.file_of(name) for name in self.made.pages}
        further = {name for name in files.keys() - own if files[name] in written}
        differing = {name for name in further if before.get(files[name]) != after[files[name]]}
        none(further - done.with_parents(differing), "written again as they were")

    def clean_for(self, output: Output) -> tuple[tuple[Output, Build], dict[str, bytes]]:
        snapshot = self.made.snapshot()
        known = self.clean.get(output.builder)
        if not known or known[0] != snapshot:
            folder = self.workdir / "clean" / output.builder
            made, done = clean_build(self.made, output.builder, folder)
            known = self.clean[output.builder] = (snapshot, made, done)
        return known[1:], known[1].files()

    def left_behind(self, output: Output) -> set[str]:
        """The files of deleted pages, which Sphinx does not remove."""
        sources = {self.made.file_of(name) for name in self.made.pages}
        return {
            output.file_of("glossterm-index"),
            *(output.file_of(name) for name in self.past - self.made.pages.keys()),
            *(f"_sources/{file}.txt" for file in self.past_files - sources),
        }

    def dangling(self, output: Output) -> set[str]:
        """The pages with a role that names nothing: written each time, to repeat the warning."""
        state = OutputState.load(output.path)
        return set(state.dangling) if state else set()

    def reread_each_time(self) -> set[str]:
        """The pages that show a missing file."""
        return {name for name in self.made.pages if self.made.data_file_of(name) in self.made.gone}

    def source_copies(self) -> set[str]:
        return {f"_sources/{self.made.file_of(name)}.txt" for name in self.made.pages}

    # -- choices ----------------------------------------------------------------------

    def page(self, rnd: Random, but: str = "") -> str:
        names = sorted(self.made.pages.keys() - {but})
        return rnd.choice(names) if names else ""

    def own_entry(self, rnd: Random) -> tuple[str, Entry] | None:
        found = [(name, e) for name, page in sorted(self.made.pages.items()) for e in page.entries]
        return rnd.choice(found) if found else None

    def labels(self, rnd: Random) -> list[str]:
        return rnd.sample(LABELS, rnd.choice([1, 1, 2]))

    def entry(self, rnd: Random) -> Entry:
        text = rnd.choice(DEFINITIONS)
        return Entry(self.labels(rnd), text, self.fields(rnd))

    def fields(self, rnd: Random) -> dict[str, str]:
        names = rnd.sample(sorted(FIELDS), rnd.choice([0, 0, 1, 2]))
        return {name: rnd.choice(FIELDS[name]) for name in names}

    def sentence(self, rnd: Random) -> str:
        sentence = rnd.choice(SENTENCES)
        return sentence.format(x=rnd.choice(LABELS), y=rnd.choice(LABELS))

    def say(self, what: str) -> None:
        note(f"{next(self.steps):3}. {what}")


def different(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    """The files that exist in only one of them, or that differ."""
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def none(found: set[str], what: str) -> None:
    """*found* must be empty; *what* describes the error."""
    assert not found, f"{what}: {sorted(found)}"


def test_edit_sequences(tmp_path: Path) -> None:
    machine = type("EditSequence", (EditSequence,), {"workdir": tmp_path / "project"})
    run_state_machine_as_test(
        machine,
        settings=settings(
            PROFILE,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
