"""What a project knows about abbreviations: labels, what its pages spell out, names in code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinxcontrib_glossterm.matching import Reason, Refusal
from sphinxcontrib_glossterm.terminology.candidates_abbreviations import may_spell_out, spelled_out

from .nodes import shown_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .domain import GlosstermDomain

_CODE = (nodes.literal, nodes.literal_block, nodes.doctest_block)
_NAME = re.compile(r"(?<!\w)[A-Z][A-Za-z0-9]+(?!\w)")


def label_test(domain: GlosstermDomain) -> Callable[[str], bool]:
    """A function that says whether a text is a label, an inflected one too."""
    scheme = domain.linkable
    if not len(scheme):
        return lambda text: False
    find = domain.matcher.find

    def is_label(text: str) -> bool:
        return any(text in concept.names() for concept in scheme.lookup(text)) or any(
            (found.start, found.end) == (0, len(text))
            and not (isinstance(found, Refusal) and found.reason is Reason.CASE)
            for found in find(text)
        )

    return is_label


class TextsOfPage:
    """What all text of a page says of abbreviations: also its code, headings and roles.

    One walk collects all nodes and their classes. Most tests are then made once for the page or
    once for a class: 0.2 % of the instructions of a build with all rules (size S).
    """

    def __init__(self, tree: nodes.Element) -> None:
        found: list[nodes.Node] = [tree]
        for node in found:  # which grows
            found += node.children
        self._nodes = found
        self._classes = set(map(type, found))

    def explained(self) -> set[str]:
        """The abbreviations that the page spells out."""
        marked = self._of(nodes.abbreviation)
        found = {element.astext() for element in marked if element.get("explanation")}
        text = "".join([node for node in self._nodes if isinstance(node, nodes.Text)])
        if may_spell_out(text) or any(map(_has_own_text, self._classes)):
            for element in self._of(nodes.TextElement, without=nodes.Inline):
                if _may_have_brackets(element):
                    found |= spelled_out(element.astext())
        return found

    def names_in_code(self) -> set[str]:
        """The words in capitals of its code: names of variables and commands."""
        return set(_NAME.findall("\n".join(map(_text_of_code, self._of(*_CODE)))))

    def _of(self, *kinds: type, without: type = nodes.Text) -> Sequence[nodes.Element]:
        wanted = {
            cls for cls in self._classes if issubclass(cls, kinds) and not issubclass(cls, without)
        }
        if not wanted:
            return ()
        return [cast("nodes.Element", node) for node in self._nodes if type(node) in wanted]


def _text_of_code(element: nodes.Element) -> str:
    """Faster than docutils, since most code is one text node."""
    children = element.children
    if len(children) == 1 and isinstance(children[0], nodes.Text):
        return shown_text(children[0])
    return element.astext()


def _has_own_text(cls: type[nodes.Node]) -> bool:
    """Whether elements of *cls* show more than their text nodes: lists of parameters, brackets."""
    return issubclass(cls, nodes.Element) and cls.astext is not nodes.Element.astext


def _may_have_brackets(element: nodes.Element) -> bool:
    """Whether the text of *element*, which is slow to collect, may have one: few do."""
    left = element.children[:]
    while left:
        child = left.pop()
        if isinstance(child, nodes.Text):
            if may_spell_out(child):
                return True
        elif isinstance(child, nodes.Element):
            if _has_own_text(type(child)):
                return True
            left += child.children
    return False
