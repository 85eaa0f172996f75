"""Corrections as the terminal shows them: what one changed, and all that were made."""

from collections.abc import Sequence
from datetime import datetime

from rich.table import Column, Table
from rich.text import Text

from bot.core.corrections import Correction
from bot.core.facts import Fact
from bot.core.phrases import sum_of
from bot.core.wording import WRONG, corrected, period_of
from bot.pipeline import Corrected

NONE = "No correction was made."


def changed(change: Corrected) -> Text:
    """Return what a correction, or its undoing, changed in the ledger, and how to undo it."""
    one = change.correction
    done = f"undone by {one.undone_by}" if one.undone_by else f"by {one.by}; `aispend undo {one.id}` takes it back"
    head = f"Correction {one.id} of {one.target}, {WRONG[one.what]}, {done}\n"
    if change.was == change.now:
        return Text.assemble((head, "bold"), f"  as before: {_in_short(change.now)}")
    return Text.assemble((head, "bold"), f"  was: {_in_short(change.was)}\n  now: {_in_short(change.now)}")


def listed(corrections: Sequence[Correction]) -> Table | Text:
    """Return a table of corrections, in their order."""
    if not corrections:
        return Text(NONE)
    fact = Column("fact", no_wrap=True)  # to be copied
    table = Table("no.", "when", "who", fact, "what", "was → now", "note", "undone", box=None, pad_edge=False)
    for one in corrections:
        cells = (
            str(one.id),
            _minute(one.at),
            one.by,
            one.target,
            WRONG[one.what],
            " → ".join(corrected(one)),
            one.note or "",
            f"{_minute(one.undone_at)} by {one.undone_by}" if one.undone_at else "",
        )
        table.add_row(*(Text(cell, overflow="fold", style="dim" if one.undone_at else "") for cell in cells))
    return table


def _in_short(fact: Fact | None) -> str:
    """Return a fact in a few words."""
    if fact is None:
        return "not in the ledger"
    period = f", {period_of(fact.period)}" if fact.period else ""
    return f"{fact.org}, {sum_of(fact)}, {fact.kind.label.lower()}{period}"


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
