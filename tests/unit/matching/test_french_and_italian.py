"""Properties of any text in French or Italian, and verbs that are spelled like nouns."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.matching import Match, Matcher

from ..make import concept

LABELS = {
    "fr": [
        "réseau",
        "canal",
        "travail",
        "espace de noms",
        "cas d'usage",
        "marque",
        "liste",
        "nœud",
    ],
    "it": ["rete", "riga", "servizio", "città", "livello attivo", "area", "stampa", "immagine"],
}
FORMS = {
    "fr": "réseaux canaux travaux marques listes nœuds noeuds",
    "it": "reti righe servizi livelli_attivi aree stampe immagini",
}
OTHERS = {
    "fr": "de la les l' d’ qu' est une marqué marquer listent réso ￼ il « » : , . - API été",
    "it": "di il gli l' un’ dell' che sono stampare città servire retta ￼ non , . - API è aria",
}
MATCHERS = {
    code: Matcher.from_concepts(list(map(concept, labels)), languages=(code, "en"))
    for code, labels in LABELS.items()
}


@st.composite
def prose(draw: st.DrawFn) -> tuple[str, str]:
    """A language, and text of its words, labels and their forms."""
    code = draw(st.sampled_from(sorted(LABELS)))
    words = [*LABELS[code], *FORMS[code].replace("_", " ").split(), *OTHERS[code].split()]
    joint = st.sampled_from([" ", " ", " ", "\u00a0", "\n", "", "-", "'", "’", ", "])
    cased = st.sampled_from([str, str, str.capitalize, str.upper])
    pieces = draw(st.lists(st.tuples(st.sampled_from(words), joint, cased), max_size=12))
    return code, "".join(change(word) + after for word, after, change in pieces)


def found(code: str, text: str) -> list[Match]:
    return [item for item in MATCHERS[code].find(text) if isinstance(item, Match)]


@settings(deadline=None)
@given(prose())
def test_what_is_found_are_whole_words_that_a_role_resolves(case: tuple[str, str]) -> None:
    code, text = case
    for item in found(code, text):
        written = text[item.start : item.end]
        before, after = text[max(0, item.start - 1) : item.start], text[item.end : item.end + 1]
        assert written[0].isalpha() and written[-1].isalpha() and not after.isalnum()
        # A long word with a capital may end a name in camel case, and a short one may be a unit.
        joined = (written.istitle() and before.islower()) or before.isdecimal()
        assert not before.isalnum() or joined
        same = found(code, written)
        assert [(one.start, one.end, one.concepts) for one in same] == [
            (0, len(written), item.concepts)
        ]
        forms = {form.text.lower() for each in MATCHERS[code]._forms for form in each}
        if unicodedata.normalize("NFC", written).lower() not in forms:
            assert MATCHERS[code].inflected(written) or re.search("[\\s’-]", written)


@settings(deadline=None)
@given(prose())
def test_accents_may_be_separate_characters(case: tuple[str, str]) -> None:
    code, text = case
    apart = unicodedata.normalize("NFD", text)
    whole = [(item.label, text[item.start : item.end]) for item in found(code, text)]
    parts = [
        (item.label, unicodedata.normalize("NFC", apart[item.start : item.end]))
        for item in found(code, apart)
    ]
    assert parts == whole


@pytest.mark.parametrize(
    ("code", "label"), [(code, one) for code in LABELS for one in LABELS[code]]
)
def test_a_label_is_found_as_it_is_written(code: str, label: str) -> None:
    elided = "l'" if code == "fr" else "dell’"
    for text in (
        label,
        label.capitalize(),
        f"{elided}{label}",
        f"«\u00a0{label}\u00a0»",
        f"{label}.",
    ):
        assert [item.label for item in found(code, text)] == [label]


@pytest.mark.parametrize("code", sorted(LABELS))
@pytest.mark.parametrize(
    "part", ["l'", "réseaux ", "qu'il liste les ", "non stampa la ", "aaux", "chi", "' ", "e le "]
)
def test_the_time_grows_with_the_text(code: str, part: str) -> None:
    begin = time.process_time()
    MATCHERS[code].find(part * 10_000)
    assert time.process_time() - begin < 5


LABELS_OF_VERBS = (
    *("liste", "marque", "entrée", "stampa", "stato", "ancora", "nascondi", "proprietario"),
)
VERBS = {
    "fr": [
        "Il liste les noms, ils listent, elle marque, la [marque] est là",
        "La commande liste les noms et marque la page.",
        "Liste les noms. [Liste] des noms. Une [liste] des noms.",
        "Dans cette [liste] les noms sont triés, la [liste] la plus longue.",
        "Marque automatiquement la page, la [marque] est faite.",
        "La barre se marque, s'entrée, l'[entrée], est entrée, sont [marques]",
        "On marque, qui marque, ne marque pas, la [marque] et ma [marque]",
    ],
    "it": [
        "Non stampa, si stampa, che stampa, la [stampa] che si vede",
        "Il comando stampa le righe e stampa una copia.",
        "Stampa la pagina. [Stampa] della pagina. Una [stampa] la sera.",
        "Stampa automaticamente la pagina, la [stampa] è fatta.",
        "Nasconde la barra. Questa opzione nasconde il menu, lo [stato].",
        "È stato installato, ci sono [stati], sono stati letti, lo [stato]",
        "Si stampi la pagina, le [stampe]. Non è ancora qui, l'[ancora] c'è",
        "In questa [stampa] i nomi sono neri, la [stampa] la cui data",
        "Un formato proprietario, i driver proprietari; il [proprietario], sono [proprietario]",
    ],
}


@pytest.mark.parametrize(
    ("code", "expected"), [(code, row) for code in VERBS for row in VERBS[code]]
)
def test_a_verb_is_not_linked(code: str, expected: str) -> None:
    text = re.sub(r"[\[\]]", "", expected)
    matcher = Matcher.from_concepts(
        list(map(concept, LABELS_OF_VERBS)),
        languages=(code, "en"),
    )
    for item in reversed(matcher.find(text)):
        if isinstance(item, Match):
            text = f"{text[: item.start]}[{text[item.start : item.end]}]{text[item.end :]}"
    assert text == expected
