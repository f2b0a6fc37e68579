"""A book with every feature. EPUBCheck checks it in ``test_epubcheck.py``."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

DOT = Path(__file__).parents[1] / "browser" / "fixtures" / "dot.svg"
HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"

BOOK = {
    "index.md": """
        # Pottery

        ```{toctree}
        firing/kilns
        clay
        sentences
        views
        pictures
        ```
        """,
    "firing/kilns.rst": """
        Kilns
        =====

        .. glossary::

           kiln
           furnace
              :tags: fire & flame
              :id: kiln

              An oven for :term:`slip`, at :math:`T > 900`.

              .. math:: T = T_0 + \\int_0^t q \\, dt

              .. image:: /dot.svg
                 :alt: a "dot"

           muffle
              :broader: kiln
              :status: deprecated
              :related: slip

              A box in a kiln.

           窯
              :reading: かま
              :broader: kiln

              陶器を焼く。

           C#
              No pottery.

           Été
              A season.

        .. glossterm:concept:: Raku | 楽焼
           :tags: fire & flame
           :broader: kiln

           Fired quickly, see :ref:`glossterm-index`.
        """,
    "clay.md": """
        ---
        glossterm-headings: 2
        ---

        # Clay

        ## Slip | 泥漿 \\<thin>
        :tags: earth
        :aliases: thin clay

        Clay with water, for a kiln:

        - thin
        - `poured`

        ### Grog | シャモット

        Ground kiln bricks in slip.
        """,
    "sentences.md": """
        # Sentences

        A {defterm}`bisque` is fired once in a kiln. {defterm}`土 <clay body | 粘土>` is not fired.

        No {noterm}`kiln` here; {term}`muffle`, furnace, 窯 and a [link](#clay). {abbr}`RK (Raku)`.
        """,
    "views.md": """
        # Views

        ```{termindex}
        ```

        ```{termindex}
        :view: tree
        ```

        ```{termindex}
        :view: tags
        ```

        ```{termindex}
        :view: cards
        ```
        """,
    "pictures.md": """
        # Pictures

        ```{termgraph}
        :caption: All "of" it \\<here>
        ```

        ```{termgraph} kiln
        :name: around-kiln
        ```
        """,
}
EXTENSIONS = ["myst_parser", "sphinx_design", "sphinxcontrib_glossterm"]
CONF = {
    "extensions": EXTENSIONS,
    "myst_heading_anchors": 2,
    "link": "everywhere",
    "relations": ["broader", "narrower", "related", "used-in"],
    "extra_anchors": ["heading-base64"],
    "language": "en",
    "version": "1",
    "epub_copyright": "2026, A",
    "epub_author": "A",
    "epub_show_urls": "no",
}


@pytest.fixture
def book(project):
    made = project(BOOK, **CONF)
    shutil.copy(DOT, made.srcdir)
    return made


def test_a_picture_is_a_file_with_a_list_of_links(book):
    """A page with SVG must be declared in the package, which extensions cannot do."""
    site = book.build("epub")
    page = ET.fromstring(site.source("pictures"))
    pictures = list(page.iter(f"{HTML}img"))
    assert [image.get("alt") for image in pictures] == [
        "All “of” it <here>",
        "Hierarchy of “kiln”",
    ]
    drawn = ET.parse(site.outdir / pictures[1].get("src")).getroot()
    boxes = [text.text for text in drawn.iter(f"{SVG}text")]
    assert sorted(boxes) == ["Raku", "kiln", "muffle", "窯"]
    assert not list(drawn.iter(f"{SVG}a"))
    lists = [e for e in page.iter(f"{HTML}div") if e.get("class") == "glossterm-graph-list"]
    links = [a.get("href") for a in lists[1].iter(f"{HTML}a")]
    assert links[0] == "firing/kilns.xhtml#kiln"


def test_the_file_of_a_removed_diagram_is_removed(book):
    site = book.make("epub")
    assert len(list(site.outdir.glob("_images/glossterm-graph-*"))) == 2
    book.edit("pictures.md", "```{termgraph} kiln\n:name: around-kiln\n```\n", "")
    site = book.make("epub")
    assert len(list(site.outdir.glob("_images/glossterm-graph-*"))) == 1
