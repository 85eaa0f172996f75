"""A form of settings that was submitted: what it showed, what it holds, and all that is wrong with that at once.

Slack gives the form back with what its fields were preset to, so that nothing has to be remembered while it is open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.amounts import parse_amount
from bot.core.cadences import DAYS, Cadence, Every
from bot.core.hours import parse_hour, parse_zone
from bot.core.kinds import Certainty, Kind
from bot.core.quiet import Quiet
from bot.core.rules import Layout, Updates
from bot.core.wishes import Wishes
from bot.slack import fields
from bot.slack.settings_form import COMPANIES, DIGEST_ZONE, QUIET_ZONE


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was submitted.

    Attributes:
        shown: What it showed; None where that cannot be told.
        wanted: What it holds; None where something is wrong.
        errors: What is wrong, by the name of the field where it is said.
    """

    shown: Wishes | None
    wanted: Wishes | None
    errors: Mapping[str, str]


def filled(view: Mapping[str, Any]) -> Filled:
    """Read a form that was submitted."""
    where = fields.names_in(view)
    before, _ = _read(fields.shown_in(view))
    after, errors = _read(fields.held_in(view))
    return Filled(before, after, {where[name]: words for name, words in errors.items()})


def _read(held: Mapping[str, Any]) -> tuple[Wishes | None, dict[str, str]]:
    """Return what the fields hold, and what is wrong, by field; nothing is wrong in what was shown."""
    errors: dict[str, str] = {}
    least = None
    try:
        least = parse_amount(str(held["min"] or ""))
    except ValueError as error:
        errors["min"] = f"{error}."
    quiet = _quiet(held, errors)
    digest = _digest(held)
    if least is None or errors:
        return None, errors
    return Wishes(
        companies=tuple(held[COMPANIES] or ()),
        min=least,
        kinds=frozenset(map(Kind, held["kinds"] or ())),
        certainty=frozenset(map(Certainty, held["certainty"] or ())),
        updates=Updates(held["updates"]),
        layout=Layout(held["layout"]),
        quiet=quiet,
        digest=digest,
    ), errors


def _quiet(held: Mapping[str, Any], errors: dict[str, str]) -> Quiet | None:
    """Return quiet hours, None where nothing is held; add what is wrong with them."""
    since, until, weekends = held["from"], held["to"], bool(held["weekends"])
    if (since is None) != (until is None):
        missing = "from" if since is None else "to"
        errors[missing] = "From and to go together: choose this one too, or clear the other."
    elif since is not None and since == until:
        errors["to"] = f"From and to are both {since}; a day without an end would hold everything."
    if (since is None and not weekends) or errors.keys() & {"from", "to"}:
        return None
    start, end = (parse_hour(since), parse_hour(until)) if since and until else (None, None)
    return Quiet(parse_zone(held[QUIET_ZONE] or "UTC"), start, end, weekends)


def _digest(held: Mapping[str, Any]) -> Cadence | None:
    """Return when a digest comes; None where none does."""
    every = Every(held["every"])
    if every is Every.OFF:
        return None
    day = DAYS.index(held["day"]) if every is Every.WEEKLY else 0
    return Cadence(every, parse_hour(held["at"] or "09:00"), parse_zone(held[DIGEST_ZONE] or "UTC"), day)
