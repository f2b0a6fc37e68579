"""Convert TeX formulae to MathML at build time, so that tips need no script for them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html.entities import html5

_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
# One-character arguments, which docutils' converter does not separate: \frac12.
_SHORT_FRACTION = re.compile(r"(\\[dt]?frac)(?:\s+([A-Za-z0-9])|(\d))\s*([A-Za-z0-9])")
_DOTS = re.compile(r"\\dots\b")


def mathml_of(tex: str, *, block: bool) -> ET.Element | None:
    """*tex* as MathML; ``None`` if docutils' converter does not know a macro."""
    whole = _SHORT_FRACTION.sub(r"\1{\2\3}{\4}", tex)
    whole = _DOTS.sub(r"\\ldots", whole)
    formula = _converted(whole, block=block)
    if formula is None and (r"\\" in tex or "&" in tex):  # several lines, as Sphinx shows them
        formula = _converted(rf"\begin{{aligned}}{whole}\end{{aligned}}", block=block)
    return formula


def _converted(tex: str, *, block: bool) -> ET.Element | None:
    # Imported here, since its tables are large and most glossaries have no formula.
    from docutils.utils.math.latex2mathml import tex2mathml

    try:
        return ET.fromstring(_without_names(tex2mathml(tex, as_block=block)))
    except Exception:  # the converter raises several classes, some of them its own
        return None


def _without_names(markup: str) -> str:
    """*markup* with characters instead of HTML's named entities, such as ``&ApplyFunction;``."""
    return re.sub(
        r"&(\w+);",
        lambda name: name[0] if name[1] in _XML_ENTITIES else html5.get(f"{name[1]};", name[0]),
        markup,
    )
