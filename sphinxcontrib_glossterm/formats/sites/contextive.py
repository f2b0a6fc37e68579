"""Read and write the definitions files of Contextive, which shows them in code editors.

A file has *contexts*, each with *terms*. Definitions are Markdown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ...model import Phrase
from ..foreign import Unread, entries, items, listed, scalars, text_of
from ..plain_text import as_markup
from ..record import Source, SourceProblem, Value, labels_of, make_record
from ..record_names import with_names
from ..written import Losses, Written, lost_tests
from ..yaml_text import yaml_text
from ..yaml_tree import Scalar, compose
from .markdown_body import SITE_LINKS, Body

if TYPE_CHECKING:
    from ..record import Record
    from ..written import Glossary
    from ..yaml_tree import Node

_CONTEXTS = re.compile(r"^contexts:", re.MULTILINE)


# -- writing ------------------------------------------------------------------------


def write_contextive(glossary: Glossary) -> Written:
    """One context for each glossary of the project; the unnamed one has the title as its name."""
    glossary = with_names(glossary)
    losses = Losses()
    contexts: dict[str, list[dict[str, object]]] = {}
    for record in glossary.records:
        name = record.glossary or glossary.title
        contexts.setdefault(name, []).append(_term(record, glossary))
    for record in glossary.records:
        if record.fields.labels or record.fields.lang:
            losses.add(Phrase("languages of labels"), record)
    losses.add_fields(glossary.records, ["aliases", "abbr", "labels", "lang"])
    found = [({"name": name} if name else {}) | {"terms": own} for name, own in contexts.items()]
    return Written({"": yaml_text({"contexts": found})}, (*losses.found(), *lost_tests(glossary)))


def _term(record: Record, glossary: Glossary) -> dict[str, object]:
    first, *others = labels_of(record)
    text = as_markup(record.definition) if glossary.is_plain else record.definition
    term: dict[str, object] = {"name": first}
    if text:
        term["definition"] = text
    return term | ({"aliases": others} if others else {})


# -- reading ------------------------------------------------------------------------


def recognise_contextive(text: str) -> bool:
    """Whether *text* has a list of contexts."""
    return bool(_CONTEXTS.search(text))


def read_contextive(text: str, separator: str) -> Source:
    """The terms of all contexts; if there are several, each has the name of its own as a tag."""
    tree = compose(text)
    reader = _Reader(separator, list(tree.problems))
    top = entries(tree.root, reader.problems)
    for name, (line, _) in top.items():
        if name != "contexts":
            reader.unread.add(name, line)
    if "contexts" not in top and tree.complete:
        message = 'no list of contexts; write "contexts:" and, below it, "- terms:"'
        reader.problems.append(SourceProblem(message, (), 1))
    contexts = items(top["contexts"][1]) if "contexts" in top else []
    names, records = zip(*map(reader.context, contexts), strict=True) if contexts else ((), ())
    if len(contexts) > 1:
        records = tuple(map(_tagged, records, names))
    return Source(
        tuple(record for own in records for record in own),
        title=names[0] if len(names) == 1 else "",
        is_markdown=True,
    ).with_problems((*reader.problems, *reader.unread.problems()))


def _tagged(records: list[Record], name: str) -> list[Record]:
    if not name:
        return records
    return [replace(one, fields=one.fields._replace(tags=(name,))) for one in records]


class _Reader:
    def __init__(self, separator: str, problems: list[SourceProblem]) -> None:
        self._separator = separator
        self.problems = problems
        self.unread = Unread()

    def context(self, node: Node) -> tuple[str, list[Record]]:
        """The name of a context and its terms."""
        values = entries(node, self.problems)
        for name, (line, _) in values.items():
            if name not in {"name", "terms"}:
                self.unread.add(name, line)
        _, terms = values.get("terms", (0, None))
        found = map(self._record, items(terms))
        name = text_of(values["name"][1]) if "name" in values else ""
        return name, [record for record in found if record]

    def _record(self, node: Node) -> Record | None:
        if isinstance(node, Scalar) and not node.text.strip():
            return None
        values = entries(node, self.problems)
        found: dict[str, Value] = {}
        for name, (line, value) in values.items():
            if name == "name":
                found["term"] = listed([text_of(value)], value.line)
            elif name == "aliases":
                found["aliases"] = listed(map(text_of, scalars(value)), value.line)
            elif name == "definition" and isinstance(value, Scalar):
                body = Body(value.text, value.line)
                self.problems += body.problems
                for _ in range(body.links):
                    self.unread.add(SITE_LINKS, line)
                found["definition"] = Value(body.markup, value.line)
            else:
                self.unread.add(name, line)
        return make_record(found, node.line, self._separator, self.problems)
