"""Parse Turtle and JSON-LD to plain values, without loading anything from other addresses.

The parsers are those of rdflib, which trusts its input: it loads contexts from any address, reads
XML literals with their entities, writes numbers out, and takes quadratic time for some texts. All
of that is refused here first, by a scan of the text.
"""

from __future__ import annotations

import json
import logging
import re
import warnings
from bisect import bisect_right
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model import Phrase
from .record import SourceProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import Dataset

BASE = "http://glossary.invalid/"
"""The address against which relative IRIs are resolved, of a domain that never exists (RFC 2606);
also the address of a glossary that has none, in files that are written."""

MAX_STATEMENTS = 200_000
MAX_TEXT = 100_000
"""Limit of one text, in characters."""
MAX_PREFIXES = 500
"""Limit of prefixes in Turtle, and of terms in all contexts of JSON-LD together."""
MAX_CONTEXTS = 100
MAX_DEPTH = 64

_TURTLE = re.compile(
    r"(?P<comment>#[^\n]*)"
    r'|(?P<iri><[^<>"\s]*>)'
    r'|"""(?P<long>(?:[^"\\]|\\.|"(?!""))*+)(?:"""|\Z)'
    r"|'''(?P<long1>(?:[^'\\]|\\.|'(?!''))*+)(?:'''|\Z)"
    r'|"(?P<short>(?:[^"\\\n]|\\.)*+)"?'
    r"|'(?P<short1>(?:[^'\\\n]|\\.)*+)'?"
    r"|(?P<name>[^\s<>\"'#;,()\[\].]++(?:\.++[^\s<>\"'#;,()\[\].]++)*)"
    r"|(?P<end>\.)",
    re.DOTALL,
)
_JSON = re.compile(r'"(?P<short>(?:[^"\\]|\\.)*+)"?', re.DOTALL)
_PREFIX = re.compile(r"prefix\s+(?P<name>[^\s:]*):\s*<(?P<iri>[^<>\s]*)>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U000([0-9A-Fa-f]{5})")
_SUBSET = re.compile(r"""<!DOCTYPE(?:[^\["'<>]|"[^"]*"|'[^']*')*+\[""")
_WHY = re.compile(r"Bad syntax \((.*?)\) at \^", re.DOTALL)


class Node(NamedTuple):
    """An object of a statement."""

    value: str
    lang: str = ""
    """The language tag, in lower case; empty for texts without, and for IRIs."""
    is_iri: bool = False
    """Whether it is an IRI or a blank node, else a text."""


class RefusedError(ValueError):
    """The text is not parsed; :attr:`problem` says why."""

    def __init__(self, wording: str, *args: str, line: int = 1) -> None:
        super().__init__(wording)
        self.problem = SourceProblem(wording, args, line)


@dataclass(slots=True)
class Lines:
    """Where texts and subjects are in a file. RDF parsers do not report it."""

    texts: dict[str, int] = field(default_factory=dict)
    """The line of each text as written, where it is first."""
    subjects: dict[str, int] = field(default_factory=dict)
    """The line of each subject as written: ``<#a>``, ``ex:a``."""
    prefixes: dict[str, str] = field(default_factory=dict)

    def of(self, iri: str, *texts: str) -> int:
        """The line of the subject *iri*, else of the first known one of *texts*, else 1."""
        written = [f"<{iri}>", f"<{iri.removeprefix(BASE)}>"]
        written += (
            f"{name}:{iri[len(start) :]}"
            for name, start in self.prefixes.items()
            if iri.startswith(start)
        )
        found = (self.subjects[one] for one in written if one in self.subjects)
        return next(found, 0) or self.of_text(*texts)

    def of_text(self, *texts: str) -> int:
        """The line of the first known one of *texts*, else 1."""
        raw = (x for text in texts for x in (text, json.dumps(text)[1:-1], _json(text)))
        return next((self.texts[one] for one in raw if one in self.texts), 1)


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
        _refuse_entities(text)
        found.lines = _scan(text, is_json=syntax == "json-ld")
        if syntax == "json-ld":
            _check_json(text)
        found.nodes = _nodes(_load(text, syntax))
    except RefusedError as refused:
        found.problems.append(refused.problem)
    except Exception as error:  # rdflib raises any exception for invalid files
        found.problems.append(_invalid(error, text, name))
    return found


# -- what is refused ----------------------------------------------------------------


def _refuse_entities(text: str) -> None:
    """Refuse entities in XML literals, which rdflib expands. They may be written with escapes."""
    if "<" not in text and "\\" not in text:
        return
    shown = _ESCAPED.sub(lambda found: _character(found[1] or found[2]), text)
    subset = _SUBSET.search(shown)
    position = shown.find("<!ENTITY", subset.end()) if subset else -1
    if position >= 0:
        message = "this text declares an XML entity, so the file is not read; remove the entity"
        raise RefusedError(message, line=1 + shown.count("\n", 0, position))


def _character(code: str) -> str:
    return chr(int(code, 16)) if code.strip("0") not in {"A", "a"} else " "


def _scan(text: str, *, is_json: bool) -> Lines:
    """The lines of *text*; raises :class:`RefusedError` for what takes the parser too long."""
    found = Lines()
    breaks = [0, *(one.end() for one in re.finditer("\n", text))]
    begins = True
    for token in (_JSON if is_json else _TURTLE).finditer(text):
        kind = token.lastgroup or ""
        if kind == "comment":
            continue
        line = bisect_right(breaks, token.start())
        if kind.startswith(("long", "short")):
            _check_length(token[kind], line)
            found.texts.setdefault(token[kind], line)
        elif begins and kind in {"iri", "name"}:
            found.subjects.setdefault(token[0], line)
        begins = kind == "end"
    if not is_json:
        found.prefixes = _prefixes(text)
    return found


def _check_length(text: str, line: int) -> None:
    if len(text) > MAX_TEXT:
        message = "a text has more than %s characters, so the file is not read; shorten it"
        raise RefusedError(message, str(MAX_TEXT), line=line)


def _prefixes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, one in enumerate(_PREFIX.finditer(text)):
        if number == MAX_PREFIXES:
            line = 1 + text.count("\n", 0, one.start())
            message = "the file has more than %s prefixes, so it is not read; use fewer"
            raise RefusedError(message, str(MAX_PREFIXES), line=line)
        found[one["name"]] = one["iri"]
    return found


def _check_json(text: str) -> None:
    """Refuse contexts at addresses, and deep nesting. Raises an error if *text* is not JSON."""
    open_values: list[tuple[Any, int]] = [(json.loads(text), 0)]
    contexts = terms = 0
    while open_values:
        value, depth = open_values.pop()
        if depth > MAX_DEPTH:
            message = (
                "objects are nested too deeply, so the file is not read;"
                " write the concepts as one flat list"
            )
            raise RefusedError(message)
        if isinstance(value, dict):
            for key in value.keys() & {"@context", "@import"}:
                contexts, terms = contexts + 1, terms + _checked_context(value[key], text)
            open_values += ((inner, depth + 1) for inner in value.values())
        elif isinstance(value, list):
            open_values += ((inner, depth + 1) for inner in value)
    if contexts > MAX_CONTEXTS or terms > MAX_PREFIXES:
        message = (
            "the contexts of the file have more than %s terms, so it is not read;"
            " write one context at the top"
        )
        raise RefusedError(message, str(MAX_PREFIXES))


def _checked_context(value: object, text: str) -> int:
    """The number of terms in a context; an address is refused."""
    parts = value if isinstance(value, list) else [value]
    for part in parts:
        if isinstance(part, str):
            message = (
                'the context "%s" is an address, which is not loaded, so the file is not read;'
                " write the content of that context in its place"
            )
            written = text.find(_json(part))
            raise RefusedError(message, part, line=1 + text.count("\n", 0, max(written, 0)))
    return sum(len(part) for part in parts if isinstance(part, dict))


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


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
