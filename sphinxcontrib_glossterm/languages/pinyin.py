"""The order of Chinese by pinyin, if the package ``pypinyin`` is installed (extra ``zh``).

It knows the readings of characters and of 47,000 phrases: 银行 is yínháng, 行为 xíngwéi. A label
that it does not read correctly needs the field ``reading``.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@cache
def _reader() -> Callable[[str], list[str]] | None:
    # Imported at first use, since its data take 0.2 s and 60 MB.
    if not find_spec("pypinyin"):
        return None
    import pypinyin

    lazy: Any = pypinyin.lazy_pinyin  # its types do not allow several results of "errors"

    def read(text: str) -> list[str]:
        style = pypinyin.Style.TONE3
        return [*lazy(text, style, errors=list, neutral_tone_with_five=True)]

    return read


def syllables(text: str) -> list[str]:
    """For each character of *text* its syllable and tone (``yin2``), or the character itself.

    Empty if the package is not installed, or *text* has no characters that it knows.
    """
    reader = _reader()
    found = reader(text) if reader else []
    return found if len(found) == len(text) and found != [*text] else []


def typed(text: str) -> Iterator[str]:
    """The pinyin of *text* without tones, and the first letter of each syllable: yinhang and yh.

    That is what a keyboard types before conversion.
    """
    if read := syllables(text):
        pairs = zip(text, read, strict=True)
        parts = [new[:-1] if new != old else old for old, new in pairs]
        yield "".join(parts)
        yield "".join(part[0] for part in parts)


def source() -> str:
    """The name and the version of the package; empty if it is not installed."""
    return f"pypinyin {version('pypinyin')}" if find_spec("pypinyin") else ""
