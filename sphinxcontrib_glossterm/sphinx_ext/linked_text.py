"""Text with links in it, drawn at once where a page is written as HTML.

A link is a node, and the nodes of its text and of the text between links are more: a page
with many mentions would have twice the nodes that it was read with, for every walk over it
to visit and for the garbage collector to clear away. So a text keeps to itself where the
links are, and only its drawing knows. Whoever walks over the page finds the text that the
author wrote, in one piece; writers that are not told of it draw that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from .nodes import concept_reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Self

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator

_BUILDERS = frozenset({"html", "dirhtml"})


def draws_links(builder: Builder) -> bool:
    """Whether *builder* writes its pages with a translator that knows :class:`linked_text`.

    The others want every link as a node: single-file builders and EPUB change addresses after
    all is resolved, other formats have links of their own, and another extension may have
    put a translator in the place of ours.
    """
    # Some others have no translator at all, and raise when they are asked for it.
    return builder.name in _BUILDERS and hasattr(
        builder.get_translator_class(), visit_linked_text.__name__
    )


class Link(NamedTuple):
    """A link inside of a text."""

    start: int
    """In code points, as :attr:`end`."""
    end: int
    attributes: dict[str, Any]
    """Those of the ``concept_reference`` that it stands for."""


class linked_text(nodes.Text):  # noqa: N801 -- docutils' way to name nodes
    """Text with links to concepts: in order, within the text, none over another."""

    links: Sequence[Link] = ()

    @classmethod
    def of(cls, text: str, links: Sequence[Link]) -> Self:
        """*text* with *links*."""
        made = cls(text)
        made.links = links
        return made

    def copy(self) -> Self:
        """The same text with the same links."""
        return self.of(str(self), self.links)

    def parts(self) -> Iterator[tuple[str, Link | None]]:
        """The text cut where links begin and end, each stretch with its link if it has one."""
        text, done = str(self), 0
        for link in self.links:
            if done < link.start:
                yield text[done : link.start], None
            yield text[link.start : link.end], link
            done = link.end
        if done < len(text):
            yield text[done:], None


def visit_linked_text(self: HTML5Translator, node: linked_text) -> None:
    """Draw the text, and its links as the theme draws links."""
    for part, link in node.parts():
        if link is None:
            self.visit_Text(nodes.Text(part))
        else:
            before, behind = _tags(self, node, link)
            self.body.append(before)
            self.visit_Text(nodes.Text(part))
            self.body.append(behind)


def depart_linked_text(self: HTML5Translator, node: linked_text) -> None:
    """Nothing is left to draw."""


def _tags(self: HTML5Translator, node: linked_text, link: Link) -> tuple[str, str]:
    """What stands before the text of *link* and behind it.

    Kept on the class of the translator, which is made for one build: pages have most of
    their links in common.
    """
    attributes = link.attributes
    known: dict[tuple[Any, ...], tuple[str, str]] = self.linked_text_tags  # type: ignore[attr-defined]
    key = (attributes["concept"], attributes.get("refuri"), attributes.get("refid"))
    if key not in known:
        reference = concept_reference("", "", **attributes)
        reference.parent = node.parent
        body, at = self.body, len(self.body)
        self.dispatch_visit(reference)
        between = len(body)
        self.dispatch_departure(reference)
        known[key] = "".join(body[at:between]), "".join(body[between:])
        del body[at:]
    return known[key]


HTML = {linked_text: (visit_linked_text, depart_linked_text)}
"""How HTML draws it: see :mod:`.html_translator`."""


def setup(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(linked_text)  # type: ignore[arg-type]
