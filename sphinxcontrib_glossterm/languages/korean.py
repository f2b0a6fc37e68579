"""The rules for Korean: a word begins after a space, and particles follow it directly.

A noun with the verb that is made of it (설치합니다) is a mention of the noun.

>>> [ends_word(after) for after in ("에서", "들에서는", "입니다", "포트가", "하드웨어")]
[True, True, True, False, False]
>>> list(genera("CNN은 인공 신경망의 일종이다."))
['CNN은 인공 신경망', '인공 신경망', '신경망']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.lazily import pattern

from .language import Language, Reason, SentenceRules, choices, word_set
from .scripts import ALPHABETIC, HANGUL, Script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .scripts import Found

_PARTICLES = (
    "은 는 이 가 을 를 의 에 에서 에게 에게서 에다 에다가 께 께서 한테 한테서 와 과 랑 이랑 로 으로"
    " 로서 으로서 로써 으로써 도 만 부터 까지 마다 조차 마저 밖에 처럼 같이 보다 대로 만큼 뿐 씩"
    " 치고 커녕 이나 나 이나마 나마 이든 든 이든지 든지 이든가 든가 이라 라 이라는 라는 이라고 라고"
    " 이라도 라도 이라든지 라든지 이란 란 이야말로 야말로 이며 며 이고 고 이자 인 인가 일 일까"
    " 일수록 임 이면 면 이므로 므로 이지만 지만 인데 인지 이다 다 이여 여 야 이어야 이여야 여야"
    " 이거나 거나 이기 이니 이니까 이냐 이긴 이던 이지 이죠 죠"
)
# Plural, and nouns that follow another directly.
_SUFFIXES = "들 별 당 간 내 외 상 중 용 등 시 후 전 안 측"
# The copula, and verbs made of nouns: the stem, and how its ending may begin. Others are words of
# their own: 하드웨어, 한글, 할당, 함수, 합계, 해상도, 받침.
_VERBS = (
    *("입니", "이었", "였", "이에요", "예요", "아니", "했", "됐", "돼"),
    *("시[키킨킬킴킵켜켰]", "당[하한할했함합]"),
    *("하[고는지기게며면려여였겠거도므던자니라세십시셔신실심다되러네]", "한(?:[다데지들]|$)"),
    *("할(?:[수까지때]|$)", "함(?:[은을이에과의도으]|$)", "합[니시]"),
    *("해(?:[서야도요주보본봤볼라놓두]|$)", "되(?!돌)", "된(?:[다데지]|$)"),
    *("될(?:[수까지때]|$)", "됨(?:[은을이에과의도으]|$)", "됩[니시]"),
    "받[은는을고아았지기거게도습으]",
)
_ENDING = pattern(
    f"(?:{'|'.join(_SUFFIXES.split())})?"
    f"(?:(?:{'|'.join(_PARTICLES.split())}){{1,4}}|(?:{'|'.join(_VERBS)}).*)?"
)
_HANGUL_JOINT = pattern(rf"(?<=[{HANGUL}{ALPHABETIC}])( )(?=[{HANGUL}])")
_FIRST_SYLLABLE = 0xAC00
_FINALS = 28
# Words that end like a particle, and phrases in which no label is meant.
_EXPRESSIONS = (
    *("로그인", "관리인", "수신인", "발신인", "대리인", "한국인", "외국인", "중국인"),
    *("일본인", "투명도", "불투명도", "정확도", "복잡도", "신뢰도", "민감도", "중요도"),
    *("선명도", "만족도", "완성도", "활용도", "이해도", "난이도", "유사도", "일치도"),
    *("집중도", "인지도", "선호도", "시작일", "종료일", "만료일", "생성일", "수정일"),
    *("등록일", "기준일", "작업일", "공휴일", "실제로", "절대로", "별도로", "임의로"),
    *("차례로", "사실상", "경계면", "예외없이"),
    *("이 경우", "예외 없이", "관계 없이", "상관 없이"),
)
# Compiled when they are first used, and cached by re: most builds infer nothing.
_KIND_OF = r"(?:의|중) ?(?:한 ?(?:종류|가지|형태|유형|예)|일종|하나)(?![가-힣]*의)"
_KIND = r"(?:일종의|한 ?종류의) "
_CLAUSE_END = r"[,.;:!?()\[\]\"“”‘’。、\n]"
_COPULA = r"(?:이다|입니다|이며|이고|인데|으로|로|다)$"
_REACH = 60


def word_joints(form: str) -> Iterable[str]:
    """Space or nothing between two words: spacing of compounds is free."""
    return choices(_HANGUL_JOINT, form, lambda joint: (joint, ""))


def ends_word(after: str) -> bool:
    """Whether the Hangul *after* a noun is particles, the copula or a verb made of the noun."""
    return _ENDING.fullmatch(after) is not None


def begins_inside(found: Found, rules: Any) -> bool:
    """Hangul is directly before it."""
    return found.first is found.left is Script.HANGUL and Script.HANGUL in rules.scripts


def goes_on(found: Found, rules: Any) -> bool:
    """Hangul follows that is neither particles nor the copula."""
    if not (found.last is found.right is Script.HANGUL and Script.HANGUL in rules.scripts):
        return False
    # The particle 가 follows a vowel only: 전문가 is another word than 전문.
    if found.after == "가" and has_final(found.text[found.end - 1]):
        return True
    return not ends_word(found.run_after(Script.HANGUL, found.end))


def has_final(syllable: str) -> bool:
    """Whether a syllable of Hangul ends in a consonant: 문, not 무."""
    return (ord(syllable) - _FIRST_SYLLABLE) % _FINALS > 0


def genera(definition: str) -> Iterator[str]:
    """X of "X의 일종", "X의 한 종류" and "일종의 X이다": each end of the words, longest first."""
    for found in re.finditer(_KIND_OF, definition):
        before = definition[max(0, found.start() - _REACH) : found.start()]
        yield from _ends(re.split(_CLAUSE_END, before)[-1].split())
    for found in re.finditer(_KIND, definition):
        after = definition[found.end() : found.end() + _REACH]
        yield from _ends(list(_until_copula(re.split(_CLAUSE_END, after)[0])))


def _until_copula(clause: str) -> Iterator[str]:
    """The words of *clause* up to the first with a copula or 로, without that ending."""
    for word in clause.split():
        noun = re.sub(_COPULA, "", word)
        if noun:
            yield noun
        if noun != word:
            return


def _ends(words: list[str]) -> Iterator[str]:
    """The words joined, then without the first, and so on."""
    yield from (" ".join(words[start:]) for start in range(len(words)))


LANGUAGE = Language(
    code="ko",
    ascii=False,
    spellings=(word_joints,),
    scripts=frozenset({Script.HANGUL}),
    edges=((Reason.HANGUL_EDGE, begins_inside), (Reason.HANGUL_EDGE, goes_on)),
    expressions=_EXPRESSIONS,
    everyday=word_set(
        "가격 값 개체 검색 결과 경우 계산 고급 관계 관리 구성 규칙 그룹 기능 기록 기본 기준 내용"
        " 단계 단위 대상 데이터 도구 동기화 등록 레이블 마스터 메시지 목록 목표 문서 문제 반복 방법"
        " 방식 방향 배경 배포 버전 변경 변화 보기 보안 분류 분석 사용 사용자 상태 서비스 선택 설명"
        " 설정 설치 속성 수정 시간 시스템 시작 실행 안전 업데이트 연결 영역 예외 오류 옵션 완료"
        " 요소 위치 유형 의미 이동 이름 인스턴스 일반 입력 자동 자료 자원 작업 저장 전체 접근 정보"
        " 정의 제어 제한 조건 종류 주가 주제 지정 처리 추가 출력 통신 특수 파일 페이지 편집 표시"
        " 표준 프로그램 항목 형식 형태 확인 환경 효과"
    ),
    genera=genera,
    sentences=SentenceRules(),
)
