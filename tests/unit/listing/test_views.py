from __future__ import annotations

from sphinxcontrib_glossterm.listing import Entry, Group, Listing, See, Selection
from sphinxcontrib_glossterm.listing.views import MAX_PATHS

from ..make import concept, scheme

PEFT = concept("PEFT", tags=("training",))
LORA = concept("LoRA | Low-Rank Adaptation", broader=("PEFT",), related=("Rank",))
QLORA = concept("QLoRA", broader=("LoRA",), tags=("training", "bits"))
LAYERS = concept("Adapter Layers", broader=("PEFT",))
RANK = concept("Rank", glossary="maths")
ALL = scheme(QLORA, LAYERS, LORA, PEFT, RANK)


def outline(entries: tuple[Entry | See, ...]) -> list[object]:
    rows: list[object] = []
    for entry in entries:
        if isinstance(entry, See):
            rows.append(f"{entry.label} → {entry.concept.pref_label}")
        else:
            rows.append(entry.concept.pref_label)
            rows += [outline(entry.narrower)] if entry.narrower else []
    return rows


def heads(groups: tuple[Group, ...]) -> dict[str, list[object]]:
    return {group.head.text: outline(group.entries) for group in groups}


def tree(*concepts: object, **selection: object) -> list[object]:
    chosen = scheme(*concepts) if concepts else ALL  # type: ignore[arg-type]
    return outline(Listing(chosen, Selection(**selection)).tree())  # type: ignore[arg-type]


def test_a_to_z_has_each_concept_at_its_letter_and_other_labels_at_theirs() -> None:
    assert heads(Listing(ALL).a_to_z()) == {
        "A": ["Adapter Layers"],
        "L": ["LoRA", ["QLoRA"], "Low-Rank Adaptation → LoRA"],
        "P": ["PEFT", ["Adapter Layers", "LoRA"]],
        "Q": ["QLoRA"],
        "R": ["Rank"],
    }


def test_a_label_right_after_its_concept_gets_no_line_of_its_own() -> None:
    only = scheme(concept("LoRA | LoRA adapter | LoRAs | Adapter"))
    assert heads(Listing(only).a_to_z()) == {"A": ["Adapter → LoRA"], "L": ["LoRA"]}


def test_a_reading_is_that_of_the_label_in_japanese() -> None:
    both = scheme(
        concept("Granite | 花崗岩", reading="かこうがん"), concept("LoRA", reading="ローラ")
    )
    assert heads(Listing(both).a_to_z()) == {
        "G": ["Granite"],
        "L": ["LoRA"],
        "か": ["花崗岩 → Granite"],
        "ら": ["ローラ → LoRA"],
    }


def test_an_entry_has_its_paths_and_related_concepts() -> None:
    entry = Listing(ALL).entry(ALL[QLORA.id])
    assert entry.paths == ((PEFT, LORA),)
    assert Listing(ALL).entry(ALL[LORA.id]).related == (RANK,)
    assert Listing(ALL).entry(ALL[RANK.id]).related == (LORA,)


def test_the_number_of_paths_is_limited() -> None:
    levels = [concept("Top")]
    for n in range(6):
        above = (f"L{n}", f"R{n}") if n else ("Top",)
        levels += [concept(f"{side}{n + 1}", broader=above) for side in "LR"]
    deep = scheme(*levels)
    assert [len(Listing(deep).entry(deep[f"index#term-L{n}"]).paths) for n in (1, 2, 3, 4)] == [
        1,
        2,
        4,
        8,
    ]
    assert len(Listing(deep).entry(deep["index#term-L6"]).paths) == MAX_PATHS


def test_the_tree_begins_with_concepts_without_broader_ones() -> None:
    assert tree() == ["PEFT", ["Adapter Layers", "LoRA", ["QLoRA"]], "Rank"]


def test_a_concept_of_two_broader_ones_is_below_both() -> None:
    child = concept("LoRA", broader=("PEFT", "Tuning"))
    assert tree(PEFT, concept("Tuning"), child) == ["PEFT", ["LoRA"], "Tuning", ["LoRA"]]


def test_a_cycle_omits_no_concept() -> None:
    assert tree(concept("A", broader=("B",)), concept("B", broader=("A",))) == ["B", ["A"]]


def test_a_selection_by_root_and_depth() -> None:
    assert tree(roots=(LORA.id,)) == ["LoRA", ["QLoRA"]]
    assert tree(roots=(PEFT.id, LORA.id)) == ["PEFT", ["Adapter Layers", "LoRA", ["QLoRA"]]]
    assert tree(depth=1) == ["PEFT", "Rank"]
    assert tree(depth=2) == ["PEFT", ["Adapter Layers", "LoRA"], "Rank"]
    assert tree(roots=(PEFT.id,), depth=1) == ["PEFT"]
    assert tree(roots=(PEFT.id,), depth=9) == ["PEFT", ["Adapter Layers", "LoRA", ["QLoRA"]]]


def test_a_selection_by_tag_and_glossary() -> None:
    assert tree(tags=("bits", "training")) == ["PEFT", "QLoRA"]
    assert tree(glossaries=("maths",)) == ["Rank"]
    assert tree(glossaries=("maths",), tags=("bits",)) == []
    assert heads(Listing(ALL, Selection(tags=("bits",))).a_to_z()) == {"Q": ["QLoRA"]}


def test_groups_of_tags_and_glossaries() -> None:
    listing = Listing(ALL)
    assert [(group.name, outline(group.entries)) for group in listing.by_tag()] == [
        ("bits", ["QLoRA"]),
        ("training", ["PEFT", "QLoRA"]),
    ]
    assert [(group.name, outline(group.entries)) for group in listing.by_glossary()] == [
        ("maths", ["Rank"])
    ]


def test_an_empty_scheme_has_no_views() -> None:
    empty = Listing(scheme())
    assert (empty.a_to_z(), empty.tree(), empty.by_tag(), empty.flat()) == ((), (), (), ())
