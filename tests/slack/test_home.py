"""The Home tab, over the sandbox: whose channels it shows, what its buttons do, what it says when nothing works."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.entry import Feed
from bot.core.rules import EVERYTHING, Mute, Rules
from bot.core.subscriptions import Choices, Subscription, followed
from bot.pipeline import Place
from bot.ports import Health, Poll, Sent
from bot.sandbox import Fault, Sandbox, SeenView
from bot.sandbox.blocks import check_view
from bot.slack.desk import WRONG
from bot.slack.health import health_lines
from bot.slack.home import Room, Shown, render_home, render_trouble_home
from tests.pipeline.world import NOW
from tests.slack import samples
from tests.slack.conftest import AI_SPEND, Records, until
from tests.store.values import judged, story

BEN = "U0SANDBOXBEN"
GENERAL, BOARD = Place("C0GENERAL01", "general"), Place("C0BOARD0001", "board")
HOUR = timedelta(hours=1)


@pytest.fixture
def granted(slack: Sandbox) -> Sandbox:
    """Give a workspace that lets the app see who is where."""
    slack.backend.app.scopes |= {"channels:read", "groups:read"}
    return slack


async def opened(slack: Sandbox, user: str | None = None) -> SeenView:
    """Open the Home tab and return it as it is published then."""
    before = slack.home(user)
    published = len([record for record in slack.backend.journal.records if record.name == "views.publish"])
    slack.open_home(user)
    await slack.wait_for(
        lambda: len([r for r in slack.backend.journal.records if r.name == "views.publish"]) > published
    )
    home = slack.home(user)
    assert home is not None
    assert before is None or before.id == home.id
    return home


async def press(slack: Sandbox, home: SeenView, action: str, block: str | None = None) -> None:
    click = await slack.click(home, action, block_id=block)
    assert await click.done() == "acknowledged"


async def changed(slack: Sandbox, words: str) -> SeenView:
    return await slack.wait_for(lambda: home if (home := slack.home()) and words in home.plain else None)


async def told(records: Records, slack: Sandbox, *channels: str) -> None:
    """Let an alert stand in each channel."""
    await records.store.sync_feeds([Feed("Wire", "https://wire.example/")], NOW)
    alerts = tuple(
        replace(samples.PLEDGE, id=f"a{number}", channel=channel)
        for number, channel in enumerate(channels or [slack.channel])
    )
    await records.store.save(Poll("Wire", NOW, NOW, judged=(judged(opens=(story(),), alerts=alerts),)))
    for number in range(len(alerts)):
        claimed = await records.store.claim_alert(NOW + number * HOUR, HOUR)
        assert claimed is not None
        said = slack.say(claimed.post.channel, BEN, "stands for the alert")
        await records.store.mark_delivered(claimed.row, said.ts, NOW + number * HOUR)


def buttons(home: SeenView) -> list[str]:
    rows = [block["elements"] for block in home.blocks if block["type"] == "actions"]
    return [element["text"]["text"] for row in rows for element in row]


@pytest.mark.usefixtures("listener")
async def test_the_first_opening_greets_and_shows_what_there_is(granted: Sandbox) -> None:
    home = await opened(granted)

    assert home.plain.startswith("Welcome!")
    for words in (
        "Your channels",
        "#ai-spend follows any payer, from $1B.",
        "Set by watchlist.yaml",
        "Try it",
        "No feeds are configured.",
        "/aispend alibaba",
        "Help",
    ):
        assert words in home.plain
    assert {"Settings", "Mute 24 h", "Add aispend to a channel", "Alibaba", "Largest of 2024"} <= set(buttons(home))


@pytest.mark.usefixtures("listener")
async def test_the_greeting_goes_with_a_press_and_does_not_come_back(granted: Sandbox) -> None:
    home = await opened(granted)

    await press(granted, home, "home:hide")
    await granted.wait_for(lambda: "Welcome!" not in (granted.home() or home).plain)

    assert "Welcome!" not in (await opened(granted)).plain


@pytest.mark.usefixtures("listener")
async def test_the_messages_tab_publishes_nothing(granted: Sandbox) -> None:
    delivery = granted.open_home(tab="messages")

    assert delivery is not None
    assert await delivery.done() == "acknowledged"
    assert granted.home() is None


@pytest.mark.usefixtures("listener")
async def test_each_sees_only_channels_that_they_are_a_member_of(granted: Sandbox, records: Records) -> None:
    granted.invite("board")
    granted.kick("board", BEN)
    for place in (GENERAL, BOARD):
        await records.subscribe(place, granted.user, "meta min 2bn")
    await told(records, granted, GENERAL.channel, BOARD.channel)

    ana, ben = await opened(granted), await opened(granted, BEN)

    assert "#board follows Meta, from $2B." in ana.plain
    assert "#general follows Meta, from $2B." in ben.plain
    assert "board" not in ben.plain
    assert (ana.plain.count("Alibaba pledges"), ben.plain.count("Alibaba pledges")) == (2, 1)


@pytest.mark.usefixtures("listener")
async def test_without_the_scopes_they_see_what_they_subscribed_themselves_and_are_told_so(
    slack: Sandbox, records: Records
) -> None:
    await records.subscribe(GENERAL, slack.user, "meta")
    await records.subscribe(BOARD, BEN, "meta")

    home = await opened(slack)

    assert "#general follows Meta" in home.plain
    assert "board" not in home.plain
    assert "I cannot see which others you are a member of" in home.plain
    assert "Change it with /aispend settings in the channel." in home.plain
    assert "Settings" not in buttons(home)


@pytest.mark.usefixtures("listener")
async def test_without_the_scope_for_private_channels_public_ones_are_seen(granted: Sandbox) -> None:
    granted.backend.app.scopes.discard("groups:read")

    home = await opened(granted)

    assert "#ai-spend follows any payer" in home.plain
    assert "Settings" in buttons(home)
    assert "I cannot see which others" in home.plain


@pytest.mark.usefixtures("listener")
async def test_who_has_no_channel_is_offered_one(granted: Sandbox, records: Records) -> None:
    records.pipeline.watch = replace(records.pipeline.watch, rules=())

    assert "aispend posts in none of your channels yet." in (await opened(granted)).plain


@pytest.mark.usefixtures("listener")
async def test_the_last_alerts_stand_there_with_links(granted: Sandbox, records: Records) -> None:
    await told(records, granted)

    home = await opened(granted)

    (block,) = [block for block in home.blocks if block["block_id"] == "home:last"]
    said = granted.screen()[-1]
    assert f"/archives/{granted.channel}/p{said.ts.replace('.', '')}|Alibaba pledges" in block["text"]["text"]
    assert "· #ai-spend, " in block["text"]["text"]


@pytest.mark.usefixtures("listener")
async def test_a_channel_is_muted_for_a_day_and_let_in_again_and_both_are_said_there(
    granted: Sandbox, records: Records
) -> None:
    home = await opened(granted)

    await press(granted, home, "home:mute")
    muted = await changed(granted, "Muted until")
    assert "Mute 24 h" not in buttons(muted)
    held = await records.followed(Place(AI_SPEND.channel, AI_SPEND.name))
    assert held.rules.mutes == (Mute(EVERYTHING, NOW + timedelta(days=1)),)
    await press(granted, muted, "home:unmute")
    await granted.wait_for(lambda: "Mute 24 h" in buttons(granted.home() or muted))

    first, second = [seen.plain for seen in granted.screen()]
    assert "@ana changed this channel: it muted everything until 26 Feb 2025, 12:00 UTC." in first
    assert "@ana changed this channel: it hears of everything again." in second
    assert "Welcome!" in (granted.home() or home).plain


@pytest.mark.usefixtures("listener")
async def test_who_left_a_channel_may_not_mute_it_any_more(granted: Sandbox, records: Records) -> None:
    home = await opened(granted)
    granted.kick("ai-spend", granted.user)

    await press(granted, home, "home:mute")

    modal = await granted.wait_for(lambda: granted.modal())
    assert "Only members of that channel" in modal.plain
    assert await records.store.subscriptions() == ()
    await granted.wait_for(lambda: "#ai-spend" not in (granted.home() or home).plain)


@pytest.mark.usefixtures("listener")
async def test_a_channel_that_was_unsubscribed_meanwhile_cannot_be_muted_and_that_is_said(
    granted: Sandbox, records: Records
) -> None:
    home = await opened(granted)
    await records.pipeline.subscribing.unsubscribe(Place(AI_SPEND.channel, AI_SPEND.name), BEN, "")

    await press(granted, home, "home:mute")

    modal = await granted.wait_for(lambda: granted.modal())
    assert "This channel follows nothing, so that there is nothing to mute." in modal.plain


@pytest.mark.usefixtures("listener")
async def test_the_settings_opened_from_home_bring_home_up_to_date(granted: Sandbox) -> None:
    home = await opened(granted)

    await press(granted, home, "settings")
    await granted.wait_for(lambda: (v := granted.modal()) is not None and v.callback_id)
    await granted.submit_view({"min:0": "7bn"})

    assert "#ai-spend follows any payer, from $7B." in (await changed(granted, "from $7B")).plain
    assert "Set by watchlist.yaml and this channel" in (granted.home() or home).plain


@pytest.mark.usefixtures("listener")
async def test_what_is_tried_is_answered_in_a_modal(granted: Sandbox) -> None:
    home = await opened(granted)

    await press(granted, home, "home:try:0")

    modal = await granted.wait_for(lambda: v if (v := granted.modal()) and "on record" in v.plain else None)
    assert modal.title == "Alibaba"
    assert "CN¥380B ($53B)" in modal.plain


@pytest.mark.usefixtures("listener")
async def test_what_is_tried_in_vain_is_apologised_for(granted: Sandbox, records: Records) -> None:
    home = await opened(granted)
    records.broken = True

    await press(granted, home, "home:try:0")

    assert await granted.wait_for(lambda: (v := granted.modal()) is not None and WRONG in v.plain)


@pytest.mark.usefixtures("listener")
async def test_where_nothing_can_be_read_home_says_so_and_can_be_asked_again(
    granted: Sandbox, records: Records
) -> None:
    records.broken = True
    home = await opened(granted)
    assert "Your channels and alerts cannot be shown just now." in home.plain
    assert "/aispend help" in home.plain
    records.broken = False

    await press(granted, home, "home:again")

    assert await changed(granted, "#ai-spend follows any payer")


@pytest.mark.usefixtures("listener")
async def test_a_button_that_cannot_be_stored_is_apologised_for(granted: Sandbox, records: Records) -> None:
    home = await opened(granted)
    records.broken = True

    await press(granted, home, "home:mute")

    assert await granted.wait_for(lambda: (v := granted.modal()) is not None and WRONG in v.plain)
    assert await changed(granted, "cannot be shown just now")


@pytest.mark.usefixtures("listener")
async def test_a_button_nobody_knows_is_answered_in_person(granted: Sandbox) -> None:
    home = await opened(granted)
    granted.backend.surfaces.home[granted.user].blocks[-2]["accessory"] = {
        "type": "button",
        "action_id": "of-old",
        "text": {"type": "plain_text", "text": "Old"},
        "value": "x",
    }

    await press(granted, home, "of-old")

    (answer,) = await granted.wait_for(lambda: granted.screen(granted.user))
    assert "no longer does anything" in answer.plain


# Adding a channel


async def picked(slack: Sandbox, channel: str) -> SeenView:
    """Open the form on the Home tab, choose a channel, and wait for what is said of it."""
    await press(slack, await opened(slack), "home:add")
    await slack.wait_for(lambda: slack.modal())
    delivery = await slack.submit_view({"channel": channel})
    assert await delivery.done() == "acknowledged"
    return await slack.wait_for(
        lambda: v if (v := slack.modal()) and not v.submit and "One moment" not in v.plain else None
    )


@pytest.mark.usefixtures("listener")
async def test_a_channel_the_bot_is_in_follows_at_once_and_hears_of_it(granted: Sandbox) -> None:
    granted.invite("general")

    modal = await picked(granted, GENERAL.channel)

    assert modal.plain.endswith("#general follows any payer, from $1B. It was said there just now.")
    assert "@ana changed this channel: it follows any payer" in granted.screen("general")[-1].plain
    assert await changed(granted, "#general follows any payer")


@pytest.mark.usefixtures("listener")
async def test_a_channel_the_bot_is_not_in_follows_and_the_invitation_is_told(
    granted: Sandbox, records: Records
) -> None:
    modal = await picked(granted, GENERAL.channel)

    assert "I am not in #general yet: type /invite @aispend there." in modal.plain
    assert [one.owner for one in await records.store.subscriptions()] == [granted.user]


@pytest.mark.usefixtures("listener")
async def test_a_channel_that_is_followed_already_stays_as_it_is(granted: Sandbox, records: Records) -> None:
    await records.subscribe(GENERAL, BEN, "meta")

    modal = await picked(granted, GENERAL.channel)

    assert "#general is followed already" in modal.plain
    assert len(await records.store.amendments(GENERAL.channel, 9)) == 1


@pytest.mark.usefixtures("listener")
async def test_who_cannot_be_seen_to_be_a_member_adds_nothing(slack: Sandbox, records: Records) -> None:
    modal = await picked(slack, GENERAL.channel)

    assert "From here I cannot see whether you are a member of that channel" in modal.plain
    assert await records.store.subscriptions() == ()


@pytest.mark.usefixtures("listener")
async def test_a_channel_that_cannot_be_stored_is_apologised_for(granted: Sandbox, records: Records) -> None:
    await press(granted, await opened(granted), "home:add")
    await granted.wait_for(lambda: granted.modal())
    records.broken = True

    await granted.submit_view({"channel": GENERAL.channel})

    assert await granted.wait_for(lambda: (v := granted.modal()) is not None and WRONG in v.plain)


# Drawing


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(NAMES, max_size=40), st.lists(NAMES, max_size=9), st.booleans(), st.booleans())
def test_no_home_ever_leaves_that_slack_refuses(
    names: list[str], companies: list[str], whole: bool, greets: bool
) -> None:
    rooms = tuple(
        Room(
            followed(
                Rules("", "", companies=tuple(companies)),
                Subscription(f"C{number}", name, "U1", choices=Choices(mutes=(Mute(EVERYTHING),)[: number % 2])),
                is_listed=bool(number % 3),
            ),
            may_change=bool(number % 4),
        )
        for number, name in enumerate(names)
    )
    alerts = tuple((Sent(alert, "1.0", NOW), None) for alert in samples.ALERTS.values())
    feeds = tuple(Health(name, NOW, NOW, 2, name, NOW) for name in names)

    view = render_home(Shown(rooms, whole, alerts, tuple(companies), feeds, greets, NOW))

    assert check_view(view) == []
    assert len(view["blocks"]) <= 100


def test_the_home_of_a_broken_store_is_one_that_slack_takes() -> None:
    assert check_view(render_trouble_home()) == []


def feed(name: str, minutes: int | None = 5, error: str | None = None, since: int | None = None) -> Health:
    polled = None if minutes is None else NOW - timedelta(minutes=minutes)
    failing = None if since is None else NOW - timedelta(minutes=since)
    return Health(name, polled, NOW, 1 if error else 0, error, failing)


@pytest.mark.parametrize(
    ("feeds", "lines"),
    [
        ((), ("No feeds are configured.",)),
        ((feed("A"),), ("The feed is read well.",)),
        ((feed("A"), feed("B")), ("All 2 feeds are read well; all were asked in the last hour.",)),
        ((feed("A"), feed("B", 90)), ("All 2 feeds are read well; 1 was asked in the last hour.",)),
        ((feed("A", None),), ("1 has not been asked yet.",)),
        ((feed("A"), feed("B", None)), ("1 of 2 feeds is read well.", "1 has not been asked yet.")),
    ],
)
def test_how_feeds_fare_is_said_in_words(feeds: tuple[Health, ...], lines: tuple[str, ...]) -> None:
    assert health_lines(feeds, NOW) == lines


def test_feeds_that_fail_are_named_with_since_when_those_first_that_fail_longest() -> None:
    failing = [feed(f"F{n}", error="HTTP 503", since=n) for n in range(1, 8)]

    first, *rest = health_lines([feed("A"), *failing], NOW)

    assert first == "1 of 8 feeds is read well."
    assert rest[0].startswith("• *F7* fails since <!date^")
    assert rest[0].endswith(": HTTP 503")
    assert (len(rest), rest[-1]) == (6, "2 more fail.")


@pytest.mark.usefixtures("listener")
async def test_a_home_that_slack_does_not_take_is_logged_and_does_no_harm(granted: Sandbox) -> None:
    granted.fail("views.publish", Fault.ERROR, code="internal_error")
    granted.open_home()
    await until(lambda: any(record.name == "views.publish" for record in granted.backend.journal.records))

    home: Any = await opened(granted)

    assert "#ai-spend" in home.plain
