"""Modals and the Home tab, with bolt's own app behind them: opened, filled in, submitted, answered, closed."""

from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp

from bot.sandbox import ManualClock, Sandbox
from tests.sandbox.apps import actions, bolt, button, client, connected, refusal, section

Ack = Any


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def field(action_id: str, kind: str = "plain_text_input", *, optional: bool = False, **more: Any) -> dict[str, Any]:
    element = {"type": kind, "action_id": action_id, **more}
    return {
        "type": "input",
        "block_id": f"b-{action_id}",
        "label": plain(action_id),
        "element": element,
        "optional": optional,
    }


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    frame = {"type": "modal", "callback_id": "settings", "title": plain("Settings"), "submit": plain("Save")}
    return {**frame, "blocks": list(blocks or (field("name"),)), **more}


def options(*names: str) -> list[dict[str, Any]]:
    return [{"text": plain(name), "value": name.lower()} for name in names]


async def opened(slack: Sandbox, *blocks: dict[str, Any], **more: Any) -> None:
    """Open a modal before the first person."""
    await client(slack).views_open(trigger_id=slack.backend.triggers.issue(slack.user), view=modal(*blocks, **more))


def submitting(slack: Sandbox, answer: dict[str, Any] | None = None) -> tuple[AsyncApp, list[dict[str, Any]]]:
    """Make an app that answers every submission alike; give the payloads it gets too."""
    app, got = bolt(slack), list[dict[str, Any]]()

    @app.view("settings")
    async def submit(ack: Ack, body: dict[str, Any]) -> None:
        got.append(body)
        await ack(**(answer or {}))

    return app, got


async def test_a_command_opens_a_modal_and_its_submission_arrives_and_closes_it(slack: Sandbox) -> None:
    app, got = submitting(slack)

    @app.command("/aispend")
    async def open_settings(ack: Ack, body: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal(private_metadata="x"))

    async with connected(slack, app):
        await slack.type_slash(slack.channel, slack.user, "/aispend settings")
        shown = await slack.wait_for(slack.modal)
        outcome = await (await slack.submit_view({"name": "Alibaba"})).done()

    assert (shown.title, shown.submit, shown.plain) == ("Settings", "Save", "Settings\nname")
    assert outcome == "acknowledged"
    assert got[0]["view"]["state"]["values"] == {"b-name": {"name": {"type": "plain_text_input", "value": "Alibaba"}}}
    assert got[0]["view"]["private_metadata"] == "x"
    assert slack.modal() is None


async def test_an_update_takes_away_what_was_found_wrong(slack: Sandbox) -> None:
    app, _ = submitting(slack, {"response_action": "errors", "errors": {"b-name": "No such company"}})
    await opened(slack)
    async with connected(slack, app):
        await (await slack.submit_view({"name": "Alibab"})).done()

    await client(slack).views_update(view_id=slack.modals()[0].id, view=modal())

    assert [each.errors for each in slack.modals()] == [{}]


async def test_an_answer_may_clear_the_whole_stack(slack: Sandbox) -> None:
    app, _ = submitting(slack, {"response_action": "clear"})
    await opened(slack)
    await client(slack).views_push(trigger_id=slack.backend.triggers.issue(slack.user), view=modal())

    async with connected(slack, app):
        await (await slack.submit_view({"name": "Alibaba"})).done()

    assert slack.modals() == ()


async def test_a_submission_answered_with_errors_shows_them_and_stays(slack: Sandbox) -> None:
    app, _ = submitting(slack, {"response_action": "errors", "errors": {"b-name": "No such company"}})
    await opened(slack)

    async with connected(slack, app):
        await (await slack.submit_view({"name": "Alibab"})).done()

    shown = slack.modal()
    assert shown is not None
    assert shown.errors == {"b-name": "No such company"}
    assert shown.values["b-name"]["name"]["value"] == "Alibab"


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        ({"response_action": "update", "view": modal(title=plain("Saved"))}, ["Saved"]),
        ({"response_action": "push", "view": modal(title=plain("More"))}, ["Settings", "More"]),
        ({"response_action": "clear"}, []),
        ({}, []),
    ],
    ids=["update", "push", "clear", "nothing"],
)
async def test_a_submission_may_be_answered_with_another_view(
    slack: Sandbox, answer: dict[str, Any], titles: list[str]
) -> None:
    app, _ = submitting(slack, answer)
    await opened(slack)

    async with connected(slack, app):
        await (await slack.submit_view({"name": "A"})).done()

    assert [each.title for each in slack.modals()] == titles


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"b-other": "Not there"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "home", "blocks": []}},
        {"response_action": "explode"},
    ],
)
async def test_an_answer_slack_cannot_show_leaves_the_modal_with_a_notice(
    slack: Sandbox, answer: dict[str, Any]
) -> None:
    await opened(slack)
    async with connected(slack, bolt(slack)):
        view = slack.backend.surfaces.top(slack.user)
        assert view is not None
        delivery = await slack.submit_view({"name": "A"})
        delivery.settle("acknowledged", answer)

    shown = slack.modal()
    assert shown is not None
    assert shown.unanswered == {"submit"}


async def test_a_submission_nobody_acknowledges_leaves_the_modal_with_a_notice(
    slack: Sandbox, slack_clock: ManualClock
) -> None:
    await opened(slack)
    socket = await client(slack).apps_connections_open(app_token=slack.app_token)

    async with aiohttp.ClientSession() as session, session.ws_connect(str(socket["url"])) as line:
        await line.receive_json()
        delivery = await slack.submit_view({"name": "A"})
        waiting = slack.modal()
        envelope = await line.receive_json()
        slack_clock.advance(3)

    assert envelope["accepts_response_payload"] is True
    assert waiting is not None
    assert waiting.waiting
    assert delivery.outcome == "operation_timeout"
    shown = slack.modal()
    assert shown is not None
    assert shown.unanswered == {"submit"}
    assert not shown.waiting


@pytest.mark.parametrize(
    ("asked", "value", "problem"),
    [
        (field("f"), None, "Please complete this required field."),
        (field("f", min_length=3, max_length=5), "ab", "Enter 3 to 5 characters."),
        (field("f", "email_text_input"), "nobody", "Enter a valid email address."),
        (field("f", "url_text_input"), "ftp://x", "Enter a valid URL."),
        (field("f", "number_input", is_decimal_allowed=False), "1.5", "Enter a valid number."),
        (field("f", "number_input", is_decimal_allowed=True), "one", "Enter a valid number."),
        (field("f", "number_input", is_decimal_allowed=True, min_value="2"), "1", "Enter a number of at least 2."),
        (field("f", "number_input", is_decimal_allowed=True, max_value="2"), "3", "Enter a number of at most 2."),
        (field("f", "multi_users_select", max_selected_items=1), ["U1", "U2"], "Choose at most 1."),
        (field("f", "file_input", max_files=1), ["F1", "F2"], "Choose at most 1."),
    ],
)
async def test_what_slack_checks_itself_never_reaches_the_app(
    slack: Sandbox, asked: dict[str, Any], value: Any, problem: str
) -> None:
    await opened(slack, asked)

    delivery = await slack.submit_view({"f": value})

    shown = slack.modal()
    assert delivery.outcome == "not_sent"
    assert shown is not None
    assert shown.errors == {"b-f": problem}


CHOICES: list[tuple[dict[str, Any], Any, dict[str, Any]]] = [
    (field("f", "static_select", options=options("A", "B")), "b", {"selected_option": options("B")[0]}),
    (field("f", "radio_buttons", options=options("A", "B")), "A", {"selected_option": options("A")[0]}),
    (field("f", "checkboxes", options=options("A", "B")), ["a", "b"], {"selected_options": options("A", "B")}),
    (field("f", "multi_static_select", options=options("A", "B")), ["b"], {"selected_options": options("B")}),
    (field("f", "users_select"), "U0SANDBOXBEN", {"selected_user": "U0SANDBOXBEN"}),
    (field("f", "multi_users_select"), "U0SANDBOXBEN", {"selected_users": ["U0SANDBOXBEN"]}),
    (field("f", "channels_select"), "C0GENERAL01", {"selected_channel": "C0GENERAL01"}),
    (field("f", "multi_channels_select"), ["C0GENERAL01"], {"selected_channels": ["C0GENERAL01"]}),
    (field("f", "conversations_select"), "C0GENERAL01", {"selected_conversation": "C0GENERAL01"}),
    (field("f", "multi_conversations_select"), ["C1"], {"selected_conversations": ["C1"]}),
    (field("f", "datepicker"), "2026-11-25", {"selected_date": "2026-11-25"}),
    (field("f", "timepicker"), "14:05", {"selected_time": "14:05"}),
    (field("f", "datetimepicker"), "1764000000", {"selected_date_time": 1764000000}),
    (field("f", "number_input", is_decimal_allowed=True), "2.5", {"value": "2.5"}),
    (field("f", "email_text_input"), "a@example.org", {"value": "a@example.org"}),
    (field("f", "url_text_input"), "https://example.org/a", {"value": "https://example.org/a"}),
    (field("f", initial_value="kept"), ..., {"value": "kept"}),
    (field("f", "file_input"), ["F1"], {"files": ["F1"]}),
    (field("f", optional=True), None, {"value": None}),
]


@pytest.mark.parametrize(("asked", "value", "held"), CHOICES, ids=[each[0]["element"]["type"] for each in CHOICES])
async def test_each_kind_of_field_arrives_in_its_own_form(
    slack: Sandbox, asked: dict[str, Any], value: Any, held: dict[str, Any]
) -> None:
    app, got = submitting(slack)
    await opened(slack, asked)

    async with connected(slack, app):
        await (await slack.submit_view({} if value is ... else {"b-f": {"f": value}})).done()

    kind = asked["element"]["type"]
    assert got[0]["view"]["state"]["values"]["b-f"]["f"] == {"type": kind, **held}


async def test_rich_text_is_entered_as_plain_words(slack: Sandbox) -> None:
    await opened(slack, field("f", "rich_text_input"))

    shown = slack.modal()
    assert shown is not None
    await slack.select(shown, "f", "Hello")

    [section_] = slack.modals()[0].values["b-f"]["f"]["rich_text_value"]["elements"]
    assert section_["elements"] == [{"type": "text", "text": "Hello"}]


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (field("f", "static_select", options=options("A")), "z"),
        (field("f", "datepicker"), "tomorrow"),
        (field("f", "timepicker"), "25:00"),
        (field("f", "datetimepicker"), "soon"),
        (field("f"), ["a", "b"]),
    ],
)
async def test_what_no_field_can_hold_cannot_be_entered(slack: Sandbox, asked: dict[str, Any], value: Any) -> None:
    await opened(slack, asked)

    with pytest.raises(LookupError):
        await slack.submit_view({"f": value})


async def test_fields_and_views_that_are_not_there_are_named(slack: Sandbox) -> None:
    with pytest.raises(LookupError, match="has no modal open"):
        await slack.submit_view()
    with pytest.raises(LookupError, match="has no modal open"):
        await slack.close_view()
    await opened(slack)
    shown = slack.modal()
    assert shown is not None
    with pytest.raises(LookupError, match=r"no field other in V.*; there are: name"):
        await slack.submit_view({"other": "A"})
    with pytest.raises(LookupError, match="no field other"):
        await slack.submit_view({"b-name": {"other": "A"}})
    await slack.close_view()
    with pytest.raises(LookupError, match="is not open any more"):
        await slack.submit_view(view=shown)


async def test_a_view_without_inputs_has_nothing_to_submit(slack: Sandbox) -> None:
    trigger = slack.backend.triggers.issue(slack.user)
    view = {"type": "modal", "title": plain("A"), "blocks": [section("B")]}
    await client(slack).views_open(trigger_id=trigger, view=view)

    with pytest.raises(LookupError, match="nothing to submit"):
        await slack.submit_view()


async def test_three_views_may_lie_over_each_other_and_a_fourth_not(slack: Sandbox) -> None:
    web = client(slack)
    await opened(slack)
    first = slack.modals()[0]

    for _ in range(2):
        pushed = await web.views_push(trigger_id=slack.backend.triggers.issue(slack.user), view=modal())
    fourth = await refusal(web.views_push(trigger_id=slack.backend.triggers.issue(slack.user), view=modal()))

    assert fourth["error"] == "push_limit_reached"
    assert len(slack.modals()) == 3
    assert pushed["view"]["root_view_id"] == first.id
    assert pushed["view"]["previous_view_id"] == slack.modals()[1].id


async def test_nothing_is_pushed_over_no_modal(slack: Sandbox) -> None:
    trigger = slack.backend.triggers.issue(slack.user)

    assert (await refusal(client(slack).views_push(trigger_id=trigger, view=modal())))["error"] == "not_found"


async def test_an_update_is_guarded_by_its_hash_and_keeps_what_was_entered(slack: Sandbox) -> None:
    web = client(slack)
    await opened(slack, external_id="settings-ana")
    shown = slack.modals()[0]
    await slack.select(shown, "name", "Alibaba")
    stale = await refusal(web.views_update(view_id=shown.id, hash="1.x", view=modal()))

    longer = modal(field("name"), field("more", optional=True), external_id="settings-ana")
    by_id = await web.views_update(view_id=shown.id, view=longer)
    by_name = await web.views_update(external_id="settings-ana", hash=by_id["view"]["hash"], view=modal())

    assert stale["error"] == "hash_conflict"
    assert by_id["view"]["state"]["values"]["b-name"]["name"]["value"] == "Alibaba"
    assert by_name["view"]["id"] == shown.id


async def test_updates_of_nothing_are_refused(slack: Sandbox) -> None:
    web = client(slack)

    codes = [
        (await refusal(web.views_update(view_id="V1", view=modal())))["error"],
        (await refusal(web.api_call("views.update", json={"view": modal()})))["error"],
    ]

    assert codes == ["not_found", "invalid_arguments"]


async def test_an_external_id_names_one_view(slack: Sandbox) -> None:
    web = client(slack)
    await opened(slack, external_id="one")
    trigger = slack.backend.triggers.issue(slack.user)
    pushed = await web.views_push(trigger_id=trigger, view=modal())

    again = await refusal(web.views_update(view_id=pushed["view"]["id"], view=modal(external_id="one")))
    third = slack.backend.triggers.issue(slack.user)
    pushed_again = await refusal(web.views_push(trigger_id=third, view=modal(external_id="one")))

    assert again["error"] == pushed_again["error"] == "duplicate_external_id"


async def test_a_view_of_more_than_250_kilobytes_is_refused(slack: Sandbox) -> None:
    trigger = slack.backend.triggers.issue(slack.user)
    blocks = [section("x" * 3000) for _ in range(90)]

    answer = await refusal(client(slack).views_open(trigger_id=trigger, view=modal(*blocks)))

    assert answer["error"] == "view_too_large"


async def test_closing_tells_the_app_where_it_asked_for_that(slack: Sandbox) -> None:
    app, closed = bolt(slack), list[dict[str, Any]]()

    @app.view_closed("settings")
    async def note(ack: Ack, body: dict[str, Any]) -> None:
        closed.append(body)
        await ack()

    async with connected(slack, app):
        await opened(slack)
        quiet = await slack.close_view()
        await opened(slack, notify_on_close=True)
        await (await slack.close_view()).done()
        await opened(slack, notify_on_close=True, clear_on_close=True)
        await (await slack.close_view()).done()

    assert quiet.outcome == "not_sent"
    assert [each["is_cleared"] for each in closed] == [False, True]
    assert slack.modals() == ()


async def test_closing_the_top_view_shows_the_one_under_it_and_closing_all_none(slack: Sandbox) -> None:
    await opened(slack)
    await client(slack).views_push(trigger_id=slack.backend.triggers.issue(slack.user), view=modal(title=plain("Two")))

    await slack.close_view()
    one = [each.title for each in slack.modals()]
    await slack.close_view(view=slack.modal(), everything=True)

    assert one == ["Settings"]
    assert slack.modals() == ()


async def test_a_button_in_a_modal_pushes_the_next_one(slack: Sandbox) -> None:
    app, bodies = bolt(slack), list[dict[str, Any]]()

    @app.action("more")
    async def more(ack: Ack, body: dict[str, Any], client: Any) -> None:
        bodies.append(body)
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=modal(title=plain("More")))

    async with connected(slack, app):
        await opened(slack, actions(button("more")))
        await slack.click(slack.modals()[0], "more")
        await slack.wait_for(lambda: len(slack.modals()) == 2)

    assert bodies[0]["container"] == {"type": "view", "view_id": slack.modals()[0].id}
    assert "response_url" not in bodies[0]
    assert "channel" not in bodies[0]


async def test_a_field_dispatches_only_where_its_block_says_so(slack: Sandbox) -> None:
    app, got = bolt(slack), list[dict[str, Any]]()

    @app.action("loud")
    async def loud(ack: Ack, action: dict[str, Any]) -> None:
        got.append(action)
        await ack()

    async with connected(slack, app):
        await opened(slack, field("quiet"), {**field("loud"), "dispatch_action": True})
        shown = slack.modals()[0]
        quiet = await slack.select(shown, "quiet", "A")
        await (await slack.select(shown, "loud", "B")).done()

    assert quiet.outcome == "not_sent"
    assert got[0]["value"] == "B"
    assert slack.modals()[0].values["b-quiet"]["quiet"]["value"] == "A"


async def test_a_click_in_a_view_that_is_not_acknowledged_is_marked(slack: Sandbox) -> None:
    await opened(slack, actions(button("go")))

    delivery = await slack.click(slack.modals()[0], "go")

    assert delivery.outcome == "dispatch_failed"
    assert slack.modals()[0].unanswered == {"go"}


async def test_a_conversation_menu_may_ask_for_a_response_url(slack: Sandbox) -> None:
    app, got = submitting(slack)
    asked = field("where", "conversations_select", response_url_enabled=True)

    async with connected(slack, app):
        await opened(slack, asked, field("name", optional=True))
        await (await slack.submit_view({"where": "C0GENERAL01"})).done()

    [url] = got[0]["response_urls"]
    assert (url["block_id"], url["action_id"], url["channel_id"]) == ("b-where", "where", "C0GENERAL01")
    assert url["response_url"].startswith(slack.page)


async def test_the_home_tab_is_opened_published_and_acted_on(slack: Sandbox) -> None:
    app, events = bolt(slack), list[dict[str, Any]]()

    @app.event("app_home_opened")
    async def home(event: dict[str, Any], client: Any) -> None:
        events.append(event)
        view = {"type": "home", "blocks": [section(f"Seen {len(events)}"), actions(button("go"))]}
        await client.views_publish(user_id=event["user"], view=view)

    @app.action("go")
    async def go(ack: Ack, body: dict[str, Any]) -> None:
        events.append(body)
        await ack()

    async with connected(slack, app):
        slack.open_home()
        shown = await slack.wait_for(slack.home)
        slack.open_home()
        await slack.wait_for(lambda: (home := slack.home()) and "Seen 2" in home.plain)
        slack.open_home(tab="messages")
        await slack.wait_for(lambda: len(events) == 3)
        await (await slack.click(shown, "go")).done()

    assert "view" not in events[0]
    assert events[1]["view"]["id"] == shown.id
    assert (events[2]["tab"], "view" in events[2]) == ("messages", False)
    assert events[3]["view"]["type"] == "home"


async def test_an_app_without_that_subscription_does_not_hear_of_its_home_tab(slack: Sandbox) -> None:
    slack.backend.events.subscribed.clear()

    assert slack.open_home() is None


async def test_waiting_in_vain_tells_of_views_too(slack: Sandbox) -> None:
    await opened(slack)

    with pytest.raises(TimeoutError, match="modal: Settings\nname"):
        await slack.wait_for(lambda: None, timeout_s=0.01)
