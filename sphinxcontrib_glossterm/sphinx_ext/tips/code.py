"""Convert highlighted code for tips."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxcontrib_glossterm.formats.own.project_json import JsonML


def spans_of(html: str) -> Sequence[JsonML | dict[str, str]]:
    """The output of Pygments as JsonML, without the line breaks that it adds at the end."""
    spans = _Spans()
    spans.feed(html)
    spans.close()
    while spans.children and not str(spans.children[-1]).strip():
        spans.children.pop()
    return spans.children


class _Spans(HTMLParser):
    """Parses the output of Pygments: text, and spans with a class."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.children: list[JsonML | dict[str, str]] = []
        self._open: list[list[JsonML | dict[str, str]]] = [self.children]

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Open a span."""
        if tag == "span":
            names = dict(attrs).get("class")
            span: list[JsonML | dict[str, str]] = ["span", {"class": names}] if names else ["span"]
            self._open[-1].append(span)
            self._open.append(span)

    def handle_endtag(self, tag: str) -> None:
        """Close a span, dropping it if it is empty (Pygments begins with one)."""
        if tag == "span" and len(self._open) > 1:
            span = self._open.pop()
            if len(span) == 1:
                self._open[-1].remove(span)

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self._open[-1].append(data)
