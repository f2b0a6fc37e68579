"""Word lists for English: fixed expressions, everyday words, and words that are verbs too.

>>> is_verb("To process the list, type a name.", 3, 10), is_verb("a process", 2, 9)
(True, False)
>>> is_verb("It lists the objects.", 3, 8), is_verb("two lists of the objects", 4, 9)
(True, False)
"""

from __future__ import annotations

from sphinxcontrib_glossterm.lazily import pattern

from .language import word_set

# In brackets: the words in which no label is linked; the others may be labels of their own.
EXPRESSIONS = (
    # Quantities and kinds
    *(f"{article} [number] of" for article in ("a", "any", "a large", "a small", "a certain")),
    *("a limited [number] of", "a great [number] of", "an arbitrary [number] of"),
    *("version [number]", "version [numbers]", "phone [number]", "phone [numbers]"),
    *("a variety of", "a [series] of", "a [host] of", "a wide [range] of", "a whole [range] of"),
    *(f"{size} [volume] of" for size in ("large", "small", "high", "low", "huge", "sheer")),
    *(f"{size} [volumes] of" for size in ("large", "small", "high", "low", "huge")),
    *("kind of", "kinds of", "sort of", "sorts of", "a [matter] of", "a [couple] of"),
    *("[group] of", "[suite] of", "a [family] of", "a [body] of", "a [piece] of"),
    *(f"a [bit] {word}" for word in ("more", "less", "of", "too", "different", "tricky", "like")),
    *(f"a [bit] {word}" for word in ("slower", "faster", "longer", "shorter", "larger", "smaller")),
    *("a [bit] better", "a [bit] easier", "a [bit] harder", "a little [bit]", "quite a [bit]"),
    *("bit by bit", "step by step", "[side] by [side]", "point by point", "case by case"),
    # Circumstances
    *("in the [context] of", "in this [context]", "in the [event] of", "in the [course] of"),
    *(f"in {word} [case]" for word in ("this", "that", "any", "which", "each", "either", "no")),
    *(f"in {word} [cases]" for word in ("most", "some", "many", "all", "both", "such", "these")),
    *("in rare [cases]", "in other [cases]", "in certain [cases]", "in either [case]"),
    *("in [case]", "in the [case] of", "is the [case]", "the [case] where", "the [case] when"),
    *("the [case] that", "[cases] where", "[cases] when", "in the worst [case]", "use [case]"),
    *("use [cases]", "special [case]", "special [cases]", "test [case]", "test [cases]"),
    *("edge [case]", "edge [cases]", "corner [case]", "corner [cases]", "if that is the [case]"),
    *("in [order]", "in [part]", "in [turn]", "in [effect]", "in [fact]", "in [general]"),
    *("in [particular]", "in [addition]", "in [practice]", "in [theory]", "in [principle]"),
    *("in [detail]", "in [question]", "in [common]", "in [mind]", "in [advance]", "in [short]"),
    *("in [terms] of", "in [place] of", "in [place]", "in [view] of", "in [light] of"),
    *("in the [form] of", "in the [process] of", "in the [field] of", "in the [sense]"),
    *("in [response] to", "in [charge] of", "in [line] with", "in [reference] to"),
    *("in the [hands] of", "in the [interest] of", "in the first [place]", "in the long [run]"),
    *("in a similar [fashion]", "in the same [fashion]", "in the [end]"),
    *("as a basic [rule]", "as a general [rule]", "as a [rule]", "as a [result]", "as a [matter]"),
    *("[rule] of thumb", "[rules] of thumb", "for [example]", "for [instance]"),
    *("for some [reason]", "for this [reason]", "for that [reason]", "for the most [part]"),
    *("on the [part] of", "by [default]", "by [means] of", "by [hand]", "by [design]"),
    *("with the [exception] of", "without [exception]", "with [respect] to", "with [regard] to"),
    *("with [reference] to", "on [top] of", "on the [basis] of", "on a regular [basis]"),
    *("on [behalf] of", "on [account] of", "on the other [hand]", "on the one [hand]"),
    *("on [purpose]", "on the [fly]", "on [board]", "at [hand]", "at [rest]", "the [rest] of"),
    *("to a certain [degree]", "to some [degree]", "up to [date]", "out of [date]", "to [date]"),
    *("out of the [box]", "under the [hood]", "from [scratch]", "of [course]", "[subject] to"),
    *("no [matter]", "along the [lines] of", "[line] of thought", "side [effect]"),
    *("side [effects]", "state of the art", "the United [States]"),
    # Points in time
    *(f"at {word} [point]" for word in ("this", "that", "some", "any", "which", "one", "no")),
    *("point of view", "points of view", "up to this [point]", "up to that [point]"),
    *(
        f"at {word} [time]"
        for word in ("a", "the same", "any", "the", "this", "that", "no", "some")
    ),
    *(f"{word} [time]" for word in ("this", "each", "every", "any", "next", "last", "over")),
    *(f"the {word} [time]" for word in ("first", "second", "next", "last", "whole", "entire")),
    *("from [time] to [time]", "all the [time]", "a long [time]", "in [time]", "in no [time]"),
    *("for the [time] being", "by the [time]", "at all [times]", "at [times]"),
    *(f"{word} [times]" for word in ("many", "several", "two", "three", "multiple", "most")),
    # Verbs with a noun or a particle
    *(f"{verb} [place]" for verb in ("take", "takes", "took", "taken", "taking")),
    *(f"{verb} [part] in" for verb in ("take", "takes", "took", "taken", "taking")),
    *(f"{verb} [effect]" for verb in ("take", "takes", "took", "into")),
    *(f"{verb} a [role]" for verb in ("play", "plays", "played", "playing")),
    *(f"{verb} an important [role]" for verb in ("play", "plays", "played", "playing")),
    *(f"{verb} [track] of" for verb in ("keep", "keeps", "keeping", "kept", "lose", "loses")),
    *("into [account]", "pay [attention]", "your [attention]", "make [sense]", "makes [sense]"),
    *("made [sense]", "make [use] of", "makes [use] of", "makes a [difference]"),
    *("set up", "sets up", "setting up", "set out", "sets out", "[set] aside"),
    *(
        f"[{verb}] {word}"
        for verb in ("log", "sign")
        for word in ("in", "into", "on", "off", "out")
    ),
    *(f"[file] {word}" for word in ("a bug", "bugs", "an issue", "issues", "a report")),
    *("[logs] in", "[logs] into", "[logs] out", "[signs] in", "[sign] up", "[signs] up"),
    *("[point] out", "[points] out", "[check] out", "[end] up", "[ends] up", "[start] over"),
    *("[note] that", "[break] down", "[work] around", "value-added"),
    *(f"{word} [else]" for word in ("anyone", "anything", "someone", "something", "nothing")),
    *(f"{word} [else]" for word in ("everyone", "everything", "nobody", "somewhere", "or")),
)

EVERYDAY = word_set(
    "access action address area argument base block body box branch case cell change channel"
    " character class code color command content context control copy count cover data date"
    " default design detail device display document domain edge effect element end entry event"
    " example exception exit expression feature field figure file filter force form format frame"
    " function group guide handle head help history host image index information input instance"
    " interface issue item job key kind label language layer level library light limit line link"
    " list location log manual map mark mask master match method mode model module monitor move"
    " name need note number object operation option order output package page pair part path"
    " pattern place plan point position power process program project property protocol range"
    " record reference region release report request resource result role root rule sample scale"
    " scope screen section selection sequence service session set sign size source space stack"
    " stage standard start state status step store string structure style subject support switch"
    " system table tag target task template term test text time title tool track transfer type"
    " unit user value variable version view volume window word work"
)

# Words whose verb means something else than the noun of a glossary: "to set", not "to query".
_VERBS = (
    "act address answer balance bear block book cause challenge close control cover deal default"
    " detail display document drive effect end exercise experience express face feature figure"
    " fill fit focus force form frame function gain group guide hand handle head help hold"
    " host house impact implement interest issue judge land lead leave level lie line list mark"
    " master match matter mean mind monitor move name need note notice number object order page"
    " pair part pass picture place plan play point port position post power present press process"
    " produce program project question raise range rank reach read reason record reference report"
    " rest result return root round rule run scale screen second sense separate serve service set"
    " shape share ship show sign size slot sound space spell spot stage stand start state step"
    " stick stop store stress structure style subject suit supply support surface switch table"
    " target term tie time title touch track trade transfer treat turn type use value view visit"
    " wait walk watch weight word work yield"
)
_BASES = word_set(_VERBS)
_THIRD = frozenset(
    word[:-1] + "ies" if word.endswith(("ly", "ry")) else word + end
    for word, end in (
        (word, "es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s") for word in _BASES
    )
)
HOMOGRAPHS = _BASES | _THIRD | {"background"}
# The verb is also a participle: "is set". Others end in -ed, which is no form of a label.
_PARTICIPLES = word_set("set read")
_BE = word_set("is are was were be been being get gets got not")
# What is directly before a verb and never before a noun without an article.
_BEFORE_VERB = word_set(
    "can cannot could may might must shall should will would do does did can't couldn't won't"
    " wouldn't"
    " shouldn't don't doesn't didn't please let's i you we they who"
)
# "to" after one of these has a noun after it: a pointer to function, according to type.
_BEFORE_NOUN = word_set(
    "according access accesses add added adds adding append appended appends applies apply applied"
    " assign assigned attach"
    " attached attaches back bind bound belong belongs belonging cast cast compare compared"
    " connect connected connects convert converted converts correspond corresponds copied copy"
    " equal equivalent from identical key keys limited link linked links map mapped mapping maps"
    " move moved moves next pass passed passes pointer pointers point points reference references"
    " refer referred refers referring related relates relative respect restricted send sends sent"
    " set sets similar specific switch switched switches thanks translate translated transition"
    " transitions write writes written"
)
_OBJECTS = word_set(
    "the a an this these its your their our my his each every any all both some no it them itself"
    " whether how what up"
)
# After a plural these begin a relative clause: types it supports.
_CLAUSE_SUBJECTS = word_set("it no this your our my his")
_AFTER_NOUN = word_set("of is are was were has have")
# After a plural at the start of a sentence: "Lists of" and "Objects can" have no verb yet.
_AFTER_PLURAL = _AFTER_NOUN | word_set(
    "can could may might must shall should will would do does did and or but in on at for from to"
    " with by as that which who into than like via per without within if when where while not"
    " also often usually always never now then only about above across after against along among"
    " around before behind below between during inside near outside over through under until"
)
# These are no adverbs.
_NO_ADVERBS = word_set(
    "only family early assembly supply reply apply daily weekly monthly yearly hourly likely"
    " anomaly friendly monopoly"
)
_CLAUSE = word_set("and or then now simply just also always never to either")
# Before a noun: "the sets the user made" is no verb, nor is "for objects the user made".
_NOUN_PHRASE = word_set(
    "the a an these those this all both two three some any many most more no other such"
    " several few different multiple various new of for in on at by with from to as between into"
    " than like via per without within its your their our my each every"
)
# What ends a noun, or something that is not text.
_NOUN_MARKS = ("\ufffc", ")", '"', "'")
_AFTER = pattern(r" ([a-z']+)(?![\w-])")
_REACH = 50


def is_other_word(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]``, one of :data:`HOMOGRAPHS`, has its other meaning.

    >>> is_other_word("It runs in the background.", 15, 25)
    True
    >>> is_other_word("The color in the background image", 17, 27)
    False
    """
    if text[start:end].lower() == "background":
        after = _word_after(text, end)
        return text.endswith("in the ", 0, start) and (not after or after in _AFTER_PLURAL)
    return is_verb(text, start, end)


def is_verb(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]``, which is spelled like a noun, is used as a verb.

    Only for verbs that mean something else than the noun. The neighbours decide: an auxiliary or
    "to" before it, or an object directly after it.
    """
    word = text[start:end].lower()
    if word in _BASES:
        return _is_base(word, text, start, end)
    return word in _THIRD and _is_third_person(text, start, end)


def _is_base(word: str, text: str, start: int, end: int) -> bool:
    second, first = _words_before(text, start)
    if second and _is_adverb(first):  # they usually use
        return True
    after = _word_after(text, end)
    if first == "to":
        return second not in _BEFORE_NOUN and after not in _AFTER_NOUN
    auxiliary = second if first == "not" else first
    if auxiliary in _BEFORE_VERB or (word in _PARTICIPLES and first in _BE):
        return after not in _AFTER_NOUN
    clause = (
        _begins(text, start, first) or first in _CLAUSE or text.startswith(",", max(0, start - 2))
    )
    return clause and after in _OBJECTS


def _is_third_person(text: str, start: int, end: int) -> bool:
    first = _words_before(text, start)[1]
    if first == "it":
        return True
    after = _word_after(text, end)
    if after in _OBJECTS:
        return first not in _NOUN_PHRASE and after not in _CLAUSE_SUBJECTS
    if not after or after in _AFTER_PLURAL or after.endswith(("ed", "ing")):
        return False
    return _is_adverb(first) or (text[start].isupper() and _begins(text, start, first))


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in _NO_ADVERBS


def _begins(text: str, start: int, first: str) -> bool:
    """Whether a sentence or a clause begins at *start*; *first* is the word before it."""
    return not first and text[max(0, start - 2) : start - 1] not in _NOUN_MARKS


def _words_before(text: str, end: int) -> tuple[str, str]:
    """The two words before *end*, in lower case, the nearer one last; empty at punctuation."""
    if text[end - 1 : end] != " ":
        return "", ""
    words = text[max(0, end - _REACH) : end - 1].lower().rsplit(" ", 2)
    first = words[-1].removesuffix(",")
    if not first.replace("'", "").isalnum():
        return "", ""
    second = words[-2] if len(words) > 1 else ""
    return second if second.replace("'", "").isalnum() else "", first


def _word_after(text: str, start: int) -> str:
    found = _AFTER.match(text, start)
    return found[1] if found else ""
