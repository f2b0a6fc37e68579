"""Translatable values in the arguments of a message, such as the kind of value of a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


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
