"""Read a folder with a file for each term, as Hugo, the Kubernetes docs and Docusaurus have it.

The front matter (YAML or TOML) gives the term and its fields, the text below it the definition. The
project's own reader of YAML is used instead of a library, since it limits what a file can do and
knows the line of each value.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ...model import is_web_address
from ..foreign import Unread, entries, in_file, listed, scalars, text_of
from ..plain_text import as_markup
from ..record import Source, SourceProblem, Value, make_record
from ..yaml_tree import Mapping as Map
from ..yaml_tree import Scalar, Sequence, compose
from .markdown_body import SITE_LINKS, Body

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..record import Record
    from ..yaml_tree import Node

    Values = dict[str, tuple[int, Node]]

_FRONT = re.compile(
    r"(?P<mark>---|\+\+\+)[ \t]*\n(?P<inside>(?:.*\n)*?)(?P<end>(?P=mark)|\.\.\.)[ \t]*(?:\n|\Z)"
)
_KEY = re.compile(r"[ \t]*(?P<quote>[\"']?)(?P<name>[\w-]+)(?P=quote)[ \t]*[=.]")
_NAMES = ("term", "title", "name")
_SHORT = ("short_description", "hoverText", "short", "description", "summary")
_LISTS = {"aka": "aliases", "synonyms": "aliases", "tags": "tags", "category": "tags"}
_LISTS |= {"categories": "tags", "related": "related"}
_TEXTS = {"id": "id", "abbreviation": "abbr", "acronym": "abbr"}
_SECTION = "_index"
_ALIASES = "aliases"
_LINK = "full_link"


class _File(NamedTuple):
    """One file, with its front matter as nodes."""

    name: str
    values: Values
    body: str
    body_line: int
    problems: list[SourceProblem]


def recognise_front_matter(files: Mapping[str, str]) -> bool:
    """Whether a file begins with front matter."""
    return any(_FRONT.match(text) for text in files.values())


def read_front_matter(files: Mapping[str, str], separator: str) -> Source:
    """A term for each file; the page of a section, ``_index.md``, is not one."""
    found = [
        _file(name, text)
        for name, text in sorted(files.items())
        if PurePosixPath(name).stem != _SECTION
    ]
    titles = {_first(file, "id"): _title(file) for file in found}
    unread = Unread()
    records: list[Record] = []
    problems: list[SourceProblem] = []
    for file in found:
        if record := _record(file, titles, separator, unread):
            records.append(replace(record, file=file.name))
        problems += in_file(file.name, file.problems)
    return Source(tuple(records), is_markdown=True).with_problems((*problems, *unread.problems()))


# -- files --------------------------------------------------------------------------


def _file(name: str, text: str) -> _File:
    front = _FRONT.match(text)
    if not front:
        message = (
            'no front matter, so the file is not read; write "---", the line "title: …", and "---"'
            " at its beginning"
        )
        return _File(name, {}, "", 1, [SourceProblem(message, (), 1)])
    problems: list[SourceProblem] = []
    if front["mark"] == "---":
        # With the first line, so that lines are those of the file.
        tree = compose(f"---\n{front['inside']}")
        problems.extend(tree.problems)
        values = entries(tree.root, problems)
    else:
        values = _toml(front["inside"], problems)
    line = 1 + text.count("\n", 0, front.end())
    return _File(name, values, text[front.end() :], line, problems)


def _toml(text: str, problems: list[SourceProblem]) -> Values:
    """The values of TOML, whose library gives no lines: those of the keys are searched for."""
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        message = "the front matter is not TOML (%s) and is not read; check it"
        problems.append(SourceProblem(message, (str(error),), 2))
        return {}
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 2):
        if key := _KEY.match(line):
            lines.setdefault(key["name"], number)
    return {
        name: (line, _node(value, line))
        for name, value in found.items()
        for line in [lines.get(name, 2)]
    }


def _node(value: object, line: int) -> Node:
    if isinstance(value, list):
        return Sequence(line, [_node(one, line) for one in value])
    return Map(line) if isinstance(value, dict) else Scalar(line, str(value))


def _first(file: _File, *names: str) -> str:
    """The text of the first of *names* that has one."""
    texts = (text_of(file.values[name][1]) for name in names if name in file.values)
    return next(filter(None, texts), "")


def _title(file: _File) -> str:
    return _first(file, *_NAMES)


# -- concepts -----------------------------------------------------------------------


def _record(
    file: _File, titles: Mapping[str, str], separator: str, unread: Unread
) -> Record | None:
    if not file.values:
        return None
    found = _fields(file, unread)
    _add_definition(file, found, titles, unread)
    values = {key: value for key, value in found.items() if value.text.strip() or value.items}
    return make_record(values, 1, separator, file.problems)


def _fields(file: _File, unread: Unread) -> dict[str, Value]:
    found = {"term": listed([_title(file)], 1)}
    lists: dict[str, tuple[list[str], int]] = {}
    for name, (line, node) in file.values.items():
        if name in _LISTS:
            texts, _ = lists.setdefault(_LISTS[name], ([], line))
            texts += map(text_of, scalars(node))
        elif name == _ALIASES:
            lists.setdefault("aliases", ([], line))[0].extend(_labels(file, name, unread))
        elif name in _TEXTS:
            found[_TEXTS[name]] = Value(text_of(node), line)
        elif name == _LINK and is_web_address(text_of(node)):
            found["see"] = listed([text_of(node)], line)
        elif name == "status" and text_of(node).lower() == "deprecated":
            found["status"] = Value("deprecated", line)
        elif name not in {*_NAMES, *_SHORT} and _has_content(node):
            unread.add(name, line, file.name)
    return found | {name: listed(texts, line) for name, (texts, line) in lists.items()}


def _labels(file: _File, name: str, unread: Unread) -> list[str]:
    """The labels in ``aliases``, which in Hugo are addresses of the page."""
    line, node = file.values[name]
    texts = [*map(text_of, scalars(node))]
    for _ in (text for text in texts if "/" in text):
        unread.add(name, line, file.name)
    return [text for text in texts if "/" not in text]


def _has_content(node: Node) -> bool:
    return not isinstance(node, Scalar) or bool(node.text.strip())


def _add_definition(
    file: _File, found: dict[str, Value], titles: Mapping[str, str], unread: Unread
) -> None:
    """The text below the front matter; the short text, if there is no other."""
    body = Body(file.body, file.body_line, titles)
    file.problems.extend(body.problems)
    short = _first(file, *_SHORT)
    line = next((file.values[name][1].line for name in _SHORT if name in file.values), 1)
    if body.markup.strip():
        lead = file.body[: len(file.body) - len(file.body.lstrip("\n"))]
        found["definition"] = Value(body.markup, file.body_line + len(lead))
        found["short"] = Value(short, line)
    else:
        found["definition"] = Value(as_markup(short), line)
    for _ in range(body.links):
        unread.add(SITE_LINKS, file.body_line, file.name)
