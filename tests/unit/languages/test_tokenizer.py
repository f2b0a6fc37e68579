from __future__ import annotations

from collections.abc import Sequence

import pytest

from sphinxcontrib_glossterm.languages import tokenizer as module
from sphinxcontrib_glossterm.languages.tokenizer import Cuts
from sphinxcontrib_glossterm.matching import (
    DEFAULT_RULES,
    Match,
    Matcher,
    Reason,
    Tokenizer,
    edges_digest,
    sudachi,
)
from sphinxcontrib_glossterm.matching.edges import Found, refusal
from sphinxcontrib_glossterm.model.concept import Concept, Location
from sphinxcontrib_glossterm.model.labels import Label


class Slashes:
    """Words from a table of sentences; a word with ``!`` is a form of a verb."""

    def __init__(self, *sentences: str, version: str = "1") -> None:
        self.version = version
        self.read: list[str] = []
        self._words = {s.replace("/", "").replace("!", ""): s.split("/") for s in sentences}

    def reading(self, text: str) -> str:
        return text

    def words(self, sentence: str) -> Sequence[tuple[int, bool]]:
        self.read.append(sentence)
        found, end = [], 0
        for word in self._words.get(sentence, [sentence]):
            end += len(word.strip("!"))
            found.append((end, word.endswith("!")))
        return found


def matcher(words: Tokenizer | None, *labels: str, languages: Sequence[str] = ("ja",)) -> Matcher:
    concepts = [Concept(one, one, (Label(one),), Location("d")) for one in labels]
    return Matcher.from_concepts(concepts, words=words, languages=languages)


def linked(matcher: Matcher, text: str) -> list[str]:
    return [text[item.start : item.end] for item in matcher.find(text) if isinstance(item, Match)]


@pytest.mark.parametrize(
    ("sentence", "label", "expected"),
    [
        ("描画/色/を", "描画", None),
        ("印刷物/を", "印刷", Reason.KANJI_SUFFIX),
        ("半透明/の", "透明", Reason.KANJI_PREFIX),
        ("値/を/埋め込み!/ます", "埋め込み", Reason.HIRAGANA_EDGE),
        ("値/を/埋め込み!/する", "埋め込み", None),
        ("非/同期/を", "同期", Reason.NEGATION),
        ("正規/化/の", "正規", Reason.DERIVATION),
        ("サブ/モデル/を", "モデル", Reason.KATAKANA_EDGE),
        ("Q/LoRA/を", "LoRA", Reason.LATIN_EDGE),
        ("前/の。/しきい値/が", "しきい値", None),
    ],
)
def test_the_tokenizer_replaces_lists_and_lengths(
    sentence: str, label: str, expected: Reason | None
) -> None:
    text = sentence.replace("/", "").replace("!", "")
    words = Slashes(sentence, *(part + "。" for part in sentence.split("。/")[:-1]), "しきい値/が")
    start = text.index(label)
    found = Found(text, start, start + len(label), cuts=Cuts(text, words))
    assert refusal(found, DEFAULT_RULES) is expected


def test_only_sentences_with_a_doubtful_edge_are_read() -> None:
    words = Slashes("印刷物/を/見る。", "その/学習/時/に。")
    text = "学習、LoRAを。印刷物を見る。その学習時に。学習。"
    assert linked(matcher(words, "学習", "LoRA", "印刷"), text) == ["学習", "LoRA", "学習", "学習"]
    assert words.read == ["印刷物を見る。", "その学習時に。"]


def test_text_without_a_label_is_not_read() -> None:
    words = Slashes()
    assert matcher(words, "学習").find("何も見つからない文。") == []
    assert words.read == []


def test_a_sentence_longer_than_the_tokenizer_takes_is_read_in_pieces() -> None:
    words = Slashes()
    matcher(words, "学習").find("学習を" * 5000)
    assert words.read == []
    matcher(words, "学習").find("再学習を" * 5000)
    assert sum(map(len, words.read)) >= 20_000
    assert max(len(piece.encode()) for piece in words.read) < 49_149


def test_the_tokenizer_is_not_used_for_other_languages() -> None:
    words = Slashes()
    assert linked(matcher(words, "学习", languages=("zh",)), "深度学习塾") == ["学习"]
    assert words.read == []


def test_another_version_changes_the_digest() -> None:
    digests = {
        edges_digest(DEFAULT_RULES, words)
        for words in (None, Slashes(version="1"), Slashes(version="1"), Slashes(version="2"))
    }
    assert len(digests) == 3


def test_missing_packages_are_found_without_an_import(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGES", ("glossterm-no-such-package",))
    assert sudachi() is None


class TestSudachi:
    """With the dictionary of the extra ``ja``."""

    @pytest.fixture(autouse=True)
    def _installed(self) -> None:
        pytest.importorskip("sudachipy")
        pytest.importorskip("sudachidict_core")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("いくつかの選択肢がある", []),
            ("半透明な画像", ["画像"]),
            ("選択範囲の透明な部分を選択する", ["選択", "透明", "選択"]),
            ("値を埋め込みます。埋め込みを計算し、埋め込みする", ["埋め込み", "埋め込み"]),
            ("非同期操作と同期", ["同期"]),
            ("👩‍💻が透明\ud800𠮷野の画像", ["透明", "画像"]),
        ],
    )
    def test_words_of_the_dictionary(self, text: str, expected: list[str]) -> None:
        labels = ("選択", "透明", "画像", "埋め込み", "同期")
        assert linked(matcher(sudachi(), *labels), text) == expected

    def test_its_version_names_the_dictionary(self) -> None:
        words = sudachi()
        assert words is not None
        assert words.version.startswith("sudachi-B ")
        assert len(words.version.split()) == 3


@pytest.mark.skipif(sudachi() is None, reason="requires the extra ja")
def test_short_words_cover_a_text_of_any_length() -> None:
    text = "😀選択肢がある。" * 2000
    words = list(module.Sudachi().short_words(text))
    assert [text[word.start : word.end] for word in words[1:4]] == ["選択", "肢", "が"]
    assert [word.part_of_speech[0] for word in words[1:4]] == ["名詞", "接尾辞", "助詞"]
    end = 0
    for word in words:
        assert word.start == end
        end = word.end
    assert end == len(text)
