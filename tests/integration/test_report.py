"""The builder ``glossterm-report``: a JSON file, an HTML page, and warnings."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
import sphinx

from sphinxcontrib_glossterm.matching import Reason
from sphinxcontrib_glossterm.sphinx_ext.report.findings import reason_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from .conftest import Project, Site

BUILDER = "glossterm-report"
HTML = "{http://www.w3.org/1999/xhtml}"

SOURCE = {
    "index.md": """
        # Home

        ```{toctree}
        terms
        page
        ```
        """,
    "terms.md": """
        # Terms

        ```{glossary}
        LoRA
        : LoRA adds a small product.

        PEFT
        : Tunes few parameters.

        モデル
        : 学習したもの。

        Rank
        : What a matrix has.
        ```
        """,
    "page.md": """
        ---
        glossterm-link: everywhere
        ---

        # LoRA in use

        QLoRA and `LoRA` are not LoRA.
        But LoRA is.

        サブモデルとサブモデルはモデル

        {term}`PEFT` is meant.
        """,
}
UNUSED = (
    'terms.md:13: WARNING: no page refers to "Rank" or mentions it; use it in a page, or'
    " remove it [glossterm.unused_concept]"
)


def report(site: Site) -> dict[str, Any]:
    return json.loads((site.outdir / "glossterm-report.json").read_text("utf-8"))


def places(site: Site, docname: str) -> list[tuple[int | None, str, str]]:
    """Line, text with its context, and reason of each place of a document."""
    (page,) = (one for one in report(site)["documents"] if one["docname"] == docname)
    return [
        (one["line"], f"{one['before']}[{one['text']}]{one['after']}", one["reason"])
        for one in page["places"]
    ]


def page(site: Site) -> Element:
    return html5lib.parse((site.outdir / "index.html").read_text("utf-8"))


def by_id(site: Site, name: str) -> str:
    """The text of an element of the page, with single spaces."""
    (found,) = (e for e in page(site).iter() if e.get("id") == name)
    return " ".join("".join(found.itertext()).split())


def test_every_place_has_a_reason(project: Callable[..., Project]) -> None:
    site = project(SOURCE).build(BUILDER, warns=[UNUSED])
    assert places(site, "page") == [
        (7, "Q[LoRA] and are not LoRA. But LoRA is.", "latin-edge"),
        (7, "QLoRA and are not [LoRA]. But LoRA is.", ""),
        (8, "QLoRA and are not LoRA. But [LoRA] is.", "already-linked"),
        (10, "サブ[モデル]とサブモデルはモデル", "katakana-edge"),
        (10, "サブモデルとサブ[モデル]はモデル", "katakana-edge"),
        (10, "サブモデルとサブモデルは[モデル]", ""),
        (5, "[LoRA] in use", "closed"),
        (7, "[LoRA]", "closed"),
    ]
    assert places(site, "terms") == [(5, "[LoRA] adds a small product.", "own-definition")]


def test_the_findings(project: Callable[..., Project]) -> None:
    found = report(project(SOURCE).build(BUILDER, warns=[UNUSED]))
    assert found["version"] == 1
    assert found["unused"] == ["terms#term-Rank"]
    assert found["unlinked"] == []
    assert [(one["text"], one["concepts"], one["count"]) for one in found["compounds"]] == [
        ("サブモデル", ["terms#term-モデル"], 2),
        ("QLoRA", ["terms#term-LoRA"], 1),
    ]
    assert found["compounds"][0]["places"] == [{"docname": "page", "line": 10}] * 2
    assert found["summary"] == {
        "documents": 3,
        "concepts": 4,
        "linked": 2,
        "written": 1,
        "refused": {
            "already-linked": 1,
            "closed": 2,
            "katakana-edge": 2,
            "latin-edge": 1,
            "own-definition": 1,
        },
        "unused": 1,
        "unlinked": 0,
        "ambiguous": 0,
        "compounds": 2,
        "missing_definitions": 0,
        "everyday": 1,
        "missing_readings": 0,
        "outdated_translations": 0,
        "terminology": 0,
        "tests": 0,
        "failed_tests": 0,
    }
    peft = next(one for one in found["concepts"] if one["label"] == "PEFT")
    assert peft == {
        "id": "terms#term-PEFT",
        "label": "PEFT",
        "docname": "terms",
        "file": "terms.md",
        "line": 7,
        "linked": 0,
        "written": 1,
        "refused": {},
        "outdated": [],
    }


def test_mentioned_but_never_linked_says_why(project: Callable[..., Project]) -> None:
    made = project(SOURCE)
    made.edit("page.md", "everywhere", "off")
    made.edit("page.md", "{term}`PEFT` is meant.", "PEFT and ranks are meant.")
    found = report(made.build(BUILDER))
    assert (found["unused"], found["unlinked"]) == (
        [],
        ["terms#term-LoRA", "terms#term-PEFT", "terms#term-モデル", "terms#term-Rank"],
    )
    reasons = {one["label"]: one["refused"] for one in found["concepts"]}
    assert reasons["PEFT"] == {"scope": 1}


def test_a_concept_that_is_only_part_of_longer_words_is_unused(
    project: Callable[..., Project],
) -> None:
    made = project(SOURCE)
    made.edit("page.md", "サブモデルとサブモデルはモデル", "サブモデル and a rank")
    made.build(BUILDER, warns=[UNUSED.replace("Rank", "モデル").replace(":13:", ":10:")])


def test_a_concept_that_another_names_is_not_unused(project: Callable[..., Project]) -> None:
    made = project(SOURCE)
    made.edit("terms.md", ": Tunes few parameters.", ": :broader: Rank\n\n  Tunes few parameters.")
    made.build(BUILDER)


def test_missing_definitions_and_readings(project: Callable[..., Project]) -> None:
    source = """
        # 用語

        ```{glossary}
        機械学習
        : 機械が学ぶこと。統計。

        学習率
        : :reading: がくしゅうりつ

          機械学習の速さ。

        統計
        ```

        学習率
        """
    reading = (
        'WARNING: "{}" has no reading; add the field "reading", in kana [glossterm.missing_reading]'
    )
    made = project({"index.md": source})
    site = made.build(
        BUILDER,
        warns=[
            'index.md:12: WARNING: "統計" has no definition; write one below it'
            " [glossterm.missing_definition]",
            f"index.md:4: {reading.format('機械学習')}",
            f"index.md:12: {reading.format('統計')}",
        ],
    )
    assert report(site)["missing_readings"] == ["index#term-機械学習", "index#term-統計"]
    assert "統計 index.md:12" in by_id(site, "missing-definitions")
    made.edit("index.md", ":reading: がくしゅうりつ", ":tags: 速さ")
    made.configure(suppress_warnings=["glossterm.missing_definition"])
    made.build(BUILDER)  # not sorted by reading here …
    made.configure(language="ja")
    assert len(made.build(BUILDER, warns=None).warnings) == 3  # … but always in Japanese


def test_readings_of_chinese_are_pinyin(project):
    """Traditional Chinese: no library gives the order."""
    source = """\
        # 詞彙

        ```{glossary}
        重試
        : :reading: chóngshì

          再做一次，見佇列。

        佇列
        : 等待重試的工作。
        ```
        """
    made = project({"index.md": source}, language="zh_TW")
    made.build(
        BUILDER,
        warns=[
            'index.md:9: WARNING: "佇列" has no reading; add the field "reading", in pinyin'
            " [glossterm.missing_reading]"
        ],
    )


def test_other_builders_give_none_of_these_warnings(project: Callable[..., Project]) -> None:
    made = project(SOURCE, language="ja")
    made.write("terms.md", "# Terms\n\n```{glossary}\n率\n: Nobody speaks of it.\n```\n")
    made.edit("page.md", "{term}`PEFT`", "PEFT")
    made.build("html")
    made.build("text")


def test_failing_tests_and_ties_are_in_the_report(project: Callable[..., Project]) -> None:
    made = project(SOURCE, link="everywhere")
    made.write("one.md", "# One\n\n```{glossary}\n:name: one\n\nToken\n: A piece.\n```\n")
    made.write("two.md", "# Two\n\n```{glossary}\n:name: two\n\nToken\n: A coin.\n```\n")
    made.edit("index.md", "page\n", "page\none\ntwo\n")
    made.edit("page.md", "is meant.", "is meant, or a token or a rank.")
    made.write(
        "t.yaml",
        "tests:\n- {text: LoRA, links: [LoRA]}\n- {text: QLoRA, links: [LoRA]}\n",
    )
    made.configure(sources=["t.yaml"])
    failed = (
        'glossary test failed: expected "QLoRA" to link "LoRA", got nothing; not linked: "LoRA" in'
        ' "QLoRA" (latin-edge)'
    )
    site = made.build(
        BUILDER,
        warns=[
            f"t.yaml:3: WARNING: {failed} [glossterm.failed_test]",
            'page.md:12: WARNING: "token" is ambiguous (one:6, two:6) and not linked; write a term'
            ' role with one of: "token <one:Token>", "token <two:Token>"'
            " [glossterm.ambiguous_term]",
        ],
    )
    found = report(site)
    tests = [(one["text"], one["passed"], one["file"], one["line"]) for one in found["tests"]]
    assert tests == [("LoRA", True, "t.yaml", 2), ("QLoRA", False, "t.yaml", 3)]
    assert found["tests"][1]["message"] == failed
    (tie,) = found["ambiguous"]
    assert tie["concepts"] == ["one#term-Token", "two#term-Token"]
    assert failed in by_id(site, "failed-tests")
    assert "one.md:6" in by_id(site, "ambiguous")


def test_the_page_shows_the_data_of_the_report(project: Callable[..., Project]) -> None:
    site = project(SOURCE, project="Rigging").build(BUILDER, warns=[UNUSED])
    assert "Rank terms.md:13" in by_id(site, "unused")
    assert "サブモデル 2× contains モデル page:10" in by_id(site, "compounds")
    assert by_id(site, "reason-katakana-edge") == "katakana-edge 2×part of a longer katakana word"
    document = by_id(site, "doc-page")
    assert "サブモデルとサブモデルはモデル katakana-edge モデル terms 2× · line 10" in document
    assert "2 mentions linked · 6 not linked · link: everywhere · density: section" in document
    marked = [(e.get("class"), e.text) for e in page(site).iter(f"{HTML}mark")]
    assert marked.count(("linked", "LoRA")) == 1
    titles = [e.text for e in page(site).iter(f"{HTML}title")]
    assert titles == ["Glossary report · Rigging"]


def test_the_page_needs_no_other_file(project: Callable[..., Project]) -> None:
    site = project(SOURCE).build(BUILDER, warns=[UNUSED])
    tree = page(site)
    assert not [e for e in tree.iter() if e.tag in {f"{HTML}script", f"{HTML}link", f"{HTML}img"}]
    ids = {e.get("id") for e in tree.iter()}
    targets = [e.get("href", "") for e in tree.iter(f"{HTML}a")]
    inside = [target for target in targets if target.startswith("#")]
    assert set(targets) - set(inside) == {"glossterm-report.json"}
    assert [target for target in inside if target[1:] not in ids] == []


def test_texts_of_authors_are_escaped(project: Callable[..., Project]) -> None:
    hostile = '<script>alert("1")</script>'
    source = f"""
        <b>Terms</b>
        ============

        .. glossary::

           {hostile}
              A definition.

           "onclick=x
              See {hostile}, and `x`.

        A {hostile} B {hostile}

        .. glossterm:tests::

           a {hostile} =>
        """
    made = project({"index.rst": source}, link="everywhere", project="</title><script>")
    site = made.build(BUILDER, warns=None)
    tree = page(site)
    assert not list(tree.iter(f"{HTML}script"))
    assert not [e for e in tree.iter() if e.get("onclick") is not None]
    marks = [e.text for e in tree.iter(f"{HTML}mark")]
    assert hostile.replace("“", '"') in [m.replace("“", '"').replace("”", '"') for m in marks]


def test_no_difference_between_processes_and_builds(project: Callable[..., Project]) -> None:
    made = project(SOURCE)
    one = made.make(BUILDER, out="one", warns=[UNUSED]).files(without=["environment.pickle"])
    two = made.make(BUILDER, out="two", jobs=2, seed=7, warns=[UNUSED])
    assert two.files() == one
    made.edit("page.md", "But LoRA is.", "But LoRA is, and a rank.")
    made.make(BUILDER, out="two", jobs=2)
    made.edit("page.md", "But LoRA is, and a rank.", "But LoRA is.")
    assert made.make(BUILDER, out="two", warns=[UNUSED]).files() == one


def test_the_report_is_the_same_when_nothing_was_read(project: Callable[..., Project]) -> None:
    made = project(SOURCE)
    made.edit("terms.md", ": What a matrix has.\n", "")
    warns = [
        'terms.md:13: WARNING: "Rank" has no definition; write one below it'
        " [glossterm.missing_definition]",
        UNUSED,
    ]
    first = made.make(BUILDER, warns=warns)
    stamps = {path.name: path.stat().st_mtime_ns for path in first.outdir.iterdir()}
    again = made.make(BUILDER, warns=warns)
    assert {path.name: path.stat().st_mtime_ns for path in again.outdir.iterdir()} == stamps


def test_it_uses_the_doctrees_of_the_html_builder(project: Callable[..., Project]) -> None:
    made = project(SOURCE)
    alone = made.make(BUILDER, out="alone", warns=[UNUSED]).files()
    html = made.make("html", doctrees="shared").files()
    assert made.make(BUILDER, doctrees="shared", warns=[UNUSED]).files() == alone
    assert made.make("html", doctrees="shared").files() == html


def test_findings_fail_a_strict_build(project: Callable[..., Project]) -> None:
    made = project(SOURCE)
    # Sphinx 8.0 stops at the first warning, with another code.
    code = 1 if sphinx.version_info >= (8, 1) else 2
    strict = made.make(BUILDER, warns=None, strict=True, code=code)
    assert any("unused_concept" in line for line in strict.warnings)
    assert report(strict)["unused"] == ["terms#term-Rank"]
    made.configure(suppress_warnings=["glossterm.unused_concept"])
    made.make(BUILDER, strict=True)


def test_text_for_html_only_is_part_of_it(project: Callable[..., Project]) -> None:
    made = project(SOURCE)
    made.write(
        "page.md",
        """
        # Page

        ```{only} html
        LoRA, PEFT, モデル、rank
        ```

        ```{only} latex
        LoRA and `LoRA`
        ```
        """,
    )
    made.configure(link="everywhere")
    site = made.build(BUILDER)
    assert [reason for _line, _text, reason in places(site, "page")] == ["", "", "", ""]


def test_every_key_is_in_the_reference(project: Callable[..., Project]) -> None:
    made = project(SOURCE)
    made.write("t.yaml", "tests:\n- {text: LoRA, links: [LoRA]}\n")
    made.configure(sources=["t.yaml"])
    found = report(made.build(BUILDER, warns=[UNUSED]))
    reference = (Path(__file__).parents[2] / "docs/reference/report.md").read_text("utf-8")
    documented = set(re.findall(r"`([a-z_]+)`", reference))
    assert set(_keys(found)) - set(found["summary"]["refused"]) <= documented


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, (dict, list)):
            yield from _keys(item)


def test_every_reason_has_a_text() -> None:
    assert list(reason_texts()) == list(Reason)


@pytest.mark.parametrize("source", [{"index.md": "# Nothing\n"}, {"index.rst": ""}])
def test_a_project_without_terms(project: Callable[..., Project], source: dict[str, str]) -> None:
    site = project(source).build(BUILDER, warns=None)
    assert report(site)["summary"]["concepts"] == 0
    assert "Nothing found." in by_id(site, "fix")


EVERYDAY = {
    "index.md": """
        # Home

        ```{toctree}
        terms
        page
        ```
        """,
    "terms.md": """
        # Terms

        ```{glossary}
        numbers
        : Values that can be added.

        Kind
        : :case: exact

          The type of a resource.

        state
        : :auto: yes

          What a system remembers.

        LoRA
        : A method.
        ```
        """,
    "page.md": """
        # Page

        The number is prime. Two numbers & a Kind.
        The state of LoRA.
        """,
}


def test_labels_that_are_common_words_are_listed_with_their_sentences(
    project: Callable[..., Project],
) -> None:
    site = project(EVERYDAY, link="everywhere", link_density="every").build(BUILDER)
    (group,) = report(site)["everyday"]
    assert (group["text"], group["concepts"]) == ("numbers", ["terms#term-numbers"])
    assert [(one["line"], one["before"], one["text"]) for one in group["places"]] == [
        (3, "The ", "number"),
        (3, "The number is prime. Two ", "numbers"),
    ]
    assert "The number is prime. Two numbers & a Kind." in by_id(site, "everyday")
    assert "case: exact" in by_id(site, "everyday")


COLUMNS = {
    "index.rst": """
        A host here
        ===========

        .. toctree::

           page

        .. glossary::

           host
              A machine.

        The ``host`` and `host <http://host.invalid/host>`_, *the host*.

        =======  ======
        host     a
        =======  ======
        b        host
        =======  ======

        +------+---------+
        | host | a host  |
        +------+---------+
        | b    | ``host``|
        +------+---------+

        .. code-block:: python
           :caption: A host

           host = 1
           x = host

        .. rst-class:: glossterm-off

        No host and no
        host, :noterm:`host`.

        .. |gone| replace:: host

        A |gone|.

        .. include:: part.txt
        """,
    "part.txt": "Included ``host``.\n",
    "page.md": """
        # The host page

        | a | host |
        |---|---|
        | host | `host` b |

        ```python
        host = 2
        ```

        > quoted host
        """,
}


def test_the_columns_in_tables_and_in_closed_text(project):
    made = project(COLUMNS, link="everywhere", link_density="every")
    report = made.build("glossterm-report")
    data = json.loads((report.outdir / "glossterm-report.json").read_text("utf-8"))
    places = {
        (page["docname"], place["where"]): [
            (one["line"], one["column"]) for one in page["places"] if one["where"] == place["where"]
        ]
        for page in data["documents"]
        for place in page["places"]
    }
    assert places == {
        ("index", ""): [(13, 59), (16, 1), (18, 10), (22, 3), (22, 12), (40, None)],
        ("index", "heading"): [(1, 3), (28, 16)],
        ("index", "code"): [(13, 7), (24, 12), (30, 4), (31, 8), (1, 12)],
        ("index", "link"): [(13, 19)],
        ("index", "opted-out"): [(35, 4), (36, 1)],
        ("index", "noterm"): [(36, 16)],
        ("page", ""): [(3, 7), (5, 3)],
        ("page", "heading"): [(1, 7)],
        ("page", "code"): [(5, 11), (8, 1)],
        ("page", "quotation"): [(11, 10)],
    }
    for (docname, _where), found in places.items():
        suffix = ".md" if docname == "page" else ".rst"
        lines = (made.srcdir / f"{docname}{suffix}").read_text("utf-8").split("\n")
        for line, column in found:
            if column and line != 1:
                assert lines[line - 1][column - 1 :].startswith("host")
