"""Find inflected forms of labels: a second search, by the stems of words.

It is used only in projects with a language that has :attr:`.Language.inflection`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .automaton import search_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sphinxcontrib_glossterm.languages.inflected import Inflection

    from .variants import Form

    _Hit = tuple[int, int, int]


class _Label(NamedTuple):
    text: str
    forms: int
    """The position of its forms in the list of the matcher."""


class Inflected:
    """The labels of a project by their stems in one language. Immutable."""

    __slots__ = ("_inflection", "_labels", "_search")

    def __init__(
        self, inflection: Inflection, forms: list[list[Form]], languages: Collection[str]
    ) -> None:
        """Adds lists for inflected labels to *forms*.

        Only forms with one of *languages* are used; an empty one is that of labels without any.
        """
        by_key: dict[str, list[_Label]] = {}
        for same in forms[:]:
            kept = [form for form in same if form.language in languages and _may_vary(form)]
            key = inflection.key(kept[0].text) if kept else ""
            if key:
                by_key.setdefault(key, []).append(_Label(kept[0].text, len(forms)))
                forms.append([form._replace(fixed=()) for form in kept])
        self._inflection = inflection
        self._labels = list(by_key.values())
        self._search = search_for(list(by_key))

    def hits(self, text: str, known: Iterable[_Hit]) -> Iterator[_Hit]:
        """Hits in folded *text*, without places where *known* hits are."""
        places = {(start, end) for _, start, end in known}
        view = self._inflection.view(text)
        for key, first, last in self._search(view.text):
            span = view.span(first, last)
            if span and span not in places:
                index = self._closest(text, *span, self._labels[key])
                if index is not None:
                    yield index, *span

    def _closest(self, text: str, start: int, end: int, labels: list[_Label]) -> int | None:
        """The index of the most similar label that ``text[start:end]`` is an inflected form of."""
        written, is_other = text[start:end], self._inflection.is_other_word
        forms = [
            (distance, label.forms)
            for label in labels
            if (distance := self._inflection.distance(written, label.text)) is not None
            and not (is_other and is_other(text, start, end, label.text))
        ]
        return min(forms)[1] if forms else None


def _may_vary(form: Form) -> bool:
    """Whether it is a label that is not fixed, as an abbreviation is, or by ``case: exact``."""
    return form.own and bool(form.concept) and form.fixed != ((0, len(form.text)),)
