"""The office: what commands, buttons, modals and the Home tab are answered from; fulfils `slack.office.Office`."""

from dataclasses import dataclass

from bot.core.alerts import Alert
from bot.core.found import Found
from bot.pipeline import Pipeline

_EXAMPLES = 4
"""Companies that the help names, one a button."""


@dataclass(frozen=True, slots=True)
class Office:
    """What `/aispend` and the buttons are answered from."""

    pipeline: Pipeline

    async def companies(self) -> tuple[str, ...]:
        """Return those with the longest records; never the watch list, which tells what private channels follow."""
        return await self.pipeline.store.payers(_EXAMPLES)

    async def lookup(self, text: str) -> Found:
        """Return what is known of what was asked, or near names."""
        return await self.pipeline.lookup(text)

    async def why(self, alert_id: str) -> Alert | None:
        """Return a stored alert; None where there is none of that id."""
        return await self.pipeline.store.alert(alert_id)
