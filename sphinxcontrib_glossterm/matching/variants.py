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
from itertools import islice, product
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.matching.folding import HIRAGANA, KANJI, KATAKANA, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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
_LATIN_END = re.compile(r"(?<![A-Za-z])[A-Za-z]*[A-Za-z]{3}$")
_A_OR_I_ROW = frozenset("アカサタナハマヤラワガザダバパァャヮイキシチニヒミリギジヂビピィ")


def variants_of(label: str, languages: Sequence[str]) -> Iterator[str]:
    """Every spelling of *label* that is to be found, each once, the folded label first.

    *languages* are language codes; ``en`` adds plurals, ``ja`` the long-vowel twin and the
    joints of Japanese. Case is kept: it is the matcher's business. At most 64 spellings; none
    for a label without visible characters.
    """
    folded = fold(label).text.strip()
    forms = [folded] if folded else []
    for rule in _rules(languages):
        forms = _unique(variant for form in forms for variant in rule(form))
    yield from forms


def _rules(languages: Sequence[str]) -> Iterator[Callable[[str], Iterator[str]]]:
    """The rules in force; each gives a form itself first, then its other spellings."""
    if "ja" in languages:
        yield _long_vowel_twins
        yield _katakana_joints
        yield _script_joints
    yield _latin_joints
    if "en" in languages:
        yield _plurals


def _unique(forms: Iterable[str]) -> list[str]:
    return list(islice(dict.fromkeys(forms), _MOST))


def _long_vowel_twins(form: str) -> Iterator[str]:
    """サーバー and サーバ, for each run of katakana: style guides differ."""
    yield from _choices(_KATAKANA_RUN, form, _with_twin)


def _with_twin(run: str) -> tuple[str, ...]:
    if run.endswith("ー"):
        return (run, run[:-1]) if len(run) >= 4 else (run,)
    return (run, run + "ー") if len(run) >= 3 and run[-1] in _A_OR_I_ROW else (run,)


def _katakana_joints(form: str) -> Iterator[str]:
    """・, space or nothing between two katakana words."""
    yield from _choices(_KATAKANA_JOINT, form, lambda joint: (joint, "", "・", " "))


def _script_joints(form: str) -> Iterator[str]:
    """Space or nothing where Latin meets Japanese."""
    yield from _choices(_SCRIPT_JOINT, form, lambda joint: (joint, "", " "))


def _latin_joints(form: str) -> Iterator[str]:
    """Hyphen or space between two Latin words."""
    yield from _choices(_LATIN_JOINT, form, lambda joint: (joint, " ", "-"))


def _choices(
    place: re.Pattern[str], form: str, spellings: Callable[[str], tuple[str, ...]]
) -> Iterator[str]:
    """*form* with each spelling at each *place*; the pattern has one group, the place's text."""
    parts = place.split(form)
    options = [
        tuple(dict.fromkeys(spellings(part))) if index % 2 else (part,)
        for index, part in enumerate(parts)
    ]
    return ("".join(choice) for choice in islice(product(*options), _MOST))


def _plurals(form: str) -> Iterator[str]:
    """The form and its English plural; a Latin ending of fewer than three letters has none."""
    yield form
    if not _LATIN_END.search(form):
        return
    if form[-1] == "y" and form[-2] not in "aeiouAEIOU":
        yield form[:-1] + "ies"
    elif form.endswith(("s", "x", "z", "ch", "sh")):
        yield form + "es"
    else:
        yield form + "s"
        if form.endswith("o"):
            yield form + "es"
