"""Clean up plain text, and shorten it to one sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .sentences import sentences

if TYPE_CHECKING:
    from .concept import Concept


def whole(text: str) -> str:
    """*text* with U+FFFD for each half of a surrogate pair, which cannot be encoded in UTF-8.

    Docutils' ``unicode`` directive and JSON can create one.
    """
    return text if text.isascii() else re.sub("[\ud800-\udfff]", "\ufffd", text)


DESCRIPTION_LENGTH = 300


def first_sentence(text: str) -> str:
    """The first sentence of plain *text*, truncated to 300 code points.

    It is short since a screen reader may read it before its user can stop it. The median definition
    of public glossaries has 212 characters.
    """
    block = " ".join(text.split("\n", 1)[0].split())
    return _shortened(next(sentences(block), ""))


def sentence_with(part: str, text: str) -> str:
    """The first sentence of plain *text* with *part*, truncated like :func:`first_sentence`."""
    return _shortened(next((s for s in sentences(" ".join(text.split())) if part in s), ""))


def with_definition(concept: Concept, definition: str, term: str) -> Concept:
    """*concept* with the plain text of its *definition*.

    If its *term* is defined inside prose, the short text is the sentence that contains it.
    """
    short = sentence_with(term, definition) if term else concept.short
    return concept._replace(definition=definition, short=short)


def _shortened(sentence: str) -> str:
    if len(sentence) <= DESCRIPTION_LENGTH:
        return sentence
    return sentence[: DESCRIPTION_LENGTH - 1].rstrip() + "…"


_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """Whether *text* is the URL of a web page, and nothing else."""
    try:
        return bool(_WEB_ADDRESS.fullmatch(text) and urlsplit(text).hostname)
    except ValueError:
        return False
