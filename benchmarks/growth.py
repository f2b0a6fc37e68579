"""Measure how finding mentions scales with the number of labels, without Sphinx, over one text.

``python growth.py 10000`` measures once and prints JSON. Each measurement runs in a separate
process, for its memory.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus import labels, paragraph
from measure import Spread, environment

if TYPE_CHECKING:
    from builds import Rows

COUNTS = (1_000, 10_000, 100_000)
MEGABYTES = 10.0
"""Size of the text, in UTF-8; it mentions the first thousand labels, for any number of labels."""


def once(count: int, megabytes: float) -> dict[str, float]:
    """The cost of building a matcher for *count* labels, and of searching the text with it."""
    # Imported here, since the comparing process must stay small: its memory when it starts another
    # process counts as memory of the other.
    from sphinxcontrib_glossterm.matching import Matcher
    from sphinxcontrib_glossterm.model import Concept, Label, Location

    text = prose(megabytes)
    concepts = [
        Concept(f"c{n}", f"c{n}", (Label(label),), Location("glossary"))
        for n, label in enumerate(labels(count))
    ]
    before, start = _peak(), time.process_time()
    matcher = Matcher.from_concepts(concepts)
    built, peak = time.process_time(), _peak()
    hits = sum(len(matcher.find(one)) for one in text)
    return {
        "build": built - start,
        "find": time.process_time() - built,
        "memory": peak - before,
        "hits": hits,
    }


def prose(megabytes: float) -> list[str]:
    """Paragraphs that mention the first thousand labels."""
    rng, terms = random.Random(3), labels(1_000)
    found, length = [], 0
    while length < megabytes * 1e6:
        found.append(paragraph(rng, terms))
        length += len(found[-1].encode())
    return found


def growth(counts: tuple[int, ...], runs: int) -> Rows:
    """Finding mentions with a growing number of labels in the same text, relative to the fewest."""
    rounds = [{count: _in_a_process(count) for count in counts} for _ in range(runs)]
    found: Rows = {}
    for count in counts:
        own = [measured[count] for measured in rounds]
        ratios = [m[count]["find"] / m[counts[0]]["find"] for m in rounds]
        found[f"{count}/find"] = Spread.of(ratios).as_json()
        found[f"{count}/speed"] = Spread.of([MEGABYTES / one["find"] for one in own]).as_json()
        for name in ("build", "memory", "hits"):
            found[f"{count}/{name}"] = Spread.of([one[name] for one in own]).as_json()
    return found


def _in_a_process(count: int) -> dict[str, Any]:
    command = [sys.executable, str(Path(__file__)), str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment())
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def _peak() -> float:
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    print(json.dumps(once(int(sys.argv[1]), MEGABYTES)))
