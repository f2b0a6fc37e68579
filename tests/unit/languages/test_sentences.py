"""Which sentence of a definition is its short text."""

from __future__ import annotations

import time

import pytest

from sphinxcontrib_glossterm.languages.sentences import first_sentence, sentence_with


@pytest.mark.parametrize(
    "text",
    [
        "Described by Prof. Curie in 1898.| More.",
        "Plotted in Fig. 7 and in Eq. (2).| More.",
        "Given in App. B and in Ch. IV of the book.| More.",
        "Any grain, e.g. Rye or i.e. Wheat vs. Oats.| More.",
        "Found by M. Skłodowska and J.R.R. Tolkien.| The rest.",
        "R. A. Fisher named it.| More.",
        "Used by the U.S. Navy.| More.",
        "Made in the U.S.| The rest.",
        "Rich in vitamin C.| It is sour.",
        "Proposed by Li et al. (2019) and others.| More.",
        "Nuts, bolts, etc.| The rest.",
        "The answer is no.| More.",
        "This is an app.| A user starts it.",
        "It takes 5 ms.| The rest.",
        "A kind of PEFT.| LoRA is one.",
        "About 3.5 litres.| More.",
        "Runs on Node.js.| More.",
        "It stops (see Sec. 2. Also 3.) here.| More.",
        'He said "Stop."| Then he left.',
        "(A whole sentence.)| More.",
        "Any of A ... Z here.| More.",
        "Wait...| More.",
        "1. Counted.| More.",
        "Über alles.| Ähnlich.",
        "Is it?| Yes.",
        "あの「止まれ。」という札である。|次。",
        "「止まれ。」|札である。",
        "用語（略して語。）である。|次。",
        "何と！？|次。",
        "学術文である．|次の文．",
        "値は３．１４である。|次。",
        "これは…である。|次。",
        "Opened (once.| More.",
    ],
)
def test_a_sentence_ends_where_the_bar_is(text):
    assert first_sentence(text.replace("|", "")) == text.partition("|")[0].strip()


def test_a_long_sentence_is_cut():
    assert len(first_sentence("word " * 100)) == 300


def test_the_sentence_that_holds_a_term():
    text = "Named by Dr. Rey. A loop is a turn. More."
    assert sentence_with("loop", text) == "A loop is a turn."


@pytest.mark.parametrize(
    "part", ["(", "Dr. X ", "a. b ", "(a. B) ", "「あ。", "あ（い。）う", ".", "（「", "）」"]
)
def test_the_time_grows_with_the_text(part):
    begin = time.process_time()
    sentence_with("nowhere", part * 20_000 + "）」。")
    assert time.process_time() - begin < 5
