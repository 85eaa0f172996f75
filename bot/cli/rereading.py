"""What re-reading changes, as the terminal shows it: a table of was → now, and counts of all else."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.table import Table
from rich.text import Text

from bot.core.alerts import Reason
from bot.core.figures import Figure
from bot.core.headlines import payers
from bot.core.phrases import sum_of
from bot.core.relevance import Verdict
from bot.core.wording import REASONS, period_of
from bot.pipeline import Difference, Page

HEAD = ("date", "outlet", "title", "headline figure", "payer", "kind", "period", "verdict", "ledger")


@dataclass(slots=True)
class Tally:
    """What came of all pages so far."""

    entries: int = 0
    lesser: int = 0
    broken: int = 0
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, page: Page) -> None:
        """Count a page."""
        self.entries += page.entries
        self.broken += page.broken
        for one in page.differences:
            if row := _row(one):
                self.rows.append(row)
            else:
                self.lesser += 1

    def table(self) -> Table:
        """Return the entries that change in what people see first."""
        table = Table(*HEAD, box=None, pad_edge=False)
        for row in self.rows:
            table.add_row(*(Text(cell, overflow="fold") for cell in row))
        return table

    def counted(self, *, applied: bool) -> str:
        """Return the counts in a sentence, and whether anything was written."""
        as_before = self.entries - len(self.rows) - self.lesser - self.broken
        counts = [
            f"{self.entries:,} read",
            f"{as_before:,} as before",
            f"{len(self.rows):,} with another headline figure, verdict or fact",
            f"{self.lesser:,} with other sums, words or summary alone",
        ]
        counts += [f"{self.broken:,} that break the reader, left as they are"] if self.broken else []
        if applied:
            done = "Stored."
        else:
            done = "Nothing was stored; --yes does." if self.rows or self.lesser else "There is nothing to store."
        return f"Entries: {', '.join(counts)}. {done}"


def _row(one: Difference) -> tuple[str, ...] | None:
    """Return the cells of an entry; None where nothing of what they show changes."""
    was, now = _shown(one.told.figures), _shown(one.reading.figures)
    verdicts = _verdict(one.told.verdict), _verdict(one.reading.verdict)
    changes = [_change(*pair) for pair in (*zip(was, now, strict=True), verdicts)] + [_in_ledger(one)]
    if not any(changes):
        return None
    entry = one.told.entry
    day = f"{entry.published:%Y-%m-%d}" if entry.published else ""
    return (day, entry.outlet, entry.title[:70], *changes)


def _shown(figures: Sequence[Figure]) -> tuple[str, str, str, str]:
    """Return sum, payer, kind and period of the headline figure in words."""
    head = next((figure for figure in figures if figure.headline), None)
    if head is None:
        return "none", "", "", ""
    return (
        sum_of(head),
        payers(head) or "nobody",
        head.kind.label.lower(),
        period_of(head.period) if head.period else "",
    )


def _verdict(verdict: Verdict) -> str:
    """Return a verdict in words; a rule that only an older version knew stands by its name."""
    if verdict.relevant:
        return REASONS[Reason.ALERT]
    return REASONS[Reason(verdict.rule)] if verdict.rule in {*Reason} else verdict.rule


def _change(was: str, now: str) -> str:
    return "" if was == now else f"{was or '–'} → {now or '–'}"


def _in_ledger(one: Difference) -> str:
    """Return what becomes of the facts of its stories."""
    changed = [now for seen, now in one.stories if now is None or now.figure != seen.figure]
    return ", ".join("leaves" if now is None else "follows" for now in changed)
