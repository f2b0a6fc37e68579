"""How a mention of a concept is found in prose, and which mentions become links.

The stages: :mod:`.folding` makes one form of what readers take for the same,
:mod:`.variants` makes the spellings of a label, :mod:`.matcher` finds them all in one pass,
:mod:`.edges` says whether what was found is a word of its own (by :mod:`.latin`,
:mod:`.japanese`, :mod:`.tokenizer` and the lists in :mod:`.rules`), and :mod:`.policy` which
of the words found are linked, and to which concept. :mod:`.explain` tells why the others are
not. Nothing here knows Sphinx, logs, or raises for what an author wrote.
"""

from __future__ import annotations

from .check import Outcome, check
from .compounds import compound_around
from .explain import Verdict, explain
from .folding import Folded, fold, fold_case
from .matcher import Match, Matcher, Refusal, edges_digest
from .policy import Ambiguity, Decision, Density, LinkPolicy, Mention, Passage, Scope
from .rules import DEFAULT_RULES, WORD_LISTS, EdgeRules, Reason, with_words
from .tokenizer import PACKAGES, Tokenizer, sudachi
from .variants import variants_of

__all__ = [
    "DEFAULT_RULES",
    "PACKAGES",
    "WORD_LISTS",
    "Ambiguity",
    "Decision",
    "Density",
    "EdgeRules",
    "Folded",
    "LinkPolicy",
    "Match",
    "Matcher",
    "Mention",
    "Outcome",
    "Passage",
    "Reason",
    "Refusal",
    "Scope",
    "Tokenizer",
    "Verdict",
    "check",
    "compound_around",
    "edges_digest",
    "explain",
    "fold",
    "fold_case",
    "sudachi",
    "variants_of",
    "with_words",
]
