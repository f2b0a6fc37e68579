"""The rules for Chinese, simplified and traditional: what makes another word of a label.

Chinese is written without spaces, and most words have two characters, so a label is a mention
unless a character next to it is known to make another word of it: 微服务, 服务器.

>>> list(script_joints("Pod网络"))
['Pod网络', 'Pod 网络']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .language import Language, Reason, SentenceRules, choices, word_set
from .scripts import ALPHABETIC, KANJI, Script

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .scripts import Found

_SCRIPT_JOINT = re.compile(
    rf"(?:(?<=[{ALPHABETIC}])(?= ?[{KANJI}])|(?<=[{KANJI}])(?= ?[{ALPHABETIC}]))( ?)"
)
# Before a label they make another word: 微服务, 元数据, 超参数, 非线性.
_PREFIXES = word_set("非 微 元 伪 偽 准 準 反 超 亚 亞")
_PREFIX_WORDS = word_set(
    "除非 是非 并非 並非 莫非 若非 绝非 无非 稍微 细微 轻微 略微 单元 單元 多元 二元 三元 一元"
    " 美元 日元 欧元 纪元 公元 相反 违反 違反 恰反 正反 标准 標準 基准 基準 批准 精准 水准"
)
# After a label they make another word: 服务器, 服务商, 容器化, 可用性.
_SUFFIXES = word_set("器 者 商 员 員 化 性 学 學 家 率 师 師 端 机 機 业 業 士")
_SUFFIX_WORDS = word_set(
    "性能 性质 性質 性别 化学 化學 化合 器件 器材 器具 学习 學習 学生 学术 学科 学校 家庭 家族"
    " 家里 率先 率领 师生 端口 端点 端點 端到 机器 機器 机制 機制 机房 机会 机型 机构 业务 業務"
    " 业界 员工 商品 商店 商业 商業 商用 商标 士兵"
)


def script_joints(form: str) -> Iterable[str]:
    """Space or nothing between alphabetic and Chinese characters."""
    return choices(_SCRIPT_JOINT, form, lambda joint: (joint, "", " "))


def has_prefix(found: Found, rules: Any) -> bool:
    """A character before it makes another word, and does not end a word of its own."""
    if not (found.first is found.left is Script.KANJI and Script.KANJI in rules.scripts):
        return False
    before = found.text[max(0, found.start - 2) : found.start]
    return found.before in _PREFIXES and before not in _PREFIX_WORDS


def has_suffix(found: Found, rules: Any) -> bool:
    """A character after it makes another word, and does not begin a word of its own."""
    if not (found.last is found.right is Script.KANJI and Script.KANJI in rules.scripts):
        return False
    after = found.text[found.end : found.end + 2]
    return found.after in _SUFFIXES and after not in _SUFFIX_WORDS


LANGUAGE = Language(
    code="zh",
    ascii=False,
    spellings=(script_joints,),
    scripts=frozenset({Script.KANJI}),
    edges=((Reason.KANJI_PREFIX, has_prefix), (Reason.DERIVATION, has_suffix)),
    sentences=SentenceRules(stops="。！？"),
)
