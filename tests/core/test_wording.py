from dataclasses import replace
from decimal import Decimal

import pytest

from bot.core.alerts import Reason
from bot.core.facts import Fact
from bot.core.kinds import Kind
from bot.core.wording import REASONS, what_of

DEAL = Fact(
    "a", "2025-02", "Bolt", Kind.STAKE, Decimal(1), "USD", org_alt=("Arc",), counterparty="Coil", purpose="chips"
)


@pytest.mark.parametrize(
    ("org", "kind", "words"),
    [
        ("bolt", Kind.STAKE, "with Arc, into Coil: chips"),
        ("Arc", Kind.ACQUISITION, "with Bolt, buys Coil: chips"),
        ("Bolt", Kind.CONTRACT, "with Arc, from Coil: chips"),
        ("Bolt", Kind.FUND, "with Arc, for Coil: chips"),
        ("COIL", Kind.STAKE, "from Bolt and Arc: chips"),
        ("Coil", Kind.CONTRACT, "sold to Bolt and Arc: chips"),
        ("Coil", Kind.ACQUISITION, "bought by Bolt and Arc: chips"),
    ],
)
def test_a_record_says_which_way_the_money_goes(org: str, kind: Kind, words: str) -> None:
    assert what_of(org, replace(DEAL, kind=kind)) == words


def test_what_is_not_known_is_left_out() -> None:
    alone = replace(DEAL, org_alt=(), counterparty=None)

    assert what_of("Bolt", alone) == "chips"
    assert what_of("Bolt", replace(alone, purpose=None)) == ""
    assert what_of("Bolt", replace(alone, counterparty="Coil", purpose=None)) == "into Coil"


def test_every_reason_has_its_words() -> None:
    assert set(REASONS) == set(Reason)
