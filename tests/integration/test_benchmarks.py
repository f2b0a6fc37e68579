"""The benchmarks: their corpus is the same in every run, and their counts are correct."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def benchmarks(monkeypatch):
    """The modules of the benchmarks can be imported as they import each other."""
    monkeypatch.syspath_prepend(BENCHMARKS)


def test_the_corpus_is_the_same_at_every_run(benchmarks, tmp_path):
    from corpus import SIZES, write

    digests = []
    for name in ("one", "two"):
        write(tmp_path / name, SIZES["XS"], glossary=True)
        pages = sorted((tmp_path / name).rglob("*.rst"))
        text = "\f".join(page.read_text("utf-8") for page in pages)
        digests.append(sha256(text.encode()).hexdigest())
    assert digests[0] == digests[1]
    assert len(pages) == 10 + 2 + 2


def test_the_plain_corpus_differs_in_its_glossaries_only(benchmarks, tmp_path):
    from corpus import SIZES, write

    write(tmp_path / "ours", SIZES["XS"], glossary=True)
    write(tmp_path / "plain", SIZES["XS"], glossary=False)
    ours, plain = (
        {p.name: " ".join(p.read_text("utf-8").split()) for p in (tmp_path / n).rglob("*.rst")}
        for n in ("ours", "plain")
    )
    assert {name for name in ours if ours[name] != plain[name]} == {
        "glossary000.rst",
        "glossary001.rst",
    }
    assert ours["glossary000.rst"].replace(".. glossary:: ", "") == plain["glossary000.rst"]


def test_the_first_labels_do_not_depend_on_how_many_there_are(benchmarks):
    from corpus import labels

    assert labels(5000)[:1000] == labels(1000)
    assert len(set(labels(5000))) == 5000


def test_a_label_that_is_added_is_mentioned_where_the_corpus_says(benchmarks, tmp_path):
    from corpus import ADDITIONS, SIZES, added_label, pages_that_mention, write

    size = SIZES["XS"]
    write(tmp_path / "site", size, glossary=True)
    pages = {page.stem: page.read_text("utf-8") for page in (tmp_path / "site").rglob("page*.rst")}
    for number in range(ADDITIONS):
        found = {name for name, text in pages.items() if added_label(number) in text}
        assert found == {f"page{n:04}" for n in pages_that_mention(number, size)}


def test_the_labels_to_avoid_are_those_that_pages_mention(benchmarks, tmp_path):
    from corpus import ADDITIONS, SIZES, added_label, write

    write(tmp_path / "site", SIZES["XS"], glossary=True, avoid=True)
    page = (tmp_path / "site" / "glossary000.rst").read_text("utf-8")
    fields = [line.strip() for line in page.split("\n") if ":avoid:" in line]
    assert fields == [f":avoid: {added_label(n)}" for n in range(ADDITIONS)]


def test_growth_is_measured_over_the_same_text(benchmarks):
    from growth import once

    few, many = (once(count, megabytes=0.05) for count in (1000, 3000))
    assert 0 < few["hits"] <= many["hits"]
    assert min(few["find"], many["find"]) > 0
