"""Collect the uses of labels in all pages, and store them.

A page is searched again only if it was read, or if a label, an option or a rule has changed. The
rules themselves run in each build: some compare all pages.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.model import Status, label_key
from sphinxcontrib_glossterm.terminology import (
    Rule,
    Source,
    Use,
    label_of_role,
    labels_in,
    role_place,
    severities,
)

from ..conditions import hold
from ..digest import digest_of
from ..options import page_options
from ..pages import CheckedPage
from ..reading.passages import OBSTACLE
from .texts import checked_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from sphinx.environment import BuildEnvironment
    from sphinx.util.tags import Tags

    from sphinxcontrib_glossterm.terminology import Severity

    from ..domain import GlosstermDomain
    from .texts import CheckedText

_DOCSTRING = ":docstring of "


def active_rules(domain: GlosstermDomain) -> Mapping[Rule, Severity]:
    """The rules that are on and may report anything, with their severities."""
    rules = severities(domain.options.check)
    if Rule.AVOIDED in rules and not any(concept.avoid for concept in domain.scheme):
        del rules[Rule.AVOIDED]
    return rules if len(domain.scheme) else {}


def checked_pages(domain: GlosstermDomain, tags: Tags) -> Mapping[str, CheckedPage]:
    """Every page with its uses, by name: those stored, or new ones if they are outdated."""
    rules = active_rules(domain)
    if not rules:
        return {}
    known, docnames = domain.checked_pages, sorted(domain.env.all_docs)
    key = domain.revision.digest
    if key and key == domain.checked_key and known.keys() >= set(docnames):
        return known
    collector = _Collector(domain, tags, rules)
    return {docname: collector.page(docname, known.get(docname)) for docname in docnames}


class Block:
    """Texts that begin at the same line: one paragraph, or the cells of a table."""

    def __init__(self, texts: Sequence[CheckedText], following: Sequence[CheckedText]) -> None:
        """*following* has the first text after them, if there is one."""
        self._texts = texts
        self.text = OBSTACLE.join(text.text for text in texts)
        source, line = texts[0].where
        self.path = source.partition(_DOCSTRING)[0]
        self.line = line if self.path == source else 0
        self.count = self.text.count("\n") + 1
        if len(texts) > 1:  # of a table only the first line is known
            later = [
                text.line - line for text in following if text.source == source and text.line > line
            ]
            self.count = max(self.count, later[0] if later else self.count + len(texts))

    def texts(self) -> Iterator[tuple[int, CheckedText]]:
        """The texts, each with its offset in :attr:`text`."""
        offset = 0
        for text in self._texts:
            yield offset, text
            offset += len(text.text) + 1


def _where(text: CheckedText) -> tuple[str, int]:
    return text.where


class _Collector:
    """Collects the uses of a project's pages."""

    def __init__(self, domain: GlosstermDomain, tags: Tags, rules: Mapping[Rule, Severity]) -> None:
        self._domain = domain
        self._tags = tags
        self._scheme = domain.linkable
        self._matcher = domain.matcher
        self._wanted = _wanted(domain, rules)
        places = (repr((c.id, c.location.docname, c.uri, c.status)) for c in self._scheme)
        names = (str(rule) for rule in sorted(rules))
        self._key = digest_of([self._matcher.digest, *names, *places, *sorted(tags)])
        self._lines: Callable[[str], Sequence[str]] = cache(lines_of)
        self._avoided = {
            label_key(label.text): (concept.id, label.text)
            for concept in domain.scheme
            for label in concept.avoided
        }

    def page(self, docname: str, known: CheckedPage | None) -> CheckedPage:
        """*docname* with its uses; *known* is what is stored of it."""
        overridden = self._domain.overridden(docname)
        link_in = self._domain.options.link_in
        key = digest_of([self._key, *overridden, *link_in])
        if known and known.key == key:
            return known
        metadata = self._domain.env.metadata.get(docname, {})
        if not page_options(docname, metadata, self._domain.options).checked:
            return CheckedPage(key)
        doctree = self._domain.env.get_doctree(docname)
        blocks = (list(same) for _, same in groupby(checked_texts(doctree, link_in), _where))
        uses = (
            use
            for block, following in pairwise([*blocks, []])
            for use in self._uses(docname, Block(block, following[:1]))
        )
        return CheckedPage(key, tuple(uses))

    def _uses(self, docname: str, block: Block) -> Iterator[Use]:
        """The uses in texts that begin at the same line."""
        lines = self._lines(block.path) if block.line else ()
        file = _relative(block.path or str(self._domain.env.doc2path(docname)), self._domain)
        passage, roles = Source(lines, block.line, block.text, block.count), Counter[str]()
        total = Counter(target for _offset, text in block.texts() for target in text.roles)
        for offset, text in block.texts():
            if not self._is_read(docname, text):
                roles.update(text.roles)
                continue
            for found in labels_in(text.text, docname, text.own, self._matcher, self._scheme):
                concept, label, avoided = found[2:]
                if self._wanted(concept, avoided):
                    written = " ".join(text.text[found.start : found.end].split())
                    place = passage.place(offset + found.start, offset + found.end)
                    yield Use(concept, label, written, avoided, file, block.line, place)
            for target in text.roles:
                named = label_of_role(target, docname, self._scheme, self._avoided_label)
                if named and self._wanted(named[0], named[2]) and named[0] not in text.own:
                    number = roles[target], total[target]
                    place = role_place(lines, block.line, block.count, target, number)
                    yield Use(
                        *named[:2], target.strip(), named[2], file, block.line, place, role=True
                    )
                roles[target] += 1

    def _is_read(self, docname: str, text: CheckedText) -> bool:
        overridden = self._domain.overridden(docname)
        return text.own.isdisjoint(overridden) and hold(self._tags, text.conditions)

    def _avoided_label(self, key: str) -> tuple[str, str]:
        return self._avoided.get(key, ("", ""))


def _wanted(domain: GlosstermDomain, rules: Collection[Rule]) -> Callable[[str, bool], bool]:
    """Whether a rule may report a use, given its concept and whether its label is to avoid."""
    everything = not {Rule.AVOIDED, Rule.DEPRECATED}.issuperset(rules)
    avoided = Rule.AVOIDED in rules
    deprecated = frozenset(
        concept.id
        for concept in domain.scheme
        if Rule.DEPRECATED in rules and concept.status is Status.DEPRECATED
    )
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


def expanded_pages(domain: GlosstermDomain) -> frozenset[str]:
    """The documents in which the first role of a concept shows the full form."""
    metadata, options = domain.env.metadata, domain.options
    return frozenset(
        docname
        for docname in domain.env.all_docs
        if page_options(docname, metadata.get(docname, {}), options).first_use_full
    )


def lines_of(path: str) -> Sequence[str]:
    """The lines of a file; none if it cannot be read as text."""
    try:
        return Path(path).read_text("utf-8-sig").split("\n")
    except (OSError, ValueError):
        return ()


def _relative(path: str, domain: GlosstermDomain) -> str:
    return os.path.relpath(path, domain.env.srcdir).replace(os.sep, "/")
