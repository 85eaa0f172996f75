"""How the feeds fare, in words: how many are read well, and which fail since when."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.ports import Health
from bot.slack import elements as kit

_HOUR = timedelta(hours=1)
_SEVERAL = 2
_NAMED = 5
"""Failing feeds that are named."""


def health_lines(feeds: Sequence[Health], now: datetime) -> tuple[str, ...]:
    """Return how feeds fare, escaped: one line on all of them, one for each that fails.

    Args:
        feeds: As they are configured.
        now: UTC.
    """
    if not feeds:
        return ("No feeds are configured.",)
    well = [feed for feed in feeds if feed.error is None and feed.polled_at is not None]
    failing = sorted(
        (feed for feed in feeds if feed.error is not None), key=lambda feed: (feed.failing_since or now, feed.feed)
    )
    fresh = sum(feed.polled_at is not None and now - feed.polled_at <= _HOUR for feed in well)
    waiting = len(feeds) - len(well) - len(failing)
    lately = f"; {'all' if fresh == len(well) else fresh} {'was' if fresh == 1 else 'were'} asked in the last hour"
    asked = "" if len(well) < _SEVERAL else lately
    lines = [f"{_count(len(well), len(feeds))} read well{asked}."] if well or failing else []
    if waiting:
        lines.append(f"{waiting} {'has' if waiting == 1 else 'have'} not been asked yet.")
    lines += [_failing(feed) for feed in failing[:_NAMED]]
    if (left := len(failing) - _NAMED) > 0:
        lines.append(f"{left} more {'fails' if left == 1 else 'fail'}.")
    return tuple(lines)


def _count(well: int, all_: int) -> str:
    if well == all_:
        return "The feed is" if all_ == 1 else f"All {all_} feeds are"
    return f"{well} of {all_} feeds {'is' if well == 1 else 'are'}"


def _failing(feed: Health) -> str:
    name, why = kit.mrkdwn(feed.feed, 60), kit.mrkdwn(feed.error or "", 150)
    since = f" since {kit.local_moment(feed.failing_since)}" if feed.failing_since else ""
    return f"• *{name}* fails{since}: {why}"
