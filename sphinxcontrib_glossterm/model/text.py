"""Plain text: valid characters, web addresses, and values in messages that can be translated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)


def without_surrogates(text: str) -> str:
    """*text* with U+FFFD for each half of a surrogate pair, which cannot be encoded in UTF-8.

    Docutils' ``unicode`` directive and JSON can create one.
    """
    return text if text.isascii() else re.sub("[\ud800-\udfff]", "\ufffd", text)


def is_web_address(text: str) -> bool:
    """Whether *text* is the URL of a web page, and nothing else."""
    try:
        return bool(_WEB_ADDRESS.fullmatch(text) and urlsplit(text).hostname)
    except ValueError:
        return False


class Phrase(str):
    """A value in a message, in English, with its template; it is not part of a sentence.

    Authors' texts are plain strings, which are not translated even if they are equal to a template.
    """

    __slots__ = ("args", "template")
    template: str
    args: tuple[str, ...]

    def __new__(cls, template: str, *args: str) -> Phrase:
        """*template* in ``%`` style with *args*; without any, it is used unchanged."""
        self = super().__new__(cls, template % args if args else template)
        self.template, self.args = template, args
        return self

    def __reduce__(self) -> tuple[type[Phrase], tuple[str, ...]]:
        return Phrase, (self.template, *self.args)

    def translated(self, translate: Callable[[str], str]) -> str:
        """The text in the language of *translate*."""
        template = translate(self.template)
        return template % self.args if self.args else template
