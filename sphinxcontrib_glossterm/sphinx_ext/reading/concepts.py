"""Make concepts from declarations, and set permanent anchors on their nodes.

Definitions are added when the page is finished; see :mod:`.definitions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_glossterm.model import (
    EXTRA_ANCHORS,
    Concept,
    Label,
    LabelKind,
    Location,
    label_key,
    page_anchors,
    same_heading,
    term_anchor,
    with_languages,
)

from ..conditions import conditions_around, exclusive
from ..nodes import CONCEPT, ORIGIN, definition_term
from ..other_domains import follow_term
from .labels import holds_no_text, raw_ids, take_anchors, written
from .translation import catalogue_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.config import GlosstermConfig

    from .declarations import Declaration, VisibleLabel


class ConceptMaker:
    """Sets the anchors of the declarations of one document, and makes concepts of them."""

    def __init__(
        self, document: nodes.document, env: BuildEnvironment, config: GlosstermConfig
    ) -> None:
        self._document = document
        self._env = env
        self._docname = env.docname
        self._config = config
        self._moved: dict[nodes.Element, list[str]] = {}
        """The ids of HTML anchors in headings and terms, by the node that gets them."""
        self._raw: dict[str, None] = {}
        """The ids of other HTML there, which is kept."""
        self.outdated: dict[str, tuple[str, ...]] = {}
        """Concept id → the names of its fields whose translations are missing or outdated."""

    def concepts(self, declarations: Sequence[Declaration]) -> Iterator[Concept]:
        """One concept for each declaration, in their order."""
        for declaration in declarations:
            for label in _anchored(declaration):
                self._read_anchors(label.node)
        planned = self._plan(declarations)
        # First all ids that an entry will not keep are released, so that the id that Sphinx gave to
        # C++ (term-C) is free for C.
        wanted = {anchor for _d, own in planned for anchor in own}
        for declaration, own in planned:
            for label, anchor in zip(_anchored(declaration), own, strict=True):
                self._follow(label, anchor)
                if not declaration.heading:
                    self._release(label.node, wanted - {anchor})
        ids: dict[Declaration, str] = {}
        for declaration, own in planned:
            concept = self._concept(declaration, own, ids)
            ids[declaration] = concept.id
            declaration.element[CONCEPT] = concept.id
            if declaration.untranslated:
                self.outdated[concept.id] = tuple(declaration.untranslated)
            yield concept

    def _plan(self, declarations: Sequence[Declaration]) -> list[tuple[Declaration, list[str]]]:
        """Each declaration with the anchors of its labels."""
        anchored = [(own, d) for d in declarations for own in _anchored(d)]
        conditions = [conditions_around(d.element) for _own, d in anchored]
        # A term loses Sphinx's id; a section keeps its ids, since tables of contents use them.
        ours = {
            known
            for own, d in anchored
            for known in own.node["ids"]
            if not d.heading or known == term_anchor(own.original)
        }
        anchors = iter(
            page_anchors(
                [own.original for own, _d in anchored],
                exclusive=lambda one, other: exclusive(conditions[one], conditions[other]),
                taken=self._document.ids.keys() - ours,
            )
        )
        return [(d, [next(anchors) for _ in _anchored(d)]) for d in declarations]

    def _concept(
        self, declaration: Declaration, own: Sequence[str], ids: dict[Declaration, str]
    ) -> Concept:
        fields = declaration.fields
        for label, label_anchor in zip(_anchored(declaration), own, strict=True):
            self._claim(label.node, label_anchor, first=not declaration.heading)
            for moved in self._moved.get(label.node, ()):
                self._claim(label.node, moved, first=False)
        anchor = self._entry_anchor(declaration, own[0])
        if declaration.heading:
            _add_index_entries(declaration, anchor)
        else:
            for label, label_anchor in zip(declaration.labels, [anchor, *own[1:]], strict=True):
                _repoint_index_entries(label, label_anchor, declaration.names)
        broader = fields.broader
        if not broader and declaration.above:
            broader = (ids[declaration.above],)
        return Concept(
            id=fields.id or f"{self._docname}#{own[0]}",
            anchor=anchor,
            labels=_labels(declaration, [anchor, *own[1:]]),
            location=Location(
                self._docname, declaration.line, _foreign_source(declaration, self._document)
            ),
            short=fields.short,
            broader=broader,
            related=fields.related,
            forms=fields.forms,
            reading=fields.reading,
            abbr=fields.abbr,
            tags=fields.tags,
            status=fields.status,
            source=fields.source,
            auto=fields.auto,
            case=fields.case,
            compound=fields.compound,
            glossary=declaration.glossary,
            origin=declaration.element.get(ORIGIN, ""),
            conditions=conditions_around(declaration.element),
            written=_written(declaration.labels[0]) if catalogue_of(self._env) else "",
            written_tags=_written_tags(declaration),
            avoid=fields.avoid,
            replaced_by=fields.replaced_by,
        )

    def _entry_anchor(self, declaration: Declaration, own: str) -> str:
        """The anchor that links use: the author's id, one of a migrated site, or ours."""
        node = declaration.labels[0].node
        preferred = own
        if declaration.heading:
            extra = self._extra_anchors(node, declaration.heading)
            preferred = next(iter(extra), own)
        if declaration.fields.id:
            self._claim(node, declaration.fields.id, first=not declaration.heading)
            if declaration.fields.id in node["ids"]:
                preferred = declaration.fields.id
        return preferred

    def _extra_anchors(self, section: nodes.Element, heading: str) -> list[str]:
        """The additional ids that a heading gets by the options, if they are free.

        An id that is already in the author's HTML is not repeated.
        """
        moved = self._moved.get(section, ())
        extra: list[str] = []
        for name in self._config.extra_anchors:
            made = EXTRA_ANCHORS[name](heading)
            given = (a for a in (*moved, *self._raw) if a != made and same_heading(a, made))
            extra.append(next(given, made))
        for anchor in extra:
            self._claim(section, anchor, first=False)
        return [anchor for anchor in extra if anchor in self._raw or anchor in section["ids"]]

    def _read_anchors(self, node: nodes.Element) -> None:
        """Store the ids in the HTML of a heading or a term; those of anchors move to *node*."""
        shown = node.next_node(nodes.title) if isinstance(node, nodes.section) else node
        if shown is not None and any(shown.findall(nodes.raw)):
            self._moved[node] = take_anchors(shown)
            self._raw.update(dict.fromkeys(raw_ids(shown)))

    def _follow(self, label: VisibleLabel, anchor: str) -> None:
        """Set *anchor* in the standard domain's register, without rows that are not labels."""
        before = written(self._env, label.node)
        ids = label.node["ids"]
        if label.registered:
            clean = not holds_no_text(label.node)
            follow_term(self._env, label.registered, ids, anchor, listed=clean)
        if before.registered not in {"", label.registered}:
            clean = before.registered == before.text
            follow_term(self._env, before.registered, ids, anchor, listed=clean)

    def _release(self, node: nodes.Element, wanted: set[str]) -> None:
        for given in [i for i in node["ids"] if i in wanted]:
            node["ids"].remove(given)
            self._document.ids.pop(given, None)

    def _claim(self, node: nodes.Element, anchor: str, *, first: bool) -> None:
        """Set *anchor* on *node*, unless another element of the page has that id."""
        holder = self._document.ids.get(anchor)
        if anchor in self._raw:
            return
        if holder is not None and holder is not node and not _are_exclusive(holder, node):
            return
        if anchor in node["ids"]:
            node["ids"].remove(anchor)
        node["ids"].insert(0 if first else len(node["ids"]), anchor)
        self._document.ids.setdefault(anchor, node)


def _are_exclusive(one: nodes.Element, other: nodes.Element) -> bool:
    """Whether no build shows both nodes, so that they may have the same id."""
    return exclusive(conditions_around(one), conditions_around(other))


def _anchored(declaration: Declaration) -> Sequence[VisibleLabel]:
    """The labels with their own anchor: one for a heading, each of the terms for an entry."""
    return declaration.labels[:1] if declaration.heading else declaration.labels


def _labels(declaration: Declaration, own: Sequence[str]) -> tuple[Label, ...]:
    """All labels of the concept. Its field ``lang`` is the language of the original labels."""
    fields, labels = declaration.fields, list(_written_labels(declaration, own))
    return with_languages(labels, "" if _is_translated(declaration) else fields.lang, fields.labels)


def _is_translated(declaration: Declaration) -> bool:
    node = declaration.labels[0].node
    shown = node.next_node(nodes.title) if isinstance(node, nodes.section) else node
    return bool(shown is not None and shown.get("translated"))


def _written_labels(declaration: Declaration, own: Sequence[str]) -> Iterator[Label]:
    names = declaration.names
    anchors = ["" for _ in declaration.labels] if declaration.heading else own
    placed = list(zip(declaration.labels, anchors, strict=True))
    for number, (label, anchor) in enumerate(placed):
        kind = _kind(label, declaration.labels[:number])
        yield Label(label.text, kind, anchor, names.get(label.text, ""))
    known = {label.text for label, _anchor in placed}
    before = [
        Label(text, LabelKind.HIDDEN, anchor, lang=lang)
        for label, anchor in placed
        for text, lang in (
            (names.get(label.text, ""), ""),
            (label.original, declaration.fields.lang),
        )
        if text and label_key(text) != label_key(label.text)
    ]
    shown = (*known, *declaration.fields.aliases, *declaration.fields.hidden)
    before += _untranslated(declaration, placed, {label_key(text) for text in shown})
    for more in (
        *(
            Label(text, LabelKind.ALTERNATIVE, "", names.get(text, ""))
            for text in declaration.fields.aliases
        ),
        *(Label(text, LabelKind.HIDDEN) for text in declaration.fields.hidden),
        *before,
    ):
        if more.text not in known:
            known.add(more.text)
            yield more


def _kind(label: VisibleLabel, before: Sequence[VisibleLabel]) -> LabelKind:
    """The kind of a label of an entry, after those *before*.

    Two labels may have one translation, which is then shown with the concept once.
    """
    texts, originals = {b.text for b in before}, {b.original for b in before}
    if label.text in texts and label.original not in originals:
        return LabelKind.HIDDEN
    return LabelKind.ALTERNATIVE if before else LabelKind.PREFERRED


def _untranslated(
    declaration: Declaration, placed: Sequence[tuple[VisibleLabel, str]], shown: set[str]
) -> Iterator[Label]:
    """The other names before translation, which roles and untranslated pages use."""
    original = declaration.original
    for label, anchor in placed:
        for text in label.written:
            if label_key(text) not in shown:
                yield Label(text, LabelKind.HIDDEN, anchor)
    names = (*original.aliases, *original.hidden, *original.forms, original.abbr)
    current = {*declaration.fields.forms, declaration.fields.abbr, ""}
    for text in names:
        if text not in current and label_key(text) not in shown:
            yield Label(text, LabelKind.HIDDEN)


def _written(label: VisibleLabel) -> str:
    """The preferred label before translation; empty if it is the same."""
    written = label.written[0] if label.written else label.original
    return written if label_key(written) != label_key(label.text) else ""


def _written_tags(declaration: Declaration) -> tuple[str, ...]:
    """The tags before translation; empty if they are the same."""
    written = declaration.original.tags
    return written if written != declaration.fields.tags else ()


def _foreign_source(declaration: Declaration, document: nodes.document) -> str | None:
    """The file that the declaration was included from, if it is not the document itself."""
    source = declaration.labels[0].node.source
    return source if source and source != document.get("source") else None


def _repoint_index_entries(label: VisibleLabel, anchor: str, names: Mapping[str, str]) -> None:
    """Set *anchor* in the index entries of a term (inside it, or next to a term in a sentence).

    An entry keeps Sphinx's text, unless that contains what is not text.
    """
    term = label.node
    entry = term.next_node(descend=False, siblings=True)
    own = [entry] if isinstance(term, definition_term) else term.findall(addnodes.index)
    name = names.get(label.text) or label.text
    changed = holds_no_text(term) or any(term.findall(nodes.math))
    for index in own:
        if not isinstance(index, addnodes.index):
            continue
        index["entries"] = [
            (kind, name if changed else text, anchor, main, key)
            for kind, text, _old, main, key in index["entries"]
        ]


def _add_index_entries(declaration: Declaration, anchor: str) -> None:
    """Add a heading concept to the general index, as Sphinx does for the terms of a glossary."""
    shown = [declaration.names.get(label.text) or label.text for label in declaration.labels]
    entries = [("single", text, anchor, "main", None) for text in shown]
    index = addnodes.index(entries=entries)
    index.source, index.line = declaration.element.source, declaration.line
    declaration.element.insert(1, index)
