"""A built site as rows of text, and what differs between two of them.

Intended additions of this extension are removed first: its files, its attributes of links, its
automatic links. Everything else in a build is compared exactly:

=============  ======================================================================
kind           a row of it
=============  ======================================================================
``link``       one link to a term: page, text and address
``term``       one ``std:term`` row of ``objects.inv``
``inventory``  one other row of ``objects.inv``
``index``      one link of the general index
``warning``    one line that the build said
``search``     what the search knows of one word, title or index entry
``page NAME``  one line of a page
=============  ======================================================================
"""

from __future__ import annotations

import difflib
import json
import os
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx.util.inventory import InventoryFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

US = "sphinxcontrib_glossterm"

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_AUTOMATIC = re.compile(
    r'<a class="reference internal glossterm glossterm-auto"[^>]*>(.*?)</a>', re.DOTALL
)
_MARKS = re.compile(r'(?<= class="reference internal) glossterm" data-glossterm="[^"]*"')
_ASSETS = re.compile(r"^ *<(?:link|script)\b[^>]*\b_?glossterm[./][^>]*>(?:</script>)?\n", re.M)
_LINK = re.compile(r'<a class="reference[^>]*href="([^"]*)"[^>]*>(<\w+ class="[^"]*".*?)</a>', re.S)
_TERM = re.compile(r'<\w+ class="(?:xref )?[^"]*\b(?:std-term|xref myst)\b')
_ANCHOR = re.compile(r'<a href="([^"]+)">(.*?)</a>', re.S)
_TAG = re.compile(r"<[^>]*>")

Rows = dict[str, list[str]]


def rows_of_build(outdir: Path, said: str, srcdir: Path) -> Rows:
    """All rows of the HTML site in *outdir*, whose build wrote *said* to its error stream."""
    pages = {
        path.relative_to(outdir).as_posix(): _without_us(path.read_text("utf-8"))
        for path in sorted(outdir.rglob("*.html"))
        if path.name != "glossterm-index.html"
    }
    inventory = sorted(_inventory(outdir))
    rows = {
        "link": [row for name, text in pages.items() for row in _term_links(name, text)],
        "term": [row.removeprefix("std:term ") for row in inventory if row.startswith("std:term ")],
        "inventory": [row for row in inventory if not row.startswith(("std:term ", *US_ROWS))],
        "index": list(_index_links(pages["genindex.html"])),
        "warning": warnings_of(said, srcdir),
        "search": sorted(_search(outdir)),
    }
    return rows | {f"page {name}": text.splitlines() for name, text in pages.items()}


US_ROWS = ("glossterm:concept ", "std:label glossterm-index ")
"""Rows of ``objects.inv`` that are new: the concepts, and a name for the page of the index."""


def warnings_of(said: str, srcdir: Path) -> list[str]:
    """The lines of *said*, sorted, since the order of parallel readers varies."""
    plain = _ANSI.sub("", said)
    for folder, shown in ((srcdir, ""), (srcdir.parent, "../")):
        for path in (str(folder), os.path.relpath(folder)):
            plain = plain.replace(f"{path}{os.sep}", shown)
    return sorted(line for line in plain.splitlines() if line)


def differences(plain: Rows, ours: Rows) -> list[str]:
    """Each row that only one of two builds has: ``- kind: row`` or ``+ kind: row``."""
    return [
        f"{line[0]} {kind}: {line[2:]}"
        for kind in sorted({*plain, *ours})
        if plain.get(kind, []) != ours.get(kind, [])
        for line in _changed(plain.get(kind, []), ours.get(kind, []))
    ]


def renamed(rows: Rows, names: dict[str, str]) -> Rows:
    """*rows* with *names* swapped for each other, as whole words."""
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")
    return {
        kind: [pattern.sub(lambda found: names[found[0]], row) for row in of_kind]
        for kind, of_kind in rows.items()
    }


def _changed(plain: list[str], ours: list[str]) -> Iterator[str]:
    matcher = difflib.SequenceMatcher(None, plain, ours, autojunk=False)
    for kind, low, high, from_, to in matcher.get_opcodes():
        if kind != "equal":
            yield from (f"- {row}" for row in plain[low:high])
            yield from (f"+ {row}" for row in ours[from_:to])


def _without_us(text: str) -> str:
    return _AUTOMATIC.sub(r"\1", _MARKS.sub('"', _ASSETS.sub("", text)))


def _term_links(page: str, text: str) -> Iterator[str]:
    for href, content in _LINK.findall(text):
        if _TERM.match(content):
            yield f"{page}: {_text(content)} → {unquote(href)}"


def _index_links(text: str) -> Iterator[str]:
    for href, content in _ANCHOR.findall(text.partition('<div class="body"')[2]):
        yield f"{_text(content)} → {unquote(href)}"


def _text(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())


def _inventory(outdir: Path) -> Iterator[str]:
    loaded = InventoryFile.loads((outdir / "objects.inv").read_bytes(), uri="").data
    for kind, items in loaded.items():
        for name, item in items.items():
            yield f"{kind} {name} → {unquote(item.uri)} {item.display_name}"


def _search(outdir: Path) -> Iterator[str]:
    text = (outdir / "searchindex.js").read_text("utf-8")
    data = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    names = data["docnames"]
    yield from (f"page {name}: {title}" for name, title in zip(names, data["titles"], strict=True))
    for kind in ("terms", "titleterms"):
        for word, found in data[kind].items():
            if pages := sorted(names[n] for n in ([found] if isinstance(found, int) else found)):
                yield f"{kind} {word}: {pages}"
    for kind in ("indexentries", "alltitles"):
        for entry, places in data[kind].items():
            yield f"{kind} {entry}: {sorted(([names[n], *rest] for n, *rest in places), key=str)}"
    for prefix, objects in data["objects"].items():
        yield from (f"object {prefix}: {_object(row, data, names)}" for row in objects)


def _object(row: list[Any], data: dict[str, Any], names: list[str]) -> list[Any]:
    page, kind, *rest = row
    return [names[page], data["objtypes"][str(kind)], *rest]
