"""The rules for French: inflection, verbs that are spelled like nouns, expressions, sentences.

>>> LANGUAGE.inflection.distance(*("réseaux", "réseau"))
1
>>> LANGUAGE.inflection.distance(*("marqués", "marque"))

>>> list(LANGUAGE.genera("Un type de réseau local."))
['réseau local', 'réseau']
"""

from __future__ import annotations

import re

from sphinxcontrib_glossterm.lazily import pattern

from .inflected import Inflection, number
from .language import Homographs, Language, SentenceRules, beginnings, word_set
from .spaced import is_of_sentence

# Words in -s that have no form without it, since that is another word (mois, moi).
_INVARIABLE = (
    "bas|bois|cas|choix|corps|cours|dans|dos|fois|fonds|gros|gras|lors|mais|mois|pas|plus|poids"
    "|pois|repas|sans|sens|sous|tas|temps|très|univers|vers|voix"
)
# "un type de X", or at the beginning "Type de X": X up to punctuation.
_KIND_OF = (
    r"(?i)(?:^|\bune?\s+)(?:type|sorte|genre|forme|espèce|classe|variété|variante|famille"
    r"|catégorie|cas\s+particulier|cas\s+spécial)\s+(?:particulière?\s+)?"
    r"(?:de\s+(?:la\s+|l['’])?|d['’]|du\s+|des\s+)([^.,;:()\n]{1,60})"
)
# A verb follows these, never a noun.
_PRONOUN = pattern(
    r"(?<!\w)(?:(?:je|tu|il|elle|on|ils|elles|cela|ceci|ça|qui|ne|se|y)"
    r" (?:(?:me|te|nous|vous|le|la|les|lui|leur|y|en) )?|[jnst]')$",
    re.IGNORECASE,
)
_REFLEXIVE = pattern(r"(?<!\w)(?:se |s')$", re.IGNORECASE)
# After these a word is a noun, also where an article follows it: "dans cette liste les nombres".
_BEFORE_NOUN = pattern(
    r"(?<!\w)(?:(?:le|la|les|une?|des?|du|aux?|ce|cet|cette|ces|mon|ma|mes|son|sa|ses|notre|nos|votre|vos"
    r"|leurs?|chaque|aucune?|toute?|quelle?|même|autre|seule?|nouvelle|première|dernière|seconde"
    r"|deux|trois|à|en|par|pour|sur|sous|sans|avec|dans|entre|comme|selon|vers) |[ld]')$",
    re.IGNORECASE,
)
# The object of a verb, or an adverb: "liste les fichiers"; not "la liste le plus longue".
_OBJECT = pattern(
    r" (?:(?:le|la|les|une?|ce|cet|cette|ces|son|sa|ses|votre|vos|leurs?|tous|toutes|chaque"
    r"|plusieurs|automatiquement|uniquement|seulement|également|simplement|directement) |l')"
    r"(?!(?:plus|moins|même|mêmes|un|une) )",
    re.IGNORECASE,
)
_AUXILIARY = pattern(
    r"(?<!\w)(?:est|sont|était|étaient|être|été|sera|seront|soit|soient|serait|seraient|étant|a|ont|avait"
    r"|avoir|ayant|ait|aient) (?:(?:\w+ment|pas|plus|déjà|aussi|toujours|bien|ainsi|alors) )?$",
    re.IGNORECASE,
)
_PARTICIPLE = pattern(r"(?:ées?|és?|(?<![qg])ue?s?|ise?s?|ite?s?|erte?s?|ies?|i)$")
# These name nothing in running text, also if a command has such a name.
_ADJECTIVES = word_set(
    "nouveau nouvel nouvelle nouveaux nouvelles autre autres même mêmes seul seule seuls seules"
    " tout toute tous toutes certain certaine certains certaines premier première premiers"
    " premières dernier dernière derniers dernières suivant suivante suivants suivantes précédent"
    " précédente précédents précédentes grand grande grands grandes petit petite petits petites"
    " aucun aucune propre propres divers diverse diverses"
    " rien"
)
# These are nouns after an article only: le pas, le son; but "n'est pas", "son nom".
_ADVERBS = word_set("pas son plus moins bien car or avant")
_ARTICLE = pattern(
    r"(?<!\w)(?:(?:le|la|une?|du|ce|cette|au|chaque|aucune?|de la|première|dernière) |[ld]')$",
    re.IGNORECASE,
)
# Nouns that are adjectives after another noun: pilotes propriétaires.
_PROPRIETARY = word_set("propriétaire propriétaires")
_LONG_WORD = pattern(r"(?<!\w)[^\W\d_]{4,} $")
# An infinitive that is spelled like a noun: scanner. Nouns in -ier are none.
_INFINITIVE = pattern(r"[^\Wi]er$", re.IGNORECASE)
_DETERMINER = pattern(
    r"(?<!\w)(?:(?:un|le|du|ce|au|mon|son|notre|votre|leur|chaque|aucun|tout|quel|même|autre|seul"
    r"|nouveau|premier|dernier|en|avec|comme) |[ld]')$",
    re.IGNORECASE,
)
_REACH = 24


def is_other_word(text: str, start: int, end: int) -> bool:
    """Whether it is a verb, a participle, an adjective or an adverb that is spelled like a noun."""
    word = text[start:end]
    if " " in word:
        return False
    before = text[max(0, start - _REACH) : start]
    if word in _ADVERBS:
        return not _ARTICLE.search(before)
    if word in _PROPRIETARY:
        after_noun = _LONG_WORD.search(before) is not None and not _BEFORE_NOUN.search(before)
        return after_noun and not _AUXILIARY.search(before)
    return (
        (word.lower() in _ADJECTIVES and is_of_sentence(text, start, end))
        or _is_participle(word, before)
        or _is_verb(text, end, before)
    )


def _is_participle(word: str, before: str) -> bool:
    """After an auxiliary ("sont produits"), or an adjective: "la valeur donnée"."""
    if word == "donnée":
        return not _BEFORE_NOUN.search(before)
    return _PARTICIPLE.search(word) is not None and _AUXILIARY.search(before) is not None


def _is_verb(text: str, end: int, before: str) -> bool:
    """Whether a verb ends at *end*: "il limite", "filtre les lignes", "se déplacer"."""
    if _REFLEXIVE.search(before):
        return True
    if _INFINITIVE.search(text, max(0, end - 3), end):
        return _OBJECT.match(text, end) is not None and not _DETERMINER.search(before)
    if text[end - 1] not in "eE":
        return False
    if _PRONOUN.search(before):
        return True
    return _OBJECT.match(text, end) is not None and not _BEFORE_NOUN.search(before)


_EXPRESSIONS = (
    *("point de vue", "points de vue", "sur le point de", "à ce point", "à tel point"),
    *("tenir compte", "tient compte", "tenant compte", "tenez compte", "compte tenu"),
    *("en compte", "rendre compte", "fin de compte", "bout du compte"),
    *("en fonction de", "en fonction du", "en fonction des", "en fonction d'"),
    *("sous forme de", "sous la forme", "sous une forme", "sous forme d'", "en forme de"),
    *("en cas de", "en cas d'", "au cas où", "le cas échéant", "en tout cas", "dans ce cas"),
    *("dans tous les cas", "dans le cas où", "en aucun cas", "par exemple"),
    *("par rapport à", "par rapport au", "par rapport aux", "en rapport avec"),
    *(
        "faire partie",
        "fait partie",
        "font partie",
        "faisant partie",
        "en partie",
        "à partir",
        "à la différence",
    ),
    *("d'une part", "d'autre part", "quelque part", "nulle part", "de la part"),
    *("en ligne", "hors ligne", "en place", "à la place", "sur place", "avoir lieu", "a lieu"),
    *("au lieu de", "au lieu d'", "d'abord", "de nouveau", "à nouveau", "à la fois"),
    *("en même temps", "de temps en temps", "tout le temps", "la plupart du temps"),
    *("à l'aide", "au moyen de", "au moyen d'", "au moyen du", "au moyen des"),
    *("au niveau de", "au niveau des", "dans le cadre de", "dans le cadre du"),
    *("dans le cadre d'", "en matière de", "en termes de", "en terme de", "à long terme"),
    *("à court terme", "dans la mesure", "en mesure de", "au fur et à mesure", "à mesure que"),
    *("par la suite", "à la suite de", "ainsi de suite", "tout de suite", "en effet"),
    *("à cet effet", "prendre effet", "prend effet", "à la base", "sur la base de"),
    *("à côté de", "à côté du", "de côté", "d'un côté", "en cours", "au cours de", "au cours du"),
    *("un certain nombre", "grand nombre de", "bon nombre de", "toutes sortes de"),
    *("une sorte de", "de sorte que", "de telle sorte", "à l'origine", "en principe"),
    *("en question", "en tête de", "coup d'œil", "état de l'art", "prendre en charge"),
    *(
        "prend en charge",
        "prennent en charge",
        "prise en charge",
        "à disposition",
        "à main levée",
        "une fois",
        "en contact avec",
        "tenu compte",
        "ordinateur de [bureau]",
        "ordinateurs de [bureau]",
        "liste de diffusion",
        "listes de diffusion",
        "chaque fois",
    ),
)

_SENTENCES = SentenceRules(
    titles=word_set("M MM Mme Mmes Mlle Mlles Dr Drs Pr Me Mgr St Ste"),
    never_last=word_set("cf c.-à-d c-à-d càd p.ex ex env resp vs n.b"),
    before_number=word_set(
        "fig figs tab art arts chap ch p pp vol t n no nos num réf sect par al ann éq v ver"
        " janv févr avr juil sept oct nov déc"
    ),
    sometimes_last=word_set("etc j.-c s.a s.a.r.l cie éd coll apr av"),
    first_words=word_set(
        "à afin ainsi alors après au aucun aucune aussi autrement aux avant avec bien car ce ceci"
        " cela celle celui ces cet cette chaque ci comme dans de depuis dès des donc du elle elles"
        " en enfin ensuite entre et généralement ici il ils je la le les leur leurs lors lorsque"
        " mais malgré même ne néanmoins non notre nous on or ou où outre par parfois pendant"
        " plusieurs pour pourtant puis quand que quelques qui sa sans se selon ses seul si son sous"
        " souvent sur tous tout toute toutefois toutes très un une voici voir votre vous"
    ),
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
        # A preposition with an article is the preposition: noms des fichiers, nom de fichier.
        irregular=(("^(du|des)$", "de"),),
        accents=number(),
    ),
    function_words=word_set(
        "à afin alors après au aucun aucune autre autres aux avant avec car ce ceci cela celle"
        " celui ces cet cette chaque comme dans de depuis des deux dès donc du elle elles en"
        " enfin ensuite entre et il ils la le les leur leurs lors lorsque mais même ne ni nos notre"
        " nous on or ou où par pendant plusieurs pour quand que quel quelle quelques qui sa sans"
        " selon ses seul si son sous sur tous tout toute toutes trois un une vers vos votre vous"
    ),
    words={"hyphen_suffixes": "là ci clé clés", "hyphen_negations": "non"},
    expressions=_EXPRESSIONS,
    homographs=Homographs(frozenset(), is_other_word),
    everyday=word_set(
        "accès action affichage aide angle appareil application article base bord but cadre cas"
        " centre chaîne champ choix classe clé code commande compte contrôle copie corps côté"
        " couche couleur cours date défaut demande élément entrée erreur espace essai état étape"
        " exemple fenêtre feuille fichier fin fond fonction forme format forum gestion groupe"
        " image index jeu jour langue lien lieu ligne limite liste main marque masque membre menu"
        " message mesure mode modèle modification mot moyen niveau nom nombre note numéro objet"
        " opération option ordre origine outil page partie pas passage pile place plan point"
        " police port position poste processus profil programme projet rapport règle réponse reste"
        " résultat rôle sens série service signe sortie source suite sujet support table tâche"
        " taille temps terme test texte titre trace travail type unité usage valeur version vue"
    ),
    genera=beginnings(_KIND_OF),
    sentences=_SENTENCES,
)
