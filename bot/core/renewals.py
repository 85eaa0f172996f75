"""Renewals: what another entry changes in an alert that stands in a channel, and who is told of it.

That another outlet tells a story is shown and never said aloud; only a change of the figure is worth a note.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.alerts import Alert, Source, TakenOut, Was, source_of
from bot.core.changes import Change
from bot.core.entry import Entry
from bot.core.facts import Fact
from bot.core.rules import Updates
from bot.core.stories import Telling

MOST_ALSO = 20
"""Other outlets that an alert remembers."""


_NOTED = frozenset({Updates.THREAD, Updates.BOTH})


@dataclass(frozen=True, slots=True)
class Renewal:
    """A new version of an alert, and how its channel hears of it.

    Attributes:
        alert: The new version.
        edits: Whether the message is to show it.
        notes: Whether its thread is told of the change.
        changes: Whether there is a change, and not another outlet alone: where no message of its own shows it, because
            it went out in a fold, the thread is told in any case.
    """

    alert: Alert
    edits: bool
    notes: bool
    changes: bool = False


def renew(alert: Alert, entry: Entry, summary: str, telling: Telling, updates: Updates) -> Renewal | None:
    """Return what an entry makes of an alert that stands in a channel; None where all stays as it is.

    Args:
        alert: In its newest version.
        entry: One that tells its story, or one that changes it.
        summary: Of that entry.
        telling: What the entry tells; of another story where it takes the alert's back.
        updates: How the channel wants to hear of it.
    """
    if updates is Updates.OFF:
        return None
    source, new = source_of(entry), alert
    if telling.change is not None and telling.before is not None:
        figure = (
            replace(telling.before, certainty=telling.figures[0].certainty)
            if telling.change.takes_back
            else telling.story.figure
        )
        was = Was(telling.before, telling.change, source)
        # why the figure before was news is not why this one is
        new = replace(new, figure=figure, was=was, summary=summary or alert.summary, news=())
    if _is_another(source, alert):
        new = replace(new, also=(*alert.also, source))
    if new == alert:
        return None
    if alert.taken_out is not None:
        # Kept, for whoever brings the figure back, but nothing to tell of what people have struck out.
        return Renewal(replace(new, version=alert.version + 1), edits=False, notes=False)
    notes = telling.change is not None and updates in _NOTED
    edits = updates in {Updates.EDIT, Updates.BOTH}
    return Renewal(replace(new, version=alert.version + 1), edits, notes, telling.change is not None)


def corrected(alert: Alert, fact: Fact, by: str, at: datetime, updates: Updates) -> Renewal | None:
    """Return what a person's correction makes of an alert; None where its message shows the same already.

    The message is edited however its channel wants to hear of changes: what is known to be wrong must not stand. One
    whose figure is in the ledger again stands again.

    Args:
        alert: In its newest version.
        fact: What the ledger tells of its story now.
        by: Who corrected it.
        at: When (UTC).
        updates: How the channel wants to hear of it.
    """
    before = alert.figure
    figure = replace(
        before,
        org=fact.org,
        amount=fact.amount,
        high=fact.high,
        currency=fact.currency,
        usd=fact.usd,
        usd_high=fact.usd_high,
        qualifier=fact.qualifier,
        also=() if (fact.amount, fact.currency) != (before.amount, before.currency) else before.also,
    )
    new = replace(alert, taken_out=None, version=alert.version + 1)
    if figure == before:
        return None if alert.taken_out is None else Renewal(new, edits=True, notes=False)
    new = replace(new, figure=figure, was=Was(before, Change.CORRECTED, Source(by, None, "", at)))
    return Renewal(new, edits=True, notes=updates in _NOTED, changes=True)


def struck(alert: Alert, taken_out: TakenOut, updates: Updates) -> Renewal | None:
    """Return an alert whose figure a person took out of the ledger; None where its message says so already."""
    if alert.taken_out == taken_out:
        return None
    new = replace(alert, taken_out=taken_out, version=alert.version + 1)
    return Renewal(new, edits=True, notes=updates in _NOTED, changes=True)


def _is_another(source: Source, alert: Alert) -> bool:
    """Say whether an article is of an outlet that the alert does not name yet."""
    known = {alert.source.outlet.casefold(), *(other.outlet.casefold() for other in alert.also)}
    return source.outlet.casefold() not in known and len(alert.also) < MOST_ALSO
