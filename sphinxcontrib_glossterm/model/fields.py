"""The fields of a concept besides its labels and its definition.

One table is used for all places where fields are written (options of the directive, field lists in
a glossary entry or under a heading), so that a field has the same meaning everywhere. Records of
data files are combined here with concepts that pages define.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .concept import Case, Status
from .labels import Label, LabelKind, label_key, with_languages
from .similarity import SimilarNames
from .text import Phrase, language_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .concept import Concept


class Values(Enum):
    """The kind of value that a field has, as shown to authors."""

    TEXT = Phrase("text")
    LIST = Phrase("texts, separated by the label separator")
    FLAG = Phrase("`yes` or `no`")
    STATUS = Phrase("`preferred` or `deprecated`")
    CASE = Phrase("`smart`, `exact` or `fold`")
    ID = Phrase("an id: letters, digits, `-`, `_` and `.`")
    LANGUAGE = Phrase("a language tag such as `ja` or `zh-TW`")


class FieldSpec(NamedTuple):
    """One field, as shown in the docs."""

    name: str
    values: Values
    help: str

    @property
    def attribute(self) -> str:
        """Its name in :class:`Fields` and :class:`~.concept.Concept`."""
        return self.name.replace("-", "_")


FIELDS: Mapping[str, FieldSpec] = {
    spec.name: spec
    for spec in (
        FieldSpec("aliases", Values.LIST, "further labels, shown with the preferred one"),
        FieldSpec("hidden", Values.LIST, "labels that are found but never shown"),
        FieldSpec(
            "avoid",
            Values.LIST,
            "labels not to use, each with an optional reason in parentheses; reported where used",
        ),
        FieldSpec("forms", Values.LIST, "inflected forms, found like a label"),
        FieldSpec("abbr", Values.TEXT, "the abbreviation, found like a label"),
        FieldSpec("reading", Values.TEXT, "the preferred label in kana or pinyin, for sorting"),
        FieldSpec("broader", Values.LIST, "the concepts that this one is a kind or a part of"),
        FieldSpec("related", Values.LIST, "related concepts, in both directions"),
        FieldSpec("tags", Values.LIST, "words by which concepts are grouped"),
        FieldSpec("status", Values.STATUS, "whether the term should be used"),
        FieldSpec("replaced-by", Values.TEXT, "the concept to use instead of a deprecated one"),
        FieldSpec("short", Values.TEXT, "a short text for the index and screen readers"),
        FieldSpec("source", Values.TEXT, "where the definition comes from"),
        FieldSpec("see", Values.LIST, "pages that explain the concept: documents, labels, URLs"),
        FieldSpec("id", Values.ID, "the permanent id, instead of one made from the label"),
        FieldSpec("auto", Values.FLAG, "`no`: never linked automatically; `yes`: even if short"),
        FieldSpec("case", Values.CASE, "how upper and lower case are compared; by default `smart`"),
        FieldSpec("compound", Values.FLAG, "`yes`: found inside longer katakana words too"),
        FieldSpec("lang", Values.LANGUAGE, "the language of the labels"),
    )
}

LABEL = "label_"
"""Prefix of the fields that give labels in a language, such as ``label_ja``."""
LABEL_IN = FieldSpec(
    f"{LABEL}LANG", Values.LIST, "further labels in a language, such as `label_ja`"
)
FIELD_NAMES = (*FIELDS, LABEL_IN.name)
"""All fields, as listed in messages."""

_TAKEN = (
    "forms", "abbr", "reading", "broader", "related", "tags", "short", "source", "see", "auto",
    "avoid", "replaced_by",
)  # fmt: skip
"""The fields that a concept takes from a record if its page does not set them."""
_FIELD_LINE = pattern(r":([A-Za-z][\w-]*):(?:[ \t]+(.*))?$")
_ID = pattern(r"[\w.-]+")
_LABEL_FIELD = pattern(r"label_[A-Za-z]{2,3}(?![A-Za-z])")
"""Such a field is ours, even if its language is not known: ``label_jp``."""
_FLAGS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


class Fields(NamedTuple):
    """The parsed fields of one concept; missing ones have the concept's defaults.

    A tuple, since making a data class of so many fields takes longer: with two other classes, 0.6 %
    of the instructions of a build in which nothing has changed (size S).
    """

    aliases: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    """As written, with the reasons."""
    forms: tuple[str, ...] = ()
    abbr: str = ""
    reading: str = ""
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    status: Status = Status.PREFERRED
    replaced_by: str = ""
    short: str = ""
    source: str = ""
    see: tuple[str, ...] = ()
    id: str = ""
    auto: bool | None = None
    case: Case = Case.SMART
    compound: bool = False
    lang: str = ""
    labels: tuple[Label, ...] = ()
    """Labels from fields such as ``label_ja``, each with its language."""


class ParsedFields(NamedTuple):
    """Fields, and the values that are not allowed."""

    fields: Fields
    wrong: list[tuple[str, str, str]]
    """Name, value and allowed values, for each value that was omitted."""


def field_spec(name: str) -> FieldSpec | None:
    """The field *name*; ``None`` if it is unknown.

    A language in the name is in its usual case in the result: ``label_zh-TW`` for ``label_zh_tw``.
    """
    if name.lower().startswith(LABEL):
        tag = language_tag(name[len(LABEL) :])
        return LABEL_IN._replace(name=f"{LABEL}{tag}") if tag else None
    return FIELDS.get(name)


def filled(fields: Fields, others: Fields) -> Fields:
    """*fields*, completed with the values of *others*; labels, in each language by itself."""
    silent = Fields()
    said = {
        name: theirs
        for name in Fields._fields
        if (theirs := getattr(others, name)) != (default := getattr(silent, name))
        and getattr(fields, name) == default
    }
    if fields.labels and others.labels:
        tags = {label.lang for label in fields.labels}
        more = (label for label in others.labels if label.lang not in tags)
        said["labels"] = (*fields.labels, *more)
    return fields._replace(**said) if said else fields


def split_labels(text: str, separator: str) -> tuple[str, ...]:
    """The parts of *text* between *separator*, stripped, without empty and repeated parts."""
    parts = (" ".join(part.split()) for part in text.split(separator))
    return tuple(dict.fromkeys(part for part in parts if part))


def parse_fields(raw: Mapping[str, str], separator: str) -> ParsedFields:
    """The fields in *raw*; a name that is not a field is ignored.

    A value that its field does not allow is omitted and added to ``wrong``.
    """
    values: dict[str, object] = {}
    labels: list[Label] = []
    wrong: list[tuple[str, str, str]] = []
    for name, text in raw.items():
        if not (spec := field_spec(name)):
            continue
        value = _parse(spec.values, text.strip(), separator)
        if value is None:
            wrong.append((name, text.strip(), spec.values.value))
        elif spec.name in FIELDS:
            values[spec.attribute] = value
        else:
            tag, texts = spec.name.removeprefix(LABEL), split_labels(text, separator)
            labels += (Label(label, LabelKind.ALTERNATIVE, lang=tag) for label in texts)
    return ParsedFields(Fields(**values, labels=tuple(labels)), wrong)  # type: ignore[arg-type]


def _parse(kind: Values, text: str, separator: str) -> object:
    """The value of *text*, or ``None`` if *kind* does not allow it."""
    parsers: dict[Values, Callable[[str], object]] = {
        Values.TEXT: lambda value: " ".join(value.split()) or None,
        Values.LIST: lambda value: split_labels(value, separator) or None,
        Values.FLAG: lambda value: _FLAGS.get(value.lower() or "yes"),
        Values.STATUS: lambda value: {str(s): s for s in Status}.get(value.lower()),
        Values.CASE: lambda value: {str(c): c for c in Case}.get(value.lower()),
        Values.ID: lambda value: value if _ID.fullmatch(value) else None,
        Values.LANGUAGE: lambda value: language_tag(value) or None,
    }
    return parsers[kind](text)


def read_field_lines(text: str) -> dict[str, str] | None:
    """The fields at the start of a paragraph, one ``:name: value`` per line, or ``None``.

    Markdown has no field lists, so such lines are parsed as a paragraph, and as part of the next
    one if there is no empty line between. Names are not checked.
    """
    fields: dict[str, str] = {}
    for line in text.split("\n"):
        match = _FIELD_LINE.fullmatch(line.strip())
        if not match:
            break
        fields[match[1]] = (match[2] or "").strip()
    return fields or None


def is_field_block(names: Iterable[str]) -> bool:
    """Whether a block of fields with these names describes a concept: it has one of our fields."""
    return any(name in FIELDS or _LABEL_FIELD.match(name) for name in names)


_SIMILAR = SimilarNames(FIELDS)
_LABELS_ELSEWHERE = frozenset({"aliases", "alias", "labels", "preflabel", "term"})


def similar_field(name: str, *, alone: bool = False) -> tuple[str, ...]:
    """The field that *name* was probably meant to be, or nothing.

    *alone*: the block has no field of ours, so it may well be the author's own. Then only one
    typing error in lower case counts (``braoder``, but not ``Author``).
    """
    if alone and name != name.lower():
        return ()
    return similar_label_field(name) or _SIMILAR.of(name, slips=1 if alone else 2)


def similar_label_field(name: str) -> tuple[str, ...]:
    """The field for labels in a language that *name* was probably meant to be: ``aliases_ja``."""
    before, _, tag = name.lower().partition("_")
    spec = field_spec(f"{LABEL}{tag}") if before in _LABELS_ELSEWHERE else None
    return (spec.name,) if spec else ()


# -- translations -------------------------------------------------------------------


def with_equal_tags(concepts: Iterable[Concept]) -> Iterator[Concept]:
    """*concepts* with one translation for each tag.

    Lists of tags are translated as a whole, and maybe not all of them. A tag without a translation
    gets that of the same tag in a list that has one, so that the concepts remain one group.
    """
    everything = list(concepts)
    known: dict[str, str] = {}
    for concept in everything:
        if len(concept.written_tags) == len(concept.tags):
            for tag, translation in zip(concept.written_tags, concept.tags, strict=True):
                known.setdefault(tag, translation)
    for concept in everything:
        if known.keys().isdisjoint(concept.tags) or concept.written_tags:
            yield concept
        else:
            tags = tuple(dict.fromkeys(known.get(tag, tag) for tag in concept.tags))
            yield concept._replace(tags=tags, written_tags=concept.tags)


# -- data files ---------------------------------------------------------------------


def supplements(
    records: Iterable[tuple[str, Sequence[str], Fields]],
) -> dict[tuple[str, str], Fields]:
    """*records* by glossary and folded preferred label; of equal ones, the first.

    Each record is given by the name of its glossary, its labels with the preferred one first, and
    its fields.
    """
    found: dict[tuple[str, str], Fields] = {}
    for glossary, (first, *others), fields in records:
        known = fields._replace(aliases=(*others, *fields.aliases))
        found.setdefault((glossary, label_key(first)), known)
    return found


def supplemented(
    concepts: Iterable[Concept], records: Mapping[tuple[str, str], Fields]
) -> Iterator[Concept]:
    """*concepts* completed from *records*, without entries that a page defines itself.

    *records* is keyed by the name of the glossary and the folded preferred label. An entry made
    from a data file is overridden by one that an author wrote in any page.
    """
    everything = list(concepts)
    if not records and not any(concept.origin for concept in everything):
        yield from everything
        return
    written = {_key(concept) for concept in everything if not concept.origin}
    shown = {_key(concept): concept for concept in reversed(everything) if concept.origin}
    for concept in everything:
        key = _key(concept)
        if concept.origin and key in written:
            continue
        shown_key = concept.glossary, label_key(concept.pref_label)
        fields = None if concept.origin else records.get(key) or records.get(shown_key)
        if fields is None:
            yield concept
        elif key in shown:
            entry = shown[key]
            tags = concept.written_tags or (() if concept.tags else entry.written_tags)
            yield _with(concept, _as_shown(fields, entry))._replace(written_tags=tags)
        else:
            yield _with(concept, fields)


def _key(concept: Concept) -> tuple[str, str]:
    return concept.glossary, label_key(concept.written or concept.pref_label)


def _as_shown(fields: Fields, entry: Concept) -> Fields:
    """*fields* of a record with the texts of its *entry*, which may be translated."""
    taken = {name: getattr(entry, name) for name in _TAKEN}
    known = {label_key(text) for text in entry.alt_labels}
    if not known.issuperset(map(label_key, fields.aliases)):
        taken["aliases"] = entry.alt_labels
        taken["hidden"] = tuple(x.text for x in entry.labels if x.kind is LabelKind.HIDDEN)
    return fields._replace(**taken)


def _with(concept: Concept, fields: Fields) -> Concept:
    known = {label.text for label in concept.labels}
    labels = [
        Label(text, kind)
        for kind, texts in (
            (LabelKind.ALTERNATIVE, fields.aliases),
            (LabelKind.HIDDEN, fields.hidden),
        )
        for text in texts
        if text not in known
    ]
    languages = with_languages([*concept.labels, *labels], fields.lang, fields.labels)
    taken = {name: getattr(fields, name) for name in _TAKEN if not getattr(concept, name)}
    return concept._replace(labels=languages, **taken)
