from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.model import ConceptScheme, distance

from ..make import concept, labels, scheme


@pytest.mark.parametrize(
    ("here", "there", "steps"),
    [
        ("ai/llm", "ai/llm", 0),
        ("ai/llm", "ai/training", 1),
        ("ai/llm", "index", 2),
        ("index", "ai/llm", 2),
        ("ai/llm", "hw/gpu", 3),
        ("ai/deep/llm", "ai/llm", 2),
    ],
)
def test_distance_counts_steps_through_the_tree(here: str, there: str, steps: int) -> None:
    assert distance(here, there) == steps


def test_lookup_takes_the_label_as_written_before_the_folded_one() -> None:
    radio, adaptation = concept("LoRa"), concept("LoRA")
    both = scheme(radio, adaptation)
    assert both.lookup("LoRA") == (adaptation,)
    assert both.lookup("LoRa") == (radio,)
    assert set(both.lookup("lora")) == {radio, adaptation}


@pytest.mark.parametrize("text", ["bayes’ rule", "Bayes'  Rule", "Ｂａｙｅｓ' rule"])
def test_lookup_folds_width_quotes_case_and_space(text: str) -> None:
    assert labels(scheme(concept("Bayes' rule")).lookup(text)) == ["Bayes' rule"]


def test_lookup_by_namespace() -> None:
    ml, hw = concept("Adapter", "ml", glossary="ml"), concept("Adapter", "hw", glossary="hw")
    both = scheme(ml, hw)
    assert both.lookup("hw:Adapter") == (hw,)
    assert both.lookup("Adapter") == (hw, ml)
    assert both.lookup("xx:Adapter") == ()


def test_the_nearest_of_two_is_meant() -> None:
    near, far = concept("Adapter", "ml/glossary"), concept("Adapter", "hw/glossary")
    assert scheme(near, far).meant("Adapter", "ml/page") == (near,)


def test_equally_near_concepts_are_ambiguous() -> None:
    both = scheme(concept("Adapter", "a/x"), concept("Adapter", "b/x"))
    assert len(both.meant("Adapter", "page")) == 2


def test_of_equally_near_ones_a_preferred_label_counts_more() -> None:
    named, added = concept("Transformer", "nlp"), concept("トランスフォーマー | Transformer", "dl")
    assert scheme(added, named).meant("Transformer", "page") == (named,)


def test_narrower_is_the_inverse_of_broader() -> None:
    peft, lora = concept("PEFT"), concept("LoRA", broader=("PEFT",))
    both = scheme(lora, peft)
    assert both.broader(lora.id) == (peft.id,)
    assert both.narrower(peft.id) == (lora.id,)
    assert both.path_to_root(lora.id) == (peft.id,)


def test_related_holds_in_both_directions() -> None:
    one, two = concept("One", related=("Two",)), concept("Two")
    both = scheme(one, two)
    assert both.related(two.id) == (one.id,)


def test_the_broader_concept_is_inferred_from_the_definition_if_enabled() -> None:
    peft, lora = concept("PEFT"), concept("LoRA", definition="PEFT手法の一種。")
    assert scheme(peft, lora, infer_broader=True).broader(lora.id) == (peft.id,)
    assert scheme(peft, lora).broader(lora.id) == ()


def test_a_written_broader_concept_overrides_an_inferred_one() -> None:
    concepts = [concept("PEFT"), concept("Tuning")]
    lora = concept("LoRA", broader=("Tuning",), definition="A kind of PEFT.")
    assert scheme(*concepts, lora, infer_broader=True).broader(lora.id) == (concepts[1].id,)


def test_a_cycle_is_broken_and_no_concept_is_omitted() -> None:
    a, b, c = (
        concept("A", broader=("B",)),
        concept("B", broader=("C",)),
        concept("C", broader=("A",)),
    )
    three = scheme(a, b, c)
    assert three.cycles == ((c.id, a.id, b.id, c.id),)
    assert (three.broader(a.id), three.broader(b.id), three.broader(c.id)) == ((b.id,), (c.id,), ())


def test_a_concept_that_is_its_own_broader_one_is_a_cycle() -> None:
    alone = concept("LoRA", broader=("lora",))
    assert scheme(alone).cycles == ((alone.id, alone.id),)


def test_documents_are_in_the_order_of_their_names() -> None:
    one, two = concept("A", "x"), concept("A", "y")
    assert list(scheme(two, one)) == [one, two]
    assert scheme(two, one).lookup("A") == (one, two)


def test_a_form_names_the_concept_where_no_label_does() -> None:
    variable, plural = concept("environment variable"), concept("tokens")
    forms = {"environment variable": ["environment variables"], "token": ["tokens"]}
    both = ConceptScheme(
        [variable, plural, concept("token")],
        spellings=lambda label, _language: forms.get(label, ()),
    )
    assert both.lookup("Environment Variables") == (variable,)
    assert both.lookup("tokens") == (plural,)
