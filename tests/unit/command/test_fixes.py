"""Fixes change the reported characters and no other byte."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from shutil import which

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.command.fixes import fix_file
from sphinxcontrib_glossterm.model import Phrase
from sphinxcontrib_glossterm.terminology import Finding, Rule, Severity

BOM = b"\xef\xbb\xbf"


def finding(line: int, column: int, text: str, replacement: str, *, end_line: int = 0) -> Finding:
    last = text.replace("\r\n", "\n").rpartition("\n")[2]
    return Finding(
        file="page.rst",
        line=line,
        column=column,
        end_line=end_line or line,
        end_column=len(last) + (1 if end_line else column),
        rule=Rule.AVOIDED,
        severity=Severity.WARNING,
        text=text,
        replacement=replacement,
        concept="c",
        docname="page",
        message=Phrase("m"),
    )


def fixed(text: str, *findings: Finding, name: str = "page.rst") -> str | None:
    """The text after the fixes; ``None`` if nothing can be fixed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(text.encode())
        file = fix_file(path, findings)
        if file is None:
            return None
        file.write()
        return path.read_bytes().decode()


# Line ends, a tab, an ideographic space, marks, wide and astral characters.
FILLERS = st.lists(
    st.lists(
        st.sampled_from(
            ["\n", "\r\n", "\t", " ", "\u3000", "a", "e\u0301", "漢", "𠮷", "👍", ".", "。"]
        )
    ).map("".join),
    min_size=2,
    max_size=8,
)
WORDS = st.sampled_from(["server", "サーバ", "𠮷", "log in"])
REPLACEMENTS = st.sampled_from(["host", "サーバー", "吉", "sign-in", "C", "名 前"])


@settings(deadline=None)
@given(FILLERS, WORDS, REPLACEMENTS, st.booleans(), st.sampled_from(["md", "csv", "yaml"]))
def test_every_other_byte_is_kept(
    fillers: list[str], word: str, replacement: str, bom: bool, suffix: str
) -> None:
    before = word.join(fillers)
    found, offset = [], 0
    for filler in fillers[:-1]:
        offset += len(filler)
        # Lines end in LF or CR LF; columns count code points.
        line_start = before.rfind("\n", 0, offset) + 1
        line = before.count("\n", 0, offset) + 1
        found.append(finding(line, offset - line_start + 1, word, replacement))
        offset += len(word)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"page.{suffix}")
        path.write_bytes(BOM * bom + before.encode())
        file = fix_file(path, found[::-1])
        assert file is not None
        assert file.fixed == set(found)
        file.write()
        assert path.read_bytes() == BOM * bom + replacement.join(fillers).encode()


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("the server", finding(1, 5, "Server", "host")),  # another text
        ("the server", finding(1, 6, "server", "host")),  # another place
        ("the server", finding(2, 1, "server", "host")),
        ("the server", finding(1, 0, "server", "host")),  # unknown place
        ("the server", finding(1, 5, "server", "")),  # unknown replacement
        ("the server", finding(1, 5, "server", "*host")),  # markup
        ("the server", finding(1, 5, "server", "host_")),
        ("the server", finding(1, 5, "server", "`host`")),
        ("the server", finding(1, 5, "server", "- host")),
        ("the server", finding(1, 5, "server", "host\n")),
    ],
)
def test_what_is_not_fixed(text: str, one: Finding) -> None:
    assert fixed(text, one) is None


@pytest.mark.parametrize("separator", [",", '"', "'"])
def test_separators_of_data_files(separator: str) -> None:
    one = finding(1, 1, "server", f"host{separator}s")
    assert fixed("server", one, name="terms.csv") is None
    assert fixed("server", one, name="terms.yaml") is None


def test_a_title_may_not_become_longer_than_its_underline() -> None:
    assert fixed("A server\n========\n", finding(1, 3, "server", "computer")) is None
    assert fixed("A server\n========\n", finding(1, 3, "server", "host")) == "A host\n========\n"
    assert fixed("サーバ\n======\n", finding(1, 1, "サーバ", "サーバー")) is None
    assert (
        fixed("サーバ\n========\n", finding(1, 1, "サーバ", "サーバー")) == "サーバー\n========\n"
    )
    several = [finding(1, column, "server", "servers") for column in (1, 8)]
    assert fixed("server server\n==============\n", *several) is None
    markdown = fixed("A server\n===\n", finding(1, 3, "server", "computer"), name="page.md")
    assert markdown == "A computer\n===\n"


TABLE = "====== ====\nserver  b\n====== ====\na       b\n\nserver  b\n====== ====\n\nserver\n"
GRID = "+--------+\n| server |\n+--------+\n"


def test_the_columns_of_tables_are_kept() -> None:
    for line in (2, 6):
        assert fixed(TABLE, finding(line, 1, "server", "computer")) is None
    assert fixed(TABLE, finding(2, 1, "server", "client")) == TABLE.replace("server", "client", 1)
    outside = fixed(TABLE, finding(9, 1, "server", "computer"))
    assert outside == TABLE.removesuffix("server\n") + "computer\n"
    assert fixed(GRID, finding(2, 3, "server", "host")) is None
    assert fixed(GRID, finding(2, 3, "server", "client")) == GRID.replace("server", "client")
    fence = f"```{{eval-rst}}\n{GRID}```\n"
    assert fixed(fence, finding(3, 3, "server", "host"), name="page.md") is None


@pytest.mark.parametrize(
    ("name", "line", "is_kept"),
    [
        ("page.rst", "see server_", True),
        ("page.rst", "see `the server`_ there", True),
        ("page.rst", "see `server\nroom`_ there", True),
        ("page.rst", "see _`the server` there", True),
        ("page.rst", "see |server| there", True),
        ("page.rst", "see `server`__ there", False),
        ("page.rst", "see `server <https://x.invalid>`__", False),
        ("page.rst", "see `server <https://x.invalid>`_", False),
        ("page.rst", "see `server <https://x.invalid>`_, `server`_", True),
        ("page.rst", "see `server <https://x.invalid>`_, Server_.", True),
        ("page.rst", "see `the server <https://x.invalid>`_, `the\nserver`_", True),
        ("page.rst", "see `server <https://x.invalid>`_, server__, my_server_", False),
        ("page.rst", "a server and `more`_", False),
        ("page.rst", "`more`_ and a server", False),
        ("page.rst", "| a server | b", False),
        ("page.md", "see [the server] there\n\n[The  server]: x", True),
        ("page.md", "see [server][] there\n\n> [server]: x", True),
        ("page.md", "see [server][x] there\n\n[server]: x", False),
        ("page.md", "see [server](x) there\n\n[server]: x", False),
        ("page.md", "see [server] there", False),
        ("page.md", "|server|x|", False),
        ("terms.yaml", "d: see `the server`_", True),
    ],
)
def test_names_of_links_are_kept(name: str, line: str, is_kept: bool) -> None:
    column = line.index("server") + 1
    # "client" has the same width, for what looks like a table.
    after = None if is_kept else line.replace("server", "client", 1)
    assert fixed(line, finding(1, column, "server", "client"), name=name) == after


def test_a_text_in_two_lines() -> None:
    one = finding(1, 3, "log\n  in", "sign in", end_line=2)
    assert fixed("a log\r\n  in b", one) == "a sign in b"


def test_of_overlapping_findings_the_first_and_longest_is_fixed() -> None:
    found = [
        finding(1, 1, "log", "x"),
        finding(1, 1, "log in", "sign in"),
        finding(1, 5, "in", "y"),
    ]
    assert fixed("log in", *found) == "sign in"


def test_a_file_that_is_not_utf_8_or_does_not_exist(tmp_path: Path) -> None:
    path = tmp_path / "page.rst"
    assert fix_file(path, [finding(1, 1, "a", "b")]) is None
    path.write_bytes(b"a \xff")
    assert fix_file(path, [finding(1, 1, "a", "b")]) is None


def test_a_file_that_has_changed_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "page.rst"
    path.write_bytes(b"a")
    file = fix_file(path, [finding(1, 1, "a", "b")])
    assert file
    path.write_bytes(b"a new text")
    with pytest.raises(OSError, match="changed by another program"):
        file.write()
    assert path.read_bytes() == b"a new text"


@pytest.mark.skipif(not which("git"), reason="needs git")
@pytest.mark.parametrize(
    "text", ["one\r\na server\r\n", "a server", "\ufeffa server\nx\x0c\u2028y\n"]
)
def test_git_can_apply_the_diff(text: str, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(text.encode())
    line = text.count("\n", 0, text.index("server")) + 1
    file = fix_file(path, [finding(line, 3, "server", "host")])
    assert file
    command = ["git", "apply", "--unsafe-paths", "-"]
    diff = file.diff("page.md").encode()
    subprocess.run(command, input=diff, cwd=tmp_path, check=True)
    assert path.read_bytes() == text.replace("server", "host").encode()
