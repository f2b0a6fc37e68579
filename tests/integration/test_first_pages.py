"""Run the code blocks of the README and of the tutorial unchanged."""

from __future__ import annotations

import configparser
import re
import shlex
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from ..conftest import LONGER
from .conftest import Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Site

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial" / "first-glossary.md"
_BLOCK = re.compile(r"^(`{3,})(\S+)(?: (\S+))?\n(.*?)^\1$", re.MULTILINE | re.DOTALL)

GREEN_TEA = "index#term-Green-tea"
RYOKUCHA = "index#term-緑茶"
GYOKURO = "index#term-Gyokuro"
LEVAIN = "index#term-Levain"
STARTER = "index#term-Starter"

OF_THE_EXAMPLE = 'glossterm_heading_pages = {"example/ja/training": 2}\n'


class Block(NamedTuple):
    language: str
    text: str


def blocks(path: Path) -> list[Block]:
    """The code blocks of a page in order; one that includes a file has the text of that file."""
    found = []
    for _fence, language, argument, text in _BLOCK.findall(path.read_text("utf-8")):
        if language == "{literalinclude}":
            name = re.search(r"^:language: (\w+)$", text, re.MULTILINE)
            assert name
            found.append(Block(name[1], (path.parent / argument).read_text("utf-8")))
        elif not language.startswith("{"):
            found.append(Block(language, text))
    return found


@pytest.fixture
def written(tmp_path: Path) -> Callable[[dict[str, str]], Project]:
    """Create a project from unchanged files, including ``conf.py``."""
    numbers = count()

    def make(files: dict[str, str]) -> Project:
        folder = tmp_path / str(next(numbers))
        made = Project(folder / "source", folder)
        made.srcdir.mkdir(parents=True)
        for name, text in files.items():
            (made.srcdir / name).write_text(text, "utf-8")
        return made

    return make


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_the_blocks_of_the_readme(readme: str) -> None:
    languages = [block.language for block in blocks(ROOT / readme)]
    assert languages == ["python", "markdown", "rst", "sh", "sh", "sh"]


@pytest.mark.parametrize("name", ["index.md", "index.rst"])
def test_the_example_of_the_readme(written: Callable[[dict[str, str]], Project], name: str) -> None:
    conf, *pages = [block.text for block in blocks(ROOT / "README.md")][:3]
    site = written({"conf.py": conf, name: pages[name == "index.rst"]}).make(strict=True)
    assert site.mentions("index")[:2] == [("Gyokuro", GYOKURO), ("緑茶", RYOKUCHA)]
    assert site.references("index") == [("Gyokuro", GYOKURO), ("other green tea", GREEN_TEA)]
    tips = (site.outdir / "_glossterm" / "index.js").read_text("utf-8")
    assert "Green tea from bushes that are shaded before the harvest." in tips
    assert site.index(view="tree") == [("", ["Green tea", ["Gyokuro"]])]


@pytest.mark.parametrize("name", ["index.md", "index.rst"])
def test_the_example_of_the_japanese_readme(
    written: Callable[[dict[str, str]], Project], name: str
) -> None:
    conf, *pages = [block.text for block in blocks(ROOT / "README.ja.md")][:3]
    site = written({"conf.py": conf, name: pages[name == "index.rst"]}).make(strict=True)
    gyokuro, ryokucha = "index#term-玉露", "index#term-緑茶"
    assert site.mentions("index")[:2] == [("玉露", gyokuro), ("green tea", GREEN_TEA)]
    assert site.references("index") == [("玉露", gyokuro), ("ほかの緑茶", ryokucha)]
    assert site.index(view="tree") == [("", ["緑茶", ["玉露"]])]


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_the_commands_of_the_readme_name_what_there_is(readme: str) -> None:
    commands = [block.text for block in blocks(ROOT / readme) if block.language == "sh"]
    names = re.findall(r"tox run -e (\w+)", "".join(commands))
    assert names == ["docs", "tests"]
    settings = (ROOT / "tox.ini").read_text("utf-8")
    assert all(f"[testenv:{name}]" in settings for name in names)


@pytest.mark.parametrize("name", LONGER)
def test_longer_tests_have_an_environment_that_ci_runs(name: str) -> None:
    settings = configparser.ConfigParser(interpolation=None)
    settings.read(ROOT / "tox.ini", "utf-8")
    words = settings[f"testenv:{name}"]["commands"].split()
    assert tuple(w for w in words if w.startswith("tests/")) == LONGER[name]
    run = re.findall(r"tox run -e (\S+)", (ROOT / ".ci" / "run").read_text("utf-8"))
    assert name in ",".join(run).split(",")


def test_the_blocks_of_the_tutorial() -> None:
    assert [block.language for block in blocks(TUTORIAL)] == [
        *("console", "python", "python", "markdown", "rst", "console"),
        *("python", "text", "text", "text"),
    ]


@pytest.mark.parametrize("name", ["index.md", "index.rst"])
def test_the_tutorial(written: Callable[[dict[str, str]], Project], name: str) -> None:
    rest = name == "index.rst"
    _, *conf, markdown, rst, build, option, sentence, entry, rest_entry = [
        block.text for block in blocks(TUTORIAL)
    ]
    page = rst if rest else markdown
    made = written({"conf.py": conf[rest].replace("furo", "basic"), name: page})
    program, *arguments = shlex.split(build.removeprefix("$ "))
    assert Path(program).name == "sphinx-build"
    subprocess.run([sys.executable, "-m", "sphinx", "-W", *arguments], cwd=made.srcdir, check=True)
    site = made.make(strict=True)
    assert site.path("index").read_bytes()
    roles = [("levain", LEVAIN), ("all of it", LEVAIN), ("levain", LEVAIN)]
    assert site.references("index") == roles
    assert site.mentions("index") == [("starter", STARTER)]

    with (made.srcdir / "conf.py").open("a", encoding="utf-8") as file:
        file.write(option)
    head = page.index("Mix the")
    page = f"{page[:head]}{sentence}\n{page[head:]}"
    (made.srcdir / name).write_text(page, "utf-8")
    site = made.make(strict=True)
    assert site.mentions("index") == [("starter", STARTER), ("starter", STARTER)]

    (made.srcdir / name).write_text(
        f"{page}\n{rest_entry}" if rest else page.replace("every day.\n", f"every day.\n\n{entry}"),
        "utf-8",
    )
    site = made.make(strict=True)
    assert ("R", ["Rye starter"]) in site.index()
    assert site.index(view="tree") == [
        ("", ["Starter", ["Rye starter"]]),
        ("Other terms", ["Levain"]),
    ]


@pytest.fixture(scope="module")
def example(module_project: Callable[..., Project]) -> Site:
    """The first page of the documentation and the example, with the options in its ``conf.py``."""
    docs = ROOT / "docs"
    pages = [docs / "index.md", *docs.glob("snippets/*.md"), *docs.glob("example/**/*.md")]
    source = {page.relative_to(docs).as_posix(): page.read_text("utf-8") for page in pages}
    made = module_project(source, exclude_patterns=["snippets"])
    made.configure(
        """
        extensions = ["myst_parser", "sphinx_design", "sphinxcontrib_glossterm"]
        myst_enable_extensions = ["attrs_block", "colon_fence", "deflist", "dollarmath"]
        """
    )
    made.configure(OF_THE_EXAMPLE)
    assert OF_THE_EXAMPLE in (docs / "conf.py").read_text("utf-8")
    return made.build(warns=None)


@pytest.mark.parametrize("page", ["index", "example/index"])
def test_a_sentence_to_try_has_two_names_of_one_concept(example: Site, page: str) -> None:
    """“Point at LoRA”, and the Japanese name: both are links to one concept."""
    links = dict(example.mentions(page))
    assert links["LoRA"] == links["低ランク適応"] == "example/training#term-LoRA"


def test_the_first_page_shows_a_tree_of_the_example(example: Site) -> None:
    ((_, tree),) = example.index("index", view="tree")
    assert tree == ["PEFT", ["Adapter Layers", "LoRA", ["QLoRA"], "Prefix Tuning", "Prompt tuning"]]


def test_japanese_pages_are_linked_to_definitions_in_japanese(example: Site) -> None:
    links = dict(example.mentions("example/ja/story"))
    own = {text for text, target in links.items() if target.startswith("example/ja/")}
    assert own == {"PEFT", "低ランク適応", "勾配チェックポイント"}
    assert links["QLoRA"] == "example/training#term-QLoRA"


def test_headings_of_a_japanese_page_are_terms_and_their_text_is_linked(example: Site) -> None:
    page = "example/ja/training"
    heads = re.findall("^## ", (ROOT / f"docs/{page}.md").read_text("utf-8"), re.MULTILINE)
    terms = [entry for entry in example.entries() if entry.startswith(f"{page}#")]
    assert len(terms) == len(heads) >= 8
    others = {"basics", "inference", "models", "training"}
    pages = {target.partition("#")[0] for _, target in example.mentions(page)}
    assert pages == {page} | {f"example/{other}" for other in others}
