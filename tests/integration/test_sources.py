"""Data files: how pages show them, and how they complete concepts of a page."""

from __future__ import annotations

import json
import re

import pytest

YAML = """
    concepts:
    - term: [LoRA, Low-Rank Adaptation]
      definition: |
        Trains *two* matrices, see {ROLE}.

        Leaves the rest.
      reading: ろーら
      broader: PEFT
      tags: [tuning, adapters]
    - term: PEFT
      definition: Few parameters.
      tags: base | tuning
    - term: Zero-shot
      definition: No example.
      tags: base
    - term: Adapter
      definition: A layer.
      related: LoRA
    """
CSV = """
    term,definition,reading,broader,related,tags
    LoRA|Low-Rank Adaptation,"Trains *two* matrices, see {ROLE}.

    Leaves the rest.",ろーら,PEFT,,tuning|adapters
    PEFT,Few parameters.,,,,base | tuning
    Zero-shot,No example.,,,,base
    Adapter,A layer.,,,LoRA,
    """
FILES = {"words.yaml": YAML, "words.csv": CSV}
ROLES = {"index.md": "{term}`PEFT`", "index.rst": ":term:`PEFT`"}
PLACES = [(page, file) for page in ROLES for file in FILES]
IN_BOTH = pytest.mark.parametrize(("page", "file"), PLACES, ids=[f"{p}-{f}" for p, f in PLACES])


def glossary(page: str, *options: str) -> str:
    """A page that is a glossary with these options."""
    if page.endswith(".md"):
        return "# T\n\n```{glossary}\n" + "".join(f":{o}\n" for o in options) + "```\n"
    return "T\n=\n\n.. glossary::\n" + "".join(f"   :{o}\n" for o in options)


def source(page: str, file: str, *options: str, extra: str = "") -> dict[str, str]:
    text = glossary(page, f"source: {file}", *options) + extra
    return {page: text, file: FILES[file].replace("{ROLE}", ROLES[page])}


def terms(site, page: str = "index") -> list[str]:
    """The terms that the glossaries of a page show, in reading order."""
    found = (e for e in site.body(page).iter() if e.tag.endswith("}dt"))
    return ["".join(e.itertext()).removesuffix("¶").strip() for e in found]


@IN_BOTH
def test_the_whole_file(project, page, file):
    site = project(source(page, file), sources=[file]).build()
    assert terms(site) == ["LoRA", "Low-Rank Adaptation", "PEFT", "Zero-shot", "Adapter"]
    assert site.inventory("std:term") == {
        label: f"index.html#term-{label.replace(' ', '-')}" for label in terms(site)
    }
    assert site.index() == [
        ("A", ["Adapter"]),
        ("L", ["LoRA", "Low-Rank Adaptation → LoRA"]),
        ("P", ["PEFT", ["LoRA"]]),
        ("Z", ["Zero-shot"]),
        ("ら", ["ろーら → LoRA"]),
    ]
    assert site.scheme.related("index#term-LoRA") == ("index#term-Adapter",)
    assert site.scheme["index#term-LoRA"].tags == ("tuning", "adapters")
    assert site.dead_links() == []


@IN_BOTH
def test_definitions_are_in_the_markup_of_the_page(project, page, file):
    site = project(source(page, file), sources=[file]).build()
    assert site.references("index") == [("PEFT", "index#term-PEFT")]
    assert "<em>two</em>" in site.source("index")
    assert "Trains two matrices, see PEFT. Leaves the rest." in site.prose("index")
    assert site.scheme["index#term-LoRA"].definition == (
        "Trains two matrices, see PEFT.\nLeaves the rest."
    )


@IN_BOTH
def test_sorted_and_by_tags(project, page, file):
    made = project(source(page, file, "tags: base | adapters", "sorted:"), sources=[file])
    line = {"words.yaml": 16, "words.csv": 7}[file]
    site = made.build(
        warns=[
            f'{file}:{line}: WARNING: no page shows "Adapter" (1 of 4 concepts of this file);'
            f' write a glossary directive with ":source: {file}" [glossterm.source]'
        ]
    )
    assert terms(site) == ["LoRA", "Low-Rank Adaptation", "PEFT", "Zero-shot"]
    made.write(page, glossary(page, f"source: {file}", "sorted:"))
    assert terms(made.build()) == ["Adapter", "LoRA", "Low-Rank Adaptation", "PEFT", "Zero-shot"]


@pytest.mark.parametrize("page", ROLES)
def test_sorted_with_entries_of_the_authors_own(project, page):
    own = "\nMiddle\n  Mine.\n```\n" if page.endswith(".md") else "\n   Middle\n      Mine.\n"
    made = project(source(page, "words.yaml", "sorted:"), sources=["words.yaml"])
    made.write(page, glossary(page, "source: words.yaml", "sorted:").removesuffix("```\n") + own)
    assert terms(made.build()) == [
        "Adapter", "LoRA", "Low-Rank Adaptation", "Middle", "PEFT", "Zero-shot",
    ]  # fmt: skip


@pytest.mark.parametrize("page", ROLES)
def test_in_a_named_glossary(project, page):
    role = "\n{term}`ml:Adapter`\n" if page.endswith(".md") else "\n:term:`ml:Adapter`\n"
    site = project(
        source(page, "words.yaml", "name: ml", extra=role), sources=["words.yaml"]
    ).build()
    assert ("Adapter", "index#term-Adapter") in site.references("index")
    assert {concept.glossary for concept in site.scheme} == {"ml"}


def test_in_the_glossary_that_the_file_names(project):
    made = project(
        source("index.md", "words.yaml", extra="\n{term}`ml:Adapter`\n"), sources=["words.yaml"]
    )
    made.edit("words.yaml", "concepts:", "glossary: ml\nconcepts:")
    site = made.build()
    assert ("Adapter", "index#term-Adapter") in site.references("index")
    assert {concept.glossary for concept in site.scheme} == {"ml"}


def test_every_field(project):
    record = """
        - term: LoRA
          definition: Two matrices.
          aliases: [low-rank adapters, A | B]
          hidden: LoLA
          forms: [LoRA'd]
          abbr: LRA
          broader: PEFT
          status: deprecated
          short: Short.
          source: Hu et al.
          id: lora
          auto: no
          case: exact
          compound: yes
        - term: PEFT
          definition: Few.
        """
    concept = (
        project(
            {"index.md": glossary("index.md", "source: w.yml"), "w.yml": record}, sources=["w.yml"]
        )
        .build()
        .scheme["lora"]
    )
    assert [label.text for label in concept.labels] == [
        "LoRA",
        "low-rank adapters",
        "A | B",
        "LoLA",
    ]
    assert (concept.forms, concept.abbr, concept.broader) == (("LoRA'd",), "LRA", ("PEFT",))
    assert (concept.short, concept.source, str(concept.status)) == (
        "Short.", "Hu et al.", "deprecated",
    )  # fmt: skip
    assert (concept.auto, str(concept.case), concept.compound) == (False, "exact", True)
    assert (concept.anchor, concept.origin) == ("lora", "w.yml")


def test_two_files_and_a_tsv(project):
    made = project(
        {
            "index.md": glossary("index.md", "source: data/a.tsv"),
            "b.md": "---\norphan: true\n---\n" + glossary("b.md", "source: data/b.yaml"),
            "data/a.tsv": "term\tdefinition\nAlpha\tOne, two.\n",
            "data/b.yaml": "- term: Beta\n  definition: Like an alpha.\n",
        },
        sources=["data/a.tsv", "data/b.yaml"],
    )
    site = made.build()
    assert (terms(site), terms(site, "b")) == (["Alpha"], ["Beta"])
    assert site.mentions("b") == [("alpha", "index#term-Alpha")]


def test_in_every_builder(project):
    made = project(
        source("index.md", "words.yaml"), sources=["words.yaml"], version="1", epub_copyright="We"
    )
    for builder in ("dirhtml", "singlehtml", "latex", "text", "man", "texinfo", "epub", "xml"):
        site = made.build(builder)
        if builder == "text":
            assert "Trains *two* matrices" in (site.outdir / "index.txt").read_text("utf-8")


# -- locations of errors -------------------------------------------------------------------------

WRONG = """
    - term: Alpha
      definition: Fine.
    - term: Beta
      definition: |
        Fine.

        Not fine: ROLE.
    """


@pytest.mark.parametrize(
    ("page", "role"), [("index.md", "{term}`Xylo`"), ("index.rst", ":term:`Xylo`")]
)
def test_a_lost_term_in_a_definition_is_reported_at_its_line_of_the_file(project, page, role):
    text = {page: glossary(page, "source: w.yaml"), "w.yaml": WRONG.replace("ROLE", role)}
    project(text, sources=["w.yaml"]).build(
        warns=["w.yaml:7: WARNING: term not in glossary: 'Xylo' [ref.term]"]
    )


@pytest.mark.parametrize(
    ("page", "role"),
    [
        pytest.param(
            "index.md",
            "{no}`x`",
            marks=pytest.mark.xfail(strict=True, reason="MyST's own warnings name the page"),
        ),
        ("index.rst", ":no:`x`"),
    ],
)
def test_wrong_markup_in_a_definition_is_reported_at_its_line_of_the_file(project, page, role):
    text = {page: glossary(page, "source: w.yaml"), "w.yaml": WRONG.replace("ROLE", role)}
    site = project(text, sources=["w.yaml"]).build(warns=None)
    assert len(site.warnings) == 1
    assert site.warnings[0].startswith("w.yaml:7: ")


def test_a_concept_that_is_shown_twice_is_reported_with_both_places(project):
    twice = glossary("index.md", "source: w.yaml")
    twice += twice.partition("# T\n")[2]
    text = {"index.md": twice, "w.yaml": "\n- term: Alpha\n  definition: Fine.\n"}
    site = project(text, sources=["w.yaml"]).build(warns=None)
    assert len(site.warnings) == 1
    assert site.warnings[0].startswith('w.yaml:1: WARNING: "Alpha" is defined twice in this page')
    assert "first at index:" not in site.warnings[0]  # the line is in the file


# -- an entry that a page defines itself -------------------------------------------------------

OWN = {
    "index.md": glossary("index.md", "source: words.yaml") + "\n```{toctree}\nown\n```\n",
    "own.md": "# Own\n\n```{glossary}\nLoRA\n: My own words.\n```\n",
    "words.yaml": YAML.replace("{ROLE}", ROLES["index.md"]),
}
OWN_FORMS = {
    "glossary": ("own.md", OWN["own.md"], {}),
    "reST": ("own.rst", "Own\n===\n\n.. glossary::\n\n   LoRA\n      My own words.\n", {}),
    "concept": ("own.md", "# Own\n\n```{glossterm:concept} LoRA\nMy own words.\n```\n", {}),
    "heading": ("own.md", "# Own\n\n## LoRA\n\nMy own words.\n", {"heading_pages": {"own": 2}}),
    "defterm": ("own.md", "# Own\n\nA {defterm}`LoRA`: My own words.\n", {}),
}


@pytest.mark.parametrize("form", OWN_FORMS)
def test_the_entry_of_the_file_is_overridden(project, form):
    name, text, conf = OWN_FORMS[form]
    rest = {file: body for file, body in OWN.items() if file != "own.md"}
    site = project({**rest, name: text}, sources=["words.yaml"], **conf).build()
    assert terms(site) == ["PEFT", "Zero-shot", "Adapter"]
    assert "My own words." in site.prose("own")
    concept = site.scheme["own#term-LoRA"]
    assert (concept.reading, concept.broader, concept.tags) == (
        "ろーら", ("PEFT",), ("tuning", "adapters"),
    )  # fmt: skip
    assert [c.pref_label for c in site.scheme].count("LoRA") == 1
    assert ("P", ["PEFT", ["LoRA"]]) in site.index()
    assert site.inventory("std:term")["LoRA"] == "own.html#term-LoRA"
    assert site.dead_links() == []


def test_labels_of_the_file_are_added_to_those_of_the_page(project):
    made = project(OWN, sources=["words.yaml"])
    made.write("use.md", "---\norphan: true\n---\n# U\n\n{term}`Low-Rank Adaptation`\n")
    site = made.build()
    assert site.references("use") == [("Low-Rank Adaptation", "own#term-LoRA")]
    assert site.inventory("std:term")["Low-Rank Adaptation"] == "own.html#term-LoRA"


def test_fields_of_the_page_override_those_of_the_file(project):
    made = project(OWN, sources=["words.yaml"])
    made.edit("own.md", ": My", ": :broader: Adapter\n  :reading: あ\n\n  My")
    concept = made.build().scheme["own#term-LoRA"]
    assert (concept.broader, concept.reading) == (("Adapter",), "あ")
    assert concept.tags == ("tuning", "adapters")


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub", "latex", "text"])
def test_it_is_overridden_in_every_builder(project, builder):
    made = project(OWN, sources=["words.yaml"], version="1", epub_copyright="We")
    site = made.build(builder)
    if builder in {"dirhtml", "epub"}:
        assert site.dead_links() == []
        assert "Trains two" not in site.prose("index")
    if builder == "singlehtml":
        assert site.dead_links(ours=True) == []


def test_the_general_index_leads_to_the_page_that_defines(project):
    """The id of the removed entry is kept, so that no link is broken; it is not the first link."""
    site = project(OWN, sources=["words.yaml"]).build()
    assert site.general_index()["L"] == {"LoRA": "own#term-LoRA"}


IDS = {"an id of its own": ("low-rank", ""), "an id that is taken": ("own-lora", ":id: own-lora")}


@pytest.mark.parametrize("ids", IDS)
def test_an_overridden_entry_is_neither_in_the_index_nor_in_the_search(project, ids):
    """Though it had an id, and whether or not its page is written with the others."""
    theirs, own = IDS[ids]
    made = project(
        {
            **OWN,
            "own.md": OWN["own.md"].replace(": My", f": {own}\n\n  My" if own else ": My"),
            "words.yaml": f"""
                - term: LoRA
                  definition: Trains two.
                  id: {theirs}
                """,
            "use.md": "---\norphan: true\n---\n# Use\n\nText.\n",
        },
        sources=["words.yaml"],
    )
    target = "own-lora" if own else "term-LoRA"

    def check(site) -> None:
        assert terms(site) == []
        assert site.general_index()["L"] == {"LoRA": f"own#{target}"}
        assert site.search_index()["entries"]["lora"] == [["own", target, True]]

    site = made.build()
    check(site)
    made.edit("use.md", "Text", "More text")
    check(made.rebuild(site)[0])


# -- hostile text ------------------------------------------------------------------------------

HOSTILE = """
    - term: "<script>alert(1)</script>"
      definition: |
        Text </script><script>alert(2)</script>, [a](javascript:alert(3)), `</script>`

        `b <javascript:alert(4)>`_ <img src=x onerror=alert(5)>
      short: "</script><script>alert(6)</script>"
      reading: "<b onclick=alert(7)>"
      aliases: ["<i>alias</i>", '" onmouseover="alert(8)']
      tags: "<script>"
      source: "</script>"
      id: hostile
    """


@pytest.mark.parametrize("page", ROLES)
def test_hostile_text_is_text(project, page):
    use = "---\norphan: true\n---\n# Use\n\n{term}`x <hostile>`, {term}`y <<i>alias</i>>`\n"
    text = {page: glossary(page, "source: w.yaml"), "w.yaml": HOSTILE, "use.md": use}
    site = project(text, sources=["w.yaml"]).build()
    assert site.references("use") == [("x", "index#hostile"), ("y", "index#hostile")]
    pages = ["use", "glossterm-index", "genindex"] + ["index"] * page.endswith(".rst")
    for name in pages:
        assert "alert(" not in _scripts(site, name), name
        for element in site.body(name).iter():
            assert not any(attribute.startswith("on") for attribute in element.attrib)
            # In reST an address in a definition is a link, with any scheme, as in any page.
            assert name == "index" or not element.get("href", "").startswith("javascript:")
    sidecar = (site.outdir / "_glossterm" / "use.js").read_text("utf-8")
    assert "<" not in sidecar
    tip = site.tips("use")["hostile"]
    assert tip["label"] == "<script>alert(1)</script>"
    assert not re.search(r'"href": "javascript', json.dumps(tip))
    assert terms(site) == ["<script>alert(1)</script>"]


def _scripts(site, page: str) -> str:
    """The text of all scripts in the content of a page."""
    body = site.body(page)
    return " ".join("".join(e.itertext()) for e in body.iter() if e.tag.endswith("}script"))


# -- builds ----------------------------------------------------------------------------------------

MANY = {
    "index.md": "# T\n\nText.\n",
    **{
        name: f"---\norphan: true\n---\n{text}"
        for name, text in {
            "tuning.md": glossary("tuning.md", "source: words.yaml", "tags: tuning"),
            "other.md": glossary("other.md", "source: other.csv"),
            "use.md": "# Use\n\n{term}`LoRA`; zero-shot, a newt.\n",
            "plain.md": "# Plain\n\nText.\n",
            "own.md": "# Own\n\n```{glossary}\nOwn\n: My own words.\n```\n",
        }.items()
    },
    "words.yaml": """
        - term: LoRA
          definition: Two matrices.
          broader: PEFT
          tags: tuning
        - term: PEFT
          definition: Few parameters.
          tags: tuning
        - term: Own
          definition: Not shown.
          aliases: owner
        """,
    "other.csv": "term,definition\nZero-shot,No example.\nOne-shot,One.\n",
}
NEWT = "- term: Newt\n  definition: An animal.\n  tags: tuning\n"
NEW = {"link": "everywhere", "sources": ["words.yaml", "other.csv"]}
CHANGES = {
    "a definition": ("words.yaml", "Two matrices", "Three matrices", {"tuning"}),
    "a definition in a table": ("other.csv", "No example", "No examples", {"other"}),
    "a field": ("words.yaml", "  broader: PEFT\n", "", {"tuning"}),
    "a term that is mentioned": (
        "words.yaml",
        "- term: PEFT",
        NEWT + "- term: PEFT",
        {"tuning", "use"},
    ),
    "a term that is gone": ("other.csv", "Zero-shot,No example.\n", "", {"other", "use"}),
    "a comment": ("words.yaml", "- term: PEFT", "# PEFT\n- term: PEFT", {"tuning"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_an_edit_the_pages_that_show_the_file_are_written(project, change):
    file, old, new, expected = CHANGES[change]
    made = project(MANY, **NEW)
    site = made.build()
    site, pages = made.rebuild(site)
    assert pages == set()
    made.edit(file, old, new)
    site, pages = made.rebuild(site)
    assert pages == expected
    clean = made.build()
    assert site.files() == clean.files()
    assert site.search_index() == clean.search_index()


@pytest.mark.parametrize(
    ("old", "new"),
    [("aliases: owner", "aliases: newt"), ("  aliases: owner\n", ""), ("aliases", "hidden")],
    ids=["renamed", "gone", "hidden"],
)
def test_after_an_edit_of_what_a_page_takes_from_the_file(project, old, new):
    made = project(MANY, **NEW)
    site = made.build()
    made.edit("words.yaml", old, new)
    site, _pages = made.rebuild(site)
    assert site.inventory("std:term") == made.build().inventory("std:term")
    assert site.files() == made.build().files()


def test_after_a_page_defines_an_entry_and_no_longer(project):
    made = project(MANY, **NEW)
    site = made.build()
    made.edit("own.md", "Own\n: My", "LoRA\n: Mine.\n\nOwn\n: My")
    site, pages = made.rebuild(site)
    assert pages == {"own", "tuning", "use"}
    assert terms(site, "tuning") == ["PEFT"]
    assert site.references("use") == [("LoRA", "own#term-LoRA")]
    assert site.files() == made.build().files()
    made.edit("own.md", "LoRA\n: Mine.\n\n", "")
    site, pages = made.rebuild(site)
    assert pages == {"own", "tuning", "use"}
    assert terms(site, "tuning") == ["LoRA", "PEFT"]
    assert site.files() == made.build().files()


def test_after_a_file_is_taken_out_of_the_option(project):
    made = project(MANY, **NEW)
    site = made.build()
    made.configure(sources=["words.yaml"])
    said = [
        'other.md:6: WARNING: unknown data file "other.csv"; add it to glossterm_sources in conf.py'
        " [glossterm.source]"
    ]
    site, _pages = made.rebuild(site, warns=said)
    assert "Zero-shot" not in site.inventory("std:term")
    assert site.mentions("use") == []
    assert site.files() == made.build(warns=said).files()
    made.configure(sources=["words.yaml", "other.csv"])
    site, _pages = made.rebuild(site)
    assert site.files() == made.build().files()


def test_after_a_file_is_deleted_and_written_again(project):
    made = project(MANY, **NEW)
    site = made.build()
    text = (made.srcdir / "other.csv").read_text("utf-8")
    made.delete("other.csv")
    site, pages = made.rebuild(site, warns=None)
    assert (
        "other.csv:1: WARNING: cannot read this file: No such file or directory [glossterm.source]"
        in site.warnings
    )
    assert pages == {"other", "use"}
    assert site.files() == made.build(warns=None).files()
    made.write("other.csv", text)
    site, pages = made.rebuild(site)
    assert pages == {"other", "use"}
    assert site.files() == made.build().files()


def test_after_a_directive_takes_other_tags(project):
    made = project(MANY, **NEW)
    made.edit("words.yaml", "tags: tuning\n- term: PEFT", "tags: adapters\n- term: PEFT")
    site = made.build(warns=None)
    assert len(site.warnings) == 2  # no page shows LoRA, and a role refers to it
    made.edit("tuning.md", ":tags: tuning", ":tags: tuning | adapters")
    site, pages = made.rebuild(site)
    assert pages == {"tuning", "use"}
    assert site.files() == made.build().files()


def test_four_processes_build_the_same_as_one(project):
    made = project(MANY, **NEW)
    for n in range(8):
        made.write(f"more{n}.md", f"---\norphan: true\n---\n# M\n\nLoRA {n}, one-shot.\n")
    one, four = made.make(out="one"), made.make(out="four", jobs=4, seed=2)
    assert one.files() == four.files()
    made.edit("words.yaml", "- term: PEFT", NEWT + "- term: PEFT")
    assert made.make(out="four", jobs=4, seed=3).files() == made.make(out="two").files()


@pytest.mark.parametrize("page", ROLES)
def test_an_escaped_colon_begins_no_field_of_a_definition(project, page):
    """Definitions of other systems are text: a line in them must not change the concept."""
    file = "concepts:\n- term: Adapter\n  definition: '\\:abbr: xq'\n"
    site = project({page: glossary(page, "source: w.yaml"), "w.yaml": file}, sources=["w.yaml"])
    built = site.build()
    assert built.scheme.lookup("Adapter")[0].abbr == ""
    assert ":abbr: xq" in "".join(built.body("index").itertext())
