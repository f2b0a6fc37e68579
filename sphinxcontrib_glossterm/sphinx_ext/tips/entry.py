"""The data of a concept in a tip: its labels, its related concepts, its definition.

Addresses are relative to the root of the site. The data contains no texts of the interface, since
other projects show it too, in their own language.
"""

from __future__ import annotations

import json
from collections import ChainMap
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast

from sphinxcontrib_glossterm.formats.own.project_json import languages_of, tip_entry
from sphinxcontrib_glossterm.languages.paragraphs import in_language_first
from sphinxcontrib_glossterm.languages.sentences import first_sentence
from sphinxcontrib_glossterm.model import Concept, Status

from ..addresses import page_uri
from ..explained import explained_in
from ..index.entry_texts import first_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinxcontrib_glossterm.formats.own.project_json import JsonML, TipEntry

    from ..domain import GlosstermDomain

    Definitions = Mapping[str, Mapping[str, Any]]
    """Document name → concept id → the definition as shown in the tip."""

MAX_STEPS = 3
"""Maximum number of concepts above it in a tip, the nearest ones; the entry and the index show all.
"""
MAX_PATHS = 3
"""Maximum number of broader concepts; most concepts have one."""
MAX_NARROWER = 6
"""Maximum number of narrower concepts; if there are more, the last item is a link to the entry."""


def entry_of(concept: Concept, domain: GlosstermDomain, definitions: Definitions) -> TipEntry:
    """The data of *concept*, which this project defines, in a tip."""
    docname = concept.location.docname
    body = definitions.get(docname, {}).get(concept.id)
    if body is None:  # its page has never been written here
        body = [["p", block] for block in concept.definition.split("\n") if block]
    return tip_entry(
        label=concept.pref_label,
        also=[*concept.alt_labels],
        href=_address(concept, domain),
        text=concept.short or first_sentences(domain)(concept.definition),
        body=body,
        reading=concept.reading,
        deprecated=concept.status is Status.DEPRECATED,
        above=list(_above(concept, domain)),
        below=_below(concept, domain),
        source=concept.source,
        languages=languages_of(concept),
        see=[[title, address] for title, address in explained_in(concept, domain)],
    )


# The page of a location is part of the address, and lines are not published.
_own = attrgetter(*(name for name in Concept._fields if name != "location"))


def source_of(concept: Concept, domain: GlosstermDomain, definitions: Definitions) -> str:
    """Everything that the published data of *concept* is made from, besides options, as JSON.

    That is, its entry for tips and the fields that are published besides it.
    """
    scheme = domain.scheme
    values = [
        _own(concept),
        definitions.get(concept.location.docname, {}).get(concept.id),
        _address(concept, domain),
    ]
    broader, narrower = scheme.broader(concept.id), scheme.narrower(concept.id)
    if broader or narrower:
        values += [broader, [*_above(concept, domain)], _below(concept, domain)]
    if named := (*concept.related, concept.replaced_by):
        found = (scheme.resolve(text, concept) for text in named if text)
        values.append([other and other.id for other in found])
    if concept.see:
        values.append([*explained_in(concept, domain)])
    return json.dumps(values, sort_keys=True)


def in_language(
    entry: TipEntry, concept: Concept | None, language: str, prose: Sequence[str]
) -> TipEntry:
    """*entry* for pages in *language*: its label and its paragraphs in that language come first.

    *concept* is ``None`` for one of another project, whose labels keep their order. *prose* are the
    languages of sentences.
    """
    body = in_language_first(entry["body"], language, _paragraph)
    changed: dict[str, Any] = {"body": body}
    if concept:
        shown = concept.led_by(language)
        changed |= {"label": shown.pref_label, "also": [*shown.alt_labels]}
        if not concept.short and body != entry["body"]:
            changed["text"] = first_sentence(_paragraph(body[0]), prose)
    return cast("TipEntry", {**entry, **changed})


def _paragraph(block: JsonML) -> str:
    """The text of a paragraph; empty for other blocks, which belong to the one before."""
    if not isinstance(block, list) or block[0] != "p":
        return block if isinstance(block, str) else ""
    left, texts = [*block[1:]], list[str]()
    while left:  # not recursive, since authors nest markup as they like
        part = left.pop(0)
        if isinstance(part, str):
            texts.append(part)
        elif isinstance(part, list):
            left[:0] = part[1:]
    return "".join(texts)


def concepts_in(entry: TipEntry) -> Iterator[str]:
    """The ids of the concepts that the tip of *entry* links to; may contain duplicates."""
    for path in (*entry.get("above", ()), entry.get("below", ())):
        yield from filter(None, (link[2] for link in path if len(link) > 2))
    left: list[Any] = [*entry["body"]]
    while left:  # not recursive, since blocks may be deeply nested
        part = left.pop()
        if isinstance(part, list):
            left += part
        elif isinstance(part, dict) and "data-glossterm" in part:
            yield part["data-glossterm"]


def foreign_entries(domain: GlosstermDomain) -> Mapping[str, TipEntry]:
    """The published data of all concepts of other projects."""
    return ChainMap(*(dict(project.entries) for project in domain.projects.values()))


def has_definition(domain: GlosstermDomain, concept_id: str) -> bool:
    """Whether there is data for the tip of a concept."""
    return concept_id in domain.scheme or any(
        concept_id in project.entries for project in domain.projects.values()
    )


def _above(concept: Concept, domain: GlosstermDomain) -> Iterator[list[list[str]]]:
    """For each broader concept the path down to it, as links."""
    scheme = domain.scheme
    for parent in scheme.broader(concept.id)[:MAX_PATHS]:
        yield _links([*scheme.path_to_root(parent, MAX_STEPS - 1), parent], domain)


def _below(concept: Concept, domain: GlosstermDomain) -> list[list[str]]:
    narrower = domain.scheme.narrower(concept.id)
    if len(narrower) <= MAX_NARROWER:
        return _links(narrower, domain)
    return [*_links(narrower[: MAX_NARROWER - 1], domain), ["…", _address(concept, domain)]]


def _links(concept_ids: Iterable[str], domain: GlosstermDomain) -> list[list[str]]:
    concepts = (domain.scheme[concept_id] for concept_id in concept_ids)
    return [
        [label.text, _address(concept, domain), concept.id, *filter(None, [label.lang])]
        for concept in concepts
        for label in concept.labels[:1]
    ]


def _address(concept: Concept, domain: GlosstermDomain) -> str:
    anchor = domain.addresses.anchor(concept, concept.pref_label)
    return f"{page_uri(domain.builder, concept.location.docname)}#{anchor}"
