"""The rules for English: plurals, compounds, accents, and words next to a hyphen.

A singular is generated if the label is a plural by the rules; names are excluded: "window" is not a
mention of "Windows", but "adapter layer" is a mention of "adapter layers".

>>> list(in_other_number("adapter layers"))
['adapter layers', 'adapter layerses', 'adapter layer']
>>> list(in_other_number("Vertex"))
['Vertex', 'Vertexes', 'Vertices']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import pattern

from .english_words import EVERYDAY, EXPRESSIONS, HOMOGRAPHS, is_other_word
from .language import Homographs, Language, SentenceRules, beginnings, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTER = "A-Za-z\u00c0-\u024f"
# Two words, or a name and its number; not a letter and a word, except in e-mail and the like.
_HYPHENED = pattern(r"(?<![A-Za-z0-9-])([A-Za-z]{2,}|[Ee])-([A-Za-z]{2,}|[0-9]+)(?![A-Za-z0-9-])")
_NOUN = pattern(rf"(?<![{_LETTER}])(?:[{_LETTER}]{{3,}}|[A-Z]/?[A-Z])$")
# With an s they are parts of German compounds: Sicherheits-Update.
_GERMAN = pattern(r"(?:[a-zäöü]{4}ung|heit|keit|schaft|arbeit|tät)$")
_LAST_WORD = pattern(r"[A-Za-z][a-z]+$")
_PLURAL = pattern(r"(?:[a-z]{3}|[A-Z]{2})s$")

# Without plurals that are other words too (data, lives, bases); authors add these
# themselves.
_IRREGULAR: dict[str, str] = dict(
    re.findall(
        r"(\w+):(\w+)",
        "apex:apices appendix:appendices axis:axes codex:codices helix:helices index:indices"
        " matrix:matrices radix:radices simplex:simplices vertex:vertices vortex:vortices"
        " automaton:automata criterion:criteria phenomenon:phenomena polyhedron:polyhedra"
        " antenna:antennae formula:formulae lemma:lemmata schema:schemata"
        " bacterium:bacteria extremum:extrema maximum:maxima"
        " minimum:minima optimum:optima quantum:quanta spectrum:spectra stratum:strata"
        " corpus:corpora focus:foci genus:genera locus:loci modulus:moduli nucleus:nuclei"
        " radius:radii stimulus:stimuli torus:tori"
        " child:children foot:feet knife:knives leaf:leaves loaf:loaves shelf:shelves"
        " tooth:teeth wolf:wolves mouse:mice quiz:quizzes",
    )
)
# These have no regular plural; with an s they would be forms of a verb.
_ONLY_IRREGULAR = word_set("child foot knife leaf loaf mouse quiz shelf tooth wolf")
_SINGULAR = {plural: singular for singular, plural in _IRREGULAR.items()}
# Words that look like plurals but are not, or that mean something else without the s.
_NO_PLURAL = pattern(
    r"(?:ss|us|is|means|news|series|species|(?<!metr)(?<!top)(?<!heurist)(?<!characterist)ics"
    r"|\b(?i:windows|rails|teams|lens|alias|bias|canvas|atlas|pandas|chaos|cosmos|macos|ethos"
    r"|always|kubernetes|goods|customs|glasses|arms|maths|sans|https))$"
)
# Words that many authors write as two: each first half with each second half.
_FIRST_HALVES = (
    "auto back band base bit block boot build check code command compile data end file front hash"
    " heat"
    " host key life load log mail meta name note over pay path pipe play post road roll run side"
    " soft start"
    " stop table thread time tool type user web white word work"
)
_SECOND_HALVES = (
    "bar base board book box car center centre chain code cycle data end file flow frame hook host"
    " key kit length line list load loader log map mark name note out page pair pass path place"
    " play point"
    " pool ring run server set sheet site space stamp station store stream string sum system table"
    " time tree type up user wait way width word work zone"
)
_COMPOUND = pattern(
    f"({'|'.join(_FIRST_HALVES.split())})((?:{'|'.join(_SECOND_HALVES.split())})s?)",
    re.IGNORECASE,
)
_HEAD = pattern(r"(?:[A-Za-z]+ )*?[A-Za-z]{3,}(?= of [A-Za-z])")
_PREFIX = pattern(r"(?:sub|super|multi|meta|micro|pre)(?=[a-z]{4})", re.IGNORECASE)
_CAMEL_CASE = pattern(r"[A-Z][a-z]{2,}(?:[A-Z][a-z]{2,})+")
_CAMEL_JOINT = pattern(r"(?<=[a-z])(?=[A-Z])")
_WORDS = pattern(r"[A-Za-z][a-z]+(?: [A-Za-z][a-z]+){1,3}")


# British and American spellings of one word, and the endings of verbs that may have s or z.
_PAIRS: dict[str, str] = dict(
    re.findall(
        r"(\w+):(\w+)",
        "colour:color behaviour:behavior favour:favor neighbour:neighbor honour:honor"
        " flavour:flavor labour:labor centre:center fibre:fiber catalogue:catalog dialogue:dialog"
        " analogue:analog licence:license defence:defense offence:offense grey:gray"
        " modelling:modeling labelling:labeling labelled:labeled signalling:signaling"
        " tunnelling:tunneling cancelling:canceling cancelled:canceled artefact:artifact"
        " analyse:analyze",
    )
)
_OTHER_SPELLING = _PAIRS | {american: british for british, american in _PAIRS.items()}
_ENDING = r"(?<=[a-z]{3})i[sz](?=ation|ing\b|ers?\b|ed?\b)"
_SPELLINGS = pattern(
    "|".join([_ENDING, *sorted(_OTHER_SPELLING, key=len, reverse=True)]), re.IGNORECASE
)


# "is a kind of X": X up to punctuation.
_KIND_OF = (
    r"(?i)\b(?:a|an|one)\s+(?:kind|type|form|sort|class|variety|family|special case)\s+of\s+"
    r"(?:an?\s+|the\s+)?([^.,;:()\n]{1,60})"
)


def closed_compounds(form: str) -> Iterator[str]:
    """*form*, and without its hyphens: pre-training and pretraining, Wi-Fi and WiFi."""
    yield form
    if "-" in form:
        yield _HYPHENED.sub(r"\1\2", form)
        yield _HYPHENED.sub(_closed, form)


def open_compounds(form: str) -> Iterator[str]:
    """*form*, and as two words: backend and back end."""
    yield form
    if found := _COMPOUND.fullmatch(form):
        yield f"{found[1]} {found[2]}"


def with_hyphen(form: str) -> Iterator[str]:
    """*form*, and with a hyphen after a prefix: subdirectory and sub-directory."""
    yield form
    if found := _PREFIX.match(form):
        yield f"{found[0]}-{form[found.end() :]}"


def without_spaces(form: str) -> Iterator[str]:
    """*form*, and as one word: hard link and hardlink, in any case of letters.

    More than two words are one word only as a name in code: PersistentVolumeClaim. Such a name is
    divided into words.
    """
    yield form
    if _CAMEL_CASE.fullmatch(form):
        yield _CAMEL_JOINT.sub(" ", form)
    elif _WORDS.fullmatch(form):
        words = form.split()
        yield "".join(words).lower() if len(words) == 2 else "".join(map(str.capitalize, words))


def british_and_american(form: str) -> Iterator[str]:
    """*form*, and in the spelling of the other country: colour and color, tokeniser."""
    yield form
    if found := _SPELLINGS.search(form):
        yield form[: found.start()] + _other_spelling(found[0]) + form[found.end() :]


def _other_spelling(text: str) -> str:
    """The other spelling of a word or of an ending; a capital is kept."""
    lower = text.lower()
    if len(lower) == 2:
        return "iz" if lower == "is" else "is"
    other = _OTHER_SPELLING[lower]
    return other.capitalize() if text[0].isupper() else other


def _closed(found: re.Match[str]) -> str:
    """A compound in title case becomes one word: Pretraining of Pre-Training."""
    return found[1] + (found[2].lower() if found[2].istitle() else found[2])


def in_other_number(form: str) -> Iterator[str]:
    """*form*, its English plurals, and its singular if it is a plural.

    In "point of presence" the first noun has the plural.
    """
    yield form
    if head := _HEAD.match(form):
        yield from (other + form[head.end() :] for other in _plurals(head[0]))
    if not _NOUN.search(form) or _GERMAN.search(form):
        return
    yield from _plurals(form)
    yield from _singular(form)


def singular_modifiers(form: str) -> Iterator[str]:
    """*form*, and with singulars of the nouns before its last one: layers dialog, layer dialog."""
    yield form
    words = form.split(" ")
    for place, word in enumerate(words[:-1]):
        if _PLURAL.search(word) and not _NO_PLURAL.search(word):
            for singular in _singular(word):
                yield " ".join([*words[:place], singular, *words[place + 1 :]])


def _plurals(form: str) -> Iterator[str]:
    last = _LAST_WORD.search(form)
    if last and last[0].lower() in _ONLY_IRREGULAR:
        pass
    elif form[-1] == "y" and form[-2] not in "aeiouAEIOU":
        yield form[:-1] + "ies"
    elif form.endswith(("s", "x", "z", "ch", "sh")):
        yield form + "es"
        if form.endswith("ch"):  # epochs, stomachs: only the sound decides
            yield form + "s"
    else:
        yield form + "s"
        if form.endswith(("o", "S", "X", "Z")):  # tomatoes; OSes, where others write OSs
            yield form + "es"
    yield from _irregular(form)


def _irregular(form: str) -> Iterator[str]:
    """The irregular plural of the last word."""
    last = _LAST_WORD.search(form)
    word = last[0].lower() if last else ""
    if word.endswith("sis") and len(word) > 5:
        yield form[:-2] + "es"
    elif last and word in _IRREGULAR:
        yield form[: last.start()] + last[0][0] + _IRREGULAR[word][1:]


def _singular(form: str) -> Iterator[str]:
    last = _LAST_WORD.search(form)
    if last and last[0].lower() in _SINGULAR:
        yield form[: last.start()] + last[0][0] + _SINGULAR[last[0].lower()][1:]
    elif _PLURAL.search(form) and not _NO_PLURAL.search(form):
        yield form[:-1]
        if form.endswith("ies"):
            yield form[:-3] + "y"
        elif form.endswith(("ses", "xes", "zes", "ches", "shes")):
            yield form[:-2]


_SENTENCES = SentenceRules(
    titles=word_set(
        "Dr Mr Mrs Ms Prof St Rev Hon Gov Sen Rep Gen Col Capt Lt Sgt Messrs Mt Mme Mlle"
    ),
    never_last=word_set("e.g i.e eg ie vs cf viz resp ca approx incl esp"),
    before_number=word_set(
        "fig figs sec secs sect eq eqs eqn eqns no nos p pp vol vols ch chap chaps art arts"
        " ref refs tab tabs app ex thm def lem cor prop alg ver v fn para paras pt pts nr"
    ),
    sometimes_last=word_set(
        "al etc inc ltd co corp jr sr bros dept univ assn u.s u.k u.n e.u d.c ph.d m.d b.a m.a"
        " b.sc m.sc a.m p.m b.c a.d"
    ),
    first_words=word_set(
        "a all also although an and another any as at because before both but by each even every"
        " finally first for from generally hence here how however i if in it its later many more"
        " most no not now of often on once one only or other our second see several similarly"
        " since so some sometimes such that the their then there therefore these they this those"
        " thus to today two typically unlike until use used usually we what when where whereas"
        " which while who with without you your"
    ),
)

LANGUAGE = Language(
    code="en",
    spellings=(
        british_and_american,
        singular_modifiers,
        closed_compounds,
        open_compounds,
        with_hyphen,
        without_spaces,
    ),
    inflections=(in_other_number,),
    words={
        "hyphen_suffixes": (
            "based style like free aware specific only level wise driven oriented agnostic"
            " dependent independent related type sized efficient intensive centric ready"
            " compatible enabled native friendly heavy side bound first wide local safe visible"
            " sensitive neutral relative facing insensitive writable readable editable compliant"
            " capable critical prone proof scalable handling checking processing preserving"
            " consuming saving to by"
        ),
        "hyphen_negations": "non anti un no",
        "hyphen_particles": "per to by in on of as at via for with and or vs",
        "hyphen_prefixes": (
            "self cross multi sub super meta semi pre post inter intra quasi pseudo hyper over"
            " under"
        ),
    },
    expressions=EXPRESSIONS,
    homographs=Homographs(HOMOGRAPHS, is_other_word),
    everyday=EVERYDAY,
    function_words=word_set(
        "a all also an and another any as at because but by each either every for from has have"
        " here how i if in into is it its many more most no not now of on one only or other our see"
        " several since so some such than that the their then there these they this those to two"
        " unlike until use used uses using via we what when where which while who with without you"
        " your"
    ),
    genera=beginnings(_KIND_OF),
    sentences=_SENTENCES,
)
