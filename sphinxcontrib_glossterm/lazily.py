"""Import a module of a package when one of its names is first used.

Regular expressions are also compiled when they are first used (:func:`pattern`). This keeps builds
in which nothing has changed fast: creating patterns and tables takes a noticeable part of their
time.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def importing(
    package: str, modules: Mapping[str, Iterable[str]]
) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """``__getattr__``, ``__dir__`` (PEP 562) and ``__all__`` for *package*.

    *modules* maps each module to its public names; a module of the package has a leading dot. A
    name is stored in the package when it is first used. For unknown names ``__getattr__`` raises
    ``AttributeError``.
    """
    module_of = {name: module for module, names in modules.items() for name in names}
    public = sorted(module_of)

    def find(name: str) -> Any:
        if name not in module_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f".{module_of[name]}", package), name)
        setattr(sys.modules[package], name, found)
        return found

    return find, lambda: public, public


def modules(package: str, *names: str) -> list[Any]:
    """Substitutes for the modules *names* of *package*, to register what is in them.

    Each attribute is a function that imports the module when it is called, and calls what has that
    name there. For type checkers, the modules are imported under the same names (PEP 810 describes
    such imports for later versions of Python).
    """
    return [_Substitute(f"{package}.{name}") for name in names]


class _Substitute:
    """See :func:`modules`."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Callable[..., Any]:
        module = self._module

        def imported(*args: Any, **kwargs: Any) -> Any:
            # Most calls are made for each page.
            found = sys.modules.get(module) or import_module(module)
            return getattr(found, name)(*args, **kwargs)

        imported.__module__, imported.__qualname__ = module, name
        return imported


def pattern(text: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A substitute for a regular expression, which is compiled when it is first used.

    Compiling the patterns of the modules that each build imports was 0.3 % of the instructions of a
    build in which nothing has changed (size S). Those for languages and matching were 1.6 % of a
    build after one definition was edited.
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    """See :func:`pattern`. What was looked up once is found like any attribute."""

    def __init__(self, text: str, flags: re.RegexFlag) -> None:
        self._arguments = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._arguments), name)
        setattr(self, name, found)
        return found
