"""A label in all the spellings that mean the same word.

Vocabulary: a *variant* is a spelling that a rule makes from a label; a *joint* is a place where
writers put a space, a mark or nothing (プロンプト・チューニング, LoRA アダプター, fine-tuning);
the *long-vowel twin* of a katakana word ends in ー where the word does not, or the reverse.

>>> list(variants_of("fine-tuned token", ["en"]))[:3]
['fine-tuned token', 'fine-tuned tokens', 'fine-tuned-token']
>>> sorted(variants_of("サーバー", ["ja"]))
['サーバ', 'サーバー']
"""

from __future__ import annotations

import re
from itertools import groupby, islice, product
from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_glossterm.model.concept import MAX_LABEL, Case

from .folding import (
    HIRAGANA,
    KANJI,
    KATAKANA,
    Script,
    fold,
    fold_case,
    script_of,
)
from .kana import in_other_kana
from .number import in_other_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinxcontrib_glossterm.model.concept import Concept

# A label with many joints has a power of spellings; nobody writes the later ones.
_MOST = 64

_LATIN = "A-Za-z0-9\u00c0-\u024f\u0370-\u04ff"
_JAPANESE = f"{HIRAGANA}{KATAKANA}{KANJI}"
_LATIN_JOINT = re.compile(rf"(?<=[{_LATIN}])([ -])(?=[{_LATIN}])")
_KATAKANA_JOINT = re.compile(rf"(?<=[{KATAKANA}])([・ ])(?=[{KATAKANA}])")
_SCRIPT_JOINT = re.compile(
    rf"(?:(?<=[{_LATIN}])(?= ?[{_JAPANESE}])|(?<=[{_JAPANESE}])(?= ?[{_LATIN}]))( ?)"
)
_KATAKANA_RUN = re.compile(f"([{KATAKANA}]+)")
# Two words, or a name and its number. One letter and a word are none, but for e-mail and its like.
_HYPHENED = re.compile(
    r"(?<![A-Za-z0-9-])([A-Za-z]{2,}|[Ee])-([A-Za-z]{2,}|[0-9]+)(?![A-Za-z0-9-])"
)
_SHORT_JAPANESE = re.compile(rf"[{HIRAGANA}ー]+|[{KATAKANA}]{{1,2}}")
_A_OR_I_ROW = frozenset("アカサタナハマヤラワガザダバパァャヮイキシチニヒミリギジヂビピィ")


class Form(NamedTuple):
    """A spelling of a label of one concept."""

    text: str
    """Folded, in its own case."""
    label: str
    concept: str
    own: bool
    """Whether an author wrote it (a label, a form), rather than a rule."""
    fixed: tuple[tuple[int, int], ...]
    """The spans in which the text must have the same capitals."""
    automatic: bool
    blocks: bool
    """Whether it uses up the text where it is not automatic (``auto: no``, a blocker)."""
    compound: bool

    def reads(self, written: str) -> bool:
        """Whether *written*, folded and of the same letters, has the capitals that it needs."""
        return all(written[start:end] == self.text[start:end] for start, end in self.fixed)


def variants_of(label: str, languages: Sequence[str]) -> Iterator[str]:
    """Every spelling of *label* that is to be found, each once, the folded label first.

    *languages* are language codes; ``en`` adds plurals, ``ja`` the long-vowel twin and the
    joints of Japanese. Case is kept: it is the matcher's business. At most 64 spellings; none
    for a label without visible characters, with the U+FFFC that stands for no text, or of more
    than :data:`MAX_LABEL` characters.
    """
    folded = fold(label).text.strip() if len(label) <= MAX_LABEL else ""
    forms = [folded] if folded and "\ufffc" not in folded else []
    for rule in _rules(languages, japanese=not folded.isascii()):
        forms = _unique(variant for form in forms for variant in rule(form))
    yield from forms


def forms_of(concept: Concept, languages: Sequence[str]) -> Iterator[Form]:
    """Every form of a concept: labels with their variants, the author's forms as they are."""
    labels = dict.fromkeys([label.text for label in concept.labels] + [concept.abbr])
    for label in labels:
        for count, text in enumerate(variants_of(label, languages)):
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
        automatic=links_by_itself(text) if concept.auto is None else concept.auto,
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


def exact_words(label: str) -> Iterator[tuple[int, int]]:
    """Where words with a capital not only at their start stand: LoRA, API, iOS.

    Those are read with these very capitals; the other words of the label in any: writers
    who put "Transaction ID" over a page write "transaction ID" in it.
    """
    if not any(map(str.isupper, label)):
        return
    start = 0
    for is_word, chars in groupby(label, lambda char: script_of(char) is Script.WORD):
        word = "".join(chars)
        if is_word and any(map(str.isupper, word[1:])):
            yield start, start + len(word)
        start += len(word)


def links_by_itself(label: str) -> bool:
    """Whether a label is long enough to be linked where nobody asked for it.

    Not one character, not hiragana alone, katakana from three characters, Latin from three
    letters or digits, or two that are capitals.
    """
    if len(label) < 2 or _SHORT_JAPANESE.fullmatch(label):
        return False
    if not label.isascii():
        return True
    letters = sum(map(str.isalnum, label))
    return letters > 2 or (letters == 2 and label.isupper())


def _rules(languages: Sequence[str], *, japanese: bool) -> Iterator[Callable[[str], Iterable[str]]]:
    """The rules in force; each gives a form itself first, then its other spellings.

    *japanese*: whether the label may have such characters.
    """
    if "ja" in languages and japanese:
        yield in_other_kana
        yield _long_vowel_twins
        yield _katakana_joints
        yield _script_joints
    if "en" in languages:
        yield _closed_compounds
    yield _latin_joints
    if "en" in languages:
        yield in_other_number


def _closed_compounds(form: str) -> Iterator[str]:
    """pre-training and pretraining, Wi-Fi and WiFi, GPT-4 and GPT4."""
    yield form
    if "-" in form:
        yield _HYPHENED.sub(r"\1\2", form)
        yield _HYPHENED.sub(_closed, form)


def _closed(found: re.Match[str]) -> str:
    """A title becomes one word: Pretraining of Pre-Training."""
    return found[1] + (found[2].lower() if found[2].istitle() else found[2])


def _unique(forms: Iterable[str]) -> list[str]:
    return list(islice(dict.fromkeys(forms), _MOST))


def _long_vowel_twins(form: str) -> Iterable[str]:
    """サーバー and サーバ, for each run of katakana: style guides differ."""
    return _choices(_KATAKANA_RUN, form, _with_twin)


def _with_twin(run: str) -> tuple[str, ...]:
    if run.endswith("ー"):
        return (run, run[:-1]) if len(run) >= 4 else (run,)
    return (run, run + "ー") if len(run) >= 3 and run[-1] in _A_OR_I_ROW else (run,)


def _katakana_joints(form: str) -> Iterable[str]:
    """・, space or nothing between two katakana words."""
    return _choices(_KATAKANA_JOINT, form, lambda joint: (joint, "", "・", " "))


def _script_joints(form: str) -> Iterable[str]:
    """Space or nothing where Latin meets Japanese."""
    return _choices(_SCRIPT_JOINT, form, lambda joint: (joint, "", " "))


def _latin_joints(form: str) -> Iterable[str]:
    """Hyphen or space between two Latin words."""
    return _choices(_LATIN_JOINT, form, lambda joint: (joint, " ", "-"))


def _choices(
    place: re.Pattern[str], form: str, spellings: Callable[[str], tuple[str, ...]]
) -> Iterable[str]:
    """*form* with each spelling at each *place*; the pattern has one group, the place's text."""
    parts = place.split(form)
    if len(parts) == 1:
        return (form,)
    options = [
        tuple(dict.fromkeys(spellings(part))) if index % 2 else (part,)
        for index, part in enumerate(parts)
    ]
    return ("".join(choice) for choice in islice(product(*options), _MOST))
