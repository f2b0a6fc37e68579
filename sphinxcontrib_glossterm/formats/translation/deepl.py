"""Read and write glossaries of DeepL: pairs of a word and its translation, without column names.

The CSV form may give the languages in the third and the fourth column, the TSV form cannot. Each
text has at most 1024 bytes, and a word is translated once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Phrase, language_tag
from ..csv_table import table_text
from ..foreign import in_file
from ..record import SourceProblem, key_of
from ..record_names import with_names
from ..written import Losses, Written, lost_tests
from .pairs import Pair, Translated, in_source, merged, pair_of, source_of, targets
from .tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..csv_table import Row
    from ..record import Source
    from ..written import Glossary

MAX_TEXT_BYTES = 1024


# -- writing ------------------------------------------------------------------------


def write_deepl_csv(glossary: Glossary) -> Written:
    """A CSV file for each language of labels, with the languages in each row."""
    return _write(glossary, ",")


def write_deepl_tsv(glossary: Glossary) -> Written:
    """A TSV file for each language of labels."""
    return _write(glossary, "\t")


def _write(glossary: Glossary, delimiter: str) -> Written:
    glossary = with_names(glossary)
    losses = Losses()
    rows: dict[str, dict[str, str]] = {tag: {} for tag in targets(glossary)}
    for record, own, others in in_source(glossary, losses):
        if not others:
            losses.add_concept(Phrase("concepts without a translation"), record)
        if record.definition:
            losses.add("definition", record)
        if any(len(labels) > 1 for labels in others.values()):
            losses.add(Phrase("further translations"), record)
        kept = [_add(own, labels[0], rows[tag]) for tag, labels in others.items()]
        if not all(kept):
            losses.add(Phrase("labels that are too long, or that another concept has"), record)
    losses.add_fields(glossary.records, ["aliases", "abbr", "labels", "lang"])
    ending = "csv" if delimiter == "," else "tsv"
    return Written(
        {
            f"{glossary.language}-{tag}.{ending}": table_text(
                _rows(found, Pair(glossary.language, tag), delimiter), delimiter
            )
            for tag, found in rows.items()
            if found
        },
        (*losses.found(), *lost_tests(glossary)),
    )


def _add(labels: list[str], target: str, rows: dict[str, str]) -> bool:
    """Add what DeepL accepts to *rows*, and return whether this is all."""
    fitting = [label for label in labels if _fits(label) and _fits(target)]
    new = [label for label in fitting if label not in rows]
    rows.update(dict.fromkeys(new, target))
    return len(new) == len(labels)


def _fits(text: str) -> bool:
    return len(text.encode()) <= MAX_TEXT_BYTES


def _rows(found: Mapping[str, str], pair: Pair, delimiter: str) -> Iterator[tuple[str, ...]]:
    languages = (pair.source.upper(), pair.target.upper()) if delimiter == "," else ()
    for label in sorted(found):
        yield (label, found[label], *languages)


# -- reading ------------------------------------------------------------------------


def recognise_deepl_csv(files: Mapping[str, str]) -> bool:
    """Whether each CSV file has pairs of words, and its languages are known."""
    return _recognise(files, ",", {2, 4, 5})


def recognise_deepl_tsv(files: Mapping[str, str]) -> bool:
    """Whether each TSV file has pairs of words, and its name gives the languages."""
    return _recognise(files, "\t", {2})


def _recognise(files: Mapping[str, str], delimiter: str, widths: set[int]) -> bool:
    """Without languages, a table of ours with misspelt names of columns looks the same."""
    ending = ".csv" if delimiter == "," else ".tsv"
    firsts = {
        name: first
        for name, text in files.items()
        if name.lower().endswith(ending) and (first := next(table(text, delimiter, []), None))
    }
    return bool(firsts) and all(
        len(first.cells) in widths
        and all(_pair(first, pair_of(name)))
        and not any(key_of(cell.strip().lower()) for cell in first.cells)
        for name, first in firsts.items()
    )


def read_deepl_csv(files: Mapping[str, str], separator: str) -> Source:
    """The words of all files, each with its translations."""
    return _read(files, separator, ",")


def read_deepl_tsv(files: Mapping[str, str], separator: str) -> Source:
    """The words of all files, each with its translations."""
    return _read(files, separator, "\t")


def _read(files: Mapping[str, str], separator: str, delimiter: str) -> Source:
    problems: list[SourceProblem] = []
    found: list[Translated] = []
    languages: set[str] = set()
    for name, text in sorted(files.items()):
        own: list[SourceProblem] = []
        for row in table(text, delimiter, own):
            pair = _pair(row, pair_of(name))
            if entry := _entry(row, pair, own):
                languages.add(pair.source)
                found.append(entry._replace(file=name))
        problems.extend(in_file(name, own))
    language = languages.pop() if len(languages) == 1 else ""
    return source_of(merged(found), language, separator, problems)


def _pair(row: Row, of_name: Pair) -> Pair:
    """The languages in the third and the fourth cell, or those of the name of the file."""
    given = Pair(*(language_tag(cell) for cell in (*row.cells, "", "", "", "")[2:4]))
    return given if all(given) else of_name


def _entry(row: Row, pair: Pair, problems: list[SourceProblem]) -> Translated | None:
    source, target = (" ".join(cell.split()) for cell in (*row.cells, "")[:2])
    if not (source and target):
        message = "this row is not a word and its translation and is ignored; write both"
        problems.append(SourceProblem(message, (), row.line))
        return None
    return Translated(source, row.line, others=((target, pair.target),))
