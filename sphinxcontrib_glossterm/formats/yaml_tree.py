"""YAML as a plain tree that keeps lines and the text of every value as it was written.

Built from PyYAML's parser events and not from its loader: nothing is resolved (``No`` and
``1.10`` stay texts), no tag makes an object, nesting is limited, and an alias is told instead
of expanded, so that a small file cannot become a large one. The parser is PyYAML's own and
not libyaml's, where that is there: the two differ on tabs and in what they say, and a file
should read the same everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from ..model import Phrase
from .characters import fit_text
from .source import SourceProblem

MAX_DEPTH = 16
"""Lists and mappings inside each other; a glossary needs four."""

# What the parser raises besides its own errors, for escapes and numbers out of range.
_ERRORS = (yaml.YAMLError, ValueError, ArithmeticError, LookupError)

# YAML 1.1 calls these line breaks; YAML 1.2, editors and authors do not.
_NO_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")

_NOT_YAML = "this is not YAML (%s); from the concept here on nothing is read; "

# What the parser says where the file ends too early.
_END = re.compile("end of stream|<stream end>")

_TEXT_TAGS = {"!", "tag:yaml.org,2002:str"}


@dataclass(slots=True)
class Scalar:
    """A text, as written: quotes and folding undone, nothing else."""

    line: int
    """Where the text begins, from 1: for ``|`` and ``>`` the line below."""
    text: str


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys and values, in the order of the file; a key may come twice, or be no text."""

    line: int
    pairs: list[tuple[Node, Node]] = field(default_factory=list)


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Tree:
    """What a text holds, as far as it could be read."""

    root: Node | None
    """``None``: nothing but comments."""
    problems: tuple[SourceProblem, ...]
    complete: bool
    """Whether reading came to the end of the text; if not, the last problem says why."""


@dataclass(slots=True)
class _Open:
    """A list or a mapping whose end has not come yet."""

    node: Sequence | Mapping
    children: list[Node] = field(default_factory=list)

    def close(self) -> Sequence | Mapping:
        """The node with its children; a key without a value is left out."""
        if isinstance(self.node, Sequence):
            self.node.items = self.children
        else:
            self.node.pairs = list(zip(self.children[::2], self.children[1::2], strict=False))
        return self.node


class _StopError(ValueError):
    """Nothing behind this point is read; the problem has been told."""


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
                self._tell(
                    '"%s" is an alias, which is not read; write the value itself, in quotes'
                    ' if it begins with "*"',
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
            self._tell(
                "a second YAML document begins here and is not read;"
                ' take out the line "---" and join the two'
            )
            raise _StopError

    def _begin(self, node: Sequence | Mapping) -> None:
        if len(self._open) == MAX_DEPTH:
            self._tell(
                "lists and mappings are nested too deep, and nothing from here on is read;"
                " write concepts as one flat list"
            )
            raise _StopError
        self._open.append(_Open(node))

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        if event.tag and event.tag not in _TEXT_TAGS:
            # As the author wrote it: the parser has spelt "!!" out.
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._tell('"%s" is read as a tag and left out; put quotes around the text', tag)
        if event.anchor and not event.value:
            anchor = f"&{event.anchor}"
            self._tell('"%s" is read as an anchor and left out; put quotes around it', anchor)
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

    def _tell(self, message: str, *args: str) -> None:
        self.problems.append(SourceProblem(message, args, self.line))

    def close(self) -> None:
        """Close what is open, without the item of the outermost list that is not complete."""
        lists = [i for i, one in enumerate(self._open) if isinstance(one.node, Sequence)]
        del self._open[lists[0] + 1 if lists else 1 :]
        while self._open:
            self._add(self._open.pop().close())


def compose(text: str) -> Tree:
    """The tree of *text*, and what is wrong with it.

    Where the YAML goes wrong, reading ends with one problem at that line. What stands above
    is in the tree, without the item of the outermost list in which it happened.
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
    what: str = Phrase("an escape or a number is out of range")
    if isinstance(error, yaml.MarkedYAMLError):
        what = error.problem or what
        # What does not end is told where it begins.
        mark = error.context_mark if _END.search(what) else error.problem_mark
        line = mark.line + 1 if mark else line
    lines = text.split("\n")
    line = min(line, len(lines))
    return SourceProblem(_message(what, lines[line - 1]), (what,), line)


def _message(what: str, written: str) -> str:
    """What to try, given the words of the parser and the line where it stopped.

    Whole templates, since a translator needs the whole sentence.
    """
    if "\t" in written[: len(written) - len(written.lstrip())] or "'\\t'" in what:
        return _NOT_YAML + "write spaces instead of tabs"
    if "mapping values" in what:
        return _NOT_YAML + 'put quotes around a text that holds ": "'
    if "cannot start any token" in what:
        return _NOT_YAML + "put quotes around a text that begins with this character"
    if _END.search(what):
        return _NOT_YAML + "close the quote or the bracket that begins here"
    return _NOT_YAML + "look at the indentation and the quotes, also of the line above"
