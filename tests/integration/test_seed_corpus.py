"""Build the glossary that this project was started for, unchanged, and check every link."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from sphinxcontrib_glossterm.command import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import Site

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "tech_glossary"

pytestmark = [
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus tech_glossary is not at ../shared"),
]

CONF = {
    "heading_pages": {"**": 2},
    "link": "everywhere",
    "link_density": "every",
    "extra_anchors": ("heading-base64",),
    "infer_broader": True,
}
TRAINING = "ai/llm-training"

Link = tuple[str, str, str, str]
"""Page, text, target page, target id."""


def pages(folder: str) -> dict[str, str]:
    """The pages of the corpus before (``input``) or after (``output``) the author's own program."""
    files = {
        path.relative_to(CORPUS / folder).as_posix(): path.read_text("utf-8")
        for path in sorted((CORPUS / folder).rglob("*.md"))
    }
    return files | {"index.md": "# Contents\n\n```{toctree}\n:glob:\n*\nai/*\n```\n"}


@pytest.fixture(scope="module")
def site(module_project) -> Site:
    """The corpus as a site, built once."""
    return module_project(pages("input"), **CONF).build(warns=None)


@pytest.fixture(scope="module")
def expected() -> list[Link]:
    """The links of the author's own program."""
    rows = json.loads((CORPUS / "links.json").read_text("utf-8"))
    return [
        (row["doc"], row["text"], row["target_doc"].removesuffix(".md"), row["target_id"])
        for row in rows
    ]


def links_of(site: Site, page: str) -> list[Link]:
    return [
        (page, text, target.partition("#")[0], target.partition("#")[2])
        for text, target in site.links(page)
    ]


def test_every_link_of_the_training_page(site, expected):
    wanted = Counter(link for link in expected if link[0] == TRAINING)
    found = Counter(links_of(site, TRAINING))
    assert wanted.total() == 15
    assert wanted - found == Counter()


def test_nearly_all_links(site, expected):
    wanted = Counter(expected)
    found = Counter(link for page in {e[0] for e in expected} for link in links_of(site, page))
    assert wanted.total() == 402
    assert (wanted & found).total() >= 380


def test_every_link_leads_to_an_id_that_exists(site):
    assert site.dead_links(ours=True) == []
    dead = [row for row in site.dead_links() if row.startswith("glossterm-index.html")]
    assert dead == []


def test_lora_and_adapter_layers_are_narrower_than_peft(site):
    entries = site.entries()
    peft = [e for concept, e in entries.items() if concept.startswith(f"{TRAINING}#term-PEFT")]
    assert len(peft) == 1
    within = " ".join(e.get("data-glossterm") or "" for e in peft[0].iter())
    assert f"{TRAINING}#term-LoRA" in within
    assert f"{TRAINING}#term-Adapter-Layers" in within


def test_warnings_name_true_defects_only(site):
    ours = [line for line in site.warnings if "[glossterm." in line]
    assert [
        line
        for line in ours
        if "[glossterm.ambiguous_term]" not in line
        and "[glossterm.duplicate_concept]" not in line
        and "[glossterm.missing_definition]" not in line
    ] == []
    # The pages have no title, some begin at the second level, six fences name no language.
    others = [line for line in site.warnings if "[glossterm." not in line]
    kinds = ("[myst.header]", "[toc.no_title]", "[misc.highlighting_failure]")
    assert [line for line in others if not line.endswith(kinds)] == []
    assert len(others) == len(set(others))


def test_the_author_s_anchors_in_headings_change_no_label_and_no_id(site, module_project):
    """``output`` has the same pages with ``<a id="…"></a>`` in each heading, and raw links."""
    linked = module_project(pages("output"), **CONF).build(warns=None)
    for kind in ("glossterm:concept", "std:term"):
        assert linked.inventory(kind) == site.inventory(kind)
    assert linked.general_index() == site.general_index()
    assert linked.index() == site.index()
    for page in {docname for docname, _text, _page, _id in links_of_all(site)}:
        own = linked.ids(page)
        assert len(own) == len(set(own))
        assert set(site.ids(page)) == set(own)
    assert linked.dead_links(ours=True) == []


def links_of_all(site: Site) -> list[Link]:
    return [link for c in site.scheme for link in links_of(site, c.location.docname)]


# -- its linked output, and ours

OWN = "https://github.com/takata150802/tech_glossary/blob/main/output/"


def test_a_site_of_the_linked_output_is_as_good(site, expected, module_project):
    """The same concepts, anchors and links; the author's raw links are references with tips."""
    linked = module_project(pages("output"), **CONF, own_links=[OWN]).build(warns=None)
    assert [w for w in linked.warnings if "[glossterm.own_link]" in w] == []
    assert linked.dead_links() == site.dead_links()
    for kind in ("glossterm:concept", "std:term"):
        assert linked.inventory(kind) == site.inventory(kind)
    assert {c.id: c.labels for c in linked.scheme} == {c.id: c.labels for c in site.scheme}
    missing = Counter[Link]()
    for page in {c.location.docname for c in site.scheme}:
        assert set(site.ids(page)) == set(linked.ids(page))
        assert set(linked.concepts(page)) <= set(linked.tips(page))
        missing += Counter(links_of(site, page)) - Counter(links_of(linked, page))
    # There the author's program has linked a shorter label: トークン, アテンション.
    texts = Counter((page, text) for page, text, *_target in missing.elements())
    assert texts == {
        ("ai/deep-learning", "トークン化"): 1,
        ("ai/llm", "トークン化"): 1,
        ("ai/llm", "アテンション機構"): 1,
    }
    found = Counter(link for page in {e[0] for e in expected} for link in links_of(linked, page))
    assert Counter(expected) - found == Counter()


@pytest.mark.parametrize("address", ["", "https://pages.invalid/glossary"])
def test_linked_markdown(site, expected, module_project, address):
    """The links are those of the HTML build, no other byte is changed, and again nothing is."""
    made = module_project(pages("input"), **CONF)
    out, again = made.workdir / "linked", made.workdir / "again"
    arguments = ["export", "--to", "markdown", "--address", address]
    assert main([*arguments, str(made.srcdir), str(out)]) == 0
    found = Counter[Link]()
    for name in pages("input"):
        text = (out / name).read_bytes().decode()
        bare = MARKDOWN_LINK.sub(r"\1", ANCHOR.sub("", text))
        assert bare == (made.srcdir / name).read_bytes().decode()
        found.update(markdown_links(name, text, address))
    html = Counter(link for page in pages("input") for link in links_of_page(site, page))
    assert found == html
    assert (Counter(expected) & found).total() >= 380
    assert main([*arguments, str(out), str(again), "-c", str(made.srcdir)]) == 0
    for name in pages("input"):
        assert (again / name).read_bytes() == (out / name).read_bytes()


def test_the_pages_of_sphinx_markdown_builder(site, module_project):
    """All links of the HTML build, none of them dead."""
    pytest.importorskip("sphinx_markdown_builder")
    made = module_project(pages("input"), **CONF)
    made.configure(
        'extensions.append("sphinx_markdown_builder")\nmarkdown_anchor_sections = True\n'
    )
    out = made.build("markdown", warns=None).outdir
    found, ids = Counter[Link](), set[tuple[str, str]]()
    for name in pages("input"):
        text = (out / name).read_text("utf-8")
        if name != "index.md":  # a table of contents, whose links are Sphinx's
            found.update(markdown_links(name, text, ""))
        ids |= {(name, anchor) for anchor in re.findall('<a id="([^"]*)"', text)}
    assert {(f"{page}.md", anchor) for _name, _text, page, anchor in found} <= ids
    html = Counter(link for page in pages("input") for link in links_of_page(site, page))
    assert found == html
    assert found.total() == 389


ANCHOR = re.compile(r'<a id="[^"]*"></a>')
MARKDOWN_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*#[^()\s]*)\)")


def links_of_page(site: Site, name: str) -> list[Link]:
    return links_of(site, name.removesuffix(".md"))


def markdown_links(name: str, text: str, address: str) -> Iterator[Link]:
    """The links in Markdown of one page."""
    page = name.removesuffix(".md")
    for shown, target in MARKDOWN_LINK.findall(text):
        path, _, fragment = target.removeprefix(f"{address}/" if address else "").partition("#")
        folder = "" if address else posixpath.dirname(page)
        where = posixpath.normpath(posixpath.join(folder, path)) if path else name
        yield page, shown, unquote(where).removesuffix(".md"), unquote(fragment)


def test_a_site_of_our_linked_markdown_has_the_same_links(site, module_project):
    made = module_project(pages("input"), **CONF)
    out = made.workdir / "linked"
    assert main(["export", "--to", "markdown", str(made.srcdir), str(out)]) == 0
    sources = {name: (out / name).read_text("utf-8") for name in pages("input")}
    linked = module_project(sources, **CONF).build(warns=None)
    assert linked.inventory("std:term") == site.inventory("std:term")
    assert linked.index() == site.index()
    for page in {c.location.docname for c in site.scheme}:
        assert links_of(linked, page) == links_of(site, page)
        assert linked.prose(page) == site.prose(page)
        assert Counter(linked.ids(page)) == Counter(site.ids(page))
        assert linked.tips(page) == site.tips(page)
    assert [w for w in linked.warnings if "myst.xref" in w] == []
