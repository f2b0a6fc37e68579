"""The file ``glossterm.json``: the glossary of a site for other projects and programs.

``objects.inv`` has the addresses of terms; this file, next to it, has their definitions as tips
show them, so that other projects can show them too. Its content comes from another site and is not
trusted: it is checked here, and the browser builds it from an allow-list.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypedDict, cast
from urllib.parse import urljoin, urlsplit

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ...model import (
    Concept,
    Fields,
    Label,
    LabelKind,
    Location,
    language_tag,
    without_surrogates,
)
from ..limits import MAX_BODY_DEPTH, MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Unpack

    JsonML = str | list["JsonML | dict[str, str]"]
    """An element as a list of its name, its attributes and its content."""
    Link = Sequence[str | None]
    """Label and address; then the id of the concept if it is one, or ``None``; then the language of
    the label if it is known."""

FILE_NAME = "glossterm.json"
VERSION = 1
"""Raised only if the meaning of a key changes, or a key is removed. Readers ignore unknown keys."""
FURTHER = (
    *("hidden", "forms", "broader", "related", "tags", "short", "avoid", "replaced_by"),
    *("auto", "compound"),
)
"""The fields that are published besides those of a tip, by their attributes."""
_DEFAULTS = Fields()


class _Always(TypedDict):
    label: str
    also: list[str]
    """Other labels that readers see."""
    href: str
    text: str
    """The short text, for screen readers."""
    body: Sequence[JsonML]
    """The definition."""


class TipEntry(_Always, total=False):
    """The data of a concept in a tip, as the script reads it (``Entry`` in ``assets/src``).

    These keys are left out if they have no value.
    """

    reading: str
    deprecated: bool
    above: Sequence[Sequence[Link]]
    """For each broader concept the path down to it."""
    below: Sequence[Link]
    """Narrower concepts."""
    source: str
    """Where the definition comes from."""
    languages: dict[str, list[str]]
    """The labels whose language is known, by its tag."""
    see: Sequence[Link]
    """Pages that explain the concept."""


def tip_entry(**values: Unpack[TipEntry]) -> TipEntry:
    """An entry from *values*, without empty optional ones."""
    kept = {n: value for n, value in values.items() if value or n in TipEntry.__required_keys__}
    return cast("TipEntry", kept)


def languages_of(concept: Concept) -> dict[str, list[str]]:
    """The labels of *concept* that readers see and whose language is known, by its tag."""
    found: dict[str, list[str]] = {}
    for label in concept.labels:
        if label.lang and label.kind is not LabelKind.HIDDEN:
            found.setdefault(label.lang, []).append(label.text)
    return found


def project_row(fields: Fields, entry: TipEntry, glossary: str = "", terms: int = 1) -> str:
    """The published data of a concept, with its *entry* for tips: JSON in one line.

    *glossary* is the name of its glossary, *terms* the number of terms of its entry there.
    """
    data: dict[str, object] = {
        "id": fields.id,
        "abbr": fields.abbr,
        "case": str(fields.case),
        **entry,
        **_further_values(fields),
    }
    if glossary:
        data["glossary"] = glossary
    if terms > 1:
        data["terms"] = terms
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _further_values(fields: Fields) -> dict[str, object]:
    """The values of *fields* that tips do not show, without those that are the default."""
    values = ((name, getattr(fields, name)) for name in FURTHER)
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values
        if value != getattr(_DEFAULTS, name)
    }


def write_project(rows: Iterable[str], project: str = "", language: str = "") -> str:
    """The text of the file, given a :func:`project_row` for each concept."""
    head = {"version": VERSION, "project": project, "language": language}
    known = json.dumps({key: value for key, value in head.items() if value}, ensure_ascii=False)
    lines = ",\n".join(rows)
    return f'{known[:-1]}, "concepts": [\n{lines}\n]}}'


class ProjectRow(NamedTuple):
    """The published data of a concept, as read from the file of the same project."""

    text: str
    """As :func:`project_row` has made it."""
    values: Mapping[str, Any]

    @property
    def entry(self) -> TipEntry:
        """The part of it that tips show."""
        known = TipEntry.__annotations__
        return cast("TipEntry", {name: x for name, x in self.values.items() if name in known})


def rows_of(text: str) -> dict[str, ProjectRow]:
    """Concept id → the row in the *text* of a file that :func:`write_project` has made.

    Empty for any other text.
    """
    lines = text.split("\n")[1:-1]
    try:
        rows = {row["id"]: row for row in json.loads(text)["concepts"]}
    except (ValueError, LookupError, TypeError, RecursionError):
        return {}
    if len(rows) != len(lines):
        return {}
    texts = (line.removesuffix(",") for line in lines)
    pairs = map(ProjectRow, texts, rows.values())
    return dict(zip(rows, pairs, strict=True))


def read_project(text: str, project: str, base: str) -> Iterator[tuple[Concept, TipEntry]]:
    """The concepts of another *project*, with their entries for tips.

    *base* is the address of its site; addresses in *text* become absolute. Invalid items are
    omitted. Raises :class:`ValueError` if *text* is not such a file.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ValueError("not a glossary of this version")
    rows = data.get("concepts")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and (found := _read(row, project, base)):
            yield found


def _read(row: Mapping[str, Any], project: str, base: str) -> tuple[Concept, TipEntry] | None:
    label, href = _text(row.get("label")), _address(row.get("href"), base)
    if not (label and href):
        return None
    others = [text for text in map(_text, _rows(row.get("also"))) if text]
    languages = _languages(row.get("languages"))
    abbr = _text(row.get("abbr"))
    concept = foreign_concept(project, href, [label, *others], abbr, languages)
    paths = (_links(path, base) for path in _rows(row.get("above")))
    entry = tip_entry(
        label=label,
        also=others,
        href=href,
        text=_text(row.get("text"))[:MAX_TEXT],
        body=[_clean(node, base, MAX_BODY_DEPTH) for node in _rows(row.get("body"))],
        reading=_text(row.get("reading")),
        deprecated=row.get("deprecated") is True,
        above=[path for path in paths if path],
        below=_links(row.get("below"), base),
        source=_text(row.get("source")),
        languages=languages,
        see=_links(row.get("see"), base),
    )
    return concept, entry


def _rows(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _links(value: object, base: str) -> list[Link]:
    """The links in *value*, without ids, which are of that project."""
    rows = (row for row in _rows(value) if isinstance(row, list) and len(row) > 1)
    links = ((_text(row[0]), _address(row[1], base), _tags(row[3:4])) for row in rows)
    return [
        [label, href, *([None, *tags] if tags else [])]
        for label, href, tags in links
        if label and href
    ]


def _tags(values: Iterable[object]) -> list[str]:
    return [tag for value in values if (tag := language_tag(_text(value)))]


def _languages(value: object) -> dict[str, list[str]]:
    rows = value.items() if isinstance(value, dict) else ()
    return {
        tag: texts
        for name, labels in rows
        if (tag := language_tag(_text(name)))
        and (texts := [*filter(None, map(_text, _rows(labels)))])
    }


def foreign_concept(
    project: str,
    uri: str,
    labels: Iterable[str],
    abbr: str = "",
    languages: Mapping[str, Sequence[str]] = {},
) -> Concept:
    """A concept that another project defines at *uri*."""
    first, *others = dict.fromkeys(labels)
    tags = {text: tag for tag, texts in languages.items() for text in texts}
    return Concept(
        id=f"{project}:{uri}",
        anchor="",
        labels=(
            Label(first, lang=tags.get(first, "")),
            *(Label(text, LabelKind.ALTERNATIVE, lang=tags.get(text, "")) for text in others),
        ),
        location=Location(f"{project}:{first}"),
        abbr=abbr,
        glossary=project,
        uri=uri,
    )


def _text(value: object) -> str:
    return " ".join(without_surrogates(value).split()) if isinstance(value, str) else ""


def _address(value: object, base: str) -> str:
    """*value* as a web address, relative to *base*; empty if it is not one."""
    if not isinstance(value, str):
        return ""
    try:
        address = urljoin(base, without_surrogates(value))
        return address if urlsplit(address).scheme in {"http", "https", ""} else ""
    except ValueError:
        return ""


def _clean(node: object, base: str, depth: int) -> JsonML:
    """*node* if it is JsonML, with absolute addresses; else nothing."""
    if isinstance(node, str):
        return without_surrogates(node)
    if not (isinstance(node, list) and node and isinstance(node[0], str) and depth):
        return ""
    if node[0].lower() == "img":  # a page loads nothing from other hosts for a tip
        return next((_text(part.get("alt")) for part in node[1:] if isinstance(part, dict)), "")
    cleaned: list[JsonML | dict[str, str]] = [without_surrogates(node[0])]
    for part in node[1:]:
        if isinstance(part, dict):
            cleaned.append(_attributes(part, base))
        else:
            cleaned.append(_clean(part, base, depth - 1))
    return cleaned


def _attributes(attributes: Mapping[Any, Any], base: str) -> dict[str, str]:
    texts = ((k, v) for k, v in attributes.items() if isinstance(k, str) and isinstance(v, str))
    kept = {without_surrogates(name): without_surrogates(value) for name, value in texts}
    kept.pop("data-glossterm", None)  # an id in that project
    for name in kept.keys() & {"href", "src"}:
        kept[name] = _address(kept[name], base)
    return kept
