"""Write candidates as entries of a data file, to be edited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .candidates import Candidate

MAX_PAGES = 5
"""Maximum number of pages in a comment."""
# What a YAML file must not contain; line breaks are removed before.
_UNFIT = re.compile(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def write_candidates(candidates: Iterable[Candidate], separator: str = "|") -> str:
    """A YAML file with an entry for each of *candidates*, without definitions.

    Comments have the number of occurrences, the pages, and the examples. *separator* is that of
    labels.
    """
    entries = ["\n".join(_entry(each, separator)) for each in candidates]
    return "\n".join(["concepts:\n" if entries else "concepts: []\n", *entries])


def _entry(candidate: Candidate, separator: str) -> Iterator[str]:
    pages = ", ".join(candidate.pages[:MAX_PAGES])
    more = ", …" if len(candidate.pages) > MAX_PAGES else ""
    yield _comment(f"{candidate.kind}, {candidate.count} × in {pages}{more}")
    for example in candidate.examples:
        line = f":{example.line}" if example.line else ""
        yield _comment(f"  {example.page}{line}: {example.text}")
    term = _scalar(candidate.label)
    # In a list item, the separator is a part of the label.
    yield f"- term: [{term}]" if separator in candidate.label else f"- term: {term}"
    yield '  definition: ""'
    yield ""


def _comment(text: str) -> str:
    return f"# {_UNFIT.sub(chr(0xFFFD), text)}"


def _scalar(text: str) -> str:
    """*text* as a plain or quoted scalar, which no YAML parser takes for another type."""
    dumped = yaml.safe_dump([text], allow_unicode=True, default_flow_style=True, width=1 << 30)
    return dumped.strip()[1:-1]
