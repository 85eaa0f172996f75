"""The verdict on an entry: is its main news a commitment of money to AI, and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.figures import Figure
from bot.core.kinds import Kind
from bot.core.page import Page

AI = re.compile(
    r"\bA\.?I\b\.?|\bartificial[ -]intelligence\b|\bgenerative\b|\bmachine learning\b|\bdata[ -]?cent(?:er|re)s?\b|\bGPUs?\b|\bsupercomput\w+|\bcomput(?:e|ing) (?:power|capacity|infrastructure)\b|\bcompute\b|\bLLMs?\b|\blarge language models?\b|"
    r"\bchatbots?\b|\bcloud\b|\bhyperscal\w+|\bsemiconductors?\b|\bchips?\b|\bChatGPT\b|\bfoundation models?\b|\bneocloud\b|\bgigafactor(?:y|ies)\b|\brobotics?\b|\bhumanoid|\bautonomous driving\b|\bKI\b|\bkünstliche\w* Intelligenz\b|\bRechenzentr\w+|\bHalbleiter\w*|"
    r"\bl'?IA\b|\bIA\b|\bintelligence artificielle\b|\bcentres? de données\b|\bdata centers\b|\binteligencia artificial\b|\bcentros? de datos\b|\binteligência artificial\b|\bcentros? de dados\b|"
    r"人工智能|智能|大模型|算力|数据中心|云计算|芯片|人工知能|生成AI|AI|データセンター|半導体|クラウド|인공지능|데이터센터|데이터 센터|반도체|클라우드",
    re.I,
)
STRONG_AI = re.compile(
    r"\bA\.?I\b\.?|\bartificial[ -]intelligence\b|\bdata[ -]?cent(?:er|re)s?\b|\bGPUs?\b|\bsupercomput|\bcompute\b|\blanguage models?\b|\bcloud\b|\bNvidia\b|\bOpenAI\b|\bKI\b|\bRechenzentr|\bIA\b|\bcentros? de da[td]os\b|\bcentres? de données\b|"
    r"人工智能|大模型|算力|数据中心|云|人工知能|AI|データセンター|クラウド|인공지능|데이터센터|데이터 센터|클라우드",
    re.I,
)
_OLD_NEWS = re.compile(
    r"\b(?:breaks? ground|broke ground|groundbreaking|completes?|completed|finali[sz]es?|opens?|opened|inaugurat\w+|one year (?:on|later|after)|a year after|explained|explainer|what (?:is|to know)|why|how|opinion|analysis|column|editorial|"
    r"roundup|round-up|timeline|tracker|takeaways|recap|here's|everything|lessons|history of|who is|inside)\b",
    re.I,
)
_RESULTS = re.compile(
    r"\b(?:shares?|stocks?|profit|earnings|revenue|sales|beats?|misses|market value|valuation|worth|trillion-dollar)\b",
    re.I,
)


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


def judge(page: Page, figures: Sequence[Figure]) -> Verdict:
    """Judge an entry by its headline figures.

    Args:
        page: The entry, laid out.
        figures: As `figures.extract` returns them.
    """
    if not figures:
        return Verdict(False, "no_money")
    ai = AI.search(page.folded)
    if ai is None:
        return Verdict(False, "not_ai")
    heads = [f for f in figures if f.headline and f.kind.is_spend]
    if not heads:
        return Verdict(False, "no_spend", tuple(f.quote for f in figures if f.headline))
    if all(f.org is None and f.counterparty is None for f in heads):
        return Verdict(False, "no_payer", (heads[0].quote,))
    title = page.folded[: page.title_end]
    old = _OLD_NEWS.search(title)
    in_title = any(s.start < page.title_end for s in page.sums)
    if old and not in_title and not _is_fresh(heads):
        return Verdict(False, "not_news", (old.group(),))
    return Verdict(True, "new_commitment", (heads[0].quote, ai.group(), *heads[0].evidence))


def _is_fresh(heads: Sequence[Figure]) -> bool:
    """Say whether a headline figure has a payer and a plan of its own, whatever the title's manner."""
    return any(f.org is not None and f.kind in {Kind.CAPEX, Kind.PLEDGE, Kind.STAKE} for f in heads)
