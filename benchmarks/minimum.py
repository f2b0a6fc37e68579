"""A Sphinx extension that makes links, tips and an index from Sphinx's glossary, and nothing else.

It shows how much of the cost no implementation can avoid. It has no languages and no rules: each
text that is equal to a term, in any case of letters, is linked ("every" in ``minimum_link``), or
the first in each section ("section"), or none ("off"). Definitions have no markup: each is in a
file of its own, and in the index, which is one page. After an edited definition, it writes the
files of that page again. It does not notice other changes: after an added term, the links on other
pages are missing.
"""

from __future__ import annotations

import json
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind
from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

INDEX = "terms"
_READ: set[str] = set()
"""The documents that this build has read."""
_CLOSED = (nodes.Titular, nodes.term, nodes.reference, nodes.FixedTextElement, nodes.literal)


class Terms(NamedTuple):
    """The terms of a project."""

    names: list[str]
    places: list[tuple[str, str]]
    """The document and the anchor of each."""
    automaton: AhoCorasick


@cache
def terms_of(env: BuildEnvironment) -> Terms:
    """The terms of *env*, after all pages are read."""
    objects = env.domains.standard_domain.objects.items()
    places = {name: place for (kind, name), place in objects if kind == "term"}
    patterns = [name.lower() for name in places]
    automaton = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest)
    return Terms([*places], [*places.values()], automaton)


def definitions(env: BuildEnvironment) -> dict[Any, str]:
    """The document and the anchor of each term → the text of its definition."""
    return env.domaindata.setdefault("minimum", {})


class LinkTerms(SphinxPostTransform):
    """Links the terms in the text of a page."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Replace the text nodes that contain a term."""
        if self.config.minimum_link == "off":
            return
        seen: set[int] | None = None
        for node in list(self.document.findall()):
            if isinstance(node, nodes.section) and self.config.minimum_link == "section":
                seen = set()
            elif isinstance(node, nodes.Text) and not isinstance(node.parent, _CLOSED):
                self._link(node, seen)

    def _link(self, text: nodes.Text, seen: set[int] | None) -> None:
        """*seen* are the terms that the section has already linked, if that matters."""
        terms = terms_of(self.env)
        parts: list[nodes.Node] = []
        done = 0
        for number, start, end in terms.automaton.find_matches_as_indexes(text.lower()):
            if terms.names[number].isupper() and not text[start:end].isupper():
                continue
            if seen is not None:
                if number in seen:
                    continue
                seen.add(number)
            docname, anchor = terms.places[number]
            page = self.app.builder.get_relative_uri(self.env.docname, docname)
            reference = nodes.reference("", "", internal=True, refuri=f"{page}#{anchor}")
            reference += nodes.Text(text[start:end])
            parts += [nodes.Text(text[done:start]), reference]
            done = end
        if parts:
            text.parent.replace(text, [*parts, nodes.Text(text[done:])])


def note_definitions(app: Sphinx, doctree: nodes.document) -> None:
    """Store the text of each definition of a page."""
    _READ.add(app.env.docname)
    for glossary in doctree.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            places = [(app.env.docname, term["ids"][0]) for term in item.findall(nodes.term)]
            text = item.children[-1].astext()
            definitions(app.env).update(dict.fromkeys(places, text))


def index_page(app: Sphinx) -> Iterator[tuple[str, dict[str, str], str]]:
    """The index with all terms."""
    terms = terms_of(app.env)
    entries = []
    for name, (docname, anchor) in sorted(zip(terms.names, terms.places, strict=True)):
        address = f"{app.builder.get_target_uri(docname)}#{anchor}"
        text = escape(definitions(app.env)[docname, anchor])
        entries.append(f'<dt><a href="{address}">{escape(name)}</a></dt><dd><p>{text}</p></dd>')
    yield INDEX, {"title": "Terms", "body": f"<dl>{''.join(entries)}</dl>"}, "page.html"


def write_definitions(app: Sphinx, _error: Exception | None) -> None:
    """Write a file for each definition on the pages that were read."""
    folder = app.outdir / "_terms"
    folder.mkdir(exist_ok=True)
    for number, (place, text) in enumerate(definitions(app.env).items()):
        if place[0] in _READ:
            script = f"term({json.dumps([*place, text])})"
            (folder / f"{number}.js").write_text(script, "utf-8")


def setup(app: Sphinx) -> None:
    """Register everything."""
    app.add_config_value("minimum_link", "every", "env")
    app.add_post_transform(LinkTerms)
    app.connect("doctree-read", note_definitions)
    app.connect("html-collect-pages", index_page)
    app.connect("build-finished", write_definitions)
