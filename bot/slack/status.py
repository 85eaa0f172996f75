"""How the bot fares: its feeds, what waits to be posted, and when it last posted here."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.ports import Health
from bot.slack import elements as kit
from bot.slack.blocks import headline_of
from bot.slack.elements import Block, Message
from bot.slack.office import Status
from bot.slack.verbs import Call

_FAILING = 5
"""Failing feeds that the status names."""
_LINES = 25
"""Feeds in one section."""


async def status(call: Call) -> Message:
    """Say how the bot fares."""
    found = await call.desk.office.status(call.place.channel)
    return render_status(found, call.desk.office.now())


async def feeds(call: Call) -> Message:
    """Name every feed and say how it fares."""
    found = await call.desk.office.status(call.place.channel)
    return render_feeds(found.feeds, call.desk.office.now())


def render_status(found: Status, now: datetime) -> Message:
    """Return how the bot fares, as a message."""
    failing = [feed for feed in found.feeds if feed.error is not None]
    fine = sum(feed.error is None and feed.polled_at is not None for feed in found.feeds)
    lines = [f"*Feeds:* {fine} of {len(found.feeds)} fine{_polled(found.feeds, now)}"]
    lines += [f"• {_line(feed, now)}" for feed in failing[:_FAILING]]
    if (left := len(failing) - _FAILING) > 0:
        lines.append(f"• and {left} more: `/aispend feeds`")
    lines.append(f"*Waiting to be posted:* {_counted(found.pending, 'message') if found.pending else 'nothing'}")
    if found.last is None:
        lines.append("*Last alert here:* none yet")
    else:
        alert = found.last.alert
        what = kit.link(alert.source.link, headline_of(alert), 160)
        lines.append(f"*Last alert here:* {ago(now - found.last.at)}, {what}")
    lines.append(f"*On record:* {_counted(found.figures, 'figure')}")
    text = "\n".join(lines)
    return Message(text, (kit.section(text, "status"),))


def render_feeds(found: tuple[Health, ...], now: datetime) -> Message:
    """Return every feed, those that fail first, as a message."""
    ordered = sorted(found, key=lambda feed: (feed.error is None, feed.feed.casefold()))
    lines = [f"• {_line(feed, now)}" for feed in ordered] or ["No feed is followed yet: config/feeds.yaml names them."]
    head = kit.header(f"{len(found)} feeds", "feeds:head")
    blocks: list[Block] = [
        kit.section(kit.joined(lines[n : n + _LINES], kit.SECTION), f"feeds:{n}")
        for n in range(0, min(len(lines), 40 * _LINES), _LINES)
    ]
    return Message(kit.joined([f"{len(found)} feeds", *lines]), (head, *blocks))


def ago(age: timedelta) -> str:
    """Return how long ago something was.

    >>> ago(timedelta(seconds=20)), ago(timedelta(minutes=61)), ago(timedelta(days=3))
    ('just now', '1 hour ago', '3 days ago')
    """
    for unit, name in ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute")):
        if (count := age // unit) > 0:
            return f"{count} {name}{'' if count == 1 else 's'} ago"
    return "just now"


def _line(feed: Health, now: datetime) -> str:
    name = kit.mrkdwn(feed.feed, 80)
    if feed.polled_at is None:
        return f"{name}: not asked yet"
    if feed.error is None:
        return f"{name}: fine, asked {ago(now - feed.polled_at)}"
    times = f" {feed.failures} times in a row" if feed.failures > 1 else ""
    return f"{name}: *failed*{times}, last {ago(now - feed.polled_at)}: {kit.mrkdwn(feed.error, 150)}"


def _polled(feeds: Iterable[Health], now: datetime) -> str:
    times = [feed.polled_at for feed in feeds if feed.polled_at is not None]
    return f", last asked {ago(now - max(times))}" if times else ""


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"
