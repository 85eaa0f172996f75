from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind
from bot.core.reading import Reading
from tests.core.desk import DAY, figures, reading

ARTICLE = Path(__file__).parent.parent / "data" / "articles" / "three_years.txt"


@pytest.fixture(scope="module")
def article() -> Reading:
    """A text with navigation, its title twice, a stray quotation, rivals, a market value and an author's note."""
    title, _, text = ARTICLE.read_text(encoding="utf-8").partition("\n")
    return reading(text, title)


def told(article: Reading, org: str, kind: Kind) -> Figure:
    (figure,) = (f for f in article.figures if (f.org, f.kind) == (org, kind))
    return figure


def test_the_article_s_news_is_one_pledge(article: Reading) -> None:
    pledge = told(article, "Alibaba", Kind.PLEDGE)

    assert (pledge.amount, pledge.currency, pledge.period) == (Decimal(53_000_000_000), "USD", "3y")
    assert pledge.certainty is Certainty.ANNOUNCED
    assert [f for f in article.figures if f.headline] == [pledge]
    assert article.figures[0] == pledge


def test_rivals_keep_their_sums_and_years(article: Reading) -> None:
    microsoft, meta = told(article, "Microsoft", Kind.CAPEX), told(article, "Meta", Kind.CAPEX)

    assert (microsoft.amount, microsoft.currency) == (Decimal(80_000_000_000), "USD")
    assert (meta.amount, meta.currency, meta.period) == (Decimal(65_000_000_000), "USD", "2025")


def test_a_market_value_is_no_spending(article: Reading) -> None:
    value = told(article, "Alibaba", Kind.MARKET_VALUE)

    assert (value.amount, value.currency) == (Decimal(100_000_000_000), "USD")


def test_nothing_else_is_taken_for_a_sum(article: Reading) -> None:
    assert len(article.figures) == 4


def test_the_summary_is_the_one_sentence_that_tells_it(article: Reading) -> None:
    assert article.summary == (
        "China's online retailer Alibaba said it would put $53 billion into artificial intelligence (AI) and cloud "
        "infrastructure over the next three years."
    )


def test_the_article_is_a_new_commitment(article: Reading) -> None:
    assert article.verdict.relevant
    assert article.verdict.rule == "new_commitment"


_WORDS = """
    Microsoft Meta Nvidia OpenAI Anthropic Trump CEO Brightmind Capital The it which and , . ; : ' 's " ( ) - – will
    spend invest raised led by in from into for to acquire stake contract revenue profit bonds fund $53 government
    billion €5bn 380 yuan ¥ 亿元 3800 百万 兆円 조원 million trillion $60-65 up than over three years 2025 FY2026 by
    2030 AI data centers chips 人工智能 投入 阿里巴巴 は 을 denied talks sources said cancelled 5% ١٢ ½ 😀 İ ß
"""
_PIECES = st.sampled_from((*_WORDS.split(), "\n", "\n\n", "\u200b", "\x00", "\u00a0"))
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=60).map(" ".join), st.lists(_PIECES).map("".join))
_DAYS = st.sampled_from((None, DAY))
PATIENT = settings(deadline=None)
"""A busy machine is no failure."""


@PATIENT
@given(_TEXTS, _TEXTS, _DAYS)
def test_any_text_can_be_read_and_every_quote_stands_in_it(text: str, title: str, day: datetime | None) -> None:
    read = reading(text, title, day)

    assert all(f.quote in title or f.quote in text for f in read.figures)


@PATIENT
@given(_TEXTS, _TEXTS, _DAYS)
def test_reading_twice_gives_the_same(text: str, title: str, day: datetime | None) -> None:
    assert reading(text, title, day) == reading(text, title, day)


@PATIENT
@given(_TEXTS, _TEXTS)
def test_headline_figures_come_first_and_hold_together(text: str, title: str) -> None:
    read = reading(text, title)
    heads = [f.headline for f in read.figures]

    assert heads == sorted(heads, reverse=True)
    for figure in read.figures:
        assert (figure.high or figure.amount) >= 1_000_000
        assert figure.high is None or figure.high > figure.amount
        assert figure.kind in {Kind.STAKE, Kind.CONTRACT, Kind.ACQUISITION, Kind.DEBT} or figure.counterparty is None
        assert figure.org is None or figure.org not in figure.org_alt


def test_an_entry_that_announces_for_two_is_news_for_both() -> None:
    told = figures(
        "Microsoft will spend $30 billion on AI data centers this quarter. Meta will spend $70 billion on AI in 2025.",
        "Microsoft and Meta raise capex",
    )

    assert told["$30 billion"].headline
    assert told["$70 billion"].headline


def test_a_rival_that_the_title_leaves_out_is_no_news() -> None:
    told = figures(
        "Microsoft will spend $30 billion on AI data centers this quarter. Meta will spend $70 billion on AI in 2025.",
        "Microsoft raises capex",
    )

    assert not told["$70 billion"].headline
