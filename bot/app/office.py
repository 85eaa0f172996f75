"""The office: what commands, buttons, modals and the Home tab are answered from; fulfils `slack.office.Office`."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import structlog

from bot.app.exporting import As, export
from bot.core.alerts import Alert
from bot.core.entry import canonical
from bot.core.evidence import Evidence
from bot.core.following import settings
from bot.core.found import Found
from bot.core.subscriptions import Choices
from bot.pipeline import Amended, Pipeline, Place
from bot.ports import Judged
from bot.slack.codes import explain_code
from bot.slack.office import Export, Overseen, Status

_log = structlog.get_logger(__name__)

_EXAMPLES = 4
"""Companies that the help names, one a button."""
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

    async def subscribe(self, place: Place, by: str, text: str) -> Amended:
        """Let a channel follow what was typed, beside what it follows already."""
        return await self.pipeline.subscribing.subscribe(place, by, text)

    async def unsubscribe(self, place: Place, by: str, text: str) -> Amended:
        """Let a channel follow some companies no longer, or nothing; what waits for it then is given up."""
        made = await self.pipeline.subscribing.unsubscribe(place, by, text)
        await self.pipeline.abandon_unfollowed()
        return made

    async def mute(self, place: Place, by: str, what: str, until: datetime | None) -> Amended:
        """Keep a company, a word, a story or everything out of a channel; None means for good."""
        return await self.pipeline.subscribing.mute(place, by, what, until)

    async def unmute(self, place: Place, by: str, what: str) -> Amended:
        """Let it in again."""
        return await self.pipeline.subscribing.unmute(place, by, what)

    async def choose(self, place: Place, by: str, change: Callable[[Choices], Choices], words: str) -> Amended:
        """Set choices of a channel that are understood already, and record them in these words."""
        return await self.pipeline.subscribing.choose(place, by, change, words)

    async def overseen(self, channel: str) -> Overseen:
        """Return what a channel follows, and who decided and changed it."""
        store = self.pipeline.store
        rules = next((rules for rules in await self.pipeline.following() if rules.channel == channel), None)
        own = next((one for one in await store.subscriptions() if one.channel == channel), None)
        return Overseen(
            rules,
            settings(rules, own, self.now()) if rules is not None else (),
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
        await self.pipeline.store.forget(team)
        abandoned = await self.pipeline.abandon_unfollowed(without=theirs)
        if abandoned:
            _log.warning("alert.abandoned", alerts=abandoned, reason="their workspace took the app out")
