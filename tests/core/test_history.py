from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.core.facts import Fact
from bot.core.history import last_told, was_now
from bot.core.kinds import Certainty, Kind, Qualifier
from bot.core.ledger import answer

BILLION = Decimal(10**9)


def fact(key: str, bn: int = 60, **changes: Any) -> Fact:
    """A plan of Meta's of some billion dollars, unless told otherwise."""
    return replace(Fact(key, "2025-02", "Meta", Kind.CAPEX, bn * BILLION, "USD", usd=bn * BILLION), **changes)


def told(*facts: Fact) -> str:
    """Return what the record says of a commitment that facts tell of."""
    record = answer("Meta", facts)
    (now,) = record.newest
    return was_now(now, record.earlier.get(now.id, ()), record.placings)


PLAN = fact("plan")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ((PLAN,), "$60B"),
        ((PLAN, fact("now", 72, announced="2025-10", supersedes="plan")), "$60B → $72B"),
        ((PLAN, fact("now", announced="2025-10", supersedes="plan", qualifier=Qualifier.AT_LEAST)), "at least $60B"),
        (
            (fact("plan", high=72 * BILLION, usd_high=72 * BILLION), fact("now", 72, supersedes="plan")),
            "$60–72B → $72B",
        ),
        (
            (PLAN, fact("more", 65, supersedes="plan"), fact("now", 65, supersedes="more", announced="2025-10")),
            "$60B → $65B",
        ),
        (
            (PLAN, fact("more", 65, supersedes="plan"), fact("now", 72, supersedes="more", announced="2025-10")),
            "$65B → $72B",
        ),
        ((PLAN, fact("end", supersedes="plan", certainty=Certainty.CANCELLED)), "$60B → cancelled"),
        ((fact("end", certainty=Certainty.DENIED),), "$60B"),
        (
            (PLAN, fact("talk", 90, supersedes="plan", certainty=Certainty.REPORTED, announced="2025-12")),
            "$60B; reported since: $90B",
        ),
        ((PLAN, fact("talk", supersedes="plan", certainty=Certainty.REPORTED, announced="2025-12")), "$60B"),
        (
            (
                PLAN,
                fact("talk", 90, supersedes="plan", certainty=Certainty.REPORTED, announced="2025-11"),
                fact("no", 90, supersedes="talk", certainty=Certainty.DENIED, announced="2025-12"),
            ),
            "$60B",
        ),
        (
            (fact("plan", currency="CNY", amount=380 * BILLION, usd=53 * BILLION), fact("now", 66, supersedes="plan")),
            "CN¥380B ($53B) → $66B",
        ),
    ],
)
def test_what_became_of_a_commitment_is_said_in_a_few_words(facts: tuple[Fact, ...], said: str) -> None:
    assert told(*facts) == said


def test_a_later_report_is_what_was_told_last() -> None:
    talk, earlier = fact("talk", announced="2025-12"), fact("earlier", announced="2025-01")

    assert last_told(PLAN, ()) == PLAN
    assert last_told(PLAN, (earlier,)) == PLAN
    assert last_told(PLAN, (fact("same"),)) == PLAN
    assert last_told(PLAN, (talk, earlier)) == talk
