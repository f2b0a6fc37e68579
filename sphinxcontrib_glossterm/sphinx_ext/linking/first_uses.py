"""Show the full form of an abbreviation where a page first uses it.

A *use* is a role for a term, or a mention that is linked, in text in which mentions may be linked.
The first use of a concept in a page shows the full form, "Low-Rank Adaptation (LoRA)", if it is
written as the abbreviation; a role without a text of its own also if it is written as another
label. Otherwise the author has chosen the words, and nothing is changed.

Entries of glossaries are omitted: readers look them up in any order, and tips and the index show
them on their own.

What other pages contribute to full forms is in the fingerprint of a page.
"""

from __future__ import annotations

from collections import deque
from itertools import chain
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages.sentences import sentences
from sphinxcontrib_glossterm.model import Case, label_key
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ..domain import cached
from ..options import page_options
from .mentions import role_references

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxcontrib_glossterm.matching import Mention, Passage
    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain

_SENTENCE = 200
"""Number of characters in front of a use in which the end of a sentence is searched for."""
_OPENING = "\"'“‘«([（「『"


class FullForm(NamedTuple):
    """What the first use of an abbreviation shows."""

    text: str
    long: str
    """The label in it that the abbreviation is short for."""


class UseInText(NamedTuple):
    """A place in a passage that names a concept."""

    start: int
    end: int
    concept: Concept
    text: str
    """What the page shows there without a change."""
    is_role: bool = False
    is_fixed: bool = False
    """Whether it is not changed in any case."""


class FirstUses:
    """Decides which uses in one page show the full form."""

    def __init__(self, domain: GlosstermDomain, docname: str) -> None:
        self._domain = domain
        self._docname = docname
        self._language = language_of(domain, docname)
        self._used: set[str] = set()
        self._folded = ("", "")
        """The text of the last passage, as written and folded."""

    def full_form(
        self, use: UseInText, passage: Passage, roles: Mapping[int, str] | None = None
    ) -> FullForm | None:
        """What *use* shows instead of its text, if that changes.

        Call it for all uses of the page, in reading order. *roles* has the positions and the texts
        of the roles in the passage.
        """
        concept = use.concept
        long = "" if concept.id in self._used else concept.long_label(self._language)
        if not long or is_in_entry(self._domain, self._docname, passage) or not _names(use):
            return None
        self._used.add(concept.id)
        is_own = concept.id == passage.subject or concept.id in passage.defined
        if is_own or use.is_fixed or not _is_replaceable(use):
            return None
        if self._explains(passage, long, use) or _has_name_in_brackets(use, passage, roles or {}):
            return None
        shown = _capitalized(long, concept) if self._begins_sentence(use, passage) else long
        return FullForm(f"{shown} ({concept.abbr})", long)

    def _explains(self, passage: Passage, long: str, use: UseInText) -> bool:
        """Whether the passage contains the full form of an abbreviation."""
        if self._folded[0] is not passage.text:
            self._folded = (passage.text, label_key(passage.text))
        is_short = label_key(use.text) == label_key(use.concept.abbr)
        return is_short and label_key(long) in self._folded[1]

    def _begins_sentence(self, use: UseInText, passage: Passage) -> bool:
        before = passage.text[max(0, use.start - _SENTENCE) : use.start]
        text = " ".join((before + use.text).split())
        last = deque(sentences(text, self._domain.prose_languages), maxlen=1)
        return any(one.lstrip(_OPENING) == " ".join(use.text.split()) for one in last)


def _capitalized(long: str, concept: Concept) -> str:
    """*long* at the start of a sentence, with a capital if its first word has none."""
    word, capital = long.partition(" ")[0], long[0].upper()
    is_plain = word == word.lower() and len(capital) == 1 and concept.case is not Case.EXACT
    return capital + long[1:] if is_plain else long


def language_of(domain: GlosstermDomain, docname: str) -> str:
    """The language of a page: its own option, or that of the project."""
    options = page_options(docname, domain.env.metadata.get(docname, {}), domain.options)
    return options.language or str(domain.env.config.language)


def is_in_entry(domain: GlosstermDomain, docname: str, passage: Passage) -> bool:
    """Whether *passage* is in an entry of a glossary, whose terms have their own anchors."""
    concept = domain.scheme.at(docname, passage.subject) if passage.subject else None
    return concept is not None and bool(concept.labels[0].anchor)


def _names(use: UseInText) -> bool:
    """Whether the text of a use names its concept; the text of a role may be anything."""
    if not (use.is_role and use.is_fixed):
        return True
    text = label_key(use.text)
    return any(label_key(name) in text for name in use.concept.names())


def _is_replaceable(use: UseInText) -> bool:
    """Whether the full form can replace the text: it is no inflected form."""
    concept, text = use.concept, label_key(use.text)
    if not use.is_role:
        return text == label_key(concept.abbr)
    names = (*(label.text for label in concept.labels), concept.abbr, concept.id)
    return text in map(label_key, names)


def _has_name_in_brackets(use: UseInText, passage: Passage, roles: Mapping[int, str]) -> bool:
    """Whether another name of the concept is next to a use, one of both in brackets."""
    concept, text = use.concept, passage.text
    names = [*map(label_key, (concept.pref_label, *concept.alt_labels, concept.abbr))]
    others = tuple(name for name in names if name != label_key(use.text))
    reach = 2 * max(map(len, names)) + len("( ")
    first = max(0, use.start - reach)
    before, after = (
        label_key("".join(roles.get(at, sign) for at, sign in enumerate(part, begin)))
        for begin, part in (
            (first, text[first : use.start]),
            (use.end, text[use.end : use.end + reach]),
        )
    )
    return (after[:1] == "(" and after[1:].lstrip().startswith(others)) or (
        before[-1:] == "(" and before[:-1].rstrip().endswith(others)
    )


# -- what it depends on, and what it results in ----------------------------------------------


def first_use_rows(domain: GlosstermDomain, docname: str) -> tuple[object, ...]:
    """The names of the concepts that the page may spell out, and the positions of mentions."""
    language = language_of(domain, docname)
    mentions = [
        (m.passage, m.start, m.end, m.concept)
        for m in domain.page(docname).decided.mentions()
        if domain.linkable[m.concept].abbr
    ]
    mentioned = (domain.linkable[concept_id] for *_place, concept_id in mentions)
    roles = (concept for concept, _label in role_references(domain, docname))
    used = {concept.id: concept for concept in chain(mentioned, roles) if concept.abbr}
    names = [
        (key, concept.full_form(language), concept.labels, concept.forms, str(concept.case))
        for key, concept in sorted(used.items())
    ]
    return (names, mentions) if names else ()


@cached
def expanded_mentions(domain: GlosstermDomain, docname: str) -> frozenset[str]:
    """The concepts of which a mention is the first use in the page and shows the full form.

    Roles are not considered: it is one if there is no role in front of it.
    """
    page, language = domain.page(docname), language_of(domain, docname)
    # Passages are needed only to recognize entries.
    has_entries = any(concept.labels[0].anchor for concept in page.concepts)
    passages = page.prose.passages() if page.prose and has_entries else ()
    firsts: dict[str, Mention] = {}
    for mention in page.decided.mentions():
        if not (passages and is_in_entry(domain, docname, passages[mention.passage])):
            firsts.setdefault(mention.concept, mention)
    return frozenset(
        concept.id
        for concept, mention in ((domain.linkable[key], first) for key, first in firsts.items())
        # A label of the same length is no inflected form.
        if concept.long_label(language)
        and label_key(mention.label) == label_key(concept.abbr)
        and mention.end - mention.start == len(concept.abbr)
    )
