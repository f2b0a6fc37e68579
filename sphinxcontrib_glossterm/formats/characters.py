"""Characters that no output format can hold (XML has no place for them): replaced, and told."""

from __future__ import annotations

import re

from .source import SourceProblem

# All but tab, line feed, carriage return, and what YAML and XML both call printable.
_UNFIT = re.compile(r"[^\t\n\r\x20-\x7E\x85\xA0-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def fit_text(text: str, line: int = 1) -> tuple[str, tuple[SourceProblem, ...]]:
    """*text* with U+FFFD for each control character and lone surrogate.

    The problem tells the first of them; *line* is the line where the text begins, from 1.
    """
    first = _UNFIT.search(text)
    if not first:
        return text, ()
    problem = SourceProblem(
        "the character U+%s cannot be part of a text, and U+FFFD stands for it; take it out",
        (f"{ord(first[0]):04X}",),
        line + text.count("\n", 0, first.start()),
    )
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text), (problem,)


def decode(data: str | bytes) -> tuple[str, tuple[SourceProblem, ...]]:
    """The text of a file: no byte order mark, line feeds only, fit characters only.

    Bytes that are not UTF-8 give an empty text, and a problem at the line of the first.
    """
    if isinstance(data, bytes):
        try:
            data = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = 1 + error.object.count(b"\n", 0, error.start)
            message = (
                "this line is not UTF-8, and nothing of the file is read;"
                ' save it as UTF-8 (in Excel: "CSV UTF-8")'
            )
            return "", (SourceProblem(message, (), line),)
    text = data.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return fit_text(text)
