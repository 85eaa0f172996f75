"""The form for a wrong figure, and what is said of a correction.

Only the field that a reason needs is shown: the choice of the reason is told to us at once, and the form drawn anew.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.core.alerts import Alert
from bot.core.corrections import Correction, What
from bot.core.headlines import headline_of
from bot.core.phrases import day
from bot.core.wording import corrected
from bot.pipeline import Corrected
from bot.slack import elements as kit
from bot.slack import forms, lines
from bot.slack.actions import RESTORE, WRONG_FORM
from bot.slack.elements import Block, Message

REASON, SUM, COMPANY, OTHER, NOTE = "what", "sum", "company", "other_alert", "note"
"""The fields of the form."""
TITLE = "Wrong figure"


class Reason(StrEnum):
    """What a reader says is wrong."""

    SUM = "sum"
    COMPANY = "company"
    DUPLICATE = "duplicate"
    NOT_AI = "not_ai"
    ELSE = "else"


WHAT = {
    Reason.SUM: (What.WRONG_FIGURE, SUM),
    Reason.COMPANY: (What.WRONG_COMPANY, COMPANY),
    Reason.DUPLICATE: (What.DUPLICATE, OTHER),
    Reason.NOT_AI: (What.NOT_AI, ""),
}
"""The correction that a reason becomes, and the field that says what is right."""

_WORDS = {
    Reason.SUM: "The sum",
    Reason.COMPANY: "The company",
    Reason.DUPLICATE: "It is the same as another alert",
    Reason.NOT_AI: "It is not AI spending",
    Reason.ELSE: "Something else",
}


@dataclass(frozen=True, slots=True)
class Held:
    """What the form is about: an alert's id, and the channel in which it stands."""

    alert: str
    channel: str


def wrong_form(held: Held, told: Sequence[Mapping[str, Any]], reason: Reason = Reason.SUM) -> Block:
    """Return the form.

    Args:
        held: What it is about.
        told: What stands above the fields, see `about`.
        reason: What is chosen.
    """
    options = {each: forms.option(words, each) for each, words in _WORDS.items()}
    choice = forms.field(REASON, "What is wrong?", forms.radio(list(options.values()), options[reason]), tells=True)
    blocks = [*told, choice, *_right(reason), _note(reason)]
    return forms.modal(
        TITLE,
        blocks,
        callback_id=WRONG_FORM,
        submit="Send",
        close="Cancel",
        held=json.dumps({"alert": held.alert, "channel": held.channel}),
    )


def about(alert: Alert) -> list[Block]:
    """Return what the form is about: the headline, and how its sum was read."""
    told = f"{lines.read_from(alert)} · {alert.figure.kind.label.lower()}"
    return [
        kit.section(f"*{kit.mrkdwn(headline_of(alert), kit.LINE)}*", "about"),
        kit.context([f"{lines.where(alert)} · {told}"], "read"),
    ]


def told_in(view: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return what stands above the fields of a form."""
    return [block for block in view["blocks"] if block["type"] != "input"]


def held_in(view: Mapping[str, Any]) -> Held:
    """Return what a form is about."""
    held = json.loads(view["private_metadata"])
    return Held(held["alert"], held["channel"])


def _right(reason: Reason) -> list[Block]:
    """Return the field that says what is right; none where there is nothing to say."""
    match reason:
        case Reason.SUM:
            hint = "In any currency: $60–65 billion, RMB 2bn, up to 380bn CNY."
            return [forms.field(SUM, "The right sum", forms.text_field("5.3bn USD", 100), hint=hint)]
        case Reason.COMPANY:
            return [forms.field(COMPANY, "The right company", forms.searched("Type a name", 1))]
        case Reason.DUPLICATE:
            return [forms.field(OTHER, "The other alert", forms.searched("Choose, or type words of its headline", 0))]
        case Reason.NOT_AI | Reason.ELSE:
            return []


def _note(reason: Reason) -> Block:
    if reason is Reason.ELSE:
        return forms.field(NOTE, "Tell us", forms.text_field(multiline=True))
    return forms.field(NOTE, "Note", forms.text_field("Why, or where it can be read", multiline=True), optional=True)


def alert_option(alert: Alert) -> Block:
    """Return an alert as an option of a menu."""
    source = alert.source
    more = f"{source.outlet}, {day(source.published.date())}" if source.published else source.outlet
    return forms.option(headline_of(alert), alert.id, more)


def noted(made: Corrected) -> Block:
    """Return what a correction did, with the way back."""
    undo = kit.button("Undo", RESTORE, str(made.correction.id), "Undo this correction")
    text = f"{_said(made.correction)} {_THEN}"
    return forms.modal(TITLE, [kit.section(text, "noted"), kit.actions([undo], "undo")])


def _said(correction: Correction) -> str:
    match correction.what:
        case What.WRONG_FIGURE | What.WRONG_COMPANY:
            was, now = (kit.mrkdwn(words, 300) for words in corrected(correction))
            return f"Noted: {was} is now *{now}*."
        case What.DUPLICATE:
            return "Noted: it is a duplicate, and counts once."
        case What.NOT_AI:
            return "Noted: it is not AI spending, and has left the ledger."


def restored(made: Corrected) -> Message:
    """Return what taking a correction back did."""
    if made.now is None:
        text = "Undone. Another correction still keeps the figure out of the ledger."
    else:
        text = f"Undone: the figure stands in the ledger as before. {_THEN}"
    return Message(text, (kit.section(text, "restored"),))


def answer(text: str) -> Block:
    """Return a modal that says one thing, escaped already."""
    return forms.modal(TITLE, [kit.section(text, "answer")])


_THEN = "Its message follows in a moment, in every channel."
