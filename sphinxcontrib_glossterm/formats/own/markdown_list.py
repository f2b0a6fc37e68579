"""Write the whole glossary as one Markdown page, for language models and other readers of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Fields, Status, is_web_address
from ..plain_text import as_markup
from ..written import Losses, Written, lost_tests
from .keys import with_fit_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..record import Record
    from ..written import Glossary

_OMITTED = ("hidden", "forms", "auto", "case", "compound", "short")


def write_markdown_list(glossary: Glossary) -> Written:
    """A heading for each concept, with labels, definition and relations below it."""
    losses = Losses()
    losses.add_fields(glossary.records, {*Fields._fields}.difference(_OMITTED))
    labels = {r.fields.id: r.labels[0] for r in glossary.records if r.fields.id}
    title = f"{glossary.title}: glossary" if glossary.title else "Glossary"
    entries = (
        _entry(with_fit_texts(record), labels, glossary.is_plain) for record in glossary.records
    )
    text = "\n".join([f"# {_text(title)}\n", *("\n".join(entry) for entry in entries)])
    return Written({"": text}, (*losses.found(), *lost_tests(glossary)))


def _entry(record: Record, labels: Mapping[str, str], is_plain: bool) -> Iterator[str]:
    """The lines of one concept."""
    yield f"## {_text(record.labels[0])}\n"
    text = as_markup(record.definition) if is_plain else record.definition
    if text:
        yield f"{text}\n"
    facts = [f"* {name}: {value}" for name, value in _facts(record, labels) if value]
    if facts:
        yield "\n".join(facts) + "\n"


def _facts(record: Record, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    fields = record.fields
    also = [_text(text) for text in (*record.labels[1:], *fields.aliases)]
    also += (f"{_text(label.text)} ({label.lang})" for label in fields.labels)
    yield "Also called", ", ".join(also)
    yield "Abbreviation", _text(fields.abbr)
    yield "Reading", _text(fields.reading)
    if fields.status is Status.DEPRECATED:
        yield "Status", "deprecated"
    yield "Use instead", _text(labels.get(fields.replaced_by, fields.replaced_by))
    yield "Do not use", _joined(fields.avoid, {})
    yield "Broader", _joined(fields.broader, labels)
    yield "Related", _joined(fields.related, labels)
    yield "Tags", _joined(fields.tags, {})
    yield "Glossary", _text(record.glossary)
    yield "Source", _text(fields.source)
    yield "Explained in", _joined(fields.see, {})
    yield "Address", _address(record.address)


def _address(address: str) -> str:
    return f"`{address}`" if address and not is_web_address(address) else _text(address)


def _joined(texts: Iterable[str], labels: Mapping[str, str]) -> str:
    return ", ".join(_text(labels.get(text, text)) for text in texts)


def _text(text: str) -> str:
    """The markup of one line; addresses of pages as links."""
    if is_web_address(text) and not any(sign in text for sign in "<> "):
        return f"<{text}>"
    return as_markup(text)
