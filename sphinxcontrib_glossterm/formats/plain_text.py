"""Plain text as markup that means the same in Markdown and in reStructuredText.

In both, a backslash in front of ASCII punctuation makes it a character of the text.
"""

from __future__ import annotations

import re

# Wherever they are: emphasis, code, roles, links, references, math, substitutions, tags; and "::",
# which begins a literal block at the end of a line.
_INLINE = re.compile(r"[\\`*_|\[\]<>${}~^]|::|&(?=#?\w+;)")
# At the start of a block: lists, headings, quotes, tables, fields, comments, directives, lines.
_FIRST = re.compile(r"[#>+=.:/%^!@,;?&'~\"-]")
_RULER = re.compile(r"""([!-/:-@\[-`{-~])\1*\s*$|['"]{3}""")
_NUMBER = re.compile(r"(\(?)(\w{1,20}|#)(?=[.)](?:\s|$))")
_TARGET = re.compile(r"\((?=[^()]*\)=)")
_QUIET = frozenset("'\",;?!@&")
"""Punctuation that is markup at the start of a block only if the block has nothing else."""


def as_markup(text: str) -> str:
    """The markup of *text*, a paragraph for each line that is not empty."""
    blocks = (" ".join(line.split()) for line in text.splitlines())
    return "\n\n".join(map(_block, filter(None, blocks)))


def _block(text: str) -> str:
    first = text[0]
    marked = _INLINE.sub(_escaped, text)
    if marked[0] == "\\":
        return marked
    if _RULER.match(text) or (_FIRST.match(first) and first not in _QUIET) or _TARGET.match(text):
        return f"\\{marked}"
    if number := _NUMBER.match(text):
        # Not in front of a letter or a digit, where Markdown shows the backslash.
        if number[1]:
            return f"\\{marked}"
        start = len(_INLINE.sub(_escaped, number[2]))
        return f"{marked[:start]}\\{marked[start:]}"
    return marked


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in found[0])
