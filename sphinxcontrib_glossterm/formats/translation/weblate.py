"""Read and write glossaries of Weblate: CSV files with a row for each term, one for each language.

The columns are those of translate-toolkit, which Weblate uses. A file has no place for flags such
as "forbidden" and for explanations; TBX files have both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Phrase
from ..csv_table import table_text
from ..foreign import Unread, in_file
from ..record import TERM, SourceProblem
from ..record_names import with_names
from ..written import Losses, Written, lost_tests
from .pairs import Translated, definition_of, in_source, merged, pair_of, source_of, targets
from .tables import heads_of, named_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..record import Source
    from ..written import Glossary
    from .tables import Cells

COLUMNS = (
    "location",
    "source",
    "target",
    "id",
    "fuzzy",
    "context",
    "translator_comments",
    "developer_comments",
)
_READ = {"source", "target", "id", "fuzzy", "context", "developer_comments"}


def write_weblate(glossary: Glossary) -> Written:
    """A file for each language of labels: the term, its translation, its definition."""
    glossary = with_names(glossary)
    losses = Losses()
    rows: dict[str, list[tuple[str, ...]]] = {}
    tags = targets(glossary)
    for record, own, others in in_source(glossary, losses):
        text = definition_of(record, glossary, losses)
        for tag in tags or [""]:
            target = others.get(tag, [""])[0]
            row = ("", own[0], target, "", "", record.fields.id, "", text)
            rows.setdefault(tag, []).append(row)
        if len(own) > 1 or any(len(labels) > 1 for labels in others.values()):
            losses.add(Phrase("further labels"), record)
    losses.add_fields(glossary.records, ["aliases", "abbr", "labels", "lang", "id"])
    files = {_name(glossary, tag): table_text([COLUMNS, *found]) for tag, found in rows.items()}
    return Written(files, (*losses.found(), *lost_tests(glossary)))


def _name(glossary: Glossary, tag: str) -> str:
    return f"{glossary.language}-{tag}.csv" if tag else f"{glossary.language}.csv"


def recognise_weblate(files: Mapping[str, str]) -> bool:
    """Whether a file has the columns ``source`` and ``target``, and is not a table of ours."""
    tables = (text for name, text in files.items() if name.lower().endswith(".csv"))
    heads = ({head.lower() for head in heads_of(text)} for text in tables)
    return any({"source", "target"} <= found and TERM not in found for found in heads)


def read_weblate(files: Mapping[str, str], separator: str) -> Source:
    """The terms in all files, each with its translations."""
    problems: list[SourceProblem] = []
    unread = Unread()
    found: list[Translated] = []
    languages: set[str] = set()
    for name, text in sorted(files.items()):
        languages.add(pair_of(name).source)
        found += _entries(name, text, problems, unread)
    language = languages.pop() if len(languages) == 1 else ""
    every = (*problems, *unread.problems())
    return source_of(merged(found), language, separator, every)


def _entries(
    name: str, text: str, problems: list[SourceProblem], unread: Unread
) -> Iterator[Translated]:
    pair = pair_of(name)
    heads = {head.lower() for head in heads_of(text)}
    if not {"source", "target"} <= heads:
        message = (
            'no columns "source" and "target" in the first row, so the file is not read;'
            " write their names there"
        )
        problems.append(SourceProblem(message, (), 1, name))
        return
    own: list[SourceProblem] = []
    for cells in named_rows(text, own):
        for column in cells.values.keys() - _READ:
            unread.add(column, cells.line, name)
        if "source" not in cells.values:
            message = 'this row has no "source" and is ignored'
            own.append(SourceProblem(message, (), cells.line))
            continue
        yield _entry(cells, pair.target, own)._replace(file=name)
    problems.extend(in_file(name, own))


def _entry(cells: Cells, tag: str, problems: list[SourceProblem]) -> Translated:
    values = cells.values
    target = values.get("target", "")
    if target and values.get("fuzzy", "").lower() in {"true", "yes", "1", "fuzzy"}:
        message = 'the translation "%s" needs editing and is not read; edit it in Weblate'
        problems.append(SourceProblem(message, (target,), cells.line))
        target = ""
    return Translated(
        " ".join(values["source"].split()),
        cells.line,
        others=((" ".join(target.split()), tag),) if target else (),
        definition=values.get("developer_comments", ""),
        definition_line=cells.lines.get("developer_comments", 0),
        id=values.get("context") or values.get("id", ""),
    )
