"""The parts of an index, of which entries are made: as nodes or as HTML.

What an index shows is decided once, by code that calls a :class:`Drawing`. Pages and formats other
than HTML need nodes, which other extensions and all writers know. The page that contains the whole
index has more nodes than all other pages together, so it is made of text at once.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docutils import nodes

Part = TypeVar("Part")
"""What a drawing makes: a node, or HTML."""


class Target(NamedTuple):
    """Where a link leads to."""

    address: str
    """An address, or an id."""
    on_page: bool = False
    """It is an id on the same page."""
    internal: bool = True
    """It is in this project."""


class Linked(NamedTuple):
    """The concept whose definition a link shows."""

    concept: str
    """Its id."""
    lang: str = ""
    """The language of the text, if it is another one than that of the page."""


class FilterTexts(NamedTuple):
    """The texts of the box in which readers filter an index."""

    label: str
    placeholder: str
    clear: str
    """The name of the button that empties it."""


class Drawing(ABC, Generic[Part]):
    """Makes the parts of an index.

    ``classes`` may contain that of a language, from :func:`~.html_drawing.language_class`.
    """

    @abstractmethod
    def text(self, text: str) -> Part:
        """Plain text."""

    @abstractmethod
    def on_paper(self, text: str) -> Part:
        """Text that is shown where no style sheet separates things."""

    @abstractmethod
    def span(self, classes: Sequence[str], *content: Part) -> Part:
        """A part of a line."""

    @abstractmethod
    def link(
        self,
        target: Target,
        *content: Part,
        classes: Sequence[str] = (),
        linked: Linked | None = None,
        current: bool = False,
    ) -> Part:
        """A link; *current*: to the page that contains it."""

    @abstractmethod
    def element(
        self,
        kind: type[nodes.Element],
        tag: str,
        *content: Part,
        classes: Sequence[str] = (),
        name: str = "",
        attributes: Mapping[str, str] | None = None,
    ) -> Part:
        """A block, line or entry: a node of *kind*, the element *tag* in HTML.

        Without *tag*, HTML has only the content. *name* is its id. *attributes* are those of HTML,
        in alphabetical order.
        """

    @abstractmethod
    def items(self, entries: Iterable[Part], *classes: str) -> Part:
        """A list of *entries*."""

    @abstractmethod
    def pages(self, docname: str, anchor: str) -> Part:
        """The numbers of the pages of a definition and its uses, on paper."""

    @abstractmethod
    def uses(
        self, rows: Sequence[Sequence[tuple[str, str]]], more: str, classes: Sequence[str]
    ) -> Part:
        """The list of the pages that use a concept; only in HTML.

        Each row has the links of one page as pairs of address and text, the page first. An empty
        address means text without a link. *more* is the text of a last item, or empty, and
        *classes* are those of that item.
        """

    @abstractmethod
    def filter(
        self, texts: FilterTexts, classes: Sequence[str], attributes: Mapping[str, str]
    ) -> Part:
        """The box in which readers filter the entries; hidden until a script shows it."""
