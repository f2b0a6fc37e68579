"""Tables with commas or tabs between cells: their rows with line numbers, and their text."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from .record import SourceProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; false if all its cells are empty."""

    cells: list[str]
    line: int

    def __bool__(self) -> bool:
        return any(cell.strip() for cell in self.cells)

    def lines(self) -> list[int]:
        """The line at which the text of each cell begins."""
        breaks = (cell.count("\n") for cell in self.cells[:-1])
        return [*accumulate(breaks, initial=self.line)]


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


def table_text(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """The text of a table, with quotes where they are needed."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return file.getvalue()
