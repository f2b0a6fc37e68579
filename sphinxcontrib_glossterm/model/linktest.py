"""A test that an author writes for a glossary: a text, and the links expected in it."""

from __future__ import annotations

import re
from typing import NamedTuple

_WITH_TARGET = re.compile(r"(.+?)\s+<([^<>]+)>")


class ExpectedLink(NamedTuple):
    """One link that a text should get."""

    target: str
    """What a role would say that means the concept: a label, ``glossary:label``, an id."""
    text: str = ""
    """The text of the link; empty: whatever stands there."""

    def __str__(self) -> str:
        return f"{self.text} <{self.target}>" if self.text else self.target


class LinkTest(NamedTuple):
    """A text with all the links that it should get, in reading order."""

    text: str
    links: tuple[ExpectedLink, ...]
    """Empty: nothing in it should be linked."""
    line: int
    """Line of the file where it is written, counted from 1."""


def expected_links(texts: tuple[str, ...]) -> tuple[ExpectedLink, ...]:
    """The links that *texts* name, each as ``target`` or ``text <target>``, as a role does."""
    return tuple(_expected(" ".join(text.split())) for text in texts if text.strip())


def _expected(text: str) -> ExpectedLink:
    match = _WITH_TARGET.fullmatch(text)
    return ExpectedLink(match[2].strip(), match[1]) if match else ExpectedLink(text)
