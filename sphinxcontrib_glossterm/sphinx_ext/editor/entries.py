"""The concepts of a project as an editor shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.formats.editor_data import EditorEntry, EditorProject
from sphinxcontrib_glossterm.languages.sentences import first_sentence
from sphinxcontrib_glossterm.listing import search_keys
from sphinxcontrib_glossterm.model import LabelKind, Status

from ..locale import __
from .positions import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain
    from .positions import Files

MAX_TEXT = 2000
"""Maximum length of a definition in an editor."""
_MARKUP = re.compile(
    r"""[\\`*_\[\]<>#|~&]           # anywhere: links, images, emphasis, HTML, entities
    | ^[-+=]                       # at the start: lists and headings
    | (?: (?<=^\d) | (?<=^\d\d) ) [.)]
    """,
    re.VERBOSE,
)


def editor_project(domain: GlosstermDomain) -> EditorProject:
    """The options of the project."""
    options = domain.options
    words = {name: tuple(some) for name, some in options.edge_words.items()}
    return EditorProject(domain.languages, domain.further_languages, tuple(options.no_link), words)


def editor_entries(domain: GlosstermDomain, files: Files) -> Iterator[EditorEntry]:
    """Every concept that this project defines, in the order of the documents."""
    language = str(domain.env.config.language)
    for concept in domain.scheme:
        path = concept.location.source or str(domain.env.doc2path(concept.location.docname))
        place = place_of(files, path, concept.location.line, concept.pref_label)
        yield EditorEntry(
            concept,
            tuple(_names(concept, language)),
            _summary(concept, domain.prose_languages),
            _text(concept, domain),
            place,
        )


def _names(concept: Concept, language: str) -> Iterator[tuple[str, str]]:
    """The labels to be completed, each with the letters that are typed for it."""
    first = concept.labels[0]
    shown = [label for label in concept.labels if label.kind is not LabelKind.HIDDEN]
    texts = dict.fromkeys([*(label.text for label in shown), *filter(None, [concept.abbr])])
    for text in texts:
        label = next((own for own in shown if own.text == text), first._replace(text=text))
        reading = concept.reading if text == first.text else ""
        alone = concept._replace(labels=(label,), abbr="", tags=(), reading=reading)
        keys = [key for key in search_keys(alone, language) if key != text.lower()]
        name = f"{concept.glossary}:{text}" if concept.glossary else text
        # Some editors compare the beginning only, and Latin letters are what a keyboard types.
        yield name, " ".join(sorted(keys, key=lambda key: not key.isascii()))


def _summary(concept: Concept, codes: tuple[str, ...]) -> str:
    return " ".join((concept.short or first_sentence(concept.definition, codes)).split())


def _text(concept: Concept, domain: GlosstermDomain) -> str:
    """What hover shows, in Markdown; the texts of authors have no markup there."""
    others = ", ".join(_plain(label) for label in concept.alt_labels)
    head = f"**{_plain(concept.pref_label)}**{f' · {others}' if others else ''}"
    text = concept.definition or concept.short
    if len(text) > MAX_TEXT:
        text = f"{text[: MAX_TEXT - 1]}…"
    blocks = [head, *(_plain(line) for line in text.split("\n"))]
    if concept.status is Status.DEPRECATED:
        other = concept.replaced_by
        note = __('deprecated; use "%s"') % other if other else __("deprecated")
        blocks.insert(1, f"*{_plain(note)}*")
    broader = [domain.scheme[other].pref_label for other in domain.scheme.broader(concept.id)]
    if broader:
        blocks.append(f"*{_plain(__('Broader:'))}* {', '.join(map(_plain, broader))}")
    return "\n\n".join(block for block in blocks if block.strip())


def _plain(text: str) -> str:
    """*text* for Markdown: shown as it is, with no link and no image that would be loaded."""
    return _MARKUP.sub(lambda found: f"\\{found[0]}", text.strip())
