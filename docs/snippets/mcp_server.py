"""A server for the Model Context Protocol: a glossary for assistants.

It needs the package ``mcp``. Run it with the path of a ``glossterm.json``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def load(path: str) -> list[dict]:
    """The concepts in the file."""
    data = json.loads(Path(path).read_text("utf-8"))
    if data["version"] != 1:
        raise SystemExit(f"unknown version {data['version']}")
    return data["concepts"]


def text_of(element: str | list) -> str:
    """The text of a definition, which is JsonML: name, attributes, content."""
    if isinstance(element, str):
        return element
    return "".join(text_of(part) for part in element[1:] if not isinstance(part, dict))


def look_up(concepts: list[dict], term: str) -> list[dict]:
    """The concepts with a label, abbreviation or id that is *term*; else those that contain it."""
    wanted = term.casefold()
    names = [{c["label"], c["abbr"], c["id"], *c["also"], *c.get("hidden", [])} for c in concepts]
    exact = [any(n.casefold() == wanted for n in own) for own in names]
    part = [any(wanted in n.casefold() for n in own) for own in names]
    chosen = exact if any(exact) else part
    return [
        {
            **{key: c[key] for key in ("label", "also", "abbr", "href", "broader") if c.get(key)},
            "definition": "\n\n".join(map(text_of, c["body"])),
        }
        for c, found in zip(concepts, chosen, strict=True)
        if found
    ][:20]


if __name__ == "__main__":
    from mcp.server.mcpserver import MCPServer  # of mcp 2

    CONCEPTS = load(sys.argv[1])
    server = MCPServer("glossary")

    @server.tool()
    def define(term: str) -> list[dict]:
        """Find the definition of a term of this project."""
        return look_up(CONCEPTS, term)

    server.run()
