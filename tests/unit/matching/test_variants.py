from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.matching import fold, variants_of

BOTH = ("en", "ja")


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("token", {"token", "tokens"}),
        ("quantity", {"quantity", "quantities"}),
        ("key", {"key", "keys"}),
        ("class", {"class", "classes"}),
        ("batch", {"batch", "batches", "batchs"}),
        ("API", {"API", "APIs"}),
        ("AI", {"AI", "AIs"}),
        (
            "transaction ID",
            {"transaction ID", "transaction-ID", "transaction IDs", "transaction-IDs"},
        ),
        ("OS", {"OS", "OSs", "OSes"}),
        ("go", {"go"}),
        ("S3", {"S3"}),
        ("C++", {"C++"}),
        ("学習", {"学習"}),
        ("vertex", {"vertex", "vertexes", "vertices"}),
        ("Analysis", {"Analysis", "Analysises", "Analyses"}),
        ("sauté", {"sauté", "sautés", "saute", "sautes"}),
        ("I/O", {"I/O", "I/Os"}),
        ("windows", {"windows", "windowses"}),
        ("DNS", {"DNS", "DNSs", "DNSes"}),
        (
            "pretraining",
            {"pretraining", "pretrainings", "pre-training", "pre-trainings"}
            | {"pre training", "pre trainings"},
        ),
        ("GPT-4", {"GPT-4", "GPT 4", "GPT4"}),
        ("end-to-end", {f"end{a}to{b}end{s}" for a in "- " for b in "- " for s in ("", "s")}),
        ("ソフトウエア", {"ソフトウエア", "ソフトウエアー", "ソフトウェア", "ソフトウェアー"}),
        ("ヴェール", {"ヴェール", "ベール"}),
        ("バイオリン", {"バイオリン", "ヴァイオリン"}),
        ("サーバー", {"サーバー", "サーバ", "サーヴァー", "サーヴァ"}),
        ("サーバ", {"サーバ", "サーバー", "サーヴァ", "サーヴァー"}),
        ("メモリ", {"メモリ", "メモリー"}),
        ("エラー", {"エラー"}),
        ("モデル", {"モデル"}),
        ("プロンプト・テスト", {"プロンプト・テスト", "プロンプト テスト", "プロンプトテスト"}),
        ("LoRA層", {"LoRA層", "LoRA 層"}),
        ("ＬｏＲＡ 層", {"LoRA層", "LoRA 層"}),
        ("最小2乗法", {"最小2乗法", "最小2 乗法", "最小 2乗法", "最小 2 乗法"}),
        ("bubble", {"bubble", "bubbles"}),
        ("ライブラリ", {"ライブラリ", "ライブラリー", "ライヴラリ", "ライヴラリー"}),
        ("読み込み", {"読み込み", "読込み", "読込"}),
        ("引数", {"引数", "引き数"}),
        ("組合せ", {"組合せ", "組み合わせ", "組合わせ", "組み合せ"}),
        ("置換", {"置換"}),
        ("epoch", {"epoch", "epochs", "epoches"}),
        ("leaf", {"leaf", "leaves"}),
        (
            "Backend",
            {"Backend", "Backends", "Back end", "Back-end", "Back ends", "Back-ends"}
            | {"BackEnd", "BackEnds"},
        ),
        ("containers", {"containers", "container", "containerses"}),
        ("alias", {"alias", "aliases"}),
        (
            "Bit Rate (BR)",
            {"Bit Rate (BR)", "Bit Rate", "Bit-Rate", "Bit Rates", "Bit-Rates"}
            | {"Bit-Rate (BR)", "BR", "BRs", "BitRate", "BitRates"},
        ),
        ('wheel (or "whl")', {'wheel (or "whl")', "wheel", "wheels", "whl", "whls"}),
        ("Mercury (planet)", {"Mercury (planet)"}),
        ("token (NLP)", {"token (NLP)"}),
        ("K-means", {"K-means", "K means", "K-meanses", "K meanses"}),
    ],
)
def test_variants(label: str, expected: set[str]) -> None:
    assert set(variants_of(label, BOTH)) == expected


def test_languages_choose_the_rules() -> None:
    assert list(variants_of("fine-tuned サーバー token", [])) == [
        "fine-tuned サーバー token",
        "fine tuned サーバー token",
    ]
    assert "tokens" not in set(variants_of("token", ["ja"]))
    assert "サーバ" not in set(variants_of("サーバー", ["en"]))


@pytest.mark.parametrize(
    ("label", "singular"),
    [
        ("adapter layers", "adapter layer"),
        ("Adapter Layers", "Adapter Layer"),
        ("access policies", "access policy"),
        ("HTTP cookies", "HTTP cookie"),
        ("weight matrices", "weight matrix"),
        ("hash caches", "hash cache"),
        ("mini batches", "mini batch"),
        ("user databases", "user database"),
        ("edge vertices", "edge vertex"),
        ("loss metrics", "loss metric"),
        ("computer graphics", None),
        ("time series", None),
        ("business process", None),
        ("process status", None),
        ("cluster analysis", None),
        ("layers", "layer"),
        ("alarms", "alarm"),
        ("Microservices", "Microservice"),
        ("batches", "batch"),
        ("Windows", None),
        ("HTTPS", None),
        ("bias", None),
        ("REST APIs", "REST API"),
    ],
)
def test_the_singular_of_a_plural(label: str, singular: str | None) -> None:
    spaces = label.count(" ")
    found = (variant for variant in variants_of(label, ["en"]) if variant.count(" ") == spaces)
    shorter = {variant for variant in found if len(variant) < len(label)}
    assert singular in shorter if singular else not shorter


def test_a_label_without_characters_has_no_variants() -> None:
    assert list(variants_of(" \u200b\n", BOTH)) == []


def test_the_spellings_of_many_joints_are_limited() -> None:
    assert len(list(variants_of("-".join("abcdefghijklmnopqrstuvwxyz"), BOTH))) <= 64


@settings(deadline=None)
@given(st.text(max_size=40))
def test_the_folded_label_comes_first_and_none_twice(label: str) -> None:
    found = list(variants_of(label, BOTH))
    assert found[:1] == [fold(label).text.strip()][: len(found)]
    assert len(set(found)) == len(found)


@settings(deadline=None)
@given(st.text("abyS- ・サーバ層1", max_size=12))
def test_a_variant_differs_in_joints_endings_and_long_vowels_only(label: str) -> None:
    def core(text: str) -> str:
        for mark in " -・ー":
            text = text.replace(mark, "")
        text = text.replace("ヴァ", "バ")
        return text.lower()  # Pre-Training becomes Pretraining

    base = core(fold(label).text)
    for variant in variants_of(label, BOTH):
        stem = core(variant)
        plural = stem[: len(base)] == base and stem[len(base) :] in {"", "s", "es"}
        assert plural or (base.endswith("y") and stem == base[:-1] + "ies")


@settings(deadline=None)
@given(st.text("abyサーバ層 -・", max_size=12), st.sets(st.sampled_from(["en", "ja"])))
def test_fewer_languages_make_fewer_variants(label: str, languages: set[str]) -> None:
    some = set(variants_of(label, sorted(languages)))
    every = list(variants_of(label, BOTH))
    assert some <= set(every) or len(every) == 64
