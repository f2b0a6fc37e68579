"""Katakana that write the same sound: ソフトウェア and ソフトウエア.

>>> list(in_other_kana("インターフェース"))
['インターフェース', 'インターフェイス', 'インタフェース', 'インタフェイス']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Each is written for the other.
_SPELLINGS = (
    *(("ウィ", "ウイ"), ("ウェ", "ウエ"), ("ウォ", "ウオ"), ("クォ", "クオ"), ("クァ", "クア")),
    *(("フェース", "フェイス"), ("インターフェ", "インタフェ")),
)
# ヴ is often written as the b that is spoken, but not every b was a v.
_VU = re.compile("ヴ([ァィェォ]?)")
_B_ROW = {"ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ"}


def in_other_kana(form: str) -> Iterator[str]:
    """*form*, and what else is written for the sounds of its katakana."""
    spellings = [form]
    for pair in _SPELLINGS:
        for text in spellings[:]:
            for old, new in (pair, pair[::-1]):
                if old in text:
                    spellings.append(text.replace(old, new))
    yield from spellings
    for text in spellings:
        if "ヴ" in text:
            yield _VU.sub(lambda found: _B_ROW.get(found[1], "ブ"), text)
