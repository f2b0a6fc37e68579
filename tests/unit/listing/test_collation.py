from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_glossterm.listing import head_of, sort_key


@pytest.mark.parametrize(
    ("label", "reading", "head"),
    [
        ("LoRA", "", "L"),
        ("école", "", "E"),
        ("ＬｏＲＡ", "", "L"),
        ("Łódź", "", "L"),
        ("Æther", "", "A"),
        ("3D", "", "0–9"),
        ("++", "", "#"),
        ("学習率", "がくしゅうりつ", "か"),
        ("学習率", "ガクシュウリツ", "か"),
        ("パラメータ", "", "は"),
        ("ﾊﾟﾗﾒｰﾀ", "", "は"),
        ("ヴァリアンス", "", "あ"),
        ("をん", "", "わ"),
        ("学習率", "", "漢字"),
        ("α", "", "Α"),
        ("", "", "#"),
    ],
)
def test_head(label: str, reading: str, head: str) -> None:
    assert head_of(label, reading).text == head


def test_the_order_of_groups_is_symbols_digits_latin_kana_kanji() -> None:
    labels = ["++", "3D", "Adapter", "zero", "α", "あ", "ん", "学習"]
    shuffled = labels[::-1]
    shuffled.sort(key=sort_key)
    assert shuffled == labels


@pytest.mark.parametrize(
    "labels",
    [
        ["かき", "かぎ", "がき", "かきね"],  # voicing decides between equals, from the left
        ["はは", "はば", "はぱ", "ばは"],
        ["サーバ", "サーバー", "さあや"],  # ー is the vowel that it lengthens
        ["カー", "かあ", "かい"],  # and comes before that vowel, whatever the script
        ["きゃく", "きやす"],  # small kana are the large ones first
        ["ちょう", "ちよう", "ぢょう"],  # then they come before these, but after voicing
        ["こゝろ", "こころ", "ココロ", "こごろ"],  # ゝ repeats; hiragana before katakana
        ["みす", "みすゞ", "みすず"],  # ゞ repeats with a voicing mark
        ["ﾃﾞｰﾀ", "データベース"],  # half-width kana are kana
        ["adapter", "Adapter Layers", "LoRA", "lorry"],
        ["ecole", "école", "Eczema", "œuvre", "øre", "zebra"],
    ],
)
def test_order(labels: list[str]) -> None:
    shuffled = labels[::-1]
    shuffled.sort(key=sort_key)
    assert shuffled == labels


def test_a_reading_decides_the_place_of_a_kanji_label() -> None:
    readings = {"推論": "すいろん", "学習": "がくしゅう", "重み": "おもみ"}
    assert sorted(readings, key=lambda label: sort_key(label, readings[label])) == [
        "重み",
        "学習",
        "推論",
    ]


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_has_a_place(label: str, reading: str) -> None:
    assert sort_key(label, reading) == sort_key(label, reading)
    assert head_of(label, reading).text
