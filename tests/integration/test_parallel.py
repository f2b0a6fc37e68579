"""Four processes build the same bytes as one."""

from __future__ import annotations

import multiprocessing
import os

import pytest

pytestmark = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="Sphinx needs fork for -j"
)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_parallel_equals_serial(project, builder):
    made = project("mixed")
    one = made.make(builder, out="one", seed=1)
    four = made.make(builder, out="four", jobs=4, seed=2)
    ours, theirs = one.files(), four.files()
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert one.search_index() == four.search_index()


def test_reading_and_writing_are_parallel(project):
    """Otherwise the test above would compare one process with itself."""
    made = project("mixed")
    made.configure(
        """
        def setup(app):
            import os
            main = os.getpid()

            def note(kind):
                def listener(app, *rest):
                    (app.srcdir.parent / f"{kind}-{os.getpid() != main}").touch()
                return listener

            app.connect("doctree-read", note("read"))
            app.connect("html-page-context", note("write"))
            return {"parallel_read_safe": True, "parallel_write_safe": True}
        """
    )
    made.make(jobs=4)
    assert (made.workdir / "read-True").exists()
    assert (made.workdir / "write-True").exists()


def test_an_incremental_build_in_parallel(project):
    made = project("mixed")
    made.make(jobs=4)
    made.edit("notes.md", "Gradient\n: The slope of a loss.\n\n", "")
    made.edit("words.md", "用語\n:", "Gradient\n: The slope of a loss.\n\n用語\n:")
    for part in range(1, 6):
        made.edit(f"guide/part{part}.md", "is about", "tells of")
    site = made.make(jobs=4, seed=3)
    assert site.files() == made.make(out="clean", seed=2).files()


DUPLICATES = {
    "index.md": "# T\n\n```{toctree}\n:glob:\np*\n```\n",
    **{
        f"p{n}.md": f"# P{n}\n\n## Adapter\n\nNumber {n}.\n\n## Adapter\n\nAgain {n}.\n"
        for n in range(12)
    },
}


@pytest.mark.parametrize("jobs", [1, 4])
def test_warnings_are_the_same(project, jobs):
    made = project(DUPLICATES, heading_pages={"p*": 2})
    made.make(
        jobs=jobs,
        warns=[
            f'p{n}.md:7: WARNING: "Adapter" is defined twice in this page, first at p{n}:3;'
            " join the two entries or give one of them another label"
            " [glossterm.duplicate_concept]"
            for n in sorted(range(12), key=str)
        ],
    )


LETTERS = "ABCDEFGHIJKL"
MANY = {
    "index.md": "# T\n\n```{toctree}\n:glob:\np*\n```\n\n```{glossary}\n"
    + "\n".join(f"{letter}lder\n: The tree {letter}.\n" for letter in LETTERS)
    + "```\n",
    **{f"p{n}.md": f"# P{n}\n\nAn {LETTERS[n % 12]}lder here.\n" for n in range(45)},
}


@pytest.mark.parametrize("jobs", [1, 2])
def test_mentions_are_decided_and_the_index_is_drawn_in_parallel(project, jobs):
    made = project(MANY)
    code = """
        def setup(app):
            import os
            from sphinxcontrib_glossterm.matching import LinkPolicy
            from sphinxcontrib_glossterm.sphinx_ext.index import site
            main = os.getpid()

            def note(owner, name):
                original = getattr(owner, name)

                def call(*arguments, **named):
                    (app.srcdir.parent / f"{name}-{os.getpid() != main}").touch()
                    return original(*arguments, **named)

                setattr(owner, name, call)

            note(LinkPolicy, "decide")
            note(site, "part_html")
            return {"parallel_read_safe": True, "parallel_write_safe": True}
        """
    made.configure(code, link="everywhere", index_split=5)
    site = made.make(jobs=jobs)
    noted = {path.name for path in made.workdir.glob("*-*")}
    assert noted == {f"decide-{jobs > 1}", f"part_html-{jobs > 1}"}
    assert site.mentions("p3") == [("Dlder", "index#term-Dlder")]
    assert "The tree D." in site.source("glossterm-index-d")
    assert site.files() == made.make(out="clean").files()


def test_results_of_processes_are_in_the_order_of_the_items():
    from types import SimpleNamespace

    from sphinxcontrib_glossterm.sphinx_ext.processes import in_processes

    for jobs, items, processes in ((1, 7, 1), (3, 7, 3), (4, 5, 2), (4, 1, 1), (4, 0, 0)):
        app = SimpleNamespace(parallel=jobs)
        found = list(in_processes(app, lambda item: (item, os.getpid()), range(items), 2))
        assert [item for item, _process in found] == list(range(items))
        assert len({process for _item, process in found}) == processes
