"""Definitions that a tip inside a tip needs: in the sidecar, or in shared files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinxcontrib_glossterm.sphinx_ext.tips.sidecars import (
    MAX_FURTHER,
    PER_FILE,
    file_of,
    shared_count,
)

if TYPE_CHECKING:
    from .conftest import Project, Site

SHORT = {
    "index.md": "# Contents\n\n```{toctree}\nwords\nuse\n```\n",
    "use.md": "# Use\n\n{term}`LoRA`\n",
    "words.md": """
        # Words

        ```{glossary}
        LoRA
        Low-Rank Adaptation
        :   :broader: PEFT

            Trains two {term}`matrices <matrix>`.

        PEFT
        :   Few parameters; see {term}`Low-Rank Adaptation`.

        matrix
        :   Rows and columns of {term}`numbers <number>`.

        number
        :   It counts.
        ```
        """,
}


def long_source(entries: int = 3) -> dict[str, str]:
    """The same with definitions that are too long for the sidecar."""
    long = "It goes on and on. " * (MAX_FURTHER // 15)
    more = "".join(f"\n        term {n}\n        :   Number {n}.\n" for n in range(entries))
    words = SHORT["words.md"].replace("It counts.", f"It counts.\n{more}")
    return {**SHORT, "words.md": words.replace("Rows and", f"{long} Rows and")}


def shared(site: Site) -> dict[str, set[str]]:
    """The ids in each shared file."""
    found = {}
    for path in sorted((site.outdir / "_glossterm_more").glob("*.js")):
        rows = path.read_text("utf-8").split("\n")
        assert rows[0] == "window.glossterm={__proto__:null,...window.glossterm,"
        assert rows[-2:] == ["};", ""]
        found[path.stem] = set(json.loads("{" + "".join(rows[1:-2]) + "}"))
    return found


def data_files(site: Site) -> dict[str, bytes]:
    """All files with definitions."""
    return {name: text for name, text in site.files().items() if "_glossterm" in name}


@pytest.fixture
def short(project: Any) -> Project:
    made: Project = project(SHORT)
    return made


@pytest.fixture
def long(project: Any) -> Project:
    made: Project = project(long_source())
    return made


def test_links_have_the_ids_of_concepts(short: Project) -> None:
    tip = short.build().tips("use")["words#term-LoRA"]
    link = ["a", {"href": "words.html#term-matrix", "data-glossterm": "words#term-matrix"}]
    assert [*link, "matrices"] in tip["body"][0]
    assert tip["above"] == [[["PEFT", "words.html#term-PEFT", "words#term-PEFT"]]]


def test_short_ones_are_in_the_sidecar(short: Project) -> None:
    site = short.build()
    assert site.tips("use").keys() == {"words#term-LoRA", "words#term-PEFT", "words#term-matrix"}
    assert not (site.outdir / "_glossterm_more").exists()


def test_of_long_ones_the_sidecar_has_only_where_they_are(long: Project) -> None:
    site = long.build()
    assert site.tips("use").keys() == {"words#term-LoRA", ""}
    assert site.tips("use")[""] == shared_count(7) == 1
    assert shared(site)["0"] == {
        "words#term-LoRA", "words#term-PEFT", "words#term-matrix", "words#term-number",
        "words#term-term-0", "words#term-term-1", "words#term-term-2",
    }  # fmt: skip


def test_many_are_in_files_of_a_few(project: Any) -> None:
    site = project(long_source(200)).build()
    count = site.tips("use")[""]
    assert count == shared_count(204) == 7
    found = shared(site)
    assert sum(map(len, found.values())) == 204
    assert all(
        file_of(concept, count) == int(name) for name, ids in found.items() for concept in ids
    )
    assert max(map(len, found.values())) < 2 * PER_FILE


@pytest.mark.parametrize(
    ("concept", "number"), [("", 0), ("words#term-LoRA", 26), ("用語", 19), ("𠮟#x", 55)]
)
def test_the_number_of_a_file_is_that_of_the_script(concept: str, number: int) -> None:
    """The same values as in ``assets/test/data.test.js``."""
    assert file_of(concept, 61) == number


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_a_change_is_the_same_as_a_clean_build(long: Project, builder: str) -> None:
    long.make(builder)
    first = data_files(long.make(builder))
    for old, new in (
        ("It counts.", "It counts things."),
        ("Number 1.", "Number one."),
        ("\n\nterm 2\n:   Number 2.", ""),
        (
            "PEFT\n:   Few",
            "PEFT\n:   :broader: number\n\n    Few",
        ),
    ):
        long.edit("words.md", old, new)
        after = data_files(long.make(builder))
        assert after == data_files(long.build(builder))
    assert after != first


def test_a_change_of_a_further_definition_rewrites_no_page(short: Project) -> None:
    before = short.make().times()
    short.edit("words.md", "Rows and columns", "A table")
    site = short.make()
    assert site.times()["use.html"] == before["use.html"]
    assert "A table" in json.dumps(site.tips("use")["words#term-matrix"])


def test_from_short_to_long_and_back(short: Project) -> None:
    before = data_files(short.make())
    long = "It goes on. " * (MAX_FURTHER // 10)
    short.edit("words.md", "Rows and columns", f"{long} Rows and columns")
    site = short.make()
    assert shared(site).keys() == {"0"}
    assert data_files(site) == data_files(short.build())
    short.edit("words.md", long, "")
    assert data_files(short.make()) == before


def test_another_number_of_files(long: Project) -> None:
    site = long.make()
    assert site.tips("use")[""] == 1
    more = "".join(f"\nterm {n}\n:   Number {n}.\n" for n in range(10, 60))
    long.write("more.md", f"# More\n\n```{{glossary}}{more}```\n")
    long.edit("index.md", "use\n", "use\nmore\n")
    site = long.make()
    assert site.tips("use")[""] == shared_count(57) == 3
    assert data_files(site) == data_files(long.build())
    (long.srcdir / "more.md").unlink()
    long.edit("index.md", "use\nmore\n", "use\n")
    assert shared(long.make()).keys() == {"0"}


def test_none_without_tips(long: Project) -> None:
    long.make()
    long.configure(tooltips=False)
    assert not (long.make().outdir / "_glossterm_more").exists()


def test_ids_cannot_inject(project: Any) -> None:
    page = """
        Words
        =====

        .. glossary::

           one
              See :term:`two`.

           two
              :id: __proto__

              See :term:`three`.

           three
              :id: constructor

              End.

        :term:`one`
        """
    text = (project({"index.rst": page}).build().outdir / "_glossterm" / "index.js").read_text()
    assert '\n["__proto__"]:{' in text
    assert '\n"constructor":{' in text
