"""A fold as a Slack message: a line for each alert that its channel's hour had no room for.

Every alert is there, in the blocks and in the plain `text`; none is ever "and more", so the lines are kept short enough
for all of it to fit.
"""

from bot.core.alerts import Alert
from bot.core.headlines import headline_of
from bot.core.turns import Fold
from bot.slack import elements as kit
from bot.slack import lines
from bot.slack.elements import Block, Message
from bot.slack.lines import block_id

_TEXT_LINE, _HEADLINE, _OUTLET = 240, 180, 40
"""Most characters of a line of `text` and its parts: all lines of a fold together stay below Slack's limit."""


def render_fold(fold: Fold) -> Message:
    """Return the message of a fold: a heading, and a paragraph for each alert with its headline and its source."""
    title = title_of(fold)
    blocks: list[Block] = [kit.header(title, block_id(fold, "head"))]
    for number, alert in enumerate(fold.alerts, 1):
        blocks.append(kit.section(f"{_headline(alert)}\n{_source(alert)}", block_id(fold, f"alert{number}")))
    blocks.append(kit.context([_WHY], block_id(fold, "why")))
    return Message("\n".join((title, *map(_text_line, fold.alerts))), tuple(blocks))


def title_of(fold: Fold) -> str:
    """Return a fold's first line, plain: `3 more announcements`."""
    count = len(fold.alerts)
    return f"{count} more announcement{'' if count == 1 else 's'}"


_WHY = "In one message, because this channel wants only so many an hour."


def _headline(alert: Alert) -> str:
    """Return an alert's first line; struck through where people took its figure out before the fold was made."""
    line = kit.mrkdwn(headline_of(alert), kit.LINE)
    return f"*{line}*" if alert.taken_out is None else f"~{line}~ {lines.taken_out(alert.taken_out)}"


def _source(alert: Alert) -> str:
    return f"{lines.where(alert)} · {lines.when(alert)}"


def _text_line(alert: Alert) -> str:
    """Return an alert as a line of `text`, its source linked where the link leaves room for the rest."""
    out = "Taken out of the ledger: " if alert.taken_out is not None else ""
    source, line = alert.source, f"• {out}{kit.mrkdwn(headline_of(alert), _HEADLINE - len(out))}"
    linked = f"{line} – {kit.link(source.link, source.outlet, _OUTLET)}"
    return linked if kit.units(linked) <= _TEXT_LINE else f"{line} – {kit.link(None, source.outlet, _OUTLET)}"
