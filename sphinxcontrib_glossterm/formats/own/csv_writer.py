"""Write CSV and TSV files: a row for each concept, a column for each field that is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Phrase
from ..csv_table import table_text
from ..record import DEFINITION, KEYS, TERM
from ..written import Losses, Written, lost_tests
from .keys import fit_records, values_of

if TYPE_CHECKING:
    from ..record import Record
    from ..written import Glossary
    from .keys import Plain


def write_csv(glossary: Glossary) -> Written:
    """A table with commas between cells."""
    return _write_table(glossary, ",")


def write_tsv(glossary: Glossary) -> Written:
    """A table with tabs between cells."""
    return _write_table(glossary, "\t")


def _write_table(glossary: Glossary, delimiter: str) -> Written:
    table = _Table(glossary.separator)
    rows = [table.row(record) for record in fit_records(glossary)]
    names = sorted({TERM, DEFINITION}.union(*rows), key=_position)
    cells = ([row.get(name, "") for name in names] for row in rows)
    text = table_text([names, *cells], delimiter)
    return Written({"": text}, (*table.losses.found(), *lost_tests(glossary)))


def _position(name: str) -> tuple[int, str]:
    return (KEYS.index(name) if name in KEYS else len(KEYS)), name


class _Table:
    """Makes cells, and counts what they cannot contain."""

    def __init__(self, separator: str) -> None:
        self.losses = Losses()
        self._separator = separator
        self._instead = " " if separator == "/" else "/"

    def row(self, record: Record) -> dict[str, str]:
        """The cells of *record* by column."""
        values = values_of(record)
        if record.glossary:
            self.losses.add(Phrase("the name of the glossary"), record)
        texts = (text for value in values.values() if isinstance(value, list) for text in value)
        if any(self._separator in text for text in texts):
            self.losses.add(Phrase('the separator "%s" in a text', self._separator), record)
        return {name: self._cell(value) for name, value in values.items()}

    def _cell(self, value: Plain) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, str):
            return value
        texts = (" ".join(text.replace(self._separator, self._instead).split()) for text in value)
        return f" {self._separator} ".join(texts)
