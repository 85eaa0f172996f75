"""A channel's settings in a modal, over the sandbox: what it shows, what it takes, what it says of that."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.core.cadences import Cadence, Every
from bot.core.kinds import SPEND, Certainty, Kind
from bot.core.quiet import Quiet
from bot.core.rules import Layout, Rules, Updates
from bot.core.subscriptions import Choices
from bot.pipeline import Place
from bot.sandbox import Fault, ManualClock, Sandbox, SeenView
from bot.slack.calls import client
from bot.slack.desk import WRONG
from bot.slack.fields import held_in, what_of
from bot.slack.permission import STRANGER, UNKNOWN
from bot.slack.settings_saving import UNSAVED
from tests.pipeline.world import NOW
from tests.slack.conftest import AI_SPEND, Records, private_answer, until

BEN = "U0SANDBOXBEN"
BERLIN = ZoneInfo("Europe/Berlin")
HERE = Place(AI_SPEND.channel, AI_SPEND.name)


@pytest.fixture
def granted(slack: Sandbox) -> Sandbox:
    """Give a workspace that lets the app see who is where, and who lives where."""
    slack.backend.app.scopes |= {"channels:read", "groups:read", "users:read"}
    people = slack.backend.workspace.users
    people[slack.user] = replace(people[slack.user], zone="America/Sao_Paulo")
    return slack


async def with_button(slack: Sandbox, channel: str, about: str | None = None, user: str | None = None) -> None:
    """Post a button in a channel that opens the settings of that one, or of another, and press it."""
    button = {"type": "button", "action_id": "settings", "value": about or channel}
    button["text"] = {"type": "plain_text", "text": "Settings"}  # type: ignore[assignment]  # a text object
    blocks = [{"type": "actions", "elements": [button]}]
    await client(slack.bot_token, slack.api).chat_postMessage(channel=channel, text="x", blocks=blocks)
    click = await slack.click(slack.screen(channel, user)[-1], "settings", user=user)
    assert await click.done() == "acknowledged"


async def form(slack: Sandbox, user: str | None = None) -> SeenView:
    """Wait for the form that comes after the modal that says to wait."""
    return await slack.wait_for(lambda: view if (view := slack.modal(user)) and view.callback_id else None)


async def opened(slack: Sandbox, channel: str | None = None, user: str | None = None) -> SeenView:
    await with_button(slack, channel or slack.channel, user=user)
    return await form(slack, user)


def name(view: SeenView, what: str) -> str:
    """Return the name of the field of something: it changes with each version of the channel's settings."""
    return next(str(block["block_id"]) for block in view.blocks if block["block_id"].startswith(f"{what}:"))


async def search(slack: Sandbox, view: SeenView, what: str, query: str) -> list[str]:
    """Type into a menu; return the options it shows."""
    return [each["value"] for each in (await slack.search_options(view, name(view, what), query))["options"]]


async def submitted(slack: Sandbox, user: str | None = None, **values: Any) -> SeenView | None:
    """Submit the form with some values; return it where it stays open."""
    view = slack.modal(user)
    assert view is not None
    delivery = await slack.submit_view({name(view, what): value for what, value in values.items()}, user=user)
    assert await delivery.done() == "acknowledged"
    await until(lambda: (view := slack.modal(user)) is None or not view.waiting)
    return slack.modal(user)


def values(view: SeenView) -> dict[str, Any]:
    """Give what the fields hold."""
    return held_in({"state": {"values": view.values}})


def hints(view: SeenView) -> dict[str, str]:
    return {
        what_of(block["block_id"]): (block.get("hint") or {}).get("text", "")
        for block in view.blocks
        if block["type"] == "input"
    }


def announced(slack: Sandbox, channel: str | None = None) -> list[str]:
    return [seen.plain for seen in slack.screen(channel) if seen.by_app and "changed this channel" in seen.plain]


async def choices(records: Records) -> Choices:
    (stored,) = await records.store.subscriptions()
    return stored.choices


@pytest.mark.usefixtures("listener")
async def test_the_form_shows_what_is_in_force_and_who_decided_it(granted: Sandbox, records: Records) -> None:
    await records.subscribe(HERE, BEN, "alibaba and meta min 5bn eur")
    await records.mute(HERE, BEN, "Oracle", NOW + timedelta(days=7))

    view = await opened(granted)

    assert view.title == "Settings"
    assert "#ai-spend follows Alibaba or Meta, from €5B." in view.plain
    held = values(view)
    assert (held["companies"], held["min"]) == (["Alibaba", "Meta"], "€5B")
    assert set(held["kinds"]) == set(SPEND)
    assert set(held["certainty"]) == {Certainty.ANNOUNCED, Certainty.REPORTED}
    assert (held["updates"], held["layout"], held["every"]) == ("both", "full", "off")
    assert (held["digest_zone"], held["quiet_zone"]) == ("America/Sao_Paulo", "America/Sao_Paulo")
    told = hints(view)
    assert told["companies"] == "Empty: any payer. Set in this channel."
    assert told["kinds"] == "As watchlist.yaml says."
    assert "Also here: Muted: Oracle until 4 Mar 2025, 12:00 UTC" in view.plain


@pytest.mark.usefixtures("listener")
async def test_a_modal_is_there_at_once_and_the_form_when_it_is_known(
    granted: Sandbox, slack_clock: ManualClock
) -> None:
    granted.fail("users.info", Fault.SLOW, seconds=1)

    await with_button(granted, granted.channel)

    waiting = await granted.wait_for(lambda: granted.modal())
    assert "One moment…" in waiting.plain
    slack_clock.advance(1)
    assert "Least sum" in (await form(granted)).plain


@pytest.mark.usefixtures("listener")
async def test_where_slack_does_not_say_in_time_who_lives_where_the_form_comes_all_the_same(granted: Sandbox) -> None:
    granted.fail("users.info", Fault.HANG)

    assert values(await opened(granted))["quiet_zone"] == "UTC"


@pytest.mark.usefixtures("listener")
async def test_without_the_scope_for_time_zones_the_clock_is_utc(slack: Sandbox) -> None:
    view = await opened(slack)

    assert values(view)["quiet_zone"] == "UTC"


@pytest.mark.usefixtures("listener")
async def test_only_what_was_changed_is_the_channel_s_own_and_it_is_said_in_the_channel(
    granted: Sandbox, records: Records
) -> None:
    await opened(granted)

    left = await submitted(granted, min="2bn", layout="compact")

    assert left is None
    (line,) = await granted.wait_for(lambda: announced(granted))
    said = "@ana changed this channel: it follows any payer, from $2B; shows compact messages."
    assert line == f"{said} /aispend list shows all its settings."
    made = await choices(records)
    assert made.min is not None
    assert made == Choices(min=made.min, layout=Layout.COMPACT)


@pytest.mark.usefixtures("listener")
async def test_everything_can_be_set_at_once(granted: Sandbox, records: Records) -> None:
    view = await opened(granted)
    assert (await search(granted, view, "companies", "micro"))[0] == "Microsoft"
    for field in ("digest_zone", "quiet_zone"):
        await search(granted, view, field, "berl")

    await submitted(
        granted,
        companies=["Microsoft"],
        min="RMB 10 billion",
        kinds=["capex", "pledge"],
        certainty=["announced"],
        updates="thread",
        layout="compact",
        every="weekly",
        day="friday",
        at="16:30",
        digest_zone="Europe/Berlin",
        to="07:00",
        weekends=["weekends"],
        quiet_zone="Europe/Berlin",
        **{"from": "22:00"},
    )

    made = await choices(records)
    assert (made.companies, made.min and made.min.currency) == (("Microsoft",), "CNY")
    assert (made.kinds, made.certainty) == (frozenset({Kind.CAPEX, Kind.PLEDGE}), frozenset({Certainty.ANNOUNCED}))
    assert (made.updates, made.layout) == (Updates.THREAD, Layout.COMPACT)
    assert made.digest == Cadence(Every.WEEKLY, time(16, 30), BERLIN, 4)
    assert made.quiet == Quiet(BERLIN, time(22), time(7), weekends=True)
    (line,) = await granted.wait_for(lambda: announced(granted))
    assert "gets a digest weekly on Friday at 16:30 Europe/Berlin" in line


@pytest.mark.usefixtures("listener")
async def test_all_that_is_wrong_is_said_at_its_field_at_once_and_nothing_is_saved(
    granted: Sandbox, records: Records
) -> None:
    await opened(granted)

    left = await submitted(granted, min="lots", **{"from": "22:00"})

    assert left is not None
    assert {what_of(key): words for key, words in left.errors.items()} == {
        "min": "'lots' is no amount; expected one like $1B, 500 million EUR or RMB 10 billion.",
        "to": "From and to go together: choose this one too, or clear the other.",
    }
    assert await records.store.subscriptions() == ()
    again = await submitted(granted, min="2bn", **{"to": "22:00"})
    assert again is not None
    assert "a day without an end" in "".join(again.errors.values())


@pytest.mark.usefixtures("listener")
async def test_a_form_left_as_it_was_changes_nothing_and_says_nothing(granted: Sandbox, records: Records) -> None:
    await opened(granted)

    left = await submitted(granted)

    assert left is None
    assert (announced(granted), await records.store.subscriptions()) == ([], ())


@pytest.mark.usefixtures("listener")
async def test_a_form_that_is_submitted_twice_changes_once(granted: Sandbox, records: Records) -> None:
    await opened(granted)
    first = await granted.submit_view({"min:0": "2bn"})
    await first.done()
    await granted.wait_for(lambda: announced(granted))

    await (await granted.repeat(first)).done()
    other = {**first.content, "trigger_id": "another"}
    first.content.update(other)
    await (await granted.repeat(first)).done()

    assert len(await records.store.amendments(granted.channel, 9)) == 1
    assert len(announced(granted)) == 1


@pytest.mark.usefixtures("listener")
async def test_what_others_change_while_the_form_is_open_is_kept(granted: Sandbox, records: Records) -> None:
    await records.subscribe(HERE, BEN, "meta")
    view = await opened(granted)
    await search(granted, view, "companies", "oracle")
    await records.subscribe(HERE, BEN, "alibaba min 3bn")

    await submitted(granted, companies=["Meta", "Oracle"])

    made = await choices(records)
    assert made.companies == ("Meta", "Alibaba", "Oracle")
    assert made.min is not None
    assert made.min.amount == 3_000_000_000


@pytest.mark.usefixtures("listener")
async def test_a_channel_that_followed_nothing_follows_what_the_form_holds(granted: Sandbox) -> None:
    granted.invite("general")

    view = await opened(granted, "C0GENERAL01")
    assert "#general follows nothing yet. Save, and it follows what stands here." in view.plain
    await submitted(granted)

    (line,) = await granted.wait_for(lambda: announced(granted, "general"))
    assert "changed this channel: it follows any payer, from $1B." in line


@pytest.mark.usefixtures("listener")
async def test_where_the_bot_is_not_in_the_channel_the_settings_are_kept_and_the_invitation_is_told_in_person(
    granted: Sandbox, records: Records
) -> None:
    await with_button(granted, granted.channel, "C0GENERAL01")
    await form(granted)

    await submitted(granted, min="2bn")

    told = await granted.wait_for(lambda: granted.screen(granted.user))
    assert "I am not in #general yet: type /invite @aispend there." in told[-1].plain
    assert [one.channel for one in await records.store.subscriptions()] == ["C0GENERAL01"]


@pytest.mark.usefixtures("listener")
async def test_all_goes_back_to_the_watch_list_at_the_press_of_a_button(granted: Sandbox, records: Records) -> None:
    await records.subscribe(HERE, BEN, "alibaba min 5bn")
    view = await opened(granted)
    await granted.select(view, name(view, "min"), "7bn")

    click = await granted.click(view, "settings:reset")

    assert await click.done() == "acknowledged"
    fresh = await granted.wait_for(lambda: v if (v := granted.modal()) and "any payer, from $1B" in v.plain else None)
    assert (values(fresh)["min"], values(fresh)["companies"]) == ("$1B", [])
    assert "All as in watchlist.yaml" not in fresh.plain
    assert (await choices(records)) == Choices()
    assert "it follows any payer, from $1B, all as watchlist.yaml says." in announced(granted)[-1]


@pytest.mark.usefixtures("listener")
async def test_a_stranger_to_a_channel_is_told_that_only_members_may_change_it(
    granted: Sandbox, records: Records
) -> None:
    granted.kick("general", BEN)

    await with_button(granted, granted.channel, "C0GENERAL01", user=BEN)

    view = await granted.wait_for(lambda: v if (v := granted.modal(BEN)) and "One moment" not in v.plain else None)
    assert view.plain == f"Settings\n{STRANGER}"
    assert await records.store.subscriptions() == ()


@pytest.mark.usefixtures("listener")
async def test_without_the_scopes_only_admins_may_change_a_channel_from_elsewhere(
    slack: Sandbox, records: Records
) -> None:
    await with_button(slack, slack.channel, "C0GENERAL01")
    refused = await slack.wait_for(lambda: v if (v := slack.modal()) and "One moment" not in v.plain else None)
    records.pipeline.watch = replace(records.pipeline.watch, admins=frozenset({slack.user}))

    await with_button(slack, slack.channel, "C0GENERAL01")

    assert refused.plain == f"Settings\n{UNKNOWN.replace('`', '')}"
    assert "Least sum" in (await form(slack)).plain


@pytest.mark.usefixtures("listener")
async def test_who_left_the_channel_while_the_form_was_open_saves_nothing(granted: Sandbox, records: Records) -> None:
    await with_button(granted, granted.channel, "C0GENERAL01", user=BEN)
    await form(granted, BEN)
    granted.kick("general", BEN)

    left = await submitted(granted, user=BEN, min="2bn")

    assert left is not None
    assert list(left.errors.values()) == [STRANGER]
    assert await records.store.subscriptions() == ()


@pytest.mark.usefixtures("listener")
async def test_a_store_that_fails_leaves_the_form_open_with_what_was_typed(granted: Sandbox, records: Records) -> None:
    await opened(granted)
    records.broken = True

    left = await submitted(granted, min="2bn")

    assert left is not None
    assert list(left.errors.values()) == [UNSAVED]
    assert values(left)["min"] == "2bn"
    records.broken = False
    assert await submitted(granted) is None
    assert (await choices(records)).min is not None


@pytest.mark.usefixtures("listener")
async def test_settings_that_cannot_be_read_are_apologised_for(slack: Sandbox, records: Records) -> None:
    records.broken = True

    await with_button(slack, slack.channel)

    view = await slack.wait_for(lambda: v if (v := slack.modal()) and "One moment" not in v.plain else None)
    assert WRONG in view.plain


@pytest.mark.usefixtures("listener")
async def test_a_modal_that_was_closed_meanwhile_does_no_harm(granted: Sandbox, slack_clock: ManualClock) -> None:
    granted.fail("users.info", Fault.SLOW, seconds=1)
    await with_button(granted, granted.channel)
    await granted.wait_for(lambda: granted.modal())
    await granted.close_view()

    with capture_logs() as logs:
        slack_clock.advance(1)
        await until(lambda: any(line.get("refusal") == "not_found" for line in logs))

    assert granted.modal() is None
    assert "Least sum" in (await opened(granted)).plain


@pytest.mark.usefixtures("listener")
async def test_a_search_finds_companies_and_time_zones_and_nothing_where_the_store_fails(
    granted: Sandbox, records: Records
) -> None:
    view = await opened(granted)

    assert (await search(granted, view, "companies", "baba"))[0] == "Alibaba"
    assert await search(granted, view, "companies", "zzzz") == []
    assert (await search(granted, view, "quiet_zone", "new y"))[0] == "America/New_York"
    assert await search(granted, view, "digest_zone", "atlantis") == []
    records.broken = True
    assert await search(granted, view, "companies", "baba") == []


@pytest.mark.usefixtures("listener")
async def test_names_of_any_length_and_script_and_more_than_a_menu_holds_do_no_harm(
    granted: Sandbox, records: Records
) -> None:
    names = ("<!channel> & Co", "x" * 200, "阿" * 90, "🚀" * 70, *(f"Company {n}" for n in range(150)))
    records.pipeline.watch = replace(records.pipeline.watch, rules=(replace(AI_SPEND, companies=names),))

    view = await opened(granted)
    shown = values(view)["companies"]
    await submitted(granted, companies=[one for one in shown if one != "Company 0"])

    made = await choices(records)
    assert len(shown) == 100
    assert made.companies == tuple(one for one in names if one != "Company 0")


@pytest.mark.usefixtures("listener")
async def test_a_private_channel_is_called_by_its_name_where_slack_tells_it(granted: Sandbox, records: Records) -> None:
    granted.invite("board")

    await opened(granted, "C0BOARD0001")
    await submitted(granted)

    await granted.wait_for(lambda: announced(granted, "board"))
    assert [one.name for one in await records.store.subscriptions()] == ["board"]


@pytest.mark.usefixtures("listener")
async def test_a_private_channel_slack_does_not_name_is_called_so(slack: Sandbox, records: Records) -> None:
    slack.invite("board")

    await opened(slack, "C0BOARD0001")
    await submitted(slack)

    assert [one.name for one in await records.store.subscriptions()] == ["private channel"]


@pytest.mark.usefixtures("listener")
async def test_other_settings_of_the_file_are_said_where_the_form_has_no_field_for_them(
    granted: Sandbox, records: Records, slack_clock: ManualClock
) -> None:
    rules = replace(
        AI_SPEND,
        countries=("CN",),
        digest=Cadence(Every.DAILY, time(8), BERLIN),
        quiet=Quiet(BERLIN, time(22), time(7)),
    )
    records.pipeline.watch = replace(records.pipeline.watch, rules=(rules, Rules("C2", "x")))

    view = await opened(granted)

    held = values(view)
    assert (held["every"], held["at"], held["digest_zone"]) == ("daily", "08:00", "Europe/Berlin")
    assert (held["from"], held["to"], held["quiet_zone"]) == ("22:00", "07:00", "Europe/Berlin")
    assert "Also here: Payers at home in: China" in view.plain
    await submitted(granted, every="off", **{"from": None, "to": None})
    made = await records.followed(HERE)
    assert (made.rules.digest, made.rules.quiet) == (None, None)
    assert records.now() == NOW


@pytest.mark.usefixtures("listener")
async def test_the_settings_open_when_they_are_typed_for_and_the_answer_has_a_button_for_later(
    granted: Sandbox,
) -> None:
    delivery = await granted.type_slash(granted.channel, granted.user, "/aispend settings")
    assert await delivery.done() == "acknowledged"

    assert "#ai-spend follows any payer" in (await form(granted)).plain
    answer = await private_answer(granted)
    assert "The settings of #ai-spend are open in a window." in answer.plain
    await granted.close_view()
    await granted.click(answer, "settings")
    assert await form(granted)


@pytest.mark.usefixtures("listener")
async def test_settings_that_slack_does_not_let_us_open_leave_a_button(granted: Sandbox) -> None:
    granted.fail("views.open", Fault.ERROR, code="trigger_expired")

    await granted.type_slash(granted.channel, granted.user, "/aispend settings")

    answer = await private_answer(granted)
    assert answer.plain == "The settings of #ai-spend:\n[Open settings]"
    assert granted.modal() is None


@pytest.mark.usefixtures("listener")
async def test_a_command_in_a_private_channel_keeps_the_channel_s_name(granted: Sandbox, records: Records) -> None:
    granted.invite("board")

    await granted.type_slash("board", granted.user, "/aispend subscribe meta")
    await granted.wait_for(lambda: announced(granted, "board"))

    assert [one.name for one in await records.store.subscriptions()] == ["board"]
