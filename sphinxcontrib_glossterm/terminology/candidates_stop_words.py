"""Words that are no part of a term: function words, verbs, general adjectives and nouns.

For languages other than English only words that :attr:`.Language.function_words` lacks.
"""

from __future__ import annotations

from sphinxcontrib_glossterm.languages.language import word_set

_ENGLISH = word_set(
    # Function words.
    "a about above across after again against all almost along already also although always am"
    " among amongst an and another any anybody anyone anything anyway anywhere are aren't around"
    " as at away back be became because become becomes been before beforehand behind being below"
    " beneath beside besides between beyond both but by can can't cannot cf could couldn't did"
    " didn't do does doesn't doing don't done down due during e.g each e.g. eg either else"
    " elsewhere enough etc even ever every everybody everyone everything everywhere except few for"
    " forth from further furthermore had hadn't has hasn't have haven't having he hence her here"
    " hers herself him himself his how however i i'd i'll i'm i've i.e ie if in indeed inside"
    " instead into is isn't it it's its itself just least less lest let let's like likewise little"
    " lot lots many may maybe me meanwhile might mine more moreover most mostly much must my"
    " myself namely near nearly neither never nevertheless next no nobody none nor not nothing now"
    " nowhere of off often on once one ones only onto or other others otherwise ought our ours"
    " ourselves out outside over own per perhaps plus possibly probably quite rather really"
    " regarding same several shall she should shouldn't since so some somebody somehow someone"
    " something sometimes somewhere soon still such than that that's the their theirs them"
    " themselves then there there's thereby therefore these they they're this those though through"
    " throughout thus till to together too toward towards twice under underneath unless unlike"
    " until unto up upon us versus very via vs was wasn't we we'll we're we've well were weren't"
    " what what's whatever when whenever where whereas whereby wherein wherever whether which"
    " whichever while who who's whoever whole whom whose why will with within without won't would"
    " wouldn't yes yet you you'd you'll you're you've your yours yourself yourselves"
    # Numbers and time.
    " two three four five six seven eight nine ten hundred thousand million first second third"
    " fourth fifth last today tomorrow yesterday day days week weeks month months year years time"
    " times hour hours minute minutes moment while ago later early recently currently"
    # Verbs, with the forms that are rarely nouns.
    " accept accepted accepts achieve achieved act acts add added adding adds adjust affect"
    " affected affects agree aim allow allowed allowing allows appear appeared appears applied"
    " applies apply applying ask asked asking asks assume assumed assumes avoid avoided avoiding"
    " avoids based began begin begins behave believe belong belongs bring brings broke brought"
    " call called calling calls came care cause caused causes causing change changed changing"
    " check checked checking checks choose choosing chosen click clicked come comes coming compare"
    " compared consider considered considering consist consists contact contain contained"
    " containing contains continue continued continues convert converted copied copy correspond"
    " corresponding corresponds cover covers create created creates creating decide decided define"
    " defined defines defining delete deleted depend depended depending depends describe described"
    " describes describing deserve determine determined determines develop differ differs disable"
    " disabled disables discuss discussed display displayed displays edit enable enabled enables"
    " enabling ensure ensures enter entered exist existed existing exists expect expected expects"
    " explain explained explains explaining express fail failed fails fall feel fill find finding"
    " finds fit fix fixed fixes fixing follow followed following follows forget found gave"
    " generate generated generates generating get gets getting give given gives giving go goes"
    " going gone got gotten grow handle handled handles handling happen happened happens help"
    " helped helps hold holds hope identify implement implemented implements imply improve include"
    " included includes including increase indicate indicated indicates inform insert install"
    " installed installing installs intend intended introduce introduced invoke invoked involve"
    " involved involves keep keeping keeps kept knew know knowing known knows lead leads learn"
    " leave leaves leaving left let lets listed live load look looked looking looks lose lost made"
    " make makes making manage managed matter matters mean means meant mention mentioned met"
    " modified modifies modify modifying move moved moving need needed needing needs note noted"
    " notice noticed obtain obtained occur occurred occurs offer offers open opened operate ought"
    " passed pay perform performed performing performs place placed play please point points"
    " prefer preferred prepare prepared present presented press pressed prevent prevents proceed"
    " produce produced produces prompt prompted provide provided provides providing put puts"
    " putting ran reach read reading reads receive received recommend recommended reduce refer"
    " referred refers related rely remain remains remember remove removed removes removing rename"
    " renamed replace replaced replaces replacing represent represents request requested require"
    " required requires requiring result resulted resulting results return returned returns run"
    " running runs said save saved saw say saying says see seeing seem seemed seems seen select"
    " selected send sending sends sent serve set sets setting share shared should show showed"
    " showing shown shows skip solve solved speak specified specifies specify specifying start"
    " started starting starts stay stop stopped stops store stored suggest suggested suggests suit"
    " suits supply support supported supports suppose supposed take taken takes taking talk tell"
    " telling tells tend thank thanks think thinks thought told took tried tries try trying turn"
    " turned turns understand understood updated upload uploaded uploading uploads use used uses"
    " using verify view visit wait want wanted wants watch went wish wishes won wonder work worked"
    " working works worry write writes writing written wrote"
    # Adjectives and adverbs that say nothing about the kind of a thing.
    " able actual actually additional additionally afterwards alone alternative alternatively"
    " appropriate arbitrary automatically available aware bad basic basically better best big"
    " bigger brief briefly careful carefully certain certainly clean clear clearly close common"
    " commonly complete completely complex complicated consequently convenient correct correctly"
    " current current deep different difficult directly easier easiest easily easy effective"
    " either entire entirely equal equivalent especially essential essentially exact exactly"
    " example explicit explicitly extra fairly familiar far fast faster final finally fine former"
    " forward free frequently full fully general generally good great greater happy hard hardly"
    " high higher highest highly ideal immediately implicitly important impossible individual"
    " initial initially interested interesting large larger largest late latest latter likely long"
    " longer low lower main mainly major manually mere merely minimal minor modern multiple"
    " necessary new newer newest nice normal normally numerous obvious obviously old older"
    " optional optionally original originally particular particularly perfect perfectly personal"
    " popular possible potential potentially practical present pretty previous previously"
    " primarily primary proper properly quick quickly rare rarely ready real reasonable recent"
    " relevant relatively reliable respective respectively right rough roughly safe safely"
    " separate separately serious seriously short significant significantly similar similarly"
    " simple simpler simplest simply single slightly slow small smaller smallest sole special"
    " specific specifically standard strong strongly subsequent successful successfully sudden"
    " sufficient suitable sure temporary tiny total totally traditional true trivial truly typical"
    " typically ultimate unable unlikely unnecessary unusual upcoming useful usual usually valid"
    " various vast whole wide widely willing wrong yours"
    # Nouns that say nothing about the kind of a thing.
    " amount aspect aspects case cases couple detail details effect fact facts form idea ideas"
    " instance kind kinds lack matter number numbers order paragraph part parts people person"
    " piece possibility problem problems purpose purposes question questions reason reasons rest"
    " section sections sense situation situations sort sorts thing things type types variety way"
    " ways chapter appendix manual document page pages"
)
_ENGLISH_VERBS = word_set(
    "adjusts avoids begins brings builds buys carries carry catches chooses collects combines comes"
    " compares consumes converts counts decides deletes demands differs discards draws drops"
    " eliminates encounters enters exceeds fails falls feels fits forces forgets gains gathers goes"
    " grows holds hopes hurts ignores improves increases inserts interprets introduces invokes"
    " keeps lacks learned learns leaves lets lies lives looks loses maintains measures"
    " meets merges mixes moves obtains opens operates owns passes pays picks prepares proves pulls"
    " pushes puts raises reaches receives recognizes reduces relies remembers responds returns"
    " rises saves says sees selects sells sends serves shares sits solves speaks spends stands"
    " stays stops suits takes talks teaches thinks throws touches tracks treats understands varies"
    " waits wants wears wins writes"
)

STOP_WORDS = {
    "en": _ENGLISH | _ENGLISH_VERBS,
    "de": word_set(
        "bitte siehe können kann könnte müssen muss sollte sollten werden wird wurde wurden"
        " worden sein sind haben hatte hätte enthält enthalten finden beachten folgende folgendem"
        " folgenden folgender folgendes obige obigen diese diesem diesen dieser dieses jede jeden"
        " jeder jedes andere anderen anderer welche welcher welches eine einem einen einer eines"
        " keine keinen alternativ beispiel beispielsweise zusätzlich möglich mögliche möglichen"
        " verschiedene verschiedenen weitere weiteren weiterer gute guten neue neuen gleichen"
        " gesamten sehr viele vielen mehr wenn dann auch oder aber nicht noch schon abschnitt"
        " kapitel liste details idee"
    ),
    "fr": word_set(
        "être êtes sont était étaient sera seront soit peut peuvent pouvez pourrait doit doivent"
        " devez devrait avoir avez avons ayant faire fait font utiliser utilisez utilisé consultez"
        " consulter voir voyez veuillez permet permettent certains certaines plusieurs différents"
        " différentes suivant suivante suivants suivantes même mêmes autre autres nouveau nouvelle"
        " nouveaux nouvelles haut niveau liste section exemple manière façon partie cela cette"
        " notre votre leur leurs très aussi ainsi alors quelques toutes"
    ),
    "es": word_set(
        "puede pueden puedes podría debe deben debería tiene tienen hacer hace hacen usar"
        " utilizar véase vease relación lista ejemplo manera forma parte sección siguiente"
        " siguientes nueva nuevo también"
    ),
    "it": word_set(
        "essere sono viene vengono può possono deve devono dovrebbe avere fare usare utilizzare"
        " vedere consultare elenco esempio modo maniera parte sezione seguente seguenti nuovo"
        " nuova questa questo queste questi anche ogni altri altre"
    ),
    "pt": word_set(
        "pode podem deve devem deveria fazer tem usar utilizar consulte veja lista exemplo"
        " maneira forma parte seção secção seguinte seguintes novo nova também"
    ),
    "ru": word_set(
        "может могут можно нужно необходимо должен должна должны быть будет будут было была этот"
        " эта это эти этого этой этом этих этому которая которые который которого которой всех"
        " также если чтобы когда только более описываются описание находится создаёт найти выбрать"
        " новый новое новая следующие следующий часто пример раздел"
    ),
}
"""In lower case, by the code of the language."""

# At the ends of a Japanese compound these only say which, how many, or for what.
PREFIXES = frozenset("各全同本当他毎前次約諸両御計現某")
SUFFIXES = frozenset([*"等用別毎中後前時内間様方目側上下外的性さ達向点先", "済み", "予定"])
GENERAL_JAPANESE = word_set(
    "以下 以上 場合 方法 必要 例 問題 際 一覧 一般 通常 一部 全部 全体 次回 今回"
    " 今後 以前 以降 現在 最初 最後 最新 最近 最大 最小 特定 各種 様々 多数 複数"
    " 大量 上記 下記 前述 後述 自分 自身 自体 人 人々 者 皆 方々 物 事 点 部分"
    " 関係 関連 可能 簡単 重要 単純 完全 十分 有用 便利 適切 可能性 何 何か 誰 どれ"
    " これ それ あれ ここ そこ 第 全て すべて こと もの ため とき よう まま"
)
"""Japanese nouns that say nothing about the kind of a thing."""

CHINESE = frozenset(
    "的了在是和与與或等这這那个個有不以为為及其到对對如果可也就都而但"
    "所但被把将將由从從您你我它他们們些此该該并並还還会會能要请請使则則"
    "让讓之很更最每各已又只"
)
"""Characters that are mostly function words, so that few terms contain them."""
