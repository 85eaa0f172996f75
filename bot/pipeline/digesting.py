"""Digesting: when a channel's digest is due it is made from the ledger, as it stood then, and put in the outbox.

A poll that began before a digest was due may be stored after it; what was heard of in the last minutes is left to the
next digest, so that it is in one of the two.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import structlog

from bot.core.alerts import Alert, lets_in, meets
from bot.core.cadences import Every
from bot.core.digest import Digest, digest
from bot.core.dues import Due, due
from bot.core.entry import Entry
from bot.core.facts import LIVE, Fact, figure_of
from bot.core.heard import Heard
from bot.core.money import Rates
from bot.core.moves import Move, moves
from bot.core.mutes import silenced
from bot.core.orgs import Directory
from bot.core.quiet import held_until
from bot.core.rules import Rules
from bot.core.standing import sides
from bot.pipeline.channels import TOO_OLD
from bot.ports import Store

SETTLED = timedelta(minutes=5)
"""How long before a moment a poll must have begun that is surely stored by then; its lease is shorter."""

_log = structlog.get_logger(__name__)

Told = tuple[str | None, Entry]
"""An entry, and the feed that it stands in; None for what no feed told."""


async def make(rules: Rules, store: Store, rates: Rates, directory: Directory, now: datetime) -> Digest | None:
    """Make a channel's digest where it is due, once whoever asks, and put it in the outbox.

    Returns:
        The digest; None where none is due, there is nothing to tell, or somebody else was first.

    Raises:
        StoreError: Something could not be read or stored; the digest is still due.
    """
    before = await store.digested(rules.channel)
    if rules.digest is None or rules.digest.every is Every.OFF:
        if before is not None:
            await store.forget_digests(rules.channel)
        return None
    after, wanted = due(rules.channel, rules.digest, before, now)
    if after is None or after == before:
        return None
    made = await _Digesting(store, rates, directory, rules, wanted, now).make() if wanted is not None else None
    if not await store.save_digest(after, before, made, held_until(rules.quiet, now) or now):
        return None
    if wanted is not None:
        count = len(made.moves) + len(made.others) + made.left.count + made.left.others if made else 0
        _log.info("digest.made", channel=rules.channel, digest=made.id if made else None, positions=count)
    return made


@dataclass(slots=True)
class _Digesting:
    """One digest being made.

    Attributes:
        due: The time it tells of.
    """

    store: Store
    rates: Rates
    directory: Directory
    rules: Rules
    due: Due
    now: datetime

    async def make(self) -> Digest | None:
        """Make it; None where there is nothing to tell."""
        since, until = self.due.since - SETTLED, self.due.until - SETTLED
        start = since - (until - since)
        heard = await self.store.heard(start)
        alerts = await self._alerts(heard)
        dated = [_dated(one, one.fact.id in alerts) for one in heard]
        wanted = await self._wanted(dated, alerts)
        known = await self._known(dated, wanted)

        def follows(fact: Fact) -> bool:
            return self._follows(fact, alerts.get(fact.id))

        def reckon() -> tuple[Sequence[Move], Sequence[Move]]:
            return moves(known, since, until, follows, alerts), moves(known, start, since, follows)

        # Some hundred milliseconds for a busy week, in which commands must be answered.
        now, before = await asyncio.to_thread(reckon)
        return digest(self.rules, self.due, now, before)

    async def _alerts(self, heard: Sequence[Heard]) -> Mapping[str, Alert]:
        """Return the alerts that the channel had of what was heard, by the ids of the facts."""
        stories = [one.fact.id.removeprefix(LIVE) for one in heard if one.fact.id.startswith(LIVE)]
        standing = await self.store.standing(stories) if stories else ()
        return {f"{LIVE}{alert.story}": alert for alert in standing if alert.channel == self.rules.channel}

    async def _wanted(self, heard: Sequence[Heard], alerts: Collection[str]) -> frozenset[str]:
        """Return the ids of what the channel follows by the words it was told in, and has not muted."""
        rules = self.rules
        asked = rules.keywords_any or rules.keywords_none or rules.languages or rules.feeds or rules.mutes
        if not asked:
            return frozenset(one.fact.id for one in heard)
        told = await self.store.told_by([one.fact.id.removeprefix(LIVE) for one in heard])
        return frozenset(
            one.fact.id
            for one in heard
            if any(
                self._heeds(one, feed, entry, self.now if one.fact.id in alerts else one.at)
                for feed, entry in told.get(one.fact.id.removeprefix(LIVE)) or [_as_told(one.fact)]
            )
        )

    def _heeds(self, one: Heard, feed: str | None, entry: Entry, when: datetime) -> bool:
        """Say whether the channel follows what an entry tells a fact in, and had not muted it at a time."""
        text, story = f"{entry.title}\n{entry.text}", one.fact.id.removeprefix(LIVE)
        figures = [figure_of(one.fact)]
        muted = silenced(self.rules.mutes, {story}, figures, text, self.directory, when)
        return muted is None and lets_in(self.rules, entry, feed)

    async def _known(self, heard: Sequence[Heard], wanted: Collection[str]) -> list[Heard]:
        """Return what was heard and is wanted, with all that was known before of the companies that stand in it."""
        known = {one.fact.id: one for one in heard if one.fact.id in wanted}
        told = [fact for one in known.values() for fact in (one.fact, *(was for _, was in one.was))]
        older: dict[str, Fact] = {}
        for org in sorted({name for fact in told for name in sides(fact)}):
            older |= {fact.id: fact for fact in await self.store.facts(org)}
        older |= {fact.id: fact for fact in await self.store.parts_of(older.keys())}
        lately = {one.fact.id for one in heard}
        return [*known.values(), *(Heard(fact) for key, fact in older.items() if key not in lately)]

    def _follows(self, fact: Fact, alert: Alert | None) -> bool:
        """Say whether the channel follows a fact, or was alerted of it by a figure of its story that it follows."""
        figures = [figure_of(fact), *([alert.figure] if alert is not None else [])]
        day = _day(fact)
        return any(
            meets(self.rules, figure, self.directory, self.rates, day.date() if day else None) for figure in figures
        )


def _dated(one: Heard, is_alerted: bool) -> Heard:
    """Return a fact as heard of on the day it was announced, where it was the past when it was first seen.

    What stood in a feed when that was first polled, and what came up again weeks later, is no news of its day; unless
    the channel was alerted of it.
    """
    day = _day(one.fact)
    if is_alerted or day is None or not (one.stood or one.at - day > TOO_OLD):
        return one
    return replace(one, at=min(day, one.at))


def _day(fact: Fact) -> datetime | None:
    """Return when the day of an announcement begins (UTC); None where no day is known."""
    try:
        return datetime.fromisoformat(fact.announced).replace(tzinfo=UTC)
    except ValueError:
        return None


def _as_told(fact: Fact) -> Told:
    """Return a fact of the shipped file as an entry that tells it."""
    text = "\n".join(filter(None, (fact.purpose, fact.note)))
    return None, Entry(fact.id, fact.source_url, fact.source_outlet or "", "", text)
