"""The words beside a sum that say what it is, in German, French, Spanish and Portuguese.

The rows of `core.commitments` and `core.results` hold what no language could mistake; these are asked only of texts
that are not in English. German ends its clauses with the verb, so every row is also searched after the sum.
"""

from bot.core.cues import PROJECT_BEFORE, Cue, Row, row

_OF_A_DEAL = (
    rf"{PROJECT_BEFORE}|\b(?:contratos?|contrats?|acuerdos?|accords?|acordos?|pedidos?|encomendas?|commandes?|Vertrag|"
    r"Verträge|Auftrag|Aufträge)\b[^.;]{0,110}$"
)
"""Before a worth that is one of a deal, whatever its duration and object say in between."""

ROWS: tuple[Row, ...] = (
    row(
        Cue.CAPEX,
        3.0,
        r"""Investitionen (?:für|im|in) (?:das Jahr |Jahr )?20\d\d|Investitions(?:plan|etat)|Ausgabenplan|
        Kapitalaufwand|
        Infrastrukturausgaben|investissements? (?:pour|en) 20\d\d|budget d'investissements?|dépenses en capital|
        dépenses d'infrastructures?|capex|inversión anual|inversi[oó]n(?:es)? en (?:inmovilizado|capital|activo fijo)|
        gasto en (?:inmovilizado|capital)|
        investimentos? anua(?:l|is)|investimentos? em capital|gastos? de capital|dispêndios? de capital""",
        anywhere=True,
    ),
    row(
        Cue.SPEND,
        2.0,
        r"""Investitions(?:summe|volumen|paket|vorhaben)|in die Hand|bereitstell\w+|bereitgestellt|pump(?:t|en)|
        aufwenden|aufgewendet|wende(?:t|n)|fließ\w+|geflossen|Kosten von|aufbringen|gesteckt|hin(?:leg|gelegt|
        blätter)\w*|
        lockermach\w*|lockergemacht|zugesagt|zusagt?e?n?|versprochen|verspr[äi]ch\w*|verbau\w*|zuschieß\w*|schieß(?:t|
        en)|mobilisier\w+|einplan\w*|eingeplant|vorgesehen|veranschlagt|eingesetzt|einsetzen|
        ausgegeben|spendier\w+|
        débours\w+|décaiss\w+|engag(?:er?|é\w*|ements?)|allou\w+|mise[rz]?|misé|débloqu\w+|vers(?:er|era|é)|promet\w*|
        apport(?:er\w*|é\w*|e|ent)|injecté\w*|inject(?:e|er|era)|dépens\w+|promis\w*|affect(?:er|e|é)\w*|sur la table|
        coût\w*|chèque|injection|programme de|
        inyect\w+|(?:ha|han|había|habían) puesto|pon(?:e|en|drá|drán|ga)|comprome\w+|compromiso|desplegar\w*|partida|
        coste|costo|desembols\w+|movilizar\w*|invertid\w+|
        reserv\w+|
        sufrag\w+|colocar\w*|aport(?:ar\w*|a|an|ó|aron|ad[ao]s?)|prometid[ao]s?|gastad[ao]s?|destinad\w+|dedicad\w+|
        sobre la mesa|
        injet\w+|aplic\w+|custo|comprometeu|comprometid\w+|mobilizar|investid\w+|desembols\w+|despej\w+|destin\w+|
        coloca(?:rá|rão|m|ou|ram)?|põe|porá|aportad[ao]s?|gast(?:ou|aram|o)|alocar|gastar\w*|prometeu|prometeram|
        apost(?:a|ar|ou)""",
        anywhere=True,
    ),
    row(
        Cue.SPEND,
        1.4,
        r"""(?<![Ee]s )gibt|gaben?|baut|bauen|errichte[nt]|rüste[nt]?|umrüste[nt]|[Mm]it (?:dieser Summe|diesem Geld|
        diesem Betrag)|
        avec cette somme|con (?:esta|esa) suma|com (?:esse|este) (?:valor|montante)|construira|construit|bâtira|
        construirá|construye|
        construirão|erguer|
        angekündigt|annoncé\w*|anunci(?:ó|ou|ado|ada)|reserviert|verfügt über|erhofft|dispose de|y va de|entre avec|
        prévoit|prévu|s'élève\w* à|beläuft sich|belaufen sich|umfasst|umfassen|représent(?:e|ent|era)|chiffré\w* à|
        asciende\w* a|ascendió a|supone\w*|representa\w*|alcanza|totaliza\w*|soma|ascende a|atinge|orçad[ao]|
        dispone de|prevé|reservó|se suma con|responde(?:m)? por|entf[aä]ll(?:en|t) auf|corresponde(?:n|m)? a|
        contrib\w+ con|contrib\w+ com|contribue à hauteur|steuert|beisteuer\w+|ajout(?:e|era|ent)|añad(?:e|irá)|
        acrescent\w+|adicion\w+|
        aprueb\w+|aprob(?:ó|ado|ada)|aprov(?:a|ou|ado)|approuv\w+|genehmig\w+|
        bewillig\w+|ofrec\w+|ofrecido|dispõe de|entra com|ficam? com|prevê|oferec\w+""",
        anywhere=True,
    ),
    row(
        Cue.PROJECT,
        1.0,
        r"""Vorhaben|Ausbau|Bau|Standort|Fabrik|chantier|construction|supercalculateur|site|implantation|
        construcción|parque|fábrica|instalación|iniciativa|construção|obra|unidade|complexo|
        Programm|Paket|Strategie|plan|stratégie|programme|paquete|estrategia|programa|plano|pacote|estratégia|
        (?:première|deuxième|seconde) (?:phase|tranche)|primera (?:fase|etapa)|primeira (?:fase|etapa)|
        erste (?:Phase|Ausbaustufe)|(?:fase|etapa|phase) (?:inicial|inaugural|initiale)""",
        after=r"ein(?:en|e)? (?:[\wß-]+ )?(?:\w*[Rr]echenzentr\w+|Campus|\w*[Ff]abrik|Werk)|"
        r"un (?:[\w-]+ )?(?:centre de données|campus|"
        r"supercalculateur|centro de datos|complejo)|um (?:[\w-]+ )?(?:centro de dados|data center|campus|polo)",
    ),
    row(
        Cue.CONTRACT,
        2.5,
        r"""\w*(?:verträge?n?|vertrag)|Abkommen|Vereinbarung|bestellt|Bestellung\w*|
        \w+auftr[aä]g(?:e|en|s)?|unterzeichn\w+|mietet?|pachtet|geordert|
        accords? (?:de|avec|pour|d')|bail|baux|location|loue(?:r|ra|nt)?|signé?|command[eé]\w*|encarg(?:a|ó|ado|ará)|
        acuerdo (?:de|con|por)|alquil\w+|arrend\w+|encargo|firm(?:ó|aron|ado|an|arán?)|suscri\w+|pedidos?|suministro|
        compraventa|PPA|reservé? (?:de|des)|réservé|Abnahme(?:vertrag)?|bucht(?:e|en)?|gebucht|
        acordo (?:de|com)|aluguel|encomend\w+|assin(?:a|ou|ado)|contrat(?:ou|ar|ado)|fornecimento|suprimento""",
        after=r"an Rechen\w+|Rechenleistung|"
        r"(?:de |d'|em |en )(?:capacité|capacidad|capacidade|puissance|potencia|poder) (?:de )?c[oaá]\w+",
        anywhere=True,
    ),
    row(
        Cue.CONTRACT,
        3.3,
        r"""(?:compr|adquir|achet|kauf|reserv|réserv|buch|sichert?)\w* (?:[\w.,$-]+ ){0,6}?(?:energ[íi]a|electricidad|
        eletricidade|Strom|chips|puces|
        (?:KI-)?Rechen(?:leistung|kapazität)\w*|calcul|cómputo|computação|processamento|
        capacidade?|
        électricité|servidores|serveurs|Server|potencia|nuvem|nube)""",
        after=r"(?:de |d'|em |en )(?:capacité|capacidade?|puissance|potencia|poder) (?:de )?c[oaálóô]\w+|"
        r"an Rechenleistung",
    ),
    row(
        Cue.RAISE,
        3.1,
        r"""Kapitalrunde|Finanzspritze|Geldspritze|einsammeln|einzusammeln|frisches Kapital|eingeworben|Risikokapital|
        Serie[ -][A-K]\b(?:-Runde)?|Seed-Runde|Series?[ -][A-K]|Kapitalerhöhung|
        lev(?:er|ée)|récolt\w+|augmentation de capital|tour de financement|tours? d'amorçage|série [A-K]|
        captar|captó|captad[ao]|recaud\w+|ampliación de capital|financiación de|serie [A-K]|ronda semilla|
        captação|captou|levantou|levantad[ao]|aporte|série [A-K]|encaix\w+|rodada-semente|capital de risco|
        capital riesgo|capital-risque|fonds levés|(?:précédent|dernier|premier) tour|
        tour précédent|(?:vorige|letzte)n? Runde|(?:ronda|rodada) anterior|Wagniskapital|Series?-[A-K]-Runde|
        (?:uma|numa|nova|na última|primeira|segunda) ronda""",
        after=r"frische[ns]? (?:Kapital|Geld)\w*|\w*(?:Wagnis|Risiko|Eigen)kapital|Wachstumskapital|"
        r"neue[ns]? (?:Kapital|Geld)|"
        r"gegeben|de capital[- ]ris[cq](?:o|ue)|de capital riesgo|d'argent frais|de fonds|de dinero fresco|"
        r"de dinheiro novo|"
        r"(?:en|em|num|numa|na|dans|bei|in)\w* (?:\w+ ){0,3}(?:rodada|ronda|levée|Runde|tour de table)|"
        r"Finanzierung|levés?|recaudados|captados|Kapital (?:ein|auf)\w*|zugeschossen|eingesammelt|eingeworben|"
        r"einsammeln",
    ),
    row(
        Cue.RAISE,
        2.8,
        r"einsammeln|einzusammeln|eingesammelt|einwerben|einzuwerben|eingeworben",
        anywhere=True,
    ),
    row(
        Cue.RAISE,
        1.7,
        r"""sicher(?:t|te|n) sich|gesichert|erhielt|erhält|erhalten|bekommt|reçoit|recev(?:ra|oir|rait)|empoche\w*|
        recib(?:e|irá|iría|ir)|obtendr\w+|recebe|bekommen|besorgt|aufgenommen|réuni|(?:a|ont|avait|
        avaient) (?:déjà )?(?:reçu|
        obtenu|réuni|récolté)|
        recibi(?:ó|do)|obtuvo|recebeu|obteve|había recibido|
        (?:havia|tinha|já) (?:recebido|obtido|captado)|(?:ha|había) obtenido""",
        anywhere=True,
    ),
    row(
        Cue.INVEST,
        2.7,
        r"""Anteile?|beteilig(?:t|en|te|ten) sich(?: mit)?|steigt bei|Einstieg|eingestiegen|Minderheitsbeteiligung|
        Aktienpaket|
        prise de participation|(?:entre(?:r|nt|ra)?|entrée?|monte[rz]?) au capital|
        participation (?:de|dans)|participación (?:de|en|del)|(?:entra(?:da|rá|r)?|entrado) en el capital|
        a cambio de acciones|fatia|participação (?:de|em|na)|entra(?:r|da)? no capital""",
        after=r"am Kapital|eingestiegen|beteiligt",
        anywhere=True,
    ),
    row(
        Cue.ACQUIRE,
        2.9,
        r"""übernimmt|übernommen|Kaufpreis|Zukauf|(?<=schwere )Kauf|Kauf (?:von|des|der)|erwirbt|erworben|
        \w*[Gg]ebot (?:für|über)|Milliardengebot|
        acquiert|acquis|rachet\w+|racheter|OPA|s'empare|mettre la main|
        adquiere|adquirió|OPA|compra(?:r|rá|do)?|se hace con|adquire|adquiriu|adquirid[ao]""",
        after=r"übernommen|übernehmen|Übernahme|(?:en (?:numéraire|efectivo|cash) |in bar |em dinheiro )?"
        r"(?:pour|für|por) (?:les |die |el |los |o |os )?\d+ ?(?:%|Prozent) (?:du|d[eao]l?|der|des) (?:capital|"
        r"Anteile|ações|"
        r"acciones|parts)",
        anywhere=True,
    ),
    row(
        Cue.ACQUIRE,
        2.4,
        r"""hin(?:gelegt|blättert\w*)|(?:be)?zahl(?:t|te|en)|paga(?:rá|ron|r)?|pagó|pagou|paiera|paye[r]?""",
        anywhere=True,
    ),
    row(
        Cue.ACQUIRE,
        1.6,
        r"""(?:[Dd]er|[Ll]e|[Ee]l|[Oo]) (?:Preis|prix|precio|preço)|montant de l'opération|importe de la operación|
        valor da operação|Kaufsumme|Transaktionswert""",
    ),
    row(
        Cue.CONTRACT,
        1.9,
        r"""fourni(?:r|t|ra|ront)|livrer\w*|liefer(?:t|n|te)|beliefer\w+|suministr\w+|fornec\w+""",
        anywhere=True,
    ),
    row(Cue.CONTRACT, 2.2, r"(?:be)?zahl(?:t|te|en)|paga(?:rá|ron|r)?|pagó|pagou|paiera|paye[r]?", anywhere=True),
    row(
        Cue.FUND,
        2.3,
        r"""Bundeshaushalt|Haushalt|förder\w*|Zuschuss|Zuschüsse|Bundesmittel|Steuergeld\w*|dotiert|Sondervermögen|
        EU-Töpfe\w*|
        aides? (?:publiques?|d'État)|France 2030|crédits publics|financement public|dotation|doté\w*|
        fondos públicos|ayudas?|PERTE|presupuestos?|plan nacional de IA|erario|asigna\w*|
        edital|subsídios?|verba|incentivos?|renúncia|isenç\w+|exenci\w+ fiscal\w*|crédits? d'impôts?|orçamento|
        plano nacional|recursos públicos|PRR""",
        after=r"dotiert|\w*[Ff]ördermittel\w*|Fördergeld\w*|(?:em|en|de|d'|an|in) (?:incentivos|subsídios|subvenc\w+|"
        r"ayudas?(?: públicas)?|aides?(?: publiques)?|subventions|fundos públicos|fondos públicos|Zuschüssen|"
        r"Beihilfen)",
    ),
    row(
        Cue.VALUE,
        3.4,
        r"""Unternehmenswert|Marktkapitalisierung|Firmenwert|valorisé\w*|vaut|valuad[ao]|valuación|valoración|
        valorad[ao]|capitalisation|capitali[sz]aci[oó]n|capitalização|Börsenwert|Marktwert|Bewertung von|
        (?:pes(?:er|ait)|pèse(?:nt|ra)?)(?: \w+){0,2}(?=\s$)|(?:seuil|Schwelle|umbral|marca|barre) (?:des|von|de los|
        dos|de)|
        (?:vale|valer|valen|valent)(?: casi| en Bolsa| \w+)?(?=\s$)|avaliad[ao]|valuation|valor de mercado|
        valor bursátil""",
        after=r"bewertet|an Börsenwert|de capitalisation|de capitalização|wert\b|post-money|en Bourse|"
        r"de capitalización|de valor bursátil",
        unless=_OF_A_DEAL,
    ),
    row(
        Cue.REVENUE,
        3.2,
        r"""Einnahmen|Auftrags(?:bestand|eingang)|Jahresumsatz|umsetz(?:t|te|en|ten)|umgesetzt|erlöste[n]?|
        carnet de commandes|cartera de pedidos|carteira de (?:pedidos|contratos)|
        facturó|facturou|faturou|fatura\w*|ingresos|receita líquida|receita""",
        after=r"de commandes (?:fermes|déjà|en)|an (?:festen )?Aufträgen|de pedidos firmes|de encomendas firmes|"
        r"Umsatz|Einnahmen|umsetz\w+|umgesetzt|de ventes|de ingresos|de receita|de recettes|en ventas",
    ),
    row(Cue.REVENUE, 1.2, r"setz(?:t|te|ten)"),
    row(
        Cue.PROFIT,
        3.2,
        r"""Überschuss|Nettogewinn|Ergebnis|Abschreibung\w*|verdient\w*|Synergien|Einsparungen|Barzufluss|Buchgewinn|
        résultat (?:net|opérationnel)|marge|perte nette|synergies|quote-part des pertes|
        beneficio neto|utilidad|ganó|ganado|flujo de caja|con caja|sinergias|
        lucro líquido|EBITDA|fluxo de caixa|trésorerie""",
        after=r"d'économies|de bénéfices?|de beneficios?|de lucro|de prejuízo|Verlust|Gewinn",
    ),
    row(
        Cue.DEBT,
        3.3,
        r"""Darlehen|Kreditlinie|Fremdkapital|Verschuldung|ligne de crédit|endettement|obligataire|crédit-relais|
        prêter\w*|un crédito|créditos? de|línea de crédito|emisión|préstamo|debêntures?|endividamento|
        linha de crédito|um crédito|financiamento bancário|financiamento de""",
        after=r"Schulden|Kredit\w*|Darlehen|de dettes?|de (?:prêts?|crédits?)|de deuda|en (?:préstamos|créditos)|"
        r"de dívida|(?:de|em) empréstimos?|em créditos?",
    ),
    row(
        Cue.FORECAST,
        3.4,
        r"""Prognosen?|Schätzung\w*|schätz\w+|Marktforsch\w+|weltweit(?=e)\w*|Volkswirtschaft|Wertschöpfung|
        auf dem Zettel|
        prévisions?|cabinet d'études|marché mondial|consensus|attendus? par (?:les analystes|le marché|le consensus|
        Wall Street)|marché pèsera|
        dans le monde|previsi\w+|estimaciones|mercado (?:mundial|global)|a nivel mundial|gasto mundial|el mundo|
        consenso|mercado (?:moverá|esperaba)|
        (?:estima|calcula|proyecta|augura|espera|prevê|projeta|calculam) que (?:la |el |las |los |o |a |as |
        os )?(?:\w+ )?(?:industria|indústria|sector|setor|mercado|empresas)|
        estime(?:nt)? que (?:le |la |l')(?:\w+ )?(?:secteur|marché|industrie|filière)|schätz\w+, dass (?:die|
        der) \w*[Bb]ranche|
        (?:Branchen|Industrie)verband|asociación (?:gremial|de la industria)|entidade do setor|inversión de riesgo|
        estimativas?|previs(?:ão|ões)|no mundo|mercado (?:esperava|deve|movimenta)|estimad[ao]s por|PIB""",
        after=r"attendus? par (?:les|le)|esperad[ao]s?|que esperaba|estimad[ao]s por|Wertschöpfung|al PIB|gerechnet",
    ),
    row(
        Cue.FORECAST,
        4.4,
        r"""zusammen(?:genommen|gerechnet)|addiert|additionnés|cumulés|à eux (?:deux|trois|quatre|cinq)|en conjunto|
        sumad[ao]s|juntas|somad[ao]s|em conjunto|las grandes tecnológicas|as big techs|les géants""",
    ),
    row(
        Cue.INVEST,
        3.4,
        r"Aktien (?:im Wert|für)|acciones (?:por|de)|actions pour|ações por|"
        r"zeichne(?:t|te|n)(?: (?:\w+ ){0,2}(?:Kapitalerhöhung|Aktien))?|kauf(?:t|te|en) sich|"
        r"souscri(?:t|ra|vent)(?: (?:\w+ ){0,2}augmentation de capital)?|suscrib(?:e|irá|ió)|subscrev(?:e|eu|erá)",
    ),
    row(
        Cue.OTHER,
        3.3,
        r"""\w*steuern|Gesamt(?:kosten|ausgaben)|verkauf(?:t|te|en)|inflig\w+|condamn\w+|impôts?|charges totales|
        demanda colectiva|la demanda (?:por|sobre|contra)|los demandantes|pleito|litigio|indemni[zs]\w+|Schadenersatz|
        Klage|procès|litige|
        dommages|indenização|ação judicial|acordo judicial|
        introduction en Bourse|impuestos?|gastos totales|exportaciones|salida a Bolsa|inversión extranjera|
        presupuesto total|impostos?|tributos|despesas totais|abrir capital|abertura de capital|orçamento estadual""",
        after=r"\w*steuern?|d'amende|de multa|d'impôts?|de impuestos|de impostos|en dividendos|em dividendos",
        anywhere=True,
    ),
)
