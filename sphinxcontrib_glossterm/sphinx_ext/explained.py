"""The field ``see``: the pages and sections that explain a concept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.util import docname_join

from sphinxcontrib_glossterm.model import is_web_address
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .addresses import document_fragment, page_uri
from .builders import traits_of
from .domain import cached, domain_of
from .internals import std_register
from .locale import __
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.model import Concept

    from .domain import GlosstermDomain

_TITLED = r"(.+?)\s+(?:<(?P<name>[^<>]+)>|(?P<uri>https?://\S+))"
"""A title in front of a target. Markdown removes the brackets of a URL."""


class Explanation(NamedTuple):
    """A place that explains a concept."""

    title: str
    docname: str = ""
    anchor: str = ""
    """Empty for the page as a whole."""
    uri: str = ""
    """Its address if it is on another site."""


def setup(app: Sphinx) -> None:
    """Connect the check of the field."""
    app.connect("env-check-consistency", check_explanations)


def check_explanations(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-check-consistency``: report values that are not a place."""
    domain = domain_of(env)
    for concept in domain.scheme.declared if domain.changed else ():
        for text in concept.see:
            if _place(text, concept, env) is None:
                message = __(
                    'unknown page "%s" in field "see" of "%s"; write the name of a document, a'
                    " label or a URL"
                )
                name = concept.pref_label
                where = concept.location
                warn(WarningSubtype.DANGLING_RELATION, message, text, name, location=where)


def explanations(concept: Concept, domain: GlosstermDomain) -> Iterator[Explanation]:
    """The places that explain *concept*, without unknown ones, which are reported."""
    found = (_place(text, concept, domain.env) for text in concept.see)
    return (place for place in found if place is not None)


def places_of_page(domain: GlosstermDomain, docname: str) -> str:
    """The places of all concepts of *docname*, to compare; titles of pages may change."""
    own: Iterable[Concept] = domain.page(docname).concepts
    if _in_data_files(domain):
        own = filter(None, (domain.scheme.at(docname, concept.id) for concept in own))
    found = [[*explanations(concept, domain)] for concept in own if concept.see]
    return repr(found) if found else ""


@cached
def _in_data_files(domain: GlosstermDomain) -> bool:
    """Whether a data file has the field, with which it completes concepts of pages."""
    files = domain.sources.values()
    return any(record.fields.see for file in files for record in file.source.records)


def explained_in(concept: Concept, domain: GlosstermDomain) -> Iterator[list[str]]:
    """Their titles and addresses, relative to the root of the site."""
    builder = domain.builder
    for place in explanations(concept, domain):
        anchor = place.anchor
        if not anchor and not place.uri and traits_of(builder).one_page:
            anchor = document_fragment(builder, place.docname)
        page = place.uri or page_uri(builder, place.docname)
        yield [place.title, f"{page}#{anchor}" if anchor else page]


def _place(text: str, concept: Concept, env: BuildEnvironment) -> Explanation | None:
    """The place that *text* names: a URL, a document, or a label; a title may be in front."""
    titled = re.fullmatch(_TITLED, text)
    title, target = (titled[1], titled["name"] or titled["uri"]) if titled else ("", text)
    if is_web_address(target):
        return Explanation(title or target, uri=target)
    docname = _document(target, concept, env)
    if docname:
        return Explanation(title or env.titles[docname].astext(), docname)
    name = " ".join(target.lower().split())
    for register in ("labels", "anonlabels"):
        if found := std_register(env, register).get(name):
            docname, anchor, *of_section = found
            return Explanation(title or (of_section or [target])[0], docname, anchor)
    return None


def _document(target: str, concept: Concept, env: BuildEnvironment) -> str:
    """The document with the name *target*, as in the role ``doc``, or with its file name."""
    for suffix in ("", *env.config.source_suffix):
        if target.endswith(suffix):
            docname = docname_join(concept.location.docname, target.removesuffix(suffix))
            if docname in env.titles:
                return docname
    return ""
