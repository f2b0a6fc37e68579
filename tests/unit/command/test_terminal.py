"""Columns of wide characters, colours and control characters on the terminal."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_glossterm.command.terminal import Progress, Terminal, cut, table, visible, width

if TYPE_CHECKING:
    from collections.abc import Callable


class Screen(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("LoRA", 4),
        ("用語", 4),
        ("ﾓﾃﾞﾙ", 4),
        ("か\u3099", 2),
        ("モデル①", 7),
        ("𠮷野家", 6),
        ("e\u0301", 1),
        ("👍", 2),
        ("", 0),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_a_table_is_aligned() -> None:
    assert table(["Term", "Tags"], [["用語", "a"], ["LoRA model", ""], ["x", "b"]]) == [
        "Term        Tags",
        "用語        a",
        "LoRA model",
        "x           b",
    ]


@given(st.text(), st.integers(1, 12))
def test_a_cut_text_is_not_too_wide_and_starts_the_same(text: str, columns: int) -> None:
    short = cut(text, columns)
    assert width(short) <= columns
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert visible("a\x1b[2Jb\nc\u202ed") == "a\\x1b[2Jb c\\x202ed"


@pytest.mark.parametrize(
    ("stream", "environment", "coloured"),
    [
        (Screen, {}, True),
        (Screen, {"NO_COLOR": "1"}, False),
        (Screen, {"NO_COLOR": ""}, True),
        (Screen, {"TERM": "dumb"}, False),
        (io.StringIO, {}, False),
    ],
)
def test_colours(
    stream: Callable[[], io.StringIO],
    environment: dict[str, str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out, errors = stream(), stream()
    terminal = Terminal(out, errors)
    terminal.styled_line("a\x1b", "red")
    terminal.fail("x\ny")
    assert out.getvalue() == ("\x1b[31ma\\x1b\x1b[0m\n" if coloured else "a\\x1b\n")
    name = "\x1b[31mglossterm\x1b[0m" if coloured else "glossterm"
    assert errors.getvalue() == f"{name}: error: x y\n"


def test_progress_is_shown_on_a_terminal_only() -> None:
    screen, file = Screen(), io.StringIO()
    for stream in (screen, file):
        progress = Progress(stream)
        progress.start(3)
        progress.step("a")
        progress.step("c", 2)
        progress.clear()
    assert file.getvalue() == ""
    lines = screen.getvalue().split("\r\x1b[K")
    assert lines == ["", "reading page 1 of 3: a", "reading page 3 of 3: c", ""]
