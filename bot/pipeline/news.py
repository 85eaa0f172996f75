"""Why an alert is news: the ledger is asked, once for each story that is to be posted or shows another figure.

A figure is never held against what its own story has told: a renewed one is in the ledger as it was before.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.core.alerts import Alert
from bot.core.facts import LIVE
from bot.core.figures import Figure
from bot.core.novelty import Rank, why_news
from bot.core.orgs import Directory
from bot.ports import Judged, Store

_ANYTHING = Decimal(-1)
"""Dollars that every sum is above."""


async def with_news(judged: Sequence[Judged], store: Store, directory: Directory) -> tuple[Judged, ...]:
    """Return judged entries whose alerts say why they are news.

    Args:
        judged: Of one poll.
        store: Holds the ledger.
        directory: For the payer's country.

    Raises:
        StoreError: The ledger cannot be read.
    """
    news: dict[str, tuple[str, ...]] = {}
    told: dict[tuple[str, Figure], tuple[str, ...]] = {}
    posted = [alert for one in judged for alert in one.alerts]
    renewed = [renewal.alert for one in judged for renewal in one.renewals if not renewal.alert.news]
    for alert in posted + [alert for alert in renewed if alert.was is not None]:
        key = alert.story, alert.figure
        if key not in told:
            told[key] = await _why(alert, store, directory)
        news[alert.id] = told[key]
    return tuple(
        replace(
            one,
            alerts=tuple(replace(alert, news=news[alert.id]) for alert in one.alerts),
            renewals=tuple(
                replace(renewal, alert=replace(renewal.alert, news=news.get(renewal.alert.id, renewal.alert.news)))
                for renewal in one.renewals
            ),
        )
        for one in judged
    )


async def _why(alert: Alert, store: Store, directory: Directory) -> tuple[str, ...]:
    """Return why an alert's figure is news, from all that the ledger knows of its payer and of its kind."""
    figure, published = alert.figure, alert.source.published.date() if alert.source.published else None
    if figure.org is None:
        return why_news(figure, (), published=published)
    own = [fact for fact in await store.facts(figure.org) if fact.id != f"{LIVE}{alert.story}"]
    org = directory.get(figure.org)
    country = org.country if org is not None and not org.is_government else None
    at_home = frozenset(o.name for o in directory.orgs if o.country == country and not o.is_government)
    return why_news(
        figure,
        own,
        await _rank(figure, None, store),
        await _rank(figure, at_home, store) if country else None,
        country,
        published,
    )


async def _rank(figure: Figure, payers: frozenset[str] | None, store: Store) -> Rank | None:
    """Return how a figure stands among those of its kind; None where it has no sum in dollars."""
    worth = figure.usd_high or figure.usd
    if worth is None:
        return None
    larger = await store.rank(figure.kind, payers, worth)
    return Rank(larger, await store.rank(figure.kind, payers, _ANYTHING))
