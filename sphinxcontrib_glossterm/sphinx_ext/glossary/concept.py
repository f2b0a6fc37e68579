"""The directive ``glossterm:concept``: labels as arguments, fields as options, a body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from sphinxcontrib_glossterm.model import FIELDS as FIELD_TABLE
from sphinxcontrib_glossterm.model import split_labels

from ..domain import domain_of
from ..internals import glossary_term
from ..locale import __
from ..nodes import FIELDS, GLOSSARY
from ..reading.fieldlists import checked_fields, warn_of_unknown_field
from ..warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec


class AnyOption(dict[str, "Callable[[str], Any]"]):
    """Options of any name: an unknown field gives a warning, and the concept is still made."""

    def __missing__(self, name: str) -> Callable[[str], Any]:
        return directives.unchanged


class ConceptDirective(SphinxDirective):
    """One concept, with the nodes of a glossary with a single entry."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = AnyOption.fromkeys(FIELD_TABLE, directives.unchanged)

    def run(self) -> list[Node]:
        """A glossary of one entry; only the body if there is no label."""
        separator = domain_of(self.env).options.label_separator
        labels = split_labels(self.arguments[0], separator)
        body = self.parse_content_to_nodes()
        if not labels:
            warn(
                WarningSubtype.EMPTY_LABEL,
                __('this concept has no label, only "%s"; write a term before or after it'),
                separator,
                location=self.get_location(),
            )
            return body
        source, line = self.get_source_info()
        terms: list[Node] = []
        for label in labels:
            text, messages = self.parse_inline(label, lineno=self.lineno)
            terms += [glossary_term(self, text, source, line), *messages]
        item = nodes.definition_list_item("", *terms, nodes.definition("", *body))
        for name in self.options:
            if name not in FIELD_TABLE:
                warn_of_unknown_field(name, self.get_location())
        known = {name: text for name, text in self.options.items() if name in FIELD_TABLE}
        item[FIELDS] = checked_fields(known, separator, lambda _name: self.get_location())
        wrapper = addnodes.glossary("", nodes.definition_list("", item, classes=["glossary"]))
        wrapper[GLOSSARY] = ""
        wrapper["sorted"] = False
        for node in (wrapper, item):
            self.set_source_info(node)
        return [wrapper]
