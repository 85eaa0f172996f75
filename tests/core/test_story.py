"""What announcements an entry tells, and how stories grow and stay apart."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.kinds import Kind
from bot.core.reading import Reading
from bot.core.relevance import Verdict
from bot.core.sameness import is_same
from bot.core.stories import Shelf, Story, Telling
from bot.core.story import MOST_FIGURES, announcements, grown, sought, told_by

DAY = datetime(2025, 2, 25, tzinfo=UTC)
BILLION = Decimal(10**9)


def figure(amount: str | int = 10, org: str | None = "Microsoft", **changes: Any) -> Figure:
    sum_ = Decimal(amount) * BILLION
    base = Figure(f"${amount}bn", sum_, None, "USD", Kind.PLEDGE, usd=sum_, org=org, headline=True)
    return replace(base, **changes)


def deal(amount: str | int = 10, org: str | None = "Microsoft", to: str | None = "Nebius", **changes: Any) -> Figure:
    return figure(amount, org, **{"kind": Kind.CONTRACT, "counterparty": to} | changes)


def entry(title: str = "News", text: str = "", key: str = "e", **changes: Any) -> Entry:
    return replace(Entry(key, None, "Wire", title, text, DAY), **changes)


def read(*figures: Figure, named: tuple[str, ...] = (), relevant: bool = True) -> Reading:
    return Reading(figures, Verdict(relevant, "new_commitment" if relevant else "not_news"), "", named)


def story(of: Figure, key: str = "s", **changes: Any) -> Story:
    return replace(Story(key, of, "News", DAY, DAY, named=frozenset()), **changes)


def joined(tellings: tuple[Telling, ...]) -> list[str]:
    """Return the ids of the stories that an entry joins; of those it opens none."""
    return sorted(telling.story.id for telling in tellings if not telling.is_new)


# Announcements of one entry


def test_two_places_of_one_payer_are_two_announcements() -> None:
    told = entry(text=f"Microsoft will invest $10bn in Japan.{' It said so on Monday.' * 20} It puts $6bn into Spain.")

    assert announcements(told, (figure(6), figure(10))) == ((figure(10),), (figure(6),))


def test_sums_for_one_place_or_for_none_are_one_announcement_the_largest_first() -> None:
    near = entry(text="Microsoft will invest $10bn in Texas, of which $6bn in Dallas, Texas.")

    assert announcements(near, (figure(6), figure(10))) == ((figure(10), figure(6)),)
    assert announcements(entry(), (figure(6), figure(10))) == ((figure(10), figure(6)),)


def test_deals_with_two_partners_are_two_announcements_and_with_one_they_are_one() -> None:
    assert len(announcements(entry(), (deal(17), deal(10, to="Nscale")))) == 2
    assert len(announcements(entry(), (deal(17), deal(3)))) == 1
    assert len(announcements(entry(), (deal(17), deal(3, to=None)))) == 1


def test_a_circular_deal_of_two_is_one_announcement() -> None:
    shares = deal(100, "Nvidia", "OpenAI", kind=Kind.STAKE)
    chips = deal(60, "OpenAI", "Nvidia")

    assert announcements(entry(), (chips, shares)) == ((shares, chips),)


def test_money_that_is_told_of_two_payers_who_share_a_side_is_one_announcement() -> None:
    one, other = deal(10, "SoftBank", "OpenAI", kind=Kind.STAKE), deal(10, "MGX", "OpenAI", kind=Kind.STAKE)

    assert len(announcements(entry(), (one, other))) == 1
    assert len(announcements(entry(), (one, replace(other, amount=4 * BILLION, usd=4 * BILLION)))) == 2


def test_what_two_companies_spend_is_two_announcements_however_alike() -> None:
    assert len(announcements(entry(), (figure(), figure(org="Meta")))) == 2


# What a story is known by


def test_places_are_those_of_the_title_and_purpose_and_else_only_states_beside_the_sum() -> None:
    of = figure()

    (titled,) = told_by(entry("Microsoft to invest $10bn in Japan", "It is from Texas."), read(of), DAY)
    (purposed,) = told_by(entry(), read(replace(of, purpose="data centers in Spain")), DAY)
    (beside,) = told_by(entry("Microsoft's plan", "It puts $10bn into Texas, and is a U.S. company."), read(of), DAY)
    (nowhere,) = told_by(entry("Microsoft's plan", "It puts $10bn into data centers in Japan."), read(of), DAY)

    found = [one.places for one in (titled, purposed, beside, nowhere)]
    assert found == [{"JP"}, {"ES"}, {"US/texas"}, frozenset()]


def test_a_story_keeps_all_sums_of_its_entry_and_whom_it_names() -> None:
    other = figure(3, headline=False, high=4 * BILLION)

    (told,) = told_by(entry(), read(figure(), other, named=("Microsoft", "OpenAI")), DAY)

    assert [money.amount / BILLION for money in told.sums] == [10, 3, 4]
    assert told.named == {"microsoft", "openai"}
    assert (told.first_seen, told.published, told.also) == (DAY, DAY, ())


def test_a_grown_story_keeps_what_is_new_to_it_and_the_earliest_date() -> None:
    known, told = story(figure()), story(figure(9, currency="EUR"), published=DAY - timedelta(days=3))

    more = grown(known, told)

    assert (more.id, more.figure, more.also, more.published) == ("s", known.figure, (told.figure,), told.published)
    assert grown(more, told) == more
    assert grown(story(figure(), published=None), story(figure())).published == DAY
    assert grown(known, story(figure(org="MSFT"))).also == (figure(org="MSFT"),)
    assert grown(known, story(figure(org=None, quote="in other words"))).also == ()


def test_a_story_keeps_only_so_many_figures() -> None:
    full = story(figure())
    for n in range(20):
        full = grown(full, story(figure(11 + n)))

    assert len(full.also) == MOST_FIGURES


# Entries that are no news


def test_an_entry_that_is_no_news_asks_for_each_of_its_sums_and_for_its_headline_alone_where_it_has_one() -> None:
    plain = [figure(amount, headline=False) for amount in (10, 6)]

    assert [one.figure for one in sought(entry(), read(*plain, relevant=False), DAY)] == plain
    head = figure(8)
    assert [one.figure for one in sought(entry(), read(*plain, head, relevant=False), DAY)] == [head]
    assert sought(entry(), read(*plain), DAY) == ()
    assert sought(entry(), read(head, figure(9, "Meta"), relevant=False), DAY) == ()


def test_an_irrelevant_entry_that_retells_a_story_joins_it_and_opens_none() -> None:
    shelf = Shelf([story(figure(), named=frozenset({"microsoft"}))])
    retold = read(figure(kind=Kind.OTHER, headline=False), named=("Microsoft",), relevant=False)
    strange = read(figure(99, headline=False), named=("Microsoft",), relevant=False)

    assert joined(shelf.bind(entry(), retold, DAY)) == ["s"]
    assert shelf.bind(entry(), strange, DAY) == ()


def test_a_round_up_of_known_sums_joins_nothing() -> None:
    shelf = Shelf([story(figure(), "a"), story(figure(60, "Meta"), "b")])
    sums = [figure(headline=False), figure(60, "Meta", headline=False)]

    assert shelf.bind(entry(), read(*sums, named=("Microsoft", "Meta"), relevant=False), DAY) == ()


# Entries and stories


def test_an_entry_that_tells_two_announcements_joins_both() -> None:
    shelf = Shelf([story(figure(), "a"), story(figure(60, "Meta"), "b")])

    tellings = shelf.bind(entry(), read(figure(), figure(60, "Meta")), DAY)

    assert (joined(tellings), len(tellings)) == (["a", "b"], 2)


def test_a_bridging_entry_joins_its_best_match_and_leaves_two_stories_two() -> None:
    shelf = Shelf([story(figure("10.00"), "low"), story(figure("10.20"), "high")])

    assert joined(shelf.bind(entry(key="1"), read(figure("10.09")), DAY)) == ["low"]
    assert joined(shelf.bind(entry(key="2"), read(figure("10.20")), DAY)) == ["high"]
    assert joined(shelf.bind(entry(key="3"), read(figure("9.95")), DAY)) == ["low"]


def test_two_pledges_of_one_firm_on_one_day_are_two() -> None:
    shelf = Shelf()
    titles = ("Microsoft to invest $10bn in Japan", "Microsoft to invest $10bn in Spain")

    opened = [shelf.bind(entry(title, key=title), read(figure()), DAY)[0] for title in titles]

    assert [telling.is_new for telling in opened] == [True, True]
    assert opened[0].story.id != opened[1].story.id


_TOLD = st.lists(
    st.builds(
        figure,
        amount=st.sampled_from(("10", "10.05", "10.1", "20")),
        org=st.sampled_from(("Microsoft", "MICROSOFT", "Meta")),
        org_alt=st.sampled_from(((), ("Meta",))),
        kind=st.sampled_from((Kind.PLEDGE, Kind.CAPEX)),
        currency=st.sampled_from(("USD", "CAD")),
    ),
    min_size=2,
    max_size=5,
)


@settings(deadline=None)
@given(_TOLD, st.randoms(use_true_random=False))
def test_where_all_pairs_agree_the_order_of_arrival_changes_nothing(told: list[Figure], shuffle: Any) -> None:
    one_each = [story(one) for one in told]
    pairs = list(combinations(range(len(told)), 2))
    alike = {(a, b) for a, b in pairs if is_same(one_each[a], one_each[b])}
    # To agree is to be one with all that are one with either, or with none of them.
    assume(all(_others(a, told, alike) == _others(b, told, alike) for a, b in alike))

    order = list(range(len(told)))
    parted = []
    for _ in range(2):
        shelf = Shelf()
        homes = {n: shelf.bind(entry(key=str(n)), read(told[n]), DAY)[0].story.id for n in order}
        parted.append({(a, b) for a, b in pairs if homes[a] == homes[b]})
        shuffle.shuffle(order)

    assert parted == [alike, alike]


def _others(one: int, told: list[Figure], alike: set[tuple[int, int]]) -> set[int]:
    """Return those that are one with an announcement, itself included."""
    return {n for n in range(len(told)) if n == one or (min(n, one), max(n, one)) in alike}
