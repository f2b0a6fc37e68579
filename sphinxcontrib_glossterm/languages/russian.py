"""The rules for Russian: inflection.

>>> LANGUAGE.inflection.distance(*("контейнерами", "контейнер"))
3
"""

from __future__ import annotations

from .inflected import Inflection, any_of
from .language import Language

LANGUAGE = Language(
    code="ru",
    inflection=Inflection(
        any_of(
            "а я ы и у ю е о ом ем ой ей ою ам ям ами ями ах ях ов ев ь ью й ми х м"
            " ый ий ая яя ое ее ые ие ого его ому ему ым им ых их ыми ими ую юю"
        ),
        (("ть$", "ти"),),  # Snowball considers these verbs: память
        algorithm="russian",
    ),
)
