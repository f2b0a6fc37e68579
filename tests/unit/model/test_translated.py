"""Concepts with translated texts: tags of one name, records of data files."""

from __future__ import annotations

from sphinxcontrib_glossterm.model import (
    Fields,
    LabelKind,
    supplemented,
    supplements,
    with_equal_tags,
)

from ..make import concept


def test_a_tag_has_one_translation() -> None:
    concepts = [
        concept("Saw", tags=("wood",)),
        concept("Plane", tags=("Holz", "Hand"), written_tags=("wood", "hand")),
        concept("Drill", tags=("metal", "hand")),
        concept("Rasp", tags=("Gehölz",), written_tags=("wood",)),
        concept("Vice", tags=("A", "B"), written_tags=("C",)),
    ]
    found = {c.pref_label: (c.tags, c.written_tags) for c in with_equal_tags(concepts)}
    assert found == {
        "Saw": (("Holz",), ("wood",)),
        "Plane": (("Holz", "Hand"), ("wood", "hand")),
        "Drill": (("metal", "Hand"), ("metal", "hand")),
        "Rasp": (("Gehölz",), ("wood",)),
        "Vice": (("A", "B"), ("C",)),
    }


def test_concepts_without_translations_are_unchanged() -> None:
    concepts = [concept("Saw", tags=("wood",)), concept("Drill")]
    assert list(with_equal_tags(concepts)) == concepts


def test_tags_select_by_both_names() -> None:
    assert concept("Saw", tags=("Holz", "b"), written_tags=("wood", "b")).tag_names == (
        *("Holz", "b", "wood"),
    )


RECORDS = supplements([("", ("Saw", "handsaw"), Fields(short="Cuts.", tags=("wood",)))])


def test_a_record_is_found_by_the_label_in_both_languages() -> None:
    for saw in (concept("Säge", written="Saw"), concept("Saw", written="Säge")):
        (found,) = supplemented([saw], RECORDS)
        assert (found.short, found.alt_labels) == ("Cuts.", ("handsaw",))


def test_a_record_is_translated_as_its_entry() -> None:
    entry = concept(
        "Säge | Handsäge",
        written="Saw",
        origin="tools.yaml",
        short="Sägt.",
        tags=("Holz",),
        written_tags=("wood",),
    )
    (found,) = supplemented([concept("Säge", "page", written="Saw"), entry], RECORDS)
    assert (found.location.docname, found.short) == ("page", "Sägt.")
    assert (found.alt_labels, found.tag_names) == (("Handsäge",), ("Holz", "wood"))


def test_an_own_tag_is_kept() -> None:
    entry = concept("Saw", origin="tools.yaml", tags=("Holz",), written_tags=("wood",))
    (found,) = supplemented([concept("Saw", "page", tags=("hand",)), entry], RECORDS)
    assert found.tag_names == ("hand",)
    assert LabelKind.HIDDEN not in {label.kind for label in found.labels}
