"""Plain text as markup that reads the same in Markdown and reStructuredText, and back.

Definitions in the files of other systems are plain text, and not trusted. Those of records are
markup of the page that shows them. Both languages remove a backslash in front of ASCII punctuation.
"""

from __future__ import annotations

import re

from .record import fit_text

# Invisible. Separates characters that begin a block in only one of the languages, where the other
# one would show a backslash.
_JOINER = "\N{WORD JOINER}"

_PUNCTUATION = r"[!-/:-@\[-`{-~]"
_INLINE = re.compile(
    r"[\\`*\[\]<&~$|{}@^]"
    # Between letters it is markup in neither language.
    r"|_(?![A-Za-z0-9])|(?<![A-Za-z0-9])_"
    # An address (also "javascript:"), which reStructuredText makes a link; a literal block.
    r"|(?<=[A-Za-z+.-]):(?=\S)|:(?=:)"
)
_NUMBER = re.compile(r"([0-9]+|[A-Za-z]|[ivxlcdmIVXLCDM]+)([.)])(?=\s|$)")
_BULLET = re.compile("[\u2022\u2023\u2043](?= |$)")  # in reStructuredText only
_SPACES = re.compile(r"[ \t]+")

_BREAK = re.compile(r"\n")
_WIDE = "[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]"
_WIDE_BREAK = re.compile(rf"(?<={_WIDE})\n(?={_WIDE})")

_MARKUP = re.compile(
    rf"\\(?P<char>{_PUNCTUATION})"
    rf"|(?<=[\\\u2022\u2023\u2043]){_JOINER}"
    r"|(?P<name>:[A-Za-z][\w:+.-]{0,40}:|\{[A-Za-z][\w:+.-]{0,40}\})?"
    r"`(?P<text>[^`\n]+)`(?P<reference>__?(?!\w))?"
    r"|``(?P<code>[^\n]+?)``"
    r"|!?\[(?P<link>[^\[\]\n]*)\]\([^()\s]*\)"
    r"|<(?P<address>https?://[^<>\s]+)>"
    r"|(?P<stars>\*\*?)(?=[^\s*])(?P<strong>[^*\n]*[^\s*])(?P=stars)"
    r"|(?<!\w)_(?=[^\s_])(?P<emphasis>[^_\n]*[^\s_])_(?!\w)"
)
_TARGET = re.compile(r"\s+<[^<>]*>$")
_BLOCK = re.compile(r"^[ \t]*(?:\.\. |```|~~~|:::|[-*+>#|] )", re.MULTILINE)


def as_markup(text: str) -> str:
    """*text* as markup: a paragraph for each line that is not empty, without other markup.

    Repeated spaces are removed; characters that no file can contain are replaced.
    """
    lines = (_SPACES.sub(" ", line).strip() for line in fit_text(text)[0].splitlines())
    return "\n\n".join(map(_line, filter(None, lines)))


def unwrapped(text: str) -> str:
    """*text*, whose paragraphs are separated by empty lines, with one line for each of them.

    No space is added between lines in Japanese or Chinese.
    """
    lines = "\n".join(line.strip() for line in text.splitlines())
    return "\n".join(_BREAK.sub(" ", _WIDE_BREAK.sub("", part)) for part in lines.split("\n\n"))


def in_paragraphs(text: str) -> str:
    """The lines of *text*, such as the blocks of a definition, as paragraphs."""
    return "\n\n".join(line for line in text.split("\n") if line)


def _line(text: str) -> str:
    if found := _NUMBER.match(text):
        return f"{found[1]}\\{found[2]}{_escaped(text[found.end() :])}"
    if found := _BULLET.match(text):
        return f"{found[0]}{_JOINER}{_escaped(text[1:])}"
    if not text.strip("\\"):  # a line of backslashes underlines a title
        return f"{_escaped(text)}{_JOINER}"
    if re.match(_PUNCTUATION, text):  # lists, headings, fields, comments, tables, lines
        return f"\\{text[0]}{_escaped(text[1:])}"
    return _escaped(text)


def _escaped(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", text)


def as_text(markup: str) -> str:
    """*markup* as plain text, as far as that is possible without a parser.

    The text of :func:`as_markup` is restored. Of other markup, roles, links, code and emphasis
    become their text; lists and directives remain as written.
    """
    return _MARKUP.sub(_shown, markup)


def has_markup(markup: str) -> bool:
    """Whether *markup* is more than paragraphs of plain text, as far as :func:`as_text` knows it.

    >>> has_markup("Weights of a model"), has_markup("*Weights* of a model")
    (False, True)
    """
    found = (not (one["char"] or one[0] == _JOINER) for one in _MARKUP.finditer(markup))
    return any(found) or bool(_BLOCK.search(markup))


def _shown(found: re.Match[str]) -> str:
    groups = found.groupdict("")
    if text := groups["text"]:
        is_reference = groups["name"] or groups["reference"]
        return as_text(_TARGET.sub("", text)) if is_reference else text
    inner = groups["link"] or groups["strong"] or groups["emphasis"]
    return groups["char"] or groups["code"] or groups["address"] or as_text(inner)
