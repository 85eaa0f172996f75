"""The words beside a sum that say that money is committed: spent, contracted, raised, put in, granted."""

from bot.core.cues import LISTING, Cue, Row, row

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
        Cue.SPEND,
        2.0,
        r"(?:built|expanded|enlarged|maintained|modernised|modernized|equipped|set up) (?:[\w-]+ ){0,4}with",
    ),
    row(Cue.SPEND, 2.0, after=r"(?:is|are|was|were) (?:headed|heading|bound|going) (?:to|for|into)"),
    row(
        Cue.SPEND,
        1.2,
        r"(?:add|adds|adding)(?=(?:\s(?:another|a further|a|up to|about|around|at least|more than|nearly))*\s$)",
    ),
    row(
        Cue.PROJECT,
        1.0,
        r"""campus|the (?:sum|amount|total|envelope|cheque) for|complex|mega-?project|project|facility|supercomputer|
        gigafactor\w+|build-?out|expand\w*|expansion|
        plant|fabs?|factory|data cent(?:er|re)s? of|undertaking|package|price tag|bill (?:is|was) put|bill (?:could|
        might|would|may|will)|
        investment plan|plan(?:s|ned|ning)?|comes? from|announc(?:ed|es|ing)|
        (?:breaks?|broke|breaking) ground (?:on|for)|spoke of|speaks of|outlined|combined value|
        (?:brings?|takes?|lifts?|bringing|taking|lifting) (?:\w+ ){0,4}(?:total|commitments?|pledges?)(?: \w+){0,4} to|
        (?:establish|open|build|set up|develop)(?:s|ing)? (?:[\w-]+ ){1,6}for|
        (?:built|build|building|erect(?:ed)?|construct(?:ed)?)\b[^.;$€£]{0,80}\bfor|
        angekündigt|Projekt|Werk|Rechenzentr\w+|projets?|usine|centre de données|proyectos?|planta|complejo|
        centro de da\w+|
        projetos?|anunci\w+""",
        "计划|规模|总额|总投资|計画|プロジェクト|工場|建设|建設|건설|계획",
        after=r"""campus|complex|mega-?project|project|facility|data cent(?:er|re)s?|supercomputer|build-?out|expansion|
        hub|cluster|strategy|megafab|cent(?:er|re)|(?:cloud |AI )region|
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
        purchas(?:e|es|ed|ing)|to the value|ordered|(?<!in the )(?<!on the )(?<!of the )order(?:s|ing)? (?:of|for|
        worth)|wins? (?:an? )?(?:\S+ ){0,3}order|
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
    row(
        Cue.RAISE,
        3.1,
        r"""rais(?:e|es|ed|ing)(?=(?:\s(?:as much as|up to|about|around|over|more than|nearly|some|roughly|at least|
        just|well|a|an|
        further|another|additional|fresh|new|close to|the|its first))*\s$)|gather(?:ed|s)?|
        (?:is|are|be|been|was|were) (?:not )?collecting|attract(?:ed|
        s)? investment of|
        rais(?:e|es|ed|ing) (?:capital|money|funds)|secur(?:e|es|ed|ing)(?= )|took in|tak(?:en|ing) in|collected|bagged|
        netted|landed|snagged|pulled in|hauled in|
        hauls? in|
        banks?(?=\s$)|
        clos(?:es|ed|ing) (?:a |an |its |on )?(?:[\w-]+ )?(?:round|series|funding)|
        funding(?: round)?|financing (?:round|of)|(?:cash |capital )?injection|fundraise|fundraising|fund-raising|
        series [A-K]|seed|pre-seed|round(?: of)?|(?:issue|placement) of (?:new )?shares (?:brings|raises|gives)|
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
        4.8,
        after=r"in (?:a|an|its|their) (?:[\w-]+ ){0,3}(?:funding |financing )?round(?! (?:numbers|figures))",
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
        Cue.INVEST,
        3.6,
        r"for an? (?:piece|slice|chunk) of|"
        r"(?:receives?|gets?|obtains?|issued?) (?:[\w.]+ ){0,3}(?:new |ordinary |preferred )?shares",
        after=r"(?:worth )?of (?:its|new|the company's|common|[A-Z]\w+) (?:shares|stock)|"
        r"for (?:new|newly issued|fresh|common|preferred|ordinary) (?:shares|stock)",
        anywhere=True,
        unless=r"\b(?:sells?|sold|selling|buy ?backs?|repurchas\w+|holders?)\b[^;]{0,60}$",
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
    row(
        Cue.ACQUIRE,
        3.7,
        r"(?:transaction|deal|takeover|purchase|acquisition)\b[^.;$€£]{0,80}\b(?:values?|valued|puts?|estimated) at",
    ),
    row(Cue.ACQUIRE, 4.0, after=r"(?:deal|agreement|offer) to (?:acquire|buy out|take over)"),
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
        approv\w+|cleared|sanctioned|mission|budget|stimulus|tax (?:breaks?|credits?)|state aid|
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
)
