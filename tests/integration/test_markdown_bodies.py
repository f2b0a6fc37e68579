"""Markdown of another system, read by MyST with all its extensions, makes text only."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from sphinxcontrib_glossterm.formats.sites.markdown_body import Body

EXTENSIONS = (
    *("amsmath", "attrs_inline", "attrs_block", "colon_fence", "deflist", "dollarmath"),
    *("fieldlist", "html_admonition", "html_image", "replacements", "strikethrough"),
    *("substitution", "tasklist"),
)
PARSER = create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)
ALLOWED_FENCE = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#.-")
LIVE = {
    *("html_block", "html_inline", "myst_role", "substitution_block", "substitution_inline"),
    *("math_inline", "math_inline_double", "math_block", "math_block_label", "amsmath", "image"),
}
"""What can reach files, run in a page, or load something. Headings in lists only give a warning."""
PIECES = [
    *("\n", "\n\n", " ", "  ", "    ", "\t", "> ", "- ", "1. ", "a", "b c", "\\", "`", "``"),
    *("```", "````", "~~~", "~~~~", ":::", "```{include} x", "~~~{include} `x", "<script>"),
    *("</b>", "<!--", "-->", "<https://a.example>", "{role}", "{{ x }}", "{{< x >}}", "$", "$$"),
    *("# ", "===", "---", "[x](/y)", "[x](https://a.example)", "![x](y)", "[a]: b", "(x)="),
    *(":a: b", "% c", "+++", "\\begin{align}", "\\end{align}", "{#id}", "| a |", "*", "&lt;"),
    *("\u3000", "\x0b", "\u2028", "[^1]", "[^1]: ", ": d", "<?", "<![CDATA["),
]


def tokens(text: str):
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


@settings(deadline=None, max_examples=600)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("- a ` <script>\n- b ` c")
@example("~~~ a`\n<script>\n~~~\n")
@example("  ~~~\n\n~~~\n<script>\n~~~\n")
@example("- ```\n  x\n<script>\n```\n<b>")
@example("$$\n```\n$$\n<script>\n```")
@example("```\n\t```\n<script>\n```\n<b>")
@example("a ` b\nc ` <script>`")
@example("a\n\u3000\nb ` c\n` <b> `")
def test_nothing_of_it_is_live(text: str) -> None:
    markup = Body(text, 1).markup
    for token in tokens(f"{markup}\n"):
        assert token.type not in LIVE, (token.type, markup)
        if token.type in {"fence", "colon_fence"}:
            assert set(token.info.strip()) <= ALLOWED_FENCE, markup
        for name in ("href", "src"):
            address = str(token.attrs.get(name, "https:"))
            assert address.startswith(("https:", "b")) or not address, markup


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("Use `a <b>` and\n`{c}`.", "Use `a <b>` and\n`{c}`."),
        ("```js\nx = `<b>`\n```\n<b>", "```js\nx = `<b>`\n```\n\\<b>"),
        ("```{include} /etc/passwd\nx\n```", "```\nx\n```"),
        ("## What it is ##\ntext", "**What it is**\ntext"),
        ("a <!-- no\n\nmore --> b", "a  b"),
        ("[*a*](/b/) [c](https://d.example)", "*a* [c](https://d.example)"),
        ("![alt](x.png)", "alt"),
        ("a\n:tags: x", "a\n\\:tags: x"),
    ],
)
def test_what_remains(text: str, markup: str) -> None:
    assert Body(text, 1).markup == markup


@pytest.mark.parametrize(
    "piece", ["<!--", "{{<", "{{<x>}}", "`", "``\n", "[", "[](", "# ", "~~~\n"]
)
def test_the_time_does_not_explode(piece):
    start = time.process_time()
    assert Body(piece * 50_000, 1).markup is not None
    assert time.process_time() - start < 20


def test_shortcodes_are_reported_at_their_lines() -> None:
    body = Body("a\n{{< x >}}\n\n```\n{{< code >}}\n```\n\n{{% y %}}", 10)
    assert [(p.line, p.args[0]) for p in body.problems] == [(11, "{{< x >}}"), (17, "{{% y %}}")]
