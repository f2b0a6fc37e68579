"""A concept as plain values, for all outputs of the command."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.model import LabelKind

if TYPE_CHECKING:
    from sphinxcontrib_glossterm.model import Concept
    from sphinxcontrib_glossterm.sphinx_ext.domain import GlosstermDomain

Plain = dict[str, Any]


def concept_data(concept: Concept, domain: GlosstermDomain) -> Plain:
    """Everything that is known of *concept*; other concepts are given by their ids."""
    scheme, location = domain.scheme, concept.location
    hidden = [x.text for x in concept.labels if x.kind is LabelKind.HIDDEN]
    return {
        "id": concept.id,
        "label": concept.pref_label,
        "aliases": list(concept.alt_labels),
        "hidden": hidden,
        "abbr": concept.abbr,
        "reading": concept.reading,
        "status": str(concept.status),
        "tags": list(concept.tags),
        "glossary": concept.glossary,
        "definition": concept.definition,
        "short": concept.short,
        "broader": list(scheme.broader(concept.id)),
        "narrower": list(scheme.narrower(concept.id)),
        "related": list(scheme.related(concept.id)),
        "file": source_file(domain, location.docname, location.source),
        "line": location.line,
        "docname": location.docname,
        "anchor": concept.anchor,
    }


def source_file(domain: GlosstermDomain, docname: str, source: str | None = None) -> str:
    """The path of *source*, else of the document, from the source directory."""
    path = Path(source or domain.env.doc2path(docname))
    return os.path.relpath(path, domain.env.srcdir).replace(os.sep, "/")
