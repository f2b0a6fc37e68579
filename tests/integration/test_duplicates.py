"""Terms that two pages define are reported once, the same with one process and with eight."""

from __future__ import annotations

import multiprocessing

import pytest

PAGES = {
    "index.md": "# T\n\n```{toctree}\n:glob:\np*\n```\n",
    **{
        f"p{n:02}.md": f"# P{n}\n\n```{{glossary}}\nOnly {n}\n: Text.\n\nShared\n: Text {n}.\n```\n"
        for n in range(14)
    },
}
REPORTED = [
    f"p{n:02}.md:7: WARNING: duplicate term description of Shared, other instance in"
    f" p{n - 1:02}:7; join the two entries or rename one of the terms [glossterm.duplicate_concept]"
    for n in range(1, 14)
]


def needs_fork(jobs: int):
    if jobs > 1 and "fork" not in multiprocessing.get_all_start_methods():
        pytest.skip("Sphinx needs fork for -j")


@pytest.mark.parametrize("jobs", [1, 8])
def test_reported_the_same_by_any_number_of_processes(project, jobs):
    needs_fork(jobs)
    site = project(PAGES).make(jobs=jobs, warns=REPORTED)
    assert site.inventory("std:term")["Shared"] == "p00.html#term-Shared"


@pytest.mark.parametrize("jobs", [1, 8])
def test_reported_again_when_another_page_is_read(project, jobs):
    needs_fork(jobs)
    made = project(PAGES)
    made.make(jobs=jobs, warns=None)
    for n in range(2, 12):
        made.edit(f"p{n:02}.md", f"Text {n}", "Other text")
    site = made.make(jobs=jobs, warns=REPORTED)
    assert site.inventory("std:term")["Shared"] == "p00.html#term-Shared"


def glossary(*labels: str) -> str:
    entries = "\n\n".join(f"{label}\n: About it." for label in labels)
    return f"# G\n\n```{{glossary}}\n{entries}\n```\n"


@pytest.mark.parametrize("name", ["a", "b"])
def test_a_heading_that_replaces_an_entry_of_a_data_file_is_no_duplicate_of_it(project, name):
    """Sphinx reads the entry again, after the last build has registered the heading."""
    pages = {
        "index.md": "# T\n\n```{toctree}\na\nb\n```\n",
        "a.md": "# A\n\n## Beta\n\nAbout it.\n",
        "b.md": "# B\n\n```{glossary}\n:source: words.yaml\n```\n\nAbout it.\n",
        "words.yaml": "- term: Beta\n  definition: Another text.\n",
    }
    made = project(pages, heading_pages={"a": 2}, sources=["words.yaml"])
    site = made.make()
    assert site.inventory("std:term")["Beta"].startswith("a.html#")
    made.edit(f"{name}.md", "About it.", "More about it.")
    made.make()


HIDDEN = "---\norphan: true\n---\n"


@pytest.mark.parametrize(
    ("old", "new"), [("index", "other"), ("other", "index")], ids=["forth", "back"]
)
def test_a_term_that_moves_to_another_page_is_no_duplicate(project, old, new):
    pages = {"index": glossary("Alpha"), "other": HIDDEN + glossary("Beta")}
    made = project({f"{name}.md": text for name, text in pages.items()})
    made.edit(f"{old}.md", "About it.", "About it.\n\nMoving\n: About it.")
    site = made.build()
    made.edit(f"{old}.md", "\n\nMoving\n: About it.", "")
    made.edit(f"{new}.md", "About it.", "About it.\n\nMoving\n: About it.")
    site, _pages = made.rebuild(site)
    assert site.inventory("std:term")["Moving"] == f"{new}.html#term-Moving"


def test_reported_by_every_build_that_reads_a_page_until_it_is_fixed(project):
    made = project({"index.md": glossary("LoRA"), "other.md": HIDDEN + glossary("LoRA")})
    said = [
        "other.md:7: WARNING: duplicate term description of LoRA, other instance in index:4;"
        " join the two entries or rename one of the terms [glossterm.duplicate_concept]"
    ]
    site = made.build(warns=said)
    made.edit("index.md", "About it", "About them")
    site, _pages = made.rebuild(site, warns=said)
    made.edit("other.md", "LoRA", "PEFT")
    site, _pages = made.rebuild(site)
    assert site.inventory("std:term")["LoRA"] == "index.html#term-LoRA"


def test_without_takeover_sphinx_reports_duplicates(project):
    rest = "G\n=\n\n.. glossary::\n\n   LoRA\n      About it.\n"
    made = project({"index.rst": rest, "other.rst": f":orphan:\n\n{rest}"}, takeover=False)
    site = made.build(warns=None)
    assert len(site.warnings) == 1
    assert "duplicate term description of LoRA, other instance in index" in site.warnings[0]
    assert "glossterm" not in site.warnings[0]


def test_a_duplicate_of_another_kind_is_still_reported_by_sphinx(project):
    """Only the message about terms is replaced by ours."""
    rest = "T\n=\n\n.. option:: -x\n\n   One.\n\n.. envvar:: HOME\n\n   One.\n"
    made = project({"index.rst": rest, "other.rst": f":orphan:\n\n{rest}"})
    warnings = made.build(warns=None).warnings
    assert not any("duplicate term description" in warning for warning in warnings)


def test_a_label_is_not_lost_with_one_of_the_pages_that_define_it(project):
    """The page that keeps the term has a duplicate id, so it is not in the scheme."""
    entry = "# G\n\n```{glossary}\n%s\n: :id: %s\n\n  About it.\n```\n"
    pages = {"index.md": entry % ("Alpha", "one")}
    pages |= {"two.md": HIDDEN + entry % ("Beta", "one")}
    pages |= {"three.md": HIDDEN + entry % ("Beta", "three")}
    made = project(pages)
    made.make(warns=None)
    made.delete("three.md")
    site = made.make(warns=None)
    assert site.inventory("std:term")["Beta"] == "two.html#one"


UNITS = "# U\n\n```{glossary}\nOhm\n  A unit.\n```\n"
UNITS_REST = ":orphan:\n\nU\n=\n\n.. glossary::\n\n   Ohm\n      A unit.\n"
TERM_ROLE = """
    from docutils import nodes

    def define(name, rawtext, text, lineno, inliner, options=None, content=None):
        env = inliner.document.settings.env
        env.get_domain("std").note_object("term", text, f"def-{text}")
        return [nodes.emphasis("", text, ids=[f"def-{text}"])], []

    def setup(app):
        app.add_role("define", define)
        return {"parallel_read_safe": True}
    """


def with_terms_of_another_extension(project, pages: dict[str, str]):
    made = project(pages)
    made.write("other_terms.py", TERM_ROLE)
    made.configure(
        f"import sys; sys.path.insert(0, {str(made.srcdir)!r})\n",
        extensions=["myst_parser", "other_terms", "sphinxcontrib_glossterm"],
    )
    return made


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("pages", "line"),
    [
        ({"index.md": "# T\n\n{define}`Ohm`\n", "unit.rst": UNITS_REST}, True),
        ({"index.md": "# T\n\n{define}`Ohm`\n", "unit.md": f"{HIDDEN}# U\n\n{{define}}`Ohm`\n"}, 0),
        ({"index.md": UNITS + "\n{define}`Ohm`\n"}, 0),
    ],
    ids=["glossary", "none-of-ours", "one-page"],
)
def test_a_term_of_another_extension_is_reported_as_sphinx_does(project, pages, line, jobs):
    """Two parallel readers of Sphinx do not see each other's terms."""
    needs_fork(jobs)
    reported = "WARNING: duplicate term description of Ohm, other instance in index"
    expected = (
        [f"unit.rst:7: {reported}" if line else reported] if jobs == 1 or len(pages) == 1 else []
    )
    made = with_terms_of_another_extension(project, pages)
    made.make(jobs=jobs, warns=expected)
    made.configure(extensions=["myst_parser", "other_terms"])
    made.make(out="plain", jobs=jobs, warns=expected)


LOCATED = TERM_ROLE.replace(
    'f"def-{text}")\n        return [nodes.emphasis("", text, ids=[f"def-{text}"])], []',
    'f"def-{text}", location=term)\n        return [term], []',
).replace(
    "        env.get",
    '        term = nodes.emphasis("", text, ids=[f"def-{text}"])\n        env.get',
)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_term_of_another_extension_is_reported_at_its_line(project, jobs):
    """Its node has a line only when the paragraph is complete."""
    needs_fork(jobs)
    made = with_terms_of_another_extension(project, {"index.md": UNITS + "\n{define}`Ohm`\n"})
    made.write("other_terms.py", LOCATED)
    reported = "index.md:8: WARNING: duplicate term description of Ohm, other instance in index"
    made.make(jobs=jobs, warns=[reported])
    made.configure(extensions=["myst_parser", "other_terms"])
    made.make(out="plain", jobs=jobs, warns=[reported])


def test_a_term_of_another_extension_beside_entries_in_another_case(project):
    """Sphinx has one name for each spelling."""
    page = UNITS.replace("Ohm\n", "Ohm\n  A unit.\n\nohm\n") + "\n{define}`Ohm`\n"
    made = with_terms_of_another_extension(project, {"index.md": page})
    reported = "WARNING: duplicate term description of Ohm, other instance in index"
    made.build(warns=[reported])


def test_a_term_of_another_extension_that_moves_is_no_duplicate(project):
    pages = {"index.md": glossary("Volt"), "unit.md": f"{HIDDEN}# U\n\n{{define}}`Ohm`\n"}
    made = with_terms_of_another_extension(project, pages)
    made.make()
    made.edit("index.md", "Volt", "Ohm")
    made.edit("unit.md", "{define}`Ohm`", "Nothing.")
    made.make()


def test_of_two_terms_of_one_entry_the_later_one_is_meant(project):
    """As with Sphinx, and with one warning: also where a translation gives both one name."""
    page = """
        Tools
        =====

        .. glossary::

           Rasp
           Rasp
              A coarse file.

        :term:`Rasp`, a rasp.
        """
    warning = (
        'index.rst:6: WARNING: "Rasp" occurs twice in one entry; remove one of the two'
        " [glossterm.duplicate_concept]"
    )
    made = project({"index.rst": page}, link="everywhere")
    site = made.build(warns=[warning])
    (rasp,) = site.scheme
    later = f"index#{rasp.labels[1].anchor}"
    assert rasp.labels[1].anchor != rasp.anchor
    assert site.links("index") == [("Rasp", later)]
    assert site.inventory("std:term")["Rasp"] == f"index.html#{rasp.labels[1].anchor}"


def test_of_two_entries_of_one_page_the_later_one_is_meant(project):
    """As in Sphinx; one warning, and none about a mention that is not linked."""
    page = """
        # Circuits

        ```{glossary}
        Lead
        : A metal.

        Wire
        Lead
        : A cable. Solder a lead.
        ```

        {term}`Lead`, {any}`lead`, a lead.
        """
    site = project({"index.md": page}, link="everywhere").build(
        warns=[
            'index.md:7: WARNING: "Lead" is defined twice in this page, first at index:4; join the'
            " two entries or give one of them another label [glossterm.duplicate_concept]"
        ]
    )
    (lead,) = (c for c in site.scheme if c.pref_label == "Wire")
    anchor = lead.anchor_of("Lead")
    assert anchor != lead.anchor
    assert site.references("index") == [("Lead", f"index#{anchor}"), ("lead", f"index#{anchor}")]
    assert site.mentions("index") == []
    assert site.inventory("std:term")["Lead"] == f"index.html#{anchor}"
