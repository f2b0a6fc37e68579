"""The supported languages: one module for each language, and the table of all languages.

:mod:`.language` is the interface; :mod:`.english` and :mod:`.japanese` are languages.
:mod:`.spaced` has the rules for scripts that separate words by spaces, :mod:`.scripts` the classes
of characters, :mod:`.alphabets` the order of letters in the index. Nothing here depends on Sphinx.
A language is imported when it is first used.

>>> [language.code for language in languages(["en", "ja", "tlh"])]
['ja', 'en']
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from .language import Language

MODULES = {
    **{"ja": "japanese", "zh": "chinese", "ko": "korean"},
    **{"de": "german", "fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese"},
    **{"ru": "russian", "en": "english"},
}
"""Code → module of this package. Rules are applied in this order: languages with their own script
come first, because alphabetic words may be part of their labels."""

LANGUAGES = tuple(sorted(MODULES))
"""The codes: the allowed values of the option ``glossterm_variants``."""

ALWAYS = ("ja", "en")
"""The languages whose rules for what is not searched for (sentences, definitions) apply in every
project. The others are imported only by projects that use them."""


def code_of(language: str) -> str:
    """The code of *language*, Sphinx's option: ``zh`` for ``zh_CN``; it may be unknown here."""
    return language.partition("_")[0].partition("-")[0].lower()


def project_languages(
    language: str, labels: Iterable[str], given: Collection[str] = ()
) -> tuple[str, ...]:
    """The codes of the languages of a project: its own, English, and those of its labels' scripts.

    *language* is Sphinx's option, such as ``zh_CN``. *labels* are those without a language, *given*
    the codes of the languages of the others. Kana is Japanese, Hangul Korean. Han characters are in
    the language of the project if that is Chinese or Japanese, else Japanese if any label has kana
    or is said to be Japanese, else Chinese; the first of both in the result is the language of
    labels that have only these.

    >>> project_languages("de_AT", ["Dienst", "分類"]), project_languages("zh_CN", ["服务", "カナ"])
    (('de', 'en', 'zh'), ('zh', 'en', 'ja'))
    """
    found = [code_of(language), "en"]
    scripts = _scripts_of("\n".join(labels))
    if scripts & {"hiragana", "katakana"}:
        found.append("ja")
    if "hangul" in scripts:
        found.append("ko")
    if "kanji" in scripts and not {"ja", "zh"}.intersection(found):
        found.append("ja" if "ja" in given else "zh")
    return tuple(code for code in dict.fromkeys(found) if code in MODULES)


def _scripts_of(text: str) -> frozenset[str]:
    """The scripts without spaces in *text*.

    For ASCII their patterns are not compiled: this and the imports of the index that are deferred
    are 2 % of the instructions of a build in which nothing has changed (size S).
    """
    if text.isascii():
        return frozenset()
    from .scripts import of_text

    return frozenset(of_text(text))


def languages_of_labels(tags: Iterable[str]) -> tuple[str, ...]:
    """The codes of those languages in *tags* (BCP 47) that have rules, sorted.

    >>> languages_of_labels(["zh-TW", "ja", "tlh"])
    ('ja', 'zh')
    """
    return tuple(sorted({code_of(tag) for tag in tags}.intersection(MODULES)))


@cache
def _load(code: str) -> Language:
    """The language with that *code*, which is one of :data:`LANGUAGES`."""
    found: Language = import_module(f".{MODULES[code]}", __name__).LANGUAGE
    return found


def languages(codes: Iterable[str] | None = None) -> tuple[Language, ...]:
    """The languages with these *codes*, in the order of the table; unknown codes are ignored.

    Without *codes* those of :data:`ALWAYS`.
    """
    wanted = ALWAYS if codes is None else tuple(codes)
    return tuple(_load(code) for code in MODULES if code in wanted)


def languages_of_prose(codes: Iterable[str]) -> tuple[Language, ...]:
    """The languages with these *codes* whose phrases and verbs are looked for in text.

    English belongs to every project. In text of another alphabetic language its words are others:
    "nel log in uso", "i monitor".

    >>> [each.code for each in languages_of_prose(["it", "en"])]
    ['it']
    """
    used = languages(codes)
    inflected = any(each.inflection for each in used)
    return tuple(each for each in used if not (inflected and each.code == "en"))


def words(name: str, codes: Iterable[str] | None = None) -> frozenset[str]:
    """The words that the languages with these *codes* add to the shared word list *name*.

    Without *codes* those that apply in every project.
    """
    return frozenset(word for each in languages(codes) for word in each.words.get(name, "").split())


def genus_candidates(definition: str, codes: Iterable[str] = ()) -> tuple[str, ...]:
    """Texts that may name a broader concept, in the order in which they should be tried.

    *definition* is plain text in a language of :data:`ALWAYS` or of *codes*. Definitions often
    state their *genus proximum*: "PEFT手法の一種", "is a kind of PEFT". Such lexical patterns are a
    common way to find hyponyms (Hearst 1992, COLING). Whether a candidate is a label is decided by
    the scheme.
    """
    found = (text for each in languages((*ALWAYS, *codes)) for text in each.genera(definition))
    return tuple(dict.fromkeys(found))
