"""What a project knows about abbreviations: labels, what its pages spell out, names in code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxcontrib_glossterm.matching import Reason, Refusal
from sphinxcontrib_glossterm.terminology.candidates_abbreviations import may_spell_out, spelled_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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


def explained_in(elements: Iterable[nodes.TextElement]) -> Iterator[str]:
    """The abbreviations that *elements* spell out: all of a page, also headings and roles."""
    for element in elements:
        if isinstance(element, nodes.abbreviation) and element.get("explanation"):
            yield element.astext()
        elif not isinstance(element, nodes.Inline) and _may_have_brackets(element):
            yield from spelled_out(element.astext())


def _may_have_brackets(element: nodes.TextElement) -> bool:
    """Whether the text of *element*, which is slow to collect, may have one: few do."""
    left = element.children[:]
    while left:
        child = left.pop()
        if isinstance(child, nodes.Text):
            if may_spell_out(child):
                return True
        elif type(child).astext is not nodes.Element.astext:  # a list of parameters has brackets
            return True
        else:
            left += child.children
    return False


def names_in_code(elements: Iterable[nodes.TextElement]) -> set[str]:
    """The words in capitals of the code in *elements*: names of variables and commands."""
    code = [element.astext() for element in elements if isinstance(element, _CODE)]
    return set(_NAME.findall("\n".join(code)))
