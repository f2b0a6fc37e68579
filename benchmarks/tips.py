"""Measure the size of tips: bytes and files per page and per site, for three glossary sizes.

``python benchmarks/tips.py`` writes ``benchmarks/results/tips.json``, from which the docs print
their tables; with ``--compare`` it also measures other extensions (see ``other_tips.py``), which
needs Chromium, npm and the package index. Only our own writing of the files is timed, on the
concepts themselves: reading 100,000 entries is done by Sphinx, and takes minutes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus import labels, paragraph
from sphinx.application import Sphinx

import sphinxcontrib_glossterm
from sphinxcontrib_glossterm.formats.own.project_json import FILE_NAME
from sphinxcontrib_glossterm.model import Concept, Label, LabelKind, Location
from sphinxcontrib_glossterm.sphinx_ext.domain import domain_of
from sphinxcontrib_glossterm.sphinx_ext.output import OutputDirectory
from sphinxcontrib_glossterm.sphinx_ext.tips.assets import SHARED, SIDECARS
from sphinxcontrib_glossterm.sphinx_ext.tips.files import pages_with_tips, update_files

if TYPE_CHECKING:
    from collections.abc import Iterator

RESULTS = Path(__file__).parent / "results" / "tips.json"
STATIC = Path(sphinxcontrib_glossterm.__file__).parent / "static"
PER_PAGE = 20
"""Concepts that one page refers to."""
SIZES = {10: 10, 1_000: 100, 100_000: 1_000}
"""Concepts → pages."""


def weigh(content: bytes) -> dict[str, int]:
    """Bytes on disk, and compressed as a server sends them."""
    return {"raw": len(content), "gzip": len(gzip.compress(content, 9, mtime=0))}


def concepts(count: int) -> Iterator[Concept]:
    """*count* concepts with two labels and a definition, four of five below an earlier one."""
    rng, words = random.Random(3), labels(2_000)
    rounds = range(-(-2 * count // len(words)))
    names = [f"{word} {n}" if n else word for n in rounds for word in words][: 2 * count]
    for number in range(count):
        own = Label(names[number]), Label(names[count + number], LabelKind.ALTERNATIVE)
        above = (names[rng.randrange(number)],) if number and rng.random() < 0.8 else ()
        yield Concept(
            id=f"glossary{number // 500:03}#term-{number}",
            anchor=f"term-{number}",
            labels=own,
            location=Location(f"glossary{number // 500:03}"),
            definition=paragraph(rng, names),
            broader=above,
        )


def links(rng: random.Random, concepts: list[Concept]) -> Iterator[Any]:
    """Links of a definition to two other concepts, with their text."""
    for concept in rng.sample(concepts, 2):
        href = f"{concept.location.docname}.html#{concept.anchor}"
        yield from (["a", {"href": href, "data-glossterm": concept.id}, concept.pref_label], " ")


def cost(count: int, pages: int, work: Path) -> dict[str, Any]:
    """The cost of tips for a site with so many concepts and pages."""
    source = work / "source"
    source.mkdir(parents=True)
    conf = "extensions = ['sphinxcontrib_glossterm']\nglossterm_index = False\n"
    (source / "conf.py").write_text(conf, "utf-8")
    app = Sphinx(source, source, work / "out", work / "doctrees", "html", status=None, warning=None)
    domain, made = domain_of(app.env), list(concepts(count))
    by_page: dict[str, list[Concept]] = {}
    for concept in made:
        by_page.setdefault(concept.location.docname, []).append(concept)
    for docname, own in by_page.items():
        domain.note(docname, domain.page(docname)._replace(concepts=tuple(own)))
    rng, names = random.Random(4), [f"page{number:04}" for number in range(pages)]
    for name in names:
        meant = rng.sample(made, min(PER_PAGE, count))
        roles = tuple((concept.pref_label, 1) for concept in meant)
        domain.note(name, domain.page(name)._replace(references=roles))
        app.env.all_docs[name] = 0  # only pages of the project have tips
    output = OutputDirectory(app)
    output.state.definitions = {
        name: {c.id: [["p", c.definition, *links(rng, made)]] for c in own}
        for name, own in by_page.items()
    }
    pages_with_tips(domain)
    start = time.process_time()
    update_files(app, output)
    seconds = time.process_time() - start
    weights, shared = (
        [weigh(path.read_bytes()) for path in sorted((work / "out" / folder).glob("*.js"))]
        for folder in (SIDECARS, SHARED)
    )
    return {
        "concepts": count,
        "pages": len(weights),
        "definition": round(statistics.median(len(c.definition) for c in made)),
        "page": {
            kind: round(statistics.median(w[kind] for w in weights)) for kind in ("raw", "gzip")
        },
        "sidecars": {kind: sum(w[kind] for w in weights) for kind in ("raw", "gzip")},
        "shared": {kind: sum(w[kind] for w in shared) for kind in ("raw", "gzip")},
        "shared_file": {
            kind: round(statistics.median([w[kind] for w in shared] or [0]))
            for kind in ("raw", "gzip")
        },
        "export": weigh((work / "out" / FILE_NAME).read_bytes()),
        "milliseconds_per_page": round(1000 * seconds / len(weights), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--compare", action="store_true", help="measure others too")
    options = parser.parse_args()
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    results["assets"] = {
        name: weigh((STATIC / name).read_bytes()) for name in ("glossterm.js", "glossterm.css")
    }
    results["cost"] = []
    for count, pages in SIZES.items():
        with tempfile.TemporaryDirectory() as work:
            results["cost"].append(cost(count, pages, Path(work)))
            print(json.dumps(results["cost"][-1]), flush=True)
    if options.compare:
        import other_tips

        with tempfile.TemporaryDirectory() as work:
            results["compared"] = other_tips.compare(Path(work))
            print(json.dumps(results["compared"], indent=1))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
