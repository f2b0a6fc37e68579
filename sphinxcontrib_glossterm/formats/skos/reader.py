"""Read SKOS thesauri: Turtle and JSON-LD.

The language of a file is that of its scheme (``dct:language``), else the most frequent one of its
preferred labels. The label of a concept in that language comes first, and its definition in that
language is the definition; labels in others become labels in these languages.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ...model import AvoidedLabel, Case, Fields, Label, LabelKind, Status, language_tag
from ..omitted import LANGUAGES, OUTSIDE, PROPERTY, Omitted
from ..plain_text import as_markup, unwrapped
from ..record import Record, Source, SourceProblem, fit_text
from . import terms as skos
from .checks import Checked, broken_conditions
from .concept import ID, Concept, is_in, one_line
from .rdf import Statements, parse_json, parse_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_TRUE = {"true", "1"}


def read_turtle(text: str, separator: str) -> Source:
    """The records of *text*, in Turtle; see :func:`~.choice.read_source`."""
    return _read(parse_turtle(text))


def read_json(text: str, separator: str) -> Source:
    """The records of *text*, in JSON-LD; see :func:`~.choice.read_source`."""
    return _read(parse_json(text))


def is_skos(text: str) -> bool:
    """Whether a JSON-LD file has concepts of SKOS."""
    return skos.SKOS in text


def _read(data: Statements) -> Source:
    concepts, problems = _concepts(data)
    language = _language(data, concepts.values())
    for concept in concepts.values():
        concept.choose(language)
    omitted = Omitted()
    _set_ids(concepts.values())
    _set_relations(concepts, omitted)
    _set_tags(data, concepts, language)
    records = [_Reader(concepts, data, language, omitted).record(one) for one in concepts.values()]
    glossary, title = _scheme(data, language)
    checks = broken_conditions({iri: _checked(one) for iri, one in concepts.items()})
    found = (*data.problems, *problems, *_unfit(data), *checks, *omitted.problems())
    ordered = tuple(sorted(found, key=lambda problem: problem.line))
    return Source(tuple(records), ordered, glossary, title, language_tag(language))


def _concepts(data: Statements) -> tuple[dict[str, Concept], list[SourceProblem]]:
    """The concepts in the order of the file, and what is wrong with others."""
    found: list[Concept] = []
    problems: list[SourceProblem] = []
    for iri, properties in data.nodes.items():
        kinds = {node.value for node in properties.get(skos.TYPE, ())}
        typed = skos.CONCEPT in kinds or (not kinds and skos.PREFERRED in properties)
        concept = Concept(iri, data) if typed else None
        if concept and concept.preferred:
            found.append(concept)
        elif concept:
            message = 'the concept "%s" has no label and is ignored; add a skos:prefLabel'
            problems.append(SourceProblem(message, (iri,), concept.line))
    if not (found or problems or data.problems):
        message = (
            "no SKOS concept in this file; write the type skos:Concept and a skos:prefLabel"
            " for each concept"
        )
        problems.append(SourceProblem(message, (), 1))
    found.sort(key=lambda one: (one.line, one.iri))
    return {one.iri: one for one in found}, problems


def _language(data: Statements, concepts: Iterable[Concept]) -> str:
    """The language of the file: that of its scheme, else the most frequent one of labels."""
    for name in _of_type(data, skos.SCHEME):
        for node in data.nodes[name].get(skos.LANGUAGE, ()):
            if tag := language_tag(re.split("[#/]", node.value)[-1]):
                return tag
    count = Counter(node.lang for one in concepts for node in one.preferred if node.lang)
    return language_tag(min(count, key=lambda lang: (-count[lang], lang))) if count else ""


def _of_type(data: Statements, kind: str) -> list[str]:
    return sorted(
        name
        for name, properties in data.nodes.items()
        if any(node.value == kind for node in properties.get(skos.TYPE, ()))
    )


def _scheme(data: Statements, language: str) -> tuple[str, str]:
    """The name of the glossary, and its title."""
    names, titles = [], []
    for scheme in _of_type(data, skos.SCHEME):
        properties = data.nodes[scheme]
        names += [node.value for node in properties.get(skos.GLOSSARY, ())]
        keys = (skos.TITLE, skos.PREFERRED, skos.LABEL)
        texts = [node for key in keys for node in properties.get(key, ()) if not node.is_iri]
        titles += sorted(texts, key=lambda node: not is_in(node, language))[:1]
    title = one_line(titles[0].value) if titles else ""
    return (one_line(names[0]) if len(names) == 1 else ""), title


def _set_ids(concepts: Iterable[Concept]) -> None:
    """Give each concept its notation or the end of its IRI as its id, if no other one has it."""
    taken: set[str] = set()
    for concept in concepts:
        notations = concept.all_values(f"{skos.SKOS}notation")
        for name in (*notations[:1], concept.local_name):
            if name and ID.fullmatch(name) and name not in taken:
                concept.id = name
                taken.add(name)
                break


def _set_relations(concepts: Mapping[str, Concept], omitted: Omitted) -> None:
    for concept in concepts.values():
        for iri in concept.iris(skos.BROADER_KINDS):
            if iri in concepts:
                concept.broader[iri] = None
        for iri in concept.iris(skos.NARROWER_KINDS):
            if iri in concepts:
                concepts[iri].broader[concept.iri] = None
        for iri in concept.iris([skos.RELATED]):
            if iri in concepts:
                concept.related[iri] = concepts[iri].related[concept.iri] = None
        for name in (*skos.BROADER_KINDS, *skos.NARROWER_KINDS, skos.RELATED):
            if any(iri not in concepts for iri in concept.iris([name])):
                omitted.add(OUTSIDE, skos.short_name(name), concept.label, concept.line)


def _set_tags(data: Statements, concepts: Mapping[str, Concept], language: str) -> None:
    """The collections of each concept are its tags."""
    for name in _of_type(data, skos.COLLECTION):
        properties = data.nodes[name]
        labels = [n for n in properties.get(skos.PREFERRED, ()) if not n.is_iri]
        labels.sort(key=lambda node: not is_in(node, language))
        tag = one_line(labels[0].value) if labels else one_line(unquote(name.split("#")[-1]))
        for node in properties.get(skos.MEMBER, ()):
            if node.value in concepts and tag not in concepts[node.value].tags:
                concepts[node.value].tags.append(tag)


def _checked(concept: Concept) -> Checked:
    kinds = (skos.PREFERRED, skos.ALTERNATIVE, skos.HIDDEN)
    labels = tuple(concept.texts(kind) for kind in kinds)
    return Checked(concept.label, concept.line, labels, [*concept.broader], [*concept.related])


def _unfit(data: Statements) -> Iterator[SourceProblem]:
    """The first invalid character, which a text may contain as an escape."""
    for properties in data.nodes.values():
        for nodes in properties.values():
            for node in nodes:
                text, problems = fit_text(node.value)
                if problems:
                    line = data.lines.of_text(node.value, text)
                    yield replace(problems[0], line=line)
                    return


class _Reader:
    """Makes the record of each concept."""

    def __init__(
        self,
        concepts: Mapping[str, Concept],
        data: Statements,
        language: str,
        omitted: Omitted,
    ) -> None:
        self._concepts = concepts
        self._data = data
        self._language = language
        self._omitted = omitted

    def record(self, concept: Concept) -> Record:
        for name in sorted(concept.properties.keys() - skos.READ):
            self._omitted.add(PROPERTY, skos.short_name(name), concept.label, concept.line)
        definition, line = self._definition(concept)
        return Record((concept.label,), concept.line, definition, line, self._fields(concept))

    def _fields(self, concept: Concept) -> Fields:
        auto = concept.value(skos.AUTO)
        replaced_by = concept.value(skos.REPLACED_BY)
        return self._label_fields(concept)._replace(
            broader=self._names(concept.broader),
            related=self._names(concept.related),
            tags=tuple(concept.tags),
            status=self._status(concept),
            replaced_by=next(iter(self._names([replaced_by])), replaced_by),
            short=self._short(concept),
            source="; ".join(concept.all_values(skos.SOURCE)),
            see=concept.all_values(skos.SEE_ALSO),
            id=concept.id,
            auto=None if not auto else auto in _TRUE,
            case=skos.CASES.get(concept.value(skos.CASE), Case.SMART),
            compound=concept.value(skos.COMPOUND) in _TRUE,
        )

    def _label_fields(self, concept: Concept) -> Fields:
        """The fields that are labels, or say something about labels."""
        own, others = self._labels(concept)
        abbr = concept.value(skos.ABBR)
        avoid, forms = concept.all_values(skos.AVOID), concept.all_values(skos.FORM)
        found = {*forms, *(AvoidedLabel.read(text).text for text in avoid)}
        lang = language_tag(concept.main.lang)
        return Fields(
            aliases=tuple(text for text in own[0] if text not in {concept.label, abbr}),
            hidden=tuple(text for text in own[1] if text not in found),
            avoid=avoid,
            forms=forms,
            abbr=abbr,
            reading=concept.value(skos.READING),
            lang="" if lang == self._language else lang,
            labels=tuple(others),
        )

    def _labels(self, concept: Concept) -> tuple[tuple[list[str], list[str]], list[Label]]:
        """Alternative and hidden labels in the main language; the labels in others."""
        own: tuple[list[str], list[str]] = ([], [])
        others: list[tuple[str, int, str]] = []
        for rank, kind in enumerate((skos.PREFERRED, skos.ALTERNATIVE, skos.HIDDEN)):
            for node in concept.texts(kind):
                text, tag = one_line(node.value), language_tag(node.lang)
                if rank == 2:
                    own[1].append(text)
                elif not tag or node.lang == concept.main.lang:
                    own[0].append(text)
                else:
                    others.append((tag, rank, text))
        rest = [Label(text, LabelKind.ALTERNATIVE, lang=tag) for tag, _, text in sorted(others)]
        aliases, hidden = ([*dict.fromkeys(texts)] for texts in own)
        return (aliases, hidden), [*dict.fromkeys(rest)]

    def _definition(self, concept: Concept) -> tuple[str, int]:
        """The definition and the scope note, as markup, and the line of the first of them."""
        texts = [
            *self._in_language(concept, skos.DEFINITION),
            *self._in_language(concept, skos.SCOPE_NOTE),
        ]
        markup = as_markup("\n".join(map(unwrapped, texts)))
        if not markup:
            return "", 0
        line = self._data.lines.of_text(texts[0])
        return markup, line if line > 1 else concept.line

    def _short(self, concept: Concept) -> str:
        return one_line(" ".join(self._in_language(concept, skos.ABSTRACT)))

    def _in_language(self, concept: Concept, name: str) -> list[str]:
        """The texts of a property in the language of the file, or of the label, or in one."""
        nodes = concept.texts(name)
        languages = {node.lang for node in nodes}
        wanted = (concept.main.lang, self._language.lower(), "", *sorted(languages))
        language = next((lang for lang in wanted if lang in languages), "")
        if languages - {language}:
            self._omitted.add(LANGUAGES, skos.short_name(name), concept.label, concept.line)
        return [node.value for node in nodes if node.lang == language]

    def _names(self, iris: Iterable[str]) -> tuple[str, ...]:
        """The concepts *iris* as fields name them: by id, else by label."""
        known = (self._concepts[iri] for iri in iris if iri in self._concepts)
        return tuple(dict.fromkeys(one.id or one.label for one in known))

    def _status(self, concept: Concept) -> Status:
        is_old = concept.value(skos.DEPRECATED) in _TRUE
        return Status.DEPRECATED if is_old else Status.PREFERRED
