"""Warnings: one case for each subtype, its location, and how to suppress it."""

from __future__ import annotations

import pytest
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_escape_sequences

from sphinxcontrib_glossterm.config import RULES
from sphinxcontrib_glossterm.formats import ENDINGS
from sphinxcontrib_glossterm.sphinx_ext.warn import WarningSubtype

HEADINGS = {"heading_pages": {"index": 2}}
SOURCES = {"sources": ["words.yaml"]}
FROM_FILE = "# T\n\n```{glossary}\n:source: words.yaml\n```\n"
PROJECT = {
    "extensions": ["myst_parser", "sphinx.ext.intersphinx", "sphinxcontrib_glossterm"],
    "intersphinx_mapping": {"other": ("https://other.invalid/", "objects.inv")},
}
EMPTY_INVENTORY = "# Sphinx inventory version 1\n# Project: Other\n# Version: 1\n"

# subtype → source, options, warnings, and words that must still be in the page
AVOIDED = """
# T

Text stays: a server machine, and a whitelist. Log-in, log in, log in. Old things.

```{glossary}
host
: :avoid: server machine (say: host)

  A machine.

allowlist
: :avoid: whitelist
  :aliases: list of friends

  A list of friends.

log in
: To begin.

old thing
: :status: deprecated
  :replaced-by: host

  It was a machine.
```

A list of friends.
"""


def check_case(rule, *warnings):
    """A project in which four rules would report something, and only *rule* is on."""
    conf = {"check": {**dict.fromkeys(RULES, "off"), rule: "warning"}}
    return {"index.md": AVOIDED}, conf, [f"index.md:{text}" for text in warnings], ["Text stays"]


CASES = {
    "avoided_term": check_case(
        "avoided",
        '3:15: WARNING: do not use "server machine"; write "host" (say: host)'
        " [glossterm.avoided_term]",
        '3:37: WARNING: do not use "whitelist"; write "allowlist" [glossterm.avoided_term]',
    ),
    "deprecated_term": check_case(
        "deprecated",
        '3:72: WARNING: "Old things" is deprecated; write "host" [glossterm.deprecated_term]',
    ),
    "inconsistent_spelling": check_case(
        "inconsistent",
        '3:48: WARNING: "Log-in" is spelled "log in" in most places (2 of 3)'
        " [glossterm.inconsistent_spelling]",
    ),
    "first_use": (
        {
            "index.md": "# T\n\nText stays: WQ and WQ.\n\n```{toctree}\nlast\n```\n",
            "last.md": "# L\n\n```{glossary}\nWork queue\n: :abbr: WQ\n\n  The WQ.\n```\n\nWQ\n",
        },
        {"check": {"first-use": "warning"}},
        [
            'index.md:3:13: WARNING: first use of "WQ" in this page; write "Work queue (WQ)"'
            " [glossterm.first_use]"
        ],
        ["Text stays"],
    ),
    "unexplained_term": (
        {
            "index.md": "# T\n\nText stays: queue and queue.\n\n```{toctree}\nlast\n```\n",
            "last.md": "# L\n\n```{glossary}\nqueue\n: A line.\n```\n\nA queue.\n",
        },
        {"check": {"unexplained": "warning"}},
        [
            'index.md:3:13: WARNING: "queue" is explained in a later page (last:4)'
            " [glossterm.unexplained_term]"
        ],
        ["Text stays"],
    ),
    "undefined_abbreviation": (
        {"index.md": "# T\n\nText stays: WQ, WQ and WQ.\n"},
        {"check": {"undefined-abbreviation": "warning"}},
        [
            'index.md:3:13: WARNING: abbreviation "WQ" is used 3 times and not explained; add it to'
            " a glossary, or spell it out once [glossterm.undefined_abbreviation]"
        ],
        ["Text stays"],
    ),
    "alias": check_case(
        "alias",
        '27:3: WARNING: "list of friends" is another label of "allowlist"; write that'
        " [glossterm.alias]",
    ),
    "config: a value": (
        {"index.md": "# T\n\nText stays.\n"},
        {"link": "always"},
        [
            'conf.py:4: WARNING: glossterm_link is \'always\'; it takes `"off"`, `"definitions"`'
            " or `\"everywhere\"` (the default, 'definitions', is used) [glossterm.config]"
        ],
        ["Text stays."],
    ),
    "config: a type": (
        {"index.md": "# T\n\nText stays.\n"},
        {"tooltips": "yes"},
        [
            "conf.py:4: WARNING: glossterm_tooltips is 'yes'; it takes `True` or `False` (the"
            " default, True, is used) [glossterm.config]"
        ],
        ["Text stays."],
    ),
    "config: a separator, with everything that is separated": (
        {
            "index.rst": """
            T
            =

            Text stays. This is :defterm:`a knot <knot|knots>`.

            .. glossterm:concept:: Bend | Joint
               :tags: knots | rope

               Joins.

            .. glossterm:tests::

               A bend. => Bend

            .. termindex::
               :tags: knots
            """
        },
        {"label_separator": ""},
        [
            "conf.py:4: WARNING: glossterm_label_separator is ''; it takes a string that is"
            " not blank (the default, '|', is used) [glossterm.config]"
        ],
        ["Text stays."],
    ),
    "config: a heading level": (
        {"index.md": "# T\n\nText stays.\n"},
        {"heading_pages": {"**": 7}},
        [
            "conf.py:4: WARNING: glossterm_heading_pages is {'**': 7}; it takes a dictionary"
            ' from patterns of document names to heading levels, such as `{"ai/*": 2}` (the'
            " default, {}, is used) [glossterm.config]"
        ],
        ["Text stays."],
    ),
    "config: a name": (
        {"index.md": "# T\n\nText stays.\n"},
        {"lnk": "everywhere"},
        [
            'conf.py:4: WARNING: unknown option "glossterm_lnk"; did you mean "glossterm_link"?'
            " [glossterm.config]"
        ],
        ["Text stays."],
    ),
    "mixed_forms": (
        {"index.rst": "T\n=\n\n.. glossary::\n\n   LoRA\n   : Text stays.\n     More.\n"},
        {},
        [
            'index.rst:7: WARNING: ": Text stays." is a term here; to write a definition, indent'
            " it without the colon [glossterm.mixed_forms]",
        ],
        ["Text stays."],
    ),
    "termindex: a view": (
        {"index.rst": "T\n=\n\nText stays.\n\n.. termindex::\n   :view: trees\n"},
        {},
        ['index.rst:6: WARNING: unknown view "trees"; did you mean "tree"? [glossterm.termindex]'],
        ["Text stays."],
    ),
    "termindex: a root": (
        {"index.rst": "T\n=\n\nText stays.\n\n.. termindex::\n   :root: x\n"},
        {},
        [
            'index.rst:6: WARNING: unknown value "x" for option "root"; write a label or an id of a'
            " concept [glossterm.termindex]"
        ],
        ["Text stays."],
    ),
    "termindex: tags that no concept has": (
        {"index.rst": "T\n=\n\nText stays.\n\n.. termindex::\n   :tags: x\n"},
        {},
        [
            'index.rst:6: WARNING: unknown value "x" for option "tags"; no concept has any, remove'
            " the option [glossterm.termindex]"
        ],
        ["Text stays."],
    ),
    "page_metadata: a value": (
        {"index.md": "---\nglossterm-link: always\n---\n# T\n\nText stays.\n"},
        {},
        [
            'index.md:1: WARNING: page option "glossterm-link" is "always"; it takes one of: off,'
            " definitions, everywhere [glossterm.page_metadata]"
        ],
        ["Text stays."],
    ),
    "page_metadata: a heading level": (
        {"index.md": "---\nglossterm-headings: two\n---\n# T\n\nText stays.\n"},
        {},
        [
            'index.md:1: WARNING: page option "glossterm-headings" is "two"; it takes heading'
            " levels such as 2 or 2-3 [glossterm.page_metadata]"
        ],
        ["Text stays."],
    ),
    "page_metadata: a name, in reST": (
        {"index.rst": ":glossterm-links: off\n\nT\n=\n\nText stays.\n"},
        {},
        [
            'index.rst:1: WARNING: unknown page option "glossterm-links"; did you mean'
            ' "glossterm-link"? [glossterm.page_metadata]'
        ],
        ["Text stays."],
    ),
    "own_link": (
        {
            "index.md": "# T\n\nText [stays](https://own.invalid/gone.md#x), and"
            ' <a href="https://own.invalid/index.md#x">here</a>.\n'
        },
        {"own_links": ["https://own.invalid"]},
        [
            'index.md:3: WARNING: "https://own.invalid/gone.md#x" is an address of this project,'
            ' but there is no page "gone"; remove the link [glossterm.own_link]',
            'index.md:3: WARNING: page "index" has no id "x"; remove the link [glossterm.own_link]',
        ],
        ["stays", "here"],
    ),
    "empty_glossary: in reST": (
        {"index.rst": "T\n=\n\n.. glossary::\n\nText stays.\n"},
        {},
        [
            "index.rst:4: WARNING: this glossary has no entries; write terms with"
            " indented definitions below [glossterm.empty_glossary]"
        ],
        ["Text stays."],
    ),
    "empty_glossary: in MyST": (
        {"index.md": "# T\n\n```{glossary}\n```\n\nText stays.\n"},
        {},
        [
            "index.md:3: WARNING: this glossary has no entries; write terms with"
            " indented definitions below [glossterm.empty_glossary]"
        ],
        ["Text stays."],
    ),
    "config: a pattern that no page matches": (
        {"index.md": "# T\n\nText stays.\n"},
        {"heading_pages": {"index": 2, "terms/*.md": 2, "*.md": 3}},
        [
            'conf.py:4: WARNING: pattern "terms/*.md" of glossterm_heading_pages matches no'
            " page; write the name of a document, without the file extension [glossterm.config]",
            'conf.py:4: WARNING: pattern "*.md" of glossterm_heading_pages matches no page; did you'
            ' mean "*"? [glossterm.config]',
        ],
        ["Text stays."],
    ),
    "empty_glossary: an include in reST": (
        {
            "index.rst": "T\n=\n\n.. glossary::\n\n   .. include:: terms.txt\n\nText stays.\n",
            "terms.txt": "LoRA\n   Two.\n",
        },
        {},
        [
            'index.rst:6: WARNING: ".. include:: terms.txt" is not supported in a glossary;'
            " write the terms here, or include a file that contains the whole directive"
            " [glossterm.empty_glossary]"
        ],
        ["Text stays."],
    ),
    "empty_glossary: an include in MyST, besides entries": (
        {
            "index.md": """
                # T

                ````{glossary}
                LoRA
                : Text stays.

                ```{include} terms.txt
                ```
                ````
                """,
            "terms.txt": "PEFT\n: Few.\n",
        },
        {},
        [
            'index.md:7: WARNING: "```{include} terms.txt" is not supported in a glossary;'
            " write the terms here, or include a file that contains the whole directive"
            " [glossterm.empty_glossary]"
        ],
        ["Text stays."],
    ),
    "unread_markup: a tag around text, a space, no code span": (
        {
            "index.md": """
                # T

                An <term>*adapter*</term> and <Term> `LoRA` stay.

                A <term> stays.

                ```{glossary}
                LoRA
                : Two.
                ```
                """
        },
        {},
        [
            'index.md:3: WARNING: "<term>adapter</term>" is not a link; write'
            ' "<term>`adapter`" [glossterm.unread_markup]',
            'index.md:3: WARNING: "<Term> `LoRA`" is not a link; write "<term>`LoRA`"'
            " [glossterm.unread_markup]",
            'index.md:5: WARNING: "<term>" is not a link; write a code span directly after it,'
            ' as in "<term>`LoRA`" [glossterm.unread_markup]',
        ],
        ["An adapter and LoRA stay.", "A stays."],
    ),
    "unread_markup: a fence of colons": (
        {"index.md": "# T\n\n:::{glossary}\nLoRA\n: Text stays.\n:::\n\n* :::{termindex}\n  :::\n"},
        {},
        [
            'index.md:3: WARNING: ":::{glossary}" is plain text here; write "```{glossary}", or add'
            ' "colon_fence" to myst_enable_extensions in conf.py [glossterm.unread_markup]',
            'index.md:8: WARNING: ":::{termindex}" is plain text here; write "```{termindex}", or'
            ' add "colon_fence" to myst_enable_extensions in conf.py [glossterm.unread_markup]',
        ],
        ["Text stays."],
    ),
    "unread_markup: a fence of colons in a definition list": (
        {"index.md": "# T\n\n:::{glossary}\nLoRA\n: Text stays.\n:::\n"},
        {"myst_enable_extensions": ["deflist"]},
        [
            'index.md:3: WARNING: ":::{glossary}" is plain text here; write "```{glossary}", or add'
            ' "colon_fence" to myst_enable_extensions in conf.py [glossterm.unread_markup]',
        ],
        ["Text stays."],
    ),
    "unread_markup: Markdown's fence in reST": (
        {"index.rst": "T\n=\n\n:::{glossary}\nText stays.\n"},
        {},
        [
            'index.rst:4: WARNING: ":::{glossary}" is plain text here; write ".. glossary::"'
            " [glossterm.unread_markup]"
        ],
        ["Text stays."],
    ),
    "field: several names": (
        {
            "index.md": """
                # T

                ## LoRA
                :tags: x
                :braoder: PEFT
                :relatde: PEFT

                Text stays.

                ## PEFT
                :foo: x
                :alaises: y

                This stays.
                """
        },
        HEADINGS,
        [
            'index.md:5: WARNING: unknown field "braoder"; did you mean "broader"?'
            " [glossterm.field]",
            'index.md:6: WARNING: unknown field "relatde"; did you mean "related"?'
            " [glossterm.field]",
            'index.md:11: WARNING: unknown field "foo"; use one of: aliases, hidden, avoid, forms,'
            " abbr, reading, broader, related, tags, status, replaced-by, short, source, see, id,"
            " auto, case, compound, lang, label_LANG"
            " [glossterm.field]",
            'index.md:12: WARNING: unknown field "alaises"; did you mean "aliases"?'
            " [glossterm.field]",
        ],
        ["Text stays.", "This stays.", "braoder", "relatde", "foo"],
    ),
    "empty_label: a heading": (
        {"index.md": "# T\n\n## |\n\nText stays.\n"},
        HEADINGS,
        [
            'index.md:3: WARNING: this heading has no label, only "|"; write a term before or'
            " after it [glossterm.empty_label]"
        ],
        ["Text stays."],
    ),
    "empty_label: a heading without text": (
        {"index.md": "# T\n\n## {octicon}`star`\n\nText stays.\n"},
        {**HEADINGS, "extensions": ["sphinx_design", "myst_parser", "sphinxcontrib_glossterm"]},
        [
            "index.md:3: WARNING: this heading has no text that can be a label; write a term in it"
            " [glossterm.empty_label]"
        ],
        ["Text stays."],
    ),
    "empty_label: a term without text": (
        {"index.md": "# T\n\n```{glossary}\npan\n  Flat.\n\n<i></i>\n  Text stays.\n```\n"},
        {},
        [
            "index.md:7: WARNING: this entry of the glossary has no term; write one"
            " [glossterm.empty_label]"
        ],
        ["Text stays."],
    ),
    "empty_label: a concept": (
        {"index.md": "# T\n\n```{glossterm:concept} | |\nText stays.\n```\n"},
        {},
        [
            'index.md:3: WARNING: this concept has no label, only "|"; write a term before or'
            " after it [glossterm.empty_label]"
        ],
        ["Text stays."],
    ),
    "field: a name": (
        {
            "index.rst": """
                T
                =

                .. glossary::

                   LoRA
                      :aliases: adapters
                      :braoder: PEFT

                      Text stays.
                """
        },
        {},
        [
            'index.rst:8: WARNING: unknown field "braoder"; did you mean "broader"?'
            " [glossterm.field]"
        ],
        ["Text stays.", "braoder"],
    ),
    "field: a value": (
        {
            "index.rst": """
                T
                =

                .. glossary::

                   LoRA
                      :status: retired

                      Text stays.
                """
        },
        {},
        [
            'index.rst:7: WARNING: field "status" of a concept has the value "retired"; it takes'
            " `preferred` or `deprecated` [glossterm.field]"
        ],
        ["Text stays."],
    ),
    "duplicate_concept: of headings": (
        {"index.md": "# T\n\n## LoRA\n\nText stays.\n\n## LoRA\n\nThis stays.\n"},
        HEADINGS,
        [
            'index.md:7: WARNING: "LoRA" is defined twice in this page, first at index:3; join'
            " the two entries or give one of them another label [glossterm.duplicate_concept]"
        ],
        ["Text stays.", "This stays."],
    ),
    "duplicate_concept: of entries": (
        {
            "index.rst": """
                T
                =

                .. glossary::

                   LoRA
                      Text stays.

                   LoRA
                      This stays.
                """
        },
        {},
        [
            'index.rst:9: WARNING: "LoRA" is defined twice in this page, first at index:6; join'
            " the two entries or give one of them another label [glossterm.duplicate_concept]"
        ],
        ["Text stays.", "This stays."],
    ),
    "duplicate_concept: of two pages": (
        {
            "index.rst": """
                T
                =

                .. glossary::

                   LoRA
                      Text stays.

                .. toctree::

                   other
                """,
            "other.rst": """
                O
                =

                .. glossary::

                   PEFT
                      Few.

                   LoRA
                      This stays.
                """,
        },
        {},
        [
            "other.rst:9: WARNING: duplicate term description of LoRA, other instance in index:6;"
            " join the two entries or rename one of the terms [glossterm.duplicate_concept]"
        ],
        ["Text stays."],
    ),
    "duplicate_concept: of ids": (
        {
            "index.rst": """
                T
                =

                .. glossterm:concept:: LoRA
                   :id: x

                   Text stays.

                .. glossterm:concept:: PEFT
                   :id: x

                   This stays.
                """
        },
        {},
        [
            'index.rst:9: WARNING: the id "x" is already used by "LoRA" (index:4); give this'
            " concept another id [glossterm.duplicate_concept]"
        ],
        ["Text stays.", "This stays."],
    ),
    "missing_definition: of an entry": (
        {"index.rst": "T\n=\n\n.. glossary::\n\n   PEFT\n      Text stays.\n\n   LoRA\n"},
        {},
        [
            'index.rst:9: WARNING: "LoRA" has no definition; write one below it'
            " [glossterm.missing_definition]"
        ],
        ["Text stays.", "LoRA"],
    ),
    "missing_definition: of a heading": (
        {"index.md": "# T\n\n## LoRA\n\n## PEFT\n\nText stays.\n"},
        HEADINGS,
        [
            'index.md:3: WARNING: "LoRA" has no definition; write one below it'
            " [glossterm.missing_definition]"
        ],
        ["Text stays.", "LoRA"],
    ),
    "source: a key": (
        {
            "index.md": FROM_FILE,
            "words.yaml": """
                - term: LoRA
                  definition: Text stays.
                - term: PEFT
                  definition: This stays.
                  braoder: LoRA
                """,
        },
        SOURCES,
        [
            'words.yaml:5: WARNING: unknown field "braoder"; did you mean "broader"?'
            " [glossterm.source]"
        ],
        ["Text stays.", "This stays."],
    ),
    "source: a value": (
        {
            "index.md": FROM_FILE,
            "words.yaml": "- term: LoRA\n  status: retired\n  definition: Text stays.\n",
        },
        SOURCES,
        [
            'words.yaml:2: WARNING: field "status" of a concept has the value "retired"; it takes'
            " `preferred` or `deprecated` [glossterm.source]"
        ],
        ["Text stays."],
    ),
    "source: a column": (
        {
            "index.md": FROM_FILE.replace("yaml", "csv"),
            "words.csv": "term,definition,synonym\nLoRA,Text stays.,x\n",
        },
        {"sources": ["words.csv"]},
        [
            'words.csv:1: WARNING: unknown field "synonym"; did you mean "aliases"?'
            " [glossterm.source]"
        ],
        ["Text stays."],
    ),
    "source: no YAML": (
        {
            "index.md": FROM_FILE,
            "words.yaml": "- term: LoRA\n  definition: Text stays.\n- term: [PEFT\n",
        },
        SOURCES,
        [
            "words.yaml:3: WARNING: invalid YAML (expected ',' or ']', but got '<stream"
            " end>'), so the file is not read from this concept on; close the quote or the"
            " bracket that begins here [glossterm.source]"
        ],
        ["Text stays."],
    ),
    "source: no file": (
        {"index.md": "# T\n\nText stays.\n"},
        SOURCES,
        [
            "words.yaml:1: WARNING: cannot read this file: No such file or directory"
            " [glossterm.source]"
        ],
        ["Text stays."],
    ),
    "source: of a kind that is not read": (
        {"index.md": "# T\n\nText stays.\n", "words.xlsx": "x"},
        {"sources": ["words.xlsx"]},
        [
            'words.xlsx:1: WARNING: unsupported file type ".xlsx"; use one of:'
            f" {', '.join(ENDINGS)} [glossterm.source]"
        ],
        ["Text stays."],
    ),
    "source: a name, in MyST": (
        {
            "index.md": "# T\n\n```{glossary}\n:source: wards.yaml\n\nPEFT\n: Text stays.\n```\n",
            "words.yaml": "[]",
        },
        SOURCES,
        [
            'index.md:3: WARNING: unknown data file "wards.yaml"; did you mean "words.yaml"?'
            " [glossterm.source]"
        ],
        ["Text stays."],
    ),
    "source: a name, in reST": (
        {
            "index.rst": """
                T
                =

                .. glossary::
                   :source: wards.yaml

                   PEFT
                      Text stays.
                """,
            "words.yaml": "[]",
        },
        SOURCES,
        [
            'index.rst:4: WARNING: unknown data file "wards.yaml"; did you mean "words.yaml"?'
            " [glossterm.source]"
        ],
        ["Text stays."],
    ),
    "source: tags that none has": (
        {
            "index.md": FROM_FILE.replace("yaml\n", "yaml\n:tags: basic\n")
            + "\n"
            + FROM_FILE.partition("\n\n")[2]
            + "\nText stays.\n",
            "words.yaml": "- term: LoRA\n  definition: This stays.\n  tags: base\n",
        },
        SOURCES,
        [
            'index.md:3: WARNING: no concept in "words.yaml" has one of the tags "basic";'
            " write tags from that file [glossterm.source]"
        ],
        ["Text stays.", "This stays."],
    ),
    "source: concepts that no page shows": (
        {
            "index.md": FROM_FILE.replace("yaml\n", "yaml\n:tags: base\n"),
            "words.yaml": """
                - term: LoRA
                  definition: Text stays.
                  tags: base
                - term: PEFT
                  definition: Not shown.
                - term: Zebra
                """,
        },
        SOURCES,
        [
            'words.yaml:4: WARNING: no page shows "PEFT" (2 of 3 concepts of this file); write a'
            ' glossary directive with ":source: words.yaml" [glossterm.source]'
        ],
        ["Text stays."],
    ),
    "project: no JSON": (
        {
            "index.md": "# T\n\nText stays.\n",
            "objects.inv": EMPTY_INVENTORY,
            "glossterm.json": '{"version": 1, "concepts": [',
        },
        PROJECT | {"projects": ["other"]},
        [
            'conf.py:6: WARNING: the glossary of the project "other" is not valid JSON (line 1,'
            " column 29); build that project again, or remove it from glossterm_projects"
            " [glossterm.project]"
        ],
        ["Text stays."],
    ),
    "project: another version": (
        {
            "index.md": "# T\n\nText stays.\n",
            "objects.inv": EMPTY_INVENTORY,
            "glossterm.json": '{"version": 0}',
        },
        PROJECT | {"projects": ["other"]},
        [
            'conf.py:6: WARNING: the glossary of the project "other" has an unknown format;'
            " use the same version of this extension in both projects, or remove that project"
            " from glossterm_projects [glossterm.project]"
        ],
        ["Text stays."],
    ),
    "config: a project": (
        {"index.md": "# T\n\nText stays.\n", "objects.inv": EMPTY_INVENTORY},
        PROJECT | {"projects": ["othr"]},
        [
            'conf.py:6: WARNING: unknown project "othr" in glossterm_projects; did you mean'
            ' "other"? [glossterm.config]'
        ],
        ["Text stays."],
    ),
    "empty_label: a term in prose": (
        {"index.md": "# T\n\nText {defterm}`|` stays.\n"},
        {},
        [
            'index.md:3: WARNING: this term has no label, only "|"; write a term before or after'
            " it [glossterm.empty_label]"
        ],
        ["Text | stays."],
    ),
    "dangling_relation": (
        {
            "index.md": """
                # T

                ## LoRA
                :broader: Adaptor
                :related: Xylophone

                Text stays.

                ## Adapter

                A layer.
                """
        },
        HEADINGS,
        [
            'index.md:3: WARNING: unknown concept "Adaptor" in field "broader" of "LoRA"; did you'
            ' mean "Adapter"? [glossterm.dangling_relation]',
            'index.md:3: WARNING: unknown concept "Xylophone" in field "related" of "LoRA"; write a'
            " label of a concept of this project [glossterm.dangling_relation]",
        ],
        ["Text stays."],
    ),
    "hierarchical_cycle": (
        {
            "index.md": """
                # T

                ## LoRA
                :broader: PEFT

                Text stays.

                ## PEFT
                :broader: LoRA

                This stays.
                """
        },
        HEADINGS,
        [
            'index.md:8: WARNING: circular broader relations: "PEFT" → "LoRA" → "PEFT"; the'
            " first one is ignored, remove one of them [glossterm.hierarchical_cycle]"
        ],
        ["Text stays.", "This stays."],
    ),
    "graph: too many long lines": (
        {
            "index.rst": "T\n=\n\nText stays.\n\n.. termgraph::\n\n.. glossary::\n\n"
            + "".join(
                f"   word {n}\n      :broader: word {n - 1} | word 0\n\n      A word.\n\n"
                if n
                else "   word 0\n      A word.\n\n"
                for n in range(150)
            )
        },
        {},
        [
            "index.rst:6: WARNING: a list is shown instead of the diagram, since the lines between"
            " its 150 concepts are too many and too long; show fewer concepts with a concept as"
            ' argument, ":up:" and ":down:" [glossterm.graph]'
        ],
        ["Text stays."],
    ),
    "long_label": (
        {"index.md": f"# T\n\n## {'L' * 501}\n\nText stays.\n"},
        HEADINGS,
        [
            f'index.md:3: WARNING: "{"L" * 40}…" has 501 characters and is not searched for in'
            " text; write a label of at most 500 characters [glossterm.long_label]"
        ],
        ["Text stays."],
    ),
    "hierarchical_cycle: of one": (
        {"index.md": "# T\n\n## LoRA\n:broader: LoRA\n\nText stays.\n"},
        HEADINGS,
        [
            'index.md:3: WARNING: circular broader relations: "LoRA" → "LoRA"; the first one'
            " is ignored, remove one of them [glossterm.hierarchical_cycle]"
        ],
        ["Text stays."],
    ),
    "ambiguous_term": (
        {
            "index.md": "# T\n\nAn adapter stays.\n\n```{toctree}\na\nb\n```\n",
            "a.md": "# A\n\n## Adapter\n\nOne.\n",
            "b.md": "# B\n\n## Adapter\n\nTwo.\n",
        },
        {"heading_pages": {"?": 2}, "link": "everywhere"},
        [
            'index.md:3: WARNING: "adapter" is ambiguous (a:3, b:3) and not linked; write a term'
            ' role with one of: "adapter <a#term-Adapter>", "adapter <b#term-Adapter>"'
            " [glossterm.ambiguous_term]"
        ],
        ["An adapter stays."],
    ),
    "graph: an unknown concept": (
        {
            "index.md": "# T\n\n```{glossary}\nLoRA\n: Two.\n```\n\n```{termgraph} LoAR\n"
            ":caption: The caption stays.\n```\n"
        },
        {},
        ['index.md:8: WARNING: unknown concept "LoAR"; did you mean "LoRA"? [glossterm.graph]'],
        ["The caption stays."],
    ),
    "failed_test": (
        {
            "index.md": "# T\n\nText stays.\n\n```{glossary}\nLoRA\n: Two.\n```\n\n"
            "```{glossterm:tests}\nLoRA =>\n```\n"
        },
        {},
        [
            'index.md:11: WARNING: glossary test failed: expected "LoRA" to link nothing, got'
            ' "LoRA" [glossterm.failed_test]'
        ],
        ["Text stays."],
    ),
    "failed_test: no test": (
        {"index.rst": "T\n=\n\nText stays.\n\n.. glossterm:tests::\n\n   LoRA\n"},
        {},
        [
            'index.rst:8: WARNING: "LoRA" is not a valid test; write "text => label", or "text =>"'
            " for no link [glossterm.failed_test]"
        ],
        ["Text stays."],
    ),
}

CASES["long_label"] = (
    {"index.rst": f"T\n=\n\nText stays.\n\n.. glossary::\n\n   {'a' * 501}\n      Long.\n"},
    {},
    [
        f'index.rst:8: WARNING: "{"a" * 40}…" has 501 characters and is not searched for in'
        " text; write a label of at most 500 characters [glossterm.long_label]"
    ],
    ["Text stays."],
)

CATALOGUE = """
    msgid ""
    msgstr "Content-Type: text/plain; charset=UTF-8\\n"

    msgid "Knot | knots"
    msgstr "%s"
    """
TRANSLATED = {"language": "de", "locale_dirs": ["."], "gettext_compact": False}
KNOTS = {"index.md": "# T\n\n```{glossary}\nKnot | knots\n: Stays.\n```\n"}
CASES["translation: no label"] = (
    {**KNOTS, "de/LC_MESSAGES/index.po": CATALOGUE % "|"},
    TRANSLATED,
    [
        'index.md:4: WARNING: the translation "|" of "Knot | knots" is not used, since it has no'
        " label; write one [glossterm.translation]"
    ],
    ["Knot | knots"],
)
CASES["translation: another separator"] = (
    {**KNOTS, "de/LC_MESSAGES/index.po": CATALOGUE % "Knoten / Schlinge"},
    TRANSLATED,
    [
        'index.md:4: WARNING: the translation "Knoten / Schlinge" of "Knot | knots" is one label;'
        ' write " | " between labels [glossterm.translation]'
    ],
    ["Knoten / Schlinge"],
)

# Warnings of the builder glossterm-report only: source, options, warnings.
REPORT_CASES = {
    "unused_concept": (
        {"index.md": "# T\n\n```{glossary}\nLoRA\n: Two.\n```\n"},
        {},
        [
            'index.md:4: WARNING: no page refers to "LoRA" or mentions it; use it in a page,'
            " or remove it [glossterm.unused_concept]"
        ],
    ),
    "outdated_translation": (
        {
            "index.md": "# T\n\n{term}`knots`\n\n```{glossary}\nKnot | knots\n: It holds.\n```\n",
            "de/LC_MESSAGES/index.po": CATALOGUE % "Knoten",
        },
        TRANSLATED,
        [
            'index.md:6: WARNING: translations of "Knoten" are missing or outdated (definition);'
            " update the catalogue [glossterm.outdated_translation]"
        ],
    ),
    "missing_reading": (
        {
            "index.md": "# T\n\n```{glossary}\n学習\n: Of 推論.\n\n"
            "推論\n: :reading: すいろん\n\n  Of 学習.\n```\n"
        },
        {},
        [
            'index.md:4: WARNING: "学習" has no reading; add the field "reading", in kana'
            " [glossterm.missing_reading]"
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_says(project, name):
    source, conf, warnings, words = CASES[name]
    site = project(source, **conf).build(warns=warnings)
    for text in words:
        assert text in site.prose("index")


@pytest.mark.parametrize("name", CASES)
def test_can_be_silenced(project, name):
    source, conf, _warnings, _words = CASES[name]
    subtype = name.partition(":")[0]
    project(source, suppress_warnings=[f"glossterm.{subtype}"], **conf).build()


@pytest.mark.parametrize("name", REPORT_CASES)
def test_the_report_says(project, name):
    source, conf, warnings = REPORT_CASES[name]
    made = project(source, **conf)
    made.build("glossterm-report", warns=warnings)
    made.build()
    made.configure(suppress_warnings=[f"glossterm.{name}"])
    made.build("glossterm-report")


def test_every_subtype_has_a_case():
    names = {name.partition(":")[0] for name in CASES | REPORT_CASES}
    # A file that cannot be written needs more than sources: see test_output_directory.py.
    assert names | {"output"} == {str(member) for member in WarningSubtype}


@pytest.mark.parametrize("jobs", [1, 4])
def test_all_subtypes_in_one_build(project, jobs):
    """Twelve pages with one error each: the same warnings with one process and with four."""
    pages = {f"p{n:02}.md": f"# P\n\n## Only {n}\n\n## |\n\nText {n} stays.\n" for n in range(12)}
    contents = "# T\n\n```{toctree}\n:glob:\np*\n```\n"
    made = project({"index.md": contents, **pages}, heading_pages={"p*": 2})
    site = made.make(jobs=jobs, warns=None)
    # Sphinx emits the messages of parallel readers in varying order
    assert sorted(site.warnings) == sorted(
        line
        for n in range(12)
        for line in (
            f'p{n:02}.md:3: WARNING: "Only {n}" has no definition; write one below it'
            " [glossterm.missing_definition]",
            f'p{n:02}.md:5: WARNING: this heading has no label, only "|"; write a term before or'
            " after it [glossterm.empty_label]",
        )
    )
    assert all(f"Text {n} stays." in site.prose(f"p{n:02}") for n in range(12))


def test_front_matter_that_is_no_yaml(project):
    page = "---\nglossterm-link: [everywhere\n---\n# T\n\nText stays.\n"
    site = project({"index.md": page}).build(warns=None)
    assert len(site.warnings) >= 1
    assert site.warnings[0].startswith("index.md:1: WARNING: Malformed YAML [myst.topmatter]")
    assert "Text stays." in site.prose("index")


def test_front_matter_of_another_shape(project):
    page = "---\nglossterm-link: {deep: off}\n---\n# T\n\nText stays.\n"
    site = project({"index.md": page}).build(warns=None)
    assert len(site.warnings) == 1
    assert site.warnings[0].startswith('index.md:1: WARNING: page option "glossterm-link" is ')
    assert "Text stays." in site.prose("index")


def test_front_matter_that_says_off(project):
    """YAML reads ``off`` as false; the author means the value of the option."""
    page = (
        "---\nglossterm-link: off\n---\n# T\n\n```{glossary}\nLoRA\n: Two.\n```\n\n## U\n\nLoRA\n"
    )
    assert project({"index.md": page}, link="everywhere").build().mentions("index") == []


def test_a_warning_about_included_text_names_the_included_file(project):
    source = {
        "index.rst": "T\n=\n\n.. include:: part.txt\n",
        "part.txt": ".. glossary::\n\n   PEFT\n      Few.\n\n   LoRA\n",
    }
    project(source).build(
        warns=[
            'part.txt:6: WARNING: "LoRA" has no definition; write one below it'
            " [glossterm.missing_definition]"
        ]
    )


def test_lines_in_a_markdown_glossary(project):
    page = "# T\n\nText.\n\n```{glossary}\nLoRA\n: Two.\n\nPEFT\n```\n"
    project({"index.md": page}).build(
        warns=[
            'index.md:9: WARNING: "PEFT" has no definition; write one below it'
            " [glossterm.missing_definition]"
        ]
    )


def test_an_option_of_the_command_line_has_no_line(tmp_path):
    (tmp_path / "conf.py").write_text('extensions = ["sphinxcontrib_glossterm"]\n', "utf-8")
    (tmp_path / "index.rst").write_text("T\n=\n", "utf-8")
    app = SphinxTestApp(srcdir=tmp_path, confoverrides={"glossterm_link": "always"})
    app.cleanup()
    assert strip_escape_sequences(app.warning.getvalue()).startswith(
        "WARNING: glossterm_link is 'always'; it takes"
    )


CONF_LINES = {
    "the last of several": ("glossterm_link = 'off'\nglossterm_link = 'no'\n", 5),
    "one of a group": ("glossterm_index, glossterm_link = True, 'no'\n", 4),
    "with a type": ("glossterm_link: str = (\n    'no'\n)\n", 4),
    "in a function": ("def setup(app):\n    app.config.glossterm_link = 'no'\n", 1),
}


@pytest.mark.parametrize("name", CONF_LINES)
def test_the_line_of_an_option(project, name):
    code, line = CONF_LINES[name]
    made = project({"index.md": "# T\n"})
    made.configure(code)
    made.build(
        warns=[
            f"conf.py:{line}: WARNING: glossterm_link is 'no'; it takes `\"off\"`,"
            ' `"definitions"` or `"everywhere"` (the default, \'definitions\', is used)'
            " [glossterm.config]"
        ]
    )
