"""A text node that contains links, rendered directly when a page is written as HTML.

A link is a node, and its text and the text between links are more nodes: a page with many mentions
would have twice as many nodes for tree walks and for the garbage collector. So the text node stores
the positions of its links, and only its visitor renders them. Code that walks the tree finds the
author's text in one piece, as a text node; writers without the visitor render that text.
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
"""Attribute of a translator that renders such text: cached tags, by what they depend on."""
EDGE = "\ufdd0"
"""Marks start and end of a link while a text is rendered: a noncharacter, which Unicode reserves
for use inside programs (section 23.7 of the standard)."""
_NOT_LOOKING = frozenset({"sphinx", "sphinx_design", "sphinxcontrib_glossterm"})
"""Extensions whose ``doctree-resolved`` listeners only look for their own nodes."""


def draws_links(builder: Builder) -> bool:
    """Whether *builder* uses a translator that supports :class:`linked_text`.

    The others need every link as a node. Single-file builders and EPUB change addresses after
    references are resolved, and other formats have their own links. A translator may look at the
    children of references, number them, or inspect the texts that it renders. Other extensions may
    search for links in the resolved page, or split its texts.
    """
    if not traits_of(builder).index_page:  # others raise if asked for a translator
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
    """A link in a text."""

    start: int
    """In code points, as :attr:`end`."""
    end: int
    attributes: dict[str, Any]
    """The attributes of the ``concept_reference`` that it replaces."""


class linked_text(nodes.Text):  # noqa: N801 -- docutils' way to name nodes
    """Text with links to concepts, in order, inside the text and without overlaps."""

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
        """The text split at the ends of links; every second part is the text of a link."""
        text, done = str(self), 0
        parts: list[str] = []
        for link in self.links:
            parts += text[done : link.start], text[link.start : link.end]
            done = link.end
        return [*parts, text[done:]]

    def parts(self) -> Iterator[tuple[str, Link | None]]:
        """The non-empty parts, each with its link if it has one."""
        for number, text in enumerate(self.cut()):
            if text:
                yield text, self.links[number // 2] if number % 2 else None


# Visitors find methods by class name: existing methods for text apply to this class too.
linked_text.__name__ = nodes.Text.__name__


def drawing(translator: type) -> dict[str, Any]:
    """The methods that a subclass of *translator* needs to render such text like the theme.

    Empty if it renders text in its own way: then links are nodes.
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
    """The HTML in front of and after the text of *link*.

    Cached on the class of the translator, which is created for each build, since most links occur
    in many pages.
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
