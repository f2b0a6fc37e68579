"""The interface of a language: spellings, word boundaries, sentences, order, fixed expressions.

A language module has one public value, ``LANGUAGE``. Each member of :class:`Language` is a function
or a table. All except :attr:`Language.code` have a default that adds nothing, so a new language can
begin with a single rule. Texts and labels are *folded* (see
:mod:`sphinxcontrib_glossterm.matching.folding`) unless stated otherwise; offsets are in code
points.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from enum import StrEnum
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .scripts import Script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .inflected import Inflection
    from .scripts import Found
    from .tokenizer import Tokenizer

    Rule = Callable[[str], Iterable[str]]
    """Takes one spelling of a label and yields it, then the other spellings by this rule."""
    EdgeTest = tuple["Reason", Callable[[Found, Any], bool]]
    """A reason why a piece of text is not the label, and the function that tests it, which takes
    the :class:`LanguageEdgeRules` of the project."""
    Around = Callable[[str, int, int], str]
    """The longer word around ``text[start:end]``, called with text, start and end."""

MAX_SPELLINGS = 64
"""Limit, since a label with many joints has exponentially many spellings."""


class Reason(StrEnum):
    """Why text that matches a label is not linked."""

    LATIN_EDGE = "latin-edge"
    """A letter, digit or mark of the same word is next to it: QLoRA, C#."""
    TECHNICAL_TOKEN = "technical-token"
    """It is part of a path, a URL, a file name or an identifier."""
    HYPHEN = "hyphen"
    """It is part of a hyphenated word: Q-LoRA, 2-token."""
    KATAKANA_EDGE = "katakana-edge"
    """It is part of a longer katakana word: サブモデル. (The field ``compound`` allows that.)"""
    DERIVATION = "derivation"
    """A suffix after it forms another word: モデル化, 例外的."""
    KANJI_PREFIX = "kanji-prefix"
    """The kanji in front of it are neither a word nor a known prefix: 書[式文]字列."""
    NEGATION = "negation"
    """A prefix in front of it makes the opposite or another word: 非[同期], 子[进程]."""
    KANJI_SUFFIX = "kanji-suffix"
    """One kanji follows that is not a known suffix: [学習]塾."""
    HIRAGANA_EDGE = "hiragana-edge"
    """The hiragana next to it is not a particle: [埋め込み]ます."""
    PROPER_NAME = "proper-name"
    """It is part of a longer name in capitals: United [States]."""
    HANGUL_EDGE = "hangul-edge"
    """The Hangul next to it is not a particle: [노드]포트."""
    BLOCKER = "blocker"
    """It is part of a phrase in ``glossterm_no_link``."""
    EXPRESSION = "expression"
    """It is part of a fixed expression of the language (a [number] of, 例外なく), or another word
    with the same spelling: to [process] it."""
    AVOIDED = "avoided"
    """It is listed in the field ``avoid`` of its concept."""
    LONGER_LABEL = "longer-label"
    """It is part of a longer label, or of one that starts earlier. That label may itself be refused
    because it is changed or part of a longer word: 非[環境変数]."""
    NOT_AUTOMATIC = "not-automatic"
    """The concept has ``auto: no``, or the label is too short to be linked automatically."""
    CASE = "case"
    """Upper and lower case differ from the label: rest, REST."""
    CLOSED = "closed"
    """It is in text that is never linked: a heading, code, a quotation, a link, or text for which
    the author has disabled links."""
    SCOPE = "scope"
    """Mentions are not linked here: linking is off, or for definitions only, in the project or
    for this page."""
    OWN_DEFINITION = "own-definition"
    """It is in the definition of its own concept. (Further down in the section of that concept it
    is linked only if every mention is.)"""
    AMBIGUOUS = "ambiguous"
    """It is a label of several concepts whose pages are equally near."""
    ALREADY_LINKED = "already-linked"
    """The concept is already linked in this section or page as often as the density allows."""


class LanguageEdgeRules:
    """The settings of the edge tests; a language with its own word lists extends it.

    These classes are combined into :class:`sphinxcontrib_glossterm.matching.EdgeRules`. The values
    of the class are the defaults.
    """

    scripts: tuple[Script, ...] = tuple(Script)
    """Edges of other scripts are always accepted (and with none, technical tokens too)."""


Heading = tuple[str, str]
"""The text of a heading in the index, and its part of a permanent id: ``("か", "kana-か")``."""
Sign = tuple[str, str, str, str]
"""The sort values of a character: the plain letter, its marks, the kind of the character, and its
script or case. Labels are compared by all their letters first, then by all marks, and so on. A
letter without marks has ``0``, ``3`` and ``0`` for the others."""


class IndexRules(NamedTuple):
    """How the index sorts, groups and finds labels in the characters of one language."""

    heads: tuple[Callable[[str], Heading | None], ...] = ()
    """For each group of headings, in their order: the heading for the first character of a label
    (in NFKC; may be empty); ``None`` if the character is not in the group. Headings of one group
    are sorted by code points. Groups of languages follow those of other letters."""
    without_reading: Heading | None = None
    """The heading of labels that cannot be sorted without a reading."""
    with_reading: str = ""
    """Character class, without brackets: a label with one of these is sorted by its reading."""
    sign: Callable[[str, str], tuple[str, Sign | None] | None] | None = None
    """Called with a character that is not in ASCII, and the letter before it. Returns the letter
    that the character represents, with its sort values (``None``: it is ignored); ``None`` if the
    character is not one of this language."""
    search_table: Mapping[int, int] = {}
    """Code points that the filter of the index considers equal. The script of the index folds
    queries by the same steps."""
    search_keys: Rule = lambda text: ()
    """Further texts by which the filter finds a folded *text*: what a keyboard types for it."""


class SentenceRules(NamedTuple):
    """Where the sentences of one language end.

    Abbreviations are without their last full stop and without spaces (z.b), and in lower case
    except :attr:`titles`.
    """

    stops: str = ""
    """Characters that end a sentence, with any text after them: ``。``."""
    continuation: str = ""
    """Regular expression: what follows a closing bracket if the sentence continues after it."""
    titles: frozenset[str] = frozenset()
    """Abbreviations before a name, with their capitals: Prof."""
    never_last: frozenset[str] = frozenset()
    """Abbreviations that are always followed by more text: e.g."""
    before_number: frozenset[str] = frozenset()
    """Abbreviations that do not end a sentence before a number, or as in Fig. A before a letter."""
    sometimes_last: frozenset[str] = frozenset()
    """Abbreviations that end a sentence if the next word is one of :attr:`first_words`: etc."""
    first_words: frozenset[str] = frozenset()
    """Words that often begin a sentence."""
    ordinals: bool = False
    """Whether a full stop after a number of one or two digits makes it an ordinal: 3. Oktober. It
    ends a sentence if the next word is one of :attr:`first_words`."""


class Language(NamedTuple):
    """What one language adds.

    Members that apply in every project do so only for the languages in
    :data:`sphinxcontrib_glossterm.languages.ALWAYS`.
    """

    code: str
    """Its code in ``glossterm_variants``, by ISO 639-1: ``en``."""
    ascii: bool = True
    """Whether a label in ASCII characters may be in this language. If not, :attr:`spellings`
    and :attr:`inflections` are not applied to such labels."""
    spellings: tuple[Rule, ...] = ()
    """Rules for other spellings of the same form of a label, each applied to all results of
    the rules before it: サーバー and サーバ, pre-training and pretraining."""
    inflections: tuple[Rule, ...] = ()
    """Rules for other forms of a label, applied last: token and tokens."""
    inflection: Inflection | None = None
    """How words are inflected, if there are too many forms to list: the stems of words are searched
    for. Used for labels, and for forms that the author gives."""
    short: str = ""
    """Regular expression: labels that fully match it are linked only if the concept has
    ``auto: yes``. It applies in every project. (One character is too short in any language, and
    so are two ASCII characters, except two capitals.)"""
    scripts: frozenset[Script] = frozenset()
    """The scripts whose edges :attr:`edges` tests, besides :attr:`Script.WORD`, which is always
    tested. In a project without the language, edges of these scripts are accepted."""
    edges: tuple[EdgeTest, ...] = ()
    """Tests of the characters next to a label, in projects with this language; the first test that
    matches is the reason to refuse it. They are called if an edge or its neighbour is in a script
    without spaces. Another language of the same script has tests of its own."""
    token_edges: tuple[EdgeTest, ...] = ()
    """The same if a tokenizer is used."""
    around: Mapping[Reason, Around] = {}
    """For reasons of :attr:`edges`: the longer word that the refused label is part of."""
    joints: Joints | None = None
    """Marks inside words that some authors write and others omit."""
    tokenizer: Callable[[], Tokenizer | None] | None = None
    """Makes the optional tokenizer; it returns ``None`` if its packages are not installed."""
    expressions: tuple[str, ...] = ()
    """Phrases in which no label is linked, in projects with this language: "point of view". If a
    part is in brackets, only labels that begin in it are not linked: in "version [number]" the
    label "version" still is. A label that contains the phrase, or of which it is a form, is found
    as usual. These phrases and :attr:`homographs` of English do not apply in projects with another
    alphabetic language."""
    homographs: Homographs | None = None
    """Words that are spelled like other words, in projects with this language: set."""
    everyday: frozenset[str] = frozenset()
    """Common words, folded, that manuals also use in other senses than a glossary defines: number,
    set, state. Labels that are such a word are linked, and listed in the report."""
    capital_nouns: str = ""
    """If nouns begin with a capital, a regular expression that matches the first letters of those
    in a label. In lower case they are other words (Wert, wert). Capitals alone do not mark names.
    """
    function_words: frozenset[str] = frozenset()
    """Words in lower case that are no part of a name, though they may have a capital: the, when."""
    words: Mapping[str, str] = {}
    """Words, separated by spaces, for each list of :class:`.SpacedRules`: what may follow or
    precede a label with a hyphen between. English words apply in every project."""
    genera: Rule = lambda definition: ()
    """Texts that may name the broader concept, read from a definition ("is a kind of …", as
    written, not folded); for each pattern found, the longest text first."""
    sentences: SentenceRules = SentenceRules()
    """The ends of sentences: abbreviations, and signs that end a sentence. They apply in projects
    whose ``language`` it is."""
    order: IndexRules | None = None
    """The order, the headings and the search keys of labels in its own characters. They apply in
    every project."""


class Homographs(NamedTuple):
    """Words that are spelled like words of another meaning."""

    words: frozenset[str]
    """In lower case; empty: all words may be."""
    is_other: Callable[[str, int, int], bool]
    """Whether ``text[start:end]``, which is one of :attr:`words`, has the other meaning: the verb
    in "to set the option"."""


class Joints(NamedTuple):
    """Marks inside words that some authors write and others omit: ファイン・チューニング.

    The possible places in a long label are unknown, so these are not spellings of the label.
    Instead the text is searched a second time without its joints, and only hits that contain a
    joint count.
    """

    script: Script
    """The script whose edges decide whether the hits are words."""
    mark: re.Pattern[str]
    """Matches any joint."""
    searches: tuple[tuple[str, re.Pattern[str]], ...]
    """Each character that can be a joint, with a pattern that begins with it and matches it as a
    joint. Searching for these is faster than for :attr:`mark`, and most texts have none."""
    divisible: re.Pattern[str]
    """Found in a label that is long enough to be written with a joint."""

    def apply_to(self, labels: Iterable[str]) -> bool:
        """Whether any of the *labels* could be written with a joint."""
        return any(map(self.divisible.search, labels))

    def without(self, text: str) -> Joined | None:
        """*text* without joints; ``None`` if it has none."""
        for char, joint in self.searches:
            if char in text and joint.search(text):
                marks = enumerate(self.mark.finditer(text))
                starts = tuple(mark.start() - count for count, mark in marks)
                return Joined(self.removed(text), starts)
        return None

    def removed(self, text: str) -> str:
        """*text* without joints."""
        return self.mark.sub("", text)


class Joined(NamedTuple):
    """Text without its joints, with the offsets of the text that had them."""

    text: str
    joints: tuple[int, ...]
    """For each joint, the offset in :attr:`text` of the character after it."""

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where ``self.text[start:end]`` is in the text with joints, if a joint is inside it."""
        first = bisect_right(self.joints, start)
        last = bisect_left(self.joints, end)
        return (start + first, end + last) if last > first else None


def word_set(text: str) -> frozenset[str]:
    """The words of *text*, which are separated by white space."""
    return frozenset(text.split())


def beginnings(pattern: str) -> Rule:
    """A rule for :attr:`Language.genera`: beginnings of what the group of *pattern* matches.

    The longest is first.
    """

    def genera(definition: str) -> Iterable[str]:
        for found in re.finditer(pattern, definition):  # compiled at first use: few builds infer
            words = found[1].split()
            yield from (" ".join(words[:count]) for count in range(len(words), 0, -1))

    return genera


def choices(
    place: re.Pattern[str], form: str, spellings: Callable[[str], tuple[str, ...]]
) -> Iterable[str]:
    """*form* with each spelling at each *place*; the pattern has one group, the place's text."""
    parts = place.split(form)
    if len(parts) == 1:
        return (form,)
    options = [
        tuple(dict.fromkeys(spellings(part))) if index % 2 else (part,)
        for index, part in enumerate(parts)
    ]
    return ("".join(choice) for choice in islice(product(*options), MAX_SPELLINGS))
