"""Pausing: a channel in which nothing can be posted is left alone until a person has mended that, who is told once.

A channel that is set in Slack is paused: what comes waits without calls. One of the watch list alone is the operator's:
what comes waits for it too, and is tried again and again.
"""

from bot.pipeline.subscribing import Place, Subscribing
from bot.ports import Trouble

OF_THE_TOKEN = frozenset({"account_inactive", "token_revoked"})
"""Codes that say that the bot may speak nowhere any more; what was paused for one goes on once it may again."""
STOPS = frozenset({"not_in_channel", "channel_not_found", "is_archived"}) | OF_THE_TOKEN
"""Codes of Slack's that say that only a person can bring the bot back into a channel."""


async def stopped(subscribing: Subscribing, operator: str | None, channel: str, code: str) -> tuple[Trouble, ...]:
    """Take note that nothing can be posted in a channel.

    Args:
        subscribing: What changes subscriptions.
        operator: Id of the channel that is told of the watch list's own channels; None means that nobody is.
        channel: Slack channel id.
        code: Slack's code for why.

    Returns:
        Whom to tell of it; nobody where they know already, nothing is followed there, or it will mend itself.

    Raises:
        StoreError: The database failed.
    """
    if code not in STOPS:
        return ()
    paused = await subscribing.pause(channel, code)
    held = await subscribing.followed(Place(channel, channel))
    if paused is not None:
        whom = (paused.owner, operator if held.is_listed else None)
        return tuple(Trouble(channel, paused.name, code, one, is_paused=True) for one in whom if one is not None)
    if operator is None or not held.is_listed or held.subscription is not None:
        return ()
    is_news = await subscribing.store.greet(f"trouble:{channel}:{code}", subscribing.now)
    return (Trouble(channel, held.rules.name, code, operator, is_paused=False),) if is_news else ()


async def reconnected(subscribing: Subscribing, team: str | None = None) -> None:
    """Go on in channels that were paused because the bot might speak nowhere.

    Args:
        subscribing: What changes subscriptions.
        team: The workspace whose channels go on; None means all.

    Raises:
        StoreError: The database failed.
    """
    for one in await subscribing.store.subscriptions():
        if one.paused in OF_THE_TOKEN and team in (None, one.team):
            await subscribing.resume(one.channel)
