"""The table of file formats: what can be read and written, by which functions, and what is omitted.

A reader or a writer is imported when it is first used. They take and return plain values: they open
no files, do not log, and raise no exception for invalid data files. The limits of untrusted input
are here too.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_BYTES = 2**24
"""Limit of a data file, and of all files of a folder together: 16 MiB. A glossary of 10,000
concepts has about 5 MiB."""
MAX_FILES = 10_000
"""Limit of the files of a folder."""
MAX_DEPTH = 16
"""Limit of nested lists and mappings in a data file; a glossary needs four."""
MAX_BODY_DEPTH = 32
"""Limit of nested elements in a definition of another project; deeper content is omitted."""
MAX_TEXT = 300
"""Limit of the short text of a concept of another project, in code points."""

MAX_PROBLEMS = 500
"""Limit of the problems of a file, or of the files of a folder, that are shown."""
MAX_SHOWN = 500
"""Limit of a text of the file that is shown in a problem, in code points."""


class Format(NamedTuple):
    """One file format."""

    name: str
    endings: tuple[str, ...]
    """In lower case; the first is the usual one. A whole name if only that file is meant. Several
    formats may have one ending: all except one of them need :attr:`recognise`."""
    help: str
    """What a file contains, as shown in the docs."""
    reader: str = ""
    """``module:function`` in this package; empty if the format is not read."""
    writer: str = ""
    lost: str = ""
    """What a file cannot contain and the writer therefore omits, as shown in the docs."""
    key: str = ""
    """Its name in commands and in conf.py, such as ``skos-turtle``."""
    is_source: bool = False
    """Whether it is a format of data files: its reader takes the text of the file and the label
    separator, and returns a :class:`.Source`."""
    is_folder: bool = False
    """Whether a glossary is a folder of files: the reader takes a mapping from names relative to
    the folder, separated by ``/``, to texts, instead of one text. :attr:`endings` are those of the
    files that it takes."""
    is_of_project: bool = False
    """Whether the command ``export`` writes it from the sources of a project, by a function of its
    own. There is no :attr:`writer`, since the concepts alone are not enough."""
    recognise: str = ""
    """``module:function`` that takes the text of a file with one of :attr:`endings` (for a folder,
    the mapping) and returns whether it is in this format. Empty: every such file, if no other
    format recognises it."""
    extra: str = ""
    """The extra of this package that the format requires; empty if none. Its reader and its writer
    raise ``ImportError`` if the extra is not installed."""
    checked: str = ""
    """How the tests check its files, as shown in the docs."""

    @property
    def read(self) -> Callable[..., Any]:
        """The reader."""
        return imported(self.reader)

    @property
    def write(self) -> Callable[..., Any]:
        """The writer. It takes a :class:`.Glossary` and returns :class:`.Written`."""
        return imported(self.writer)


FORMATS = (
    Format(
        "YAML",
        (".yaml", ".yml"),
        'a list of concepts, at the top level or below "concepts:"',
        reader="yaml_reader:read_yaml",
        writer="yaml_writer:write_yaml",
        lost="the name of the glossary if there are several; addresses",
        is_source=True,
        key="yaml",
        checked="read back equal, for any records (property test)",
    ),
    Format(
        "CSV",
        (".csv",),
        "a row for each concept, cells separated by commas",
        reader="csv_reader:read_csv",
        writer="csv_writer:write_csv",
        lost="the label separator in a text; glossary tests; the name of the glossary; addresses",
        is_source=True,
        key="csv",
        checked="read back equal, for any records without the separator in a text (property test)",
    ),
    Format(
        "TSV",
        (".tsv",),
        "a row for each concept, cells separated by tabs",
        reader="csv_reader:read_tsv",
        writer="csv_writer:write_tsv",
        lost="the label separator in a text; glossary tests; the name of the glossary; addresses",
        is_source=True,
        key="tsv",
        checked="read back equal, for any records without the separator in a text (property test)",
    ),
    Format(
        "JSON of a project",
        ("glossterm.json", ".json"),
        "the glossary of a site, for other projects and programs, with a version and a JSON Schema",
        reader="json_glossary:read_json",
        writer="json_glossary:write_json",
        lost="glossary tests",
        is_source=True,
        key="json",
        checked="read back equal, for any records (property test); valid by the JSON Schema",
        recognise="json_glossary:is_json",
    ),
    Format(
        "schema.org, in JSON-LD",
        (".jsonld",),
        "the concepts as a `DefinedTermSet` of schema.org, for search engines",
        writer="json_ld:write_json_ld",
        lost="labels to avoid and hidden ones, forms, readings, relations, tags, status, and how"
        " mentions are found",
        key="schema-org",
        checked="the keys of each term",
    ),
    Format(
        "Markdown page",
        (".md",),
        "the whole glossary in one page, a heading for each concept, for language models",
        writer="markdown_list:write_markdown_list",
        lost="hidden labels, forms, short texts, and how mentions are found; glossary tests",
        key="markdown-list",
        checked="the whole text of a page",
    ),
    # Formats of other programs. Those that are recognised by their content come after the general
    # ones, since the order of rows is that in the docs.
    Format(
        "prh",
        ("prh.yml", "prh.yaml", ".yml", ".yaml"),
        "rules of prh and textlint-rule-prh: words, and the patterns that they replace",
        reader="linters.prh:read_prh",
        writer="linters.prh:write_prh",
        lost="everything but the preferred label and the labels to avoid, with their reasons",
        is_source=True,
        recognise="linters.prh:recognise_prh",
        key="prh",
        checked="read by textlint-rule-prh with its specs, which finds the words in a page; "
        "regular expressions are never executed",
    ),
    Format(
        "Vale",
        (".yml", ".txt"),
        "a vocabulary and a style for Vale, to be copied into its `StylesPath`",
        writer="linters.vale:write_vale",
        lost="definitions, reasons, hidden labels; Japanese and Chinese labels of the vocabulary",
        is_folder=True,
        key="vale",
        checked="keys and folders as in the documentation of Vale; Vale itself is not run",
    ),
    Format(
        "cspell",
        ("cspell.json",),
        "the words of all labels, and those to avoid, as settings of cspell",
        writer="linters.word_lists:write_cspell",
        lost="definitions, reasons; labels to avoid of several words; Japanese and Chinese",
        key="cspell",
        checked="read by cspell, which accepts and flags the words",
    ),
    Format(
        "textlint-rule-terminology",
        ("textlint-terminology.json",),
        "the list for the option `terms`: labels with capitals, and labels to avoid",
        writer="linters.word_lists:write_terminology",
        lost="definitions, reasons, hidden labels",
        key="textlint-terminology",
        checked="read by textlint-rule-terminology, which finds the words in a page",
    ),
    Format(
        "Weblate",
        (".csv",),
        "a folder with a CSV file for each language, such as `en-ja.csv`",
        reader="translation.weblate:read_weblate",
        writer="translation.weblate:write_weblate",
        lost="all labels of a language but the first, labels to avoid, markup of definitions",
        is_source=True,
        is_folder=True,
        recognise="translation.weblate:recognise_weblate",
        key="weblate-csv",
        checked="read by translate-toolkit, which Weblate uses; terms and translations read "
        "back equal (property test)",
    ),
    Format(
        "Crowdin",
        (".csv",),
        "a CSV file with columns such as `Term [en]` and `Description [en]`",
        reader="translation.crowdin:read_crowdin",
        writer="translation.crowdin:write_crowdin",
        lost="hidden labels, forms, relations, tags, markup of definitions; in a glossary with"
        " one language, labels other than the preferred one",
        is_source=True,
        recognise="translation.crowdin:recognise_crowdin",
        key="crowdin-csv",
        checked="columns as in exported files; terms, translations and labels to avoid read "
        "back equal (property test)",
    ),
    Format(
        "DeepL, CSV",
        (".csv",),
        "a folder with a CSV file for each pair of languages: word, translation, languages",
        reader="translation.deepl:read_deepl_csv",
        writer="translation.deepl:write_deepl_csv",
        lost="everything but labels; of a language, all labels but the first",
        is_source=True,
        is_folder=True,
        recognise="translation.deepl:recognise_deepl_csv",
        key="deepl-csv",
        checked="columns and limits as in the documentation of DeepL; pairs read back equal "
        "(property test)",
    ),
    Format(
        "DeepL, TSV",
        (".tsv",),
        "a folder with a TSV file for each pair of languages: word and translation",
        reader="translation.deepl:read_deepl_tsv",
        writer="translation.deepl:write_deepl_tsv",
        lost="everything but labels; of a language, all labels but the first",
        is_source=True,
        is_folder=True,
        recognise="translation.deepl:recognise_deepl_tsv",
        key="deepl-tsv",
        checked="columns and limits as in the documentation of DeepL; pairs read back equal "
        "(property test)",
    ),
    Format(
        "Contextive",
        (".yml", ".yaml"),
        "definitions that Contextive shows in code editors",
        reader="sites.contextive:read_contextive",
        writer="sites.contextive:write_contextive",
        lost="hidden labels, labels to avoid, relations, tags, the languages of labels",
        is_source=True,
        recognise="sites.contextive:recognise_contextive",
        key="contextive",
        checked="keys as in the documentation of Contextive; plain text is read back equal,"
        " and nothing but text reaches MyST (property tests)",
    ),
    Format(
        "Front matter",
        (".md", ".mdx", ".markdown"),
        "a folder with a file for each term, as in Hugo, the Kubernetes docs and Docusaurus",
        reader="sites.front_matter:read_front_matter",
        is_source=True,
        is_folder=True,
        recognise="sites.front_matter:recognise_front_matter",
        key="front-matter",
        checked="any file is read (property test); nothing but text reaches MyST (property test)",
    ),
    Format(
        "docusaurus-plugin-glossary",
        (".json",),
        "the terms of that plugin of Docusaurus",
        reader="sites.docusaurus:read_docusaurus",
        writer="sites.docusaurus:write_docusaurus",
        lost="concepts without a definition, markup of definitions, hidden labels, labels to avoid,"
        " tags, ids",
        is_source=True,
        recognise="sites.docusaurus:recognise_docusaurus",
        key="docusaurus",
        checked="accepted by the plugin's own validation; any JSON is read (property test)",
    ),
    Format(
        "JSON object",
        (".json",),
        'terms and their definitions, `{"term": "definition"}`, as of a plugin of VitePress',
        reader="sites.docusaurus:read_terms",
        is_source=True,
        recognise="sites.docusaurus:recognise_terms",
        key="json-object",
        checked="any JSON is read (property test)",
    ),
    Format(
        "Abbreviations of Markdown",
        (".md",),
        "lines such as `*[HTML]: Hyper Text Markup Language`, as in MkDocs",
        reader="sites.mkdocs:read_mkdocs",
        writer="sites.mkdocs:write_mkdocs",
        lost="concepts without a definition, paragraphs and markup of definitions, other fields",
        is_source=True,
        recognise="sites.mkdocs:recognise_mkdocs",
        key="abbr",
        checked="read back equal, for texts of one line (property test)",
    ),
    Format(
        "SKOS, in Turtle",
        (".ttl",),
        "a thesaurus for programs of the Semantic Web and for terminologists",
        reader="skos_reader:read_turtle",
        writer="skos_writer:write_turtle",
        lost="markup of definitions; glossary tests; relations to concepts that are not in the"
        " glossary; the order of labels",
        is_source=True,
        key="skos-turtle",
        extra="skos",
        checked="read by rdflib, and validated by SHACL shapes with pyshacl",
    ),
    Format(
        "SKOS, in JSON-LD",
        (".jsonld", ".json"),
        "the same thesaurus in JSON",
        reader="skos_reader:read_json",
        writer="skos_writer:write_json",
        lost="the same as in Turtle",
        is_source=True,
        key="skos-jsonld",
        recognise="skos_reader:is_skos",
        extra="skos",
        checked="the same statements as in Turtle, read by rdflib",
    ),
    Format(
        "TBX",
        (".tbx", ".xml"),
        "a termbase for translation tools: ISO 30042:2019, dialect TBX-Basic",
        reader="tbx_reader:read_tbx",
        writer="tbx_writer:write_tbx",
        lost="markup of definitions; readings, hidden labels, forms, short texts, `auto`, `case`,"
        " `compound`; pages without a web address in `see`; relations to concepts that are not in"
        " the glossary; the name of the glossary; glossary tests",
        is_source=True,
        key="tbx",
        recognise="tbx_reader:is_tbx",
        checked="against the elements, levels and values of the dialect",
    ),
    Format(
        "TBX, version 2",
        (".tbx", ".xml"),
        "a termbase for Weblate, OmegaT and other tools that read version 2 only",
        reader="tbx_reader:read_tbx",
        writer="tbx_writer:write_tbx_v2",
        lost="the same as in version 3",
        is_source=True,
        key="tbx-v2",
        recognise="tbx_reader:is_tbx_v2",
        checked="read by translate-toolkit",
    ),
    Format(
        "bib2gls",
        (".bib",),
        "entries of a glossary in LaTeX, for the packages glossaries-extra and bib2gls",
        reader="bib2gls_reader:read_bib",
        writer="bib2gls_writer:write_bib",
        lost="markup of definitions; broader concepts except the first, forms except the first;"
        " labels in other languages, hidden labels, labels to avoid, tags, status, short texts,"
        " sources, `see`, `auto`, `case`, `compound`; relations to concepts that are not in the"
        " glossary; the name of the glossary; glossary tests",
        is_source=True,
        key="bib2gls",
        checked="read by pybtex",
    ),
    Format(
        "Linked Markdown",
        (".md",),
        "the Markdown sources of a project, unchanged except for anchors and links that are added",
        lost="mentions whose place in the source is not certain, or which plain Markdown shows as"
        " code",
        checked="parsed with and without the links, exported again, and built as a site",
        key="markdown",
        is_folder=True,
        is_of_project=True,
    ),
)


def imported(place: str) -> Callable[..., Any]:
    """The function at *place*, ``module:function`` in this package."""
    module, _, name = place.partition(":")
    found: Callable[..., Any] = getattr(import_module(f".{module}", __package__), name)
    return found
