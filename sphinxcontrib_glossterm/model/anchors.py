"""Create permanent ids of glossary entries from the text of their labels alone.

Sphinx derives ``term-LoRA`` from the text, but falls back to a serial number where nothing ASCII is
left (``term-0`` for 日本語) or the id is taken (``C#`` after ``C``). Such numbers change when a
term is inserted, and existing links then lead to other entries. Therefore Sphinx's id is kept if it
represents the whole text. If it drops letters or symbols that distinguish labels, this module
creates the anchor.

Examples: ``LoRA`` → ``term-LoRA``, ``Adapter Layers`` → ``term-Adapter-Layers`` (Sphinx's own),
``機械学習`` → ``term-機械学習``, ``C++`` → ``term-C-`` and eight hexadecimal digits.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

_NOT_IN_ASCII_ID = pattern(r"[^a-zA-Z0-9._]+")
_AT_ID_ENDS = pattern(r"^[-0-9._]+|-+$")
_NOT_IN_UNICODE_ID = pattern(r"[^\w.]+")
_DIGRAPHS = {0xDF: "sz", 0xE6: "ae", 0x153: "oe", 0x238: "db", 0x239: "qp"}
_STROKES = {
    0xF8: "o", 0x111: "d", 0x127: "h", 0x131: "i", 0x142: "l", 0x167: "t", 0x180: "b", 0x183: "b",
    0x188: "c", 0x18C: "d", 0x192: "f", 0x199: "k", 0x19A: "l", 0x19E: "n", 0x1A5: "p",
    0x1AB: "t", 0x1AD: "t", 0x1B4: "y", 0x1B6: "z", 0x1E5: "g", 0x225: "z", 0x234: "l",
    0x235: "n", 0x236: "t", 0x237: "j", 0x23C: "c", 0x23F: "s", 0x240: "z", 0x247: "e",
    0x249: "j", 0x24B: "q", 0x24D: "r", 0x24F: "y",
}  # fmt: skip
# Punctuation that may be missing from an id, since labels hardly ever differ in it alone. If two
# labels of a page do, one of them gets a checksum.
_SILENT = frozenset(
    " \t\n-_./,;:!?()[]{}<>@$\\`'\"’‘‚“”„«»‹›「」『』…·–—®©\u00ad\u2010\u2011\u2012\u200b"
)


def ascii_id(text: str) -> str:
    """The id that Sphinx derives from *text*; may be empty.

    The rule is that of ``sphinx.util.nodes._make_id``: docutils' ``make_id`` (in the public
    domain, as are its two tables of letters) with capitals, dots and underscores.
    """
    text = text.translate(_DIGRAPHS).translate(_STROKES)
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _AT_ID_ENDS.sub("", _NOT_IN_ASCII_ID.sub("-", " ".join(ascii_text.split())))


def term_anchor(text: str) -> str:
    """The permanent anchor of a glossary entry whose label is *text*.

    It depends on *text* alone and is never empty. It contains no white space, no colon (EPUB
    changes it) and no character that must be escaped in a URL fragment, except letters outside
    ASCII, which browsers accept.
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
    """Whether Sphinx's id represents all of *text* except accents and punctuation in ``_SILENT``.

    A symbol between two words leaves a hyphen (R&D); at an end it leaves nothing (C#).
    """
    plain = unicodedata.normalize("NFKD", text.translate(_DIGRAPHS).translate(_STROKES))
    plain = plain.strip("".join(_SILENT))
    return all(
        char in _SILENT
        or unicodedata.combining(char)
        or (char.isascii() and (char.isalnum() or 0 < index < len(plain) - 1))
        for index, char in enumerate(plain)
    )


def page_anchors(
    texts: Sequence[str],
    *,
    exclusive: Callable[[int, int], bool] = lambda _one, _other: False,
    taken: Container[str] = (),
) -> list[str]:
    """The anchors of all entries of one page, given their labels.

    Each anchor depends on the set of labels alone, unless a label is repeated. If several labels
    have the same anchor, the label that the anchor spells out keeps it; the others get a checksum.
    Ids in *taken* are used by other elements of the page.

    *exclusive* returns whether no build shows both of two indices in *texts*: such two share the
    anchor of their label.
    """
    own = _of_labels(texts, taken)
    used = set(own.values())
    indices: dict[str, list[int]] = {}
    anchors: list[str] = []
    for index, text in enumerate(texts):
        anchor, number = own[text], 1
        while any(not exclusive(index, other) for other in indices.get(anchor, ())):
            number += 1
            anchor = f"{own[text]}-{number}"
            while anchor in used or anchor in taken:
                number += 1
                anchor = f"{own[text]}-{number}"
        indices.setdefault(anchor, []).append(index)
        anchors.append(anchor)
    return anchors


def _of_labels(texts: Sequence[str], taken: Container[str]) -> dict[str, str]:
    """Each label with an anchor that is unique in the page."""
    by_anchor: dict[str, set[str]] = {}
    for text in texts:
        by_anchor.setdefault(term_anchor(text), set()).add(text)
    own: dict[str, str] = {}
    for anchor, labels in by_anchor.items():
        keeper = _spelled_out(anchor, labels)
        for text in labels:
            kept = text == keeper and anchor not in taken
            own[text] = anchor if kept else f"{anchor}-{short_hash(text)}"
    return own


def _spelled_out(anchor: str, labels: set[str]) -> str | None:
    """The label that keeps *anchor*: the only one, or the one that the anchor spells out."""
    if len(labels) == 1:
        return next(iter(labels))
    slug = anchor.removeprefix("term-")
    return next((text for text in (slug, slug.replace("-", " ")) if text in labels), None)


def short_hash(text: str) -> str:
    """Eight hexadecimal digits of BLAKE2b over *text* in UTF-8; collisions: 1 in 4 · 10⁹."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def heading_base64(heading: str) -> str:
    """The id of a heading in the Base64 convention.

    That is the standard alphabet, of the UTF-8 text of the whole heading as written, without
    surrounding white space.
    """
    return base64.b64encode(heading.strip().encode("utf-8", "surrogatepass")).decode("ascii")


def same_heading(anchor: str, other: str) -> bool:
    """Whether two ids are the Base64 of headings that differ in white space only."""
    texts = []
    for one in (anchor, other):
        try:
            texts.append(base64.b64decode(one, validate=True).decode("utf-8").split())
        except ValueError:  # from Base64 or UTF-8
            return False
    return texts[0] == texts[1]


EXTRA_ANCHORS = {"heading-base64": heading_base64}
"""Name in ``glossterm_extra_anchors`` → function from the heading as written to an id."""
