"""Test that the search in Python gives the answers of the compiled library."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_glossterm.matching.automaton import Automaton, search_for
from sphinxcontrib_glossterm.matching.matcher import Matcher

from ..make import concept

pytest.importorskip("ahocorasick_rs")

few = st.text(alphabet="abあ𠮷", max_size=30)
strings = st.lists(st.text(alphabet="abあ𠮷", min_size=1, max_size=6), unique=True)
anything = st.text(max_size=60)
parts = st.tuples(anything, st.sets(st.tuples(st.integers(0, 59), st.integers(1, 9)), max_size=9))


@given(strings, few)
def test_few_characters_give_many_overlapping_hits(strings: list[str], text: str) -> None:
    assert Automaton(strings).hits(text) == search_for(strings)(text)


@given(parts)
def test_parts_of_any_text_are_found_in_it(
    parts: tuple[str, set[tuple[int, int]]],
) -> None:
    text, spans = parts
    strings = sorted({text[start : start + size] for start, size in spans} - {""})
    hits = Automaton(strings).hits(text)
    assert hits == search_for(strings)(text)
    assert {index for index, _, _ in hits} == set(range(len(strings)))
    assert all(text[start:end] == strings[index] for index, start, end in hits)


def test_without_the_library_mentions_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    concepts = [concept("LoRA"), concept("ロードバランサー"), concept("バイパス"), concept("model")]
    text = "ロードバランサーバイパス、LoRAのmodels、QLoRA"
    with_library = Matcher.from_concepts(concepts).find(text)
    monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)
    assert isinstance(search_for(["a"]).__self__, Automaton)  # type: ignore[attr-defined]
    assert Matcher.from_concepts(concepts).find(text) == with_library


def test_time_does_not_grow_with_failures() -> None:
    """Strings that nearly occur everywhere would make a search from each character slow."""
    strings = ["a" * size + "b" for size in range(1, 400)]
    assert Automaton(strings).hits("a" * 200_000) == []
