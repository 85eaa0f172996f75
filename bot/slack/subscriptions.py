"""What channels follow, typed: subscribe, unsubscribe, list, mute, unmute and digest.

Each change is answered to the one who made it and said in the channel, so that nobody is surprised by what comes.
"""

from dataclasses import replace

from bot.core.cadences import Every
from bot.core.cadences import words as cadence_words
from bot.core.digest_words import parse_cadence
from bot.core.following import Setting, sentence
from bot.core.subscribing import muting
from bot.core.subscriptions import Amendment
from bot.errors import RequestError
from bot.pipeline import Amended, Place
from bot.slack import elements as kit
from bot.slack.elements import Block, Message
from bot.slack.escapes import channel_in, plain, unknown_channel_in
from bot.slack.office import Overseen
from bot.slack.permission import may_change
from bot.slack.telling import tell_channel
from bot.slack.verbs import Call, said

_CHANGES = 5
"""Changes that `list` shows."""
_PARTS = 40
"""Sections of settings at most; a message has room for fifty blocks."""


async def subscribe(call: Call) -> Message:
    """Follow what was typed, here or in the channel named."""
    place, rest = await _place(call)
    made = await call.desk.office.subscribe(place, call.user, plain(rest))
    return await _changed(call, place, made, nothing="follows that already")


async def unsubscribe(call: Call) -> Message:
    """Follow some companies no longer, or nothing."""
    place, rest = await _place(call)
    made = await call.desk.office.unsubscribe(place, call.user, plain(rest))
    return await _changed(call, place, made, nothing="follows nothing")


async def mute(call: Call) -> Message:
    """Keep a company, a word or everything out for a while."""
    place, rest = await _place(call)
    what, until = muting(plain(rest), call.desk.office.now())
    return await _changed(call, place, await call.desk.office.mute(place, call.user, what, until))


async def unmute(call: Call) -> Message:
    """Let something in again."""
    place, rest = await _place(call)
    what = plain(rest)
    return await _changed(call, place, await call.desk.office.unmute(place, call.user, what or "*"))


async def digest(call: Call) -> Message:
    """Set when a digest comes."""
    place, rest = await _place(call)
    try:
        cadence = parse_cadence(plain(rest))
    except ValueError as error:
        raise RequestError(str(error)) from error
    words = "gets no digest" if cadence.every is Every.OFF else f"gets a digest {cadence_words(cadence)}"
    made = await call.desk.office.choose(place, call.user, lambda choices: replace(choices, digest=cadence), words)
    return await _changed(call, place, made)


async def show(call: Call) -> Message:
    """Show what the channel follows, setting by setting, with who decided it and who changed it last."""
    return render_settings(call.place, await call.desk.office.overseen(call.place.channel))


def render_settings(place: Place, overseen: Overseen) -> Message:
    """Return a channel's settings as a message."""
    name = kit.mrkdwn(place.name, 80)
    if overseen.rules is None:
        head = f"*#{name}* {_silent(overseen)}"
        blocks: list[Block] = [kit.section(head, "list:head")]
    else:
        head = f"*#{name}* follows {kit.mrkdwn(sentence(overseen.rules), 900)}."
        blocks = [kit.section(head, "list:head")]
    lines = [_setting(one) for one in overseen.settings]
    parts = kit.packed(lines, kit.SECTION)[:_PARTS]
    blocks += [kit.section("\n".join(part), f"list:settings:{n}") for n, part in enumerate(parts)]
    history = [_amendment(one) for one in overseen.amendments[:_CHANGES]]
    if history:
        blocks.append(kit.context(["*Last changes*\n" + "\n".join(history)], "list:changes"))
    blocks.append(kit.context([_HOW], "list:how"))
    return Message(kit.joined([head, *lines, *history, _HOW]), tuple(blocks))


def _silent(overseen: Overseen) -> str:
    if overseen.paused:
        return f"gets nothing for now: {kit.mrkdwn(overseen.paused, 300)}"
    ended = " It was unsubscribed here, whatever watchlist.yaml says." if overseen.is_ended else ""
    return f"follows nothing.{ended} `/aispend subscribe` changes that."


def _setting(one: Setting) -> str:
    decided = "set here" if one.is_own else "as in watchlist.yaml"
    if one.instead_of is not None:
        decided += f"; watchlist.yaml says {kit.mrkdwn(one.instead_of, 200)}"
    return f"• {one.label}: *{kit.mrkdwn(one.value, 400)}* – {decided}"


def _amendment(one: Amendment) -> str:
    return f"• {kit.local_moment(one.at)}: <@{one.by}> – {kit.mrkdwn(one.words, 200)}"


async def _place(call: Call) -> tuple[Place, str]:
    """Return the channel that is meant, and the rest of what was typed.

    Raises:
        RequestError: Slack does not know the channel, or it is not theirs to change.
    """
    named, rest = channel_in(call.rest)
    if named is None:
        if (name := unknown_channel_in(rest)) is not None:
            raise RequestError(f"Slack does not say which channel #{name} is: type the command in that channel")
        return call.place, rest
    place = Place(*named, call.place.team)
    if not await may_change(call.desk.office, call.web, call.user, place.channel, call.place.channel):
        raise RequestError(f"only members of #{place.name} and admins may change it: type the command in that channel")
    return place, rest


async def _changed(call: Call, place: Place, made: Amended, nothing: str = "is so already") -> Message:
    """Tell the channel of a change, and the one who made it what came of it.

    Before everybody in another channel nothing is told of its settings: it may be private.
    """
    name, hushed = kit.mrkdwn(place.name, 80), call.is_public and place.channel != call.place.channel
    if hushed:
        trouble = await tell_channel(call.web, place, call.user, made.words) if made.words else None
        return said(f"Done. {trouble}" if trouble else "Done; what changed was said there.", "subscription:hushed")
    if not made.words:
        return said(f"#{name} {nothing}. `/aispend list` shows its settings.", "subscription:same")
    trouble = await tell_channel(call.web, place, call.user, made.words)
    lines = [f"Done: #{name} {kit.mrkdwn(made.words, 900)}.", *([trouble] if trouble else [])]
    return said("\n".join(lines), "subscription:changed")


_HOW = (
    "`/aispend settings` opens all of it, `/aispend subscribe` adds companies, a minimum or kinds, "
    "`/aispend mute` keeps something out for a while. watchlist.yaml is the operator's."
)
