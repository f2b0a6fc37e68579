"""Plain text as markup: both languages read the same text back."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.formats.plain_text import as_markup

docutils_core = pytest.importorskip("docutils.core")
markdown_it = pytest.importorskip("markdown_it")
nodes = pytest.importorskip("docutils.nodes")

SIGNS = st.text(alphabet="aA1i. \t\n\\*_`|[]<>{}()#+-=:~^$%&;!?/\"'@,0x", max_size=30)
WORDS = st.lists(
    st.sampled_from(
        ["a", "A.", "1)", "(i)", "#.", "::", ":x:", "..", "__", "---", "http://a.example", "&amp;",
         "x_", "*x*", "``x``", "|", ">>>", "+--+", "====", "<b>", "[1]_", "![a](b)", "\\", "(a)=",
         "~~~", "$x$", "{{x}}", "-x", "--long", "/V", "* ", "日本語", '"""', "a@b.example",
         "%", "+++"]
    ),
    max_size=6,
).map(" ".join)  # fmt: skip


def blocks(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def as_rst(text: str) -> list[str]:
    settings = {"report_level": 1, "halt_level": 1, "smart_quotes": False}
    document = docutils_core.publish_doctree(text, settings_overrides=settings)
    assert all(isinstance(child, nodes.paragraph) for child in document.children)
    return [child.astext() for child in document.children]


def as_markdown(text: str) -> list[str]:
    found = []
    for token in markdown_it.MarkdownIt("commonmark").enable("table").parse(text):
        assert token.type in {"paragraph_open", "paragraph_close", "inline"}
        for child in token.children or ():
            assert child.type in {"text", "text_special"}
        if token.type == "inline":
            found.append("".join(child.content for child in token.children or ()))
    return found


@settings(deadline=None)
@given(text=st.one_of(SIGNS, WORDS))
@example(text="A. Lettered")
@example(text="Text::")
@example(text="a\\")
def test_the_text_is_read_back(text: str) -> None:
    made = as_markup(text)
    assert as_rst(made) == blocks(text)
    assert as_markdown(made) == blocks(text)


@pytest.mark.parametrize(
    "text",
    ["A model that trains 1.5 B parameters.", "C++ (or C#), e.g. 日本語の文。", '"Go" & co.'],
)
def test_ordinary_text_is_unchanged(text: str) -> None:
    assert as_markup(text) == text
