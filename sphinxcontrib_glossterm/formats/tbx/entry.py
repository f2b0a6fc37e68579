"""An entry of a TBX file: the terms and values of one concept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ...model import language_tag
from . import terms as tbx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .xml_tree import Element

_ID = re.compile(r"[\w.-]+")


class Term(NamedTuple):
    """A term of an entry."""

    text: str
    lang: str
    status: str
    """``administrativeStatus`` without ``-admn-sts``, in lower case."""
    kind: str
    """``termType``."""
    note: str

    @property
    def is_avoided(self) -> bool:
        """Whether it is a label to avoid."""
        return self.status in tbx.DISCOURAGED

    @property
    def rank(self) -> int:
        """The preferred term first, then those without a status, then others."""
        return {"preferredterm": 0, "": 1, "deprecatedterm": 3, "deprecated": 3}.get(self.status, 2)


class Value(NamedTuple):
    """A value of a data category, in an entry or in a language of it."""

    category: str
    text: str
    target: str
    lang: str
    line: int


class Entry:
    """An entry, with its terms and values in all languages."""

    def __init__(self, element: Element) -> None:
        self.line = element.line
        self.key = element.attributes.get("id", "")
        self.values = [*_values(element, "")]
        self.terms: list[Term] = []
        self.unread: list[str] = []
        for section in element.find(tbx.V3.language, tbx.V2.language):
            lang = language_tag(section.attributes.get("xml:lang", ""))
            self.values += _values(section, lang)
            for term in section.find("termSec", "tig", "ntig"):
                self._add_term(term, lang)
        self.lang = ""
        self.main = Term("", "", "", "", "")
        self.avoided: list[str] = []

    def _add_term(self, element: Element, lang: str) -> None:
        texts = [one for one in descendants(element) if one.name == "term"]
        known = {value.category: value.text for value in _values(element, lang)}
        self.unread += known.keys() - {"administrativeStatus", "termType", "note", *tbx.READ}
        self.values += (value for value in _values(element, lang) if value.category in tbx.READ)
        status = known.get("administrativeStatus", "").removesuffix("-admn-sts").lower()
        status = status.removesuffix("admnsts")
        note = known.get("note", "")
        if text := one_line(texts[0].text()) if texts else "":
            self.terms.append(Term(text, lang, status, known.get("termType", ""), note))
            if note and not self.terms[-1].is_avoided:
                self.unread.append("note")

    def choose(self, language: str) -> None:
        """Choose the language and the main term; *language* if the entry has it."""
        languages = [term.lang for term in self.terms if not term.is_avoided] or [
            term.lang for term in self.terms
        ]
        self.lang = language if language in languages else languages[0]
        own = [term for term in self.terms if term.lang == self.lang]
        self.main = min(own, key=lambda term: (term.is_avoided, term.rank))

    @property
    def is_deprecated(self) -> bool:
        """Whether all its terms are labels to avoid."""
        return all(term.is_avoided for term in self.terms)

    @property
    def id(self) -> str:
        """The id of the concept; empty if it is no id, or made from a label."""
        fits = _ID.fullmatch(self.key) and not self.key.startswith(tbx.FROM_LABEL)
        return self.key.removeprefix("id-") if fits else ""

    def of(self, category: str) -> list[Value]:
        """The values of a data category."""
        return [value for value in self.values if value.category == category]

    @property
    def avoided_of(self) -> str:
        """The entry whose label to avoid this is: version 2 has such entries for translators."""
        references = [value.target for value in self.of("crossReference")]
        alone = len(references) == 1 and not self.of("definition")
        return references[0] if alone and self.is_deprecated and tbx.AVOIDED in self.key else ""


def _values(element: Element, lang: str) -> Iterator[Value]:
    """The values of *element*, also of groups in it, without those of languages and terms."""
    for child in element.children:
        if child.name in tbx.GROUPS or child.name == "termGrp":
            yield from _values(child, lang)
        elif child.name not in {"langSec", "langSet", "termSec", "tig", "ntig", "term"}:
            category = child.name
            if child.name in tbx.TYPED:
                category = child.attributes.get("type", child.name)
            target = child.attributes.get("target", "").removeprefix("#")
            yield Value(category, child.text(), target, lang, child.line)


def descendants(element: Element) -> Iterator[Element]:
    """All elements in *element*, in the order of the file."""
    for child in element.children:
        yield child
        yield from descendants(child)


def one_line(text: str) -> str:
    """*text* in one line."""
    return " ".join(text.split())
