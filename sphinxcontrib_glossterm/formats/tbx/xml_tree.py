"""Parse XML to a tree with line numbers, without entities.

It uses the parser of the standard library. A document type is accepted, since files of TBX v2 have
one, but nothing is loaded for it. An entity is refused where it is declared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from ..record import SourceProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_DEPTH = 64
MAX_ELEMENTS = 500_000
_XML = "http://www.w3.org/XML/1998/namespace "


@dataclass(slots=True)
class Element:
    """An element; names are without namespaces and prefixes, except ``xml:``."""

    name: str
    attributes: Mapping[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    parts: list[Element | str] = field(default_factory=list)
    """The children and the texts between them."""

    def text(self) -> str:
        """The text in it and in its children."""
        texts = (part if isinstance(part, str) else part.text() for part in self.parts)
        return "".join(texts)

    def find(self, *names: str) -> Iterator[Element]:
        """The children with one of *names*."""
        return (child for child in self.children if child.name in names)


class _StopError(ValueError):
    def __init__(self, message: str, *args: str) -> None:
        super().__init__(message)
        self.message, self.values = message, args


class _Builder:
    def __init__(self) -> None:
        # The text is decoded already; the encoding in its first line is that of the bytes.
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            message = "the file has more than %s elements, so it is not read; divide it"
            raise _StopError(message, str(MAX_ELEMENTS))
        if len(self._open) == MAX_DEPTH:
            raise _StopError(
                "elements are nested too deeply, so the file is not read;"
                " write the concepts as one flat list"
            )
        known = {
            (f"xml:{key[len(_XML) :]}" if key.startswith(_XML) else key.rpartition(" ")[2]): value
            for key, value in attributes.items()
        }
        made = Element(name.rpartition(" ")[2], known, self.parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(made)
            self._open[-1].parts.append(made)
        self.root = self.root or made
        self._open.append(made)

    def _end(self, name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].parts.append(text)

    def _entity(self, *args: object) -> None:
        message = "this file declares an entity, so it is not read; write the character itself"
        raise _StopError(message)


def parse_xml(text: str) -> tuple[Element | None, tuple[SourceProblem, ...]]:
    """The root element of *text*; ``None``, and a problem, if it is invalid or refused."""
    builder = _Builder()
    try:
        builder.parser.Parse(text.encode("utf-8", "replace"), True)
    except _StopError as stop:
        line = builder.parser.CurrentLineNumber
        return None, (SourceProblem(stop.message, stop.values, line),)
    except expat.ExpatError as error:
        message = (
            "invalid XML (%s), so the file is not read; check the elements here and in front of it"
        )
        why = expat.ErrorString(error.code) or ""
        last = 1 + text.count("\n")
        return None, (SourceProblem(message, (why,), min(max(error.lineno, 1), last)),)
    return builder.root, ()
