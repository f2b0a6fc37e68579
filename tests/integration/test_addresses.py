"""Documents and images with special characters in their names: every address is quoted."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import html5lib
import pytest

DOT = Path(__file__).parents[1] / "browser" / "fixtures" / "dot.svg"
SITE = "http://site.invalid/"
NAMES = (
    "c#/intro", "what?/now", "100%/a%20b", "two words/in two", "it's/so", "r&d/x+y", "semi;colon",
    "co:lon/x:y", "道具/窯", "tilde~{x}", "back`tick", "c#/deeper/page",
)  # fmt: skip
IN_TAGS = ('say "cheese"', "a<b>", "amp&lt;")
"""Sphinx itself writes these into ``singlehtml`` without escaping."""

HOME = """
    Home
    ====

    .. toctree::
       :glob:

       **

    .. glossary::

       kiln
          An oven.

    .. termindex::

    .. termgraph::
"""
PAGE = """
    Page {number}
    =========

    A :term:`kiln`, and slip {next}.

    .. glossary::

       slip {number}
          :broader: kiln

          Clay for a :term:`kiln`, unlike :term:`slip {next}`.

          .. image:: {image}

    Details
    -------

    Again slip {next}.

    .. termgraph:: slip {number}
"""


def _source(names):
    pages = {"index.rst": HOME}
    for number, name in enumerate(names):
        image = f"{name.rpartition('/')[2]} 50%25#1.svg"
        escaped = image.replace("\\", r"\\").replace(" ", "\\ ")
        after = (number + 1) % len(names)
        pages[f"{name}.rst"] = PAGE.format(number=number, next=after, image=escaped)
    return pages


@pytest.fixture
def named(project):
    """A project whose documents and images have the given names."""

    def make(names, **conf):
        made = project(
            _source(names),
            link="everywhere",
            link_density="every",
            relations=["broader", "narrower", "used-in"],
            **conf,
        )
        for name in names:
            path = made.srcdir / f"{name} 50%25#1.svg"
            shutil.copy(DOT, path)
        return made

    return make


def _file(site, address):
    """The file that a server returns for *address*; nothing if the address has a query."""
    parts = urlsplit(address)
    path = site.outdir / unquote(parts.path).lstrip("/")
    found = path / "index.html" if path.is_dir() else path
    return found if not parts.query and found.is_file() else None


def _in_tips(value):
    """Every address in the data of a tip, by the attribute or the key that holds it."""
    if isinstance(value, dict):
        yield from (value[name] for name in ("href", "src") if name in value)
        for path in [*value.get("above", ()), value.get("below", ())]:
            yield from (href for _label, href, *_id in path)
    children = value.values() if isinstance(value, dict) else value
    for child in children if isinstance(value, (dict, list)) else ():
        yield from _in_tips(child)


@pytest.mark.parametrize(
    ("builder", "names"),
    [("html", NAMES + IN_TAGS), ("dirhtml", NAMES + IN_TAGS), ("singlehtml", NAMES)],
)
def test_every_link_of_ours_leads_somewhere(named, builder, names):
    site = named(names).build(builder)
    assert site.dead_links(ours=True) == []


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_pages_load_their_definitions(named, builder):
    names = NAMES if builder == "singlehtml" else NAMES + IN_TAGS
    site = named(names).build(builder)
    for page in site.sidecars():
        base = SITE + quote(site.path(page).relative_to(site.outdir).as_posix())
        scripts = html5lib.parse(site.source(page), namespaceHTMLElements=False).iter("script")
        sources = [
            urljoin(base, e.get("src", "")) for e in scripts if "_glossterm" in e.get("src", "")
        ]
        sidecar = site.outdir / "_glossterm" / f"{page}.js"
        assert [_file(site, source) for source in sources].count(sidecar) == 1
    # The pages, the glossary and the index.
    assert len(site.sidecars()) == (1 if builder == "singlehtml" else len(names) + 2)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_links_and_images_in_tips(named, builder):
    site = named(NAMES + IN_TAGS).build(builder)
    found = {
        address
        for page in site.sidecars()
        for entry in site.tips(page).values()
        for address in _in_tips(entry)
    }
    assert [address for address in found if not _file(site, urljoin(SITE, address))] == []
    assert len([address for address in found if address.endswith(".svg")]) == len(NAMES + IN_TAGS)


@pytest.mark.parametrize(
    ("builder", "page"), [("html", "c%23/intro.html"), ("dirhtml", "c%23/intro/")]
)
def test_published_definitions(project, named, builder, page):
    """Other projects, search engines and Sphinx's inventory get the same address."""
    base = "https://clay.example/docs"
    site = named(["c#/intro"], index_jsonld=True, html_baseurl=base).build(builder)
    assert f'"url": "{base}/{page}#term-slip-0"' in site.source("glossterm-index")
    assert f'"href": "{page}#term-slip-0"' in (site.outdir / "glossterm.json").read_text("utf-8")
    reader = project(
        {"index.rst": "Other\n=====\n\nA :term:`slip 0`.\n"},
        extensions=["sphinx.ext.intersphinx", "sphinxcontrib_glossterm"],
        intersphinx_mapping={"clay": (base, str(site.outdir / "objects.inv"))},
        projects=["clay"],
    ).build()
    (entry,) = reader.tips("index").values()
    assert entry["href"] == f"{base}/{page}#term-slip-0"


def test_an_id_on_one_page_holds_no_space(project):
    """Equal anchors of two documents are distinguished by the names of the documents."""
    site = project(
        {
            "index.rst": "Home\n====\n\n.. toctree::\n   :glob:\n\n   *\n",
            "first part.rst": "One\n===\n\n.. glossary::\n\n   glaze\n      Glass.\n",
            "second part.rst": "Two\n===\n\n.. glossary::\n   :name: b\n\n   glaze\n      Paint.\n",
        }
    ).build("singlehtml", warns=None)
    ids = [name for name in site.ids("index") if name.startswith("term-glaze")]
    assert ids == ["term-glaze", "term-glaze--first_part", "term-glaze--second_part"]
