from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.core import ledger
from bot.core.facts import LIVE, Fact
from bot.core.kinds import Certainty, Kind, Role
from bot.core.standing import Side, sides, standing, year_of

ids = st.sampled_from([*"abcdefgh", *(f"{LIVE}{n}" for n in range(6))])
dollars = st.sampled_from([Decimal(100), Decimal("100.5"), Decimal(250)])
facts = st.builds(
    Fact,
    id=ids,
    announced=st.sampled_from(["2025-01", "2025-01-20", "2025-02-03", "2025-06-01"]),
    org=st.sampled_from(["Meta", "META", "Bolt"]),
    kind=st.sampled_from([Kind.CAPEX, Kind.PLEDGE, Kind.STAKE]),
    amount=dollars,
    currency=st.sampled_from(["USD", "EUR"]),
    usd=st.none() | dollars,
    role=st.sampled_from(Role),
    counterparty=st.sampled_from([None, "Bolt", "Coil"]),
    period=st.sampled_from([None, "2025", "FY2025", "Q1 2025", "2025-2026", "3y"]),
    certainty=st.sampled_from(Certainty),
    supersedes=st.none() | ids,
    part_of=st.none() | ids,
)


several = st.lists(facts, max_size=9, unique_by=lambda fact: fact.id)


@given(several)
def test_what_counts_is_what_the_totals_of_a_record_are_made_of(some: list[Fact]) -> None:
    mine = [fact for fact in some if "meta" in sides(fact)]

    record, stands = ledger.answer("Meta", mine, limit=99), standing("Meta", mine)

    totals = (*record.pays, *record.led, *record.receives)
    assert stands.counted == {part for total in totals for part in total.parts}
    assert {fact.id for fact in mine if stands.spoken(fact.id)} == {fact.id for fact in record.newest}


@given(several)
def test_a_commitment_is_shown_once_with_all_that_was_told_of_it_and_what_was_told_again_is_left_out(
    some: list[Fact],
) -> None:
    mine = [fact for fact in some if "meta" in sides(fact)]

    record, stands = ledger.answer("Meta", mine, limit=99), standing("Meta", mine)

    shown = [fact for now in record.newest for fact in (now, *record.earlier.get(now.id, ()))]
    assert sorted(fact.id for fact in shown) == sorted(fact.id for fact in mine if stands.tells(fact.id))
    for now in record.newest:
        assert {stands.position(fact.id) for fact in record.earlier.get(now.id, ())} <= {now.id}
        assert stands.spoken(now.id) == max(fact.announced for fact in (now, *record.earlier.get(now.id, ())))


def test_a_joint_payer_that_is_paid_too_receives() -> None:
    fact = Fact("a", "2025", "Meta", Kind.STAKE, Decimal(1), "USD", org_alt=("Bolt", "Coil"), counterparty="BOLT")

    assert sides(fact) == {
        "bolt": ("BOLT", Side.RECEIVES),
        "coil": ("Coil", Side.JOINT),
        "meta": ("Meta", Side.PAYS),
    }


def test_a_year_is_read_from_the_period_or_the_day_and_is_none_where_neither_tells_it() -> None:
    def year(period: str | None, announced: str = "2024-03-01") -> int:
        return year_of(Fact("a", announced, "Meta", Kind.CAPEX, Decimal(1), "USD", period=period))

    assert [year("2026"), year("Q3 FY2025"), year("H1 2027")] == [2026, 2025, 2027]
    assert [year(None), year("3y"), year("2025-2028"), year("by 2030")] == [2024] * 4
    assert year(None, "soon") == 0
