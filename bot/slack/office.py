"""What is behind the desk, as a protocol that the program fulfils: all that answers are made of."""

from typing import Protocol

from bot.core.alerts import Alert
from bot.core.found import Found


class Office(Protocol):
    """What listeners ask for, and what they have done. Every method may raise StoreError."""

    async def companies(self) -> tuple[str, ...]:
        """Return names that have a record, those to show first in front."""
        ...

    async def lookup(self, text: str) -> Found:
        """Return what is known of what was asked, or near names."""
        ...

    async def why(self, alert_id: str) -> Alert | None:
        """Return a stored alert; None where there is none of that id."""
        ...
