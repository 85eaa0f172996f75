"""The words of other languages that tell on which side of a sum a name stands: who led, who paid, who received.

Patterns only, for `core.rounds`, `core.takeovers`, `core.stakes`, `core.parties`, `core.contracts` and `core.drafts`:
most are joined to an English one there.
"""

import re

from bot.core.text import alternatives

LED_BY = alternatives(
    r"""
    \b(?:co-?)?(?:dirigé|mené|emmené|piloté|conduit)e?s?\s(?:conjointement\s)?par\s(?:[\w'-]+\s){0,3}$
    \bsous la (?:houlette|conduite|direction) d[eu]\s(?:[\w'-]+\s){0,2}$
    \bangeführt\s(?:(?:wird|wurde|werden|wurden)\s(?:\w+\s){0,3})?vo[nm]\s(?:[\w-]+\s){0,3}$
    \bunter (?:der )?(?:Führung|Federführung|Leitung)\s(?:von|des|der)\s(?:[\w-]+\s){0,3}$
    \bLead-?[Ii]nvestor(?:en)?\s(?:ist|sind|war|waren)\s(?:[\w-]+\s){0,3}$
    \b(?:co)?(?:liderad|encabezad|comandad|capitanead|puxad)[ao]s?\s(?:por|pel[oa]s?)\s(?:[\w'-]+\s){0,3}$
    \bl[ao]\s(?:encabez|lider|comand|dirig)\w+\s(?:[a-zà-ÿ]+\s){0,3}$
    \b(?:principal|mayor|maior|größter|premier)\s(?:inversor|investidor|Investor|investisseur)\s(?:es|é|ist|est)\s(?:\w+\s)?$
    \b(?:Geld|Kapital)\s(?:kommt|stammt)\s(?:\w+\s){0,2}(?:von|vom)\s$
    \b(?:argent|dinero|dinheiro|cheque principal)\s(?:vient|provient|procede|viene|vem|é)\s(?:\w+ ){0,2}d(?:e|el|o|a)\s$
    领投方(?:为|是)?$|領投方(?:為|是)?$|リード(?:投資家|インベスター)は$|(?:리드|주도) 투자자는\s?$
    """
)
"""Right before the name of who led a round."""

LEADS = alternatives(
    r"""
    ^(?:グループ)?(?:が|の)?(?:主導|リード)|^(?:等)?(?:联合|聯合)?(?:领投|領投|主导|主導|牵头)
    ^(?:.{0,4}주도|(?:이|가)\s(?:이번\s)?(?:라운드를\s|투자를\s)?(?:이끌|주도))
    ^\s(?:führt|führte|lidera|lideró|liderou|liderará|mène|a mené|encabeza|encabezó|comanda|comandou)\b
    ^,?\s(?:que|qui|der|die|das)\s(?:(?:j[áa]|ya|havia|tinha|había|ha|avait|a|déjà)\s){0,2}(?:lider|mené|dirigé|encabez|comand|angeführt)\w*\b
    ^\s(?:à frente|al frente|en tête|an der Spitze)\b
    """
)
"""Right behind the name of who led a round."""

PASSIVE = alternatives(
    r"""
    promis\w*|annoncé\w*|évoqué\w*|investis?|versé\w*|apporté\w*|financé\w*|engagé\w*|débloqué\w*|déboursé\w*
    prometid\w+|anunciad\w+|invertid\w+|comprometid\w+|aportad\w+|financiad\w+|desembolsad\w+|investid\w+|aplicad\w+
    zugesagt\w*|angekündigt\w*|finanziert\w*|investiert\w*|versprochen\w*|bezahlt\w*|bereitgestellt\w*
    """
)
"""What is done to a sum by the name behind "par", "por" or "von"."""

EAST_INTO = r"(?:など)?(?:社)?(?:に対し|に対して|に|へ|への)|(?:에게|에 대한|에)\s?"
"""Right behind the name of the company that money goes into in Japanese and Korean."""

EAST_TO = ("向", "对", "對", "给", "給")
"""Right before it in Chinese."""

FROM = r"\b(?:von|vom|auprès (?:de|du|des)|junto (?:d[aeo]s?|a|aos?)|por parte d[aeo]|de la mano de)"
"""Right before the name of who gave money for a round."""

DEAL = (
    r"\b(?:\w+verträge?|\w+vertrag|\w+auftrag|accord|commandes?|bail|pedidos?|encomendas?|suministro|fornecimento|"
    r"suprimento|compraventa)\b|订单|訂單|合同|采购|採購|購入|발주|구매"
)
"""What a contract is called."""

SELLS = (
    r"\b(?:liefert|beliefert|liefern|fournit|fournira|vend|décroche|suministra\w*|vende\w*|fornece\w*|gana|consigue|"
    r"conquista|engrang\w+|reçoit|bekommt|an Land)\b|供給(?!元|網)|供应(?!商|链)|供應(?!商|鏈)|따냈|따내|공급(?!망|"
    r"업체|사\b)|판다|팔았|판매"
)
"""What the seller of a contract does."""

BOUGHT = (
    r"\b(?:acqui\w+|kauft|kaufen|erwirbt|erwerben|übern[aio]\w+|rachat|rachet\w+|rachèt\w+|s'offr\w+|compr\w+|adqui\w+|"
    r"vend(?:a|e|er|ida|ido)|Verkauf|verkauft|Gebot|OPA)\b|买下|買下|并购|併購|取得|買い取|子会社|TOB|傘下|売却|매입|"
    r"사들|매각"
)
"""What a takeover is called."""

TAKES_OVER = re.compile(
    r"買収|子会社化|完全子会社|收购|收購|并购|併購|인수|übern[aio]|erw[io]rb|rach[eèa]t|s'offr|adqui|acqui|compr(?:a|"
    r"ó|ou|ará|am)\b|gekauft|kauft",
    re.I,
)
"""Verbs that tell a takeover even where the text does not give away whose."""

WARES = re.compile(
    r"\b(?:Strom|Chips?|Server|Rechenleistung|puces|électricité|capacité|serveurs|energía|electricidad|capacidade?|"
    r"potencia|"
    r"energia|eletricidade|nuvem|nube|servidores|GPUs?)\b|芯片|晶片|服务器|伺服器|算力|電力|電気|半導体を|서버|전력|"
    r"칩을",
    re.I,
)
"""What is bought by a contract, in the words of other languages."""

IN_WHICH = re.compile(
    r",?\s(?:en (?:la|el) que|en (?:la|el) cual|dans (?:la|le)quel(?:le)?|na qual|no qual|em que|in (?:das|die|den|"
    r"der|dem)|"
    r"où|onde|donde)\s[^,.;]{2,50}$"
)
"""Between a company and the sum that was put into it."""

PUTS_IN = (
    r"\b(?:apport\w+|inject\w+|inyect\w+|injet\w+|invert\w+|aport\w+|colocou|hineingesteckt|gesteckt|desembols\w+|"
    r"compromet\w+)\b|投资|投資|注资|出資|약속|투자"
)
"""What an investor does in a company that a text is about."""

BUILDS = (
    r"\b(?:Rechenzentr\w+|centres? de données|centros? de da[dt]os|usine|fábrica|Werk|site|sitio|planta|puces|nube|"
    r"nuvem)\b|"
    r"数据中心|データセンター|데이터센터|芯片|工場|工厂|공장|算力|云|클라우드|半導体|반도체|인프라|基础设施"
)
"""What money is for that goes into no company."""
