"""Convert formulae to one line of plain text: superscripts, subscripts, fractions and roots.

The input is MathML, as an element tree. ``x⁶`` is used where Unicode has superscript or subscript
characters, else ``x^(…)`` and ``x_(…)``; a fraction is ``a/b`` or ``(a + b)/c``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

_ABOVE, _BELOW = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ᵢⱼₖₘₙ"
_RAISED = str.maketrans("0123456789+-−=()ni", _ABOVE)
_LOWERED = str.maketrans("0123456789+-−=()ijkmn", _BELOW)
_ON_THE_LINE = str.maketrans(_ABOVE + _BELOW, "0123456789+--=()ni" + "0123456789+--=()ijkmn")
_RUNS = pattern(f"([{_ABOVE}]+)|([{_BELOW}]+)")
# Only letters used as an index: words in superscript or subscript are hard to read.
_SUPERSCRIPTS = {"∘": "°", "'": "'", "′": "′", "″": "″", "*": "*", "∗": "*"}
"""Superscript characters by their plain form."""
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_MARKS = {"TM": "™", "SM": "℠"}

_RELATIONS = frozenset("=≠<>≤≥≪≫≈≃≅≡∼∝→←↔⇒⇐⇔⟶⟵↦∈∉∋⊂⊃⊆⊇⊥∥≺≻⊢⊨") | {":=", "≔"}
_BINARY = frozenset("+−-±∓×⋅·÷∪∩∧∨∘⊕⊗⊖∗∖")
_OPENING = frozenset("([{⟨⌈⌊")
_SEPARATORS = frozenset(",;")
_APPLY, _INVISIBLE = "\u2061", frozenset("\u2061\u2062\u2063\u2064\u200b")
_ACCENTS = {
    "ˆ": "\u0302", "^": "\u0302", "~": "\u0303", "˜": "\u0303", "¯": "\u0304", "ˉ": "\u0304",
    "_": "\u0305", "‾": "\u0305", "˘": "\u0306", "˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c",
    "´": "\u0301", "`": "\u0300", "→": "\u20d7",
}  # fmt: skip
_BRACES = frozenset("⏞⏟⏜⏝⎴⎵︷︸")
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
_ENCLOSED = pattern(r"\([^()]*\)|\[[^][]*\]")
_SCRIPTS = frozenset({"msup", "msub", "msubsup", "munder", "mover", "munderover"})


def text_of(formula: Element) -> str:
    """The MathML element *formula* as one line of plain text."""
    return " ".join(_text(formula, tight=False).split())


def raised(text: str) -> str:
    """*text* as a superscript: ``⁶``, ``^T``, ``^(a+b)``."""
    return _SUPERSCRIPTS.get(text) or _script(text, _RAISED, "^")


def lowered(text: str) -> str:
    """*text* as a subscript: ``₆``, ``_max``, ``_(a=b)``."""
    return _script(text, _LOWERED, "_")


def raised_in_prose(text: str, before: str) -> str:
    """*text* as a superscript after *before* in prose, where it may be an ordinal: ``1st``."""
    if text in _ORDINALS and before[-1:].isdigit():
        return text
    return _MARKS.get(text) or raised(text)


def parts(text: str) -> Iterator[tuple[str, str]]:
    """*text* in parts, each with its style (``raised``, ``lowered`` or empty) and its letters.

    For formats whose fonts have no superscript or subscript characters.
    """
    end = 0
    for run in _RUNS.finditer(text):
        if run.start() > end:
            yield "", text[end : run.start()]
        yield "raised" if run[1] else "lowered", run[0].translate(_ON_THE_LINE)
        end = run.end()
    if end < len(text):
        yield "", text[end:]


def _script(text: str, table: dict[int, int], sign: str) -> str:
    if not text:
        return ""
    if all(ord(character) in table for character in text):
        return text.translate(table)
    whole = text.isalnum() or len(text) == 1 or _ENCLOSED.fullmatch(text)
    return f"{sign}{text}" if whole else f"{sign}({text})"


# -- elements -----------------------------------------------------------------------


def _text(element: Element, *, tight: bool) -> str:
    """*element* in one line; *tight*: without spaces around operators, as in an exponent."""
    name, parts = _name(element), list(element)
    if name == "mfrac" and len(parts) == 2:
        return _fraction(element, *parts)
    if name in _SCRIPTS and len(parts) >= 2:
        return _scripted(name, parts, tight=tight)
    if name == "msqrt":
        return "√" + _atom(parts)
    if name == "mroot" and len(parts) == 2:
        index = _text(parts[1], tight=True)
        return _ROOTS.get(index, f"{raised(index)}√") + _atom(parts[:1])
    if name == "mtable":
        rows = (" ".join(_text(cell, tight=False).strip() for cell in row) for row in parts)
        return "; ".join(rows)
    if name in {"mphantom", "annotation", "annotation-xml"}:
        return ""
    if name == "mspace":
        return "" if str(element.get("width", "")).startswith(("-", "0em")) else " "
    return _row(parts, tight=tight) if parts else _leaf(element)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _leaf(element: Element) -> str:
    """The text of a letter, number, operator or word; bold and script letters as plain ones."""
    text = element.text or ""
    if _name(element) != "mtext":
        text = text.strip()
    return "".join(
        unicodedata.normalize("NFKC", c) if "\U0001d400" <= c <= "\U0001d7ff" else c for c in text
    )


def _fraction(element: Element, above: Element, below: Element) -> str:
    top, bottom = _text(above, tight=False), _text(below, tight=False)
    if element.get("linethickness") == "0":
        return f"{top}; {bottom}"
    divisor = bottom if _is_differential(bottom) else _bracketed(bottom, _is_compound(below))
    return f"{_bracketed(top, _has_operator(top))}/{divisor}"


def _is_differential(text: str) -> bool:
    return bool(re.fullmatch(r"[d∂]\w?", text))


def _has_operator(text: str) -> bool:
    return bool(re.search(r"[\s/]", text.strip()))


def _is_compound(element: Element) -> bool:
    """Whether *element* has several parts and needs brackets as a divisor."""
    parts = list(element)
    if _name(element) in {"mrow", "mstyle", "mpadded", "math"}:
        return len(parts) > 1 or any(map(_is_compound, parts))
    return _name(element) in {"mfrac", "mtable"}


def _bracketed(text: str, needed: bool) -> str:
    enclosed = text.startswith("(") and text.endswith(")") and text.count("(") == 1
    return f"({text})" if needed and not enclosed else text


def _atom(parts: Sequence[Element]) -> str:
    """The content of a root, in brackets if it has several parts."""
    text = _row(parts, tight=False).strip()
    return _bracketed(text, len(parts) > 1 or any(map(_is_compound, parts)))


def _scripted(name: str, parts: Sequence[Element], *, tight: bool) -> str:
    base = _text(parts[0], tight=tight).strip()
    if name == "mover" and (accented := _accented(base, _text(parts[1], tight=True))):
        return accented
    base = _bracketed(base, _name(parts[0]) == "mfrac")
    scripts = [_text(part, tight=True).strip() for part in parts[1:]]
    below = scripts[0] if name not in {"msup", "mover"} else ""
    above = scripts[-1] if name not in {"msub", "munder"} else ""
    if _BRACES.intersection(below + above):
        return base
    return base + lowered(below) + raised(above)


def _accented(base: str, accent: str) -> str:
    """*base* with a combining mark on each of its characters; empty if *accent* has none."""
    mark = _ACCENTS.get(accent, "")
    return "".join(c + mark if c.isalnum() else c for c in base) if mark else ""


# -- rows ---------------------------------------------------------------------------


def _row(parts: Iterable[Element], *, tight: bool) -> str:
    """The parts of a formula in a row, with spaces where they help the reader."""
    row = [part for part in parts if _name(part) != "mphantom"]
    texts: list[str] = []
    operand = False  # whether an operator here has an operand on its left
    for number, part in enumerate(row):
        if _name(part) == "mo":
            sign = _leaf(part)
            following = _leaf(row[number + 1]) if number + 1 < len(row) else ""
            texts.append(_operator(sign, "".join(texts), following, operand=operand, tight=tight))
            operand = sign not in _OPENING | _RELATIONS | _BINARY | _SEPARATORS | _INVISIBLE
            continue
        text = _text(part, tight=tight)
        if texts and operand and _needs_space(row[number - 1], part, "".join(texts), text):
            texts.append(" ")
        texts.append(text)
        operand = operand or bool(text.strip())
    return "".join(texts)


def _operator(sign: str, before: str, following: str, *, operand: bool, tight: bool) -> str:
    if sign == _APPLY:
        return "" if following in _OPENING else " "
    if sign in _INVISIBLE:
        return ""
    if sign in _SEPARATORS:
        thousands = sign == "," and re.fullmatch(r"\d{3}", following)
        return sign if tight or (thousands and before[-1:].isdigit()) else f"{sign} "
    if tight or not (sign in _RELATIONS or (sign in _BINARY and operand)):
        return sign
    return f" {sign} "


def _needs_space(before: Element, part: Element, written: str, text: str) -> bool:
    """Whether two operands need a space between them: ``1 1/2``, ``x_max y``, ``n log n``."""
    if not (written[-1:].isalnum() or written.endswith(")")) or not text[:1].isalnum():
        return False
    if "mfrac" in {_name(before), _name(part)} or (_name(part) == "mi" and len(text) > 1):
        return True
    if _name(before) not in _SCRIPTS:
        return False
    if len(before) and _name(before[0]) == "mo":  # the limits of a sum
        return True
    return bool(re.search(r"[_^]\w+$", written))
