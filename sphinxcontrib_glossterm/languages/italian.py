"""The rules for Italian: inflection.

>>> LANGUAGE.inflection.distance(*("parametri", "parametro"))
2
>>> LANGUAGE.inflection.distance(*("seleziona", "selezione"))

"""

from __future__ import annotations

from .inflected import Inflection, number
from .language import Language

# Nouns in -e: a word in -a is another word (funzione, funziona), so its stem differs.
_NOUNS_IN_E = "ion|(?<=..)or|(?<=..)[ae]nt|segnal|immagin|margin|origin|[ru]din|termin|^bas|^part"

LANGUAGE = Language(
    code="it",
    inflection=Inflection(
        number(
            *("o:i", "io:i", "co:chi", "go:ghi", "e:i"),
            *("a:e", "ca:che", "ga:ghe", "cia:ce", "gia:ge"),
            # Masculine nouns in -a. Others in -a and -i are two words (nota, noti).
            *("ema:emi", "oma:omi", "mma:mmi", "ista:isti", "eta:eti", "lima:limi", "ega:eghi"),
            *("dito:dita", "uovo:uova"),
        ),
        (
            ("^file$|[^aeio]$", r"\g<0>_"),
            (f"({_NOUNS_IN_E})(i?[eo]|i)$", r"\1="),
            ("(?<=..)h?i?[aeio]$", ""),
        ),
        accents=number(),
    ),
)
