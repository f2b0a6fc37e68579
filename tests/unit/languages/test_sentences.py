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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ein Wert, z. B. Rot oder Blau.| Mehr."),
        ("de", "Ein Wert, z.B. Rot, d. h. Farbe.| Mehr."),
        ("de", "I. d. R. Zahlen und u. a. Wörter.| Dann mehr."),
        ("de", "Gemessen von Dr. Meier am 3. Oktober.| Der Rest."),
        ("de", "Es gibt davon 5.| Das genügt."),
        ("de", "Gebaut im Jahr 1998.| Später umgebaut."),
        ("de", "Siehe Abb. 4 und Kap. IV, vgl. Seite 3.| Dann mehr."),
        ("de", "Zahlen, Wörter usw.| Der Rest."),
        ("de", "Wörter, Zahlen usw. sind Werte.| Mehr."),
        ("de", "Die Müller GmbH nennt sie bzw. Ähnliches so.| Mehr."),
        ("de", "„Ein Wert.“| Dann mehr."),
        ("ru", "Значение, т. е. Число или т. н. Код.| Далее."),
        ("ru", "Так решил А. С. Пушкин.| Он писал."),
        ("ru", "Файлы, папки и т. д.| Это всё."),
        ("ru", "Файлы и т. п. Узлы тоже.| Ещё."),
        ("ru", "См. рис. 4 и гл. 2.| Далее."),
        ("ru", "Построен в 1998 г. Иваном.| Он цел."),
        ("ru", "Имя узла.| Его читают."),
    ],
)
def test_abbreviations_of_other_languages(language, text):
    found = first_sentence(text.replace("|", ""), [language])
    assert found == text.partition("|")[0]


def test_a_language_is_not_used_in_other_projects():
    assert first_sentence("Ein Wert, z. B. Rot. Mehr.") == "Ein Wert, z."


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
