"""The rules for French: inflection, verbs that are spelled like nouns, expressions, sentences.

>>> LANGUAGE.inflection.distance(*("réseaux", "réseau"))
1
>>> LANGUAGE.inflection.distance(*("marqués", "marque"))

>>> list(LANGUAGE.genera("Un type de réseau local."))
['réseau local', 'réseau']
"""

from __future__ import annotations

import re

from .inflected import Inflection, number
from .language import Language, SentenceRules, beginnings, word_set

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
_PRONOUN = re.compile(r"(?i)(?<!\w)(?:(?:je|tu|il|elle|on|ils|elles|qui|ne|se|y) |[jnst]')$")
# After these a word is a noun, also where an article follows it: "dans cette liste les nombres".
_BEFORE_NOUN = re.compile(
    r"(?i)(?<!\w)(?:(?:le|la|les|une?|des?|du|aux?|ce|cet|cette|ces|mon|ma|mes|son|sa|ses|notre|nos"
    r"|votre|vos|leurs?|chaque|aucune?|toute?|quelle?|même|autre|seule?|nouvelle|première|dernière"
    r"|seconde|deux|trois|à|en|par|pour|sur|sous|sans|avec|dans|entre|comme|selon|vers) |[ld]')$"
)
# The object of a verb: "liste les fichiers"; not "la liste le plus longue".
_OBJECT = re.compile(
    r"(?i) (?:(?:le|la|les|une?|ce|cet|cette|ces|son|sa|ses|votre|vos|leurs?|tous|toutes|chaque"
    r"|plusieurs) |l')(?!(?:plus|moins|même|mêmes|un|une) )"
)
_REACH = 12


def is_verb(text: str, start: int, end: int) -> bool:
    """Whether a word is a verb that is spelled like a noun: "il limite", "filtre les lignes"."""
    if text[end - 1] not in "eE" or " " in text[start:end]:
        return False
    before = text[max(0, start - _REACH) : start]
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
    *("faire partie", "fait partie", "font partie", "faisant partie", "en partie", "à partir"),
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
    *("prend en charge", "prennent en charge", "prise en charge", "à disposition"),
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
    other_sense=is_verb,
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
