"""Parse Turtle and JSON-LD to plain values, without loading anything from other addresses.

The parsers are those of rdflib, which trusts its input: it loads contexts from any address, reads
XML literals with their entities, writes numbers out, and takes quadratic time for some texts. All
of that is refused here first, by a scan of the text.
"""

from __future__ import annotations

import logging
import re
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ...model import Phrase
from ..record import SourceProblem
from .rdf_text import Lines, RefusedError, check_json, refuse_entities, scan
from .terms import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import Dataset

MAX_STATEMENTS = 200_000

_WHY = re.compile(r"Bad syntax \((.*?)\) at \^", re.DOTALL)


class Node(NamedTuple):
    """An object of a statement."""

    value: str
    lang: str = ""
    """The language tag, in lower case; empty for texts without, and for IRIs."""
    is_iri: bool = False
    """Whether it is an IRI or a blank node, else a text."""


@dataclass(slots=True)
class Statements:
    """The content of a file."""

    nodes: Mapping[str, Mapping[str, list[Node]]] = field(default_factory=dict)
    """Objects, sorted, by subject and property."""
    lines: Lines = field(default_factory=Lines)
    problems: list[SourceProblem] = field(default_factory=list)


def parse_turtle(text: str) -> Statements:
    """The statements of *text*; none if it is invalid or refused."""
    return _parsed(text, "turtle", Phrase("Turtle"))


def parse_json(text: str) -> Statements:
    """The statements of *text*, in JSON-LD; none if it is invalid or refused."""
    return _parsed(text, "json-ld", Phrase("JSON-LD"))


def _parsed(text: str, syntax: str, name: str) -> Statements:
    import rdflib  # so that a missing package is not a problem of the file

    del rdflib
    found = Statements()
    try:
        refuse_entities(text)
        found.lines = scan(text, is_json=syntax == "json-ld")
        if syntax == "json-ld":
            check_json(text)
        found.nodes = _nodes(_load(text, syntax))
    except RefusedError as refused:
        found.problems.append(refused.problem)
    except Exception as error:  # rdflib raises any exception for invalid files
        found.problems.append(_invalid(error, text, name))
    return found


def _invalid(error: Exception, text: str, name: str) -> SourceProblem:
    message = (
        "invalid %s (%s), so the file is not read; check the punctuation here and in front of it"
    )
    last = 1 + text.count("\n")
    line = getattr(error, "lineno", None) or getattr(error, "lines", last - 1) + 1
    why = _WHY.search(str(error)) if hasattr(error, "lines") else None
    # The position in the text is part of the message of some errors.
    what = why[1] if why else getattr(error, "msg", None) or ""
    if isinstance(error, RecursionError):
        what = Phrase("too deeply nested")
    elif not what:
        what = Phrase("the file ends too early, or a value is not allowed")
    return SourceProblem(message, (name, what), min(max(line, 1), last))


# -- rdflib -------------------------------------------------------------------------


def _load(text: str, syntax: str) -> Dataset:
    from rdflib import Dataset
    from rdflib.plugins.stores.memory import Memory

    class Limited(Memory):
        """Does not keep prefixes, which takes quadratic time, nor too many statements."""

        count = 0

        def add(self, *args: Any, **options: Any) -> None:
            self.count += 1
            if self.count > MAX_STATEMENTS:
                message = "the file has more than %s statements, so it is not read; divide it"
                raise RefusedError(message, str(MAX_STATEMENTS))
            super().add(*args, **options)

        def bind(self, *args: Any, **options: Any) -> None:
            pass

    with _without_normalization():
        found = Dataset(store=Limited(), default_union=True)
        found.parse(data=text, format=syntax, publicID=BASE)
    return found


@contextmanager
def _without_normalization() -> Iterator[None]:
    """Keep numbers as written: ``1e999999999`` has as many digits. No warnings of rdflib."""
    import rdflib

    log, normalizes = logging.getLogger("rdflib.term"), rdflib.NORMALIZE_LITERALS
    level = log.level
    rdflib.NORMALIZE_LITERALS = False
    log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        rdflib.NORMALIZE_LITERALS = normalizes
        log.setLevel(level)


def _nodes(data: Dataset) -> dict[str, dict[str, list[Node]]]:
    from rdflib import BNode, Literal

    def name(node: object) -> str:
        return f"_:{node}" if isinstance(node, BNode) else str(node)

    found: dict[str, dict[str, set[Node]]] = {}
    for subject, predicate, value, _ in data.quads():
        lang = value.language if isinstance(value, Literal) else None
        node = Node(name(value), (lang or "").lower(), not isinstance(value, Literal))
        found.setdefault(name(subject), {}).setdefault(str(predicate), set()).add(node)
    return {
        subject: {predicate: sorted(nodes) for predicate, nodes in properties.items()}
        for subject, properties in found.items()
    }
