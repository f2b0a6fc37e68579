"""The nouns of a glossary: a concept, its labels, where it stands.

Vocabulary (SKOS reference, W3C 2009, sections 5 and 8): a *concept* has one *preferred*
label, any number of *alternative* labels (synonyms, abbreviations, other languages) and
*hidden* labels (found in prose, shown nowhere). It may name *broader* and *related*
concepts; *narrower* is never stored, it is the other half of *broader*.

Everything here is a plain value, which never changes and compares by what it holds: that is
what lets parallel readers merge it and lets a build say what changed. Tuples, since a project
has many, and every build reads them back.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-"})


MAX_LABEL = 500
"""How many characters a label has that is looked for in prose. The time to prepare the search
grows faster than the length of a label, and nobody writes such a label in a sentence."""


def label_key(text: str) -> str:
    """The form in which two labels are the same when they are looked up.

    NFKC, straight quotes (Sphinx registers a term before smart quotes change it), one space
    for any white space, lower case as Sphinx folds it.
    """
    normal = unicodedata.normalize("NFKC", text).translate(_STRAIGHT)
    return " ".join(normal.split()).lower()


class LabelKind(StrEnum):
    """What a label is to its concept (SKOS ``prefLabel``, ``altLabel``, ``hiddenLabel``)."""

    PREFERRED = "preferred"
    ALTERNATIVE = "alternative"
    HIDDEN = "hidden"


class Case(StrEnum):
    """How the letters of a concept's labels compare with prose."""

    SMART = "smart"
    """A capital anywhere but at the start of a word makes the label exact."""
    EXACT = "exact"
    FOLD = "fold"


class Status(StrEnum):
    """Whether authors should use the term (ISO 704's acceptability, as two values)."""

    PREFERRED = "preferred"
    DEPRECATED = "deprecated"


class Location(NamedTuple):
    """Where an author wrote something."""

    docname: str
    """Sphinx document name, ``/``-separated, without suffix."""
    line: int | None = None
    """Line in :attr:`source`, counted from 1; ``None`` where the parser kept none."""
    source: str | None = None
    """Path of the file, which differs from the document's own where text was included."""


class Label(NamedTuple):
    """One string by which a concept is known."""

    text: str
    kind: LabelKind = LabelKind.PREFERRED
    anchor: str = ""
    """Id of the element that shows this label, in the document of the concept; empty: the
    concept's own. (A Sphinx glossary entry of three terms has three anchors.)"""
    name: str = ""
    """The text before smart quotes, by which Sphinx registers it; empty: the same as the text."""

    @property
    def registered(self) -> str:
        """Its name in Sphinx's registers and in inventories."""
        return self.name or self.text


class Concept(NamedTuple):
    """One thing that a glossary explains."""

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
    """A text for small places, where the author gave one."""
    broader: tuple[str, ...] = ()
    """Broader concepts as the author wrote them: labels or ids, resolved by the scheme."""
    related: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    """Inflected forms that are found in prose besides those of the variant rules."""
    reading: str = ""
    """How the preferred label is pronounced, in kana; the key of Japanese order."""
    abbr: str = ""
    tags: tuple[str, ...] = ()
    status: Status = Status.PREFERRED
    source: str = ""
    """Where the definition comes from, free text."""
    auto: bool | None = None
    """``False``: never link a mention by itself; ``True``: even where a label is too short
    for the general rule; ``None``: the general rule."""
    case: Case = Case.SMART
    compound: bool = False
    """Whether a label may be found inside a longer katakana compound."""
    glossary: str = ""
    """Name of the glossary (namespace) that holds the concept, or of the other project;
    empty: the unnamed one of this project."""
    origin: str = ""
    """The data file that its entry was made from; empty: an author wrote it in the page."""
    uri: str = ""
    """Where it is explained, if that is in another project; empty: in this one."""
    conditions: tuple[str, ...] = ()
    """What must hold of a build for its entry to be shown, as expressions of Sphinx's tags."""

    @property
    def pref_label(self) -> str:
        """The text of the preferred label."""
        return self.labels[0].text

    @property
    def alt_labels(self) -> tuple[str, ...]:
        """The texts of the alternative labels, in the author's order."""
        return tuple(label.text for label in self.labels if label.kind is LabelKind.ALTERNATIVE)

    def without_namespace(self, text: str) -> str:
        """*text* without the glossary's or the other project's name before it."""
        if self.glossary and text not in self.names():
            return text.removeprefix(f"{self.glossary}:").lstrip()
        return text

    @property
    def full_form(self) -> str:
        """The long label with the abbreviation: "Low-Rank Adaptation (LoRA)"; without an
        abbreviation the preferred label.
        """  # noqa: D205 -- one sentence
        long = next((x for x in (self.pref_label, *self.alt_labels) if x != self.abbr), "")
        return f"{long} ({self.abbr})" if long and self.abbr else self.pref_label

    def anchor_of(self, label: str) -> str:
        """The id to link to for *label*, as written or folded; else the concept's own.

        Of two terms of one entry with one text, the later one, as with Sphinx.
        """
        if not any(own.anchor for own in self.labels[1:]):
            return self.anchor
        terms = [own for own in reversed(self.labels) if own.anchor]
        exact = (own.anchor for own in terms if own.text == label)
        key = label_key(label)
        folded = (own.anchor for own in terms if label_key(own.text) == key)
        return next(exact, "") or next(folded, "") or self.anchor

    def names(self) -> Iterator[str]:
        """Every string that an author may write in a role: labels, abbreviation, forms."""
        for label in self.labels:
            yield label.text
        if self.abbr:
            yield self.abbr
        yield from self.forms
