"""Run Sphinx's own tests with and without this extension: the same tests pass.

They come from the source distribution of the installed Sphinx. All tests about glossaries, terms,
``any``, the general index, inventories, translated text, HTML pages and the search index are run in
two processes, one of which loads a plugin that makes this extension a built-in one. Some fail
without this extension as well, depending on the version of Pygments or of a stemmer: so the outcome
of each test is compared.

Requires ``defusedxml``, which those tests import.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from .comparing import US
from .conftest import environment, unavailable

if TYPE_CHECKING:
    from pathlib import Path

# Both runs are concurrent: none of these uses a fixed port.
SELECTED = [
    "tests/test_domains/test_domain_std.py",
    "tests/test_environment/test_environment_indexentries.py",
    "tests/test_ext_intersphinx/test_ext_intersphinx.py",
    "tests/test_extensions/test_ext_intersphinx.py",  # where it was in Sphinx 8.1
    "tests/test_intl/test_intl.py",
    "tests/test_markup",
    "tests/test_roles.py",
    "tests/test_search.py",
    "tests/test_builders/test_build_html.py",
    "tests/test_builders/test_build_html_5_output.py",
    "tests/test_builders/test_build_latex.py::test_latex_glossary",
    "tests/test_builders/test_build_texinfo.py::test_texinfo",
]
# of the hundred of this kind, the pages with a glossary and with the general index
CHOICE = "not html5_output or markup.html or genindex"

ON_PURPOSE = {
    # An id made from the text, which no other entry can have, instead of a serial number.
    "tests.test_environment.test_environment_indexentries::test_create_index_by_key": (
        "#term-スフィンクス"
    ),
    "tests.test_domains.test_domain_std::test_glossary_alphanumeric": "'term-7073e446'",
    "tests.test_domains.test_domain_std::test_glossary_conflicted_labels": "'term-foo-f55be76c'",
    # Duplicates are reported after reading; this test reads one text and builds nothing.
    "tests.test_domains.test_domain_std::test_glossary_warning": (
        "duplicate term description of term-case4, other instance in case4"
    ),
    # Texinfo numbers ids in the order of their use, and the index of terms uses them.
    "tests.test_builders.test_build_texinfo::test_texinfo": "@anchor{markup doc}@anchor{11}",
    # ``searchindex.js`` byte by byte: it contains the version of each extension's stored data.
    "tests.test_search::test_check_js_search_indexes": "does not match regenerated copy",
}
"""Tests that pass without this extension only, with a part of the failure message."""

PLUGIN = f"""
import sphinx.application

sphinx.application.builtin_extensions = (*sphinx.application.builtin_extensions, {US!r})
"""


def test_the_same_tests_of_sphinx_pass(sphinx_sources, tmp_path: Path):
    if not find_spec("defusedxml"):
        unavailable("Sphinx's tests import defusedxml, which is not installed")
    sources = sphinx_sources(tmp_path)
    (tmp_path / "with_us.py").write_text(PLUGIN, "utf-8")
    running = [
        start(sources, tmp_path, "plain"),
        start(sources, tmp_path, "ours", "-p", "with_us"),
    ]
    for process in running:
        process.wait()
    plain, ours = (outcomes(tmp_path / f"{name}.xml") for name in ("plain", "ours"))
    assert sum(found == "passed" for found in plain.values()) >= 250
    assert plain.keys() == ours.keys()
    differ = {name: ours[name] for name in plain if kind_of(plain[name]) != kind_of(ours[name])}
    assert {function_of(name) for name in differ} == ON_PURPOSE.keys(), differ
    for name, said in differ.items():
        # that of Texinfo is skipped at its end without makeinfo
        assert plain[name] in {"passed", "skipped"}
        assert ON_PURPOSE[function_of(name)] in said


def start(sources: Path, folder: Path, name: str, *options: str) -> subprocess.Popen[bytes]:
    own = environment(folder)
    # an outer pytest's settings are not for this one
    own = {key: value for key, value in own.items() if not key.startswith("PYTEST_")}
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options),
        *("--basetemp", str(folder / name), "--junitxml", str(folder / f"{name}.xml")),
        *("-k", CHOICE),
        *(name for name in SELECTED if (sources / name.partition("::")[0]).exists()),
    ]
    with (folder / f"{name}.log").open("w") as log:
        return subprocess.Popen(command, cwd=sources, env=own, stdout=log, stderr=log)


def outcomes(report: Path) -> dict[str, str]:
    """Each test → ``passed``, ``skipped``, or its failure."""
    found = {}
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        result = next((child for child in case if child.tag in {"failure", "error"}), None)
        passed = "skipped" if case.find("skipped") is not None else "passed"
        name = f"{case.get('classname')}::{case.get('name')}"
        found[name] = passed if result is None else f"{result.get('message')}\n{result.text}"
    return found


def kind_of(outcome: str) -> str:
    return outcome if outcome in {"passed", "skipped"} else "failed"


def function_of(name: str) -> str:
    """The test without its parameters."""
    return name.partition("[")[0]
