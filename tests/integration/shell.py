"""Run the command line in this process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.command import main

if TYPE_CHECKING:
    import pytest


class Shell:
    """Runs the command in the folder of a project."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.errors = ""

    def __call__(self, *arguments: str, status: int = 0) -> str:
        found = main(arguments)
        out, self.errors = self._capsys.readouterr()
        assert found == status, self.errors
        return out

    def json(self, *arguments: str, status: int = 0) -> Any:
        return json.loads(self(*arguments, "--format", "json", status=status))
