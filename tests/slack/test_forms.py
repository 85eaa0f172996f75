"""What is drawn for people to fill in or to read once, whatever names and settings a channel has."""

from datetime import time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.cadences import Cadence, Every
from bot.core.kinds import SPEND, Certainty
from bot.core.money import Money
from bot.core.quiet import Quiet
from bot.core.rules import Layout, Mute, Rules, Updates
from bot.core.subscriptions import Choices, Subscription, followed
from bot.pipeline import Place
from bot.ports import Trouble
from bot.sandbox.blocks import check, check_view
from bot.sandbox.values import initial
from bot.slack import fields
from bot.slack.follow_modal import render_form
from bot.slack.forms import modal
from bot.slack.onboarding import render_welcome
from bot.slack.settings_filled import filled
from bot.slack.settings_form import blocks
from bot.slack.telling import invitation
from bot.slack.trouble import render_stopped
from bot.slack.windows import as_modal, note
from tests.pipeline.world import NOW
from tests.slack.golden import MESSAGES

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200).filter(fields.fits)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
ZONES = st.sampled_from(["Europe/Berlin", "Asia/Kolkata", "UTC"]).map(ZoneInfo)

choices = st.builds(
    Choices,
    companies=st.none() | st.lists(NAMES, max_size=30, unique=True).map(tuple),
    min=st.none() | st.builds(Money, st.integers(0, 10**13).map(Decimal), st.sampled_from(["USD", "CNY", "SAR"])),
    kinds=st.none() | st.frozensets(st.sampled_from(sorted(SPEND)), min_size=1),
    certainty=st.none() | st.frozensets(st.sampled_from(Certainty), min_size=1),
    updates=st.none() | st.sampled_from(Updates),
    layout=st.none() | st.sampled_from(Layout),
    quiet=st.none()
    | st.builds(
        lambda zone, start, weekends: Quiet(zone, start, time((start.hour + 9) % 24), weekends),
        ZONES,
        TIMES,
        st.booleans(),
    ),
    digest=st.none()
    | st.builds(Cadence, st.just(Every.WEEKLY), TIMES, ZONES, st.integers(0, 6))
    | st.builds(Cadence, st.just(Every.DAILY), TIMES, ZONES),
    mutes=st.lists(st.builds(Mute, NAMES, st.none() | st.just(NOW)), max_size=3).map(tuple),
)


def submitted(view: dict[str, Any]) -> dict[str, Any]:
    """Give a view as Slack sends it where nobody has touched it."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    values = {block["block_id"]: {block["element"]["action_id"]: initial(block["element"])} for block in inputs}
    return {**view, "state": {"values": values}}


@settings(max_examples=60, deadline=None)
@given(choices, NAMES, st.booleans(), st.none() | st.just("is_archived"))
def test_a_form_is_one_that_slack_takes_and_comes_back_as_it_went(
    made: Choices, name: str, follows: bool, paused: str | None
) -> None:
    subscription = Subscription("C1", name, "U1", choices=made, follows=follows, paused=paused, version=7)
    held = followed(Rules("C1", "ai-spend", countries=("CN",)), subscription, is_listed=True)

    view = modal("Settings", blocks(held, "Asia/Tokyo", NOW), submit="Save")

    assert check_view(view) == []
    back = filled(submitted(dict(view)))
    assert (back.errors, back.shown) == ({}, back.wanted)
    assert back.wanted is not None
    rules = held.rules
    assert (back.wanted.companies, back.wanted.min) == (rules.companies, rules.min)
    assert (back.wanted.kinds, back.wanted.certainty) == (rules.kinds, rules.certainty)
    assert (back.wanted.quiet, back.wanted.digest) == (rules.quiet, rules.digest)
    assert (back.wanted.updates, back.wanted.layout) == (rules.updates, rules.layout)


@settings(max_examples=40, deadline=None)
@given(NAMES, st.lists(NAMES, max_size=20), st.booleans(), st.sampled_from(["not_in_channel", "is_archived", "x"]))
def test_what_is_said_of_channels_is_what_slack_takes(name: str, names: list[str], follows: bool, code: str) -> None:
    rules = Rules("C1", name, companies=tuple(names))
    held = followed(rules, None, is_listed=follows)

    for message in (
        render_welcome(held),
        render_welcome(held, is_back=True),
        render_stopped(Trouble("C1", name, code, "U1", is_paused=follows)),
    ):
        assert check([dict(block) for block in message.blocks]) == []
        assert "<!" not in message.text
    assert check_view(note("Title", invitation(Place("C1", name)))) == []


def test_the_form_that_asks_for_a_channel_is_one_that_slack_takes() -> None:
    assert check_view(render_form()) == []


def test_every_message_can_be_shown_in_a_modal() -> None:
    for name, build in MESSAGES.items():
        assert check_view(as_modal(name, build())) == [], name


def test_a_table_is_shown_in_lines_with_its_links() -> None:
    view = as_modal("Alibaba", MESSAGES["answer"]())

    (rows,) = [block for block in view["blocks"] if block["block_id"].startswith("answer:newest")]
    first = rows["text"]["text"].split("\n")[0]
    assert first.startswith(
        "• 24 Feb 2025: CN¥60–72.5B ($8.3–10B) → at least CN¥380B ($53B), investment pledge, 3 years"
    )
    assert first.endswith("<https://news.example/alibaba?x=1&amp;y=2|South China Morning Post>")
