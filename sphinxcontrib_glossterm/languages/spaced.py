"""Word boundaries in scripts with spaces, and text that is not prose: paths, URLs, identifiers.

These rules apply to every language of such a script, and to names and technical terms in texts of
other languages. Vocabulary: a *technical token* is a run of characters that is a path, a URL, an
option or an identifier.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages import words
from sphinxcontrib_glossterm.lazily import pattern

from .language import LanguageEdgeRules, Reason
from .scripts import HANGUL, KANJI, KATAKANA, OTHER, WORD, run_around, script_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .language import Around, EdgeTest
    from .scripts import Found

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
# A run of these that contains one of the marks is a path, a URL or an identifier.
_TOKEN_CHARS = _LETTERS | frozenset("_./\\@:#+~?=&%$-")
# "1.LoRA" is an item of a list: a point after a number is a mark only if more precedes it.
_TOKEN_MARK = pattern(
    r"://|::|\\|_|--(?=\w)|\w=\w|\w?@\w|[A-Za-z]\.\w|(?:[A-Za-z]\d*|[^\w.]\d+|\d{3})\.[A-Za-z]"
    r"|^[.~]{0,2}/\w|^\.(?:[a-z]|\w+/)|\$[A-Za-z]|(?<![\w#])#[A-Za-z]|\(\)",
    re.ASCII,
)
_TOKEN_MARKS = _TOKEN_CHARS - _LETTERS
# Scripts of characters that may be part of a technical token.
_SPACED = (WORD, OTHER)
# A label in Japanese that is part of a file name: データ.csv.
_FILE_ENDING = pattern(r"\.[A-Za-z][A-Za-z0-9]{0,4}(?![A-Za-z0-9])")
# A call with arguments after a name in lower case: hash(x). Not token(s) nor token(see below).
_CALL = pattern(r"\((?!e?s\)|ies\))[A-Za-z_\"'*\[][!-'*+\--~]*(?:, ?[!-'*+\--~]+)*\)")
# A label that is the name of a file, such as routes.php.
_FILE_NAME = pattern(r"[a-z0-9_.-]+\.[a-z][a-z0-9]{0,4}")
# Maximum number of characters of a token that are read on each side; longer tokens are data.
_TOKEN_REACH = 200
_PARTICIPLE = 5
_OPENERS = frozenset("\"'([{<「『（【、。,;")
# Words after which a path may begin without a space: of Japanese, Chinese and Korean.
_PARTICLES = "のはをにがへとでもや在到于從从是见見为為은는이가을를에의로와과도"
_FOLDERS = "etc|usr|var|home|opt|srv|tmp|dev|proc|sys|bin|sbin|lib|mnt|media|root|boot|run"
# Where a path or a URL begins. A slash after a letter of these languages may also mean "or".
_ROOT = (
    r"[A-Za-z][A-Za-z0-9+.]{1,15}://|(?<![A-Za-z])[A-Za-z]:[/\\]|(?<![A-Za-z0-9.~])(?:~|\.\.?)[/\\]"
    rf"|(?:^|(?<=[\s{re.escape(''.join(sorted(_OPENERS)))}{_PARTICLES}])"
    rf"|(?<=[^\x00-\x7f])(?=/(?:{_FOLDERS})(?![A-Za-z])))/(?=[A-Za-z0-9_.]|$)"
    rf"|(?<=[{_PARTICLES}])\.(?=[a-z])"
)
_BEGINS_PATH = pattern(_ROOT)
# Up to a separator. A part is in one script, since prose follows a path directly. Compiled when it
# is first needed (see scripts.is_one_of), and cached by re.
_PATH = rf"(?:{_ROOT})(?:(?:[A-Za-z0-9_.:@#+~?=&%$-]*|[{KATAKANA}{KANJI}{HANGUL}]+)[/\\])*$"
# Minimum number of letters of a label that gives a longer word its meaning if it begins the word.
_LONG = 5


class SpacedRules(LanguageEdgeRules):
    """The word lists for hyphens; each language adds its words by :attr:`.Language.words`.

    The defaults are the words of every project; :func:`.rules_of` adds those of other languages.
    """

    camel_length: int = 8
    """Minimum number of letters of a capitalised label that is found at the end of a CamelCase
    name: Paged[Attention], but JavaScript. Labels in capitals are never found there: OpenAI."""
    hyphen_suffixes: frozenset[str] = words("hyphen_suffixes")
    """What may follow a lower-case English label after a hyphen: token-based. Participles in
    ``-ed`` (user-defined) may too."""
    hyphen_negations: frozenset[str] = words("hyphen_negations")
    """Words that make the opposite of every label, with any capitals: non-LoRA, Nicht-LoRA."""
    hyphen_particles: frozenset[str] = words("hyphen_particles")
    """Words before a hyphen that do not change the meaning of the label: per-token, in-memory."""
    hyphen_prefixes: frozenset[str] = words("hyphen_prefixes")
    """Words that make another word of a word, but not of a name with inner capitals:
    self-attention."""
    hyphen_compounds: bool = False
    """Whether a hyphen joins nouns, each of which may be a label: [Container]-[Image]. The matcher
    sets it for languages whose nouns begin with a capital."""
    longest_unit: int = 5
    """Maximum number of letters of a unit that follows a number directly: 24fps, 16bit."""


def touches_word(found: Found, rules: SpacedRules) -> bool:
    """A letter of the same word is next to an edge; CJK letters never count."""
    if WORD not in rules.scripts:
        return False
    if found.last is WORD and (found.right is WORD or continues(found)):
        return True
    joined = found.first is found.left is WORD
    return joined and not (follows_number(found, rules) or ends_camel_case(found, rules))


def follows_number(found: Found, rules: SpacedRules) -> bool:
    """A unit directly after a number that is a word of its own: 24fps, but not H264fps."""
    label = found.label
    if not (2 <= len(label) <= rules.longest_unit and label.isalpha()):
        return False
    start = found.start
    while start and found.text[start - 1] in "0123456789.,":
        start -= 1
    alone = not start or script_of(found.text[start - 1]) is not WORD
    return start < found.start and alone


def ends_camel_case(found: Found, rules: SpacedRules) -> bool:
    """A long capitalised word at the end of a CamelCase name, as in PagedAttention."""
    label = found.label
    return len(label) >= rules.camel_length and label.istitle() and found.before.islower()


def continues(found: Found) -> bool:
    """The name continues with a mark: C#, LoRA+, can't, 3.11; not with a genitive: LoRA's."""
    following = found.text[found.end + 1 : found.end + 3]
    next_is_word = script_of(following[:1]) is WORD
    if found.after == "'":
        genitive = following[:1] in ("s", "S") and script_of(following[1:]) is not WORD
        return next_is_word and not genitive
    if found.after == "+":
        return not next_is_word
    if found.after == ".":
        return found.text[found.end - 1].isdecimal() and following[:1].isdecimal()
    return found.after == "#"


def in_technical_token(found: Found, rules: SpacedRules) -> bool:
    """It is part of a path, URL, option or identifier, but not all of it."""
    if WORD not in rules.scripts:
        return False
    text, start, end = found.text, found.start, found.end
    if found.after == "(" and (text.startswith("()", end) or is_called(found)):
        return True
    if found.before in ("/", "\\") and start > 1 and _FILE_NAME.fullmatch(found.label):
        return True
    if found.before in ("/", "\\") and continues_path(found):
        return True
    # A change between Latin and Japanese ends a token without a mark: /etc/hosts[ファイル].
    joined = found.before in (_TOKEN_CHARS if found.first in _SPACED else _TOKEN_MARKS)
    joins = found.after in (_TOKEN_CHARS if found.last in _SPACED else _TOKEN_MARKS)
    if not (joined or joins):
        return False
    if found.last not in _SPACED and _FILE_ENDING.match(text, end):
        return True
    start = _token_start(text, start) if joined else start
    end = _token_end(text, end) if joins else end
    opens = not start or text[start - 1].isspace() or text[start - 1] in _OPENERS
    opens = opens or bool(_BEGINS_PATH.match(text, start))
    return any(
        (mark.start() or opens or text[start] not in "./~")
        and not found.start <= start + mark.start() < start + mark.end() <= found.end
        for mark in _TOKEN_MARK.finditer(text[start:end])
    )


def continues_path(found: Found) -> bool:
    """A part of a path or a URL after others, of any script: の/etc/[サーバ]/x.

    The first part is in Latin: 入力 /出力.
    """
    first = max(0, found.start - _TOKEN_REACH)
    path = re.compile(_PATH).search(found.text, first, found.start)
    return path is not None and (len(path[0]) > 1 or found.first is WORD)


def is_called(found: Found) -> bool:
    """A name of a function with its arguments."""
    label = found.label
    return label.isascii() and label.islower() and bool(_CALL.match(found.text, found.end))


def _token_start(text: str, start: int) -> int:
    """Start of the run of token characters before *start*."""
    least = max(0, start - _TOKEN_REACH)
    while start > least and text[start - 1] in _TOKEN_CHARS:
        start -= 1
    return start


def _token_end(text: str, end: int) -> int:
    """End of the run of token characters after *end*."""
    most = min(len(text), end + _TOKEN_REACH)
    while end < most and text[end] in _TOKEN_CHARS:
        end += 1
    return end


def hyphenated(found: Found, rules: SpacedRules) -> bool:
    """A hyphen joins it to a word that makes another word of it."""
    if WORD not in rules.scripts:
        return False
    if found.before == "-" and found.first is WORD:
        prefix = found.run_before(WORD, found.start - 1)
        if prefix and refused_prefix(prefix, found.label, rules):
            return not (rules.hyphen_compounds and is_compound(prefix, found.label, rules))
    if found.after != "-" or found.last is not WORD:
        return False
    suffix = found.run_after(WORD, found.end + 1)
    if found.label != found.label.lower() and not are_titles(found.label, suffix):
        return False
    if rules.hyphen_compounds and is_compound(found.label, suffix, rules):
        return False
    suffix = suffix.lower()
    return bool(suffix) and suffix not in rules.hyphen_suffixes and not is_participle(suffix)


def is_compound(first: str, second: str, rules: SpacedRules) -> bool:
    """Two nouns with capitals, the first of which is no negation."""
    capitals = first[:1].isupper() and second[:1].isupper()
    return capitals and first.lower() not in rules.hyphen_negations


def are_titles(first: str, second: str) -> bool:
    """Both begin with their only capital: together they are one name, as in Content-Type."""
    return all(word[:1].isupper() and word[1:].islower() for word in (first, second))


def is_participle(suffix: str) -> bool:
    """A past participle: user-defined; not -speed nor -fed."""
    return len(suffix) >= _PARTICIPLE and suffix.endswith("ed") and suffix[-3] != "e"


def refused_prefix(prefix: str, label: str, rules: SpacedRules) -> bool:
    """*prefix* and a hyphen make another word: Q-LoRA, non-API, self-Attention; not PEFT-LoRA."""
    if prefix.lower() in rules.hyphen_particles:
        return False
    if label == label.lower() or len(prefix) <= 2 or prefix.lower() in rules.hyphen_negations:
        return True
    if are_titles(prefix, label):
        return True
    return prefix.lower() in rules.hyphen_prefixes and not re.search(r"\w[A-Z]", label)


def is_of_sentence(text: str, start: int, end: int) -> bool:
    """Whether a word is in lower case, or a word in lower case follows it: not Edit > New."""
    if not text[start].isupper():
        return True
    return text[end : end + 1] == " " and text[end + 1 : end + 2].islower()


def exact_words(label: str) -> Iterator[tuple[int, int]]:
    """The spans of words that have a capital not only at their start: LoRA, API, iOS.

    Those are found only with these capitals; the other words of the label with any: "Transaction
    ID" in a heading is "transaction ID" in the text.
    """
    if not any(map(str.isupper, label)):
        return
    start = 0
    for is_word, chars in groupby(label, lambda char: script_of(char) is WORD):
        word = "".join(chars)
        if is_word and any(map(str.isupper, word[1:])):
            yield start, start + len(word)
        start += len(word)


def _is_of_word(char: str) -> bool:
    return script_of(char) is WORD or char in "#+"


def _is_of_compound(char: str) -> bool:
    return _is_of_word(char) or char in "-\u2010\u2011"


def _word_around(text: str, start: int, end: int) -> str:
    word = run_around(text, start, end, _is_of_word)
    return "" if _is_accident(word, text[start:end]) else word


def _is_accident(word: str, label: str) -> bool:
    """Whether *word* has the letters of *label* without being related to it: ML in HTML.

    It is related where the label begins the word and is long (token in tokenizer), where its
    capitals set it apart (LoRA in QLoRA), or where only marks and digits are added (C++).
    """
    rest = word.replace(label, "", 1)
    if not any(char.isalpha() for char in rest):
        return False
    if any(exact_words(label)):
        return len(label) < 3 or word.isupper()
    return len(label) < _LONG or not (word.startswith(label) or label[0].isupper())


EDGES: tuple[EdgeTest, ...] = (
    (Reason.LATIN_EDGE, touches_word),
    (Reason.TECHNICAL_TOKEN, in_technical_token),
    (Reason.HYPHEN, hyphenated),
)
AROUND: Mapping[Reason, Around] = {
    Reason.LATIN_EDGE: _word_around,
    Reason.HYPHEN: lambda text, start, end: run_around(text, start, end, _is_of_compound),
}
