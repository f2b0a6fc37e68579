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

from ..builders import traits_of
from ..nodes import concept_reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Self

    from sphinx.builders import Builder
    from sphinx.events import EventListener

_DRAWN = "linked_text_tags"
"""What a translator has that was taught: tags by what they depend on."""
EDGE = "\ufdd0"
"""Stands where a link begins and ends while a text is drawn: a noncharacter, which Unicode keeps
for such use inside of a program (section 23.7 of the standard)."""
_NOT_LOOKING = frozenset({"sphinx", "sphinx_design", "sphinxcontrib_glossterm"})
"""Whose listeners look in a finished page for nodes of their own only."""


def draws_links(builder: Builder) -> bool:
    """Whether *builder* writes its pages with a translator that knows :class:`linked_text`.

    The others want every link as a node: single-file builders and EPUB change addresses after
    all is resolved, other formats have links of their own, a translator may ask its references
    for what is in them or number them, or look at the texts that it draws, another extension may
    look for links in the finished page, or take its texts apart.
    """
    if not traits_of(builder).index_page:  # others raise when they are asked for a translator
        return False
    translator = builder.get_translator_class()
    return (
        hasattr(translator, _DRAWN)
        and translator.visit_reference is HTML5Translator.visit_reference
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

    def cut(self) -> list[str]:
        """The text cut where links begin and end: between two others, each second is a link's."""
        text, done = str(self), 0
        parts: list[str] = []
        for link in self.links:
            parts += text[done : link.start], text[link.start : link.end]
            done = link.end
        return [*parts, text[done:]]

    def parts(self) -> Iterator[tuple[str, Link | None]]:
        """What there is of these stretches, each with its link if it has one."""
        for number, text in enumerate(self.cut()):
            if text:
                yield text, self.links[number // 2] if number % 2 else None


# Visitors find their methods by the name of the class: whoever has one for text means this too.
linked_text.__name__ = nodes.Text.__name__


def drawing(translator: type) -> dict[str, Any]:
    """What a subclass of *translator* needs to draw such text, and its links as the theme does.

    Nothing, if it draws text its own way: then links are nodes.
    """
    if getattr(translator, "visit_Text", None) is not HTML5Translator.visit_Text:
        return {}
    plainly = HTML5Translator.visit_Text

    def visit_text(self: HTML5Translator, node: nodes.Text) -> None:
        if not isinstance(node, linked_text):
            plainly(self, node)
            return
        body, at = self.body, len(self.body)
        whole = nodes.Text(EDGE.join(node.cut()))
        whole.parent = node.parent
        plainly(self, whole)
        drawn = "".join(body[at:]).split(EDGE)
        drawn[1::2] = [
            text.join(_tags(self, node, link))
            for text, link in zip(drawn[1::2], node.links, strict=True)
        ]
        body[at:] = ["".join(drawn)]

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
