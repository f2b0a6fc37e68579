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

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial" / "first-glossary.md"
_BLOCK = re.compile(r"^(`{3,})(\S+)(?: (\S+))?\n(.*?)^\1$", re.MULTILINE | re.DOTALL)

GREEN_TEA = "index#term-Green-tea"
RYOKUCHA = "index#term-緑茶"
GYOKURO = "index#term-Gyokuro"
LEVAIN = "index#term-Levain"
STARTER = "index#term-Starter"


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


def test_the_blocks_of_the_readme() -> None:
    languages = [block.language for block in blocks(ROOT / "README.md")]
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


def test_the_commands_of_the_readme_name_what_there_is() -> None:
    commands = [block.text for block in blocks(ROOT / "README.md") if block.language == "sh"]
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
    assert site.index(view="tree") == [("", ["Levain", "Starter", ["Rye starter"]])]


def test_the_sentence_in_the_example_about_two_names(
    project: Callable[..., Project],
) -> None:
    """“Point at LoRA or 低ランク適応”: both are links to one concept."""
    folder = ROOT / "docs" / "example"
    source = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    made = project(source)
    made.configure(
        'myst_enable_extensions = ["attrs_block", "colon_fence", "deflist", "dollarmath"]'
    )
    links = dict(made.build(warns=None).mentions("index"))
    assert links["LoRA"] == links["低ランク適応"] == "training#term-LoRA"
