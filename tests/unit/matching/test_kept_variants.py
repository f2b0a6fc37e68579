"""Spellings of labels that are kept from build to build."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_glossterm.matching import KeptVariants, kept_variants, variants_of

LABELS = ["token", "サーバー", "Work Queue (WQ)", "na\u00efve \ud800", ""]
CODES = [("en",), ("ja", "en"), ()]
CALLS = st.lists(st.tuples(st.sampled_from(LABELS) | st.text(), st.sampled_from(CODES)))


@given(CALLS)
def test_kept_results_are_those_of_the_function(calls):
    first = KeptVariants()
    made = [list(first(*call)) for call in calls]
    kept = KeptVariants(first.packed())
    assert [list(kept(*call)) for call in calls] == made == [list(variants_of(*c)) for c in calls]
    assert kept.packed() == first.packed()


@given(CALLS, st.randoms())
def test_the_order_of_calls_does_not_matter(calls, random):
    first, second = KeptVariants(), KeptVariants()
    for call in calls:
        first(*call)
    for call in random.sample(calls, len(calls)):
        second(*call)
    assert first.packed() == second.packed()


def test_labels_that_are_not_used_again_are_dropped():
    first = KeptVariants()
    first("token", ["en"])
    one = first.packed()
    first("server", ["en"])
    second = KeptVariants(first.packed())
    second("token", ["en"])
    assert second.packed() == one != first.packed()


def test_kept_results_are_used(monkeypatch):
    first = KeptVariants()
    first("token", ["en"])
    packed = first.packed()
    monkeypatch.setattr(kept_variants, "variants_of", lambda label, codes: ["another"])
    assert KeptVariants(packed)("token", ["en"]) == ["token", "tokens"]
    assert KeptVariants(packed)("token", ["ja"]) == ["another"]


def test_results_of_another_version_are_not_used(monkeypatch):
    first = KeptVariants()
    first("token", ["en"])
    packed = first.packed()
    monkeypatch.setattr(kept_variants, "_VERSION", "another")
    monkeypatch.setattr(kept_variants, "variants_of", lambda label, codes: ["another"])
    assert KeptVariants(packed)("token", ["en"]) == ["another"]
