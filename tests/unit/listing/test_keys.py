from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_glossterm.listing import keys_of, search_keys

from ..make import concept


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("LoRA", ("lora",)),
        ("ＬｏＲＡ  Adapter", ("lora adapter",)),
        ("学習", ("学習",)),
        ("がくしゅう", ("がくしゅう", "gakushuu", "gakushu")),
        ("トウキョウ", ("とうきょう", "toukyou", "tokyo")),
        ("ﾃﾞｰﾀ", ("でーた", "deta")),
        ("ファイン・チューニング", ("ふぁいん・ちゅーにんぐ", "fainchuningu")),
        ("けっか", ("けっか", "kekka")),
        ("", ()),
    ],
)
def test_keys(text: str, keys: tuple[str, ...]) -> None:
    assert keys_of(text) == keys


def test_a_concept_is_found_by_all_its_names() -> None:
    own = concept("学習率 | Learning Rate", reading="がくしゅうりつ", abbr="LR")
    assert search_keys(own) == (
        "学習率",
        "learning rate",
        "lr",
        "がくしゅうりつ",
        "gakushuuritsu",
        "gakushuritsu",
    )


@given(st.text(max_size=20))
def test_any_text_has_keys_of_one_line(text: str) -> None:
    assert all("\n" not in key and key for key in keys_of(text))
