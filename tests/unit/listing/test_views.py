from __future__ import annotations

from sphinxcontrib_glossterm.listing import Entry, Group, See, a_to_z, tree

from ..make import concept, scheme

PEFT = concept("PEFT")
LORA = concept("LoRA", broader=("PEFT",))
QLORA = concept("QLoRA", broader=("LoRA",))
LAYERS = concept("Adapter Layers", broader=("PEFT",))


def outline(entries: tuple[Entry | See, ...]) -> list[object]:
    rows: list[object] = []
    for entry in entries:
        if isinstance(entry, See):
            rows.append(" › ".join(c.pref_label for c in (*entry.path, entry.concept)))
        else:
            rows.append(entry.concept.pref_label)
            rows += [outline(entry.narrower)] if entry.narrower else []
    return rows


def heads(groups: tuple[Group, ...]) -> dict[str, list[object]]:
    return {group.head.text: outline(group.entries) for group in groups}


def test_a_to_z_nests_narrower_concepts_and_finds_them_by_letter_too() -> None:
    assert heads(a_to_z(scheme(QLORA, LAYERS, LORA, PEFT))) == {
        "A": ["PEFT › Adapter Layers"],
        "L": ["PEFT › LoRA"],
        "P": ["PEFT", ["Adapter Layers", "LoRA", ["QLoRA"]]],
        "Q": ["PEFT › LoRA › QLoRA"],
    }


def test_the_tree_begins_with_what_has_nothing_above_it() -> None:
    assert outline(tree(scheme(LAYERS, LORA, PEFT))) == ["PEFT", ["Adapter Layers", "LoRA"]]


def test_a_concept_of_two_broader_ones_stands_below_both() -> None:
    child = concept("LoRA", broader=("PEFT", "Tuning"))
    assert outline(tree(scheme(PEFT, concept("Tuning"), child))) == [
        "PEFT",
        ["LoRA"],
        "Tuning",
        ["LoRA"],
    ]


def test_a_circle_loses_nobody() -> None:
    circle = scheme(concept("A", broader=("B",)), concept("B", broader=("A",)))
    assert outline(tree(circle)) == ["B", ["A"]]


def test_an_empty_scheme_has_no_groups() -> None:
    assert (a_to_z(scheme()), tree(scheme())) == ((), ())
