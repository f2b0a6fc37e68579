"""Replace characters that output formats such as XML cannot contain, and report them."""

from __future__ import annotations

import re

from .source import SourceProblem

# All except tab, line feed, carriage return, and the characters that YAML and XML call printable.
_UNFIT = re.compile(r"[^\t\n\r\x20-\x7E\x85\xA0-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def fit_text(text: str, line: int = 1) -> tuple[str, tuple[SourceProblem, ...]]:
    """*text* with U+FFFD for each control character and lone surrogate.

    The problem names the first of them. *line* is the line at which the text begins, counted from
    1.
    """
    first = _UNFIT.search(text)
    if not first:
        return text, ()
    problem = SourceProblem(
        "invalid character U+%s, replaced by U+FFFD; remove it",
        (f"{ord(first[0]):04X}",),
        line + text.count("\n", 0, first.start()),
    )
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text), (problem,)


def decode(data: str | bytes) -> tuple[str, tuple[SourceProblem, ...]]:
    """The text of a file, without byte order mark, with line feeds and valid characters only.

    Bytes that are not UTF-8 give an empty text, and a problem at the line of the first of them.
    """
    if isinstance(data, bytes):
        try:
            data = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = 1 + error.object.count(b"\n", 0, error.start)
            message = (
                "this line is not UTF-8, so the file is not read;"
                ' save the file as UTF-8 (in Excel: "CSV UTF-8")'
            )
            return "", (SourceProblem(message, (), line),)
    text = data.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return fit_text(text)
