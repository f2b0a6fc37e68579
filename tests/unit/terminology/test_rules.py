"""The rules of the terminology check, on uses without pages."""

from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.config import RULES
from sphinxcontrib_glossterm.matching import Matcher
from sphinxcontrib_glossterm.model import ConceptScheme, Label, LabelKind, Status
from sphinxcontrib_glossterm.model.labels import AvoidedLabel
from sphinxcontrib_glossterm.terminology import (
    UNKNOWN,
    Check,
    Located,
    Pages,
    Rule,
    Severity,
    Use,
    labels_in,
    severities,
)

from ..make import concept

CODES = ("en", "ja")


ORDER = {"page": 1, "later": 2}


def nowhere(_docname, _use):
    return Located("page.md", 1, UNKNOWN)


def check(text, *concepts, on=RULES, own=(), expanded=None):
    """Text, rule and replacement of each finding."""
    known = ConceptScheme(concepts)
    matcher = Matcher.from_concepts(known, languages=CODES)
    uses = [
        ("page", Use(concept, label, text[start:end], avoided, False, 0, start, end))
        for start, end, concept, label, avoided in labels_in(text, "page", own, matcher, known)
    ]
    rules = dict.fromkeys(map(Rule, on), Severity.WARNING)
    findings = Check(known, rules, CODES, Pages(order=ORDER, expanded=expanded or {})).findings(
        uses, nowhere
    )
    return [(one.text, str(one.rule), one.replacement) for one in findings]


SERVER = concept("サーバー", avoid=("サーバ", "server machine (say: host)"))
ALLOW = concept("allowlist", avoid=("whitelist (inclusive language)",))


@pytest.mark.parametrize(
    ("labels", "avoided", "expected"),
    [
        ("host | サーバー", "サーバ", "サーバー"),
        ("サーバー | host", "サーバ", "サーバー"),
        ("host | サーバー", "server machine", "host"),
        ("host | 計算機", "サーバ", "計算機"),
        ("log in | sign-in | サインイン", "sign in", "sign-in"),
        ("host | хост", "сервер", "хост"),
        ("host", "サーバ", "host"),
        ("API サーバー | ノード", "サーバ", "API サーバー"),
    ],
)
def test_the_nearest_label_is_suggested(labels, avoided, expected):
    one = concept(labels, avoid=(avoided,))
    assert check(f"{avoided}.", one, on=["avoided"]) == [(avoided, "avoided", expected)]


def test_an_alias_is_suggested_only_if_it_may_be_used():
    one = concept("host | サーバー", avoid=("サーバ",))
    assert check("サーバ.", one) == [("サーバ", "avoided", "host")]
    hidden = Label("サーバー", LabelKind.HIDDEN)
    one = one._replace(labels=(one.labels[0], hidden))
    assert check("サーバ.", one, on=["avoided"]) == [("サーバ", "avoided", "host")]


@pytest.mark.parametrize("avoid", [("whitelist", "white list"), ("white list", "whitelist")])
def test_spellings_of_a_label_to_avoid(avoid):
    one = concept("allowlist", avoid=avoid)
    expected = ["Allowlists", "allowlist", "allowlists"]
    found = check("Whitelists, a white list, white lists.", one, on=["avoided"])
    assert [replacement for _text, _rule, replacement in found] == expected


def test_a_label_that_several_concepts_avoid():
    host, server = concept("host", avoid=("box",)), concept("server", avoid=("box (too vague)",))
    assert check("A box. Boxes.", host, server, on=["avoided"]) == [
        ("box", "avoided", ""),
        ("Boxes", "avoided", ""),
    ]
    assert check("A box.", host, server, own=[server.id]) == []


def test_a_label_to_avoid_as_another_project_writes_it():
    """A place may have the labels of two concepts, and be reported with that of the other one."""
    scheme = ConceptScheme([ALLOW])
    use = Use(ALLOW.id, "white list", "white list", avoided=True)
    rules = {Rule.AVOIDED: Severity.WARNING}
    found = Check(scheme, rules, CODES, Pages()).findings([("page", use)], nowhere)
    assert [one.message for one in found] == ['do not use "white list"; write "allowlist"']


def test_only_avoided_labels_are_reported_by_default():
    assert severities({}) == {Rule.AVOIDED: Severity.WARNING}
    assert severities({"avoided": "off", "alias": "error"}) == {Rule.ALIAS: Severity.ERROR}


@pytest.mark.parametrize(
    ("written", "label", "reason"),
    [
        ("whitelist", "whitelist", ""),
        ("server machine (say: host)", "server machine", "say: host"),
        ("サーバ（長音を付ける）", "サーバ", "長音を付ける"),
        ("(odd)", "(odd)", ""),
        ("f(x) thing", "f(x) thing", ""),
    ],
)
def test_the_reason_of_a_label_to_avoid(written, label, reason):
    assert AvoidedLabel.read(written) == (label, reason)


def test_a_katakana_label_is_found_at_the_end_of_a_longer_word_only():
    text = "サーバ、データサーバ、ロードバランサーバイパス、サーバルーム、サーバー、サーバーの"
    found = [("サーバ", "avoided", "サーバー")] * 2
    assert check(text, SERVER) == found


def test_the_replacement_has_the_form_of_the_text():
    text = "Whitelists and a whitelist."
    assert check(text, ALLOW) == [
        ("Whitelists", "avoided", "Allowlists"),
        ("whitelist", "avoided", "allowlist"),
    ]


def test_a_label_to_avoid_is_never_a_mention_and_covers_the_labels_in_it():
    machine = concept("machine")
    known = [SERVER, machine]
    matcher = Matcher.from_concepts(known, languages=CODES)
    answers = matcher.find("a server machine")
    assert [(a.label, str(getattr(a, "reason", ""))) for a in answers] == [
        ("server machine", "avoided"),
        ("machine", "longer-label"),
    ]


def test_a_label_wins_over_the_same_label_to_avoid():
    host = concept("server machine", id="m")
    assert check("a server machine", SERVER, host) == []


def test_spellings_that_only_the_label_has_are_not_avoided():
    tuning = concept("fine-tuning", avoid=("fine tuning",))
    text = "fine tuning, fine-tuning, Fine-tunings"
    assert check(text, tuning) == [("fine tuning", "avoided", "fine-tuning")]


def test_a_form_that_is_not_known_has_no_replacement():
    policy = concept("rule", avoid=("policy",))
    assert check("policies", policy) == [("policies", "avoided", "")]


def test_case_alone_may_be_avoided():
    script = concept("JavaScript", avoid=("Javascript",))
    assert check("JavaScript, Javascript", script) == [("Javascript", "avoided", "JavaScript")]


def test_a_deprecated_concept_names_the_one_that_replaces_it():
    old = concept("master", status=Status.DEPRECATED, replaced_by="primary")
    assert check("the master", old, concept("primary")) == [("master", "deprecated", "primary")]


def test_the_broader_concept_is_no_replacement():
    old = concept("tape", status=Status.DEPRECATED, broader=("medium",))
    assert check("a tape", old, concept("medium")) == [("tape", "deprecated", "")]


def test_the_rarer_spelling_is_reported():
    server = concept("サーバー")
    assert check("サーバー、サーバー、サーバ", server) == [("サーバ", "inconsistent", "サーバー")]
    assert check("サーバ、サーバ、サーバー", server) == [("サーバー", "inconsistent", "サーバ")]


def test_of_equally_frequent_spellings_the_label_is_kept():
    assert check("サーバー、サーバ", concept("サーバ")) == [("サーバー", "inconsistent", "サーバ")]


def test_plurals_and_capitals_are_no_other_spelling():
    assert check("Server, servers, a server", concept("server")) == []


def test_labels_of_one_concept_that_differ_in_hyphens_are_one():
    data = concept("data-set | dataset")
    text = "a dataset, Datasets, a data-set"
    assert check(text, data, on=["inconsistent"]) == [("data-set", "inconsistent", "dataset")]
    assert check(text, data) == [
        ("dataset", "alias", "data-set"),
        ("Datasets", "inconsistent", "Data-sets"),
    ]


def test_an_abbreviation_and_a_label_in_another_language_are_no_alias():
    lora = concept("Low-Rank Adaptation | LoRA", abbr="LoRA")
    assert check("LoRA and Low-Rank Adaptation", lora, on=["alias"]) == []
    label = lora.labels[1]._replace(text="ローラ", lang="ja")
    assert check("ローラ", lora._replace(labels=(lora.labels[0], label))) == []


def test_a_label_that_is_also_the_preferred_one_in_another_language_is_no_alias():
    one = concept("Server | host")
    preferred, other = one.labels
    labels = (preferred._replace(lang="de"), other._replace(text="Server"))
    assert check("A Server.", one._replace(labels=labels), on=["alias"]) == []


def test_the_entry_of_the_concept_may_use_the_label():
    assert check("サーバ", SERVER, own=[SERVER.id]) == []


LORA = concept("Low-Rank Adaptation", "later", abbr="LoRA")


def test_an_abbreviation_is_spelled_out_once():
    full = "Low-Rank Adaptation (LoRA)"
    on = ["first-use"]
    assert check("LoRA is LoRA.", LORA, on=on) == [("LoRA", "first-use", full)]
    assert check(f"{full} is LoRA.", LORA, on=on) == []
    assert check("LoRA (Low-Rank Adaptation)", LORA, on=on) == []
    assert check("LoRA, that is, Low-Rank Adaptation", LORA, on=on) == [("LoRA", "first-use", full)]
    here = concept("Low-Rank Adaptation", "page", abbr="LoRA")
    assert check("LoRA is LoRA.", here, on=on) == []


def test_a_page_that_spells_out_the_first_mention():
    on = ["first-use"]
    assert check("LoRA is LoRA.", LORA, on=on, expanded={"page": {LORA.id}}) == []
    assert check("LoRA is LoRA.", LORA, on=on, expanded={"page": {"another"}}) != []
    assert check("LoRA is LoRA.", LORA, on=on, expanded={"later": {LORA.id}}) != []


def test_a_term_in_front_of_its_page_is_reported_once_in_each_page():
    on = ["unexplained"]
    text = "LoRA, LoRA and PEFT"
    assert check(text, LORA, concept("PEFT", "page"), on=on) == [("LoRA", "unexplained", "")]
    assert check(text, LORA._replace(location=LORA.location._replace(docname="no")), on=on) == []
