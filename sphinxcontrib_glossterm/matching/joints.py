"""Katakana words that the text writes apart and a label does not: ファイン・チューニング.

Where a long katakana label could be parted is not known, so it is not a variant of the label:
the text is read a second time without its joints, and only what runs over one counts.

>>> joined = without_joints("パワー・モジュールを")
>>> joined.text, joined.span(0, 8)
('パワーモジュールを', (0, 9))
>>> joined.span(3, 8) is None
True
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from .folding import KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterable

_JOINT = re.compile(rf"(?<=[{KATAKANA}])[・ ](?=[{KATAKANA}])")
# The same, each mark by itself and first: so it is looked for fastest, and most text has none.
_DOT = re.compile(rf"・(?<=[{KATAKANA}]・)(?=[{KATAKANA}])")
_SPACE = re.compile(rf" (?<=[{KATAKANA}] )(?=[{KATAKANA}])")
_LONG = re.compile(rf"[{KATAKANA}]{{4,}}")


class Joined(NamedTuple):
    """Folded text without its joints, with the way back."""

    text: str
    joints: tuple[int, ...]
    """Offsets in :attr:`text` of what stood behind a joint."""

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a piece of :attr:`text` stands in the folded text, if it runs over a joint."""
        first = bisect_right(self.joints, start)
        behind = bisect_left(self.joints, end)
        return (start + first, end + behind) if behind > first else None


def without_joints(text: str) -> Joined | None:
    """Folded *text* without ・ and space between katakana; ``None`` if there are none."""
    if not (("・" in text and _DOT.search(text)) or (" " in text and _SPACE.search(text))):
        return None
    joints = tuple(found.start() - count for count, found in enumerate(_JOINT.finditer(text)))
    return Joined(_JOINT.sub("", text), joints)


def can_be_parted(labels: Iterable[str]) -> bool:
    """Whether any of the folded *labels* is long enough in katakana to be written apart."""
    return any(map(_LONG.search, labels))


def written_as(text: str, length: int) -> str:
    """*text* as a label of *length* characters is compared with it."""
    return text if len(text) == length else _JOINT.sub("", text)
