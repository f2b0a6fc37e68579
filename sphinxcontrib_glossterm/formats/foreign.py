"""Values in the files of other programs, and what is not read of them.

Such a file has keys that mean nothing for a glossary. They are reported once for each key with
their number, since a file with hundreds of entries repeats them all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ..model import AvoidedLabel, Phrase
from .record import SourceProblem, Value
from .yaml_tree import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_UNSPACED = re.compile(
    r"[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3005-\u30FF\u31F0-\u31FF\u3400-\u9FFF\uF900-\uFAFF"
    r"\uFF66-\uFF9F\U00020000-\U0003FFFF]"
)


class _Place(NamedTuple):
    line: int
    file: str
    number: int


_NOT_READ = Phrase(
    '"%s" is not read (values: %s); if it is needed, add it to the concepts after the conversion'
)


class Unread:
    """The keys of files that are not read, each with its first place and its number.

    What is not a key is a :class:`~sphinxcontrib_glossterm.model.Phrase`: a message of its own,
    with a place for the number.
    """

    def __init__(self) -> None:
        self._found: dict[str, _Place] = {}

    def add(self, key: str, line: int, file: str = "") -> None:
        """Count one more value of *key*."""
        first = self._found.get(key, _Place(line, file, 0))
        self._found[key] = first._replace(number=first.number + 1)

    def problems(self) -> Iterator[SourceProblem]:
        """One problem for each key."""
        for key, (line, file, number) in self._found.items():
            if isinstance(key, Phrase):
                yield SourceProblem(key.template, (str(number),), line, file)
            else:
                yield SourceProblem(_NOT_READ, (key, str(number)), line, file)


def entries(
    node: Node | None, problems: list[SourceProblem], file: str = ""
) -> dict[str, tuple[int, Node]]:
    """The values of a mapping, each with the line of its key. Of a repeated key, the first."""
    found: dict[str, tuple[int, Node]] = {}
    for key, value in node.pairs if isinstance(node, Mapping) else ():
        name = key.text if isinstance(key, Scalar) else ""
        if name in found:
            message = 'duplicate key "%s" is ignored; remove it'
            problems.append(SourceProblem(message, (name,), key.line, file))
        elif name:
            found[name] = (key.line, value)
    return found


def items(node: Node | None) -> list[Node]:
    """The items of a list; another value is a list of one."""
    if isinstance(node, Sequence):
        return node.items
    return [node] if node else []


def scalars(node: Node | None) -> list[Scalar]:
    """The texts in a list, or the one text, without empty ones."""
    return [one for one in items(node) if isinstance(one, Scalar) and one.text.strip()]


def text_of(node: Node | None) -> str:
    """The text in *node*, in one line; empty if it is a list or a mapping."""
    return " ".join(node.text.split()) if isinstance(node, Scalar) else ""


def listed(texts: Iterable[str], line: int) -> Value:
    """The value of a field with several *texts*, in which no separator is looked for."""
    return Value("", line, tuple(dict.fromkeys(text for text in texts if text.strip())))


def in_file(name: str, problems: Iterable[SourceProblem]) -> Iterator[SourceProblem]:
    """*problems*, which are in the file *name* of a folder."""
    return (replace(problem, file=name) for problem in problems)


def with_reason(label: str, reason: str) -> str:
    """A value of the field ``avoid``, where no parentheses can be in a reason."""
    inside = " ".join(reason.translate(str.maketrans("()（）", "[][]")).split())
    # Parentheses at the end of the label itself would be read as its reason.
    needs_reason = bool(inside) or AvoidedLabel.read(label).text != label
    return f"{label} ({inside})" if needs_reason else label


def is_spaced(label: str) -> bool:
    """Whether *label* is in a script that has spaces between words."""
    return not _UNSPACED.search(label)
