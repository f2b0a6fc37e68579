"""Text with links in it, drawn at once where a page is written as HTML.

A link is a node, and the nodes of its text and of the text between links are more: a page
with many mentions would have twice the nodes that it was read with, for every walk over it
to visit and for the garbage collector to clear away. So a text keeps to itself where the
links are, and only its drawing knows. Whoever walks over the page finds the text that the
author wrote, in one piece, by the name of any text; writers that are not told of it draw that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from .nodes import concept_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Self

    from sphinx.builders import Builder
    from sphinx.events import EventListener

_BUILDERS = frozenset({"html", "dirhtml"})
_DRAWN = "linked_text_tags"
"""What a translator has that was taught: tags by what they depend on."""
_NOT_LOOKING = frozenset({"sphinx", "sphinx_design", "sphinxcontrib_glossterm"})
"""Whose listeners look in a finished page for nodes of their own only."""


def draws_links(builder: Builder) -> bool:
    """Whether *builder* writes its pages with a translator that knows :class:`linked_text`.

    The others want every link as a node: single-file builders and EPUB change addresses after
    all is resolved, other formats have links of their own, a translator may ask its references
    for what is in them or number them, another extension may look for links in the finished
    page, or take its texts apart.
    """
    if builder.name not in _BUILDERS:  # some others raise when they are asked for a translator
        return False
    translator = builder.get_translator_class()
    references = getattr(translator, "visit_reference", None)
    return (
        hasattr(translator, _DRAWN)
        and references is HTML5Translator.visit_reference
        and all(map(_does_not_look, builder.events.listeners["doctree-resolved"]))
    )


def _does_not_look(listener: EventListener) -> bool:
    return str(getattr(listener.handler, "__module__", "")).partition(".")[0] in _NOT_LOOKING


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


# Visitors find their methods by the name of the class: whoever has one for text means this too.
linked_text.__name__ = nodes.Text.__name__


def drawing(translator: type) -> dict[str, Any]:
    """What a subclass of *translator* needs to draw such text, and its links as the theme does.

    Nothing, if it has no method for text: what it draws then is no page of Sphinx's.
    """
    plainly: Callable[[Any, nodes.Text], None] | None = getattr(translator, "visit_Text", None)
    if plainly is None:
        return {}

    def visit_text(self: HTML5Translator, node: nodes.Text) -> None:
        if not isinstance(node, linked_text):
            plainly(self, node)
            return
        for part, link in node.parts():
            text = nodes.Text(part)
            text.parent = node.parent
            before, behind = _tags(self, node, link) if link else ("", "")
            self.body.append(before)
            plainly(self, text)
            self.body.append(behind)

    return {"visit_Text": visit_text, _DRAWN: {}}


def _tags(self: HTML5Translator, node: linked_text, link: Link) -> tuple[str, str]:
    """What stands before the text of *link* and behind it.

    Kept on the class of the translator, which is made for one build: pages have most of
    their links in common.
    """
    attributes = link.attributes
    known: dict[tuple[Any, ...], tuple[str, str]] = getattr(self, _DRAWN)
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
