"""Wishing: what somebody made of a channel's settings in a dialog is taken over, and said as it stands then."""

from dataclasses import replace

from bot.core.following import sentence
from bot.core.rules import Rules
from bot.core.subscriptions import Choices, Subscription, followed
from bot.core.wishes import Wishes, chosen_from, said_of
from bot.pipeline.subscribing import Amended, Place, Subscribing


async def wish(subscribing: Subscribing, place: Place, by: str, shown: Wishes, wanted: Wishes) -> Amended:
    """Make a channel follow what a dialog holds, as far as that differs from what it showed. Raises StoreError.

    Args:
        subscribing: What changes subscriptions.
        place: The channel.
        by: Who filled the dialog in.
        shown: What it showed.
        wanted: What it held in the end.
    """

    def step(one: Subscription, rules: Rules | None) -> tuple[Subscription, str]:
        held = _followed(subscribing, one)
        then = replace(one, choices=chosen_from(shown, wanted, held, one.choices), follows=True, paused=None)
        return then, said_of(shown, wanted, _followed(subscribing, then), is_new=rules is None)

    return await subscribing.amend(place, by, step)


async def reset(subscribing: Subscribing, place: Place, by: str) -> Amended:
    """Let a channel follow what the watch list says, but for its mutes. Raises StoreError."""

    def step(one: Subscription, _: Rules | None) -> tuple[Subscription, str]:
        then = replace(one, choices=Choices(mutes=one.choices.mutes), follows=True, paused=None)
        return then, f"follows {sentence(_followed(subscribing, then))}, all as watchlist.yaml says"

    return await subscribing.amend(place, by, step)


def _followed(subscribing: Subscribing, one: Subscription) -> Rules:
    """Return what a channel follows, or would follow."""
    return followed(subscribing.said(one.channel), one, is_listed=False).rules
