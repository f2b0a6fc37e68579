"""Translated builds: the fields of concepts, in each form; translations that cannot be used."""

from __future__ import annotations

import json
import multiprocessing
import re
from typing import TYPE_CHECKING, Any

import pytest

from sphinxcontrib_glossterm.sphinx_ext.reading.translation import TRANSLATED

from .test_translations import translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxcontrib_glossterm.model import Concept

    from .conftest import Project, Site

CONF = {
    "language": "de",
    "locale_dirs": ["locale"],
    "gettext_compact": False,
    "heading_pages": {"*": 2},
    "sources": ["tools.yaml", "tools.csv"],
    "link": "everywhere",
    "link_density": "every",
}
VALUES = {
    "aliases": "auger | gimlet",
    "hidden": "dril | driler",
    "forms": "drilled | drilling",
    "abbr": "DRL",
    "reading": "dree-l",
    "tags": "tools | metal",
    "short": "It makes holes.",
    "source": "The workshop book",
    "auto": "yes",
    "case": "fold",
    "status": "deprecated",
    "id": "the-drill",
}
WORDS = {
    "drill": "Bohrer",
    "It turns.": "Er dreht sich.",
    "auger | gimlet": "Handbohrer | Nagelbohrer | Bohreisen",
    "dril | driler": "Borer",
    "drilled | drilling": "gebohrt",
    "DRL": "BRR",
    "dree-l": "boh-rer",
    "tools | metal": "Werkzeug | Metall",
    "It makes holes.": "Er macht Löcher.",
    "The workshop book": "Das Buch der Werkstatt",
    # Texts of other messages, which are no translations of names and of other values.
    "short": "kurz",
    "yes": "ja",
    "fold": "falten",
    "deprecated": "veraltet",
    "the-drill": "der-bohrer",
}
LIST = "".join(f":{name}: {value}\n" for name, value in VALUES.items())
USE = "Take a gimlet or a DRL. Nimm den Bohrer, das Bohreisen oder den BRR; gebohrt wird viel.\n"


def indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" if line else "\n" for line in text.splitlines())


def row(values: Mapping[str, str]) -> str:
    return ",".join(f'"{value}"' for value in values.values())


RECORD = {"term": "drill", "definition": "It turns."} | VALUES
FILES = {
    "tools.yaml": "- " + indented("\n".join(f'{k}: "{v}"' for k, v in RECORD.items()), 2).lstrip(),
    "tools.csv": f"{','.join(RECORD)}\n{row(RECORD)}\n",
}
FORMS = {
    "glossary.rst": f".. glossary::\n\n   drill\n{indented(LIST, 6)}\n      It turns.\n",
    "glossary.md": f"```{{glossary}}\ndrill\n: {indented(LIST, 2).lstrip()}\n  It turns.\n```\n",
    "joined.md": f"```{{glossary}}\ndrill\n: {indented(LIST, 2).lstrip()}  It turns.\n```\n",
    "fieldlist.md": f"```{{glossary}}\ndrill\n: {indented(LIST, 2).lstrip()}\n  It turns.\n```\n",
    "deflist.md": f"{{.glossary}}\ndrill\n: {indented(LIST, 2).lstrip()}\n  It turns.\n",
    "heading.rst": f"drill\n-----\n\n{LIST}\nIt turns.\n",
    "heading.md": f"## drill\n\n{LIST}\nIt turns.\n",
    "heading-joined.md": f"## drill\n\n{LIST}It turns.\n",
    "concept.rst": f".. glossterm:concept:: drill\n{indented(LIST, 3)}\n   It turns.\n",
    "concept.md": f"```{{glossterm:concept}} drill\n{LIST}\nIt turns.\n```\n",
    "yaml.rst": ".. glossary::\n   :source: tools.yaml\n",
    "yaml.md": "```{glossary}\n:source: tools.yaml\n```\n",
    "csv.rst": ".. glossary::\n   :source: tools.csv\n",
}
MYST = {"fieldlist.md": ["fieldlist"], "deflist.md": ["deflist", "attrs_block"]}


def made_of(project, form: str, **conf: Any) -> Project:
    suffix = form.rpartition(".")[2]
    title = "Tools\n=====\n\n" if suffix == "rst" else "# Tools\n\n"
    index = {"index.md": f"# Use\n\n{USE}\n```{{toctree}}\ntools\n```\n"}
    made = project(
        {**index, **FILES, f"tools.{suffix}": title + FORMS[form]},
        **CONF | {"myst_enable_extensions": MYST.get(form, [])} | conf,
        suppress_warnings=["glossterm.source"],  # one of the data files is not used
    )
    translate(made, {"tools": WORDS}, "de")
    return made


def messages(site: Site, name: str) -> dict[str, str]:
    """The messages of a catalogue, each with its first location."""
    text = (site.outdir / f"{name}.pot").read_text("utf-8")
    found = re.findall(r'^#: (\S+).*\n(?:#.*\n)*msgid "(.*)"', text, re.MULTILINE)
    return {message: location.rpartition("/")[2] for location, message in found}


def concept(site: Site, label: str = "Bohrer") -> Concept:
    (found,) = site.scheme.lookup(label)
    return found


EVERY_FORM = pytest.mark.parametrize("form", FORMS)


@EVERY_FORM
def test_the_fields_are_in_the_catalogue(project, form):
    site = made_of(project, form, language="en").build("gettext")
    found = messages(site, "tools")
    translated = {VALUES[name] for name in TRANSLATED}
    assert set(found) == {"Tools", "drill", "It turns."} | translated
    file = {"yaml": "tools.yaml", "csv": "tools.csv"}.get(form.partition(".")[0])
    names = {found[message].partition(":")[0] for message in [*translated, "It turns."]}
    assert names == {file or f"tools.{form.rpartition('.')[2]}"}
    assert all(int(place.partition(":")[2]) > 0 for place in found.values())


@EVERY_FORM
def test_the_fields_are_translated(project, form):
    site = made_of(project, form).build()
    drill = concept(site)
    assert drill.pref_label == "Bohrer"
    assert drill.alt_labels == ("Handbohrer", "Nagelbohrer", "Bohreisen")
    assert drill.forms == ("gebohrt",)
    assert (drill.abbr, drill.reading) == ("BRR", "boh-rer")
    assert drill.tags == ("Werkzeug", "Metall")
    assert drill.short == "Er macht Löcher."
    assert drill.source == "Das Buch der Werkstatt"
    assert drill.definition == "Er dreht sich."


@EVERY_FORM
def test_values_that_are_not_text_are_not_translated(project, form):
    drill = concept(made_of(project, form).build())
    assert (str(drill.status), str(drill.case), drill.auto) == ("deprecated", "fold", True)
    assert drill.id == drill.anchor == "the-drill"


@EVERY_FORM
def test_names_of_both_languages_find_it(project, form):
    made = made_of(project, form)
    roles = "".join(f"{{term}}`{name}` " for name in ("drill", "gimlet", "dril", "drilling", "DRL"))
    made.edit("index.md", USE, f"{USE}\n{roles}\n")
    site = made.build()
    assert [text for text, _place in site.mentions("index")] == [
        *("gimlet", "DRL", "Bohrer", "Bohreisen", "BRR", "gebohrt"),
    ]
    assert len(site.references("index")) == 5
    assert site.dead_links() == []


@EVERY_FORM
def test_the_anchors_are_those_of_the_original(project, form):
    made = made_of(project, form)
    site = made.build()
    made.configure(language="en")
    original = made.build()
    assert concept(site).anchor == concept(original, "drill").anchor
    assert site.ids("tools") == original.ids("tools")


@EVERY_FORM
def test_nothing_is_changed_without_translations(project, form):
    """The messages are in the catalogue, and none of them is translated."""
    made = made_of(project, form)
    translate(made, {"tools": {"Something else": "Etwas anderes"}}, "de")
    made.configure(language="en")
    site = made.build()
    made.configure(language="de")
    assert concept(made.build(), "drill") == concept(site, "drill")


def test_the_entries_of_other_glossaries_are_unchanged(project):
    """Without takeover their lines are text, and translated as before."""
    text = "# T\n\n```{glossary}\nsaw\n  :short: Cuts.\n```\n"
    made = project({"index.md": text}, **CONF | {"sources": [], "takeover": False})
    translate(made, {"index": {"saw": "Säge", ":short: Cuts.": ":kurz: Schneidet."}}, "de")
    site = made.build()
    assert "Säge¶:kurz: Schneidet." in site.prose("index")
    assert set(messages(made.build("gettext"), "index")) == {"T", "saw", ":short: Cuts."}


# -- lists ------------------------------------------------------------------------------

HEAD = "# Tools\n\n## Saw | handsaw\n\nIt cuts.\n\n## Vice | clamp | chops\n\nIt holds.\n"


@pytest.mark.parametrize("translation", ["Säge", "Säge | Handsäge", "Säge | Sage | Fuchsschwanz"])
@pytest.mark.parametrize("form", ["heading", "line", "aliases"])
def test_a_translation_has_more_or_fewer_labels(project, form, translation):
    text = {
        "heading": "# Tools\n\n## Saw | handsaw\n\nIt cuts.\n",
        "line": "# Tools\n\n```{glossary}\nSaw | handsaw\n: It cuts.\n```\n",
        "aliases": "# Tools\n\n```{glossary}\nSaw\n: :aliases: handsaw | sawblade\n\n"
        "  It cuts.\n```\n",
    }[form]
    made = project(
        {"index.md": f"{text}\n{{term}}`handsaw`, {{term}}`Saw`\n"}, **CONF | {"sources": []}
    )
    before = made.build().inventory("glossterm:concept")
    words = {"Saw | handsaw": translation, "handsaw | sawblade": translation}
    translate(made, {"index": words}, "de")
    site = made.build()
    assert list(site.inventory("glossterm:concept").values()) == list(before.values())
    assert [text for text, _place in site.references("index")] == ["handsaw", "Saw"]
    (saw,) = site.scheme.lookup("Säge")
    labels = tuple(translation.split(" | "))
    shown = (saw.pref_label, *saw.alt_labels)
    assert shown == (("Saw", *labels) if form == "aliases" else labels)


@pytest.mark.parametrize("form", ["concept", "glossary"])
def test_two_labels_with_one_translation(project, form):
    """A role leads to the later one, as in Sphinx; tips and the index show one."""
    text = {
        "concept": "```{glossterm:concept} saw | handsaw\nIt cuts.\n```\n",
        "glossary": "```{glossary}\nsaw\nhandsaw\n  It cuts.\n```\n",
    }[form]
    made = project({"index.md": f"# T\n\n{text}\n{{term}}`saw`, {{term}}`Säge`\n"}, **CONF)
    made.configure(sources=[])
    translate(made, {"index": {"saw": "Säge", "handsaw": "Säge"}}, "de")
    site = made.build()
    assert site.references("index") == [
        ("saw", "index#term-saw"),
        ("Säge", "index#term-handsaw"),
    ]
    assert concept(site, "Säge").alt_labels == ()


def test_a_translated_heading_without_separator_remains_a_concept(project):
    """A deeper heading is a concept only because it has the separator."""
    text = "# Tools\n\n## Saws\n\nThey cut.\n\n### Saw | handsaw\n\nIt cuts.\n"
    made = project({"index.md": text}, **CONF | {"sources": []})
    translate(made, {"index": {"Saw | handsaw": "Säge"}}, "de")
    site = made.build()
    assert site.inventory("std:term")["Säge"] == "index.html#term-Saw"


def test_a_translated_label_needs_its_own_reading(project):
    text = "# 道具\n\n```{glossary}\n鋸\n: :reading: のこぎり\n\n  切る。\n\n鉋\n"
    text += ": :reading: かんな\n\n  削る。\n```\n"
    made = project({"index.md": text}, **CONF | {"sources": []})
    translate(made, {"index": {"鋸": "Säge", "かんな": "Kanna"}}, "de")
    scheme = made.build().scheme
    assert [scheme.lookup(label)[0].reading for label in ("Säge", "鉋")] == ["", "Kanna"]


@pytest.mark.parametrize("label", ["LoRA", "低ランク適応"])
def test_a_data_file_adds_readings_to_translated_labels(project, label):
    text = "# 用語\n\n```{glossary}\nLoRA\n: Two matrices.\n```\n"
    made = project({"index.md": text}, **CONF | {"language": "ja", "sources": ["ja.yaml"]})
    made.write("ja.yaml", f"- term: {label}\n  reading: ていらんくてきおう\n")
    translate(made, {"index": {"LoRA": "低ランク適応"}}, "ja")
    assert concept(made.build(), "LoRA").reading == "ていらんくてきおう"


# -- tags -------------------------------------------------------------------------------


def test_tags_select_by_their_names_in_both_languages(project):
    text = """
        # Tools

        ```{glossary}
        Saw
        : :tags: wood | hand

          It cuts.

        Plane
        : :tags: wood

          It smooths.
        ```

        ```{termindex}
        :tags: wood
        ```
        """
    made = project({"index.md": text}, **CONF | {"sources": []})
    translate(made, {"index": {"wood | hand": "Holz | Hand"}}, "de")
    site = made.build()
    assert [concept(site, name).tags for name in ("Saw", "Plane")] == [("Holz", "Hand"), ("Holz",)]
    assert set(site.entries("index")) == {"index#term-Saw", "index#term-Plane"}
    assert [head for head, _entries in site.index(view="tags")] == ["Hand 1", "Holz 2"]
    made.edit("index.md", ":tags: wood\n```", ":tags: Holz\n```")
    assert set(made.build().entries("index")) == {"index#term-Saw", "index#term-Plane"}


# -- data files -------------------------------------------------------------------------


def test_a_data_file_completes_an_entry_that_a_page_translates(project):
    """The record is found by the original label; its texts are translated where it is shown."""
    made = made_of(project, "yaml.md")
    page = "# More\n\n## drill\n\nIt turns by itself.\n"
    made.write("more.md", page)
    made.edit("index.md", "\ntools\n", "\ntools\nmore\n")
    translate(made, {"more": {"drill": "Bohrer", "It turns by itself.": "Er dreht allein."}}, "de")
    site = made.build()
    drill = concept(site)
    assert (drill.location.docname, drill.definition) == ("more", "Er dreht allein.")
    assert (drill.short, drill.tags) == ("Er macht Löcher.", ("Werkzeug", "Metall"))
    assert drill.alt_labels == ("Handbohrer", "Nagelbohrer", "Bohreisen")
    assert drill.tag_names == ("Werkzeug", "Metall", "tools", "metal")
    made.configure(language="en")
    assert {"It makes holes.", "auger | gimlet"} <= set(messages(made.build("gettext"), "tools"))


def test_definitions_in_data_files_have_their_lines(project):
    made = made_of(project, "yaml.md", language="en")
    made.write("tools.yaml", "- term: saw\n  short: Cuts.\n  definition: |\n    One.\n\n    Two.\n")
    made.write("tools.rst", "Tools\n=====\n\n.. glossary::\n   :source: tools.yaml\n")
    made.delete("tools.md")
    found = messages(made.build("gettext"), "tools")
    assert found["One."], found["Two."] == ("tools.yaml:4", "tools.yaml:6")
    assert found["Cuts."] == "tools.yaml:1"


@pytest.mark.parametrize("suffix", ["rst", "md"])
def test_labels_in_data_files_are_text(project, suffix):
    """The message is markup, as all messages: with the signs of the label escaped."""
    made = made_of(project, f"yaml.{suffix}", language="en")
    made.write("tools.yaml", "- term: a*b*_c_d\n  definition: One.\n")
    found = messages(made.build("gettext"), "tools")
    message = r"a\*b\*\_c_d"
    assert message.replace("\\", "\\\\") in found  # as escaped in the file
    translate(made, {"tools": {message: r"x\*y"}}, "de")
    made.configure(language="de")
    site = made.build()
    assert concept(site, "x*y").written == "a*b*_c_d"
    assert concept(site, "a*b*_c_d") == concept(site, "x*y")


# -- catalogues -------------------------------------------------------------------------


@pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="Sphinx needs fork for -j"
)
def test_catalogues_do_not_depend_on_processes(project):
    made = made_of(project, "glossary.md", language="en")
    for number in range(6):
        made.write(f"more{number}.md", f"---\norphan: true\n---\n# T\n\n## saw {number}\n\n{LIST}")
    made.conf["suppress_warnings"] = ["glossterm"]
    made.configure()

    def text(jobs: int) -> dict[str, str]:
        site = made.make("gettext", out=f"out{jobs}", jobs=jobs, seed=jobs, warns=None)
        assert not site.warnings
        return {
            path.name: re.sub("POT-Creation-Date: .*", "", path.read_text("utf-8"))
            for path in sorted(site.outdir.glob("*.pot"))
        }

    serial = text(1)
    assert len(serial) == 8
    assert text(4) == serial


def test_after_the_translation_of_a_field_changes(project):
    made = made_of(project, "heading.md")
    made.make()
    translate(made, {"tools": WORDS | {"auger | gimlet": "Handbohrer", "DRL": "BHR"}}, "de")
    site, clean = made.make(), made.make(out="clean")
    assert site.files() == clean.files()
    assert [text for text, _place in site.mentions("index")] == [
        *("gimlet", "DRL", "Bohrer", "gebohrt"),
    ]


# -- translations that cannot be used -----------------------------------------------------

NO_LABEL = (
    'WARNING: the translation "%s" of "%s" is not used, since it has no label; write one'
    " [glossterm.translation]"
)
ONE_LABEL = (
    'WARNING: the translation "%s" of "%s" is one label; write "%s" between labels'
    " [glossterm.translation]"
)
NO_PARAGRAPH = (
    'WARNING: the translation "%s" of "%s" is not used, since it is not read as one paragraph;'
    " escape its markup [glossterm.translation]"
)


def bad(project, text: str, words: Mapping[str, str]) -> Site:
    made = project({"index.md": text}, **CONF | {"sources": []})
    translate(made, {"index": words}, "de")
    return made.build(warns=None)


BAD_FORMS = {
    "## Saw | handsaw\n\n:aliases: cutter | blade\n\nIt cuts.\n": (3, 5),
    "```{glossary}\nSaw | handsaw\n: :aliases: cutter | blade\n\n: It cuts.\n```\n": (4, 5),
}


@pytest.mark.parametrize("text", BAD_FORMS)
@pytest.mark.parametrize("empty", ["|", " ", " | ", "—"])
def test_a_translation_without_labels(project, text, empty):
    site = bad(project, f"# T\n\n{text}", {"Saw | handsaw": empty, "cutter | blade": empty})
    line, field_line = BAD_FORMS[text]
    assert site.warnings == [
        f"index.md:{line}: {NO_LABEL % (empty, 'Saw | handsaw')}",
        f"index.md:{field_line}: {NO_LABEL % (empty, 'cutter | blade')}",
    ]
    assert concept(site, "Saw").alt_labels == ("handsaw", "cutter", "blade")


@pytest.mark.parametrize("text", BAD_FORMS)
@pytest.mark.parametrize(
    "wrong", ["Säge｜Handsäge", "Säge, Handsäge", "Säge、手鋸", "Säge/Handsäge"]
)
def test_a_translation_with_another_separator(project, text, wrong):
    site = bad(project, f"# T\n\n{text}", {"Saw | handsaw": wrong})
    line, _field_line = BAD_FORMS[text]
    sign = "|" if text.startswith("##") else " | "
    assert site.warnings == [f"index.md:{line}: {ONE_LABEL % (wrong, 'Saw | handsaw', sign)}"]
    assert concept(site, "Saw").pref_label == wrong
    assert concept(site, "handsaw") == concept(site, "Saw")


def test_a_separator_without_spaces_in_a_line(project):
    """In a glossary it is part of a label, also without translation; not in a heading."""
    heading, line = BAD_FORMS
    site = bad(project, f"# T\n\n{line}", {"Saw | handsaw": "Säge|Fuchs"})
    warning = ONE_LABEL % ("Säge|Fuchs", "Saw | handsaw", " | ")
    assert site.warnings == [f"index.md:4: {warning}"]
    site = bad(project, f"# T\n\n{heading}", {"Saw | handsaw": "Säge|Fuchs"})
    assert site.warnings == []
    assert concept(site, "Fuchs").pref_label == "Säge"


@pytest.mark.parametrize("text", BAD_FORMS)
@pytest.mark.parametrize("block", ["- Säge", "> Säge", "1. Säge"])
def test_a_translation_that_is_not_a_paragraph(project, text, block):
    site = bad(project, f"# T\n\n{text}", {"It cuts.": block, "cutter | blade": block})
    cut = [w for w in site.warnings if "glossterm.translation" in w]
    assert len(cut) == 2
    assert any(NO_PARAGRAPH % (block.strip(), "It cuts.") in warning for warning in cut)
    saw = concept(site, "Saw")
    assert saw.definition == "It cuts."
    assert saw.alt_labels == ("handsaw", "cutter", "blade")


def test_broken_markup_in_a_translation(project):
    """docutils reports it, with the line of the original; the text remains."""
    rest = "T\n=\n\n.. glossary::\n\n   Saw\n      :short: A tool.\n\n      It cuts.\n"
    made = project({"index.rst": rest}, **CONF | {"sources": []})
    words = {"Saw": "*Säge", "A tool.": "Ein *Gerät.", "It cuts.": "Es ``schneidet."}
    translate(made, {"index": words}, "de")
    site = made.build(warns=None)
    assert {warning.partition(": ")[0] for warning in site.warnings} == {
        f"index.rst:{line}:<translated>:1" for line in (6, 7, 9)
    }
    saw = concept(site, "Saw")
    assert (saw.pref_label, saw.short) == ("*Säge", "Ein *Gerät.")
    assert "schneidet" in saw.definition


# -- terms in sentences -------------------------------------------------------------------

SENTENCE = "A {defterm}`saw` cuts a {defterm}`board | plank`."


@pytest.mark.parametrize(
    ("translation", "labels"),
    [
        ("Eine {defterm}`Säge` teilt ein {defterm}`Brett`.", ("Säge", "Brett")),
        ("Ein {defterm}`Brett <board | Brett>` teilt die {defterm}`Säge`.", ("Säge", "board")),
        ("Eine {defterm}`Säge | Sage` teilt ein {defterm}`Brett`.", ("Säge", "Brett")),
    ],
)
def test_terms_in_a_translated_sentence_keep_their_names(project, translation, labels):
    use = "{term}`saw`, {term}`board`, {term}`plank`"
    site = bad(project, f"# T\n\n{SENTENCE}\n\n{use}\n", {SENTENCE: translation})
    assert site.warnings == []
    saw, board, plank = (concept(site, name) for name in ("saw", "board", "plank"))
    assert (saw.pref_label, board.pref_label) == labels
    assert plank == board
    assert (saw.anchor, board.anchor) == ("term-saw", "term-board")
    assert (saw.location.source, saw.location.line) == (None, 3)
    assert site.dead_links() == []


def test_a_translated_sentence_does_not_define_the_term(project):
    use = "{term}`saw`, {term}`board`"
    made = project({"index.md": f"# T\n\n{SENTENCE}\n\n{use}\n"}, **CONF | {"sources": []})
    translate(made, {"index": {SENTENCE: "Eine {defterm}`Säge` teilt ein Brett."}}, "de")
    site = made.build(
        warns=[
            'index.md:3: WARNING: the translation of this text does not define "board";'
            ' write a role "defterm" in it [glossterm.translation]'
        ]
    )
    assert site.references("index") == [
        ("saw", "index#term-saw"),
        ("board", "index#term-board"),
    ]
    assert concept(site, "plank").definition == "Eine Säge teilt ein Brett."
    assert "Eine Säge teilt ein Brett." in site.prose("index")
    assert site.dead_links() == []


# -- outdated translations ----------------------------------------------------------------

OUTDATED = (
    'WARNING: translations of "%s" are missing or outdated (%s); update the catalogue'
    " [glossterm.outdated_translation]"
)


def outdated(site: Site) -> dict[str, list[str]]:
    report = json.loads((site.outdir / "glossterm-report.json").read_text("utf-8"))
    found = {c["label"]: c["outdated"] for c in report["concepts"] if c["outdated"]}
    assert len(report["outdated_translations"]) == len(found)
    return found


@EVERY_FORM
def test_missing_translations_are_reported(project, form):
    made = made_of(project, form)
    left_out = {"It turns.", "It makes holes.", "tools | metal"}
    words = {message: text for message, text in WORDS.items() if message not in left_out}
    translate(made, {"tools": words}, "de")
    site = made.build("glossterm-report", warns=None)
    (found,) = outdated(site).values()
    assert sorted(found) == ["definition", "short", "tags"]
    (warning,) = (w for w in site.warnings if "outdated_translation" in w)
    assert warning.endswith(OUTDATED % ("Bohrer", ", ".join(found)))
    assert re.match(r"tools\.\w+:\d+: ", warning)


@EVERY_FORM
def test_complete_translations_are_not_reported(project, form):
    """Also those that equal the original."""
    made = made_of(project, form)
    translate(made, {"tools": WORDS | {"DRL": "DRL", "drill": "drill"}}, "de")
    assert outdated(made.build("glossterm-report", warns=None)) == {}


@pytest.mark.parametrize("used", [False, True])
@EVERY_FORM
def test_fuzzy_translations_are_reported(project, form, used):
    """Whether Sphinx uses them or not."""
    made = made_of(project, form)
    made.configure(gettext_allow_fuzzy_translations=used)
    folder = made.srcdir / "locale" / "de" / "LC_MESSAGES"
    (folder / "tools.mo").unlink()
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    rows = (
        f"{'#, fuzzy' if text in {'It turns.', 'It makes holes.'} else '#'}\n"
        f'msgid "{text}"\nmsgstr "{translation}"\n\n'
        for text, translation in WORDS.items()
    )
    (folder / "tools.po").write_text(header + "".join(rows), "utf-8")
    site = made.build("glossterm-report", warns=None)
    (found,) = outdated(site).values()
    assert sorted(found) == ["definition", "short"]
    assert concept(site).definition == ("Er dreht sich." if used else "It turns.")


def test_pages_without_a_catalogue_are_not_reported(project):
    made = made_of(project, "glossary.md", language="fr")
    assert outdated(made.build("glossterm-report", warns=None)) == {}
