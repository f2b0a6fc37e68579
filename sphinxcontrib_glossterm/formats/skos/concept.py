"""A concept of a SKOS file, with the texts of its properties."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..record import fit_text
from . import terms as skos
from .rdf import Node, Statements

if TYPE_CHECKING:
    from collections.abc import Iterable

ID = re.compile(r"[\w.-]+")
_FROM_LABEL = "term-"
"""Ids that begin so are made from labels, in our sites and in those of Sphinx."""


class Concept:
    """A concept of the file."""

    def __init__(self, iri: str, data: Statements) -> None:
        self.iri = iri
        self._data = data
        self.properties = data.nodes[iri]
        self.tags: list[str] = []
        self.broader: dict[str, None] = {}
        self.related: dict[str, None] = {}
        self.preferred = self.texts(skos.PREFERRED) or self.texts(skos.LABEL)
        self.line = data.lines.of(iri, *(node.value for node in self.preferred))
        self.main = Node("")
        self.label = ""
        self.id = ""

    def texts(self, name: str) -> list[Node]:
        """The texts of a property; of resources, the texts that they have (SKOS-XL)."""
        found = [*self.properties.get(name, ()), *self.properties.get(_xl(name), ())]
        texts: list[Node] = []
        for node in found:
            inner = self._data.nodes.get(node.value, {}) if node.is_iri else {}
            texts += (x for key in skos.TEXT_OF for x in inner.get(key, ()) if not x.is_iri)
            texts += () if node.is_iri else (node,)
        return [node for node in dict.fromkeys(texts) if node.value.strip()]

    def iris(self, names: Iterable[str]) -> list[str]:
        """The resources that are values of the properties *names*."""
        return [
            node.value for name in names for node in self.properties.get(name, ()) if node.is_iri
        ]

    def all_values(self, name: str) -> tuple[str, ...]:
        """Texts and addresses, without languages."""
        values = (one_line(node.value) for node in self.properties.get(name, ()))
        return tuple(dict.fromkeys(value for value in values if value))

    def value(self, name: str) -> str:
        """The first text or address; empty if there is none."""
        return next(iter(self.all_values(name)), "")

    def choose(self, language: str) -> None:
        """Choose the main label: in *language*, else without one, else the first."""
        wanted = self.value(skos.LANG) or language
        self.main = min(self.preferred, key=lambda n: (not is_in(n, wanted), bool(n.lang), n))
        self.label = one_line(self.main.value)

    @cached_property
    def local_name(self) -> str:
        """The last part of the IRI; empty if it is no id, or an id that is made from a label."""
        name = unquote(re.split("[#/:]", self.iri)[-1])
        fits = ID.fullmatch(name) and not name.startswith(_FROM_LABEL)
        return name if fits and not self.iri.startswith("_:") else ""


def _xl(name: str) -> str:
    return skos.XL_LABELS.get(name, "")


def one_line(text: str) -> str:
    """*text* with valid characters, in one line."""
    return " ".join(fit_text(text)[0].split())


def is_in(node: Node, language: str) -> bool:
    """Whether the text *node* has exactly this language tag."""
    return node.lang == language.lower()
