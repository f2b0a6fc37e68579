"""The subtypes of this extension's warnings, and the function that emits them."""

from __future__ import annotations

from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.model import Location, Phrase

from .locale import __

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils.nodes import Node

WARNING_TYPE = "glossterm"

_NO_TEXT = pattern("[\x00-\x1f\x7f-\x9f\u2028\u2029]")

logger = logging.getLogger(__name__)


class WarningSubtype(StrEnum):
    """What a warning is about: ``suppress_warnings = ["glossterm.<subtype>"]`` silences one.

    The table in the docs is made from these members and their docstrings.
    """

    CONFIG = "config"
    """An option in `conf.py` is unknown or has an invalid value."""
    OUTPUT = "output"
    """A file of this extension cannot be written to the output directory."""
    PAGE_METADATA = "page_metadata"
    """A page's front matter or field list has an unknown `glossterm-…` key or a wrong value."""
    EMPTY_GLOSSARY = "empty_glossary"
    """A glossary directive has no entries, or contains an `include`, which is not supported."""
    SOURCE = "source"
    """A data file cannot be read, contains errors, or has concepts that no page shows."""
    PROJECT = "project"
    """The glossary that another project publishes cannot be read."""
    OWN_LINK = "own_link"
    """A link to an address in `glossterm_own_links` leads to no page of this project, or to no id
    there."""
    MIXED_FORMS = "mixed_forms"
    """A glossary in reStructuredText contains Markdown's form of a definition, `: text`, which is
    read as a term."""
    UNREAD_MARKUP = "unread_markup"
    """Markup of this extension is read as plain text: `<term>` without a code span directly after
    it, or `:::{glossary}` where MyST's `colon_fence` is off."""
    EMPTY_LABEL = "empty_label"
    """A heading or an entry has no label, for example because it has separators only."""
    FIELD = "field"
    """A field of a concept is unknown or has an invalid value."""
    DUPLICATE_CONCEPT = "duplicate_concept"
    """One page defines one label twice, two pages have a glossary entry for one term, or two
    concepts have one id."""
    GRAPH = "graph"
    """A `termgraph` is empty, names an unknown concept, or cannot be drawn."""
    MISSING_DEFINITION = "missing_definition"
    """A concept has labels and no definition."""
    DANGLING_RELATION = "dangling_relation"
    """A field `broader`, `related` or `replaced-by` names an unknown concept, or `see` an unknown
    page."""
    HIERARCHICAL_CYCLE = "hierarchical_cycle"
    """A concept is broader than itself, directly or through others."""
    LONG_LABEL = "long_label"
    """A label is too long to be searched for in text."""
    TERMINDEX = "termindex"
    """An option of `termindex` has an invalid or unknown value."""
    AMBIGUOUS_TERM = "ambiguous_term"
    """A label belongs to several concepts whose pages are equally near."""
    FAILED_TEST = "failed_test"
    """A glossary test has other links than expected, or is not valid."""
    TRANSLATION = "translation"
    """The translation of a label or a field in a message catalogue is not used, since it is empty
    or not one paragraph; or it has no separator between labels, or does not define the term that
    the original defines."""
    AVOIDED_TERM = "avoided_term"
    """A text or a role uses a label that the field `avoid` lists. This and the following six are
    rules of the [terminology check](terminology.md)."""
    DEPRECATED_TERM = "deprecated_term"
    """A text or a role uses a label of a deprecated concept, and the rule `deprecated` is on."""
    INCONSISTENT_SPELLING = "inconsistent_spelling"
    """A label is spelled in another way than in most places, and the rule `inconsistent` is on."""
    ALIAS = "alias"
    """An alternative label is used instead of the preferred one, and the rule `alias` is on."""
    FIRST_USE = "first_use"
    """The first use of a concept in a page is an abbreviation without the full form, and the rule
    `first-use` is on."""
    UNEXPLAINED_TERM = "unexplained_term"
    """A term is used before the page that explains it, and the rule `unexplained` is on."""
    UNDEFINED_ABBREVIATION = "undefined_abbreviation"
    """A frequent abbreviation is not explained, and the rule `undefined-abbreviation` is on."""
    OUTDATED_TRANSLATION = "outdated_translation"
    """Texts of an entry have no translation in the catalogue, or one of an earlier original.
    Reported by the builder `glossterm-report` only."""
    UNUSED_CONCEPT = "unused_concept"
    """No page refers to a concept or mentions it. Reported by the builder `glossterm-report`
    only."""
    MISSING_READING = "missing_reading"
    """A label in kanji has no reading, by which it would be sorted. Reported by the builder
    `glossterm-report` only."""


def warn(
    subtype: WarningSubtype,
    message: str,
    *args: object,
    location: Location | Node | tuple[str, int | None] | str | None,
    fix: tuple[str, ...] = (),
) -> None:
    """Warn the author with *message*, in one line, at the author's file and line.

    *message* is a whole sentence: a template in ``%`` style, already translated by the caller.
    Messages with an optional "did you mean" have two templates. The phrases among *args* are
    translated here. *fix* is the wrong text and what to write instead, if that is known; editors
    offer it.
    """
    if isinstance(location, Location):
        location = sphinx_location(location)
    extra = for_editors([a for a in args if type(a) is str], fix)
    args = tuple(a.translated(__) if isinstance(a, Phrase) else a for a in args)
    text = one_line(message % args)
    logger.warning(
        "%s", text, type=WARNING_TYPE, subtype=str(subtype), location=location, extra=extra
    )


def for_editors(texts: Iterable[str], fix: tuple[str, ...]) -> dict[str, object]:
    """Attributes of a log record by which :mod:`.editor` finds the column of a warning.

    *texts* are those of the author that the message contains.
    """
    return {"glossterm_texts": tuple(texts), "glossterm_fix": fix}


def report_error(
    subtype: WarningSubtype, message: str, *args: object, location: str | None
) -> None:
    """The same with the level of an error. Only with ``-W`` does the build fail."""
    text = one_line(message % args)
    logger.error("%s", text, type=WARNING_TYPE, subtype=str(subtype), location=location)


def one_line(text: str) -> str:
    """*text* without line breaks and control characters, which authors' texts may contain."""
    if text.isprintable():  # as usual
        return text
    return _NO_TEXT.sub(
        lambda match: " " if match[0].isspace() else f"\\x{ord(match[0]):02x}", text
    )


def sphinx_location(location: Location) -> str | tuple[str, int | None]:
    """*location* for Sphinx's logger; a file other than the document's by its path."""
    if location.source and location.line is not None:
        return f"{location.source}:{location.line}"
    return (location.docname, location.line)


@contextmanager
def only_own_warnings() -> Iterator[None]:
    """Suppress the warnings of others within the context.

    For a page that exists only because of this extension. Themes make the same table of contents
    for each page, and repeat its warnings each time.
    """
    with logging.pending_warnings() as handler:
        handler.addFilter(lambda record: record.name == logger.logger.name)
        yield
