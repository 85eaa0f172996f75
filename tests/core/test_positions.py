"""What becomes of each fact among all: on made-up facts for each rule, and the laws on any."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.facts import Fact
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.positions import Placing, State, count_among, counted, keep, place, positions
from tests.core.test_ledger import SHIPPED

BILLION = Decimal(10**9)
REPORTED, DENIED, CANCELLED = Certainty.REPORTED, Certainty.DENIED, Certainty.CANCELLED


def fact(key: str, sum_bn: float = 10, **changes: Any) -> Fact:
    """A pledge of some billion dollars by Acme, unless told otherwise."""
    amount = Decimal(str(sum_bn)) * BILLION
    high = changes.pop("to", None)
    if high is not None:
        changes |= {"high": high * BILLION, "usd_high": high * BILLION, "qualifier": Qualifier.RANGE}
    return replace(Fact(key, "2025-06-10", "Acme", Kind.PLEDGE, amount, "USD", usd=amount), **changes)


def capex(key: str, sum_bn: float, announced: str, **changes: Any) -> Fact:
    return fact(key, sum_bn, announced=announced, kind=Kind.CAPEX, **({"period": "2025"} | changes))


def deal(key: str, sum_bn: float, announced: str, **changes: Any) -> Fact:
    return fact(key, sum_bn, announced=announced, **({"kind": Kind.CONTRACT, "counterparty": "Bolt"} | changes))


def states(*facts: Fact) -> dict[str, str]:
    return {id_: " ".join(filter(None, (p.state, p.by))) for id_, p in place(facts).items()}


def chained(*facts: Fact) -> set[frozenset[str]]:
    return {frozenset(fact.id for fact in position.facts) for position in positions(facts)}


# Guidance


def test_each_guidance_for_a_year_replaces_the_last_down_to_what_was_spent() -> None:
    meta = [
        capex("story-1", 60, "2025-01-24", to=65),
        capex("story-2", 64, "2025-04-30", to=72),
        capex("story-3", 66, "2025-07-30", to=72),
        capex("story-4", 70, "2025-10-29", to=72),
        capex("story-5", 72.22, "2026-01-28"),
    ]

    (position,) = positions(meta)

    assert (position.id, position.current.id, position.state) == ("story-1", "story-5", State.STANDS)
    assert [fact.id for fact in position.facts] == ["story-5", "story-4", "story-3", "story-2", "story-1"]
    assert {p for id_, p in place(meta).items() if id_ != "story-5"} == {Placing(State.REPLACED, "story-5")}


def test_a_live_guidance_goes_on_where_the_shipped_chain_ends() -> None:
    shipped = [capex("a", 60, "2025-01-24"), capex("b", 65, "2025-04-30", supersedes="a")]

    assert states(*shipped, capex("story-1", 70, "2025-07-30")) == {
        "a": "replaced story-1",
        "b": "replaced story-1",
        "story-1": "stands",
    }


def test_an_old_guidance_told_again_after_a_raise_does_not_come_back() -> None:
    told = [capex("story-1", 60, "2025-01-24"), capex("story-2", 70, "2025-04-30"), capex("story-3", 60, "2025-06-01")]

    assert states(*told) == {"story-1": "replaced story-2", "story-2": "stands", "story-3": "retold story-1"}


def test_a_far_smaller_sum_of_the_same_year_is_a_part_of_it_and_not_its_revision() -> None:
    year, site = capex("story-1", 72, "2025-01-24"), capex("story-2", 10, "2025-06-01")

    assert states(year, site) == {"story-1": "stands", "story-2": "part story-1"}
    assert states(replace(site, announced="2025-01-01"), year) == {"story-2": "part story-1", "story-1": "stands"}


def test_a_quarter_is_a_part_of_its_year_and_a_year_of_the_years_around_it() -> None:
    told = [
        capex("quarter", 15, "2025-10-29", period="Q3 2025"),
        capex("year", 60, "2025-01-24"),
        capex("years", 200, "2024-12-01", period="2025-2027"),
    ]

    assert states(*told) == {"years": "stands", "year": "part years", "quarter": "part years"}


def test_what_is_only_reported_for_a_longer_time_holds_nothing_that_was_announced() -> None:
    told = [capex("year", 60, "2025-01-24"), capex("years", 200, "2025-02-01", period="2025-2027", certainty=REPORTED)]

    assert states(*told) == {"year": "stands", "years": "stands"}


def test_a_reported_guidance_waits_for_its_confirmation() -> None:
    told = [capex("story-1", 60, "2025-01-24"), capex("story-2", 70, "2025-04-30", certainty=REPORTED)]

    assert states(*told) == {"story-1": "stands", "story-2": "unconfirmed story-1"}


def test_a_denial_takes_back_the_guidance_it_is_about_and_none_of_another_size() -> None:
    told = [capex("story-1", 70, "2025-04-30"), capex("story-2", 80, "2025-06-01", certainty=REPORTED)]

    of_the_report = capex("story-3", 80, "2025-06-03", certainty=DENIED)
    of_another = capex("story-3", 10, "2025-06-03", certainty=DENIED)
    of_all = capex("story-3", 75, "2025-06-03", certainty=CANCELLED)

    assert states(*told, of_the_report)["story-1"] == "stands"
    assert states(*told, of_the_report)["story-2"] == "taken_back story-3"
    assert states(*told, of_another)["story-2"] == "unconfirmed story-1"
    assert states(*told, of_all)["story-1"] == "taken_back story-3"


def test_years_and_payers_do_not_mix() -> None:
    told = [
        capex("a", 60, "2025-01-24"),
        capex("b", 61, "2025-04-30", period="2026"),
        capex("c", 62, "2025-04-30", org="Bolt"),
    ]

    assert set(states(*told).values()) == {"stands"}


# Deals


def test_talks_become_the_deal_that_is_announced_at_another_sum() -> None:
    told = [deal("talks", 20, "2025-09-01", certainty=REPORTED), deal("signed", 14, "2025-11-15")]

    assert states(*told) == {"talks": "replaced signed", "signed": "stands"}


def test_a_report_of_a_stake_becomes_an_acquisition() -> None:
    talks = deal("talks", 3, "2025-05-01", kind=Kind.STAKE, certainty=REPORTED)

    assert chained(talks, deal("bought", 5, "2025-07-11", kind=Kind.ACQUISITION)) == {frozenset({"talks", "bought"})}


@pytest.mark.parametrize(
    "changes",
    [
        {"counterparty": "Coil"},
        {"kind": Kind.STAKE},
        {"org": "Coil"},
        {"announced": "2026-04-01"},
        {"amount": 100 * BILLION, "usd": 100 * BILLION},
        {"role": Role.LEAD},
        {"period": "5y"},
        {"purpose": "Servers in Norway"},
        {"certainty": REPORTED},
    ],
)
def test_another_deal_is_not_the_one_that_was_talked_of(changes: dict[str, Any]) -> None:
    talks = deal("talks", 20, "2025-09-01", certainty=REPORTED, period="3y", purpose="Servers in Ohio")
    signed = replace(deal("signed", 35, "2025-11-15", period="3y", purpose="Servers in Ohio"), **changes)

    assert len(chained(talks, signed)) == 2


def test_two_announced_deals_of_one_pair_are_two() -> None:
    assert len(chained(deal("a", 10, "2025-09-01"), deal("b", 10.5, "2025-09-20"))) == 2


def test_one_deal_ends_one_report_and_one_report_makes_one_deal() -> None:
    talks = [
        deal("cloud", 3, "2025-09-01", certainty=REPORTED),
        deal("chips", 8, "2025-09-20", certainty=REPORTED),
    ]

    assert chained(*talks, deal("signed", 9, "2025-10-10")) == {frozenset({"cloud"}), frozenset({"chips", "signed"})}
    assert len(chained(talks[1], deal("a", 8.5, "2025-10-10"), deal("b", 9, "2025-10-20"))) == 2


def test_an_announcement_of_the_sum_that_was_reported_is_no_retelling() -> None:
    shipped = fact("shipped", certainty=REPORTED)

    assert states(shipped, fact("story-1", announced="2025-06-20")) == {
        "shipped": "replaced story-1",
        "story-1": "stands",
    }


def test_a_pledge_that_was_reported_becomes_the_one_for_the_same_place_alone() -> None:
    talks = fact("talks", 10, certainty=REPORTED, purpose="Data centres in Ohio")
    ohio = fact("ohio", 12, announced="2025-08-01", purpose="an Ohio campus")
    texas = fact("texas", 12, announced="2025-08-01", purpose="a Texas campus")
    nowhere = fact("nowhere", 12, announced="2025-08-01", purpose="AI infrastructure")

    assert chained(talks, ohio) == {frozenset({"talks", "ohio"})}
    assert len(chained(talks, texas)) == len(chained(talks, nowhere)) == 2


# Pledges


@pytest.mark.parametrize("later", ["2025-06-10", "2025-06-20"])
def test_two_pledges_of_one_payer_stay_two_however_alike(later: str) -> None:
    assert len(chained(fact("story-1"), fact("story-2", announced=later))) == 2
    assert len(chained(fact("a"), fact("b", announced=later))) == 2


def test_a_live_pledge_of_the_sum_of_a_shipped_one_is_another_where_it_names_another_place() -> None:
    shipped = fact("shipped", 5, purpose="AWS region in Taiwan")

    assert len(chained(shipped, fact("story-1", 5, purpose="data centers in South Korea"))) == 2
    assert len(chained(shipped, fact("story-1", 5, purpose="cloud servers in Taiwan"))) == 1


def test_a_joint_plan_told_under_another_of_its_payers_is_that_plan() -> None:
    shipped = fact("stargate", 500, org="Stargate", org_alt=("OpenAI", "SoftBank"), period="4y")

    told = [shipped, fact("story-1", 500, org="OpenAI", period="4y")]

    assert states(*told) == {"stargate": "stands", "story-1": "retold stargate"}
    assert counted("OpenAI", told) == frozenset()


def test_a_round_told_under_another_leader_is_that_round() -> None:
    led = deal("shipped", 30, "2025-06-10", kind=Kind.STAKE, role=Role.LEAD)

    told = [led, replace(led, id="story-1", org="Coil")]

    assert states(*told)["story-1"] == "retold shipped"
    assert counted("Bolt", told) == {"shipped"}


# Taken back


@pytest.mark.parametrize("end", [DENIED, CANCELLED])
def test_a_denial_takes_back_the_deal_and_what_that_had_replaced(end: Certainty) -> None:
    told = [
        deal("talks", 20, "2025-09-01", certainty=REPORTED),
        deal("signed", 14, "2025-11-15"),
        deal("story-1", 14, "2026-02-01", certainty=end),
    ]

    assert states(*told) == {"talks": "taken_back story-1", "signed": "taken_back story-1", "story-1": "taken_back"}
    assert counted("Acme", told) == frozenset()


def test_a_denied_rumour_of_a_raise_leaves_the_plan_and_a_cancellation_does_not() -> None:
    plan, rumour = fact("plan"), fact("rumour", 20, announced="2025-08-01", certainty=REPORTED, supersedes="plan")
    denial = fact("denial", 20, announced="2025-08-02", certainty=DENIED, supersedes="rumour")

    assert states(plan, rumour, denial) == {"plan": "stands", "rumour": "taken_back denial", "denial": "taken_back"}
    assert counted("Acme", [plan, rumour, replace(denial, certainty=CANCELLED)]) == frozenset()


def test_what_was_cancelled_and_comes_back_counts_again() -> None:
    told = [
        fact("plan"),
        fact("end", announced="2025-08-01", certainty=CANCELLED, supersedes="plan"),
        fact("again", 7, announced="2025-10-01", supersedes="end"),
    ]

    assert counted("Acme", told) == {"again"}
    assert len(positions(told)) == 1


def test_a_denial_takes_back_one_deal_alone() -> None:
    told = [
        deal("a", 10, "2025-09-01"),
        deal("b", 14, "2025-09-10"),
        deal("story-1", 14, "2025-10-01", certainty=DENIED),
    ]

    assert counted("Acme", told) == {"a"}


# Parts


def test_a_part_counts_for_its_own_payer_and_not_beside_its_whole() -> None:
    told = [fact("whole", 500), fact("share", 15, org="Bolt", part_of="whole")]
    book = keep(told)

    assert states(*told) == {"whole": "stands", "share": "part whole"}
    assert counted("Bolt", told) == {"share"}
    assert count_among(told, book) == {"whole"}


def test_a_later_word_on_a_part_is_still_a_part() -> None:
    told = [fact("whole", 500), fact("part", 15, part_of="whole"), fact("more", 20, supersedes="part")]

    assert states(*told) == {"whole": "stands", "part": "replaced more", "more": "part whole"}


def test_a_part_of_a_called_off_part_is_within_the_whole_around_both() -> None:
    told = [
        fact("whole", 500),
        fact("part", 50, part_of="whole", certainty=CANCELLED),
        fact("crumb", 5, part_of="part"),
    ]

    assert states(*told)["crumb"] == "part whole"


def test_parts_within_parts_end_in_the_outermost_whole_however_deep() -> None:
    told = [fact(f"f{n:04}", part_of=f"f{n - 1:04}" if n else None) for n in range(3_000)]

    assert states(*told)["f2999"] == "part f0000"
    assert counted("Acme", told) == {"f0000"}


def test_parts_that_hold_each_other_count_once() -> None:
    told = [fact("a", 5, part_of="b"), fact("b", 6, part_of="a")]

    assert states(*told) == {"a": "stands", "b": "part a"}


# Both sides


def test_a_contract_told_from_either_side_counts_once() -> None:
    told = [
        deal("buys", 300, "2025-09-10"),
        deal("story-1", 300, "2025-09-12", org="Bolt", counterparty="Acme"),
    ]

    assert states(*told) == {"buys": "stands", "story-1": "other_side buys"}
    assert counted("Acme", told) == counted("Bolt", told) == {"buys"}


@pytest.mark.parametrize(
    "changes", [{"amount": 200 * BILLION, "usd": 200 * BILLION}, {"announced": "2026-02-01"}, {"kind": Kind.STAKE}]
)
def test_two_that_buy_from_each_other_are_two_contracts(changes: dict[str, Any]) -> None:
    told = [
        deal("buys", 300, "2025-09-10"),
        replace(deal("sells", 300, "2025-09-12", org="Bolt", counterparty="Acme"), **changes),
    ]

    assert set(states(*told).values()) == {"stands"}


# Beside the shipped ledger


def live(org: str, kind: Kind, sum_bn: float, announced: str, **changes: Any) -> Fact:
    return fact("story-1", sum_bn, org=org, kind=kind, announced=announced, **changes)


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (live("Meta", Kind.CAPEX, 125, "2026-04-30", to=145, period="2026"), "retold meta-capex-2026-2026-04-29"),
        (live("Meta", Kind.CAPEX, 60, "2026-05-10", to=65, period="2025"), "retold meta-capex-2025-2025-01-24"),
        (live("Alibaba", Kind.CAPEX, 53, "2025-02-25", period="3y"), "retold alibaba-pledge-3y-2025-02-24"),
        (live("OpenAI", Kind.PLEDGE, 500, "2025-01-22", period="4y"), "retold openai-pledge-4y-2025-01-21"),
        (
            live("Oracle", Kind.CONTRACT, 300, "2025-09-10", counterparty="OpenAI"),
            "other_side openai-oracle-contract-5y-2025-09",
        ),
        (
            live("Coatue", Kind.STAKE, 30, "2026-02-13", counterparty="Anthropic", role=Role.LEAD),
            "retold gic-anthropic-stake-2026-02-12",
        ),
        (live("Amazon", Kind.PLEDGE, 5, "2025-06-20", purpose="the Taiwanese market"), "retold amazon-pledge-2025-06"),
        (live("Amazon", Kind.PLEDGE, 5, "2025-06-20", purpose="data centers in Thailand"), "stands"),
        (live("Microsoft", Kind.PLEDGE, 10, "2026-11-20", period="4y", purpose="a campus in Norway"), "stands"),
        (live("Google", Kind.STAKE, 40, "2026-04-25", counterparty="OpenAI"), "stands"),
        (live("Meta", Kind.CAPEX, 130, "2026-07-29", to=150, period="2026"), "stands"),
        (live("Meta", Kind.CONTRACT, 14, "2025-12-10", counterparty="Oracle"), "stands"),
    ],
)
def test_a_live_story_joins_the_shipped_announcement_that_it_tells_and_no_other(told: Fact, state: str) -> None:
    assert states(*SHIPPED, told)["story-1"] == state


def test_a_live_deal_ends_the_talks_that_were_shipped_and_a_live_guidance_the_shipped_one() -> None:
    signed = live("Meta", Kind.CONTRACT, 14, "2025-12-10", counterparty="Oracle")
    raised = live("Meta", Kind.CAPEX, 130, "2026-07-29", to=150, period="2026")

    assert states(*SHIPPED, signed)["meta-oracle-contract-2025-09"] == "replaced story-1"
    assert states(*SHIPPED, raised)["meta-capex-2026-2026-04-29"] == "replaced story-1"


# Laws

names = st.sampled_from(["Acme", "ACME", "Bolt", "Coil"])
ids = st.sampled_from([f"{prefix}{n}" for prefix in ("row-", "story-") for n in range(7)])
days = st.sampled_from(["2025-06-10", "2025-06", "2025-06-20", "2025-07", "2025-09-01", "2026-01-15", "soon", ""])
sums = st.sampled_from([Decimal(n) * BILLION for n in (1, 10, 14, 15, 30, 100)])
facts = st.builds(
    Fact,
    id=ids,
    announced=days,
    org=names,
    kind=st.sampled_from([Kind.CAPEX, Kind.PLEDGE, Kind.CONTRACT, Kind.STAKE, Kind.ACQUISITION, Kind.REVENUE]),
    amount=sums | st.just(Decimal(0)),
    currency=st.sampled_from(["USD", "EUR"]),
    high=st.none() | sums,
    usd=st.none() | sums,
    usd_high=st.none() | sums,
    org_alt=st.lists(names, max_size=2).map(tuple),
    role=st.sampled_from(Role),
    counterparty=st.none() | names,
    period=st.sampled_from([None, "3y", "2025", "FY2025", "Q3 2025", "2025-2027", "nonsense"]),
    purpose=st.sampled_from([None, "Campus in Ohio", "a Texas site", "chips"]),
    certainty=st.sampled_from(Certainty),
    supersedes=st.none() | ids,
    part_of=st.none() | ids,
)
ledgers = st.lists(facts, max_size=14, unique_by=lambda fact: fact.id)


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_the_order_of_the_facts_changes_nothing(data: st.DataObject) -> None:
    told = data.draw(ledgers)

    shuffled = data.draw(st.permutations(told))

    assert place(shuffled) == place(told)
    assert positions(shuffled) == positions(told)
    assert counted("acme", shuffled) == counted("acme", told)


@settings(deadline=None, max_examples=300)
@given(ledgers)
def test_every_fact_is_placed_once_and_what_is_out_names_one_that_is_there(told: list[Fact]) -> None:
    found, kept = place(told), positions(told)

    assert found.keys() == {fact.id for fact in told}
    assert sorted(fact.id for position in kept for fact in position.facts) == sorted(found)
    for id_, placing in found.items():
        assert placing.by is None or (placing.by in found and placing.by != id_)
    for position in kept:
        states_of = [found[fact.id].state for fact in position.facts]
        standing = [s for s in states_of if s in (State.STANDS, State.PART)]
        assert len(standing) == (position.state is not State.TAKEN_BACK)


@settings(deadline=None, max_examples=300)
@given(ledgers, names)
def test_no_company_counts_a_fact_beside_what_holds_or_replaces_it(told: list[Fact], org: str) -> None:
    found, chosen = place(told), counted(org, told)

    assert all(found[id_].state in (State.STANDS, State.PART) for id_ in chosen)
    whole = count_among(told, keep(told))
    assert not {found[id_].by for id_ in whole} & whole


# Scale


class Counting(Decimal):
    """A sum that counts how often it is compared."""

    compared = 0

    def __lt__(self, other: Any) -> bool:
        Counting.compared += 1
        return super().__lt__(other)

    def __gt__(self, other: Any) -> bool:
        Counting.compared += 1
        return super().__gt__(other)

    def __le__(self, other: Any) -> bool:
        Counting.compared += 1
        return super().__le__(other)


def alike(number: int, of: str) -> Fact:
    """One of many facts that are as hard to tell apart as can be."""
    amount = Counting(BILLION)
    base = Fact(
        f"{'story-' if number % 2 else 'row-'}{number:05}",
        f"2025-{1 + number % 3:02}-{1 + number % 28:02}",
        "Acme",
        Kind.CONTRACT,
        amount,
        "USD",
        usd=amount,
        counterparty="Bolt",
    )
    match of:
        case "denials":
            return replace(base, certainty=(DENIED, REPORTED, Certainty.ANNOUNCED)[number % 3])
        case "mirrors":
            return replace(base, org="Bolt", counterparty="Acme") if number % 2 else base
        case "guidances":
            return replace(
                base, kind=Kind.CAPEX, counterparty=None, period="2025", usd=Counting(amount * (number % 97 + 1))
            )
        case "spans":
            period = f"{1000 + number}-{1500 + number}"
            return replace(base, kind=Kind.CAPEX, counterparty=None, period=period)
        case "parts":
            return replace(base, part_of=f"row-{number - 1:05}", supersedes=f"story-{number + 2:05}")
        case _:
            return base


def comparisons(told: Sequence[Fact]) -> int:
    Counting.compared = 0
    place(told)
    return Counting.compared


@pytest.mark.parametrize("of", ["contracts", "denials", "mirrors", "guidances", "spans", "parts"])
def test_a_fact_is_held_against_a_few_others_however_many_there_are(of: str) -> None:
    told = [alike(number, of) for number in range(2_000)]

    assert 0 < comparisons(told) <= 100 * len(told)
    assert comparisons(told) <= 2.5 * comparisons(told[:1_000]) + 100


def test_the_shipped_ledger_s_own_links_all_hold() -> None:
    found = place(SHIPPED)

    for row in SHIPPED:
        if row.supersedes:
            assert found[row.supersedes].state is not State.STANDS or row.certainty is REPORTED
        if row.part_of:
            assert found[row.id].state is not State.STANDS
