"""Post-transforms that link the decided mentions and resolve roles.

Both run before Sphinx resolves references (priority 10) and create resolved references. Unknown
names are left to the standard domain, to intersphinx, and to their warnings.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..builders import Links, traits_of
from ..digest import digest_of
from ..domain import domain_of
from ..nodes import CONCEPT, NAME, ORIGIN, concept_reference
from ..page_options import page_options
from ..reading.declarations import declaring_elements
from ..reading.passages import LivePassage, passages
from .linked_text import EDGE, Link, draws_links, linked_text
from .plan import Plan
from .splice import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.config import GlosstermConfig
    from sphinxcontrib_glossterm.matching import Mention
    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain

_CLASSES = [NAME, "glossterm-auto"]


class DropSuperseded(SphinxPostTransform):
    """Remove entries made from a data file whose concept a page defines itself.

    Their ids are kept, since the general index may refer to them.
    """

    default_priority = 7

    def run(self, **kwargs: Any) -> None:
        """Remove the entries that the scheme has omitted."""
        domain = domain_of(self.env)
        if not domain.sources:
            return
        shown = domain.scheme.entries
        for docname, item in list(declaring_elements(self.document, self.env.docname)):
            if ORIGIN in item and (docname, item[CONCEPT]) not in shown:
                ids = [anchor for term in item.findall(nodes.term) for anchor in term["ids"]]
                item.parent["ids"] += ids
                item.parent.remove(item)


class LinkMentions(SphinxPostTransform):
    """Turn the decided mentions into links.

    In single-file builders the tree contains many pages, so each passage is looked up under its own
    page. Runs before roles are resolved, while the text is unchanged since reading, except for
    changes of other extensions.
    """

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Link every passage of the tree, but not in manual pages, which would show addresses."""
        domain = domain_of(self.env)
        if traits_of(domain.builder).links is Links.PRINTED or not self._has_mentions(domain):
            return
        linker = _Linker(domain)
        of_page: dict[str, list[LivePassage]] = defaultdict(list)
        for live in passages(self.document, self.env.docname, domain.options.link_in):
            of_page[live.docname].append(live)
        for docname, standing in of_page.items():
            for live, mentions in _planned(domain, docname, standing):
                linker.link(live, mentions)

    def _has_mentions(self, domain: GlosstermDomain) -> bool:
        """Whether the tree may contain anything to link, by a quick check."""
        if not traits_of(domain.builder).page_by_page:
            return True
        return bool(domain.page(self.env.docname).decided.packed)


def _planned(
    domain: GlosstermDomain, docname: str, standing: Sequence[LivePassage]
) -> Iterator[tuple[LivePassage, Sequence[Mention]]]:
    """The passages with mentions in the page *docname*, with these mentions."""
    of_passage: dict[int, list[Mention]] = defaultdict(list)
    page = domain.page(docname)
    for mention in page.decided.mentions():
        of_passage[mention.passage].append(mention)
    if not of_passage or page.prose is None:
        return
    texts = [live.passage.text for live in standing]
    if digest_of(texts) == page.prose.texts:  # unchanged since reading
        for ordinal, mentions in of_passage.items():
            yield standing[ordinal], mentions
        return
    overridden = domain.overridden(docname)
    plan = Plan(
        (passage.text, of_passage.get(ordinal, ()))
        for ordinal, passage in enumerate(page.prose.passages())
        if passage.subject not in overridden
    )
    same = [(live, plan.of_same(live.passage.text)) for live in standing]
    for live, same_mentions in same:
        yield live, plan.of_alike(live.passage.text) if same_mentions is None else same_mentions


class _Linker:
    """Inserts the links of one tree; each address is computed once."""

    def __init__(self, domain: GlosstermDomain) -> None:
        self._scheme = domain.linkable
        self._builder = domain.builder
        self._drawn_at_once = draws_links(domain.builder)
        self._addresses = domain.addresses
        self._attributes: dict[tuple[str, str, str], dict[str, Any]] = {}

    def link(self, live: LivePassage, mentions: Sequence[Mention]) -> None:
        """Make links of *mentions*."""
        attributes = [self._attributes_of(mention, live.docname) for mention in mentions]

        def make(ordinal: int, held: Sequence[nodes.Node]) -> nodes.Element:
            if traits_of(self._builder).paper:
                # The class marks a term for the LaTeX writer, without a page number after it.
                held = [nodes.inline("", "", *held, classes=["std", "std-term"])]
            return concept_reference("", "", *held, **attributes[ordinal])

        def inside(text: str, held: Sequence[tuple[int, int, int]]) -> nodes.Text:
            return linked_text.of(text, [Link(start, end, attributes[n]) for start, end, n in held])

        stretches = [(mention.start, mention.end) for mention in mentions]
        at_once = self._drawn_at_once and EDGE not in live.passage.text
        wrap(live.pieces, stretches, make, inside if at_once else None)

    def _attributes_of(self, mention: Mention, docname: str) -> dict[str, Any]:
        key = (docname, mention.concept, mention.label)
        if key not in self._attributes:
            concept = self._scheme[mention.concept]
            attributes = self._addresses.attributes(concept, mention.label, docname)
            self._attributes[key] = {**attributes, "classes": _CLASSES}
        return self._attributes[key]


class ResolveTerms(SphinxPostTransform):
    """Resolve the roles that name a concept of this project.

    The standard domain would resolve most of them too, but without preferring the nearest glossary
    and dependent on reading order.
    """

    default_priority = 9

    def run(self, **kwargs: Any) -> None:
        """Resolve every ``term`` role of the tree with a known name."""
        domain = domain_of(self.env)
        if not len(domain.linkable):
            return
        config = domain.options
        addresses = domain.addresses
        first_uses = _FirstUses(self.env, config)
        domains = {NAME, "std"} if config.takeover else {NAME}
        for xref in list(self.document.findall(addnodes.pending_xref)):
            if xref["reftype"] != "term" or xref.get("refdomain") not in domains:
                continue
            fromdocname = xref.get("refdoc") or self.env.docname
            content = cast("nodes.Element", xref[0].deepcopy())
            near = domain.linkable.meant(xref["reftarget"], fromdocname)
            if near:
                label = near[0].without_namespace(xref["reftarget"].strip())
                if not xref.get("refexplicit"):
                    if first_uses.is_full(near[0], fromdocname):
                        content.children = [nodes.Text(near[0].full_form)]
                    elif label != xref["reftarget"].strip():
                        content.children = [nodes.Text(label)]
                link = addresses.reference(near[0], label, fromdocname, content)
                xref.replace_self(link)


class _FirstUses:
    """Tracks the concepts that a page has referred to, for pages with full forms."""

    def __init__(self, env: BuildEnvironment, config: GlosstermConfig) -> None:
        self._env = env
        self._config = config
        self._asked: dict[str, bool] = {}
        self._used: set[tuple[str, str]] = set()

    def is_full(self, concept: Concept, docname: str) -> bool:
        """Whether this reference shows the full form, which is the first one of its page."""
        if docname not in self._asked:
            options = page_options(docname, self._env.metadata.get(docname, {}), self._config)
            self._asked[docname] = options.first_use_full
        if not (self._asked[docname] and concept.abbr) or (docname, concept.id) in self._used:
            return False
        self._used.add((docname, concept.id))
        return True
