"""The small print of an alert, line by line, escaped: its source, why it is news, what else its text tells.

Both layouts are made of these, and so is the plain `text`.
"""

from bot.core.alerts import Alert, TakenOut
from bot.core.corrections import What
from bot.core.headlines import aside
from bot.core.phrases import CERTAINTIES
from bot.core.turns import Post
from bot.core.wording import signer
from bot.slack import elements as kit

_OTHERS, _ALSO = 2, 2
"""Other figures, and other outlets, that are named; the rest are counted."""


def block_id(alert: Post, part: str) -> str:
    """Return the id of one block of an alert's or a digest's message; `part` is one word."""
    return f"a:{alert.id}:v{alert.version}:{part}"


def source(alert: Alert) -> str:
    """Return who told it when, how sure it is, the words that were read, and who tells it too."""
    parts = [where(alert), when(alert), certainty(alert), read_from(alert)]
    if alert.also:
        parts.append(f"also: {also(alert)}")
    return " · ".join(parts)


def where(alert: Alert) -> str:
    """Return the outlet, as a link where it has one."""
    return kit.link(alert.source.link, alert.source.outlet)


def when(alert: Alert) -> str:
    """Return when the article was published, in each reader's own zone."""
    return kit.local_moment(alert.source.published) if alert.source.published else "undated"


def day_of(alert: Alert) -> str:
    """Return the day on which the article was published, likewise."""
    return kit.local_day(alert.source.published) if alert.source.published else "undated"


def certainty(alert: Alert) -> str:
    """Return how sure it is, in words."""
    return CERTAINTIES[alert.figure.certainty]


def read_from(alert: Alert) -> str:
    """Return the words that the figure was read from."""
    words = f"read from “{kit.mrkdwn(alert.figure.quote, 200)}”"
    if alert.was is None or alert.was.change.takes_back:
        return words
    who = kit.mrkdwn(signer(alert.was.by.outlet), 60)
    return f"{words}, corrected by {who}" if alert.was.is_mended else f"{words} in {who}"


def also(alert: Alert) -> str:
    """Return who else tells the story, as links; the later ones are counted."""
    named = [kit.link(source.link, source.outlet, 60) for source in alert.also[:_ALSO]]
    left = len(alert.also) - _ALSO
    return ", ".join([*named, f"+{left}"] if left > 0 else named)


def news(alert: Alert, earlier_link: str | None) -> str:
    """Return why it is news, and the way to the alert whose story it changes; empty where there is neither."""
    parts = [kit.mrkdwn(" · ".join(alert.news), kit.CONTEXT - 600)] if alert.news else []
    parts += [kit.link(earlier_link, "the earlier alert")] if earlier_link else []
    return " · ".join(parts)


def others(alert: Alert, most: int = _OTHERS) -> str:
    """Return the other figures of the text in a few words each, plain; those beyond `most` are counted."""
    lines = [aside(figure) for figure in alert.others[:most]]
    if (left := len(alert.others) - most) > 0:
        lines.append(f"{left} more")
    return " · ".join(lines)


def taken_out(why: TakenOut, link: str | None = None) -> str:
    """Return who took a figure out of the ledger, and why: `Taken out of the ledger by @ana: not AI spending`.

    Args:
        why: As it is kept.
        link: Address of the message that a duplicate tells again; None where there is none.
    """
    reason = "not AI spending"
    if why.what is What.DUPLICATE:
        same = kit.link(link, why.same or "another alert", 200)
        reason = f"duplicate of {same}"
    return f"Taken out of the ledger by {kit.mrkdwn(signer(why.by), 80)}: {reason}"
