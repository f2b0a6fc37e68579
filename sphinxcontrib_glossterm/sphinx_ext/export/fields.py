"""The fields of the concepts of the project, as other programs get them.

This module does not import the types of data files: 1.8 % of the instructions of a build after one
definition was edited (size S).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinxcontrib_glossterm.model import Fields, Label, LabelKind

from ..explained import explanations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.config import Config

    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain


def terms_of(concept: Concept) -> tuple[str, ...]:
    """The labels of the entry of *concept*, which are its terms in a glossary."""
    return _divided(concept)[0]


def fields_of(concept: Concept, domain: GlosstermDomain) -> Fields:
    """The fields of *concept*; other concepts are given by ids."""
    _terms, aliases, hidden, others = _divided(concept)
    scheme = domain.scheme
    return Fields(
        aliases=aliases,
        hidden=hidden,
        avoid=concept.avoid,
        forms=concept.forms,
        abbr=concept.abbr,
        reading=concept.reading,
        broader=scheme.broader(concept.id),
        related=tuple(_resolved(concept.related, concept, domain)),
        tags=concept.tags,
        status=concept.status,
        # A text that names no concept is still a hint for readers.
        replaced_by=next(_resolved([concept.replaced_by], concept, domain), concept.replaced_by),
        short=concept.short,
        source=concept.source,
        see=tuple(_see(concept, domain)),
        id=concept.id,
        auto=concept.auto,
        case=concept.case,
        compound=concept.compound,
        lang=concept.labels[0].lang,
        labels=others,
    )


def site_address(config: Config) -> str:
    """The address of the site, with a slash at its end; empty if ``conf.py`` does not give it."""
    base = str(config.html_baseurl or "")
    return base if not base or base.endswith("/") else f"{base}/"


def page_address(docname: str, config: Config) -> str:
    """The address of the HTML page of *docname*, relative to that of the site.

    If the option ``html_link_suffix`` is a slash, it is that of the builder ``dirhtml``.
    """
    suffix = config.html_file_suffix or ".html"
    suffix = suffix if config.html_link_suffix is None else config.html_link_suffix
    if suffix == "/":
        folder = "" if docname == "index" else docname.removesuffix("/index")
        return f"{quote(folder)}/" if folder else ""
    return quote(docname) + suffix


def _divided(
    concept: Concept,
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[Label, ...]]:
    """The labels: those of the entry, further ones, hidden ones, those in other languages."""
    first, *rest = concept.labels
    terms, aliases, hidden, others = [first.text], list[str](), list[str](), list[Label]()
    for label in rest:
        if label.kind is LabelKind.HIDDEN:
            hidden.append(label.text)
        elif label.lang and label.lang != first.lang:
            others.append(Label(label.text, LabelKind.ALTERNATIVE, lang=label.lang))
        elif label.anchor:
            terms.append(label.text)
        else:
            aliases.append(label.text)
    unique = (tuple(dict.fromkeys(texts)) for texts in (terms, aliases, hidden))
    return (*unique, tuple(others))  # type: ignore[return-value]


def _resolved(texts: Iterable[str], concept: Concept, domain: GlosstermDomain) -> Iterator[str]:
    """The ids of the concepts that *texts* of *concept* name, without unknown ones."""
    found = (domain.scheme.resolve(text, concept) for text in texts if text)
    yield from dict.fromkeys(other.id for other in found if other)


def _see(concept: Concept, domain: GlosstermDomain) -> Iterator[str]:
    """The places that explain *concept*: their addresses, if that of the site is known."""
    config = domain.env.config
    base = site_address(config)
    if not base:
        yield from concept.see
        return
    for place in explanations(concept, domain):
        page = place.uri or f"{base}{page_address(place.docname, config)}"
        yield f"{page}#{place.anchor}" if place.anchor else page
