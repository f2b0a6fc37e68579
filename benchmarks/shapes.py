"""Generate projects of unusual form whose size can grow: hierarchies, labels, one long page."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from corpus import labels, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Fields = Callable[[int, list[str]], Iterator[str]]

PER_PAGE = 50
"""Entries of a page of the glossary, and paragraphs of a page."""
PER_CONCEPT = 50
"""Labels of a concept that has many."""
TERMS_OF_LONG_PAGE = 200
SEPARATOR = " | "
"""Between the values of a field."""


def chain(number: int, terms: list[str]) -> Iterator[str]:
    """A chain of broader concepts: each is below the one before it."""
    if number:
        yield f":broader: {terms[number - 1]}"


def children(number: int, terms: list[str]) -> Iterator[str]:
    """One concept with all others directly below it."""
    if number:
        yield f":broader: {terms[0]}"


def parents(number: int, terms: list[str]) -> Iterator[str]:
    """A hierarchy in which each concept is below up to three others, with many paths to each."""
    if above := {number // 2, number // 3, number // 5} - {number}:
        yield f":broader: {SEPARATOR.join(terms[one] for one in sorted(above))}"


def many_labels(number: int, terms: list[str]) -> Iterator[str]:
    """Concepts with 50 labels each."""
    first = number * PER_CONCEPT
    yield f":aliases: {SEPARATOR.join(terms[first + 1 : first + PER_CONCEPT])}"


def one_concept(number: int, terms: list[str]) -> Iterator[str]:
    """One concept with all labels."""
    yield f":aliases: {' | '.join(terms[1:])}"


def long_page(number: int, terms: list[str]) -> Iterator[str]:
    """One page with all paragraphs, and a glossary that does not grow."""
    yield from ()


SHAPES: dict[str, Fields] = {
    each.__name__: each for each in (chain, children, parents, many_labels, one_concept, long_page)
}
"""Name → the fields of the entry with a number."""


def write_shape(root: Path, shape: str, size: int) -> None:
    """A project with *size* labels, and with as many paragraphs that mention them."""
    rng, fields = random.Random(5), SHAPES[shape]
    terms = labels(min(size, TERMS_OF_LONG_PAGE) if fields is long_page else size)
    per_page = size if fields is long_page else PER_PAGE
    per_concept: dict[Fields, int] = {many_labels: PER_CONCEPT, one_concept: size}
    firsts = terms[:: per_concept.get(fields, 1)]
    entries = [
        _entry(term, paragraph(rng, terms), fields(number, terms))
        for number, term in enumerate(firsts)
    ]
    texts = [f"{paragraph(rng, terms)}\n\n" for _ in range(size)]
    root.mkdir(parents=True)
    names = [
        *_pages(root, "words", ".. glossary::\n\n", entries, PER_PAGE),
        *_pages(root, "page", "", texts, per_page),
    ]
    listed = "".join(f"   {name}\n" for name in names)
    (root / "index.rst").write_text(f"Top\n===\n\n.. toctree::\n\n{listed}", "utf-8")


def _entry(term: str, text: str, fields: Iterator[str]) -> str:
    rows = "".join(f"      {field}\n" for field in fields)
    return f"   {term}\n{rows}\n      {text}\n\n" if rows else f"   {term}\n      {text}\n\n"


def _pages(root: Path, name: str, start: str, parts: list[str], size: int) -> Iterator[str]:
    for first in range(0, len(parts), size):
        page = f"{name}{first // size:03}"
        title = f"{page}\n{'=' * len(page)}\n\n"
        (root / f"{page}.rst").write_text(
            title + start + "".join(parts[first : first + size]), "utf-8"
        )
        yield page
