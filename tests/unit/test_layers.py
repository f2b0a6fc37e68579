"""Who may import whom: the table of the house, held against the imports in the code."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "sphinxcontrib_glossterm"
NAME = PACKAGE.name

# Room → the rooms below it that it may import from. Nothing may import upward.
WINGS = {
    "model": set(),
    "lazily": set(),
    "languages": {"model", "lazily"},
    "config": {"languages"},
    "matching": {"model", "languages", "lazily"},
    "listing": {"model", "languages", "lazily"},
    "formats": {"model"},
    "sphinx_ext": {"model", "languages", "matching", "listing", "formats", "config"},
}
# The parts of ``sphinx_ext``, from the base up: each imports from those in the sets above it only.
PARTS = [
    {"builders", "conditions", "digest", "html_translator", "locale", "other_answers", "records"},
    {"std_terms", "warn"},
    {"nodes", "option_checks", "writing"},
    {"addresses", "bodies", "page_options", "places"},
    {"store"},
    {"domain"},
    {"data_files", "exchange", "plain_nodes", "reading"},
    {"glossary", "graph", "index", "linking"},
    {"glossary_tests", "tips"},
    {"incremental", "report"},
    {"__init__"},
]


def modules(wing: str) -> list[Path]:
    single = PACKAGE / f"{wing}.py"
    return [single] if single.exists() else sorted((PACKAGE / wing).rglob("*.py"))


def imports(path: Path) -> set[str]:
    """The modules that *path* imports, absolute, also those only for types."""
    package = [NAME, *path.relative_to(PACKAGE).parent.parts]
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            whole = module == NAME or not node.module
            found |= {f"{module}.{a.name}" for a in node.names} if whole else {module}
    return found


@pytest.mark.parametrize("wing", WINGS)
def test_arrows_between_wings_run_downward(wing: str) -> None:
    for path in modules(wing):
        for module in imports(path):
            if module.startswith(f"{NAME}."):
                target = module.split(".")[1]
                assert target == wing or target in WINGS[wing], f"{path.name} imports {module}"


@pytest.mark.parametrize("wing", ["model", "languages", "matching", "listing", "formats", "config"])
def test_the_core_knows_neither_sphinx_nor_docutils(wing: str) -> None:
    for path in modules(wing):
        foreign = {m for m in imports(path) if m.split(".")[0] in {"sphinx", "docutils"}}
        assert not foreign, f"{path.name} imports {foreign}"


def test_every_room_of_the_sphinx_wing_has_a_floor() -> None:
    rooms = {p.relative_to(PACKAGE / "sphinx_ext").parts[0] for p in modules("sphinx_ext")}
    assert {room.removesuffix(".py") for room in rooms} == set().union(*PARTS)


def test_arrows_within_the_sphinx_wing_run_downward() -> None:
    level_of = {part: level for level, parts in enumerate(PARTS) for part in parts}
    prefix = f"{NAME}.sphinx_ext."
    for path in modules("sphinx_ext"):
        room = path.relative_to(PACKAGE / "sphinx_ext").parts[0].removesuffix(".py")
        for module in imports(path):
            if module.startswith(prefix):
                target = module.removeprefix(prefix).split(".")[0]
                below = level_of[target] < level_of[room]
                assert below or target == room, f"{room} imports {target}"


def test_rooms_import_each_other_in_no_circle() -> None:
    """In a folder too, whose rooms share a floor."""
    known = {module_name(path): path for path in PACKAGE.rglob("*.py")}
    below = {name: imports(path) & known.keys() - {name} for name, path in known.items()}
    TopologicalSorter(below).prepare()  # raises where there is a circle


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")
