"""The rules for Portuguese, as written in Portugal and in Brazil.

>>> LANGUAGE.inflection.distance(*("versões", "versão"))
5
>>> print(LANGUAGE.inflection.distance(*("copia", "cópia")))
None
>>> list(both_countries("género"))
['género', 'gênero']
>>> list(LANGUAGE.genera("É um tipo de rede neural."))
['rede neural', 'rede']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import pattern

from .iberian import VerbRules, optional_accents
from .inflected import Inflection, number
from .language import Homographs, Language, SentenceRules, beginnings, choices, word_set
from .scripts import without_accents

if TYPE_CHECKING:
    from collections.abc import Iterable

# Before m or n these vowels are open in Portugal and closed in Brazil.
_BEFORE_NASAL = pattern("([éêóô])(?=[mn][aeiou])")
_OTHER_VOWEL = {"é": "ê", "ê": "é", "ó": "ô", "ô": "ó"}

# Words whose plural has no accent: hífen, hifens.
_IN_EN = pattern(r"\b(\w*[áéíóúâêô]\w*en)\b")

# "Tipo de X que …", "é uma classe de X".
_KIND_OF = (
    r"(?i)(?:^\s*|\b(?:uma?|é|como)\s+)"
    r"(?:tipo|classe|forma|espécie|variante|variedade|modalidade|caso (?:especial|particular))\s+"
    r"d(?:e|o|a|os|as)\s+(?:uma?\s+)?([^.,;:()\n]{1,60})"
)


def both_countries(form: str) -> Iterable[str]:
    """*form*, and as the other country writes it: género, gênero."""
    return choices(_BEFORE_NASAL, form, lambda vowel: (vowel, _OTHER_VOWEL[vowel]))


def plural_without_accent(form: str) -> Iterable[str]:
    """*form*, and the plural of words in -en."""
    return choices(_IN_EN, form, lambda word: (word, f"{without_accents(word)}s"))


_NUMBERS = "dois duas três quatro cinco seis sete oito nove dez"
_SENTENCES = SentenceRules(
    titles=word_set("Sr Sra Srs Sras Dr Dra Drs Prof Profa Eng Engª Arq Exmo Exma Gal Cel Sto Sta"),
    never_last=word_set("p.ex ex cf cfr vs aprox i.e"),
    before_number=word_set(
        "fig figs núm n.º nº pág págs cap caps art arts sec seç eq vol vols tab ref refs"
    ),
    sometimes_last=word_set("etc eua e.u.a ltda cia s.a lda a.c d.c av tel depto dept"),
    first_words=word_set(
        "a além algumas alguns ambos ao após as assim cada caso com como da de depois do"
        " durante e ela ele eles em embora entretanto então essa esse esses esta estas este estes"
        " existe existem há isso isto mas muitos na não nas nem no nos nunca o os outra outras"
        " outro outros para pode podem por porém quando se segundo sem seu seus sob sobre são"
        " também todas todo todos um uma use utilize veja"
    ),
)

_VERBS = VerbRules(
    pronouns=word_set("se me te lhe lhes não que"),
    plurals=word_set("os as"),
    articles=word_set(
        "o os as um uma uns umas seu sua seus suas este esta estes estas esse essa esses essas"
        " cada todo toda todos todas qualquer outro outra outros outras vários várias alguns"
        " algumas muitos muitas ambos ambas aquele aqueles"
    ),
    before_nouns=word_set(
        "o a os as um uma uns umas ao à aos às do da dos das no na nos nas num numa pelo pela"
        " pelos pelas de em com contra desde durante entre até para por perante segundo sem sob"
        " sobre após via meu minha seu sua seus suas nosso nossa este esta estes estas esse"
        " essa esses essas neste nesta nesse nessa deste desta desse dessa aquele aquela cada"
        " qualquer algum alguma nenhum nenhuma outro outra mesmo mesma muita pouca tanta toda"
        " tal nova primeira segunda terceira quarta última única próxima seguinte anterior"
        " posterior grande maior menor melhor pior boa má dupla simples como cuja cujas mais"
        " menos qual tipo classe própria determinada certa ambas várias diferentes"
        f" {_NUMBERS} novo"
        " novos novas último últimos próximo antigo próprio único segundo mesmo mesmos outros"
        " outras primeiros primeiro atual possível mas quando só todos todas muitos vários"
        " alguns tanto muito pouco pequeno pequenos próprios como"
    ),
    adverbs=word_set(
        "mais menos ademais antes depois atrás apenas após dois três seis jamais pois simples"
        " aliás demais grátis plus"
    ),
    auxiliaries=word_set(
        "é são era eram foi foram será serão ser sido sendo seja sejam tem têm tinha tinham"
        " ter tenha haver fica ficam ficar for forem"
    ),
    states=word_set(
        "está estão estava estavam estará estarão estar estando esteve esteja estejam estiver"
        " estiverem"
    ),
    nouns=word_set(
        "lado estado resultado teclado mercado cadeado tecido significado sentido pedido"
        " partido entrada medida jornada camada vida morada"
    ),
    adjectives=word_set("proprietário proprietária proprietários proprietárias"),
    conjunctions=word_set("e ou"),
)

LANGUAGE = Language(
    code="pt",
    spellings=(both_countries, optional_accents),
    inflections=(plural_without_accent,),
    inflection=Inflection(
        number("s", "es", "m:ns", "l:is", "l:s", "il:eis", "ao:oes", "o:es"),
        (
            # A name that is no plural; the mark keeps its ending.
            ("^windows$", "windows="),
            ("^([ao]|in)s$", r"\1"),  # plug-ins
            ("(?<=[aeou])ils?$", "il="),  # a word of English: e-mail, not "e mais"
            ("[ao]es$", "ao"),
            ("(?<=..[aou])l$", "i"),
            ("(?<=.)(e?is?|[ei]ls?)$", "i"),
            ("(?<=..)ns?$", "m"),
            ("(?<=...)[es]+$", ""),
        ),
        # A preposition with an article is the preposition: nomes dos arquivos, nome de arquivo.
        irregular=(("^d[ao]s?$", "de"), ("^n[ao]s?$", "em"), ("^aos?$", "a")),
        accents=number("es", "l:is", "il:eis"),
    ),
    homographs=Homographs(frozenset(), _VERBS.is_other_word),
    # Not "na base de" and the like, where a longer label may begin: na base de dados.
    expressions=(
        *("em caso de", "neste caso", "nesse caso", "em tal caso", "em todo caso"),
        *("no caso de", "em todo o caso", "em qualquer caso", "em cujo caso"),
        *("caso contrário", "nestes casos", "nesses casos", "em alguns casos"),
        *("em muitos casos", "na maioria dos casos", "desta forma", "dessa forma"),
        *("de tal forma", "da mesma forma", "de qualquer forma", "de outra forma"),
        *("de alguma forma", "deste modo", "desse modo", "de tal modo", "de outro modo"),
        *("do mesmo modo", "faz parte", "fazem parte", "fazer parte", "por outra parte"),
        *("em parte", "a maior parte", "por outro lado", "por um lado", "em conta"),
        *("por conta própria", "por conta de", "dar conta", "levar em conta"),
        *("ponto de vista", "pontos de vista", "a ponto de", "grande número de"),
        *("um certo número de", "em vez de", "em lugar de", "em primeiro lugar"),
        *("no lugar de", "em segundo lugar", "ter lugar", "tem lugar", "dar lugar a"),
        *("dá lugar a", "por fim", "a fim de", "com o fim de", "no fim de contas"),
        *("a princípio", "em princípio", "por meio de", "em função de", "com base em"),
        *("uma vez", "outra vez", "cada vez", "de cada vez", "às vezes", "por vezes"),
        *("por sua vez", "ao mesmo tempo", "por exemplo", "de fato", "de facto", "em troca"),
        *("em efeito", "passo a passo", "em andamento", "à mão", "na medida em que"),
        *("faz referência", "fazem referência", "fazer uso", "faz uso", "em relação a"),
        *("pôr à prova", "todo tipo de", "todo o tipo de", "toda classe de", "a nível de"),
        *("de forma", "de modo", "de maneira", "da forma como", "a forma como"),
        *("por defeito", "por parte de", "neste ponto", "até certo ponto", "ao lado de"),
        *("levar a cabo", "neste sentido", "nesse sentido", "faz sentido"),
        *("com o objetivo de", "na hora de", "neste momento", "de momento", "no momento"),
        *("a qualquer momento", "em geral", "no geral", "em particular", "à primeira vista"),
        *("tendo em vista", "a cargo de", "em termos de", "na prática", "em teoria"),
        *("em resumo", "em detalhe", "à prova de", "em grande escala", "no âmbito de"),
        *("em contato com", "em contacto com", "em curso", "em busca de", "com a ajuda de"),
        *("com ajuda de", "de acordo", "em contraste", "em consequência"),
        *("um papel importante", "desta maneira", "dessa maneira", "da mesma maneira"),
        *("de alguma maneira", "em forma de", "no fim das contas", "palavra chave"),
        *("palavras chave", "em uso", "fazendo uso", "por causa de", "em grande medida"),
        *("à margem de", "faz falta", "em resposta a", "outra classe de", "alguma classe de"),
        *("qualquer classe de", "o fato de que", "o facto de que", "à medida"),
        *("lista de discussão", "listas de discussão", "lista de correio", "listas de correio"),
    ),
    everyday=word_set(
        "ajuste aplicação arquivo aviso ação base campo caso chave classe condição conexão"
        " configuração conjunto conta controle controlo cor código cópia dado dados data"
        " dispositivo elemento endereço entrada erro escala espaço estado estilo etapa exemplo"
        " fase ficheiro filtro fim final folha fonte forma formato fundo função grau grupo ideia"
        " imagem informação início item janela lado leitura letra limite linha lista lugar marca"
        " margem medida meio mensagem modelo modo momento mudança método nome nota nível número"
        " objeto operação opção ordem origem pacote padrão papel parte passo permissão período"
        " pessoa ponto porta posição princípio problema processo programa prova página quadro"
        " recurso rede referência regra resultado saída serviço sinal sistema série tabela"
        " tamanho tarefa tempo termo texto tipo trabalho título unidade uso utilizador valor"
        " versão vez vista área índice"
    ),
    # With verbs by which manuals begin a sentence, before a name in capitals.
    function_words=_VERBS.before_nouns
    | _SENTENCES.first_words
    | word_set(
        "abra aplique adicione altere arraste ative busque clique coloque confira configure"
        " consulte copie crie defina desative desmarque digite edite efetue escolha escreva"
        " execute exclua exibe faça feche grave guarde insira instale introduza leia marque"
        " mostra mova nota prima permite pressione salve selecione tenha utilize vá veja"
        " verifique volte"
    ),
    genera=beginnings(_KIND_OF),
    sentences=_SENTENCES,
)
