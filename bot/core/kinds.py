"""The closed lists a figure is described with, and the words each is shown by.

`Kind.is_spend` parts what can alert from what never does; a valuation or a turnover is read so that it
is *not* mistaken for spending.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a sum of money is, as `eval/ANNOTATION.md` defines it."""

    CAPEX = "capex"
    PLEDGE = "pledge"
    CONTRACT = "contract"
    STAKE = "stake"
    ACQUISITION = "acquisition"
    FUND = "fund"
    MARKET_VALUE = "market_value"
    REVENUE = "revenue"
    PROFIT = "profit"
    DEBT = "debt"
    FORECAST = "forecast"
    OTHER = "other"

    @property
    def is_spend(self) -> bool:
        """Say whether a sum of this kind is money committed.

        >>> Kind.CAPEX.is_spend, Kind.REVENUE.is_spend
        (True, False)
        """
        return self in SPEND

    @property
    def label(self) -> str:
        """Return the words a reader sees.

        >>> Kind.PLEDGE.label
        'Investment pledge'
        """
        return LABELS[self]


SPEND = frozenset({Kind.CAPEX, Kind.PLEDGE, Kind.CONTRACT, Kind.STAKE, Kind.ACQUISITION, Kind.FUND})

LABELS = {
    Kind.CAPEX: "Capital expenditure",
    Kind.PLEDGE: "Investment pledge",
    Kind.CONTRACT: "Contract",
    Kind.STAKE: "Equity stake",
    Kind.ACQUISITION: "Acquisition",
    Kind.FUND: "Fund or programme",
    Kind.MARKET_VALUE: "Market value",
    Kind.REVENUE: "Revenue",
    Kind.PROFIT: "Profit or loss",
    Kind.DEBT: "Debt",
    Kind.FORECAST: "Forecast",
    Kind.OTHER: "Other sum",
}


class Certainty(StrEnum):
    """How sure it is that the money is committed."""

    ANNOUNCED = "announced"
    REPORTED = "reported"
    DENIED = "denied"
    CANCELLED = "cancelled"


class Qualifier(StrEnum):
    """How the text hedges the sum itself."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    RANGE = "range"


class Role(StrEnum):
    """Whether `org` pays the whole sum, or led a round whose whole sum is `amount`."""

    PAYER = "payer"
    LEAD = "lead"


class Cue(StrEnum):
    """What a word beside a sum says of it; `SPEND` is refined by period, payer and object (see `core.figures`)."""

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
class Cues:
    """The words that tell a cue, before a sum and after it.

    Attributes:
        before: Searched left of the sum in its clause; the nearest match counts.
        after: Searched right of it.
        weight: How much more than distance it counts; a word that admits of no doubt weighs most.
    """

    cue: Cue
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    weight: float


def _cues(cue: Cue, weight: float, before: str | None = None, after: str | None = None) -> Cues:
    """Compile one row of the table; `before` serves for both sides where `after` is not given."""
    return Cues(
        cue,
        re.compile(before, re.I) if before else None,
        re.compile(after or before or "", re.I) if after or before else None,
        weight,
    )


CUES: tuple[Cues, ...] = (
    _cues(
        Cue.CAPEX,
        3.0,
        r"\bcap(?:ital)?[ -]?ex(?:penditures?)?\b|\bcapital (?:spending|expenditures?|outlays?|investments?|budgets?)\b|\bInvestitionsausgaben\b|\bInvestitionsbudget\b|"
        r"\bdépenses d'investissement\b|\binvestissements? (?:annuel|prévu)s?\b|\bgastos? de capital\b|\binversiones de capital\b|\bdespesas de capital\b|"
        r"\binvestimentos? de capital\b|资本(?:性)?(?:开支|支出)|資本支出|設備投資|설비투자|자본지출|시설투자|\bproperty and equipment\b",
    ),
    _cues(
        Cue.SPEND,
        2.0,
        r"\b(?:spend(?:s|ing)?|spent|pour(?:s|ed|ing)?|plough\w*|plow\w*|pump(?:s|ed|ing)?|lay(?:s|ing)? out|laid out|outlays?|sink(?:s|ing)?|sunk|splash\w*|shell\w* out|budget(?:s|ed)?|"
        r"earmark(?:s|ed|ing)?|allocat\w+|set(?:s|ting)? aside|put(?:s|ting)? (?:aside|by|up)|devot(?:e|es|ed|ing)|dedicat\w+|channel(?:s|ed)?|injects?|pencil\w* in|deploy(?:s|ed|ing)?|expenditures?|"
        r"commit(?:s|ted|ting|ments?)?|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|mobili[sz]\w+|unlock|invest(?:s|ed|ing|ments?)?|fund(?:s|ed|ing) (?:the|its|a)|put(?:s|ting)?|on the table|infus\w+|roll out|"
        r"build-?out|cost(?:s|ing)?(?: of| up to| about| an estimated)?|bill|price tag|ausgeben|investier\w+|investition\w*|investissements?|investir\w*|investit|injecte\w*|consacre\w*|"
        r"inver(?:tirá|tir|sión|siones|tido|tirán)\w*|destinar\w*|investimentos?|aport\w+|gastar\w*|aplicar\w*|anuncia\w* (?:un plan|um plano)|stecken|steckt|bereitstell\w+|dépens\w+|mobilis\w+)\b|"
        r"投资|投資|投入|斥资|砸|注资|豪掷|拨款|支出|投じ|투자|투입|쏟아|집행",
    ),
    _cues(
        Cue.PROJECT,
        1.8,
        r"\b(?:campus|complex|mega-?project|project|facility|data cent(?:er|re)s?|supercomputer|gigafactor\w+|build|buildout|expand\w*|expansion|plant|fabs?|factory|undertaking|venture|programme|program|plan(?:s|ned)?|package|infrastructure)\b",
        r"^[\s-]*(?:[\w'-]+\s){0,4}(?:campus|complex|mega-?project|project|facility|data cent(?:er|re)s?|supercomputer|build-?out|expansion|plant|fabs?|factory|undertaking|venture|plan|package|investment|commitment|pledge|bet|push|gamble|spending|outlay|infrastructure|initiative|program(?:me)?)\b",
    ),
    _cues(
        Cue.CONTRACT,
        2.4,
        r"\b(?:contracts?|deal (?:with|to (?:buy|use|rent|lease|supply|purchase|provide))|agree(?:s|d|ment)s?(?: with| to (?:buy|rent|lease|pay|purchase))|signs?|signed|supply (?:deal|agreement)|orders?|ordered|purchase (?:commitments?|agreements?|orders?)|"
        r"rent(?:s|ing|al)?|leas(?:e|es|ed|ing)|buy(?:s|ing)? (?:chips|computing|compute|cloud|power|capacity|servers|electricity|GPUs)|bought chips|purchas(?:e|es|ed|ing)|cloud (?:deal|contract|services)|tools to the value|Liefervertrag|Vertrag|"
        r"contrats?|contratos?|commandes?|pedidos?|encomendas?|Auftrag)\b|合同|合约|订单|契約|受注|発注|調達|계약|수주|공급계약",
        r"^[\s-]*(?:[\w'-]+\s){0,4}(?:contracts?|deal|agreement|orders?|lease|purchase order|worth of (?:chips|GPUs|compute|computing|cloud|capacity|servers|power)|a year)\b|合同|订单|契約|계약",
    ),
    _cues(
        Cue.RAISE,
        3.0,
        r"\b(?:rais(?:e|es|ed|ing)(?: as much as| up to| about| around| over| more than| nearly| some| roughly| at least| a further| another| an additional| a| an| fresh)?\s*$|rais(?:e|es|ed|ing) (?:capital|money|funds)|secur(?:e|es|ed|ing)|clos(?:es|ed|ing) (?:a |an |its )?(?:[\w-]+ )?(?:round|series|funding)|"
        r"funding(?: round)?|financing round|fundraise|fundraising|fund-raising|series [A-K]\b|seed|pre-seed|round(?: of)?|led by|Finanzierungsrunde|levée de fonds|lève|levé|ronda|rodada|capta\w*|sammelt\w*|eingesammelt)|融资|募资|調達|資金調達|투자 유치|유치",
        r"^[\s-]*(?:[\w'-]+\s){0,4}(?:funding round|round|funding|series [A-K]\b|seed|financing(?! for)|fundraise|raise|in (?:new |fresh |equity )?funding|Finanzierungsrunde|levée)|融资|資金調達|투자 유치",
    ),
    _cues(
        Cue.INVEST,
        2.6,
        r"\b(?:(?:equity |minority |majority |strategic )?stake|equity investment|shares in|invest(?:s|ed|ing|ment)? in|invested|backs?|financial backer|taking (?:a|an)|Beteiligung|participation|participación|participação|beteiligt)\b|入股|持股|出資|지분",
        r"^[\s-]*(?:[\w'-]+\s){0,3}(?:stake|equity|investment in (?=[A-Z])|of shares)\b",
    ),
    _cues(
        Cue.ACQUIRE,
        2.8,
        r"\b(?:acqui(?:re|res|red|ring|sitions?)|takeover|take over|buyout|buy-out|bought|to buy|buys|buying out|purchase of|merger|merge|bid(?: for)?|offer(?:ed|s)? (?:for)?|Übernahme|übernehm\w+|rachat|rachète\w*|acquérir|adquir\w+|adquisición|aquisição|compra)\b|收购|買収|인수",
        r"^[\s-]*(?:[\w'-]+\s){0,4}(?:acquisition|takeover|buyout|purchase of|bid|offer|merger)\b|for the nonprofit|收购|買収|인수",
    ),
    _cues(
        Cue.FUND,
        2.2,
        r"\b(?:(?:sovereign |investment |venture |growth |AI |state |national |public |infrastructure )+fund|fund(?= of)|grants?|subsid\w+|budget 20\d\d|stimulus|tax breaks?|state aid|public (?:money|funding|investment)|funding for|programme|scheme|Förderung|Fonds|fonds|subventions?|fondo|fundo|subvenc\w+)\b|基金|补贴|補助|ファンド|펀드|보조금|예산",
        r"^[\s-]*(?:[\w'-]+\s){0,4}(?:fund\b|grants?|subsid\w+|in (?:grants|subsidies|public funding)|public|state|programme for|fonds|Fonds|Förder\w+)|基金|补贴|補助金|ファンド|펀드",
    ),
    _cues(
        Cue.VALUE,
        3.4,
        r"\b(?:valu(?:ed|es|ing)(?: \w+){0,6}? at|valuations?(?: \w+){0,3}?|market (?:cap(?:itali[sz]ation)?|value)|(?:is|was|are|be|now|company|start-?up|firm|it) worth|post-money|pre-money|Bewertung|Börsenwert|Marktwert|bewertet|valoris\w+|capitalisation|valora\w+|capitalización|valor de mercado|avalia\w+)\b|估值|市值|評価額|時価総額|기업가치|시가총액",
        r"^[\s-]*(?:[\w'-]+\s){0,3}(?:valuation|market cap\w*|market value|in (?:market )?value|post-money|pre-money|company\b|off its (?:market|value)|Bewertung|valoris)|(?:的)?估值|市值|評価額",
    ),
    _cues(
        Cue.REVENUE,
        3.2,
        r"\b(?:revenues?|net sales|sales|turnover|bookings?|backlog|order book|remaining performance obligations|RPO|advertising|Umsatz\w*|chiffre d'affaires|ventes|ingresos|ventas|receitas?|faturamento|annuali[sz]ed|ARR|run[- ]rate)\b|营收|收入|营业额|売上|매출|수주잔고",
        r"^[\s-]*(?:[\w'-]+\s){0,4}(?:revenues?|net sales|sales|backlog|bookings|turnover|Umsatz|chiffre d'affaires|ingresos|ventas|receita|of advertising)|的?(?:营收|收入)|の売上|매출",
    ),
    _cues(Cue.REVENUE, 1.6, r"\btook(?: in)?\s$"),
    _cues(
        Cue.PROFIT,
        3.2,
        r"\b(?:(?<!non-)(?<!non)profits?|net income|net loss|loss(?:es)?|earnings (?:of|were|came|rose|fell)|EBITDA|operating income|cash (?:flow|pile|reserves?|on hand)|cash|write-?downs?|write-?offs?|charges?|impairments?|sav(?:e|es|ing|ings)|Gewinn|Verlust|bénéfices?|perte|beneficio|ganancias?|pérdidas?|lucro|prejuízo)\b|利润|亏损|净利|利益|赤字|영업이익|순이익|손실",
        r"^[\s-]*(?:[\w'-]+\s){0,3}(?:profits?|net income|loss(?:es)?|in (?:cash|savings|earnings)|write-?down|charge|impairment|Gewinn|Verlust|bénéfice)|利润|亏损|の利益|赤字",
    ),
    _cues(
        Cue.DEBT,
        3.3,
        r"\b(?:bonds?|loans?|debts?|notes|borrow(?:s|ed|ing|ings)?|credit (?:facility|line|lines)|lend(?:s|ing|ers?)?|debt (?:financing|facility|sale|deal)|private credit|term loan|junk|Anleihen?|Kredite?|Schulden|obligations|emprunt\w*|dette|prêt|bonos|deuda|préstamo|títulos|dívida|empréstimo)\b|债券|贷款|借款|社債|融資枠|借入|회사채|대출|채권",
        r"^[\s-]*(?:[\w'-]+\s){0,4}(?:bonds?|loans?|debt|notes|credit (?:facility|line)|in (?:bonds|debt|loans|borrowing)|term loan|bond sale|Anleihe|Kredit|emprunt|bonos|dívida)|债券|贷款|社債|회사채|대출",
    ),
    _cues(
        Cue.FORECAST,
        3.0,
        r"\b(?:market (?:size|for|was|is|will|would|could|should)|global market|analysts? (?:\w+ )?(?:expect\w*|had|polled|estimate\w*|forecast\w*|look for|predict\w*|see)|analysts?'? estimates?|consensus estimates?|wall street (?:expect\w*|had|look\w*)|consensus|Gartner|IDC|Goldman Sachs (?:estimates|expects)|McKinsey|"
        r"Morgan Stanley (?:estimates|expects)|projects? that|industry (?:spending|total)|worldwide|combined|together|put together|collectively|contribut\w+|GDP|economy|indirect economic|Marktvolumen|Analysten|analystes|analistas)\b|市场规模|市場規模|시장 규모|分析师|アナリスト",
        r"^[\s-]*(?:[\w'-]+\s){0,6}(?:market|forecast by analysts|(?:that )?analysts (?:had )?(?:expected|forecast)|had been expected|was expected|consensus|estimate|forecast|industry|of (?:indirect )?economic)\b|市场规模|市場規模",
    ),
    _cues(
        Cue.FORECAST,
        4.6,
        r"\b(?:analysts?|wall street|economists?|consensus)\b[^.;]{0,50}\b(?:expect\w*|had|polled|estimate\w*|forecast\w*|look(?:ed|s)? for|predict\w*|see|saw|pencilled|projected|predicted)\b",
        r"^(?:\s[\w'-]+){0,5}\s(?:analysts?|wall street) (?:had )?(?:expect\w*|forecast\w*|estimated)",
    ),
    _cues(
        Cue.OTHER,
        3.2,
        r"\b(?:buybacks?|buy back|repurchas\w+|dividends?|IPO|initial public offering|listing|floated|fines?|fined|settle\w*|lawsuit|tax (?:case|bill)|tariffs?|penalt\w+|salar\w+|pay package|compensation|assets under management|AUM|price[sd]?|stadium|film|movie|aid|train(?:ing)? run|training cost|"
        r"exports?|imports?|donat\w+|charity|shops|telecoms?|drug|vaccine|batter(?:y|ies)|(?:developed|trained|built) for|to train|ransom|stolen|fraud|bonus(?:es)?|operating expenses|total expenses|Aktienrückkauf|rachats? d'actions|recompra|multa|Strafe|Börsengang)\b|回购|罚款|自社株買い|罰金|자사주|과징금|上市|IPO",
        r"^[\s-]*(?:[\w'-]+\s){0,4}(?:buyback|repurchase|dividend|IPO|fine|settlement|tax (?:case|bill)|in (?:assets|fines|aid)|stadium|film|tax|pay package|salary|worth of shares)\b|回购|自社株買い|자사주",
    ),
)
"""Ordered from spend to non-spend; which cue wins is a matter of weight and distance."""
