"""What a reader of another system's file does not read, reported once for each kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .record import SourceProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

PROPERTY = 'the property "%s" is not read (%s concepts, the first is "%s")'
OUTSIDE = (
    'values of "%s" that are not concepts with a label in this file are ignored'
    ' (%s concepts, the first is "%s")'
)
LANGUAGES = (
    'only the texts of "%s" in the language of the file are read'
    ' (%s concepts have others, the first is "%s")'
)


@dataclass(slots=True)
class Omitted:
    """Counts what is not read."""

    _found: dict[tuple[str, str], dict[int, str]] = field(default_factory=dict)

    def add(self, message: str, name: str, label: str, line: int) -> None:
        """Count *name* for the concept that has this *label* and *line*.

        The *message* has places for the name, the number of concepts and the first of their labels.
        """
        self._found.setdefault((message, name), {}).setdefault(line, label)

    def problems(self) -> Iterator[SourceProblem]:
        """One problem for each message and name, at the first concept."""
        for (message, name), places in self._found.items():
            first = min(places)
            yield SourceProblem(message, (name, str(len(places)), places[first]), first)
