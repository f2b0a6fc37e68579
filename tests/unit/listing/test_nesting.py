"""Nested lists of any relation equal those of a recursive definition, at any depth."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_glossterm.listing import Entry, GraphQuery, Listing, concept_graph, outline
from sphinxcontrib_glossterm.listing.nesting import MAX_DEPTH, nested, rows
from sphinxcontrib_glossterm.listing.views import MAX_STEPS
from sphinxcontrib_glossterm.model import ConceptScheme

from ..make import concept

Below = dict[str, list[str]]


class Item(NamedTuple):
    name: str
    below: tuple[Item, ...] = ()


@st.composite
def relations(draw: st.DrawFn) -> Below:
    """Ids and those directly below each; several above one, without cycles."""
    names = [f"c{number}" for number in range(draw(st.integers(1, 10)))]
    return {
        name: draw(st.lists(st.sampled_from(names[n + 1 :]), max_size=3, unique=True))
        if names[n + 1 :]
        else []
        for n, name in enumerate(names)
    }


def items(below: Below, deepest: int = MAX_DEPTH) -> tuple[Item, ...]:
    lines = list(rows(tops(below), below.__getitem__, deepest))
    return nested(lines, lambda row, inside: Item(row.name, inside))


def tops(below: Below) -> list[str]:
    lower = {name for names in below.values() for name in names}
    return [name for name in below if name not in lower]


def recursively(below: Below) -> tuple[Item, ...]:
    drawn: set[str] = set()

    def item(name: str) -> Item:
        if name in drawn:
            return Item(name)
        drawn.add(name)
        return Item(name, tuple(map(item, below[name])))

    return tuple(map(item, tops(below)))


def names(shown: tuple[Item, ...]) -> list[str]:
    return [name for one in shown for name in (one.name, *names(one.below))]


def depth(shown: tuple[Item, ...]) -> int:
    return 1 + max(depth(one.below) for one in shown) if shown else 0


@given(relations())
def test_lists_are_nested_as_the_relation_is(below: Below) -> None:
    assert items(below) == recursively(below)


@given(relations(), st.integers(1, 4))
def test_concepts_that_are_too_deep_follow_in_the_same_order(below: Below, deepest: int) -> None:
    limited = items(below, deepest)
    assert depth(limited) == min(depth(recursively(below)), deepest)
    assert names(limited) == names(recursively(below))


def test_each_concept_has_at_most_one_line_per_parent() -> None:
    """Both of each level are below both of the level above: 2 ** 24 ways down."""
    ladder = {
        f"{side}{n}": [f"a{n + 1}", f"b{n + 1}"] if n < 24 else []
        for n in range(25)
        for side in "ab"
    }
    assert len(names(items(ladder))) == 2 + 2 * 48


def chain(count: int) -> ConceptScheme:
    return ConceptScheme(
        concept(f"T{n}", broader=(f"T{n - 1}",) if n else ()) for n in range(count)
    )


def levels(entries: tuple[Entry, ...]) -> list[int]:
    found = []
    while entries:
        found.append(len(entries))
        entries = entries[-1].narrower if len(entries) == 1 else ()
    return found


def test_a_chain_of_thousands_is_listed() -> None:
    deep = chain(3000)
    assert levels(Listing(deep).tree()) == [*[1] * (MAX_DEPTH - 1), 3000 - MAX_DEPTH + 1]
    assert levels(Listing(deep).tree(3)) == [1, 1, 2998]
    branches = outline(concept_graph(deep, GraphQuery()))
    assert levels(branches) == levels(Listing(deep).tree())  # type: ignore[arg-type]


def test_an_entry_lists_the_nearest_of_many_broader_concepts() -> None:
    deep = chain(3000)
    (path,) = Listing(deep).entry(deep["index#term-T2999"]).paths
    assert [c.pref_label for c in path] == [f"T{n}" for n in range(2999 - MAX_STEPS, 2999)]
