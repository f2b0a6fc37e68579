"""The standard domain's register of terms, kept in step with ours.

Whatever reads that register (``objects.inv``, ``:any:``, other projects by intersphinx) then
finds every label under ``std:term``, at its permanent anchor. Sphinx fills the register while
it reads, so that the last reader wins; here the first document by name wins, whoever read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinxcontrib_glossterm.model import LabelKind

if TYPE_CHECKING:
    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.model import ConceptScheme


def standard_domain(env: BuildEnvironment) -> StandardDomain:
    """The standard domain, by the way that Sphinx 8.0 knows too."""
    return cast("StandardDomain", env.get_domain("std"))


def register_terms(env: BuildEnvironment, scheme: ConceptScheme) -> None:
    """Enter every visible label of *scheme* as ``std:term``.

    Only labels of observed concepts are touched: a term that another extension registered
    stays as it is. Sphinx itself forgets the entries of a document that is read again.
    """
    std = standard_domain(env)
    objects, folded = std.data["objects"], std.data["terms"]
    seen: set[str] = set()
    seen_folded: set[str] = set()
    for concept in scheme:
        for label in concept.labels:
            if label.kind is LabelKind.HIDDEN:
                continue
            target = (concept.location.docname, label.anchor or concept.anchor)
            if label.text not in seen:
                objects["term", label.text] = target
                seen.add(label.text)
            if label.text.lower() not in seen_folded:
                folded[label.text.lower()] = target
                seen_folded.add(label.text.lower())


def forget_index(env: BuildEnvironment, name: str) -> None:
    """Take back the label of the index page *name*, which no document's reading removes."""
    std = standard_domain(env)
    for labels in (std.data["labels"], std.data["anonlabels"]):
        labels.pop(name, None)
