"""A fold as a Slack message: a line for each alert that its channel's hour had no room for.

Every alert is there, in the blocks and in the plain `text`; none is ever "and more", so the lines are kept short enough
for all of it to fit.
"""

from bot.core.alerts import Alert
from bot.core.turns import Fold
from bot.slack import elements as kit
from bot.slack.blocks import block_id, headline_of
from bot.slack.elements import Block, Message

_TEXT_LINE, _HEADLINE, _OUTLET = 240, 180, 40
"""Most characters of a line of `text` and its parts: all lines of a fold together stay below Slack's limit."""


def render_fold(fold: Fold) -> Message:
    """Return the message of a fold: a heading, and a paragraph for each alert with its headline and its source."""
    title = title_of(fold)
    blocks: list[Block] = [kit.header(title, block_id(fold, "head"))]
    for number, alert in enumerate(fold.alerts, 1):
        line = f"*{kit.mrkdwn(headline_of(alert), kit.LINE)}*\n{_source(alert)}"
        blocks.append(kit.section(line, block_id(fold, f"alert{number}")))
    blocks.append(kit.context([_WHY], block_id(fold, "why")))
    return Message("\n".join((title, *map(_text_line, fold.alerts))), tuple(blocks))


def title_of(fold: Fold) -> str:
    """Return a fold's first line, plain: `3 more announcements`."""
    count = len(fold.alerts)
    return f"{count} more announcement{'' if count == 1 else 's'}"


_WHY = "In one message, because this channel wants only so many an hour."


def _source(alert: Alert) -> str:
    source = alert.source
    when = kit.local_moment(source.published) if source.published else "undated"
    return f"{kit.link(source.link, source.outlet)} · {when}"


def _text_line(alert: Alert) -> str:
    """Return an alert as a line of `text`, its source linked where the link leaves room for the rest."""
    source, line = alert.source, f"• {kit.mrkdwn(headline_of(alert), _HEADLINE)}"
    linked = f"{line} – {kit.link(source.link, source.outlet, _OUTLET)}"
    return linked if kit.units(linked) <= _TEXT_LINE else f"{line} – {kit.link(None, source.outlet, _OUTLET)}"
