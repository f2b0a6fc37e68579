"""The index in a real browser: its filter, its views, its keys, with 10,000 entries too."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
import yaml

from sphinxcontrib_glossterm.listing import head_of, sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playwright.sync_api import Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser

FIXTURES = Path(__file__).parent / "fixtures"
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FIXTURES), autoescape=True, undefined=jinja2.ChainableUndefined
)

# What the builder works out of a reading.
ROMAJI = {"きんそくしょり": "kinsokushori", "くみはん": "kumihan", "おくづけ": "okuzuke"}


def fold(text: str) -> str:
    """As the builder folds keys."""
    text = unicodedata.normalize("NFKC", text).lower()
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)


def term(record: dict[str, Any]) -> dict[str, Any]:
    """A record of a data file, with what the template draws of it."""
    label, *also = record["term"].split(" | ")
    reading, tags = record.get("reading", ""), record.get("tags", [])
    keys = [fold(key) for key in (label, *also, reading) if key]
    keys += [ROMAJI[reading]] if reading in ROMAJI else []
    return {
        **record,
        "id": f"term-{label}".replace(" ", "-"),
        "label": label,
        "also": also,
        "tags": [tags] if isinstance(tags, str) else tags,
        "search": "\n".join(keys),
    }


def index_html(records: Iterable[dict[str, Any]]) -> str:
    """The index of *records*, as the builder writes it."""
    terms = {t["label"]: t for t in map(term, records)}
    for t in terms.values():
        t["path"] = path_to(t, terms)
        t["related"] = [terms[t["related"]]] if "related" in t else []
        t["narrower"] = [b for b in terms.values() if b.get("broader") == t["label"]]
    lines = list(terms.values())
    lines += [{"label": also, "see": t} for t in terms.values() for also in t["also"]]
    tags = sorted({tag for t in terms.values() for tag in t["tags"]})
    return TEMPLATES.get_template("index.html.jinja").render(
        groups=[
            {"head": head.text, "slug": head.slug, "terms": list(group)}
            for head, group in groupby(sorted(lines, key=order), key=head)
        ],
        roots=sorted((t for t in terms.values() if "broader" not in t), key=order),
        tags=[
            {"head": t, "slug": f"tag-{t}", "terms": [v for v in terms.values() if t in v["tags"]]}
            for t in tags
        ],
    )


def path_to(t: dict[str, Any], terms: dict[str, Any]) -> list[dict[str, Any]]:
    above = terms.get(t.get("broader"))
    return [*path_to(above, terms), above] if above else []


def order(t: dict[str, Any]) -> Any:
    return sort_key(t["label"], t.get("reading", ""))


def head(t: dict[str, Any]) -> Any:
    return head_of(t["label"], t.get("reading", ""))


def records() -> list[dict[str, Any]]:
    return yaml.safe_load((FIXTURES / "printing.yaml").read_text("utf-8"))["concepts"]
