"""``glossterm export --to markdown``: sources with links, and sites that are made from them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.command import main

from .shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project, Site

BOM = "\ufeff"
ADDRESS = "https://pages.invalid/a-b"
_ANCHORS = re.compile(r'(?:\r?\n)?[ \t]*(?:<a id="[^"]*"></a>)+(?:\r?\n){1,2}(?=[ \t]*[(`~:{])')
_ANCHOR = re.compile(r'<a id="[^"]*"></a>')
_LINK = re.compile(rf"\[([^\[\]]*)\]\({re.escape(ADDRESS)}/[^()\s]*\)")
TERMS = """
    # Terms

    ```{glossary}
    ferry
    渡し船
    : A boat.

    floating house
    : A house.

    sluice gate's lock
    : A lock.

    Turbo C++
    : A language.
    ```

    ## Pontoon | 浮き橋 ##

    A bridge, unlike a ferry.

    Weir
    ----

    It holds water.
    """
CONF = {
    "link": "everywhere",
    "link_density": "every",
    "heading_pages": {"terms": 2},
    "myst_enable_extensions": [
        *("colon_fence", "deflist", "dollarmath", "attrs_block", "attrs_inline", "strikethrough"),
        *("smartquotes", "replacements", "fieldlist", "tasklist", "html_image"),
    ],
    "suppress_warnings": ["myst"],
}


def files_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.md")}


def without_changes(text: str) -> str:
    """*text* without links to the address, and without anchors."""
    return _ANCHOR.sub("", _ANCHORS.sub("", _LINK.sub(r"\1", text)))


def index(*pages: str) -> str:
    listed = "\n".join(pages)
    return f"# Home\n\n```{{toctree}}\n{listed}\n```\n"


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


@pytest.fixture
def linked(
    project: Callable[..., Project], shell: Shell, tmp_path: Path
) -> Callable[..., tuple[str, str]]:
    """Export one page in Markdown; returns it, and what the command reports."""

    def export(page: str, *arguments: str, **conf: object) -> tuple[str, str]:
        made = project({"index.md": index("page", "terms"), "terms.md": TERMS}, **CONF | conf)
        (made.srcdir / "page.md").write_bytes(page.encode())
        out = tmp_path / "out"
        shell("export", "--to", "markdown", str(made.srcdir), str(out), *arguments)
        return (out / "page.md").read_bytes().decode(), shell.errors

    return export


FERRY, HOUSE = "terms.md#term-ferry", "terms.md#term-floating-house"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A ferry.", f"A [ferry]({FERRY})."),
        ("A *ferry* here.", f"A *[ferry]({FERRY})* here."),
        ("**ferry**だ。", f"[**ferry**]({FERRY})だ。"),
        ("これは**ferry**だ。", f"これは[**ferry**]({FERRY})だ。"),
        ("A floating\nhouse here.", f"A [floating\nhouse]({HOUSE}) here."),
        ("- a\n  - floating\n    house\n", f"- a\n  - [floating\n    house]({HOUSE})\n"),
        ("A\tferry\tis.\r\n\r\nA ferry.\r\n",
         f"A\t[ferry]({FERRY})\tis.\r\n\r\nA [ferry]({FERRY}).\r\n"),
        (f"{BOM}A ferry.", f"{BOM}A [ferry]({FERRY})."),
        ("`ferry` and ferry", f"`ferry` and [ferry]({FERRY})"),
        ("[ferry](https://a.invalid) ferry", f"[ferry](https://a.invalid) [ferry]({FERRY})"),
        ("![ferry](a.png) ferry", f"![ferry](a.png) [ferry]({FERRY})"),
        ("<b title='ferry'>ferry</b>", f"<b title='ferry'>[ferry]({FERRY})</b>"),
        ("<!-- ferry -->\n\nferry", f"<!-- ferry -->\n\n[ferry]({FERRY})"),
        ("$ferry$ and ferry", f"$ferry$ and [ferry]({FERRY})"),
        ("% ferry\n\nferry", f"% ferry\n\n[ferry]({FERRY})"),
        ("(ferry)=\n\nA ferry.", f"(ferry)=\n\nA [ferry]({FERRY})."),
        ("| a | ferry |\n|---|---|\n| ferry | `ferry` |",
         f"| a | [ferry]({FERRY}) |\n|---|---|\n| [ferry]({FERRY}) | `ferry` |"),
        ("A[^1].\n\n[^1]: A ferry.", f"A[^1].\n\n[^1]: A [ferry]({FERRY})."),
        (":::{note}\nA ferry.\n:::", f":::{{note}}\nA [ferry]({FERRY}).\n:::"),
        ("a\n: A ferry.", f"a\n: A [ferry]({FERRY})."),
        ("---\nx: ferry\n---\nA ferry.", f"---\nx: ferry\n---\nA [ferry]({FERRY})."),
        ("A \"ferry\" -- yes...", f"A \"[ferry]({FERRY})\" -- yes..."),
        ("A sluice gate's lock.", "A [sluice gate's lock](terms.md#term-sluice-gates-lock)."),
        ("{term}`ferry`", f"[ferry]({FERRY})"),
        ("{term}`two *boats* <ferry>`", f"[two \\*boats\\*]({FERRY})"),
        ("{glossterm:term}`ferry` {term}`no`", f"[ferry]({FERRY}) {{term}}`no`"),
        ("<term>`ferry`</term> and <term>`a <ferry>`.", f"[ferry]({FERRY}) and [a]({FERRY})."),
        ("{noterm}`ferry` ferry", f"{{noterm}}`ferry` [ferry]({FERRY})"),
        ("Turbo C++ is old.", "[Turbo C++](terms.md#term-Turbo-C-71d1d8b4) is old."),
        ("x ferry\\* &amp; ferry", f"x [ferry]({FERRY})\\* &amp; [ferry]({FERRY})"),
    ],
)  # fmt: skip
def test_markup_around_a_mention(linked, before, after):
    assert linked(before)[0] == after


def test_what_is_not_linked_is_reported(linked):
    text = "```{note}\nA ferry.\n```\n\n\\ferry and floating&#32;house\n"
    page, report = linked(text)
    assert page == text
    assert report.splitlines()[:2] == [
        "not linked, as plain Markdown shows the block as code: 1 (first: page.md:2)",
        "not linked, as its place in the source is uncertain: 2 (first: page.md:5)",
    ]


ANCHORED = [
    ("## Pontoon | 浮き橋 ##", '## Pontoon | 浮き橋<a id="term-Pontoon"></a> ##'),
    ("Weir\n----", 'Weir<a id="term-Weir"></a>\n----'),
    (
        "# Terms\n\n```{glossary}",
        '# Terms\n\n<a id="term-ferry"></a><a id="term-渡し船"></a><a id="term-floating-house"></a>'
        '<a id="term-sluice-gates-lock"></a><a id="term-Turbo-C-71d1d8b4"></a>\n\n```{glossary}',
    ),
]


def test_anchors(linked, tmp_path):
    _page, report = linked("A page.")
    text = (tmp_path / "out" / "terms.md").read_text("utf-8")
    for _before, after in ANCHORED:
        assert after in text
    assert report.splitlines()[-1].endswith("(pages: 3, other files: 0, links: 1, anchors: 3)")


KEEL = "```{glossary}\nkeel\n: A.\n```"
IN_LIST = KEEL.replace("\n", "\n  ")


@pytest.mark.parametrize(
    "after",
    [
        f"@\n\n(here)=\n\n{KEEL}",
        f"- a\n\n  @\n\n  {IN_LIST}",
        f"- a@\n  {IN_LIST}\n- b",
        f"@\n\n{KEEL.replace('```', ':::')}",
        "{.glossary}\nkeel@\n: A.",
        "A @{defterm}`keel` is\nlow.",
        "@\r\n\r\n```{glossterm:concept} keel\r\nA.\r\n```",
    ],
)
def test_places_of_anchors(linked, after):
    before = re.sub(r"(?m)^ *@(\r?\n){2}", "", after).replace("@", "")
    page = linked(f"# Page\n\n{before}")[0]
    assert page == f"# Page\n\n{after}".replace("@", '<a id="term-keel"></a>')


def test_an_anchor_after_text_without_an_empty_line(linked):
    page = linked(f"# Page\n\nText\n{KEEL}")[0]
    assert page == f'# Page\n\nText\n\n<a id="term-keel"></a>\n\n{KEEL}'


MARKUP = st.sampled_from(
    [
        *("ferry", "the ferry", "渡し船は", "浮き橋の", "floating house", "floating\nhouse"),
        *("sluice gate's lock", "Pontoon", "weir and", "a ferry, a ferry", "text", '"quoted"'),
        *(
            "*ferry*",
            "**渡し船**を",
            "_floating house_",
            "***Pontoon***",
            "~~ferry~~",
            "a *b ferry*",
        ),
        *("`ferry`", "``a ` ferry``", "[ferry](x.md)", "[a ferry][ferry]", "![ferry](a.png)"),
        *("<b>ferry</b>", "<a href='x'>ferry</a>", '<i title="ferry">', "<!-- ferry -->", "<br>"),
        *("<https://a.invalid/ferry>", "https://a.invalid/ferry", "\\*ferry\\*", "\\ferry"),
        *(
            "ferry.",
            "&amp;",
            "ferry&nbsp;",
            "$ferry$",
            "{abbr}`ferry (boat)`",
            "{noterm}`ferry`",
            "[^n]",
        ),
        *("[]{#ferry}", "[a]{.ferry}", "]", "[", "(", ")", "*", "_", "`", "|", "\t", "\\", "–"),
    ]
)
BLOCKS = st.sampled_from(
    [
        *("@", "- @\n- @", "- @\n\n  @\n  - @", "1. @\n   @", "> @\n> @", "# @", "@\n---"),
        *("| @ | b |\n|---|---|\n| c | @ |", "```\n@\n```", "    @", ":::{note}\n@\n:::"),
        *("```{note}\n@\n```", ":::{admonition} @\n:class: ferry\n\n@\n:::"),
        *(
            '[ferry]: x.md "@"',
            "[^n]: @",
            "a\n: @\n\n  @",
            "<div>\n@\n</div>",
            "% @",
            "+++ @",
            "$$\n@\n$$",
            "(ferry)=",
        ),
        *("{.ferry}\n@", "- [ ] @", ":a: @", "***", "::::{tip}\n:::{note}\n@\n:::\n\n@\n::::"),
    ]
)


@st.composite
def sources(draw: st.DrawFn) -> str:
    """Pages with many kinds of markup, valid or not."""
    blocks = []
    for block in draw(st.lists(BLOCKS, min_size=2, max_size=12)):
        parts = block.split("@")
        texts = [" ".join(draw(st.lists(MARKUP, min_size=1, max_size=5))) for _ in parts[1:]]
        filled = [parts[0]]
        for text, part in zip(texts, parts[1:], strict=True):
            last = filled[-1].rpartition("\n")[2]
            marks = re.match(r"[> ]*(?:- |1\. )?", last)
            indent = re.sub("[-1.]", " ", marks[0] if marks else "")
            filled += [text.replace("\n", f"\n{indent}"), part]
        blocks.append("".join(filled))
    text = draw(st.sampled_from(["", "---\ntitle: ferry\n---\n"])) + "\n\n".join(blocks)
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return draw(st.sampled_from(["", BOM])) + text.replace("\n", end)


@pytest.fixture(scope="module")
def made(module_project: Callable[..., Project]) -> Project:
    source = {"index.md": index("page", "terms"), "terms.md": TERMS, "page.md": ""}
    return module_project(source, **CONF)


@given(page=sources())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_page_is_kept_except_for_links(made, page):
    (made.srcdir / "page.md").write_bytes(page.encode())
    out, again = made.workdir / "linked", made.workdir / "again"
    arguments = ["export", "--to", "markdown", "--force", "--address", ADDRESS]
    assert main([*arguments, str(made.srcdir), str(out)]) == 0
    text = (out / "page.md").read_bytes().decode()
    assert without_changes(text) == page
    assert main([*arguments, str(out), str(again), "-c", str(made.srcdir)]) == 0
    assert files_of(again) == files_of(out)


@given(page=sources())
@settings(max_examples=8, deadline=None)
def test_a_site_of_linked_pages_has_the_same_links(made, page):
    """Also where they are: links and text alternate in the same way."""
    (made.srcdir / "page.md").write_bytes(page.encode())
    out = made.workdir / "linked"
    assert main(["export", "--to", "markdown", "--force", str(made.srcdir), str(out)]) == 0
    site, linked = site_of(made), site_of(made, out, own_links=["."])
    for name in ("page", "terms"):
        assert linked.links(name) == site.links(name)
        assert linked.prose(name) == site.prose(name)
        assert Counter(linked.ids(name)) == Counter(site.ids(name))


def site_of(made: Project, folder: Path | None = None, **conf: object) -> Site:
    """The project as a site, or *folder* with its options and *conf*."""
    if folder is None:
        return made.build(warns=None)
    other = type(made)(folder, made.workdir / "other", dict(made.conf), _builds=made._builds)
    other.configure(**conf)
    made._builds += 1
    return other.build(warns=None)
