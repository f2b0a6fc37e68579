"""Apply the decided mentions: find them in the finished tree, and link them there."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from sphinx.transforms.post_transforms import SphinxPostTransform

from ..builders import Links, traits_of
from ..digest import digest_of
from ..domain import domain_of
from ..options import page_options
from ..reading.passages import passages
from .links import Linker, moved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from sphinx.application import Sphinx

    from sphinxcontrib_glossterm.matching import Mention

    from ..domain import GlosstermDomain
    from ..reading.passages import PassageInTree
    from .links import Link

MIN_SIMILARITY = 0.5
"""Minimum similarity, by :mod:`difflib`, for a text to be a changed version of another."""


class LinkMentions(SphinxPostTransform):
    """Turn the decided mentions into links.

    In single-file builders the tree contains many pages, so each passage is looked up under its own
    page. Runs before roles are resolved, while the text is unchanged since reading, except for
    changes of other extensions.
    """

    def run(self, **kwargs: Any) -> None:
        """Show full forms, and link the mentions of every passage of the tree.

        Manual pages have no links, since they would show addresses.
        """
        domain = domain_of(self.env)
        has_links, has_full_forms = self._has_links(domain), tree_has_full_forms(domain)
        if not (has_links or has_full_forms):
            return
        linker = Linker(domain.builder)
        of_page: dict[str, list[PassageInTree]] = defaultdict(list)
        for one in passages(self.document, self.env.docname, domain.options.link_in):
            of_page[one.docname].append(one)
        for docname, found in of_page.items():
            placed = placements(domain, docname, [one.passage.text for one in found])
            if has_full_forms and shows_full_forms(domain, docname):
                from .full_forms import with_full_forms  # only if a page asks for them

                placed = with_full_forms(domain, docname, found, dict(placed))
            for at, mentions in placed:
                if has_links:
                    linker.link(found[at].pieces, _links(domain, mentions, docname))

    def _has_links(self, domain: GlosstermDomain) -> bool:
        """Whether the tree may contain anything to link, by a quick check."""
        traits = traits_of(domain.builder)
        if traits.links is Links.PRINTED:
            return False
        return not traits.page_by_page or bool(domain.page(self.env.docname).decided.packed)


def _links(domain: GlosstermDomain, mentions: Sequence[Mention], docname: str) -> list[Link]:
    """The links for *mentions* in the page *docname*."""
    scheme, target = domain.linkable, domain.addresses.target
    return [(m.start, m.end, target(scheme[m.concept], m.label, docname)) for m in mentions]


def shows_full_forms(domain: GlosstermDomain, docname: str) -> bool:
    """Whether the page shows the full forms of abbreviations."""
    return page_options(
        docname, domain.env.metadata.get(docname, {}), domain.options
    ).first_use_full


def tree_has_full_forms(domain: GlosstermDomain) -> bool:
    """Whether the tree that is written may show full forms, by a quick check.

    Catalogues have the messages of authors.
    """
    traits = traits_of(domain.builder)
    if traits.catalogues:
        return False
    if traits.page_by_page:
        docname = domain.env.docname
        page = domain.page(docname)
        used = bool(page.references or page.decided.packed)
        return used and shows_full_forms(domain, docname)
    return any(shows_full_forms(domain, docname) for docname in domain.pages)


def content_of_first_uses(app: Sphinx, docname: str) -> tuple[object, ...]:
    """What the full forms in a page depend on."""
    domain = domain_of(app.env)
    if traits_of(app.builder).catalogues or not shows_full_forms(domain, docname):
        return ()
    from .first_uses import first_use_rows

    return first_use_rows(domain, docname)


def placements(
    domain: GlosstermDomain, docname: str, texts: Sequence[str]
) -> Iterator[tuple[int, Sequence[Mention]]]:
    """The number of each text with decided mentions, and these mentions.

    *texts* are those of the passages of *docname*, as it is written. Only if they are not those
    that were read, the passages are unpacked and compared.
    """
    decided: dict[int, list[Mention]] = defaultdict(list)
    page = domain.page(docname)
    for mention in page.decided.mentions():
        decided[mention.passage].append(mention)
    if not decided or page.prose is None:
        return
    if digest_of(texts) == page.prose.texts:
        yield from decided.items()
        return
    overridden = domain.overridden(docname)
    read = [
        (passage.text, decided.get(number, ()))
        for number, passage in enumerate(page.prose.passages())
        if passage.subject not in overridden
    ]
    yield from moved_mentions(read, texts)


def moved_mentions(
    read: Sequence[tuple[str, Sequence[Mention]]], texts: Sequence[str]
) -> Iterator[tuple[int, Sequence[Mention]]]:
    """The numbers of *texts* that were *read*, with their mentions, with positions in the text.

    After reading, other extensions may add or remove passages, and replace a part of a text, for
    example by a note or a computed value. So a text is first searched for among equal texts, then
    among similar ones, in reading order; each text that was read is used once.
    """
    left = dict(enumerate(read))
    equal: dict[str, deque[int]] = defaultdict(deque)
    for number, (text, _mentions) in left.items():
        equal[text].append(number)
    changed: list[int] = []
    for at, text in enumerate(texts):
        if equal.get(text):
            yield at, left.pop(equal[text].popleft())[1]
        else:
            changed.append(at)
    for at in changed:
        for number, (old, mentions) in left.items():
            if _are_alike(old, texts[at]):
                del left[number]
                yield at, _moved_mentions(mentions, old, texts[at])
                break


def _moved_mentions(mentions: Sequence[Mention], old: str, new: str) -> list[Mention]:
    spans = [(mention.start, mention.end) for mention in mentions]
    return [
        mentions[number]._replace(start=start, end=end)
        for number, start, end in moved(spans, old, new)
    ]


def _are_alike(old: str, new: str) -> bool:
    from difflib import SequenceMatcher  # imported only if an extension has changed a text

    found = SequenceMatcher(None, old, new, autojunk=False)
    return found.real_quick_ratio() > MIN_SIMILARITY and found.quick_ratio() > MIN_SIMILARITY
