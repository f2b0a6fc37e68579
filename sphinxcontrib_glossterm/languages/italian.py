"""The rules for Italian: inflection, verbs that are spelled like nouns, expressions, sentences.

>>> LANGUAGE.inflection.distance(*("parametri", "parametro"))
2
>>> LANGUAGE.inflection.distance(*("noti", "nota"))

>>> list(LANGUAGE.genera("Un tipo di rete locale."))
['rete locale', 'rete']
"""

from __future__ import annotations

import re

from sphinxcontrib_glossterm.lazily import pattern

from .inflected import Inflection, number
from .language import Homographs, Language, SentenceRules, beginnings, word_set
from .spaced import is_of_sentence

# Nouns in -e: a word in -a is another word (funzione, funziona), so its stem differs.
_NOUNS_IN_E = "ion|(?<=..)or|(?<=..)[ae]nt|segnal|immagin|margin|origin|[ru]din|termin|^bas|^part"
# A preposition with an article is the preposition: profili del colore, profilo di colore.
_CONTRACTIONS = tuple(
    (f"^{beginning}(?:l|llo|lla|i|gli|lle)$", preposition)
    for beginning, preposition in (
        ("de", "di"),
        ("da", "da"),
        ("ne", "in"),
        ("su", "su"),
        ("a", "a"),
    )
)
# "un tipo di X", or at the beginning "Tipo di X": X up to punctuation.
_KIND_OF = (
    r"(?i)(?:^|\buna?\s+)(?:tipo|sorta|genere|forma|specie|classe|varietà|variante|famiglia"
    r"|categoria|caso\s+particolare|caso\s+speciale)\s+(?:particolare\s+)?"
    r"(?:di\s+|d['’]|de(?:l|lla|llo|i|gli|lle)\s+|dell['’])([^.,;:()\n]{1,60})"
)
# A verb follows these, never a noun.
_PRONOUN = pattern(r"(?<!\w)(?:che|egli|essa|esso|lei|lui|non) $", re.IGNORECASE)
_REFLEXIVE = pattern(r"(?<!\w)(?:si|ci|vi|ne) $", re.IGNORECASE)
# After these a word is a noun, also where an article follows it: "in questa lista i numeri".
_BEFORE_NOUN = pattern(
    r"(?<!\w)(?:(?:il|lo|la|i|gli|le|una?|uno|(?:d[ae]|ne|su|a)(?:l|llo|lla|i|gli|lle)|col|coi"
    r"|di|a|ad|da|in|con|su|per|tra|fra|quest[aeio]|quell[aeo]|ogni|quale|altr[aeo]|stess[aeo]"
    r"|nuov[aeo]|prim[aeo]|second[aeo]|ultim[aeo]|nessuna?|alcun[ae]?|molte|diverse|più|su[aeo]"
    r"|propri[aeo]|due|tre|come"
    r"|senza|qualsiasi|qualche|quali) |(?:un|[dn]?e?l|all|dall|dell|nell|sull|quell)')$",
    re.IGNORECASE,
)
# The object of a verb, or an adverb: "filtra le righe"; not "la maschera il cui nome".
_OBJECT = pattern(
    r" (?:(?:il|lo|la|i|gli|le|una?|uno|ogni|quest[aeio]|tutt[ei]|automaticamente|solamente"
    r"|solo|soltanto|anche|direttamente|semplicemente) |(?:l|un)')"
    r"(?!(?:più|meno|cui|quale|quali) )",
    re.IGNORECASE,
)
_AUXILIARY = pattern(
    r"(?<!\w)(?<!ci )(?<!vi )(?<!c')(?:è|sono|era|erano|essere|essendo|sia|siano|sarà"
    r"|saranno|sarebbe|fosse|stat[aeio]|viene|vengono|venire|venga|vengano|ha|hanno|avere|aver|abbia|abbiano)"
    r" (?:(?:\w+mente|già|anche|sempre|solo) )?$",
    re.IGNORECASE,
)
_PARTICIPLE = pattern(r"[aiuers]t[aeio]$")
# These name nothing in running text, also if a command has such a name.
_ADJECTIVES = word_set(
    "nuovo nuova nuovi nuove altro altra altri altre stesso stessa stessi stesse solo sola soli"
    " tutto tutta tutti tutte certo certa certi certe primo prima primi prime ultimo ultima ultimi"
    " ultime seguente seguenti precedente precedenti grande grandi piccolo piccola piccoli piccole"
    " alcuni alcune qualsiasi qualche ogni nessuno nessuna niente nulla proprio propria propri"
    " proprie loro vario varia vari varie coloro"
)
# These are nouns after an article only: l'ancora, un appunto; but "non ancora".
_ADVERBS = word_set("ancora appunto insieme")
_ARTICLE = pattern(
    r"(?<!\w)(?:(?:un|questo|di|come|ogni|stesso|primo|secondo|nuovo|singolo) "
    r"|(?:l|un|dell|all|dall|nell|sull|quest|quell)')$",
    re.IGNORECASE,
)
# No verb ends like these: "che file", "che funzione".
_NO_VERB = pattern(
    r"(?:[aei]re|ione|tore|file|mouse|software|hardware|database|interface)$", re.IGNORECASE
)
# Nouns that are adjectives after another noun: driver proprietari.
_PROPRIETARY = word_set("proprietario proprietaria proprietari proprietarie")
_LONG_WORD = pattern(r"(?<!\w)[^\W\d_]{4,} $")
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
    participle = _PARTICIPLE.search(word) and _AUXILIARY.search(before)
    adjective = word.lower() in _ADJECTIVES and is_of_sentence(text, start, end)
    return adjective or participle is not None or _is_verb(text, end, before)


def _is_verb(text: str, end: int, before: str) -> bool:
    """Whether a verb ends at *end*: "non stampa", "modifica la riga"."""
    if _REFLEXIVE.search(before):
        return True
    if text[end - 1] not in "aeAE" or _NO_VERB.search(text[max(0, end - _REACH) : end]):
        return False
    if _PRONOUN.search(before):
        return True
    return _OBJECT.match(text, end) is not None and not _BEFORE_NOUN.search(before)


_EXPRESSIONS = (
    *("punto di vista", "punti di vista", "sul punto di", "a tal punto"),
    *("tenere conto", "tiene conto", "tenendo conto", "tener conto", "tenuto conto"),
    *("per conto di", "per conto proprio", "per conto suo", "rendersi conto", "fin dei conti"),
    *("in modo da", "in modo che", "in questo modo", "in tal modo", "in ogni modo", "di modo che"),
    *("allo stesso modo", "in base a", "in base al", "in base alla", "in base alle"),
    *("in base ai", "in base agli", "in base all'", "sulla base di"),
    *("in caso di", "in caso contrario", "nel caso di", "nel caso in cui", "in ogni caso"),
    *("in questo caso", "in tal caso", "in questi casi", "per caso", "nel caso che"),
    *("per esempio", "ad esempio", "a titolo di", "in parte", "a parte", "da parte di"),
    *("da una parte", "d'altra parte", "far parte", "fa parte", "fanno parte", "fare parte"),
    *("faccia parte", "la maggior parte", "gran parte", "a partire da", "per la maggior parte"),
    *("in primo luogo", "ha luogo", "avere luogo", "hanno luogo", "dare luogo", "al posto di"),
    *("in linea di massima", "in linea di principio", "in linea con", "allo stesso tempo"),
    *("in ordine", "al fine di", "ai fini di", "alla fine", "in fin", "in termini di"),
    *("a lungo termine", "a breve termine", "portare a termine", "a disposizione", "in genere"),
    *("una specie di", "una sorta di", "una serie di", "un certo numero di", "gran numero di"),
    *("in vista di", "colpo d'occhio", "a mano a mano", "man mano", "sotto forma di"),
    *("in forma di", "per via di", "in via di", "per mezzo di", "a livello di", "in atto"),
    *("in questione", "in corso", "nel corso di", "in uso", "a portata di mano", "sulla carta"),
    *("nei confronti", "in confronto a", "in cambio", "stato dell'arte", "in carico"),
    *("di nuovo", "di fatto", "in effetti", "per effetto di", "in grado di", "non ancora"),
    *(
        "ancora una volta",
        "in precedenza",
        "in alternativa",
        "in cima",
        "passo passo",
        "in seguito",
        "prendere nota",
        "copia e incolla",
        "prende nota",
    ),
)

_SENTENCES = SentenceRules(
    titles=word_set(
        "Sig Sigg Sig.ra Sig.na Dott Dott.ssa Dr Prof Prof.ssa Ing Avv Arch Geom Rag On Mons Cav"
        " sig sigg sig.ra dott dott.ssa prof prof.ssa ing avv"
    ),
    never_last=word_set("es p.es ad.es per.es cfr cf ca c.a n.b ovv"),
    before_number=word_set(
        "n nn nr num p pp pag pagg fig figg tab tabb cap capp sez par parr art artt vol voll eq"
        " ver vers all app rif lett v gen feb apr mag giu lug ago ott nov dic"
    ),
    sometimes_last=word_set("ecc etc s.p.a s.r.l a.c d.c sec u.s.a"),
    first_words=word_set(
        "a ad ai al alcune alcuni alla alle allora altre altri anche ancora che ci ciò come con"
        " così da dal dalla dei del della delle di dopo dove durante e è ecco ed entrambi essa"
        " esse essi esso fra generalmente gli ha i il in infatti infine inoltre invece io la le lo"
        " loro ma mentre molte molti negli nei nel nella nelle nessun nessuna noi non o ogni oltre"
        " ora per perciò però poi prima qualsiasi quando quello quella quelli questa queste questi"
        " questo qui quindi se secondo sempre senza si solo sono spesso su sul sulla talvolta tra"
        " tutta tutte tutti tutto tuttavia un una uno vedere vi viene voi"
    ),
)

LANGUAGE = Language(
    code="it",
    inflection=Inflection(
        number(
            *("o:i", "io:i", "co:chi", "go:ghi", "e:i", "ie:i"),
            *("a:e", "ca:che", "ga:ghe", "cia:ce", "gia:ge"),
            # Masculine nouns in -a. Others in -a and -i are two words (nota, noti).
            *("ema:emi", "oma:omi", "mma:mmi", "ista:isti", "eta:eti", "lima:limi", "ssita:ssiti"),
        ),
        (
            ("^file$|[^aeio]$", r"\g<0>_"),
            (f"({_NOUNS_IN_E})(i?[eo]|i)$", r"\1="),
            ("(?<=[cg])(a|he)$", "&"),  # of one gender: modifica, modifiche; not modifichi
            ("(?<=..)h?i?[aeio]$", ""),
        ),
        irregular=(("^(dit|uov)a$", r"\1i"), ("^uomini$", "uomi"), *_CONTRACTIONS),
        accents=number(),
    ),
    function_words=word_set(
        "a ad agli ai al alcune alcuni alla alle allo altra altre altri altro anche che chi come"
        " con così da dagli dai dal dalla dalle dallo degli dei del della delle dello di dopo due"
        " dove durante e ed essa esse essi esso fra gli ha i il in la le lo loro ma mentre negli"
        " nei nel nella nelle nello nessun nessuna noi non o ogni oltre per però poi prima quale"
        " qualsiasi quando quella quelle quelli quello questa queste questi questo qui quindi se"
        " secondo senza si sono su sugli sui sul sulla sulle sullo tra tre tutta tutte tutti tutto"
        " un una uno voi"
    ),
    words={"hyphen_negations": "non"},
    expressions=_EXPRESSIONS,
    homographs=Homographs(frozenset(), is_other_word),
    everyday=word_set(
        "accesso aiuto ambiente ancora angolo applicazione area argomento articolo azione base"
        " bordo cambio campo capo carattere carta caso cartella categoria causa cella centro chiave"
        " classe codice collegamento colonna colore comando condizione conto contenuto controllo"
        " copia corpo corso data dati dettaglio dimensione elemento elenco errore esempio fase"
        " figura file filtro fine finestra foglio fondo forma formato funzione gruppo guida icona"
        " immagine indice informazione insieme lato lavoro limite linea lingua lista livello luogo"
        " maschera media membro menu messaggio misura modalità modello modifica modo modulo nome"
        " nota numero oggetto opera opzione ordine origine pagina parola parte passo piano porta"
        " posizione posta processo profilo progetto programma proprietà punto rapporto regola rete"
        " riga riferimento risposta risultato ruolo scala scelta scheda segno senso serie servizio"
        " sistema sorgente spazio stampa stato stile strumento supporto tabella tavola tempo"
        " termine testo tipo titolo traccia uso utente valore versione vista voce volta"
    ),
    genera=beginnings(_KIND_OF),
    sentences=_SENTENCES,
)
