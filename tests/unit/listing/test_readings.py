"""The filter finds Japanese labels without a reading, if the tokenizer is installed."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from sphinxcontrib_glossterm.listing import filter_keys, search_keys

from ..make import concept


class Kana:
    """A tokenizer that knows one word."""

    version = "1"

    def words(self, sentence: str) -> list[tuple[int, bool]]:
        return [(len(sentence), False)]

    def reading(self, text: str) -> str:
        return {"学習": "ガクシュウ"}.get(text, text)


@pytest.fixture
def tokenizer(monkeypatch: pytest.MonkeyPatch) -> None:
    filter_keys._reading.cache_clear()
    monkeypatch.setattr(filter_keys, "_tokenizers", lambda: (Kana(),))
    yield
    filter_keys._reading.cache_clear()


@pytest.mark.usefixtures("tokenizer")
def test_the_usual_reading_is_a_key() -> None:
    assert {"学習", "がくしゅう", "gakushuu"} <= set(search_keys(concept("学習", "a"), "ja"))


@pytest.mark.usefixtures("tokenizer")
def test_the_author_s_reading_counts() -> None:
    keys = search_keys(concept("学習", "a", reading="まなび"), "ja")
    assert "まなび" in keys
    assert "がくしゅう" not in keys


@pytest.mark.usefixtures("tokenizer")
def test_chinese_labels_are_not_read_in_japanese() -> None:
    assert "がくしゅう" not in search_keys(concept("学習", "a"), "zh_TW")


def test_without_the_tokenizer_there_is_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    filter_keys._reading.cache_clear()
    monkeypatch.setattr(filter_keys, "_tokenizers", tuple)
    assert search_keys(concept("学習", "a"), "ja") == ("学習",)
    filter_keys._reading.cache_clear()


@pytest.mark.skipif(not find_spec("sudachipy"), reason="needs the extra ja")
def test_sudachi_reads_a_compound() -> None:
    filter_keys._reading.cache_clear()
    assert "きかいがくしゅう" in search_keys(concept("機械学習", "a"), "ja")
