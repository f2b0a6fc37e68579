"""Search keys of a concept for the filter of the index.

Keys are folded, so that width, case, and hiragana or katakana make no difference. A reading is also
included in rōmaji, which is what a keyboard types before conversion.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from jaconv import kana2alphabet

from .collation import hiragana

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxcontrib_glossterm.model import Concept

_KANA = re.compile(r"[ぁ-ゖー]+")
_MACRON = "\u0304"
_LONG = (("ou", "o"), ("oo", "o"), ("uu", "u"))
# Hepburn spellings of kana for foreign words that the library spells by their parts.
_FOREIGN = str.maketrans({"・": None, "゛": None, "゜": None})


def folded(text: str) -> str:
    """*text* as the filter compares it; the script folds the query by the same steps.

    NFKC without macrons, one space for white space, lower case, hiragana.
    """
    plain = unicodedata.normalize("NFD", text).replace(_MACRON, "")
    return hiragana(" ".join(unicodedata.normalize("NFKC", plain).split()).lower())


def search_keys(concept: Concept) -> tuple[str, ...]:
    """The folded labels of *concept*, its abbreviation and reading, and kana in rōmaji; each once.

    Hidden labels are included, since they exist to be found.
    """
    texts = (*(label.text for label in concept.labels), concept.abbr, concept.reading)
    return keys_of(*filter(None, texts))


@lru_cache(maxsize=1 << 15)
def keys_of(*texts: str) -> tuple[str, ...]:
    """The same for *texts* alone. Cached, since every view of an index uses them."""
    plain = [folded(text) for text in texts]
    spelled = (form for text in plain for form in romaji(text))
    return tuple(dict.fromkeys(key for key in (*plain, *spelled) if key))


def romaji(text: str) -> Iterator[str]:
    """Folded *text* in Hepburn without macrons, if it is kana: とうきょう as toukyou and tokyo.

    ー is left out (サーバー: saba), as it is where people type a name they have only heard.
    """
    kana = text.replace(" ", "").translate(_FOREIGN)
    if not _KANA.fullmatch(kana):
        return
    full = kana2alphabet(kana.replace("てぃ", "ti").replace("でぃ", "di")).replace("-", "")
    short = full
    for long, plain in _LONG:
        short = short.replace(long, plain)
    yield full
    if short != full:
        yield short
