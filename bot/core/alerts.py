"""Alerts: whether one story is worth a post in one channel, and why or why not.

`decide` touches nothing: the same entry, story and rules always give the same answer with the same words.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.core.alert import Alert, Source, TakenOut, Was
from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.followed import followed
from bot.core.keywords import holds
from bot.core.money import Money, Rates
from bot.core.mutes import muted
from bot.core.orgs import Directory
from bot.core.phrases import short
from bot.core.reading import Reading
from bot.core.rules import Rules
from bot.core.stories import Telling

__all__ = ["Alert", "Reason", "Skip", "Source", "TakenOut", "Was", "decide", "irrelevant", "source_of"]


class Reason(StrEnum):
    """Why an entry alerts in a channel, or does not."""

    ALERT = "alert"
    NO_MONEY = "no_money"
    NO_SPEND = "no_spend"
    NOT_AI = "not_ai"
    NOT_NEWS = "not_news"
    NO_PAYER = "no_payer"
    BELOW_MINIMUM = "below_minimum"
    KIND_NOT_FOLLOWED = "kind_not_followed"
    CERTAINTY_NOT_FOLLOWED = "certainty_not_followed"
    COMPANY_NOT_FOLLOWED = "company_not_followed"
    COUNTRY_NOT_FOLLOWED = "country_not_followed"
    KEYWORD_MISSING = "keyword_missing"
    KEYWORD_EXCLUDED = "keyword_excluded"
    LANGUAGE_NOT_FOLLOWED = "language_not_followed"
    FEED_NOT_FOLLOWED = "feed_not_followed"
    MUTED = "muted"
    ALREADY_POSTED = "already_posted"
    BASELINE = "baseline"
    TOO_OLD = "too_old"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Skip:
    """No post, and why.

    Attributes:
        reason: A member of the closed list.
        detail: The values compared, for people: "$600M is below $1B".
    """

    reason: Reason
    detail: str = ""


MOST_OTHERS = 5
"""Further figures of the entry that an alert carries."""


def irrelevant(reading: Reading) -> Skip | None:
    """Return why no channel is asked about an entry; None where it is a new commitment of money to AI.

    Args:
        reading: What was read of it.
    """
    if reading.verdict.relevant:
        return None
    return Skip(Reason(reading.verdict.rule), ", ".join(reading.verdict.evidence[:3]))


def decide(
    rules: Rules,
    entry: Entry,
    reading: Reading,
    telling: Telling,
    directory: Directory,
    rates: Rates,
    *,
    now: datetime | None = None,
    feed: str | None = None,
) -> Alert | Skip:
    """Decide whether a story is worth a post in a channel, as if nothing had been posted before.

    Args:
        rules: What the channel follows.
        entry: The entry that tells the story.
        reading: What was read of it; relevant.
        telling: The story, and the entry's figures that belong to it.
        directory: For the payer's country.
        rates: For the minimum.
        now: For mutes that end; None in a replay, where the entry's date stands for it and an undated entry is muted.
        feed: Name of the feed that it stands in; None means "not stated", and then any feed will do.
    """
    day = entry.published.date() if entry.published else None
    text = f"{entry.title}\n{entry.text}"
    unfit = _origin(rules, entry, feed) or _keywords(rules, text)
    if unfit is not None:
        return unfit
    refusals: list[Skip] = []
    for figure in telling.figures:
        refusal, follows = _weigh(rules, figure, directory, rates, day)
        if refusal is None:
            why = muted(rules.mutes, telling, text, directory, now or entry.published)
            if why is not None:
                return Skip(Reason.MUTED, why)
            return _alert(rules, entry, reading, telling, figure, follows)
        refusals.append(refusal)
    return refusals[0]


def lets_in(rules: Rules, entry: Entry, feed: str | None = None) -> bool:
    """Say whether a channel follows an entry's language, its feed and its words, whatever it tells."""
    return (_origin(rules, entry, feed) or _keywords(rules, f"{entry.title}\n{entry.text}")) is None


def meets(rules: Rules, figure: Figure, directory: Directory, rates: Rates, day: date | None) -> bool:
    """Say whether a figure is one that a channel follows: its kind and certainty, who pays, how much.

    Args:
        rules: What the channel follows.
        figure: Of a story, or of the ledger.
        directory: For the payer's country.
        rates: For the minimum.
        day: Of its announcement; None means "not stated".
    """
    return _weigh(rules, figure, directory, rates, day)[0] is None


def _origin(rules: Rules, entry: Entry, feed: str | None) -> Skip | None:
    """Return a Skip where the channel does not follow the entry's language or its feed."""
    if rules.languages and entry.language is not None and entry.language not in rules.languages:
        return Skip(Reason.LANGUAGE_NOT_FOLLOWED, f"{entry.language} is not followed")
    if rules.feeds and feed is not None and feed.casefold() not in {name.casefold() for name in rules.feeds}:
        return Skip(Reason.FEED_NOT_FOLLOWED, f"{feed} is not followed")
    return None


def _keywords(rules: Rules, text: str) -> Skip | None:
    """Return a Skip where a wanted word is missing or an unwanted one is there."""
    unwanted = next((w for w in rules.keywords_none if holds(text, w)), None)
    if unwanted is not None:
        return Skip(Reason.KEYWORD_EXCLUDED, f"the text holds “{unwanted}”")
    if rules.keywords_any and not any(holds(text, w) for w in rules.keywords_any):
        return Skip(Reason.KEYWORD_MISSING, "the text holds none of " + ", ".join(f"“{w}”" for w in rules.keywords_any))
    return None


def _weigh(
    rules: Rules, figure: Figure, directory: Directory, rates: Rates, day: date | None
) -> tuple[Skip | None, str]:
    """Return why a figure does not meet the rules, or None and why the channel gets it, in words."""
    if figure.kind not in rules.kinds:
        return Skip(Reason.KIND_NOT_FOLLOWED, f"{figure.kind.label.lower()} is not followed"), ""
    if figure.certainty not in rules.certainty:
        return Skip(Reason.CERTAINTY_NOT_FOLLOWED, f"{figure.certainty} is not followed"), ""
    company, side = _party(rules, figure)
    if rules.companies and company is None:
        who = figure.org or figure.counterparty or "nobody named"
        return Skip(Reason.COMPANY_NOT_FOLLOWED, f"{who} is not followed"), ""
    if rules.countries:
        countries = _countries(figure, directory)
        if not set(countries) & set(rules.countries):
            return Skip(Reason.COUNTRY_NOT_FOLLOWED, f"{', '.join(countries) or 'no country'} is not followed"), ""
    worth = _short_of(rules.min, figure, rates, day)
    if worth is not None:
        return Skip(Reason.BELOW_MINIMUM, f"{short(worth, 3)} is below {short(rules.min)}"), ""
    return None, followed(rules, company, side)


def _party(rules: Rules, figure: Figure) -> tuple[str | None, str]:
    """Return whom of a figure the channel follows by name, and as what; None where nobody."""
    wanted = {name.casefold(): name for name in rules.companies}
    sides = (
        (figure.org, "as payer"),
        *((n, "as joint payer") for n in figure.org_alt),
        (figure.counterparty, "as counterparty"),
    )
    for name, side in sides:
        if name is not None and name.casefold() in wanted:
            return wanted[name.casefold()], side
    return None, ""


def _countries(figure: Figure, directory: Directory) -> tuple[str, ...]:
    """Return the countries of those who pay, as far as they are known."""
    orgs = (directory.get(name) for name in (figure.org, *figure.org_alt) if name)
    return tuple(dict.fromkeys(org.country for org in orgs if org is not None and org.country is not None))


def _short_of(least: Money, figure: Figure, rates: Rates, day: date | None) -> Money | None:
    """Return what a figure is worth where that is less than a minimum; None where it is enough or nobody can tell.

    A sum stated in the minimum's own currency is held against it as it stands: a rate would make 5 less than 5.
    """
    own = [Money(figure.high or figure.amount, figure.currency), *figure.also]
    stated = [money.amount for money in own if money.currency == least.currency]
    if stated and max(stated) >= least.amount:
        return None
    dollars, worth = _in_dollars(least, rates, day), figure.usd_high or figure.usd
    if dollars is not None and worth is not None:
        return Money(worth, "USD") if worth < dollars else None
    return Money(max(stated), least.currency) if stated else None


def _in_dollars(money: Money, rates: Rates, day: date | None) -> Decimal | None:
    """Return a minimum in dollars; None where no rate is known."""
    if money.currency == "USD":
        return money.amount
    rate = rates.rate(money.currency, day)
    return None if rate is None else money.amount * rate.usd


def _alert(rules: Rules, entry: Entry, reading: Reading, telling: Telling, figure: Figure, follows: str) -> Alert:
    """Put together what the message shows."""
    source = source_of(entry)
    rest = [f for f in reading.figures if f is not figure and f.kind.is_spend]
    return Alert(
        id=f"{telling.story.id}-{rules.channel}",
        story=telling.story.id,
        channel=rules.channel,
        version=1,
        figure=figure,
        others=tuple(rest[:MOST_OTHERS]),
        summary=reading.summary,
        source=source,
        followed=follows,
        evidence=reading.verdict.evidence,
        was=Was(telling.before, telling.change, source) if telling.change and telling.before else None,
        layout=rules.layout,
        channel_name=rules.name,
    )


def source_of(entry: Entry) -> Source:
    """Return an entry as the source of an alert."""
    return Source(entry.outlet, entry.link, entry.title, entry.published)
