"""The glossary for language models: together with sphinx-llm, and the server in the docs."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project

SNIPPET = Path(__file__).parents[2] / "docs" / "snippets" / "mcp_server.py"
SOURCE = {
    "index.md": """
        # Home

        A sloop has a mast.

        ```{glossary}
        Mast
        : A pole.

        Sloop
        : :hidden: sloupe
          :broader: Boat

          A *boat* with one mast.

        Boat
        : Floats.

          On water.
        ```

        ```{toctree}
        terms
        ```
        """,
    "terms.md": "# All terms\n\n```{termindex}\n```\n",
}


def test_pages_for_language_models(project: Callable[..., Project]) -> None:
    pytest.importorskip("sphinx_llm")
    made = project(SOURCE, link="everywhere", project="Sails")
    made.configure('extensions.append("sphinx_llm.txt")\nllms_txt_build_parallel = False\n')
    site = made.make()
    assert "- [All terms](terms.html.md)" in (site.outdir / "llms.txt").read_text("utf-8")
    home = (site.outdir / "index.html.md").read_text("utf-8")
    assert "A [sloop](#term-Sloop) has a [mast](#term-Mast)." in home
    assert '<a id="term-Sloop"></a>\n\nSloop\n: ' in home
    assert "with one [mast](#term-Mast)." in home
    index = (site.outdir / "terms.html.md").read_text("utf-8")
    assert "[Mast](index.html.md#term-Mast) — A pole." in index


def test_the_server_of_the_docs(project: Callable[..., Project]) -> None:
    site = project(SOURCE).build()
    server = runpy.run_path(str(SNIPPET))
    concepts = server["load"](str(site.outdir / "glossterm.json"))

    def names(term: str) -> list[Any]:
        return [found["label"] for found in server["look_up"](concepts, term)]

    assert names("sloop") == names("sloupe") == names("index#term-Sloop") == ["Sloop"]
    assert names("o") == ["Sloop", "Boat"]
    assert names("keel") == []
    (boat,) = server["look_up"](concepts, "boat")
    assert boat == {
        "label": "Boat",
        "href": "index.html#term-Boat",
        "definition": "Floats.\n\nOn water.",
    }
    (sloop,) = server["look_up"](concepts, "Sloop")
    assert sloop["broader"] == ["index#term-Boat"]
