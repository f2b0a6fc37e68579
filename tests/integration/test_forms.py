"""Forms of a term that a role finds: plurals, variants, hidden labels, abbreviations."""

from __future__ import annotations

import pytest

GLOSSARY = """
    # Glossary

    ```{glossary}
    environment variable
    : A setting.

    mouse
    : :forms: mice | mousekins
      :hidden: maus

      An animal.

    サーバー
    : 機械。

    fine-tuning
    : Training on.

    Low-Rank Adaptation
    : :abbr: LoRA

      Two matrices.

    プロンプト・チューニング
    : 方法。
    ```
    """
FORMS = {
    "as written": ("environment variable", "environment variable"),
    "plural": ("environment variables", "environment variable"),
    "plural with capitals": ("Environment Variables", "environment variable"),
    "hyphen for space": ("environment-variable", "environment variable"),
    "space for hyphen": ("fine tuning", "fine-tuning"),
    "declared form": ("mice", "mouse"),
    "another declared form": ("mousekins", "mouse"),
    "hidden label": ("maus", "mouse"),
    "long vowel": ("サーバ", "サーバー"),
    "no middle dot": ("プロンプトチューニング", "プロンプト・チューニング"),
    "abbreviation": ("LoRA", "Low-Rank Adaptation"),
    "abbreviation, folded": ("lora", "Low-Rank Adaptation"),
}
GENERATED = {
    "plural", "plural with capitals", "hyphen for space", "space for hyphen", "long vowel",
    "no middle dot",
}  # fmt: skip

IN_BOTH = pytest.mark.parametrize(
    ("name", "page"),
    [
        ("index.md", "# Use\n\n{}\n\n```{{toctree}}\nglossary\n```\n"),
        ("index.rst", "Use\n===\n\n{}\n\n.. toctree::\n\n   glossary\n"),
    ],
    ids=["MyST", "reST"],
)


def role(name: str, text: str) -> str:
    return f"{{term}}`{text}`" if name.endswith(".md") else f":term:`{text}`"


@IN_BOTH
def test_a_role_finds_every_form_and_shows_it_as_written(project, name, page):
    roles = " / ".join(role(name, text) for text, _ in FORMS.values())
    site = project({"glossary.md": GLOSSARY, name: page.format(roles)}).build()
    uris = site.inventory("std:term")
    assert site.references("index") == [
        (text, uris[label].replace(".html", "")) for text, label in FORMS.values()
    ]
    assert site.dead_links() == []


@IN_BOTH
def test_generated_forms_can_be_switched_off(project, name, page):
    """Declared forms are found; generated ones are unknown, and the term is suggested."""
    roles = " / ".join(role(name, FORMS[kind][0]) for kind in FORMS if kind not in GENERATED)
    site = project({"glossary.md": GLOSSARY, name: page.format(roles)}, variants=[]).build()
    assert len(site.references("index")) == len(FORMS) - len(GENERATED)


def test_without_generated_forms_the_term_is_suggested(project):
    use = "# Use\n\n{term}`environment variables` {term}`サーバ`\n\n```{toctree}\nglossary\n```\n"
    site = project({"glossary.md": GLOSSARY, "index.md": use}, variants=[]).build(
        warns=[
            "index.md:3: WARNING: term not in glossary: 'environment variables'; did you mean"
            ' "environment variable"? [ref.term]',
            "index.md:3: WARNING: term not in glossary: 'サーバ'; did you mean \"サーバー\"?"
            " [ref.term]",
        ]
    )
    assert "environment variables サーバ" in site.prose("index")


def test_one_language_of_two(project):
    use = "# Use\n\n{term}`サーバ`, {term}`mouse`\n\n```{toctree}\nglossary\n```\n"
    made = project({"glossary.md": GLOSSARY, "index.md": use}, variants=["ja"])
    assert len(made.build().references("index")) == 2
    made.edit("index.md", "`mouse`", "`environment variables`")
    made.build(
        warns=[
            "index.md:3: WARNING: term not in glossary: 'environment variables'; did you mean"
            ' "environment variable"? [ref.term]'
        ]
    )


def test_a_label_overrides_the_plural_of_another(project):
    page = "# T\n\n```{glossary}\ndatum\n: One.\n\nparameter\n: One.\n\nparameters\n: All.\n```\n"
    use = "# Use\n\n{term}`parameters`, {term}`parameter`\n\n```{toctree}\nglossary\n```\n"
    site = project({"glossary.md": page, "index.md": use}).build()
    assert site.references("index") == [
        ("parameters", "glossary#term-parameters"),
        ("parameter", "glossary#term-parameter"),
    ]


def test_forms_and_hidden_labels_are_no_entries_for_other_projects(project):
    site = project({"index.md": GLOSSARY}).build()
    assert not {"mice", "maus", "LoRA", "サーバ"} & set(site.inventory("std:term"))


# -- first use -------------------------------------------------------------------------------

FULL = "Low-Rank Adaptation (LoRA)"
FIRST_USE = {
    "glossary.md": GLOSSARY,
    "index.md": """
        # Use

        {term}`ours <LoRA>`, {term}`LoRA`, {term}`LoRA`, {term}`Low-Rank Adaptation`; LoRA, {term}`mouse`.

        ```{toctree}
        other
        third
        glossary
        ```
        """,  # noqa: E501 -- one paragraph
    "other.rst": "Other\n=====\n\n:term:`lora`, :term:`ours <LoRA>`, :term:`LoRA`.\n",
    "third.md": "# Third\n\n<term>`LoRA`, {term}`LoRA`.\n",
}
OF_INDEX = ["ours", FULL, "LoRA", "Low-Rank Adaptation", "mouse"]


def texts(links: list[tuple[str, str]]) -> list[str]:
    return [text for text, _target in links]


def test_the_first_role_of_each_page_shows_the_full_form(project):
    site = project(FIRST_USE, first_use="full").build()
    assert texts(site.references("index")) == OF_INDEX
    assert texts(site.references("other")) == [FULL, "ours", "LoRA"]
    assert texts(site.references("third")) == [FULL, "LoRA"]
    assert site.dead_links() == []


def test_as_written_by_default(project):
    site = project(FIRST_USE).build()
    assert texts(site.references("index")) == [
        "ours", "LoRA", "LoRA", "Low-Rank Adaptation", "mouse",
    ]  # fmt: skip
    assert texts(site.references("third")) == ["LoRA", "LoRA"]


def test_a_page_turns_full_forms_on(project):
    made = project(FIRST_USE)
    made.edit("third.md", "# Third", "---\nglossterm-first-use: full\n---\n# Third")
    made.edit("other.rst", "Other\n=", ":glossterm-first-use: full\n\nOther\n=")
    site = made.build()
    assert "LoRA" in texts(site.references("index"))[1:2]
    assert texts(site.references("third")) == [FULL, "LoRA"]
    assert texts(site.references("other")) == [FULL, "ours", "LoRA"]


def test_a_page_turns_full_forms_off(project):
    made = project(FIRST_USE, first_use="full")
    made.edit("third.md", "# Third", "---\nglossterm-first-use: as-written\n---\n# Third")
    site = made.build()
    assert texts(site.references("index")) == OF_INDEX
    assert texts(site.references("third")) == ["LoRA", "LoRA"]


def test_on_the_one_page_of_singlehtml_each_page_has_its_first_use(project):
    site = project(FIRST_USE, first_use="full").build("singlehtml")
    assert texts(site.references("index")) == [*OF_INDEX, FULL, "ours", "LoRA", FULL, "LoRA"]


def test_in_latex(project):
    site = project(FIRST_USE, first_use="full").build("latex")
    text = next(site.outdir.glob("*.tex")).read_text("utf-8").replace(r"\sphinxhyphen{}", "-")
    assert text.count(FULL) == 3


def test_the_full_form_follows_an_edited_option(project):
    made = project(FIRST_USE)
    site = made.build()
    made.configure(first_use="full")
    site, _pages = made.rebuild(site)
    assert texts(site.references("third")) == [FULL, "LoRA"]
    made.edit("third.md", "# Third", "---\nglossterm-first-use: as-written\n---\n# Third")
    site, pages = made.rebuild(site)
    assert texts(site.references("third")) == ["LoRA", "LoRA"]
    assert pages == {"third", "index"}


def test_the_full_form_follows_an_edited_label(project):
    made = project(FIRST_USE, first_use="full")
    site = made.build()
    made.edit("glossary.md", "Low-Rank Adaptation\n:", "Low-rank Adapting\n:")
    made.edit("index.md", ", {term}`Low-Rank Adaptation`", "")
    site, _pages = made.rebuild(site)
    assert texts(site.references("third")) == ["Low-rank Adapting (LoRA)", "LoRA"]
    assert site.files() == made.build().files()


def test_the_full_form_follows_an_abbreviation_that_comes_late(project):
    """No anchor and no label changes, only the pages that show the full form."""
    made = project(FIRST_USE, first_use="full")
    made.edit("glossary.md", ":abbr: LoRA", ":aliases: LoRA")
    site = made.build()
    assert texts(site.references("third")) == ["LoRA", "LoRA"]
    made.edit("glossary.md", ":aliases: LoRA", ":abbr: LoRA")
    site, pages = made.rebuild(site)
    assert {"index", "other", "third"} <= pages
    assert texts(site.references("third")) == [FULL, "LoRA"]


def test_the_full_form_follows_an_alias(project):
    """“LoRA” alone is its own full form; an alias gives it a longer one."""
    page = "# G\n\n```{glossary}\nLoRA\n: :abbr: LoRA\n\n  Two matrices.\n```\n"
    use = "---\norphan: true\n---\n# Use\n\n{term}`LoRA`\n"
    made = project({"index.md": page, "use.md": use}, first_use="full")
    site = made.build()
    made.edit("index.md", ":abbr: LoRA", ":abbr: LoRA\n  :aliases: Low-Rank Adaptation")
    site, pages = made.rebuild(site)
    assert pages == {"index", "use"}
    assert texts(site.references("use")) == [FULL]


def test_a_role_finds_inflected_forms_in_the_language_of_the_project(project):
    text = "# Page\n\n{term}`réseaux`\n\n```{glossary}\nréseau\n  x\n\ncanal\n  y\n```\n"
    site = project({"index.md": text}, language="fr").build()
    assert site.links("index") == [("réseaux", "index#term-reseau")]
