"""The first use of an abbreviation in a page shows the full form, in roles and in linked mentions.

Each case is a page: its text in Markdown and in reStructuredText, and what its reader sees. Links
to concepts are in square brackets.
"""

from __future__ import annotations

import multiprocessing
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from .conftest import Project, Site

    Make = Callable[..., Project]

WORDS = {
    "words.md": """
        # Words

        ```{glossary}
        Parameter-Efficient Fine-Tuning
        : :abbr: PEFT

          Trains few weights. API and PEFT.

        application programming interface
        : :abbr: API

          What programs call. See PEFT, and PEFT.

        Low-Rank Adaptation
        : :label_ja: 低ランク適応
          :lang: en
          :abbr: LoRA

          Two small matrices.

        検索拡張生成
        : :abbr: RAG
          :lang: ja

          Answers from documents.

        Mixture of Experts
        : :abbr: MoE
          :auto: no

          Parts of a network.

        Kolmogorov–Arnold network | KA network
        : :abbr: KAN

          Functions on edges.
        ```
        """,
}
PEFT = "[Parameter-Efficient Fine-Tuning (PEFT)]"
API = "[application programming interface (API)]"
LORA = "[Low-Rank Adaptation (LoRA)]"


class Case(NamedTuple):
    title: str
    markdown: str
    shown: str
    rst: str = ""
    """If it differs from Markdown."""
    fields: str = ""
    """Page options, one in a line."""


CASES = [
    Case(
        "the first mention shows the full form, the second does not",
        "We use PEFT. Again PEFT.",
        f"We use {PEFT}. Again [PEFT].",
    ),
    Case(
        "a mention before the first role",
        "We use PEFT.\n\nThen {term}`PEFT`.",
        f"We use {PEFT}. Then [PEFT].",
        "We use PEFT.\n\nThen :term:`PEFT`.",
    ),
    Case(
        "a role before the first mention",
        "See {term}`PEFT`: PEFT is cheap.",
        f"See {PEFT}: [PEFT] is cheap.",
        "See :term:`PEFT`: PEFT is cheap.",
    ),
    Case(
        "several abbreviations in a paragraph",
        "Our PEFT and LoRA, an API; PEFT, LoRA and API.",
        f"Our {PEFT} and {LORA}, an {API}; [PEFT], [LoRA] and [API].",
    ),
    Case(
        "inside emphasis, and after it",
        "Use **PEFT** or *a LoRA adapter*, an API and *more* PEFT.",
        f"Use {PEFT} or a {LORA} adapter, an {API} and more [PEFT].",
    ),
    Case(
        "the full label counts",
        "Use low-rank adaptation. LoRA is cheap.",
        "Use [low-rank adaptation]. [LoRA] is cheap.",
    ),
    Case(
        "the author has spelled it out",
        "Use low-rank adaptation (LoRA). LoRA is cheap.",
        "Use [low-rank adaptation] ([LoRA]). [LoRA] is cheap.",
    ),
    Case(
        "the author has spelled it out in brackets after it",
        "Use LoRA (Low-Rank Adaptation). LoRA is cheap.",
        "Use [LoRA] ([Low-Rank Adaptation]). [LoRA] is cheap.",
    ),
    Case(
        "the author explains it in the same paragraph",
        "LoRA is short for low-rank adaptation.\n\nLoRA is cheap.",
        "[LoRA] is short for [low-rank adaptation]. [LoRA] is cheap.",
    ),
    Case(
        "another label in brackets after it",
        "Use KAN (KA network).",
        "Use [KAN] ([KA network]).",
    ),
    Case(
        "an author spells out a role",
        "Use low-rank adaptation ({term}`LoRA`), {term}`PEFT` (parameter-efficient fine-tuning),"
        " {term}`application programming interface` ({term}`API`).",
        "Use [low-rank adaptation] ([LoRA]), [PEFT] ([parameter-efficient fine-tuning]),"
        " [application programming interface] ([API]).",
        "Use low-rank adaptation (:term:`LoRA`), :term:`PEFT` (parameter-efficient fine-tuning),"
        " :term:`application programming interface` (:term:`API`).",
    ),
    Case(
        "a plural counts and is not changed",
        "Two APIs. One API.",
        "Two [APIs]. One [API].",
    ),
    Case(
        "a role with a plural counts and is not changed",
        "Two {term}`APIs`. One {term}`API`.",
        "Two [APIs]. One [API].",
        "Two :term:`APIs`. One :term:`API`.",
    ),
    Case(
        "a role with a text that names it counts",
        "Use {term}`a LoRA adapter <LoRA>`. Use LoRA.",
        "Use [a LoRA adapter]. Use [LoRA].",
        "Use :term:`a LoRA adapter <LoRA>`. Use LoRA.",
    ),
    Case(
        "a role with another text does not count",
        "Use {term}`adapters <LoRA>`. Use LoRA.",
        f"Use [adapters]. Use {LORA}.",
        "Use :term:`adapters <LoRA>`. Use LoRA.",
    ),
    Case(
        "a role with the full label shows both",
        "Use {term}`Low-Rank Adaptation`. Use LoRA.",
        f"Use {LORA}. Use [LoRA].",
        "Use :term:`Low-Rank Adaptation`. Use LoRA.",
    ),
    Case(
        "a capital at the start of a sentence",
        "API first. Then LoRA.",
        f"[Application programming interface (API)] first. Then {LORA}.",
    ),
    Case(
        "a capital at the start of the second sentence, in a role",
        'They say: "Stop." {term}`API` users stop.',
        "They say: “Stop.” [Application programming interface (API)] users stop.",
        'They say: "Stop." :term:`API` users stop.',
    ),
    Case(
        "no capital after an abbreviation with a full stop",
        "Some of them, e.g. API keys.",
        f"Some of them, e.g. {API} keys.",
    ),
    Case(
        "headings, code and quotations are not changed and do not count",
        "## Why PEFT\n\n`PEFT`\n\n> PEFT.\n\nUse PEFT.",
        f"Why PEFT PEFT PEFT. Use {PEFT}.",
        "Why PEFT\n--------\n\n``PEFT``\n\n  PEFT.\n\nUse PEFT.",
    ),
    Case(
        "a role in a heading is not changed and does not count",
        "## Why {term}`PEFT`\n\nUse PEFT.",
        f"Why [PEFT] Use {PEFT}.",
        "Why :term:`PEFT`\n----------------\n\nUse PEFT.",
    ),
    Case(
        "a caption is not changed",
        "```{figure} x.png\nPEFT\n```\n\nUse PEFT.",
        f"PEFT Use {PEFT}.",
        ".. figure:: x.png\n\n   PEFT\n\nUse PEFT.",
    ),
    Case(
        "the role noterm",
        "A {noterm}`PEFT`, a PEFT.",
        f"A PEFT, a {PEFT}.",
        "A :noterm:`PEFT`, a PEFT.",
    ),
    Case(
        "the role abbr explains it too",
        "A {abbr}`PEFT (few weights)`, a PEFT.",
        "A [PEFT], a [PEFT].",
        "A :abbr:`PEFT (few weights)`, a PEFT.",
    ),
    Case(
        "a concept that is not linked automatically: only its role",
        "A MoE. The {term}`MoE`.",
        "A MoE. The [Mixture of Experts (MoE)].",
        "A MoE. The :term:`MoE`.",
    ),
    Case(
        "a block that is excluded",
        ":::{container} glossterm-off\nPEFT\n:::\n\nPEFT.",
        f"PEFT {PEFT}.",
        ".. container:: glossterm-off\n\n   PEFT\n\nPEFT.",
    ),
    Case(
        "lists, tables, admonitions and footnotes are text",
        "* PEFT\n\n| LoRA |\n|---|\n| KAN |\n\n:::{note}\nThe API\n:::\n\nLoRA, KAN, API, PEFT",
        f"{PEFT} {LORA} [Kolmogorov–Arnold network (KAN)] Note The {API}"
        " [LoRA], [KAN], [API], [PEFT]",
        "* PEFT\n\n+------+\n| LoRA |\n+======+\n| KAN  |\n+------+\n\n.. note::\n\n   The API\n\n"
        "LoRA, KAN, API, PEFT",
    ),
    Case(
        "a line break inside a paragraph",
        "One line\nand PEFT\nand PEFT",
        f"One line and {PEFT} and [PEFT]",
    ),
    Case(
        "escaped characters",
        r"A \*star\* and PEFT, \*PEFT\*",
        f"A *star* and {PEFT}, *[PEFT]*",
    ),
    Case(
        "turned off for a page",
        "PEFT and {term}`LoRA`.",
        "[PEFT] and [LoRA].",
        "PEFT and :term:`LoRA`.",
        fields="glossterm-first-use: as-written",
    ),
    Case(
        "a page without automatic links: only roles",
        "PEFT and {term}`LoRA`. {term}`PEFT`",
        f"PEFT and {LORA}. {PEFT}",
        "PEFT and :term:`LoRA`. :term:`PEFT`",
        fields="glossterm-link: off",
    ),
    Case(
        "one link in a page: the mention that is linked",
        "PEFT. PEFT.\n\nPEFT.",
        f"{PEFT}. PEFT. PEFT.",
        fields="glossterm-density: page",
    ),
    Case(
        "one link in a section: the first section only",
        "PEFT. PEFT.\n\n## Next\n\nPEFT.",
        f"{PEFT}. PEFT. Next [PEFT].",
        "PEFT. PEFT.\n\nNext\n----\n\nPEFT.",
        fields="glossterm-density: section",
    ),
    Case(
        "one link in a section: a mention in front of a role, in one paragraph",
        "Use PEFT or PEFT; see {term}`PEFT`, PEFT.\n\nUse {term}`LoRA`: LoRA.",
        f"Use {PEFT} or PEFT; see [PEFT], PEFT. Use {LORA}: LoRA.",
        "Use PEFT or PEFT; see :term:`PEFT`, PEFT.\n\nUse :term:`LoRA`: LoRA.",
        fields="glossterm-density: section",
    ),
    Case(
        "one link in a page: a plural in front of a role is not linked",
        "Two APIs. See {term}`API`.\n\nAPI, {term}`API`.",
        f"Two APIs. See {API}. API, [API].",
        "Two APIs. See :term:`API`.\n\nAPI, :term:`API`.",
        fields="glossterm-density: page",
    ),
    Case(
        "Japanese: the label in the language of the page",
        "LoRAは軽い。LoRAを使う。",
        "[低ランク適応 (LoRA)]は軽い。[LoRA]を使う。",
        fields="glossterm-language: ja",
    ),
    Case(
        "Japanese: the author has spelled it out, in either order",
        "LoRA（低ランク適応）と検索拡張生成（RAG）を使う。LoRAとRAG。",
        "[LoRA]（[低ランク適応]）と[検索拡張生成]（[RAG]）を使う。[LoRA]と[RAG]。",
        fields="glossterm-language: ja",
    ),
    Case(
        "Japanese: a label in English in brackets",
        "LoRA（Low-Rank Adaptation）を使う。",
        "[LoRA]（[Low-Rank Adaptation]）を使う。",
        fields="glossterm-language: ja",
    ),
    Case(
        "Japanese: several, in a role and in a mention",
        "{term}`RAG`とLoRAを、RAGとLoRAを。",
        "[検索拡張生成 (RAG)]と[低ランク適応 (LoRA)]を、[RAG]と[LoRA]を。",
        ":term:`RAG`\\ とLoRAを、RAGとLoRAを。",
        fields="glossterm-language: ja",
    ),
]


def document(number: int, case: Case, *, markdown: bool) -> tuple[str, str]:
    """The name of the page of a case, and its source."""
    if markdown:
        front = f"---\norphan: true\n{case.fields}\n---\n"
        return f"md{number}", f"{front}# Page\n\n{case.markdown}\n"
    front = f":orphan:\n:{case.fields}\n\n" if case.fields else ":orphan:\n\n"
    return f"rst{number}", f"{front}Page\n====\n\n{case.rst or case.markdown}\n"


def shown(site: Site, page: str) -> str:
    """What a reader sees below the title, with links to concepts in square brackets."""
    text = " ".join("".join(_parts(site.body(page))).split())
    return text.removeprefix("Page ")


def _parts(element: Element) -> Iterator[str]:
    classes = element.get("class", "").split()
    if "headerlink" not in classes:
        is_link = "glossterm" in classes
        yield "[" * is_link + (element.text or "")
        for child in element:
            yield from _parts(child)
        yield "]" * is_link
    yield element.tail or ""


@pytest.fixture(scope="module")
def made(module_project: Make) -> Project:
    index = "# Home\n\n```{toctree}\nwords\n```\n"
    pages = {
        f"{name}.{'md' if markdown else 'rst'}": text
        for markdown in (True, False)
        for name, text in [
            document(number, case, markdown=markdown) for number, case in enumerate(CASES)
        ]
    }
    conf = {"link": "everywhere", "link_density": "every", "first_use": "full"}
    made = module_project({"index.md": index, **WORDS, **pages}, **conf)
    made.configure('myst_enable_extensions = ["colon_fence"]\nsuppress_warnings = ["image"]\n')
    return made


@pytest.fixture(scope="module")
def site(made: Project) -> Site:
    return made.build(warns=None)


@pytest.mark.parametrize("markup", ["md", "rst"])
@pytest.mark.parametrize("number", range(len(CASES)), ids=[case.title for case in CASES])
def test_a_page(site: Site, number: int, markup: str) -> None:
    assert shown(site, f"{markup}{number}") == CASES[number].shown


def test_nothing_but_the_missing_picture_is_reported(site: Site) -> None:
    assert [line for line in site.warnings if "x.png" not in line] == []


# -- where a concept is defined --------------------------------------------------------------

INDEX = "# Home\n\n```{toctree}\nwords\nuse\nlast\n```\n"
ON: dict[str, object] = {"link": "everywhere", "link_density": "every", "first_use": "full"}


def test_entries_of_a_glossary_are_not_changed_and_do_not_count(project: Make) -> None:
    page = """
        # Words

        ```{glossary}
        PEFT | Parameter-Efficient Fine-Tuning
        : :abbr: PEFT

          Trains few weights. PEFT has a {term}`GPS`.

        Global Positioning System
        : :abbr: GPS

          Satellites, with PEFT.
        ```

        A GPS, a PEFT.
        """
    site = project({"index.md": page}, **ON).build()
    assert [text for text, _target in site.links("index")] == [
        "GPS", "PEFT", "Global Positioning System (GPS)", "Parameter-Efficient Fine-Tuning (PEFT)",
    ]  # fmt: skip
    bodies = [str(tip["body"]) for tip in site.tips("index").values()]
    assert any("PEFT has a" in body for body in bodies)
    assert not any("(GPS)" in body for body in bodies)


def test_a_section_that_explains_a_concept_does_not_spell_it_out(project: Make) -> None:
    page = """
        # Methods

        ## PEFT | Parameter-Efficient Fine-Tuning

        :abbr: PEFT

        PEFT trains few weights. It has an API.

        PEFT and {term}`PEFT` again, and an API.

        ## API | application programming interface

        :abbr: API

        What programs call. PEFT has one.
        """
    conf = {**ON, "heading_pages": {"index": 2}}
    site = project({"index.md": page}, **conf).build()
    assert [text for text, _target in site.links("index")] == [
        "application programming interface (API)", "PEFT", "PEFT", "API", "PEFT",
    ]  # fmt: skip


def test_a_sentence_that_defines_the_concept(project: Make) -> None:
    page = "# Page\n\nA {defterm}`PEFT | parameter-efficient tuning` trains an API.\n\nPEFT, API.\n"
    site = project({"index.md": page, **WORDS}, **ON).build(warns=None)
    assert shown(site, "index").startswith(f"A PEFT trains an {API}. [PEFT], [API].")


def test_what_another_builder_shows_does_not_count(project: Make) -> None:
    page = "Last\n====\n\n.. only:: latex\n\n   A :term:`PEFT` and LoRA.\n\nA PEFT, :term:`LoRA`.\n"
    made = project({"index.md": INDEX, "use.md": "# Use\n", "last.rst": page, **WORDS}, **ON)
    assert shown(made.build(), "last") == f"Last A {PEFT}, {LORA}."
    text = _plain(next(made.build("latex").outdir.glob("*.tex")).read_bytes())
    assert text.count(FULL_PEFT) == text.count("Low-Rank Adaptation (LoRA)") == 1


# -- what the link is -------------------------------------------------------------------------

USE = "# Use\n\nOur PEFT is PEFT.\n"
LAST = "Last\n====\n\nOur :term:`API` and PEFT, with RAG.\n"
PAGES = {"index.md": INDEX, "use.md": USE, "last.rst": LAST, **WORDS}


def test_the_link_contains_the_full_form_and_leads_to_its_label(project: Make) -> None:
    words = "# W\n\n```{glossary}\nPEFT\nparameter-efficient tuning\n: :abbr: PEFT\n\n  Few.\n```\n"
    made = project({"index.md": INDEX, "use.md": USE, "last.md": "# L\n", "words.md": words}, **ON)
    site = made.build()
    assert site.mentions("use") == [
        ("parameter-efficient tuning (PEFT)", "words#term-parameter-efficient-tuning"),
        ("PEFT", "words#term-PEFT"),
    ]
    assert site.dead_links() == []
    assert site.tips("use")


def test_a_label_in_another_language_is_marked(project: Make) -> None:
    made = project(PAGES, **ON)
    made.edit("last.rst", "RAG.", "RAG, :term:`RAG`.")
    source = made.build().source("last")
    assert source.count(' lang="ja"') == 1
    assert re.search(r'lang="ja"[^>]*>検索拡張生成 [(]RAG[)]</a>', source)
    made.edit("last.rst", "with RAG, :term:`RAG`", "with :term:`RAG`, RAG")
    source = made.build().source("last")
    assert source.count(' lang="ja"') == 1
    assert re.search(r'lang="ja"[^>]*><span[^>]*>検索拡張生成 [(]RAG[)]</span></a>', source)


# -- builders ---------------------------------------------------------------------------------

FULL_PEFT = "Parameter-Efficient Fine-Tuning (PEFT)"
FULL_API = "application programming interface (API)"


@pytest.mark.parametrize(
    "builder",
    ["html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml",
     "pseudoxml", "json", "pickle"],
)  # fmt: skip
def test_readers_of_each_format_get_the_full_form(project: Make, builder: str) -> None:
    site = project(PAGES, **ON).build(builder, warns=None)
    assert [line for line in site.warnings if "glossterm" in line] == []
    texts = [_plain(path.read_bytes()) for path in sorted(site.outdir.rglob("*")) if _is_page(path)]
    assert sum(text.count(FULL_PEFT) for text in texts) == 2  # in each document once
    assert sum(text.count(FULL_API) for text in texts) == 1
    assert sum(text.count("検索拡張生成 (RAG)") for text in texts) == 1


def _is_page(path: Path) -> bool:
    endings = {".html", ".xhtml", ".tex", ".txt", ".1", ".texi", ".xml", ".pseudoxml", ".fjson"}
    pages = path.suffix in endings or path.suffix == ".fpickle"
    return path.is_file() and pages and not path.name.startswith("glossterm")


def _plain(content: bytes) -> str:
    text = content.decode("utf-8", "replace")
    for written, plain in {
        r"\\u([0-9a-f]{4})": lambda found: chr(int(found[1], 16)),
        r"\\sphinxhyphen\{\}|\\-": lambda _found: "-",
        r"\s+": lambda _found: " ",
        r"<[^>]*>|\\sphinxtermref\{|\\DUrole\{[^}]*\}": lambda _found: "",
    }.items():
        text = re.sub(written, plain, text)
    return text


def test_messages_for_translators_do_not_change(project: Make) -> None:
    made = project(PAGES, **ON)
    catalogues = [made.build("gettext")]
    made.configure(first_use="as-written")
    catalogues.append(made.build("gettext"))
    first, second = (
        {
            path.name: re.sub(rb"POT-Creation.*", b"", path.read_bytes())
            for path in site.outdir.glob("*.pot")
        }
        for site in catalogues
    )
    assert first == second
    assert b"Our PEFT is PEFT." in first["use.pot"]


def test_the_search_finds_the_words_of_the_full_form(project: Make) -> None:
    made = project(PAGES, **ON)
    assert "use" in made.build().search_index()["terms"]["tune"]
    made.configure(first_use="as-written")
    assert "use" not in made.build().search_index()["terms"]["tune"]


# -- builds on top of others ------------------------------------------------------------------

EDITS = [
    ("an earlier mention", "use.md", "# Use\n\n", "# Use\n\nA PEFT.\n\n"),
    ("spelled out by the author", "use.md", "A PEFT.", "A PEFT (Parameter-Efficient Fine-Tuning)."),
    ("as before", "use.md", "A PEFT (Parameter-Efficient Fine-Tuning).", "A PEFT."),
    ("another full form", "words.md", "Parameter-Efficient Fine-Tuning\n:", "Frugal Tuning\n:"),
    ("another abbreviation", "words.md", ":abbr: PEFT", ":abbr: FT"),
    ("the old one again", "words.md", ":abbr: FT", ":abbr: PEFT"),
    ("no abbreviation", "words.md", ":abbr: PEFT", ":aliases: PEFT"),
    ("an abbreviation again", "words.md", ":aliases: PEFT", ":abbr: PEFT"),
    ("a longer term", "words.md", "```{glossary}\n", "```{glossary}\nOur PEFT\n: Two.\n\n"),
    ("no mentions", "words.md", ":abbr: PEFT", ":abbr: PEFT\n  :auto: no"),
    ("mentions again", "words.md", ":abbr: PEFT\n  :auto: no", ":abbr: PEFT"),
    ("exact case", "words.md", ":abbr: API", ":abbr: API\n  :case: exact"),
    ("an alias that counts", "words.md", ":abbr: API", ":abbr: API\n  :aliases: interface"),
    ("no term", "words.md", "Frugal Tuning\n: :abbr: PEFT\n\n  Trains few weights. API and PEFT.\n",
     ""),
]  # fmt: skip


@pytest.mark.parametrize("builder", ["html", "text", "xml"])
def test_after_each_edit_the_output_is_that_of_a_clean_build(project: Make, builder: str) -> None:
    made = project(PAGES, **ON)
    made.edit("last.rst", "Our :term:`API` and", "Our :term:`interface <API>`. API keys and")
    site = made.build(builder)
    for title, name, old, new in EDITS:
        made.edit(name, old, new)
        site, _written = made.rebuild(site)
        assert site.files() == made.build(builder).files(), title


def test_options_of_the_project_and_of_a_page(project: Make) -> None:
    made = project(PAGES, **ON)
    site = made.build()
    for conf in (
        {"first_use": "as-written"},
        {"first_use": "full", "link": "off"},
        {"link": "everywhere"},
    ):
        made.configure(**conf)
        site, _written = made.rebuild(site)
        assert site.files() == made.build().files(), conf
    made.edit("use.md", "# Use", "---\nglossterm-first-use: as-written\n---\n# Use")
    site, _written = made.rebuild(site)
    assert shown(site, "use") == "Use Our [PEFT] is [PEFT]."
    assert site.files() == made.build().files()


def test_a_page_is_not_written_for_a_full_form_that_it_does_not_show(project: Make) -> None:
    made = project(PAGES, **ON)
    site = made.build("text")
    made.edit("words.md", "application programming interface\n:", "app interface\n:")
    before = (site.outdir / "use.txt").stat().st_mtime_ns
    site, _written = made.rebuild(site)
    assert "app interface (API)" in (site.outdir / "last.txt").read_text("utf-8")
    assert (site.outdir / "use.txt").stat().st_mtime_ns == before


@pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="Sphinx needs fork for -j"
)
def test_four_processes_build_the_same(project: Make) -> None:
    more = {
        f"more{n}.md": "---\norphan: true\n---\n# M\n\nPEFT, an API, LoRA. PEFT\n" for n in range(8)
    }
    made = project({**PAGES, **more}, **ON)
    one, four = made.make(out="one", seed=1), made.make(out="four", jobs=4, seed=2)
    assert one.files() == four.files()
    made.edit("words.md", ":abbr: LoRA", ":abbr: LRA")
    made.edit("more3.md", "PEFT, an", "An")
    assert made.make(out="four", jobs=4, seed=3).files() == made.make(out="clean", seed=4).files()


def test_the_text_that_another_extension_has_changed(project: Make) -> None:
    made = project({**PAGES, "last.rst": "Last\n====\n\nOne.\n\nOur PEFT.\n\nPEFT, LoRA.\n"}, **ON)
    made.configure(
        """
        from docutils import nodes
        from sphinx.transforms.post_transforms import SphinxPostTransform

        class Change(SphinxPostTransform):
            default_priority = 1

            def run(self, **kwargs):
                for text in [t for t in self.document.findall(nodes.Text) if "Our" in t]:
                    text.parent.replace(text, nodes.Text(text.replace("Our", "Their own")))
                for paragraph in [p for p in self.document.findall(nodes.paragraph)][:1]:
                    paragraph.parent.remove(paragraph)

        def setup(app):
            app.add_post_transform(Change)
        """
    )
    assert shown(made.build(), "last") == f"Last Their own {PEFT}. [PEFT], {LORA}."


def test_a_part_of_a_page_that_is_shown_elsewhere(project: Make) -> None:
    page = "List\n====\n\nPEFT.\n\n.. todo:: Explain PEFT.\n\n.. todolist::\n"
    made = project({**PAGES, "last.rst": page}, **ON)
    extensions = ["sphinx.ext.todo", "sphinxcontrib_glossterm", "myst_parser"]
    made.configure("todo_include_todos = True\n", extensions=extensions)
    text = shown(made.build(), "last")
    assert text.startswith(f"List {PEFT}. Todo Explain [PEFT].")


def test_captions_in_which_mentions_are_linked_are_text(project: Make) -> None:
    page = "Last\n====\n\n.. figure:: x.png\n\n   A PEFT\n\nA PEFT.\n"
    made = project({**PAGES, "last.rst": page}, **ON, link_in=["captions"])
    assert shown(made.build(warns=None), "last") == f"Last A {PEFT} A [PEFT]."


# -- the terminology check ---------------------------------------------------------------------


def test_the_rule_reports_only_uses_that_the_page_does_not_spell_out(project: Make) -> None:
    use = """
        # Use

        A PEFT, two APIs, a MoE, a LoRA.
        """
    made = project({**PAGES, "use.md": use}, **ON, check={"first-use": "warning"})
    assert [line.partition(" first use")[0] for line in made.build(warns=None).warnings] == [
        "use.md:3:13: WARNING:",
        "use.md:3:21: WARNING:",
    ]
    made.configure(link="off")
    assert len(made.build(warns=None).warnings) == 6
