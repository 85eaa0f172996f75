"""An alert as a Slack message, in the layout its channel wants, and why it was posted.

The same labelled facts fill the fields and the plain `text`, so that neither can say what the other does not.
Every block's id names alert, version and part: it comes back in button presses and in a channel's history.
"""

from collections.abc import Callable

from bot.core.alerts import Alert
from bot.core.headlines import headline_of
from bot.core.rules import Layout
from bot.core.wording import signer
from bot.slack import elements as kit
from bot.slack import handles, lines
from bot.slack.actions import READ, RECORD, SETTINGS, WHY
from bot.slack.compact import compact_blocks
from bot.slack.elements import Block, Message, Pair
from bot.slack.facts import change_of, facts_of
from bot.slack.lines import block_id
from bot.slack.struck import render_struck

__all__ = [
    "READ",
    "RECORD",
    "SETTINGS",
    "WHY",
    "block_id",
    "change_of",
    "facts_of",
    "headline_of",
    "render_alert",
    "render_note",
    "render_why",
    "text_of",
    "told_blocks",
]


def render_alert(alert: Alert, linked: str | None = None) -> Message:
    """Return the message of an alert in its layout; struck out where its figure is no longer in the ledger.

    Args:
        alert: In the version to show.
        linked: Address of the message that this one's links to, see `Alert.linked`; None where there is none.
    """
    if alert.taken_out is not None:
        return render_struck(alert, alert.taken_out, linked)
    build = compact_blocks if alert.layout is Layout.COMPACT else full_blocks
    return Message(text_of(alert, linked), tuple(build(alert, linked)))


def full_blocks(alert: Alert, earlier_link: str | None) -> list[Block]:
    """Return all that is told, why it is here, and all that can be pressed."""
    here = f"*Why here:* {kit.mrkdwn(alert.followed, kit.LINE)}"
    return [
        *told_blocks(alert, earlier_link),
        kit.section(here, block_id(alert, "followed"), handles.change(alert, "Change")),
        kit.actions(handles.buttons(alert), block_id(alert, "buttons")),
        handles.vote(alert, block_id(alert, "vote")),
    ]


def told_blocks(alert: Alert, earlier_link: str | None, name: Callable[[Alert, str], str] = block_id) -> list[Block]:
    """Return headline, summary, key figures, source, why it is news, and what else its text tells.

    The other figures of the text stand in one line of small print that names two and counts the rest: a box to fold
    out (`container`) is taller closed than that line, on a telephone too, and the answer to "Why this?" names them all.

    Args:
        alert: In the version to show.
        earlier_link: Address of the message whose story this one's changes; None where there is none.
        name: Makes the id of a block of a word.
    """
    blocks: list[Block] = [kit.header(headline_of(alert), name(alert, "head"))]
    if summary := kit.flat(alert.summary, kit.SECTION):
        blocks.append(kit.plain_section(summary, name(alert, "summary")))
    blocks.append(kit.fields(facts_of(alert), name(alert, "figures")))
    blocks.append(kit.context([lines.source(alert)], name(alert, "source")))
    if news := lines.news(alert, earlier_link):
        blocks.append(kit.context([f"*Why it is news:* {news}"], name(alert, "news")))
    if others := lines.others(alert):
        small = f"*Also in the text:* {kit.mrkdwn(others, kit.CONTEXT - 50)}"
        blocks.append(kit.context([small], name(alert, "others")))
    return blocks


def text_of(alert: Alert, earlier_link: str | None = None, *, here: bool = True) -> str:
    """Return all that an alert says as plain text: a screen reader reads nothing else, and a lock screen its start.

    Args:
        alert: In the version to show.
        earlier_link: Address of the message whose story this one's changes; None where there is none.
        here: Whether to say why its own channel gets it.
    """
    source = alert.source
    said = [kit.mrkdwn(headline_of(alert), 500), kit.mrkdwn(alert.summary, 1200), _spoken(facts_of(alert))]
    said.append(f"{lines.certainty(alert)}, {lines.read_from(alert)}.")
    said.append(f"Source: {lines.where(alert)}, {kit.moment(source.published) if source.published else 'undated'}.")
    if alert.also:
        said.append(f"Also: {lines.also(alert)}.")
    if news := lines.news(alert, earlier_link):
        said.append(f"Why it is news: {news}.")
    if others := lines.others(alert):
        said.append(f"Also in the text: {kit.mrkdwn(others, 400)}.")
    if here:
        said.append(f"Why here: {kit.mrkdwn(alert.followed, 300)}.")
    return kit.joined([part for part in said if part])


def _spoken(facts: tuple[Pair, ...]) -> str:
    return " ".join(f"{label}: {kit.mrkdwn(', '.join(value), 300)}." for label, value in facts)


def render_note(alert: Alert) -> Message:
    """Return what is said in an alert's thread of its last change; alerts that never changed have none."""
    if alert.taken_out is not None:
        text = f"{lines.taken_out(alert.taken_out)}."
    elif alert.was is not None:
        source = alert.was.by
        change = kit.mrkdwn(change_of(alert, alert.was), kit.LINE)
        text = f"{change} ({kit.link(source.link, signer(source.outlet))})"
    else:
        raise ValueError(f"alert {alert.id} has not changed")
    return Message(text, (kit.section(text, block_id(alert, "note")),))


def render_why(alert: Alert, *, here: bool = True) -> Message:
    """Return the answer to "Why this?": the rule that let it in, the words it rests on, and what else was read.

    Args:
        alert: The one asked about.
        here: Whether it is asked in the alert's own channel: what that follows is nobody else's.
    """
    figure = alert.figure
    said = [f"*Why this?* {kit.mrkdwn(headline_of(alert), kit.HEADER)}"]
    said += [kit.mrkdwn(alert.followed, 500)] if here else []
    if alert.taken_out is not None:
        said.append(f"{lines.taken_out(alert.taken_out)}.")
    said.append(f"The sum was read from “{kit.mrkdwn(figure.quote, 300)}” and taken for: {figure.kind.label.lower()}.")
    if words := "”, “".join(dict.fromkeys((*alert.evidence, *figure.evidence))):
        said.append(f"The decision rests on these words: “{kit.mrkdwn(words, 1000)}”.")
    if others := lines.others(alert, most=len(alert.others)):
        said.append(f"Also in the text: {kit.mrkdwn(others, 600)}.")
    text = "\n".join(said)
    change = [kit.actions([handles.change(alert)], block_id(alert, "change"))] if here else []
    return Message(text, (kit.section(text, block_id(alert, "why")), *change))
