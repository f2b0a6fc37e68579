"""Number, sentence ends and broader concepts in Spanish and Portuguese."""

from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.languages import genus_candidates, languages
from sphinxcontrib_glossterm.languages.sentences import first_sentence

NUMBERS = {
    "es": (
        "país/países mes/meses gas/gases clase/clases base/bases imagen/imágenes orden/órdenes"
        " interés/intereses autobús/autobuses revés/reveses luz/luces lápiz/lápices pie/pies"
        " interfaz/interfaces eje/ejes menú/menús menú/menúes carácter/caracteres red/redes"
        " régimen/regímenes versión/versiones ley/leyes bit/bits tesis/tesis caso/casos club/clubs"
    ),
    "pt": (
        "país/países mês/meses gás/gases classe/classes base/bases imagem/imagens item/itens"
        " álbum/álbuns fim/fins versão/versões pão/pães mão/mãos irmã/irmãs nível/níveis"
        " perfil/perfis réptil/répteis papel/papéis canal/canais lençol/lençóis azul/azuis lei/leis"
        " luz/luzes flor/flores português/portugueses lápis/lápis pixel/pixels grau/graus pai/pais"
        " mal/males análise/análises café/cafés"
    ),
}
OTHERS = {
    "es": (
        "cambio/cambió filtro/filtró filtros/filtró práctica/practicas cálculo/calculo uso/usó"
        " mes/me puerto/puerta caso/casas Windows/window pase/pasé"
    ),
    "pt": (
        "mês/me cópia/copia cópia/copias cópias/copia país/pais número/numero início/inicio"
        " final/finas porto/porta Windows/window análise/analise"
    ),
}


def is_form(code: str, label: str, written: str) -> bool:
    (language,) = languages([code])
    rules = language.inflection
    assert rules
    return rules.key(label) == rules.key(written) and rules.distance(written, label) is not None


@pytest.mark.parametrize(("code", "pair"), [(c, p) for c in NUMBERS for p in NUMBERS[c].split()])
def test_singular_and_plural_are_forms_of_each_other(code: str, pair: str) -> None:
    singular, plural = pair.split("/")
    assert is_form(code, singular, plural)
    assert is_form(code, plural, singular)


@pytest.mark.parametrize(("code", "pair"), [(c, p) for c in OTHERS for p in OTHERS[c].split()])
def test_another_word_is_no_form(code: str, pair: str) -> None:
    label, other = pair.split("/")
    assert not is_form(code, label, other)
    assert not is_form(code, other, label)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "Lo describió el Dr. Ruiz en 1990.| Más tarde."),
        ("es", "Un color, p. ej. Rojo, o dos.| El resto."),
        ("es", "Como en la fig. 3 de abajo.| Otra."),
        ("es", "Discos, cintas, etc.| Una cinta es larga."),
        ("es", "Se usa en EE. UU. Marina.| Otra."),
        ("es", "Véase la pág. 12 y el cap. 2.| Fin."),
        ("es", "Un nodo.| Una red."),
        ("pt", "Foi descrito pelo Dr. Reis em 1990.| Mais tarde."),
        ("pt", "Uma cor, p. ex. Vermelho, ou duas.| O resto."),
        ("pt", "Como na fig. 3 abaixo.| Outra."),
        ("pt", "Discos, fitas, etc.| Uma fita é longa."),
        ("pt", "Veja a pág. 12 e o cap. 2.| Fim."),
        ("pt", "Um nó.| Uma rede."),
    ],
)
def test_a_sentence_ends_where_the_bar_is(code: str, text: str) -> None:
    assert first_sentence(text.replace("|", ""), [code]) == text.partition("|")[0]


@pytest.mark.parametrize(
    ("code", "definition", "label"),
    [
        ("es", "Es un tipo de red neuronal que lee frases.", "red neuronal"),
        ("es", "Tipo de archivo con varias capas.", "archivo"),
        ("es", "Una clase del lenguaje base, sin estado.", "lenguaje base"),
        ("es", "Es un caso especial de la regresión lineal.", "regresión lineal"),
        ("pt", "É um tipo de rede neural que lê frases.", "rede neural"),
        ("pt", "Tipo de ficheiro com várias camadas.", "ficheiro"),
        ("pt", "Uma variante da linguagem base, sem estado.", "linguagem base"),
        ("pt", "É um caso particular de uma regressão linear.", "regressão linear"),
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
        ("es", "Depende del tipo de red."),
        ("es", "Tipo: de red."),
        ("pt", "Depende do tipo de rede."),
        ("pt", "De forma da rede."),
    ],
)
def test_what_names_no_broader_concept(code: str, definition: str) -> None:
    assert genus_candidates(definition, [code]) == ()
