"""The catalogues: every text for readers has a valid translation in every language."""

from __future__ import annotations

import gettext
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sphinx.locale
from babel.messages.pofile import read_po

from sphinxcontrib_glossterm.sphinx_ext.report.findings import kind_texts
from sphinxcontrib_glossterm.sphinx_ext.report.survey import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from babel.messages import Catalog

    from .conftest import Project

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "sphinxcontrib_glossterm" / "locale"
CATALOGUES = sorted(FOLDER.glob("*/LC_MESSAGES/glossterm.po"))
PLACEHOLDER = re.compile(r"%(?:%|(?:\((?P<name>\w+)\))?[-#0 +]*\d*(?:\.\d+)?[a-zA-Z])")

every_language = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script that updates the catalogues."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    import catalogue

    return catalogue


def read(path: Path) -> Catalog:
    return read_po(io.BytesIO(path.read_bytes()))


def test_there_are_catalogues_of_eleven_languages() -> None:
    assert {path.parts[-3] for path in CATALOGUES} == {
        *("de", "es", "fr", "it", "ja", "ko", "pt", "pt_BR", "ru", "zh_CN", "zh_TW")
    }


@every_language
def test_the_catalogue_has_exactly_the_messages_of_the_code(tool: ModuleType, path: Path) -> None:
    """Texts for authors are demanded only of the languages that have them all."""
    translated = {m.id for m in read(path) if m.id and m.string and not m.fuzzy}
    said = set(tool.demanded(path.parts[-3]))
    assert said - translated == set(), "run `tox run -e locale`, and translate these"
    assert translated - said == set(), "run `tox run -e locale`: no code says these"


def test_texts_for_authors_are_in_japanese_only(tool: ModuleType) -> None:
    assert set(tool.demanded("ja")) == set(tool.texts())
    french = tool.demanded("fr")
    assert {"Index of terms", "nothing"} < set(french)
    assert "Is a directory" not in french


def test_every_text_for_readers_has_a_comment_for_translators(tool: ModuleType) -> None:
    readers = {text: about for text, about in tool.texts().items() if about.for_readers}
    assert [text for text, about in readers.items() if not about.comments] == []
    for path in CATALOGUES:
        noted = {m.id: " ".join(m.auto_comments) for m in read(path)}
        for text, about in readers.items():
            assert noted[text] == " ".join(about.comments), "run `tox run -e locale`"


@every_language
def test_translations_have_the_placeholders_of_the_text_in_its_order(path: Path) -> None:
    wrong = [
        message.id
        for message in read(path)
        if message.id
        and [m[0] for m in PLACEHOLDER.finditer(message.string)]
        != [m[0] for m in PLACEHOLDER.finditer(message.id)]
    ]
    assert wrong == []


@every_language
def test_the_mo_file_matches_the_po_file(tool: ModuleType, path: Path) -> None:
    made = gettext.GNUTranslations(io.BytesIO(tool.compiled(tool.read(path))))
    with path.with_suffix(".mo").open("rb") as file:
        kept = gettext.GNUTranslations(file)
    assert vars(kept)["_catalog"] == vars(made)["_catalog"], "run `tox run -e locale`"


def test_texts_are_found_in_every_form_of_call(tool: ModuleType, tmp_path: Path) -> None:
    code = """
    PREFIX = "start; "

    class Reader:
        def tell(self, message, *args):
            self.problems.append(SourceProblem(message, args, 1))

        def read(self):
            self.tell("by a method: %s", "no text")
            yield SourceProblem(which(1), (), 1)
            message = "one"
            if self.other:
                message = "two"
            yield SourceProblem(message, (Phrase("a" if self else "b"), "no text"), 1)
            warn(f"{_('in braces')}", __(problem.message), unknown)

    def which(what):
        if what:
            return PREFIX + "end"
        return PREFIX + "other end"
    """
    (tmp_path / "some.py").write_text(re.sub("(?m)^    ", "", code), "utf-8")
    found = tool.texts(tmp_path)
    assert sorted(found) == [
        *("a", "b", "by a method: %s", "in braces", "one"),
        *("start; end", "start; other end", "two"),
    ]
    assert found["a"] == (["some.py"], [], False)


def test_a_comment_applies_up_to_the_next_one_in_its_function(
    tool: ModuleType, tmp_path: Path
) -> None:
    code = """
    def page():
        # Translators: in the page,
        # at its top
        title = _("title")
        # An ordinary comment.
        menu = _("menu") + __("for authors")
        # Translators: at the end
        return [_("end"), Phrase("phrase"), _("title")]

    def other():
        return [_("without"), Phrase("of authors")]
    """
    (tmp_path / "some.py").write_text(re.sub("(?m)^    ", "", code), "utf-8")
    found = tool.texts(tmp_path)
    top, end = "in the page, at its top", "at the end"
    assert {text: about.comments for text, about in found.items() if about.for_readers} == {
        "title": [top, end],
        "menu": [top],
        "end": [end],
        "phrase": [end],
        "without": [],
    }


def test_a_folder_begins_a_language(
    tool: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(tool, "FOLDER", tmp_path)
    (tmp_path / "fi").mkdir()
    assert tool.main() == 1
    assert "  no translation of 'Index of terms'\n" in capsys.readouterr().out
    path = tmp_path / "fi" / "LC_MESSAGES" / "glossterm.po"
    begun = path.read_text("utf-8")
    assert begun.startswith("# Finnish messages of sphinxcontrib-glossterm.\n")
    catalogue = tool.read(path)
    for message in catalogue:
        message.string = message.id and "teksti"
    path.write_bytes(tool.written(catalogue))
    assert tool.main() == 0
    assert capsys.readouterr().out == "fi: complete\n"


@pytest.mark.parametrize("written", ["texts[0]", 'f"{x} is wrong"', "unknown", "text=texts", '""'])
def test_a_text_that_cannot_be_found_is_an_error(
    tool: ModuleType, tmp_path: Path, written: str
) -> None:
    (tmp_path / "some.py").write_text(f"warn(__({written}))\n", "utf-8")
    with pytest.raises(ValueError, match=r"some\.py:1: write the text itself here, not "):
        tool.texts(tmp_path)


def test_updating_keeps_translations_and_removes_unused_messages(
    tool: ModuleType, tmp_path: Path
) -> None:
    for original in CATALOGUES:
        path = tmp_path / original.relative_to(FOLDER)
        path.parent.mkdir(parents=True)
        path.write_bytes(original.read_bytes())
        assert tool.update(path) == []
        assert path.read_bytes() == original.read_bytes()
    text = path.read_text("utf-8").replace('msgid "Tree"', 'msgid "Wood"')
    path.write_text(text, "utf-8")
    assert tool.update(path) == ["Tree"]
    assert 'msgid "Tree"\nmsgstr ""' in path.read_text("utf-8")
    assert "Wood" not in path.read_text("utf-8")


def test_every_kind_of_closed_text_has_a_name() -> None:
    assert set(kind_texts()) == set(KINDS)


GLOSSARY = """
# 用語

```{glossary}
text
: :auto: perhaps
  :broader: 機械学集

  A word that is also a text of ours.

機械学習
: データから規則を得る方法。
```
"""


@pytest.fixture
def japanese_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages for authors are in Japanese, as with a Japanese terminal locale."""
    japanese = gettext.translation("glossterm", FOLDER, ["ja"])
    monkeypatch.setitem(sphinx.locale.translators, ("console", "glossterm"), japanese)


@pytest.mark.usefixtures("japanese_terminal")
def test_warnings_are_whole_in_japanese_and_authors_words_stay(
    project: Callable[..., Project],
) -> None:
    made = project({"index.md": GLOSSARY}, language="ja", label_separator=1)
    made.build(
        warns=[
            "conf.py:5: WARNING: glossterm_label_separator の値 1 は使えません。使える値:"
            " 空白以外の文字を含む文字列（既定値 '|' を使います） [glossterm.config]",
            "index.md:5: WARNING: 概念のフィールド「auto」の値「perhaps」は使えません。"
            "使える値: `yes` か `no` [glossterm.field]",
            "index.md:4: WARNING:"
            " 概念「機械学集」はありません（フィールド「broader」、項目「text」）。"
            "「機械学習」のことですか？ [glossterm.dangling_relation]",
        ]
    )


@pytest.mark.usefixtures("japanese_terminal")
def test_why_a_file_cannot_be_read_is_japanese(project: Callable[..., Project]) -> None:
    made = project({"index.md": "# 用語\n"}, sources=["words.yaml", "a\0.csv", "folder"])
    (made.srcdir / "folder").mkdir()
    made.build(
        warns=[
            "words.yaml:1: WARNING: このファイルを読めません:"
            " そのようなファイルやディレクトリはありません [glossterm.source]",
            "a\0.csv:1: WARNING: このファイルを読めません: ファイル名として正しくありません"
            " [glossterm.source]",
            "folder:1: WARNING: 形式を判別できません。キーを指定してください。次のいずれかです:"
            " weblate-csv, deepl-csv, deepl-tsv, front-matter [glossterm.source]",
        ]
    )


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (
            "{",
            "プロジェクト「other」の用語集は正しい JSON ではありません（1 行 2 列）。"
            "そのプロジェクトをビルドし直すか、glossterm_projects から削除してください",
        ),
        (
            "[]",
            "プロジェクト「other」の用語集は対応していない形式です。両方のプロジェクトで同じ"
            "バージョンの拡張を使うか、そのプロジェクトを glossterm_projects から削除してください",
        ),
    ],
    ids=["no-JSON", "form"],
)
@pytest.mark.usefixtures("japanese_terminal")
def test_what_is_wrong_with_the_glossary_of_another_project_is_japanese(
    project: Callable[..., Project], text: str, warning: str
) -> None:
    inventory = "# Sphinx inventory version 1\n# Project: Other\n# Version: 1\n"
    made = project(
        {"index.md": "# 用語\n", "objects.inv": inventory, "glossterm.json": text},
        extensions=["myst_parser", "sphinx.ext.intersphinx", "sphinxcontrib_glossterm"],
        intersphinx_mapping={"other": ("https://other.invalid/", "objects.inv")},
        projects=["other"],
    )
    made.build(warns=[f"conf.py:6: WARNING: {warning} [glossterm.project]"])


def test_the_index_and_the_tip_are_japanese(project: Callable[..., Project]) -> None:
    right = GLOSSARY.replace(":auto: perhaps\n  :broader: 機械学集", ":broader: 機械学習")
    made = project({"index.md": f"{right}\n{{term}}`機械学習`\n"}, language="ja")
    site = made.build()
    index = "".join(site.body("glossterm-index").itertext())
    for word in ("用語索引", "五十音・A–Z", "ツリー", "上位概念:"):
        assert word in index
    page = site.source("glossterm-index")
    assert 'data-glossterm-none="該当なし"' in page
    assert "絞り込み" in page
    tip = {'entry="用語集の項目"', 'narrower="下位概念:"', 'deprecated="非推奨"'}
    assert {word for word in tip if f"data-glossterm-{word}" in site.source("index")} == tip


def test_the_report_is_japanese_whatever_the_language_of_the_terminal(
    project: Callable[..., Project],
) -> None:
    made = project(
        {
            "index.md": "# 用語\n\n```{glossary}\nLoRA\n: 方法。\n```\n\n## `LoRA` LoRA\n",
            "t.yaml": "tests: [{text: QLoRA, links: [LoRA]}]\nconcepts: []\n",
        },
        language="ja",
        sources=["t.yaml"],
    )
    warning = (
        't.yaml:1: WARNING: glossary test failed: expected "QLoRA" to link "LoRA", got nothing;'
        ' not linked: "LoRA" in "QLoRA" (latin-edge) [glossterm.failed_test]'
    )
    site = made.build("glossterm-report", warns=None)
    assert warning in site.warnings
    page = site.source("index")
    assert "実際は なし です。リンクにならないもの: &#34;LoRA&#34;（&#34;QLoRA&#34; の中" in page
    assert {kind for kind in ("コード", "見出し") if f"<span>{kind}</span>" in page} == {
        "コード",
        "見出し",
    }
