"""Formulae in one line of plain text."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from sphinxcontrib_glossterm.model.formula import lowered, parts, raised, raised_in_prose, text_of

DX_DT = "<mrow><mi>d</mi><mi>x</mi></mrow><mrow><mi>d</mi><mi>t</mi></mrow>"
SUM = "<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("<msup><mn>2</mn><mn>10</mn></msup>", "2¹⁰"),
        ("<msup><mn>10</mn><mrow><mo>−</mo><mn>5</mn></mrow></msup>", "10⁻⁵"),
        ("<msup><mi>A</mi><mi>T</mi></msup>", "A^T"),
        (f"<msup><mi>e</mi>{SUM}</msup>", "e^(a+b)"),
        ("<msup><mn>90</mn><mo>∘</mo></msup>", "90°"),
        ("<msub><mi>x</mi><mi>i</mi></msub>", "xᵢ"),
        ("<msub><mi>x</mi><mtext>max</mtext></msub><mi>y</mi>", "x_max y"),
        ("<msub><mi>x</mi><mtext>in use</mtext></msub>", "x_(in use)"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "xᵢ²"),
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2"),
        (f"<mfrac>{SUM}<mi>c</mi></mfrac>", "(a + b)/c"),
        ("<mfrac><mn>1</mn><mrow><mn>2</mn><mi>a</mi></mrow></mfrac>", "1/(2a)"),
        (f"<mfrac>{DX_DT}</mfrac>", "dx/dt"),
        ("<mfrac><mfrac><mi>a</mi><mi>b</mi></mfrac><mi>c</mi></mfrac>", "(a/b)/c"),
        ("<mn>1</mn><mfrac><mn>1</mn><mn>2</mn></mfrac>", "1 1/2"),
        ("<msup><mfrac><mi>a</mi><mi>b</mi></mfrac><mn>2</mn></msup>", "(a/b)²"),
        ('<mo>(</mo><mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac><mo>)</mo>', "(n; k)"),
        ("<msqrt><mn>2</mn></msqrt>", "√2"),
        (f"<msqrt>{SUM}</msqrt>", "√(a + b)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "∛x"),
        ("<mroot><mi>x</mi><mi>n</mi></mroot>", "ⁿ√x"),
        ('<mover accent="true"><mi>x</mi><mo>ˆ</mo></mover>', "x\u0302"),
        ("<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>"
         "<mi>i</mi>", "∑ᵢ₌₁ⁿ i"),
        ("<munder><mo>lim</mo><mrow><mi>n</mi><mo>→</mo><mi>∞</mi></mrow></munder>"
         "<msub><mi>a</mi><mi>n</mi></msub>", "lim_(n→∞) aₙ"),
        ("<mi>n</mi><mi>log</mi><mo>\u2061</mo><mi>n</mi>", "n log n"),
        ("<mi>f</mi><mo>\u2061</mo><mo>(</mo><mi>x</mi><mo>)</mo>", "f(x)"),
        ("<mi>a</mi><mo>=</mo><mo>−</mo><mn>1</mn>", "a = −1"),
        ("<mn>1</mn><mo>,</mo><mn>000</mn>", "1,000"),
        ("<mi>a</mi><mo>,</mo><mi>b</mi>", "a, b"),
        ("<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mo>=</mo><mi>b</mi></mtd></mtr>"
         "<mtr><mtd><mi>c</mi></mtd><mtd><mo>=</mo><mi>d</mi></mtd></mtr></mtable>",
         "a = b; c = d"),
        ("<mphantom><mi>x</mi></mphantom><mi>y</mi>", "y"),
        ("<mi>𝒪</mi><mi>ℝ</mi>", "Oℝ"),
        ("<munder><mrow><mi>x</mi></mrow><mo>⏟</mo></munder>", "x"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_formula_is_read_in_one_line(formula, text):
    assert text_of(ET.fromstring(f"<math>{formula}</math>")) == text


def test_the_namespace_does_not_matter():
    markup = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math>'
    )
    assert text_of(ET.fromstring(markup)) == "x²"


@pytest.mark.parametrize(
    ("text", "above", "below"),
    [("6", "⁶", "₆"), ("n+1", "ⁿ⁺¹", "ₙ₊₁"), ("max", "^max", "_max"), ("a b", "^(a b)", "_(a b)")],
)
def test_raised_and_lowered_characters(text, above, below):
    assert (raised(text), lowered(text)) == (above, below)


@pytest.mark.parametrize(
    ("before", "text", "read"),
    [("21", "st", "st"), ("m", "2", "²"), ("Widget", "TM", "™"), ("x", "st", "^st")],
)  # fmt: skip
def test_ordinals_in_prose_are_words(before, text, read):
    assert raised_in_prose(text, before) == read


def test_a_text_in_parts():
    found = list(parts("Of 10⁻⁹ H₂O."))
    assert found == [
        ("", "Of 10"), ("raised", "-9"), ("", " H"), ("lowered", "2"), ("", "O."),
    ]  # fmt: skip
