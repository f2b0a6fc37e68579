"""Find heading glossaries: pages whose headings are terms, ``## LoRA | Low-Rank Adaptation``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.model import is_field_block, read_field_lines, split_labels

from ..conditions import is_conditional
from ..locale import __
from ..warn import WarningSubtype, warn
from .declarations import Declaration, VisibleLabel, names_before, with_own_reading
from .labels import label_text, written
from .translation import take_from_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.config import GlosstermConfig

_ATX = pattern(r"\s{0,3}(#{1,6})(?:\s|$)")
_SETEXT = pattern(r"\s{0,3}(=+|-+)\s*$")


def heading_declarations(
    document: nodes.document,
    levels: Sequence[int],
    config: GlosstermConfig,
    env: BuildEnvironment,
) -> Iterator[Declaration]:
    """The sections of *document* that are concepts, in reading order.

    A section is a concept if its heading has one of *levels*, or if it is deeper and either
    contains the separator or begins with fields. A concept inside another concept's section is
    narrower.
    """
    if levels:
        reader = HeadingReader(levels, config, env)
        yield from reader.read(document, depth=0, above=None)


class HeadingReader:
    """Finds the headings of a document that are concepts."""

    def __init__(
        self, levels: Sequence[int], config: GlosstermConfig, env: BuildEnvironment
    ) -> None:
        self._levels = levels
        self._config = config
        self._env = env
        self._sources: dict[str, list[str]] = {}

    def is_concept(self, title: nodes.title) -> bool:
        """Whether the section of *title*, as it is now, is a concept."""
        section = cast("nodes.section", title.parent)
        depth, around = 0, title.parent
        while around is not None:
            depth += isinstance(around, nodes.section)
            around = around.parent
        text = written(self._env, title).text
        return bool(self._levels) and self._is_concept(section, title, depth, text)

    def read(
        self, parent: nodes.Element, depth: int, above: Declaration | None
    ) -> Iterator[Declaration]:
        """The declarations below *parent*, which has *depth* and is inside the concept *above*."""
        for section in parent.children:
            if isinstance(section, nodes.Element) and is_conditional(type(section)):
                yield from self.read(section, depth, above)
            if not isinstance(section, nodes.section):
                continue
            declaration = self._declare(section, depth + 1, above)
            if declaration:
                yield declaration
            yield from self.read(section, depth + 1, declaration or above)

    def _declare(
        self, section: nodes.section, depth: int, above: Declaration | None
    ) -> Declaration | None:
        title = section.next_node(nodes.title)
        if title is None or title.parent is not section:
            return None
        before, text = written(self._env, title), label_text(title)
        # A translation may have no separator.
        if not self._is_concept(section, title, depth, before.text):
            return None
        labels = split_labels(text, self._config.label_separator)
        line = title.line or section.line
        if not labels:
            location = title if title.line else section
            if text:
                warn(
                    WarningSubtype.EMPTY_LABEL,
                    __('this heading has no label, only "%s"; write a term before or after it'),
                    self._config.label_separator,
                    location=location,
                )
            else:
                warn(
                    WarningSubtype.EMPTY_LABEL,
                    __("this heading has no text that can be a label; write a term in it"),
                    location=location,
                )
            return None
        separator = self._config.label_separator
        taken = take_from_body(section, before, self._env)
        visible = _visible(section, labels, before.text, separator)
        fields = with_own_reading(taken, title, visible[0])
        names = names_before(labels, before.name, separator)
        names |= names_before(fields.aliases, before.fields.get("aliases", ""), separator)
        return Declaration(
            section,
            visible,
            fields,
            line,
            heading=before.source,
            above=above,
            names=names,
            original=taken.original,
            untranslated=taken.untranslated,
        )

    def _is_concept(
        self, section: nodes.section, title: nodes.title, depth: int, text: str
    ) -> bool:
        level = self._level(section, title, depth)
        if level in self._levels:
            return True
        if level < max(self._levels):
            return False
        return self._config.label_separator in text or _begins_with_fields(section)

    def _level(self, section: nodes.section, title: nodes.title, depth: int) -> int:
        """The level of a heading as its author wrote it.

        In Markdown that is the number of ``#``, which the tree of sections does not keep: a page
        may begin at ``##`` and have a ``#`` later. Otherwise it is the depth.
        """
        line = title.line or section.line
        source = title.source or section.source
        if not (line and source and Path(source).suffix in {".md", ".markdown"}):
            return depth
        lines = self._lines(source)
        if not 0 < line <= len(lines):
            return depth
        if atx := _ATX.match(lines[line - 1]):
            return len(atx[1])
        underline = lines[line] if line < len(lines) else ""
        if setext := _SETEXT.match(underline):
            return 1 if setext[1][0] == "=" else 2
        return depth

    def _lines(self, source: str) -> list[str]:
        if source not in self._sources:
            try:
                text = Path(source).read_text("utf-8", errors="replace")
            except OSError:
                text = ""
            self._sources[source] = text.splitlines()
        return self._sources[source]


def _visible(
    section: nodes.section, labels: Sequence[str], original: str, separator: str
) -> list[VisibleLabel]:
    """The labels of a heading; the first has the anchor of the first *original* label."""
    written = split_labels(original, separator) or tuple(labels)
    return [
        VisibleLabel(labels[0], section, written[0], written=written),
        *(VisibleLabel(text, section, text) for text in labels[1:]),
    ]


def _begins_with_fields(section: nodes.section) -> bool:
    for child in section.children:
        if isinstance(child, nodes.field_list):
            fields = child.findall(nodes.field_name)
            return is_field_block(name.astext() for name in fields)
        if isinstance(child, nodes.paragraph):
            return is_field_block(read_field_lines(child.astext()) or ())
        if not isinstance(child, (nodes.title, nodes.comment, nodes.target)):
            return False
    return False
