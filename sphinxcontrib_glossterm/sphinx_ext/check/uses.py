"""Collect the uses of labels in all pages.

A page is searched again only if it was read, or if a label, an option or a rule has changed. The
rules themselves run whenever anything was read or changed: some compare all pages.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.model import Status, label_key
from sphinxcontrib_glossterm.terminology import (
    Rule,
    label_of_role,
    labels_in,
    severities,
)

from ..conditions import hold
from ..digest import digest_of
from ..linking.first_uses import expanded_mentions
from ..linking.mentions import labels_digest
from ..linking.placement import shows_full_forms
from ..options import is_checked
from ..pages import CheckedPage
from ..reading.checked_texts import pack_texts, unpack_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from sphinx.environment import BuildEnvironment
    from sphinx.util.tags import Tags

    from sphinxcontrib_glossterm.terminology import Severity

    from ..domain import GlosstermDomain
    from ..pages import CheckedText


def active_rules(domain: GlosstermDomain) -> Mapping[Rule, Severity]:
    """The rules that are on and may report anything, with their severities."""
    rules = severities(domain.options.check)
    rules.pop(Rule.UNDEFINED_ABBREVIATION, None)  # which is not about labels
    if Rule.AVOIDED in rules and not any(concept.avoid for concept in domain.scheme):
        del rules[Rule.AVOIDED]
    return rules if len(domain.scheme) else {}


def checked_pages(
    domain: GlosstermDomain, tags: Tags, rules: Mapping[Rule, Severity]
) -> Mapping[str, CheckedPage]:
    """Every page with its uses, by name: those stored, or new ones if they are outdated."""
    if not rules:
        pages = domain.checked_pages.items()
        return {docname: page._replace(key="", uses=()) for docname, page in pages}
    known, docnames = domain.checked_pages, sorted(domain.env.all_docs)
    key = domain.revision.digest
    if key and key == domain.checked_key and known.keys() >= set(docnames):
        return known
    collector = _Collector(domain, tags, rules)
    return {docname: collector.page(docname, known.get(docname)) for docname in docnames}


def texts_of(domain: GlosstermDomain, docname: str, page: CheckedPage) -> Sequence[CheckedText]:
    """The texts of *docname*, which are stored in *page*."""
    read = domain.texts_to_check.get(docname)
    if read is not None:
        # With other steps of the check that are made once for each kind of use or spelling: 1.2 %
        # of the instructions of a build with all rules (size S).
        return read
    prose = domain.page(docname).prose
    return unpack_texts(page.texts, prose.rows() if prose else ()) if page.texts else ()


class _Collector:
    """Collects the uses of a project's pages."""

    def __init__(self, domain: GlosstermDomain, tags: Tags, rules: Mapping[Rule, Severity]) -> None:
        self._domain = domain
        self._scheme = domain.linkable
        self._finder = domain.finder
        self._wanted = _wanted(domain, rules)
        self._hold = cache(lambda conditions: hold(tags, conditions))
        # The digest has the concepts with their documents.
        more = (f"{concept.uri} {concept.status}" for concept in self._scheme)
        names = (str(rule) for rule in sorted(rules))
        self._key = digest_of([labels_digest(domain), *names, *more, *sorted(tags)])
        self._avoided = {
            label_key(label.text): (concept.id, label.text)
            for concept in domain.scheme
            for label in concept.avoided
        }

    def page(self, docname: str, known: CheckedPage | None) -> CheckedPage:
        """*docname* with its uses; *known* is what is stored of it."""
        overridden = self._domain.overridden(docname)
        key = digest_of([self._key, *overridden])
        if known and known.key == key:
            return known
        packed = known.texts if known else None
        if not is_checked(self._domain.env.metadata.get(docname, {})):
            return CheckedPage(packed, key)
        if packed is None:  # not known to be needed when the page was read
            doctree = self._domain.env.get_doctree(docname)
            packed, _texts = pack_texts(doctree, self._domain.options.link_in)
        page = CheckedPage(packed, key)
        uses: list[tuple[Any, ...]] = []
        for number, text in enumerate(texts_of(self._domain, docname, page)):
            if text.own not in overridden and self._hold(text.conditions):
                uses += self._uses(docname, number, text)
        return page._replace(uses=tuple(uses))

    def _uses(self, docname: str, number: int, text: CheckedText) -> list[tuple[Any, ...]]:
        """The values of each use in *text*, as in :class:`Use`."""
        own = (text.own,)
        uses: list[tuple[Any, ...]] = []
        found = labels_in(text.text, docname, own, self._finder, self._scheme)
        for start, end, concept, label, avoided in found:
            if self._wanted(concept, avoided):
                written = " ".join(text.text[start:end].split())
                uses.append((concept, label, written, avoided, False, number, start, end))
        for index, target in enumerate(text.roles):
            named = label_of_role(target, docname, self._scheme, self._avoided_label)
            if named and self._wanted(named[0], named[2]) and named[0] not in own:
                uses.append((*named[:2], target.strip(), named[2], True, number, index, 0))
        return uses

    def _avoided_label(self, key: str) -> tuple[str, str]:
        return self._avoided.get(key, ("", ""))


def _wanted(domain: GlosstermDomain, rules: Collection[Rule]) -> Callable[[str, bool], bool]:
    """Whether a rule may report a use, given its concept and whether its label is to avoid."""
    everything = not {Rule.AVOIDED, Rule.DEPRECATED}.issuperset(rules)
    avoided = Rule.AVOIDED in rules
    concepts = domain.scheme if Rule.DEPRECATED in rules else ()
    deprecated = frozenset(c.id for c in concepts if c.status is Status.DEPRECATED)
    return lambda concept, is_avoided: (
        (is_avoided and avoided) or (everything and not is_avoided) or concept in deprecated
    )


def page_order(env: BuildEnvironment) -> dict[str, int]:
    """The position of each document in the table of contents, from 0."""
    order: dict[str, int] = {}
    left = [str(env.config.root_doc)]
    while left:
        docname = left.pop()
        if docname not in order:
            order[docname] = len(order)
            left += reversed(env.toctree_includes.get(docname, []))
    return order


def expanded_pages(domain: GlosstermDomain) -> dict[str, Collection[str]]:
    """The documents with full forms → the concepts of which the first mention shows it."""
    return {
        docname: expanded_mentions(domain, docname)
        for docname in domain.env.all_docs
        if shows_full_forms(domain, docname)
    }
