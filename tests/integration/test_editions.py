"""Entries in ``only`` blocks: one address in every edition, duplicates only if both are shown."""

from __future__ import annotations

import pytest

TERMS = "std:term"
REST = """
    Tools
    =====

    .. glossary::

       clay
          Soft.

    .. only:: pro

       .. glossary::

          lathe
          turning lathe
             It turns clay.

    .. only:: not pro

       .. glossary::

          lathe
          free lathe
             It is sold apart from clay.
    """
MYST = """
    # Tools

    ```{glossary}
    clay
    : Soft.
    ```

    ````{only} pro
    ```{glossary}
    lathe
    turning lathe
    : It turns clay.
    ```
    ````

    ````{only} not pro
    ```{glossary}
    lathe
    free lathe
    : It is sold apart from clay.
    ```
    ````
    """
HEADINGS = """
    :glossterm-headings: 2

    Tools
    =====

    clay
    ----

    Soft.

    .. only:: pro

       lathe | turning lathe
       ---------------------

       It turns clay.

    .. only:: not pro

       lathe | free lathe
       ---------------------

       It is sold apart from clay.
    """
USE = "# Use\n\n{term}`lathe`\n\nThe lathe for clay.\n\n```{toctree}\ntools\n```\n"
SHORT = {"pro": "It turns clay.", "": "It is sold apart from clay."}
OWN = {"pro": "turning lathe", "": "free lathe"}


def editions(made, *tags: str, doctrees: str, out: str, **more):
    """A build with these tags, in a separate process."""
    made.configure("".join(f"tags.add({tag!r})\n" for tag in tags))
    return made.make(doctrees=doctrees, out=out, **more)


@pytest.mark.parametrize("order", [("", "pro"), ("pro", "", "pro")])
@pytest.mark.parametrize(
    ("name", "text"),
    [("tools.rst", REST), ("tools.md", MYST), ("tools.rst", HEADINGS)],
    ids=["reST", "MyST", "headings"],
)
def test_one_of_two_is_shown(project, order, name, text):
    made = project({"index.md": USE, name: text}, link="everywhere", link_density="every")
    for edition in order:
        made.code = ""
        site = editions(made, *filter(None, [edition]), doctrees="doctrees", out=f"out-{edition}")
        lathe = "tools#term-lathe"
        assert site.links("index") == [
            ("lathe", lathe),
            ("lathe", lathe),
            ("clay", "tools#term-clay"),
        ]
        assert site.tips("index")[lathe]["text"] == SHORT[edition]
        assert site.tips("index")[lathe]["also"] == [OWN[edition]]
        rows = {text: to for group in site.general_index().values() for text, to in group.items()}
        assert set(rows) == {"clay", "lathe", OWN[edition]}
        assert rows["lathe"] == lathe
        assert site.inventory(TERMS)["lathe"] == "tools.html#term-lathe"
        assert site.inventory("glossterm:concept")["lathe"] == "tools.html#term-lathe"
        assert site.ids("tools").count("term-lathe") == 1
        assert list(site.entries()) == ["tools#term-clay", lathe]
        assert site.dead_links() == []


def glossary(condition: str, label: str = "lathe", indent: str = "") -> str:
    return (
        f"{indent}.. only:: {condition}\n\n{indent}   .. glossary::\n\n"
        f"{indent}      {label}\n{indent}         Under {condition}.\n\n"
    )


@pytest.mark.parametrize(
    ("conditions", "builds"),
    [
        (["small", "not small and big", "not (small or big)"], [[], ["small"], ["big", "small"]]),
        (["html", "latex", "text or man"], [[]]),
        (["builder_epub", "not epub"], [[]]),
        (["a and b", "a and not b", "not a"], [["a", "b"], ["b"]]),
    ],
)
def test_exclusive_conditions(project, conditions, builds):
    text = "Tools\n=====\n\n" + "".join(map(glossary, conditions))
    made = project({"index.rst": text + ":term:`lathe`\n"})
    for tags in builds:
        made.code = ""
        site = editions(made, *tags, doctrees="doctrees", out="-".join(["out", *tags]))
        assert site.references("index") == [("lathe", "index#term-lathe")]
        assert site.dead_links() == []
        assert [i for i in site.ids("index") if i.startswith("term-l")] == ["term-lathe"]


@pytest.mark.parametrize(
    "conditions",
    [["a", "b"], ["a", "a"], ["html", "not latex"], ["a", "a or b"], ["a", "a is none"]],
)
def test_conditions_that_may_hold_together(project, conditions):
    text = "Tools\n=====\n\n" + "".join(map(glossary, conditions))
    made = project({"index.rst": text})
    site = editions(made, "a", "b", doctrees="doctrees", out="both", warns=None)
    ids = [i for i in site.ids("index") if i.startswith("term-lathe")]
    assert ids == ["term-lathe", "term-lathe-2"]
    twice = (
        'index.rst:15: WARNING: "lathe" is defined twice in this page, first at index:8; join the'
        " two entries or give one of them another label [glossterm.duplicate_concept]"
    )
    assert [line for line in site.warnings if "duplicate" in line] == [twice]
    made.code = ""
    one = editions(made, "a", doctrees="doctrees", out="one", warns=None)
    shown = [i for i in one.ids("index") if i.startswith("term-lathe")]
    assert shown == ids[: len(shown)]


def test_nested_conditions(project):
    inner = glossary("small", indent="   ") + glossary("not small", indent="   ")
    made = project({"index.rst": f"Tools\n=====\n\n.. only:: pro\n\n{inner}\n:term:`lathe`\n"})
    for tags in (["pro"], ["pro", "small"]):
        made.code = ""
        site = editions(made, *tags, doctrees="doctrees", out="-".join(tags))
        assert site.references("index") == [("lathe", "index#term-lathe")]
        assert site.dead_links() == []


def test_on_two_pages(project):
    made = project(
        {
            "index.rst": "T\n=\n\n:term:`lathe`\n\n.. toctree::\n\n   one\n   two\n",
            "one.rst": "One\n===\n\n" + glossary("pro"),
            "two.rst": "Two\n===\n\n" + glossary("not pro"),
        }
    )
    for tags, page in (["pro"], "one"), ([], "two"):
        made.code = ""
        site = editions(made, *tags, doctrees="doctrees", out="-".join(["out", *tags]))
        assert site.references("index") == [("lathe", f"{page}#term-lathe")]
        assert site.inventory(TERMS)["lathe"] == f"{page}.html#term-lathe"
        rows = [to for group in site.general_index().values() for to in group.values()]
        assert rows == [f"{page}#term-lathe"]
        assert site.dead_links() == []


IFCONFIG = """
    Tools
    =====

    .. ifconfig:: pro

       .. glossary::

          lathe
             It turns clay. See the wheel.

    .. ifconfig:: not pro

       .. glossary::

          lathe
             It is sold apart.

    .. ifconfig:: pro and missing

       .. glossary::

          wheel
             Never shown.

    .. ifconfig:: builder == "text"

       .. glossary::

          plate
             Of text alone.

    .. ifconfig:: builder != "text"

       .. glossary::

          plate
             Of all but text.

    :term:`lathe` :term:`plate`
    """


def with_value(made, pro: bool, out: str):
    made.code = ""
    made.configure(
        'extensions.append("sphinx.ext.ifconfig")\n'
        f'def setup(app):\n    app.add_config_value("pro", {pro}, "env")\n'
    )
    return made.make(doctrees="doctrees", out=out, warns=None)


def test_editions_of_ifconfig(project):
    made = project({"index.rst": IFCONFIG}, link="everywhere")
    for pro, text in (
        (True, "It turns clay."),
        (False, "It is sold apart."),
        (True, "It turns clay."),
    ):
        site = with_value(made, pro, f"out-{pro}")
        lathe, plate = "index#term-lathe", "index#term-plate"
        assert not any("glossterm" in line or "duplicate" in line for line in site.warnings)
        assert site.references("index") == [("lathe", lathe), ("plate", plate)]
        assert list(site.entries()) == [lathe, plate]
        assert site.tips("index")[lathe]["text"] == text
        assert site.tips("index")[plate]["text"] == "Of all but text."
        assert site.dead_links() == []
        assert site.ids("index").count("term-lathe") == 1


@pytest.mark.parametrize("conditions", [["pro", "pro"], ["pro", "True"]])
def test_both_of_ifconfig_are_shown(project, conditions):
    blocks = "".join(map(glossary, conditions)).replace("only::", "ifconfig::")
    made = project({"index.rst": f"Tools\n=====\n\n{blocks}"})
    site = with_value(made, True, "out")
    assert [line for line in site.warnings if "duplicate" in line] == [
        'index.rst:15: WARNING: "lathe" is defined twice in this page, first at index:8; join the'
        " two entries or give one of them another label [glossterm.duplicate_concept]"
    ]


def test_headings_in_ifconfig(project):
    text = ":glossterm-headings: 2\n\nTools\n=====\n\n"
    for condition in "pro", "not pro":
        text += f".. ifconfig:: {condition}\n\n   lathe\n   -----\n\n   Under {condition}.\n\n"
    made = project({"index.rst": text + ".. ifconfig:: True\n\n   :term:`lathe`\n"})
    for pro, words in (True, "Under pro."), (False, "Under not pro."):
        site = with_value(made, pro, f"out-{pro}")
        assert site.references("index") == [("lathe", "index#term-lathe")]
        assert site.tips("index")["index#term-lathe"]["text"] == words
        assert site.warnings == []
        assert site.dead_links() == []
