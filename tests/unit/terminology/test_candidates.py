"""Candidates for a glossary: what is found in plain text, in each language."""

from __future__ import annotations

import random
import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.languages import LANGUAGES
from sphinxcontrib_glossterm.languages.tokenizer import sudachi
from sphinxcontrib_glossterm.terminology.candidates import Candidate, Kind, find_candidates
from sphinxcontrib_glossterm.terminology.candidates_abbreviations import (
    spelled_out,
    written_abbreviations,
)
from sphinxcontrib_glossterm.terminology.candidates_examples import MAX_EXAMPLE, Text
from sphinxcontrib_glossterm.terminology.candidates_scores import c_values, flr
from sphinxcontrib_glossterm.terminology.candidates_words import runs

needs_tokenizer = pytest.mark.skipif(sudachi() is None, reason="requires the extra ja")

ENGLISH = (
    "A cable drum holds the rope. Each cable drum is round.",
    "Check the cable drum daily. Two cable drums need two brake levers.",
    "The brake lever is red; do not pull the brake lever.",
)


def found(*texts: str, language: str = "en", **options: object) -> list[Candidate]:
    pages = [Text(f"page{number}", 10 * number, text) for number, text in enumerate(texts, 1)]
    return find_candidates(pages, language, **options)  # type: ignore[arg-type]


def labels(*texts: str, language: str = "en", **options: object) -> list[str]:
    return [each.label for each in found(*texts, language=language, **options)]


# -- terms ---------------------------------------------------------------------------


def test_a_term_has_its_count_its_pages_and_sentences() -> None:
    drum, lever = found(*ENGLISH)
    assert (drum.kind, drum.label, drum.count) == (Kind.TERM, "cable drum", 4)
    assert drum.pages == ("page1", "page2")
    assert [(each.page, each.line, each.text) for each in drum.examples] == [
        ("page1", 10, "A cable drum holds the rope."),
        ("page2", 20, "Check the cable drum daily."),
        ("page1", 10, "Each cable drum is round."),
    ]
    assert (lever.label, lever.count, lever.pages) == ("brake lever", 3, ("page2", "page3"))


def test_the_line_of_an_example_is_that_of_the_term() -> None:
    text = Text("page", 5, "One line.\nThe cable drum turns.\nA cable drum. My cable drum.")
    (drum,) = find_candidates([text], "en")
    assert [example.line for example in drum.examples] == [6, 7, 7]


def test_labels_are_no_candidates() -> None:
    assert labels(*ENGLISH, is_known="cable drum".__eq__) == ["brake lever"]


def test_rare_terms_are_no_candidates() -> None:
    assert labels(*ENGLISH, at_least=4) == ["cable drum"]
    assert labels(*ENGLISH, at_least=5) == []


def test_limit() -> None:
    assert labels(*ENGLISH, "RAM, RAM and RAM, ABI, ABI, ABI.", limit=1) == ["cable drum", "ABI"]


def test_a_part_of_one_longer_term_is_no_candidate() -> None:
    assert labels("The hot water valve, a hot water valve, my hot water valve.") == [
        "hot water valve"
    ]


def test_a_part_with_other_uses_is_one_too() -> None:
    text = "The hot water valve, a hot water valve, my hot water valve. Hot water is hot water."
    assert set(labels(text)) == {"hot water valve", "hot water"}


@pytest.mark.parametrize(
    "text",
    [
        "the cable, drum",
        "the cable (drum)",
        "the cable \ufffc drum",
        "the cable of the drum",
        "the cable/drum and cable_drum",
        "the cable 7 drum",
        "they clearly showed",
    ],
)
def test_words_that_do_not_form_a_term(text: str) -> None:
    assert labels(*[text] * 5) == []


def test_markup_and_line_breaks_between_words() -> None:
    assert labels(*["the cable\n  drum"] * 3) == ["cable drum"]


def test_the_usual_form_is_the_label() -> None:
    assert labels("Cable drum, cable drums, cable drums, cable drum, cable drum.") == ["cable drum"]
    assert labels("Our Cable Drums, the Cable Drums, these Cable Drums.") == ["Cable Drums"]


@needs_tokenizer
def test_japanese_compounds() -> None:
    texts = (
        "歯車装置を点検する。各歯車装置には番号がある。",
        "次に歯車装置等を外す。歯車装置の軸受温度を測る。",
        "軸受温度が上がる。軸受温度は 40 度である。",
    )
    gear, bearing = found(*texts, language="ja", tokenizer=sudachi())
    assert (gear.label, gear.count, gear.pages) == ("歯車装置", 4, ("page1", "page2"))
    assert gear.examples[0].text == "歯車装置を点検する。"
    assert (bearing.label, bearing.count) == ("軸受温度", 3)


@needs_tokenizer
def test_a_prefix_that_belongs_to_the_word_is_kept() -> None:
    texts = ["大規模装置が動く。"] * 3
    assert labels(*texts, language="ja", tokenizer=sudachi()) == ["大規模装置"]


@needs_tokenizer
def test_latin_words_in_japanese_text() -> None:
    texts = [
        "command-line optionを使う。",
        "Linux カーネルは速い。",
        "AppleパッケージBである。",
    ] * 3
    found_labels = labels(*texts, language="ja", tokenizer=sudachi())
    assert set(found_labels) == {"command-line option", "Linux カーネル", "Appleパッケージ"}


def test_japanese_without_the_tokenizer() -> None:
    texts = ["差分ファイルを作る。", "その差分ファイルは小さい。", "差分ファイルだ。"]
    assert labels(*texts, language="ja") == ["差分ファイル"]


@pytest.mark.parametrize(
    ("language", "texts", "expected"),
    [
        (
            "de",
            ["Der rote Hebel klemmt.", "Wir ziehen am roten Hebel.", "Die roten Hebel fehlen."],
            "roten Hebel",
        ),
        (
            "fr",
            ["Le levier de frein.", "Nos leviers de frein ici.", "Un levier de frein."],
            "levier de frein",
        ),
        ("fr", ["L’arbre d’entraînement."] * 3, "arbre d’entraînement"),
        ("es", ["La palanca de freno.", "Las palancas de freno.", "Una palanca de freno."], None),
        ("it", ["La leva di comando.", "Le leve di comando.", "Una leva di comando."], None),
        ("pt", ["A alavanca de freio.", "As alavancas de freio.", "Uma alavanca de freio."], None),
        ("ru", ["Это тормозной рычаг.", "Нет тормозного рычага.", "И тормозной рычаг."], None),
        ("zh", ["请检查齿轮装置。", "这个齿轮装置的噪音。", "齿轮装置和油。"], "齿轮装置"),
        ("ko", ["제동 장치를 확인한다.", "새 제동 장치가 있다.", "제동 장치입니다."], None),
        ("tlh", ["kuro vano!", "kuro vano?", "kuro vano."], "kuro vano"),
    ],
)
def test_other_languages(language: str, texts: list[str], expected: str | None) -> None:
    (only,) = found(*texts, language=language)
    assert only.count == 3
    assert expected is None or only.label == expected


def test_english_text_in_a_japanese_project() -> None:
    """Each language gets places by its share of the text; a term in both is one candidate."""
    texts = ["差分ファイルと cable drum を使う。"] * 3 + ["The cable drum is round."] * 3
    both = found(*texts, language="ja")
    assert {(each.label, each.count) for each in both} == {("差分ファイル", 3), ("cable drum", 6)}


def test_values() -> None:
    counts = {("a", "b"): 10, ("x", "a", "b"): 4, ("y", "a", "b"): 2}
    values = c_values(counts)
    assert values["a", "b"] == 10 - (4 + 2) / 2
    assert values["x", "a", "b"] == pytest.approx(4 * 1.58496, rel=1e-4)
    # The geometric mean of (left + 1)(right + 1): a has 2 on its right, b has 2 on its left.
    assert flr({("a", "b"): 2})["a", "b"] == pytest.approx(2 * 9**0.25)


# -- abbreviations -------------------------------------------------------------------


def test_abbreviations_that_no_text_spells_out() -> None:
    texts = ["The ABI and the RAM.", "Two ABIs; a RAM chip.", "ABI of RAM (random access memory)"]
    (only,) = found(*texts)
    assert (only.kind, only.label, only.count) == (Kind.ABBREVIATION, "ABI", 3)
    assert only.pages == ("page1", "page2", "page3")


def test_abbreviations_that_are_explained_elsewhere() -> None:
    assert labels("ABI, ABI, ABI.", explained={"ABI"}) == []


def test_lower_case_counts_in_pages_with_the_capitals() -> None:
    assert labels("An ION, an ION, an ION.", "An ion, an ion, an ion.") == ["ION"]


def test_emphasis_is_no_abbreviation() -> None:
    assert labels("Do NOT run. NOT now. NOT so. It is not, not, not.") == []
    assert labels("An ABI. The ABI, the ABI; abi.") == ["ABI"]
    assert labels("An ION. The ION, the ION; configuration, configuration, Million.") == ["ION"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LoRA, QLoRA and LLMs", ["LoRA", "QLoRA", "LLM"]),
        ("NMUed an NMU", ["NMU", "NMU"]),
        ("GitHub, Debian, A, XIV, I", []),
        ("MY_VAR, /ETC/, $HOME, @ID, --XY, FOO.TXT, A/B", []),
        ("UTF-8 and IPv6", ["UTF-8", "IPv6"]),
        ("LLMの、GPUは", ["LLM", "GPU"]),
        ("10 GB of a GiB, 5 MHz, 2 kW, 9 AM, 12 V, 3 MW", []),
        ("the AM receiver, a MW station, the DC", ["AM", "MW", "DC"]),
        ("XL, MCMXCIV, CD, MD, CIVIL", ["CD", "MD", "CIVIL"]),
        ("You MUST NOT. TODO: OK", []),
    ],
)
def test_what_looks_like_an_abbreviation(text: str, names: list[str]) -> None:
    assert [name for name, _, _ in written_abbreviations(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Low-Rank Adaptation (LoRA) helps", {"LoRA"}),
        ("LoRA (Low-Rank Adaptation) helps", {"LoRA"}),
        ("a large language model (LLM), or", {"LLM"}),
        ("large language models (LLMs)", {"LLM"}),
        ("低ランク適応（LoRA）", {"LoRA"}),
        ("LoRA（低ランク適応）", {"LoRA"}),
        ("low-rank adaptation (LoRA; see below)", {"LoRA"}),
        ("read the page (HTML)", set()),
        ("HTML (see below)", set()),
        ("HTML (HTML)", set()),
        ("the cards (GPU or CPU)", set()),
    ],
)
def test_what_spells_out(text: str, names: set[str]) -> None:
    assert spelled_out(text) == names


# -- all inputs ----------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        *("cable", "drum", "the", "of", "de", "L’arbre", "RAM", "(RAM)", ".", "\ufffc", " ", "\n"),
        *("C#", "歯車", "装置", "の", "设备", "장치", "。"),
    ]
)
PASSAGES = st.lists(
    st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=40).map(" ".join)), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(passages=PASSAGES, language=st.sampled_from([*LANGUAGES, "tlh"]))
def test_any_text(passages: list[str], language: str) -> None:
    texts = [Text(f"p{number % 3}", number, text) for number, text in enumerate(passages)]
    first = find_candidates(texts, language, at_least=2)
    assert first == find_candidates(texts, language, at_least=2)
    for each in first:
        assert each.label == " ".join(each.label.split())
        assert each.count >= max(2, len(each.pages))
        assert {example.page for example in each.examples} <= set(each.pages)
        assert 1 <= len(each.examples) <= 3
        assert all("\n" not in x.text and len(x.text) <= MAX_EXAMPLE + 9 for x in each.examples)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=80), language=st.sampled_from([*LANGUAGES, "tlh"]))
def test_words_of_runs_are_in_the_text(text: str, language: str) -> None:
    for run in runs(text, language):
        assert len(run) > 1
        for word in run:
            assert 0 <= word.start < word.end <= len(text)
        assert [word.start for word in run] == sorted({word.start for word in run})


SIZE = 100_000
SHAPES = {
    "one run": "cable drum " * (SIZE // 11),
    "all words differ": " ".join(
        "".join(random.Random(i).choices(string.ascii_lowercase, k=6)) for i in range(SIZE // 7)
    ),
    "one word": "a" * SIZE,
    "hyphens": "a" + "-" * SIZE + "b",
    "marks": "A+" * (SIZE // 2),
    "dots": "A." * (SIZE // 2),
    "brackets": "(AB " * (SIZE // 4),
    "explained": "a b c (ABC) " * (SIZE // 12),
    "capitals": "RAM " * (SIZE // 4),
    "kanji": "歯車装置" * (SIZE // 4),
    "kana": "の" * SIZE,
    "underscores": "A" + "_" * SIZE,
    "Hangul": "장치" * (SIZE // 2),
    "white space": "cable" + " " * SIZE + "drum",
}


@pytest.mark.parametrize(
    ("shape", "language"),
    [
        *((shape, "en") for shape in SHAPES if shape not in {"kanji", "kana", "Hangul"}),
        *(("kanji", "ja"), ("kanji", "zh"), ("kana", "ja"), ("Hangul", "ko"), ("dots", "ja")),
        *(("all words differ", "de"), ("underscores", "ja"), ("marks", "fr")),
    ],
)
def test_no_shape_of_text_is_slow(shape: str, language: str) -> None:
    start = time.process_time()
    found(SHAPES[shape], language=language)
    # About 0.1 s; with quadratic cost minutes.
    assert time.process_time() - start < 10
