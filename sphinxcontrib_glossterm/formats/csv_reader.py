"""Read CSV and TSV files: one row per concept, one column per field, names in the first row."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .record import (
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


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; false if all its cells are empty."""

    cells: list[str]
    line: int

    def __bool__(self) -> bool:
        return any(cell.strip() for cell in self.cells)

    def line_of(self, column: int) -> int:
        """Line at which the text of that cell begins."""
        return self.line + sum(cell.count("\n") for cell in self.cells[:column])


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


def rows_of(text: str, delimiter: str, problems: list[SourceProblem]) -> Iterator[Row]:
    """Every row. Invalid quotes are reported, and the row is read as well as possible."""
    lines = [f"{line}\n" for line in text.split("\n")]
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num
        try:
            yield Row(next(reader), start + 1)
        except StopIteration:
            return
        except csv.Error:
            row = Row(_best(lines[start : reader.line_num], delimiter), start + 1)
            problems.append(_wrong_quotes(row))
            yield row


def _best(lines: list[str], delimiter: str) -> list[str]:
    """The cells of one row, with any quoting; empty if the ``csv`` module cannot read a cell."""
    try:
        return next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error:
        return []


def _wrong_quotes(row: Row) -> SourceProblem:
    if not row.cells:
        message = "a cell of this row is too long (more than %s characters); close its quotes"
        return SourceProblem(message, (str(csv.field_size_limit()),), row.line)
    message = (
        "the double quotes of this row do not match; put a whole cell in quotes,"
        " and write each quote in it twice"
    )
    return SourceProblem(message, (), row.line)


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
        columns[position]: Value(cell, row.line_of(position))
        for position, cell in enumerate(row.cells)
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
            yield SourceProblem(message, (" ".join(cell.split()),), row.line_of(position))
            return
