"""Test that modules import from lower layers only, without import cycles."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "sphinxcontrib_glossterm"
NAME = PACKAGE.name

# Modules that import nothing of this package; all others may import them.
BASE = {"lazily", "named_tuples"}
# Top-level module or package → those that it may import from.
LAYERS = {
    **{name: set() for name in sorted(BASE)},
    "model": set(),
    "languages": {"model"},
    "config": {"languages"},
    "matching": {"model", "languages"},
    "listing": {"model", "languages"},
    "formats": {"model"},
    "source_files": {"model", "formats"},
    "terminology": {"model", "languages", "matching"},
    "sphinx_ext": {
        "model",
        "languages",
        "matching",
        "listing",
        "formats",
        "source_files",
        "terminology",
        "config",
    },
    "command": {"model", "matching", "formats", "source_files", "terminology", "sphinx_ext"},
    "editor": {"model", "matching", "formats", "terminology"},
    "__main__": {"command"},
}
# Modules and packages of ``sphinx_ext``, lowest level first; each imports from lower levels only.
PARTS = [
    {"digest", "internals", "processes"},
    {"builders", "conditions", "locale", "other_domains", "reading_builder"},
    {"warn"},
    {"nodes", "options", "writing"},
    {"addresses", "output", "pages"},
    {"store"},
    {"domain"},
    {"deferred"},
    {"abbreviations", "data_files", "exchange", "explained", "plain_nodes", "reading"},
    {"export", "inputs"},
    {"glossary", "graph", "index", "linking"},
    {"candidates", "check", "glossary_tests", "tips"},
    {"editor", "incremental", "report"},
    {"__init__"},
]


def modules(layer: str) -> list[Path]:
    single = PACKAGE / f"{layer}.py"
    return [single] if single.exists() else sorted((PACKAGE / layer).rglob("*.py"))


def imports(path: Path) -> set[str]:
    """The absolute names of the modules that *path* imports, including those for types only."""
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


@pytest.mark.parametrize("layer", LAYERS)
def test_layers_import_lower_layers_only(layer: str) -> None:
    of_base = BASE if layer not in BASE else set()
    for path in modules(layer):
        for module in imports(path):
            if module.startswith(f"{NAME}."):
                target = module.split(".")[1]
                assert target in {layer} | LAYERS[layer] | of_base, f"{path.name} imports {module}"


@pytest.mark.parametrize(
    "layer",
    [
        "model",
        "languages",
        "matching",
        "listing",
        "formats",
        "source_files",
        "terminology",
        "config",
        "editor",
    ],
)
def test_lower_layers_import_neither_sphinx_nor_docutils(layer: str) -> None:
    for path in modules(layer):
        foreign = {m for m in imports(path) if m.split(".")[0] in {"sphinx", "docutils"}}
        assert not foreign, f"{path.name} imports {foreign}"


def test_every_part_of_sphinx_ext_has_a_level() -> None:
    parts = {p.relative_to(PACKAGE / "sphinx_ext").parts[0] for p in modules("sphinx_ext")}
    assert {part.removesuffix(".py") for part in parts} == set().union(*PARTS)


def test_parts_of_sphinx_ext_import_lower_levels_only() -> None:
    level_of = {part: level for level, parts in enumerate(PARTS) for part in parts}
    prefix = f"{NAME}.sphinx_ext."
    for path in modules("sphinx_ext"):
        part = path.relative_to(PACKAGE / "sphinx_ext").parts[0].removesuffix(".py")
        for module in imports(path):
            if module.startswith(prefix):
                target = module.removeprefix(prefix).split(".")[0]
                below = level_of[target] < level_of[part]
                assert below or target == part, f"{part} imports {target}"


def test_folders_of_formats_do_not_import_each_other() -> None:
    prefix = f"{NAME}.formats."
    folders = {path.parent.name for path in (PACKAGE / "formats").glob("*/__init__.py")}
    assert "skos" in folders
    for folder in folders:
        for path in modules(f"formats/{folder}"):
            targets = {m.removeprefix(prefix).split(".")[0] for m in imports(path)}
            assert not targets & folders - {folder}, f"{path.name} of {folder} imports {targets}"


def test_no_circular_imports() -> None:
    """Not between the modules of one package either."""
    known = {module_name(path): path for path in PACKAGE.rglob("*.py")}
    below = {name: imports(path) & known.keys() - {name} for name, path in known.items()}
    TopologicalSorter(below).prepare()  # raises CycleError


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")
