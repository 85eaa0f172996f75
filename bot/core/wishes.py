"""Wishes: what a dialog shows of a channel's settings, and what somebody made of them there.

Only what differs from what was shown is a wish; of companies, kinds and certainties only those that came or went, so
that nothing is lost of what others changed while the dialog stood open.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import time
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.core.cadences import Cadence, Every
from bot.core.cadences import words as cadence_words
from bot.core.following import quiet_words, sentence
from bot.core.kinds import Certainty, Kind
from bot.core.money import Money
from bot.core.quiet import Quiet
from bot.core.rules import Layout, Rules, Updates
from bot.core.subscriptions import Choices

T = TypeVar("T")

NO_DIGEST = Cadence(Every.OFF, time(9), ZoneInfo("UTC"))
ALWAYS = Quiet(ZoneInfo("UTC"))
"""Quiet hours that hold nothing."""

_LAYOUTS = {Layout.FULL: "shows messages in full", Layout.COMPACT: "shows compact messages"}
_UPDATES = {
    Updates.EDIT: "has messages edited when a story moves on",
    Updates.THREAD: "gets a reply in the thread when a story moves on",
    Updates.BOTH: "has messages edited and gets a reply in the thread when a story moves on",
    Updates.OFF: "hears nothing more when a story moves on",
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """Settings as a dialog holds them; each as in `Rules`.

    Attributes:
        companies: Empty means any payer.
        quiet: None means that nothing is ever held.
        digest: None means that none comes.
    """

    companies: tuple[str, ...]
    min: Money
    kinds: frozenset[Kind]
    certainty: frozenset[Certainty]
    updates: Updates
    layout: Layout
    quiet: Quiet | None
    digest: Cadence | None


def chosen_from(shown: Wishes, wanted: Wishes, rules: Rules, choices: Choices) -> Choices:
    """Return a channel's choices with what somebody wants otherwise than it was shown to them.

    Args:
        shown: What the dialog showed.
        wanted: What it held in the end.
        rules: In force by now.
        choices: The channel's own by now.
    """
    new = choices
    if _differs(shown, wanted, "companies"):
        new = replace(new, companies=_merged(shown.companies, wanted.companies, rules.companies))
    if wanted.kinds != shown.kinds:
        new = replace(new, kinds=frozenset(_merged(shown.kinds, wanted.kinds, rules.kinds)))
    if wanted.certainty != shown.certainty:
        new = replace(new, certainty=frozenset(_merged(shown.certainty, wanted.certainty, rules.certainty)))
    for name in ("min", "updates", "layout"):
        if getattr(wanted, name) != getattr(shown, name):
            new = replace(new, **{name: getattr(wanted, name)})
    if wanted.quiet != shown.quiet:
        new = replace(new, quiet=wanted.quiet or ALWAYS)
    if wanted.digest != shown.digest:
        new = replace(new, digest=wanted.digest or NO_DIGEST)
    return new


def said_of(shown: Wishes, wanted: Wishes, rules: Rules, *, is_new: bool) -> str:
    """Return what somebody changed, in words that stand behind the channel's name; empty where nothing.

    Args:
        shown: What the dialog showed.
        wanted: What it held in the end.
        rules: In force with it.
        is_new: Whether the channel followed nothing before.
    """
    whom = ("companies", "min", "kinds", "certainty")
    parts = [f"follows {sentence(rules)}"] if is_new or _differs(shown, wanted, *whom) else []
    if wanted.certainty != shown.certainty:
        sure = " or ".join(one.value for one in Certainty if one in rules.certainty)
        parts = [f"{parts[0]}, where it is {sure}"]
    if wanted.updates != shown.updates:
        parts.append(_UPDATES[rules.updates])
    if wanted.layout != shown.layout:
        parts.append(_LAYOUTS[rules.layout])
    if wanted.quiet != shown.quiet:
        parts.append(f"is quiet {quiet_words(rules.quiet)}" if rules.quiet else "has no quiet hours")
    if wanted.digest != shown.digest:
        parts.append(f"gets a digest {cadence_words(rules.digest)}" if rules.digest else "gets no digest")
    return "; ".join(parts)


def _merged(shown: Collection[T], wanted: Collection[T], now: Collection[T]) -> tuple[T, ...]:
    """Return what stands now without what went in the dialog and with what came in it.

    Where nothing at all would be left, which means something else, what the dialog held wins.
    """
    kept = [one for one in now if one in wanted or one not in shown]
    merged = tuple(dict.fromkeys((*kept, *(one for one in wanted if one not in shown))))
    return merged if merged and wanted else tuple(wanted)


def _differs(shown: Wishes, wanted: Wishes, *names: str) -> bool:
    """Say whether any of some settings differs; companies have no order."""
    if "companies" in names and set(shown.companies) != set(wanted.companies):
        return True
    return any(getattr(shown, name) != getattr(wanted, name) for name in names if name != "companies")
