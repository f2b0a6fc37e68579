"""Build the glossary that this project was started for, unchanged, and check every link."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
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
