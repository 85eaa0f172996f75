"""What somebody wants otherwise in a dialog, and what others changed while it stood open."""

from dataclasses import replace
from datetime import time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.amounts import parse_amount, written
from bot.core.cadences import Cadence, Every
from bot.core.kinds import Certainty, Kind
from bot.core.money import Money
from bot.core.quiet import Quiet
from bot.core.rules import Layout, Rules, Updates
from bot.core.subscriptions import Choices, Subscription, everywhere, laid_over
from bot.core.wishes import Wishes, chosen_from, said_of

RULES = Rules("C1", "ai-spend")
TWO = Money(Decimal(2_000_000_000), "USD")
BERLIN = ZoneInfo("Europe/Berlin")
WEEKLY, NIGHT = Cadence(Every.WEEKLY, time(9), BERLIN, 4), Quiet(BERLIN, time(22), time(7))


def wishes_of(rules: Rules) -> Wishes:
    return Wishes(
        rules.companies,
        rules.min,
        rules.kinds,
        rules.certainty,
        rules.updates,
        rules.layout,
        rules.quiet,
        rules.digest,
    )


SHOWN, NOTHING = wishes_of(RULES), Choices()


def taken(wanted: Wishes, shown: Wishes = SHOWN, choices: Choices = NOTHING) -> Choices:
    rules = laid_over(RULES, Subscription("C1", "ai-spend", "U1", choices=choices))
    assert rules is not None
    return chosen_from(shown, wanted, rules, choices)


def told(wanted: Wishes, *, is_new: bool = False) -> str:
    rules = laid_over(RULES, Subscription("C1", "ai-spend", "U1", choices=taken(wanted)))
    assert rules is not None
    return said_of(SHOWN, wanted, rules, is_new=is_new)


def test_what_is_left_as_it_was_shown_is_no_choice() -> None:
    assert (taken(SHOWN), told(SHOWN)) == (Choices(), "")


def test_only_what_differs_becomes_the_channel_s_own() -> None:
    wanted = replace(SHOWN, min=TWO, layout=Layout.COMPACT)

    assert taken(wanted) == Choices(min=TWO, layout=Layout.COMPACT)


@pytest.mark.parametrize(
    ("shown", "meanwhile", "wanted", "then"),
    [
        (("Meta",), ("Meta", "Oracle"), ("Meta", "Alibaba"), ("Meta", "Oracle", "Alibaba")),
        (("Meta", "Oracle"), ("Meta", "Oracle", "Intel"), ("Oracle",), ("Oracle", "Intel")),
        ((), ("Oracle",), ("Meta",), ("Oracle", "Meta")),
        (("Meta",), ("Meta", "Oracle"), (), ()),
        (("Meta", "Oracle"), ("Oracle",), ("Meta",), ("Meta",)),
        (("Meta",), ("Oracle",), ("Meta",), None),
    ],
)
def test_what_others_changed_of_the_companies_meanwhile_is_kept(
    shown: tuple[str, ...], meanwhile: tuple[str, ...], wanted: tuple[str, ...], then: tuple[str, ...] | None
) -> None:
    before = replace(SHOWN, companies=shown)

    after = taken(replace(before, companies=wanted), before, Choices(companies=meanwhile))

    assert after.companies == (meanwhile if then is None else then)


def test_what_others_changed_of_the_kinds_meanwhile_is_kept() -> None:
    wanted = replace(SHOWN, kinds=SHOWN.kinds - {Kind.STAKE})

    after = taken(wanted, choices=Choices(kinds=SHOWN.kinds - {Kind.FUND}))

    assert after.kinds == SHOWN.kinds - {Kind.STAKE, Kind.FUND}


def test_no_quiet_hours_and_no_digest_are_wishes_too() -> None:
    shown = replace(SHOWN, quiet=NIGHT, digest=WEEKLY)

    after = taken(replace(shown, quiet=None, digest=None), shown)

    rules = laid_over(replace(RULES, quiet=NIGHT, digest=WEEKLY), Subscription("C1", "ai", "U1", choices=after))
    assert rules is not None
    assert (rules.quiet, rules.digest) == (None, None)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"min": TWO, "companies": ("Meta",)}, "follows Meta, from $2B"),
        (
            {"certainty": frozenset({Certainty.ANNOUNCED})},
            "follows any payer, from $1B, where it is announced",
        ),
        ({"updates": Updates.OFF}, "hears nothing more when a story moves on"),
        ({"layout": Layout.COMPACT, "quiet": NIGHT}, "shows compact messages; is quiet 22:00 to 07:00, Europe/Berlin"),
        ({"digest": WEEKLY}, "gets a digest weekly on Friday at 09:00 Europe/Berlin"),
    ],
)
def test_a_change_is_told_in_words_that_stand_behind_a_name(changes: dict[str, object], words: str) -> None:
    assert told(replace(SHOWN, **changes)) == words  # type: ignore[arg-type]  # each of its field's type


def test_a_channel_that_followed_nothing_is_told_to_follow_what_it_follows_now() -> None:
    assert told(SHOWN, is_new=True) == "follows any payer, from $1B"


def test_every_channel_says_what_it_follows_or_would_and_who_named_it() -> None:
    paused = Subscription("C2", "rivals", "U1", choices=Choices(min=TWO), paused="is_archived")
    ended = Subscription("C1", "ai-spend", "U1", follows=False)

    first, second = everywhere([RULES], replace(RULES, companies=("Meta",)), [ended, paused])

    assert (first.rules, first.is_listed, first.follows, first.paused) == (RULES, True, False, None)
    assert (second.rules.channel, second.rules.companies, second.rules.min) == ("C2", ("Meta",), TWO)
    assert (second.is_listed, second.follows, second.paused) == (False, True, "is_archived")


@given(
    st.integers(0, 10**15).map(Decimal) | st.decimals(0, 10**13, places=2, allow_nan=False),
    st.sampled_from(["USD", "EUR", "CNY", "JPY", "INR", "SAR", "VND", "KRW"]),
)
def test_an_amount_is_written_as_it_is_read(amount: Decimal, currency: str) -> None:
    money = Money(amount, currency)

    assert parse_amount(written(money)) == money
