"""The index in the order of a Japanese dictionary, with a reading for every kanji term."""

from __future__ import annotations

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
