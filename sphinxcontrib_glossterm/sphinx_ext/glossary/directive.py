"""The directives ``glossary`` and ``glossterm:concept``.

``glossary`` is Sphinx's own, with support for Markdown's definition lists. With ``:source:`` it
also shows the concepts of a data file, as entries of the same kind. ``concept`` has labels as
arguments, fields as options, and a body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective, switch_source_input
from sphinx.util.parsing import nested_parse_to_nodes

from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.model import FIELDS as FIELD_TABLE
from sphinxcontrib_glossterm.model import field_spec, similar, split_labels

from ..domain import domain_of
from ..internals import SphinxGlossary, content_location, first_line, glossary_term, is_markdown
from ..locale import __
from ..nodes import FIELDS, GLOSSARY, ORIGIN, REPORTED
from ..reading.fieldlists import checked_fields, warn_of_unknown_field
from ..reading.translation import message_nodes, plain_messages, translated_fields
from ..warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec

    from sphinxcontrib_glossterm.formats import Record

    from ..pages import SourceFile

_DEFINITION = pattern(r":(\s+)(?=\S)")
_RST = pattern(r"[\\*`|]|_\b|\b_")
_MARKDOWN = pattern(r"[\\*`<>\[\]$]|_\b|\b_")
"""Characters of a label that is text that are markup in a catalogue."""
_INCLUDE = pattern(r"(?:\.\.\s+include::|(?P<fence>`{3,}|:{3,}|~{3,})\{include\})")


class Glossary(SphinxGlossary):
    """A list of terms and their definitions, in Sphinx's syntax.

    In Markdown pages the definition-list form is accepted too, which Sphinx reads as a term::

        LoRA
        : Low-rank adaptation …

    ``:name:`` makes a named glossary, whose terms can be referred to as ``name:term``. ``:source:``
    names one of ``glossterm_sources``; ``:tags:`` selects its concepts with one of these tags.
    """

    option_spec: ClassVar[OptionSpec] = {
        **SphinxGlossary.option_spec,
        "name": directives.unchanged,
        "source": directives.unchanged_required,
        "tags": directives.unchanged_required,
    }

    def run(self) -> list[Node]:
        """The nodes of Sphinx's directive, marked as our glossary."""
        if is_markdown(self):
            self.content = indent_definitions(self.content)
        else:
            self._check_forms()
        includes = self._take_includes()
        result = super().run()
        file = self._source()
        for node in result:
            if isinstance(node, addnodes.glossary):
                _shift_lines(node, first_line(self))  # Sphinx stores offsets instead of lines
                name = self.options.get("name", "").strip()
                node[GLOSSARY] = name or (file.source.glossary if file else "")
                self.set_source_info(node)
                if includes:
                    node[REPORTED] = True
                if "source" in self.options:
                    node[ORIGIN] = self.options["source"]
                if file:
                    listing = next(node.findall(nodes.definition_list))
                    listing.extend(self._entries(file))
                    self._check_tags(listing, file)
        return result

    def _check_forms(self) -> None:
        for number, line in enumerate(self.content):
            if _DEFINITION.match(line):
                warn(
                    WarningSubtype.MIXED_FORMS,
                    __('"%s" is a term here; to write a definition, indent it without the colon'),
                    line,
                    location=content_location(self, number),
                )

    def _take_includes(self) -> bool:
        """Warn of each unindented ``include``, which is not an entry; whether there is one.

        Sphinx reads it as a comment in reStructuredText and as a term in Markdown; its lines are
        made empty.
        """
        found, fence = False, ""
        for number, line in enumerate(self.content):
            if match := _INCLUDE.match(line):
                found, fence = True, match["fence"] or ""
                message = __(
                    '"%s" is not supported in a glossary; write the terms here,'
                    " or include a file that contains the whole directive"
                )
                where = content_location(self, number)
                warn(WarningSubtype.EMPTY_GLOSSARY, message, line, location=where)
                self.content[number] = "" if fence else line
            elif fence:
                fence = "" if line.startswith(fence) else fence
                self.content[number] = ""
        return found

    def _source(self) -> SourceFile | None:
        """The file in the option; ``None``, and a warning, if there is no such file."""
        name = self.options.get("source", "").strip()
        files = domain_of(self.env).sources
        if name and name not in files:
            near = similar(name, files)
            message = (
                __('unknown data file "%s"; did you mean "%s"?')
                if near
                else __('unknown data file "%s"; add it to glossterm_sources in conf.py')
            )
            warn(WarningSubtype.SOURCE, message, name, *near, location=self.get_location())
        return files.get(name)

    def _entries(self, file: SourceFile) -> Iterator[nodes.definition_list_item]:
        for path in file.inside or (file.path,):
            self.env.note_dependency(path)
        shown = cast("list[str]", self.env.temp_data.setdefault("glossterm_sources", []))
        if file.name in shown:
            warn(
                WarningSubtype.SOURCE,
                __('"%s" is shown inside one of its own definitions; remove this directive'),
                file.name,
                location=self.get_location(),
            )
            return
        shown.append(file.name)
        yield from self._selected(file)
        shown.pop()

    def _selected(self, file: SourceFile) -> Iterator[nodes.definition_list_item]:
        separator = domain_of(self.env).options.label_separator
        tags = set(split_labels(self.options.get("tags", ""), separator))
        for record in file.source.records:
            if not tags or tags & set(record.fields.tags):
                yield self._entry(record, file)

    def _check_tags(self, listing: nodes.definition_list, file: SourceFile) -> None:
        if "tags" in self.options and file.source.records and not listing.children:
            warn(
                WarningSubtype.SOURCE,
                __('no concept in "%s" has one of the tags "%s"; write tags from that file'),
                file.name,
                self.options.get("tags", ""),
                location=self.get_location(),
            )

    def _entry(self, record: Record, file: SourceFile) -> nodes.definition_list_item:
        # Labels in a file are text, not markup, since other programs use the file too.
        signs = _MARKDOWN if is_markdown(self) else _RST
        path = file.path_of(record.file)
        terms = [
            glossary_term(
                self, [nodes.Text(label)], path, record.line, signs.sub(r"\\\g<0>", label)
            )
            for label in record.labels
        ]
        location = path, record.line
        messages = plain_messages(record.fields, domain_of(self.env).options.label_separator)
        body = [*message_nodes(messages, location, self.env), *self._parse(record, file)]
        definition = nodes.definition("", *body)
        item = nodes.definition_list_item("", *terms, definition)
        item[FIELDS] = translated_fields(record.fields, messages, location, self.env)
        item[ORIGIN] = file.name
        item.source, item.line = path, record.line
        return item

    def _markup(self, record: Record, file: SourceFile) -> str:
        """The definition of a record; Markdown of others would be other markup here."""
        if not file.source.is_markdown or is_markdown(self):
            return record.definition
        from ...formats.plain_text import as_markup, as_text, unwrapped  # only such files need it

        return as_markup(unwrapped(as_text(record.definition)))

    def _parse(self, record: Record, file: SourceFile) -> list[Node]:
        """The definition of a record as markup of this page, with source lines in the file."""
        path = file.path_of(record.file)
        lines, start = self._markup(record, file).splitlines(), record.definition_line - 1
        items = [(path, start + number) for number in range(len(lines))]
        body = StringList(lines, items=items)
        if not is_markdown(self):
            with switch_source_input(self.state, body):
                return nested_parse_to_nodes(self.state, body)
        # MyST's own warnings name the page and count from the directive; warnings that are based on
        # nodes at least have the line in the file.
        parsed = nested_parse_to_nodes(self.state, body)
        for node in (inner for outer in parsed for inner in outer.findall(nodes.Element)):
            node.source = path
            if node.line is not None:
                node.line += start - self.lineno
        return parsed


def _shift_lines(glossary: addnodes.glossary, by: int) -> None:
    for term in glossary.findall(nodes.term):
        if term["ids"] and term.line is not None:
            term.line += by


def indent_definitions(content: StringList) -> StringList:
    """*content* with each ``: text`` as an indented definition, with the same number of lines.

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
            terms += [glossary_term(self, text, source, line, label), *messages]
        for name in self.options:
            if not field_spec(name):
                warn_of_unknown_field(name, self.get_location())
        known = {name: text for name, text in self.options.items() if field_spec(name)}
        fields = checked_fields(known, separator, lambda _name: self.get_location())
        texts = plain_messages(fields, separator, known)
        body = [*message_nodes(texts, (source, line), self.env), *body]
        item = nodes.definition_list_item("", *terms, nodes.definition("", *body))
        item[FIELDS] = translated_fields(fields, texts, (source, line), self.env)
        wrapper = addnodes.glossary("", nodes.definition_list("", item, classes=["glossary"]))
        wrapper[GLOSSARY] = ""
        wrapper["sorted"] = False
        for node in (wrapper, item):
            self.set_source_info(node)
        return [wrapper]
