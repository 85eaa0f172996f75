"""Subscribing: a channel's own choices are changed, each change recorded with who made it and when.

What is decided from what stands is decided again where somebody else changed it meanwhile.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from bot.core import following
from bot.core.asking import parse, spans
from bot.core.orgs import Directory
from bot.core.query import Query
from bot.core.rules import EVERYTHING, Mute, Rules
from bot.core.subscribing import choose, drop, everything_of
from bot.core.subscriptions import (
    Amendment,
    Choices,
    Followed,
    Subscription,
    everywhere,
    followed,
    laid_over,
    with_mute,
    without_mute,
)
from bot.errors import ConflictError, RequestError
from bot.ports import Store

T = TypeVar("T")
TOO_LATE = timedelta(days=1)
"""What has waited longer than that while nothing could be posted in a channel is no news there any more."""
_TRIES = 5
_log = structlog.get_logger(__name__)

Step = Callable[[Subscription, Rules | None], tuple[Subscription, str]]
"""What a change makes of a subscription and the rules in force; the next one, and what was changed, in words."""


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, as the one who speaks in it sees it.

    Attributes:
        channel: Slack channel id.
        name: For people, without the hash.
        team: Id of the workspace; None where it does not matter.
    """

    channel: str
    name: str
    team: str | None = None


@dataclass(frozen=True, slots=True)
class Amended:
    """What came of a change.

    Attributes:
        words: What was changed; empty where all stood as wanted already.
        rules: In force now; None where the channel follows nothing.
    """

    subscription: Subscription
    words: str
    rules: Rules | None


@dataclass(frozen=True, slots=True)
class Subscribing:
    """Changes subscriptions, by what is known now.

    Attributes:
        file: What the watch list says of single channels.
        defaults: What it says of every channel.
        now: When the change is made (UTC).
    """

    store: Store
    directory: Directory
    file: tuple[Rules, ...]
    defaults: Rules
    now: datetime

    async def subscribe(self, place: Place, by: str, text: str) -> Amended:
        """Follow what was typed, beside what is followed already. Raises RequestError, StoreError."""
        rest, all_companies, all_kinds = everything_of(text)
        query = await self._understood(rest)

        def step(one: Subscription, rules: Rules | None) -> tuple[Subscription, str]:
            new = choose(query, rules, one.choices, all_companies=all_companies, all_kinds=all_kinds)
            then = replace(one, choices=new, follows=True, paused=None)
            return then, self._follows(then)

        return await self.amend(place, by, step)

    async def unsubscribe(self, place: Place, by: str, text: str) -> Amended:
        """Follow some companies no longer, or nothing where none is named. Raises RequestError, StoreError."""
        rest, _, _ = everything_of(text)
        query = await self._understood(rest)

        def step(one: Subscription, rules: Rules | None) -> tuple[Subscription, str]:
            if not one.follows:
                return one, ""
            if not rest:
                return replace(one, follows=False, paused=None), "no longer gets alerts"
            then = replace(one, choices=drop(query, rules or self.defaults, one.choices))
            return then, self._follows(then)

        return await self.amend(place, by, step)

    async def mute(
        self, place: Place, by: str, what: str, until: datetime | None, called: str | None = None
    ) -> Amended:
        """Keep something out; a company by any of its names, a story by its id and what it is called.

        Raises:
            RequestError: The channel follows nothing.
            StoreError: Nothing could be stored.
        """
        name = self._called(what)
        mute = Mute(name, until, called)

        def step(one: Subscription, rules: Rules | None) -> tuple[Subscription, str]:
            if not one.follows:
                raise RequestError("this channel follows nothing, so that there is nothing to mute")
            return replace(one, choices=with_mute(one.choices, mute, self.now)), f"muted {following.mute_words(mute)}"

        return await self.amend(place, by, step)

    async def unmute(self, place: Place, by: str, what: str) -> Amended:
        """Let something in again; what the watch list mutes is the operator's. Raises RequestError, StoreError."""
        name = self._called(what)

        def step(one: Subscription, rules: Rules | None) -> tuple[Subscription, str]:
            held = [mute for mute in one.choices.mutes if following.is_on(mute, self.now)]
            found = next((mute for mute in held if name.casefold() == mute.what.casefold()), None)
            if found is None:
                own = one.choices.mutes
                files = [mute for mute in (rules.mutes if rules is not None else ()) if mute not in own]
                raise RequestError(_not_muted(name, [mute.called or mute.what for mute in held], files))
            shown = "everything" if name == EVERYTHING else found.called or name
            return replace(one, choices=without_mute(one.choices, name, self.now)), f"hears of {shown} again"

        return await self.amend(place, by, step)

    async def everywhere(self) -> tuple[Followed, ...]:
        """Return every channel of which anybody has said anything, with what it follows. Raises StoreError."""
        return everywhere(self.file, self.defaults, await self.store.subscriptions())

    async def followed(self, place: Place) -> Followed:
        """Return what a channel follows; where nobody has said anything of it, what it would. Raises StoreError."""
        said = self.said(place.channel)
        is_listed = said is not self.defaults
        said = said if is_listed else replace(said, channel=place.channel, name=place.name)
        return followed(said, await self._stored(place.channel), is_listed=is_listed)

    def said(self, channel: str) -> Rules:
        """Return what the watch list says of a channel, or else of every channel."""
        return next((rules for rules in self.file if rules.channel == channel), self.defaults)

    async def choose(self, place: Place, by: str, change: Callable[[Choices], Choices], words: str) -> Amended:
        """Set choices that are understood already, and say them in these words.

        Raises:
            RequestError: The channel follows nothing.
            StoreError: Nothing could be stored.
        """

        def step(one: Subscription, rules: Rules | None) -> tuple[Subscription, str]:
            if not one.follows:
                raise RequestError("this channel follows nothing yet; `subscribe` comes first")
            return replace(one, choices=change(one.choices)), words

        return await self.amend(place, by, step)

    async def pause(self, channel: str, why: str) -> Subscription | None:
        """Stop what was set in Slack where nothing can be posted; None where it was stopped, or is the file's alone."""
        return await self._turn(channel, lambda one: one.follows and one.paused is None, paused=why, paused_at=self.now)

    async def resume(self, channel: str) -> Subscription | None:
        """Go on where something can be posted again; None where nothing was paused."""
        return await self._turn(channel, lambda one: one.paused is not None, paused=None)

    async def rename(self, channel: str, name: str) -> Subscription | None:
        """Know a channel by another name; None where nothing was set in it, or it has that name already."""
        return await self._turn(channel, lambda one: one.name != name, name=name)

    async def _turn(
        self, channel: str, wants: Callable[[Subscription], bool], **values: str | datetime | None
    ) -> Subscription | None:
        """Change what nobody chose; return the subscription as it was, None where it is not wanted otherwise."""

        async def turned() -> Subscription | None:
            one = await self._stored(channel)
            if one is None or not wants(one):
                return None
            new = replace(one, **values, version=one.version + 1)  # type: ignore[arg-type]  # name, paused
            await self._store(one, new, None)
            return one

        return await _again(turned)

    async def amend(self, place: Place, by: str, step: Step) -> Amended:
        """Change a subscription, or make it; where nothing changes nothing is stored. Raises StoreError.

        Args:
            place: The channel.
            by: Who changes it.
            step: What is made of what stands; taken again where somebody else was first.
        """

        async def amended() -> Amended:
            stored = await self._stored(place.channel)
            one = stored or self._untouched(place, by)
            new, words = step(replace(one, name=place.name), self._rules(one))
            if not words or (stored is not None and replace(new, name=one.name) == one):
                return Amended(one, "", self._rules(one))
            new = replace(new, version=one.version + 1)
            await self._store(one, new, Amendment(place.channel, by, self.now, words))
            _log.info("channel.amended", channel=place.channel, by=by, words=words)
            return Amended(new, words, self._rules(new))

        return await _again(amended)

    async def _store(self, one: Subscription, new: Subscription, amendment: Amendment | None) -> None:
        """Store the next version of a subscription; where it is paused no longer, what waited goes out.

        What waited before it was paused, for other reasons, has not waited for that.
        """
        resumed = one.paused is not None and new.paused is None
        since = self.now - TOO_LATE
        is_long = one.paused_at is None or one.paused_at < since
        if resumed and is_long and (late := await self.store.give_up_late(new.channel, since)):
            _log.warning("alert.abandoned", alerts=late, reason="their channel was paused for too long")
        await self.store.amend(new, amendment)
        if resumed:
            await self.store.hasten(new.channel, self.now)
            _log.info("channel.resumed", channel=new.channel)
        elif new.paused is not None and one.paused is None:
            _log.warning("channel.paused", channel=new.channel, reason=new.paused)

    def _untouched(self, place: Place, by: str) -> Subscription:
        """Return the subscription of a channel in which nothing was set yet; it follows what the file says of it."""
        is_in_file = any(rules.channel == place.channel for rules in self.file)
        return Subscription(place.channel, place.name, by, place.team, follows=is_in_file, version=0)

    async def _stored(self, channel: str) -> Subscription | None:
        return next((one for one in await self.store.subscriptions() if one.channel == channel), None)

    def _rules(self, one: Subscription) -> Rules | None:
        """Return what is in force in a channel."""
        return laid_over(self.said(one.channel), one)

    def _follows(self, one: Subscription) -> str:
        rules = self._rules(one)
        return f"follows {following.sentence(rules)}" if rules is not None else ""

    async def _understood(self, text: str) -> Query:
        query = parse(text, self.directory, self.now.date(), await self.store.spelt(spans(text)))
        return parse(text, self.directory, self.now.date(), await self.store.names()) if query.guesses else query

    def _called(self, what: str) -> str:
        org = self.directory.get(what)
        return org.name if org is not None else what


async def _again(change: Callable[[], Awaitable[T]]) -> T:
    """Make a change, from what stands then where somebody else was first. Raises ConflictError after some tries."""
    for _ in range(_TRIES - 1):
        with suppress(ConflictError):
            return await change()
    return await change()


def _not_muted(name: str, held: list[str], files: list[Mute]) -> str:
    if name.casefold() in {mute.what.casefold() for mute in files}:
        return f"{name} is muted in watchlist.yaml, which is the operator's to change"
    return f"{name} is not muted here" + (f"; muted are {', '.join(held)}" if held else "")
