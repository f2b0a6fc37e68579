"""Properties of any text in Spanish or Portuguese, and verbs that are spelled like nouns."""

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
    "es": "imagen|país|mes|línea de órdenes|clave pública|copia|muestra|versión|luz|período|API",
    "pt": "imagem|país|mês|linha de comando|chave pública|cópia|amostra|pão|perfil|hífen|API",
}
FORMS = {
    "es": "imágenes|países|meses|líneas de órdenes|claves públicas|copias|luces|periodos",
    "pt": "imagens|países|meses|linhas de comando|chaves públicas|cópias|pães|perfis|hifens",
}
OTHERS = {
    "es": "el|las|se|copió|me|imaginar|públicamente|en caso de|￼|«|»|:|,|-|ñ|és|3|2.º",
    "pt": "o|as|se|copiou|me|imaginar|publicamente|em caso de|￼|«|»|:|,|-|ã|ões|3|2.º",
}
MATCHERS = {
    code: Matcher.from_concepts(list(map(concept, labels.split("|"))), languages=(code, "en"))
    for code, labels in LABELS.items()
}


@st.composite
def prose(draw: st.DrawFn) -> tuple[str, str]:
    """A language, and text of its words, labels and their forms."""
    code = draw(st.sampled_from(sorted(LABELS)))
    words = [word for part in (LABELS, FORMS, OTHERS) for word in part[code].split("|")]
    joint = st.sampled_from([" ", " ", " ", "\u00a0", "\n", "", "-", "/", ", ", "(", '"'])
    cased = st.sampled_from([str, str, str.capitalize, str.upper])
    pieces = draw(st.lists(st.tuples(st.sampled_from(words), joint, cased), max_size=12))
    return code, "".join(change(word) + after for word, after, change in pieces)


def found(code: str, text: str) -> list[Match]:
    return [item for item in MATCHERS[code].find(text) if isinstance(item, Match)]


@settings(deadline=None)
@given(prose())
def test_what_is_found_are_whole_words_that_are_found_alone_too(case: tuple[str, str]) -> None:
    code, text = case
    for item in found(code, text):
        written = text[item.start : item.end]
        before, after = text[max(0, item.start - 1) : item.start], text[item.end : item.end + 1]
        assert written[0].isalpha() and written[-1].isalpha() and not after.isalnum()
        # A long word with a capital may end a name in camel case, and a short one may be a unit.
        joined = (written.istitle() and before.islower()) or before.isdecimal()
        assert not before.isalnum() or joined
        alone = [(one.start, one.end, one.concepts) for one in found(code, written)]
        assert alone == [(0, len(written), item.concepts)]


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
    ("code", "label"), [(code, one) for code in LABELS for one in LABELS[code].split("|")]
)
def test_a_label_is_found_as_it_is_written(code: str, label: str) -> None:
    article = "una" if code == "es" else "uma"
    for text in (label, label[0].upper() + label[1:], f"{article} {label}.", f"«{label}»"):
        assert [item.label for item in found(code, text)] == [label]


@pytest.mark.parametrize(
    ("code", "form"), [(code, one) for code in FORMS for one in FORMS[code].split("|")]
)
def test_prose_and_roles_find_the_same_forms(code: str, form: str) -> None:
    (item,) = found(code, f"las {form}.")
    keys = {each.text.lower() for forms in MATCHERS[code]._forms for each in forms if each.concept}
    assert form in keys or MATCHERS[code].inflected(form) == list(item.concepts)


@pytest.mark.parametrize("code", sorted(LABELS))
@pytest.mark.parametrize(
    "part", ["imágenes ", "se copia el ", "de la ", "eses", "ões", "- ", "a las ", "mes mês "]
)
def test_the_time_grows_with_the_text(code: str, part: str) -> None:
    begin = time.process_time()
    MATCHERS[code].find(part * 10_000)
    assert time.process_time() - begin < 5


VERBS = [
    ("es", "Se muestra aquí; la [muestra], una [muestra] del texto."),
    ("es", "Esto muestra el texto, que muestra lo mismo; no muestra nada."),
    ("es", "Muestra opciones. [Muestra] más grande. [Muestra] de opciones."),
    ("es", "El programa copia los datos y copia otros. Una [copia] los lunes."),
    ("es", "Las [copias] se guardan; otra [copia] la sustituye."),
    ("pt", "Não amostra nada; a [amostra], uma [amostra] do texto."),
    ("pt", "Isto amostra o texto, que amostra bem; se amostra os dados."),
    ("pt", "Amostra opções. [Amostra] maior. [Amostra] de opções."),
    ("pt", "O programa amostra os dados. Na [amostra] os dados."),
]


@pytest.mark.parametrize(("code", "expected"), VERBS)
def test_a_verb_is_not_linked(code: str, expected: str) -> None:
    text = re.sub(r"[\[\]]", "", expected)
    for item in reversed(found(code, text)):
        text = f"{text[: item.start]}[{text[item.start : item.end]}]{text[item.end :]}"
    assert text == expected
