"""The benchmarks: their corpus is the same in every run, and their counts are correct."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
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


@pytest.mark.parametrize("setting", ["plain", "by_hand", "hand", "every"])
def test_a_change_edits_the_same_page_of_every_site(benchmarks, tmp_path, setting):
    """So that the second builds of plain Sphinx have a changed source too."""
    from corpus import SIZES
    from sites import Corpus

    site, folder = Corpus(SIZES["XS"]), tmp_path / "site"
    site.make(folder, setting)
    for change in (site.edit_definition, site.add_label):
        before = {page: page.read_text("utf-8") for page in folder.rglob("*.rst")}
        change(folder, 0)
        changed = [page.name for page, text in before.items() if page.read_text("utf-8") != text]
        assert changed == ["glossary000.rst"]


def test_the_sources_with_roles_are_the_same_for_everybody(benchmarks, tmp_path):
    from corpus import SIZES, roles_of
    from sites import WITH_ROLES, Corpus

    texts = set()
    for setting in sorted(WITH_ROLES):
        folder = Corpus(SIZES["XXS"]).make(tmp_path / setting, setting)
        texts.add("\f".join(page.read_text("utf-8") for page in sorted(folder.rglob("*.rst"))))
    (text,) = texts
    assert text.count(":term:`") == roles_of(SIZES["XXS"], tmp_path / "roles") > 100


def test_an_exponent_is_the_slope_of_the_logarithms(benchmarks):
    from phases import exponent

    assert exponent([50, 500, 2000], [1, 10, 40]) == pytest.approx(1)
    assert exponent([50, 500, 2000], [3, 300, 4800]) == pytest.approx(2)
    assert exponent([50, 500, 2000], [3, 3, 3]) == pytest.approx(0)


def test_a_phase_may_grow_as_in_plain_sphinx(benchmarks):
    from figures import is_missed

    key = "phases/every/writing/exponent"
    assert not is_missed(key, {"median": 1.05})
    assert is_missed(key, {"median": 1.06})
    assert is_missed(key, {"median": 1.06, "plain": 0.9})
    assert not is_missed(key, {"median": 1.06, "plain": 1.07})


def test_the_goal_of_a_part_comes_first(benchmarks):
    from figures import GOALS, goal_of

    assert goal_of("corpus/unused/seconds") is GOALS["corpus/unused/seconds"]
    assert goal_of("sphinx/unused/seconds") is None
    assert goal_of("counted/SM/every/instructions") is GOALS["every/instructions"]


def test_counts_are_compared_as_the_table_says(benchmarks):
    from counts import CHANGES, COMPARED, compared, needed

    counts = {("plain", ""): 10.0, ("by_hand", ""): 13.0, ("hand", ""): 14.3}
    rows = compared(counts, COMPARED)
    assert {name: row["median"] for name, row in rows.items()} == {
        "by_hand/instructions": 1.3,
        "hand/instructions": 1.43,
        "hand_beside_by_hand/instructions": 1.1,
    }
    assert needed(["hand_beside_by_hand", *CHANGES]) == ["plain", "by_hand", "every", "hand"]


def test_builds_are_counted_after_the_changes_that_are_shown(benchmarks, tmp_path, monkeypatch):
    from corpus import SIZES
    from counts import FEATURES, Counter

    importing = {}

    def of(self, setting, changes, imports):
        importing[setting] = imports
        return {(setting, ""): changes}

    monkeypatch.setattr(Counter, "_of", of)
    counter = Counter(SIZES["XXS"], tmp_path, "none", SIZES["XXS"])
    settings = ["plain", "glossary", "every", *FEATURES]
    changes = counter.count(settings, 1, ["glossary", "definition"], features=True)
    assert changes["every", ""] == {"definition"}
    assert changes["plain", ""] == {"", "definition"}
    assert changes["glossary", ""] == {"", "nothing", "definition"}
    assert changes["every_no_tips", ""] == {"nothing", "definition"}
    assert changes["hand_no_tips", ""] == set()
    assert {setting: changed for setting, changed in importing.items() if changed} == {
        "plain": {"", "nothing", "definition"},
        "every": {"", "nothing", "definition"},
    }
    without = counter.count(settings, 1, ["glossary"], features=False)
    assert without["every_no_tips", ""] == set()
    assert not any(importing.values())


def test_what_features_add_is_all_that_is_added(benchmarks):
    from counts import FEATURES, spent

    full = {"plain": 10, "glossary": 11, "by_hand": 13, "unused": 10.5, "every": 15, "hand": 16}
    counts = {(name, ""): value for name, value in (full | dict.fromkeys(FEATURES, 14)).items()}
    for change, ours in {"nothing": 5, "definition": 8}.items():
        after = {"plain": 2, "unused": 3, "glossary": 2.5, "every": ours}
        after |= {name: ours - 1 for name in FEATURES if not name.startswith("hand")}
        counts |= {(name, change): value for name, value in after.items()}
        counts |= {("plain", f"{change}_imports"): 1, ("every", f"{change}_imports"): 1.2}
    found = spent(counts)
    assert found["definition"]["entries_of_sphinx/share"]["billions"] == 0.5
    assert found["definition"]["tips/share"]["billions"] == 1
    for name, base, ours in (("every", 10, 15), ("hand", 13, 16), ("nothing", 2, 5)):
        billions = {key: row["billions"] for key, row in found[name].items()}
        assert billions.pop("all/share") == ours - base
        assert billions.pop("imports/share", 0.2) == 0.2  # part of the others
        assert sum(billions.values()) == pytest.approx(ours - base)
        assert found[name]["all/share"]["median"] == pytest.approx(100 * (ours - base) / base, 1e-4)


def test_the_least_that_a_build_takes_is_the_minimum_and_imports(benchmarks):
    from counts import COMPARED, LEAST, least

    counts = {}
    for name in (*LEAST, *filter(None, LEAST.values())):
        one = COMPARED[name]
        counts[one.base, one.change] = 10
        counts[one.ours, one.change] = 11 if one.ours.startswith("minimum") else 13
        counts |= {(one.base, f"{one.change}_imports"): 1, (one.ours, f"{one.change}_imports"): 1.5}
    found = least(counts)
    assert list(found) == [*LEAST]
    shares = {name.removesuffix("/share"): row["median"] for name, row in found["every"].items()}
    assert shares == {"minimum": 10, "importing": 5, "least": 15, "allowed": 12, "ours": 30}
    assert found["unused"]["least/share"]["median"] == 5
    assert found["hand_beside_by_hand"]["allowed/share"]["median"] == 0


def test_samples_are_attributed_to_parts_with_a_description(benchmarks):
    import figures
    import phases

    assert phases.part_of("setup", "sphinx_ext/index/__init__.py") == "setup"
    assert phases.part_of("writing", "sphinx_ext/index/views.py") == "index"
    assert phases.part_of("files", "sphinx_ext/tips/files.py") == "tips"
    assert phases.part_of("deciding", "sphinx_ext/incremental.py") == "state"
    assert phases.part_of("resolving", "sphinx_ext/linking/roles.py") == "resolving"
    assert {name for name, _holds in phases.PARTS} < set(figures.PARTS)


def test_every_comparison_and_phase_has_a_description(benchmarks):
    from compare import MEMORY
    from counts import COMPARED
    from figures import BASES, BUILDS, PHASES
    from inside import PHASES as MEASURED

    assert set(BUILDS) == {*COMPARED, *MEMORY}
    assert set(PHASES) == {"all", *MEASURED}
    assert {base for _text, base in BUILDS.values()} == set(BASES)


def test_garbage_collections_are_a_phase_of_their_own(benchmarks):
    from inside import GARBAGE, Clock

    clock = Clock()
    gc.callbacks.append(clock.collect)
    try:
        clock.during("reading", gc.collect)()
    finally:
        gc.callbacks.remove(clock.collect)
    assert clock.seconds[GARBAGE] > clock.seconds["reading"]
    assert clock.phases == ["setup"]


def test_the_profile_has_garbage_collections_in_addition(benchmarks):
    """Whatever was running when they began."""
    from inside import GARBAGE
    from phases import Observed, _shares

    plain = Observed({"all": 10, GARBAGE: 1}, {})
    samples = {
        ("writing", ""): 8,
        (GARBAGE, "sphinx_ext/tips/files.py"): 3,
        ("index", "listing/"): 4,
    }
    shares = _shares(plain, Observed({"all": 15, GARBAGE: 4}, samples))
    assert shares[GARBAGE] == pytest.approx(30)
    assert shares["index"] == pytest.approx(40)
    assert shares["sphinx"] == pytest.approx(-20)
    assert shares["tips"] == 0


def test_phases_and_samples_of_a_build_are_measured_inside(benchmarks, tmp_path):
    """And the build writes what ``sphinx-build`` writes."""
    from corpus import SIZES
    from measure import Snapshot, environment
    from sites import Corpus

    folder = Corpus(SIZES["XXS"]).make(tmp_path / "site", "every")
    result = tmp_path / "observed.json"
    written = {}
    for name, command in (("sphinx", ["-m", "sphinx"]), ("inside", ["inside.py", str(result)])):
        done = [sys.executable, *command, "-q", "-b", "html", str(folder), str(tmp_path / name)]
        subprocess.run(done, check=True, cwd=BENCHMARKS, env=environment())
        files = Snapshot.of(tmp_path / name).files
        written[name] = {
            path: digest for path, (_time, digest) in files.items() if ".doctrees" not in path
        }
    assert written["inside"] == written["sphinx"]
    found = json.loads(result.read_text("utf-8"))
    # With a timer for samples, some systems measure in ticks, and saving may be shorter than one.
    assert min(found["seconds"].values()) >= 0
    assert [name for name, seconds in found["seconds"].items() if not seconds] in ([], ["saving"])
    assert {phase for phase, *_rest in found["samples"]} <= set(found["seconds"])
    assert any(module for _phase, module, _count in found["samples"])


@pytest.mark.parametrize(
    "shape", ["chain", "children", "parents", "many_labels", "one_concept", "long_page"]
)
def test_shapes_have_as_many_paragraphs_as_labels(benchmarks, tmp_path, shape):
    from shapes import write_shape

    write_shape(tmp_path / "site", shape, 120)
    pages = sorted((tmp_path / "site").glob("page*.rst"))
    assert sum(page.read_text("utf-8").count("\n\n") - 1 for page in pages) == 120
    assert (len(pages) == 1) == (shape == "long_page")
    words = "".join(p.read_text("utf-8") for p in sorted((tmp_path / "site").glob("words*.rst")))
    assert words.count(" | ") == {"parents": 233, "many_labels": 114, "one_concept": 118}.get(
        shape, 0
    )
    fields = {"many_labels": 3, "one_concept": 1, "long_page": 0}.get(shape, 119)
    assert words.count(":broader:") + words.count(":aliases:") == fields


def test_all_comparisons_are_counted_and_drawn(benchmarks, tmp_path, monkeypatch):
    """With a stub instead of builds: it counts the calls."""
    import compare
    import counts
    from counts import COMPARED, LEAST
    from figures import PARTS
    from measure import Cost

    calls = []

    def run(command, counter=""):
        calls.append(command[-2])
        return Cost(1, 1, 10**9 * len(calls) if counter else 0)

    monkeypatch.setattr(counts, "run", run)
    monkeypatch.setattr(counts, "available", list)
    monkeypatch.setattr(compare, "available", list)
    monkeypatch.setattr(compare, "best_counter", lambda: "stub")
    output = tmp_path / "results.json"
    words = ["--size", "XS", "--jobs", "1", "--parts", "counted", "--output", str(output)]
    assert compare.main(words) == 0
    part = json.loads(output.read_text("utf-8"))["counted"]
    figures = part["figures"]
    for name in COMPARED:
        row = figures[f"counted/XS/{name}/instructions"]
        assert row["median"] == pytest.approx(row["ours"] / row["plain"], 1e-3)
    assert part["measured"]["size XS"].endswith("roles")

    monkeypatch.syspath_prepend(BENCHMARKS.parent / "docs" / "_ext")
    from benchmark_tables import TABLES

    rows = [line for line in TABLES["counted"](figures) if line.startswith("|")]
    assert len(rows) == 2 + len(COMPARED)
    spent, least = ("\n".join(TABLES[name](figures)) for name in ("spent", "least"))
    for part in ("setup", "links", "tips", "index", "all", "imports"):
        assert PARTS[part] in spent
    assert len(least.strip().splitlines()) == 2 + len(LEAST)


def test_the_size_of_tips_is_measured(benchmarks, tmp_path):
    from measure import environment
    from tips import PER_PAGE

    # In a process of its own, since Sphinx registers nodes for a whole process.
    code = (
        "import json, sys, pathlib, tips\n"
        f"print(json.dumps(tips.cost({2 * PER_PAGE}, 3, pathlib.Path(sys.argv[1]))))"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(
        command, check=True, cwd=BENCHMARKS, env=environment(), capture_output=True, text=True
    )
    measured = json.loads(done.stdout)
    assert (measured["concepts"], measured["pages"]) == (2 * PER_PAGE, 3)
    assert measured["page"]["raw"] > PER_PAGE * measured["definition"] > 0
    assert measured["sidecars"]["raw"] > 2 * measured["page"]["raw"]
    assert measured["export"]["raw"] > 0
