"""The examples of the matching policy, one test each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinxcontrib_glossterm.languages import ALWAYS, project_languages
from sphinxcontrib_glossterm.matching import Match, Matcher
from sphinxcontrib_glossterm.model.concept import Case, Concept, Location
from sphinxcontrib_glossterm.model.labels import Label

FIXTURES = Path(__file__).parent / "fixtures"
ROW = re.compile(r"^\| (\d+) \| `(.*?)` \| (.*?) \|$", re.MULTILINE)
UNSEEN = re.compile(r"\{U\+([0-9A-F]+)\}")
OPTIONS = re.compile(r" \(([a-z, ]+)\)$")


def section(name: str, source: str) -> str:
    return re.split(r"^## ", source.split(f"## {name}\n")[1], flags=re.MULTILINE)[0]


def bullets(text: str) -> list[str]:
    return [line[2:] for line in text.splitlines() if line.startswith("- ")]


def concept(line: str) -> Concept:
    found = OPTIONS.search(line)
    options = found[1].split(", ") if found else []
    labels = tuple(Label(text) for text in OPTIONS.sub("", line).split(" | "))
    return Concept(
        labels[0].text,
        "",
        labels,
        Location("glossary"),
        auto=True if "auto" in options else None,
        case=Case.EXACT if "exact" in options else Case.SMART,
        compound="compound" in options,
    )


def load(name: str) -> tuple[Matcher, list[tuple[str, str]]]:
    """The matcher of a fixture file, and its rows as (number, expectation)."""
    source = (FIXTURES / name).read_text(encoding="utf-8")
    source = UNSEEN.sub(lambda found: chr(int(found[1], 16)), source)
    concepts = [concept(line) for line in bullets(section("Labels", source))]
    language = re.search(r"^Language: (\w+)$", source, re.MULTILINE)
    labels = [text for each in concepts for text in each.names()]
    matcher = Matcher.from_concepts(
        concepts,
        blockers=bullets(section("Blockers", source)),
        languages=project_languages(language[1], labels) if language else ALWAYS,
    )
    return matcher, [(row[1], row[2]) for row in ROW.finditer(section("Strings", source))]


def marked(matcher: Matcher, text: str) -> str:
    """*text* with brackets around each match."""
    for match in reversed(matcher.find(text)):
        if isinstance(match, Match):
            text = f"{text[: match.start]}[{text[match.start : match.end]}]{text[match.end :]}"
    return text


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.glob("*.md")))
def test_every_row_is_read(name: str) -> None:
    source = (FIXTURES / name).read_text(encoding="utf-8")
    assert len(load(name)[1]) == len(re.findall(r"^\| \d", source, re.MULTILINE)) > 0


CASES = [
    pytest.param(matcher, row, id=f"{path.stem}-{number}")
    for path in sorted(FIXTURES.glob("*.md"))
    for matcher, rows in [load(path.name)]
    for number, row in rows
]


@pytest.mark.parametrize(("matcher", "row"), CASES)
def test_expected_links_are_found(matcher: Matcher, row: str) -> None:
    expected = row.replace("⏎", "\n")
    text = expected.replace("[", "").replace("]", "")
    assert marked(matcher, text) == expected
