"""The rules for German: inflection.

>>> LANGUAGE.inflection.distance(*("Diensten", "Dienst"))
2
"""

from __future__ import annotations

from .inflected import Inflection, any_of
from .language import Language

LANGUAGE = Language(
    code="de",
    inflection=Inflection(any_of("e n en er ern s es em r m se sen nen"), algorithm="german"),
    capital_nouns=True,
)
