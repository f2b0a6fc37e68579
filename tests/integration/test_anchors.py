"""Permanent anchors depend on the text of a label, not on the rest of the glossary."""

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
def test_anchors_do_not_depend_on_order(project, order):
    assert anchors(project, order) == anchors(project, HARD)


def test_anchors_do_not_depend_on_other_terms(project):
    whole = anchors(project, HARD)
    for left_out in ("C", "日本語"):
        rest = [label for label in HARD if label != left_out]
        assert anchors(project, rest).items() <= whole.items()


def test_an_inserted_term_changes_no_link(project):
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
def test_labels_with_one_id_in_sphinx_have_two_anchors(project, pair):
    for labels in itertools.permutations(pair):
        found = anchors(project, list(labels))
        assert len(set(found.values())) == 2
    assert anchors(project, list(pair)) == anchors(project, list(pair)[::-1])


ALIKE = [
    ("Tool Chain", "Tool-Chain"),
    ("Tool Chain", "Tool-Chain", "Tool/Chain", "Tool_Chain"),
    ("a b-c", "a-b c"),
    ("デモ・ページ", "デモページ", "デモ-ページ", "デモ ページ"),
    ("Ａ", "A", "a"),
    ("co-op", "co‐op", "coop"),
]


@pytest.mark.parametrize("labels", ALIKE, ids=lambda labels: labels[0])
def test_labels_that_derive_one_id_get_theirs_in_any_order(project, labels):
    first = anchors(project, list(labels))
    assert len(set(first.values())) == len(labels)
    assert not any(anchor.endswith(("-2", "-3")) for anchor in first.values())
    assert anchors(project, list(labels)[::-1]) == first


@pytest.mark.parametrize("labels", ALIKE, ids=lambda labels: labels[0])
def test_lines_of_one_entry_and_headings_get_the_same(project, labels):
    apart = {k: v.lower() for k, v in anchors(project, list(labels)).items()}
    for ordered in (labels, labels[::-1]):
        lines = "".join(f"   {label}\n" for label in ordered)
        one = project({"index.rst": f"G\n=\n\n.. glossary::\n\n{lines}      Text.\n"}).build()
        uris = one.inventory("std:term")
        assert {n: uri.partition("#")[2].lower() for n, uri in uris.items()} == apart
        head = "".join(f"## {label}\n\nText.\n\n" for label in ordered[1:])
        mixed = f"# G\n\n{head}```{{glossary}}\n{ordered[0]}\n: Text.\n```\n"
        site = project({"index.md": mixed}, heading_pages={"index": 2}).build()
        uris = site.inventory("std:term")
        assert {n: uri.partition("#")[2].lower() for n, uri in uris.items()} == apart
        assert site.dead_links() == []


def test_an_id_that_something_else_of_the_page_has(project):
    """A heading's own id is kept, since it is in tables of contents."""
    source = {
        "index.rst": "term c\n======\n\n.. glossary::\n\n   c\n      A letter.\n\n:term:`c`\n"
    }
    site = project(source).build()
    ((text, target),) = site.references("index")
    assert text == "c"
    assert target.startswith("index#term-c-")
    assert site.dead_links() == []
    assert len(site.ids("index")) == len(set(site.ids("index")))


def test_a_repeated_label_does_not_take_the_anchor_of_another(project):
    text = "G\n=\n\n.. glossary::\n\n" + "".join(f"   {x}\n      Text.\n\n" for x in ["C", "C"])
    made = project({"index.rst": f"{text}   C 2\n      Text.\n\n:term:`C 2`\n"})
    site = made.build(warns=None)
    assert site.references("index") == [("C 2", "index#term-C-2")]
    assert site.ids("index").count("term-C-2") == 1
