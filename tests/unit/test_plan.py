"""Decided mentions are found again in text that another extension has changed."""

from __future__ import annotations

import pytest

pytest.importorskip("sphinx")

from sphinxcontrib_glossterm.matching import Mention
from sphinxcontrib_glossterm.sphinx_ext.linking.plan import Plan


def mentions(marked: str) -> tuple[str, list[Mention]]:
    """The text of *marked* without its brackets, and a mention for each pair of them."""
    text, found = "", []
    for part in marked.split("["):
        label, closed, rest = part.partition("]")
        if closed:
            found.append(Mention(0, len(text), len(text) + len(label), label, label))
        text += label + rest
    return text, found


def marked(text: str, found: list[Mention]) -> str:
    for mention in reversed(found):
        linked = text[mention.start : mention.end]
        text = f"{text[: mention.start]}[{linked}]{text[mention.end :]}"
    return text


@pytest.mark.parametrize(
    ("read", "written"),
    [
        pytest.param("The [LoRA] and \ufffc here.", "The [LoRA] and 42 here.", id="worked out"),
        pytest.param("A [LoRA] of [PEFT].", "A [LoRA] (a note on it) of [PEFT].", id="put in"),
        pytest.param("A [LoRA], so to say, of [PEFT].", "A LoRA of [PEFT].", id="beside it"),
        pytest.param("A [LoRA] and [PEFT] here.", "A LoRAs and [PEFT] here.", id="grown"),
        pytest.param("Of [LoRA]", "Of LoRA!", id="at the end"),
        pytest.param("[機械学習]と\ufffcを学ぶ。", "[機械学習]と値を学ぶ。", id="Japanese"),
        pytest.param("A [LoRA] of [PEFT].", "Something else altogether, at length.", id="other"),
    ],
)
def test_a_changed_text(read: str, written: str) -> None:
    text = written.replace("[", "").replace("]", "")
    plan = Plan([mentions(read)])
    assert plan.of_same(text) is None
    assert marked(text, list(plan.of_alike(text))) == written


def test_equal_texts_in_their_order() -> None:
    text, first = mentions("[LoRA].")
    plan = Plan([(text, first), (text, [])])
    assert [plan.of_same(text), plan.of_same(text), plan.of_same(text)] == [first, [], None]


def test_changed_texts_in_their_order() -> None:
    plan = Plan([mentions("One [LoRA] \ufffc."), mentions("Two of [LoRA] \ufffc.")])
    assert marked("One LoRA 1.", list(plan.of_alike("One LoRA 1."))) == "One [LoRA] 1."
    assert marked("Two of LoRA 2.", list(plan.of_alike("Two of LoRA 2."))) == "Two of [LoRA] 2."
    assert plan.of_alike("Two of LoRA 3.") == ()
