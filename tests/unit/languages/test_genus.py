from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_glossterm.languages import genus_candidates


@pytest.mark.parametrize(
    ("definition", "label"),
    [
        ("重みの一部だけを変える、PEFT手法の一種。", "PEFT"),
        ("用途: PEFTの一種として使う。", "PEFT"),
        ("これは強化学習手法の一つである。", "強化学習"),
        ("画像を作る生成モデルの一種。", "生成モデル"),
        ("LoRA is a kind of PEFT.", "PEFT"),
        ("A type of neural network that reads sequences.", "neural network"),
        ("It is one form of the gradient descent, with noise.", "gradient descent"),
    ],
)
def test_the_broader_concept_is_among_the_candidates(definition: str, label: str) -> None:
    assert label in genus_candidates(definition)


@pytest.mark.parametrize(
    ("definition", "label"),
    [
        ("画像を作る生成モデルの一種。", "生成"),
        ("PEFTとは別の手法の一種。", "PEFT"),
        ("LoRA is kind of PEFT.", "PEFT"),
        ("一種の手法。", "手法"),
    ],
)
def test_what_is_no_candidate(definition: str, label: str) -> None:
    assert label not in genus_candidates(definition)


@pytest.mark.parametrize(
    ("language", "definition", "label"),
    [
        ("de", "Ein Strauch ist eine Art Pflanze.", "Pflanze"),
        ("de", "Eine besondere Form des Speichers, der schnell ist.", "Speichers"),
        ("de", "Das ist ein Typ von Netzwerk mit Knoten.", "Netzwerk"),
        ("de", "Dies ist eine Variante der Suche.", "Suche"),
        ("ru", "Это вид графа без циклов.", "графа"),
        ("ru", "Является разновидностью нейронной сети.", "нейронной сети"),
        ("ru", "Узел — частный случай объекта.", "объекта"),
    ],
)
def test_candidates_of_other_languages(language: str, definition: str, label: str) -> None:
    assert label in genus_candidates(definition, [language])
    assert label not in genus_candidates(definition)


@pytest.mark.parametrize(
    ("language", "definition"),
    [
        ("de", "Auf diese Art wird der Wert berechnet."),
        ("de", "In der Form kann man Daten eingeben."),
        ("ru", "Задаёт тип файла."),
        ("ru", "Форма для ввода данных."),
    ],
)
def test_other_sentences_have_no_candidate(language: str, definition: str) -> None:
    assert genus_candidates(definition, [language]) == ()


LIMIT = 5.0
"""Seconds; quadratic search took minutes."""


def test_longer_candidates_come_first() -> None:
    found = genus_candidates("PEFT手法の一種")
    assert found.index("PEFT手法") < found.index("PEFT")


@given(st.text())
def test_any_text_has_candidates_or_none(text: str) -> None:
    assert all(genus_candidates(text)) or genus_candidates(text) == ()


def test_the_time_is_linear() -> None:
    """In a long text of words, each of which may begin a name."""
    text = "mot ファイル の一 " * 20_000
    started = process_time()
    list(genus_candidates(text))
    assert process_time() - started < LIMIT
