"""Find the fields of a concept at the start of its body, and remove them from the page."""

from __future__ import annotations

import sys
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinxcontrib_glossterm.model import (
    FIELD_NAMES,
    LABEL,
    Fields,
    field_spec,
    is_field_block,
    parse_fields,
    read_field_lines,
    similar_field,
    without_surrogates,
)

from ..locale import __
from ..nodes import field_messages
from ..warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


_FOR_READERS = frozenset({"aliases", "short", "source"})
"""Fields whose text is shown like prose, with smart quotes."""


def read_fields(body: nodes.Element) -> dict[str, str]:
    """The fields at the start of *body*, as they are now."""
    return _read(_first_block(body)) or {}


def separate_text(body: nodes.Element) -> None:
    """Move text below the fields at the start of *body* to a paragraph of its own.

    MyST's field list includes a line directly below a field in the field. It is meant as part of
    the field only if it is indented, which only the file shows.
    """
    block = _first_block(body)
    if not isinstance(block, nodes.field_list) or block.parent is None or not _fields(block):
        return
    field = _fields(block)[-1]
    paragraph = field[1].children[0] if len(field[1].children) == 1 else None
    if not isinstance(paragraph, nodes.paragraph) or "\n" not in paragraph.astext():
        return
    own = _indented_lines(field)
    lines = paragraph.astext().split("\n")
    if own >= len(lines) or not is_field_block(f[0].astext() for f in _fields(block)):
        return
    text = paragraph.deepcopy()
    _cut_lines(text, own)
    text.rawsource, text.line = text.astext(), (field.line or 0) + own
    block.parent.insert(block.parent.index(block) + 1, text)
    paragraph.clear()
    paragraph += nodes.Text("\n".join(lines[:own]))


def as_field_list(body: nodes.Element) -> None:
    """Replace the fields at the start of *body* that are lines of a paragraph by a field list.

    Each is then a message of its own, as in a field list that docutils or MyST has read.
    """
    block = _first_block(body)
    found = _read(block)
    if not isinstance(block, nodes.paragraph) or not found or not is_field_block(found):
        return
    made = nodes.field_list()
    shown, lines = block.astext().split("\n"), block.rawsource.split("\n")
    if len(lines) != len(shown):
        lines = shown
    for number, name in enumerate(found):
        made += _field_of_line(block, number, name, lines[number])
    body.insert(body.index(block), made)
    _cut_lines(block, len(found))
    if block.children:
        block.rawsource = "\n".join(lines[len(found) :])
        block.line = None if block.line is None else block.line + len(found)
    else:
        body.remove(block)


def _field_of_line(block: nodes.paragraph, number: int, name: str, source: str) -> nodes.field:
    """The line *number* of *block*, with the field *name*, as a field of a list."""
    text = block.deepcopy()
    _cut_lines(text, number)
    _keep_lines(text, 1)
    _cut_characters(text, text.astext().index(f":{name}:") + len(name) + 2)
    if text.children and isinstance(text[0], nodes.Text):
        text.replace(text[0], nodes.Text(str(text[0]).lstrip()))
    text.rawsource = source.strip().removeprefix(f":{name}:").strip()
    made = nodes.field("", nodes.field_name("", name), nodes.field_body("", text))
    for node in (made, text):
        node.source, node.line = block.source, (block.line or 0) + number
    return made


def fields_at(body: nodes.Element) -> Iterator[tuple[str, nodes.field]]:
    """The fields of a field list at the start of *body*, if one of them is ours."""
    block = _first_block(body)
    if isinstance(block, nodes.field_list) and is_field_block(_read(block) or ()):
        yield from ((field[0].astext(), field) for field in _fields(block))


def _indented_lines(field: nodes.field) -> int:
    """How many lines of its file belong to *field*: the first one, and those indented below it."""
    try:
        lines = Path(field.source or "").read_text("utf-8").split("\n")
    except (OSError, ValueError):
        return sys.maxsize
    first = (field.line or 0) - 1
    mark = f":{field[0].astext()}:"
    if not 0 <= first < len(lines) or mark not in lines[first]:
        return sys.maxsize
    column = lines[first].index(mark)
    below = takewhile(lambda line: line[: column + 1].isspace(), lines[first + 1 :])
    return 1 + len(list(below))


def take_fields(body: nodes.Element, separator: str, before: Mapping[str, str]) -> Fields:
    """The fields at the start of *body*, which are removed from it.

    A field list without any of our fields is the author's own and is kept. If it has one, an
    unknown field is kept in the page too, and is reported. So are all fields of a list that seems
    to have a misspelt field of ours. *before* has the original text of fields that smart quotes
    have changed.
    """
    block = _first_block(body)
    found = _read(block)
    if block is None or not found:
        return Fields()
    lines = _lines(block, found)
    ours = is_field_block(found)
    if ours or any(similar_field(name, alone=True) for name in found):
        for name in found:
            if not field_spec(name):
                warn_of_unknown_field(name, lines[name])
    if not ours:
        return Fields()
    _remove(block, found)
    raw = {
        name: text if name in _FOR_READERS else before.get(name, text)
        for name, text in found.items()
        if field_spec(name)
    }
    return checked_fields(raw, separator, lines.__getitem__)


def checked_fields(
    raw: Mapping[str, str], separator: str, where: Callable[[str], nodes.Node | str | None]
) -> Fields:
    """The values of *raw*, whose keys are fields; values that are not allowed are reported.

    *where* returns the location of a field.
    """
    parsed = parse_fields(raw, separator)
    for name, text, allows in parsed.wrong:
        message = __('field "%s" of a concept has the value "%s"; it takes %s')
        warn(WarningSubtype.FIELD, message, name, text, allows, location=where(name))
    return parsed.fields


def _first_block(body: nodes.Element) -> nodes.Node | None:
    return next((child for child in body.children if not _is_silent(child)), None)


def _is_silent(node: nodes.Node) -> bool:
    return isinstance(node, _SILENT)


_SILENT = (nodes.comment, nodes.target, nodes.title, nodes.term, nodes.raw, field_messages)


def _read(block: nodes.Node | None) -> dict[str, str] | None:
    """The fields of a field list, or of a Markdown paragraph that looks like one.

    A paragraph that begins with an escaped colon is text.
    """
    if isinstance(block, nodes.field_list):
        return {f[0].astext(): _value(cast("nodes.Element", f[1])) for f in _fields(block)}
    if isinstance(block, nodes.paragraph) and not block.rawsource.lstrip().startswith("\\"):
        return read_field_lines(without_surrogates(block.astext()))
    return None


def _value(body: nodes.Node) -> str:
    """The text of a field, without what docutils reports of its markup there."""
    texts = (c.astext() for c in body.children if not isinstance(c, nodes.system_message))
    return without_surrogates("\n\n".join(texts))


def _lines(block: nodes.Node, found: Mapping[str, str]) -> dict[str, nodes.Node | str]:
    """The location of each field of *found*."""
    if isinstance(block, nodes.field_list):
        return {field[0].astext(): field if field.line else block for field in _fields(block)}
    if block.line is None or not block.source:
        return dict.fromkeys(found, block)
    return {name: f"{block.source}:{block.line + n}" for n, name in enumerate(found)}


def _fields(block: nodes.field_list) -> Sequence[nodes.field]:
    return [child for child in block.children if isinstance(child, nodes.field)]


def _remove(block: nodes.Node | None, found: dict[str, str]) -> None:
    """Remove our fields from the page, and keep the rest of the block."""
    if isinstance(block, nodes.field_list):
        for field in _fields(block):
            if field_spec(field[0].astext()):
                block.remove(field)
    elif isinstance(block, nodes.paragraph):
        _cut_lines(block, len(found))
        foreign = [f":{name}: {text}" for name, text in found.items() if not field_spec(name)]
        if foreign:
            block.insert(0, nodes.Text("\n".join(foreign) + ("\n" if block.children else "")))
    if isinstance(block, nodes.Element) and not block.children and block.parent is not None:
        body = block.parent
        body.remove(block)
        # In a Markdown list the fields may have been a separate definition.
        alone = isinstance(body, nodes.definition) and not body.children
        if alone and len(list(body.parent.findall(nodes.definition, descend=True))) > 1:
            body.parent.remove(body)


def _cut_lines(paragraph: nodes.paragraph, count: int) -> None:
    """Remove the first *count* lines of text from *paragraph*, with the markup in them."""
    lines = paragraph.astext().split("\n")
    _cut_characters(paragraph, sum(len(line) + 1 for line in lines[:count]))


def _keep_lines(paragraph: nodes.paragraph, count: int) -> None:
    """Remove all but the first *count* lines of text from *paragraph*."""
    left = len("\n".join(paragraph.astext().split("\n")[:count]))
    for child in list(paragraph.children):
        if left <= 0:
            paragraph.remove(child)
        elif isinstance(child, nodes.Text) and len(child) > left:
            paragraph.replace(child, nodes.Text(str(child)[:left]))
        left -= len(child.astext())


def _cut_characters(paragraph: nodes.paragraph, left: int) -> None:
    """Remove the first *left* characters of text from *paragraph*."""
    while left > 0 and paragraph.children:
        first = paragraph.children[0]
        length = len(first.astext())
        if length > left and isinstance(first, nodes.Text):
            paragraph.replace(first, nodes.Text(str(first)[left:]))
        else:
            paragraph.remove(first)
        left -= length


def warn_of_unknown_field(name: str, where: nodes.Node | str | None) -> None:
    """Warn of the unknown field *name*."""
    if name.lower().startswith(LABEL):
        message = __(
            'unknown field "%s": "%s" is not a language tag; write one such as "ja" or "zh-TW"'
        )
        warn(WarningSubtype.FIELD, message, name, name[len(LABEL) :], location=where)
    elif near := similar_field(name):
        message = __('unknown field "%s"; did you mean "%s"?')
        warn(WarningSubtype.FIELD, message, name, *near, location=where)
    else:
        message = __('unknown field "%s"; use one of: %s')
        warn(WarningSubtype.FIELD, message, name, ", ".join(FIELD_NAMES), location=where)
