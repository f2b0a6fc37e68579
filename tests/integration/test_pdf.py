"""The index of a PDF; requires LaTeX, and a program that extracts text from a PDF."""

from __future__ import annotations

import shutil
import subprocess

import pytest

SOURCE = {
    "index.rst": """
        Home
        ====

        .. toctree::

           uses
           tools
           c#/more

        .. glossary::

           Knot
              A tie. A Knot holds, and so does a Knot with a Bend.

           Bend
              Joins two ropes, like a Knot.

           Splice
              It holds for ever.
        """,
    "uses.rst": "Uses\n====\n\nA Knot, a Bend and a Knot.\n",
    "tools.rst": "Tools\n=====\n\nFor a Knot.\n",
    "c#/more.rst": """
        More
        ====

        A Knot again, and a Hitch.

        .. glossary::

           Hitch
              Holds a Knot.
        """,
}


@pytest.mark.skipif(
    not (shutil.which("latexmk") and shutil.which("pdftotext")), reason="needs latexmk, pdftotext"
)
def test_each_page_number_is_listed_once(project):
    """The page of the definition first, then the other pages on which the term is used."""
    site = project(
        SOURCE, link="everywhere", link_density="every", index_title="R & D <ropes>"
    ).build("latex")
    name = next(site.outdir.glob("*.tex")).name
    command = ["latexmk", "-pdf", "-interaction=nonstopmode", "-halt-on-error", name]
    done = subprocess.run(command, cwd=site.outdir, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    command = ["pdftotext", "-layout", name.replace(".tex", ".pdf"), "-"]
    done = subprocess.run(command, cwd=site.outdir, capture_output=True, text=True, check=True)
    rows = [
        " ".join(line.split()) for line in done.stdout.partition("R & D <ROPES>")[2].splitlines()
    ]
    assert [row for row in rows if row.startswith(("Bend,", "Hitch,", "Knot,", "Splice,"))][:4] == [
        "Bend, 5, 1",
        "Hitch, 5",
        "Knot, 5, 1, 3",
        "Splice, 5",
    ]
