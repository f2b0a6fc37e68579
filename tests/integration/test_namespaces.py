"""Named glossaries, and labels that several of them have."""

from __future__ import annotations

SOURCE = {
    "ml/words.md": """
        # Learning

        ```{glossary}
        :name: ml

        Adapter
        : A small layer.

        Layer
        : A step.
        ```
        """,
    "ml/use.md": "# Use\n\n{term}`Adapter`, {term}`hw:Adapter`; two adapters.\n",
    "hw/words.rst": """
        Hardware
        ========

        .. glossary::
           :name: hw

           Adapter
              A plug.

           Port
              A hole.
        """,
    "hw/use.rst": "Use\n===\n\n:term:`Adapter`, :term:`ml:Adapter`; two adapters.\n",
    "index.md": """
        # Contents

        {term}`ml:Adapter`, {term}`hw:adapters`, {term}`plug <hw:Adapter>`, {term}`Port`

        ```{toctree}
        ml/words
        ml/use
        hw/words
        hw/use
        ```
        """,
}
ML, HW = "ml/words#term-Adapter", "hw/words#term-Adapter"
CONF = {"link": "everywhere", "link_density": "every"}


def test_a_qualified_role_shows_the_term_alone(project):
    site = project(SOURCE, **CONF).build()
    assert site.references("index") == [
        ("Adapter", ML),
        ("adapters", HW),
        ("plug", HW),
        ("Port", "hw/words#term-Port"),
    ]


def test_the_nearest_glossary_wins(project):
    site = project(SOURCE, **CONF).build()
    assert site.references("ml/use") == [("Adapter", ML), ("Adapter", HW)]
    assert site.mentions("ml/use") == [("adapters", ML)]
    assert site.references("hw/use") == [("Adapter", HW), ("Adapter", ML)]
    assert site.mentions("hw/use") == [("adapters", HW)]
    assert site.dead_links() == []


def test_both_are_in_the_index_and_no_duplicate_is_reported(project):
    site = project(SOURCE).build()
    assert site.index()[0] == ("A", ["Adapter", "Adapter"])
    assert {"ml/words#term-Adapter", "hw/words#term-Adapter"} <= set(
        site.inventory("glossterm:concept")
    )


def test_an_ambiguous_role_is_reported_with_what_to_write(project):
    made = project(SOURCE)
    made.edit("index.md", "{term}`Port`", "{term}`Adapter`")
    site = made.build(
        warns=[
            'index.md:3: WARNING: "Adapter" is ambiguous (hw/words:7, ml/words:6); the first is'
            ' used, write one of these instead: "Adapter <hw:Adapter>", "Adapter <ml:Adapter>"'
            " [glossterm.ambiguous_term]"
        ]
    )
    assert site.references("index")[-1] == ("Adapter", HW)


def test_an_ambiguous_mention_is_reported_and_not_linked(project):
    made = project(SOURCE, **CONF)
    made.edit("index.md", "{term}`Port`", "an adapter")
    site = made.build(
        warns=[
            'index.md:3: WARNING: "adapter" is ambiguous (hw/words:7, ml/words:6) and not linked;'
            ' write a term role with one of: "adapter <hw:Adapter>", "adapter <ml:Adapter>"'
            " [glossterm.ambiguous_term]"
        ]
    )
    assert site.mentions("index") == []


def test_the_suggestion_of_the_warning_gives_no_warning(project):
    made = project(SOURCE)
    made.edit("index.md", "{term}`Port`", "{term}`Adapter <ml:Adapter>`")
    assert made.build().references("index")[-1] == ("Adapter", ML)


def test_a_name_that_no_glossary_has(project):
    made = project(SOURCE)
    made.edit("index.md", "{term}`Port`", "{term}`ml:Port`, {term}`sw:Adapter`")
    made.build(
        warns=[
            "index.md:3: WARNING: term not in glossary: 'ml:Port'; did you mean \"Port\"?"
            " [ref.term]",
            "index.md:3: WARNING: term not in glossary: 'sw:Adapter'; did you mean \"Adapter\"?"
            " [ref.term]",
        ]
    )


def test_a_label_with_a_colon_is_not_a_namespace(project):
    page = "# T\n\n```{glossary}\nStd::Vector\n: A list.\n\nml:x\n: X.\n```\n"
    use = "---\norphan: true\n---\n# U\n\n{term}`Std::Vector`, {term}`ml:x`\n"
    site = project({"index.md": page, "use.md": use}).build()
    assert [text for text, _ in site.references("use")] == ["Std::Vector", "ml:x"]


def test_two_of_one_page(project):
    page = """
        # Both

        ```{glossary}
        :name: ml

        Adapter
        : A layer.
        ```

        ```{glossary}
        :name: hw

        Adapter
        : A plug.
        ```

        {term}`ml:Adapter`, {term}`hw:Adapter`
        """
    site = project({"index.md": page}).build()
    first, second = (target for _text, target in site.references("index"))
    assert first != second
    assert site.dead_links() == []


def test_a_name_that_changes_is_followed(project):
    made = project(SOURCE)
    site = made.build()
    made.edit("ml/words.md", ":name: ml", ":name: dl")
    made.edit("index.md", "ml:Adapter", "dl:Adapter")
    lost = (
        "hw/use.rst:4: WARNING: term not in glossary: 'ml:Adapter'; did you mean \"Adapter\"?"
        " [ref.term]"
    )
    site, pages = made.rebuild(site, warns=[lost])
    assert pages == {"index", "ml/words", "hw/use"}
    assert site.files() == made.build(warns=[lost]).files()
