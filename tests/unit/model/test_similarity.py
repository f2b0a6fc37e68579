"""Which differences count as typing errors, and which make another word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_glossterm.model import SimilarNames, label_key, similar
from sphinxcontrib_glossterm.model.similarity import edit_distance

SLIPS = [
    ("Adaptor", "Adapter"),
    ("braoder", "broader"),
    ("bowlin", "Bowline"),
    ("gradeint decsent", "gradient descent"),
    ("training rate", "rate training"),
    ("glossterm_density_link", "glossterm_link_density"),
    ("LoAR", "LoRA"),
    ("機械学集", "機械学習"),
    ("サーバ", "サーバー"),
    ("Models", "models"),
]
OTHER_WORDS = [
    ("hashable", "Variable"),
    ("array", "DataArray"),
    ("decoder", "encoder"),
    ("C", "C#"),
    ("Go", "No"),
    ("推論", "議論"),
    ("table", "tablet computer"),
    ("", "a"),
    ("zzzzzz", "adapter"),
]


@pytest.mark.parametrize(("text", "name"), SLIPS)
def test_a_typing_error(text: str, name: str) -> None:
    assert similar(text, ["Unlike", name, "Different"]) == (name,)


@pytest.mark.parametrize(("text", "name"), OTHER_WORDS)
def test_another_word(text: str, name: str) -> None:
    assert similar(text, [name]) == ()


def test_the_nearest_is_suggested() -> None:
    assert similar("adaptr", ["adaptors", "adapter", "adapters"]) == ("adapter",)


def test_nothing_is_known() -> None:
    assert similar("adapter", []) == ()


words = st.text("abcdeé", max_size=9)


@given(words, words, words)
def test_the_distance_is_one(a: str, b: str, c: str) -> None:
    def distance(x: str, y: str) -> int:
        return edit_distance(x, y, 99)

    assert (distance(a, b) == 0) == (a == b)
    assert distance(a, b) == distance(b, a)
    assert distance(a, a[:3] + c + a[3:]) == len(c)
    assert abs(len(a) - len(b)) <= distance(a, b) <= max(len(a), len(b))


@given(words, words, st.integers(0, 4))
def test_a_limit_changes_no_distance_within_it(a: str, b: str, limit: int) -> None:
    assert edit_distance(a, b, limit) == min(edit_distance(a, b, 99), limit + 1)


@given(st.text("abcdefgh", min_size=2, max_size=9), st.data())
def test_swapped_letters_are_one_error(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 2))
    swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    assert edit_distance(text, swapped, 2) == (text != swapped)


@given(st.lists(st.text("abc dé", max_size=8), max_size=12), st.text("abc dé", max_size=8))
def test_the_filter_finds_every_similar_name(known: list[str], text: str) -> None:
    """The result is the same as a comparison with each name."""
    key, found = label_key(text), similar(text, known)
    keys = {label_key(name) for name in known}
    near = [
        k
        for k in keys
        if (
            (allowed := min(limit(key), limit(k)))
            and (distance := edit_distance(key, k, 9)) <= allowed
            and (distance < 2 or key[0] == k[0])
        )
    ]
    shuffled = [k for k in keys if len(k.split()) > 1 and sorted(k.split()) == sorted(key.split())]
    assert bool(found) == bool(key in keys or near or shuffled)


def limit(key: str) -> int:
    return 0 if len(key) < 3 else 1 if len(key) < 6 else 2


def test_of_many_names_only_those_of_the_same_start_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0

    def counted(a: str, b: str, limit: int) -> int:
        nonlocal compared
        compared += 1
        return edit_distance(a, b, limit)

    monkeypatch.setattr("sphinxcontrib_glossterm.model.similarity.edit_distance", counted)
    names = SimilarNames(f"{chr(97 + n % 26)}{'x' * (n % 20)}{n:05}" for n in range(10_000))
    assert names.of("qxxxx99999") == ()
    assert 0 < compared < 200
