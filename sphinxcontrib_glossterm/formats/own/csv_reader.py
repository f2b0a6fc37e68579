"""Read CSV and TSV files: one row per concept, one column per field, names in the first row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..csv_table import Row, rows_of
from ..record import (
    TERM,
    Record,
    Source,
    SourceProblem,
    Value,
    key_of,
    make_record,
    unknown_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_csv(text: str, separator: str) -> Source:
    """The records of *text*, with commas between cells; see :func:`~.choice.read_source`."""
    return _read_table(text, separator, ",")


def read_tsv(text: str, separator: str) -> Source:
    """The records of *text*, with tabs between cells; see :func:`~.choice.read_source`."""
    return _read_table(text, separator, "\t")


def _read_table(text: str, separator: str, delimiter: str) -> Source:
    problems: list[SourceProblem] = []
    rows = (row for row in rows_of(text, delimiter, problems) if row)
    head = next(rows, Row([], 1))
    columns = _columns(head, problems)
    if TERM not in columns.values():
        return Source(problems=(_no_term_column(head, delimiter),))
    found: list[Record | None] = []
    for row in rows:
        problems.extend(_outside(row, head, delimiter))
        found.append(make_record(_values(row, columns), row.line, separator, problems))
    return Source(tuple(one for one in found if one), tuple(problems))


def _columns(head: Row, problems: list[SourceProblem]) -> dict[int, str]:
    """The field of each column that has one, by position. Of a repeated name, the first column."""
    columns: dict[int, str] = {}
    for position, cell in enumerate(head.cells):
        name = " ".join(cell.split())
        key = key_of(name.lower())
        if key and key in columns.values():
            message = 'duplicate column "%s" is ignored; join the two columns'
            problems.append(SourceProblem(message, (name,), head.line))
        elif key:
            columns[position] = key
        elif name:
            problems.append(unknown_key(name, head.line))
    return columns


def _no_term_column(head: Row, delimiter: str) -> SourceProblem:
    message = (
        'no column "term" in the first row; write the names of the columns there,'
        " such as term and definition, separated by tabs"
        if delimiter == "\t"
        else 'no column "term" in the first row; write the names of the columns there,'
        " such as term and definition, separated by commas"
    )
    return SourceProblem(message, (), head.line)


def _values(row: Row, columns: dict[int, str]) -> dict[str, Value]:
    return {
        columns[position]: Value(cell, line)
        for position, (cell, line) in enumerate(zip(row.cells, row.lines(), strict=False))
        if position in columns and cell.strip()
    }


def _outside(row: Row, head: Row, delimiter: str) -> Iterator[SourceProblem]:
    """The problem of text in a column without a name, usually a cell with missing quotes."""
    for position, cell in enumerate(row.cells):
        named = position < len(head.cells) and head.cells[position].strip()
        if cell.strip() and not named:
            message = (
                'the column of "%s" has no name, and the cell is ignored;'
                " put a cell that contains a tab in double quotes"
                if delimiter == "\t"
                else 'the column of "%s" has no name, and the cell is ignored;'
                " put a cell that contains a comma in double quotes"
            )
            yield SourceProblem(message, (" ".join(cell.split()),), row.lines()[position])
            return
