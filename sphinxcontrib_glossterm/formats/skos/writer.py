"""Write SKOS thesauri: Turtle and JSON-LD.

The output is sorted, so that a change of the glossary is a small change of the file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from ...model import AvoidedLabel, Case, Phrase, Status, is_web_address, label_key
from ..plain_text import as_text, has_markup, in_paragraphs
from ..record_names import with_names
from ..written import Losses, Written, lost_tests
from . import terms as skos
from .rdf import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..record import Record
    from ..written import Glossary, Loss

    Statement = tuple[str, str, Node]

_TRUE, _FALSE = Node("true"), Node("false")
_FLAGS = frozenset({skos.DEPRECATED, skos.AUTO, skos.COMPOUND})
"""Properties whose values are ``true`` and ``false``, not texts."""
_NOT_IN_IRI = set('<>"{}|^`\\ ')


def write_turtle(glossary: Glossary) -> Written:
    """*glossary* in Turtle."""
    from rdflib import Graph, Literal, URIRef

    statements, losses = _statements(glossary)
    graph = Graph(bind_namespaces="none")
    for name, start in skos.PREFIXES.items():
        graph.bind(name, start)
    for subject, predicate, node in statements:
        flag = {"datatype": URIRef("http://www.w3.org/2001/XMLSchema#boolean")}
        options = flag if predicate in _FLAGS else {"lang": node.lang or None}
        value = URIRef(node.value) if node.is_iri else Literal(node.value, **options)
        graph.add((URIRef(subject), URIRef(predicate), value))
    return Written({"": graph.serialize(format="turtle")}, losses)


def write_json(glossary: Glossary) -> Written:
    """*glossary* in JSON-LD, with the context in the file."""
    statements, losses = _statements(glossary)
    nodes: dict[str, dict[str, Any]] = {}
    for subject, predicate, node in sorted(set(statements)):
        made = nodes.setdefault(subject, {"@id": subject})
        if predicate == skos.TYPE:
            made["@type"] = skos.short_name(node.value)
        else:
            value = _json_value(predicate, node)
            made.setdefault(skos.short_name(predicate), []).append(value)
    data = {"@context": dict(skos.PREFIXES), "@graph": list(nodes.values())}
    return Written({"": json.dumps(data, ensure_ascii=False, indent=2) + "\n"}, losses)


def _json_value(predicate: str, node: Node) -> object:
    if node.is_iri:
        return {"@id": node.value}
    if predicate in _FLAGS:
        return node == _TRUE
    return {"@language": node.lang, "@value": node.value} if node.lang else node.value


# -- statements ---------------------------------------------------------------------


def _statements(glossary: Glossary) -> tuple[list[Statement], tuple[Loss, ...]]:
    writer = _Writer(with_names(glossary))
    statements = [*writer.schemes(), *writer.concepts(), *writer.collections()]
    return statements, (*writer.losses.found(), *lost_tests(glossary))


@dataclass
class _Writer:
    glossary: Glossary
    losses: Losses = field(default_factory=Losses)

    def __post_init__(self) -> None:
        self._base = self.glossary.address or skos.BASE
        self._iris = [*self._concept_iris()]
        self._named: dict[str, str] = {}
        for iri, record in zip(self._iris, self.glossary.records, strict=True):
            for name in (record.fields.id, *map(label_key, _names(record))):
                self._named.setdefault(name, iri)
                self._named.setdefault(label_key(f"{record.glossary}:{name}"), iri)
        self._named.pop("", None)

    def _concept_iris(self) -> Iterator[str]:
        """The IRI of each concept: its address, else made from its id or its label."""
        taken: set[str] = set()
        for record in self.glossary.records:
            local = record.fields.id or f"term-{record.labels[0]}"
            made = urljoin(self._base, record.address or f"#{quote(local, safe='')}")
            base = quote(made, safe="%/:=&?~#+!$,;'@()*[]") if _NOT_IN_IRI & {*made} else made
            iri, number = base, 1
            while iri in taken:
                number += 1
                iri = f"{base}-{number}"
            taken.add(iri)
            yield iri

    def schemes(self) -> Iterator[Statement]:
        for name in sorted({record.glossary for record in self.glossary.records}):
            scheme = self._scheme(name)
            yield scheme, skos.TYPE, Node(skos.SCHEME, is_iri=True)
            yield scheme, skos.LANGUAGE, Node(self.glossary.language)
            if name:
                yield scheme, skos.GLOSSARY, Node(name)
            if self.glossary.title:
                yield scheme, skos.TITLE, Node(self.glossary.title, self.glossary.language)

    def _scheme(self, name: str) -> str:
        return urljoin(self._base, f"#glossary-{quote(name, safe='')}") if name else self._base

    def concepts(self) -> Iterator[Statement]:
        for iri, record in zip(self._iris, self.glossary.records, strict=True):
            yield iri, skos.TYPE, Node(skos.CONCEPT, is_iri=True)
            yield iri, skos.IN_SCHEME, Node(self._scheme(record.glossary), is_iri=True)
            if record.fields.id and record.address:
                yield iri, f"{skos.SKOS}notation", Node(record.fields.id)
            for name, node in (*self._labels(record), *self._texts(record), *_flags(record)):
                yield iri, name, node
            yield from self._relations(iri, record)

    def _lang(self, record: Record) -> str:
        return record.fields.lang or self.glossary.language

    def _labels(self, record: Record) -> Iterator[tuple[str, Node]]:
        """The labels, each of one kind only (S13), and one preferred label a language (S14)."""
        lang, fields = self._lang(record), record.fields
        main, *others = record.labels
        wanted = [(skos.PREFERRED, Node(main, lang))]
        for label in fields.labels:
            has_one = any(k == skos.PREFERRED and n.lang == label.lang for k, n in wanted)
            kind = skos.ALTERNATIVE if has_one else skos.PREFERRED
            wanted.append((kind, Node(label.text, label.lang)))
        visible = (*others, *fields.aliases, *filter(None, [fields.abbr]))
        avoided = (AvoidedLabel.read(text).text for text in fields.avoid)
        wanted += ((skos.ALTERNATIVE, Node(text, lang)) for text in visible)
        wanted += (
            (skos.HIDDEN, Node(text, lang)) for text in (*fields.hidden, *fields.forms, *avoided)
        )
        kinds: dict[Node, str] = {}
        for kind, node in wanted:
            kinds.setdefault(node, kind)
        yield from ((kind, node) for node, kind in kinds.items())
        if lang != self.glossary.language:
            yield skos.LANG, Node(lang)
        yield from ((skos.AVOID, Node(text, lang)) for text in fields.avoid)
        yield from ((skos.FORM, Node(text, lang)) for text in fields.forms)
        if fields.abbr:
            yield skos.ABBR, Node(fields.abbr)

    def _texts(self, record: Record) -> Iterator[tuple[str, Node]]:
        fields, lang = record.fields, self._lang(record)
        if record.definition:
            yield skos.DEFINITION, Node(self._definition(record), lang)
        if fields.short:
            yield skos.ABSTRACT, Node(fields.short, lang)
        if fields.reading:
            yield skos.READING, Node(fields.reading)
        if fields.source:
            yield skos.SOURCE, _address_or_text(fields.source)
        yield from ((skos.SEE_ALSO, _address_or_text(text)) for text in fields.see)

    def _definition(self, record: Record) -> str:
        if self.glossary.is_plain:
            return in_paragraphs(record.definition)
        if has_markup(record.definition):
            self.losses.add(Phrase("markup of definitions"), record)
        return as_text(record.definition)

    def _relations(self, iri: str, record: Record) -> Iterator[Statement]:
        fields = record.fields
        above = self._known(fields.broader, "broader", record)
        for other in above:
            yield iri, skos.BROADER, Node(other, is_iri=True)
            yield other, skos.NARROWER, Node(iri, is_iri=True)
        if not above:
            scheme = self._scheme(record.glossary)
            yield iri, skos.TOP_CONCEPT_OF, Node(scheme, is_iri=True)
            yield scheme, skos.HAS_TOP_CONCEPT, Node(iri, is_iri=True)
        for other in self._known(fields.related, "related", record):
            yield iri, skos.RELATED, Node(other, is_iri=True)
            yield other, skos.RELATED, Node(iri, is_iri=True)
        if fields.replaced_by:
            other = self._iri_of(fields.replaced_by)
            yield iri, skos.REPLACED_BY, Node(other or fields.replaced_by, is_iri=bool(other))

    def _known(self, names: Iterable[str], what: str, record: Record) -> list[str]:
        found = [self._iri_of(name) for name in names]
        if not all(found):
            self.losses.add(Phrase("%s concepts that are not in the glossary", what), record)
        return [iri for iri in dict.fromkeys(found) if iri]

    def _iri_of(self, name: str) -> str:
        return self._named.get(name) or self._named.get(label_key(name), "")

    def collections(self) -> Iterator[Statement]:
        """A collection for each tag."""
        for iri, record in zip(self._iris, self.glossary.records, strict=True):
            for tag in record.fields.tags:
                collection = urljoin(self._base, f"#tag-{quote(tag, safe='')}")
                yield collection, skos.TYPE, Node(skos.COLLECTION, is_iri=True)
                yield collection, skos.PREFERRED, Node(tag, self.glossary.language)
                yield collection, skos.MEMBER, Node(iri, is_iri=True)


def _names(record: Record) -> tuple[str, ...]:
    texts = (label.text for label in record.fields.labels)
    return (*record.labels, *record.fields.aliases, *texts, record.fields.abbr)


def _flags(record: Record) -> Iterator[tuple[str, Node]]:
    fields = record.fields
    if fields.status is Status.DEPRECATED:
        yield skos.DEPRECATED, _TRUE
    if fields.auto is not None:
        yield skos.AUTO, _TRUE if fields.auto else _FALSE
    if fields.compound:
        yield skos.COMPOUND, _TRUE
    if fields.case is not Case.SMART:
        yield skos.CASE, Node(str(fields.case))


def _address_or_text(text: str) -> Node:
    return Node(text, is_iri=is_web_address(text) and not _NOT_IN_IRI & {*text})
