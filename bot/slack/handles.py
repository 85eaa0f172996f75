"""What can be pressed on an alert: buttons, the menu beside them, a vote on its figure.

Every value holds the alert's id: a press means the same in a message that was edited since, or that was shared.
"""

from bot.core.alerts import Alert
from bot.core.votes import Vote
from bot.slack import elements as kit
from bot.slack import forms
from bot.slack.actions import MORE, READ, RECORD, SETTINGS, SHARE, VOTE, WHY, Choice
from bot.slack.elements import Block

NO_ALERT = "This alert is no longer on record, so there is nothing more to say about it."
"""The answer to a press on an alert that is gone."""

_OPTION, _SAID = 75, 75
"""Most characters of an option and of what a screen reader says of a button."""


def buttons(alert: Alert) -> list[Block]:
    """Return the row of an alert: the company's record, the article, sharing, the reason, and the menu."""
    return [*reading(alert), kit.button("Share", SHARE, alert.id, "Share this alert"), why(alert), menu(alert)]


def reading(alert: Alert) -> list[Block]:
    """Return the buttons that lead on: the company's record and the article, where there are such."""
    found = []
    if org := company_of(alert):
        record = kit.cut(org, kit.BUTTON - len("’s record"))
        found.append(kit.button(f"{record}’s record", RECORD, org))
    if url := kit.safe_url(alert.source.link):
        said = kit.flat(f"Read the article of {alert.source.outlet}", _SAID)
        found.append(kit.link_button("Read", READ, url, said))
    return found


def why(alert: Alert) -> Block:
    """Return the button that asks for the reason of an alert."""
    return kit.button("Why this?", WHY, alert.id, "Why this? The rule and the words behind it")


def menu(alert: Alert) -> Block:
    """Return the menu: what keeps such alerts out, and what tells that one is wrong."""
    org = kit.flat(company_of(alert), _OPTION - len("Mute  7 days"))
    choices = {Choice.MUTE_DAY: f"Mute {org} 24 h", Choice.MUTE_WEEK: f"Mute {org} 7 days"} if org else {}
    choices |= {
        Choice.MUTE_STORY: "Mute this story",
        Choice.WRONG: "Wrong figure…",
        Choice.NOT_RELEVANT: "Not relevant",
    }
    return forms.overflow(MORE, [forms.option(words, choice.of(alert.id)) for choice, words in choices.items()])


def vote(alert: Alert, block_id: str) -> Block:
    """Return the two buttons that say whether the figure was read right."""
    return forms.feedback(
        VOTE,
        ("👍 Right", f"{Vote.GOOD}:{alert.id}", "Right: this figure was read right"),
        ("👎 Wrong", f"{Vote.WRONG}:{alert.id}", "Wrong: this figure was read wrong"),
        block_id,
    )


def change(alert: Alert, label: str | None = None) -> Block:
    """Return the button that leads to what the channel follows.

    Args:
        alert: Of that channel.
        label: What stands on it; None says it in full.
    """
    said = f"Change what {place_of(alert)} follows"
    return kit.button(label or said, SETTINGS, alert.channel, said if label else None)


def place_of(alert: Alert) -> str:
    """Return the channel of an alert, for people."""
    return f"#{kit.flat(alert.channel_name, 40)}" if alert.channel_name else "this channel"


def company_of(alert: Alert) -> str:
    """Return the company that an alert is about, on one line: who pays, or is paid; empty where nobody is named."""
    return kit.line(alert.figure.org or alert.figure.counterparty or "")
