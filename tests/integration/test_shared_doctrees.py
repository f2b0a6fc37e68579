"""Several editions and languages with one doctree directory, each as if built alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_glossterm.config import OPTIONS

from .conftest import Site, sphinx_build
from .edited import Entry, example
from .outputs import Doctrees, Output, clean_build
from .outputs import build as build_output
from .test_translations import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .conftest import Project

SOURCES = {
    "index.rst": """
        Garden
        ======

        .. toctree::

           plants
           tools

        Plant the :term:`bulb`, then a :term:`rake <Rake>` and any `stem`.

        Bulbs and stems grow. A hose is long.
        """,
    "plants.rst": """
        Plants
        ======

        .. glossary::
           :sorted:

           bulb
              :aliases: tuber

              A round root of a :term:`stem`.

           stem
              It carries leaves.

        .. only:: expert

           .. glossary::

              xylem
                 Wood of a stem.
        """,
    "tools.rst": """
        Tools
        =====

        Rake
        ----

        For leaves, beside the bulb.

        Hose | pipe
        -----------

        For water.

        .. glossary::
           :source: more.yaml
        """,
    "more.yaml": """
        - term: spade
          definition: It digs up a bulb.
        - term: stem
          aliases: [stalk]
        """,
}
CONF = {
    "language": "fr",
    "locale_dirs": ["locale"],
    "gettext_compact": False,
    "default_role": "any",
    "heading_pages": {"tools": 2},
    "sources": ["more.yaml"],
    "link": "everywhere",
    "link_density": "every",
    "version": "1",
}
FRENCH = {
    "index": {
        "Plant the :term:`bulb`, then a :term:`rake <Rake>` and any `stem`.": (
            "Plantez le :term:`bulbe <bulb>`, puis un :term:`râteau <Rake>` et une `stem`."
        ),
        "Bulbs and stems grow. A hose is long.": "Un bulbe et une tige poussent.",
    },
    "plants": {
        "bulb": "bulbe",
        "stem": "tige",
        "A round root of a :term:`stem`.": "Une racine ronde d'une :term:`tige <stem>`.",
        "It carries leaves.": "Elle porte des feuilles.",
    },
    "tools": {"Rake": "Râteau", "spade": "bêche", "For leaves, beside the bulb.": "Pour le bulbe."},
}


def build(made: Project, edition: str, out: str, doctrees: str) -> Site:
    """One *edition*: builder, language and, after a plus, a tag."""
    settings, _plus, tag = edition.partition("+")
    builder, language = settings.split()
    outdir = made.workdir / out
    arguments = [
        *("-q", "--no-color", "-b", builder),
        *("-D", f"language={language}", *(["-t", tag] if tag else [])),
        *("-d", str(made.workdir / doctrees), str(made.srcdir), str(outdir)),
    ]
    code, errors = sphinx_build(arguments)
    assert code == 0, errors
    return Site(outdir, builder, errors.splitlines(), made.srcdir)


def contents(site: Site) -> dict[str, bytes]:
    """Every file, with comparable content: inventories are compressed."""
    found = site.files(without=["objects.inv"])
    found |= {name: path.read_bytes() for name in ("searchindex.js",)
              if (path := site.outdir / name).exists()}  # fmt: skip
    return {name: data for name, data in found.items() if not name.startswith(".doctrees")}


@pytest.mark.parametrize(
    "editions",
    [
        ["html fr", "html en", "html fr", "html en"],
        ["html en", "html fr", "html en+expert", "html fr+expert", "html fr"],
        ["html en", "html en+expert", "text en", "html en", "html en+expert"],
        ["xml en", "html fr", "xml en", "dirhtml fr", "html en", "dirhtml fr"],
        ["text fr", "singlehtml en", "html fr", "epub fr", "html fr", "singlehtml en"],
    ],
    ids=["languages", "languages-and-tags", "tags", "languages-and-builders", "builders"],
)
def test_builds_with_shared_doctrees_equal_separate_builds(project, editions: Sequence[str]):
    made = project(SOURCES, **CONF)
    translate(made, FRENCH, "fr")
    alone: dict[str, Site] = {}
    for edition in editions:
        name = edition.replace(" ", "-")
        site = build(made, edition, f"shared/{name}", "shared/doctrees")
        if edition not in alone:
            alone[edition] = build(made, edition, f"alone/{name}", f"alone/doctrees-{name}")
        clean = alone[edition]
        ours, theirs = contents(site), contents(clean)
        if site.builder == "epub":  # contains the time of the build
            continue
        assert ours.keys() == theirs.keys()
        assert [name for name in ours if ours[name] != theirs[name]] == []
        if (site.outdir / "objects.inv").exists():
            kinds = ("std:term", "std:label", "std:doc", "glossterm:concept")
            assert [site.inventory(k) for k in kinds] == [clean.inventory(k) for k in kinds]


OTHER_VALUES = {
    "takeover": False,
    "heading_pages": {"guide/**": 2},
    "heading_labels": "all",
    "label_separator": "/",
    "link": "definitions",
    "link_in": ["block-quotes", "tables", "captions", "headings"],
    "link_density": "every",
    "first_use": "full",
    "no_link": ["LoRA"],
    "variants": [],
    "edge_words": {"kanji_suffixes": ["習"]},
    "infer_broader": True,
    "extra_anchors": ("heading-base64",),
    "own_links": ["https://words.example/"],
    "tooltips": False,
    "tooltips_switch": False,
    "index": False,
    "index_title": "All words",
    "index_split": 1,
    "index_jsonld": True,
    "check": {"alias": "warning"},
    "known_abbreviations": ["LoRA"],
    "relations": ["broader", "see"],
    "export": ["skos"],
}
"""Option → a value that it does not have in the first builds."""
NOT_CHANGED = {"sources", "projects", "japanese_words"}
"""Options that need further files or packages."""


def test_each_option_is_changed_between_builds_of_two_builders(tmp_path):
    """The second builder finds pages that were read with the new value, and writes them."""
    first = {option.name: option.default for option in OPTIONS} | {"link": "everywhere"}
    assert first.keys() == OTHER_VALUES.keys() | NOT_CHANGED
    assert all(first[option] != value for option, value in OTHER_VALUES.items())
    (tmp_path / "source").mkdir()
    made = example(tmp_path / "source")
    made.pages["guide/first"].prose += [
        "> A LoRA in a quote.",
        "| a | b |\n|---|---|\n| LoRA | PEFT |",
        "See https://words.example/words.html#term-PEFT for an adapter.",
    ]
    fields = {"abbr": "OT", "see": "guide/first"}
    made.pages["words"].entries.append(Entry(["One / Two | Three"], "A row of LoRA.", fields))
    doctrees = Doctrees(tmp_path / "doctrees")
    outputs = [Output(name, name, tmp_path / name, doctrees) for name in ("html", "dirhtml")]
    differing = {}
    for option, value in {"link": "everywhere", **OTHER_VALUES}.items():
        made.options = {"link": "everywhere", option: value}
        made.save()
        for output in outputs:
            build_output(made, output)
        clean, _done = clean_build(made, "dirhtml", tmp_path / "clean")
        ours, theirs = outputs[-1].files(), clean.files()
        left = {"glossterm-index/index.html"} if option == "index" else set()
        names = (ours.keys() | theirs.keys()) - left
        differing[option] = sorted(n for n in names if ours.get(n) != theirs.get(n))
    assert {option: names for option, names in differing.items() if names} == {}
