"""How a mention of a concept is found in prose, and which mentions become links.

The stages: :mod:`.folding` makes one form of what readers take for the same,
:mod:`.variants` makes the spellings of a label, :mod:`.matcher` finds them all in one pass,
:mod:`.edges` says whether what was found is a word of its own, and :mod:`.policy` which of
the words found are linked, and to which concept. :mod:`.explain` tells why the others are not.
Nothing here knows Sphinx, logs, or raises for what an author wrote.
"""

from __future__ import annotations

from .check import Outcome, check
from .compounds import compound_around
from .explain import Verdict, explain
from .folding import Folded, fold, fold_case
from .matcher import Match, Matcher, Refusal
from .policy import Ambiguity, Decision, Density, LinkPolicy, Mention, Passage, Scope
from .rules import EdgeRules, Reason
from .variants import variants_of

__all__ = [
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
    "Verdict",
    "check",
    "compound_around",
    "explain",
    "fold",
    "fold_case",
    "variants_of",
]
