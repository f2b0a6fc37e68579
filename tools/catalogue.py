"""Extract the translatable texts from the code, and update the message catalogues.

``python tools/catalogue.py`` merges new texts into each ``glossterm.po``, removes texts that are no
longer in the code, and compiles it. It prints what is missing in each language, and exits with 1 if
anything is. A folder ``locale/<language>`` without a catalogue gets one.

Texts for readers are demanded of every language, texts for authors only of those in
:data:`FOR_AUTHORS`. Each text for readers has a comment for translators: the last comment in the
same function, in front of the text, that begins with ``# Translators:``. Texts for readers are
those in ``_()``, and phrases with such a comment.
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PACKAGE = Path(__file__).parents[1] / "sphinxcontrib_glossterm"
FOLDER = PACKAGE / "locale"
FOR_AUTHORS = {"ja"}
"""The languages whose catalogues also have the messages for authors, in the terminal."""
ABOUT = "sphinxcontrib-glossterm"
MARK = "# Translators:"

# Functions and classes with a translatable argument, and the position of that argument. The lower
# layers do not use gettext: they return texts in values of these classes, and ``sphinx_ext``
# translates them.
SAYERS = {
    **{"_": 0, "__": 0, "Phrase": 0, "SourceProblem": 0, "Problem": 2, "Option": 2},
    **{"RefusedError": 0, "_StopError": 0, "_SyntaxError": 1},
}
# Texts of such a value that are passed to gettext or to another such value.
CARRIED = {
    "problem.message",
    "option.allows",
    "error.message",
    "stop.message",
    "wording",
    "key.template",
}


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


def begin(language: str) -> Catalogue:
    """An empty catalogue."""
    name = Locale.parse(language).get_display_name("en")
    catalogue = Catalogue(
        locale=language,
        project=ABOUT,
        version="1.0",
        msgid_bugs_address="",
        last_translator=f"The {ABOUT} developers",
        language_team=f"The {ABOUT} developers",
        header_comment=f"# {name} messages of {ABOUT}.",
        fuzzy=False,
    )
    catalogue.revision_date = catalogue.creation_date
    return catalogue


class Text(NamedTuple):
    """What is known of a text besides its words."""

    files: list[str]
    comments: list[str]
    """For translators; empty for a text for authors."""
    for_readers: bool


class Module:
    """The texts of one module; a text that cannot be traced to a literal is an error."""

    def __init__(self, path: Path) -> None:
        source = path.read_text("utf-8")
        self._path, self._tree = path, ast.parse(source)
        self._comments = dict(_comments(source))
        self._parents = {c: p for p in ast.walk(self._tree) for c in ast.iter_child_nodes(p)}
        functions = (n for n in ast.walk(self._tree) if isinstance(n, ast.FunctionDef))
        self._functions = {function.name: function for function in functions}

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """Every text with the name of its function and its comment; may contain duplicates."""
        for name, position in SAYERS.items():
            for call in self._calls(name):
                comment = self._comment(call)
                yield from ((text, name, comment) for text in self._argument(call, position))

    def _calls(self, name: str) -> Iterator[ast.Call]:
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call) and _name(node.func) == name:
                yield node

    def _argument(self, call: ast.Call, position: int) -> Iterator[str]:
        by_position = len(call.args) > position
        return self._value(call.args[position] if by_position else call)

    def _comment(self, node: ast.AST) -> str:
        """The last comment for translators in front of *node*, in the same function."""
        first, last = self._scope(node).lineno, node.lineno
        found = [line for line in self._comments if first <= line <= last]
        return self._comments[max(found)] if found else ""

    def _scope(self, node: ast.AST) -> ast.AST:
        """The function that contains *node*; outside of functions the node itself."""
        scope = node
        while not isinstance(scope, (ast.FunctionDef, ast.Module)):
            scope = self._parents[scope]
        return node if isinstance(scope, ast.Module) else scope

    def _value(self, node: ast.expr) -> Iterator[str]:
        match node:
            case _ if ast.unparse(node) in CARRIED:
                return
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
            case ast.Call() if _name(node.func) == "Phrase" and node.args:
                return  # found by itself
            case ast.Call() if function := self._functions.get(_name(node.func)):
                for below in ast.walk(function):
                    if isinstance(below, ast.Return) and below.value:
                        yield from self._value(below.value)
            case _:
                self._lost(node)

    def _variable(self, node: ast.Name) -> Iterator[str]:
        """The values assigned to the variable; for a parameter, the arguments of callers."""
        scope = self._scope(node)
        if isinstance(scope, ast.FunctionDef):
            names = [argument.arg for argument in scope.args.args]
            if node.id in names:
                position = names.index(node.id) - (names[0] in ("self", "cls"))
                for call in self._calls(scope.name):
                    yield from self._argument(call, position)
                return
        values = _assigned(node.id, scope) or _assigned(node.id, self._tree) or self._lost(node)
        for value in values:
            yield from self._value(value)

    def _lost(self, node: ast.expr) -> list[ast.expr]:
        where = f"{self._path}:{node.lineno}"
        raise ValueError(f"{where}: write the text itself here, not {ast.unparse(node)}")


def _name(function: ast.expr) -> str:
    return getattr(function, "id", "") or getattr(function, "attr", "")


def _comments(source: str) -> Iterator[tuple[int, str]]:
    """The comments for translators in *source* with their first lines."""
    lines = iter(tokenize.generate_tokens(io.StringIO(source).readline))
    start, parts, last = 0, [], 0
    for token in lines:
        if token.type != tokenize.COMMENT:
            continue
        line, text = token.start[0], token.string
        if text.startswith(MARK):
            if parts:
                yield start, " ".join(parts)
            start, parts, last = line, [text.removeprefix(MARK).strip()], line
        elif parts and line == last + 1:
            parts.append(text.removeprefix("#").strip())
            last = line
    if parts:
        yield start, " ".join(parts)


def _assigned(name: str, scope: ast.AST) -> list[ast.expr]:
    return [
        node.value
        for node in ast.walk(scope)
        if isinstance(node, ast.Assign) and name in map(_name, node.targets)
    ]


@cache
def texts(package: Path = PACKAGE) -> dict[str, Text]:
    """Every text in *package*."""
    found: dict[str, Text] = {}
    for path in sorted(package.rglob("*.py")):
        file = path.relative_to(package).as_posix()
        for text, function, comment in Module(path).texts():
            known = found.get(text, Text([], [], for_readers=False))
            for_readers = function == "_" or bool(function == "Phrase" and comment)
            comments = [comment] if for_readers and comment else []
            found[text] = Text(
                list(dict.fromkeys([*known.files, file])),
                list(dict.fromkeys([*known.comments, *comments])),
                known.for_readers or for_readers,
            )
    return found


def demanded(language: str) -> dict[str, Text]:
    """The texts that the catalogue of *language* must have."""
    every = language in FOR_AUTHORS
    return {text: about for text, about in texts().items() if every or about.for_readers}


def compiled(catalogue: Catalog) -> bytes:
    """The compiled ``.mo`` of *catalogue*."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def written(catalogue: Catalog) -> bytes:
    """The ``.po`` of *catalogue*."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
    return file.getvalue().strip() + b"\n"


def update(path: Path) -> list[str]:
    """Update the ``.po`` at *path* and its ``.mo``; return the texts without a translation."""
    language = path.parts[-3]
    template = Catalog()
    for text, about in demanded(language).items():
        places = [(file, 0) for file in about.files]
        template.add(text, locations=places, auto_comments=about.comments)
    catalogue = read(path) if path.exists() else begin(language)
    dates = catalogue.creation_date, catalogue.revision_date
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.creation_date, catalogue.revision_date = dates
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(written(catalogue))
    path.with_suffix(".mo").write_bytes(compiled(catalogue))
    return [str(m.id) for m in catalogue if m.id and (m.fuzzy or not m.string)]


def main() -> int:
    """Update all catalogues; return the exit code."""
    code = 0
    for folder in sorted(FOLDER.iterdir()):
        missing = update(folder / "LC_MESSAGES" / "glossterm.po")
        state = f"{len(missing)} missing" if missing else "complete"
        sys.stdout.write(f"{folder.name}: {state}\n")
        for text in missing:
            sys.stdout.write(f"  no translation of {text!r}\n")
        code = 1 if missing else code
    return code


if __name__ == "__main__":
    sys.exit(main())
