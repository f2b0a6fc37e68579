"""The arguments, their help, and what starting the command imports."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sphinxcontrib_glossterm.command import main
from sphinxcontrib_glossterm.command.arguments import parse


def test_help_imports_neither_sphinx_nor_the_rest_of_the_extension() -> None:
    code = (
        "import sys, sphinxcontrib_glossterm.command as command\n"
        "try: command.main(['check', '--help'])\n"
        "except SystemExit: print('modules:', *sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = done.stdout.partition("modules: ")[2].split()
    own = [name for name in modules if name.startswith("sphinxcontrib_glossterm.")]
    assert "sphinxcontrib_glossterm.command.arguments" in own
    assert all(name.startswith("sphinxcontrib_glossterm.command") for name in own)
    assert not {"sphinx", "docutils", "myst_parser", "yaml", "jinja2"}.intersection(modules)


@pytest.mark.parametrize(
    "command",
    [[], *([n] for n in ["list", "show", "check", "candidates", "convert", "export", "formats"])],
)
def test_each_command_has_help(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith(" ".join(["usage: glossterm", *command]))
    assert "glossterm " in out.rpartition("\n\n")[2]  # an example, or where to find more


def test_arguments_of_sphinx_build() -> None:
    found = parse(["list", "docs", "-D", "language=ja", "-D", "a=b=c", "-t", "x", "-j", "2"])
    assert (found.source, found.tags, found.jobs) == ("docs", ["x"], 2)
    assert found.define == [("language", "ja"), ("a", "b=c")]
    assert parse(["list", "-j", "auto"]).jobs >= 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["list", "-D", "language"], 'write NAME=VALUE, not "language"'),
        (["candidates", "--number", "0"], 'write a positive number, not "0"'),
        (["list", "-j", "0"], 'write a positive number or "auto", not "0"'),
        (["show"], "LABEL"),
        ([], "COMMAND"),
        (["list", "--format", "sarif"], "sarif"),
    ],
)
def test_wrong_arguments(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err
