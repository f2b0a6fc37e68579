"""Word lists for Japanese: what may be next to a label, fixed expressions, everyday words."""

from __future__ import annotations

from .language import LanguageEdgeRules, word_set


class JapaneseRules(LanguageEdgeRules):
    """What Japanese words may begin or end with; the defaults are for technical prose."""

    negations: frozenset[str] = word_set("非 不 未 無 反 脱 逆 異")
    """Prefixes that make the opposite, or something else, of a Japanese label: 非[同期]."""
    negation_nouns: frozenset[str] = word_set(
        "是非 有無 皆無 可逆 違反 相反 背反 離反 離脱 逸脱 差異 変異 特異 相異"
    )
    """Nouns that end like a negation: 規約違反[検出]."""
    kanji_prefixes: frozenset[str] = word_set(
        "各 全 両 本 当 同 新 旧 再 現 次 他 諸 某 毎 約 計 第 最 超 高 低 多 単 複 総 大 小"
        " 誤 元 仮 副 主 親 子 孫 左 右 上 下 前 後 縦 横 色 型 列 行 値 軸 既 実 自 数 強 弱"
        " 疎 密 凸 零 純 倍 極 章 桁 年 月 週 日 秒 一 二 三 四 五 六 七 八 九 十 百 千 万 億"
    )
    """Single kanji that may precede a label, or a word that precedes it: 各[学習]. With one of
    these it is still a case of the label (誤[分類]); 半, 準, 過, 偽 make something else."""
    prefix_nouns: frozenset[str] = word_set(
        "一定 一般 一部 複数 単位 次元 計算 小数 多数 大量 高度 全体 本体 上記 上述 上位 上限"
        " 上級 上流 上部 上側 上書 上昇 下記 下位 下限 下級 下流 下部 下側 下線 下降 前記 前述"
        " 前提 前者 前半 前面 前部 前側 前置 後記 後述 後者 後半 後続 後部 後側 後置 後退 既存"
        " 既知 数値 数学 数式 数列 数字 数量 数理 実行 実装 実験 実際 実現 実数 実体 実態 実例"
        " 実施 実績 実質 実用 実務 実習 実証 実測 実在 自動 自身 自体 自分 自己 自律 自由 自然"
        " 自社 自立 強化 強度 強制 強調 弱点 密度 零度 純粋 純度 純正 倍率 倍数 極限 極大 極小"
        " 極端 極性 年間 年度 年金 年齢 年代 月間 月末 週間 週末 日本 日付 日常 日程 日数 日時 秒速"
    )
    """Words that begin like a prefix, so that the label would be part of one: 一定[数]."""
    word_endings: frozenset[str] = word_set(
        "点 学 者 色 形 化 線 力 語 法 度 体 波 子 積 和 性 率 量 値 軸 状 順 製 料 分 比 面"
    )
    """Kanji that end a word before the label, like the suffixes: 最適化[問題], タイル化[画像]."""
    long_word_endings: frozenset[str] = word_set(
        "表 費 品 金 員 鍵 号 代 肢 譜 目 車 書 額 券 権 物 図 票 帳 欄 室 材 剤 油 液 板 管"
        " 炉 膜 網 路 局 会 社 士 師 家 官 業 界 税 罪 案 策 国 県 市 町 村 区 庁 省 人 類 級"
        " 回 位 史 論 説 誌 域 圏 門 節 病 菌 薬 酸 糖 肉 魚 粉 酒 汁 長"
    )
    """Kanji that end a word of three kanji or more before the label: 公開鍵[認証],
    減価償却費[勘定]."""
    counters: frozenset[str] = word_set(
        "回 個 件 種 層 次 段 項 本 枚 台 人 名 年 月 日 時 分 秒 倍 点 行 列 位 度"
        " 進 桁 章 節 千 万 億"
    )
    """Kanji that belong to the number before them: 3回[述語]."""
    kanji_suffixes: frozenset[str] = word_set(
        "時 後 前 中 内 外 間 上 下 用 毎 別 等 済 側 名 例 型 系 版 群 達 層 列 部 先 元"
        " 法 器 機 値 数 式 文 行 欄 付 他 枠 案 日 差 待 目 分"
    )
    """Single kanji that may follow a label: [学習]時, [分類]器."""
    suffix_nouns: frozenset[str] = word_set(
        "時間 空間 期間 区間 瞬間 週間 年間 中間 名前 曜日 日付 先行 表示 表現 表記"
        " 文字列 行列式 計算機 処理系 固有値 期待値 絶対値 特異値 生態系 太陽系 関数型"
    )
    """Words of two or three kanji that the label would be part of, or would overlap: [文字]列,
    [実行時]間, [一覧表]示."""
    derivations: frozenset[str] = word_set("化 的 性 者 率 度 点 肢 員 師")
    """Kanji that make another word of two kanji, even if more kanji follow: [正規]化手法."""
    devices: frozenset[str] = word_set("器 機")
    """Kanji that name what does something. With two kanji they are a word of its own, as 分類器 is
    a classifier; after a longer compound they are a suffix: 線形[分類]器, [画像分類]器."""
    compound_derivations: frozenset[str] = word_set("化 性")
    """Kanji that make another word even of a label that ends in three kanji or more."""
    katakana_derivations: frozenset[str] = word_set("化 的 性")
    """Kanji that make another word of a label that ends in katakana: モデル化."""
    derivation_words: frozenset[str] = word_set(
        "化学 化石 化合 機能 機械 機構 機器 機会 機種 機材 機関 機密 器具 器官 器材 的中 的確 性能"
        " 性質 性格 性別 度数 度合 率直 率先 点検 点滅 点数 点灯"
    )
    """Words that begin like a derivation: モデル[性能]."""
    long_kanji_start: int = 4
    """Minimum number of kanji at the start of a label for which the kanji before it are not tested,
    since so many are hardly ever part of other words by chance: 統計的[機械学習]."""
    long_kanji_end: int = 3
    """Minimum number of kanji at the end of a label to which one more kanji makes a phrase, not
    another word: [偽陽性]率, but 学習率. (Words of three kanji are nearly all of two and one.)"""
    long_katakana: int = 7
    """Minimum number of katakana of a label that may be followed by another katakana word …"""
    katakana_in_mixed: int = 2
    """… or of a label that begins with Latin letters, which are in no other word:"
    " [APIキー]ファイル."""
    longest_suffix_stem: int = 4
    """Maximum number of kanji at the end of a label that can end in one of
    :attr:`suffix_nouns` with the kanji after it: 言語[処理]系, but [自然言語処理]系."""
    katakana_word_length: int = 3
    """… and of that word: [クラスタリング]アルゴリズム, but サーバーレス."""
    particles_before: frozenset[str] = frozenset(
        "のをがはにへとでてもやかよりるたないうすくらばしずつれめけ"
    )
    """Hiragana that ends the word before a label in hiragana (particles, adnominal endings)."""
    particles: tuple[str, ...] = (
        *("を", "が", "は", "に", "へ", "と", "で", "も", "や", "か", "の", "な", "だ"),
        *("から", "まで", "より", "および", "または", "あるいは", "ならびに", "もしくは"),
        *("だけ", "ごと", "すら", "さえ", "しか", "ばかり", "ほど", "くらい", "ぐらい", "たち"),
        *("あり", "こそ", "ずつ", "らし"),
        *("こと", "ため", "べき", "ように", "ような", "くださ", "いただ", "いたし"),
        *("する", "すれ", "すべ", "した", "して", "しな", "しま", "しつ", "し、"),
        *("しよう", "しうる", "しやす", "しにく", "しろ", "せよ", "され", "させ", "でき", "せず"),
    )
    """What may follow a label that ends in hiragana: particles, copula, forms of する."""
    verb_endings: tuple[str, ...] = (
        *("なが", "なさ", "がち", "がた", "やす", "にく", "はじ"),
        *("かけ", "かね", "かた", "かえ", "とお", "なお"),
    )
    """Verb endings that begin like particles: 埋め込み[ながら]."""


# In brackets: the words in which no label is linked; the others may be labels of their own.
EXPRESSIONS = (
    *("名前空間", "例外なく", "例外無く", "外国人参政権", "方法論", "文字通り", "文字どおり"),
    *("バージョン[番号]", "電話[番号]", "問題なく", "問題無く", "問題ない", "問題ありません"),
    *("一般に", "一般的に", "基本的に", "最終的に", "結果的に", "結果として", "その[結果]"),
    *("場合によって", "状況によって", "何らかの[理由]", "[関係]なく", "[関係]無く", "必要に応じて"),
    *("参考までに", "[時間]がかか", "[時間]が掛か", "注意深い", "注意深く", "その[代わり]"),
)
EVERYDAY = word_set(
    "場合 方法 状態 種類 名前 設定 一覧 表示 標準 基本 対象 内容 部分 位置 方向 範囲 順序 変更 追加"
    " 削除"
    " 選択 実行 処理 操作 機能 情報 問題 結果 効果 目的 要素 単位 項目 番号 数値 環境 条件 関係"
    " 参照 定義"
    " 使用 利用 作成 保存 更新 検索 入力 出力 開始 終了 時間 期間 日付 文字 文章 言語 記号 例外"
    " 規則 仕様"
    " 領域 空間 対応 管理 制御 確認 通知 計算 比較 評価 分析 変換 移動 回転 接続 通信 認識 理解"
    " 性能 品質"
    " 画面 画像 背景 中心 中央 前提 原因 理由 手順 手段 一般 全体 個別 共通 特徴 構造 構成 形式"
    " 資源 権限"
    " モード タイプ レベル サイズ スタイル ページ ボタン メニュー グループ データ ファイル システム"
    " コード"
    " クラス イベント キー ポイント ステップ ルール パターン モデル ケース テスト ツール サービス"
    " リスト"
    " ソース リンク"
)
