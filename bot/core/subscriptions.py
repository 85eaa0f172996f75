"""Subscriptions: what a channel has set for itself in Slack, laid over what the watch list says of it.

The file is what the operator owns, a subscription what the channel owns: what a channel has not said stays as the file
has it, so that a change of the file reaches every channel that has no wish of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from bot.core.cadences import Cadence, Every
from bot.core.kinds import Certainty, Kind
from bot.core.money import Money
from bot.core.quiet import Quiet
from bot.core.rules import Layout, Mute, Rules, Updates


@dataclass(frozen=True, slots=True)
class Choices:
    """What a channel has said; None means that it has not.

    Attributes:
        companies: Names as organisations or ledger spell them; empty means any payer.
        quiet: Quiet hours; such as have neither hours nor weekends mean none.
        digest: When a digest comes; one that comes `off` means none.
        mutes: What it keeps out beside what the file does.
        others: For each field as `Rules` has it.
    """

    companies: tuple[str, ...] | None = None
    countries: tuple[str, ...] | None = None
    min: Money | None = None
    kinds: frozenset[Kind] | None = None
    certainty: frozenset[Certainty] | None = None
    updates: Updates | None = None
    layout: Layout | None = None
    quiet: Quiet | None = None
    digest: Cadence | None = None
    mutes: tuple[Mute, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel that was set in Slack.

    Attributes:
        channel: Slack channel id.
        name: The channel's name, for people.
        owner: Id of the member who subscribed it: who is told when it is paused.
        team: Id of its workspace; None where there is but one.
        choices: What the channel has said.
        follows: False once it was unsubscribed, which holds against the file too.
        paused: Slack's code for why nothing can be posted there; None where it can.
        paused_at: When it was paused last (UTC); None where it never was, or that is not known.
        version: Counted up by each change, from 1.
    """

    channel: str
    name: str
    owner: str
    team: str | None = None
    choices: Choices = Choices()
    follows: bool = True
    paused: str | None = None
    paused_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Followed:
    """A channel, with what it follows and who decided that.

    Attributes:
        rules: What it follows; where it follows nothing, what it would follow.
        is_listed: Whether the watch list names it.
        subscription: What was set in Slack; None where nothing was.
    """

    rules: Rules
    is_listed: bool
    subscription: Subscription | None

    @property
    def follows(self) -> bool:
        """Say whether it follows anything."""
        return self.is_listed if self.subscription is None else self.subscription.follows

    @property
    def paused(self) -> str | None:
        """Return Slack's code for why nothing can be posted there; None where it can, as far as is known."""
        return None if self.subscription is None else self.subscription.paused


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of what a channel follows, as it is kept and said in the channel.

    Attributes:
        channel: Slack channel id.
        by: Id of the member who made it.
        at: When (UTC).
        words: What was changed, for people.
    """

    channel: str
    by: str
    at: datetime
    words: str


def in_force(file: Sequence[Rules], defaults: Rules, subscriptions: Iterable[Subscription]) -> tuple[Rules, ...]:
    """Return the rules that hold: those of the file with each channel's own choices, then channels set in Slack alone.

    Args:
        file: What the watch list says, one for each channel.
        defaults: What it says of every channel.
        subscriptions: All there are.
    """
    own = {one.channel: one for one in subscriptions}
    held = [laid_over(rules, own.pop(rules.channel, None)) for rules in file]
    rest = [laid_over(defaults, one) for one in own.values()]
    return tuple(rules for rules in (*held, *rest) if rules is not None)


def everywhere(file: Sequence[Rules], defaults: Rules, subscriptions: Iterable[Subscription]) -> tuple[Followed, ...]:
    """Return every channel of which anybody has said anything: those of the file, then those set in Slack alone."""
    own = {one.channel: one for one in subscriptions}
    listed = [followed(rules, own.pop(rules.channel, None), is_listed=True) for rules in file]
    return (*listed, *(followed(defaults, one, is_listed=False) for one in own.values()))


def followed(said: Rules, subscription: Subscription | None, *, is_listed: bool) -> Followed:
    """Return a channel with what it follows, or would follow.

    Args:
        said: What the file says of the channel, or of every channel.
        subscription: The channel's; None where nothing was set in Slack.
        is_listed: Whether the file names the channel.
    """
    open_ = subscription and replace(subscription, follows=True)
    return Followed(laid_over(said, open_) or said, is_listed, subscription)


def laid_over(rules: Rules, subscription: Subscription | None) -> Rules | None:
    """Return a channel's rules with its own choices; None where it follows nothing.

    What is paused follows on: what comes waits for it.

    Args:
        rules: What the file says of the channel, or of every channel.
        subscription: The channel's; None where nothing was set in Slack.

    >>> from decimal import Decimal
    >>> two = Choices(min=Money(Decimal(2), "USD"))
    >>> rules = laid_over(Rules("C1", "ai"), Subscription("C1", "ai", "U1", choices=two))
    >>> rules.min.amount, rules.companies
    (Decimal('2'), ())
    """
    if subscription is None:
        return rules
    if not subscription.follows:
        return None
    said = chosen(subscription.choices)
    said["mutes"] = (*rules.mutes, *subscription.choices.mutes)
    if (quiet := subscription.choices.quiet) is not None and quiet.start is None and not quiet.weekends:
        said["quiet"] = None
    if (digest := subscription.choices.digest) is not None and digest.every is Every.OFF:
        said["digest"] = None
    return replace(rules, channel=subscription.channel, name=subscription.name, **said)


def chosen(choices: Choices) -> dict[str, Any]:
    """Return what a channel has said, by the name of the field."""
    return {
        name: value
        for name in (field.name for field in fields(choices))
        if name != "mutes" and (value := getattr(choices, name)) is not None
    }


def with_mute(choices: Choices, mute: Mute, now: datetime) -> Choices:
    """Return choices with one more mute; those that are over are gone, and of two of the same the longer stays."""
    others = _other_mutes(choices, mute.what, now)
    same = [one for one in choices.mutes if one.what.casefold() == mute.what.casefold() and _outlasts(one, mute)]
    return choices if same else replace(choices, mutes=(*others, mute))


def _outlasts(one: Mute, other: Mute) -> bool:
    return one.until is None or (other.until is not None and one.until >= other.until)


def without_mute(choices: Choices, what: str, now: datetime) -> Choices:
    """Return choices without a mute, and without those that are over."""
    return replace(choices, mutes=_other_mutes(choices, what, now))


def _other_mutes(choices: Choices, what: str, now: datetime) -> tuple[Mute, ...]:
    lasting = (one for one in choices.mutes if one.until is None or one.until > now)
    return tuple(one for one in lasting if one.what.casefold() != what.casefold())
