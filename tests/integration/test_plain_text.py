"""Plain text as markup, in both languages."""

from __future__ import annotations

import re
import warnings

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import example, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser as MystParser

from sphinxcontrib_glossterm.formats.plain_text import (
    as_markup,
    as_text,
    has_markup,
    in_paragraphs,
    unwrapped,
)

QUIET = {"report_level": 5, "halt_level": 5, "warning_stream": "", "doctitle_xform": False}
MYST = {
    "myst_enable_extensions": [
        "amsmath", "attrs_inline", "attrs_block", "colon_fence", "deflist", "dollarmath",
        "fieldlist", "html_image", "strikethrough", "substitution", "tasklist",
    ],
}  # fmt: skip


def parsed(markup: str, is_markdown: bool) -> nodes.document:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return publish_doctree(
            markup,
            parser=MystParser() if is_markdown else None,
            settings_overrides={**QUIET, **(MYST if is_markdown else {})},
        )


def lines_of(text: str) -> list[str]:
    """The lines as browsers show them."""
    lines = [re.sub("[ \t]+", " ", line).strip() for line in text.splitlines()]
    return [line for line in lines if line]


PIECES = [
    *["*", "**", "`", "``", "_", "__", "|", "[", "]", "](x)", "<b>", "&amp;", "\\", "~~", "$a$"],
    *["{{a}}", "{term}", ":term:", "`x`", "::", ":", "..", ".. note:: x", "1.", "(a)", "iv)", "a."],
    *["#", "-", "+", ">", "%", "=", "====", "----", "```", ":::", "•", "• x", ":broader: x", "=>"],
    *["[x]: y", "[^1]:", "[1]_", "(x)=", "a_b", "a_", "_a", "javascript:alert(1)", "a@b.org", "!"],
    *["https://example.org/a_b", "---", "text", "用語", "_用", "\t", "  ", "\n", "\n\n", "\u2028"],
    *["--x", "/V", "=== ===", "+---+", ">>> x", "^^^", "\x85", "\u3000", "<!--", "\\\n", "a\n "],
    *["12:30", "www.example.org", ". ", "term\n: x", "a | b\n- | -\n1 | 2", "+++", "'", '"', "@"],
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join),
    st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=30),
)


@settings(deadline=None, max_examples=300)
@pytest.mark.parametrize("is_markdown", [True, False])
@given(text=TEXTS)
@example(text="\\\n\\")
def test_a_text_reads_the_same_in_both_languages(is_markdown: bool, text: str) -> None:
    document = parsed(as_markup(text), is_markdown)
    blocks = [child for child in document.children if not isinstance(child, nodes.system_message)]
    assert all(isinstance(block, nodes.paragraph) for block in blocks), document.pformat()
    shown = [block.astext().replace("\u2060", "").strip() for block in blocks]
    assert [line for line in shown if line] == lines_of(text.replace("\u2060", ""))
    assert all(isinstance(x, nodes.Text) for block in blocks for x in block.children)


@given(text=TEXTS)
@example(text="• x")
@example(text="•\u2060")
def test_markup_of_a_text_is_that_text(text: str) -> None:
    if "\u2060" not in text:
        assert as_text(as_markup(text)) == "\n\n".join(lines_of(text))
        assert not has_markup(as_markup(text))
    assert as_markup(as_text(as_markup(text))) == as_markup(text)


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("Fine-tuning that updates few weights (see above).",) * 2,
        ("a_b at 12:30, 50% of it: 3.5 - 4", "a_b at 12:30, 50% of it: 3.5 - 4"),
        ("*a* <b> & `c`", r"\*a\* \<b\> \& \`c\`".replace(r"\>", ">")),
        ("1. one\n- two\n\n\n  three::", "1\\. one\n\n\\- two\n\nthree\\::"),
        ("see https://example.org", r"see https\://example.org"),
        ("• point", "•\u2060 point"),
        ("a\x00b", "a\ufffdb"),
    ],
)
def test_only_what_is_markup_is_escaped(text: str, markup: str) -> None:
    assert as_markup(text) == markup


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("*a* and **b**, _c_", "a and b, c"),
        ("{term}`LoRA`, :term:`LoRA`, `LoRA`", "LoRA, LoRA, LoRA"),
        ("{term}`it <LoRA>` :std:term:`it <LoRA>` `it <x>`__", "it it it"),
        ("``a*b``, `a <b>`", "a*b, a <b>"),
        ("[a *b*](https://example.org) <https://example.org>", "a b https://example.org"),
        ("![a](b.png)", "a"),
        (r"a \* b", "a * b"),
        ("2 * 3 * 4, a_b_c, x**2", "2 * 3 * 4, a_b_c, x**2"),
    ],
)
def test_markup_becomes_its_text(markup: str, text: str) -> None:
    assert as_text(markup) == text
    assert has_markup(markup) == (markup != text and "\\" not in markup)


@pytest.mark.parametrize("markup", ["- a\n- b", ".. note:: a", "```\na\n```", "> a"])
def test_blocks_are_markup(markup: str) -> None:
    assert has_markup(markup)
    assert as_text(markup) == markup


@pytest.mark.parametrize("piece", ["*", "`", "[", "{a", ":a", "_", "<", "``", "**a", "\\", "•"])
def test_the_time_does_not_explode(piece: str) -> None:
    text = piece * 50_000
    assert as_text(as_markup(text)).replace(" ", "") == text
    as_text(text)


def test_lines_of_a_paragraph_are_joined() -> None:
    text = "A line\n  and another.\n\nNext\n \n日本語の\n文。\nEnd"
    assert unwrapped(text) == "A line and another.\nNext\n日本語の文。 End"
    assert in_paragraphs(unwrapped(text)).split("\n\n") == unwrapped(text).split("\n")
