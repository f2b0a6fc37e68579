"""The status of single labels in every form: the first label, ``aliases``, ``avoid``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from sphinxcontrib_glossterm.formats import schema

from .test_fields import LISTS, OPTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project

FIELDS = """
:aliases: low-rank adapter
:avoid: LaRO (superseded in 2021) | adapter of low rank
"""
PAGE = """
    # Use

    A LoRA, a low-rank adapter, a LaRO, an adapter of low rank.

    ```{toctree}
    lora
    ```
    """
WARNING = 'WARNING: do not use "{}"; write "LoRA"{} [glossterm.avoided_term]'.format
WARNS = [
    f"index.md:3:31: {WARNING('LaRO', ' (superseded in 2021)')}",
    f"index.md:3:40: {WARNING('adapter of low rank', '')}",
]
FILES = {
    "list.yaml": """
        - term: LoRA
          definition: Two matrices.
          aliases: [low-rank adapter]
          avoid: [LaRO (superseded in 2021), adapter of low rank]
        """,
    "text.yaml": """
        - term: LoRA
          definition: Two matrices.
          aliases: low-rank adapter
          avoid: LaRO (superseded in 2021) | adapter of low rank
        """,
    "words.csv": """
        term,definition,aliases,avoid
        LoRA,Two matrices.,low-rank adapter,LaRO (superseded in 2021) | adapter of low rank
        """,
    "words.tsv": """
        term\tdefinition\taliases\tavoid
        LoRA\tTwo matrices.\tlow-rank adapter\tLaRO (superseded in 2021) | adapter of low rank
        """,
}


def has_the_status_of_each_label(made: Project) -> None:
    site = made.build(warns=WARNS)
    assert [text for text, _target in site.mentions("index")] == ["LoRA", "low-rank adapter"]


@pytest.mark.parametrize("place", [*OPTIONS, *LISTS], ids=lambda place: place.__name__)
def test_in_a_page(project: Callable[..., Project], place: Callable[[str], dict[str, str]]) -> None:
    made = project({"index.md": PAGE, **place(FIELDS)}, link="everywhere", link_density="every")
    has_the_status_of_each_label(made)


@pytest.mark.parametrize("name", FILES)
def test_in_a_data_file(project: Callable[..., Project], name: str) -> None:
    page = f"# Page\n\n```{{glossary}}\n:source: {name}\n```\n"
    source = {"index.md": PAGE, "lora.md": page, name: FILES[name]}
    made = project(source, link="everywhere", link_density="every", sources=[name])
    has_the_status_of_each_label(made)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".yaml")])
def test_the_schema_accepts_it(name: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    data = yaml.safe_load(FILES[name])
    jsonschema.Draft202012Validator(schema.json_schema()).validate(data)
