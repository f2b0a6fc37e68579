"""How a mention of a concept is found in prose, and which mentions become links.

The stages: :mod:`.folding` makes one form of what readers take for the same, :mod:`.variants`
makes the spellings of a label (:mod:`.number` plurals, :mod:`.kana` katakana), :mod:`.matcher`
finds them all in one pass, :mod:`.joints` those that the text writes apart, :mod:`.edges` says
whether what was found is a word of its own (by :mod:`.latin`, :mod:`.japanese`, :mod:`.tokenizer`
and the lists in :mod:`.rules`), and :mod:`.policy` which of the words found are linked, and to
which concept. :mod:`.verdicts` tells why the others are not. Nothing here knows Sphinx, logs, or
raises for what an author wrote.

A room is imported when something in it is first asked for: its patterns and tables cost as
much as a build in which nothing has changed may cost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import importing

if TYPE_CHECKING:
    from .compounds import compound_around as compound_around
    from .folding import Folded as Folded
    from .folding import fold as fold
    from .folding import fold_case as fold_case
    from .match import Match as Match
    from .match import Refusal as Refusal
    from .matcher import Matcher as Matcher
    from .matcher import edges_digest as edges_digest
    from .outcomes import Outcome as Outcome
    from .outcomes import check as check
    from .policy import Ambiguity as Ambiguity
    from .policy import Decision as Decision
    from .policy import Density as Density
    from .policy import LinkPolicy as LinkPolicy
    from .policy import Mention as Mention
    from .policy import Passage as Passage
    from .policy import Scope as Scope
    from .rules import DEFAULT_RULES as DEFAULT_RULES
    from .rules import WORD_LISTS as WORD_LISTS
    from .rules import EdgeRules as EdgeRules
    from .rules import Reason as Reason
    from .rules import with_words as with_words
    from .tokenizer import PACKAGES as PACKAGES
    from .tokenizer import Tokenizer as Tokenizer
    from .tokenizer import sudachi as sudachi
    from .variants import variants_of as variants_of
    from .verdicts import Verdict as Verdict
    from .verdicts import explain as explain

ANSWERS = "4"
"""Raise it when this package gives other answers for the same labels, options and text: it is
part of what tells a build that pages have to be decided anew."""

__getattr__ = importing(
    __name__,
    {
        "compounds": ["compound_around"],
        "folding": ["Folded", "fold", "fold_case"],
        "match": ["Match", "Refusal"],
        "matcher": ["Matcher", "edges_digest"],
        "outcomes": ["Outcome", "check"],
        "policy": ["Ambiguity", "Decision", "Density", "LinkPolicy", "Mention", "Passage", "Scope"],
        "rules": ["DEFAULT_RULES", "WORD_LISTS", "EdgeRules", "Reason", "with_words"],
        "tokenizer": ["PACKAGES", "Tokenizer", "sudachi"],
        "variants": ["variants_of"],
        "verdicts": ["Verdict", "explain"],
    },
)
