"""The rules for Spanish: inflection, accents, verbs, expressions, sentences.

Most accents that a plural adds or loses keep the stress (imagen, imágenes); the search ignores them
only if the plural adds a syllable.

>>> LANGUAGE.inflection.distance(*("volúmenes", "volumen"))
2
>>> print(LANGUAGE.inflection.distance(*("cambió", "cambio")))
None
>>> list(LANGUAGE.genera("Es un tipo de red neuronal."))
['red neuronal', 'red']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import pattern

from .iberian import VerbRules, optional_accents
from .inflected import Inflection, number
from .language import Homographs, Language, SentenceRules, beginnings, choices, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

# Words that some countries write with an accent.
_TWO_SPELLINGS = (
    *(("video", "vídeo"), ("periodo", "período"), ("icono", "ícono"), ("pixel", "píxel")),
    *(("guion", "guión"), ("chofer", "chófer"), ("coctel", "cóctel")),
)
_OTHER = dict(_TWO_SPELLINGS) | {accented: plain for plain, accented in _TWO_SPELLINGS}
_IN_TWO_SPELLINGS = pattern(rf"\b({'|'.join(_OTHER)})(?=(?:e?s)?\b)", re.IGNORECASE)

# "Tipo de X que …", "es una clase de X".
_KIND_OF = (
    r"(?i)(?:^\s*|\b(?:una?|es|como)\s+)"
    r"(?:tipo|clase|forma|especie|variante|variedad|modalidad|caso (?:especial|particular))\s+"
    r"de(?:l\s+|\s+)(?:(?:el|la|los|las|una?)\s+)?([^.,;:()\n]{1,60})"
)


def both_spellings(form: str) -> Iterable[str]:
    """*form*, and as other countries write it: vídeo and video, período and periodo."""
    return choices(_IN_TWO_SPELLINGS, form, lambda word: (word, _other(word)))


def _other(word: str) -> str:
    found = _OTHER[word.lower()]
    return found if word.islower() else found.capitalize()


_NUMBERS = "dos tres cuatro cinco seis siete ocho nueve diez"
_SENTENCES = SentenceRules(
    titles=word_set("Sr Sra Srta Sres Dr Dra Dña Prof Profa Lic Ing Arq Mons Gral Cnel Sto Sta"),
    never_last=word_set("p.ej ej cf cfr vs aprox íd"),
    before_number=word_set(
        "fig figs núm núms n.º pág págs cap caps art arts sec ec ecs vol vols tab apdo ref refs"
    ),
    sometimes_last=word_set("etc ee uu ee.uu ud uds cía s.a s.l a.c d.c avda dpto depto tel"),
    first_words=word_set(
        "a además al algunos antes así aunque cada como con cuando de del desde después donde el"
        " ella ellos en entonces es esta estas este esto estos existe existen hay la las lo los"
        " mientras muchos no nunca otra otras otro otros para pero por puede pueden se según si sin"
        " sobre son su sus también todas todo todos tras un una unas unos use vea véase ya"
    ),
)

_VERBS = VerbRules(
    pronouns=word_set("se me te nos os le les lo no que"),
    plurals=word_set("los las"),
    articles=word_set(
        "el la los las un una unos unas su sus este esta estos estas ese esa esos esas cada"
        " todo toda todos todas cualquier otro otra otros otras varios varias algunos algunas"
        " muchos muchas ambos ambas dicho dicha dichos dichas aquel aquellos"
    ),
    before_nouns=word_set(
        "el la los las un una unos unas al del de a ante bajo con contra desde durante en entre"
        " hacia hasta mediante para por según sin sobre tras vía mi mis tu tus su sus nuestro"
        " nuestra este esta estos estas ese esa esos esas aquel aquella cada cualquier algún"
        " alguna ningún ninguna otro otra mismo misma mucha poca tanta cuánta toda tal nueva"
        " primera segunda tercera cuarta última única próxima siguiente anterior posterior"
        " gran mayor menor mejor peor buena mala doble simple como cuya cuyas más menos qué"
        " cuál tipo clase propia determinada cierta ambas varias distintas"
        f" {_NUMBERS} nuevo"
        " nuevos nuevas último últimos próximo antiguo propio único segundo mismo mismos otros"
        " otras primeros actual posible pero cuando solo sólo todos todas muchos varios"
        " algunos tanto mucho poco pequeño pequeños propios distintos primer tercer"
    ),
    adverbs=word_set(
        "más menos además antes después detrás atrás entonces tras dos tres seis apenas"
        " mientras quizás jamás pues gris gratis plus"
    ),
    auxiliaries=word_set(
        "es son era eran fue fueron será serán ser sido siendo sea sean ha han había habían"
        " haber haya hayan habrá queda quedan quedar"
    ),
    states=word_set("está están estaba estaban estará estarán estar estando estuvo esté estén"),
    nouns=word_set(
        "lado estado resultado teclado grado mercado candado sonido ruido tejido apellido"
        " significado contenido sentido pedido partido entrada salida medida jornada"
        " portada bebida vida"
    ),
    adjectives=word_set("propietario propietaria propietarios propietarias"),
    conjunctions=word_set("y e o u"),
)

LANGUAGE = Language(
    code="es",
    spellings=(both_spellings, optional_accents),
    inflection=Inflection(
        number("s", "es", "z:ces", "el:los"),
        # A name that is no plural; the mark keeps its ending.
        (
            ("^windows$", "windows="),
            *(
                ("^los$", "el"),
                ("^(la|in)s$", r"\1"),
            ),  # tamaño de las imágenes, plug-ins
            ("(?<=...)[es]+$", ""),
            ("z$", "c"),
        ),
        # A preposition with an article is the preposition: atajos del teclado, atajo de teclado.
        irregular=(("^del$", "de"), ("^al$", "a")),
        accents=number("es"),
    ),
    homographs=Homographs(frozenset(), _VERBS.is_other_word),
    # Not "en línea" and the like, where a longer label may begin: en línea de órdenes.
    expressions=(
        *("en caso de", "en este caso", "en ese caso", "en tal caso", "en todo caso"),
        *("en cualquier caso", "en cuyo caso", "en caso contrario", "en el caso de"),
        *("en estos casos", "en algunos casos", "en muchos casos"),
        *("en la mayoría de los casos", "de esta forma", "de esa forma", "de tal forma"),
        *("de la misma forma", "de cualquier forma", "de todas formas", "de otra forma"),
        *("de alguna forma", "de este modo", "de tal modo", "de todos modos", "de otro modo"),
        *("forma parte", "forman parte", "formar parte", "por otra parte", "por una parte"),
        *("en parte", "la mayor parte", "por otro lado", "por un lado", "en cuenta"),
        *("en resumidas cuentas", "se da cuenta", "darse cuenta", "por cuenta propia"),
        *("punto de vista", "puntos de vista", "a punto de", "gran número de"),
        *("cierto número de", "en lugar de", "en primer lugar", "en segundo lugar"),
        *("en su lugar", "tener lugar", "tiene lugar", "tienen lugar", "da lugar a"),
        *("dar lugar a", "sin lugar a dudas", "por fin", "a fin de", "con el fin de"),
        *("en principio", "por medio de", "en función de", "en base a", "con base en"),
        *("a la vez", "a su vez", "una vez", "otra vez", "cada vez", "tal vez", "a veces"),
        *("al mismo tiempo", "por ejemplo", "en cambio", "de hecho", "en efecto"),
        *("paso a paso", "en marcha", "a mano", "en la medida de", "hace referencia"),
        *("hacen referencia", "hacer referencia", "hacer uso", "hace uso", "poner a prueba"),
        *("pone a prueba", "todo tipo de", "toda clase de", "a nivel de", "de forma"),
        *("de modo", "de manera", "a modo de", "a manera de", "por defecto", "por parte de"),
        *("en este punto", "hasta cierto punto", "al lado de", "llevar a cabo"),
        *("lleva a cabo", "al cabo", "en este sentido", "en ese sentido", "tiene sentido"),
        *("con objeto de", "a la hora de", "en este momento", "por el momento", "de momento"),
        *("en todo momento", "en cualquier momento", "en general", "por lo general"),
        *("en particular", "a primera vista", "a simple vista", "a cargo de"),
        *("en términos de", "en la práctica", "en teoría", "en resumen", "en detalle"),
        *("a prueba de", "a gran escala", "en contacto con", "en curso", "en busca de"),
        *("con ayuda de", "con la ayuda de", "de acuerdo", "en relación con"),
        *("con relación a", "en contraste", "en consecuencia", "un papel importante"),
        *("de la misma manera", "de esta manera", "de alguna manera", "la forma en que"),
        *("la forma como", "en forma de", "palabra clave", "palabras clave", "en uso"),
        *("haciendo uso", "a causa de", "en gran medida", "al margen de", "hace falta"),
        *("en respuesta a", "a raíz de", "a cambio", "otra clase de", "alguna clase de"),
        *("cualquier clase de", "el hecho de que", "a medida", "en línea con"),
        *("lista de correo", "listas de correo", "copia y pega"),
    ),
    everyday=word_set(
        "acción ajuste aplicación archivo base cambio campo cantidad caso clase clave color"
        " condición conexión configuración conjunto control copia cuadro cuenta código dato"
        " datos dirección ejemplo elemento entrada error escala espacio estado estilo etapa fase"
        " fecha fila fin final fondo forma formato fuente función grado grupo hoja idea imagen"
        " información inicio lado lectura letra lista llave lugar límite línea marca margen"
        " medida medio mensaje modelo modo momento muestra método nivel nombre nota número"
        " objeto opción operación orden origen papel parte paso patrón permiso persona período"
        " posición principio problema proceso programa prueba puerta punto página rango recurso"
        " red referencia regla resultado salida serie servicio signo sistema tabla tamaño tarea"
        " texto tiempo tipo trabajo término título unidad uso usuario valor vez vista área"
        " índice"
    ),
    # With verbs by which manuals begin a sentence, before a name in capitals.
    function_words=_VERBS.before_nouns
    | _SENTENCES.first_words
    | word_set(
        "abra aplique active arrastre busque cambie cierre coloque compruebe configure"
        " consulte copie cree defina desactive desmarque edite elija elimine escriba"
        " establezca ejecute guarde haga inserte instale introduzca lea marque mueva muestra"
        " muestre nota oprima permite pulse seleccione sírvase teclee tenga utilice vaya vea"
        " verifique vuelva"
    ),
    genera=beginnings(_KIND_OF),
    sentences=_SENTENCES,
)
