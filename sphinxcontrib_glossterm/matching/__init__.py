"""Find mentions of concepts in prose, and decide which of them become links.

In the order of use: :mod:`.folding` normalises characters that readers consider equal,
:mod:`.variants` generates the spellings of a label, :mod:`.phrases` those in which none is linked,
:mod:`.matcher` finds all of them in one pass, :mod:`.edges` decides whether a hit is a word of its
own, and :mod:`.policy` decides which of these words are linked, and to which concept.
:mod:`.verdicts` gives the reasons for the others. The rules of each language are in
:mod:`sphinxcontrib_glossterm.languages`. Nothing here depends on Sphinx, logs, or raises an
exception for an author's input.

A module is imported when one of its names is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import importing

if TYPE_CHECKING:
    from sphinxcontrib_glossterm.languages.language import Reason as Reason
    from sphinxcontrib_glossterm.languages.tokenizer import PACKAGES as PACKAGES
    from sphinxcontrib_glossterm.languages.tokenizer import Tokenizer as Tokenizer
    from sphinxcontrib_glossterm.languages.tokenizer import sudachi as sudachi

    from .cached_matcher import CachedMatcher as CachedMatcher
    from .edges import DEFAULT_RULES as DEFAULT_RULES
    from .edges import WORD_LISTS as WORD_LISTS
    from .edges import EdgeRules as EdgeRules
    from .edges import compound_around as compound_around
    from .edges import rules_of as rules_of
    from .edges import with_words as with_words
    from .folding import Folded as Folded
    from .folding import fold as fold
    from .folding import fold_case as fold_case
    from .kept_variants import KeptVariants as KeptVariants
    from .matcher import Matcher as Matcher
    from .matcher import edges_digest as edges_digest
    from .policy import ANSWERS as ANSWERS
    from .policy import Ambiguity as Ambiguity
    from .policy import Decision as Decision
    from .policy import Density as Density
    from .policy import LinkPolicy as LinkPolicy
    from .policy import Match as Match
    from .policy import Mention as Mention
    from .policy import Passage as Passage
    from .policy import Refusal as Refusal
    from .policy import Scope as Scope
    from .variants import codes_for as codes_for
    from .variants import spellings_of as spellings_of
    from .variants import variants_of as variants_of
    from .verdicts import Outcome as Outcome
    from .verdicts import Verdict as Verdict
    from .verdicts import check as check
    from .verdicts import explain as explain

__getattr__, __dir__, __all__ = importing(
    __name__,
    {
        ".languages.language": ["Reason"],
        ".languages.tokenizer": ["PACKAGES", "Tokenizer", "sudachi"],
        "cached_matcher": ["CachedMatcher"],
        "edges": [
            "DEFAULT_RULES",
            "RULE_NAMES",
            "WORD_LISTS",
            "EdgeRules",
            "compound_around",
            "rules_of",
            "with_words",
        ],
        "folding": ["Folded", "fold", "fold_case"],
        "kept_variants": ["KeptVariants"],
        "matcher": ["Matcher", "edges_digest"],
        "policy": [
            "ANSWERS",
            "Ambiguity",
            "Decision",
            "Density",
            "LinkPolicy",
            "Match",
            "Mention",
            "Passage",
            "Refusal",
            "Scope",
        ],
        "variants": ["codes_for", "spellings_of", "variants_of"],
        "verdicts": ["Outcome", "Verdict", "check", "explain"],
    },
)
