"""The compact layout: an alert as one paragraph with its menu beside it, and at most one line of small print.

All that the full layout shows is in the plain `text` of this one too: it is the eye that is spared, not the reader.
"""

from bot.core.alerts import Alert
from bot.core.headlines import headline_of
from bot.slack import elements as kit
from bot.slack import handles, lines
from bot.slack.elements import Block
from bot.slack.facts import was_of
from bot.slack.lines import block_id


def compact_blocks(alert: Alert, earlier_link: str | None) -> list[Block]:
    """Return headline, source, certainty and date in one paragraph; below, what changed and why it is here."""
    told = f"{lines.where(alert)} · {lines.certainty(alert)} · {lines.day_of(alert)}"
    paragraph = f"*{kit.mrkdwn(headline_of(alert), kit.LINE)}* · {told}"
    head = kit.section(paragraph, block_id(alert, "head"), handles.menu(alert))
    small = _small_print(alert, earlier_link)
    return [head, kit.context([small], block_id(alert, "source"))] if small else [head]


def _small_print(alert: Alert, earlier_link: str | None) -> str:
    parts = [f"Was {kit.mrkdwn(', '.join(was), 300)}"] if (was := was_of(alert)) else []
    parts += [kit.link(earlier_link, "the earlier alert")] if earlier_link else []
    parts += [f"also: {lines.also(alert)}"] if alert.also else []
    return " · ".join(filter(None, [*parts, kit.mrkdwn(alert.followed, 300)]))
