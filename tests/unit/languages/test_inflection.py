"""Inflected forms of labels in alphabetic languages, and words that only look like them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sphinxcontrib_glossterm.languages import (
    project_languages,
)
from sphinxcontrib_glossterm.matching import Match, Matcher
from sphinxcontrib_glossterm.model.concept import Case

from ..make import concept

CASES = {
    "de": [
        ("Speicher | Wert", "die [Speichern], des [Speichers], [Werte] und [Werten], Wertung"),
        ("Abbild", "ein [Abbild], [Abbilder], [Abbildern], Abbildung, Abbildungen"),
        ("Datenbank", "[Datenbanken] sind keine Bank, Datenbankserver"),
        ("Wörterbuch | Baum", "[Wörterbücher] und [Bäume], [Bäumen], Bauer"),
        ("persistentes Volume", "ein [persistentes Volume], [persistente Volumes]"),
        ("Image | Container", "ein [Container]-[Image], Nicht-Image, [Image]-Name"),
        ("Universität", "die [Universitäten] sind universal, das Universum"),
        ("Cluster | Knoten", "Der Erste [Knoten] Eines Clusterings im [Cluster]"),
    ],
    "fr": [
        ("réseau | canal", "les [réseaux] et les [canaux], canaliser"),
        ("espace de noms | nom", "les [espaces de noms], un [nom], nommer"),
        ("maillage de services | service", "[maillages de services], un [service], servir"),
        ("jeu | fichier", "des [jeux] de [fichiers], fichage"),
        ("port | nœud", "les [ports] et les [nœuds], [noeuds], la porte"),
        ("marque | côté", "des [marques] marquées, marqué, marqués, [Marque], cote, des [côtés]"),
        ("cours | fonds | mois", "un [cours], la cour, le fond, un [mois], moi"),
        ("boîte | état", "une [boite], [boîtes], [États], [ETATS], été"),
        ("noyau | vitrail | taux", "des [noyaux], [vitraux], [taux]"),
        ("modem | filtre actif", "des [modems], [filtres actifs], filtré"),
    ],
    "es": [
        ("volumen | orden", "los [volúmenes] y las [órdenes], voluminoso"),
        ("malla de servicios | servicio", "las [mallas de servicios], un [servicio], servicial"),
        ("puerto | caso", "el [puerto] y la puerta, los [casos] y las casas"),
        ("controlador | imagen", "[controladores] e [imágenes], controlado"),
        ("luz | versión | clase", "[luces], [versiones], [clases], clasificar"),
    ],
    "it": [
        ("parametro | classe", "i [parametri] e le [classi], parametrico"),
        ("pacchetto | immagine", "[pacchetti] e [immagini], impacchettare"),
        ("elenco | servizio", "[elenchi] di [servizi], servitore"),
        ("logica di rete", "le [logiche di rete], la logica"),
        ("selezione | funzione | colore", "[selezioni], seleziona, funziona, [colori], colora"),
        ("nota | stringa | ombra", "le [note], noti, noto, string, [stringhe], [ombre]"),
        ("riga | lago | dialogo | arco", "[righe], [laghi], [dialoghi], [archi], arca"),
        ("occhio | cerchio | medico", "[occhi], [cerchi], cerca, [medici], medica"),
        ("schema | problema | diagramma", "[schemi], [problemi], [diagrammi], problemino"),
        ("file | fila | città", "i [file], una [fila], fili, le [città]"),
        ("traccia | faccia | camicia", "[tracce], [facce], [camicie], tracci"),
        ("dito | uovo | uomo", "le [dita], le [uova], gli [uomini], ditale"),
        ("modifica | superficie | parassita", "[modifiche], modifichi, [superfici], [parassiti]"),
        ("porta | porto", "le [porte], i [porti], portare, porterà"),
    ],
    "pt": [
        ("versão | imagem", "[versões] e [imagens], versar"),
        ("canal | variável", "os [canais] e as [variáveis], variar"),
        ("papel | servidor | luz", "[papéis], [servidores], [luzes], papelaria"),
        ("malha de serviço", "[malhas de serviço] e [malhas de serviços]"),
    ],
    "ru": [
        ("контейнер | служба", "[контейнеры], [контейнерами], [службы], служить"),
        ("пространство имён", "в [пространстве имен] и [пространства имён]"),
        ("переменная окружения", "[переменных окружения], окружность"),
        ("память | сеть", "[памяти] и [сетях], памятник"),
    ],
}


def matcher(language: str, labels: str, **options: object) -> Matcher:
    names = labels.split(" | ")
    return Matcher.from_concepts(
        [concept(name)._replace(**options) for name in names],
        languages=project_languages(language, names),
    )


def marked(found: Matcher, text: str) -> str:
    for match in reversed(found.find(text)):
        if isinstance(match, Match):
            text = f"{text[: match.start]}[{text[match.start : match.end]}]{text[match.end :]}"
    return text


@pytest.mark.parametrize(
    ("language", "labels", "expected"),
    [(code, *row) for code, rows in CASES.items() for row in rows],
)
def test_forms_are_found_and_other_words_are_not(language: str, labels: str, expected: str) -> None:
    text = expected.replace("[", "").replace("]", "")
    assert marked(matcher(language, labels), text) == expected


def test_an_abbreviation_and_an_exact_label_are_not_inflected() -> None:
    assert marked(matcher("de", "API"), "APIen der API") == "APIen der [API]"
    assert marked(matcher("de", "Wert", case=Case.EXACT), "Werte, Wert") == "Werte, [Wert]"


def test_the_nearer_label_wins() -> None:
    found = matcher("de", "Dienst | Dienste").find("Dienste und Diensten")
    assert [item.label for item in found if isinstance(item, Match)] == ["Dienste", "Dienste"]


def test_a_role_finds_the_same_forms() -> None:
    found = matcher("fr", "réseau | espace de noms")
    assert found.inflected("Réseaux") == ["index#term-reseau"]
    assert found.inflected("espaces de noms") == [concept("espace de noms").id]
    assert found.inflected("les réseaux") == found.inflected("service") == []


def test_another_language_is_not_imported() -> None:
    code = (
        "import sys; from sphinxcontrib_glossterm.matching import Matcher\n"
        "Matcher.from_concepts([], languages=('es', 'en')).find('x')\n"
        "print(*(name.rpartition('.')[2] for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "spanish" in loaded
    assert loaded.isdisjoint({"german", "french", "russian", "korean", "chinese"})
