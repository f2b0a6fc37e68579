"""Directives that print what each language has, an example of each, and the measured figures."""

from __future__ import annotations

import inspect
import json
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from from_code import language_name, table
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from sphinxcontrib_glossterm import languages
from sphinxcontrib_glossterm.matching import Match, Matcher
from sphinxcontrib_glossterm.model import Concept, Label, Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinxcontrib_glossterm.languages.language import Language

RESULTS = Path(__file__).parents[2] / "benchmarks" / "results" / "languages"


def by_name() -> list[Language]:
    """All languages, sorted by their English names."""
    return sorted(
        languages.languages(languages.LANGUAGES), key=lambda found: language_name(found.code)
    )


class Abilities(SphinxDirective):
    """What each language has."""

    def run(self) -> list[nodes.Node]:
        """A table."""
        for code in languages.MODULES.values():
            self.env.note_dependency(inspect.getfile(import_module(f"{languages.__name__}.{code}")))
        head = ("Language", "Code", "Inflected forms", "Words end at", "Fixed expressions")
        rows = [
            (language_name(each.code), f"`{each.code}`", *_abilities(each)) for each in by_name()
        ]
        return self.parse_text_to_nodes("\n".join(table(head, rows)))


def _abilities(language: Language) -> Iterator[str]:
    if language.inflection:
        yield "by endings"
    else:
        yield "by spellings" if language.inflections else "none in the language"
    if language.tokenizer:
        yield "rules, or a tokenizer"
    else:
        yield "rules of the script" if language.edges else "spaces and punctuation"
    yield str(len(language.expressions) or "")


class Examples(SphinxDirective):
    """A table of ``code; labels; text``, in which the text has brackets around each link.

    The labels are separated by ``|``. A text whose links are others stops the build.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        """A table."""
        rows = [self._row(line) for line in self.content if line.strip()]
        lines = table(("Language", "Labels", "Text, with links in bold"), rows)
        return self.parse_text_to_nodes("\n".join(lines))

    def _row(self, line: str) -> tuple[str, str, str]:
        code, labels, text = (part.strip() for part in line.split(";", 2))
        names = [label.strip() for label in labels.split("|")]
        found = marked(text.replace("[", "").replace("]", ""), names, code)
        if found != text:
            message = f"{self.env.docname}: {code}: expected {text!r}, found {found!r}"
            raise ExtensionError(message)
        bold = text.replace("[", "**").replace("]", "**")
        return language_name(code.partition("_")[0]), ", ".join(names), bold


def marked(text: str, labels: Iterable[str], code: str) -> str:
    """*text* with brackets around each mention of the *labels* in a project in that language."""
    names = list(labels)
    concepts = [Concept(name, "", (Label(name),), Location("glossary")) for name in names]
    codes = languages.project_languages(code, names)
    for match in reversed(Matcher.from_concepts(concepts, languages=codes).find(text)):
        if isinstance(match, Match):
            text = f"{text[: match.start]}[{text[match.start : match.end]}]{text[match.end :]}"
    return text


class Measured(SphinxDirective):
    """Precision and recall in manuals; the argument is ``unseen`` or ``rules``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A table."""
        paths = sorted(RESULTS.glob("*.json"))
        for path in paths:
            self.env.note_dependency(str(path))
        found = {path.stem: json.loads(path.read_text("utf-8")) for path in paths}
        head, row = TABLES[self.arguments[0]]
        rows = [(language_name(code), *row(found[code])) for code in sorted(found, key=_name)]
        return self.parse_text_to_nodes("\n".join(table(head, rows)))


def _name(code: str) -> str:
    return language_name(code)


def _share(part: dict[str, Any]) -> str:
    read, wrong = part["read"], part["wrong"]
    return f"{read - wrong} of {read} ({100 * (read - wrong) / read:.1f}\N{NO-BREAK SPACE}%)"


def _unseen(found: dict[str, Any]) -> tuple[str, ...]:
    part = found["unseen"]
    forms = f"{part['found']} of {part['forms']}"
    return str(part["labels"]), f"{part['mentions']:,}", _share(part), forms


def _rules(found: dict[str, Any]) -> tuple[str, ...]:
    manuals = dict.fromkeys((*found["first"]["manuals"], *found["last"]["manuals"]))
    return ", ".join(f"`{name}`" for name in manuals), _share(found["first"]), _share(found["last"])


TABLES = {
    "unseen": (("Language", "Labels", "Mentions", "Correct links", "Forms found"), _unseen),
    "rules": (("Language", "Manuals", "Correct at first", "Correct at last"), _rules),
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("code-language-abilities", Abilities)
    app.add_directive("code-language-examples", Examples)
    app.add_directive("languages-measured", Measured)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
