"""Why a channel gets an alert, in words: what it follows, and in whom of the figure it does.

Only what narrows is said: a channel that follows every kind of any payer follows "any payer".
"""

from bot.core.following import PLURALS
from bot.core.kinds import SPEND
from bot.core.phrases import and_, short
from bot.core.rules import Rules

_EVERY_KIND = 10
"""So many kinds are named: all of them, where a channel does not follow every one."""


def followed(rules: Rules, company: str | None = None, side: str = "") -> str:
    """Return why a channel gets an alert: `#ai-spend follows pledges ≥ $1B`.

    Args:
        rules: The channel's.
        company: Whom of those followed the figure is of, as the channel spells it; None where it follows any payer.
        side: What that company is in the figure: `as payer`.

    >>> from bot.core.kinds import Kind
    >>> followed(Rules("C1", "ai-spend"))
    '#ai-spend follows any payer ≥ $1B'
    >>> followed(Rules("C1", "ai-spend", kinds=frozenset({Kind.PLEDGE, Kind.STAKE})))
    '#ai-spend follows pledges and stakes ≥ $1B'
    >>> rules = Rules("C1", "ai-spend", kinds=frozenset({Kind.FUND}), companies=("Meta", "Bolt", "Oracle"))
    >>> followed(rules, "Meta", "as payer")
    '#ai-spend follows Meta (here as payer) and 2 more: funds ≥ $1B'
    """
    kinds = "" if rules.kinds >= SPEND else and_(_named(rules), _EVERY_KIND)
    least = f"≥ {short(rules.min)}"
    if company is None:
        return f"#{rules.name} follows {kinds or 'any payer'} {least}"
    whom = f"{company} (here {side})"
    if (more := len(rules.companies) - 1) > 0:
        whom += f" and {more} more"
    return f"#{rules.name} follows {whom}{f': {kinds}' if kinds else ''} {least}"


def _named(rules: Rules) -> tuple[str, ...]:
    """Return the kinds that a channel follows, always in one order."""
    return tuple(words for kind, words in PLURALS.items() if kind in rules.kinds)
