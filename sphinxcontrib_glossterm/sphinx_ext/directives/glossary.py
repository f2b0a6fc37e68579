"""The directive ``glossary``: Sphinx's own, with Markdown's definition lists understood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.domains.std import Glossary as SphinxGlossary

from ..nodes import GLOSSARY

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec

_DEFINITION = re.compile(r":(\s+)(?=\S)")


class Glossary(SphinxGlossary):
    """A list of terms and their definitions, in Sphinx's syntax.

    In Markdown pages the definition-list form is accepted too, which Sphinx takes for one
    more term::

        LoRA
        : Low-rank adaptation …

    ``:name:`` makes a named glossary, whose terms can be told apart as ``name:term``.
    """

    option_spec: ClassVar[OptionSpec] = {
        **SphinxGlossary.option_spec,
        "name": directives.unchanged,
    }

    def run(self) -> list[Node]:
        """The nodes of Sphinx's directive, marked as a glossary of ours."""
        markdown = type(self.state).__module__.startswith("myst_parser")
        if markdown:
            self.content = indent_definitions(self.content)
        result = super().run()
        for node in result:
            if isinstance(node, addnodes.glossary):
                node[GLOSSARY] = self.options.get("name", "").strip()
                self.set_source_info(node)
                # Sphinx gives its terms docutils' offsets: from 0, in Markdown from the content.
                _shift_lines(node, 1 + (self.lineno + self.content_offset if markdown else 0))
        return result


def _shift_lines(glossary: addnodes.glossary, by: int) -> None:
    for term in glossary.findall(nodes.term):
        if term["ids"] and term.line is not None:
            term.line += by


def indent_definitions(content: StringList) -> StringList:
    """*content* with each ``: text`` as an indented definition, line for line.

    A second ``: text`` below the same term begins a new paragraph of its definition.
    """
    lines = StringList()
    defined = False
    for line, (source, offset) in zip(content, content.items, strict=True):
        if match := _DEFINITION.match(line):
            if defined:
                lines.append("", source, offset)
            line = " " + match[1] + line[match.end() :]
            defined = True
        elif line and not line[0].isspace():
            defined = False
        lines.append(line, source, offset)
    return lines
