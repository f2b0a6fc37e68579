"""Parse YAML to a tree that keeps line numbers and the text of every value as written.

It uses PyYAML's parser events instead of its loader. Nothing is resolved (``No`` and ``1.10``
remain texts), tags create no objects, nesting is limited, and an alias is reported instead of
expanded, so that a small file cannot become a large one. It uses PyYAML's own parser even if
libyaml is available: the two differ in tabs and in messages, and a file should be read the same
everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from ..model import Phrase
from .limits import MAX_DEPTH
from .record import SourceProblem, fit_text

# What the parser raises besides its own errors, for escapes and numbers out of range.
_ERRORS = (yaml.YAMLError, ValueError, ArithmeticError, LookupError)

# Line breaks in YAML 1.1, but not in YAML 1.2, in editors or for authors.
_NO_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")

_NOT_YAML = "invalid YAML (%s), so the file is not read from this concept on; "

# Messages of the parser if the file ends too early.
_END = re.compile("end of stream|<stream end>")

_TEXT_TAGS = {"!", "tag:yaml.org,2002:str"}


@dataclass(slots=True)
class Scalar:
    """A text as written, with quotes and folding removed."""

    line: int
    """Line at which the text begins, from 1; for ``|`` and ``>``, the line below."""
    text: str


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys and values in file order. A key may be repeated, or may not be a text."""

    line: int
    pairs: list[tuple[Node, Node]] = field(default_factory=list)


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Tree:
    """The content of a text, as far as it could be parsed."""

    root: Node | None
    """``None``: nothing but comments."""
    problems: tuple[SourceProblem, ...]
    complete: bool
    """Whether the whole text was parsed; if not, the last problem gives the reason."""


@dataclass(slots=True)
class _Open:
    """A list or a mapping that is not closed yet."""

    node: Sequence | Mapping
    children: list[Node] = field(default_factory=list)

    def close(self) -> Sequence | Mapping:
        """The node with its children; a key without a value is omitted."""
        if isinstance(self.node, Sequence):
            self.node.items = self.children
        else:
            self.node.pairs = list(zip(self.children[::2], self.children[1::2], strict=False))
        return self.node


class _StopError(ValueError):
    """Nothing after this point is parsed; the problem has been reported."""


class _Composer:
    def __init__(self) -> None:
        self.root: Node | None = None
        self.problems: list[SourceProblem] = []
        self.line = 1
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        if event.start_mark:
            self.line = event.start_mark.line + 1
        match event:
            case yaml.DocumentStartEvent():
                self._begin_document()
            case yaml.AliasEvent():
                self._report(
                    '"%s" is a YAML alias, which is not supported; write the value itself,'
                    ' in quotes if it begins with "*"',
                    f"*{event.anchor}",
                )
                self._add(Scalar(self.line, ""))
            case yaml.ScalarEvent():
                self._add(self._scalar(event))
            case yaml.SequenceStartEvent():
                self._begin(Sequence(self.line))
            case yaml.MappingStartEvent():
                self._begin(Mapping(self.line))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._add(self._open.pop().close())

    def _begin_document(self) -> None:
        self._documents += 1
        if self._documents > 1:
            self._report(
                "a second YAML document begins here and is ignored;"
                ' remove the line "---" and join the two'
            )
            raise _StopError

    def _begin(self, node: Sequence | Mapping) -> None:
        if len(self._open) == MAX_DEPTH:
            self._report(
                "lists and mappings are nested too deeply, so the file is not read from here on;"
                " write the concepts as one flat list"
            )
            raise _StopError
        self._open.append(_Open(node))

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        if event.tag and event.tag not in _TEXT_TAGS:
            # As written: the parser has expanded "!!".
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._report('"%s" is read as a YAML tag and ignored; put quotes around the text', tag)
        if event.anchor and not event.value:
            anchor = f"&{event.anchor}"
            self._report('"%s" is read as a YAML anchor and ignored; put quotes around it', anchor)
        below = bool(event.value) and event.style in ("|", ">")
        line = self.line + below
        text, problems = fit_text(event.value, line)
        self.problems.extend(problems)
        return Scalar(line, text)

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node

    def _report(self, message: str, *args: str) -> None:
        self.problems.append(SourceProblem(message, args, self.line))

    def close(self) -> None:
        """Close open nodes, without the last item of the outermost list, which is incomplete."""
        lists = [i for i, one in enumerate(self._open) if isinstance(one.node, Sequence)]
        del self._open[lists[0] + 1 if lists else 1 :]
        while self._open:
            self._add(self._open.pop().close())


def compose(text: str) -> Tree:
    """The tree of *text*, and its problems.

    At a YAML syntax error parsing stops, with one problem at that line. The tree contains what is
    above it, without the item of the outermost list in which the error occurred.
    """
    composer = _Composer()
    complete = False
    try:
        for event in yaml.parse(text.translate(_NO_BREAKS), Loader=yaml.BaseLoader):
            composer.take(event)
        complete = True
    except _StopError:
        composer.close()
    except _ERRORS as error:
        composer.problems.append(_not_yaml(error, text, composer.line))
        composer.close()
    return Tree(composer.root, tuple(composer.problems), complete)


def _not_yaml(error: Exception, text: str, line: int) -> SourceProblem:
    what: str = Phrase("escape sequence or number out of range")
    if isinstance(error, yaml.MarkedYAMLError):
        what = error.problem or what
        # An unterminated value is reported at the line where it begins.
        mark = error.context_mark if _END.search(what) else error.problem_mark
        line = mark.line + 1 if mark else line
    lines = text.split("\n")
    line = min(line, len(lines))
    return SourceProblem(_message(what, lines[line - 1]), (what,), line)


def _message(what: str, written: str) -> str:
    """A suggestion, given the parser's message and the line where it stopped.

    Whole templates, since a translator needs whole sentences.
    """
    if "\t" in written[: len(written) - len(written.lstrip())] or "'\\t'" in what:
        return _NOT_YAML + "write spaces instead of tabs"
    if "mapping values" in what:
        return _NOT_YAML + 'put quotes around a text that contains ": "'
    if "cannot start any token" in what:
        return _NOT_YAML + "put quotes around a text that begins with this character"
    if _END.search(what):
        return _NOT_YAML + "close the quote or the bracket that begins here"
    return _NOT_YAML + "check the indentation and the quotes, also of the line above"
