"""The rules for Italian: inflection.

>>> LANGUAGE.inflection.distance(*("parametri", "parametro"))
2
"""

from __future__ import annotations

from .inflected import Inflection, number
from .language import Language

LANGUAGE = Language(
    code="it",
    inflection=Inflection(
        number("o:i", "a:e", "e:i", "a:i", "o:hi", "a:he", "o:", "a:", "ia:e"), algorithm="italian"
    ),
)
