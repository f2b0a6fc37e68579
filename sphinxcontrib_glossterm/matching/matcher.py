"""Find mentions of concepts in prose, in one pass over the text for all labels.

Vocabulary: a *form* is a spelling of a label that is searched for, and its *key* is the form in
lower case. A *hit* is a place where a key occurs. A hit becomes a :class:`Match`, or a
:class:`Refusal` with a reason. A *blocker* is a phrase in which nothing is linked.

>>> from sphinxcontrib_glossterm.model.concept import Concept, Location
>>> from sphinxcontrib_glossterm.model.labels import Label
>>> lora = Concept("lora", "lora", (Label("LoRA"),), Location("glossary"))
>>> [type(item).__name__ for item in Matcher.from_concepts([lora]).find("LoRAとQLoRA")]
['Match', 'Refusal']
"""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages import ALWAYS, languages, languages_of_prose
from sphinxcontrib_glossterm.languages.language import Reason
from sphinxcontrib_glossterm.languages.names import NameRules
from sphinxcontrib_glossterm.languages.scripts import WORD, Script, of_text
from sphinxcontrib_glossterm.languages.spaced import touches_word
from sphinxcontrib_glossterm.languages.tokenizer import Cuts

from .automaton import search_for
from .cover import Cover, named
from .edges import RULE_NAMES, EdgeRules, EdgeTests, Found, refusal, rules_of, tests_of
from .folding import fold, fold_case
from .inflected import Inflected
from .phrases import blocker_forms, expression_forms
from .policy import ANSWERS, Match, Refusal
from .variants import Form, forms_of, variants_of, with_avoided, without_collisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxcontrib_glossterm.languages.language import Joined
    from sphinxcontrib_glossterm.languages.tokenizer import Tokenizer
    from sphinxcontrib_glossterm.model.concept import Concept

    from .variants import Variants

    _Hit = tuple[int, int, int]
    """The form that was found, and its position."""


_KANA = frozenset({Script.HIRAGANA, Script.KATAKANA})
_HAN = frozenset({"ja", "zh"})


class Matcher:
    """All labels of a project, ready for the search. Immutable."""

    __slots__ = (
        "_chinese",
        "_codes",
        "_forms",
        "_han",
        "_inflected",
        "_joints",
        "_names",
        "_rules",
        "_search",
        "_senses",
        "_senses_of",
        "_tests",
        "_words",
    )

    def __init__(
        self,
        forms: Iterable[Form],
        rules: EdgeRules,
        codes: Sequence[str],
        words: Tokenizer | None = None,
        further: Sequence[str] = (),
    ) -> None:
        by_key: dict[str, list[Form]] = {}
        for form in sorted(set(forms)):
            by_key.setdefault(fold_case(form.text), []).append(form)
        self._forms = list(by_key.values())
        used = languages([*codes, *further])
        ordered = tuple(language.code for language in used)
        han = [code for code in (*codes, *further) if code in _HAN]
        self._han = han[0] if len(han) > 1 else ""
        self._tests = tests_of(_without(ordered, "zh") if self._han else ordered)
        self._chinese = tests_of(_without(ordered, "ja")) if self._han else None
        homographs = [each.homographs for each in languages_of_prose(codes) if each.homographs]
        self._senses = tuple(each.is_other for each in homographs if not each.words)
        self._senses_of = {
            index: (*self._senses, each.is_other)
            for each in homographs
            for index, key in enumerate(by_key)
            if key in each.words
        }
        self._names = NameRules.of(codes)
        scripts = {WORD}.union(*(language.scripts for language in used))
        tested = tuple(script for script in rules.scripts if script in scripts)
        self._rules = rules.replace(scripts=tested, hyphen_compounds=self._names.nouns)
        self._inflected = [
            Inflected(
                each.inflection,
                self._forms,
                {each.code, ""} if each.code in codes else {each.code},
            )
            for each in used
            if each.inflection
        ]
        self._words = words if any(language.tokenizer for language in used) else None
        joints = (language.joints for language in used if language.joints)
        self._joints = [each for each in joints if each.script in tested and each.apply_to(by_key)]
        self._search = search_for(list(by_key))

    @classmethod
    def from_concepts(
        cls,
        concepts: Iterable[Concept],
        *,
        languages: Sequence[str] = ALWAYS,
        further: Sequence[str] = (),
        blockers: Iterable[str] = (),
        rules: EdgeRules | None = None,
        words: Tokenizer | None = None,
        variants: Variants = variants_of,
    ) -> Matcher:
        """A matcher for every label, abbreviation and form of *concepts*, hidden ones too.

        Labels to avoid are found and refused.

        *languages* are the codes of the languages whose variants (see :func:`.variants_of`) and
        edge tests apply. The first of ``ja`` and ``zh`` is the language of labels in Han characters
        without kana. *further* are languages of single labels; their rules do not apply to
        others. *blockers* are phrases in which nothing is linked. *rules* are by default those with
        the words of the languages (:func:`.rules_of`). *words*, if given, is used to find the ends
        of Japanese words, instead of the rules for kanji and hiragana. *variants* may keep
        the results of :func:`.variants_of`. Otherwise the order of the arguments' items does not
        matter.
        """
        concepts = list(concepts)
        found = (forms_of(concept, languages, further, variants) for concept in concepts)
        forms = [*chain.from_iterable(found)]
        forms = list(with_avoided([*without_collisions(forms)], concepts, languages))
        forms += list(expression_forms(forms, languages))
        forms += (form for phrase in blockers for form in blocker_forms(phrase))
        rules = rules or rules_of((*languages, *further))
        return cls(forms, rules, languages, words, further)

    def find(self, text: str) -> list[Match | Refusal]:
        """The matches and refusals in *text*, by start.

        The leftmost match counts, then the longest. If a label is refused because it is changed
        (非[環境変数]) or part of a longer word, nothing is found inside it. If its letters occur by
        accident, the next shorter label at the same start is tried. Matches never overlap; refusals
        may. Replace everything that is not text (code, images) by U+FFFC: it separates words and is
        never part of a match.
        """
        folded = fold(text)
        hits = self._search(fold_case(folded.text))
        for joints in self._joints:
            if joined := joints.without(folded.text):
                hits += self._over_joints(joined, hits)
        for inflected in self._inflected:
            hits += inflected.hits(folded.text, hits)
        hits.sort(key=_leftmost_longest)
        answers: list[Match | Refusal] = []
        cover = Cover()
        cuts = Cuts(folded.text, self._words) if self._words and hits else None
        for index, start, end in hits:
            forms = self._forms[index]
            span = folded.span(start, end)
            # Compared in the original text: one character may contain two labels (㍿).
            if span[0] < cover.end:
                verdict: Reason | None = cover.reason
                owners = cover.other_forms(forms)
            elif start < cover.closed[1] and start >= cover.closed[0]:
                verdict, owners = Reason.EXPRESSION, named(forms)
            else:
                verdict, owners = self._judge(index, Found(folded.text, start, end, False, cuts))
                cover = cover.over(start, span[1], verdict, owners or forms)
            if owners:
                answers.append(_answer(span, verdict, owners))
        return answers

    def inflected(self, text: str) -> list[str]:
        """Ids of the concepts of which the whole *text* is an inflected form, sorted."""
        folded = fold(text).text.strip()
        ids: set[str] = set()
        for inflected in self._inflected:
            for index, start, end in inflected.hits(folded, ()):
                if (start, end) == (0, len(folded)):
                    ids.update(form.concept for form in self._forms[index])
        return sorted(ids)

    def _over_joints(self, joined: Joined, hits: Iterable[_Hit]) -> Iterator[_Hit]:
        """Hits that contain a joint of the text, without *hits*, whose labels contain it too."""
        known = {(start, end) for _, start, end in hits}
        for index, start, end in self._search(fold_case(joined.text)):
            span = joined.span(start, end)
            if span and span not in known:
                yield index, *span

    def _judge(self, index: int, found: Found) -> tuple[Reason | None, list[Form]]:
        """Why a hit is not a mention (``None`` if it is one), and the forms concerned."""
        forms = self._forms[index]
        owners = self._owners(forms, found)
        phrases = [form for form in owners if not form.concept]
        if phrases:
            return self._inside(phrases[0], found), named(forms)
        tests = self._tests_of(found, owners)
        reason = refusal(found, self._rules, tests)
        if not owners:
            return reason or Reason.CASE, named(forms)
        if reason is Reason.KATAKANA_EDGE and (inside := _found_inside(found, owners)):
            owners = inside
            reason = refusal(found.in_compound(), self._rules, tests)
        if reason is not None:
            return reason, owners
        if found.text[found.start].isupper() and _is_part_of_name(found, owners, self._names):
            return Reason.PROPER_NAME, owners
        senses = self._senses_of.get(index, self._senses)
        if any(is_other(found.text, found.start, found.end) for is_other in senses):
            return Reason.EXPRESSION, owners
        if all(form.avoided for form in owners):
            return Reason.AVOIDED, owners
        automatic = [form for form in owners if form.automatic and not form.avoided]
        return (None, automatic) if automatic else (Reason.NOT_AUTOMATIC, owners)

    def _tests_of(self, found: Found, owners: Sequence[Form]) -> EdgeTests:
        """The tests for the language of the label."""
        if self._chinese is None:
            return self._tests
        given = {form.language for form in owners if form.language in _HAN}
        if len(given) != 1:  # none of both, or labels of both
            given = {self._han} if of_text(found.label).isdisjoint(_KANA) else {"ja"}
        return self._chinese if "zh" in given else self._tests

    def _inside(self, phrase: Form, found: Found) -> Reason:
        """Why nothing is linked in a blocker, or in an expression if it is a phrase of its own."""
        if phrase.blocks:
            return Reason.BLOCKER
        return Reason.LATIN_EDGE if touches_word(found, self._rules) else Reason.EXPRESSION

    def _owners(self, forms: list[Form], found: Found) -> list[Form]:
        """The forms that match the written text: those with exactly its letters, if any."""
        if len(forms) == 1 and not forms[0].fixed:
            return forms
        written = found.label
        if len(written) != len(forms[0].text):
            for joints in self._joints:
                written = joints.removed(written)
        same = [form for form in forms if form.text == written]
        return same or [form for form in forms if form.reads(written)]


def edges_digest(rules: EdgeRules, words: Tokenizer | None) -> str:
    """A key for the tests of word boundaries: rules, tokenizer and this code."""
    settings = [(name, _plain(getattr(rules, name))) for name in RULE_NAMES]
    parts = (ANSWERS, unicodedata.unidata_version, words and words.version, settings)
    return sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _is_part_of_name(found: Found, owners: Sequence[Form], names: NameRules) -> bool:
    """A longer name in capitals contains it; inner capitals (GitHub) make it a name of its own."""
    if any(stop - start > 1 for form in owners for start, stop in form.fixed):
        return False
    capital = any(form.text[0].isupper() for form in owners)
    return names.in_name(found.text, found.start, found.end, capital=capital)


def _found_inside(found: Found, owners: Sequence[Form]) -> list[Form]:
    """The forms that are found inside a longer katakana word: labels to avoid, at its end."""
    at_end = found.right is not Script.KATAKANA
    return [form for form in owners if form.compound or (form.avoided and at_end)]


def _answer(
    span: tuple[int, int], verdict: Reason | None, owners: Sequence[Form]
) -> Match | Refusal:
    label = owners[0].label
    concepts: tuple[str, ...] = (owners[0].concept,)
    if len(owners) > 1:
        label = min(owners, key=lambda form: (not form.own, form.concept, form.label)).label
        concepts = tuple(sorted({form.concept for form in owners}))
    if verdict is None:
        return Match(*span, label, concepts)
    return Refusal(*span, label, concepts, verdict)


def _without(codes: Sequence[str], code: str) -> tuple[str, ...]:
    return tuple(each for each in codes if each != code)


def _leftmost_longest(hit: _Hit) -> tuple[int, int]:
    return hit[1], -hit[2]


def _plain(value: object) -> object:
    """A rule as a value with the same ``repr`` in every process."""
    return sorted(value) if isinstance(value, frozenset) else value
