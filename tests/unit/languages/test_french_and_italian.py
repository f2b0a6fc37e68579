"""Sentences and broader concepts in French and Italian."""

from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.languages import genus_candidates
from sphinxcontrib_glossterm.languages.sentences import first_sentence


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Décrit par M. Dupont et Mme Martin.| La suite."),
        ("fr", "Voir fig. 3 et p. 12 du livre.| La suite."),
        ("fr", "Un arbre, p. ex. Chêne ou Hêtre.| La suite."),
        ("fr", "Une couche, c.-à-d. Un plan.| La suite."),
        ("fr", "Des fruits, des légumes, etc.| Les noix aussi."),
        ("fr", "Depuis le 3 janv. 2020 environ.| La suite."),
        ("fr", "Est-ce un nœud ?| Oui !"),
        ("fr", "Est-ce un nœud\u00a0?| Oui."),
        ("fr", "« Est-ce un nœud ? » dit-il.| Oui."),
        ("fr", "On l'appelle «\u00a0Paris.\u00a0» ici.| La suite."),
        ("fr", "Le Dr Curie l'a nommé.| Elle est connue."),
        ("fr", "Environ 3,5 litres.| À suivre."),
        ("it", "Descritto dal dott. Rossi e dalla sig.ra Bianchi.| Il resto."),
        ("it", "Vedere fig. 3 e pag. 12 del libro.| Il resto."),
        ("it", "Un albero, ad es. Quercia o Faggio.| Il resto."),
        ("it", "Un albero, per es. Quercia.| Il resto."),
        ("it", "Frutta, verdura, ecc.| La noce anche."),
        ("it", "Dal 3 gen. 2020 circa, cfr. Bianchi.| Il resto."),
        ("it", "È un nodo?| Sì."),
        ("it", "Prodotto dalla Rossi s.p.a.| Il resto."),
        ("it", "Circa 3,5 litri.| È poco."),
    ],
)
def test_a_sentence_ends_where_the_bar_is(code: str, text: str) -> None:
    expected = " ".join(text.partition("|")[0].split())
    assert first_sentence(text.replace("|", ""), [code]) == expected


@pytest.mark.parametrize(
    ("code", "definition", "label"),
    [
        ("fr", "Un pont est un type de réseau.", "réseau"),
        ("fr", "C'est une sorte d'arbre, avec des feuilles.", "arbre"),
        ("fr", "Sorte d’arbre à feuilles.", "arbre"),
        ("fr", "Le prisme est un cas particulier du polyèdre (voir là).", "polyèdre"),
        ("fr", "Une forme de gestion des couleurs.", "gestion des couleurs"),
        ("it", "Un ponte è un tipo di rete.", "rete"),
        ("it", "È una specie d'albero, con foglie.", "albero"),
        ("it", "Tipo di albero con foglie.", "albero"),
        ("it", "Il prisma è un caso particolare del poliedro (vedi là).", "poliedro"),
        ("it", "Una forma di gestione dei colori.", "gestione dei colori"),
        ("it", "Una variante dell'albero binario.", "albero binario"),
    ],
)
def test_the_broader_concept_is_among_the_candidates(
    code: str, definition: str, label: str
) -> None:
    assert label in genus_candidates(definition, [code])
    assert label not in genus_candidates(definition)


@pytest.mark.parametrize(
    ("code", "definition"),
    [
        ("fr", "Le type de réseau est choisi."),
        ("fr", "Elle a une forme ronde de disque."),
        ("it", "Il tipo di rete è scelto."),
        ("it", "Ha una forma rotonda di disco."),
    ],
)
def test_what_is_no_candidate(code: str, definition: str) -> None:
    assert genus_candidates(definition, [code]) == ()
