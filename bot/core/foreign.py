"""Organisations that `config/orgs.yaml` does not know, in texts that are not in English.

As in `core.names` a name needs a reason: a word for a company before it, a verb of money after it at the start of a
sentence, or Latin letters in an East Asian text.
"""

import re
from collections.abc import Iterator, Sequence

from bot.core.gates import Gate, Hits
from bot.core.text import Span, alternatives

_PART = r"[A-ZÀ-Þ][\wÀ-ɏ&]*(?:[-.'][\wÀ-ɏ]+)*"
_NAME = rf"(?P<name>{_PART}(?:\s(?:&\s|d[oa]s\s)?(?:{_PART}|AI)){{0,3}})"
_COMPANY = alternatives(
    r"""
    (?i:start-?up|(?:tech|medien|energie|chip|auto|mutter|cloud)?konzern|unternehmen|firma|anbieter|betreiber|entwickler)
    (?i:hersteller|chiphersteller|investor|finanzinvestor|gesellschaft|tochter|entreprise|société|groupe|fonds)
    (?i:opérateur|éditeur|fabricant|géant|pépite|licorne|filiale|jeune pousse|empresa|compañía|firma|grupo|fondo)
    (?i:legaltech|fintech|healthtech|edtech|insurtech|proptech|deeptech|startup|neonube|scale-?up|consorcio|consórcio)
    (?i:operadora?|gestora|tecnológica|gigante|emergente|companhia|fundo|desenvolvedora|fabricante|unicornio|unicórnio)
    """
)
_OF_A_TRADE = r"(?:(?:d'|d[aeo]\s|del\s|des\s|en\s)(?:[a-zà-ÿ-]{3,}|IA|KI)\s)?"
_BESIDE = re.compile(rf"\b(?:{_COMPANY})\s{_OF_A_TRADE}(?:[a-zà-ÿ-]{{5,}}\s)?{_NAME}")
"""Trade and adjective of the Romance languages stand between: "la start-up d'IA britannique Fluidstack"."""
DOES = alternatives(
    r"""
    investier(?:t|te)|steckt|pumpt|will (?:in|bis|rund|für|mehr|über|sich)|plant|sammelt|erhält|erhielt|kauft|kaufte
    übernimmt|übernahm|erwirbt|verkauft|baut|errichtet|kündigt|stellt|schließt|hat|hatte|bekommt|legt|zahlt|sichert
    liefert|beteiligt|steigt|führt|dementiert|bestätigt|erhöht|verdoppelt|bestellt|mietet|unterzeichnet|sagt|streicht
    invest(?:it|ira)|va|prévoit|prévoyait|lève|annonce|annonçait|boucle|rachète|s'offre|acquiert|signe|compte|mise
    consacre(?:ra)?|veut|injecte(?:ra)?|débloque|décroche|obtient|vend|cède|dément|confirme|loue|commande|promet|mène
    dépense(?:ra)?|construira|s'engage
    a (?:levé|annoncé|bouclé|réuni|récolté|signé|acquis|racheté|investi|dépensé|vendu)
    inviert[ei]|invertirá|va a|planea|prevé|levanta|capta|cierra|anuncia|anunció|compra|compró|comprará|firma|firmó
    construirá|destinará|desembolsará|logra|logró|quiere|invirtió|vende|vendió|recauda|recaudó|obtiene|obtuvo|inyecta
    inyectará|confirma|confirmó|niega|negó|desmiente|duplica|eleva|gastará|lidera|adquiere|adquirió|consigue|compromete
    ha (?:levantado|cerrado|anunciado|firmado|comprado|captado|recibido|vendido|invertido|confirmado|negado|recaudado)
    investe|investirá|investiu|vai|planeja|planeia|fecha|fechou|anunciou|comprou|assina|assinou|recebe|recebeu|quer
    captou|levantou|vendeu|pretende|aposta|aplica|aplicará|desembolsa|destina|libera|confirmou|nega|negou|desmente
    encaixa|encaixou|reservou|obteve|lançou|lança|projeta|eleva|ampliou|adquiriu|gastará|injeta|lidera|compromete
    """
)
TRADE = re.compile(
    r"(?:firma|spezialist(?:en)?|hersteller[ns]?|anbieters?|betreibers?|entwicklers?|konzerns?|unternehmens?|gründer|"
    r"ausrüsters?|zulieferers?|dienstleisters?|händlers?|versorgers?|produzenten?|designers?|start-?ups?|schmiede|"
    r"chef|tochter|mutter|riesen?|investors?|holding|gruppe|sparte|minister(?:in|ium)?)$",
    re.I,
)
"""What a company does, which German writes with a capital before its name."""
_LEADING = re.compile(rf"{_NAME}(?:\s\([^)]{{2,30}}\))?(?:,[^,.]{{3,90}},)?\s(?=(?:{DOES})\b)")
_DEALT_WITH = re.compile(
    r"\b(?i:(?:firm|sign|assin|acord|fech|unterzeichn|schließ|conclu|pact)\w*(?:\s[\wà-ÿ-]+){0,3}?\s(?:con|avec|com|"
    r"mit)|"
    r"(?:acuerdo|accord|acordo|contrato|contrat|[Vv]ertrag|alianza|partenariat|parceria)\s(?:con|avec|com|mit)|"
    r"(?:rachat|reprise|übernahme|kauf|compra|adquisición|aquisição|venda|venta)\s(?:de|da|do|von|des)|"
    r"s'offr\w+|s'empare de|rach[èe]t\w+|acqui(?:ert|erir|ère)|übern(?:immt|ehmen|ahm)|kauft|erwirbt|adqui(?:er|r)\w+|"
    r"compr(?:a|ó|ará|ou|ar)(?:\s(?:a|o))?|se hace con|mettre la main sur|met la main sur|"
    r"vende\s(?:a|à|ao)|vend\sà|liefert|clientes?\s(?:como|como a)|filiale? de|filial (?:de|da|do)|tochter von)\s"
    rf"(?:l[ae]s?\s|der\s|dem\s|den\s|o\s|a\s)?{_NAME}"
)
_APPOSED_BY = alternatives(
    r"""
    dueñ[ao]|propietari[ao]|filial(?:e)?|matriz|creador[a]?|fabricante|dona|controladora|spécialiste|maison mère
    éditeur|propriétaire|Tochter|Mutter|Betreiber|Hersteller|Anbieter|start-?up|empresa|compañía|firma|entreprise
    """
)
_APPOSED = re.compile(
    rf"{_NAME},\s(?:(?:la|le|une?|l'|el|un|una|a|o|uma|um|der|die|das|eine?)\s)?(?i:[a-zà-ÿ-]+\s){{0,2}}?"
    rf"(?:{_APPOSED_BY})\b"
)
_LED_BY = re.compile(
    r"\b(?:emmenée?|menée?|dirigée?|encabezad[ao]|liderad[ao]|angeführt|finanziert|detenue?|propiedad|controlad[ao])\s"
    rf"(?:par|por|pel[ao]|von|vom|de)\s(?:[a-zà-ÿ]+\s){{0,3}}{_NAME}"
)
_NATION = alternatives(
    r"""
    american[oa]|estadounidense|norte-?american[oa]|brasileir[oa]|brasileñ[oa]|portugues[oa]?|portuguesa|español[a]?
    espanhol[a]?|colombian[oa]|chilen[oa]|argentin[oa]|mexican[oa]|alem[áa]n?|alemana|alemã|francés|francesa|frances[a]?
    británic[oa]|britânic[oa]|ingles[a]?|inglês|neerlandes[a]?|neerlandés|holandes[a]?|holandés|suiz[oa]|suíç[oa]
    suec[oa]
    norueg[oa]|noruegues[a]?|norueguês|italian[oa]|japones[a]?|japonés|japonês|surcorean[oa]|sul-corean[oa]|chin[oa]
    chinesa
    indi[oa]|indian[oa]|canadiense|canadense|australian[oa]|israelí|israelense|emiratí|saudí|taiwanes[a]?|taiwanés
    américaine?|britannique|française?|allemande?|néerlandaise?|suisse|suédoise?|norvégiene?|norvégienne|italienne?
    espagnole?|japonaise?|sud-coréene?|sud-coréenne|chinoise?|indienne?|canadiene?|canadienne|australienne?|israélienne?
    émirati[e]?|saoudiene?|saoudienne|taïwanaise?|belge|danoise?|finlandaise?|polonaise?
    amerikanische[nrs]?|britische[nrs]?|französische[nrs]?|niederländische[nrs]?|schwedische[nrs]?|norwegische[nrs]?
    Schweizer|chinesische[nrs]?|japanische[nrs]?|südkoreanische[nrs]?|indische[nrs]?|kanadische[nrs]?|australische[nrs]?
    israelische[nrs]?|taiwanische[nrs]?|dänische[nrs]?|finnische[nrs]?|österreichische[nrs]?|italienische[nrs]?
    """
)
_OF_A_NATION = re.compile(
    rf"(?i:\b(?:l[ae]|el|a|o|à|ao|d[ao]|del|al|die|der|das|dem|den|du|au|pel[ao])\s|\bl')(?i:{_NATION})\s{_NAME}"
)
"""The firm is left out: "la colombiana Andesia", "le néerlandais ASML"."""
_SOLD_BY = re.compile(rf"\b[Hh]olding\s{_NAME}")
_LISTED = re.compile(r"(?P<name>[一-鿿A-Za-z]{2,8})(?=[(（]\d{4,6}(?:\.[A-Z]{2})?[)）])")
_CHINESE_LEAD = re.compile(
    r"(?:由(?:现有股东|知名机构|老股东)?(?P<name>[一-鿿]{2,6}?)"
    r"|(?:[,，。、]|美国|英国|日本|韩国|新加坡|中东)(?P<fund>[一-鿿]{2,5}(?:资本|基金|创投|投资|集团|控股|科技|管理|"
    r"資本|創投)))"
    r"(?=(?:联合)?(?:领投|領投|牵头|跟投))"
)
_CHINESE_DOES = re.compile(
    r"(?P<name>[一-鿿]{2,5}?)(?=(?:拟|擬)?(?:斥资|斥資|宣布|完成.{0,12}轮|再获|收购|收購|募资|募資|投资逾|"
    r"获得?.{0,6}亿))"
)
_HEADLINE = re.compile(
    r"(?P<name>[一-鿿ァ-ヴー]{3,10}(?=、)|[가-힣]{2,10}(?:AI)?(?=,\s))"
    r"(?=[^\n]{0,60}(?:投資|調達|買収|出資|増産|建設|億円|兆円|億ドル|契約|투자|유치|인수|수주|조달|출자|공급|억|조\s?원))"
)
"""Who acts in a headline of Japanese or Korean, which a comma parts from what is done."""
_WITH_NATION = re.compile(
    r"(?<![一-鿿])[米英仏独韓中台加印蘭伊豪露星](?:[一-鿿]{1,8})?(?P<name>[ァ-ヴー]{3,}(?:・[ァ-ヴー]+){0,3})"
)
_LATIN_IN_EAST = re.compile(
    r"(?<![A-Za-z0-9&.-])(?P<name>(?=[A-Za-z.& ]*[a-z])[A-Z][A-Za-z0-9]+(?:[ .&-]{1,2}[A-Z][A-Za-z0-9]*){0,3})"
    r"(?=\s?(?:[（(「『」，,、。]|$|[ぁ-ん一-鿿]|[은는이가을를의과와]))"
)
_KATAKANA = re.compile(
    r"(?:スタートアップ|新興|ベンチャー|企業|大手|運営会社|開発会社|メーカー)(?:の|、|"
    r"「)?(?P<name>[ァ-ヴー]{3,}(?:・[ァ-ヴー]+){0,3})"
)
_OF_TRADE_EAST = re.compile(
    r"(?:運営|開発|製造|設計|受託|研究|大手|新興)の(?P<name>[一-鿿ァ-ヴーA-Za-z]{2,12})(?=[(（])"
)
_HANGUL = re.compile(
    r"(?:스타트업|기업|업체|팹리스|회사|운용사|투자사|개발사|운영사)(?:인)?\s(?P<name>[가-힣A-Za-z]{2,14}?)(?=(?:은|"
    r"는|이|가|의|와|과|을|를|에)?(?:[\s,(]))"
)
_EAST = re.compile("[ぁ-ん一-鿿가-힣]")
_STOP = frozenset(
    """
    the a an this that it his her its
    der die das ein eine bund bundesregierung regierung konzern unternehmen minister ministerin kanzler land europa
    le la les un une l'entreprise paris état gouvernement ministre président groupe société bruxelles
    el los las una gobierno ejecutivo ministerio ministro presidente madrid empresa compañía grupo
    o a os as um uma governo ministro presidente empresa companhia brasília lisboa estado planalto
    sie er es wer wir il elle on ce cette esto esta este ella él isso isto ela ele mais mas aber doch und y e et
    deutschland frankreich spanien france espagne españa méxico brasil portugal argentina chile
    im am um für mit bei nach seit vom zum zur ab auf aus bis von laut auch erst noch nur so wie dazu damit davon allein
    en para por desde con según tras entre hasta sobre sin solo también además ambos otros su sus
    pour dans selon depuis chez avec sur après avant sans entre aussi seul deux trois leur leurs ses son sa
    em no na nos nas com segundo após até sem também além outros seu sua
    januar februar märz april mai juni juli august september oktober november dezember montag dienstag mittwoch
    donnerstag freitag samstag sonntag janvier février mars avril juin juillet août septembre octobre novembre décembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles
    jueves viernes janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
    präsident kanzler vorstandschef patron directeur director presidenta diretor governador bourse bolsa börse
    公司 该公司 集团 政府 当局 本轮 双方 前者 后者 记者 消息 机构 企业 美国 中国 日本 韩国 国家 董事会 目前
    此前 近日 日前
    メディア テック ファンド ハイテク スタートアップ データセンター クラウド メーカー ベンチャー
    インフラ エネルギー サイト
    ソフトウエア ソフトウェア 관계자 측은 최초로 대표 회장 software transformación
    チーム モデル オンライン ネット ビッグテック グループ メモリー サービス
    nacional national nationale federal fédéral bundes digital acciones ações actions aktien rechenleistung strom
    milliarden millionen euro dollar analysten analistas analystes wall street chatgpt
    """.split()
)


_ANYWHERE = (_BESIDE, _LED_BY)
_WESTERN = (_DEALT_WITH, _SOLD_BY)
_EASTERN = (_LATIN_IN_EAST, _KATAKANA, _OF_TRADE_EAST, _HANGUL, _LISTED, _CHINESE_LEAD, _WITH_NATION)
_GATE = Gate((*_ANYWHERE, *_WESTERN, *map(re.compile, (_APPOSED_BY, _NATION, DOES))))
"""What each reason of a Western sentence begins with; for those that begin with any name, the words beside it."""
_APPOSED_AT, _NATION_AT, _DOES_AT = range(len(_ANYWHERE) + len(_WESTERN), len(_ANYWHERE) + len(_WESTERN) + 3)


def found(folded: str, sentences: Sequence[Span]) -> Iterator[tuple[Span, int, str]]:
    """Yield every reasoned name of some sentences with its sentence and its offset."""
    hits = _GATE.look(folded)
    is_eastern = _EAST.search(folded) is not None
    east = {s for s in sentences if _EAST.search(folded, s.start, s.end)} if is_eastern else set()
    west = [s for s in sentences if s not in east]
    for sentence, match in (
        *_western(folded, sentences, west, hits),
        *_eastern(folded, [s for s in sentences if s in east]),
    ):
        yield from _kept(sentence, match)


def _western(
    folded: str, sentences: Sequence[Span], west: Sequence[Span], hits: Hits
) -> Iterator[tuple[Span, re.Match[str]]]:
    """Yield what the reasons of European languages find, with its sentence."""
    for place in range(len(_ANYWHERE) + len(_WESTERN)):
        for sentence in hits.stretches(place, sentences if place < len(_ANYWHERE) else west):
            yield from ((sentence, match) for match in hits.matches(place, sentence.start, sentence.end))
    for place, pattern in ((_APPOSED_AT, _APPOSED), (_NATION_AT, _OF_A_NATION)):
        for sentence in hits.stretches(place, west):
            yield from ((sentence, match) for match in pattern.finditer(folded, sentence.start, sentence.end))
    for sentence in hits.stretches(_DOES_AT, sentences):
        leading = _LEADING.match(folded, sentence.start, sentence.end)
        if leading is not None:
            yield sentence, leading


def _eastern(folded: str, sentences: Sequence[Span]) -> Iterator[tuple[Span, re.Match[str]]]:
    """Yield what the reasons of East Asian languages find, with its sentence."""
    for sentence in sentences:
        for pattern in _EASTERN:
            yield from ((sentence, match) for match in pattern.finditer(folded, sentence.start, sentence.end))
        for at_start in (_CHINESE_DOES, *([_HEADLINE] if sentence.start == 0 else [])):
            leading = at_start.match(folded, sentence.start, sentence.end)
            if leading is not None:
                yield sentence, leading


def _kept(sentence: Span, match: re.Match[str]) -> Iterator[tuple[Span, int, str]]:
    """Yield a match with its sentence and its offset, unless a word of it is no name."""
    group = "fund" if match.re is _CHINESE_LEAD and match["fund"] else "name"
    name, start = match[group], match.start(group)
    trade, _, rest = name.partition(" ")
    if rest and TRADE.search(trade):
        name, start = rest, start + len(trade) + 1
    if not any(word.casefold() in _STOP for word in name.split()) and len(name) > (1 if _EAST.match(name) else 2):
        yield sentence, start, name
