"""Helpers that create concepts and schemes for tests."""

from __future__ import annotations

from typing import Any

from sphinxcontrib_glossterm.languages import genus_candidates
from sphinxcontrib_glossterm.model import (
    Concept,
    ConceptScheme,
    Label,
    LabelKind,
    Location,
    term_anchor,
)


def concept(labels: str, docname: str = "index", **fields: Any) -> Concept:
    """``concept("LoRA | Low-Rank Adaptation", "ai/training", broader=("PEFT",))``."""
    texts = [text.strip() for text in labels.split("|")]
    kinds = [LabelKind.PREFERRED, *[LabelKind.ALTERNATIVE] * (len(texts) - 1)]
    anchor = term_anchor(texts[0])
    values: dict[str, Any] = {
        "id": f"{docname}#{anchor}",
        "anchor": anchor,
        "labels": tuple(Label(text, kind) for text, kind in zip(texts, kinds, strict=True)),
        "location": Location(docname, fields.pop("line", None)),
        "definition": "A definition.",
    }
    return Concept(**values | fields)


def scheme(*concepts: Concept, infer_broader: bool = False) -> ConceptScheme:
    return ConceptScheme(concepts, infer_broader=genus_candidates if infer_broader else None)


def labels(concepts: Any) -> list[str]:
    return [one.pref_label for one in concepts]
