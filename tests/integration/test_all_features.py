"""A project that uses every feature: ``tests/roots/test-all-features``.

It must be built without a warning by each builder, and a new option, directive, role or field must
be used in it. ``tools/compare_output.py`` builds it with two versions of this extension.
"""

from __future__ import annotations

import ast
import multiprocessing
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from docutils.parsers.rst import directives, roles
from sphinx.testing.util import SphinxTestApp

from sphinxcontrib_glossterm.config import (
    DENSITY,
    FIRST_USE,
    LINK,
    LINK_IN,
    OPTIONS,
    PAGE_OPTIONS,
    RELATIONS,
)
from sphinxcontrib_glossterm.formats.record import key_of
from sphinxcontrib_glossterm.languages import LANGUAGES
from sphinxcontrib_glossterm.listing import VIEWS
from sphinxcontrib_glossterm.model import FIELDS, LABEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import Project, Site

pytest.importorskip("sudachidict_core")
pytest.importorskip("fast_sugiyama")

BUILDERS = (
    *("dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml"),
    "glossterm-report",
)
_DIRECTIVE = re.compile(
    r"^ *(?:\.\. |[`:]{3,}\{)([\w:-]+)(?:::|\}).*\n((?: *:[\w-]+:.*\n)*)", re.MULTILINE
)
_FIELD = r":([\w-]+):.*\n"
_HEADING = re.compile(rf"^(?:#+ .+|[-~]+\n)\n((?:{_FIELD})+)", re.MULTILINE)


@pytest.fixture(scope="module")
def made(module_project) -> Project:
    # Sphinx's class for builds in a test sets this theme too.
    return module_project("all-features", html_theme="basic")


@pytest.fixture(scope="module")
def site(made) -> Site:
    return made.build()


@pytest.fixture(scope="module")
def pages(made) -> str:
    """The text of all pages."""
    paths = [*made.srcdir.rglob("*.rst"), *made.srcdir.rglob("*.md")]
    return "\n".join(path.read_text("utf-8") for path in sorted(paths))


# -- every builder ------------------------------------------------------------------------


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_warnings(made, site, builder):
    """Any warning fails the test. The pages are read once, for ``html``."""
    made.rebuild(replace(site, builder=builder))


def test_no_warnings_in_catalogues(made):
    """``gettext`` cannot use the doctrees of other builders."""
    made.build("gettext")


def test_no_warnings_in_a_translation(module_project):
    made = module_project("all-features", language="ja")
    translated = made.build()
    assert ("訳語", "translated#term-translated-word") in translated.mentions("translated")
    report, _pages = made.rebuild(replace(translated, builder="glossterm-report"), warns=None)
    assert [line for line in report.warnings if "translation" in line] == []


def test_all_links_are_valid(site):
    assert site.dead_links() == []


@pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="Sphinx needs fork for -j"
)
def test_parallel_equals_serial(made):
    """Not built in this process: Sphinx keeps some words of an earlier project in Japanese."""
    serial = made.make(out="serial", seed=1)
    parallel = made.make(out="parallel", jobs=2, seed=2)
    assert serial.files() == parallel.files()
    assert serial.search_index() == parallel.search_index()


# -- every feature ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def settings(made) -> dict[str, Any]:
    """The options of this extension in ``conf.py``."""
    conf = ast.parse((made.srcdir / "conf.py").read_text("utf-8"))
    return {
        name: ast.literal_eval(statement.value)
        for statement in conf.body
        if isinstance(statement, ast.Assign)
        and (name := ast.unparse(statement.targets[0])).startswith("glossterm_")
    }


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_every_option_is_set(settings, option):
    """To another value than the default, unless the default is "on"."""
    assert option.full_name in settings
    assert option.default is True or settings[option.full_name] != option.default


@pytest.mark.parametrize(
    ("option", "values"),
    [("glossterm-link", LINK), ("glossterm-density", DENSITY), ("glossterm-first-use", FIRST_USE)],
)
def test_every_value_of_a_page_option_is_set(pages, option, values):
    assert set(re.findall(rf"^:?{option}: (\S+)$", pages, re.MULTILINE)) == set(values)


def test_every_page_option_is_set(pages):
    assert set(re.findall(r"^:?(glossterm-[\w-]+): ", pages, re.MULTILINE)) == set(PAGE_OPTIONS)


@pytest.mark.parametrize(
    ("option", "values"),
    [("link_in", LINK_IN), ("relations", RELATIONS), ("variants", LANGUAGES)],
)
def test_every_item_of_a_list_is_set(settings, option, values):
    assert set(settings[f"glossterm_{option}"]) == set(values)


@pytest.fixture(scope="module")
def markup(made) -> Iterator[tuple[dict[str, type], set[str]]]:
    """The directives by name, and the names of the roles that this extension registers."""
    app = SphinxTestApp("dummy", srcdir=made.srcdir, builddir=made.workdir / "markup")
    registry = app.registry
    yield (
        _ours(directives._directives, registry.domain_directives),
        set(_ours(roles._roles, {}))
        | {f"glossterm:{n}" for n in registry.domain_roles["glossterm"]},
    )
    app.cleanup()


def _ours(general: dict[str, Any], domains: dict[str, dict[str, Any]]) -> dict[str, Any]:
    found = general | {
        name if domain == "std" else f"{domain}:{name}": made
        for domain, names in domains.items()
        for name, made in names.items()
    }
    return {n: x for n, x in found.items() if x.__module__.startswith("sphinxcontrib_glossterm.")}


def test_every_directive_is_used(pages, markup):
    """With each of its options, under any of its names."""
    used = {(name, option) for name, options in _directives(pages) for option in options}
    assert set(markup[0]) - {name for name, _ in _directives(pages)} == set()
    for made in set(markup[0].values()):
        names = {name for name, other in markup[0].items() if other is made}
        options = {option for name, option in used if name in names}
        assert set(made.option_spec or ()) - options == set()


def test_every_role_is_used(pages, markup):
    assert markup[1] - set(re.findall(r"[:{]([\w:]+)[:}]`", pages)) == set()


def test_every_view_is_used(pages):
    assert set(re.findall(r"^:view: (\w+)$", pages, re.MULTILINE)) == set(VIEWS)


def _directives(pages: str) -> list[tuple[str, list[str]]]:
    return [(m[1], re.findall(r":([\w-]+):", m[2])) for m in _DIRECTIVE.finditer(pages)]


def test_every_field_is_used_in_an_entry(pages):
    used = set(re.findall(rf"^ {{6}}{_FIELD}", pages, re.MULTILINE))
    assert used >= {*FIELDS, f"{LABEL}ja"}


def test_every_field_is_used_below_a_heading(pages):
    found = "".join(match[1] for match in _HEADING.finditer(pages))
    assert set(re.findall(_FIELD, found)) >= {*FIELDS, f"{LABEL}ja"}


@pytest.mark.parametrize("ending", [".yaml", ".yml", ".csv", ".tsv"])
def test_each_of_our_own_formats_is_used(made, ending):
    assert [path.suffix for path in (made.srcdir / "data").iterdir()].count(ending) == 1


def test_every_key_is_used_in_a_data_file(made):
    yaml = (made.srcdir / "data/tools.yaml").read_text("utf-8")
    table = (made.srcdir / "data/flours.csv").read_text("utf-8")
    keys = {"term", "definition", *FIELDS, f"{LABEL}ja"}
    assert set(re.findall(r"^  (?:- |  )([\w-]+):", yaml, re.MULTILINE)) >= keys
    assert set(map(key_of, table.partition("\n")[0].split(","))) == {*keys, f"{LABEL}pt-BR"}
