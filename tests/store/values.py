"""Values to store: plain ones to name in a test, and hypothesis strategies for all there can be."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from bot.core.alerts import Alert, Reason, Source
from bot.core.entry import Entry, Feed
from bot.core.facts import LIVE, Fact
from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.money import Money
from bot.core.relevance import Verdict
from bot.core.stories import Story
from bot.ports import Decision, Judged, Poll

NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)
LEASE = timedelta(minutes=5)
FEED = Feed("Wire", "https://wire.example/feed", timedelta(minutes=10), "en")
BILLION = Decimal(10**9)


def after(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def figure(org: str | None = "Alibaba", **changes: Any) -> Figure:
    sum_ = 53 * BILLION
    base = Figure("$53 billion", sum_, None, "USD", Kind.PLEDGE, usd=sum_, org=org, period="3y", headline=True)
    return replace(base, **changes)


def story(key: str = "s1", **changes: Any) -> Story:
    return replace(Story(key, figure(), "Alibaba to spend", NOW, NOW), **changes)


def alert(key: str = "a1", channel: str = "C1", **changes: Any) -> Alert:
    source = Source("Wire", "https://wire.example/1", "Alibaba to spend", NOW)
    return replace(
        Alert(key, "s1", channel, 1, figure(), (), "It will spend.", source, "#ai follows any payer"), **changes
    )


def entry(key: str = "e1", **changes: Any) -> Entry:
    return replace(Entry(key, f"https://wire.example/{key}", "Wire", "Alibaba to spend", "Text.", NOW, "en"), **changes)


def judged(key: str = "e1", **changes: Any) -> Judged:
    return replace(Judged(entry(key), (figure(),), Verdict(True, "new-commitment", ("spend",)), "Summary."), **changes)


def poll(*new: Judged, **changes: Any) -> Poll:
    return replace(Poll(FEED.name, NOW, after(10), "etag", "Sat", "hash", seen=1, judged=new), **changes)


def fact(key: str = "f1", **changes: Any) -> Fact:
    return replace(Fact(key, "2025-02", "Alibaba", Kind.PLEDGE, 53 * BILLION, "USD", usd=53 * BILLION), **changes)


# What PostgreSQL and JSON cannot hold: halves of surrogate pairs, and NUL.
words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
maybe_words = st.none() | words
names = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=8)
sums = st.decimals(min_value=0, max_value=Decimal("1e24"), allow_nan=False, allow_infinity=False)
maybe_sums = st.none() | sums
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC) | offsets)
texts = st.lists(words, max_size=3).map(tuple)

monies = st.builds(Money, sums, st.sampled_from(["USD", "EUR", "CNY"]))
figures = st.builds(
    Figure,
    quote=words,
    amount=sums,
    high=maybe_sums,
    currency=st.sampled_from(["USD", "KRW"]),
    kind=st.sampled_from(Kind),
    also=st.lists(monies, max_size=2).map(tuple),
    usd=maybe_sums,
    usd_high=maybe_sums,
    rate_day=st.none() | st.dates(),
    org=st.none() | names,
    org_alt=st.lists(names, max_size=2).map(tuple),
    role=st.sampled_from(Role),
    counterparty=st.none() | names,
    period=st.sampled_from([None, "3y", "FY2026"]),
    qualifier=st.sampled_from(Qualifier),
    certainty=st.sampled_from(Certainty),
    purpose=maybe_words,
    headline=st.booleans(),
    evidence=texts,
)
entries = st.builds(
    Entry,
    id=names,
    link=st.none() | names,
    outlet=words,
    title=words,
    text=words,
    published=st.none() | times,
    language=st.sampled_from([None, "en", "zh"]),
)
verdicts = st.builds(Verdict, relevant=st.booleans(), rule=words, evidence=texts)
decisions = st.builds(Decision, channel=words, reason=st.sampled_from(Reason), detail=words, story=maybe_words)
judgements = st.builds(
    Judged,
    entry=entries,
    figures=st.lists(figures, max_size=3).map(tuple),
    verdict=verdicts,
    summary=words,
    decisions=st.lists(decisions, max_size=2).map(tuple),
)
stories = st.builds(Story, id=names, figure=figures, title=words, first_seen=times, published=st.none() | times)
alerts = st.builds(
    Alert,
    id=names,
    story=names,
    channel=names,
    version=st.integers(1, 9),
    figure=figures,
    others=st.lists(figures, max_size=2).map(tuple),
    summary=words,
    source=st.builds(Source, outlet=words, link=maybe_words, title=words, published=st.none() | times),
    followed=words,
    evidence=texts,
)
facts = st.builds(
    Fact,
    id=names.filter(lambda key: not key.startswith(LIVE)),
    announced=st.dates().map(str),
    org=names,
    kind=st.sampled_from(Kind),
    amount=sums,
    currency=st.sampled_from(["USD", "EUR"]),
    high=maybe_sums,
    usd=maybe_sums,
    usd_high=maybe_sums,
    org_alt=st.lists(names, max_size=2).map(tuple),
    role=st.sampled_from(Role),
    counterparty=st.none() | names,
    period=st.sampled_from([None, "3y"]),
    qualifier=st.sampled_from(Qualifier),
    purpose=maybe_words,
    certainty=st.sampled_from(Certainty),
    supersedes=maybe_words,
    part_of=maybe_words,
    source_url=maybe_words,
    source_outlet=maybe_words,
    note=maybe_words,
).filter(lambda fact: fact.id not in (fact.supersedes, fact.part_of))
