"""Formulae as MathML, made at build: no script is needed to read one in a tip."""

from __future__ import annotations

import xml.etree.ElementTree as ET


def mathml_of(tex: str, *, block: bool) -> ET.Element | None:
    """*tex* as MathML; ``None`` where the converter, docutils' own, does not know a macro."""
    # Its tables are large, and most glossaries have no formula.
    from docutils.utils.math.latex2mathml import tex2mathml

    try:
        return ET.fromstring(tex2mathml(tex, as_block=block))
    except Exception:  # the converter raises several classes, some of them its own
        return None
