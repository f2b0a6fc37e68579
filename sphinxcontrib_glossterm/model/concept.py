"""The basic types of a glossary: a concept, its labels, its location; a glossary test.

Vocabulary (SKOS reference, W3C 2009, sections 5 and 8): a *concept* has one *preferred* label, any
number of *alternative* labels (synonyms, abbreviations, other languages) and *hidden* labels (found
in prose, but not shown). It may name *broader* and *related* concepts; *narrower* is never stored,
since it is the inverse of *broader*.

All types are immutable values that compare by content, so that parallel readers can merge them and
a build can detect changes. They are tuples, since a project has many and every build unpickles
them.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .text import is_foreign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-"})
_WITH_REASON = r"(.*[^\s(（])\s*[(（]([^()（）]*)[)）]"
_WITH_TARGET = r"(.+?)\s+<([^<>]+)>"

MAX_LABEL = 500
"""Maximum length of a label that is searched for in prose. The time to prepare the search grows
faster than the length of a label, and longer labels do not occur in sentences."""


def label_key(text: str) -> str:
    """The form in which labels are compared in lookups.

    NFKC, straight quotes (Sphinx registers a term before smart quotes change it), one space for any
    white space, lower case as in Sphinx.
    """
    normal = unicodedata.normalize("NFKC", text).translate(_STRAIGHT)
    return " ".join(normal.split()).lower()


class LabelKind(StrEnum):
    """The kind of a label (SKOS ``prefLabel``, ``altLabel``, ``hiddenLabel``)."""

    PREFERRED = "preferred"
    ALTERNATIVE = "alternative"
    HIDDEN = "hidden"


class Case(StrEnum):
    """How the case of a concept's labels is compared with prose."""

    SMART = "smart"
    """Labels with a capital anywhere except at the start of a word must match exactly."""
    EXACT = "exact"
    FOLD = "fold"


class Status(StrEnum):
    """Whether authors should use the term (ISO 704's acceptability, as two values)."""

    PREFERRED = "preferred"
    DEPRECATED = "deprecated"


class Location(NamedTuple):
    """A location in a source file."""

    docname: str
    """Sphinx document name, ``/``-separated, without suffix."""
    line: int | None = None
    """Line in :attr:`source`, counted from 1; ``None`` if the parser kept none."""
    source: str | None = None
    """Path of the file; it differs from the document's own if text was included."""


class Label(NamedTuple):
    """One name of a concept."""

    text: str
    kind: LabelKind = LabelKind.PREFERRED
    anchor: str = ""
    """Id of the element that shows this label, in the document of the concept; empty: the concept's
    own id. (A Sphinx glossary entry with three terms has three anchors.)"""
    name: str = ""
    """The text before smart quotes, under which Sphinx registers it; empty if it is the same."""
    lang: str = ""
    """Its language, as a tag of BCP 47; empty if the author does not give it."""

    @property
    def registered(self) -> str:
        """Its name in Sphinx's registers and in inventories."""
        return self.name or self.text


class AvoidedLabel(NamedTuple):
    """A label that authors should not use."""

    text: str
    reason: str = ""
    """Why, or what to do instead, in the author's words; empty if not given."""

    @classmethod
    def read(cls, written: str) -> AvoidedLabel:
        """The label in one value of the field ``avoid``.

        >>> AvoidedLabel.read("server machine (say: host)")
        AvoidedLabel(text='server machine', reason='say: host')
        """
        found = re.fullmatch(_WITH_REASON, written)
        return cls(found[1], found[2].strip()) if found else cls(written)


def with_languages(labels: Sequence[Label], lang: str, given: Sequence[Label]) -> tuple[Label, ...]:
    """*labels* of a concept with their languages, followed by those of *given* that are new.

    Each of *given* has a language. If it repeats a label other than the first, it gives that label
    its language. All other labels are in the language *lang*.

    >>> other = [Label("低ランク適応", LabelKind.ALTERNATIVE, lang="ja")]
    >>> [label.lang for label in with_languages([Label("LoRA")], "en", other)]
    ['en', 'ja']
    """
    of_text = {label.text: label.lang for label in reversed(given)}
    first, *others = (label._replace(lang=label.lang or lang) for label in labels)
    own = [first, *(o._replace(lang=of_text.get(o.text, o.lang)) for o in others)]
    known = {(label.text, label.lang) for label in own}
    new = {(g.text, g.lang): g for g in given if (g.text, g.lang) not in known}
    return (*own, *new.values())


class Concept(NamedTuple):
    """One concept of a glossary."""

    id: str
    """Unique in the project: the author's own id, or ``docname#term-…``."""
    anchor: str
    """Permanent id of the entry in its document; see :mod:`.anchors`."""
    labels: tuple[Label, ...]
    """The preferred label first, never empty."""
    location: Location
    definition: str = ""
    """The definition as plain text, blocks separated by a line feed."""
    short: str = ""
    """A short version for small places, if the author gave one."""
    broader: tuple[str, ...] = ()
    """Broader concepts as the author wrote them: labels or ids, resolved by the scheme."""
    related: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    """Inflected forms that are found in prose besides those generated by the variant rules."""
    reading: str = ""
    """The pronunciation of the preferred label, in kana or pinyin; the sort key in Japanese and
    Chinese."""
    abbr: str = ""
    tags: tuple[str, ...] = ()
    status: Status = Status.PREFERRED
    source: str = ""
    """The source of the definition, as free text."""
    see: tuple[str, ...] = ()
    """Where the concept is explained: documents, labels, or web addresses, as written."""
    auto: bool | None = None
    """``False``: never link a mention automatically; ``True``: link even labels that are too short
    by the general rule; ``None``: the general rule."""
    case: Case = Case.SMART
    compound: bool = False
    """Whether a label may be found inside a longer katakana compound."""
    glossary: str = ""
    """Name of the glossary (namespace) that contains the concept, or of the other project; empty
    for this project's unnamed glossary."""
    origin: str = ""
    """The data file that its entry was made from; empty if an author wrote it in the page."""
    uri: str = ""
    """Address of its definition in another project; empty if it is in this one."""
    conditions: tuple[str, ...] = ()
    """The conditions under which its entry is shown, as expressions of Sphinx's tags."""
    written: str = ""
    """The preferred label before translation; empty if it is the same."""
    written_tags: tuple[str, ...] = ()
    """The tags before translation, by which options select concepts; empty if they are the same."""
    avoid: tuple[str, ...] = ()
    """Labels not to use, as written: each may have a reason in parentheses."""
    replaced_by: str = ""
    """The concept to use instead of this deprecated one, as written: a label or an id."""

    @property
    def pref_label(self) -> str:
        """The text of the preferred label."""
        return self.labels[0].text

    def led_by(self, language: str) -> Concept:
        """The concept as shown in pages in *language*: with a label in that language first.

        It is unchanged if the author gives no label that language, or the first label has it.
        """
        code = language.partition("-")[0].partition("_")[0].lower()
        own = [
            label
            for label in self.labels
            if label.kind is not LabelKind.HIDDEN and label.lang.partition("-")[0].lower() == code
        ]
        if not (code and own) or own[0] == self.labels[0]:
            return self
        first = own[0]._replace(kind=LabelKind.PREFERRED)
        others = [
            label._replace(kind=LabelKind.ALTERNATIVE)
            if label.kind is LabelKind.PREFERRED
            else label
            for label in self.labels
            if label is not own[0]
        ]
        return self._replace(labels=(first, *others))

    @property
    def alt_labels(self) -> tuple[str, ...]:
        """The texts of the alternative labels, in the author's order, each once."""
        first = self.pref_label
        texts = [label.text for label in self.labels if label.kind is LabelKind.ALTERNATIVE]
        return tuple(dict.fromkeys(text for text in texts if text != first))

    @property
    def avoided(self) -> tuple[AvoidedLabel, ...]:
        """The labels not to use, with their reasons."""
        return tuple(map(AvoidedLabel.read, self.avoid))

    @property
    def tag_names(self) -> tuple[str, ...]:
        """The tags as shown, and those that are only in the original, for options."""
        return tuple(dict.fromkeys((*self.tags, *self.written_tags)))

    def without_namespace(self, text: str) -> str:
        """*text* without the name of the glossary or other project in front of it."""
        if self.glossary and text not in self.names():
            return text.removeprefix(f"{self.glossary}:").lstrip()
        return text

    def long_label(self, page: str) -> str:
        """The label that the abbreviation is short for, in a page in the language *page*.

        The first shown label that is not the abbreviation, if possible in the language of the page.
        Empty if there is none.
        """
        if not self.abbr:
            return ""
        led, short = self.led_by(page), label_key(self.abbr)
        names = [x for x in (led.pref_label, *led.alt_labels) if label_key(x) != short]
        own = (name for name in names if not self.foreign_language(name, page))
        return next(own, names[0] if names else "")

    def full_form(self, page: str) -> str:
        """The long label with the abbreviation, "Low-Rank Adaptation (LoRA)"; empty if it has none.

        *page* is as in :meth:`long_label`.
        """
        long = self.long_label(page)
        return f"{long} ({self.abbr})" if long else ""

    def anchor_of(self, label: str) -> str:
        """The id to link to for *label*, as written or folded; by default the concept's own.

        If two terms of one entry have the same text, the later one is used, as in Sphinx.
        """
        if not any(own.anchor for own in self.labels[1:]):
            return self.anchor
        terms = [own for own in reversed(self.labels) if own.anchor]
        exact = (own.anchor for own in terms if own.text == label)
        key = label_key(label)
        folded = (own.anchor for own in terms if label_key(own.text) == key)
        return next(exact, "") or next(folded, "") or self.anchor

    def names(self) -> Iterator[str]:
        """Every name that an author may use in a role: labels, abbreviation, forms."""
        return (name for name, _lang in self.named())

    def named(self) -> Iterator[tuple[str, str]]:
        """The same, each with its language, which may be empty.

        An abbreviation is used in every language. Forms are those of the preferred label.
        """
        for label in self.labels:
            yield label.text, label.lang
        if self.abbr:
            yield self.abbr, ""
        for form in self.forms:
            yield form, self.labels[0].lang

    def foreign_language(self, text: str, page: str) -> str:
        """The language of the label *text*, unless it may be that of a page in the language *page*.

        Empty too if the language is not known, and if *text* is not a label.
        """
        if not any(label.lang for label in self.labels):
            return ""
        exact = [label.lang for label in self.labels if label.text == text]
        key = label_key(text)
        found = exact or [own.lang for own in self.labels if label_key(own.text) == key]
        return found[0] if found and all(is_foreign(tag, page) for tag in found) else ""


# -- glossary tests -----------------------------------------------------------------


class ExpectedLink(NamedTuple):
    """One link that a text should have."""

    target: str
    """The target as in a role: a label, ``glossary:label``, or an id."""
    text: str = ""
    """The text of the link; empty if any text is accepted."""

    def __str__(self) -> str:
        return f"{self.text} <{self.target}>" if self.text else self.target


class LinkTest(NamedTuple):
    """A text with all links that it should have, in reading order."""

    text: str
    links: tuple[ExpectedLink, ...]
    """Empty if nothing in it should be linked."""
    line: int
    """Line of the file, counted from 1."""


def expected_links(texts: tuple[str, ...]) -> tuple[ExpectedLink, ...]:
    """The links in *texts*, each as ``target`` or ``text <target>``, as in a role."""
    return tuple(_expected(" ".join(text.split())) for text in texts if text.strip())


def _expected(text: str) -> ExpectedLink:
    match = re.fullmatch(_WITH_TARGET, text)
    return ExpectedLink(match[2].strip(), match[1]) if match else ExpectedLink(text)
