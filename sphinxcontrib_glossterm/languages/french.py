"""The rules for French: inflection.

>>> LANGUAGE.inflection.distance(*("réseaux", "réseau"))
1
"""

from __future__ import annotations

from .inflected import Inflection, number
from .language import Language

LANGUAGE = Language(
    code="fr",
    inflection=Inflection(
        number("s", "x", "l:ux", "il:ux"),
        (("eaux$", "eau"), ("aux$", "al"), ("[sx]$", ""), ("ail$", "al")),
    ),
)
