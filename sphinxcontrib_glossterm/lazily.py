"""Import a room of a wing when something in it is first asked for.

Patterns and tables cost as much to make as a build in which nothing has changed may cost.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def importing(wing: str, rooms: Mapping[str, Iterable[str]]) -> Callable[[str], Any]:
    """A ``__getattr__`` for the package *wing* (PEP 562).

    *rooms* gives the names that each of its modules has for others. What was asked for stays in
    the package, where the next one finds it. For any other name it raises ``AttributeError``.
    """
    room_of = {name: room for room, names in rooms.items() for name in names}

    def find(name: str) -> Any:
        if name not in room_of:
            raise AttributeError(f"module {wing!r} has no attribute {name!r}")
        found = getattr(import_module(f".{room_of[name]}", wing), name)
        setattr(sys.modules[wing], name, found)
        return found

    return find
