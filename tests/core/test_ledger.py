"""The ledger's answers, on made-up facts for each rule and on the shipped file for the companies people ask about."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.facts import COLUMNS
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.ledger import Fact, Total, answer, parse_csv, suggest
from bot.errors import ConfigError

BILLION = Decimal(10**9)
SHIPPED = parse_csv((Path(__file__).parents[2] / "config/ledger.csv").read_text(encoding="utf-8"))


def fact(key: str, sum_bn: int = 1, **changes: object) -> Fact:
    """A pledge of some billion dollars by Acme, unless told otherwise."""
    base = Fact(key, "2025-06-10", "Acme", Kind.PLEDGE, sum_bn * BILLION, "USD", usd=sum_bn * BILLION)
    return replace(base, **changes)  # type: ignore[arg-type]  # the names are those of Fact's fields


def parts(totals: tuple[Total, ...]) -> dict[Kind, tuple[str, ...]]:
    return {total.kind: total.parts for total in totals}


def pays(*facts: Fact) -> set[str]:
    return {part for total in answer("Acme", facts).pays for part in total.parts}


# Who


def test_a_company_pays_what_it_is_the_payer_of_and_receives_what_it_is_the_counterparty_of() -> None:
    bought = fact("bought", 3, kind=Kind.CONTRACT, counterparty="Bolt")

    assert parts(answer("Acme", [bought]).pays) == {Kind.CONTRACT: ("bought",)}
    assert parts(answer("Bolt", [bought]).receives) == {Kind.CONTRACT: ("bought",)}
    assert answer("Bolt", [bought]).pays == ()


def test_a_led_round_is_no_spending_of_the_leader_but_is_received_whole() -> None:
    led = fact("round", 6, kind=Kind.STAKE, role=Role.LEAD, counterparty="Bolt")

    assert answer("Acme", [led]).pays == ()
    assert parts(answer("Acme", [led]).led) == {Kind.STAKE: ("round",)}
    assert parts(answer("Bolt", [led]).receives) == {Kind.STAKE: ("round",)}


def test_a_joint_payer_sees_the_fact_but_the_sum_counts_for_the_first_payer_alone() -> None:
    joint = fact("joint", org_alt=("Bolt", "Coil"))

    seen_by_bolt = answer("Bolt", [joint])

    assert (seen_by_bolt.newest, seen_by_bolt.known, seen_by_bolt.pays) == ((joint,), 1, ())
    assert pays(joint) == {"joint"}


def test_names_are_compared_whatever_their_case_and_facts_of_others_are_left_out() -> None:
    facts = [fact("mine"), fact("other", org="Bolt")]

    found = answer("ACME", facts)

    assert (found.org, found.known, parts(found.pays)) == ("ACME", 1, {Kind.PLEDGE: ("mine",)})


def test_nothing_known_is_an_answer_too() -> None:
    found = answer("Acme", [])

    assert (found.pays, found.led, found.receives, found.newest, found.known) == ((), (), (), (), 0)


# Order


def test_the_newest_come_first_and_no_more_than_the_limit() -> None:
    facts = [fact("a", announced="2025-01"), fact("b", announced="2026-01-02"), fact("c", announced="2025-01-31")]

    found = answer("Acme", facts, limit=2)

    assert [fact.id for fact in found.newest] == ["b", "c"]
    assert found.known == 3


def test_totals_are_sorted_by_size_and_name_their_parts_newest_first() -> None:
    facts = [fact("small"), fact("old", 4, kind=Kind.FUND, announced="2024-01"), fact("new", 4, kind=Kind.FUND)]

    assert parts(answer("Acme", facts).pays) == {Kind.FUND: ("new", "old"), Kind.PLEDGE: ("small",)}
    assert [total.kind for total in answer("Acme", facts).pays] == [Kind.FUND, Kind.PLEDGE]


# Sums


def test_a_range_adds_its_ends_and_an_upper_bound_is_said_to_be_one() -> None:
    ranged = fact("range", 4, high=6 * BILLION, usd_high=6 * BILLION, qualifier=Qualifier.RANGE)
    bound = fact("bound", 10, qualifier=Qualifier.UP_TO)

    (total,) = answer("Acme", [ranged, bound]).pays

    assert (total.low, total.high, total.up_to) == (14 * BILLION, 16 * BILLION, True)


def test_a_sum_without_a_rate_is_shown_but_not_added() -> None:
    unrated = fact("unrated", usd=None, currency="XAU")

    found = answer("Acme", [unrated, fact("rated", 2)])

    assert parts(found.pays) == {Kind.PLEDGE: ("rated",)}
    assert found.known == 2


# Not twice


def test_of_a_chain_of_raises_only_the_newest_counts() -> None:
    chain = [fact("a"), fact("b", 2, supersedes="a"), fact("c", 3, supersedes="b")]

    assert pays(*chain) == {"c"}
    found = answer("Acme", chain)
    assert (found.newest, found.known, found.earlier) == ((chain[2],), 1, {"c": (chain[1], chain[0])})


def test_a_merely_reported_raise_does_not_push_out_what_was_announced() -> None:
    announced = fact("plan", 53)
    rumour = fact("rumour", 69, supersedes="plan", certainty=Certainty.REPORTED)
    louder = fact("louder", 80, supersedes="rumour", certainty=Certainty.REPORTED)
    raised = fact("raised", 75, supersedes="rumour")

    assert pays(announced, rumour) == {"plan"}
    assert pays(announced, rumour, louder) == {"plan"}
    assert pays(announced, rumour, raised) == {"raised"}


def test_a_report_replaces_a_report() -> None:
    first = fact("first", certainty=Certainty.REPORTED)

    assert pays(first, fact("second", 2, supersedes="first", certainty=Certainty.REPORTED)) == {"second"}


def test_of_a_chain_that_closes_in_itself_one_stands() -> None:
    assert pays(fact("a", supersedes="b"), fact("b", supersedes="a"), fact("c")) == {"b", "c"}


@pytest.mark.parametrize("certainty", [Certainty.CANCELLED, Certainty.DENIED])
def test_what_was_called_off_leaves_the_total_and_takes_along_what_it_replaced(certainty: Certainty) -> None:
    plan, end = fact("plan", 5), fact("end", 5, supersedes="plan", certainty=certainty)

    assert pays(plan, end) == set()
    found = answer("Acme", [plan, end])
    assert (found.newest, found.known, found.earlier) == ((end,), 1, {"end": (plan,)})


def test_a_part_does_not_add_to_its_whole_though_it_is_of_another_kind() -> None:
    whole, part = fact("whole", 100), fact("part", 10, part_of="whole")
    of_another_kind = fact("fund", 10, kind=Kind.FUND, part_of="whole")

    found = answer("Acme", [whole, part, of_another_kind])

    assert parts(found.pays) == {Kind.PLEDGE: ("whole",)}


def test_a_part_of_somebody_elses_whole_counts_for_its_own_payer() -> None:
    whole, part = fact("whole", 100, org="Bolt"), fact("part", 10, part_of="whole")

    assert pays(whole, part) == {"part"}


def test_a_part_of_a_part_and_a_part_of_a_replaced_whole_stay_inside() -> None:
    old = fact("old", 80)
    whole = fact("whole", 100, supersedes="old")
    part = fact("part", 20, part_of="old")
    crumb = fact("crumb", 2, part_of="part")

    assert pays(old, whole, part, crumb) == {"whole"}


def test_parts_count_where_their_whole_was_called_off() -> None:
    assert pays(fact("whole", 100, certainty=Certainty.CANCELLED), fact("part", 10, part_of="whole")) == {"part"}


@pytest.mark.parametrize(
    ("year", "within"),
    [("2025", "Q3 2025"), ("2025", "H1 2025"), ("FY2026", "Q1 FY2026"), ("2025-2027", "2026"), ("H2 2025", "Q4 2025")],
)
def test_capital_expenditure_of_a_year_holds_that_of_its_quarters(year: str, within: str) -> None:
    whole = fact("year", 60, kind=Kind.CAPEX, period=year, announced="2025-01")
    quarter = fact("quarter", 15, kind=Kind.CAPEX, period=within, announced="2025-10")

    assert pays(whole, quarter) == {"year"}


def test_of_guidance_and_actual_for_one_year_the_later_one_counts() -> None:
    guidance = fact("guidance", 60, kind=Kind.CAPEX, period="FY2025", announced="2025-01-24")
    actual = fact("actual", 72, kind=Kind.CAPEX, period="2025", announced="2026-01-28")

    assert pays(guidance, actual) == {"actual"}


def test_different_years_and_quarters_and_other_kinds_are_added() -> None:
    years = [fact(f"y{y}", kind=Kind.CAPEX, period=str(y)) for y in (2024, 2025)]
    quarters = [fact(f"q{q}", kind=Kind.CAPEX, period=f"Q{q} 2026") for q in (1, 2)]
    runs = [fact(f"run{n}", kind=Kind.CAPEX, period="1y") for n in (1, 2)]
    pledges = [fact(f"p{n}", period="2025") for n in (1, 2)]

    assert pays(*years, *quarters, *runs, *pledges) == {"y2024", "y2025", "q1", "q2", "run1", "run2", "p1", "p2"}


# Live facts


def live(**changes: object) -> Fact:
    return fact("story-1", 53, **{"announced": "2025-06-20", **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"usd": BILLION * 53 + 4, "amount": BILLION * 53 + 4},
        {"kind": Kind.CAPEX},
        {"announced": "2025-07"},
        {"currency": "CNY", "amount": 380 * BILLION, "usd": Decimal("52.6") * BILLION},
        {"counterparty": "Bolt"},
        {"org": "ACME"},
    ],
)
def test_a_live_fact_that_tells_a_shipped_one_again_is_that_one(changes: dict[str, object]) -> None:
    shipped = fact("shipped", 53)

    found = answer("Acme", [live(**changes), shipped])

    assert (found.newest, found.known, parts(found.pays)) == ((shipped,), 1, {Kind.PLEDGE: ("shipped",)})


@pytest.mark.parametrize(
    "changes",
    [
        {"usd": BILLION * 54, "amount": BILLION * 54},
        {"kind": Kind.ACQUISITION},
        {"announced": "2025-07-12"},
        {"announced": "2025-08"},
        {"currency": "CNY", "amount": 380 * BILLION, "usd": None},
    ],
)
def test_a_live_fact_of_another_sum_kind_or_month_is_news(changes: dict[str, object]) -> None:
    assert answer("Acme", [live(**changes), fact("shipped", 53)]).known == 2


def test_a_live_fact_with_another_partner_is_news() -> None:
    shipped = fact("shipped", 53, kind=Kind.CONTRACT, counterparty="Bolt")

    assert answer("Acme", [live(kind=Kind.CONTRACT, counterparty="Coil"), shipped]).known == 2


def test_the_same_sum_over_the_same_stated_period_is_one_plan_however_late_it_is_told() -> None:
    shipped = fact("shipped", 53, period="3y")

    assert pays(live(announced="2026-11-25", period="3y"), shipped) == {"shipped"}
    assert pays(live(period="4y"), shipped) == {"shipped", "story-1"}


def test_a_plan_told_again_after_a_raise_does_not_come_back() -> None:
    plan, raised = fact("plan", 53, period="3y"), fact("raised", 69, supersedes="plan", period="3y")

    assert pays(live(announced="2026-11-25", period="3y"), plan, raised) == {"raised"}


def test_two_live_facts_of_one_size_are_two_as_their_stories_are() -> None:
    assert pays(live(), replace(live(), id="story-2")) == {"story-1", "story-2"}


def test_a_live_denial_takes_the_shipped_sum_out_and_is_shown() -> None:
    shipped = fact("shipped", 53)
    denial = live(certainty=Certainty.DENIED)

    found = answer("Acme", [denial, shipped])

    assert (found.newest, found.earlier, found.pays) == ((denial,), {denial.id: (shipped,)}, ())


def test_a_live_denial_from_before_takes_nothing_out() -> None:
    assert pays(live(certainty=Certainty.DENIED, announced="2025-06-01"), fact("shipped", 53)) == {"shipped"}


GOOGLE = [fact for fact in SHIPPED if "Google" in (fact.org, fact.counterparty, *fact.org_alt)]


@settings(deadline=None, max_examples=20)
@given(st.permutations(GOOGLE))
def test_the_order_of_the_facts_changes_nothing(shuffled: list[Fact]) -> None:
    assert answer("Google", shuffled) == answer("Google", SHIPPED)


@pytest.mark.parametrize("org", sorted({fact.org for fact in SHIPPED}))
def test_no_total_of_the_shipped_ledger_holds_a_fact_twice_or_one_with_its_successor(org: str) -> None:
    found = answer(org, SHIPPED)

    counted = [part for total in (*found.pays, *found.led) for part in total.parts]
    assert len(counted) == len(set(counted))
    by_id = {fact.id: fact for fact in SHIPPED}
    assert not {by_id[part].supersedes for part in counted} & set(counted)


# The shipped ledger


def totals(found: tuple[Total, ...]) -> dict[Kind, tuple[Decimal, Decimal]]:
    return {total.kind: (total.low / BILLION, total.high / BILLION) for total in found}


def test_alibaba_pledges_53_billion_once_though_it_was_told_twice_and_a_larger_sum_is_reported() -> None:
    found = answer("alibaba", SHIPPED)

    assert totals(found.pays)[Kind.PLEDGE] == (Decimal(53), Decimal(53))
    assert parts(found.pays)[Kind.PLEDGE] == ("alibaba-pledge-3y-2025-09-24",)
    told = ("alibaba-pledge-3y-2026-02", "alibaba-pledge-3y-2025-02-24")
    assert tuple(fact.id for fact in found.earlier["alibaba-pledge-3y-2025-09-24"]) == told
    assert Kind.STAKE not in totals(found.pays)
    assert totals(found.led)[Kind.STAKE] == (Decimal("3.7"), Decimal("3.7"))


def test_meta_spent_72_billion_in_2025_and_none_of_its_guidances_adds_to_it() -> None:
    found = parts(answer("Meta", SHIPPED).pays)[Kind.CAPEX]

    assert [part for part in found if "capex-2025" in part] == ["meta-capex-2025-2026-01-28"]
    assert totals(answer("Meta", SHIPPED).pays)[Kind.CAPEX] == (Decimal("264.42"), Decimal("284.42"))


def test_meta_pledges_600_billion_and_its_campuses_are_part_of_that() -> None:
    assert totals(answer("Meta", SHIPPED).pays)[Kind.PLEDGE] == (Decimal(600), Decimal(600))


def test_microsoft_counts_each_fiscal_year_once() -> None:
    found = parts(answer("Microsoft", SHIPPED).pays)[Kind.CAPEX]

    assert "microsoft-capex-fy2025-2025-01-03" in found
    assert [part.split("-")[2] for part in found] == ["2026", "fy2025", "fy2024", "fy2023"]


def test_stargate_is_its_own_payer_and_softbank_pays_only_its_part() -> None:
    stargate, softbank = answer("Stargate", SHIPPED), answer("SoftBank", SHIPPED)

    (total,) = stargate.pays
    assert (total.high / BILLION, total.up_to) == (Decimal(500), True)
    assert totals(softbank.pays)[Kind.PLEDGE] == (Decimal(15), Decimal(15))
    assert totals(softbank.led)[Kind.STAKE][0] > 40
    assert "openai-pledge-4y-2025-01-21" in {fact.id for fact in answer("SoftBank", SHIPPED, limit=99).newest}


def test_a_venture_fund_that_led_rounds_has_spent_nothing_of_its_own() -> None:
    found = answer("Thrive Capital", SHIPPED)

    assert found.pays == ()
    assert totals(found.led) == {Kind.STAKE: (Decimal("7.5"), Decimal("7.5"))}


def test_openai_receives_stakes_and_of_nvidias_two_promises_only_the_later() -> None:
    found = parts(answer("OpenAI", SHIPPED).receives)[Kind.STAKE]

    assert "nvidia-openai-stake-2026-02-27" in found
    assert "nvidia-openai-stake-2025-09-23" not in found


def test_the_shipped_file_holds_the_sourced_facts() -> None:
    assert len(SHIPPED) == 289
    assert all(fact.usd is not None and fact.source_url and fact.kind.is_spend for fact in SHIPPED)


# Names


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("alibab", "Alibaba"),
        ("micro soft", "Microsoft"),
        ("antropic", "Anthropic"),
        ("korea", "South Korea"),
        ("open ai", "OpenAI"),
        ("thrive", "Thrive Capital"),
        ("STARGTE", "Stargate"),
    ],
)
def test_a_misspelt_name_finds_the_one_that_was_meant(query: str, first: str) -> None:
    names = {fact.org for fact in SHIPPED}

    assert suggest(query, names).near[0] == first


def test_at_most_five_names_are_near_and_none_for_nonsense() -> None:
    assert len(suggest("ab", [f"ab{n}" for n in range(9)]).near) == 5
    assert suggest("qqqq", ["Meta"]).near == ()
    assert suggest("", ["Meta"]).near == ()


# The file

GOOD = {
    "id": "a",
    "announced": "2025-02-24",
    "org": "Acme",
    "role": "payer",
    "kind": "pledge",
    "amount": "5",
    "currency": "USD",
    "usd": "5",
    "qualifier": "exact",
    "certainty": "announced",
    "source_url": "https://example.org/a",
}


def csv_of(*rows: dict[str, str]) -> str:
    return "\n".join([",".join(COLUMNS), *(",".join((GOOD | row).get(name, "") for name in COLUMNS) for row in rows)])


def test_a_row_becomes_a_fact_with_empty_cells_as_not_stated() -> None:
    (read,) = parse_csv("\ufeff" + csv_of({"org_alt": "Bolt; Coil", "period": "FY2026"}))

    assert read == Fact(
        "a",
        "2025-02-24",
        "Acme",
        Kind.PLEDGE,
        Decimal(5),
        "USD",
        usd=Decimal(5),
        org_alt=("Bolt", "Coil"),
        period="FY2026",
        source_url="https://example.org/a",
    )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"announced": "24 Feb"}, "announced: '24 Feb' is not YYYY-MM-DD or YYYY-MM"),
        ({"announced": "2025-13"}, "announced: '2025-13' is not YYYY-MM-DD or YYYY-MM"),
        ({"announced": "2025-02-30"}, "announced: '2025-02-30' is not YYYY-MM-DD or YYYY-MM"),
        ({"announced": "2025W011"}, "announced: '2025W011' is not YYYY-MM-DD or YYYY-MM"),
        ({"amount": "5bn"}, "amount: '5bn' is not a sum above zero, in digits alone"),
        ({"amount": "NaN"}, "amount: 'NaN' is not a sum above zero, in digits alone"),
        ({"amount": ""}, "amount: expected a sum"),
        ({"usd": "-5"}, "usd: '-5' is not a sum above zero, in digits alone"),
        ({"high": "9"}, "high: expected where, and only where, the qualifier is range"),
        ({"qualifier": "range", "high": "4"}, "high: 4 is not above the amount 5"),
        ({"role": "boss"}, "role: 'boss' is none of payer, lead"),
        ({"kind": "revenue"}, "kind: revenue is no spending"),
        ({"currency": "$"}, "currency: '$' is not an ISO 4217 code"),
        (
            {"period": "soon"},
            "period: 'soon' is not a period (3y, 2025, FY2026, Q3 2025, 2025-2028, by 2030)",
        ),
        ({"org": ""}, "org: '' is not a name"),
        ({"id": "story-1"}, "id: story- is how the ids of live facts begin"),
        ({"supersedes": "b"}, "supersedes: no row has the id 'b'"),
        ({"part_of": "a"}, "part_of: 'a' leads back to this row"),
        ({"source_url": "example.org"}, "source_url: 'example.org' is not an http(s) address"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(row: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigError) as raised:
        parse_csv(csv_of(row), file="ledger.csv")

    assert str(raised.value) == f"ledger.csv:2:1: {message}"


def test_all_problems_are_listed_at_once_in_the_order_of_the_lines() -> None:
    text = csv_of({}, {"role": "boss", "supersedes": "c"}, {"id": "c", "part_of": "d"}, {"id": "d", "part_of": "c"})

    with pytest.raises(ConfigError) as raised:
        parse_csv(f"{text}\n\nx,y")

    assert [(problem.line, problem.message) for problem in raised.value.problems] == [
        (3, "role: 'boss' is none of payer, lead"),
        (3, "id: 'a' stands twice"),
        (4, "part_of: 'd' leads back to this row"),
        (5, "part_of: 'c' leads back to this row"),
        (7, "expected 20 cells, found 2"),
    ]


def test_a_line_is_that_on_which_a_record_begins() -> None:
    text = csv_of({"note": '"two\nlines"'}, {"id": "b", "role": "boss"})

    with pytest.raises(ConfigError, match=r":4:1: role"):
        parse_csv(text)


def test_a_file_with_another_header_or_none_is_refused() -> None:
    for text in ("", "id,org\na,Acme\n"):
        with pytest.raises(ConfigError, match="expected the columns id, announced, org"):
            parse_csv(text)


def test_a_file_that_is_no_csv_is_refused() -> None:
    with pytest.raises(ConfigError, match="not readable as CSV"):
        parse_csv(csv_of({}) + '\n"open')
