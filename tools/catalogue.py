"""Extract the translatable texts from the code, and update the message catalogues.

``python tools/catalogue.py`` merges new texts into each ``glossterm.po``, removes texts that are no
longer in the code, and compiles it. It exits with 1 if a translation is missing.
"""

from __future__ import annotations

import ast
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PACKAGE = Path(__file__).parents[1] / "sphinxcontrib_glossterm"
CATALOGUES = sorted((PACKAGE / "locale").glob("*/LC_MESSAGES/glossterm.po"))

# Functions and classes with a translatable argument, and the position of that argument. The lower
# layers do not use gettext: they return texts in values of these classes, and ``sphinx_ext``
# translates them.
SAYERS = {"_": 0, "__": 0, "Phrase": 0, "SourceProblem": 0, "Problem": 2, "Option": 2}
# Functions that pass texts from such a value to gettext.
CARRIED = {"problem.message", "option.allows"}


class Catalogue(Catalog):
    """A catalogue without the version of Babel, so that all versions write the same file."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header of the file."""
        *kept, last = (pair for pair in super().mime_headers if pair[0] != "Generated-By")
        return [*kept, (last[0], f"{last[1].rstrip()}\n")]  # the value ends in a line feed

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        self._set_mime_headers(headers)


def read(path: Path) -> Catalogue:
    """The catalogue at *path*."""
    catalogue = Catalogue()
    PoFileParser(catalogue).parse(io.BytesIO(path.read_bytes()))
    return catalogue


class Module:
    """The texts of one module; a text that cannot be traced to a literal is an error."""

    def __init__(self, path: Path) -> None:
        self._path, self._tree = path, ast.parse(path.read_text("utf-8"))
        self._parents = {c: p for p in ast.walk(self._tree) for c in ast.iter_child_nodes(p)}
        functions = (n for n in ast.walk(self._tree) if isinstance(n, ast.FunctionDef))
        self._functions = {function.name: function for function in functions}

    def texts(self) -> Iterator[str]:
        """Every text; may contain duplicates."""
        for name, position in SAYERS.items():
            yield from self._said(name, position)

    def _said(self, name: str, position: int) -> Iterator[str]:
        """The arguments at *position* in calls of *name*."""
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call) and _name(node.func) == name:
                by_position = len(node.args) > position
                yield from self._value(node.args[position] if by_position else node)

    def _value(self, node: ast.expr) -> Iterator[str]:
        match node:
            case ast.Constant(value=str(text)) if (
                text
            ):  # the empty string has the catalogue's header
                yield text
            case ast.IfExp():
                yield from (*self._value(node.body), *self._value(node.orelse))
            case ast.BinOp(op=ast.Add()):
                ends = list(self._value(node.right))
                yield from (start + end for start in self._value(node.left) for end in ends)
            case ast.Name():
                yield from self._variable(node)
            case ast.Call() if function := self._functions.get(_name(node.func)):
                for below in ast.walk(function):
                    if isinstance(below, ast.Return) and below.value:
                        yield from self._value(below.value)
            case _ if ast.unparse(node) not in CARRIED:
                self._lost(node)

    def _variable(self, node: ast.Name) -> Iterator[str]:
        """The values assigned to the variable; for a parameter, the arguments of callers."""
        scope: ast.AST = node
        while not isinstance(scope, (ast.FunctionDef, ast.Module)):
            scope = self._parents[scope]
        if isinstance(scope, ast.FunctionDef):
            names = [argument.arg for argument in scope.args.args]
            if node.id in names:
                method = names[0] in ("self", "cls")
                yield from self._said(scope.name, names.index(node.id) - method)
                return
        values = _assigned(node.id, scope) or _assigned(node.id, self._tree) or self._lost(node)
        for value in values:
            yield from self._value(value)

    def _lost(self, node: ast.expr) -> list[ast.expr]:
        where = f"{self._path}:{node.lineno}"
        raise ValueError(f"{where}: write the text itself here, not {ast.unparse(node)}")


def _name(function: ast.expr) -> str:
    return getattr(function, "id", "") or getattr(function, "attr", "")


def _assigned(name: str, scope: ast.AST) -> list[ast.expr]:
    return [
        node.value
        for node in ast.walk(scope)
        if isinstance(node, ast.Assign) and name in map(_name, node.targets)
    ]


def texts(package: Path = PACKAGE) -> dict[str, list[str]]:
    """Every text → the names of the files in *package* that contain it."""
    found: dict[str, list[str]] = {}
    for path in sorted(package.rglob("*.py")):
        for text in dict.fromkeys(Module(path).texts()):
            found.setdefault(text, []).append(path.relative_to(package).as_posix())
    return found


def compiled(catalogue: Catalog) -> bytes:
    """The compiled ``.mo`` of *catalogue*."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def update(path: Path) -> int:
    """Update the ``.po`` at *path* and its ``.mo``.

    Missing translations are reported; their number is returned.
    """
    template = Catalog()
    for text, files in texts().items():
        template.add(text, locations=[(file, 0) for file in files])
    catalogue = read(path)
    dates = catalogue.creation_date, catalogue.revision_date
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.creation_date, catalogue.revision_date = dates
    file = io.BytesIO()
    write_po(file, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
    path.write_bytes(file.getvalue().strip() + b"\n")
    path.with_suffix(".mo").write_bytes(compiled(catalogue))
    missing = [message.id for message in catalogue if message.id and not message.string]
    for text in missing:
        sys.stderr.write(f"{path}: no translation of {text!r}\n")
    return len(missing)


if __name__ == "__main__":
    sys.exit(sum(map(update, CATALOGUES)) > 0)
