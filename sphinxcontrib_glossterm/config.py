"""All configuration options: name, type, default, allowed values and description.

The registration with Sphinx, the checks of values and the reference documentation all use these
declarations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from .languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Rebuild = Literal["env", "html"]

LINK = ("off", "definitions", "everywhere")
LINK_IN = ("captions", "block_quotes")
DENSITY = ("every", "section", "page")
FIRST_USE = ("as-written", "full")
JAPANESE_WORDS = ("rules", "tokenizer")
ANCHOR_FORMS = ("heading-base64",)
RELATIONS = ("broader", "narrower", "related", "source", "used-in")


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


def _globs_to_levels(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(glob, str) and heading_levels(level) for glob, level in value.items()
    )


OPTIONS: tuple[Option, ...] = (
    Option(
        "takeover",
        True,
        "`True` or `False`",
        "Sphinx's own `glossary` and `term` are observed and served too; `False`: only"
        " `glossterm:glossary` and `glossterm:term`.",
        _is_bool,
        "env",
    ),
    Option(
        "heading_pages",
        {},
        'a dictionary from a glob of document names to a heading level, such as `{"ai/*": 2}`',
        "Pages whose headings are concepts, and at which level: a number, a list of numbers or"
        ' a range such as `"2-3"`. A deeper heading that holds the separator, or begins with'
        " fields, is a concept too. The most specific (longest) glob counts.",
        _globs_to_levels,
        "env",
    ),
    Option(
        "label_separator",
        "|",
        "a string that is not empty",
        "Stands between the labels of one heading or of one line of a glossary (there with spaces"
        " around it), and between the values of one field.",
        lambda value: isinstance(value, str) and bool(value.strip()),
        "env",
    ),
    Option(
        "link",
        "definitions",
        '`"off"`, `"definitions"` or `"everywhere"`',
        "Where mentions are linked by themselves.",
        _one_of(*LINK),
        "env",
    ),
    Option(
        "link_in",
        (),
        'a list out of `"captions"` and `"block_quotes"`',
        "Blocks that are linked besides running prose: captions of figures, tables and code,"
        " block quotations.",
        _some_of(*LINK_IN),
        "env",
    ),
    Option(
        "link_density",
        "section",
        '`"every"`, `"section"` or `"page"`',
        "Which mentions of a concept are linked: every one, the first in a section, the first"
        " in a page.",
        _one_of(*DENSITY),
    ),
    Option(
        "first_use",
        "as-written",
        '`"as-written"` or `"full"`',
        "What a `term` role without a text of its own shows where a page first refers to a concept"
        " with the field `abbr`: what is written, or the full form with the abbreviation,"
        " “Low-Rank Adaptation (LoRA)”.",
        _one_of(*FIRST_USE),
    ),
    Option(
        "no_link",
        [],
        "a list of phrases",
        "Phrases that take part in the longest match and link nothing.",
        _strings,
    ),
    Option(
        "variants",
        LANGUAGES,
        'a list of languages out of `"en"` and `"ja"`',
        "Languages whose rules for inflected and variant forms apply.",
        _some_of(*LANGUAGES),
    ),
    Option(
        "edge_words",
        {},
        "a dictionary from the name of a word list to a list of words, such as"
        ' `{"kanji_suffixes": ["市", "-法"]}`',
        "Words added to the lists that tell where a word begins and ends; one with a `-` before"
        " it is taken away.",
        _names_to_words,
    ),
    Option(
        "japanese_words",
        "rules",
        '`"rules"` or `"tokenizer"`',
        "What tells where Japanese words end between kanji and hiragana: word lists and lengths,"
        " or the tokenizer SudachiPy, which the extra `ja` installs.",
        _one_of(*JAPANESE_WORDS),
    ),
    Option(
        "infer_broader",
        False,
        "`True` or `False`",
        "Read the broader concept off a definition (“a kind of PEFT”, 「PEFT手法の一種」) where"
        " none is given.",
        _is_bool,
    ),
    Option(
        "extra_anchors",
        (),
        'a list that may hold `"heading-base64"`',
        "Further permanent ids of each heading concept. Links then go to the first of them, so"
        " that a site moved here keeps one address for each concept.",
        _some_of(*ANCHOR_FORMS),
        "env",
    ),
    Option(
        "sources",
        [],
        "a list of paths",
        "Data files with concepts (YAML, CSV, TSV), relative to the source directory. A `glossary`"
        " directive with `:source:` shows what is in one; what a page defines by itself takes"
        " from it the fields that the page leaves open.",
        _strings,
        "env",
    ),
    Option(
        "projects",
        [],
        "a list of names out of `intersphinx_mapping`",
        "Other projects whose terms are linked as this project's own are, where it has none of"
        " that name, with their definitions on hover if their sites publish them.",
        _strings,
    ),
    Option("tooltips", True, "`True` or `False`", "Show definitions on hover and focus.", _is_bool),
    Option("index", True, "`True` or `False`", "Make the page `glossterm-index`.", _is_bool),
    Option(
        "index_title",
        "",
        "a string",
        "Title of that page; empty: “Index of terms” in the language of the project.",
        lambda value: isinstance(value, str),
    ),
    Option(
        "index_jsonld",
        False,
        "`True` or `False`",
        "Put the terms into that page as a `DefinedTermSet` of schema.org too, for search engines.",
        _is_bool,
    ),
    Option(
        "relations",
        (),
        'a list out of `"broader"`, `"narrower"`, `"related"`, `"source"` and `"used-in"`',
        "What each entry of a glossary shows below its definition, in this order: its broader,"
        " narrower and related concepts, where the definition comes from, the pages that use it.",
        _some_of(*RELATIONS),
    ),
)

PAGE_OPTIONS = {
    "glossterm-headings": "heading_pages",
    "glossterm-link": "link",
    "glossterm-density": "link_density",
    "glossterm-first-use": "first_use",
}
"""Name in a page's metadata → the option that it overrides for that page."""


_TUPLES = (
    *("link_in", "no_link", "variants", "extra_anchors", "sources", "projects"),
    "relations",
)


@dataclass(frozen=True, slots=True)
class GlosstermConfig:
    """The checked values of a project. See :data:`OPTIONS` for their meaning."""

    takeover: bool
    heading_pages: Mapping[str, object]
    label_separator: str
    link: str
    link_in: tuple[str, ...]
    link_density: str
    first_use: str
    no_link: tuple[str, ...]
    variants: tuple[str, ...]
    edge_words: Mapping[str, tuple[str, ...]]
    japanese_words: str
    infer_broader: bool
    extra_anchors: tuple[str, ...]
    sources: tuple[str, ...]
    projects: tuple[str, ...]
    tooltips: bool
    index: bool
    index_title: str
    index_jsonld: bool
    relations: tuple[str, ...]

    @classmethod
    def of(cls, values: Callable[[str], Any]) -> GlosstermConfig:
        """The options in *values*, by the full name of each option.

        A value that is not allowed is replaced by the default.
        """
        checked = {option.name: values(option.full_name) for option in OPTIONS}
        for option in OPTIONS:
            if not option.allows_value(checked[option.name]):
                checked[option.name] = option.default
        for name in _TUPLES:
            checked[name] = tuple(
                sorted(checked[name]) if isinstance(checked[name], set) else checked[name]
            )
        return cls(**checked)


def wrong_values(values: Callable[[str], Any]) -> Iterator[tuple[Option, Any]]:
    """The options with a value that is not allowed, and that value."""
    for option in OPTIONS:
        value = values(option.full_name)
        if not option.allows_value(value):
            yield option, value
