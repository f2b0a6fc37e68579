"""Files and folders as data files: what is read of them, and the limits."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from sphinxcontrib_glossterm import source_files
from sphinxcontrib_glossterm.formats import Format, Record, Source, SourceProblem, choice
from sphinxcontrib_glossterm.source_files import read_content, read_file

FOLDER = Format(
    "Notes", (".note",), "a note for each term", reader="_notes:read", is_source=True,
    key="notes", is_folder=True, extra="notes",
)  # fmt: skip


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder, and a format of folders in which each file is a term."""
    module = ModuleType("_notes")

    def read(files: dict[str, str], separator: str) -> Source:
        if "missing.note" in files:
            raise ImportError("notes")
        records = tuple(Record((text.strip(),), 1, file=name) for name, text in files.items())
        problems = (SourceProblem("wrong", (), 1, name) for name in files if "wrong" in name)
        return Source(records, tuple(problems))

    module.read = read  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sphinxcontrib_glossterm.formats._notes", module)
    monkeypatch.setitem(choice.BY_KEY, "notes", FOLDER)  # type: ignore[arg-type]
    for one in (choice, source_files):
        monkeypatch.setattr(one, "READ", (*choice.READ, FOLDER))
    (tmp_path / "terms").mkdir()
    return tmp_path / "terms"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / f"{name.replace('_', '/')}.note"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def read(path: Path, key: str = "notes") -> Source:
    return read_file(path.name, read_content(path, key), key=key)


def found(path: Path) -> list[tuple[str, str]]:
    return [(record.file, record.labels[0]) for record in read(path).records]


def reported(path: Path, key: str = "notes") -> list[tuple[str, str]]:
    return [(problem.file, str(problem)) for problem in read(path, key).problems]


def test_the_files_of_a_folder(folder: Path) -> None:
    write(folder, b="B", a="A", z_y_c="C")
    (folder / "other.txt").write_text("x", "utf-8")
    (folder / ".hidden.note").write_text("x", "utf-8")
    write(folder / ".git", d="D")
    assert found(folder) == [("a.note", "A"), ("b.note", "B"), ("z/y/c.note", "C")]
    places = [folder, folder / "z", folder / "z/y"]
    assert read_content(folder, "notes").files == (
        *map(str, places),
        *(str(folder / name) for name in ("a.note", "b.note", "z/y/c.note")),
    )


def test_every_change_changes_the_digest(folder: Path) -> None:
    write(folder, a="A", b="B")
    digests = {read_content(folder, "notes").digest}
    for change in (
        lambda: write(folder, a="A2"),
        lambda: write(folder, c_d="D"),
        lambda: (folder / "b.note").rename(folder / "e.note"),
        lambda: (folder / "a.note").unlink(),
        lambda: (folder / "out.note").symlink_to("/etc/hostname"),
    ):
        change()
        digests.add(read_content(folder, "notes").digest)
    assert len(digests) == 6
    assert read_content(folder, "notes").digest in digests


def test_problems_name_their_file(folder: Path) -> None:
    write(folder, wrong="W", a="A")
    (folder / "b.note").write_bytes(b"x\n\xff")
    assert reported(folder) == [
        (
            "b.note",
            "this line is not UTF-8, so the file is not read; save the file as UTF-8 (in Excel:"
            ' "CSV UTF-8")',
        ),
        ("wrong.note", "wrong"),
    ]
    assert found(folder) == [("a.note", "A"), ("wrong.note", "W")]


def test_links_out_of_the_folder_are_refused(folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "outside", secret="S")
    write(folder, in_a="A")
    (folder / "b.note").symlink_to(tmp_path / "outside" / "secret.note")
    (folder / "c").symlink_to(tmp_path / "outside", target_is_directory=True)
    (folder / "d.note").symlink_to(folder / "in" / "a.note")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.note").symlink_to(folder / "self.note")
    message = "this link leads out of the folder and is not read; copy the file"
    assert found(folder) == [("d.note", "A"), ("in/a.note", "A")]
    assert reported(folder) == [("b.note", message), ("c", message)]


@pytest.mark.parametrize(("name", "limit"), [("MAX_FILES", 2), ("MAX_BYTES", 5), ("MAX_SEEN", 2)])
def test_a_folder_that_is_too_large(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: int
) -> None:
    write(folder, a="AA", b="BB")
    monkeypatch.setattr(source_files, name, limit)
    assert reported(folder) == []
    write(folder, c="CC")
    ((_, message),) = reported(folder)
    assert "so it is not read; divide it" in message
    assert found(folder) == []


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for one in (choice, source_files):
        monkeypatch.setattr(one, "MAX_BYTES", 10)
    path = tmp_path / "a.yaml"
    path.write_text("- term: a\n", "utf-8")
    assert reported(path, "") == []
    path.write_text("- term: ab\n", "utf-8")
    message = "this file is larger than 10 bytes, so it is not read; divide it"
    assert reported(path, "") == [("", message)]


def test_a_missing_extra(folder: Path) -> None:
    write(folder, missing="M")
    message = (
        'the format "Notes" requires packages that are not installed; install'
        " sphinxcontrib-glossterm[notes]"
    )
    assert reported(folder) == [("", message)]


@pytest.mark.parametrize(
    ("name", "key", "message"),
    [
        ("terms", "yaml", 'the format "yaml" is one file; write the path of the file'),
        ("terms", "note", 'unknown format "note"; did you mean "notes"?'),
        ("a.yaml", "schema-org", 'the format "schema-org" can be written, but not read'),
        ("none", "", "cannot read this file: No such file or directory"),
        ("a\0b", "", "cannot read this file: this is not a valid file name"),
    ],
)
def test_what_cannot_be_read(folder: Path, name: str, key: str, message: str) -> None:
    (folder.parent / "a.yaml").write_text("[]", "utf-8")
    assert reported(folder.parent / name, key) == [("", message)]


def test_pipes_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert reported(tmp_path / "a.yaml", "") == [("", "cannot read this file: Invalid argument")]
