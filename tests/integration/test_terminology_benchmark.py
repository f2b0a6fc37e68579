"""The pages of the comparison with prh: what is planted is where the comparison expects it."""

from __future__ import annotations

import json

import pytest

from .test_benchmarks import BENCHMARKS

RESULTS = BENCHMARKS / "results" / "terminology.json"
MANUAL = {
    "ja": "<p>古いサーバでは<a href='x'>ユーザー</a>が{n}番目の<code>ls</code>を使い、"
    "データサーバーとディレクトリーの*印*を見ます。</p><p>{n}番目のバイナリパッケージ。</p>",
    "en": "<p>Number {n}: the <a href='x'>directories</a> of a <code>host</code> and its file"
    " system -- not [this] -- have the configuration. Applications and a repo read it too, so the"
    " administrator's library is an application.</p><p>Number {n} is admin-only.</p>",
}


@pytest.fixture
def benchmarks(monkeypatch):
    """The modules of the benchmarks can be imported as they import each other."""
    monkeypatch.syspath_prepend(BENCHMARKS)


@pytest.mark.parametrize("language", MANUAL)
def test_positions_are_those_of_the_planted_words(benchmarks, language, tmp_path):
    from planting import COMPOUND, TRAPS, WORD, Site

    manual = tmp_path / "manual"
    manual.mkdir()
    text = "".join(MANUAL[language].format(n=n) for n in range(40))
    (manual / "page.html").write_text(f"<body>{text}</body>", encoding="utf-8")
    site = Site(language, [manual], seed=1)
    planted = site.write(tmp_path / "site")
    avoided = {word.casefold() for word in site.planter.forms.values()}
    lines = (tmp_path / "site" / "page0.md").read_text("utf-8").split("\n")
    kinds = {spot.kind for spot in planted}
    assert {WORD, COMPOUND, *TRAPS} == kinds
    for spot in planted:
        (line, column), (end_line, end) = spot.start, spot.end
        if spot.kind == WORD and line == end_line:
            assert lines[line - 1][column - 1 : end - 1].casefold() in avoided
        if spot.kind == "address" and line == end_line:
            assert lines[line - 1][column - 1] in "[<"
    assert "\ue000" not in "".join(lines)


def test_the_results_in_the_docs_reach_the_goals():
    for language, part in json.loads(RESULTS.read_text("utf-8"))["languages"].items():
        ours = part["tools"]["sphinxcontrib-glossterm"]
        assert part["places"] >= 200, language
        assert ours["precision"] >= 0.99, language
        assert ours["recall"] >= 0.97, language
