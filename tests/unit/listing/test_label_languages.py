"""A label is sorted by the alphabet of its language."""

from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.listing import (
    Listing,
    See,
    head_of,
    reading_of,
    search_keys,
    sort_key,
)
from sphinxcontrib_glossterm.model import Label, LabelKind

from ..make import concept, scheme


@pytest.mark.parametrize(
    ("label", "project", "own", "head"),
    [
        ("Ångström", "en", "", "A"),
        ("Ångström", "en", "sv", "Å"),
        ("Ångström", "sv", "en", "A"),
        ("ñandú", "en", "es-MX", "Ñ"),
        ("Öl", "en", "de", "O"),
    ],
)
def test_heading(label: str, project: str, own: str, head: str) -> None:
    assert head_of(label, "", project, own).text == head


def test_order() -> None:
    labels = [("zinc", ""), ("Ångström", "sv"), ("Öl", "de"), ("Öre", "sv"), ("opal", "")]
    ordered = sorted(labels, key=lambda label: sort_key(label[0], "", "en", label[1]))
    assert [text for text, _ in ordered] == ["Öl", "opal", "zinc", "Ångström", "Öre"]


def test_the_project_decides_which_script_is_first() -> None:
    for project, first in (("en", "abc"), ("ru", "абв")):
        keys = {
            text: sort_key(text, "", project, own) for text, own in (("abc", ""), ("абв", "ru"))
        }
        assert min(keys, key=keys.__getitem__) == first


def test_pinyin_of_a_chinese_label() -> None:
    pytest.importorskip("pypinyin")
    labels = (Label("server"), Label("服务器", LabelKind.ALTERNATIVE, lang="zh-CN"))
    one = concept("x")._replace(labels=labels)
    assert "fuwuqi" in search_keys(one, "en")
    assert "fuwuqi" not in search_keys(
        one._replace(labels=(Label("server"), Label("服务器"))), "en"
    )
    assert head_of("服务器", "", "en", "zh-CN").text == "F"


def test_all_labels_are_listed_under_their_own_headings() -> None:
    labels = (Label("unit"), Label("ångström", LabelKind.ALTERNATIVE, lang="sv"))
    groups = Listing(scheme(concept("x")._replace(labels=labels)), language="en").a_to_z()
    assert [group.head.text for group in groups] == ["U", "Å"]
    assert isinstance(groups[1].entries[0], See)


@pytest.mark.parametrize(("reading", "label"), [("ていちつ", "低秩"), ("dīzhì", "低秩适应")])
def test_a_reading_belongs_to_a_label_of_its_language(reading: str, label: str) -> None:
    labels = (
        Label("LoRA"),
        Label("低秩适应", LabelKind.ALTERNATIVE, lang="zh-CN"),
        Label("低秩", LabelKind.ALTERNATIVE, lang="ja"),
    )
    one = concept("x", reading=reading)._replace(labels=labels)
    assert [text for text in ("LoRA", *one.alt_labels) if reading_of(one, text)] == [label]
