"""Accounts: each total of a company's record line by line, what is in it and what was left out and why.

Lines and totals are of the same answer, so that a reader who adds up the lines marked `+` gets the total.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.facts import Fact, same_name
from bot.core.kinds import Certainty, Kind
from bot.core.ledger import Answer
from bot.core.phrases import announced, over, sum_of, total_of
from bot.core.positions import State, sides
from bot.core.totals import Total, add_up, year_of
from bot.core.wording import rumoured, what_of


class Sort(StrEnum):
    """The three sorts of totals, which never add to each other, and what counts for others."""

    PAYS = "pays"
    LED = "led"
    RECEIVES = "receives"
    OTHERS = "others"
    """Sums it pays jointly after another payer, and what others pay of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of an account.

    Attributes:
        fact: What was told.
        counts: Whether it is in the total.
        why: Why it was left out; of a part that counts for its own payer, what it is a part of. Empty otherwise.
    """

    fact: Fact
    counts: bool
    why: str


@dataclass(frozen=True, slots=True)
class Account:
    """What one total of one year is made of.

    Attributes:
        sort: Of the total.
        kind: Of all its facts.
        year: See `totals.year_of`.
        total: Of this year; None where all was left out.
        lines: What counts before what was left out, each newest first.
    """

    sort: Sort
    kind: Kind
    year: int | None
    total: Total | None
    lines: tuple[Line, ...]


def accounts(answer: Answer, year: int | None = None) -> tuple[Account, ...]:
    """Account for every total of a record, by sort, kind and year.

    Args:
        answer: As `ledger.answer` gives it.
        year: Which year alone; None means all.
    """
    facts = {fact.id: fact for position in answer.positions for fact in position.facts}
    newest_first = sorted(facts.values(), key=lambda fact: (fact.announced, fact.id), reverse=True)
    made: list[Account] = []
    own = sides(answer.org, newest_first)
    others = [fact for fact in newest_first if not any(fact in side for side in own)]
    for sort, side in zip(Sort, (*own, others), strict=True):
        kinds = _kinds(answer, sort, side)
        parts = {part for total in _totals(answer, sort) for part in total.parts}
        for kind, when in sorted(
            {(f.kind, year_of(f)) for f in side}, key=lambda kw: (kinds.index(kw[0]), -(kw[1] or 0))
        ):
            if year in (None, when):
                mine = [fact for fact in side if (fact.kind, year_of(fact)) == (kind, when)]
                lines = [Line(f, f.id in parts, _why(f, answer, facts)) for f in mine]
                total = next(iter(add_up([line.fact for line in lines if line.counts])), None)
                in_order = sorted(lines, key=lambda line: not line.counts)
                made.append(Account(sort, kind, when, total, tuple(in_order)))
    return tuple(made)


def written(answer: Answer, year: int | None = None, *, ids: bool = False) -> Iterator[str]:
    """Yield the accounts as lines of plain text: `+` before what counts, `-` before what was left out.

    Args:
        answer: As `ledger.answer` gives it.
        year: Which year alone; None means all.
        ids: Whether each line ends with the id of its fact.
    """
    heading: tuple[Sort, Kind] | None = None
    for account in accounts(answer, year):
        if heading != (account.sort, account.kind):
            if heading is not None:
                yield ""
            heading = account.sort, account.kind
            yield f"{_HEADINGS[account.sort].format(org=answer.org)}: {account.kind.label.lower()}"
        amount = f": {_total(account.total)}" if account.sort is not Sort.OTHERS else ""
        yield f"  {account.year or 'undated'}{amount}"
        for line in account.lines:
            id_ = f" [{line.fact.id}]" if ids else ""
            yield f"    {'+' if line.counts else '-'} {_told(answer.org, line)}{id_}"


_HEADINGS = {
    Sort.PAYS: "{org} commits",
    Sort.LED: "{org} led, most of it other people’s money",
    Sort.RECEIVES: "Others commit to {org}",
    Sort.OTHERS: "Beside it, counted for others",
}


def _totals(answer: Answer, sort: Sort) -> tuple[Total, ...]:
    return {Sort.PAYS: answer.pays, Sort.LED: answer.led, Sort.RECEIVES: answer.receives, Sort.OTHERS: ()}[sort]


def _kinds(answer: Answer, sort: Sort, side: Sequence[Fact]) -> list[Kind]:
    """Return the kinds in the order of their totals, those without one last."""
    first = [total.kind for total in _totals(answer, sort)]
    return [*first, *(kind for kind in Kind if kind not in first and any(fact.kind is kind for fact in side))]


def _total(total: Total | None) -> str:
    if total is None:
        return "nothing"
    return ", ".join(filter(None, (total_of(total.low, total.high, up_to=total.up_to), rumoured(total))))


def _told(org: str, line: Line) -> str:
    """Return a fact in one line: sum, period, how sure, day, source, what it is, and why it was left out."""
    fact = line.fact
    parts = [
        sum_of(fact) + (f" {over(fact.period)}" if fact.period else ""),
        "" if fact.certainty is Certainty.ANNOUNCED else str(fact.certainty),
        announced(fact.announced),
        fact.source_outlet or "no source",
    ]
    is_own = any(same_name(name, org) for name in (fact.org, fact.counterparty, *fact.org_alt))
    what = what_of(org if is_own else fact.org, fact)
    parts = parts if is_own else [fact.org, *parts]
    return ", ".join(filter(None, parts)) + (f" ({what})" if what else "") + (f": {line.why}" if line.why else "")


def _why(fact: Fact, answer: Answer, facts: Mapping[str, Fact]) -> str:
    placing = answer.placings[fact.id]
    by = facts.get(placing.by or "")
    other = _named(by, fact) if by else "another"
    match placing.state:
        case State.STANDS:
            if any(same_name(name, answer.org) for name in fact.org_alt):
                return f"counts for {fact.org}"
            return "" if fact.usd else "no rate in dollars is known"
        case State.PART:
            return f"part of {other}"
        case State.REPLACED:
            return f"replaced by {other}"
        case State.UNCONFIRMED:
            return f"only reported; {other} was announced"
        case State.RETOLD:
            return f"told again: {other}"
        case State.OTHER_SIDE:
            return f"the other side of {other}"
        case State.TAKEN_BACK:
            return f"{by.certainty} {_when(by)}" if by else str(fact.certainty)


def _when(fact: Fact) -> str:
    return f"{'in' if len(fact.announced) == len('YYYY-MM') else 'on'} {announced(fact.announced)}"


def _named(fact: Fact, beside: Fact) -> str:
    """Return a fact in a few words; its payer only where that is another one."""
    who = "" if same_name(fact.org, beside.org) else f"{fact.org}’s "
    return f"{who}{sum_of(fact)} of {announced(fact.announced)}"
