"""Organisations and where a text names them.

Names that are common words (`io`, `Figure`, `Arm`) count only in a context that makes them names; phrases of `masks` never count.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Org:
    """An organisation as `config/orgs.yaml` describes it.

    Attributes:
        name: The short name that alerts, ledger and watch list use.
        aliases: Other names, tickers, units and products that stand for it.
        country: ISO alpha-2, or `EU`; None means "not stated".
        type: `company`, `lab`, `fund`, `government`, `investor` …; None means "not stated".
        masks: Phrases that hold a name but mean something else (key `not`).
    """

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    type: str | None = None
    masks: tuple[str, ...] = ()
