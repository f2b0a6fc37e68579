"""The data model of a glossary: concepts, their labels, and the scheme of all concepts.

It uses the standard library only. Nothing here reads a file, logs, or raises an exception for an
author's input; problems are returned as values.
"""

from __future__ import annotations

from .anchors import EXTRA_ANCHORS, page_anchors, same_heading, term_anchor
from .concept import Case, Concept, ExpectedLink, LinkTest, Location, Status, expected_links
from .fields import (
    FIELD_NAMES,
    FIELDS,
    LABEL,
    LABEL_IN,
    Fields,
    field_spec,
    filled,
    is_field_block,
    parse_fields,
    read_field_lines,
    similar_field,
    similar_label_field,
    split_labels,
    supplemented,
    supplements,
    with_equal_tags,
)
from .integrity import Problem, ProblemKind, check_scheme, location_text
from .labels import MAX_LABEL, AvoidedLabel, Label, LabelKind, label_key, with_languages
from .scheme import ConceptScheme, distance
from .similarity import SimilarNames, similar
from .text import Phrase, is_foreign, is_web_address, language_tag, without_surrogates

__all__ = [
    "EXTRA_ANCHORS",
    "FIELDS",
    "FIELD_NAMES",
    "LABEL",
    "LABEL_IN",
    "MAX_LABEL",
    "AvoidedLabel",
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
    "SimilarNames",
    "Status",
    "check_scheme",
    "distance",
    "expected_links",
    "field_spec",
    "filled",
    "is_field_block",
    "is_foreign",
    "is_web_address",
    "label_key",
    "language_tag",
    "location_text",
    "page_anchors",
    "parse_fields",
    "read_field_lines",
    "same_heading",
    "similar",
    "similar_field",
    "similar_label_field",
    "split_labels",
    "supplemented",
    "supplements",
    "term_anchor",
    "with_equal_tags",
    "with_languages",
    "without_surrogates",
]
