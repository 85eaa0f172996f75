"""The form of a channel's settings: each field shows what is in force and says who decided it.

What it showed is read back from the form itself when it is submitted (see `settings_filled`).
"""

from datetime import datetime

from bot.core.amounts import written
from bot.core.cadences import DAYS, Cadence, Every
from bot.core.following import sentence, settings
from bot.core.kinds import SPEND, Certainty, Kind
from bot.core.phrases import CERTAINTIES
from bot.core.quiet import Quiet
from bot.core.rules import Layout, Rules, Updates
from bot.core.subscriptions import Followed, chosen
from bot.core.wishes import ALWAYS, NO_DIGEST
from bot.slack import elements as kit
from bot.slack import fields, forms
from bot.slack.elements import Block

CALLBACK, RESET = "settings", "settings:reset"
COMPANIES = "companies"
DIGEST_ZONE, QUIET_ZONE = "digest_zone", "quiet_zone"

_UPDATES = (
    forms.option("The message is edited, with a reply in its thread", Updates.BOTH),
    forms.option("The message is edited", Updates.EDIT),
    forms.option("A reply in its thread", Updates.THREAD),
    forms.option("Nothing is said", Updates.OFF),
)
_LAYOUTS = (
    forms.option("In full", Layout.FULL),
    forms.option("Compact: the headline and one line", Layout.COMPACT),
)
_KINDS = tuple(forms.option(kind.label, kind) for kind in Kind if kind in SPEND)
_SURE = tuple(forms.option(CERTAINTIES[one], one) for one in Certainty)
_EVERY = (
    forms.option("Off", Every.OFF),
    forms.option("Every day", Every.DAILY),
    forms.option("Every week", Every.WEEKLY),
)
_DAYS = tuple(forms.option(day.capitalize(), day) for day in DAYS)
_WEEKENDS = (forms.option("Saturday and Sunday too, all day", "weekends"),)
_SETTING = {name: name for name in ("companies", "min", "kinds", "certainty", "updates", "layout")} | {
    "every": "digest",
    "from": "quiet",
}
"""The fields that say who decided something, and what that is among a channel's choices."""
_SHOWN = {"Companies", "Least sum", "Kinds", "How sure", "When a story moves on", "Messages", "Digest", "Quiet hours"}
"""Labels of what the fields show."""


def blocks(held: Followed, zone: str, now: datetime) -> list[Block]:
    """Return the form.

    Args:
        held: The channel, with what it follows.
        zone: Whose clock is meant where nothing says.
        now: Mutes that are over by then are not shown (UTC).
    """
    form = _Form(held)
    return [
        kit.section(_now(held), "settings:now"),
        kit.context([_WHO], "settings:who"),
        *_whom(form, held.rules),
        *_how(form, held.rules),
        {"type": "divider", "block_id": "settings:line1"},
        *_digest(form, held.rules.digest, zone),
        {"type": "divider", "block_id": "settings:line2"},
        *_quiet(form, held.rules.quiet, zone),
        *_rest(held, now),
    ]


class _Form:
    """Makes fields whose names and hints tell of what a channel has set."""

    def __init__(self, held: Followed) -> None:
        self._own = chosen(held.subscription.choices) if held.subscription else {}
        self._version = held.subscription.version if held.subscription else 0

    def field(self, label: str, element: Block, name: str, hint: str = "", *, optional: bool = False) -> Block:
        """Return a field; of a setting the hint says who decided it."""
        of = _SETTING.get(name)
        who = "" if of is None else "Set in this channel." if of in self._own else "As watchlist.yaml says."
        told = " ".join(filter(None, (hint, who)))
        return forms.field(fields.named(name, self._version), label, element, hint=told, optional=optional)


def _whom(form: _Form, rules: Rules) -> list[Block]:
    """Return the fields for what is followed."""
    companies = fields.several_searched(rules.companies, "Type a name, ticker or alias")
    return [
        form.field("Companies", companies, "companies", "Empty: any payer.", optional=True),
        form.field("Least sum", fields.typed(written(rules.min), _EXAMPLES), "min", f"Like {_EXAMPLES}."),
        form.field("Kinds", fields.some_of(_KINDS, rules.kinds), "kinds"),
        form.field("How sure", fields.some_of(_SURE, rules.certainty), "certainty"),
    ]


def _how(form: _Form, rules: Rules) -> list[Block]:
    """Return the fields for how it is told."""
    updates = fields.one_of(_UPDATES, rules.updates)
    return [
        form.field("When a story moves on", updates, "updates"),
        form.field("Messages", forms.radio(_LAYOUTS, fields.option_of(_LAYOUTS, rules.layout)), "layout"),
    ]


def _digest(form: _Form, digest: Cadence | None, zone: str) -> list[Block]:
    """Return the fields for the digest."""
    shown, where = digest or NO_DIGEST, digest.zone.key if digest else zone
    every = fields.one_of(_EVERY, shown.every)
    return [
        form.field("Digest", every, "every", "What the days before brought, in one message."),
        form.field("Day of a weekly digest", fields.one_of(_DAYS, DAYS[shown.day]), "day"),
        form.field("Time of the digest", fields.clock(f"{shown.at:%H:%M}"), "at"),
        form.field("Time zone of the digest", fields.searched(where, _PLACE), DIGEST_ZONE),
    ]


def _quiet(form: _Form, quiet: Quiet | None, zone: str) -> list[Block]:
    """Return the fields for quiet hours."""
    shown, where = quiet or ALWAYS, quiet.zone.key if quiet else zone
    since, until = (f"{at:%H:%M}" if at is not None else None for at in (shown.start, shown.end))
    weekends = fields.some_of(_WEEKENDS, ["weekends"] if shown.weekends else [])
    return [
        form.field("Quiet from", fields.clock(since), "from", _HELD, optional=True),
        form.field("Quiet to", fields.clock(until), "to", optional=True),
        form.field("Weekends", weekends, "weekends", optional=True),
        form.field("Time zone of the quiet hours", fields.searched(where, _PLACE), QUIET_ZONE),
    ]


def _now(held: Followed) -> str:
    name, what = kit.mrkdwn(held.rules.name, 100), kit.mrkdwn(sentence(held.rules), 600)
    if not held.follows:
        return f"*#{name}* follows nothing yet. Save, and it follows what stands here."
    if held.paused:
        return f"*#{name}* is paused, for nothing could be posted there. Save, and it goes on: it follows {what}."
    return f"*#{name}* follows {what}."


def _rest(held: Followed, now: datetime) -> list[Block]:
    """Return what else holds in the channel, and the way back to what the watch list says."""
    others = [one for one in settings(held.rules, held.subscription, now) if one.label not in _SHOWN]
    told = " · ".join(f"{one.label}: {one.value}" for one in others)
    rest = [kit.context([f"*Also here:* {kit.mrkdwn(told, kit.CONTEXT - 50)}"], "settings:others")] if told else []
    if held.subscription is None or not chosen(held.subscription.choices):
        return rest
    question = {
        "title": kit.plain_object("As in watchlist.yaml?", 100),
        "text": kit.plain_object("All that was set in this channel is given up, but for what is muted.", 300),
        "confirm": kit.plain_object("Give up", 30),
        "deny": kit.plain_object("Keep", 30),
    }
    button = {**kit.button("All as in watchlist.yaml", RESET, held.rules.channel), "confirm": question}
    return [*rest, kit.actions([button], "settings:back")]


_EXAMPLES = "$1B, 500 million EUR or RMB 10 billion"
_HELD = "What comes in quiet hours is held, and posted when they are over. Empty: none."
_PLACE = "Type a city, like Berlin"
_WHO = "A change holds for this channel alone, wins over watchlist.yaml, and is said in the channel."
