"""Showing: the messages that tell a fact follow what people correct in it, strike it out, or bring it back.

One story has an alert in each channel that follows it, and the word of a reader of one of them mends them all.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

import structlog

from bot.core.alerts import Alert, TakenOut
from bot.core.corrections import Correction, What
from bot.core.facts import LIVE, Fact
from bot.core.headlines import headline_of
from bot.core.phrases import sum_of
from bot.core.renewals import Renewal, corrected, struck
from bot.core.rules import Rules, Updates
from bot.errors import ConflictError
from bot.ports import Store

_log = structlog.get_logger(__name__)

_TRIES = 3
_TAKES_OUT = (What.NOT_AI, What.DUPLICATE)


async def show(store: Store, rules: Sequence[Rules], correction: Correction, fact: Fact | None, at: datetime) -> None:
    """Bring the messages up to date that tell a live fact; one that is renewed meanwhile is tried again.

    Args:
        store: Holds the alerts.
        rules: Say how a channel wants to hear of changes; one that is followed no longer wants to hear of none.
        correction: That was made or undone.
        fact: As the ledger has it now; None where people took it out.
        at: When (UTC).

    Raises:
        StoreError: The database failed; the correction holds all the same.
    """
    if not correction.target.startswith(LIVE):
        return
    updates = {one.channel: one.updates for one in rules}
    by = correction.undone_by or correction.by
    for _ in range(_TRIES):
        alerts = await store.standing([correction.target.removeprefix(LIVE)])
        struck_out = await _reasons(store, correction.target, alerts) if fact is None else {}
        found: list[Renewal | None] = []
        for alert in alerts:
            wanted = updates.get(alert.channel, Updates.OFF)
            if fact is not None:
                found.append(corrected(alert, fact, by, at, wanted))
            elif alert.id in struck_out:
                found.append(struck(alert, struck_out[alert.id], wanted))
        with suppress(ConflictError):
            await store.renew([renewal for renewal in found if renewal is not None], at)
            return
    _log.warning("alert.outdated", fact=correction.target, reason="renewed time and again meanwhile")


async def _reasons(store: Store, target: str, alerts: Sequence[Alert]) -> dict[str, TakenOut]:
    """Return for each alert of a fact that people took out who did so last, and why; the link is its own channel's."""
    said = (one for one in await store.corrections(target) if one.undone_by is None and one.what in _TAKES_OUT)
    last = next(said, None)
    if last is None:
        return {}
    twins = await store.standing([last.same_as.removeprefix(LIVE)]) if last.same_as else ()
    same = await _same(store, last, twins)
    beside = {twin.channel: twin.id for twin in twins}
    return {alert.id: TakenOut(last.what, last.by, last.id, same, beside.get(alert.channel)) for alert in alerts}


async def _same(store: Store, duplicate: Correction, twins: Sequence[Alert]) -> str:
    """Return the announcement that a duplicate tells again, as its headline or else in a few words."""
    if twins or duplicate.same_as is None:
        return headline_of(twins[0]) if twins else ""
    held = await store.fact(duplicate.same_as)
    return f"{held.told.org} {sum_of(held.told)} {held.told.kind.label.lower()}" if held is not None else ""
