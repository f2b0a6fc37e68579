"""Files in the output directory are not trusted: damaged files are ignored and made again."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sphinxcontrib_glossterm.sphinx_ext.output import FILE_NAME, OutputState, Summary, read_summary

SITE = {
    "index.md": "# Start\n\n```{toctree}\nknots\nropes/use\n```\n\n```{termgraph}\n```\n",
    "knots.md": """
        # Knots

        ```{glossary}
        Bowline
          A knot that makes a loop ![of rope](loop.png).

        Sheet bend
          :broader: Bowline

          A knot of two ropes.
        ```
        """,
    "ropes/use.md": "# Use\n\nA Bowline and a Sheet bend.\n",
    "loop.png": "",
}
OURS = (
    ".glossterm.json", "glossterm.json", "glossterm-index.html", "_static/glossterm.js",
    "_static/glossterm.css", "_static/glossterm-index.js", "_static/glossterm-index.css",
    "_static/glossterm-graph.css", "_glossterm/ropes/use.js", "_glossterm/index.js",
)  # fmt: skip
FOLDERS = ("_glossterm", "_glossterm/ropes")


def a_folder(path):
    path.mkdir()
    (path / "file").write_text("something")


def a_pipe(path):
    os.mkfifo(path)


def a_link_to_nothing(path):
    path.symlink_to(path.parent / "nowhere" / "at all")


def a_link_to_a_folder(path):
    path.symlink_to(path.parent.parent)


def content(data: bytes):
    def write(path):
        path.write_bytes(data)

    return write


DAMAGES = {
    "nothing": lambda _path: None,
    "a folder": a_folder,
    "a pipe": a_pipe,
    "a link to nothing": a_link_to_nothing,
    "a link to a folder": a_link_to_a_folder,
    "an empty file": content(b""),
    "random bytes": content(bytes(range(256)) * 3),
    "a number": content(b"5"),
    "null": content(b"\nnull"),
    "a list": content(b'["version", "revision"]'),
    "an object of other types": content(
        b'{}\n{"version": 4, "revision": "", "digest": "", "files": {"a": "b"}}'
    ),
    "deep lists": content(b"[" * 100_000),
}


@pytest.fixture(scope="module")
def built(module_project):
    """A project, its build, and a copy of that build to be damaged."""
    made = module_project(SITE, link="everywhere", relations=["broader"])
    return made, made.make("html", warns=None)


def restored(made, site):
    """The output of the first build, doctrees included."""
    kept = made.workdir / "kept"
    if not kept.exists():
        shutil.copytree(site.outdir.parent, kept)
    shutil.rmtree(site.outdir.parent)
    shutil.copytree(kept, site.outdir.parent)
    return site.files()


def remove(path):
    shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_made_again(built, damage):
    made, site = built
    before = restored(made, site)
    assert set(OURS) <= set(before)
    for name in OURS:
        remove(site.outdir / name)
        DAMAGES[damage](site.outdir / name)
    assert made.make("html", warns=None).files() == before


@pytest.mark.parametrize("name", OURS)
def test_one_file_is_a_folder(built, name):
    made, site = built
    before = restored(made, site)
    remove(site.outdir / name)
    a_folder(site.outdir / name)
    assert made.make("html", warns=None).files() == before


@pytest.mark.parametrize("name", OURS)
def test_one_file_was_written_in_part(built, name):
    made, site = built
    before = restored(made, site)
    path = site.outdir / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert made.make("html", warns=None).files() == before


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("damage", ["an empty file", "a link to nothing", "a link to a folder"])
def test_a_folder_is_a_file(built, name, damage):
    made, site = built
    before = restored(made, site)
    remove(site.outdir / name)
    DAMAGES[damage](site.outdir / name)
    assert made.make("html", warns=None).files() == before


@pytest.mark.parametrize("builder", ["text", "singlehtml", "latex", "epub", "glossterm-report"])
def test_folders_with_the_name_of_a_file_are_replaced(project, builder):
    made = project(SITE, link="everywhere", version="1")
    site = made.make(builder, warns=None)
    names = [n for n in site.files() if "glossterm" in n and not n.endswith((".txt", ".xhtml"))]
    for name in names:
        remove(site.outdir / name)
        a_folder(site.outdir / name)
    again = made.make(builder, warns=None)
    assert sorted(again.files()) == sorted(site.files())


def test_a_damaged_state_file_removes_nothing(built, tmp_path):
    """Files of others are not removed, even if the state file names them."""
    made, site = built
    restored(made, site)
    outside = tmp_path / "kept.txt"
    outside.write_text("An author's.")
    (site.outdir / "own.html").write_text("An author's.")
    path = site.outdir / FILE_NAME
    record, _feed, head = path.read_text("utf-8").partition("\n")
    more = f'"{os.path.relpath(outside, site.outdir)}": 12, "{outside}": 12, "own.html": 12, '
    head = head.replace('"files": {', '"files": {' + more)
    path.write_text(f"{record}\n{head}", "utf-8")
    made.edit("knots.md", "two ropes", "2 ropes")
    made.make("html", warns=None)
    made.edit("knots.md", "2 ropes", "two ropes")
    assert outside.exists()
    assert (site.outdir / "own.html").exists()


def test_a_build_in_which_nothing_changed_writes_nothing(built):
    made, site = built
    restored(made, site)
    made.make("html", warns=None)
    ours = [n for n in site.times() if "glossterm" in n]
    before = site.times()
    after = made.make("html", warns=None).times()
    assert {n for n in ours if before[n] != after[n]} == set()


def test_a_file_that_cannot_be_written_is_reported(project, monkeypatch):
    made = project(SITE, link="everywhere")
    write = Path.write_bytes

    def refuse(path, data):
        if "_glossterm" in path.parts:
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", refuse)
    site = made.build(warns=None)
    folder = site.outdir / "_glossterm"
    assert [line for line in site.warnings if "glossterm.output" in line] == [
        f'WARNING: cannot write the file "{folder / page}.js": No space left on device'
        " [glossterm.output]"
        for page in ("index", "ropes/use", "glossterm-index")
    ]


def test_a_state_file_with_a_damaged_body_is_ignored(built):
    """Also where its last line is whole, and a page is read again to the same effect."""
    made, site = built
    before = restored(made, site)
    path = site.outdir / FILE_NAME
    last = path.read_text("utf-8").rpartition("\n")[2]
    path.write_text(f"[]\n{last}", "utf-8")
    (made.srcdir / "ropes" / "use.md").touch()
    assert made.make("html", warns=None).files() == before


def test_only_a_changed_definition_has_a_new_digest(built):
    """The other one has attributes, whose order differs between new and saved definitions."""
    made, site = built
    restored(made, site)
    before = OutputState.load(site.outdir).entries
    made.edit("knots.md", "two ropes", "2 ropes")
    made.make("html", warns=None)
    made.edit("knots.md", "2 ropes", "two ropes")
    after = OutputState.load(site.outdir).entries
    changed = {name for name, digest in after.items() if before[name] != digest}
    assert (len(after), changed) == (2, {"knots#term-Sheet-bend"})


def test_a_published_file_of_the_same_size_is_not_trusted(built):
    made, site = built
    before = restored(made, site)
    path = site.outdir / "glossterm.json"
    path.write_text(path.read_text("utf-8").replace("makes a loop", "makes a lump"), "utf-8")
    (made.srcdir / "ropes" / "use.md").touch()
    assert made.make("html", warns=None).files() == before


def test_a_saved_state_is_loaded_unchanged(tmp_path):
    state = OutputState("r", {"index": "f"}, definitions={"index": {"c": [["p", "x"]]}})
    state.save(tmp_path, {"glossterm.json": 5})
    read = OutputState.load(tmp_path)
    assert (read.revision, read.pages, read.definitions) == ("r", state.pages, state.definitions)
    summary = read_summary(tmp_path)
    assert (summary.revision, summary.files) == ("r", {"glossterm.json": 5})
    text = (tmp_path / FILE_NAME).read_text("utf-8")
    (tmp_path / FILE_NAME).write_text(text.replace('"x"', "5"), "utf-8")
    assert OutputState.load(tmp_path) is None
    assert read_summary(tmp_path) == Summary(None, "", {"glossterm.json": 5})
