"""The words beside a sum that say what it is, in German, French, Spanish, Portuguese, Japanese, Chinese and Korean.

The rows of `core.cues` hold what no language could mistake; these are asked only of texts that are not in English,
where their words would mean something else. `ROWS` holds both.
"""

from bot.core import cues
from bot.core.cues import PROJECT_BEFORE, Cue, Row, row

ROWS: tuple[Row, ...] = (
    *cues.ROWS,
    row(
        Cue.CAPEX,
        3.0,
        r"""Investitionen (?:für|im) (?:das Jahr |Jahr )?20\d\d|Investitionsplan|investissements? (?:pour|en) 20\d\d|
        capex|inversión anual|investimentos? anua(?:l|is)""",
        "设备投资|資本的支出|設備投資額|投資計画額|시설 투자|설비 투자|투자 집행",
        anywhere=True,
    ),
    row(
        Cue.SPEND,
        2.0,
        r"""Investitions(?:summe|volumen|paket|vorhaben)|in die Hand nehmen|bereitstell\w+|pump(?:t|en)|aufwenden|
        fließ\w+|Kosten von|aufbringen|gesteckt|
        débours\w+|engag\w+|allou\w+|miser|coût|chèque|injection|programme de|
        inyect\w+|comprome\w+|desplegar\w*|partida|coste|costo|desembols\w+|movilizar\w*|invertid\w+|
        injet\w+|aplic\w+|custo|comprometeu|mobilizar|investid\w+|desembolso|despej\w+""",
        "耗资|投建|拿出|追加|投资额|总投资额|拠出|投資額|投資する|投じて|쏟아붓|쏟아부|들여|출연|조성|내놓",
        anywhere=True,
    ),
    row(
        Cue.PROJECT,
        1.0,
        r"""Vorhaben|Ausbau|Bau|Standort|Fabrik|chantier|construction|supercalculateur|site|implantation|
        construcción|parque|fábrica|instalación|construção|obra|unidade|complexo""",
        "园区|园區|基地|拠点|新設|施設|단지|공장|건립|조성",
    ),
    row(
        Cue.CONTRACT,
        2.5,
        r"""(?:Rahmen|Abnahme|Cloud|Lizenz|Strom)vertrag|Abkommen|Vereinbarung|bestellt|Bestellung\w*|Großauftrag|
        \w*auftr[aä]g\w*|unterzeichn\w+|mietet?|pachtet|geordert|
        accords? (?:de|avec|pour|d')|location|loue\w*|sign[ée]\w*|commande\w*|
        acuerdo (?:de|con|por)|alquil\w+|encargo|firm[aó]\w*|suscri\w+|pedido|
        acordo (?:de|com)|aluguel|encomend\w+|assin\w+|contrat\w+""",
        "签约|协议|大单|租赁|签下|購入|発注|賃借|リース|長期契約|공급계약|임차|구매|체결|발주",
    ),
    row(
        Cue.RAISE,
        3.1,
        r"""Kapitalrunde|Finanzspritze|Geldspritze|einsammeln|frisches Kapital|eingeworben|Risikokapital|Serie [A-K]|
        Series? [A-K]|Kapitalerhöhung|
        lev(?:er|ée)|récolt\w+|augmentation de capital|tour de financement|série [A-K]|
        captar|captó|recaud\w+|ampliación de capital|financiación de|serie [A-K]|
        captação|captou|levantou|aporte|série [A-K]""",
        "完成.{0,8}轮|[A-F]轮|轮融资|増資|シリーズ[A-F]|第三者割当|투자유치|조달|시리즈 ?[A-F]",
        after=r"Finanzierung|levés?|recaudados|captados|Kapital (?:ein|auf)\w*",
        after_east="融资|增资|増資|조달|유치",
    ),
    row(
        Cue.INVEST,
        2.7,
        r"""Anteile?|steigt bei|Einstieg|Minderheitsbeteiligung|prise de participation|entre(?:r|nt)? au capital|
        participation (?:de|dans)|participación (?:de|en|del)|entrada en el capital|fatia|participação (?:de|em|na)""",
        "战略投资|認購|认购|增持|参股|資本参加|株式取得|持分|지분 투자|출자|지분투자",
        after_east="认购|增持|参股|지분",
    ),
    row(
        Cue.ACQUIRE,
        2.9,
        r"""übernimmt|übernommen|Kaufpreis|Zukauf|Kauf von|erwirbt|acquiert|acquis|rachet\w+|OPA|s'empare|
        adquiere|adquirió|OPA|compra(?:r|rá)?|adquire|adquiriu""",
        "并购|併購|买下|買下|傘下|株式公開買い付け|取得額|인수합병|매입|사들",
        after=r"übernommen|übernehmen|Übernahme",
        after_east="并购|買収|인수|매입",
    ),
    row(
        Cue.FUND,
        2.3,
        r"""Bundeshaushalt|Haushalt|förder\w*|Zuschuss|Zuschüsse|Bundesmittel|Steuergeld\w*|
        aides? (?:publiques?|d'État)|France 2030|crédits publics|financement public|dotation|doté\w*|
        fondos públicos|ayudas?|PERTE|presupuestos?|plan nacional|erario|
        edital|subsídios?|verba|incentivos?|BNDES|Finep|orçamento|plano nacional|recursos públicos""",
        "专项资金|補貼|大基金|预算|交付金|補正予算|概算要求|予算案|支援金|지원금|국비|추경|보조",
        after_east="补贴|专项|予算|지원금|규모의 펀드",
    ),
    row(
        Cue.VALUE,
        3.4,
        r"""Unternehmenswert|Marktkapitalisierung|Firmenwert|valorisé\w*|valuad[ao]|valuación|valoración|valorad[ao]|
        avaliad[ao]|valuation|valor de mercado""",
        "身价|公司价值|投后|投前|시총|몸값|기업 가치|企業評価",
        after_east="的估值|시총|몸값",
        unless=rf"{PROJECT_BEFORE}|\b(?:contrato|contrat)\b[^.;,]{{0,40}}$",
    ),
    row(
        Cue.REVENUE,
        3.2,
        r"""Einnahmen|Auftrags(?:bestand|eingang)|Jahresumsatz|carnet de commandes|facturó|facturou|faturou|
        ingresos|receita líquida""",
        "销售额|在手订单|订单总额|売上収益|受注残|営業収益|수주 잔고|연매출",
        after=r"Umsatz|Einnahmen|de ventes|de ingresos|de receita",
        after_east="的营收|の売上|매출",
    ),
    row(
        Cue.PROFIT,
        3.2,
        r"""Überschuss|Nettogewinn|Ergebnis|Abschreibung\w*|résultat net|marge|perte nette|
        beneficio neto|utilidad|ganó|lucro líquido|EBITDA|fluxo de caixa|flujo de caja|trésorerie""",
        "净利润|淨利潤|减值|经营利润|経常利益|最終赤字|最終利益|減損|현금|적자|흑자",
    ),
    row(
        Cue.DEBT,
        3.3,
        r"""Darlehen|Kreditlinie|Fremdkapital|Verschuldung|ligne de crédit|endettement|obligataire|
        créditos?|emisión|préstamo|debêntures?|endividamento|financiamento bancário""",
        "发债|授信|銀行貸款|融資枠|ローン|借り入れ|起債|차입|회사채|융자",
        after_east="借款|授信|の融資|ローン|차입",
    ),
    row(
        Cue.FORECAST,
        3.4,
        r"""Prognosen?|Schätzung\w*|schätz\w+|Marktforsch\w+|weltweit\w*|prévisions?|cabinet d'études|marché mondial|
        dans le monde|previsi\w+|estimaciones|mercado (?:mundial|global)|a nivel mundial|
        estimativas?|previs(?:ão|ões)|no mundo""",
        "机构预测|預測|预测|全球.{0,6}(?:市场|支出)|推計|世界の|予測|전망치|추정|세계 시장",
    ),
)
