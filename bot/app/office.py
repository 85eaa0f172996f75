"""The office: what commands, buttons, modals and the Home tab are answered from; fulfils `slack.office.Office`."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

import structlog

from bot.app.exporting import As, export
from bot.core.alerts import Alert
from bot.core.corrections import What, stated
from bot.core.entry import canonical
from bot.core.evidence import Evidence
from bot.core.facts import LIVE
from bot.core.following import settings
from bot.core.found import Found
from bot.core.headlines import headline_of
from bot.core.near import Near
from bot.core.orgs import Directory
from bot.core.subscriptions import Choices, Followed
from bot.core.typed import norm
from bot.core.votes import Cast, Stats, Vote, count, rule_of
from bot.core.wishes import Wishes
from bot.errors import RequestError
from bot.pipeline import Amended, Corrected, Pipeline, Place, reset, wish
from bot.ports import Feedback, Health, Judged, Sent, Trouble
from bot.slack.codes import explain_code
from bot.slack.office import Export, Overseen, Status

_log = structlog.get_logger(__name__)

_EXAMPLES = 4
"""Companies that the help names, one a button."""
_RECENT, _MOST_NAMES = 200, 100
"""Alerts of a channel that are searched, and names that a menu can show."""
_CHANGES = 10
"""Changes of a channel that are told."""


@dataclass(slots=True)
class Office:
    """What listeners ask for, from the pipeline and its store.

    Attributes:
        team_of: Returns the workspace that a channel belongs to, None where nobody knows; without it there is one
            workspace, and the database is its own.
    """

    pipeline: Pipeline
    team_of: Callable[[str], Awaitable[str | None]] | None = None
    _near: tuple[tuple[tuple[str, ...], Directory], Near] | None = field(default=None, init=False, repr=False)
    """Names ready to be searched, and what they were made of."""

    def now(self) -> datetime:
        """Return the time (UTC)."""
        return self.pipeline.clock()

    def admins(self) -> Collection[str]:
        """Return the ids of the members who may change any channel."""
        return self.pipeline.watch.admins

    async def companies(self, channel: str) -> tuple[str, ...]:
        """Return names that have a record: those the channel follows, then those with the longest records.

        What other channels follow is never told: they may be private.
        """
        store = self.pipeline.store
        followed = next((rules.companies for rules in await self.pipeline.following() if rules.channel == channel), ())
        known = {name.casefold(): name for name in await store.spelt([name.casefold() for name in followed])}
        own = [known[name.casefold()] for name in followed if name.casefold() in known]
        return tuple(dict.fromkeys((*own, *await store.payers(_EXAMPLES))))[:_EXAMPLES]

    async def lookup(self, text: str) -> Found:
        """Return what is known of what was asked, or near names."""
        return await self.pipeline.lookup(text)

    async def evidence(self, text: str) -> Evidence | None:
        """Return a page of a company's figures with what they rest on; None where no company is named that is known."""
        return await self.pipeline.evidence(text)

    async def why(self, alert_id: str) -> Alert | None:
        """Return a stored alert; None where there is none of that id."""
        return await self.pipeline.store.alert(alert_id)

    async def recent(self, channel: str, text: str, most: int) -> tuple[Alert, ...]:
        """Return alerts that stand in a channel, the newest first, with some words in their headlines."""
        sent = await self.pipeline.store.sent([channel], _RECENT)
        words = norm(text).split()
        found = [one.alert for one in sent if all(word in norm(headline_of(one.alert)) for word in words)]
        return tuple(found[:most])

    async def vote(self, alert_id: str, user: str, vote: Vote) -> Alert | None:
        """Take a vote over, with the rule that let the figure in, and return the alert."""
        alert = await self.why(alert_id)
        if alert is not None:
            figure = alert.figure
            cast = Cast(alert.id, user, vote, rule_of(figure), figure.kind.value, self.now())
            await self.pipeline.store.vote(cast)
        return alert

    async def stats(self) -> Stats:
        """Return what all votes say."""
        return count(await self.pipeline.store.votes())

    async def misread(self, text: str) -> str | None:
        """Return why a sum cannot be meant, for people; None where it can."""
        try:
            stated(text, self.now().date(), self.pipeline.rates)
        except ValueError as error:
            return str(error)
        return None

    async def companies_like(self, text: str) -> tuple[str, ...]:
        """Return names of organisations and ledger that somebody may be typing; one by its alias comes first."""
        directory, known = self.pipeline.watch.directory, await self.pipeline.store.names()
        names = (known, directory)
        if self._near is None or self._near[0] != names:
            everybody = {*known, *(org.name for org in directory.orgs)}
            self._near = names, await asyncio.to_thread(Near, everybody)
        org = directory.get(text)
        found = self._near[1].completions(text, _MOST_NAMES)
        return tuple(dict.fromkeys((org.name, *found) if org else found))[:_MOST_NAMES]

    async def correct(self, alert_id: str, what: What, value: str | None, by: str, note: str | None) -> Corrected:
        """Record what a reader says is wrong with an alert's figure.

        Raises:
            RequestError: The alert is gone, its figure is not in the ledger, or the value cannot be meant.
        """
        target = await self._fact(alert_id, "its figure")
        if what is What.DUPLICATE:
            value = await self._fact(value or "", "the other one’s figure")
        return await self.pipeline.correct(target, what, value, by=by, note=note)

    async def _fact(self, alert_id: str, whose: str) -> str:
        alert = await self.why(alert_id)
        if alert is None:
            raise RequestError("this alert is no longer on record")
        if await self.pipeline.store.fact(fact := f"{LIVE}{alert.story}") is None:
            raise RequestError(f"{whose} is not in the ledger, where nothing stands without a name of who pays")
        return fact

    def may_correct(self, user: str) -> bool:
        """Say whether somebody may correct figures: anybody in the one workspace, admins alone where there are many."""
        return self.team_of is None or user in self.admins()

    async def restore(self, correction: int, by: str) -> Corrected:
        """Take a correction back. Raises RequestError where there is none, or where it was taken back already."""
        return await self.pipeline.undo(correction, by=by)

    async def feedback(self, by: str, channel: str, text: str) -> str | None:
        """Keep what a person has to say, and return the operator's channel."""
        await self.pipeline.store.hear(Feedback(by, channel, text, self.now()))
        return self.pipeline.watch.operator

    async def subscribe(self, place: Place, by: str, text: str) -> Amended:
        """Let a channel follow what was typed, beside what it follows already."""
        return await self.pipeline.subscribing.subscribe(place, by, text)

    async def unsubscribe(self, place: Place, by: str, text: str) -> Amended:
        """Let a channel follow some companies no longer, or nothing; what waits for it then is given up."""
        made = await self.pipeline.subscribing.unsubscribe(place, by, text)
        await self.pipeline.abandon_unfollowed()
        return made

    async def mute(
        self, place: Place, by: str, what: str, until: datetime | None, called: str | None = None
    ) -> Amended:
        """Keep a company, a word, a story (by its id, and what it is called) or everything out; None means for good."""
        return await self.pipeline.subscribing.mute(place, by, what, until, called)

    async def unmute(self, place: Place, by: str, what: str) -> Amended:
        """Let it in again."""
        return await self.pipeline.subscribing.unmute(place, by, what)

    async def choose(self, place: Place, by: str, change: Callable[[Choices], Choices], words: str) -> Amended:
        """Set choices of a channel that are understood already, and record them in these words."""
        return await self.pipeline.subscribing.choose(place, by, change, words)

    async def overseen(self, channel: str) -> Overseen:
        """Return what a channel follows, and who decided and changed it."""
        store = self.pipeline.store
        own = next((one for one in await store.subscriptions() if one.channel == channel), None)
        is_paused = own is not None and own.paused is not None
        following = () if is_paused else await self.pipeline.following()
        rules = next((rules for rules in following if rules.channel == channel), None)
        return Overseen(
            rules,
            settings(rules, own, self.now(), self.pipeline.subscribing.said(channel)) if rules is not None else (),
            await store.amendments(channel, _CHANGES),
            explain_code(own.paused) if own is not None and own.paused is not None else None,
            own is not None and not own.follows,
        )

    async def status(self, channel: str) -> Status:
        """Return how the bot fares, as somebody in a channel may know it."""
        store = self.pipeline.store
        last = next(iter(await store.sent([channel], 1)), None)
        return Status(await store.health(), await store.pending(), len(await store.fact_ids()), last)

    async def articles(self, url: str) -> tuple[Judged, ...]:
        """Return the stored entries that lead to a page."""
        store = self.pipeline.store
        return await store.judged(url) or await store.judged(canonical(url))

    async def entitled(self, words: Sequence[str], most: int) -> tuple[Judged, ...]:
        """Return at most so many stored entries whose titles hold all of some words, the newest first."""
        return await self.pipeline.store.entitled(words, most)

    async def export(self, company: str) -> Export:
        """Return the ledger as CSV, or what a company appears in where one is named."""
        org = await self.pipeline.company(company) if company else None
        out = BytesIO()
        count = await export(self.pipeline.store, org, out, As.CSV)
        name = "-".join("".join(c if c.isalnum() else " " for c in org.casefold()).split()) if org else "ledger"
        return Export(f"ai-spending-{name}-{self.now():%Y-%m-%d}.csv", out.getvalue(), count)

    async def forget(self, team: str) -> None:
        """Erase what is kept of a workspace that took the app out, and give up what waits for its channels.

        Where there is but one workspace nothing is erased: it may be back in a minute, and what waits with it.
        """
        if self.team_of is None:
            _log.warning("workspace.kept", team=team)
            return
        listed = [rules.channel for rules in self.pipeline.watch.rules]
        theirs = {channel for channel in listed if await self.team_of(channel) == team}
        await self.pipeline.store.forget(team, theirs)
        abandoned = await self.pipeline.abandon_unfollowed(without=theirs)
        if abandoned:
            _log.warning("alert.abandoned", alerts=abandoned, reason="their workspace took the app out")

    async def followed(self, place: Place) -> Followed:
        """Return what a channel follows, or would follow."""
        return await self.pipeline.subscribing.followed(place)

    async def everywhere(self) -> tuple[Followed, ...]:
        """Return every channel of which anybody has said anything."""
        return await self.pipeline.subscribing.everywhere()

    async def wish(self, place: Place, by: str, shown: Wishes, wanted: Wishes) -> Amended:
        """Take over what differs in a dialog from what it showed."""
        return await wish(self.pipeline.subscribing, place, by, shown, wanted)

    async def reset(self, place: Place, by: str) -> Amended:
        """Take over what the watch list says."""
        return await reset(self.pipeline.subscribing, place, by)

    async def latest(self, channels: Collection[str], most: int) -> tuple[Sent, ...]:
        """Return the newest alerts that stand in some channels."""
        return await self.pipeline.store.sent(channels, most)

    async def health(self) -> tuple[Health, ...]:
        """Return how each configured feed fares."""
        return await self.pipeline.store.health()

    async def greet(self, whom: str) -> bool:
        """Record that somebody is greeted."""
        return await self.pipeline.store.greet(whom, self.now())

    async def stopped(self, channel: str, code: str) -> tuple[Trouble, ...]:
        """Pause what was set in Slack."""
        return await self.pipeline.stopped(channel, code)

    async def resume(self, channel: str) -> bool:
        """Go on with what was paused."""
        return await self.pipeline.subscribing.resume(channel) is not None

    async def rename(self, channel: str, name: str) -> None:
        """Know what was set in Slack by another name."""
        await self.pipeline.subscribing.rename(channel, name)
