"""What a feed says anew is known again, however it is decorated; what it says otherwise is seen."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.entry import Entry, apart, digest, keys
from bot.core.sameness import APART
from bot.core.sorting import Known, Sorting

DAY = datetime(2026, 1, 10, 12, tzinfo=UTC)


def entry(key: str = "1", title: str = "", **changes: Any) -> Entry:
    title = title or f"Company {key} to spend ${key} billion on data centres"
    text = (
        f"Company {key} said on Monday that it would spend the money over three years, and gave no further details. "
        * 2
    )
    return replace(Entry(key, f"https://wire.example/news/{key}", "Wire", title, text, DAY), **changes)


def headline(key: str, title: str = "", **changes: Any) -> Entry:
    """Return an entry that has no text, as Google News and paywalls have them."""
    return entry(key, title, text="", **changes)


Stored = dict[str, Known]


def store(entries: Sequence[Entry]) -> Stored:
    """Return entries as they are known once they are stored."""
    sorting = Sorting(entries)
    return {
        key: Known(one.id, one.link, one.title, digest(one))
        for one in reversed(entries)
        for key in keys(one)
        if key not in sorting.shared
    }


def sort_out(stored: Stored, *fetched: Entry) -> tuple[tuple[Entry, ...], tuple[tuple[Entry, str], ...]]:
    return Sorting(apart(fetched)).against(stored)


def new(stored: Stored, *fetched: Entry) -> tuple[Entry, ...]:
    return sort_out(stored, *fetched)[0]


def revised(stored: Stored, *fetched: Entry) -> tuple[tuple[Entry, str], ...]:
    return sort_out(stored, *fetched)[1]


# Churn

Churn = Callable[[Sequence[Entry], int], list[Entry]]


def _each(change: Callable[[Entry, int], Entry]) -> Churn:
    return lambda entries, turn: [change(one, turn) for one in entries]


def _linked(change: Callable[[str, int], str]) -> Churn:
    return _each(lambda one, turn: replace(one, link=change(one.link or "", turn)))


CHURNS: dict[str, Churn] = {
    "new guids": _each(lambda one, turn: replace(one, id=f"{turn}-{one.id}")),
    "guids by place": lambda entries, turn: [replace(one, id=str(place)) for place, one in enumerate(entries)],
    "opaque links": _each(
        lambda one, turn: replace(one, link=f"https://news.example/rss/articles/{turn}{one.id}?oc=5")
    ),
    "no links": _each(lambda one, turn: replace(one, link=None)),
    "home page": _linked(lambda link, turn: "https://wire.example/"),
    "tracking": _linked(lambda link, turn: f"{link}?utm_source=rss&utm_campaign={turn}"),
    "http": _linked(lambda link, turn: link.replace("https://", "http://")),
    "trailing slash": _linked(lambda link, turn: f"{link}/"),
    "amp": _linked(lambda link, turn: f"{link}/amp"),
    "dates": _each(lambda one, turn: replace(one, published=DAY + turn * timedelta(days=20))),
    "no dates": _each(lambda one, turn: replace(one, published=None)),
    "back to front": lambda entries, turn: list(entries)[::-1],
    "twice": lambda entries, turn: [*entries, *entries],
    "shorter": lambda entries, turn: list(entries)[: 1 + turn % 3],
    "blanks and quotes": _each(lambda one, turn: replace(one, title=one.title.replace(" ", "\u00a0 "))),
}


@pytest.mark.parametrize("churn", CHURNS)
def test_a_feed_that_says_the_same_again_brings_nothing(churn: str) -> None:
    entries = [entry(str(n)) for n in range(5)]

    assert sort_out(store(entries), *CHURNS[churn](entries, 1)) == ((), ())


@given(st.lists(st.sampled_from(sorted(CHURNS)), max_size=8), st.permutations(range(5)))
def test_no_sequence_of_churns_makes_anything_new_or_revised(churns: list[str], order: list[int]) -> None:
    entries = [entry(str(n)) for n in range(5)]
    stored = store(entries)

    fetched = [entries[place] for place in order]
    for turn, churn in enumerate(churns):
        fetched = CHURNS[churn](fetched, turn)
        assert sort_out(stored, *fetched) == ((), ())


@given(st.lists(st.sampled_from(["new guids", "opaque links", "back to front", "twice", "tracking"]), max_size=8))
def test_headlines_of_which_guid_and_link_are_new_at_every_fetch_are_known_by_their_day(churns: list[str]) -> None:
    fetched = entries = [headline(str(n)) for n in range(5)]
    stored = store(entries)

    for turn, churn in enumerate(churns):
        fetched = CHURNS[churn](fetched, turn)
        assert sort_out(stored, *fetched) == ((), ())


ids, links = st.sampled_from("1234"), st.none() | st.sampled_from(["https://wire.example/a", "https://wire.example/b"])
titles = st.sampled_from(["Meta to spend $60bn on AI", "Meta to spend $65bn on AI", "Oracle leases a campus", ""])
items = st.builds(Entry, ids, links, st.just("Wire"), titles, st.sampled_from(["", "Text.", "Text. " * 40]))


@given(st.lists(items, max_size=5), st.lists(items, max_size=5, unique_by=lambda one: one.id), st.randoms())
def test_the_order_of_a_document_is_of_no_matter(past: list[Entry], fetched: list[Entry], random: Any) -> None:
    stored = store(apart(past))
    shuffled = random.sample(fetched, len(fetched))

    assert [set(part) for part in Sorting(fetched).against(stored)] == [
        set(part) for part in Sorting(shuffled).against(stored)
    ]


@given(st.lists(items, max_size=5), st.lists(items, max_size=5))
def test_every_entry_is_known_new_or_a_state_of_one_and_no_id_is_given_twice(
    past: list[Entry], fetched: list[Entry]
) -> None:
    stored = store(apart(past))

    fresh, states = sort_out(stored, *fetched)

    assert len({one.id for one in fresh}) == len(fresh)
    assert not {one.id for one in fresh} & {known.id for known in stored.values()}
    assert len({known for _, known in states}) == len(states)
    assert all(digest(one) not in {known.digest for known in stored.values() if known.id == id_} for one, id_ in states)


# Edits


def test_an_edited_title_or_text_is_another_state() -> None:
    stored = store([entry("1"), entry("2")])
    title, text = entry("1", title="Company 1 to spend $2 billion on data centres"), entry("2", text="Another text.")

    assert sort_out(stored, title, text) == ((), ((title, "1"), (text, "2")))


def test_a_title_written_anew_is_another_state_where_guid_and_link_stay() -> None:
    anew = entry("1", title="Quite other words")

    assert revised(store([entry("1")]), anew) == ((anew, "1"),)


def test_an_edited_title_is_seen_under_a_new_guid_and_under_a_new_link() -> None:
    stored = store([entry("1")])
    edited = entry("1", title="Company 1 to spend $1.5 billion on data centres", text="Another text.")

    for churned in (replace(edited, id="new"), replace(edited, link="https://wire.example/moved")):
        assert revised(stored, churned) == ((churned, "1"),)


def test_a_guid_used_again_for_another_article_is_a_new_entry_with_an_id_of_its_own() -> None:
    stored = store([entry("1")])
    other = entry("1", title="Oracle leases a campus", text="Another text.", link="https://wire.example/oracle")

    (found,) = new(stored, other)

    assert replace(found, id="1") == other
    assert found.id != "1"
    assert sort_out(stored | store([found]) | stored, other) == ((), ())


def test_guids_that_count_places_bring_what_is_put_on_top_and_nothing_else() -> None:
    stored = store([entry("1"), entry("2"), entry("3")])
    top = entry("4", id="1")

    moved = [top, replace(entry("1"), id="2"), replace(entry("2"), id="3")]

    (found,), states = sort_out(stored, *moved)
    assert (replace(found, id="1"), states) == (top, ())


def test_an_article_at_the_link_of_another_is_new_where_its_guid_and_title_are_others() -> None:
    home = "https://wire.example/"
    other = headline("2", "Oracle leases a campus in Ohio", link=home)

    assert new(store([headline("1", link=home)]), other) == (other,)


def test_the_posts_of_a_live_blog_share_a_link_and_are_told_apart() -> None:
    live = "https://wire.example/live"
    first, second, third = (headline(str(n), f"Live: post {n} of the evening", link=f"{live}#p{n}") for n in range(3))
    stored = store([first, second])

    assert sort_out(stored, third, second, first) == ((third,), ())
    assert revised(stored, replace(second, title="Live: post 1 corrected"), first) == (
        (replace(second, title="Live: post 1 corrected"), "1"),
    )


def test_items_that_all_link_to_the_home_page_are_told_apart_without_guids() -> None:
    home = "https://wire.example/"
    one, two, three = (
        headline("wire.example", f"{org} to spend $20 billion on AI", link=home) for org in ("Meta", "SAP", "Oracle")
    )
    stored = store(apart([one, two]))

    assert [fresh.title for fresh in new(stored, three, one, two)] == [three.title]
    assert sort_out(stored, two, one) == ((), ())
    assert sort_out(stored, two) == ((), ())


@pytest.mark.parametrize("title", ["Morning briefing", "Morning briefing: what to know before the markets open today"])
def test_recurring_titles_with_other_texts_are_new(title: str) -> None:
    stored = store([entry("1", title)])

    assert new(stored, entry("2", title)) == (entry("2", title),)


def test_a_headline_that_returns_on_another_day_is_new() -> None:
    again = headline("2", "Meta to spend $10 billion on AI", published=DAY + APART)

    assert new(store([headline("1", "Meta to spend $10 billion on AI")]), again) == (again,)


def test_what_was_stored_before_there_were_digests_is_never_another_state() -> None:
    stored = {key: replace(known, digest=None) for key, known in store([entry("1")]).items()}
    edited = entry("1", title="Company 1 to spend $2 billion on data centres", text="Edited.")

    assert sort_out(stored, edited) == ((), ())
    assert sort_out(stored, replace(edited, id="new")) == ((), ())
    assert len(new(stored, replace(edited, id="new", title="Oracle leases a campus"))) == 1
