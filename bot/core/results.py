"""The words beside a sum that say that nobody commits it: a value, a result, a debt, a forecast, something else."""

import re

from bot.core.cues import PROJECT_BEFORE, Cue, Row, row

_DEAL_BEFORE = (
    r"\b(?:deals?|contracts?|orders?|pacts?|market|power|electricity|energy|agreements?|transaction|offer|"
    r"investments?|projects?|package|sale|capacity|"
    r"comput\w+|"
    r"chips|servers|partnership|grants?|subsid\w+|that)\s(?:\w+\s){0,7}$"
)
_WORTH_BEFORE = (
    r"\b(?:signed|struck|deals?|contracts?|orders?|pacts?|agreements?|transaction|leases?|projects?|campus|hub|"
    r"facility|packages?|incentives|subsid\w+|grants?|exports?|imports?|"
    r"investments?|applications?|offer|bid|takeover|drive|programme|order|scheme|plan|venture|region|equipment|"
    r"servers|machines|gear|infrastructure|capacity|chips|power|electricity|services|comput\w+|systems)\b(?:[^.;]|"
    r"\.(?=\d)){0,150}$"
)
_WORTH_VOID = rf"{_DEAL_BEFORE}|{PROJECT_BEFORE}|{_WORTH_BEFORE}"

ROWS: tuple[Row, ...] = (
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
        r"(?:from|off) its (?:market )?value|of (?:its|their) (?:market )?(?:worth|value)\b",
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
        "营收|收入(?!估算|比重|占|的?比例)|营业额|營收|売上高?|売上|매출|수주잔고|수주액",
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
        worldwide|put together|taken together|collectively|indirect economic|
        Marktvolumen|Analysten|analystes|analistas|especialistas|mercado espera\w*|consultora|
        pronostica|prevê a""",
        "市场规模|市場規模|시장 규모|分析师|法人(?:原|预|預)估|市調機構|アナリスト|経済波及効果",
        after=r"market(?! (?:value|cap))|forecast by analysts|(?:that )?analysts (?:had )?(?:expected|forecast)|"
        r"had been expected|"
        r"was expected|consensus|estimate|(?<!it )(?<!had )forecast|of (?:indirect )?economic|ecosystem",
        after_east="市场规模|市場規模|経済波及効果|시장",
    ),
    row(
        Cue.FORECAST,
        4.6,
        r"""(?<!told )(?<!told the )(?:analysts?|wall street|economists?)\b[^.;]{0,50}\b(?:expect\w*|had|polled|
        estimate\w*|forecast\w*|
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
    row(Cue.OTHER, 4.2, after=r"(?:(?:in|of|for) severance|in damages)"),
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
        sold(?! to\b)|sells|selling|divest\w*|owns|owned|stadium|arena|film|
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
