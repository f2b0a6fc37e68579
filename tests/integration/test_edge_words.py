"""Options for word boundaries: word lists of the project, and the tokenizer."""

from __future__ import annotations

import pytest

from sphinxcontrib_glossterm import matching
from sphinxcontrib_glossterm.languages import tokenizer

KYOTO = ("京都", "index#term-京都")
DRAWING = ("描画", "index#term-描画")
PAGES = {
    "index.md": """\
# T

```{toctree}
town
other
color
```

```{glossary}
京都
: An old capital.

描画
: How things are drawn.

カナ
: With kana in any label, those in kanji are Japanese.
```
""",
    "town.md": "# Town\n\n京都市に住む。\n",
    "other.md": "# Other\n\n描画を見る。\n",
    "color.md": "# Colour\n\n描画色を選ぶ。\n",
}


def test_a_word_list_is_added_to_to(project):
    made = project(PAGES, link="everywhere")
    before = made.build()
    assert before.mentions("town") == []
    made.configure(link="everywhere", edge_words={"kanji_suffixes": ["市"]})
    after, written = made.rebuild(before)
    assert after.mentions("town") == [KYOTO]
    assert "town" in written


def test_an_unknown_list_is_reported_with_a_suggestion(project):
    site = project(PAGES, link="everywhere", edge_words={"kanji_sufixes": ["市"]}).build(
        warns=[
            'conf.py:5: WARNING: unknown word list "kanji_sufixes" in glossterm_edge_words; did you'
            ' mean "kanji_suffixes"? [glossterm.config]'
        ]
    )
    assert site.mentions("town") == []


@pytest.mark.parametrize("value", [["市"], {"kanji_suffixes": "市"}, {"kanji_suffixes": [1]}])
def test_a_value_of_another_type_is_reported(project, value):
    site = project(PAGES, link="everywhere", edge_words=value).build(
        warns=[
            f"conf.py:5: WARNING: glossterm_edge_words is {value!r}; it takes a dictionary from"
            f' names of word lists to lists of words, such as `{{"kanji_suffixes": ["市",'
            f' "-法"]}}` (the default, {{}}, is used) [glossterm.config]'
        ]
    )
    assert site.mentions("town") == []


def test_the_tokenizer_decides_where_words_end(project):
    pytest.importorskip("sudachidict_core")
    made = project(PAGES, link="everywhere")
    before = made.build()
    assert before.mentions("color") == []
    made.configure(link="everywhere", japanese_words="tokenizer")
    after, written = made.rebuild(before)
    assert after.mentions("color") == [DRAWING]
    assert "color" in written


def test_without_the_tokenizer_the_rules_are_used(project, monkeypatch):
    for module in (matching, tokenizer):
        monkeypatch.setattr(module, "PACKAGES", ("glossterm-no-such-package",))
    site = project(PAGES, link="everywhere", japanese_words="tokenizer").build(
        warns=[
            'conf.py:5: WARNING: glossterm_japanese_words is "tokenizer", which needs'
            " glossterm-no-such-package; install sphinxcontrib-glossterm[ja] (until then,"
            ' "rules" is used) [glossterm.config]'
        ]
    )
    assert site.mentions("other") == [DRAWING]


def test_a_tokenizer_that_is_installed_later_is_used(project, monkeypatch):
    pytest.importorskip("sudachidict_core")
    made = project(PAGES, link="everywhere", japanese_words="tokenizer")
    with monkeypatch.context() as missing:
        missing.setattr(tokenizer, "PACKAGES", ("glossterm-no-such-package",))
        before = made.build(warns=None)
    assert before.mentions("color") == []
    after, written = made.rebuild(before)
    assert after.mentions("color") == [DRAWING]
    assert "color" in written
