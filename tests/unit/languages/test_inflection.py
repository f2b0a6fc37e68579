"""Inflected forms of labels in alphabetic languages, and words that only look like them."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest

from sphinxcontrib_glossterm.languages import (
    LANGUAGES,
    STEMMED,
    languages,
    project_languages,
    stemmer_version,
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
        ("port | nœud", "les [ports] et les [nœuds], la porte"),
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
    assert loaded.isdisjoint(
        {"german", "french", "russian", "korean", "chinese", "snowballstemmer"}
    )


def test_the_languages_with_a_stemmer_are_known_without_an_import() -> None:
    found = {each.code for each in languages(LANGUAGES) if each.inflection}
    stemmed = {each.code for each in languages(found) if each.inflection.algorithm}
    assert stemmed == set(STEMMED)


def test_only_these_languages_depend_on_the_version_of_the_stemmers() -> None:
    assert stemmer_version(["it", "en"]) == version("snowballstemmer")
    assert stemmer_version(["es", "en", "ja"]) == ""
