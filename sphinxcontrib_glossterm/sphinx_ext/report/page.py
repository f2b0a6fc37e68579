"""Render the report as one self-contained HTML page, without scripts or other files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

import jinja2

from sphinxcontrib_glossterm.matching import Reason

from ..locale import _
from .findings import kind_texts, reason_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .data import Plain

LINKED = "linked"
"""Replaces a missing reason."""
MAX_LINES = 8
"""Maximum number of places in a group; the JSON file contains all."""
MAX_SENTENCES = 4
"""Maximum number of excerpts for a label that is a common word."""

# Escaped, since texts and labels come from authors.
_TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("sphinxcontrib_glossterm", "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)


def render(report: Plain) -> str:
    """The page for *report*."""
    concepts = {concept["id"]: concept for concept in report["concepts"]}
    return _TEMPLATES.get_template("report.html.jinja").render(
        report=report,
        concepts=concepts,
        label=lambda concept_id: concepts.get(concept_id, {}).get("label", concept_id),
        documents=[
            {
                **page,
                "anchor": anchor(page["docname"]),
                "linked": sum(place["linked"] for place in page["places"]),
                "groups": list(_groups(page["places"])),
            }
            for page in report["documents"]
            if page["places"] or page["written"]
        ],
        anchor=anchor,
        distinct=_distinct,
        reasons=_reasons(report),
        shown=MAX_LINES,
        sentences=MAX_SENTENCES,
        kinds=kind_texts(),
        words=_words(),
    )


def anchor(docname: str) -> str:
    """The id of a document's section in the page, without white space."""
    return f"doc-{quote(docname, safe='/')}"


def _reasons(report: Plain) -> list[tuple[str, str, int]]:
    """Each reason that occurs, its text and its number: linked first, then by frequency."""
    texts, counts = reason_texts(), Counter(report["summary"]["refused"])
    # Translators: in the report for authors, in a list of reasons why terms are not linked
    return [
        (LINKED, _("a link"), report["summary"]["linked"]),
        *((str(name), texts[Reason(name)], number) for name, number in counts.most_common()),
    ]


def _groups(places: list[Plain]) -> Iterator[Plain]:
    """Equal places of one document as one item: the first of them, and the lines of all."""
    groups: dict[tuple[object, ...], list[Plain]] = {}
    for place in places:
        shown = place["word"] or place["text"]
        key = (place["reason"], shown, *place["concepts"], place["where"])
        groups.setdefault(key, []).append(place)
    for group in groups.values():
        lines = dict.fromkeys(place["line"] for place in group if place["line"])
        yield {
            **group[0],
            "reason": group[0]["reason"] or LINKED,
            "count": len(group),
            "lines": list(lines),
        }


def _distinct(places: list[Plain]) -> list[Plain]:
    """Each place once, for labels that occur several times in a line."""
    return list({(place["docname"], place["line"]): place for place in places}.values())


def _words() -> dict[str, str]:
    """All texts of the page from this extension, translated."""
    return {
        # Translators: title and headings of the report for authors
        "title": _("Glossary report"),
        "fix": _("To fix"),
        "nothing": _("Nothing found."),
        "look": _("To check"),
        "reasons": _("Reasons"),
        "documents": _("Documents"),
        # Translators: after a number of any size, in the summary of the report
        "concepts": _("concepts"),
        "pages": _("pages"),
        "links": _("mentions linked"),
        "written": _("written references"),
        "not_linked": _("not linked"),
        # Translators: heading in the report: tests of the glossary, written by authors
        "tests": _("Failed tests"),
        # Translators: after a number of any size, in the summary of the report
        "tests_fail": _("tests failed"),
        "tests_pass": _("tests passed"),
        # Translators: headings of findings in the report, each with a hint for the author
        "ambiguous": _("Ambiguous labels"),
        "ambiguous_hint": _("Several concepts are equally near. Write a term role for one."),
        "terminology": _("Terminology"),
        "unused": _("Unused concepts"),
        "unused_hint": _("No page refers to them or mentions them."),
        "missing_definitions": _("Missing definitions"),
        "missing_readings": _("Missing readings"),
        "readings_hint": _("They are at the end of the index. Add the field “reading”."),
        "outdated_translations": _("Outdated translations"),
        "outdated_hint": _("Their translations are missing or older than the original."),
        "unlinked": _("Mentioned and never linked"),
        "unlinked_hint": _("Pages mention them, but no mention is linked."),
        "compounds": _("Longer words that contain a label"),
        "compounds_hint": _(
            "A frequent word may need an entry of its own. For a label in katakana, the field"
            " “compound” may be enough."
        ),
        "everyday": _("Labels that are common words"),
        "everyday_hint": _(
            "Read the sentences. If the word means something else in some of them, write"
            " “case: exact” for a name, “auto: no” for no automatic links, or “noterm” there."
        ),
        # Translators: in the report, before the labels that are in a longer word
        "holds": _("contains"),
        # Translators: in the report, before one or more numbers of lines
        "line": _("line"),
        # Translators: in the report, end of a list of pages that is too long
        "and_more": _("and more"),
        # Translators: in the report: “Show” all places, or those with one reason
        "show": _("Show"),
        "all": _("all"),
        # Translators: end of the report, before the link to a file
        "machine": _("The same data for programs, with every place:"),
        # Translators: in the report, name of an option of a page, before its value
        "link": _("link"),
        "density": _("density"),
    }
