"""The command of the benchmarks, with the smallest corpus."""

from __future__ import annotations

import json
import subprocess
import sys

from .test_benchmarks import BENCHMARKS


def test_the_command_measures_and_writes(tmp_path):
    """And an incremental build writes what it should: two pages mention the new label."""
    output = tmp_path / "results.json"
    words = ["--size", "XS", "--runs", "1", "--parts", "corpus", "--cases", "every", "label"]
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "compare.py"), *words, "--output", str(output)],
        check=True,
        capture_output=True,
        text=True,
    )
    part = json.loads(output.read_text("utf-8"))["corpus"]
    figures = part["figures"]
    assert part["measured"]["size"] == "40 terms, 10 pages"
    assert figures["corpus/every/seconds"]["runs"] == 1
    assert 0.2 < figures["corpus/every/seconds"]["median"] < 20
    counts = ("pages", "needless", "read", "missed")
    assert [figures[f"corpus/label/{name}"]["max"] for name in counts] == [2, 0, 0, 0]
    assert figures["weight/sidecar"]["runs"] >= 10
    assert len(done.stdout.splitlines()) == len(figures)
