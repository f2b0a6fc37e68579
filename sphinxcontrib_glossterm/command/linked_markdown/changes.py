"""Changes of a Markdown source: a link around a text, or anchors.

A change has several forms, since not every form is a link at every place: in CommonMark,
``**[LoRA](…)**だ`` is not bold, while ``[**LoRA**](…)だ`` is.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ..fixes import Edit, apply

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|~~)\Z")
_ESCAPED = re.compile(r"([\\`*_\[\]<>&~|$])")
_MARKER = "glossterm:"


class Form(NamedTuple):
    """One way to write a change."""

    start: int
    """In characters of the source, which has no byte order mark."""
    end: int
    text: str
    """Replaces the characters between, within the link."""
    head: str
    tail: str
    """In front of and after the text; both may contain ``%s`` for the address, one of them does."""

    def shifted(self, by: int) -> Form:
        """The same in a text that begins *by* characters earlier."""
        return self._replace(start=self.start + by, end=self.end + by)

    def write(self, address: str) -> Edit:
        """The edit of the source, for a link to *address*."""
        head, tail = (part.replace("%s", address) for part in (self.head, self.tail))
        return Edit(self.start, self.end, f"{head}{self.text}{tail}")

    def without_link(self) -> Edit:
        """The edit that only replaces the text."""
        return Edit(self.start, self.end, self.text)


class Change(NamedTuple):
    """A link or anchors to be added."""

    address: str
    """The address of the link, as it is written; ids are separated by spaces."""
    shown: str
    """The text of the link as readers see it; empty for anchors."""
    forms: tuple[Form, ...]
    """The preferred one first."""
    is_role: bool = False

    def edit(self, form: Form) -> Edit:
        """The change of the source."""
        if self.shown:
            return form.write(self.address)
        anchors = (anchor(each) for each in self.address.split(" "))
        return Edit(form.start, form.end, f"{form.head}{''.join(anchors)}{form.tail}")


Chosen = tuple[Change, Form]


def link(text: str, span: tuple[int, int], shown: str, address: str) -> Change:
    """A link around the characters *span* of *text*, in Markdown or else in HTML."""
    spans = [span]
    if around := _with_emphasis(text, *span):
        # Marks between a bracket and a letter are not emphasis.
        touching = text[max(0, around[0] - 1) : around[0]] + text[around[1] : around[1] + 1]
        spans.insert(0 if any(map(str.isalnum, touching)) else 1, around)
    forms = [_markdown(*each, text[slice(*each)]) for each in spans]
    forms += [_html(*each, text[slice(*each)]) for each in spans]
    return Change(address, shown, tuple(forms))


def link_instead(span: tuple[int, int], shown: str, address: str) -> Change:
    """A link that replaces a role at *span*."""
    text = _ESCAPED.sub(r"\\\1", shown)
    return Change(address, shown, (_markdown(*span, text),), is_role=True)


def anchors(ids: Iterable[str], places: Iterable[tuple[int, str, str]]) -> Change:
    """Anchors at the first of *places* that is possible: an offset, and what is written around."""
    forms = tuple(Form(at, at, "", head, tail) for at, head, tail in places)
    return Change(" ".join(ids), "", forms)


def anchor(name: str) -> str:
    """The anchor with the id *name*."""
    return f'<a id="{escape(name)}"></a>'


def changed(text: str, chosen: Iterable[Chosen]) -> str:
    """*text* with these changes."""
    return apply(text, [change.edit(form) for change, form in chosen])


def marked(text: str, chosen: Sequence[Chosen]) -> str:
    """*text* with these changes, with markers instead of addresses and ids."""
    edits = []
    for number, (change, form) in enumerate(chosen):
        marker = f"{_MARKER}{number}"
        if change.shown:
            edits.append(form.write(marker))
        else:
            edits.append(Edit(form.start, form.end, f"{form.head}{anchor(marker)}{form.tail}"))
    return apply(text, edits)


def unmarked(text: str, chosen: Iterable[Chosen]) -> str:
    """*text* with these changes, without links and anchors."""
    return apply(text, [form.without_link() for change, form in chosen if change.shown])


def number_in(address: str) -> int | None:
    """The number of a change, if *address* is its marker."""
    number = address.removeprefix(_MARKER)
    return int(number) if number != address and number.isdecimal() else None


def shifted(change: Change, by: int) -> Change:
    """The same in a text that begins *by* characters earlier."""
    return change._replace(forms=tuple(form.shifted(by) for form in change.forms))


def _markdown(start: int, end: int, text: str) -> Form:
    return Form(start, end, text, "[", "](%s)")


def _html(start: int, end: int, text: str) -> Form:
    return Form(start, end, text, '<a href="%s">', "</a>")


def _with_emphasis(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span with the marks of emphasis around it, if there are the same on both sides."""
    found = _EMPHASIS.search(text, max(0, start - 3), start)
    if found and text.startswith(found[0], end):
        return found.start(), end + len(found[0])
    return None
