"""Permanent ids: from the text of a label alone, whatever stands before or after it.

Sphinx derives ``term-LoRA`` from the text, but falls back to a serial number where nothing
ASCII is left (``term-0`` for 日本語) or the id is taken (``C#`` after ``C``). Insert one term
and every later link hits another entry. So: where Sphinx's id says the whole text, it is
kept; where it drops letters or symbols that tell labels apart, the anchor is our own.

Examples: ``LoRA`` → ``term-LoRA``, ``Adapter Layers`` → ``term-Adapter-Layers`` (Sphinx's own),
``機械学習`` → ``term-機械学習``, ``C++`` → ``term-C-`` and eight hexadecimal digits.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_IN_ASCII_ID = re.compile(r"[^a-zA-Z0-9._]+")
_AT_ID_ENDS = re.compile(r"^[-0-9._]+|-+$")
_NOT_IN_UNICODE_ID = re.compile(r"[^\w.]+")
# Punctuation that may vanish from an id without two labels becoming one in practice.
_SILENT = frozenset(" \t\n-_./,;:!?()[]{}'\"’‘“”–—")


def ascii_id(text: str) -> str:
    """The id that Sphinx derives from *text*; may be empty.

    The rule is that of ``sphinx.util.nodes._make_id`` (docutils' ``make_id`` with capitals,
    dots and underscores), without its table of digraphs: a letter of that table counts as
    lost, and gets an anchor of our own.
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _AT_ID_ENDS.sub("", _NOT_IN_ASCII_ID.sub("-", " ".join(ascii_text.split())))


def term_anchor(text: str) -> str:
    """The permanent anchor of a glossary entry whose label is *text*.

    Depends on *text* alone. Never empty. Holds no white space, no colon (EPUB rewrites it)
    and no character that a URL fragment must escape, besides letters outside ASCII, which
    browsers accept as they are.
    """
    if _survives_in_ascii(text):
        sphinx_id = ascii_id(f"term-{text}")
        if sphinx_id != "term":
            return sphinx_id
    normal = unicodedata.normalize("NFKC", text).strip()
    slug = _NOT_IN_UNICODE_ID.sub("-", normal).strip("-")
    if slug and slug == normal.replace(" ", "-"):
        return f"term-{slug}"
    return "-".join(part for part in ("term", slug, short_hash(normal)) if part)


def _survives_in_ascii(text: str) -> bool:
    """Whether Sphinx's id drops nothing of *text* but accents and silent punctuation."""
    return all(
        char in _SILENT or unicodedata.combining(char) or (char.isascii() and char.isalnum())
        for char in unicodedata.normalize("NFKD", text)
    )


def page_anchors(texts: Sequence[str]) -> list[str]:
    """The anchors of all entries of one page, given their labels.

    What each gets depends on the set of labels alone, unless one label stands there twice.
    Of labels that derive one anchor, the one that the anchor spells out keeps it.
    """
    wanted = [term_anchor(text) for text in texts]
    rivals: dict[str, set[str]] = {}
    for text, anchor in zip(texts, wanted, strict=True):
        rivals.setdefault(anchor, set()).add(text)
    given: dict[str, int] = {}
    anchors = []
    for text, anchor in zip(texts, wanted, strict=True):
        if len(rivals[anchor]) > 1 and anchor != f"term-{text.replace(' ', '-')}":
            anchor = f"{anchor}-{short_hash(text)}"
        given[anchor] = given.get(anchor, 0) + 1
        anchors.append(anchor if given[anchor] == 1 else f"{anchor}-{given[anchor]}")
    return anchors


def short_hash(text: str) -> str:
    """Eight hexadecimal digits of BLAKE2b over *text* in UTF-8: 1 in 4 · 10⁹ to collide."""
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def heading_base64(heading: str) -> str:
    """The id that the heading convention of Base64 gives: standard alphabet, of the UTF-8
    text of the whole heading as written, without surrounding white space.
    """  # noqa: D205 -- one sentence
    return base64.b64encode(heading.strip().encode()).decode("ascii")


EXTRA_ANCHORS = {"heading-base64": heading_base64}
"""Name in ``glossterm_extra_anchors`` → function from the heading as written to an id."""
