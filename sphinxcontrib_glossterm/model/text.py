"""Clean up plain text."""

from __future__ import annotations

import re
from urllib.parse import urlsplit


def whole(text: str) -> str:
    """*text* with U+FFFD for each half of a surrogate pair, which cannot be encoded in UTF-8.

    Docutils' ``unicode`` directive and JSON can create one.
    """
    return text if text.isascii() else re.sub("[\ud800-\udfff]", "\ufffd", text)


_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """Whether *text* is the URL of a web page, and nothing else."""
    try:
        return bool(_WEB_ADDRESS.fullmatch(text) and urlsplit(text).hostname)
    except ValueError:
        return False
