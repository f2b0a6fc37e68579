"""All configuration options: name, type, default, allowed values and description.

The registration with Sphinx, the checks of values and the reference documentation all use these
declarations.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Rebuild = Literal["env", "html"]

LINK = ("off", "definitions", "everywhere")
LINK_IN = ("captions", "block_quotes")
DENSITY = ("every", "section", "page")
FIRST_USE = ("as-written", "full")
JAPANESE_WORDS = ("rules", "tokenizer")
HEADING_LABELS = ("first", "all")
ANCHOR_FORMS = ("heading-base64",)
RULES = (
    *("avoided", "deprecated", "inconsistent", "alias", "first-use", "unexplained"),
    "undefined-abbreviation",
)
SEVERITIES = ("off", "info", "warning", "error")
RELATIONS = ("broader", "narrower", "related", "source", "see", "used-in")


_LEVELS = r"([1-6])(?:\s*-\s*([1-6]))?"


def heading_levels(value: object) -> tuple[int, ...]:
    """The heading levels in *value*, ascending: ``2``, ``[2, 3]`` or ``"2-3"``.

    Empty if *value* is not a number or is outside 1 to 6.
    """
    if isinstance(value, str) and (found := re.fullmatch(_LEVELS, value.strip())):
        value = list(range(int(found[1]), int(found[2] or found[1]) + 1))
    levels = value if isinstance(value, (list, tuple)) else (value,)
    if all(isinstance(n, int) and not isinstance(n, bool) and 1 <= n <= 6 for n in levels):
        return tuple(sorted(levels))
    return ()


class Option(NamedTuple):
    """One configuration option, without the prefix ``glossterm_``."""

    name: str
    default: Any
    allows: str
    """The allowed values, as shown to authors."""
    help: str
    """One sentence for the table of options, in MyST."""
    accepts: Callable[[Any], bool]
    rebuild: Rebuild = "html"
    """``env`` if a change affects what is read from a source, else ``html``."""

    @property
    def full_name(self) -> str:
        """The name in ``conf.py``."""
        return f"glossterm_{self.name}"

    def allows_value(self, value: object) -> bool:
        """Whether *value* is accepted. A value that cannot be compared is not."""
        try:
            return self.accepts(value)
        except Exception:  # an author's object may raise anything
            return False


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool)


def _one_of(*choices: str) -> Callable[[Any], bool]:
    return lambda value: value in choices


def _some_of(*choices: str) -> Callable[[Any], bool]:
    return lambda value: (
        isinstance(value, (list, tuple, set)) and all(item in choices for item in value)
    )


def _strings(value: Any) -> bool:
    return isinstance(value, (list, tuple, set)) and all(isinstance(i, str) for i in value)


def _names_to_words(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(name, str)
        and isinstance(words, (list, tuple))
        and all(isinstance(word, str) for word in words)
        for name, words in value.items()
    )


def _paths(value: Any) -> bool:
    """Whether *value* is a list of paths, or of pairs of a path and the key of a format."""
    return _strings(value) or (
        isinstance(value, (list, tuple))
        and all(
            isinstance(item, str)
            or (isinstance(item, (list, tuple)) and len(item) == 2 and _strings(item))
            for item in value
        )
    )


def _globs_to_levels(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(glob, str) and heading_levels(level) for glob, level in value.items()
    )


def _rules_to_severities(value: Any) -> bool:
    return isinstance(value, dict) and all(
        rule in RULES and how in SEVERITIES for rule, how in value.items()
    )


OPTIONS: tuple[Option, ...] = (
    Option(
        "takeover",
        True,
        "`True` or `False`",
        "Extend Sphinx's own directive `glossary` and role `term`. If `False`, this extension"
        " handles `glossterm:glossary` and `glossterm:term` only.",
        _is_bool,
        "env",
    ),
    Option(
        "heading_pages",
        {},
        'a dictionary from patterns of document names to heading levels, such as `{"ai/*": 2}`',
        "Pages whose headings are concepts, and the level of these headings: a number, a list of"
        ' numbers or a range such as `"2-3"`. A deeper heading is a concept too if it contains the'
        " separator or if its section begins with fields. If several patterns match, the longest"
        " is used.",
        _globs_to_levels,
        "env",
    ),
    Option(
        "heading_labels",
        "first",
        '`"first"` or `"all"`',
        "What titles of pages, tables of contents, links to the page and search results show of a"
        " heading with several labels: the first label, with the others small after it in the"
        " heading itself, or the whole heading as it is written.",
        _one_of(*HEADING_LABELS),
        "env",
    ),
    Option(
        "label_separator",
        "|",
        "a string that is not blank",
        "Separates the labels in a heading or in a line of a glossary (there it needs spaces around"
        " it), and the values of a field.",
        lambda value: isinstance(value, str) and bool(value.strip()),
        "env",
    ),
    Option(
        "link",
        "definitions",
        '`"off"`, `"definitions"` or `"everywhere"`',
        "Where mentions are linked automatically: nowhere, in definitions, or in all text.",
        _one_of(*LINK),
        "env",
    ),
    Option(
        "link_in",
        (),
        'a list of any of `"captions"`, `"block_quotes"`',
        "Further blocks in which mentions are linked: captions of figures, tables and code; block"
        " quotations.",
        _some_of(*LINK_IN),
        "env",
    ),
    Option(
        "link_density",
        "section",
        '`"every"`, `"section"` or `"page"`',
        "Which mentions of a concept are linked: all, the first in each section, or the first in"
        " each page.",
        _one_of(*DENSITY),
    ),
    Option(
        "first_use",
        "as-written",
        '`"as-written"` or `"full"`',
        "What a page shows where it first uses the abbreviation (field `abbr`) of a concept, in a"
        " `term` role or in a mention that is linked: the text as written, or the full form with"
        " the abbreviation, “Low-Rank Adaptation (LoRA)”.",
        _one_of(*FIRST_USE),
    ),
    Option(
        "no_link",
        [],
        "a list of phrases",
        "Phrases that are never linked, nor any label inside them.",
        _strings,
    ),
    Option(
        "variants",
        None,
        '`None`, or a list of any of the languages `"de"`, `"en"`, `"es"`, `"fr"`, `"it"`, `"ja"`, '
        '`"ko"`, `"pt"`, `"ru"`, `"zh"`',
        "Languages whose rules for inflections, spelling variants and word boundaries are applied."
        " If `None`, these are the language of the project, English, and the languages of the"
        " scripts of its labels: kana is Japanese, Hangul Korean; Han characters are Chinese,"
        " unless the project is in Japanese or, if it is not in Chinese either, has labels with"
        " kana. A label with a language of its own (fields `lang`, `label_ja`) uses the rules of"
        " that language, if this option is `None` or contains it, and no others.",
        lambda value: value is None or _some_of(*LANGUAGES)(value),
    ),
    Option(
        "edge_words",
        {},
        "a dictionary from names of word lists to lists of words, such as"
        ' `{"kanji_suffixes": ["市", "-法"]}`',
        "Words to add to the lists that determine where a word begins and ends. A word with a `-`"
        " in front is removed from the list.",
        _names_to_words,
    ),
    Option(
        "japanese_words",
        "rules",
        '`"rules"` or `"tokenizer"`',
        "How the boundaries of Japanese words in kanji and hiragana are found: with word lists and"
        " word lengths, or with the tokenizer SudachiPy, which the extra `ja` installs.",
        _one_of(*JAPANESE_WORDS),
    ),
    Option(
        "infer_broader",
        False,
        "`True` or `False`",
        "Derive the broader concept from the definition (“a kind of PEFT”, 「PEFT手法の一種」) if"
        " the field `broader` is not set.",
        _is_bool,
    ),
    Option(
        "extra_anchors",
        (),
        'an empty list or `["heading-base64"]`',
        "Further permanent ids of headings that are concepts. Links use the first of them, so that"
        " a site that is migrated to this extension keeps its addresses.",
        _some_of(*ANCHOR_FORMS),
        "env",
    ),
    Option(
        "sources",
        [],
        'a list of paths, or of pairs such as `("terms", "front-matter")`',
        "Data files and folders with concepts, relative to the source directory, in one of these"
        " [formats](formats.md). The format is recognised, or given by its key in a pair. A"
        " `glossary` directive with the option `source` shows the concepts of a file. A concept"
        " that a page defines gets the fields that the page does not set from the file.",
        _paths,
        "env",
    ),
    Option(
        "export",
        ["yaml"],
        'a list of keys of formats, such as `["skos-turtle"]`',
        "The [formats](formats.md) in which the builder `glossterm-export` writes the glossary.",
        _strings,
    ),
    Option(
        "projects",
        [],
        "a list of names from `intersphinx_mapping`",
        "Other projects whose terms are linked like this project's own, which take precedence."
        " Their definitions are shown on hover if their sites publish them.",
        _strings,
    ),
    Option(
        "own_links",
        (),
        "a list of addresses",
        "Addresses at which the pages of this project, or their sources, are published. Links to"
        " them, in Markdown or HTML, become references to the concepts that they lead to. `.` means"
        " relative links in HTML. See [](../how-to/linked-sources.md).",
        _strings,
        "env",
    ),
    Option("tooltips", True, "`True` or `False`", "Show definitions on hover and focus.", _is_bool),
    Option(
        "tooltips_switch",
        True,
        "`True` or `False`",
        "Show a button in each tip, with which a reader can turn off tips in this browser, and turn"
        " them on again.",
        _is_bool,
    ),
    Option("index", True, "`True` or `False`", "Generate the page `glossterm-index`.", _is_bool),
    Option(
        "index_title",
        "",
        "a string",
        "Title of the index page. If empty, it is “Index of terms” in the language of the project.",
        lambda value: isinstance(value, str),
        "env",
    ),
    Option(
        "index_split",
        1500,
        "a number, or `None`",
        "The largest number of concepts for which the index is one page. A larger one is divided:"
        " a page for each letter, one for the tree, one for the tags. `None`: never.",
        lambda value: value is None or (type(value) is int and value >= 0),
    ),
    Option(
        "index_jsonld",
        False,
        "`True` or `False`",
        "Include the terms in the index page as a `DefinedTermSet` of schema.org, for search"
        " engines.",
        _is_bool,
    ),
    Option(
        "check",
        {},
        'a dictionary from rules to `"off"`, `"info"`, `"warning"` or `"error"`, such as'
        ' `{"deprecated": "warning"}`',
        "Rules of the [terminology check](terminology.md), and how each finding is reported."
        " `avoided` is a warning by default, the others are off.",
        _rules_to_severities,
    ),
    Option(
        "known_abbreviations",
        (),
        'a list of abbreviations, such as `["HTML", "PDF"]`',
        "Abbreviations that readers know without an explanation. The rule `undefined-abbreviation`"
        " and `glossterm candidates` ignore them.",
        _strings,
    ),
    Option(
        "relations",
        (),
        'a list of any of `"broader"`, `"narrower"`, `"related"`, `"source"`, `"see"`, `"used-in"`',
        "What is shown below each definition in a glossary, in the order of the list: broader,"
        " narrower and related concepts, the source of the definition, the pages that explain the"
        " concept, and the pages that use it.",
        _some_of(*RELATIONS),
    ),
)

PAGE_OPTIONS = {
    "glossterm-check": "check",
    "glossterm-headings": "heading_pages",
    "glossterm-link": "link",
    "glossterm-density": "link_density",
    "glossterm-first-use": "first_use",
    "glossterm-language": "language",
}
"""Name in a page's metadata → the option that it overrides for that page; ``language`` is one of
Sphinx's."""


class GlosstermConfig:
    """The checked values of a project, which do not change. See :data:`OPTIONS` for their meaning.

    Not a data class: its methods would take 0.5 % of the instructions of a build in which nothing
    has changed (size S).
    """

    takeover: bool
    heading_pages: Mapping[str, object]
    heading_labels: str
    label_separator: str
    link: str
    link_in: tuple[str, ...]
    link_density: str
    first_use: str
    no_link: tuple[str, ...]
    variants: tuple[str, ...] | None
    edge_words: Mapping[str, tuple[str, ...]]
    japanese_words: str
    infer_broader: bool
    extra_anchors: tuple[str, ...]
    sources: tuple[str | tuple[str, str], ...]
    export: tuple[str, ...]
    projects: tuple[str, ...]
    own_links: tuple[str, ...]
    tooltips: bool
    tooltips_switch: bool
    index: bool
    index_title: str
    index_split: int | None
    index_jsonld: bool
    check: Mapping[str, str]
    known_abbreviations: tuple[str, ...]
    relations: tuple[str, ...]

    def __init__(self, checked: Mapping[str, Any]) -> None:
        """The values in *checked*, by the name of each option."""
        self.__dict__.update(checked)

    def __repr__(self) -> str:
        """All values: what is compared to find out whether an option has changed."""
        return repr(vars(self))

    @classmethod
    def of(cls, values: Callable[[str], Any]) -> GlosstermConfig:
        """The options in *values*, by the full name of each option.

        A value that is not allowed is replaced by the default. Lists and sets become tuples.
        """
        checked: dict[str, Any] = {}
        for option in OPTIONS:
            value = values(option.full_name)
            value = value if option.allows_value(value) else option.default
            value = sorted(value) if isinstance(value, set) else value
            checked[option.name] = tuple(value) if isinstance(value, list) else value
        return cls(checked)


def wrong_values(values: Callable[[str], Any]) -> Iterator[tuple[Option, Any]]:
    """The options with a value that is not allowed, and that value."""
    for option in OPTIONS:
        value = values(option.full_name)
        if not option.allows_value(value):
            yield option, value
