"""What a glossary is: concepts, their labels, the scheme that holds them all.

Knows the standard library only. Nothing here reads a file, logs or raises for what an author
wrote: it returns values, and problems as values.
"""

from __future__ import annotations

from .anchors import EXTRA_ANCHORS, page_anchors, term_anchor
from .concept import Case, Concept, Label, LabelKind, Location, Status, label_key
from .fields import (
    FIELDS,
    Fields,
    filled,
    is_field_block,
    parse_fields,
    read_field_lines,
    similar_field,
    split_labels,
)
from .integrity import Problem, ProblemKind, check_scheme, place, suggestion
from .linktest import ExpectedLink, LinkTest, expected_links
from .phrase import Phrase
from .scheme import ConceptScheme, distance
from .supplement import supplemented
from .text import first_sentence, sentence_with, whole

__all__ = [
    "EXTRA_ANCHORS",
    "FIELDS",
    "Case",
    "Concept",
    "ConceptScheme",
    "ExpectedLink",
    "Fields",
    "Label",
    "LabelKind",
    "LinkTest",
    "Location",
    "Phrase",
    "Problem",
    "ProblemKind",
    "Status",
    "check_scheme",
    "distance",
    "expected_links",
    "filled",
    "first_sentence",
    "is_field_block",
    "label_key",
    "page_anchors",
    "parse_fields",
    "place",
    "read_field_lines",
    "sentence_with",
    "similar_field",
    "split_labels",
    "suggestion",
    "supplemented",
    "term_anchor",
    "whole",
]
