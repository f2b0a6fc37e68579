"""The properties of SKOS that our readers and writers use, and what they mean here.

What SKOS has no property for is in a namespace of our own, so that nothing is lost between two
glossaries of ours; other programs ignore it.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...model import Case

SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XL = "http://www.w3.org/2008/05/skos-xl#"
ISO = "http://purl.org/iso25964/skos-thes#"
# Names in files are permanent. A web address has an owner, who can lose it; a UUID has none.
OURS = "urn:uuid:a49e07d5-6b3a-43df-9be1-83fb9efc9f70#"
"""The namespace of our own properties; ``docs/how-to/skos.md`` describes them."""

BASE = "http://glossary.invalid/"
"""The address against which relative IRIs are resolved, of a domain that never exists (RFC 2606);
also the address of a glossary that has none, in files that are written."""

PREFIXES: Mapping[str, str] = {
    "dct": DCT,
    "glossterm": OURS,
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
}

TYPE = f"{RDF}type"
CONCEPT, SCHEME, COLLECTION = f"{SKOS}Concept", f"{SKOS}ConceptScheme", f"{SKOS}Collection"
PREFERRED, ALTERNATIVE, HIDDEN = f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{SKOS}hiddenLabel"
DEFINITION, SCOPE_NOTE = f"{SKOS}definition", f"{SKOS}scopeNote"
BROADER, NARROWER, RELATED = f"{SKOS}broader", f"{SKOS}narrower", f"{SKOS}related"
IN_SCHEME, TOP_CONCEPT_OF = f"{SKOS}inScheme", f"{SKOS}topConceptOf"
HAS_TOP_CONCEPT, MEMBER = f"{SKOS}hasTopConcept", f"{SKOS}member"
TITLE, SOURCE, ABSTRACT = f"{DCT}title", f"{DCT}source", f"{DCT}abstract"
LANGUAGE, REPLACED_BY = f"{DCT}language", f"{DCT}isReplacedBy"
DEPRECATED, SEE_ALSO, LABEL = f"{OWL}deprecated", f"{RDFS}seeAlso", f"{RDFS}label"

GLOSSARY = f"{OURS}glossary"
READING, ABBR, FORM, AVOID = f"{OURS}reading", f"{OURS}abbr", f"{OURS}form", f"{OURS}avoid"
AUTO, CASE, COMPOUND = f"{OURS}auto", f"{OURS}case", f"{OURS}compound"
LANG = f"{OURS}lang"
"""The language of the main label, if it is not that of the file."""
CASES = {str(case): case for case in Case}

BROADER_KINDS = (
    BROADER,
    f"{ISO}broaderGeneric",
    f"{ISO}broaderPartitive",
    f"{ISO}broaderInstantial",
)
NARROWER_KINDS = (
    NARROWER,
    f"{ISO}narrowerGeneric",
    f"{ISO}narrowerPartitive",
    f"{ISO}narrowerInstantial",
)
XL_LABELS: Mapping[str, str] = {
    PREFERRED: f"{XL}prefLabel",
    ALTERNATIVE: f"{XL}altLabel",
    HIDDEN: f"{XL}hiddenLabel",
}
TEXT_OF = (f"{XL}literalForm", f"{RDF}value")
"""The properties that give the text of a label or a note that is a resource."""

READ = frozenset(
    {
        *(TYPE, PREFERRED, ALTERNATIVE, HIDDEN, DEFINITION, SCOPE_NOTE, RELATED, LABEL),
        *(*BROADER_KINDS, *NARROWER_KINDS, *XL_LABELS.values()),
        *(SOURCE, ABSTRACT, REPLACED_BY, DEPRECATED, SEE_ALSO),
        *(READING, ABBR, FORM, AVOID, AUTO, CASE, COMPOUND, LANG),
        # These follow from the others, or are the same for all concepts of a file.
        *(IN_SCHEME, TOP_CONCEPT_OF, f"{SKOS}broaderTransitive", f"{SKOS}narrowerTransitive"),
        *(f"{SKOS}semanticRelation", f"{SKOS}notation"),
    }
)
"""The properties of concepts that are read."""


def short_name(iri: str) -> str:
    """A property as people write it: ``skos:example``."""
    known = {**PREFIXES, "iso-thes": ISO, "skosxl": XL}
    found = (
        f"{name}:{iri[len(start) :]}" for name, start in known.items() if iri.startswith(start)
    )
    return next(found, iri)
