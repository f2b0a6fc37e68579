"""A label in all spellings that mean the same word.

Vocabulary: a *variant* is a spelling that a rule of a language makes from a label.

>>> list(variants_of("fine-tuned token", ["en"]))[:3]
['fine-tuned token', 'fine-tuned tokens', 'fine-tuned-token']
>>> sorted(variants_of("サーバー", ["ja"]))
['サーバ', 'サーバー']
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_glossterm.languages import languages
from sphinxcontrib_glossterm.languages.language import MOST_SPELLINGS, choices
from sphinxcontrib_glossterm.languages.scripts import ALPHABETIC
from sphinxcontrib_glossterm.languages.spaced import exact_words
from sphinxcontrib_glossterm.model.concept import MAX_LABEL, Case

from .folding import fold, fold_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxcontrib_glossterm.languages.language import Rule
    from sphinxcontrib_glossterm.model.concept import Concept

_WORD_JOINT = re.compile(rf"(?<=[{ALPHABETIC}])([ -])(?=[{ALPHABETIC}])")
_SHORT = re.compile("|".join(language.short for language in languages() if language.short))


class Form(NamedTuple):
    """A spelling of a label of one concept."""

    text: str
    """Folded, in its own case."""
    label: str
    concept: str
    own: bool
    """Whether the author wrote it (a label, a form); otherwise a rule made it."""
    fixed: tuple[tuple[int, int], ...]
    """The spans in which the text must have the same capitals."""
    automatic: bool
    blocks: bool
    """Whether it uses up the text where it is not automatic (``auto: no``, a blocker)."""
    compound: bool

    def reads(self, written: str) -> bool:
        """Whether *written*, folded and of the same letters, has the required capitals."""
        return all(written[start:end] == self.text[start:end] for start, end in self.fixed)


def variants_of(label: str, codes: Sequence[str]) -> Iterator[str]:
    """Every spelling of *label* that is to be found, each once, the folded label first.

    *codes* are those of languages whose rules apply; unknown ones are ignored. Case is kept, the
    matcher compares it. At most 64 spellings; none for a label without visible characters, with
    U+FFFC, which is put in place of what is not text, or of more than :data:`MAX_LABEL`
    characters.
    """
    folded = fold(label).text.strip() if len(label) <= MAX_LABEL else ""
    forms = [folded] if folded and "\ufffc" not in folded else []
    for rule in _rules(tuple(codes), ascii_only=folded.isascii()):
        forms = _unique(variant for form in forms for variant in rule(form))
    yield from forms


def forms_of(concept: Concept, codes: Sequence[str]) -> Iterator[Form]:
    """Every form of a concept: labels with their variants, the author's forms as they are."""
    labels = dict.fromkeys([label.text for label in concept.labels] + [concept.abbr])
    for label in labels:
        for count, text in enumerate(variants_of(label, codes)):
            yield _form(concept, label, text, own=not count)
    for text in concept.forms:
        for count, form in enumerate(variants_of(text, ())):
            yield _form(concept, concept.pref_label, form, own=not count)


def _form(concept: Concept, label: str, text: str, *, own: bool) -> Form:
    fixed: tuple[tuple[int, int], ...] = ()
    if concept.case is Case.SMART:
        fixed = tuple(exact_words(text))
    elif concept.case is Case.EXACT:
        fixed = ((0, len(text)),)
    return Form(
        text=text,
        label=label,
        concept=concept.id,
        own=own,
        fixed=fixed,
        automatic=links_automatically(text) if concept.auto is None else concept.auto,
        blocks=concept.auto is False,
        compound=concept.compound,
    )


def blocker_forms(phrase: str) -> Iterator[Form]:
    """The form of a phrase that is never linked; it belongs to no concept."""
    text = fold(phrase).text.strip() if len(phrase) <= MAX_LABEL else ""
    if text:
        fixed = tuple(exact_words(text))
        yield Form(
            text, phrase, "", own=True, fixed=fixed, automatic=False, blocks=True, compound=False
        )


def without_collisions(forms: Sequence[Form]) -> Iterator[Form]:
    """The forms without variants that are another concept's own label."""
    own: dict[str, list[Form]] = {}
    for form in forms:
        if form.own:
            own.setdefault(fold_case(form.text), []).append(form)
    for form in forms:
        rivals = () if form.own else own.get(fold_case(form.text), ())
        if not any(
            rival.concept != form.concept and (rival.text == form.text or rival.reads(form.text))
            for rival in rivals
        ):
            yield form


def links_automatically(label: str) -> bool:
    """Whether a label is long enough to be linked where the author does not ask for it.

    Not one character, nor what is too short in a language (see :attr:`.Language.short`); ASCII
    from three letters or digits, or two that are capitals.
    """
    if len(label) < 2 or _SHORT.fullmatch(label):
        return False
    if not label.isascii():
        return True
    letters = sum(map(str.isalnum, label))
    return letters > 2 or (letters == 2 and label.isupper())


@cache
def _rules(codes: tuple[str, ...], *, ascii_only: bool) -> tuple[Rule, ...]:
    """The rules in force for labels with or without other characters than ASCII."""
    used = [language for language in languages(codes) if language.ascii or not ascii_only]
    spellings = chain.from_iterable(language.spellings for language in used)
    inflections = chain.from_iterable(language.inflections for language in used)
    return (*spellings, _hyphen_or_space, *inflections)


def _hyphen_or_space(form: str) -> Iterable[str]:
    """Hyphen or space between two alphabetic words."""
    return choices(_WORD_JOINT, form, lambda joint: (joint, " ", "-"))


def _unique(forms: Iterable[str]) -> list[str]:
    return list(islice(dict.fromkeys(forms), MOST_SPELLINGS))
