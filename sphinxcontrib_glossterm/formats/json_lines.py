"""The lines at which the items of a list in a JSON file begin, for problems.

The ``json`` module does not say where a value is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}:,]', re.DOTALL)


def item_lines(text: str, key: str = "") -> list[int]:
    """The line, counted from 1, of each item that is a list or an object.

    The list is the value of *key* in the outermost object, or the whole file if *key* is empty.
    *text* is valid JSON.
    """
    lines: list[int] = []
    line, last = 1, 0
    for start in _starts(text, key):
        line += text.count("\n", last, start)
        last = start
        lines.append(line)
    return lines


def _starts(text: str, key: str) -> Iterator[int]:
    depth, string, inside = 0, "", not key
    wanted = 2 if key else 1
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "[{":
            inside = inside or (depth == 1 and string == f'"{key}"')
            if inside and depth == wanted:
                yield token.start()
            depth += 1
        elif sign in "]}":
            depth -= 1
            inside = inside and (not key or depth > 1)
        elif sign == ",":
            string = "" if depth == 1 else string
        elif sign != ":" and depth == 1:
            string = sign
