"""Labels by language, as glossaries for translators have them: one file for each pair of languages.

The names of such files give the languages: ``en-ja.csv``, ``glossary-en-ja.csv``, or ``ja.csv`` for
translations from the language of the project.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ...model import Label, LabelKind, Phrase, language_tag, with_languages
from ..foreign import in_file, listed
from ..plain_text import as_markup, as_text, has_markup
from ..record import Source, Value, make_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..record import Record, SourceProblem
    from ..written import Glossary, Losses

# The region or the script has capitals, so that "pt-BR" is one language and "pt-br" are two.
_TAG = r"[a-z]{2,3}(?:[-_](?:[A-Z]{2}|[A-Z][a-z]{3}|[0-9]{3}))*"
_PAIR = re.compile(rf"(?:.*[-_.])?([a-z]{{2}}(?:[-_](?:[A-Z]{{2}}|[A-Z][a-z]{{3}}))?)[-_]({_TAG})")
_ONE = re.compile(rf"(?:.*[-_.])?({_TAG})")


class Pair(NamedTuple):
    """Two languages, as tags; empty if the name of the file does not give them."""

    source: str = ""
    target: str = ""


def pair_of(name: str) -> Pair:
    """The languages in the *name* of a file.

    >>> pair_of("glossary/en-ja.csv"), pair_of("zh_TW.csv")
    (Pair(source='en', target='ja'), Pair(source='', target='zh-TW'))
    """
    stem = PurePosixPath(name).stem
    if found := _PAIR.fullmatch(stem):
        pair = Pair(language_tag(found[1]), language_tag(found[2]))
        if all(pair):
            return pair
    found = _ONE.fullmatch(stem)
    return Pair("", language_tag(found[1]) if found else "")


# -- writing ------------------------------------------------------------------------


def by_language(record: Record, language: str) -> dict[str, list[str]]:
    """The labels that readers see, by language, the one to use first.

    *language* is that of labels whose language is not known. An abbreviation is a label in it.
    """
    fields = record.fields
    others = (*fields.aliases, *([fields.abbr] if fields.abbr else []))
    own = [Label(record.labels[0])]
    own += (Label(text, LabelKind.ALTERNATIVE) for text in (*record.labels[1:], *others))
    found: dict[str, dict[str, None]] = {}
    for label in with_languages(own, fields.lang or language, fields.labels):
        found.setdefault(label.lang, {})[label.text] = None
    return {tag: [*texts] for tag, texts in found.items()}


def targets(glossary: Glossary) -> list[str]:
    """The languages of labels other than that of the glossary, in alphabetical order."""
    found = {tag for one in glossary.records for tag in by_language(one, glossary.language)}
    return sorted(found - {glossary.language})


def in_source(
    glossary: Glossary, losses: Losses
) -> Iterator[tuple[Record, list[str], dict[str, list[str]]]]:
    """Each record with its labels in the language of the glossary, and those in other languages.

    Records without a label in that language are counted as omitted.
    """
    for record in glossary.records:
        labels = by_language(record, glossary.language)
        if own := labels.pop(glossary.language, None):
            yield record, own, labels
        else:
            losses.add_concept(
                Phrase("concepts without a label in the language of the glossary"), record
            )


def definition_of(record: Record, glossary: Glossary, losses: Losses) -> str:
    """The definition as plain text."""
    if glossary.is_plain:
        return record.definition
    if has_markup(record.definition):
        losses.add(Phrase("markup of definitions"), record)
    return as_text(record.definition)


# -- reading ------------------------------------------------------------------------


class Translated(NamedTuple):
    """One entry of such a glossary."""

    label: str
    line: int
    file: str = ""
    others: Sequence[tuple[str, str]] = ()
    """Further labels, each with its language, which may be unknown."""
    avoided: Sequence[str] = ()
    abbr: str = ""
    definition: str = ""
    definition_line: int = 0
    id: str = ""
    is_deprecated: bool = False

    def values(self, language: str) -> dict[str, Value]:
        """The values of its fields; *language* is that of the glossary."""
        labels: dict[str, list[str]] = {"term": [self.label]}
        for text, tag in self.others:
            labels.setdefault(f"label_{tag}" if tag and tag != language else "aliases", []).append(
                text
            )
        labels["aliases"] = [text for text in labels.get("aliases", ()) if text != self.label]
        labels["avoid"] = [*self.avoided]
        found = {name: listed(texts, self.line) for name, texts in labels.items() if texts}
        status = "deprecated" if self.is_deprecated else ""
        for name, text in (("id", self.id), ("abbr", self.abbr), ("status", status)):
            if text:
                found[name] = Value(text, self.line)
        if definition := as_markup(self.definition):
            found["definition"] = Value(definition, self.definition_line or self.line)
        return found


def source_of(
    entries: Iterable[Translated],
    language: str,
    separator: str,
    problems: Iterable[SourceProblem],
) -> Source:
    """The records of *entries*; *language* is that of the glossary, empty if it is not known."""
    records: list[Record] = []
    every = [*problems]
    for entry in entries:
        own: list[SourceProblem] = []
        if record := make_record(entry.values(language), entry.line, separator, own):
            records.append(replace(record, file=entry.file))
        every += in_file(entry.file, own)
    return Source(tuple(records), language=language).with_problems(every)


def merged(entries: Iterable[Translated]) -> list[Translated]:
    """*entries* with those of the same label joined, as they come from files of several pairs."""
    found: dict[tuple[str, str], list[Translated]] = {}
    for entry in entries:
        found.setdefault((entry.label, entry.id), []).append(entry)
    return [*map(_joined, found.values())]


def _joined(entries: Sequence[Translated]) -> Translated:
    defined = next((entry for entry in entries if entry.definition), entries[0])
    return entries[0]._replace(
        others=[other for entry in entries for other in entry.others],
        definition=defined.definition,
        definition_line=defined.definition_line,
    )
