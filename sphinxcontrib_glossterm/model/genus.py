"""The broader concept, read off a definition: *genus proximum* in one sentence.

Definitions say what a thing is a kind of ("PEFT手法の一種", "is a kind of PEFT"). Lexical
patterns of that form are the oldest way to harvest hyponyms (Hearst 1992, COLING). This room
returns candidate texts, longest first; whether one of them is a label, the scheme decides.
"""

from __future__ import annotations

import re

# Compiled when they are first used, and kept by re: most builds infer nothing.
# …Xの一種 / の一つ / の一例: what stands before, back to punctuation or an opening bracket.
_JA = r"([^、。,，.．:：;；()（）「」『』\s!?！？]{1,40}(?: [\w.+#-]+)*)の一(?:種|手法|つ|形態|例)"
# "is a kind of X": what stands behind, up to punctuation.
_EN = (
    r"(?i)\b(?:a|an|one)\s+(?:kind|type|form|sort|class|variety|family|special case)\s+of\s+"
    r"(?:an?\s+|the\s+)?([^.,;:()\n]{1,60})"
)
# Nouns between a name and "の一種" that are no part of the name. A "生成モデル" is not a kind
# of "生成": the second row goes only where the name before it does not end in a kanji.
_JA_GENERIC = (
    r"(?<=.)(?:(?:手法|技術|技法|方法|方式)|(?<![一-龠])(?:モデル|アルゴリズム|系|型|族))$"
)
# Where a name may begin inside a clause: after a symbol or hiragana, where Latin begins or ends.
_NAME_START = (
    r"(?<=\W)|(?<=[ぁ-ゖ])|(?<=[A-Za-z0-9])(?=[^A-Za-z0-9])|(?<=[^A-Za-z0-9])(?=[A-Za-z0-9])"
)


def genus_candidates(definition: str) -> tuple[str, ...]:
    """Texts that may name a broader concept, in the order in which they should be tried.

    *definition* is plain text. For each pattern found, the longest reading comes first:
    for "…を抑えるPEFT手法の一種" the candidates end in "PEFT手法", then "PEFT". Empty where
    the definition has no such sentence.
    """
    candidates: list[str] = []
    for match in re.finditer(_JA, definition):
        candidates += _japanese_readings(match[1])
    for match in re.finditer(_EN, definition):
        words = match[1].split()
        candidates += [" ".join(words[:count]) for count in range(len(words), 0, -1)]
    return tuple(dict.fromkeys(candidates))


def _japanese_readings(phrase: str) -> list[str]:
    """Ends of *phrase* that begin where a name may begin, longest first, bare ones after full."""
    readings = []
    for start in sorted({0, *(edge.start() for edge in re.finditer(_NAME_START, phrase))}):
        tail = phrase[start:].strip()
        readings += [tail, re.sub(_JA_GENERIC, "", tail)]
    return [reading for reading in readings if reading]
