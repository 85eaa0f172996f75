"""The words beside a sum that say what it is, in the languages this program reads.

Every row holds words of one cue. Which cue wins is a matter of weight and distance (see `core.senses`): a word that
admits of no doubt weighs most, a word that only goes with spending weighs least.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Cue(StrEnum):
    """What a word beside a sum says of it; `SPEND` and `PROJECT` are refined by period, payer and object."""

    SPEND = "spend"
    CAPEX = "capex"
    PROJECT = "project"
    CONTRACT = "contract"
    INVEST = "invest"
    RAISE = "raise"
    ACQUIRE = "acquire"
    FUND = "fund"
    VALUE = "value"
    REVENUE = "revenue"
    PROFIT = "profit"
    DEBT = "debt"
    FORECAST = "forecast"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """Words that tell one cue.

    Attributes:
        weight: What the row counts at no distance.
        before: Searched left of the sum; None means the row says nothing there.
        after: Matched right after the sum, a few words further on at most; None likewise.
        anywhere: Whether `before` may also stand anywhere right of the sum.
        unless: Voids a match when it stands just before it.
        words: Its words alone, for `core.gates`.
    """

    cue: Cue
    weight: float
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    anywhere: bool
    unless: re.Pattern[str] | None
    words: re.Pattern[str]


_TO_NOUN = r"[\s-]*(?:[\w'\"%-]+[\s-]){0,4}?\"?"


def _joined(words: str) -> str:
    """Return words written over several lines as one alternation."""
    return re.sub(r"\s*\n\s*", "", words.strip())


def row(
    cue: Cue,
    weight: float,
    before: str = "",
    east: str = "",
    *,
    after: str = "",
    after_east: str = "",
    anywhere: bool = False,
    unless: str = "",
) -> Row:
    """Compile a row; `east` holds words of languages without gaps between words."""
    left = "|".join(filter(None, [rf"\b(?:{_joined(before)})\b" if before else "", _joined(east)]))
    tail = rf"{_TO_NOUN}(?:{_joined(after)})\b" if after else ""
    right = "|".join(filter(None, [tail, rf"[^。、,.;]{{0,12}}?(?:{_joined(after_east)})" if after_east else ""]))
    return Row(
        cue,
        weight,
        re.compile(left, re.I) if left else None,
        re.compile(right, re.I) if right else None,
        anywhere,
        re.compile(unless, re.I) if unless else None,
        re.compile("|".join(filter(None, [left, _joined(after), _joined(after_east)])), re.I),
    )


_DEAL_BEFORE = (
    r"\b(?:deals?|contracts?|orders?|pacts?|market|power|electricity|energy|agreements?|transaction|offer|"
    r"investments?|projects?|package|sale|capacity|"
    r"comput\w+|"
    r"chips|servers|partnership|grants?|subsid\w+|that)\s(?:\w+\s){0,7}$"
)
_WORTH_BEFORE = (
    r"\b(?:signed|struck|deals?|contracts?|orders?|pacts?|agreements?|transaction|leases?|projects?|campus|hub|"
    r"facility|packages?|"
    r"investments?|applications?|offer|bid|takeover|drive|programme|order|scheme|plan|venture|region|equipment|"
    r"servers|machines|gear|infrastructure|capacity|chips|power|electricity|services|comput\w+|systems)\b(?:[^.;]|"
    r"\.(?=\d)){0,150}$"
)
PROJECT_BEFORE = (
    r"\b(?:complejo|centro|campus|proyecto|projeto|projet|complexe|Rechenzentrum|contratos?|contrats?|acuerdo|acordo|"
    r"suministro|compraventa|pedido|encomenda|commande|Vertrag|Auftrag)\b[^.;,]{0,40}$"
)

_WORTH_VOID = rf"{_DEAL_BEFORE}|{PROJECT_BEFORE}|{_WORTH_BEFORE}"
LISTING = (
    r"(?:上市|挂牌|掛牌|招股|聆讯|聆訊|发售|發售|发行价|發行價|(?<!pre-)IPO|港交所|科创板|상장|공모|上場)[^。]{0,60}$|"
    r"(?:Börsengang|introduction en Bourse|salida a Bolsa|abertura de capital)\b[^.;]{0,60}$"
)
"""Money that going public brings in is none of investors who believe in a plan."""

ROWS: tuple[Row, ...] = (
    row(
        Cue.CAPEX,
        3.0,
        r"""cap(?:ital)?[ -]?ex(?:penditures?)?|capital (?:spending|expenditures?|outlays?|investments?|budgets?)|
        property and equipment|Investitionsausgaben|Investitionsbudget|Sachinvestitionen|Kapitalausgaben|
        dépenses d'investissement|investissements annuels|
        gastos? de capital|inversiones de capital|despesas de capital|investimentos? de capital""",
        "资本(?:性)?(?:开支|支出)|資本支出|設備投資|설비투자|자본지출|시설투자",
        anywhere=True,
    ),
    row(
        Cue.SPEND,
        2.0,
        r"""spend(?:s|ing)?|spent|(?:to|will|would|may|could) pour|pour(?:s|ed|ing)|plough\w*|plow\w*|pump(?:s|ed|
        ing)?|lay(?:s|ing)? out|laid out|
        outlays?|
        sink(?:s|ing)?|sunk|splash\w*|shell\w* out|budget(?:s|ed)|earmark(?:s|ed|ing)?|allocat\w+|set(?:s|ting)? aside|
        put(?:s|ting)?(?! (?:[\w'-]+ ){0,8}at\b)(?: aside| by| up)?|devot(?:e|es|ed|ing)|dedicat\w+|injects?|
        pencil\w* in|deploy(?:s|ed|ing)?|
        expenditures?|commit(?:s|ted|ting|ments?)?|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|mobili[sz]\w+|unlock|
        invest(?:s|ed|ing|ments?)?|on the table|in mind|used (?:on|for)|(?:support|back)(?:s|
        ed)? [^.;$€£¥]{0,140}with|(?:paid for|
        funded|
        financed) (?:with|by)|absorbs?|swallows?|
        infus\w+|(?:to|will|may|would) contribute|chipped in|cost(?:s|
        ing)?|
        ausgeben|auszugeben|ausgibt|investier\w+|investition\w*|zugesagt|zusag\w*|stecken|steckt|stellt|fließen|fließt|
        in Aussicht gestellt|teuren?|kostet|kosten|
        investissements?|investir\w*|investit|injecte\w*|consacre\w*|dépens\w+|mobilis\w+|réserve|promis|évoqué\w*|
        coûte\w*|facture|enveloppe|
        invertir\w*|invierte\w*|invirti\w*|inversi[oó]n(?:es)?|destinar\w*|destina|prome\w+|verser|gastos?|dedicar\w*|
        gastar\w*|gastará|asign\w+|demandar\w+|cuesta|costará|costó|
        investimentos?|investe|investirá|custou|custa|custará|orçado|aport\w+|aplicar\w*|desembols\w+""",
        "投资|投資|投入|斥资|砸|注资|豪掷|拨款|掷|抛出|投じ|充て|振り向け|投じる|투자|투입|쏟아|집행|배정|약속|支援|"
        "지원",
        anywhere=True,
    ),
    row(
        Cue.PROJECT,
        1.0,
        r"""campus|complex|mega-?project|project|facility|supercomputer|gigafactor\w+|build-?out|expand\w*|expansion|
        plant|fabs?|factory|data cent(?:er|re)s? of|undertaking|package|price tag|bill (?:is|was) put|bill (?:could|
        might|would|may|will)|
        investment plan|plan(?:s|ned|ning)?|comes? from|announc(?:ed|es|ing)|
        spoke of|speaks of|outlined|combined value|
        (?:brings?|takes?|lifts?|bringing|taking|lifting) (?:\w+ ){0,4}(?:total|commitments?|pledges?)(?: \w+){0,4} to|
        (?:establish|open|build|set up|develop)(?:s|ing)? (?:[\w-]+ ){1,6}for|
        (?:built|build|building|erect(?:ed)?|construct(?:ed)?)\b[^.;$€£]{0,80}\bfor|
        angekündigt|Projekt|Werk|Rechenzentr\w+|projets?|usine|centre de données|proyectos?|planta|complejo|
        centro de da\w+|
        projetos?|anunci\w+""",
        "计划|规模|总额|总投资|計画|プロジェクト|工場|建设|建設|건설|계획",
        after=r"""campus|complex|mega-?project|project|facility|data cent(?:er|re)s?|supercomputer|build-?out|expansion|
        hub|cluster|cent(?:er|re)|(?:cloud |AI )region|
        plant|fabs?|factory|undertaking|venture|plan|package|investment|commitment|pledge|bet|push|gamble|spending|
        outlay|infrastructure|initiative|programme|program|zone|(?:would |will )?comes? from|
        (?:is |are )?for (?:[\w-]+ ){0,2}(?:chips|data cent(?:er|re)s|training|GPUs|servers|AI)""",
    ),
    row(
        Cue.CONTRACT,
        2.5,
        r"""contracts?|accords?|pacts?|cloud deal|deal (?:with|to (?:buy|use|rent|lease|supply|purchase|provide))|
        agreements?|
        agree(?:s|d)? (?:with|to (?:rent|lease|pay|purchase|supply|provide|deliver|host))|plac(?:e|es|ed|
        ing) (?:an? )?(?:\w+ )?orders?|signs?|signed|clinch\w*|supply deal|purchase orders?|
        good for|rent(?:s|ed|ing)?|(?<!finance )(?<!operating )leas(?:e|es|ed|ing)|pay(?:s|ing)?|
        (?:buy|buys|buying|bought) (?:another |a further )?(?:\S+ \w+ of |(?:(?!(?:of|for|
        in)\b)[\w-]+ ){1,3})?(?:chips|processors|gear|equipment|
        hardware|accelerators|comput\w+|cloud|power|capacity|
        servers|electricity|GPUs)|
        purchas(?:e|es|ed|ing)|to the value|ordered|order(?:s|ing)? (?:of|for|worth)|wins? (?:an? )?(?:\S+ ){0,3}order|
        arrangement|colocation|hosting|agreed to host|tenants?|Liefervertrag|Vertrag|(?<!in )Auftrag|contrats?|
        contratos?|
        commandes?|pedidos?|encomendas?""",
        "合同|合约|订单|契約|受注|発注|采购|계약|수주|공급",
        after=r"""contracts?|deal|agreement|orders?|lease|purchase order|
        (?:worth )?of (?:\w+ )?(?:chips|GPUs|accelerators|processors|gear|hardware|compute|computing|cloud|capacity|
        servers|power|
        services)|for compute|
        in (?:(?-i:chips)|compute|GPUs)""",
        after_east="合同|订单|契約|계약|采购",
    ),
    row(
        Cue.CONTRACT,
        3.6,
        r"(?:sell|sells|selling|sold|supply|supplies|supplying|provide|provides|providing|deliver|delivers|delivering) "
        r"(?:[\w-]+ ){0,5}?(?:power|electricity|energy|capacity|chips|processors|accelerators|comput\w+|GPUs|servers|"
        r"services|infrastructure|systems)",
    ),
    row(
        Cue.CONTRACT,
        3.9,
        after=r"in contracted revenue|(?:of|in) revenue over (?:its|the)|in additional revenue|in contract value|"
        r"guaranteed over the term|"
        r"Azure order|cloud order",
    ),
    row(Cue.CONTRACT, 3.5, after=r"(?:worth )?of (?:(?!for\b)[\w'-]+ ){0,3}(?:chips|GPUs|accelerators|processors)"),
    row(
        Cue.RAISE,
        3.1,
        r"""rais(?:e|es|ed|ing)(?=(?:\s(?:as much as|up to|about|around|over|more than|nearly|some|roughly|at least|
        just|well|a|an|
        further|another|additional|fresh|new|close to|the|its first))*\s$)|gather(?:ed|s)?|attract(?:ed|
        s)? investment of|
        rais(?:e|es|ed|ing) (?:capital|money|funds)|secur(?:e|es|ed|ing)(?= )|took in|tak(?:en|ing) in|collected|
        hauls? in|
        banks?(?=\s\$)|
        clos(?:es|ed|ing) (?:a |an |its |on )?(?:[\w-]+ )?(?:round|series|funding)|
        funding(?: round)?|financing (?:round|of)|(?:cash |capital )?injection|fundraise|fundraising|fund-raising|
        series [A-K]|seed|pre-seed|round(?: of)?|
        Finanzierungsrunde|levée de fonds|lève|levé|tour de table|(?:una|la|esta|su) ronda|ronda (?:de|serie)|
        (?:levanta|levantó|levantado|levantar)(?=(?:\s(?:unos|hasta|más|de|otros))*\s(?:US)?$)|rodada|capt\w+|obteve|
        sammelt\w*|
        eingesammelt|zugeschossen""",
        "融资|募资|募得|集资|資金調達|調達|集め|투자 유치|유치|투자받|모은 돈",
        after=r"funding round|round|(?:cash |capital )?injection|funding|series [A-K]|seed round|fundraise|raise|"
        r"in (?:new |fresh |"
        r"equity )?funding|fundraising|financing(?! (?:facility|package|plan|arm|for))|Finanzierungsrunde|levée",
        after_east="融资|調達|集め|투자 유치|유치|투자받",
        unless=r"\b(?:(?<!pre-)IPO|initial public offering|listing|offering|flotation|float)\b[^.;]{0,60}$|"
        rf"{LISTING}",
    ),
    row(
        Cue.RAISE,
        2.7,
        r"(?:seek(?:s|ing)?|sought|shopping for|led with)(?=(?:\s(?:as much as|up to|about|around|over|"
        r"more than|nearly|some|at least|upwards of|another))*\s$)",
    ),
    row(
        Cue.INVEST,
        2.7,
        r"""(?:equity |minority |majority |strategic )?stakes?(?: of)?|equity investment|investors? in|shares in|
        financial backer|[0-9]+(?:\.[0-9]+)?% of|portion|tranche|instal?ment|Beteiligung|beteiligt|
        participation|participación|participação""",
        "入股|持股|领投|領投|跟投|出资|追加出資|出資|지분",
        after=r"equity|of (?:\w+ ){0,3}(?:shares|stock)|worth of (?:shares|stock)|for an? (?:piece|slice|chunk)",
        after_east="入股|出資|지분",
        unless=r"\b(?:sells?|sold|selling|disposed|offload\w*|exits?|exited|unload\w*)\b[^;]{0,50}$",
    ),
    row(
        Cue.INVEST,
        3.3,
        r"(?:buy|buys|bought|buying|purchas\w+) (?:\w+ )?(?:shares|stock)|(?:buys?|buying|bought) into|"
        r"(?:minority|majority|per ?cent|%) (?:share|holding)",
        after=r"stake|share of|holding in",
    ),
    row(
        Cue.ACQUIRE,
        2.9,
        r"""acqui(?:re|res|red|ring|sitions?)|takeover|take over|buyout|buy-out|buys?|bought|buying|snap(?:s|ped)? up|
        scoop\w* up|changing hands|took (?:\w+ ){1,3}private|t(?:ook|akes|aken) over|(?:goes|sold) to|tak(?:e|en|es|
        ing) private|Kaufpreis|merger|merge|bid(?: for)?|
        pa(?:ys?|id|
        ying)(?=\s(?:\S+ (?:\w+ ){0,2})?$)|
        purchas(?:e|es|ed|ing)|offer(?:ed|s)?(?: for)?|all-(?:stock|
        cash)|
        Übernahme|übernehm\w+|gekauft|kauft|rachat|rachète\w*|s'offre|en numéraire|acquérir|adquir\w+|adquisición|
        aquisição|compra\w*|compró|comprou""",
        "收购|收購|買収|子会社|(?<![A-Za-z])TOB(?![A-Za-z])|인수",
        after=r"acquisition|takeover|buyout|purchase of|bid|offer|merger|for the nonprofit",
        after_east="收购|收購|買収|인수",
    ),
    row(Cue.ACQUIRE, 4.0, after=r"(?:deal|agreement|offer) to (?:acquire|buy out|take over|buy (?-i:[A-Z]))"),
    row(
        Cue.ACQUIRE,
        4.6,
        r"(?:acquir\w+|buy(?:s|ing)?|bought|takeover|t(?:ak(?:e|es|ing)|ook) over|changing hands|purchase|"
        r"taken private)\b(?:(?!stake|shares?\b|"
        r"%)[^.;$€£]){0,160}"
        r"\b(?:at|for) an? (?:enterprise |equity )?(?:value|valuation) of",
    ),
    row(
        Cue.FUND,
        2.3,
        r"""(?:sovereign |investment |venture |growth |AI |state |national |public |infrastructure )+fund|fund(?= of)|
        grants?|
        subsid\w+|incentives|(?:state |public |financial )?(?:support|aid) of|
        approv\w+|sanctioned|mission|budget|stimulus|tax (?:breaks?|credits?)|state aid|
        public (?:money|
        funding|investment)|programme|
        scheme|
        Förderung|fördert|Förderprogramm|Staatshilfen?|Beihilfen?|Subvention\w*|(?:Fonds|fondos?|
        fundo)(?!\s(?:[a-zà-ÿ]{5,}\s)?(?-i:[A-Z])|\spropios)|subventions?|
        subvenc\w+|dotad[ao] (?:con|de)|presupuesto|
        orçamento""",
        "基金|补贴|補助|助成|公的支援|予算|ファンド|펀드|기금|보조금|예산|财政",
        after=r"fund|grants?|of (?:\w+ )?support|in (?:state )?aid|subsid\w+|in (?:grants|subsidies|tax credits|"
        r"public funding)|programme for|fonds|Förder\w+",
        after_east="基金|补贴|補助|助成|公的支援|予算|ファンド|펀드|예산",
    ),
    row(
        Cue.FUND,
        3.4,
        r"(?:direct|federal|public|state) (?:funding|support|aid) (?:of|worth)",
        after=r"(?:direct|federal|public|state) (?:funding|support|aid)",
    ),
    row(
        Cue.VALUE,
        3.4,
        r"""valued(?: \w+){0,6}? (?:at|above|over)|(?:round|financing|funding|raise|funds|struck|
        talks)[^.;$€£]{0,24} at(?: close to| about| around| roughly)?(?= \S*$)|valuations?(?: \w+){0,3}?|
        market (?:cap(?:itali[sz]ation)?|value)|
        carrying value|a value of|post-money|pre-money|holding of|puts? it at|Bewertung|Börsenwert|Marktwert|bewertet|
        (?<!im )wert|
        valoris\w+|capitalisation|pèse|
        valora\w+|capitalización|valor de mercado|avalia\w+""",
        "估值|市值|評価額|企業価値|評価|時価総額|기업가치|시가총액",
        after=r"(?<!\bat a )valuation|market cap\w*|market value|in (?:market )?value|post-money|pre-money|"
        r"off its (?:market|"
        r"value)|Bewertung|valorisation|en Bourse",
        after_east="估值|市值|評価|時価総額|기업가치|시가총액",
        unless=rf"{_DEAL_BEFORE}|{PROJECT_BEFORE}",
    ),
    row(
        Cue.VALUE,
        4.4,
        after=r"in (?:stock )?(?:market )?value|in market cap\w*|of (?:stock )?market (?:value|cap\w*)|"
        r"(?:from|off) its (?:market )?value",
    ),
    row(Cue.VALUE, 3.4, r"worth(?! of the (?:agreement|contract|deal|order))", unless=_WORTH_VOID),
    row(
        Cue.VALUE,
        3.4,
        r"enterprise value|(?:company|firm|start-?up|lab|group|maker|business)(?: \w+){0,2} worth|"
        r"(?:valu|pric)(?:e|es|ing)(?: \w+){0,6}? (?:at|above|over)",
        unless=r"\b(?:transaction|deal|offer|acquisition|purchase|takeover|contract|agreement|order) (?:that|which) "
        r"(?:it |the \w+ )?$",
    ),
    row(
        Cue.REVENUE,
        3.2,
        r"""revenues?|net sales|sales|turnover|turn(?:ed|s) over|bookings?|backlog|order book|
        remaining performance obligations|RPO|
        advertising|
        brought in|brings in|deal wins?|large deals|annuali[sz]ed|ARR|run[- ]rate|Umsatz\w*|Erlöse|
        chiffre d'affaires|ventes|revenus|recettes|ingres(?:os?|ó|aron)|(?<!en )cartera|(?<!em )carteira|ventas|
        facturación|
        receitas?|faturamento""",
        "营收|收入|营业额|營收|売上高?|売上|매출|수주잔고|수주액",
        after=r"revenues?|net sales|sales|backlog|bookings|turnover|of orders|Umsatz|chiffre d'affaires|de revenus|"
        r"ingresos|"
        r"ventas|receita|of advertising",
        after_east="营收|收入|營收|売上|매출",
    ),
    Row(Cue.REVENUE, 3.4, None, re.compile(r"[ -](?:\w+ )?quarter\b", re.I), False, None, re.compile("quarter", re.I)),
    row(
        Cue.REVENUE,
        1.9,
        r"(?:grew|grow|rose|fell|shrank|climbed|dropped|slipped|jumped|surged) (?:by )?"
        r"\d+(?:\.\d+)? ?(?:%|percent|per cent) to",
    ),
    row(Cue.REVENUE, 1.8, r"grew|grown|growth"),
    row(Cue.REVENUE, 1.6, r"took(?=\s$)"),
    row(
        Cue.PROFIT,
        3.7,
        r"(?:lost|loses|wr(?:ote|ites?|itten) off)(?=\s(?:(?:about|around|some|nearly|over|more than|roughly) )?$)",
    ),
    row(
        Cue.PROFIT,
        3.2,
        r"""(?<!non-)(?<!non)profits?|net income|net loss|loss(?:es)?|lost|earnings (?:of|were|came|rose|fell)|EBITDA|
        earned|
        operating income|(?:free )?cash (?:flow|pile|reserves?|on hand)|FCF|write-?downs?|write-?offs?|wr(?:ote|ites?|
        itten) off|charges?|
        impairments?|deficit|surplus|sav(?:e|es|ing|ings)|gains? of|depreciation|amorti[sz]ation|
        cash and (?:\w+ )?investments|
        Gewinn|Verlust|bénéfices?|perte|beneficios?|ganancias?|pérdidas?|lucro|prejuízo""",
        "利润|亏损|净利|純利益|営業利益|淨利|利益|赤字|영업이익|순이익|손실",
        after=r"profits?|net income|of cash|loss(?:es)?|in (?:savings|earnings)|write-?down|charge|impairment|"
        r"Gewinn|Verlust|bénéfice",
        after_east="利润|亏损|の利益|赤字|영업이익",
    ),
    row(
        Cue.DEBT,
        3.3,
        r"""bonds?|loans?|debts?(?!,? included)|notes|borrow(?:s|ed|ing|ings)?|credit (?:facility|line|lines)|
        lend(?:s|ing|ers?)?|
        lent|private credit|sukuk|guarante(?:e|es|ed|eing)|backstop\w*|stands? behind|
        term loan|junk|Anleihen?|Kredite?|Schulden|obligations? (?:convertibles|émises)|emprunt\w*|dette|prêts?|bonos|
        deuda|endeudamiento|préstamos?|
        títulos|dívida|endividamento|empréstimos?""",
        "债券|贷款|借款|社債|融資枠|借入|借り入れ|회사채|대출|채권",
        after=r"bonds?|loans?|(?<!including )(?<!and )(?<!with )debt|notes|credit (?:facility|line)|(?:in|with|of|"
        r"through) (?:senior |"
        r"convertible )?(?:bonds|debt|loans|borrowing|notes)|term loan|bond sale|Anleihe|Kredit|emprunt|bonos|"
        r"dívida",
        after_east="债券|贷款|社債|융자|회사채|대출",
    ),
    row(
        Cue.DEBT,
        4.3,
        r"""(?:banks?|lenders) (?:will |would |to |are to |is to |has |have )?(?:provide[sd]?|lend|lent|arrange[sd]?)|
        bank group|
        (?:issu(?:e|es|ed|ing)|sold|sells?|selling|priced) (?:\w+ )?(?:bonds|notes|debt)(?=\s(?:\w+\s){0,3}$)""",
        after=r"(?:financing|funding|loan|credit) (?:facility|package)|(?:of|in) (?:project financ\w+|"
        r"(?:secured |senior |convertible |junk )?(?:notes|bonds|loans|debt(?! and))\b)|"
        r"through (?:a mix of |the sale of )?(?:debt|bonds|notes)|"
        r"(?:green|syndicated|bridge|construction) loans?|(?:green|junk) bonds?|private credit|term loan|"
        r"bond (?:sale|offering|issue)|debt (?:deal|sale|raise|financing|package)",
    ),
    row(
        Cue.FORECAST,
        3.0,
        r"""market (?:size|for|was|is|will|would|could|should)|global market|analysts?'? estimates?|consensus|
        (?:Gartner|IDC|McKinsey|Goldman Sachs|Morgan Stanley|Bernstein|Citi\w*|UBS|Jefferies|JPMorgan|Deloitte|IEA|
        Moody's|Bain)\b[^.;]{0,60}
        \b(?:expects?|estimates?|forecasts?|sees?|predicts?|projects?|reckons|puts|says)|industry (?:spending|total)|
        worldwide|
        combined(?! (?:value|investment|cost))|put together|taken together|collectively|Big Tech|hyperscalers?|
        tech(?:nology)? giants|
        Magnificent Seven|
        indirect economic|Marktvolumen|Analysten|analystes|analistas|especialistas|mercado espera\w*|consultora|
        pronostica|prevê a""",
        "市场规模|市場規模|시장 규모|分析师|法人(?:原|预|預)估|市調機構|アナリスト|合计|合計|経済波及効果",
        after=r"market(?! (?:value|cap))|forecast by analysts|(?:that )?analysts (?:had )?(?:expected|forecast)|"
        r"had been expected|"
        r"was expected|consensus|estimate|(?<!it )(?<!had )forecast|of (?:indirect )?economic|ecosystem",
        after_east="市场规模|市場規模|経済波及効果|시장",
    ),
    row(
        Cue.FORECAST,
        4.6,
        r"""(?:analysts?|wall street|economists?)\b[^.;]{0,50}\b(?:expect\w*|had|polled|estimate\w*|forecast\w*|
        look(?:ed|s)? for|predict\w*|
        see|saw|pencilled|projected|predicted)|reckons?(?! with)|figures that|guess(?:ed|es)|sized|
        believes? that|an estimate|estimates? of (?:ours|mine)|thinks? (?:that )?the (?:country|market|industry|
        world)""",
        after=r"(?:was |is |being )?the (?:average|consensus|median|mean) (?:guess|estimate|forecast|expectation)|"
        r"between them|"
        r"(?:analysts?|wall street) (?:had )?(?:expect\w*|forecast\w*|estimated|modelled|modeled|pencilled|"
        r"looked|wanted|hoped|had in)",
    ),
    row(
        Cue.FORECAST,
        3.6,
        r"(?:analysts? at \w+(?: \w+)?|HSBC|Citi\w*|Gartner|IDC|McKinsey|Goldman Sachs|Morgan Stanley|Bernstein|UBS|"
        r"Jefferies|"
        r"Barclays|Bain|Deloitte) (?:has |have )?(?:estimate[sd]?|calculate[sd]?|forecasts?|predict(?:s|ed)?|reckons?)",
        anywhere=True,
    ),
    row(
        Cue.FORECAST,
        3.6,
        r"(?:should|will|would|to|could) (?:draw|trigger|attract|lure)(?=(?: (?:a further|another|more than|over|"
        r"up to|about|some))*"
        r"\s$)",
    ),
    row(
        Cue.FORECAST,
        4.0,
        r"""(?:(?:spending|investments?|outlays?) (?:on|in) (?:AI|artificial|data)|
        total investments?)[^.;]{0,40}\b(?:could|would|will|may|
        should|expected to) (?:total|reach|hit|
        grow|rise|top|exceed)|(?:would|could|will) see""",
    ),
    row(
        Cue.FORECAST,
        3.0,
        r"consultora|GDP|gross domestic product|PIB|BIP|Bruttoinlandsprodukt|economic (?:output|impact|value|"
        r"benefits?|growth)|"
        r"(?<!Ministry of )econom(?:y|"
        r"ía|ia)|"
        r"Wirtschaft|économie",
        anywhere=True,
    ),
    row(
        Cue.FORECAST,
        4.4,
        r"""Big Tech(?:'s)?|hyperscalers?|tech(?:nology)? giants|Magnificent Seven|together they|(?:big|largest|
        leading) (?:\w+ )?(?:firms|companies|groups)'?|
        all (?:four|five|six|seven)|the (?:four|five|six|seven)(?: \w+)? (?:firms|companies|groups|giants)|
        combined(?! (?:value|investment|cost))""",
        "合计|合計",
    ),
    row(Cue.OTHER, 4.2, after=r"(?:in|of|for) severance"),
    row(
        Cue.OTHER,
        4.0,
        r"(?:sells?|sold|selling|dispos\w+|offload\w*|unload\w*|exit(?:s|ed)|cash\w* out)\b[^;]{0,60}\b(?:shares|"
        r"stake|"
        r"holding|stock)",
    ),
    row(
        Cue.OTHER,
        3.3,
        r"(?:total|overall|whole) (?:state |public |federal )?(?:expenditure|budget)",
        after=r"(?:in|on|for|into) (?:[\w-]+ )?(?:power lines|roads?|the grid|wires|shops|logistics|mobile|fibre|"
        r"broadband|5G|"
        r"networks?|renewables?|solar|wind|wastewater|water|transport|housing|railways?|hospitals?|schools?|tourism|"
        r"oil|"
        r"mining)",
    ),
    row(Cue.OTHER, 3.4, r"to settle|settlement|class action|lawsuit|copyright", anywhere=True),
    row(
        Cue.OTHER,
        3.2,
        r"""buybacks?|buy back|repurchas\w+|dividends?|(?<!pre-)IPO|initial public offering|floated|fines?|fined|
        settle(?:s|d|
        ment)|lawsuit|
        tariffs?|penalt\w+|severance|salar\w+|pay package|compensation|bonus(?:es)?|retention awards?|
        assets under management|
        AUM|manages|looks after|oversees|
        sold|sells|selling|divest\w*|owns|owned|stadium|arena|film|
        movie|training (?:run|cost)|(?:developed|trained|
        built) for|to train|(?:exports?|imports?)(?= (?:of|worth))|donat\w+|
        charity|drugs?|vaccines?|batter(?:y|ies)|ransom|fraud|operating expenses|total expenses|running costs|
        shipping costs?|delivery network|community fund|fortune|shops|telecoms|
        Aktienrückkauf|Bußgeld|Strafe|Börsengang|rachats? d'actions|dividendes?|amende|dividendos?|recompra|multa""",
        "回购|罚款|自社株買い|罰金|자사주|과징금|上市|挂牌|売却",
        after=r"(?:a|per|each|an) (?:megawatt|MW|rack|server|chip|employee|unit|home|square)|buyback|repurchase|"
        r"dividend|(?<!pre-)IPO|fine|settlement|tax (?:case|bill)|in (?:assets|fines|dividends)|"
        r"stadium|arena|film|tax|pay package|(?:in|of) (?:property |local |sales |state )?taxes|salary|bonus(?:es)?|"
        r"signing bonus(?:es)?|"
        r"dividendos",
        after_east="回购|自社株買い|자사주",
    ),
)
