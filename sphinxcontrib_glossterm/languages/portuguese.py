"""The rules for Portuguese: inflection.

>>> LANGUAGE.inflection.distance(*("versões", "versão"))
4
"""

from __future__ import annotations

from .inflected import Inflection, number
from .language import Language

LANGUAGE = Language(
    code="pt",
    inflection=Inflection(
        number("s", "es", "m:ns", "l:is", "il:eis", "ao:oes", "ao:aes"),
        (("[ao]es$", "ao"), ("s$", ""), ("e$", ""), ("n$", "m"), ("il$", "ei"), ("l$", "i")),
    ),
)
