"""The channels while one poll is judged: what stands in them, what is held back from them, and what is renewed there.

What a feed held when it was first polled is the past, and stays so when another feed retells it; but no feed's past
hushes news that broke after the asking feed was first polled.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.core.alerts import Alert, Reason, Skip
from bot.core.entry import Entry
from bot.core.mutes import hushed
from bot.core.renewals import Renewal
from bot.core.renewals import renew as renewed
from bot.core.revisions import stands_in_baseline
from bot.core.rules import Rules
from bot.core.sorting import Revised
from bot.core.stories import Story, Telling
from bot.core.turns import Queue
from bot.ports import Decision, FeedState, Store, Wait

TOO_OLD = timedelta(days=14)
"""An entry dated longer ago than this is old news that resurfaced, whenever it is first seen."""

Pair = tuple[str, str]
"""A story and a channel."""


@dataclass(slots=True)
class Channels:
    """What is known of the channels for one poll; each entry that is judged adds to it.

    Attributes:
        rules: One for each channel.
        state: The feed before this poll.
        since: Age up to which a first poll may alert; None means that it alerts on nothing.
        now: When the poll began.
        revised: Entries that are new states of stored ones, by id.
    """

    rules: Sequence[Rules]
    state: FeedState
    since: timedelta | None
    now: datetime
    revised: Mapping[str, Revised]
    _posted: set[Pair] = field(default_factory=set)
    _baselined: set[Pair] = field(default_factory=set)
    _standing: dict[Pair, Alert] = field(default_factory=dict)
    _queue: Queue = field(default_factory=Queue)

    async def recall(self, store: Store, stories: Sequence[str]) -> None:
        """Ask what became of stories, and how full the hour of each channel is that has a cap.

        Raises:
            StoreError: It cannot be had.
        """
        if stories:
            self._posted = set(await store.posted(stories))
            self._baselined = set(await store.baselined(stories))
            self._standing = {(alert.story, alert.channel): alert for alert in await store.standing(stories)}
        capped = [rules.channel for rules in self.rules if rules.most_an_hour is not None]
        self._queue = Queue(await store.traffic(capped, self.now) if capped else {})

    def hold(self, entry: Entry, telling: Telling, rules: Rules, alert: Alert) -> Alert | Skip:
        """Return the alert of a story that meets the rules, or why it is not posted; remember what becomes of it."""
        pair = telling.story.id, rules.channel
        held = self._held_back(entry, telling, pair)
        if held is None:
            earlier = self._standing.get((telling.earlier.id, alert.channel)) if telling.earlier else None
            alert = replace(alert, earlier=earlier.id if earlier else None)
            self._posted.add(pair)
            self._standing[pair] = alert
            self._queue.take(rules, alert, self.now)
            return alert
        if held.reason is Reason.BASELINE:
            self._baselined.add(pair)
        return held

    def waits(self, chosen: Iterable[Alert]) -> Iterator[Wait]:
        """Yield those alerts that do not go out at once."""
        for alert in chosen:
            turn = self._queue.turn_of(alert)
            if turn.why:
                yield Wait(alert.id, turn.at, turn.folded)

    def renew(self, entry: Entry, summary: str, tellings: Sequence[Telling]) -> Iterator[Renewal]:
        """Yield what an entry makes of the alerts that stand in the channels; remember it for those that follow."""
        for telling in tellings:
            changed = telling.earlier if telling.change is not None and telling.change.takes_back else None
            if telling.is_new and changed is None:
                continue
            for rules in self.rules:
                pair = (changed or telling.story).id, rules.channel
                alert = self._standing.get(pair)
                renewal = alert and renewed(alert, entry, summary, telling, rules.updates)
                if renewal and hushed(rules.mutes, renewal.alert.story, self.now):
                    renewal = replace(renewal, notes=False, changes=False)
                if renewal:
                    self._standing[pair] = renewal.alert
                    yield renewal

    def decision(self, story: str, channel: str, choice: Alert | Skip) -> Decision:
        """Return a choice as it is stored."""
        if isinstance(choice, Skip):
            return Decision(channel, choice.reason, choice.detail, story)
        detail = "; ".join(filter(None, (choice.followed, self._queue.turn_of(choice).why)))
        return Decision(channel, Reason.ALERT, detail, story)

    def _held_back(self, entry: Entry, telling: Telling, pair: Pair) -> Skip | None:
        """Return why a story that meets the rules is not posted; None where it is news to the channel."""
        story = telling.story
        if pair in self._posted:
            return Skip(Reason.ALREADY_POSTED, f"story {story.id} is known in this channel")
        back = telling.earlier if telling.change is not None and telling.change.takes_back else None
        if back is not None and (back.id, pair[1]) in self._standing:
            return Skip(Reason.ALREADY_POSTED, f"story {back.id}, now {telling.change}, is known in this channel")
        revised = self.revised.get(entry.id)
        is_retold = revised is not None and story.id in revised.told
        published = story.published if is_retold else entry.published
        age = self.now - published if published else None
        if self.state.baseline_at is None and not (self.since and age is not None and age <= self.since):
            return Skip(Reason.BASELINE, "stood in the feed when it was first polled")
        if self.state.baseline_at is not None and age is not None and age > TOO_OLD:
            return Skip(Reason.TOO_OLD, f"dated {age.days} days ago")
        if pair in self._baselined and (is_retold or not self._broke_since(entry, story)):
            return Skip(Reason.BASELINE, f"story {story.id} stood in a feed when that was first polled")
        if revised is not None and not is_retold and stands_in_baseline(revised, self.state.baseline_at):
            # Not a baseline of the story: other outlets may report it as the news that it is.
            return Skip(Reason.TOO_OLD, "added to what stood in the feed when it was first polled, and dated no later")
        return None

    def _broke_since(self, entry: Entry, story: Story) -> bool:
        """Say whether a story is known to be younger than the first poll of this feed."""
        dates = [day for day in (entry.published, story.published) if day is not None]
        return self.state.baseline_at is not None and bool(dates) and min(dates) > self.state.baseline_at
