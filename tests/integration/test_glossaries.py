"""The ways to write a glossary, in reST and in Markdown, and their results."""

from __future__ import annotations

import pytest

TERMS = "std:term"
CONCEPTS = "glossterm:concept"

IN_BOTH = pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            {
                "index.rst": """
                    Glossary
                    ========

                    .. glossary::

                       LoRA
                       Low-Rank Adaptation
                          Trains two small matrices.

                       PEFT
                          Tunes few parameters.
                    """
            },
            id="reST",
        ),
        pytest.param(
            {
                "index.md": """
                    # Glossary

                    ```{glossary}
                    LoRA
                    Low-Rank Adaptation
                      Trains two small matrices.

                    PEFT
                      Tunes few parameters.
                    ```
                    """
            },
            id="MyST",
        ),
        pytest.param(
            {
                "index.md": """
                    # Glossary

                    ```{glossary}
                    LoRA
                    Low-Rank Adaptation
                    : Trains two small matrices.

                    PEFT
                    : Tunes few parameters.
                    ```
                    """
            },
            id="MyST-definition-list",
        ),
        pytest.param(
            {
                "index.rst": """
                    Glossary
                    ========

                    .. glossterm:glossary::

                       LoRA
                       Low-Rank Adaptation
                          Trains two small matrices.

                       PEFT
                          Tunes few parameters.
                    """
            },
            id="ours",
        ),
        pytest.param(
            {
                "index.rst": """
                    Glossary
                    ========

                    .. glossterm:concept:: LoRA | Low-Rank Adaptation

                       Trains two small matrices.

                    .. glossterm:concept:: PEFT

                       Tunes few parameters.
                    """
            },
            id="concept",
        ),
        pytest.param(
            {
                "index.md": """
                    # Glossary

                    ```{glossterm:concept} LoRA | Low-Rank Adaptation
                    Trains two small matrices.
                    ```

                    ```{glossterm:concept} PEFT
                    Tunes few parameters.
                    ```
                    """
            },
            id="MyST-concept",
        ),
    ],
)


@IN_BOTH
def test_every_form_makes_the_same_concepts(project, source):
    site = project(source).build()
    assert site.inventory(TERMS) == {
        "LoRA": "index.html#term-LoRA",
        "Low-Rank Adaptation": "index.html#term-Low-Rank-Adaptation",
        "PEFT": "index.html#term-PEFT",
    }
    assert site.inventory(CONCEPTS) == {
        "LoRA": "index.html#term-LoRA",
        "PEFT": "index.html#term-PEFT",
    }
    assert site.index() == [("L", ["LoRA", "Low-Rank Adaptation → LoRA"]), ("P", ["PEFT"])]
    assert "Trains two small matrices." in site.prose("index")
    assert site.dead_links() == []


def test_a_definition_list_with_the_class_glossary(project):
    site = project(
        {
            "index.md": """
                # Glossary

                {.glossary}
                LoRA
                : Trains two small matrices.

                PEFT
                : Tunes few parameters.
                """
        },
        myst_enable_extensions=["deflist", "attrs_block"],
    ).build()
    assert site.inventory(CONCEPTS) == {
        "LoRA": "index.html#term-LoRA",
        "PEFT": "index.html#term-PEFT",
    }


def test_a_definition_of_two_paragraphs_in_the_definition_list_form(project):
    site = project(
        {
            "index.md": """
                # Glossary

                ```{glossary}
                LoRA
                : Trains two small matrices.
                : Leaves the model as it is.

                PEFT
                : Tunes few parameters.

                  Keeps the rest.
                ```

                ## Use

                {term}`LoRA` and {term}`PEFT`.
                """
        }
    ).build()
    tips = site.tips("index")
    assert tips["index#term-LoRA"]["body"] == [
        ["p", "Trains two small matrices."],
        ["p", "Leaves the model as it is."],
    ]
    assert tips["index#term-PEFT"]["body"] == [
        ["p", "Tunes few parameters."],
        ["p", "Keeps the rest."],
    ]


def test_sorted(project):
    source = {
        "index.rst": """
            Glossary
            ========

            .. glossary::
               :sorted:

               PEFT
                  Tunes few parameters.

               LoRA
                  Trains two small matrices.
            """
    }
    site = project(source).build()
    assert site.ids("index").index("term-LoRA") < site.ids("index").index("term-PEFT")


def test_a_classifier_is_the_key_of_the_general_index(project):
    source = {
        "index.rst": """
            Glossary
            ========

            .. glossary::

               適応 : て
                  A definition.
            """
    }
    site = project(source).build()
    assert site.general_index() == {"て": {"適応": "index#term-適応"}}
    assert site.inventory(TERMS) == {"適応": "index.html#term-適応"}


def test_a_named_glossary_is_a_namespace(project):
    source = {
        "ml.md": """
            # Learning

            ```{glossterm:glossary}
            :name: ml

            Adapter
            : A small layer.
            ```
            """,
        "hw.md": """
            # Hardware

            ```{glossary}
            :name: hw

            Adapter
            : A plug.
            ```
            """,
        "index.md": """
            # Use

            {term}`ml:Adapter`, {term}`hw:Adapter`, {term}`plug <hw:Adapter>`

            ```{toctree}
            ml
            hw
            ```
            """,
    }
    site = project(source).build()
    assert site.references("index") == [
        ("Adapter", "ml#term-Adapter"),
        ("Adapter", "hw#term-Adapter"),
        ("plug", "hw#term-Adapter"),
    ]


def test_takeover_false_leaves_sphinxs_own_glossaries_alone(project):
    source = {
        "index.md": """
            # Glossary

            ```{glossary}
            Gradient
              A slope.
            ```

            ```{glossterm:glossary}
            LoRA
            : Two matrices.
            ```

            ## Use

            {term}`Gradient`, {glossterm:term}`LoRA`; LoRA and a gradient.
            """
    }
    site = project(source, takeover=False, link="everywhere", link_density="every").build()
    assert site.inventory(CONCEPTS) == {"LoRA": "index.html#term-LoRA"}
    assert site.links("index") == [
        ("LoRA", "index#term-LoRA"),
        ("LoRA", "index#term-LoRA"),
    ]
    assert ">Gradient</span></a>" in site.source("index")
    assert site.dead_links() == []


# -- fields -------------------------------------------------------------------------------

FIELDS_IN_REST = """
    .. glossterm:concept:: LoRA | Low-Rank Adaptation
       :aliases: low-rank adapters | LoRA adapters
       :hidden: LoLA
       :forms: LoRA'd
       :abbr: LRA
       :reading: ろーら
       :broader: PEFT
       :related: Adapter
       :tags: tuning | adapters
       :status: preferred
       :short: Two small matrices.
       :source: Hu et al. 2021
       :id: lora
       :auto: yes
       :case: exact
       :compound: yes

       Trains two small matrices beside a frozen weight.
    """
FIELDS_IN_MYST = """
    ```{glossterm:concept} LoRA | Low-Rank Adaptation
    :aliases: low-rank adapters | LoRA adapters
    :hidden: LoLA
    :forms: LoRA'd
    :abbr: LRA
    :reading: ろーら
    :broader: PEFT
    :related: Adapter
    :tags: tuning | adapters
    :status: preferred
    :short: Two small matrices.
    :source: Hu et al. 2021
    :id: lora
    :auto: yes
    :case: exact
    :compound: yes

    Trains two small matrices beside a frozen weight.
    ```
    """
OTHERS = """
    ```{glossary}
    PEFT
    : Tunes few parameters.

    Adapter
    : A small layer.
    ```
    """


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("lora.rst", FIELDS_IN_REST, id="reST"),
        pytest.param("lora.md", FIELDS_IN_MYST, id="MyST"),
    ],
)
def test_a_concept_with_every_field(project, name, text):
    site = project(
        {
            name: text,
            "others.md": OTHERS,
            "index.md": """
                # Use

                LoRA, Low-Rank Adaptation, low-rank adapters, LoLA, LoRA'd, LRA; not lora.

                {term}`LRA`, {term}`LoLA`, {term}`ours <lora>`

                ```{toctree}
                lora
                others
                ```
                """,
        },
        link="everywhere",
        link_density="every",
    ).build(warns=_UNTITLED)
    to = "lora#lora"
    assert site.mentions("index") == [
        ("LoRA", to),
        ("Low-Rank Adaptation", "lora#term-Low-Rank-Adaptation"),
        *((text, to) for text in ("low-rank adapters", "LoLA", "LoRA’d", "LRA")),
    ]
    assert site.references("index") == [("LRA", to), ("LoLA", to), ("ours", to)]
    assert set(site.concepts("index")) == {"lora"}
    assert site.index() == [
        ("A", ["Adapter"]),
        ("L", ["LoRA", "Low-Rank Adaptation → LoRA", "low-rank adapters → LoRA"]),
        ("P", ["PEFT", ["LoRA"]]),
        ("ら", ["ろーら → LoRA"]),
    ]
    entry = "".join(site.entries()["lora"].itertext())
    assert "Low-Rank Adaptation · low-rank adapters · LoRA adapters" in entry
    assert "ろーら" in entry
    assert "LoLA" not in entry
    assert site.tips("index")["lora"]["text"] == "Two small matrices."
    assert site.dead_links() == []


_UNTITLED: list[str] = [
    "index.md:7: WARNING: toctree contains reference to document 'lora' that doesn't have a"
    " title: no link will be generated [toc.no_title]",
    "index.md:7: WARNING: toctree contains reference to document 'others' that doesn't have a"
    " title: no link will be generated [toc.no_title]",
]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            {
                "index.rst": """
                    Glossary
                    ========

                    .. glossary::

                       LoRA
                          :aliases: low-rank adapters
                          :broader: PEFT

                          Two matrices.

                       PEFT
                          Few parameters.
                    """
            },
            id="reST",
        ),
        pytest.param(
            {
                "index.md": """
                    # Glossary

                    ```{glossary}
                    LoRA
                    : :aliases: low-rank adapters
                      :broader: PEFT

                      Two matrices.

                    PEFT
                    : Few parameters.
                    ```
                    """
            },
            id="MyST",
        ),
    ],
)
def test_fields_at_the_head_of_a_definition(project, source):
    site = project(source).build()
    assert site.index() == [
        ("L", ["LoRA", "low-rank adapters → LoRA"]),
        ("P", ["PEFT", ["LoRA"]]),
    ]
    assert site.inventory(TERMS)["low-rank adapters"] == "index.html#term-LoRA"
    assert "broader" not in site.prose("index")
    assert "Two matrices." in site.prose("index")


def test_a_field_list_that_has_no_field_of_ours_is_the_authors(project):
    source = {
        "index.rst": """
            Glossary
            ========

            .. glossary::

               LoRA
                  :Inventor: Hu et al.

                  Two matrices.
            """
    }
    site = project(source).build()
    assert "Inventor" in site.prose("index")


# -- inferred broader concepts ---------------------------------------------------------------

INFERRED = {
    "index.md": """
        # Glossary

        ```{glossary}
        PEFT
        : Tunes few parameters.

        LoRA
        : Is a kind of PEFT that trains two small matrices.

        Adapter Layers
        : メモリ消費を抑えるPEFT手法の一種。
        ```
        """
}


def test_the_broader_concept_is_inferred_from_a_definition_if_enabled(project):
    site = project(INFERRED, infer_broader=True).build()
    assert site.index() == [
        ("A", ["Adapter Layers"]),
        ("L", ["LoRA"]),
        ("P", ["PEFT", ["Adapter Layers", "LoRA"]]),
    ]


def test_definitions_are_read_in_the_language_of_the_project(project):
    source = {
        "index.md": """
            # Glossar

            ```{glossary}
            Speicher
            : Enthält Werte, z. B. Zahlen. Mehr nicht.

            Puffer
            : Eine Form des Speichers.
            ```
            """
    }
    site = project(source, language="de", infer_broader=True).build()
    assert ("S", ["Speicher", ["Puffer"]]) in site.index()
    texts = ["".join(entry.itertext()) for entry in site.entries().values()]
    assert any("Enthält Werte, z. B. Zahlen." in text for text in texts)
    assert not any("Mehr nicht" in text for text in texts)


def test_no_broader_concept_is_inferred_by_default(project):
    site = project(INFERRED).build()
    assert site.index() == [("A", ["Adapter Layers"]), ("L", ["LoRA"]), ("P", ["PEFT"])]


def test_a_written_broader_concept_overrides_an_inferred_one(project):
    source = {
        "index.md": """
            # Glossary

            ```{glossary}
            PEFT
            : Tunes few parameters.

            Adapter
            : A small layer.

            LoRA
            : :broader: Adapter

              A kind of PEFT.
            ```
            """
    }
    site = project(source, infer_broader=True).build()
    assert ("A", ["Adapter", ["LoRA"]]) in site.index()


DIVIDED = {
    "index.md": """
        # T

        ```{glossary}
        LoRA | Low-Rank Adaptation
        : Two matrices.

        R|S
        : Another.
        ```
        """
}
DIVIDED_REST = {
    "index.rst": """
        T
        =

        .. glossary::

           LoRA | Low-Rank Adaptation
              Two matrices.

           R|S
              Another.
        """
}


@pytest.mark.parametrize("source", [DIVIDED, DIVIDED_REST], ids=["Markdown", "reST"])
def test_a_line_with_the_separator_has_several_labels(project, source):
    text = "---\norphan: true\n---\n# Use\n\nLow-rank adaptation.\n\n## Again\n\n{term}`LoRA`\n"
    made = project({**source, "use.md": text}, link="everywhere")
    site = made.build()
    anchor = "index#term-LoRA-Low-Rank-Adaptation"
    assert site.mentions("use") == [("Low-rank adaptation", anchor)]
    concept, other = site.scheme
    assert [label.text for label in concept.labels][:2] == ["LoRA", "Low-Rank Adaptation"]
    assert other.pref_label == "R|S"
    # Sphinx's original id is kept.
    assert set(site.inventory(TERMS)) >= {"LoRA | Low-Rank Adaptation", "LoRA", "R|S"}
