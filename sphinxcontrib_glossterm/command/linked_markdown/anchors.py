"""Find where the anchors of a page's concepts can be written in its source."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxcontrib_glossterm.sphinx_ext.nodes import CONCEPT, definition_term

from .changes import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinxcontrib_glossterm.model import Concept

    from ..fixes import SourceText
    from .changes import Change
    from .content import Fence

    Place = tuple[int, str, str]
    """An offset, and what is written in front of and after the anchors."""
    Wanted = tuple[nodes.Element, Sequence[str]]
    """A node that has ids, and these ids."""

_ATX = re.compile(r"(\s{0,3}#{1,6}\s+)(.*?)(\s+#+)?\s*\Z")
_END = re.compile(r"()(.*?\S)\s*\Z")
_BLANK = re.compile(r"\r?\n[ \t]*\r?\n")
_WRITTEN = re.compile(r"""<a\s+(?:id|name)\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_ATTACHED = re.compile(r"\s*(?:\([^()]+\)=|\{[^{}]*\}|%.*)?\s*\Z")
"""A line that belongs to the block after it: a target, attributes, a comment; or an empty line."""


def written_ids(text: str) -> set[str]:
    """The ids of the anchors in HTML that *text* has."""
    return {unescape(name) for name in _WRITTEN.findall(text)}


def wanted_anchors(
    document: nodes.document, concepts: Mapping[str, Concept], entry_ids: Mapping[str, str]
) -> Iterator[Wanted]:
    """The nodes of *concepts*, by id, each with the ids that lead to it.

    *entry_ids*: every id of the page that leads to an entry → its concept.
    """
    for node in document.findall(nodes.Element):
        concept = concepts.get(node.attributes.get(CONCEPT, ""))
        if concept is None:
            continue
        if isinstance(node, nodes.definition_list_item):
            own = {label.anchor for label in concept.labels} | {concept.anchor}
            for term in node.children:
                if isinstance(term, nodes.term):
                    yield term, [each for each in term["ids"] if each in own]
            continue
        permanent = (each for each in node["ids"] if each.startswith("term-") and each in entry_ids)
        yield node, list(dict.fromkeys([concept.anchor, *permanent]))


def anchor_changes(
    wanted: Iterator[Wanted], source: SourceText, path: Path, fences: Sequence[Fence]
) -> tuple[list[Change], list[int]]:
    """The anchors to add to the file *path*, and the lines of nodes for which no place is known.

    The anchors of entries of a directive are in front of it: inside, plain Markdown shows code, and
    Sphinx reads the text of a term.
    """
    known = written_ids(source.text)
    found: list[Change] = []
    in_front: dict[int, list[str]] = {}
    unknown: list[int] = []
    for node, given in wanted:
        ids = [each for each in given if each not in known]
        line, is_own = _line(node, path)
        fence = next((each.lines.start for each in fences if line in each.lines), 0)
        if not ids:
            continue
        if fence:
            in_front.setdefault(fence, []).extend(ids)
        elif is_own and (places := list(_places(node, source, line))):
            found.append(anchors(ids, places))
        else:
            unknown.append(line)
    for fence, ids in in_front.items():
        found.append(anchors(ids, _in_front_of(fence, source)))
    return found, unknown


def _line(node: nodes.Element, path: Path) -> tuple[int, bool]:
    """The line of an entry in the file *path*, and whether the entry itself is there.

    An entry may be from another file; then the line is that of the block around it.
    """
    shown = node.next_node(nodes.title) if isinstance(node, nodes.section) else node
    around: nodes.Element | None = shown
    while around is not None:
        # The list of a glossary has a line of the file with the entries, but not its name.
        is_placed = around.line and not isinstance(around, nodes.definition_list)
        if is_placed and Path(around.source or path) == path:
            is_own = around is shown or not (shown is not None and shown.line)
            return around.line or 0, is_own
        around = around.parent
    return 0, False


def _places(node: nodes.Element, source: SourceText, line: int) -> Iterator[Place]:
    """The possible places next to the text of *node*, the best one first."""
    start, text = source.offset(line, 1), source.line(line)
    if start is None:
        return
    if isinstance(node, definition_term):
        yield from _in_front_of_role(node.rawsource, source, line)
    elif found := (isinstance(node, nodes.section) and _ATX.match(text)) or _END.match(text):
        yield start + found.end(2), "", ""
        yield start + found.start(2), "", ""


def _in_front_of_role(rawsource: str, source: SourceText, line: int) -> Iterator[Place]:
    """The place of a role ``defterm`` in the paragraph that begins with *line*."""
    start = source.offset(line, 1) or 0
    paragraph = _BLANK.split(source.text[start:], maxsplit=1)[0]
    content = re.escape(rawsource.partition("`")[2].rstrip("`"))
    found = list(re.finditer(rf"{{(?:\w+:)?defterm}}(`+){content}\1(?!`)", paragraph))
    if len(found) == 1:
        yield start + found[0].start(), "", ""


def _in_front_of(fence: int, source: SourceText) -> Iterator[Place]:
    """The places in front of the block that begins with the line *fence*.

    A paragraph of its own; in a list, where that might put space between items, a line, or the end
    of the line in front.
    """
    first = fence
    while first > 1 and _ATTACHED.match(source.line(first - 1)):
        first -= 1
    while first < fence and not source.line(first).strip():
        first += 1
    text = source.line(first)
    indent = text[: len(text) - len(text.lstrip())]
    end = "\r\n" if "\r\n" in source.text else "\n"
    is_free = first == 1 or not source.line(first - 1).strip()
    offset = source.offset(first, 1) or 0
    yield offset, indent if is_free else f"{end}{indent}", f"{end}{end}"
    yield offset, indent, end
    before = source.line(first - 1)
    if not is_free:
        yield (source.offset(first - 1, 1) or 0) + len(before.rstrip()), "", ""
