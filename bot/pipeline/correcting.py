"""Correcting: what a person says of a fact is checked against ledger and organisations, and recorded.

Whoever asks (a terminal, a dialog in Slack) hands in words; what they mean is decided here, once for all of them.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

import structlog
from rapidfuzz import process

from bot.core import ledger
from bot.core.corrections import Correction, RightSum, What, stated
from bot.core.facts import Fact, same_name
from bot.core.money import Rates
from bot.core.orgs import Directory
from bot.core.rules import Rules
from bot.errors import RequestError
from bot.pipeline.showing import show
from bot.ports import Held, Store

_log = structlog.get_logger(__name__)

_NEAR = 3
"""Ids that are suggested for one that is not there."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction, or its undoing, did to its fact.

    Attributes:
        was: The fact as the ledger had it before; None where it was taken out already, or is gone.
        now: As the ledger has it since; None where it has left.
    """

    correction: Correction
    was: Fact | None
    now: Fact | None


@dataclass(frozen=True, slots=True)
class Correcting:
    """Records corrections, by what is known now."""

    store: Store
    rates: Rates
    directory: Directory
    rules: tuple[Rules, ...]

    async def correct(
        self, target: str, what: What, value: str | None, *, by: str, at: datetime, note: str | None = None
    ) -> Corrected:
        """Record a correction and return what it changed; see `Pipeline.correct`."""
        held = await self._fact(target)
        made = Correction(target, what, held.stands or held.told, _signed(by), at, note=note)
        match what:
            case What.WRONG_FIGURE:
                made = replace(made, figure=self._sum(value, held.told))
            case What.WRONG_COMPANY:
                made = replace(made, org=await company(self.store, self.directory, value or ""))
            case What.DUPLICATE:
                made = replace(made, same_as=await self._other(target, value or ""))
            case What.NOT_AI:
                pass
        stored = await self.store.correct(made)
        _log.info("ledger.corrected", fact=target, correction=stored.id, what=what.value, by=stored.by)
        return await self._changed(stored, held.stands, at)

    async def undo(self, correction: int, *, by: str, at: datetime) -> Corrected:
        """Take a correction back and return what that changed; see `Pipeline.undo`."""
        known = next((one for one in await self.store.corrections() if one.id == correction), None)
        if known is None:
            raise RequestError(f"no correction has the number {correction}; `aispend corrections` lists them")
        if known.undone_by is not None:
            raise RequestError(f"correction {correction} was undone already, by {known.undone_by}")
        before = await self.store.fact(known.target)
        undone = await self.store.undo(correction, _signed(by), at) or known
        _log.info("ledger.restored", fact=known.target, correction=correction, by=undone.undone_by)
        return await self._changed(undone, before.stands if before else None, at)

    async def _changed(self, correction: Correction, was: Fact | None, at: datetime) -> Corrected:
        after = await self.store.fact(correction.target)
        now = after.stands if after else None
        if after is not None and (now is None or now != was):
            await show(self.store, self.rules, correction, now, at)
        return Corrected(correction, was, now)

    async def _fact(self, key: str) -> Held:
        """Return a fact, corrected or not. Raises RequestError with ids like the one given."""
        held = await self.store.fact(key)
        if held is not None:
            return held
        near = process.extract(key, await self.store.fact_ids(), limit=_NEAR, score_cutoff=60)
        meant = f"; did you mean {' or '.join(found for found, *_ in near)}?" if near else ""
        raise RequestError(f"no fact has the id {key!r}{meant or '; `aispend lookup --ids` shows them'}")

    def _sum(self, value: str | None, fact: Fact) -> RightSum:
        day = date.fromisoformat(fact.announced if len(fact.announced) > len("YYYY-MM") else f"{fact.announced}-01")
        try:
            return stated(value or "", day, self.rates)
        except ValueError as error:
            raise RequestError(str(error)) from error

    async def _other(self, target: str, key: str) -> str:
        """Return the id of the fact that another one tells again. Raises RequestError where that cannot be."""
        if key == target:
            raise RequestError(f"{key} is no duplicate of itself; name the fact it tells again")
        await self._fact(key)
        said = await self.store.corrections(key)
        if any(one.what is What.NOT_AI and one.undone_by is None for one in said):
            raise RequestError(f"{key} was taken out of the ledger, so that nothing would be left of the two")
        return key


async def company(store: Store, directory: Directory, name: str) -> str:
    """Return a company as organisations or ledger spell it. Raises RequestError with names like it."""
    if org := directory.get(name.strip()):
        return org.name
    names = await store.names()
    if spelled := next((known for known in names if same_name(known, name.strip())), None):
        return spelled
    near = ledger.suggest(name, (*names, *(org.name for org in directory.orgs))).near
    meant = f"did you mean {' or '.join(near)}?" if near else "those of orgs.yaml and of the ledger are known"
    raise RequestError(f"no company is called {name!r}; {meant}")


def _signed(by: str) -> str:
    if not by.strip():
        raise RequestError("a correction needs the name of who makes it")
    return by.strip()
