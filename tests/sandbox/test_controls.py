"""The whole human side over HTTP, and how an app is registered, as somebody else's bot would use them."""

import base64
import json
from typing import Any

import aiohttp
import pytest

from bot.sandbox import ManualClock, Sandbox, SystemClock
from tests.sandbox.apps import actions, bolt, button, client, connected, hosted, http_bolt
from tests.sandbox.test_modals import field, modal, opened, options, submitting
from tests.sandbox.test_remote import get, post


async def views(slack: Sandbox) -> dict[str, Any]:
    answer: dict[str, Any] = await get(slack, "sandbox/views")
    return answer


async def test_a_modal_is_filled_in_and_submitted_over_http(slack: Sandbox) -> None:
    app, got = submitting(slack)
    await opened(slack, field("name"), field("kind", "static_select", options=options("A", "B")))
    [shown] = (await views(slack))["modals"]

    async with connected(slack, app):
        await post(slack, "sandbox/select", {"view_id": shown["id"], "action_id": "kind", "value": "b"})
        wrong = await post(slack, "sandbox/submit", {"view_id": shown["id"], "values": {}})
        right = await post(slack, "sandbox/submit", {"view_id": shown["id"], "values": {"b-name": {"name": "Meta"}}})

    assert wrong[1] == {"ok": True, "outcome": "not_sent", "errors": {"b-name": "Please complete this required field."}}
    assert right[1] == {"ok": True, "outcome": "acknowledged", "errors": {}}
    assert got[0]["view"]["state"]["values"]["b-kind"]["kind"]["selected_option"]["value"] == "b"
    assert (await views(slack))["modals"] == []


async def test_the_apps_errors_come_back_with_the_submission(slack: Sandbox) -> None:
    app, _ = submitting(slack, {"response_action": "errors", "errors": {"b-name": "No"}})
    await opened(slack)
    view_id = (await views(slack))["modals"][0]["id"]

    async with connected(slack, app):
        answer = await post(slack, "sandbox/submit", {"view_id": view_id, "values": {"b-name": {"name": "A"}}})

    assert answer[1]["errors"] == {"b-name": "No"}


async def test_a_modal_is_closed_over_http(slack: Sandbox) -> None:
    await opened(slack)
    view_id = (await views(slack))["modals"][0]["id"]

    answer = await post(slack, "sandbox/close", {"view_id": view_id, "clear": True})

    assert answer[1]["outcome"] == "not_sent"
    assert slack.modals() == ()


async def test_the_home_tab_is_opened_over_http(slack: Sandbox) -> None:
    app = bolt(slack)

    @app.event("app_home_opened")
    async def home(event: dict[str, Any], client: Any) -> None:
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [{"type": "divider"}]})

    async with connected(slack, app):
        await post(slack, "sandbox/home", {})
        await slack.wait_for(slack.home)

    assert (await views(slack))["home"]["type"] == "home"
    slack.backend.events.subscribed.clear()
    assert (await post(slack, "sandbox/home", {"tab": "messages"}))[1]["outcome"] == "not_subscribed"


async def test_options_are_searched_over_http(slack: Sandbox) -> None:
    app = bolt(slack)

    @app.options("company")
    async def give(ack: Any) -> None:
        await ack(options=options("Alibaba"))

    menu = {"type": "external_select", "action_id": "company"}
    posted = await client(slack).chat_postMessage(channel=slack.channel, text="A", blocks=[actions(menu)])
    asked = {"channel": slack.channel, "ts": posted["ts"], "action_id": "company", "query": "ali"}

    async with connected(slack, app):
        answer = await post(slack, "sandbox/options", asked)

    assert [each["value"] for each in answer[1]["options"]] == ["alibaba"]
    silent = await post(slack, "sandbox/options", asked)
    assert silent[0] == 404


async def test_the_app_is_invited_and_kicked_over_http(slack: Sandbox) -> None:
    await post(slack, "sandbox/invite", {"channel": "general"})
    inside = slack.backend.app.user in slack.backend.workspace.channels["C0GENERAL01"].members
    await post(slack, "sandbox/kick", {"channel": "general"})

    assert inside
    assert slack.backend.app.user not in slack.backend.workspace.channels["C0GENERAL01"].members


async def test_a_channel_is_archived_brought_back_and_renamed_over_http(slack: Sandbox) -> None:
    room = slack.backend.workspace.channels["C0GENERAL01"]

    await post(slack, "sandbox/archive", {"channel": "general"})
    archived = room.archived
    await post(slack, "sandbox/unarchive", {"channel": "general"})
    await post(slack, "sandbox/rename", {"channel": "general", "name": "lobby"})

    assert archived
    assert (room.archived, room.name) == (False, "lobby")


async def test_a_file_is_attached_over_http(slack: Sandbox) -> None:
    content = base64.b64encode(b"abc").decode()

    kept = await post(slack, "sandbox/upload", {"name": "a.txt", "content": content})
    wrong = await post(slack, "sandbox/upload", {"name": "a.txt", "content": "%"})

    assert slack.backend.workspace.files.find(kept[1]["file_id"]) is not None
    assert wrong == (400, {"ok": False, "error": "invalid_content"})


async def test_the_clock_and_outages_are_moved_over_http(slack: Sandbox, slack_clock: ManualClock) -> None:
    told = await post(slack, "sandbox/clock", {})
    moved = await post(slack, "sandbox/clock", {"advance": 60})
    await post(slack, "sandbox/outage", {"seconds": 5})
    out = slack.backend.faults.out()
    await post(slack, "sandbox/outage", {"seconds": 0})

    assert (told[1]["now"], moved[1]["now"]) == ("2030-01-01T09:00:00+00:00", "2030-01-01T09:01:00+00:00")
    assert (out, slack.backend.faults.out()) == (True, False)


async def test_a_clock_that_cannot_be_moved_says_so() -> None:
    async with Sandbox(SystemClock()) as slack:
        assert (await post(slack, "sandbox/clock", {"advance": 60}))[0] == 409


async def test_connections_are_cut_for_a_reason_over_http(slack: Sandbox) -> None:
    async with connected(slack, bolt(slack)):
        await post(slack, "sandbox/disconnect", {"reason": "warning"})
        wrong = await post(slack, "sandbox/disconnect", {"reason": "boredom"})
        await post(slack, "sandbox/disconnect", {"reason": "abort"})

        farewells = [each.sent["reason"] for each in slack.backend.journal.records if each.name == "disconnect"]

    assert wrong == (400, {"ok": False, "error": "invalid_reason"})
    assert farewells == ["warning"]


async def test_the_app_is_uninstalled_over_http(slack: Sandbox) -> None:
    await post(slack, "sandbox/uninstall", {})

    assert "app_uninstalled" in {each.content["event"]["type"] for each in slack.backend.events.deliveries}


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("submit", {"view_id": "V1"}, 404),
        ("submit", {}, 400),
        ("submit", {"view_id": "V1", "values": []}, 400),
        ("submit", {"view_id": "V1", "values": {"a": "b"}}, 400),
        ("close", {"view_id": "V1"}, 404),
        ("click", {"view_id": "V1", "action_id": "a"}, 404),
        ("options", {"view_id": "V1", "action_id": "a"}, 404),
        ("home", {"user": "U1"}, 404),
        ("invite", {"channel": "nowhere"}, 404),
        ("archive", {"channel": "nowhere"}, 404),
        ("clock", {"advance": "soon"}, 400),
        ("clock", {"advance": -1}, 400),
        ("outage", {}, 400),
        ("faults", {"method": "auth.test", "fault": "slow", "seconds": 1e9}, 400),
    ],
)
async def test_what_cannot_be_done_is_refused(slack: Sandbox, path: str, body: object, status: int) -> None:
    assert (await post(slack, f"sandbox/{path}", body))[0] == status


@pytest.mark.parametrize(("value", "status"), [(None, 200), (7, 200), (True, 400), ({"a": 1}, 400), ([1], 400)])
async def test_a_value_is_words_a_list_of_them_or_nothing(slack: Sandbox, value: object, status: int) -> None:
    await opened(slack)
    view_id = slack.modals()[0].id

    answer = await post(slack, "sandbox/click", {"view_id": view_id, "action_id": "name", "value": value})

    assert answer[0] == status


async def test_views_and_rooms_are_streamed_as_they_change(slack: Sandbox) -> None:
    async def until(stream: aiohttp.StreamReader, kind: bytes) -> Any:
        while await stream.readline() != b"event: " + kind + b"\n":
            pass
        return json.loads((await stream.readline()).removeprefix(b"data: "))

    async with aiohttp.ClientSession() as session, session.get(slack.page + "sandbox/events") as stream:
        await stream.content.readuntil(b"\n\n")
        await opened(slack)
        shown = await until(stream.content, b"view")
        slack.invite("general")
        moved = await until(stream.content, b"rooms")

    assert [each["title"] for each in shown["modals"]] == ["Settings"]
    assert moved == {}


async def test_a_view_that_is_not_answered_says_so(slack: Sandbox) -> None:
    await opened(slack, field("name"), actions(button("go")))
    view_id = slack.modals()[0].id

    await post(slack, "sandbox/click", {"view_id": view_id, "action_id": "go"})
    await post(slack, "sandbox/submit", {"view_id": view_id, "values": {"b-name": {"name": "A"}}})

    [shown] = (await views(slack))["modals"]
    assert (shown["unanswered"], shown["unanswered_actions"]) == (True, ["go"])


async def test_anybodys_bot_is_registered_over_http(slack: Sandbox) -> None:
    app = http_bolt(slack)

    @app.command("/weather")
    async def weather(ack: Any) -> None:
        await ack("Sunny")

    wanted = {
        "name": "Weather",
        "commands": [{"name": "/weather", "description": "Ask", "usage_hint": "[town]"}],
        "scopes": ["chat:write"],
        "events": ["app_mention"],
        "redirect_urls": ["http://127.0.0.1/back"],
        "token_rotation": True,
        "paced": False,
        "narrow_history": True,
    }
    async with hosted(slack, app) as url:
        await slack.send_to(None)
        changed = await post(slack, "sandbox/app", {**wanted, "request_url": url})
        await (await slack.type_slash(slack.channel, slack.user, "/weather")).done()
    back = await post(slack, "sandbox/app", {"request_url": None})

    assert changed[1] | wanted == changed[1]
    assert changed[1]["request_url"] == url
    assert [seen.plain for seen in slack.screen()] == ["Sunny"]
    assert back[1]["request_url"] is None
    assert (await get(slack, "sandbox/app"))["client_secret"] == slack.backend.client_secret


@pytest.mark.parametrize(
    "body",
    [
        {"colour": "red"},
        {"name": ""},
        {"scopes": "chat:write"},
        {"events": [1]},
        {"commands": ["/a"]},
        {"commands": "/a"},
        {"commands": [{"name": "a"}]},
    ],
)
async def test_a_wrong_registration_is_refused(slack: Sandbox, body: dict[str, Any]) -> None:
    assert (await post(slack, "sandbox/app", body))[0] == 400


async def test_a_request_url_nobody_answers_at_is_refused(slack: Sandbox) -> None:
    answer = await post(slack, "sandbox/app", {"request_url": "http://127.0.0.1:1/slack/events"})

    assert answer[0] == 404
    assert slack.backend.hooks.url is None


async def test_one_modal_of_somebody_else_is_not_mine(slack: Sandbox) -> None:
    trigger = slack.backend.triggers.issue("U0SANDBOXBEN")
    await client(slack).views_open(trigger_id=trigger, view=modal())

    assert (await views(slack))["modals"] == []
    assert len((await get(slack, "sandbox/views?user=U0SANDBOXBEN"))["modals"]) == 1
