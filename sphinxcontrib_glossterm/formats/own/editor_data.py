"""The glossary as a build passes it to the language server: rows of tables in a database.

The server runs in another process, perhaps with another version of this package. It reads what it
knows, and makes the concepts again, with everything that lookup and matching need.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ...model import Case, Concept, Label, LabelKind, Location, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

CONCEPTS = "glossterm_concepts"
"""Table with one row for each concept: its id, and :meth:`EditorEntry.to_json`."""
PROJECT = "glossterm_project"
"""Table with one row: the name of the extension, and :meth:`EditorProject.to_json`."""
COLUMNS = ("name", "data")

_PLAIN = ("id", "forms", "abbr", "auto", "compound", "glossary", "uri", "avoid", "replaced_by")


class EditorProject(NamedTuple):
    """The options of a project that affect what is found in a text."""

    languages: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    """Languages of single labels, besides those of the project."""
    no_link: tuple[str, ...] = ()
    edge_words: Mapping[str, tuple[str, ...]] = {}

    def to_json(self) -> str:
        """The content of the row."""
        return json.dumps({**self._asdict(), "edge_words": dict(self.edge_words)})

    @classmethod
    def from_json(cls, text: str) -> EditorProject:
        """The options in a row. Raises :class:`ValueError` if it has another form."""
        data = _object(text)
        words = data.get("edge_words")
        return cls(
            _texts(data.get("languages")),
            _texts(data.get("further")),
            _texts(data.get("no_link")),
            {name: _texts(some) for name, some in words.items()} if isinstance(words, dict) else {},
        )


class EditorEntry(NamedTuple):
    """A concept with what an editor shows of it."""

    concept: Concept
    """Without its definition."""
    names: tuple[tuple[str, str], ...] = ()
    """Labels to be completed, each with the other texts that a keyboard types for it: kana, Latin
    letters."""
    summary: str = ""
    """One line."""
    text: str = ""
    """The definition, in Markdown."""
    place: Mapping[str, Any] | None = None
    """A location as in the protocol of language servers."""

    def to_json(self) -> str:
        """The content of the row."""
        concept = self.concept
        return json.dumps(
            {
                **{name: getattr(concept, name) for name in _PLAIN},
                "case": str(concept.case),
                "status": str(concept.status),
                "docname": concept.location.docname,
                "labels": [[x.text, str(x.kind), x.lang] for x in concept.labels],
                "names": self.names,
                "summary": self.summary,
                "text": self.text,
                "place": self.place,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> EditorEntry:
        """The entry in a row. Raises :class:`ValueError` if it has another form."""
        data = _object(text)
        try:
            return cls(
                _concept(data),
                tuple((str(name), str(keys)) for name, keys in data["names"]),
                str(data["summary"]),
                str(data["text"]),
                data["place"],
            )
        except (KeyError, TypeError) as error:
            raise ValueError("not an entry") from error


def _concept(data: dict[str, Any]) -> Concept:
    labels = tuple(
        Label(str(x), LabelKind(kind), lang=str(lang)) for x, kind, lang in data["labels"]
    )
    if not labels:
        raise ValueError("no label")
    return Concept(
        id=str(data["id"]),
        anchor="",
        labels=labels,
        location=Location(str(data["docname"])),
        forms=_texts(data["forms"]),
        abbr=str(data["abbr"]),
        status=Status(data["status"]),
        auto=data["auto"],
        case=Case(data["case"]),
        compound=bool(data["compound"]),
        glossary=str(data["glossary"]),
        uri=str(data["uri"]),
        avoid=_texts(data["avoid"]),
        replaced_by=str(data["replaced_by"]),
    )


def _object(text: str) -> dict[str, Any]:
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("not an object")
    return data


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
