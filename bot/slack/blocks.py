"""An alert as a Slack message, and why it was posted.

The same labelled facts fill the fields and the plain `text`, so that neither can say what the other does not.
Every block's id names alert, version and part: it comes back in button presses and in a channel's history.
"""

from datetime import timedelta

from bot.core.alerts import Alert, Was
from bot.core.changes import Change
from bot.core.figures import Figure
from bot.core.headlines import aside, headline, payers
from bot.core.phrases import CERTAINTIES, day, dollars, original, per_year, short, sum_of
from bot.core.turns import Post
from bot.core.wording import CHANGES, known_as, other_side, period_of
from bot.slack import elements as kit
from bot.slack.elements import Block, Message, Pair

RECORD, READ, WHY = "record", "read", "why"
"""What the buttons are called in the payloads that come back."""

_OTHERS = 4
_ALSO = 2
"""Other outlets that are named."""
_WEEK = timedelta(days=7)


def block_id(alert: Post, part: str) -> str:
    """Return the id of one block of an alert's, a fold's or a digest's message; `part` is one word."""
    return f"a:{alert.id}:v{alert.version}:{part}"


def render_alert(alert: Alert, earlier_link: str | None = None) -> Message:
    """Return the message of an alert: headline, summary, key figures, source, why it is here, buttons.

    Args:
        alert: In the version to show.
        earlier_link: Address of the message whose story this one's changes; None where there is none.
    """
    line = headline_of(alert)
    facts = facts_of(alert)
    blocks: list[Block] = [kit.header(line, block_id(alert, "head"))]
    if summary := kit.flat(alert.summary, kit.SECTION):
        blocks.append(kit.plain_section(summary, block_id(alert, "summary")))
    blocks.append(kit.fields(facts, block_id(alert, "figures")))
    if others := _others(alert):
        blocks.append(_small_print("Also in the text", others, block_id(alert, "others")))
    blocks.append(kit.context([_source(alert)], block_id(alert, "source")))
    if news := _news(alert, earlier_link):
        blocks.append(kit.context([news], block_id(alert, "news")))
    blocks.append(_small_print("Why here", alert.followed, block_id(alert, "followed")))
    blocks.append(kit.actions(_buttons(alert), block_id(alert, "buttons")))
    return Message(_text(alert, line, facts, _news(alert, earlier_link)), tuple(blocks))


def render_note(alert: Alert) -> Message:
    """Return what is said in an alert's thread of its last change; alerts that never changed have none."""
    if alert.was is None:
        raise ValueError(f"alert {alert.id} has not changed")
    source = alert.was.by
    text = f"{kit.mrkdwn(change_of(alert, alert.was), kit.LINE)} ({kit.link(source.link, source.outlet)})"
    return Message(text, (kit.section(text, block_id(alert, "note")),))


def change_of(alert: Alert, was: Was) -> str:
    """Return what has changed in an alert, plain: `Raised: was $60–65B, now $64–72B`."""
    change = CHANGES[was.change].capitalize()
    if was.change.takes_back:
        return f"{change}: {known_as(was.figure, was.change)}"
    now = sum_of(alert.figure) if was.change is not Change.CONFIRMED else f"{sum_of(alert.figure)}, announced"
    return f"{change}: was {known_as(was.figure, was.change)}, now {now}"


def headline_of(alert: Alert) -> str:
    """Return the alert's first line, plain: `Alibaba pledges CN¥380B ($53B) for AI over 3 years`."""
    published = alert.source.published
    return headline(alert.figure, published.date() if published else None)


def facts_of(alert: Alert) -> tuple[Pair, ...]:
    """Return the alert's key figures as labels and lines, plain; what is not stated is left out."""
    figure = alert.figure
    period = period_of(figure.period) if figure.period else "not stated"
    pairs = (
        ("Who", _who(figure)),
        ("How much", _how_much(alert)),
        ("Was", _was(alert)),
        ("Period", (_upper(period),)),
        ("Per year", (_upper(per_year(figure) or ""),)),
        ("Kind", (figure.kind.label,)),
        ("For what", (_upper(figure.purpose or ""),)),
    )
    return tuple((label, lines) for label, lines in pairs if any(lines))


def render_why(alert: Alert) -> Message:
    """Return the answer to "Why this?": the rule that let it in and the words it rests on."""
    figure = alert.figure
    lines = [f"*Why this?* {kit.mrkdwn(headline_of(alert), kit.HEADER)}", kit.mrkdwn(alert.followed, 500)]
    lines.append(f"The sum was read from “{kit.mrkdwn(figure.quote, 300)}” and taken for: {figure.kind.label.lower()}.")
    if words := "”, “".join(dict.fromkeys((*alert.evidence, *figure.evidence))):
        lines.append(f"The decision rests on these words: “{kit.mrkdwn(words, 1000)}”.")
    lines.append("Not what you want to see? The channel's watch list decides; ask whoever runs this bot to narrow it.")
    text = "\n".join(lines)
    return Message(text, (kit.section(text, block_id(alert, "why")),))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _who(figure: Figure) -> tuple[str, ...]:
    who = payers(figure) or "Not named"
    return (who, other_side(figure.kind, figure.counterparty)) if figure.counterparty else (who,)


def _how_much(alert: Alert) -> tuple[str, ...]:
    figure = alert.figure
    lines = [_upper(original(figure))]
    usd = dollars(figure)
    if usd and figure.rate_day is None:
        lines.append(f"{usd}, as the text says")
    elif usd and figure.rate_day:
        published = alert.source.published
        fresh = published is not None and published.date() - figure.rate_day <= _WEEK
        lines.append(f"about {usd} at {'the day’s rate' if fresh else f'the rate of {day(figure.rate_day)}'}")
    elif figure.currency != "USD":
        lines.append("no rate in dollars is known")
    if also := [short(money) for money in figure.also if money.currency not in (figure.currency, "USD")]:
        lines.append(f"also given as {' or '.join(also[:3])}")
    return tuple(lines)


def _was(alert: Alert) -> tuple[str, ...]:
    was = alert.was
    if was is None:
        return ()
    when = f", {day(was.by.published.date())}" if was.by.published else ""
    return known_as(was.figure, was.change), f"{CHANGES[was.change]}, says {was.by.outlet}{when}"


def _news(alert: Alert, earlier_link: str | None) -> str:
    """Return why an alert is news and what it changes, escaped."""
    parts = [kit.mrkdwn(" · ".join(alert.news), kit.CONTEXT - 600)] if alert.news else []
    parts += [kit.link(earlier_link, "the earlier alert")] if earlier_link else []
    return f"*Why it is news:* {' · '.join(parts)}" if parts else ""


def _small_print(label: str, text: str, block: str) -> Block:
    return kit.context([f"*{label}:* {kit.mrkdwn(text, kit.CONTEXT - 50)}"], block)


def _others(alert: Alert) -> str:
    lines = [aside(figure) for figure in alert.others[:_OTHERS]]
    if (left := len(alert.others) - _OTHERS) > 0:
        lines.append(f"{left} more")
    return " · ".join(lines)


def _read_from(alert: Alert) -> str:
    where = f" in {kit.mrkdwn(alert.was.by.outlet, 60)}" if alert.was and not alert.was.change.takes_back else ""
    return f"read from “{kit.mrkdwn(alert.figure.quote, 200)}”{where}"


def _source(alert: Alert) -> str:
    source = alert.source
    parts = [kit.link(source.link, source.outlet)]
    parts.append(kit.local_moment(source.published) if source.published else "undated")
    parts += [CERTAINTIES[alert.figure.certainty], _read_from(alert)]
    if alert.also:
        parts.append(f"also: {_also(alert)}")
    return " · ".join(parts)


def _also(alert: Alert) -> str:
    """Return who else tells the story, as links; the later ones are counted."""
    named = [kit.link(source.link, source.outlet, 60) for source in alert.also[:_ALSO]]
    left = len(alert.also) - _ALSO
    return ", ".join([*named, f"+{left}"] if left > 0 else named)


def _buttons(alert: Alert) -> list[Block]:
    buttons = []
    if org := kit.line(alert.figure.org or alert.figure.counterparty or ""):
        record = kit.cut(org, kit.BUTTON - len("’s record"))
        buttons.append(kit.button(f"{record}’s record", RECORD, org))
    if url := kit.safe_url(alert.source.link):
        buttons.append(kit.link_button("Read", READ, url))
    return [*buttons, kit.button("Why this?", WHY, alert.id)]


def _text(alert: Alert, line: str, facts: tuple[Pair, ...], news: str) -> str:
    source = alert.source
    lines = [kit.mrkdwn(line, 500), kit.mrkdwn(alert.summary, 1200)]
    lines.append(" ".join(f"{label}: {kit.mrkdwn(', '.join(value), 300)}." for label, value in facts))
    when = kit.moment(source.published) if source.published else "undated"
    lines.append(f"{CERTAINTIES[alert.figure.certainty]}, {_read_from(alert)}.")
    lines.append(f"Source: {kit.link(source.link, source.outlet)}, {when}.")
    if alert.also:
        lines.append(f"Also: {_also(alert)}.")
    lines.append(news)
    if others := _others(alert):
        lines.append(f"Also in the text: {kit.mrkdwn(others, 400)}.")
    lines.append(f"Why here: {kit.mrkdwn(alert.followed, 300)}.")
    return kit.joined([part for part in lines if part])
