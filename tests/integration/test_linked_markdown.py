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


IN_MARKUP = [
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
        ("[ferry](terms.md) ferry", f"[ferry](terms.md) [ferry]({FERRY})"),
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
        ("No!ferry", f'No!<a href="{FERRY}">ferry</a>'),
        ("{noterm}`ferry` ferry", f"{{noterm}}`ferry` [ferry]({FERRY})"),
        ("Turbo C++ is old.", "[Turbo C++](terms.md#term-Turbo-C-d09895e1) is old."),
        ("x ferry\\* &amp; ferry", f"x [ferry]({FERRY})\\* &amp; [ferry]({FERRY})"),
]  # fmt: skip


def test_markup_around_a_mention(module_project):
    names = [f"page-{number}" for number in range(len(IN_MARKUP))]
    made = module_project({"index.md": index(*names, "terms"), "terms.md": TERMS}, **CONF)
    for name, (before, _after) in zip(names, IN_MARKUP, strict=True):
        (made.srcdir / f"{name}.md").write_bytes(before.encode())
    out = made.workdir / "out"
    assert main(["export", "--to", "markdown", str(made.srcdir), str(out)]) == 0
    found = [(out / f"{name}.md").read_bytes().decode() for name in names]
    assert found == [after for _before, after in IN_MARKUP]


def test_what_is_not_linked_is_reported(linked):
    text = "```{note}\nA ferry.\n```\n\nA floating hou&#115;e\n"
    page, report = linked(text)
    assert page == text
    assert report.splitlines()[:2] == [
        "not linked, as plain Markdown shows the block as code: 1 (first: page.md:2)",
        "not linked, as its place in the source is uncertain: 1 (first: page.md:5)",
    ]


def test_anchors(linked, tmp_path):
    _page, report = linked("A page.")
    text = (tmp_path / "out" / "terms.md").read_text("utf-8")
    ids = ["ferry", "渡し船", "floating-house", "sluice-gates-lock", "Turbo-C-d09895e1"]
    anchors = "".join(f'<a id="term-{each}"></a>' for each in ids)
    assert f"# Terms\n\n{anchors}\n\n```{{glossary}}" in text
    assert '## Pontoon | 浮き橋<a id="term-Pontoon"></a> ##' in text
    assert 'Weir<a id="term-Weir"></a>\n----' in text
    assert report.splitlines()[-1].endswith("(pages: 3, other files: 0, links: 1, anchors: 3)")


def test_the_first_role_shows_the_full_form(linked):
    fields = "GPS\n: :abbr: GPS\n  :aliases: Global Positioning System\n\n  A.\n"
    text = f"# Page\n\n```{{glossary}}\n{fields}```\n"
    page = linked(f"{text}\n{{term}}`GPS`, {{term}}`GPS`", first_use="full")[0]
    assert page.endswith("[Global Positioning System (GPS)](#term-GPS), [GPS](#term-GPS)")


def test_density_counts_links_of_earlier_output(linked, tmp_path, shell):
    text = "No!ferry, a ferry.\n\nA weir, a weir.\n\nA ferry.\n"
    page = linked(text, link_density="page")[0]
    assert page.startswith(f'No!<a href="{FERRY}">ferry</a>, a ferry.\n\nA [weir](')
    assert page.endswith("), a weir.\n\nA ferry.\n")
    source, out = str(tmp_path / "out"), tmp_path / "again"
    shell("export", "--to", "markdown", source, str(out), "-c", str(tmp_path / "0" / "source"))
    assert files_of(out) == files_of(tmp_path / "out")


KEEL = "```{glossary}\nkeel\n: A.\n```"
IN_LIST = KEEL.replace("\n", "\n  ")


IN_FRONT = [
    f"@\n\n(here)=\n\n{KEEL}",
    f"- a\n\n  @\n\n  {IN_LIST}",
    f"- a@\n  {IN_LIST}\n- b",
    f"@\n\n{KEEL.replace('```', ':::')}",
    "{.glossary}\nkeel@\n: A.",
    "A @{defterm}`keel` is\nlow.",
    "@\r\n\r\n```{glossterm:concept} keel\r\nA.\r\n```",
]


def test_places_of_anchors(module_project):
    names = [f"page-{number}" for number in range(len(IN_FRONT))]
    made = module_project({"index.md": index(*names)}, **CONF)
    for name, after in zip(names, IN_FRONT, strict=True):
        before = re.sub(r"(?m)^ *@(\r?\n){2}", "", after).replace("@", "")
        (made.srcdir / f"{name}.md").write_bytes(f"# Page\n\n{before}".encode())
    out = made.workdir / "out"
    assert main(["export", "--to", "markdown", str(made.srcdir), str(out)]) == 0
    found = [(out / f"{name}.md").read_bytes().decode() for name in names]
    anchor = '<a id="term-keel"></a>'
    assert found == [f"# Page\n\n{after}".replace("@", anchor) for after in IN_FRONT]


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
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
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
@settings(max_examples=5, deadline=None)
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


# -- the command


MIXED = {
    "index.md": """
        # Home

        A ferry, a canoe and {term}`canoe`.

        ![A boat](images/boat.png)

        ```{include} part.txt
        ```

        ```{toctree}
        sub/a b (c)
        old
        ```
        """,
    "part.txt": "A ferry in a part.\n",
    "images/boat.png": "",
    "sub/a b (c).md": "# Boats\n\n```{glossary}\nferry\n: A boat.\n```\n\nA ferry.\n",
    "old.rst": "Old\n===\n\n.. glossary::\n\n   canoe\n      A boat, no ferry.\n",
}


def test_a_folder_of_several_kinds_of_files(project, shell, tmp_path):
    made = project(MIXED, link="everywhere", link_density="every")
    out = tmp_path / "out"
    report = [
        "not linked, as the text is in an included file: 1 (first: index.md:1)",
        "not linked, as the term is not in a Markdown page: 2 (first: index.md:3)",
        "pages not written, because they are not Markdown: 1",
    ]
    counts = "(pages: 2, other files: 2, links: 2, anchors: 1)"
    assert shell("export", "--to", "markdown", "--dry-run", str(made.srcdir), str(out)) == ""
    assert not out.exists()
    assert sorted(shell.errors.splitlines()[:-1]) == sorted(report)
    assert shell.errors.splitlines()[-1].endswith(f"out would be written {counts}")
    shell("export", "--to", "markdown", str(made.srcdir), str(out))
    assert shell.errors.splitlines()[-1].endswith(f"out {counts}")
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert files == {"index.md", "part.txt", "images/boat.png", "sub/a b (c).md"}
    assert "A [ferry](sub/a%20b%20%28c%29.md#term-ferry), a canoe" in (
        (out / "index.md").read_text("utf-8")
    )
    assert "A [ferry](#term-ferry)." in (out / "sub/a b (c).md").read_text("utf-8")
    shell("export", "--to", "markdown", "--address", ADDRESS, "--force", str(made.srcdir), str(out))
    assert f"A [ferry]({ADDRESS}/sub/a%20b%20%28c%29.md#term-ferry)." in (
        (out / "sub/a b (c).md").read_text("utf-8")
    )


def test_errors(project, shell, tmp_path):
    made = project({"index.md": "# Home\n\n```{glossary}\nferry\n: A boat.\n```\n"})
    source, out = str(made.srcdir), tmp_path / "out"
    shell("export", "--to", "markdown", source, status=2)
    assert 'the format "markdown" is a folder of files' in shell.errors
    shell("export", "--to", "markdown", "--force", source, source, status=2)
    assert 'contains "index.md", a source of the project; write another folder' in shell.errors
    out.mkdir()
    (out / "index.md").write_text("mine", "utf-8")
    shell("export", "--to", "markdown", source, str(out), status=2)
    assert "index.md" in shell.errors
    assert (out / "index.md").read_text("utf-8") == "mine"
