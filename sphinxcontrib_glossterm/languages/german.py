"""The rules for German: inflection of nouns and adjectives, verbs that look like nouns, sentences.

Nouns begin with a capital; the same letters in lower case are another word: Wert, wert.

>>> LANGUAGE.inflection.distance(*("Diensten", "Dienst"))
2
>>> LANGUAGE.inflection.distance(*("Drucker", "Druck")) is None
True
"""

from __future__ import annotations

import re

from sphinxcontrib_glossterm.lazily import pattern

from .inflected import Inflection, paradigms
from .language import Language, SentenceRules, beginnings, word_set

# Heads of compounds with a plural in -er: Dateibilder. Other words in -er are persons and tools.
_ER_PLURALS = (
    "amt bad band bild blatt brett buch dach dorf fach fass feld gebiet glas glied grab gras gut"
    " haupt haus holz horn kind kleid kraut land licht lied loch mal mann nest pfand rad rand"
    " rind schild schloss schwert tal tuch volk wald wort wurm"
)
_EN_PLURALS = (
    "ung heit keit schaft ion tat ur or ei zahl wahl bank ant ent ist schrift form art icht au"
)
# Plurals of words from Latin and Greek, and the endings of their singular.
_IRREGULAR = (
    (rf"({'|'.join(re.sub('[aou]', '.', word) for word in _ER_PLURALS.split())})ern?$", r"\1"),
    ("t[uü]mern?$", "tum"),
    ("(ind|append|kod|cod|vert|suff?|präf)i[zc]es?(en)?$", r"\1ex"),
    ("(ind|append|kod|cod|vert)izen$", r"\1ex"),
    ("matri[zc]e[sn]$", "matrix"),
    ("(medi|kriteri|stadi|gremi|ministeri|gymnasi|territori|evangeli|privilegi)en$", r"\1um"),
    ("(prinzip|al)ien$", r"\1"),
    ("(?<=muse)en$", "um"),
    ("(zentr|spektr|(?<![hsw])alb)en$", r"\1um"),  # not Schwalben
    ("(thm|ism|vir|radi|zykl|glob|kub|fisk)en$", r"\1us"),
    ("typus$", "typ"),  # both have the plural Typen
    ("(mod|bon|mal)i$", r"\1us"),
    ("(them|firm|dram|dogm|paradigm|prism|skal|vill|agend|plasm)en$", r"\1a"),
    ("(them|sch?em|komm|dogm|stigm|klim)ata$", r"\1a"),
    ("(schem)en$", r"\1a"),
    ("(kont|risik|sald|fresk)en$", r"\1o"),
    ("(bas|prax|the|krylis|oas)en$", r"\1is"),
    ("lexika$", "lexikon"),
    ("(minim|maxim|optim|extrem|quant|praktik|visa)a$", r"\1um"),
)
_NOUNS = paradigms(
    "- e es s en n se ses sen nen: -",
    "- e en es ens n s: e",
    "e: en",
    "l: ln",
    "mmer: mmern",
    "ffer: ffern",
    *(f"{end} {end}s: {end}s" for end in "aeiouy"),
    *(f"{end} {end}en: {end}en" for end in _EN_PLURALS.split()),
)
_ADJECTIVES = paradigms("- e en er es em")
# Nouns whose singular has -n or -en after an article.
_WEAK = pattern(
    r"(?:nam|kund|expert|buchstab|gedank|will|funk|glaub|bot|zeug|kolleg|jung|[lst]og|graph|auto"
    r"|erb|inner|äußer|ganz|unbekannt|beamt|angestellt)e$"
    r"|(?:ant|ent|ist|and|at|graf|graph|nom|krat|arch|bär|mensch|held|herr|bauer|nachbar)$"
)
_FEMININE = pattern(r"(?:ung|heit|keit|schaft|ion|tät)$")
_SINGULAR_BEFORE = pattern(r"(?<!\w)(?:beim|zum|vom|im|am|das|dem|ein|fürs|ins|durchs|ums) $")
# What follows the first part of a compound: Farb-Palette, (Farb)palette.
_JOINED = pattern(r"-|\)[^\W\d_]")
# The same after a plural, which is a word of its own in Tasten-Liste: Seiten- und Zeilenzahl.
_PLURAL_JOINED = pattern(r"-(?!\w)|\)[^\W\d_]")
_IMPERATIVE = pattern(r" (?:Sie|wir)\b")


def is_other_word(text: str, start: int, end: int, label: str) -> bool:
    """Whether it is an infinitive: "Speichern Sie", "beim Speichern", not "in den Speichern".

    A label that ends in n itself is an infinitive, or has no plural that looks like one; if it is a
    plural (Auswahlen), an infinitive may have an umlaut (Auswählen). A noun with an s or without e
    before a hyphen, or a feminine one with an s, is a part of a compound: Sicherheits-Update. So is
    one without e in "(Farb)palette". Plurals before a hyphen are words: Tasten-Liste.
    """
    last, written = text[end - 1], text[start:end]
    if label[-1] == "e" != last and (_PLURAL_JOINED if last == "n" else _JOINED).match(text, end):
        return True
    if last == "s":
        return text.startswith("-", end) or _FEMININE.search(label) is not None
    if label.endswith("en") and _umlauts(written) > _umlauts(label):
        return True
    if last != "n" or label[-1] == "n":
        return False
    if _IMPERATIVE.match(text, end):
        return True
    before = text[max(0, start - 8) : start].lower()
    return bool(_SINGULAR_BEFORE.search(before)) and not _WEAK.search(label.lower())


def _umlauts(text: str) -> int:
    return sum(text.count(letter) for letter in "äöü")


_SENTENCES = SentenceRules(
    titles=word_set("Dr Prof Dipl Ing Hr Hrn Fr Mag St Nr Frl Gebr"),
    never_last=word_set(
        "z.b d.h d.i u.a i.d.r i.a i.allg i.e.s i.w.s u.u z.t z.zt s.o s.u m.e o.g u.g v.a bzw vgl"
        " ca evtl ggf ggfs inkl exkl zzgl abzgl bspw insb insbes bes gem lt allg engl dt frz lat"
        " griech sog bzgl einschl entspr mind bez geb gest hrsg hg unv urspr übl"
    ),
    before_number=word_set(
        "abb tab nr nrn kap bd bde s abs art ziff vers ausg aufl zf bsp gl abschn anh anm jh rn rz"
        " seite teil"
    ),
    sometimes_last=word_set(
        "usw usf etc u.s.w u.v.m u.v.a u.ä o.ä u.dgl o.dgl dgl jh jhd n.chr v.chr gmbh mio mrd tsd"
        " str ff verb"
    ),
    first_words=word_set(
        "aber alle allerdings alles als also am an andere anders auch auf aus außerdem bei beide"
        " beim bis da dabei dadurch dafür daher damit danach dann daraus darin darum das dass davon"
        " dazu dem den der deren des deshalb die dies diese dieser dieses doch dort durch ein eine"
        " einem einen einer eines einige er erst es falls für hat hier hierbei hierfür ich ihr ihre"
        " im in ist ja jede jeder jedes jedoch kann kein keine man manche mehrere meist meistens"
        " mit nach nachdem nicht noch nun nur ob obwohl oder oft ohne sein seit seine sie sind so"
        " sobald somit sonst sowohl später statt trotz trotzdem über um und unter viele vom von vor"
        " während war was weil weitere wenn wer werden wie wir wird wo zu zuerst zum zunächst zur"
        " zwar zwischen"
    ),
    ordinals=True,
)

LANGUAGE = Language(
    code="de",
    inflection=Inflection(
        _ADJECTIVES,
        (("(?<=...)[enrsm]+$", ""),),
        irregular=_IRREGULAR,
        nouns=_NOUNS,
        is_other_word=is_other_word,
    ),
    # The last word of a label, unless it may be an adjective or an infinitive of a technical verb.
    capital_nouns=(
        r"(?<![^\W_])[A-ZÄÖÜ](?=[a-zäöüß]+$)"
        r"(?!\w*(?:isch|ig|lich|bar|sam|los|haft|iert|fähig|frei|ge\w*t|ieren)$)"
    ),
    function_words=word_set(
        "ab aber alle allen aller alles als am an andere anderen auch auf aus bei beide beim bis da"
        " damit dann das dem den der des deren dessen die dies diese diesem diesen dieser dieses"
        " doch drei du durch ein eine einem einen einer eines er erst es falls für gibt haben hat"
        " hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in ist jede jedem jeden jeder"
        " jedes kein keine keinen klicken man mehr mit nach nicht noch nun nur ob oder öffnen ohne"
        " per sein seine sich sie sind so soll um und uns unser unsere unter vier viele vom von vor"
        " wählen was weil welche wenn wer werden wie wir wird wo zu zum zur zwei zwischen über"
    ),
    words={"hyphen_negations": "nicht", "hyphen_particles": "pro je mit ohne als per von zu im"},
    expressions=(
        *("in der regel", "zum teil", "zum großen teil", "im falle", "in diesem fall"),
        *("im fall", "auf jeden fall", "auf keinen fall", "in jedem fall", "in vielen fällen"),
        *("in diesem zusammenhang", "im folgenden", "in der folge", "zur folge"),
        *("zur zeit", "mit der zeit", "im lauf der zeit", "zu jeder zeit", "in letzter zeit"),
        *("im rahmen", "auf grund", "im grunde", "aus diesem grund", "im prinzip"),
        *("im allgemeinen", "eine art", "eine reihe von", "der reihe nach", "in der lage"),
        *("an stelle", "an erster stelle", "zur verfügung", "auf diese weise", "in kraft"),
        *("in bezug auf", "im hinblick auf", "unter umständen", "zum beispiel", "zu ende"),
        *("in frage", "im vergleich zu", "eine rolle spielen", "spielt eine rolle"),
        *("am ende", "am anfang", "zum schluss", "in form von", "in form eines", "in form einer"),
        *("im gegensatz zu", "wert legen", "legt wert auf", "legen wert auf", "im zuge"),
    ),
    everyday=word_set(
        "anfang angabe anteil anzahl arbeit art aufgabe ausdruck basis bedeutung"
        " bedingung beispiel bereich beschreibung betrag bild daten eigenschaft eingabe"
        " eintrag element ende ergebnis fall farbe fehler feld folge form frage funktion gebiet"
        " gegenstand größe grund gruppe hand hilfe hinweis information inhalt kategorie klasse"
        " kopf kraft körper länge lage last lauf leitung linie liste lösung maß material menge"
        " merkmal methode mittel modell moment möglichkeit muster name nummer objekt ordnung ort"
        " paar person plan platz position problem programm punkt quelle rahmen raum rechnung"
        " recht regel reihe richtung rolle satz schnitt schritt seite sicht sinn spiel stand"
        " start stelle stück system tag teil text thema titel typ"
        " verbindung version weg weise welt wert wort zahl zeichen zeile zeit ziel zug"
        " zugang zustand zweck"
    ),
    genera=beginnings(
        r"(?i)\b(?:(?:ist|sind|bezeichnet|als|:|,)\s+|^)(?:eine?|die|der)\s+"
        r"(?:\w+e[rs]?\s+)?(?:Art|Form|Sorte|Variante|Unterart|Spielart|Klasse|Gattung|Typ"
        r"|Spezialfall|Sonderfall)(?:en)?\s+(?:von\s+|der\s+|des\s+|eine[srn]\s+)?"
        r"([^.,;:()\n]{1,60})"
    ),
    sentences=_SENTENCES,
)
