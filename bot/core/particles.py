"""Who pays a sum and what is bought with it, by the particles of Japanese and Korean and the verbs of Chinese.

In "퓨리오사AI는 메타가 제시한 8억달러" the topic of the sentence only receives: whoever 가 marks right before the sum
pays. In "インテルの25年の総投資額は180億ドル" the owner of what は marks does.
"""

import re

from bot.core import abroad
from bot.core.clauses import Clause
from bot.core.money import Sum
from bot.core.orgs import Mention
from bot.core.page import Page, Sentence

_ACTS = re.compile(r"(?:グループ)?(?:[(（][^)）]{1,12}[)）])?(?:が|이(?=\s)|가(?=\s))")
"""Behind the name of who does what is told right before a sum."""
_TOPIC = re.compile(r"(?:[(（][^)）]{1,12}[)）])?(?:は|은|는)")
_OWNS = re.compile(
    r"(?:の|의|的)?[^、。,;；]{0,24}(?:投資|支出|予算|投资|开支|開支|预算|資本支出|투자|지출|예산)[^、。,;；]{0,8}?"
    r"(?:は|が|은|는|이|가|为|為|达|達|约|約)[^、。,;；]{0,10}"
)
"""Between a name and the sum of its own spending."""
_OWNER = re.compile(r"の|의|的|(?:今年|去年|明年|前)")
_BOUGHT = re.compile(
    r"(?:社|グループ)?(?:[^、。,をもは을를]{1,16}?)?(?:を|も|을|를)(?!.{0,6}(?:受け|받))[^、。]{0,40}?"
    r"(?:買収|買い取|取得|手に入れ|傘下|子会社|인수|사들|매입|품에)"
)
"""Behind the name of what is taken over."""
_BUYS = re.compile(r"(?:收购|收購|并购|併購|拿下|买下|買下|入股|吃下|全资收购)(?:了)?[^,。、;；]{0,12}$")
"""Before it in Chinese."""
_NEAR = 40


def payer(page: Page, sum_: Sum, clause: Clause) -> Mention | None:
    """Return who pays a sum by a particle that stands nearer to it than the subject of its clause; None likewise.

    Args:
        page: The entry.
        sum_: The sum.
        clause: Where it stands.
    """
    inside = [
        m
        for s in page.sentences
        if s.start <= sum_.start < s.end
        for m in s.mentions
        if clause.start <= m.start and m.end <= sum_.start
    ]
    topics = [m for m in inside if _TOPIC.match(page.folded, m.end)]
    acting = [m for m in inside if _ACTS.match(page.folded, m.end) and sum_.start - m.end < _NEAR]
    if acting and topics and topics[-1].start < acting[-1].start:
        return acting[-1]
    if clause.stated:
        return None
    owning = [m for m in inside if _OWNER.match(page.folded, m.end)]
    return next((m for m in reversed(owning) if _OWNS.fullmatch(page.folded, m.end, sum_.start)), None)


_FROM = re.compile(
    r"(?:グループ|社)?(?:など|等|ら)?(?:の?\d+社)?(?:から|より)|(?:그룹)?\s?(?:등)?(?:으로부터|로부터)|\s?등에서"
)
_GIVES = re.compile(r"(?:을|를|を)?\s?(?:댈|대기로|대고|넣|내놓|투자하|투자했|투자한|출자|맡|출연|負担|出す|拠出|出資)")


def giver(page: Page, sum_: Sum, clause: Clause) -> Mention | None:
    """Return who puts money into a round by the words behind the sum: "산업은행이 300억원을 댈"; None likewise.

    Args:
        page: The entry.
        sum_: The sum.
        clause: Where it stands.
    """
    said = page.sentence_at(sum_.start).mentions
    from_ = [m for m in said if clause.start <= m.start and m.end <= sum_.start and _FROM.match(page.folded, m.end)]
    if from_:
        return from_[0]
    acting = [m for m in said if clause.start <= m.start and m.end <= sum_.start and _ACTS.match(page.folded, m.end)]
    return acting[-1] if acting and _GIVES.match(page.folded, sum_.until) else None


def share(page: Page, sum_: Sum, sentence: Sentence, buyer: Mention | None) -> Mention | None:
    """Return the company of which a part is bought by a sum that only says how much is laid out; None likewise."""
    if not page.is_abroad or re.search(abroad.PART_OF, page.folded[sentence.start : sentence.end]) is None:
        return None
    return bought(page, sum_, sentence, buyer)


def bought(page: Page, sum_: Sum, sentence: Sentence, buyer: Mention | None) -> Mention | None:
    """Return what is taken over for a sum: the nearest name that a particle or verb makes the object; None likewise.

    Args:
        page: The entry.
        sum_: The sum.
        sentence: Where it stands.
        buyer: Who buys.
    """
    others = [m for m in sentence.mentions if buyer is None or m.name != buyer.name]
    objects = [
        m
        for m in others
        if _BOUGHT.match(page.folded, m.end) or _BUYS.search(page.folded, max(sentence.start, m.start - 20), m.start)
    ]
    return min(objects, key=lambda m: (m.start > sum_.start, abs(m.start - sum_.start)), default=None)
