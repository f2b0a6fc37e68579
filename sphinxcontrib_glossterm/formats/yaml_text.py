"""Write YAML for programs that read it by the rules of YAML 1.1 or of YAML 1.2."""

from __future__ import annotations

import math
from typing import Any

import yaml


class Quoted(str):
    """A text that is written in double quotes.

    Without them ``no``, ``1_0`` or ``0o7`` are texts for some readers and other values for others.
    """

    __slots__ = ()


class Dumper(yaml.SafeDumper):
    """Writes lists indented below their keys, and repeated values again instead of as aliases.

    Our own reader supports no aliases.
    """

    def ignore_aliases(self, data: Any) -> bool:
        """Never write aliases."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent the items of a list below a key."""
        super().increase_indent(flow, False)


class _QuotingDumper(Dumper):
    """Writes texts in quotes too."""


def _quoted(dumper: yaml.SafeDumper, text: Quoted) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


_QuotingDumper.add_representer(Quoted, _quoted)


def yaml_text(value: object) -> str:
    """*value* as YAML: keys of its mappings as they are, all other texts in quotes."""
    return yaml.dump(
        _with_quotes(value),
        Dumper=_QuotingDumper,
        allow_unicode=True,
        sort_keys=False,
        width=math.inf,
        default_flow_style=False,
    )


def _with_quotes(value: object) -> object:
    if isinstance(value, str):
        return Quoted(value)
    if isinstance(value, dict):
        return {key: _with_quotes(part) for key, part in value.items()}
    return [*map(_with_quotes, value)] if isinstance(value, list) else value
