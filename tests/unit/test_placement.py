"""Decided mentions are found again in text that another extension has changed."""

from __future__ import annotations

import pytest

pytest.importorskip("sphinx")

from sphinxcontrib_glossterm.matching import Mention
from sphinxcontrib_glossterm.sphinx_ext.linking.placement import moved_mentions


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
    found = dict(moved_mentions([mentions(read)], [text]))
    assert marked(text, list(found.get(0, ()))) == written


def test_equal_texts_in_their_order() -> None:
    text, first = mentions("[LoRA].")
    found = list(moved_mentions([(text, first), (text, [])], [text, text, text]))
    assert found == [(0, first), (1, [])]


def test_changed_texts_in_their_order() -> None:
    read = [mentions("One [LoRA] \ufffc."), mentions("Two of [LoRA] \ufffc.")]
    texts = ["One LoRA 1.", "Two of LoRA 2.", "Two of LoRA 3."]
    found = {at: marked(texts[at], list(of_text)) for at, of_text in moved_mentions(read, texts)}
    assert found == {0: "One [LoRA] 1.", 1: "Two of [LoRA] 2."}


def test_an_equal_text_is_found_before_a_similar_one() -> None:
    read = [mentions("The [LoRA] \ufffc."), mentions("The LoRA 1.")]
    found = dict(moved_mentions(read, ["The LoRA 1.", "The LoRA 2."]))
    assert found[0] == []
    assert marked("The LoRA 2.", list(found[1])) == "The [LoRA] 2."
