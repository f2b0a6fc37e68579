"""A documentation that is edited: the changes of an edit sequence, and how they are written.

Pages are kept as values and written as Markdown or reStructuredText, so that one edit means the
same in both. A file is written only if its text changes, as an author would.
"""

from __future__ import annotations

import csv
import io
import json
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATA_FILES = ("words.yaml", "words.csv")
# Sphinx keeps up to date only what comes from a page alone: where a theme shows the titles of other
# pages (next, previous, a tree of contents), they become outdated with plain Sphinx too.
_LAYOUT = """<!DOCTYPE html>
<html>
<head>
<title>{{ title|striptags|e }}</title>
{%- block css %}{% for css in css_files %}
{{ css_tag(css) }}{% endfor %}{% endblock %}
{%- block scripts %}{% for js in script_files %}
{{ js_tag(js) }}{% endfor %}{% endblock %}
{%- block extrahead %}{% endblock %}
</head>
<body>
{% block body %}{% endblock %}
</body>
</html>
"""
_CONF = """\
extensions = ["myst_parser", "sphinxcontrib_glossterm"]
project = "Edited"
copyright = "The authors"
html_theme = "basic"
templates_path = ["_templates"]
suppress_warnings = ["toc.not_included"]
"""
_ROLE = re.compile(r"\{(\w+)\}`")


@dataclass
class Entry:
    """One entry of a glossary."""

    labels: list[str]
    text: str
    fields: dict[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        yield from self.labels
        for name, value in self.fields.items():
            yield f"   :{name}: {value}"
        if self.fields:
            yield ""
        yield f"   {self.text}"
        yield ""


@dataclass
class Page:
    """One page; its text has roles in Markdown syntax."""

    suffix: str
    title: str
    glossary: str = ""
    source: str = ""
    comment: str = ""
    entries: list[Entry] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    toctree: list[str] = field(default_factory=list)

    def text(self) -> str:
        return self._markdown() if self.suffix == ".md" else self._restructured()

    def _markdown(self) -> str:
        rows = ["---", *(f"{name}: {value}" for name, value in self.options.items()), "---"]
        rows += [f"% {self.comment}", "", f"# {self.title}", ""]
        for paragraph in self.prose:
            rows += [paragraph, ""]
        for name, options, body in self._directives():
            rows += [f"```{{{name}}}", *options, "", *body, "```", ""]
        for heading, paragraph in self.headings:
            rows += [f"## {heading}", "", paragraph, ""]
        return "\n".join(rows)

    def _restructured(self) -> str:
        rows = [f":{name}: {value}" for name, value in self.options.items()]
        rows += ["", f".. {self.comment or 'no comment'}", "", self.title, "=" * 30, ""]
        for paragraph in self.prose:
            rows += [paragraph, ""]
        for name, options, body in self._directives():
            rows += [f".. {name}::", *(f"   {o}" for o in options), ""]
            rows += [f"   {line}" if line else "" for line in body]
            rows += [""]
        for heading, paragraph in self.headings:
            rows += [heading, "-" * 30, "", paragraph, ""]
        return _ROLE.sub(r":\1:`", "\n".join(rows))

    def _directives(self) -> Iterator[tuple[str, list[str], list[str]]]:
        if self.entries or self.source:
            name = [f":name: {self.glossary}"] if self.glossary else []
            source = [f":source: {self.source}"] if self.source else []
            lines = [line for entry in self.entries for line in entry.lines()]
            yield "glossary", [*name, *source], lines
        if self.toctree:
            yield "toctree", [":maxdepth: 1"], self.toctree


@dataclass
class Documentation:
    """The sources: pages, data files and options, and when each was last changed."""

    srcdir: Path
    pages: dict[str, Page] = field(default_factory=dict)
    data: dict[str, list[Entry] | None] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    edits: dict[str, int] = field(default_factory=dict)
    """File name → number of times it has been written."""
    gone: set[str] = field(default_factory=set)
    """Names of deleted files."""

    def save(self) -> None:
        """Write the files whose text has changed, and remove deleted ones."""
        # Sphinx uses the modification time of a file.
        time.sleep(0.01)
        self.pages["index"].toctree = sorted(name for name in self.pages if name != "index")
        wanted = {"conf.py": self._conf(), "_templates/layout.html": _LAYOUT}
        wanted |= {self.file_of(name): page.text() for name, page in self.pages.items()}
        wanted |= {
            name: _as_data(name, entries)
            for name, entries in self.data.items()
            if entries is not None
        }
        for name, text in wanted.items():
            self._write(name, text)
        for name in self.edits.keys() - wanted.keys() - self.gone:
            (self.srcdir / name).unlink()
            self.gone.add(name)

    def touch(self, docname: str) -> None:
        """Save a page without a change."""
        time.sleep(0.01)
        path = self.srcdir / self.file_of(docname)
        path.write_bytes(path.read_bytes())
        self.edits[path.relative_to(self.srcdir).as_posix()] += 1

    def file_of(self, docname: str) -> str:
        return docname + self.pages[docname].suffix

    def sources_of(self, docname: str) -> list[str]:
        """The source files of a page."""
        return [*filter(None, [self.file_of(docname), self.data_file_of(docname)])]

    def data_file_of(self, docname: str) -> str:
        """The data file that a page shows. Sphinx's own directive shows none."""
        return self.pages[docname].source if self.takes_over() else ""

    def takes_over(self) -> bool:
        """Whether ``glossary`` is the directive of the extension."""
        return bool(self.options.get("takeover", True))

    def repeats_terms(self) -> bool:
        """Whether two entries of glossaries have one term."""
        entries = (entry for page in self.pages.values() for entry in page.entries)
        terms = [label.lower() for entry in entries for label in entry.labels]
        return len(terms) > len(set(terms))

    def _write(self, name: str, text: str) -> None:
        path = self.srcdir / name
        if path.exists() and path.read_text("utf-8") == text:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        self.edits[name] = self.edits.get(name, 0) + 1
        self.gone.discard(name)

    def _conf(self) -> str:
        rows = [f"glossterm_{name} = {value!r}\n" for name, value in self.options.items()]
        return f"{_CONF}glossterm_sources = {DATA_FILES!r}\n{''.join(sorted(rows))}"

    def snapshot(self) -> str:
        """The sources for a clean build."""
        pages = {self.file_of(name): page.text() for name, page in self.pages.items()}
        data = {name: e and _as_data(name, e) for name, e in self.data.items()}
        return json.dumps([pages, data, self._conf()], sort_keys=True)


def _as_data(name: str, entries: list[Entry]) -> str:
    if name.endswith(".yaml"):
        rows = [
            {"term": entry.labels, "definition": entry.text, **entry.fields} for entry in entries
        ]
        return json.dumps(rows, ensure_ascii=False, indent=1)  # YAML includes JSON
    columns = ["term", "definition", *sorted({name for e in entries for name in e.fields})]
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(columns)
    for entry in entries:
        fields = [entry.fields.get(name, "") for name in columns[2:]]
        table.writerow(["|".join(entry.labels), entry.text, *fields])
    return stream.getvalue()


def example(srcdir: Path) -> Documentation:
    """The initial state of every edit sequence."""
    made = Documentation(
        srcdir,
        pages={
            "index": Page(".md", "Top", prose=["An adapter of LoRA, and 学習."]),
            "words": Page(
                ".rst",
                "Words",
                entries=[
                    Entry(["LoRA", "Low-Rank Adaptation"], "An adapter.", {"broader": "PEFT"}),
                    Entry(["PEFT"], "Tunes few parameters."),
                    Entry(["学習"], "機械が学ぶこと。LoRAも使う。"),
                ],
            ),
            "guide/first": Page(
                ".md",
                "First",
                prose=["See {term}`LoRA`, an adapter and a layer.", "機械学習でLayerを使う。"],
            ),
            "guide/deep/net": Page(
                ".md",
                "Net",
                headings=[("Adapter | アダプター", "Of few parameters."), ("Layer", "A row.")],
                options={"glossterm-headings": "2"},
                prose=["A layer, PEFT."],
            ),
            "shown": Page(".rst", "Shown", source="words.yaml", prose=["An adapter."]),
        },
        data={
            "words.yaml": [Entry(["Rank"], "A *number* of LoRA.")],
            "words.csv": [Entry(["Loss"], "What is *lost*.")],
        },
        options={"link": "everywhere"},
    )
    made.save()
    return made
