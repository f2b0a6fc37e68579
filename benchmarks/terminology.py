"""Compare the terminology check with textlint and prh: same pages, same words.

    python benchmarks/terminology.py ja=debian-faq-ja en=debian-faq --write

Takes the passages of unpacked manuals (HTML), each as a paragraph of a Markdown page. Words to
avoid that are there become the preferred ones; then the word to avoid is planted at random places
that have a preferred word. At others its letters are planted where nothing should be reported: in
longer words, code, addresses, identifiers, and quotations. A place counts as found if the line and
the column are the same. Compounds such as ユーザアカウント and admin-only, in which letters
alone do not show whether the word is meant, are counted apart. textlint and prh come from npm.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sphinx
import yaml
from planting import COMPOUND, KATAKANA, WORD, Site
from terminology_words import WORDS

import sphinxcontrib_glossterm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from planting import Spot

    Position = tuple[str, int, int]

RESULTS = Path(__file__).parent / "results" / "terminology.json"
_LINT = {
    "rulePaths": ["prh.yml"],
    "checkLink": True,
    "checkBlockQuote": False,
    "checkEmphasis": True,
    "checkHeader": True,
}


# -- the tools ----------------------------------------------------------------------------


def prh_words(site: Site) -> Iterator[dict[str, Any]]:
    """The words as they are; prh rejects a hyphen in them, so that one is a regular expression."""
    for word, avoided in site.words():
        rule: dict[str, Any] = {"expected": word, "pattern": avoided}
        if site.language == "en":
            rule["options"] = {"wordBoundary": True}
        if "-" in avoided:
            rule = {"expected": word, "pattern": rf"/\b{avoided}\b/"}
        yield rule


def prh_expressions(site: Site) -> Iterator[dict[str, Any]]:
    """Regular expressions, as someone writes them who knows the traps."""
    for word, avoided in site.words():
        if site.language == "en":
            plain = re.sub(" ", r"\\s+", avoided)
            yield {"expected": f"{word}$1", "pattern": rf"/(?<![\w-]){plain}((?:e?s)?)(?![\w-])/i"}
        elif KATAKANA.match(avoided[-1]):
            yield {"expected": word, "pattern": rf"/{avoided}(?![ァ-ヺー])/"}
        else:
            yield {"expected": word, "pattern": f"/{avoided}/"}


RULES = {"words": prh_words, "regular expressions": prh_expressions}


def install(folder: Path) -> dict[str, str]:
    """textlint and prh from npm, with their versions."""
    folder.mkdir()
    names = ["textlint", "textlint-rule-prh"]
    (folder / "package.json").write_text('{"private": true}')
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", *names]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    modules = folder / "node_modules"
    return {
        name: json.loads((modules / name / "package.json").read_text("utf-8"))["version"]
        for name in (*names, "prh")
    }


def with_prh(npm: Path, rules: Iterable[dict[str, Any]], source: Path) -> set[Position]:
    """What textlint reports in the pages; its columns count UTF-16 units, here code points."""
    document = {"version": 1, "rules": list(rules)}
    (npm / "prh.yml").write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    (npm / ".textlintrc.json").write_text(json.dumps({"rules": {"prh": _LINT}}))
    pages = sorted(map(str, source.glob("page*.md")))
    program = str(Path("node_modules", ".bin", "textlint"))
    done = subprocess.run(
        [program, "-f", "json", *pages], cwd=npm, capture_output=True, text=True, check=False
    )
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stderr or done.stdout)
    return {
        (Path(page["filePath"]).name, message["line"], message["column"])
        for page in json.loads(done.stdout)
        for message in page["messages"]
    }


def with_glossterm(source: Path) -> set[Position]:
    """What our command reports in the pages."""
    command = [sys.executable, "-m", "sphinxcontrib_glossterm", "check", "--format", "json"]
    root = str(Path(__file__).parents[1])
    done = subprocess.run(
        [*command, str(source)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": root},
    )
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stderr)
    return {
        (row["file"], row["line"], row["column"])
        for row in json.loads(done.stdout)["findings"]
        if row["file"].startswith("page")
    }


# -- figures ------------------------------------------------------------------------------


def kind_of(position: Position, planted: Iterable[Spot]) -> str:
    """What is planted there; ``text`` if nothing is."""
    place = position[1:]
    inside = (spot.kind for spot in planted if spot.start <= place < spot.end)
    return next(inside, "text")


def figures(found: set[Position], planted: Sequence[Spot]) -> dict[str, Any]:
    """Precision and recall; compounds count for neither."""
    words = {(spot.file, *spot.start) for spot in planted if spot.kind == WORD}
    by_file: dict[str, list[Spot]] = {}
    for spot in planted:
        by_file.setdefault(spot.file, []).append(spot)
    other = Counter(kind_of(at, by_file.get(at[0], ())) for at in found - words)
    compounds = other.pop(COMPOUND, 0)
    right, wrong = len(found & words), other.total()
    return {
        "found": right,
        "wrong": dict(sorted(other.items())),
        "compounds": compounds,
        "precision": round(right / max(1, right + wrong), 4),
        "recall": round(right / max(1, len(words)), 4),
    }


def compare(
    work: Path, folders: dict[str, list[Path]], options: argparse.Namespace
) -> dict[str, Any]:
    """The results file."""
    versions = install(work / "npm")
    measured = {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "python": platform.python_version(),
        "sphinx": sphinx.__version__,
        "sphinxcontrib-glossterm": sphinxcontrib_glossterm.__version__,
        **versions,
        "seed": options.seed,
    }
    languages = {}
    for language, paths in folders.items():
        site = Site(language, paths, options.seed)
        planted = site.write(work / language)
        results = {"sphinxcontrib-glossterm": with_glossterm(work / language)}
        for name, rules in RULES.items():
            results[f"prh, {name}"] = with_prh(work / "npm", rules(site), work / language)
        if options.sample:
            show(work / language, results, planted, options)
        languages[language] = {
            "manuals": [path.name for path in paths],
            **conditions(site, planted),
            "tools": {name: figures(found, planted) for name, found in results.items()},
        }
    return {"measured": measured, "languages": languages}


def conditions(site: Site, planted: Iterable[Spot]) -> dict[str, Any]:
    """How much there is of everything."""
    kinds = Counter(spot.kind for spot in planted)
    return {
        "passages": len(site.passages),
        "words": len(WORDS[site.language]),
        "places": kinds.pop(WORD, 0),
        "compounds": kinds.pop(COMPOUND, 0),
        "traps": dict(sorted(kinds.items())),
    }


def show(
    source: Path,
    results: dict[str, set[Position]],
    planted: Sequence[Spot],
    options: argparse.Namespace,
) -> None:
    """Print what each tool misses or wrongly reports, and a sample, to be read."""
    of_kind = defaultdict(set)
    for spot in planted:
        of_kind[spot.kind].add((spot.file, *spot.start))
    words, compounds = of_kind.pop(WORD), of_kind[COMPOUND]
    groups = {"found": results["sphinxcontrib-glossterm"] & words, **of_kind}
    for name, found in results.items():
        groups |= {f"{name}, missed": words - found, f"{name}, wrong": found - words - compounds}
    chance = random.Random(options.seed)
    for name, positions in groups.items():
        for at in chance.sample(sorted(positions), min(options.sample, len(positions))):
            line = (source / at[0]).read_text("utf-8").split("\n")[at[1] - 1]
            left, right = line[: at[2] - 1][-40:], line[at[2] - 1 :][:40]
            print(name, f"{at[0]}:{at[1]}:{at[2]}", f"{left}«{right}", sep="\t", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("manuals", nargs="+", help="language=folder of an unpacked manual")
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--sample", type=int, default=0, help="print so many places of each kind")
    parser.add_argument("--write", action="store_true", help="write the results file")
    options = parser.parse_args()
    folders: dict[str, list[Path]] = {}
    for argument in options.manuals:
        language, _, path = argument.partition("=")
        folders.setdefault(language, []).append(Path(path))
    with tempfile.TemporaryDirectory() as temporary:
        found = compare(Path(temporary), folders, options)
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    if options.write:
        RESULTS.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
