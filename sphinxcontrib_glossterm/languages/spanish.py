"""The rules for Spanish: inflection.

>>> LANGUAGE.inflection.distance(*("volúmenes", "volumen"))
2
"""

from __future__ import annotations

from .inflected import Inflection, number
from .language import Language

LANGUAGE = Language(
    code="es",
    inflection=Inflection(number("s", "es", "z:ces"), (("s$", ""), ("e$", ""), ("z$", "c"))),
)
