"""Values in a JSON text with the lines at which they begin, which Python's reader does not give."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .record import SourceProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


class Json(NamedTuple):
    """One value."""

    value: Any
    start: int
    """Its position in the text."""


def parse(text: str) -> tuple[Any, tuple[SourceProblem, ...]]:
    """The value of *text*; ``None``, with a problem, if it is not JSON."""
    try:
        return json.loads(text), ()
    except json.JSONDecodeError as error:
        message = "this is not JSON (%s), so the file is not read; check the line and the one above"
        return None, (SourceProblem(message, (error.msg,), error.lineno),)
    except (ValueError, RecursionError):
        message = "a number is too long, or values are nested too deeply, so the file is not read"
        return None, (SourceProblem(message, (), 1),)


def members(text: str, start: int = 0) -> Iterator[tuple[str, Json]]:
    """Key and value of each member of the object at *start*. *text* is valid JSON."""
    at = _next(text, start) + 1
    while text[at := _next(text, at)] != "}":
        key, at = _DECODER.raw_decode(text, at)
        start = _next(text, _next(text, at) + 1)
        value, at = _DECODER.raw_decode(text, start)
        yield key, Json(value, start)
        at = _after_comma(text, at)


def elements(text: str, start: int) -> Iterator[Json]:
    """Each value of the list at *start*. *text* is valid JSON."""
    at = _next(text, start) + 1
    while text[at := _next(text, at)] != "]":
        value, end = _DECODER.raw_decode(text, at)
        yield Json(value, at)
        at = _after_comma(text, end)


class Lines:
    """The lines of a text."""

    def __init__(self, text: str) -> None:
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def at(self, position: int) -> int:
        """The line of *position*, counted from 1."""
        return bisect_left(self._ends, position) + 1


def _next(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _after_comma(text: str, at: int) -> int:
    at = _next(text, at)
    return at + 1 if text[at] == "," else at
