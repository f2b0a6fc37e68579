"""Texts of the report for each reason and each kind of text, translated."""

from __future__ import annotations

from sphinxcontrib_glossterm.matching import Reason

from ..locale import _


def reason_texts() -> dict[Reason, str]:
    """One short sentence for each reason."""
    return {
        Reason.LATIN_EDGE: _("a letter, digit or mark of the same word is next to it"),
        Reason.TECHNICAL_TOKEN: _("part of a path, a URL, a file name or an identifier"),
        Reason.HYPHEN: _("part of a hyphenated word"),
        Reason.KATAKANA_EDGE: _("part of a longer katakana word"),
        Reason.DERIVATION: _("a suffix after it forms another word"),
        Reason.KANJI_PREFIX: _("the kanji in front of it belong to another word"),
        Reason.NEGATION: _("a negating prefix is in front of it"),
        Reason.KANJI_SUFFIX: _("the kanji after it forms another word"),
        Reason.HIRAGANA_EDGE: _("the hiragana next to it is not a particle"),
        Reason.BLOCKER: _("in a phrase that the project never links"),
        Reason.LONGER_LABEL: _("in a longer label, or in one that starts earlier"),
        Reason.NOT_AUTOMATIC: _("the concept has no automatic links, or the label is too short"),
        Reason.CASE: _("upper and lower case differ from the label"),
        Reason.CLOSED: _("in a heading, in code or in other text that is never linked"),
        Reason.SCOPE: _("mentions are not linked in this text or page"),
        Reason.OWN_DEFINITION: _("in the definition of its own concept"),
        Reason.AMBIGUOUS: _("several concepts that are equally near have the label"),
        Reason.ALREADY_LINKED: _("already linked in this section or page"),
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
