"""Facts as rows: the cells that an export writes, in the order of its header.

A row tells of itself alone why its sum is left out of totals; what only a company's whole record shows (a year told
twice, a live story of a shipped fact) is the ledger's to say.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

from bot.core.alike import GONE
from bot.core.facts import EXPORTED, Fact
from bot.core.kinds import Certainty

Cell = str | Decimal | None


def cells(fact: Fact, outdone: Mapping[str, str]) -> dict[str, Cell]:
    """Return the cells of a fact by column: texts, sums, or None for what is not stated.

    Args:
        fact: As the ledger has it.
        outdone: See `outdone_by`.
    """
    return {column: _cell(getattr(fact, column)) for column in EXPORTED[:-1]} | {"left_out": left_out(fact, outdone)}


def left_out(fact: Fact, outdone: Mapping[str, str]) -> str | None:
    """Return why a sum is left out of totals; None where nothing is known against it."""
    if fact.certainty in GONE:
        return fact.certainty.value
    if fact.id in outdone:
        return f"{outdone[fact.id]} stands for it"
    if fact.part_of is not None:
        return f"part of {fact.part_of}"
    return "no rate of exchange is known" if fact.usd is None else None


def outdone_by(chained: Iterable[Fact]) -> dict[str, str]:
    """Return the ids of facts that another one of their chain stands for, each with the id of that one.

    The newest stands, but what is only reported does not push out what was announced.

    Args:
        chained: All that supersede another one or are superseded.
    """
    known = {fact.id: fact for fact in chained}
    found: dict[str, str] = {}
    for fact in known.values():
        earlier, seen = known.get(fact.supersedes or ""), {fact.id}
        while earlier is not None and earlier.id not in seen:
            seen.add(earlier.id)
            is_firmer = fact.certainty is Certainty.REPORTED and earlier.certainty is Certainty.ANNOUNCED
            out, stands = (fact, earlier) if is_firmer else (earlier, fact)
            found[out.id] = stands.id
            earlier = known.get(earlier.supersedes or "")
    return found


def _cell(value: object) -> Cell:
    """Return a field as a cell.

    >>> _cell(("Nvidia", "Oracle")), _cell(()), _cell(Certainty.REPORTED)
    ('Nvidia;Oracle', None, 'reported')
    """
    if isinstance(value, tuple):
        return ";".join(value) or None
    if isinstance(value, StrEnum):
        return value.value
    return value if isinstance(value, Decimal) else None if value is None else str(value)
