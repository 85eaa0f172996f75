"""The key figures of an alert as labels and lines: they fill the fields of its message and its plain `text` alike."""

from datetime import timedelta

from bot.core.alerts import Alert, Was
from bot.core.changes import Change
from bot.core.headlines import headline_of, payers
from bot.core.phrases import day, dollars, original, per_year, short, sum_of
from bot.core.wording import CHANGES, known_as, other_side, period_of, signer
from bot.slack.elements import Pair

_WEEK = timedelta(days=7)


def facts_of(alert: Alert) -> tuple[Pair, ...]:
    """Return the key figures, plain; what is not stated is left out, and so is who, where the headline says it."""
    figure = alert.figure
    period = period_of(figure.period) if figure.period else "not stated"
    pairs = (
        ("Amount", _amount(alert)),
        ("Was", was_of(alert)),
        ("Per year", (_upper(per_year(figure) or ""),)),
        ("Period", (_upper(period),)),
        ("Kind", (figure.kind.label,)),
        ("For", (_upper(figure.purpose or ""),)),
        ("Who", _who(alert)),
    )
    return tuple((label, lines) for label, lines in pairs if any(lines))


def was_of(alert: Alert) -> tuple[str, ...]:
    """Return what was known before, and what became of it by whose word; nothing where nothing has changed."""
    was = alert.was
    if was is None:
        return ()
    when = f", {day(was.by.published.date())}" if was.by.published else ""
    return known_as(was.figure, was.change), f"{CHANGES[was.change]}, says {signer(was.by.outlet)}{when}"


def change_of(alert: Alert, was: Was) -> str:
    """Return what has changed in an alert, plain: `Raised: was $60–65B, now $64–72B`."""
    change = CHANGES[was.change].capitalize()
    if was.change.takes_back:
        return f"{change}: {known_as(was.figure, was.change)}"
    now = sum_of(alert.figure) if was.change is not Change.CONFIRMED else f"{sum_of(alert.figure)}, announced"
    return f"{change}: was {known_as(was.figure, was.change)}, now {now}"


def _amount(alert: Alert) -> tuple[str, ...]:
    figure = alert.figure
    lines = [_upper(original(figure))]
    usd = dollars(figure)
    if usd and alert.was is not None and alert.was.is_mended:
        lines.append(f"about {usd}")
    elif usd and figure.rate_day is None:
        lines.append(f"{usd}, as the text says")
    elif usd and figure.rate_day:
        published = alert.source.published
        fresh = published is not None and published.date() - figure.rate_day <= _WEEK
        lines.append(f"about {usd} at {'the day’s rate' if fresh else f'the rate of {day(figure.rate_day)}'}")
    elif figure.currency != "USD":
        lines.append("no rate in dollars is known")
    if also := [short(money) for money in figure.also if money.currency not in (figure.currency, "USD")]:
        lines.append(f"also given as {' or '.join(also[:3])}")
    return tuple(lines)


def _who(alert: Alert) -> tuple[str, ...]:
    """Return who pays and who is paid, where the headline leaves one of them out."""
    figure, headline = alert.figure, headline_of(alert)
    parties = (figure.org, *figure.org_alt, figure.counterparty)
    if all(name in headline for name in parties if name):
        return ()
    who = payers(figure) or "Not named"
    return (who, other_side(figure.kind, figure.counterparty)) if figure.counterparty else (who,)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
