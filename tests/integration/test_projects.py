"""Terms of other projects: linked like local ones if enabled, with their definitions."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Project

OTHER = {
    "index.md": """
        # Other

        ```{glossary}
        LoRA
        Low-Rank Adaptation
        : Two *small* matrices, see [below](#below) and {term}`PEFT`.

        PEFT
        : Few parameters.

        Gadget
        : :hidden: gizmo

          A thing.
        ```

        (below)=
        ## Below

        Text.
        """
}
USE = {
    "index.md": """
        # Use

        LoRA and two gadgets.

        {term}`low-rank adaptation`, {term}`other:PEFT`, {term}`few <PEFT>`; a widget.

        ```{glossary}
        Widget
        : Mine.
        ```
        """
}
SITE = "https://other.invalid/docs/"
CONF = {
    "extensions": ["myst_parser", "sphinx.ext.intersphinx", "sphinxcontrib_glossterm"],
    "intersphinx_mapping": {"other": (SITE, "../other/objects.inv")},
    "link": "everywhere",
}
ID = f"other:{SITE}index.html#term-LoRA"


@pytest.fixture(scope="module")
def other(module_project):
    """The site of the other project."""
    return module_project(OTHER).build()


@pytest.fixture
def using(project, other):
    """Create a project that uses the other one: its inventory, and its published glossary."""

    def make(source=USE, payload: str | None = None, **conf) -> Project:
        made = project(source, **CONF, **conf)
        folder = made.workdir / "other"
        folder.mkdir()
        shutil.copy(other.outdir / "objects.inv", folder)
        if payload is None:
            shutil.copy(other.outdir / "glossterm.json", folder)
        elif payload:
            (folder / "glossterm.json").write_text(payload, "utf-8")
        return made

    return make


def foreign(site, page: str = "index") -> list[tuple[str, str, bool]]:
    """Each link to the other project: its text, its address, and whether it is ours."""
    return [
        (
            "".join(a.itertext()),
            a.get("href", "").removeprefix(SITE),
            a.get("data-glossterm") is not None,
        )
        for a in site.body(page).iter()
        if a.tag.endswith("}a") and a.get("href", "").startswith("https:")
    ]


def test_roles_and_mentions_go_to_the_other_project(using):
    site = using(projects=["other"]).build()
    assert foreign(site) == [
        ("LoRA", "index.html#term-LoRA", True),
        ("gadgets", "index.html#term-Gadget", True),
        ("low-rank adaptation", "index.html#term-LoRA", True),
        ("PEFT", "index.html#term-PEFT", True),
        ("few", "index.html#term-PEFT", True),
    ]
    auto = f'class="reference external glossterm glossterm-auto" data-glossterm="{ID}"'
    assert auto in site.source("index")
    assert site.mentions("index")[-1] == ("widget", "index#term-Widget")


def test_only_where_it_is_asked_for(using):
    """Roles are then resolved by intersphinx; nothing is linked automatically."""
    site = using().build()
    assert (
        foreign(site)
        == [
            ("low-rank adaptation", "index.html#term-Low-Rank-Adaptation", False),
            ("other:PEFT", "index.html#term-PEFT", False),
            ("few", "index.html#term-PEFT", False),
        ]
        or [own for *_rest, own in foreign(site)] == [False] * 3
    )
    assert list(site.tips("index")) == ["index#term-Widget"]


def test_tips_show_what_the_other_project_publishes(using):
    tips = using(projects=["other"]).build().tips("index")
    assert tips[ID] == {
        "label": "LoRA",
        "also": ["Low-Rank Adaptation"],
        "href": f"{SITE}index.html#term-LoRA",
        "text": "Two small matrices, see below and PEFT.",
        "body": [
            [
                "p",
                "Two ",
                ["em", "small"],
                " matrices, see ",
                ["a", {"href": f"{SITE}index.html#below"}, "below"],
                " and ",
                ["a", {"href": f"{SITE}index.html#term-PEFT"}, "PEFT"],
                ".",
            ]
        ],
    }


def test_a_project_that_publishes_nothing_is_linked_without_tips(using):
    site = using(payload="", projects=["other"]).build()
    assert ("gadgets", "index.html#term-Gadget", True) in foreign(site)
    assert list(site.tips("index")) == ["index#term-Widget"]


def test_own_terms_come_first_on_every_page(using):
    far = "---\norphan: true\n---\n# Far\n\n```{glossary}\nLoRA\n: Mine.\n\ngadgets\n: Mine.\n```\n"
    site = using({**USE, "very/far/away.md": far}, projects=["other"]).build()
    assert site.mentions("index")[:2] == [
        ("LoRA", "very/far/away#term-LoRA"),
        ("gadgets", "very/far/away#term-gadgets"),
    ]
    assert ("PEFT", "index.html#term-PEFT", True) in foreign(site)


def test_terms_of_other_projects_are_not_in_the_own_index(using):
    site = using(projects=["other"]).build()
    assert set(site.inventory("std:term")) == {"Widget"}
    assert set(site.inventory("glossterm:concept")) == {"Widget"}
    assert site.index() == [("W", ["Widget"])]
    published = json.loads((site.outdir / "glossterm.json").read_text("utf-8"))
    assert [concept["label"] for concept in published["concepts"]] == ["Widget"]


def test_hidden_labels_are_published_apart_from_others(other):
    published = json.loads((other.outdir / "glossterm.json").read_text("utf-8"))["concepts"]
    (gadget,) = (concept for concept in published if concept["label"] == "Gadget")
    assert gadget["hidden"] == ["gizmo"]
    assert "gizmo" not in json.dumps({**gadget, "hidden": []})


@pytest.mark.parametrize(
    "builder", ["dirhtml", "singlehtml", "latex", "text", "man", "epub", "xml"]
)
def test_in_every_builder(using, builder):
    site = using(projects=["other"], version="1", epub_copyright="We").build(builder)
    if builder == "latex":
        text = next(site.outdir.glob("*.tex")).read_text("utf-8")
        assert r"\sphinxhref{https://other.invalid/docs/index.html\#term-LoRA}" in text
    if builder in {"dirhtml", "singlehtml", "epub"}:
        assert ("LoRA", "index.html#term-LoRA", True) in foreign(site)


# -- content of other projects -------------------------------------------------------------------

EVIL = "</script><script>alert(1)</script>"
HOSTILE = {
    "version": 1,
    "concepts": [
        {
            "label": "Gadget",
            "also": [EVIL, 3, None],
            "href": "index.html#term-Gadget",
            "text": EVIL,
            "abbr": {"a": 1},
            "reading": EVIL,
            "deprecated": "yes",
            "above": [
                [[EVIL, "x.html"], ["y", "javascript:alert(6)"], ["z"], 5, [1, 2]],
                {"a": 1},
                [],
            ],
            "below": {"a": 1},
            "body": [
                ["img", {"src": "https://spy.invalid/x.png", "alt": "a picture"}],
                ["IMG", {"src": "x.png"}],
                ["script", {"src": "https://evil.invalid/x.js"}, EVIL],
                ["p", ["a", {"href": "javascript:alert(2)"}, "z"]],
                ["p", ["a", {"href": "data:text/html,x", "title": 5}, "z"]],
                7,
                {"a": 1},
                [],
            ],
        },
        {"label": "LoRA", "href": "javascript:alert(3)"},
        {"label": ["PEFT"], "href": "x.html"},
        {"label": '"><img src=x onerror=alert(4)>', "href": 'x.html"onclick="alert(5)'},
        5,
        None,
    ],
}


def test_a_malicious_file_of_another_project_is_harmless(using):
    use = USE["index.md"] + '\n        {term}`q <"><img src=x onerror=alert(4)\\>>`\n'
    site = using({"index.md": use}, json.dumps(HOSTILE), projects=["other"]).build(warns=None)
    sidecar = (site.outdir / "_glossterm" / "index.js").read_text("utf-8")
    assert "<" not in sidecar
    assert "javascript:" not in sidecar
    assert "data:text" not in sidecar
    tip = site.tips("index")[ID.replace("LoRA", "Gadget")]
    assert tip["also"] == [EVIL]
    assert tip["text"] == EVIL
    assert tip["reading"] == EVIL
    assert tip["above"] == [[[EVIL, f"{SITE}x.html"]]]
    assert not {"below", "deprecated"} & tip.keys()
    assert "spy.invalid" not in sidecar
    assert tip["body"][:2] == ["a picture", ""]
    for element in site.body("index").iter():
        assert not any(attribute.startswith("on") for attribute in element.attrib)
        assert not element.get("href", "").startswith("javascript:")
        assert not element.tag.endswith("}img")
    # an entry without a web address is ignored; the inventory has the term
    assert ("LoRA", "index.html#term-LoRA", True) in foreign(site)


@pytest.mark.parametrize(
    "payload",
    [
        "{nonsense",
        "5",
        "[]",
        "null",
        '{"version": 2, "concepts": []}',
        "[" * 100_000,
        '{"version": 1, "concepts": [{"label": "Gadget", "href": "x", "body": ' + "[" * 100_000,
        "\N{REPLACEMENT CHARACTER}",
    ],
    ids=["no-JSON", "number", "list", "null", "version", "deep", "deep-body", "no-text"],
)
def test_an_invalid_glossary_is_reported_and_the_build_continues(using, payload):
    site = using(payload=payload, projects=["other"]).build(warns=None)
    assert len(site.warnings) == 1
    assert re.match(
        r'conf\.py:\d+: WARNING: the glossary of the project "other" (is not valid JSON'
        r" \(line 1, column \d+\); build|has an unknown format; use) ",
        site.warnings[0],
    )
    assert site.warnings[0].endswith("[glossterm.project]")
    assert ("gadgets", "index.html#term-Gadget", True) in foreign(site)


@pytest.mark.parametrize(
    "concepts",
    [
        "{}",
        "null",
        '[{"label": "", "href": "x"}]',
        '[{"label": "Gadget", "href": "http://["}]',
        '[{"label": "Gadget", "href": "x", "body": ' + '["p",' * 60 + '"x"' + "]" * 60 + "}]",
        '[{"label": "Gadget", "href": "x", "above": [[["a", "b", "c"]]], "below": [["a"], [[]]]}]',
        '[{"label": "Gadget", "href": "x", "body": [["p", {}, {"a": []}, [[]]]]}]',
        '[{"label": "Gadget \\ud800", "href": "x\\udfff", "text": "\\ud800"}]',
        '[{"label": "Gadget", "href": "x", "text": "\\ud800", "body": ["\\ud800"]}]',
        '[{"label": "Gadget", "href": "x\\ud800"}]',
    ],
    ids=[
        *("dict", "null", "empty", "address", "deep", "links", "shapes", "half-characters"),
        *("half-characters-in-text", "half-characters-in-address"),
    ],
)
def test_invalid_rows_are_skipped(using, concepts):
    payload = f'{{"version": 1, "concepts": {concepts}}}'
    site = using(payload=payload, projects=["other"]).build(warns=None)
    assert "LoRA and two gadgets." in site.prose("index")
    assert [text for text, *_ in foreign(site)][:2] == ["LoRA", "gadgets"]


# -- builds ----------------------------------------------------------------------------------------


def test_after_the_other_project_changes(using):
    plain = "---\norphan: true\n---\n# Plain\n\nText.\n"
    made = using({**USE, "plain.md": plain}, projects=["other"])
    site = made.build()
    site, pages = made.rebuild(site)
    assert pages == set()
    path = made.workdir / "other" / "glossterm.json"
    path.write_text(path.read_text("utf-8").replace("Few parameters", "Fewer"), "utf-8")
    site, pages = made.rebuild(site)
    assert pages == set()
    assert site.tips("index")[ID.replace("LoRA", "PEFT")]["text"] == "Fewer."
    assert site.files() == made.build().files()
    path.write_text(path.read_text("utf-8").replace("#term-LoRA", "#lora"), "utf-8")
    site, pages = made.rebuild(site)
    assert pages == {"index"}
    assert ("LoRA", "index.html#lora", True) in foreign(site)
    assert site.files() == made.build().files()


def test_after_the_option_changes(using):
    made = using()
    site = made.build()
    for names in (["other"], []):
        made.configure(projects=names)
        site, pages = made.rebuild(site)
        assert pages == {"index"}
        assert site.files() == made.build().files()


def test_four_processes_build_the_same_as_one(using):
    pages = {f"p{n}.md": f"---\norphan: true\n---\n# P\n\nLoRA {n}.\n" for n in range(8)}
    made = using({**USE, **pages}, projects=["other"])
    assert made.make(out="one").files() == made.make(out="four", jobs=4, seed=2).files()
