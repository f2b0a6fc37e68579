"""A deleted term: the page that refers to it is written until it is fixed."""

from __future__ import annotations

import pytest

GLOSSARY = {
    "index.md": """
        # Glossary

        ```{glossary}
        LoRA
        : Two matrices.

        PEFT
        : Few parameters.
        ```
        """,
    "other.md": "---\norphan: true\n---\n# Other\n\n{term}`PEFT`\n",
}
USES = {
    "use.md": "---\norphan: true\n---\n# Use\n\nSee {term}`LoRA`.\n",
    "use.rst": ":orphan:\n\nUse\n===\n\nSee :term:`LoRA`.\n",
}


@pytest.mark.parametrize("name", USES, ids=["MyST", "reST"])
def test_reported_at_every_build_until_fixed(project, name):
    said = [f"{name}:6: WARNING: term not in glossary: 'LoRA' [ref.term]"]
    made = project(GLOSSARY | {name: USES[name]})
    site = made.build()
    made.edit("index.md", "LoRA\n: Two matrices.\n\n", "")
    site, pages = made.rebuild(site, warns=said)
    assert pages == {"index", "use"}
    assert site.links("use") == []
    for _ in range(2):
        site, pages = made.rebuild(site, warns=said)
        assert pages == {"use"}
    made.edit("other.md", "# Other", "# Others")
    site, pages = made.rebuild(site, warns=said)
    assert pages == {"other", "use"}
    assert site.files() == made.build(warns=said).files()
    made.edit(name, "LoRA", "PEFT")
    site, pages = made.rebuild(site)
    assert pages == {"use"}
    site, pages = made.rebuild(site)
    assert pages == set()


def test_fixed_when_the_term_is_defined_again(project):
    made = project(GLOSSARY | {"use.md": USES["use.md"]})
    made.edit("index.md", "LoRA\n: Two matrices.\n\n", "")
    said = ["use.md:6: WARNING: term not in glossary: 'LoRA' [ref.term]"]
    site = made.build(warns=said)
    made.edit("index.md", "PEFT\n:", "LoRA\n: Two matrices.\n\nPEFT\n:")
    site, pages = made.rebuild(site)
    assert pages == {"index", "use"}
    assert site.links("use") == [("LoRA", "index#term-LoRA")]
    site, pages = made.rebuild(site)
    assert pages == set()


def test_a_similar_term_is_suggested_and_the_hint_follows(project):
    made = project(GLOSSARY | {"use.md": USES["use.md"]})
    site = made.build()
    for old, new in (("LoRA", "LoLA"), ("LoLA", "QLoRA")):
        made.edit("index.md", f"{old}\n:", f"{new}\n:")
        said = [
            f"use.md:6: WARNING: term not in glossary: 'LoRA'; did you mean \"{new}\"? [ref.term]"
        ]
        site, _pages = made.rebuild(site, warns=said)


def test_the_warning_of_a_deleted_page_is_not_repeated(project):
    made = project(GLOSSARY | {"use.md": USES["use.md"]})
    made.edit("index.md", "LoRA\n: Two matrices.\n\n", "")
    site = made.build(warns=None)
    made.delete("use.md")
    site, pages = made.rebuild(site)
    assert pages <= {"index"}


def test_reported_by_sphinx_build_too(project):
    said = ["use.md:6: WARNING: term not in glossary: 'LoRA' [ref.term]"]
    made = project(GLOSSARY | {"use.md": USES["use.md"]})
    made.make()
    made.edit("index.md", "LoRA\n: Two matrices.\n\n", "")
    made.make(warns=said, jobs=2)
    made.make(warns=said)


@pytest.mark.parametrize("reference", ["{any}`LoRA`", "[](<LoRA>)"], ids=["any", "link"])
def test_a_role_any_is_reported_when_its_term_is_removed(project, reference):
    use = USES["use.md"].replace("{term}`LoRA`", reference)
    made = project(GLOSSARY | {"use.md": use})
    site = made.build()
    made.edit("index.md", "LoRA\n: Two matrices.\n\n", "")
    site, pages = made.rebuild(site, warns=None)
    assert pages == {"index", "use"}
    assert len(site.warnings) == 1
    assert site.warnings[0].startswith("use.md:6: WARNING: ")
    assert site.links("use") == []
