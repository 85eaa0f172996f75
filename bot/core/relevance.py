"""The verdict on an entry: is its main news a commitment of money to AI, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an entry is judged to be, before any channel's watch list is asked.

    Attributes:
        relevant: True where the main news is a new commitment of money to AI.
        rule: Short name of the rule that decided, `new-commitment`.
        evidence: The words of the entry it rests on.
    """

    relevant: bool
    rule: str
    evidence: tuple[str, ...] = ()
