"""Glossary tests in pages and in data files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm import matching
from sphinxcontrib_glossterm.matching import Outcome, check

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from sphinxcontrib_glossterm.model import LinkTest

    from .conftest import Project

MARKDOWN = """
    # Terms

    ```{glossary}
    LoRA
    : Adds a low-rank product.

    モデル
    : 学習したもの。
    ```

    ```{glossterm:tests}
    QLoRA is not LoRA. => LoRA

    サブモデルではない =>
    the LoRAs of a => b => LoRAs <LoRA>
    ```
    """


def test_tests_of_a_page_pass_and_show_nothing(project: Callable[..., Project]) -> None:
    site = project({"index.md": MARKDOWN}).build()
    assert "=>" not in site.prose("index")
    assert "sub" not in site.prose("index").lower()


def test_a_failure_is_reported_at_its_line_with_reasons(project: Callable[..., Project]) -> None:
    made = project({"index.md": MARKDOWN})
    made.edit("index.md", "not LoRA. => LoRA", "not LoRA. => QLoRA | LoRA")
    made.edit("index.md", "サブモデルではない =>", "サブモデルではない => モデル")
    warns = [
        'index.md:12: WARNING: glossary test failed: expected "QLoRA is not LoRA." to link "QLoRA",'
        ' "LoRA", got "LoRA"; not linked: "LoRA" in "QLoRA" (latin-edge); unknown concepts:'
        ' "QLoRA" [glossterm.failed_test]',
        'index.md:14: WARNING: glossary test failed: expected "サブモデルではない" to link'
        ' "モデル", got nothing; not linked: "モデル" in "サブモデル" (katakana-edge)'
        " [glossterm.failed_test]",
    ]
    made.build(warns=warns)
    made.build("text", warns=warns)


def test_the_same_in_restructuredtext(project: Callable[..., Project]) -> None:
    source = """
        Terms
        =====

        .. glossary::

           LoRA
              Adds a low-rank product.

        * In a list:

          .. glossterm:tests::

             LoRAs | LoRA => LoRAs <LoRA> | LoRA
             LoRA => nothing

        .. include:: more.txt
        """
    more = """
        .. glossterm:tests::

           LoRA =>
        """
    made = project({"index.rst": source, "more.txt": more})
    made.build(
        warns=[
            'index.rst:14: WARNING: glossary test failed: expected "LoRA" to link "nothing", got'
            ' "LoRA"; unknown concepts: "nothing" [glossterm.failed_test]',
            'more.txt:3: WARNING: glossary test failed: expected "LoRA" to link nothing, got "LoRA"'
            " [glossterm.failed_test]",
        ]
    )


def test_a_line_that_is_no_test_is_reported(project: Callable[..., Project]) -> None:
    source = """
        # Terms

        ```{glossterm:tests}
        LoRA
         => LoRA
        ```

        ```{glossterm:tests}
        ```
        """
    advice = '"text => label", or "text =>" for no link [glossterm.failed_test]'
    warns = [
        f'index.md:4: WARNING: "LoRA" is not a valid test; write {advice}',
        f'index.md:5: WARNING: "=> LoRA" is not a valid test; write {advice}',
        f"index.md:8: WARNING: no tests; write one per line: {advice}",
    ]
    project({"index.md": source}).build(warns=warns)


DATA = """
    glossary: ml
    concepts:
      - term: LoRA
        definition: Adds a low-rank product.
    tests:
      - text: LoRA
        links: [ml:LoRA]
      - text: LoRA in a page
        links: [LoRA <ml:LoRA>]
    """
SHOWN = {
    "data/ml.yaml": DATA,
    "index.md": "# Home\n\n```{toctree}\nml/terms\nweb/terms\n```\n",
    "ml/terms.md": "# Terms\n\n```{glossary}\n:source: data/ml.yaml\n```\n",
    "web/terms.md": "# Terms\n\n```{glossary}\n:name: web\n\nLoRA\n: Long range.\n```\n",
}


def test_tests_of_a_file_are_prose_of_the_page_that_shows_it(
    project: Callable[..., Project],
) -> None:
    made = project(SHOWN, sources=["data/ml.yaml"])
    made.build()
    made.edit("data/ml.yaml", "[ml:LoRA]", "[web:LoRA]")
    made.build(
        warns=[
            'data/ml.yaml:6: WARNING: glossary test failed: expected "LoRA" to link "web:LoRA",'
            ' got "LoRA" [glossterm.failed_test]'
        ]
    )


def test_a_failing_test_is_reported_until_it_is_fixed(project: Callable[..., Project]) -> None:
    made = project(SHOWN, sources=["data/ml.yaml"])
    made.make()
    made.edit("data/ml.yaml", "links: [ml:LoRA]", "links: []")
    warns = [
        'data/ml.yaml:6: WARNING: glossary test failed: expected "LoRA" to link nothing, got "LoRA"'
        " [glossterm.failed_test]"
    ]
    made.make(warns=warns)
    before = made.make(warns=warns).times()
    after = made.make(warns=warns).times()
    pages = ["index.html", "ml/terms.html", "web/terms.html"]
    assert [after[page] for page in pages] == [before[page] for page in pages]
    made.edit("data/ml.yaml", "links: []", "links: [LoRA]")
    made.make()
    made.make()


def test_a_change_of_a_label_elsewhere_runs_the_tests_again(
    project: Callable[..., Project],
) -> None:
    made = project(SHOWN, sources=["data/ml.yaml"])
    made.make(jobs=2)
    made.edit("web/terms.md", "LoRA\n: Long", "LoRA in a page\n: Long")
    made.make(
        jobs=2,
        warns=[
            'data/ml.yaml:8: WARNING: glossary test failed: expected "LoRA in a page" to link "LoRA'
            ' <ml:LoRA>", got "LoRA in a page"; not linked: "LoRA" (longer-label)'
            " [glossterm.failed_test]"
        ],
    )
    made.configure(no_link=["LoRA in a page"])
    made.make(
        jobs=2,
        warns=[
            'data/ml.yaml:8: WARNING: glossary test failed: expected "LoRA in a page" to link "LoRA'
            ' <ml:LoRA>", got nothing; not linked: "LoRA in a page" (blocker), "LoRA" (blocker)'
            " [glossterm.failed_test]"
        ],
    )


def test_a_build_with_nothing_to_do_runs_no_test(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = project(SHOWN, sources=["data/ml.yaml"])
    ran: list[str] = []

    def counted(test: LinkTest, *rest: Any) -> Outcome:
        ran.append(test.text)
        return check(test, *rest)

    monkeypatch.setattr(matching, "check", counted)
    site = made.build()
    assert ran == ["LoRA", "LoRA in a page"]
    site, _written = made.rebuild(site)
    assert ran == ["LoRA", "LoRA in a page"]
    made.edit("web/terms.md", "Long range.", "Far away.")
    made.rebuild(site)
    assert ran == ["LoRA", "LoRA in a page"] * 2


def test_only_the_tests_of_a_file_that_no_page_shows(project: Callable[..., Project]) -> None:
    made = project(
        {
            "index.md": "# Terms\n\n```{glossary}\nLoRA\n: Low rank.\n```\n",
            "t.yaml": "tests:\n- {text: LoRA, links: [LoRA]}\n",
        },
        sources=["t.yaml"],
    )
    made.make()
    made.edit("t.yaml", "[LoRA]", "[]")
    made.make(
        warns=[
            't.yaml:2: WARNING: glossary test failed: expected "LoRA" to link nothing, got "LoRA"'
            " [glossterm.failed_test]"
        ]
    )


def test_the_subtype_is_suppressed(project: Callable[..., Project]) -> None:
    made = project({"index.md": MARKDOWN}, suppress_warnings=["glossterm.failed_test"])
    made.edit("index.md", "not LoRA. => LoRA", "not LoRA. =>")
    made.build()
