"""Fields of a concept, in each place where they can be written, in reST and in Markdown."""

from __future__ import annotations

import pytest

TERMS = "std:term"
WRITTEN = """
:aliases: low-rank adapters | LoRA adapters
:hidden: LoLA
:forms: LoRA'd
:abbr: LRA
:reading: ろーら
:broader: PEFT | Adapter
:related: Rank
:tags: tuning | adapters
:status: deprecated
:replaced-by: Adapter
:avoid: LaRO | low rank thing (say: LoRA)
:short: Two small matrices.
:source: Hu et al. 2021
:auto: no
:case: exact
:compound: yes
:lang: EN
:label_ja: ローラ | 低ランク適応
:label_zh_TW: 低秩適應
"""


def lines(text: str, indent: str) -> str:
    return "".join(f"{indent}{line}\n" for line in text.strip().splitlines())


def option_rst(fields: str) -> dict[str, str]:
    head = "Page\n====\n\n.. glossterm:concept:: LoRA\n"
    return {"lora.rst": f"{head}{lines(fields, '   ')}\n   Two matrices.\n"}


def option_md(fields: str) -> dict[str, str]:
    head = "# Page\n\n```{glossterm:concept} LoRA\n"
    return {"lora.md": f"{head}{lines(fields, '')}\nTwo matrices.\n```\n"}


def entry_rst(fields: str) -> dict[str, str]:
    head = "Page\n====\n\n.. glossary::\n\n   LoRA\n"
    return {"lora.rst": f"{head}{lines(fields, '      ')}\n      Two matrices.\n"}


def entry_md(fields: str, gap: str = "\n") -> dict[str, str]:
    body = lines(fields, "  ").replace("  ", ": ", 1)
    return {"lora.md": f"# Page\n\n```{{glossary}}\nLoRA\n{body}{gap}  Two matrices.\n```\n"}


def entry_md_close(fields: str) -> dict[str, str]:
    return entry_md(fields, gap="")


def entry_md_indented(fields: str) -> dict[str, str]:
    head = "# Page\n\n```{glossary}\nLoRA\n"
    return {"lora.md": f"{head}{lines(fields, '  ')}\n  Two matrices.\n```\n"}


def heading_rst(fields: str) -> dict[str, str]:
    head = ":glossterm-headings: 2\n\nPage\n====\n\nLoRA\n----\n\n"
    return {"lora.rst": f"{head}{lines(fields, '')}\nTwo matrices.\n"}


def heading_md(fields: str, gap: str = "\n") -> dict[str, str]:
    head = "---\nglossterm-headings: 2\n---\n# Page\n\n## LoRA\n\n"
    return {"lora.md": f"{head}{lines(fields, '')}{gap}Two matrices.\n"}


def heading_md_close(fields: str) -> dict[str, str]:
    return heading_md(fields, gap="")


def title_rst(fields: str) -> dict[str, str]:
    head = ":glossterm-headings: 1\n\nLoRA\n====\n\n"
    return {"lora.rst": f"{head}{lines(fields, '')}\nTwo matrices.\n"}


def title_md(fields: str) -> dict[str, str]:
    head = "---\nglossterm-headings: 1\n---\n# LoRA\n\n"
    return {"lora.md": f"{head}{lines(fields, '')}\nTwo matrices.\n"}


OPTIONS = (option_rst, option_md)
LISTS = (
    entry_rst, entry_md, entry_md_close, entry_md_indented, heading_rst, heading_md,
    heading_md_close, title_rst, title_md,
)  # fmt: skip
OTHERS = """
    # Use

    {term}`LRA`, {term}`LoLA`, {term}`LoRA adapters`

    ```{glossary}
    PEFT
    : Few parameters.

    Adapter
    : A layer.

    Rank
    : A number.
    ```

    ```{toctree}
    lora
    ```
    """


@pytest.mark.parametrize("place", [*OPTIONS, *LISTS], ids=lambda place: place.__name__)
def test_every_field_in_every_place(project, place):
    site = project({"index.md": OTHERS, **place(WRITTEN)}).build()
    concept = site.scheme["lora#term-LoRA"]
    assert [(label.text, str(label.kind), label.lang) for label in concept.labels] == [
        ("LoRA", "preferred", "en"),
        ("low-rank adapters", "alternative", "en"),
        ("LoRA adapters", "alternative", "en"),
        ("LoLA", "hidden", "en"),
        ("ローラ", "alternative", "ja"),
        ("低ランク適応", "alternative", "ja"),
        ("低秩適應", "alternative", "zh-TW"),
    ]
    assert concept.forms in {("LoRA'd",), ("LoRA’d",)}
    assert (concept.abbr, concept.reading) == ("LRA", "ろーら")
    assert (concept.broader, concept.related) == (("PEFT", "Adapter"), ("Rank",))
    assert (concept.tags, str(concept.status)) == (("tuning", "adapters"), "deprecated")
    assert (concept.short, concept.source) == ("Two small matrices.", "Hu et al. 2021")
    assert (concept.auto, str(concept.case), concept.compound) == (False, "exact", True)
    assert concept.avoid == ("LaRO", "low rank thing (say: LoRA)")
    assert concept.replaced_by == "Adapter"
    assert concept.definition == "Two matrices."
    assert site.references("index") == [
        (text, "lora#term-LoRA") for text in ("LRA", "LoLA", "LoRA adapters")
    ]
    prose = site.prose("lora")
    assert "Two matrices." in prose
    assert not any(word in prose for word in ("aliases", "broader", "LoLA", "Hu et al."))


@pytest.mark.parametrize("place", [*OPTIONS, *LISTS], ids=lambda place: place.__name__)
def test_an_id_in_every_place(project, place):
    use = "# Use\n\n{term}`LoRA`, {term}`low <lora-method>`\n\n```{toctree}\nlora\n```\n"
    site = project({"index.md": use, **place(":id: lora-method")}).build()
    assert site.references("index") == [("LoRA", "lora#lora-method"), ("low", "lora#lora-method")]
    assert site.dead_links() == []


@pytest.mark.parametrize("place", LISTS, ids=lambda place: place.__name__)
def test_an_unknown_field_next_to_a_known_one_is_reported(project, place):
    use = "# Use\n\nText.\n\n```{toctree}\nlora\n```\n"
    made = project({"index.md": use, **place(":hidden: LoLA\n:braoder: PEFT")})
    site = made.build(warns=None)
    said = 'unknown field "braoder"; did you mean "broader"? [glossterm.field]'
    assert [warning.partition("WARNING: ")[2] for warning in site.warnings] == [said]
    assert site.warnings[0].startswith("lora.")
    assert "Two matrices." in site.prose("lora")


@pytest.mark.parametrize("place", LISTS, ids=lambda place: place.__name__)
def test_an_unknown_field_alone_is_reported(project, place):
    use = "# Use\n\nText.\n\n```{toctree}\nlora\n```\n"
    site = project({"index.md": use, **place(":braoder: PEFT")}).build(warns=None)
    said = 'unknown field "braoder"; did you mean "broader"? [glossterm.field]'
    assert [warning.partition("WARNING: ")[2] for warning in site.warnings] == [said]
    assert "Two matrices." in site.prose("lora")


@pytest.mark.parametrize("place", OPTIONS, ids=lambda place: place.__name__)
def test_an_unknown_option_is_reported_and_the_concept_stays(project, place):
    use = "# Use\n\nText.\n\n```{toctree}\nlora\n```\n"
    site = project({"index.md": use, **place(":braoder: PEFT")}).build(warns=None)
    assert "Two matrices." in site.prose("lora")
    assert "LoRA" in site.inventory(TERMS)
    assert len(site.warnings) == 1
    assert 'did you mean "broader"?' in site.warnings[0]


WRONG = {
    "status: retired": "`preferred` or `deprecated`",
    "auto: perhaps": "`yes` or `no`",
    "case: upper": "`smart`, `exact` or `fold`",
    "id: two words": "an id: letters, digits, `-`, `_` and `.`",
}


@pytest.mark.parametrize(
    ("place", "field"),
    [
        *((place, "status: retired") for place in (*OPTIONS, *LISTS)),
        *((option_rst, field) for field in WRONG if field != "status: retired"),
        *((heading_md_close, field) for field in WRONG if field != "status: retired"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_a_value_that_a_field_does_not_allow(project, place, field):
    use = "# Use\n\nText.\n\n```{toctree}\nlora\n```\n"
    name, _, value = field.partition(": ")
    site = project({"index.md": use, **place(f":{field}\n:hidden: LoLA")}).build(warns=None)
    assert [warning.partition("WARNING: ")[2] for warning in site.warnings] == [
        f'field "{name}" of a concept has the value "{value}"; it takes {WRONG[field]}'
        " [glossterm.field]"
    ]
    assert site.warnings[0].startswith("lora.")
    assert "LoLA" in [label.text for label in site.scheme["lora#term-LoRA"].labels]


# -- relations -------------------------------------------------------------------------------

FAMILY = """
    # Glossary

    ```{glossary}
    PEFT
    : Few parameters.

    Adapter
    : :related: Rank

      A layer.

    LoRA
    : :broader: PEFT | Adapter

      Two matrices.

    QLoRA
    : :broader: LoRA

      Four bits.

    Rank
    : A number.
    ```
    """


def test_narrower_concepts_and_the_other_half_of_related_are_computed(project):
    scheme = project({"index.md": FAMILY}).build().scheme
    at = "index#term-{}".format
    assert scheme.broader(at("LoRA")) == (at("PEFT"), at("Adapter"))
    assert scheme.narrower(at("PEFT")) == scheme.narrower(at("Adapter")) == (at("LoRA"),)
    assert scheme.narrower(at("LoRA")) == (at("QLoRA"),)
    assert scheme.related(at("Adapter")) == (at("Rank"),)
    assert scheme.related(at("Rank")) == (at("Adapter"),)


def test_a_concept_of_two_parents_is_below_both(project):
    assert project({"index.md": FAMILY}).build().index(view="tree") == [
        ("", ["Adapter", ["LoRA", ["QLoRA"]], "PEFT", ["LoRA"]]),
        ("Other terms", ["Rank"]),
    ]


def test_related_twice_is_related_once(project):
    page = FAMILY.replace(": A number.", ": :related: Adapter\n\n      A number.")
    scheme = project({"index.md": page}).build().scheme
    assert scheme.related("index#term-Rank") == ("index#term-Adapter",)


def test_what_docutils_reports_of_a_value_is_no_part_of_it(project):
    page = """
        Knots
        =====

        .. glossary::

           Bowline
              :tags: *loops | ropes
              :aliases: Bulin

              A loop.
        """
    warning = "index.rst:7: WARNING: Inline emphasis start-string without end-string. [docutils]"
    site = project({"index.rst": page}).build(warns=[warning])
    (concept,) = site.scheme
    assert concept.tags == ("*loops", "ropes")
    assert concept.alt_labels == ("Bulin",)
