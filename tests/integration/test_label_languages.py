"""Labels in several languages: how they are written, and where readers see their languages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project, Site

# In each form: an English label with a German one, and a Japanese label.
FIELDS = ":lang: en\n:label_de: Netzwerk | Vernetzung\n:label_ja: 網\n"
FORMS = {
    "entry.rst": "E\n=\n\n.. glossary::\n\n   network\n   網\n"
    + FIELDS.replace(":l", "      :l")
    + "\n      Nodes.\n",
    "entry.md": "# E\n\n```{glossary}\nnetwork | 網\n: "
    + FIELDS.replace("\n:", "\n  :")
    + "\n: Nodes.\n```\n",
    "heading.md": f"---\nglossterm-headings: 2\n---\n# H\n\n## network | 網\n{FIELDS}\nNodes.\n",
    "concept.md": f"# C\n\n```{{glossterm:concept}} network | 網\n{FIELDS}\nNodes.\n```\n",
    "concept.rst": "C\n=\n\n.. glossterm:concept:: network | 網\n"
    + FIELDS.replace(":l", "   :l")
    + "\n   Nodes.\n",
}
FILES = {
    "a.csv": "term,definition,lang,LABEL_DE,label_ja\n"
    "network|網,Nodes.,en,Netzwerk|Vernetzung,網\n",
    "a.yaml": "- term: [network, 網]\n  definition: Nodes.\n  lang: en\n"
    "  label_de: [Netzwerk, Vernetzung]\n  label_ja: 網\n",
}
LABELS = [("network", "en"), ("網", "ja"), ("Netzwerk", "de"), ("Vernetzung", "de")]


def labels_of(site: Site) -> list[tuple[str, str]]:
    """All labels with their languages, except the whole line of two labels, which is hidden."""
    assert site.scheme is not None
    (concept,) = site.scheme
    return [(x.text, x.lang) for x in concept.labels if x.text != "network | 網"]


@pytest.mark.parametrize("name", FORMS)
def test_in_every_form(project: Callable[..., Project], name: str) -> None:
    page = name.partition(".")[0]
    source = {"index.md": f"# I\n\nZwei Netzwerke.\n\n```{{toctree}}\n{page}\n```\n"}
    site = project({**source, name: FORMS[name]}, link="everywhere").build()
    assert labels_of(site) == LABELS
    assert [text for text, _ in site.mentions("index")] == ["Netzwerke"]
    assert "label_de" not in site.prose(page)
    assert languages_in(site, page) == [("ja", "網")]


@pytest.mark.parametrize("name", FILES)
def test_in_a_data_file(project: Callable[..., Project], name: str) -> None:
    index = f"# I\n\n```{{glossary}}\n:source: {name}\n```\n"
    site = project({"index.md": index, name: FILES[name]}, sources=[name]).build()
    assert labels_of(site) == LABELS
    assert languages_in(site, "index") == [("ja", "網")]


def languages_in(site: Site, page: str) -> list[tuple[str, str]]:
    """The elements of the content with a language, and their texts."""
    found = re.findall(r'<\w+[^>]* lang="([^"]+)"[^>]*>([^<]*)<', site.source(page))
    return [(lang, text) for lang, text in found if text.strip()]


def test_wrong_tags_are_reported_at_their_lines(project: Callable[..., Project]) -> None:
    made = project(
        {
            "index.md": """
                # I

                ```{glossary}
                network
                : :lang: English
                  :label_jp: 網
                  :aliases_de: Netz

                : Nodes.
                ```

                ```{glossterm:concept} node
                :label_germany: Knoten

                A point.
                ```

                ```{glossary}
                :source: a.yaml
                ```
                """,
            "a.yaml": "- term: edge\n  definition: A line.\n  lang: xx\n  label_cn: 边\n"
            "  label_de: Kante\n  label_DE: Rand\n",
        },
        sources=["a.yaml"],
    )
    text = "is not a language tag; write one such as"
    site = made.build(warns=None)
    assert [line.replace(f'{text} "ja" or "zh-TW"', "…") for line in site.warnings] == [
        'index.md:12: WARNING: unknown field "label_germany": "germany" … [glossterm.field]',
        'index.md:6: WARNING: unknown field "label_jp": "jp" … [glossterm.field]',
        'index.md:7: WARNING: unknown field "aliases_de"; did you mean "label_de"?'
        " [glossterm.field]",
        'index.md:5: WARNING: field "lang" of a concept has the value "English"; it takes a'
        " language tag such as `ja` or `zh-TW` [glossterm.field]",
        'a.yaml:3: WARNING: field "lang" of a concept has the value "xx"; it takes a language tag'
        " such as `ja` or `zh-TW` [glossterm.source]",
        'a.yaml:4: WARNING: unknown field "label_cn": "cn" … [glossterm.source]',
        'a.yaml:6: WARNING: duplicate key "label_DE" (first in line 5) is ignored; join the two,'
        ' or begin a new concept with "- term:" [glossterm.source]',
    ]


# -- what readers see ---------------------------------------------------------------------

BOOK = {
    "index.md": """
        # Rail

        Schwellen, 枕木 and sleepers; {term}`枕木`, {term}`these <枕木>`, {term}`Schwelle`, slipers.

        ```{glossary}
        sleeper
        : :lang: en-GB
          :label_de: Schwelle
          :label_ja: 枕木
          :label_en-US: tie
          :hidden: sliper

        : A beam below a rail.

        växel
        : :lang: sv
          :broader: sleeper

        : Where one track becomes two. It lies on Schwellen.
        ```
        """
}
CONF = {"link": "everywhere", "link_density": "every", "index_jsonld": True}


@pytest.fixture(scope="module")
def site(module_project: Callable[..., Project]) -> Site:
    return module_project(BOOK, language="en_US", **CONF).build()


def test_in_pages(site: Site) -> None:
    assert languages_in(site, "index") == [
        ("de", "Schwellen"),
        ("ja", "枕木"),
        ("en-GB", "sleepers"),
        ("en-GB", "slipers"),
        ("en-GB", "sleeper"),
        ("sv", "växel"),
        ("de", "Schwellen"),
    ]
    roles = re.findall(r'<a [^>]*?(lang="\w+")?[^>]*><span class="xref', site.source("index"))
    assert len(roles) == 3
    assert (
        '<a class="reference internal glossterm" data-glossterm="index#term-sleeper" lang="ja"'
        in (site.source("index"))
    )


def test_in_the_index(site: Site) -> None:
    source = site.source("glossterm-index")
    a_to_z = source[source.index('id="az"') : source.index('id="tree"')]
    shown = re.findall(r'<\w+[^>]* lang="([^"]+)"[^>]*>([^<]+)<', a_to_z)
    assert set(shown) == {
        ("en-GB", "sleeper"),
        ("de", "Schwelle"),
        ("ja", "枕木"),
        ("sv", "växel"),
    }
    assert 'data-glossterm="index#term-sleeper" lang="en-GB">sleeper</a>' in a_to_z
    assert 'class="language-' not in source


def test_in_tips_and_for_other_projects(site: Site) -> None:
    rows = json.loads((site.outdir / "glossterm.json").read_text("utf-8"))["concepts"]
    sleeper, switch = rows
    languages = {"en-GB": ["sleeper"], "de": ["Schwelle"], "ja": ["枕木"], "en-US": ["tie"]}
    assert sleeper["languages"] == languages
    assert switch["above"] == [
        [["sleeper", "index.html#term-sleeper", "index#term-sleeper", "en-GB"]]
    ]
    assert '"languages":{"de":["Schwelle"]' in (site.outdir / "_glossterm/index.js").read_text()


def test_in_diagrams(project: Callable[..., Project]) -> None:
    pytest.importorskip("fast_sugiyama")
    page = f"{textwrap.dedent(BOOK['index.md'])}\n```{{termgraph}}\n```\n"
    source = project({"index.md": page}, language="en_US").build().source("index")
    drawing = source[source.index("<svg") : source.index("</svg>")]
    assert re.findall(r'<a [^>]*lang="([^"]+)"', drawing) == ["en-GB", "sv"]


def test_for_search_engines(site: Site) -> None:
    source = site.source("glossterm-index")
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', source)
    assert data
    terms = {term["url"]: term for term in json.loads(data[1])["hasDefinedTerm"]}
    sleeper = terms["index.html#term-sleeper"]
    assert sleeper["name"] == {"@value": "sleeper", "@language": "en-GB"}
    assert {"@value": "枕木", "@language": "ja"} in sleeper["alternateName"]


def test_in_epub(project: Callable[..., Project]) -> None:
    made = project(BOOK, language="en_US", epub_show_urls="no", **CONF).build("epub", warns=None)
    text = (made.outdir / "index.xhtml").read_text("utf-8")
    assert re.search(r'<a [^>]*lang="ja"[^>]*>枕木</a>', text)
    assert '<span lang="sv">växel</span>' in text


PAPER = "# I\n\nTwo 枕木.\n\n```{{glossary}}\nsleeper\n: {}\n  {}\n\n: A beam.\n```\n"


@pytest.mark.parametrize(("builder", "name"), [("text", "index.txt"), ("latex", "x.tex")])
def test_other_formats_are_not_affected(
    project: Callable[..., Project], builder: str, name: str
) -> None:
    """The same labels without languages give the same output."""
    documents = [("index", "x.tex", "X", "Y", "howto")]
    texts = []
    for fields in ((":lang: en-GB", ":label_ja: 枕木"), (":compound: no", ":aliases: 枕木")):
        page = PAPER.format(*fields)
        made = project({"index.md": page}, latex_documents=documents, **CONF)
        texts.append((made.build(builder).outdir / name).read_text("utf-8"))
    assert texts[0] == texts[1]


def test_the_option_restricts_the_rules(project: Callable[..., Project]) -> None:
    site = project(BOOK, language="en_US", variants=["en"], **CONF).build()
    assert [text for text, _ in site.mentions("index")] == ["枕木", "sleepers", "slipers"]
    assert ("sv", "växel") in languages_in(site, "index")


# -- later builds -------------------------------------------------------------------------

TRANSLATIONS = "term,lang,label_de\nsleeper,,Schwelle\n"


def test_a_changed_language_updates_every_page(project: Callable[..., Project]) -> None:
    made = project(
        {
            "index.md": "# I\n\nZwei Schwellen, sleepers.\n\n```{toctree}\na\nb\n```\n",
            "a.md": "# A\n\n```{glossary}\nsleeper\n: A beam.\n```\n",
            "b.md": "# B\n\nNothing.\n",
            "a.csv": TRANSLATIONS,
        },
        sources=["a.csv"],
        **CONF,
    )
    site = made.make()
    assert languages_in(site, "index") == [("de", "Schwellen")]
    for old, new in (
        ("label_de", "label_sv"),  # no rules: only exact labels
        ("label_sv", "label_nl-BE"),
        ("sleeper,,", "sleeper,fr,"),
        ("sleeper,fr,", "sleeper,en,"),
        ("label_nl-BE", "label_de-AT"),
    ):
        made.edit("a.csv", old, new)
        site = made.make()
        clean = made.make(out=f"clean-{new}".strip(","))
        assert site.files() == clean.files(), new
    assert languages_in(site, "index") == [("de-AT", "Schwellen")]


def test_an_unrelated_page_is_not_written_again(project: Callable[..., Project]) -> None:
    made = project(
        {
            "index.md": "# I\n\nZwei Schwellen.\n\n```{toctree}\na\nb\n```\n",
            "a.md": "# A\n\n```{glossary}\nsleeper\n: :label_de: Schwelle\n\n: A beam.\n```\n",
            "b.md": "# B\n\nNothing.\n",
        },
        **CONF,
    )
    before = made.build()
    made.edit("a.md", "label_de", "label_de-AT")
    _site, written = made.rebuild(before)
    assert written == {"a", "index"}


def test_a_page_is_not_written_again_for_a_label_that_it_does_not_show(
    project: Callable[..., Project],
) -> None:
    made = project(
        {
            "index.md": "# I\n\n```{toctree}\na\n```\n",
            "a.md": "# A\n\n```{glossary}\nsleeper\n: A beam.\n```\n",
            "a.csv": "term,lang,label_de\nsleeper,,\n",
        },
        sources=["a.csv"],
        **CONF,
    )
    before = made.build()
    made.edit("a.csv", "sleeper,,", "sleeper,,Schwelle")
    before, written = made.rebuild(before)
    assert written == set()
    made.edit("a.csv", "sleeper,,", "sleeper,fr,")
    _site, written = made.rebuild(before)
    assert written == {"a", "index"}


def test_a_translated_term_is_not_in_the_language_of_the_original(
    project: Callable[..., Project],
) -> None:
    made = project(
        {
            "index.md": "# I\n\n```{glossary}\nsleeper\n: :lang: en\n\n: A beam.\n```\n",
            "locale/ja/LC_MESSAGES/index.po": 'msgid ""\nmsgstr ""\n"Content-Type: text/plain;'
            ' charset=utf-8\\n"\n\nmsgid "sleeper"\nmsgstr "枕木"\n',
        },
        language="ja",
        locale_dirs=["locale"],
    )
    site = made.build()
    assert labels_of(site) == [("枕木", ""), ("sleeper", "en")]
    assert languages_in(site, "index") == []


def test_modules_of_other_languages_are_not_imported(project: Callable[..., Project]) -> None:
    """Only those of the project, and of its labels."""
    made = project(BOOK, **CONF)
    made.configure("""
        import sys
        from pathlib import Path

        def note(app, error):
            names = {name.rpartition(".")[2] for name in sys.modules if ".languages." in name}
            (Path(app.outdir) / "names.txt").write_text(" ".join(sorted(names)))

        def setup(app):
            app.connect("build-finished", note)
        """)
    out = made.workdir / "alone"
    # Not a copy of this process, which has the modules that other tests have imported.
    command = [sys.executable, "-m", "sphinx", "-q", str(made.srcdir), str(out)]
    subprocess.run(command, check=True)
    names = (out / "names.txt").read_text().split()
    assert {"german", "english", "japanese"} <= {*names}
    assert {"french", "spanish", "italian", "portuguese", "russian", "korean"}.isdisjoint(names)
