"""The rules for French: inflection.

>>> LANGUAGE.inflection.distance(*("réseaux", "réseau"))
1
>>> LANGUAGE.inflection.distance(*("marqués", "marque"))

"""

from __future__ import annotations

from .inflected import Inflection, number
from .language import Language

# Words in -s that have no form without it, since that is another word (mois, moi).
_INVARIABLE = (
    "bas|bois|cas|choix|corps|cours|dans|dos|fois|fonds|gros|gras|lors|mais|mois|pas|plus|poids"
    "|pois|repas|sans|sens|sous|tas|temps|très|univers|vers|voix"
)

LANGUAGE = Language(
    code="fr",
    inflection=Inflection(
        number("s", "u:ux", "al:aux", "ail:aux"),
        (
            (f"^({_INVARIABLE})$", r"\1_"),
            ("(?<=.)(eau|yau)x$", r"\1"),
            ("(?<=.)aux$", "al"),
            ("[sx]$", ""),
            ("(?<=.)ail$", "al"),
        ),
        accents=number(),
    ),
)
