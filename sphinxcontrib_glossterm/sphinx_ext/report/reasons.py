"""Texts of the report for each reason and each kind of text, translated."""

from __future__ import annotations

from sphinxcontrib_glossterm.matching import Reason

from ..locale import _


def reason_texts() -> dict[Reason, str]:
    """One short sentence for each reason."""
    return {
        Reason.LATIN_EDGE: _("a letter, digit or mark of the same word stands beside it"),
        Reason.TECHNICAL_TOKEN: _("part of a path, an address, a file name or an identifier"),
        Reason.HYPHEN: _("a hyphen makes another word of it"),
        Reason.KATAKANA_EDGE: _("part of a longer katakana word"),
        Reason.DERIVATION: _("a suffix makes another word of it"),
        Reason.KANJI_PREFIX: _("the kanji before it belong to another word"),
        Reason.NEGATION: _("a negating prefix stands before it"),
        Reason.KANJI_SUFFIX: _("the kanji behind it makes another word"),
        Reason.HIRAGANA_EDGE: _("the hiragana beside it is no particle"),
        Reason.BLOCKER: _("in a phrase that the project never links"),
        Reason.LONGER_LABEL: _("in a longer label, or in one that starts earlier"),
        Reason.NOT_AUTOMATIC: _("its author asked for no links, or it is too short"),
        Reason.CASE: _("its capitals are not those of the label"),
        Reason.CLOSED: _("in a heading, in code or in other text that is never linked"),
        Reason.SCOPE: _("mentions are not linked in this text or page"),
        Reason.OWN_DEFINITION: _("in the definition of its own concept"),
        Reason.AMBIGUOUS: _("several concepts, equally near, bear the label"),
        Reason.ALREADY_LINKED: _("linked already in this section or page"),
    }


def kind_texts() -> dict[str, str]:
    """The names of :data:`~.closed.KINDS` in the page; the role keeps its name."""
    return {
        "code": _("code"),
        "link": _("link"),
        "noterm": "noterm",
        "opted-out": _("opted-out"),
        "heading": _("heading"),
        "quotation": _("quotation"),
        "signature": _("signature"),
    }
