"""Files of other systems: converted by the command, and as sources of a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinxcontrib_glossterm.formats import read_source
from sphinxcontrib_glossterm.formats.choice import BY_KEY

from .shell import Shell

FOLDER = {
    "pod.md": (
        "---\ntitle: Pod\nid: pod\ndate: 2020-01-01\naka: [pods]\n---\n"
        'Runs *containers* on a {{< glossary_tooltip term_id="node" >}}. {{< x >}}\n'
        "<script>alert(1)</script>\n\n```{include} /etc/passwd\n```\n"
    ),
    "node.md": "---\ntitle: Node\nid: node\nshort_description: A machine_*x*.\n---\n",
}
PRH = """\
rules:
  - expected: サーバー
    pattern: サーバ
    prh: 長音
  - expected: x
    pattern: /a|b/
"""


@pytest.fixture
def glossterm(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    return Shell(capsys)


def test_rules_of_prh_become_a_glossary_and_rules_again(glossterm):
    Path("prh.yml").write_text(PRH, "utf-8")
    assert glossterm("convert", "prh.yml", "terms.yaml", status=1) == ""
    assert glossterm.errors.splitlines() == [
        'prh.yml:6: "/a|b/" is a regular expression and is not read; write the words that it is'
        ' for in "avoid"',
        "written: terms.yaml (concepts: 2, files: 1)",
    ]
    assert Path("terms.yaml").read_text("utf-8") == (
        "- term: サーバー\n  avoid: サーバ (長音)\n- term: x\n"
    )
    assert 'prh: "長音"' in glossterm("convert", "terms.yaml", "-", "--to", "prh")


def test_a_folder_for_vale(glossterm):
    Path("terms.yaml").write_text("- term: host\n  avoid: box\n", "utf-8")
    glossterm("convert", "terms.yaml", "styles", "--to", "vale")
    found = sorted(p.relative_to("styles").as_posix() for p in Path("styles").rglob("*.*"))
    assert found == ["Glossary/Words.yml", "config/vocabularies/Glossary/accept.txt"]


def test_one_file_of_a_folder_gives_its_languages_by_its_name(glossterm):
    Path("en-ja.csv").write_text("source,target,fuzzy\nhost,ホスト,\nx,y,True\n", "utf-8")
    assert glossterm("convert", "en-ja.csv", "-", "--to", "yaml", status=1) == (
        "- term: host\n  label_ja: ホスト\n- term: x\n"
    )
    assert glossterm.errors.startswith('en-ja.csv:3: the translation "y" needs editing')


def test_problems_in_a_folder_have_the_name_of_their_file(glossterm):
    Path("terms").mkdir()
    for name, text in FOLDER.items():
        Path("terms", name).write_text(text, "utf-8")
    text = glossterm("convert", "terms", "-", "--to", "yaml", status=1)
    assert [r.labels[0] for r in read_source("a.yaml", text).records] == ["Node", "Pod"]
    assert [line.partition(": ")[0] for line in glossterm.errors.splitlines()] == [
        "terms/pod.md:4",
        "terms/pod.md:7",
    ]


def test_a_folder_of_terms_is_a_source_of_a_project(project):
    """What is markup there, but not for a definition, is text in the page."""
    made = project(
        {
            "index.md": "# Home\n\nThe machine is a Node.\n\n```{glossary}\n:source: terms\n```\n",
            **{f"terms/{name}": text for name, text in FOLDER.items()},
        },
        sources=["terms"],
        exclude_patterns=["terms"],
    )
    site = made.build("html", warns=None)
    page = site.path("index").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page
    assert "root:" not in page
    assert "A machine_*x*." in page
    assert site.mentions("index")[0] == ("Node", "index#node")
    assert sorted(line.partition(": WARNING")[0] for line in site.warnings) == [
        "terms/pod.md:4",
        "terms/pod.md:7",
    ]


def test_every_format_has_help_and_says_what_is_lost():
    for form in BY_KEY.values():
        assert form.help
        is_written = bool(form.writer) or form.is_of_project
        assert bool(form.lost) == is_written or form.key in {"yaml"}


def test_only_written_concepts_are_counted(glossterm):
    Path("terms.yaml").write_text("- term: host\n  label_ja: ホスト\n- term: box\n", "utf-8")
    glossterm("convert", "terms.yaml", "words", "--to", "deepl-csv", "--dry-run")
    assert "(concepts: 1, bytes: " in glossterm.errors
    glossterm("convert", "terms.yaml", "words", "--to", "deepl-csv")
    assert glossterm.errors.splitlines() == [
        'not kept: concepts without a translation (concepts: 1, the first is "box")',
        "written: words (concepts: 1, files: 1)",
    ]
