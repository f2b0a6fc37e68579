"""The order of labels in each language, on words as dictionaries list them.

All lists were compared with ICU 72 (CLDR 42).
"""

from __future__ import annotations

import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_glossterm.languages import pinyin
from sphinxcontrib_glossterm.languages.alphabets import TAILORED
from sphinxcontrib_glossterm.listing import (
    GraphQuery,
    Listing,
    concept_graph,
    head_of,
    keys_of,
    lacks_reading,
    order_source,
    sort_key,
)

from ..make import concept, labels, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = {
    "sv": "adress Ande andra dotter Zebra zon åker ål ånga år äga ägg äpple ärlig ärta öl Öland"
    " öppen",
    "da": "abe and cykel dansk vandre zebra zoo Æble æg ælte ære øl ønske Østerbro øvelse Aabenraa"
    " ål år åre Aarhus",
    "nb": "and bok data veg zoologi ære ærlig Æsop øks øl Ørsted øst øvelse ål Ålesund åpen år"
    " Aasen",
    "es": "ano antes año canto caña cañón capa lana leña leñador mano mañana nada noche nube ñandú"
    " ñoño oasis",
    "de": "Ähre Apfel Äpfel arm ärmer Arzt Bär Bau Los lösen Masse Maße Mast Ofen offen öffnen Öl"
    " Strasse Straße Strauß uber über Übung Ufer",
    "fr": "cote coté côte côté école Écosse écu élevé élève été étude garçon garde maïs naïf œil"
    " œuf oeuvre péché pêche pêcher",
    "cs": "cena cesta cvik čas čeština hlava hrad húl chata chléb chyba ino jazyk rok ruka řeka"
    " řízek sad sůl šaty zub žena",
    "tr": "cam can çalı çay dağ gaz göz güneş ığdır ısı ışık ilaç incir İzmir kız oda ordu öğle"
    " sıra şans şeker ulus üzüm",
    "pl": "as ąk baba cena ćma ekran ęsi lato ława łoś noc ńko oko ósmy sala śnieg świat zamek źle"
    " źródło żaba życie",
    "ru": "абрикос ёж ежевика ёлка ель ещё жук игла йога йод кит мёд медь объект съезд сын щука"
    " эхо юла яблоко",
    "uk": "гора ґанок дім єдність жито зима ідея їжа йод кіт ліс ніч рік сіль тінь хліб щука юшка"
    " яма",
    "sr": "дан ђак живот јабука кућа љубав мајка њива ћуран хлеб цвет чај џеп шума",
    "ko": "가격 가방 각도 강 개 거리 고양이 과자 구름 기차 까치 꿈 나무 날씨 다리 데이터 딸기"
    " 라디오 마음 바다 빵 사람 서버 쌀 아기 의자 자동차 짜장 차 코드 타자 파일 하늘 힘",
}
ALPHABETS = {
    "be": "А Б В Г Д Е Ё Ж З І Й К Л М Н О П Р С Т У Ў Ф Х Ц Ч Ш Ы Ь Э Ю Я",
    "bs": "A B C Č Ć D Dž Đ E F G H I J K L Lj M N Nj O P R S Š T U V Z Ž",
    "cs": "A B C Č D E F G H Ch I J K L M N O P Q R Ř S Š T U V W X Y Z Ž",
    "da": "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Æ Ø Å",
    "de": "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
    "el": "Α Β Γ Δ Ε Ζ Η Θ Ι Κ Λ Μ Ν Ξ Ο Π Ρ Σ Τ Υ Φ Χ Ψ Ω",
    "eo": "A B C Ĉ D E F G Ĝ H Ĥ I J Ĵ K L M N O P R S Ŝ T U Ŭ V Z",
    "es": "A B C D E F G H I J K L M N Ñ O P Q R S T U V W X Y Z",
    "et": "A B D E F G H I J K L M N O P R S Š Z Ž T U V Õ Ä Ö Ü",
    "fi": "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Å Ä Ö",
    "gl": "A B C D E F G H I L M N Ñ O P Q R S T U V X Z",
    "hr": "A B C Č Ć D Dž Đ E F G H I J K L Lj M N Nj O P R S Š T U V Z Ž",
    "hu": "A B C Cs D Dz Dzs E F G Gy H I J K L Ly M N Ny O Ö P R S Sz T Ty U Ü V Z Zs",
    "is": "A Á B D Ð E É F G H I Í J K L M N O Ó P R S T U Ú V X Y Ý Þ Æ Ö",
    "ko": "ㄱ ㄴ ㄷ ㄹ ㅁ ㅂ ㅅ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ A B C",
    "lt": "A B C Č D E F G H I J K L M N O P R S Š T U V Z Ž",
    "lv": "A B C Č D E F G Ģ H I J K Ķ L Ļ M N Ņ O P R S Š T U V Z Ž",
    "mk": "А Б В Г Д Ѓ Е Ж З Ѕ И Ј К Л Љ М Н Њ О П Р С Т Ќ У Ф Х Ц Ч Џ Ш",
    "nb": "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Æ Ø Å",
    "nn": "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Æ Ø Å",
    "no": "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Æ Ø Å",
    "pl": "A Ą B C Ć D E Ę F G H I J K L Ł M N Ń O Ó P R S Ś T U W Y Z Ź Ż",
    "ro": "A Ă Â B C D E F G H I Î J K L M N O P Q R S Ș T Ț U V W X Y Z",
    "ru": "А Б В Г Д Е Ж З И Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Ъ Ы Ь Э Ю Я A B C",
    "sk": "A Ä B C Č D E F G H Ch I J K L M N O Ô P Q R Ř S Š T U V W X Y Z Ž",
    "sl": "A B C Č D E F G H I J K L M N O P R S Š T U V Z Ž",
    "sr": "А Б В Г Д Ђ Е Ж З И Ј К Л Љ М Н Њ О П Р С Т Ћ У Ф Х Ц Ч Џ Ш A B",
    "sv": "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Å Ä Ö",
    "tr": "A B C Ç D E F G Ğ H I İ J K L M N O Ö P R S Ş T U Ü V Y Z",
    "uk": "А Б В Г Ґ Д Е Є Ж З И І Ї Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Ь Ю Я A B",
}


def in_order(text: str, language: str) -> list[str]:
    words = text.split()
    random.Random(1).shuffle(words)
    return sorted(words, key=lambda word: sort_key(word, "", language))


@pytest.mark.parametrize("language", WORDS)
def test_order(language: str) -> None:
    assert in_order(WORDS[language], language) == WORDS[language].split()


@pytest.mark.parametrize("language", ALPHABETS)
def test_each_letter_of_the_alphabet_has_a_heading(language: str) -> None:
    letters = ALPHABETS[language]
    assert in_order(letters, language) == letters.split()
    assert [head_of(letter, "", language).text for letter in letters.split()] == letters.split()
    ids = [head_of(letter, "", language).slug for letter in letters.split()]
    assert len({*ids}) == len(ids)


def test_all_languages_are_tested() -> None:
    assert TAILORED.keys() <= ALPHABETS.keys()


@pytest.mark.parametrize(
    ("language", "label", "head"),
    [
        ("", "Ångström", ("A", "a")),
        ("en", "ñandú", ("N", "n")),
        ("ja", "Öl", ("O", "o")),
        ("de", "Ölwechsel", ("O", "o")),
        ("de", "ß", ("S", "s")),
        ("fr", "œuvre", ("O", "o")),
        ("sv", "ångström", ("Å", "letter-Å")),
        ("sv_SE", "ångström", ("Å", "letter-Å")),
        ("sv", "a\u030angström", ("Å", "letter-Å")),  # not composed
        ("sv", "Übung", ("Y", "y")),
        ("sv", "Ærø", ("Ä", "letter-Ä")),
        ("da", "Aabenraa", ("Å", "letter-Å")),
        ("da", "AAC", ("A", "a")),
        ("cs", "CHKO", ("Ch", "letter-Ch")),
        ("hu", "CSS", ("C", "c")),
        ("tr", "index", ("İ", "letter-İ")),
        ("tr", "Irak", ("I", "i")),
        ("ru", "ёлка", ("Е", "letter-Е")),
        ("ru", "йод", ("Й", "letter-Й")),
        ("en", "йод", ("Й", "letter-Й")),
        ("ko", "까치", ("ㄱ", "letter-ᄀ")),
        ("en", "ㅎ", ("ㅎ", "letter-ᄒ")),
        ("zh_CN", "!", ("#", "symbols")),
    ],
)
def test_head(language: str, label: str, head: tuple[str, str]) -> None:
    assert head_of(label, "", language) == head


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "++ 3D API ёж 서버 カメラ 漢字"),
        ("ru", "++ 3D ёж API 서버 カメラ 漢字"),
        ("ko", "++ 3D 서버 API ёж カメラ 漢字"),
        ("ja", "++ 3D API ёж 서버 カメラ 漢字"),
    ],
)
def test_the_script_of_the_language_is_first(language: str, words: str) -> None:
    assert in_order(words, language) == words.split()


def test_all_views_and_diagrams_use_the_alphabet() -> None:
    names = ("Öl", "Zebra", "Ande")
    parts = [concept(name, broader=("Top",), tags=(name,)) for name in names]
    made = scheme(concept("Top"), *parts)
    swedish = Listing(made, language="sv")
    assert labels(swedish.concepts) == ["Ande", "Top", "Zebra", "Öl"]
    assert [below.concept.pref_label for below in swedish.tree()[0].narrower] == [*names[::-1]]
    assert [group.name for group in swedish.by_tag()] == [*names[::-1]]
    assert [group.head.text for group in swedish.a_to_z()] == ["A", "T", "Z", "Ö"]
    graphs = [concept_graph(made, GraphQuery(), language) for language in ("sv", "de")]
    assert [labels(graph.concepts) for graph in graphs] == [
        ["Ande", "Top", "Zebra", "Öl"],
        ["Ande", "Öl", "Top", "Zebra"],
    ]


def test_marks_are_compared_before_case() -> None:
    words = "resume Resume résumé Résumé resumes"
    assert in_order(words, "en") == words.split()


def test_korean_is_found_by_initial_consonants() -> None:
    assert keys_of("데이터 서버") == ("데이터 서버", "ᄃᄋᄐᄉᄇ")
    assert keys_of("서버 A") == ("서버 a",)


# -- Chinese ------------------------------------------------------------------------


@pytest.fixture
def clear() -> Iterator[None]:
    caches = (sort_key, keys_of)
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


@pytest.fixture
def without_pinyin(clear: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pinyin, "_reader", lambda: None)


@pytest.fixture
def with_pinyin(clear: None) -> None:
    pytest.importorskip("pypinyin")


@pytest.mark.usefixtures("without_pinyin")
@pytest.mark.parametrize(
    ("language", "heading"),
    [("zh_CN", "汉字"), ("zh", "汉字"), ("zh_TW", "漢字"), ("zh-Hant", "漢字"), ("ja", "漢字")],
)
def test_han_has_one_heading_without_pinyin(language: str, heading: str) -> None:
    assert head_of("服务器", "", language) == (heading, "kanji")
    assert lacks_reading("服务器", "", language)
    assert head_of("服务器", "fúwùqì", language) == ("F", "f")
    assert keys_of("服务器", language=language) == ("服务器",)
    words = "API 容器 接口 服务 服务器"
    assert in_order(words, language) == words.split()


@pytest.mark.usefixtures("with_pinyin")
def test_chinese_is_sorted_by_pinyin() -> None:
    words = (
        "++ 3D 安全 安装 按钮 API 编程 变量 标签 测试 长城 程序 重庆 存储 代码 服务 服务器"
        " 函数 环境 接口 Linux 路由 绿色 内存 容器 数据 图像 网络 微服务 行为 银行 中国"
    )
    assert in_order(words, "zh_CN") == words.split()
    assert head_of("重庆", "", "zh_CN") == ("C", "c")
    assert head_of("長城", "", "zh_TW") == ("漢字", "kanji")  # by strokes, if at all
    assert head_of("API 接口", "", "zh_CN") == ("A", "a")
    assert not lacks_reading("安全", "", "zh_CN")


@pytest.mark.usefixtures("with_pinyin")
def test_a_written_reading_replaces_the_pinyin() -> None:
    assert head_of("重试", "", "zh_CN").text == "Z"
    assert head_of("重试", "chóngshì", "zh_CN").text == "C"


@pytest.mark.usefixtures("with_pinyin")
def test_other_languages_do_not_use_pinyin() -> None:
    assert head_of("安全", "", "ja") == head_of("安全", "", "en") == ("漢字", "kanji")
    assert keys_of("安全") == ("安全",)
    assert order_source("zh_CN").startswith("pypinyin ")
    assert order_source("ja") == order_source("en") == ""


def test_other_languages_do_not_import_it() -> None:
    code = (
        "import sys; from sphinxcontrib_glossterm.listing import keys_of, sort_key\n"
        "for language in ('en', 'ja', 'sv', 'ko', 'zh_TW'):\n"
        "    sort_key('安全', '', language), keys_of('安全', language=language)\n"
        "assert not {'pypinyin', 'sphinxcontrib_glossterm.languages.pinyin'} & {*sys.modules}\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.usefixtures("with_pinyin")
def test_chinese_is_found_by_pinyin() -> None:
    assert keys_of("服务器", language="zh_CN") == ("服务器", "fuwuqi", "fwq")
    assert keys_of("API 接口", language="zh_CN") == ("api 接口", "api jiekou", "api jk")
    assert keys_of("API", language="zh_CN") == ("api",)
