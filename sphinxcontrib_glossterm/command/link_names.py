"""Whether a text in a source is the name by which a link finds its target.

Such a text cannot be changed in one place only. The test is on the safe side: it looks at the marks
around the text and does not parse the source.
"""

from __future__ import annotations

import re

_FAR = 500
"""Number of characters in which the marks around a text are searched for."""

# After the text: the end of `name`_ but not of `text`__; the address of `text <address>`_.
_NAMED = re.compile(r"[^`<]*(?P<address><[^`]*>)?`_(?!_)")
_RST_NAME = re.compile(r"`([^`]*)$")
_INSIDE_BARS = re.compile(r"\|(?!\s)[^|\n]*$"), re.compile(r"[^|\n]*(?<!\s)\|")
# After the text: the end of [name], [name][], but not of [text](address) and [text][name].
_SHORTCUT = re.compile(r"([^\[\]`]*)\](?!\(|\[[^\]])")
_MD_NAME = re.compile(r"\[([^\[\]]*)$")


def is_rst_name(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is in the name of a target or a substitution."""
    before, after = text[max(0, start - _FAR) : start], text[end : end + _FAR]
    if after.startswith("_") or re.search(r"_`[^`]*$", before):
        return True
    before_bar, after_bar = _INSIDE_BARS
    if before_bar.search(before) and after_bar.match(f"{text[end - 1 : end]}{after}"):
        return True
    return _is_named_link(text, before, text[start:end], after)


def _is_named_link(text: str, before: str, inside: str, after: str) -> bool:
    found, opening = _NAMED.match(after), _RST_NAME.search(before)
    if not found or not opening:
        return False
    if not found["address"]:
        return True
    # The text of a link with an address is a name too, if another link uses it.
    words = f"{opening[1]}{inside}{after[: found.start('address')]}".split()
    name = r"\s+".join(map(re.escape, words))
    # One word needs no backticks.
    return bool(re.search(rf"(?:`{name}`|(?<![\w`]){name})_(?!\w)", text, re.IGNORECASE))


def is_markdown_name(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is in the name of a link that the text defines."""
    before, after = text[max(0, start - _FAR) : start], text[end : end + _FAR]
    found, opening = _SHORTCUT.match(after), _MD_NAME.search(before)
    if not found or not opening:
        return False
    name = r"\s+".join(map(re.escape, f"{opening[1]}{text[start:end]}{found[1]}".split()))
    return bool(re.search(rf"^[ >]*\[\s*{name}\s*\]:", text, re.MULTILINE | re.IGNORECASE))
