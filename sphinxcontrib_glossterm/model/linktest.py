"""Glossary tests: a text, and the links that are expected in it."""

from __future__ import annotations

import re
from typing import NamedTuple

_WITH_TARGET = re.compile(r"(.+?)\s+<([^<>]+)>")


class ExpectedLink(NamedTuple):
    """One link that a text should have."""

    target: str
    """The target as in a role: a label, ``glossary:label``, or an id."""
    text: str = ""
    """The text of the link; empty if any text is accepted."""

    def __str__(self) -> str:
        return f"{self.text} <{self.target}>" if self.text else self.target


class LinkTest(NamedTuple):
    """A text with all links that it should have, in reading order."""

    text: str
    links: tuple[ExpectedLink, ...]
    """Empty if nothing in it should be linked."""
    line: int
    """Line of the file, counted from 1."""


def expected_links(texts: tuple[str, ...]) -> tuple[ExpectedLink, ...]:
    """The links in *texts*, each as ``target`` or ``text <target>``, as in a role."""
    return tuple(_expected(" ".join(text.split())) for text in texts if text.strip())


def _expected(text: str) -> ExpectedLink:
    match = _WITH_TARGET.fullmatch(text)
    return ExpectedLink(match[2].strip(), match[1]) if match else ExpectedLink(text)
