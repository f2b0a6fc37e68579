"""Render a strip of a concept diagram for LaTeX, by TikZ, with the layout of the SVG.

TeX computes the unit: as large as the line and the page allow, up to the size of the surrounding
text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxcontrib_glossterm.listing import ConceptGraph, Layout
    from sphinxcontrib_glossterm.listing.layout import Box

    Strip = tuple[float, float]
    """Top and bottom."""

PACKAGE = "tikz"
UNIT = 0.7
"""The largest unit in points: text of 14 units is as large as that of a document in 10pt."""
LINE, PAGE = 440, 560
"""A usual line width and a safe page height in points, to divide a diagram into strips; TeX
measures the real sizes."""
BASELINE = 5
MAX_NUMBER = 16_000
"""The maximum number in TeX."""
MAX_DISTANCE = 12_000
"""Maximum distance of a line's end from its strip, for the same reason."""


def is_narrow_enough(layout: Layout) -> bool:
    """Whether *layout* is narrow enough for TeX."""
    return layout.width <= MAX_NUMBER


def strip_height(layout: Layout) -> float:
    """The maximum height of a strip that fits on a page."""
    return PAGE / min(UNIT, LINE / layout.width)


def begin(graph: ConceptGraph, layout: Layout, strip: Strip) -> str:
    """Everything except the texts: the unit, the lines and the boxes.

    Heights are measured from the top of the strip.
    """
    top, bottom = strip
    width, height = _number(layout.width), _number(bottom - top)
    rows = [
        rf"\par{{\pgfmathsetmacro{{\glosstermunit}}{{min({UNIT},\linewidth/{width},"
        rf"0.95*\textheight/{height})}}%",
        rf"\pgfmathsetmacro{{\glosstermsize}}{{{listing.FONT_SIZE}*\glosstermunit}}%",
        r"\noindent\begin{tikzpicture}[x=\glosstermunit pt,y=-\glosstermunit pt,inner sep=0pt,"
        r"font=\fontsize{\glosstermsize pt}{\glosstermsize pt}\selectfont]",
        rf"\useasboundingbox (0,0) rectangle ({width},{height});",
        rf"\begin{{scope}}\clip (0,0) rectangle ({width},{height});",
        *_lines(graph, layout, strip),
        r"\end{scope}",
        *(_frame(box, top, name == graph.root) for name, box in boxes(layout, strip)),
    ]
    return "\n".join(rows) + "\n"


def boxes(layout: Layout, strip: Strip) -> Iterator[tuple[str, Box]]:
    """The boxes of a strip, with the ids of their concepts."""
    top, bottom = strip
    return ((name, box) for name, box in layout.boxes.items() if top <= box.middle < bottom)


def before_text(box: Box, strip: Strip) -> str:
    """What comes before the text of *box*; after it comes :data:`AFTER_TEXT`."""
    x, y = _number(box.left + box.width / 2), _number(box.middle + BASELINE - strip[0])
    return rf"\node[anchor=base] at ({x},{y}) {{"


AFTER_TEXT = "};\n"
END = "\\end{tikzpicture}\\par}\n"


def _lines(graph: ConceptGraph, layout: Layout, strip: Strip) -> Iterator[str]:
    top, bottom = strip
    for style, pairs in (("gray", graph.narrower), ("gray,dotted", graph.related)):
        for one, two in pairs:
            x1, y1, c1, c2, x2, y2 = layout.curve(one, two)
            if max(y1, y2) >= top and min(y1, y2) <= bottom:
                y1, y2 = (min(max(y - top, -MAX_DISTANCE), MAX_DISTANCE) for y in (y1, y2))
                n = [_number(v) for v in (x1, y1, c1, y1, c2, y2, x2, y2)]
                yield (
                    rf"\draw[{style}] ({n[0]},{n[1]}) .. controls ({n[2]},{n[3]}) and"
                    rf" ({n[4]},{n[5]}) .. ({n[6]},{n[7]});"
                )


def _frame(box: Box, top: float, is_root: bool) -> str:
    middle = box.middle - top
    low, high = middle - listing.BOX_HEIGHT / 2, middle + listing.BOX_HEIGHT / 2
    style = "line width=1pt" if is_root else "line width=.4pt"
    return (
        rf"\filldraw[fill=white,rounded corners=2pt,{style}] ({_number(box.left)},{_number(low)})"
        rf" rectangle ({_number(box.right)},{_number(high)});"
    )


def _number(value: float) -> str:
    return f"{round(value, 2):g}" if abs(value) < 1e5 else f"{round(value)}"
