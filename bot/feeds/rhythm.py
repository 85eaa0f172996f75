"""When to ask a feed again: its own interval, a growing back-off after failures, or what the server asks for.

A feed is never given up: the longest pause is a day, so one that comes back is heard of again.
"""

from datetime import datetime, timedelta
from hashlib import blake2b

from bot.errors import FetchError, ParseError
from bot.ports import FeedState, Fetched, NotModified

SHORTEST = timedelta(minutes=2)
LONGEST = timedelta(hours=5)
FIRST_BACK_OFF = timedelta(minutes=5)
FIRST_BACK_OFF_TOO_OFTEN = timedelta(minutes=15)
LONGEST_BACK_OFF = timedelta(hours=6)
# Where no answer came the fault is most often our own line, and once it is back nobody waits six hours for news.
LONGEST_WITHOUT_ANSWER = timedelta(minutes=30)
PERMANENT = timedelta(hours=24)
LONGEST_ASKED = timedelta(hours=24)

TOO_MANY_REQUESTS = 429
# 5 min doubled seven times is past the cap; more doublings only risk an overflow.
_MOST_DOUBLINGS = 7


def next_due(state: FeedState, outcome: Fetched | NotModified | FetchError | ParseError, now: datetime) -> datetime:
    """Decide when to poll a feed next.

    Args:
        state: As it was before this poll; `failures` does not count this one.
        outcome: What the poll came to.
        now: Aware.

    >>> from bot.core.entry import Feed
    >>> start = datetime(2025, 2, 25, 10, 0)
    >>> next_due(FeedState(Feed("FT", "https://example.org/rss")), NotModified(), start).isoformat()
    '2025-02-25T10:10:00'
    >>> slow_down = FetchError("Too often.", url="https://example.org/rss", status=429, retry_after=1800)
    >>> next_due(FeedState(Feed("FT", "https://example.org/rss")), slow_down, start).isoformat()
    '2025-02-25T10:30:00'
    """
    if isinstance(outcome, FetchError):
        if outcome.permanent:
            return now + PERMANENT
        if outcome.retry_after is not None:
            # Compared as seconds: a server may ask for more than a timedelta holds.
            seconds = min(outcome.retry_after, LONGEST_ASKED.total_seconds())
            return now + max(timedelta(seconds=seconds), SHORTEST)
        first = FIRST_BACK_OFF_TOO_OFTEN if outcome.status == TOO_MANY_REQUESTS else FIRST_BACK_OFF
        longest = LONGEST_WITHOUT_ANSWER if outcome.status is None else LONGEST_BACK_OFF
        return now + _back_off(first, state, longest)
    if isinstance(outcome, ParseError):
        return now + _back_off(FIRST_BACK_OFF, state)
    return now + min(max(state.feed.every, SHORTEST), LONGEST)


def _back_off(first: timedelta, state: FeedState, longest: timedelta = LONGEST_BACK_OFF) -> timedelta:
    doubled = first * (1 << min(state.failures, _MOST_DOUBLINGS))
    return min(doubled * _jitter(state.feed.name), longest)


def _jitter(name: str) -> float:
    """Return a factor from 0.9 to 1.1 that is always the same for a feed, so that feeds failing together part."""
    return 0.9 + 0.2 * blake2b(name.encode(), digest_size=1).digest()[0] / 255
