"""Cycles among broader relations: the results of a simple search, in linearly many steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import TopologicalSorter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_glossterm.model import ConceptScheme, check_scheme
from sphinxcontrib_glossterm.model.cycles import MAX_COMPARED, MAX_CYCLES, without_cycles

from ..make import concept, scheme

Above = dict[str, list[str]]


@st.composite
def relations(draw: st.DrawFn, most: int = 9) -> Above:
    """Any relation over few ids, including cycles, self-references and repetitions."""
    names = [f"c{number}" for number in range(draw(st.integers(1, most)))]
    return {name: draw(st.lists(st.sampled_from(names), max_size=4)) for name in names}


def one_by_one(stated: Above) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, ...]]]:
    """The definition: a relation is omitted if earlier ones lead back."""
    kept: dict[str, list[str]] = {}
    cycles = []
    for name, parents in stated.items():
        kept[name] = []
        for parent in parents:
            if way := _way(kept, parent, name):
                cycles.append((name, *way))
            elif parent not in kept[name]:
                kept[name].append(parent)
    return {name: tuple(parents) for name, parents in kept.items()}, cycles


def _way(kept: Above, start: str, goal: str) -> tuple[str, ...]:
    if start == goal:
        return (goal,)
    ways = ((start, *way) for p in kept.get(start, ()) if (way := _way(kept, p, goal)))
    return next(ways, ())


@given(relations())
def test_the_later_relation_of_each_cycle_is_omitted(stated: Above) -> None:
    acyclic = without_cycles(stated)
    assert (acyclic.above, list(acyclic.cycles)) == one_by_one(stated)
    assert acyclic.more == 0


@given(relations(30), st.just(0))
def test_a_large_component_is_made_acyclic_too(stated: Above, searched: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sphinxcontrib_glossterm.model.cycles.MAX_COMPARED", searched)
        acyclic = without_cycles(stated)
    TopologicalSorter(acyclic.above).prepare()  # raises CycleError
    for first, second, *rest in acyclic.cycles:
        steps = list(zip((second, *rest), rest, strict=False))
        assert second in stated[first]
        assert second not in acyclic.above[first]
        assert all(above in acyclic.above[name] for name, above in steps)
        assert (second, *rest)[-1] == first
    left_out = sum(len(set(stated[n])) - len(acyclic.above[n]) for n in stated)
    assert bool(left_out) == bool(acyclic.cycles)


class Counted(Mapping[str, Sequence[str]]):
    """A relation that counts how many ids are read."""

    def __init__(self, of: Above) -> None:
        self.of, self.read = of, 0

    def __getitem__(self, name: str) -> Sequence[str]:
        self.read += 1 + len(self.of[name])
        return self.of[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.of)

    def __len__(self) -> int:
        return len(self.of)


def chain(count: int) -> Above:
    return {f"c{n}": [f"c{n - 1}"] if n else [] for n in range(count)}


def ladder(count: int) -> Above:
    """Each level has two ids, and both are below both of the level above."""
    return {
        f"{side}{n}": [f"a{n - 1}", f"b{n - 1}"] if n else [] for n in range(count) for side in "ab"
    }


def ring(count: int) -> Above:
    return chain(count) | {"c0": [f"c{count - 1}"]}


def knot(count: int) -> Above:
    """Every concept is below its three neighbours, in a ring."""
    return {f"c{n}": [f"c{(n + step) % count}" for step in (1, 7, 40)] for n in range(count)}


SHAPES = {"chain": chain, "ladder": ladder, "ring": ring, "knot": knot}


@pytest.mark.parametrize("shape", SHAPES)
def test_steps_grow_with_the_relations(shape: str) -> None:
    steps = []
    for count in (1000, 4000):
        counted = Counted(SHAPES[shape](count))
        acyclic = without_cycles(counted)
        TopologicalSorter(acyclic.above).prepare()
        steps.append(counted.read)
    assert steps[1] < 5 * steps[0]


def test_a_cycle_of_thousands_is_one_cycle() -> None:
    acyclic = without_cycles(ring(5000))
    assert acyclic.cycles == (("c4999", *(f"c{n}" for n in range(4998, -1, -1)), "c4999"),)


def test_very_many_cycles_are_counted() -> None:
    acyclic = without_cycles(knot(1000))
    assert len(acyclic.cycles) == MAX_CYCLES
    assert acyclic.more > 0
    assert len(knot(1000)) * 3 > MAX_COMPARED


def test_three_parents_each_end() -> None:
    """Thirty concepts, each below the three before it."""
    names = [f"T{n}" for n in range(30)]
    thirty = scheme(
        *(concept(name, broader=tuple(names[max(0, n - 3) : n])) for n, name in enumerate(names))
    )
    assert len(thirty.broader("index#term-T29")) == 3
    assert check_scheme(thirty) == []


def test_a_message_names_the_ends_of_a_long_cycle() -> None:
    names = [f"T{n}" for n in range(300)]
    long = scheme(*(concept(name, broader=(names[n - 1],)) for n, name in enumerate(names)))
    (problem,) = check_scheme(long)
    assert problem.args == (
        '"T299" → "T298" → "T297" → "T296" → "T295" → "T294" → … → '
        '"T4" → "T3" → "T2" → "T1" → "T0" → "T299"',
    )


def test_further_cycles_are_one_message() -> None:
    names = [f"T{n}" for n in range(150)]
    pairs = [
        [concept(f"{n} a", broader=(f"{n} b",)), concept(f"{n} b", broader=(f"{n} a",))]
        for n in names
    ]
    *cycles, more = check_scheme(ConceptScheme(one for pair in pairs for one in pair))
    assert len(cycles) == MAX_CYCLES
    assert str(more) == "50 more cycles of broader relations; fix those above first"


def test_a_name_with_very_many_colons_is_looked_up() -> None:
    assert scheme(concept("A")).lookup("a:" * 5000 + "A") == ()
