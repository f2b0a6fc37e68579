"""Find mentions of a list of labels in the pages of a manual (HTML, Mallard), to be read.

    python benchmarks/manuals.py de /usr/share/gimp/2.0/help/de --labels labels.txt

``--labels`` has one label on each line, further labels of the same concept after ``|``. Links and
code of the manual count as text and are not found, respectively. Prints ``--sample`` mentions with
their sentences, chosen at random but always the same for one ``--seed``, and with ``--by-hand`` all
links that the authors made (target, text) and whether a mention is found there.
"""

from __future__ import annotations

import argparse
import random
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_glossterm.languages import project_languages
from sphinxcontrib_glossterm.languages.language import word_set
from sphinxcontrib_glossterm.matching import Match, Matcher
from sphinxcontrib_glossterm.model.concept import Concept, Location
from sphinxcontrib_glossterm.model.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLOCKS = frozenset(
    [
        "p",
        "li",
        "dd",
        "td",
        "th",
        "blockquote",
        "caption",
        "div",
        "body",
        "br",
        "dt",
        "tr",
        "ul",
        "ol",
        "table",
        "section",
    ]
)
SKIPPED = frozenset(
    [
        *("info", "cmd", "file", "input", "key", "keyseq", "screen"),
        "pre",
        "code",
        "kbd",
        "samp",
        "tt",
        "script",
        "style",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "title",
        "head",
        "nav",
    ]
)
SKIPPED_CLASSES = frozenset(
    ["navheader", "navfooter", "toc", "breadcrumbs", "programlisting", "title"]
)
VOID = word_set("br img hr meta link input col area base wbr")
CODE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for an element whose text is not prose, as in the passages of the extension."""


class Link(NamedTuple):
    """A link that the authors made; offsets in its passage."""

    start: int
    end: int
    href: str


class Passage(NamedTuple):
    """The text of one block, with white space collapsed."""

    page: str
    text: str
    links: tuple[Link, ...]


class _Reader(HTMLParser):
    """Collects the passages of one page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.found: list[Passage] = []
        self._open: list[tuple[str, bool]] = []
        self._skipped = 0
        self._text = ""
        self._links: list[Link] = []
        self._link: tuple[int, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in BLOCKS:
            self._end_block()
        if tag in VOID:
            return
        classes = frozenset((values.get("class") or "").split())
        skipped = tag in SKIPPED or bool(classes & SKIPPED_CLASSES)
        if skipped and not self._skipped:
            self._text += CODE
        self._skipped += skipped
        self._open.append((tag, skipped))
        if tag == "a" and values.get("href"):
            self._link = len(self._text), values["href"] or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            start, href = self._link
            self._links.append(Link(start, len(self._text), href))
            self._link = None
        if tag in BLOCKS:
            self._end_block()
        if any(tag == name for name, _ in self._open):
            while self._open:
                name, skipped = self._open.pop()
                self._skipped -= skipped
                if name == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            text = re.sub(r"\s+", " ", data)
            self._text += text[1:] if self._text.endswith(" ") and text[:1] == " " else text

    def _end_block(self) -> None:
        if self._text.strip(f" {CODE}"):
            self.found.append(Passage(self.page, self._text, tuple(self._links)))
        self._text, self._links, self._link = "", [], None


def passages(folder: Path) -> Iterator[Passage]:
    """The passages of all pages below *folder*, in the order of their names."""
    for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.page")]):
        reader = _Reader(path.relative_to(folder).as_posix())
        reader.feed(path.read_text(encoding="utf-8", errors="replace"))
        reader.close()
        yield from reader.found


def matcher(language: str, lines: Sequence[str]) -> Matcher:
    """Finds the labels in *lines* as a project in *language* with default settings does."""
    concepts = []
    for line in dict.fromkeys(filter(None, map(str.strip, lines))):
        labels = tuple(Label(text.strip()) for text in line.split("|"))
        concepts.append(Concept(labels[0].text, "", labels, Location("glossary")))
    names = [text for concept in concepts for text in concept.names()]
    return Matcher.from_concepts(concepts, languages=project_languages(language, names))


def _in_context(text: str, start: int, end: int, width: int) -> str:
    return f"{text[max(0, start - width) : start]}[{text[start:end]}]{text[end : end + width]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("language")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=80)
    parser.add_argument("--per-label", type=int, default=3, help="at most so many of one label")
    parser.add_argument("--width", type=int, default=90, help="characters on each side")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--by-hand", action="store_true")
    parser.add_argument("--refused", action="store_true", help="print refused mentions instead")
    options = parser.parse_args()
    labels = options.labels.read_text(encoding="utf-8").splitlines()
    finder = matcher(options.language, labels)
    rows, total, counts = [], 0, dict[str, int]()
    texts = list(dict.fromkeys(passages(options.folder)))
    random.Random(options.seed).shuffle(texts)
    for passage in texts:
        found = finder.find(passage.text)
        if options.by_hand:
            for link in passage.links:
                inside = [
                    each.label
                    for each in found
                    if isinstance(each, Match) and each.start < link.end and link.start < each.end
                ]
                print(link.href, passage.text[link.start : link.end], inside, sep="\t")
            continue
        for each in found:
            if isinstance(each, Match) == options.refused:
                continue
            total += 1
            name = f"{each.label if isinstance(each, Match) else each.reason.value}"
            counts[name] = counts.get(name, 0) + 1
            if counts[name] <= options.per_label:
                context = _in_context(passage.text, each.start, each.end, options.width)
                rows.append(f"{passage.page}\t{name}\t{context}")
    if not options.by_hand:
        rows = random.Random(options.seed).sample(rows, min(options.sample, len(rows)))
        print(*rows, sep="\n")
        size = sum(len(passage.text) for passage in texts)
        print(
            f"{total} mentions of {len(counts)} labels in {len(texts)} passages, {size} characters"
        )


if __name__ == "__main__":
    main()
