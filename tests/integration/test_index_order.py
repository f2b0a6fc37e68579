"""The index in the order of dictionaries: Japanese with readings, then other languages."""

from __future__ import annotations

import re

import pytest

from sphinxcontrib_glossterm import listing
from sphinxcontrib_glossterm.languages import pinyin

GLOSSARY = {
    "index.md": """
        # 用語

        ```{glossary}
        汎化
        : :reading: はんか

          未知のデータでも働くこと。

        パラメータ
        : 学習で決まる値。

        バッチ正規化
        : :reading: ばっちせいきか

          層の入力を小分けごとに整えること。

        強化学習
        : :reading: きょうかがくしゅう

          報酬を手がかりにする学習。

        教師あり学習
        : :reading: きょうしありがくしゅう

          正解の付いた例による学習。

        機械学習
        : :reading: きかいがくしゅう

          例から規則を得ること。

        LoRA
        : 小さな行列だけを学ぶ手法。

        学習率
        : :reading: がくしゅうりつ

          一歩の大きさ。

        過学習
        : :reading: かがくしゅう

          例を覚え込みすぎること。

        回帰
        : :reading: かいき

          数を当てる問題。

        活性化関数
        : :reading: カッセイカカンスウ

          層の出力を曲げる関数。

        データ拡張
        : :reading: でーたかくちょう

          例を水増しすること。

        データ
        : 例の集まり。

        転移学習
        : :reading: てんいがくしゅう

          別の課題で得たものを使う学習。

        チューニング
        : 調整。

        大規模言語モデル
        : :reading: だいきぼげんごもでる

          多くの文章で学んだモデル。

        損失関数
        : :reading: そんしつかんすう

          外れの大きさを測る関数。

        深層学習
        : :reading: しんそうがくしゅう

          層を重ねた学習。

        推論
        : :reading: すいろん

          学んだモデルを使うこと。

        最適化
        : :reading: さいてきか

          損失を小さくすること。

        サーバー
        : 計算を引き受ける機械。

        誤差逆伝播
        : :reading: ごさぎゃくでんぱ

          誤差を層の順とは逆に伝えること。

        勾配降下法
        : :reading: こうばいこうかほう

          坂を下るように損失を減らすこと。

        評価
        : :reading: ひょうか

          出来を測ること。

        ベクトル
        : 数の並び。

        重み
        : :reading: おもみ

          入力に掛ける数。

        異常検知
        : :reading: いじょうけんち

          普通でないものを見つけること。

        3D畳み込み
        : 時間も含めた畳み込み。

        蒸留
        : 大きなモデルから小さなモデルへ移すこと。
        ```
        """
}


def test_japanese_labels_are_in_dictionary_order(project):
    site = project(GLOSSARY, language="ja").build()
    assert site.index() == [
        ("0–9", ["3D畳み込み"]),
        ("L", ["LoRA"]),
        ("あ", ["異常検知", "重み"]),
        ("か", ["回帰", "過学習", "学習率", "活性化関数", "機械学習", "強化学習", "教師あり学習",
               "勾配降下法", "誤差逆伝播"]),
        ("さ", ["サーバー", "最適化", "深層学習", "推論", "損失関数"]),
        ("た", ["大規模言語モデル", "チューニング", "データ", "データ拡張", "転移学習"]),
        ("は", ["バッチ正規化", "パラメータ", "汎化", "評価", "ベクトル"]),
        # Without a reading the order is unknown: at the end, where the author notices.
        ("漢字", ["蒸留"]),
    ]  # fmt: skip
    # ー is the vowel that it lengthens: サーバー is さあばあ, チューニング is ちゅうにんぐ.


OTHERS = {
    "en": ["A: Ande Ångström", "N: ñandú nube", "O: oasis Öl", "Й: йод", "ㄱ: 까치", "漢字: 安全"],
    "sv": ["A: Ande", "N: ñandú nube", "O: oasis", "Å: Ångström", "Ö: Öl", "Й: йод", "ㄱ: 까치",
           "漢字: 安全"],
    "es": ["A: Ande Ångström", "N: nube", "Ñ: ñandú", "O: oasis Öl", "Й: йод", "ㄱ: 까치",
           "漢字: 安全"],
    "de": ["A: Ande Ångström", "N: ñandú nube", "O: oasis Öl", "Й: йод", "ㄱ: 까치", "漢字: 安全"],
    "ru": ["Й: йод", "A: Ande Ångström", "N: ñandú nube", "O: oasis Öl", "ㄱ: 까치", "漢字: 安全"],
    "ko": ["ㄱ: 까치", "A: Ande Ångström", "N: ñandú nube", "O: oasis Öl", "Й: йод", "漢字: 安全"],
    "zh_CN": ["A: Ande Ångström", "N: ñandú nube", "O: oasis Öl", "Й: йод", "ㄱ: 까치",
              "汉字: 安全"],
}  # fmt: skip


def glossary(labels: str) -> dict[str, str]:
    entries = "".join(f"   {label}\n      Text.\n\n" for label in labels.split())
    return {"index.rst": f"Terms\n=====\n\n.. glossary::\n\n{entries}\n.. termindex::\n"}


LABELS = glossary("Öl oasis йод Ångström 安全 nube 까치 ñandú Ande")


def clear_caches() -> None:
    for cached in (listing.sort_key, listing.keys_of):
        cached.cache_clear()


@pytest.fixture(autouse=True)
def own_caches():
    clear_caches()
    yield
    clear_caches()


def lines(index: list[tuple[str, list[str]]]) -> list[str]:
    return [f"{head}: {' '.join(entries)}" for head, entries in index]


@pytest.mark.parametrize("language", OTHERS)
def test_each_language_has_its_own_order(project, language, monkeypatch):
    monkeypatch.setattr(pinyin, "syllables", lambda text: [])
    site = project(LABELS, language=language).build()
    assert lines(site.index()) == OTHERS[language]
    assert lines(site.index("index")) == OTHERS[language]  # the directive
    assert site.dead_links() == []


def test_the_index_of_a_pdf_has_the_same_order(project):
    site = project(LABELS, language="sv").build("latex")
    (tex,) = site.outdir.glob("*.tex")
    heads = re.findall(r"\\bigletter\{(.)", tex.read_text("utf-8"))
    assert heads == [line[0] for line in OTHERS["sv"]]


def test_the_ids_of_headings_do_not_depend_on_the_language(project):
    ids: dict[str, set[str]] = {}
    for language in ("en", "sv", "ko"):
        for head, anchor in project(LABELS, language=language).build().heads().items():
            ids.setdefault(head, set()).add(anchor)
    assert all(len(of_head) == 1 for of_head in ids.values())


def test_the_index_follows_the_language(project):
    made = project(LABELS, language="en")
    site = made.build()
    made.configure(language="sv")
    site, _written = made.rebuild(site)
    assert lines(site.index()) == lines(site.index("index")) == OTHERS["sv"]


def test_the_index_follows_the_package_for_pinyin(project, monkeypatch):
    monkeypatch.setattr(pinyin, "source", lambda: "")
    monkeypatch.setattr(pinyin, "syllables", lambda text: [])
    made = project(LABELS, language="zh_CN")
    site = made.build()
    assert site.index()[-1] == ("汉字", ["安全"])
    monkeypatch.setattr(pinyin, "source", lambda: "pypinyin 1")
    known = {"安": "an1", "全": "quan2"}
    monkeypatch.setattr(pinyin, "syllables", lambda text: [known.get(char, char) for char in text])
    clear_caches()
    site, _written = made.rebuild(site)
    expected = ("A", ["安全", "Ande", "Ångström"])
    assert site.index()[0] == site.index("index")[0] == expected
