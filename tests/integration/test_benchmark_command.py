"""The command of the benchmarks, with the smallest corpus."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from .test_benchmarks import BENCHMARKS, benchmarks  # noqa: F401


def measure(output, *words):
    """What the command prints and writes."""
    command = [sys.executable, str(BENCHMARKS / "compare.py"), "--size", "XS", "--runs", "1"]
    done = subprocess.run(
        [*command, *words, "--output", str(output)], check=True, capture_output=True, text=True
    )
    return done.stdout.splitlines(), json.loads(output.read_text("utf-8"))


def test_the_command_measures_and_writes(tmp_path):
    """And an incremental build writes what it should: two pages mention the new label."""
    words = ("--parts", "corpus", "--cases", "every", "label")
    printed, results = measure(tmp_path / "results.json", *words)
    part = results["corpus"]
    figures = part["figures"]
    assert part["measured"]["size"] == "40 terms, 10 pages"
    assert figures["corpus/every/seconds"]["runs"] == 1
    assert 0.2 < figures["corpus/every/seconds"]["median"] < 20
    counts = ("pages", "needless", "read", "missed")
    assert [figures[f"corpus/label/{name}"]["max"] for name in counts] == [2, 0, 0, 0]
    assert figures["weight/sidecar"]["runs"] >= 10
    assert len(printed) == len(figures)


def test_instructions_are_counted(tmp_path, benchmarks):  # noqa: F811
    from measure import best_counter

    if not best_counter():
        pytest.skip("neither perf nor Valgrind counts instructions here")
    words = ("--parts", "counted", "--cases", "unused", "nothing", "nothing_beside_by_hand")
    _printed, results = measure(tmp_path / "results.json", *words)
    ratios = {key: row["median"] for key, row in results["counted"]["figures"].items()}
    assert list(ratios) == [
        "counted/XS/unused/instructions",
        "counted/XS/nothing/instructions",
        "counted/XS/nothing_beside_by_hand/instructions",
    ]
    assert all(0.5 < ratio < 2 for ratio in ratios.values())


def test_the_minimum_has_the_same_links(tmp_path, benchmarks):  # noqa: F811
    from corpus import SIZES
    from sites import Corpus

    links = {}
    for setting in ("minimum", "every"):
        source = Corpus(SIZES["XXS"]).make(tmp_path / setting, setting)
        out = source / "html"
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(out)]
        subprocess.run(command, check=True)
        pages = [page.read_text("utf-8") for page in out.glob("part*/*.html")]
        links[setting] = [
            re.findall(r'href="(\.\./glossary\S+)">(.+?)</a>', page) for page in pages
        ]
    assert sum(map(len, links["minimum"])) > 20
    for minimum, every in zip(links["minimum"], links["every"], strict=True):
        assert [text for _address, text in minimum] == [text for _address, text in every]


PARTS = ["memory", "phases", "shapes", "parallel"]


@pytest.mark.parametrize("part", PARTS)
def test_other_parts_measure_and_can_be_drawn(tmp_path, monkeypatch, part):
    monkeypatch.syspath_prepend(BENCHMARKS.parent / "docs" / "_ext")
    from benchmark_tables import TABLES, conditions

    words = ("--parts", part, "--cases", "every")
    printed, results = measure(tmp_path / "results.json", *words)
    figures = results[part]["figures"]
    assert len(printed) == len(figures) >= (1 if part == "memory" else 3)
    lines = [*conditions(results[part]["measured"]), *TABLES[part](figures)]
    if part == "phases":
        lines += TABLES["profile"](figures)
    assert len([line for line in lines if line.startswith("|")]) > len(figures) / 10
