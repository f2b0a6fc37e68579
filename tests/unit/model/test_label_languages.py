"""The language of a label: its tag, its fields, and what a data file adds."""

from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.model import (
    FIELDS,
    Fields,
    Label,
    LabelKind,
    check_scheme,
    field_spec,
    filled,
    is_field_block,
    is_foreign,
    language_tag,
    parse_fields,
    similar_field,
    supplemented,
    supplements,
    with_languages,
)

from ..make import concept, scheme


def further(text: str, lang: str) -> Label:
    return Label(text, LabelKind.ALTERNATIVE, lang=lang)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("ja", "ja"),
        (" EN ", "en"),
        ("zh_TW", "zh-TW"),
        ("zh-hant-hk", "zh-Hant-HK"),
        ("sr-LATN", "sr-Latn"),
        ("es-419", "es-419"),
        ("de-CH-1996", "de-CH-1996"),
        ("yue", "yue"),
        ("en-x-Sailors", "en-x-sailors"),
        ("jp", ""),
        ("cn", ""),
        ("Japanese", ""),
        ("x-klingon", ""),
        ("en-", ""),
        ("en us", ""),
        ("е", ""),
        ("", ""),
        ("en" + "-abcdefgh" * 100, ""),
    ],
)
def test_tags(text: str, tag: str) -> None:
    assert language_tag(text) == tag


def test_the_codes_of_two_letters_are_those_of_cldr() -> None:
    babel = pytest.importorskip("babel")
    letters = "abcdefghijklmnopqrstuvwxyz"
    known = {code for code in babel.Locale("en").languages if len(code) == 2}
    assert {a + b for a in letters for b in letters if language_tag(a + b)} == known


@pytest.mark.parametrize(
    ("tag", "page", "foreign"),
    [
        ("ja", "en", True),
        ("en", "en", False),
        ("en-GB", "en", False),
        ("de", "de_AT", False),
        ("en-GB", "en_US", True),
        ("zh-TW", "zh_CN", True),
        ("", "en", False),
        ("no", "non", True),
    ],
)
def test_the_language_of_a_page(tag: str, page: str, *, foreign: bool) -> None:
    assert is_foreign(tag, page) is foreign


def test_fields_for_labels_in_a_language() -> None:
    parsed = parse_fields(
        {"lang": "EN", "label_ja": "低ランク適応|ローラ", "label_zh_tw": "低秩"}, "|"
    )
    assert parsed.wrong == []
    assert parsed.fields.lang == "en"
    assert parsed.fields.labels == (
        further("低ランク適応", "ja"),
        further("ローラ", "ja"),
        further("低秩", "zh-TW"),
    )


def test_wrong_values_are_reported() -> None:
    wrong = parse_fields({"lang": "Japanese", "label_ja": " | "}, "|").wrong
    texts = FIELDS["aliases"].values.value
    assert wrong == [("lang", "Japanese", FIELDS["lang"].values.value), ("label_ja", "|", texts)]


@pytest.mark.parametrize("name", ["label_", "label_jp", "label_japanese", "label", "labels_ja"])
def test_unknown_fields(name: str) -> None:
    assert field_spec(name) is None


def test_a_field_with_an_unknown_language_is_ours() -> None:
    assert is_field_block(["label_jp"])
    assert not is_field_block(["label_type", "label"])


@pytest.mark.parametrize("name", ["aliases_ja", "labels_JA", "term_ja"])
def test_a_similar_field(name: str) -> None:
    assert similar_field(name) == ("label_ja",)


def test_other_fields_with_an_unknown_language_have_no_similar_one() -> None:
    assert similar_field("aliases_jp") == ()


def test_every_label_has_a_language_of_its_own_or_that_of_the_entry() -> None:
    written = [Label("LoRA"), further("ローラ", ""), further("adapter", "")]
    given = [further("ローラ", "ja"), further("LoRA", "de"), further("adapteur", "fr")]
    made = with_languages(written, "en", given)
    assert [(label.text, label.lang) for label in made] == [
        ("LoRA", "en"),
        ("ローラ", "ja"),
        ("adapter", "en"),
        ("LoRA", "de"),
        ("adapteur", "fr"),
    ]


def test_the_first_label_may_also_be_one_of_another_language() -> None:
    made = with_languages([Label("Adapter")], "", [further("Adapter", "de")])
    (one,) = scheme(concept("x")._replace(labels=made))
    assert [label.lang for label in one.labels] == ["", "de"]
    assert one.alt_labels == ()
    assert check_scheme(scheme(one)) == []


def test_a_label_is_foreign_only_if_it_cannot_be_of_the_page() -> None:
    labels = (Label("Adapter", lang="en"), further("Adapter", "de"), further("低秩", "zh"))
    one = concept("x")._replace(labels=labels)
    assert one.foreign_language("Adapter", "en") == ""
    assert one.foreign_language("adapter", "ja") == "en"
    assert one.foreign_language("低秩", "en") == "zh"
    assert one.foreign_language("低秩", "zh_CN") == ""
    assert one.foreign_language("unknown", "en") == ""


def test_forms_are_in_the_language_of_the_first_label_and_abbreviations_in_none() -> None:
    labels = (Label("Netz", lang="de"), further("net", "en"))
    one = concept("x", abbr="NZ", forms=("Netzes",))._replace(labels=labels)
    assert list(one.named()) == [("Netz", "de"), ("net", "en"), ("NZ", ""), ("Netzes", "de")]


def test_fields_from_two_places_are_joined_for_each_language() -> None:
    own = Fields(labels=(further("a", "ja"),))
    others = Fields(lang="en", labels=(further("b", "ja"), further("c", "de")))
    assert filled(own, others) == Fields(lang="en", labels=(further("a", "ja"), further("c", "de")))


def test_a_data_file_adds_languages() -> None:
    page = concept("Mixer | ミキサー")
    fields = Fields(lang="en", labels=(further("ミキサー", "ja"), further("Rührgerät", "de")))
    (made,) = supplemented([page], supplements([("", ("mixer",), fields)]))
    assert [(label.text, label.lang) for label in made.labels] == [
        ("Mixer", "en"),
        ("ミキサー", "ja"),
        ("Rührgerät", "de"),
    ]


@pytest.mark.parametrize(
    ("labels", "abbr", "page", "full"),
    [
        # The first label that is not the abbreviation.
        ((("Low-Rank Adaptation", ""),), "LoRA", "en", "Low-Rank Adaptation (LoRA)"),
        ((("LoRA", ""), ("Low-Rank Adaptation", "")), "LoRA", "en", "Low-Rank Adaptation (LoRA)"),
        # In the language of the page.
        ((("Low Rank", "en"), ("低ランク", "ja")), "LoRA", "ja", "低ランク (LoRA)"),
        ((("LoRA", ""), ("低ランク適応", "ja"), ("Low Rank", "")), "LoRA", "en", "Low Rank (LoRA)"),
        ((("LoRA", "en"), ("Low Rank", "en"), ("低ランク", "ja")), "LoRA", "ja", "低ランク (LoRA)"),
        # In another language, if there is no other label.
        ((("検索拡張生成", "ja"),), "RAG", "en", "検索拡張生成 (RAG)"),
        # None.
        ((("LoRA", ""),), "LoRA", "en", ""),
        ((("lora", ""),), "LoRA", "en", ""),
        ((("Low-Rank Adaptation", ""),), "", "en", ""),
    ],
)  # fmt: skip
def test_the_full_form_of_an_abbreviation(labels, abbr, page, full):
    given = [
        Label(text, LabelKind.ALTERNATIVE if number else LabelKind.PREFERRED, lang=lang)
        for number, (text, lang) in enumerate(labels)
    ]
    assert concept("x", abbr=abbr)._replace(labels=tuple(given)).full_form(page) == full
