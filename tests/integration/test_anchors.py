"""Permanent anchors: by the text of a label, whatever else the glossary holds."""

from __future__ import annotations

import itertools

import pytest

HARD = ["C", "C++", "C#", "日本語", "用語", "LoRA", "Adapter Layers", "c"]


def glossary(labels: list[str]) -> dict[str, str]:
    """A page whose glossary has these terms, in reST: the one that Sphinx itself numbers."""
    entries = "".join(f"   {label}\n      About {label}.\n\n" for label in labels)
    return {"index.rst": f"Glossary\n========\n\n.. glossary::\n\n{entries}"}


def anchors(project, labels: list[str]) -> dict[str, str]:
    """Label → its anchor; in the page there is one element with that id, its own."""
    site = project(glossary(labels)).build()
    found = {name: uri.partition("#")[2] for name, uri in site.inventory("std:term").items()}
    for label, anchor in found.items():
        assert site.ids("index").count(anchor) == 1
        element = next(e for e in site.body("index").iter() if e.get("id") == anchor)
        assert "".join(element.itertext()).removesuffix("¶").strip() == label
    return found


def test_labels_that_differ_have_anchors_that_differ(project):
    found = anchors(project, HARD)
    assert set(found) == set(HARD)
    assert len(set(found.values())) == len(HARD)


def test_anchors_that_sphinx_derives_from_the_text_stay(project):
    found = anchors(project, HARD)
    assert found["LoRA"] == "term-LoRA"
    assert found["Adapter Layers"] == "term-Adapter-Layers"
    assert found["C"] == "term-C"
    assert found["日本語"] == "term-日本語"
    assert found["用語"] == "term-用語"


@pytest.mark.parametrize("order", [HARD[::-1], HARD[3:] + HARD[:3], sorted(HARD)])
def test_order_decides_nothing(project, order):
    assert anchors(project, order) == anchors(project, HARD)


def test_other_terms_decide_nothing(project):
    whole = anchors(project, HARD)
    for left_out in ("C", "日本語"):
        rest = [label for label in HARD if label != left_out]
        assert anchors(project, rest).items() <= whole.items()


def test_an_inserted_term_moves_no_link(project):
    before = anchors(project, ["日本語", "用語"])
    after = anchors(project, ["新語", "日本語", "用語"])
    assert before.items() <= after.items()


def test_headings_and_entries_of_one_page_share_no_anchor(project):
    source = {
        "index.md": """
            # Both

            ## C++

            A language.

            ## C

            A language.

            ```{glossary}
            C#
            : A language.
            ```
            """
    }
    site = project(source, heading_pages={"index": 2}).build()
    uris = list(site.inventory("glossterm:concept").values())
    assert len(set(uris)) == 3
    assert "index.html#term-C" in uris
    assert site.dead_links() == []
    assert len(site.ids("index")) == len(set(site.ids("index")))


def test_roles_reach_each_of_them(project):
    labels = HARD[:-1]
    roles = " ".join(f"{{term}}`{label}`" for label in labels)
    source = glossary(labels) | {"use.md": f"---\norphan: true\n---\n# Use\n\n{roles}\n"}
    site = project(source).build()
    uris = site.inventory("std:term")
    assert site.references("use") == [(label, uris[label].replace(".html", "")) for label in labels]
    assert site.dead_links() == []


def test_an_anchor_of_the_authors_own(project):
    source = {
        "index.md": """
            # Glossary

            ```{glossary}
            LoRA
            : :id: lora-method

              Two matrices.
            ```

            ## Use

            {term}`LoRA`
            """
    }
    site = project(source).build()
    assert site.references("index") == [("LoRA", "index#lora-method")]
    assert {"lora-method", "term-LoRA"} <= set(site.ids("index"))
    assert site.inventory("std:term") == {"LoRA": "index.html#lora-method"}


@pytest.mark.parametrize(
    "pair", [("C", "C++"), ("a/b", "a-b"), ("naïve", "naive"), ("Straße", "Strasse")]
)
def test_pairs_that_sphinx_takes_for_one(project, pair):
    for labels in itertools.permutations(pair):
        found = anchors(project, list(labels))
        assert len(set(found.values())) == 2
    assert anchors(project, list(pair)) == anchors(project, list(pair)[::-1])
