from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_glossterm.listing import Branch, GraphQuery, concept_graph, outline

from ..make import concept, labels, scheme

if TYPE_CHECKING:
    from sphinxcontrib_glossterm.listing import ConceptGraph

TRAINING = concept("Training")
PEFT = concept("PEFT", broader=("Training",), related=("GPU",))
LORA = concept("LoRA", broader=("PEFT",))
QLORA = concept("QLoRA", broader=("LoRA", "Quantisation"))
QUANTISATION = concept("Quantisation", broader=("Number",))
NUMBER = concept("Number")
GPU = concept("GPU", related=("Driver",))
DRIVER = concept("Driver")
ALONE = concept("Alone")
SCHEME = scheme(TRAINING, PEFT, LORA, QLORA, QUANTISATION, NUMBER, GPU, DRIVER, ALONE)


def shown(**query: object) -> list[str]:
    return labels(concept_graph(SCHEME, GraphQuery(docname="index", **query)).concepts)


def relations(graph: ConceptGraph) -> list[str]:
    names = {c.id: c.pref_label for c in graph.concepts}
    return [
        *(f"{names[one]} > {names[two]}" for one, two in graph.narrower),
        *(f"{names[one]} ~ {names[two]}" for one, two in graph.related),
    ]


def nested(branches: tuple[Branch, ...]) -> list[object]:
    rows: list[object] = []
    for branch in branches:
        beside = "".join(f" ~ {label}" for label in labels(branch.related))
        rows.append(branch.concept.pref_label + beside)
        rows += [nested(branch.narrower)] if branch.narrower else []
    return rows


def test_without_a_target_all_concepts_with_relations_are_included() -> None:
    assert shown() == ["LoRA", "Number", "PEFT", "QLoRA", "Quantisation", "Training"]
    assert shown(related=True) == [
        *("Driver", "GPU", "LoRA", "Number", "PEFT", "QLoRA", "Quantisation", "Training")
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"target": "PEFT"}, ["LoRA", "PEFT", "QLoRA", "Training"]),
        ({"target": "peft"}, ["LoRA", "PEFT", "QLoRA", "Training"]),
        ({"target": "index#term-PEFT"}, ["LoRA", "PEFT", "QLoRA", "Training"]),
        ({"target": "PEFT", "up": 0}, ["LoRA", "PEFT", "QLoRA"]),
        ({"target": "PEFT", "down": 0}, ["PEFT", "Training"]),
        ({"target": "PEFT", "down": 1}, ["LoRA", "PEFT", "Training"]),
        ({"target": "PEFT", "up": 0, "down": 0, "related": True}, ["GPU", "PEFT"]),
        ({"target": "QLoRA", "up": 1}, ["LoRA", "QLoRA", "Quantisation"]),
        ({"target": "Alone"}, ["Alone"]),
        ({"target": "Nothing"}, []),
    ],
)
def test_around_a_concept(query: dict[str, object], expected: list[str]) -> None:
    assert shown(**query) == expected


def test_every_relation_between_shown_concepts_is_included_once() -> None:
    graph = concept_graph(SCHEME, GraphQuery(related=True))
    assert relations(graph) == [
        *("LoRA > QLoRA", "Number > Quantisation", "PEFT > LoRA", "Quantisation > QLoRA"),
        *("Training > PEFT", "Driver ~ GPU", "GPU ~ PEFT"),
    ]


def test_the_list_has_both_parents_and_related_concepts() -> None:
    graph = concept_graph(SCHEME, GraphQuery(related=True))
    assert nested(outline(graph)) == [
        "Number",
        ["Quantisation", ["QLoRA"]],
        "Training",
        ["PEFT ~ GPU", ["LoRA", ["QLoRA"]]],
    ]


def test_concepts_that_are_only_related_have_a_line_too() -> None:
    pair = scheme(concept("A", related=("B",)), concept("B"))
    assert nested(outline(concept_graph(pair, GraphQuery(related=True)))) == ["A ~ B"]


def test_a_cycle_omits_no_concept() -> None:
    cycle = scheme(concept("A", broader=("B",)), concept("B", broader=("A",)))
    graph = concept_graph(cycle, GraphQuery("A", "index"))
    assert (labels(graph.concepts), nested(outline(graph))) == (["A", "B"], ["B", ["A"]])


def test_shown_changes_with_names_addresses_and_relations_only() -> None:
    def of(*concepts: object) -> object:
        return concept_graph(scheme(*concepts), GraphQuery("LoRA", "index")).shown()

    child = concept("LoRA", broader=("PEFT",))
    same = of(concept("PEFT"), child)
    assert of(concept("PEFT", definition="Another."), child, concept("X")) == same
    for other in (concept("PEFT", "there"), concept("PEFT | P.E.F.T."), concept("PEFT")):
        assert of(other, child, concept("X", broader=("LoRA",))) != same
    assert of(concept("PEFT", "there"), child) != same
    assert of(concept("PEFT fine-tuning | PEFT"), child) != same
