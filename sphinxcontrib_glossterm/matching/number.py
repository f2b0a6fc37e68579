"""English nouns in their other number: token and tokens, vertex and vertices.

Plurals are made of every noun, a singular only of a label of several words: windows are not
Windows, but an adapter layer is one of the adapter layers.

>>> list(in_other_number("adapter layers"))
['adapter layers', 'adapter layerses', 'adapter layer']
>>> list(in_other_number("Vertex"))
['Vertex', 'Vertexes', 'Vertices']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTER = "A-Za-z\u00c0-\u024f"
_NOUN = re.compile(rf"(?<![{_LETTER}])(?:[{_LETTER}]{{3,}}|[A-Z]/?[A-Z])$")
_LAST_WORD = re.compile(r"[A-Za-z][a-z]+$")
_SEVERAL_WORDS = re.compile(r"[ -][A-Za-z]+$")
_PLURAL = re.compile(r"(?:[a-z]{3}|[A-Z]{2})s$")

# Plurals that are other words too are left to authors: data, leaves, lives, bases.
_IRREGULAR: dict[str, str] = dict(
    re.findall(
        r"(\w+):(\w+)",
        "apex:apices appendix:appendices axis:axes codex:codices helix:helices index:indices"
        " matrix:matrices radix:radices simplex:simplices vertex:vertices vortex:vortices"
        " automaton:automata criterion:criteria phenomenon:phenomena polyhedron:polyhedra"
        " antenna:antennae formula:formulae lemma:lemmata schema:schemata"
        " bacterium:bacteria extremum:extrema maximum:maxima"
        " minimum:minima optimum:optima quantum:quanta spectrum:spectra stratum:strata"
        " corpus:corpora focus:foci genus:genera locus:loci modulus:moduli nucleus:nuclei"
        " radius:radii stimulus:stimuli torus:tori"
        " child:children foot:feet knife:knives loaf:loaves shelf:shelves"
        " tooth:teeth",
    )
)
_SINGULAR = {plural: singular for singular, plural in _IRREGULAR.items()}
# They end like plurals and are none, or mean something else without the s.
_NO_PLURAL = re.compile(
    "(?:ss|us|is|means|news|series|species|windows|rails"
    "|(?<!metr)(?<!top)(?<!heurist)(?<!characterist)ics)$"
)


def in_other_number(form: str) -> Iterator[str]:
    """*form*, its English plurals, and its singular if it is a plural of several words."""
    yield form
    if not _NOUN.search(form):
        return
    yield from _plurals(form)
    if _SEVERAL_WORDS.search(form):
        yield from _singular(form)


def _plurals(form: str) -> Iterator[str]:
    if form[-1] == "y" and form[-2] not in "aeiouAEIOU":
        yield form[:-1] + "ies"
    elif form.endswith(("s", "x", "z", "ch", "sh")):
        yield form + "es"
    else:
        yield form + "s"
        if form.endswith(("o", "S", "X", "Z")):  # tomatoes; OSes, where others write OSs
            yield form + "es"
    yield from _irregular(form)


def _irregular(form: str) -> Iterator[str]:
    """The plural of a last word that English has from elsewhere, or from long ago."""
    last = _LAST_WORD.search(form)
    word = last[0].lower() if last else ""
    if word.endswith("sis") and len(word) > 5:
        yield form[:-2] + "es"
    elif last and word in _IRREGULAR:
        yield form[: last.start()] + last[0][0] + _IRREGULAR[word][1:]


def _singular(form: str) -> Iterator[str]:
    last = _LAST_WORD.search(form)
    if last and last[0].lower() in _SINGULAR:
        yield form[: last.start()] + last[0][0] + _SINGULAR[last[0].lower()][1:]
    elif _PLURAL.search(form) and not _NO_PLURAL.search(form):
        yield form[:-1]
        if form.endswith("ies"):
            yield form[:-3] + "y"
        elif form.endswith(("ses", "xes", "zes", "ches", "shes")):
            yield form[:-2]
