"""Make the value that writers take from the concepts of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.config import Config

from sphinxcontrib_glossterm.formats import Glossary, Record
from sphinxcontrib_glossterm.model import label_key

from .fields import fields_of, page_address, site_address, terms_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain


def project_glossary(domain: GlosstermDomain) -> Glossary:
    """Every concept of the project, in the order of its documents."""
    config = domain.env.config
    base = site_address(config)
    markup = _Markup(domain)
    return Glossary(
        records=tuple(
            record_of(concept, domain, f"{base}{_address(concept, config)}", markup.of(concept))
            for concept in domain.scheme
        ),
        title=_title(config),
        language=(config.language or "en").replace("_", "-"),
        address=base,
        is_plain=True,
        tests=tuple(test for file in domain.sources.values() for test in file.source.tests),
        separator=domain.options.label_separator,
    )


def _title(config: Config) -> str:
    """The title of the project, without Sphinx's own text for a project that has none."""
    return "" if config.project == Config().project else config.project


def _address(concept: Concept, config: Config) -> str:
    return f"{page_address(concept.location.docname, config)}#{concept.anchor}"


def record_of(concept: Concept, domain: GlosstermDomain, address: str, markup: str = "") -> Record:
    """The record of *concept*, whose entry is at *address*; other concepts are given by ids."""
    return Record(
        labels=terms_of(concept),
        line=concept.location.line or 1,
        definition=concept.definition,
        fields=fields_of(concept, domain),
        glossary=concept.glossary,
        address=address,
        markup=markup,
    )


class _Markup:
    """The markup of definitions of concepts whose entries are made from data files."""

    def __init__(self, domain: GlosstermDomain) -> None:
        self._known: Mapping[tuple[str, str, int | None], Record] = {
            (file.name, label_key(record.labels[0]), record.line): record
            for file in reversed([*domain.sources.values()])
            for record in reversed(file.source.records)
        }

    def of(self, concept: Concept) -> str:
        """The markup of the definition; empty if a page contains it."""
        if not concept.origin:
            return ""
        label = concept.written or concept.pref_label
        record = self._known.get((concept.origin, label_key(label), concept.location.line))
        return record.definition if record else ""
