"""The verdict on an entry: is its main news a commitment of money to AI, and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core import ai
from bot.core.figures import Figure
from bot.core.kinds import Kind, Role
from bot.core.page import Page, Sentence
from bot.core.text import alternatives

_RESULTS = re.compile(
    alternatives(
        r"""
        \b(?:shares?|stocks?|profits?|earnings|revenues?|sales|results|quarter|beats?|misses|market value|valuation)\b
        \b(?:trillion-dollar|most valuable|Q[1-4]|Gewinn|Umsatz|bénéfice|beneficio|lucro)\b
        \b(?:Quartal\w*|Aktie\w*|résultats|trimestre|ventas|ganancias|vendas|receita|prejuízo)\b
        決算|净利|净利润|利益|財報|财报|营收|株価|股价|매출|영업이익|실적
        """
    ),
    re.I,
)
_SPENDING = re.compile(
    alternatives(
        r"""
        \b(?:spend\w*|capex|capital|invest\w*|pledg\w*|commit\w*|bet|build\w*|plans?|budget|rais\w+|acquir\w*|buys?)\b
        \b(?:outlays?|deal|contract|fund\w*|stake|data cent\w+|infrastructure|inver\w+)\b
        \b(?:ausgeben|ausgaben|Milliarden\w*|steckt|kauft|übernimmt|sammelt|Rechenzentr\w+|Auftrag|Vertrag|dépens\w+)\b
        \b(?:lève|rachat|rachète|s'offre|gasto|gastar\w*|compra|capta|ronda|rodada|contrat\w*|centr\w+ de d\w+)\b
        投资|投資|投入|投じ|斥资|斥資|투자|投|设备|設備|収|출자|融资|融資|調達|收购|收購|買収|合同|契約|订单|訂單|建设|建設|基金
        유치|인수|계약|수주|펀드|기금|건설
        """
    ),
    re.I,
)
_DONE = re.compile(
    alternatives(
        r"""
        \b(?:complet(?:es|ed|ion)|finali[sz]es?|(?:opens|opened)(?! (?:the |a )?(?:way|door|path))|inaugurat\w+)\b
        \b(?:breaks? ground|broke ground|ground (?:is )?broken|ground-?breaking|shovels)\b
        \b(?:first (?:sod|spade\w*|earth|steel|stone|concrete|brick)|ribbon|topping out)\b
        \bclos(?:es|ed) (?:[\w$.'-]+ ){0,4}(?:acquisition|deal|purchase|takeover|buyout|sale)\b
        \bconstruction (?:starts|begins)\b|\b(?:on|ahead of|behind) schedule\b
        \b(?:switch(?:es|ed) on|goes live|abgeschlossen|schließt .{0,30} ab|finalise|boucle l|completa|conclui)\b
        \b(?:last|final) (?:instal?ment|payment|tranche)\b|\b(?:is|now) complete\b|\bhas (?:completed|paid up)\b
        \b(?:weiht|eingeweiht|eröffnet|inaugure|inaugura|inauguró|inaugurou|concluye|completó|concluiu)\b
        完了|完成|완료|起工|着工|착공|竣工|投产|投產|启用|啟用|준공|개소식
        """
    ),
    re.I,
)
_ANSWERS = re.compile(
    r"\b(?:attacks|slams|criticis\w+|criticiz\w+|mocks|blasts|defends|rebuts|dismisses|"
    r"reacts? to|hits (?:back|out)|casts? doubt)\b",
    re.I,
)
"""Somebody has something to say on money of before."""
_DROPS = re.compile(
    r"\b(?:drops|cancels|scraps|axes|shelves|abandons|walks away|halts|pauses|pulls (?:out|back))\b", re.I
)
"""Somebody gives up what was planned; sums that the title does not tell are then of before."""
_ROUND = re.compile(
    r"\b(?:round|funding|raise|series [a-k]|ronda|rodada|tour de table|levée|Finanzierungsrunde|Serie [A-K])\b|"
    r"融资|融資|调達|調達|募资|라운드|투자 ?유치",
    re.I,
)
"""A round is news when it is closed: nobody told its size before."""
_MORE = re.compile(r"加码|加碼|承诺|承諾|추가 투자|\b(?:sagt weitere|promet encore|compromete otros)\b")
"""Beside what is done a title tells new money."""
_LESS = re.compile(
    alternatives(
        r"""
        \b(?:cuts?|lowers?|trims?|slash(?:es|ed)?|scal(?:es|ed|ing) back|reduc\w+)\b
        \b(?:less|(?<!stock )(?<!shares )(?:falls?|drops?)|declin\w+|shrinks?)\b
        \b(?:kürzt|kappt|senkt|streicht|réduit|rabote|recorta|reduce|reduz|corta)\b
        回落|(?<!不)低于|下调|下調|削减|削減|缩减|縮減|減額|減らす|감축|축소|줄인
        """
    ),
    re.I,
)
_YET = re.compile(r"\b(?:but|yet|while|even as)\b", re.I)
"""Joins to less spending another, which the title is news for."""
_BUDGET = re.compile(
    r"\b(?:capex|capital|spend(?:s|ing)?|budget|investments?|outlay|outlook|plans?)\b|资本|資本|投資|투자", re.I
)
_LIST = re.compile(
    alternatives(
        r"""
        \b(?:round-?up|timeline|tracker|scorecard|takeaways|recap|in one table|in charts?|at a glance|by the numbers)\b
        \b(?:who has promised|explain(?:ed|er)|what to know|opinion|analysis|column|editorial|lessons|history of)\b
        ^\s*(?:what|how much) .{3,90}\bspend(?:s|ing)?\b
        \byou may have missed\b|#\d+\b|\bissue \d+\b
        \b(?:(?:\d+|three|four|five|six|seven|ten) (?:\w+ ){0,3}(?:rounds|deals|things|charts|questions))\b
        \b(?:analyse|análisis|análise|éditorial|editorial|columna|coluna|décryptage|chronologie|cronología|Überblick)\b\s?:
        社説|解説|まとめ|一覧|振り返|社评|社評|盘点|盤點|回顾|回顧|评论员|사설|칼럼|총정리|돌아본|돌아보
        \b(?:(?:a )?closer look|in (?:numbers|figures)$|fact[- ]check\w*|we (?:checked|counted|visited))\b
        ^\s*(?:what|how) .{3,80}\bmeans?\b
        \b(?:one year (?:on|later|after)|a year after|the week in|bubble|kommentar|meinung|opinión|tribune)\b
        """
    ),
    re.I,
)


_OPINION = re.compile(
    r"\s*(?:opinion|comment(?:ary)?|analysis|editorial|column|kommentar|meinung|analyse|glosse|tribune|éditorial|"
    r"chronique|opinión|análisis|tribuna|columna|opinião|análise|coluna)\s?:\s",
    re.I,
)
"""How the text itself begins where it is somebody's view."""
_SORTS = re.compile(
    r"\bwhat (?:we know|is known)\b|\bce (?:que l'on|qu'on) sait\b|\bwas (?:wir|man) (?:\w+ )?(?:weiß|wissen)\b|"
    r"\b(?:l?o) que (?:sabemos|se sabe)\b",
    re.I,
)
"""A title that sorts out what was told before, unless it tells the sum itself."""
_ASKS_WHY = re.compile(
    r"\s*(?:why|warum|wieso|weshalb|pourquoi|por qu[eéê])\b|.{0,40}(?:なぜ|为什么|為什麼|为何|為何|왜\s)", re.I
)
"""How a title begins that explains what has happened."""
_KNOWN = re.compile(
    alternatives(
        r"""
        \b(?:[4-9]|1\d|2\d|four|five|six|seven|eight|nine|ten|twelve) days (?:ago|since)\b
        \b(?:a|one|two|three|four|five|six|[1-9]) (?:weeks?|months?) ago\b|\b(?:agreed|signed) last week\b
        \b(?:guidance|announce\w*|unveil\w*|disclos\w+|promis\w+|pledg\w+|plan)\b[^.;]{0,60}\b(?:last week|last month)\b
        \bvor (?:\w+ (?:Wochen|Monaten)|(?:vier|fünf|sechs|sieben|acht|neun|zehn|\d+) Tagen)\b
        \bil y a (?:(?:quatre|cinq|six|sept|huit|neuf|dix|\d+) jours|\w+ (?:semaines?|mois))\b
        \bhace (?:(?:cuatro|cinco|seis|siete|ocho|nueve|diez|\d+) días|\w+ (?:semanas?|mes(?:es)?))\b
        \bhá (?:(?:quatro|cinco|seis|sete|oito|nove|dez|\d+) dias|\w+ (?:semanas?|m[eê]s(?:es)?))\b
        """
    )
    + r"|\b(?:that|which) (?:the \w+|it|\w+) (?:unveiled|announced|promised|pledged|disclosed) "
    r"in (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
    re.I,
)
"""Says of a sum that it has been told days or weeks before."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an entry is judged to be, before any channel's watch list is asked.

    Attributes:
        relevant: True where the main news is a new commitment of money to AI.
        rule: Short name of the rule that decided, `new_commitment`.
        evidence: The words of the entry it rests on.
    """

    relevant: bool
    rule: str
    evidence: tuple[str, ...] = ()


NO_MONEY = Verdict(False, "no_money")
"""The verdict on an entry without a sum."""


def judge(page: Page, figures: Sequence[Figure]) -> Verdict:
    """Judge an entry by its headline figures.

    Args:
        page: The entry, laid out.
        figures: As `extraction.extract` returns them.
    """
    if not figures:
        return NO_MONEY
    heads = [f for f in figures if f.headline]
    spends = [f for f in heads if f.kind.is_spend]
    asked = heads or figures
    told = [s for s in page.sentences if any(_stands_in(page, s, f) for f in asked)]
    parties = [n for f in asked for n in (f.org, f.counterparty, *f.org_alt)]
    capital = any(f.kind is Kind.CAPEX for f in asked)
    words = ai.about(page, told, [*parties, page.topic.name if page.topic else None], capital=capital)
    if words is None:
        return Verdict(False, "not_ai")
    if not spends:
        return Verdict(False, "no_spend", tuple(f.quote for f in heads))
    if all(f.org is None and f.counterparty is None for f in spends):
        return Verdict(False, "no_payer", (spends[0].quote,))
    stale = _not_news(page, spends)
    if stale is not None:
        return Verdict(False, "not_news", (stale,))
    return Verdict(True, "new_commitment", (spends[0].quote, words, *spends[0].evidence))


def _stands_in(page: Page, sentence: Sentence, figure: Figure) -> bool:
    """Say whether a sentence holds a figure's quote."""
    return figure.quote in page.original[sentence.start : sentence.end]


def _not_news(page: Page, spends: Sequence[Figure]) -> str | None:
    """Return the words that make an entry old news, a reaction, results or a list; None where none do."""
    title = page.folded[: page.title_end]
    titled = any(s.start < page.title_end for s in page.sums)
    view = _OPINION.match(page.folded, page.title_end) or (_ASKS_WHY.match(title) if titled else _SORTS.search(title))
    known = view or _told_before(page, spends[0])
    if known is not None:
        return known.group().strip()
    yet = _YET.search(title) is not None
    a_round = spends[0].role is Role.LEAD or _ROUND.search(title) is not None
    for words, is_void in (
        (_DONE, a_round or _MORE.search(title) is not None),
        (_ANSWERS, yet),
        (_LESS, yet or _BUDGET.search(title) is None),
        (_LIST, False),
        (_DROPS, yet or titled),
    ):
        told = words.search(title)
        if told is not None and not is_void:
            return told.group()
    if titled or _SPENDING.search(title):
        return None
    results = _RESULTS.search(title)
    first = next((s for s in page.sums if s.start >= page.title_end), None)
    leads = first is not None and any(f.quote == page.original[first.start : first.end] for f in spends)
    return results.group() if results is not None and not leads else None


def _told_before(page: Page, spend: Figure) -> re.Match[str] | None:
    """Return the words that say that the news of an entry is days or weeks old, where its sum stands in the text."""
    sums = (s for s in page.sums if s.start >= page.title_end and s.money.amount in {spend.amount, spend.high})
    first = next((page.sentence_at(s.start) for s in sums), None)
    return _KNOWN.search(page.folded, first.start, first.end) if first is not None else None
