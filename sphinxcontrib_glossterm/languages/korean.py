"""The rules for Korean: a word begins after a space, and particles follow it directly.

>>> [bool(_ENDING.fullmatch(after)) for after in ("에서", "들은", "입니다", "포트가")]
[True, True, True, False]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .language import Language, Reason, choices
from .scripts import ALPHABETIC, HANGUL, Script

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .scripts import Found

_PARTICLES = (
    "은 는 이 가 을 를 의 에 에서 에게 에게서 께 와 과 랑 이랑 로 으로 로서 으로서 로써 으로써 도"
    " 만 부터 까지 마다 조차 마저 밖에 처럼 보다 대로 만큼 뿐 이나 나 이든 든 이라 라 이라는 라는"
    " 이라고 라고 이란 란 이며 며 이고 고 이자 인 일 임 이면 면 이므로 므로 이지만 지만 인데 인지"
    " 이다 다 이여 야"
)
# Plural, and nouns that follow another directly.
_SUFFIXES = "들 별 당 간 내 외 상 중 용 등"
# Stems of the copula and of verbs made from nouns; any ending may follow.
_STEMS = (
    "입니 이었 였 이에요 예요 아니 하 한 할 함 합 해 했 되 된 될 됨 됩 돼 됐 시키 시킨 시킬 시켜 받"
)
_ENDING = re.compile(
    f"(?:{'|'.join(_SUFFIXES.split())})?"
    f"(?:(?:{'|'.join(_PARTICLES.split())})+|(?:{'|'.join(_STEMS.split())}).*)?"
)
_HANGUL_JOINT = re.compile(rf"(?<=[{HANGUL}{ALPHABETIC}])( )(?=[{HANGUL}])")


def word_joints(form: str) -> Iterable[str]:
    """Space or nothing between two words: spacing of compounds is free."""
    return choices(_HANGUL_JOINT, form, lambda joint: (joint, ""))


def begins_inside(found: Found, rules: Any) -> bool:
    """Hangul is directly before it."""
    return found.first is found.left is Script.HANGUL and Script.HANGUL in rules.scripts


def goes_on(found: Found, rules: Any) -> bool:
    """Hangul follows that is neither particles nor the copula."""
    if not (found.last is found.right is Script.HANGUL and Script.HANGUL in rules.scripts):
        return False
    return not _ENDING.fullmatch(found.run_after(Script.HANGUL, found.end))


LANGUAGE = Language(
    code="ko",
    ascii=False,
    spellings=(word_joints,),
    scripts=frozenset({Script.HANGUL}),
    edges=((Reason.HANGUL_EDGE, begins_inside), (Reason.HANGUL_EDGE, goes_on)),
)
