"""Tables of other programs as values: cells by the name of their column, with lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ..csv_table import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..csv_table import Row
    from ..record import SourceProblem


class Cells(NamedTuple):
    """One row, by the names of the columns in the first row, in lower case."""

    values: Mapping[str, str]
    lines: Mapping[str, int]
    line: int


def heads_of(text: str, delimiter: str = ",") -> list[str]:
    """The cells of the first row that is not empty, without spaces around them."""
    first = next((row for row in rows_of(text, delimiter, []) if row), None)
    return [cell.strip() for cell in first.cells] if first else []


def table(text: str, delimiter: str, problems: list[SourceProblem]) -> Iterator[Row]:
    """The rows of *text* that are not empty."""
    return (row for row in rows_of(text, delimiter, problems) if row)


def named_rows(text: str, problems: list[SourceProblem]) -> Iterator[Cells]:
    """The rows below the names of the columns. Of a repeated name, the first column."""
    rows = table(text, ",", problems)
    head = next(rows, None)
    columns: dict[str, int] = {}
    for position, cell in enumerate(head.cells if head else ()):
        columns.setdefault(" ".join(cell.split()).lower(), position)
    for row in rows:
        given = {
            n: at for n, at in columns.items() if at < len(row.cells) and row.cells[at].strip()
        }
        lines = row.lines()
        yield Cells(
            {name: row.cells[at].strip() for name, at in given.items()},
            {name: lines[at] for name, at in given.items()},
            row.line,
        )
