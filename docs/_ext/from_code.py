"""Directives that print what the code declares, so that the reference cannot go stale.

Each makes Markdown from one table of the package and lets the page's parser read it.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
from gettext import GNUTranslations
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from babel import Locale
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

import sphinxcontrib_glossterm
from sphinxcontrib_glossterm import config
from sphinxcontrib_glossterm.formats import FORMATS, limits, registry, schema
from sphinxcontrib_glossterm.formats.record import KEYS, key_of, takes
from sphinxcontrib_glossterm.languages import alphabets, language, languages, spaced
from sphinxcontrib_glossterm.languages.language import Language
from sphinxcontrib_glossterm.matching import DEFAULT_RULES, WORD_LISTS, EdgeRules, Reason
from sphinxcontrib_glossterm.model import fields
from sphinxcontrib_glossterm.sphinx_ext import internals
from sphinxcontrib_glossterm.sphinx_ext.check import SUBTYPES
from sphinxcontrib_glossterm.sphinx_ext.reading import prose
from sphinxcontrib_glossterm.sphinx_ext.warn import WARNING_TYPE, WarningSubtype
from sphinxcontrib_glossterm.terminology import finding
from sphinxcontrib_glossterm.terminology.rules import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from enum import Enum
    from types import ModuleType

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

logger = logging.getLogger(__name__)

PACKAGE = Path(sphinxcontrib_glossterm.__file__).parent
TIPS = Path(__file__).parents[2] / "benchmarks" / "results" / "tips.json"
LAYERS = Path(__file__).parents[2] / "tests" / "unit" / "test_layers.py"
REBUILD = {
    "env": "A change of this value reads all pages again.",
    "html": "",
}
_ROLE = re.compile(r":[\w:]+:(?=`)")
_SENTENCE = re.compile(r"(?<=[.])\s")
_PROPERTY = re.compile(r"var\((--glossterm-[\w-]+)")


class FromCode(SphinxDirective):
    """A directive whose content is the Markdown that :meth:`markdown` yields."""

    source: ClassVar[ModuleType | type]
    """What is printed: the page is built again when its file changes."""

    def run(self) -> list[nodes.Node]:
        """The nodes of the Markdown."""
        for source in own_classes(self.source) if isinstance(self.source, type) else [self.source]:
            if path := inspect.getsourcefile(source):
                self.env.note_dependency(path)
        return self.parse_text_to_nodes("\n".join(self.markdown()))

    def markdown(self) -> Iterable[str]:
        """Lines of Markdown."""
        raise NotImplementedError


class Options(FromCode):
    """Every option of ``conf.py``."""

    source: ClassVar[ModuleType | type] = config

    def run(self) -> list[nodes.Node]:
        """The options; their types are paragraphs, else they would not be translated."""
        options = super().run()
        allowed = {option.full_name: option.allows for option in config.OPTIONS}
        for option in (found for part in options for found in part.findall(addnodes.desc)):
            text = allowed[option[0].astext()]
            body = next(option.findall(nodes.field_body))
            paragraph = nodes.paragraph(text, "", *body.children)
            paragraph.source, paragraph.line = self.get_source_info()
            body.children = []
            body += paragraph
        return options

    def markdown(self) -> Iterator[str]:
        """A ``confval`` for each, so that pages can refer to them."""
        for option in config.OPTIONS:
            default = f'"{option.default}"' if isinstance(option.default, str) else option.default
            yield f"````{{confval}} {option.full_name}"
            yield f":type: {option.allows}"
            yield f":default: `{default}`"
            yield from ("", option.help, "", REBUILD[option.rebuild], "````", "")


class PageOptions(FromCode):
    """Options that a page can set."""

    source: ClassVar[ModuleType | type] = config

    def markdown(self) -> Iterator[str]:
        """A table with the option that each overrides."""
        full_names = {option.name: option.full_name for option in config.OPTIONS}
        rows = [
            (
                f"`{name}`",
                f"{{confval}}`{full_names[option]}`"
                if option in full_names
                else f"Sphinx's `{option}`, for the order of labels and paragraphs in tips",
            )
            for name, option in config.PAGE_OPTIONS.items()
        ]
        yield from table(("In the page", "Overrides"), rows)


class Fields(FromCode):
    """The fields of a concept."""

    source: ClassVar[ModuleType | type] = fields

    def markdown(self) -> Iterator[str]:
        """A table."""
        rows = [
            (f"`{spec.name}`", spec.values.value, sentence(spec.help))
            for spec in (*fields.FIELDS.values(), fields.LABEL_IN)
        ]
        yield from table(("Field", "Value", "Meaning"), rows)


class DataKeys(FromCode):
    """The keys of a concept in a data file."""

    source: ClassVar[ModuleType | type] = schema

    def markdown(self) -> Iterator[str]:
        """A table, with the descriptions in the schema."""
        concept = schema.json_schema()["$defs"]["concept"]["properties"]
        rows = [
            (f"`{key}`", takes(key), concept[key]["description"]) for key in KEYS if key_of(key)
        ]
        spec = fields.LABEL_IN
        rows.append((f"`{spec.name}`", spec.values.value, sentence(spec.help)))
        yield from table(("Key", "Value", "Meaning"), rows)


class Formats(FromCode):
    """The formats of files."""

    source: ClassVar[ModuleType | type] = registry

    def markdown(self) -> Iterator[str]:
        """A table of names, and one with what is not kept and how the files are checked."""
        rows = [
            (
                f"`{form.key}`",
                form.name,
                code_list(form.endings) + (" in a folder" if form.is_folder else ""),
                "yes" if form.is_source else "",
                "yes" if form.writer or form.is_of_project else "",
            )
            for form in FORMATS
        ]
        yield from table(("Key", "Format", "Files", "Read", "Written"), rows)
        yield ""
        rows = [
            (
                f"`{form.key}`",
                f"{sentence(form.help)}{_extra(form.extra)}",
                sentence(form.lost) if form.lost else "",
                sentence(form.checked) if form.checked else "",
            )
            for form in FORMATS
        ]
        yield from table(("Key", "Content", "Not kept", "Checked in the tests"), rows)


def _extra(name: str) -> str:
    return f" Requires `sphinxcontrib-glossterm[{name}]`." if name else ""


class Limits(FromCode):
    """The limits of data files."""

    source: ClassVar[ModuleType | type] = limits

    def markdown(self) -> Iterator[str]:
        """A table."""
        names = [name for name in vars(limits) if name.startswith("MAX_")]
        texts = _texts_below(ast.parse(inspect.getsource(limits)).body)
        rows = [(f"{getattr(limits, name):,}", plain(texts[name])) for name in names]
        yield from table(("Limit", "Meaning"), rows)


class Warnings(FromCode):
    """The subtypes of our warnings."""

    source: ClassVar[ModuleType | type] = WarningSubtype

    def markdown(self) -> Iterator[str]:
        """A table; each subtype with the name that suppresses it."""
        rows = [(f"`{WARNING_TYPE}.{member}`", text) for member, text in documented(WarningSubtype)]
        yield from table(("Warning", "Meaning"), rows)


class ClosedBlocks(FromCode):
    """Blocks inside which no mention is linked."""

    source: ClassVar[ModuleType | type] = prose

    def markdown(self) -> Iterator[str]:
        """A list."""
        for kind in prose.CLOSED_BLOCKS:
            yield f"* {kind.why}"
        for rule in (prose.is_contents, prose.is_link, prose.is_opted_out):
            yield f"* {plain(inspect.getdoc(rule) or '')}"


class Reasons(FromCode):
    """Why text that matches a label is not linked."""

    source: ClassVar[ModuleType | type] = Reason

    def markdown(self) -> Iterator[str]:
        """A table."""
        rows = [(f"`{member}`", text) for member, text in documented(Reason)]
        yield from table(("Reason", "Meaning"), rows)


class Rules(FromCode):
    """The rules of the terminology check."""

    source: ClassVar[ModuleType | type] = finding

    def markdown(self) -> Iterator[str]:
        """A table: each rule with its default severity and its warning."""
        rows = [
            (
                f"`{rule}`",
                text,
                f"`{DEFAULTS.get(rule, 'off')}`",
                f"`{WARNING_TYPE}.{SUBTYPES[rule]}`",
            )
            for rule, text in documented(finding.Rule)
        ]
        yield from table(("Rule", "Reports", "Default", "Warning"), rows)


class ReasonModules(SphinxDirective):
    """Where each reason is found."""

    def run(self) -> list[nodes.Node]:
        """A table: each reason with the modules that name it, and the functions that test it."""
        used = {}
        for path in sorted([*PACKAGE.glob("languages/*.py"), *PACKAGE.glob("matching/*.py")]):
            self.env.note_dependency(str(path))
            used[path.relative_to(PACKAGE).as_posix()] = {
                ast.unparse(node)
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.Attribute)
            }
        tests = [*spaced.EDGES]
        for each in languages():
            tests += (*each.edges, *each.token_edges)
        rows = []
        for reason in Reason:
            modules = [name for name, names in used.items() if f"Reason.{reason.name}" in names]
            functions = dict.fromkeys(test.__name__ for of, test in tests if of is reason)
            place = modules or ["sphinx_ext/reading/prose.py"]  # of text that is not searched
            rows.append((f"`{reason}`", code_list(place), code_list(functions)))
        head = ("Reason", "Module", "Function that tests it")
        return self.parse_text_to_nodes("\n".join(table(head, rows)))


class WordLists(FromCode):
    """The word lists of the edge tests."""

    source: ClassVar[ModuleType | type] = EdgeRules

    def markdown(self) -> Iterator[str]:
        """A definition list, each with what the list is for and its words."""
        texts = attributes(EdgeRules)
        for name in WORD_LISTS:
            yield from (f"`{name}`", f": {texts[name]}", "")
            yield from ("  " + " ".join(sorted(getattr(DEFAULT_RULES, name))), "")


class LanguageMembers(FromCode):
    """What a module of a language may define; with an argument, one of its parts."""

    optional_arguments = 1
    source: ClassVar[ModuleType | type] = Language

    def markdown(self) -> Iterator[str]:
        """A table."""
        kind = getattr(language, self.arguments[0]) if self.arguments else Language
        rows = [(f"`{name}`", text) for name, text in attributes(kind).items()]
        yield from table(("Member", "Meaning"), rows)


class InterfaceLanguages(SphinxDirective):
    """The languages that have a message catalogue."""

    def run(self) -> list[nodes.Node]:
        """A table with examples of each."""
        rows = []
        for path in sorted(PACKAGE.glob("locale/*/LC_MESSAGES/glossterm.mo")):
            self.env.note_dependency(str(path))
            with path.open("rb") as file:
                say = GNUTranslations(file).gettext
            code = path.parts[-3]
            name = Locale.parse(code).get_display_name("en") or code
            rows.append((f"`{code}`", name, say("Index of terms"), say("deprecated")))
        head = ("`language`", "Language", "“Index of terms”", "“deprecated”")
        return self.parse_text_to_nodes("\n".join(table(head, rows)))


class Alphabets(FromCode):
    """The languages whose index has letters of their own, or begins with another script."""

    source: ClassVar[ModuleType | type] = alphabets

    def markdown(self) -> Iterator[str]:
        """A table."""
        codes = sorted({*alphabets.TAILORED, *alphabets.FIRST_SCRIPTS}, key=language_name)
        rows = [
            (
                language_name(code),
                f"`{code}`",
                "; ".join(letters_of(alphabets.TAILORED.get(code, ""))),
                alphabets.FIRST_SCRIPTS.get(code, "Latin").capitalize(),
            )
            for code in codes
        ]
        yield from table(("Language", "Code", "Letters", "First script"), rows)


def letters_of(rules: str) -> Iterator[str]:
    """The letters of one language, in words."""
    for part in filter(None, rules.split(", ")):
        base, *others = part.split()
        heads = [forms.split("/")[0] for forms in others]
        if heads:
            yield f"{' '.join(heads)} after {base[0].upper()}"
        for head, forms in zip([base[0].upper(), *heads], [base, *others], strict=True):
            written = forms.split("/")[1:]
            # The lower case of the two letters in Turkish is written there, too.
            if equal := [x for x in written if x not in "ıi" and x.upper() != head]:
                yield f"{' '.join(equal)} as {head}"


def language_name(code: str) -> str:
    """The English name of a language."""
    return str(Locale.parse(code).english_name)


class Internals(FromCode):
    """What the extension uses of Sphinx, docutils and MyST-Parser without documentation."""

    source: ClassVar[ModuleType | type] = internals

    def markdown(self) -> Iterator[str]:
        """The tested releases, and a table: each function or class with its first sentence."""
        seen = (f"{name} {' and '.join(of)}" for name, of in internals.SEEN.items())
        yield from (f"Tested with {', '.join(seen)}.", "")
        found = {name: getattr(internals, name) for name in internals.__all__}
        rows = [
            (f"`{name}`", first_sentence(inspect.getdoc(entry) or ""))
            for name, entry in found.items()
            if getattr(entry, "__module__", "") == internals.__name__
        ]
        yield from table(("Name", "Purpose"), rows)


class Modules(SphinxDirective):
    """The modules of the package or, with an argument, of one of its subpackages."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A table: each module with the first sentence of its docstring."""
        package = PACKAGE / (self.arguments[0] if self.arguments else "")
        rows = []
        for path in sorted(package.glob("*.py")) + sorted(package.glob("*/*.py")) * bool(
            self.arguments
        ):
            self.env.note_dependency(str(path))
            text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
            rows.append((f"`{path.relative_to(package).as_posix()}`", first_sentence(text)))
        return self.parse_text_to_nodes("\n".join(table(("Module", "Purpose"), rows)))


class Parts(SphinxDirective):
    """The parts of ``sphinx_ext`` in levels, as the test of the layers has them."""

    def run(self) -> list[nodes.Node]:
        """A table, the highest level first."""
        self.env.note_dependency(str(LAYERS))
        (literal,) = (
            statement.value
            for statement in ast.parse(LAYERS.read_text("utf-8")).body
            if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "PARTS"
        )
        levels = list(enumerate(ast.literal_eval(literal)))
        rows = [
            (str(number), ", ".join(f"`{part}`" for part in sorted(parts)))
            for number, parts in reversed(levels)
        ]
        return self.parse_text_to_nodes("\n".join(table(("Level", "Modules and packages"), rows)))


class CustomProperties(SphinxDirective):
    """The custom properties that style sheets read: the tip's and the index's, or those of the one
    that ``sheet`` names.

    The content describes them, one per line: ``name: description``. A property of a style
    sheet that is not described, or the reverse, is a warning.
    """

    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "internal": directives.unchanged,
        "sheet": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """A table of the descriptions."""
        named = self.options.get("sheet")
        used: set[str] = set()
        for name in [named] if named else ["glossterm.css", "glossterm-index.css"]:
            sheet = files("sphinxcontrib_glossterm") / "static" / name
            self.env.note_dependency(str(sheet))
            used.update(_PROPERTY.findall(sheet.read_text("utf-8")))
        used -= set(self.options.get("internal", "").split())
        described = dict(line.split(": ", 1) for line in self.content if line)
        for name in sorted(used ^ described.keys()):
            logger.warning("custom property %s", name, location=self.get_location())
        rows = [(f"`{name}`", text) for name, text in described.items()]
        return self.parse_text_to_nodes("\n".join(table(("Property", "Sets"), rows)))


class TipsMeasured(SphinxDirective):
    """What ``benchmarks/tips.py`` has measured, from the file that it has written.

    The argument selects a table: the ``assets``, the ``cost`` of tips in glossaries of three sizes,
    or ``weight`` and ``behaviour`` compared with other extensions.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A table."""
        self.env.note_dependency(str(TIPS))
        results = json.loads(TIPS.read_text("utf-8"))
        rows = {
            "assets": self.assets,
            "cost": self.cost,
            "weight": self.weight,
            "behaviour": self.behaviour,
        }
        head, *body = rows[self.arguments[0]](results)
        return self.parse_text_to_nodes("\n".join(table(head, body)))

    def assets(self, results: dict[str, Any]) -> Iterator[tuple[str, ...]]:
        """The files that all pages share."""
        yield ("File", "Bytes (gzipped)")
        for name, measured in results["assets"].items():
            yield (f"`{name}`", weight(measured))

    def cost(self, results: dict[str, Any]) -> Iterator[tuple[str, ...]]:
        """A row for each size of a glossary."""
        sizes = ("Data of a page", "Of all pages", "A shared file", "All", "`glossterm.json`")
        yield ("Concepts", "Pages", *sizes, "Time")
        for row in results["cost"]:
            names = ("page", "sidecars", "shared_file", "shared", "export")
            sizes = tuple(weight(row[name]) for name in names)
            time = f"{row['milliseconds_per_page']:.1f} ms a page"
            yield (f"{row['concepts']:,}", f"{row['pages']:,}", *sizes, time)

    def weight(self, results: dict[str, Any]) -> Iterator[tuple[str, ...]]:
        """Bytes, requests and hosts of each."""
        yield ("", *results["compared"])
        each = results["compared"].values()
        yield ("Bytes (gzipped)", *(weight(found) for found in each))
        yield (
            "Of these, script and style sheet",
            *(weight(found["assets"]) for found in each),
        )
        yield ("Requests", *(str(found["requests"]) for found in each))
        yield ("Other hosts", *(", ".join(found["hosts"]) or "none" for found in each))

    def behaviour(self, results: dict[str, Any]) -> Iterator[tuple[str, ...]]:
        """What each does."""
        yield ("", *results["compared"])
        each = [found["does"] for found in results["compared"].values()]
        for name in each[0]:
            yield (sentence(name)[:-1], *("yes" if does[name] else "no" for does in each))


def weight(measured: dict[str, int]) -> str:
    """Bytes, and bytes after gzip in parentheses, in a unit that suits them."""
    if not measured["raw"]:
        return "none"
    return f"{bytes_of(measured['raw'])} ({bytes_of(measured['gzip'])})"


def bytes_of(count: int) -> str:
    """*count* with three digits."""
    for unit, size in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= size:
            return f"{count / size:.3g} {unit}" if count < 100 * size else f"{count // size} {unit}"
    return f"{count} B"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table."""
    yield "| " + " | ".join(head) + " |"
    yield "|---" * len(head) + "|"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def documented(enumeration: type[Enum]) -> Iterator[tuple[Enum, str]]:
    """The members of *enumeration* with the docstrings below them, which Python drops."""
    (definition,) = ast.parse(inspect.getsource(enumeration)).body
    assert isinstance(definition, ast.ClassDef)
    texts = _texts_below(definition.body)
    for member in enumeration:
        yield member, plain(texts.get(member.name, ""))


def _texts_below(body: list[ast.stmt]) -> dict[str, str]:
    """The docstrings below assignments to a name."""
    return {
        statement.targets[0].id: below.value.value
        for statement, below in pairwise(body)
        if isinstance(statement, ast.Assign)
        and isinstance(statement.targets[0], ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }


def attributes(kind: type) -> dict[str, str]:
    """The annotated attributes of a class and its bases with the docstrings below them."""
    body = [
        statement
        for source in own_classes(kind)
        for definition in ast.parse(inspect.getsource(source)).body
        if isinstance(definition, ast.ClassDef)
        for statement in definition.body
    ]
    return {
        statement.target.id: plain(below.value.value)
        for statement, below in pairwise(body)
        if isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }


def own_classes(kind: type) -> list[type]:
    """*kind* and its bases, without those of other packages."""
    package = sphinxcontrib_glossterm.__name__
    return [base for base in kind.__mro__ if base.__module__.startswith(package)]


def plain(docstring: str) -> str:
    """*docstring* in one line of Markdown."""
    return _ROLE.sub("", " ".join(docstring.split()))


def first_sentence(docstring: str) -> str:
    """The first sentence of *docstring*."""
    return _SENTENCE.split(plain(docstring), maxsplit=1)[0]


def code_list(texts: Iterable[str]) -> str:
    """*texts* as code, separated by commas."""
    return ", ".join(f"`{text}`" for text in texts)


def sentence(text: str) -> str:
    """*text* with a capital and a full stop."""
    return f"{text[0].upper() if text[0].isalpha() else text[0]}{text[1:]}."


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("code-options", Options)
    app.add_directive("code-page-options", PageOptions)
    app.add_directive("code-fields", Fields)
    app.add_directive("code-data-keys", DataKeys)
    app.add_directive("code-formats", Formats)
    app.add_directive("code-limits", Limits)
    app.add_directive("code-warnings", Warnings)
    app.add_directive("code-closed-blocks", ClosedBlocks)
    app.add_directive("code-reasons", Reasons)
    app.add_directive("code-rules", Rules)
    app.add_directive("code-reason-modules", ReasonModules)
    app.add_directive("code-word-lists", WordLists)
    app.add_directive("code-language-members", LanguageMembers)
    app.add_directive("code-interface-languages", InterfaceLanguages)

    app.add_directive("code-alphabets", Alphabets)
    app.add_directive("code-internals", Internals)
    app.add_directive("code-modules", Modules)
    app.add_directive("code-parts", Parts)
    app.add_directive("code-custom-properties", CustomProperties)
    app.add_directive("tips-measured", TipsMeasured)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
