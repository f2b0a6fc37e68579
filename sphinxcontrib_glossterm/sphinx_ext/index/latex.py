"""Page numbers of the uses of concepts, in the LaTeX index.

Each reference records the page on which LaTeX places it; the index then prints these pages after
the page of the definition (sphinx-doc/sphinx#11814).
"""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from ..builders import traits_of
from ..domain import domain_of
from ..internals import is_typeset_again, latex_place
from ..nodes import concept_reference
from ..writing import write_if_changed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.latex import LaTeXTranslator

PACKAGE = "glossterm"


def visit_concept_reference(self: LaTeXTranslator, node: concept_reference) -> None:
    """Render the link like any other."""
    self.visit_reference(node)


def depart_concept_reference(self: LaTeXTranslator, node: concept_reference) -> None:
    """Close it, and record the page; not in titles, which LaTeX typesets in several places."""
    self.depart_reference(node)
    concept = domain_of(self.builder.env).scheme.get(node["concept"])
    if concept is not None and not is_typeset_again(self):
        entry = latex_place(self, concept.location.docname, concept.anchor)
        self.body.append(rf"\glosstermuse{{{entry}}}")


def copy_package(app: Sphinx, builder: Builder) -> None:
    """``write-started``: write the macros next to the document."""
    if traits_of(builder).paper:
        with as_file(files("sphinxcontrib_glossterm") / "texinputs" / f"{PACKAGE}.sty") as source:
            write_if_changed(app.outdir / source.name, source.read_text("utf-8"))


def setup(app: Sphinx) -> None:
    """Register the visitors and the package."""
    visitors = (visit_concept_reference, depart_concept_reference)
    app.add_node(concept_reference, override=True, latex=visitors)
    app.add_latex_package(PACKAGE)
    app.connect("write-started", copy_package)
