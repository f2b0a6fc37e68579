"""Named tuples whose classes are made without checks of their annotations.

``typing.NamedTuple`` compiles the annotation of each field when the class is made. Each process
makes the classes of all modules that it imports, so that this is a noticeable part of a build in
which nothing has changed: 1.0 % of its instructions (size S).
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _Maker(type):
        """Makes a named tuple of each class that is derived from :class:`NamedTuple`."""

        def __new__(cls, name: str, bases: tuple[type, ...], members: dict[str, Any]) -> type:
            fields = members.pop("__annotations__")
            defaults = [members.pop(field) for field in fields if field in members]
            made = namedtuple(name, fields, defaults=defaults, module=members["__module__"])
            for key, member in members.items():
                setattr(made, key, member)
            made.__annotations__ = fields
            return made

    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})
