"""What a build passes to the language server comes back unchanged, or is refused as a whole."""

from __future__ import annotations

import json

import pytest

from sphinxcontrib_glossterm.formats.own.editor_data import EditorEntry, EditorProject
from sphinxcontrib_glossterm.model import Case, Concept, Label, LabelKind, Location, Status

CONCEPT = Concept(
    id="words#term-valve",
    anchor="",
    labels=(
        Label("valve", lang="en"),
        Label("給水弁", LabelKind.ALTERNATIVE, lang="ja"),
        Label("𠮷", LabelKind.HIDDEN),
    ),
    location=Location("words"),
    forms=("valving",),
    abbr="VLV",
    status=Status.DEPRECATED,
    auto=False,
    case=Case.EXACT,
    compound=True,
    glossary="parts",
    avoid=("tap (say: valve)",),
    replaced_by="cock",
)
PLACE = {"uri": "file:///words.md", "range": {"start": {"line": 1, "character": 0}}}
ENTRY = EditorEntry(CONCEPT, (("parts:valve", ""), ("給水弁", "kyuusuiben")), "S.", "**T**", PLACE)


def test_an_entry_comes_back() -> None:
    assert EditorEntry.from_json(ENTRY.to_json()) == ENTRY
    plain = EditorEntry(Concept("a", "", (Label("a"),), Location("x")))
    assert EditorEntry.from_json(plain.to_json()) == plain


def test_the_options_come_back() -> None:
    project = EditorProject(("en", "ja"), ("de",), ("a b",), {"kanji_suffixes": ("市", "-法")})
    assert EditorProject.from_json(project.to_json()) == project
    assert EditorProject.from_json("{}") == EditorProject()


@pytest.mark.parametrize(
    "change",
    [
        {"labels": []}, {"labels": [["a"]]}, {"labels": [["a", "best", ""]]}, {"names": [1]},
        {"case": "none"}, {"status": None}, {"id": ...}, {"names": 1},
    ],
)  # fmt: skip
def test_an_entry_of_another_version_is_refused(change: dict[str, object]) -> None:
    data = {**json.loads(ENTRY.to_json()), **change}
    row = json.dumps({name: value for name, value in data.items() if value is not ...})
    with pytest.raises(ValueError, match=r".+"):
        EditorEntry.from_json(row)


@pytest.mark.parametrize("row", ["", "[]", "1", "{", "null"])
def test_what_is_no_object_is_refused(row: str) -> None:
    for kind in (EditorEntry, EditorProject):
        with pytest.raises(ValueError, match=r".+"):
            kind.from_json(row)
