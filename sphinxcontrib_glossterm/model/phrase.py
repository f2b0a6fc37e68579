"""Values of ours among the arguments of a message, such as what a field takes: translated too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Phrase(str):
    """A value in a message, in English, that still knows its template; no part of a sentence.

    What authors wrote is a plain string beside it, which no catalogue may change, even if it
    happens to be equal to a template.
    """

    __slots__ = ("args", "template")
    template: str
    args: tuple[str, ...]

    def __new__(cls, template: str, *args: str) -> Phrase:
        """*template* in ``%`` style with *args*; without any, it is taken as it stands."""
        self = super().__new__(cls, template % args if args else template)
        self.template, self.args = template, args
        return self

    def __reduce__(self) -> tuple[type[Phrase], tuple[str, ...]]:
        return Phrase, (self.template, *self.args)

    def translated(self, translate: Callable[[str], str]) -> str:
        """The same in the language of *translate*."""
        template = translate(self.template)
        return template % self.args if self.args else template
