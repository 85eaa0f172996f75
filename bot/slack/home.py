"""Somebody's Home tab: their channels and what these follow, the last alerts there, ways to try it, feeds, help.

It shows only channels that they are a member of, or that they subscribed themselves: what a private channel follows is
nobody else's to see. Blocks that Slack may refuse in a Home tab (tables, charts) are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.core.following import is_on, sentence, settings
from bot.core.headlines import headline_of
from bot.core.rules import EVERYTHING, Mute
from bot.core.subscriptions import Followed
from bot.ports import Health, Sent
from bot.slack import elements as kit
from bot.slack.actions import SETTINGS
from bot.slack.elements import Block
from bot.slack.health import health_lines
from bot.slack.help import examples
from bot.slack.trouble import why_paused

HIDE, AGAIN, ADD = "home:hide", "home:again", "home:add"
MUTE, UNMUTE, TRY = "home:mute", "home:unmute", "home:try"
GREETING = "home:greeting"
"""Id of the block that greets: it stays as long as nobody hides it."""

_FRESH = timedelta(days=60)
"""So old a year must be before its list is worth a look."""
MOST_ROOMS, MOST_ALERTS, MOST_COMPANIES = 15, 5, 4
_DETAILS = {"When a story moves on", "Messages", "Quiet hours", "Digest", "Muted"}
"""Settings that are told of a channel where they are its own, beside what it follows."""


@dataclass(frozen=True, slots=True)
class Room:
    """A channel on somebody's Home.

    Attributes:
        held: With what it follows.
        may_change: Whether they may change that from here.
    """

    held: Followed
    may_change: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What a Home tab shows.

    Attributes:
        rooms: The person's channels.
        is_whole: Whether these are all; False where Slack does not tell where they are a member.
        alerts: The last ones in these channels, each with the address of its message; None where none is known.
        companies: Names to try.
        feeds: How they fare.
        greets: Whether it begins with a welcome.
        now: UTC.
    """

    rooms: tuple[Room, ...]
    is_whole: bool
    alerts: tuple[tuple[Sent, str | None], ...]
    companies: tuple[str, ...]
    feeds: tuple[Health, ...]
    greets: bool
    now: datetime


def render_home(shown: Shown) -> dict[str, Any]:
    """Return somebody's Home tab."""
    names = {room.held.rules.channel: room.held.rules.name for room in shown.rooms}
    blocks = [
        *(_greeting() if shown.greets else ()),
        *_rooms(shown),
        *_alerts(shown.alerts, names),
        *_tries(shown.companies, (shown.now - _FRESH).year),
        *_feeds(shown.feeds, shown.now),
        *_help(shown.companies),
        kit.context([f"As of {kit.local_moment(shown.now)}. Opening this page brings it up to date."], "home:as_of"),
    ]
    return {"type": "home", "blocks": [dict(block) for block in blocks]}


def render_trouble_home() -> dict[str, Any]:
    """Return the Home tab where nothing can be read: it says so, and how to ask again."""
    sorry = "*Your channels and alerts cannot be shown just now.* It has been noted; alerts are not lost meanwhile."
    blocks = [
        kit.section(sorry, "home:trouble"),
        kit.actions([{**kit.button("Try again", AGAIN, "again"), "style": "primary"}], "home:again"),
        *_help(()),
    ]
    return {"type": "home", "blocks": [dict(block) for block in blocks]}


def _greeting() -> list[Block]:
    text = (
        "*Welcome!* aispend reads the news for organisations that commit large money to AI, posts each announcement "
        "once into the channels that follow it, and keeps every figure with its source. This page is yours alone."
    )
    return [kit.section(text, GREETING, kit.button("OK, hide this", HIDE, "hide"))]


def _rooms(shown: Shown) -> list[Block]:
    """Return the person's channels, and the way to one more."""
    blocks: list[Block] = [kit.header("Your channels", "home:rooms")]
    for room in shown.rooms[:MOST_ROOMS]:
        blocks += _room(room, shown.now)
    if not shown.rooms:
        blocks.append(kit.section(_NONE if shown.is_whole else _NONE_KNOWN, "home:none"))
    elif left := shown.rooms[MOST_ROOMS:]:
        names = ", ".join(f"#{kit.mrkdwn(room.held.rules.name, 80)}" for room in left[:30])
        more = f"And {len(left)} more: {names}. `/aispend settings` there shows each."
        blocks.append(kit.context([more], "home:more"))
    if shown.rooms and not shown.is_whole:
        blocks.append(kit.context([_PARTLY], "home:partly"))
    add = {**kit.button("Add aispend to a channel", ADD, "add"), **({} if shown.rooms else {"style": "primary"})}
    return [*blocks, kit.actions([add], "home:add")]


def _room(room: Room, now: datetime) -> list[Block]:
    """Return a channel: what it follows, who decided it, and what can be done."""
    held, rules = room.held, room.held.rules
    mute = _muted(held, now)
    lines = [f"*#{kit.mrkdwn(rules.name, 80)}* follows {kit.mrkdwn(sentence(rules), 500)}."]
    if held.paused:
        lines.append(f"*Paused.* {why_paused(held.paused)}")
    elif mute is not None:
        until = f" until {kit.local_moment(mute.until)}" if mute.until else ""
        lines.append(f"*Muted*{until}: nothing is posted there.")
    block_id = f"home:{rules.channel}"
    blocks = [kit.section("\n".join(lines), block_id), kit.context([_decided(held, now)], f"{block_id}:who")]
    if not room.may_change:
        return [*blocks[:1], kit.context([_decided(held, now), _THERE], f"{block_id}:who")]
    buttons = [kit.button("Settings", SETTINGS, rules.channel)]
    if mute is None and not held.paused:
        buttons.append(kit.button("Mute 24 h", MUTE, rules.channel))
    elif mute is not None and held.subscription and mute in held.subscription.choices.mutes:
        buttons.append(kit.button("Unmute", UNMUTE, rules.channel))
    return [*blocks, kit.actions(buttons, f"{block_id}:do")]


def _muted(held: Followed, now: datetime) -> Mute | None:
    """Return the mute of everything that is on in a channel."""
    return next((one for one in held.rules.mutes if one.what == EVERYTHING and is_on(one, now)), None)


def _decided(held: Followed, now: datetime) -> str:
    """Return who decided what a channel follows, and what it has set for itself beside that."""
    told = settings(held.rules, held.subscription, now)
    own = [one for one in told if one.is_own]
    details = [
        f"{one.label}: {one.value}" for one in own if one.label in _DETAILS and not one.value.startswith("everything")
    ]
    where = ["watchlist.yaml"] if held.is_listed or len(own) < len(told) else []
    where += ["this channel"] if own else []
    return kit.mrkdwn(" · ".join([f"Set by {' and '.join(where)}", *details]), kit.CONTEXT)


def _alerts(alerts: Sequence[tuple[Sent, str | None]], names: dict[str, str]) -> list[Block]:
    """Return the last alerts, each a link to its message."""
    if not alerts:
        return []
    lines = [
        f"• {kit.link(link, headline_of(sent.alert), 200)} · #{kit.mrkdwn(names.get(sent.alert.channel, '?'), 60)}, "
        f"{kit.local_moment(sent.at)}"
        for sent, link in alerts[:MOST_ALERTS]
    ]
    return [kit.header("Last alerts", "home:alerts"), kit.section(kit.joined(lines, kit.SECTION), "home:last")]


def _tries(companies: Sequence[str], year: int) -> list[Block]:
    """Return buttons that ask the ledger."""
    named = [name for name in map(kit.line, companies) if name][:MOST_COMPANIES]
    asked = [*named, f"top 10 {year}"]
    labels = [*named, f"Largest of {year}"]
    buttons = [
        kit.button(label, f"{TRY}:{number}", question)
        for number, (label, question) in enumerate(zip(labels, asked, strict=True))
    ]
    return [kit.header("Try it", "home:try"), kit.actions(buttons, "home:tries")]


def _feeds(feeds: Sequence[Health], now: datetime) -> list[Block]:
    lines = kit.joined(health_lines(feeds, now), kit.SECTION)
    return [kit.header("Feeds", "home:feeds"), kit.section(lines, "home:health")]


def _help(companies: tuple[str, ...]) -> list[Block]:
    lines = [f"• `{command}` – {what}" for command, what in (*examples(companies), *_VERBS)]
    return [kit.header("Help", "home:help"), kit.section(kit.joined(lines, kit.SECTION), "home:examples")]


_VERBS = (
    ("/aispend help", "all that can be typed"),
    ("/aispend subscribe alibaba min 2bn", "follow something in the channel where it is typed"),
    ("/aispend settings", "all that a channel has set, in one window"),
)
_NONE = "aispend posts in none of your channels yet."
_NONE_KNOWN = (
    "No channel is known that you subscribed. I cannot see which channels you are a member of; `/aispend list` in a "
    "channel says what it follows."
)
_PARTLY = "These are the channels that you subscribed; I cannot see which others you are a member of."
_THERE = "Change it with `/aispend settings` in the channel."
