"""Substitutes for modules import them when something of them is called."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_glossterm import lazily

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a package with a module ``late``."""
    folder = tmp_path / "of_lazily"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "late.py").write_text(
        "def joined(*parts, by=''):\n    return by.join(parts)\n\n\nclass Made(str):\n    pass\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "of_lazily.late", raising=False)
    return "of_lazily"


def test_a_module_is_imported_by_the_first_call(package: str) -> None:
    [late] = lazily.modules(package, "late")
    joined, made = late.joined, late.Made
    assert "of_lazily.late" not in sys.modules
    assert joined("a", "b", by="-") == "a-b"
    assert type(made("a")) is sys.modules["of_lazily.late"].Made


def test_functions_have_the_names_of_what_they_call(package: str) -> None:
    """Sphinx names the module of a listener that fails."""
    [late] = lazily.modules(package, "late")
    assert (late.joined.__module__, late.joined.__qualname__) == ("of_lazily.late", "joined")


def test_what_a_module_has_when_it_is_called_counts(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    [late] = lazily.modules(package, "late")
    joined = late.joined
    joined()
    monkeypatch.setattr(sys.modules["of_lazily.late"], "joined", lambda: "other")
    assert joined() == "other"


def test_a_pattern_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    compile_now = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given) or compile_now(*given))
    made = lazily.pattern(r"(a+)B", re.IGNORECASE)
    assert not compiled
    assert made.sub(r"<\1>", "aab ab") == "<aa> <a>"
    assert made.pattern == r"(a+)B"
    assert made.sub("", "aab") == ""
    assert {text for text, _flags in compiled} == {r"(a+)B"}


def test_a_pattern_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError, match="no attribute 'joined'"):
        _ = lazily.pattern("a").joined
