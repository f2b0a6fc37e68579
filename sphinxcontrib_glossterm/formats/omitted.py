"""What a reader of another system's file does not read, reported once for each kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..model import Phrase
from .record import SourceProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

PROPERTY = Phrase('the property "%s" is not read (concepts: %s, the first is "%s")')
OUTSIDE = Phrase(
    'values of "%s" that are not concepts with a label in this file are ignored'
    ' (concepts: %s, the first is "%s")'
)
LANGUAGES = Phrase(
    'only the texts of "%s" in the language of the file are read'
    ' (concepts with others: %s, the first is "%s")'
)


@dataclass(slots=True)
class Omitted:
    """Counts what is not read."""

    _found: dict[tuple[str, str], dict[int, str]] = field(default_factory=dict)

    def add(self, wording: str, name: str, label: str, line: int) -> None:
        """Count *name* for the concept that has this *label* and *line*.

        *wording* has places for the name, the number of concepts and the first of their labels.
        """
        self._found.setdefault((wording, name), {}).setdefault(line, label)

    def problems(self) -> Iterator[SourceProblem]:
        """One problem for each wording and name, at the first concept."""
        for (wording, name), places in self._found.items():
            first = min(places)
            yield SourceProblem(wording, (name, str(len(places)), places[first]), first)
