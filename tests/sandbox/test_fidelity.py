"""What the sandbox says has the members of what Slack says, as the SDKs' own tests and recordings show it.

Each golden cites its sources. `required` members must be there; any other one must at least be `known`: the sandbox
invents none. Members whose insides a golden does not describe (blocks, say) are compared as a whole.
"""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import ManualClock, Sandbox
from bot.sandbox.webapi import METHODS
from tests.sandbox.apps import actions, bolt, button, client, connected, refusal, section
from tests.sandbox.test_files import PNG
from tests.sandbox.test_modals import field, modal, options

Said = dict[str, dict[str, Any]]
FOLDER = Path(__file__).parent / "goldens"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def members(value: object, at: str = "") -> Iterator[str]:
    """Give the paths of all members, `channels[].topic.value`."""
    if isinstance(value, dict):
        for name, held in value.items():
            path = f"{at}.{name}" if at else str(name)
            yield path
            yield from members(held, path)
    elif isinstance(value, list):
        for held in value:
            yield from members(held, f"{at}[]")


def parent(path: str) -> str:
    return path.rpartition(".")[0].removesuffix("[]")


async def spoken(slack: Sandbox) -> Said:
    """Do everything once; give what went over the wire, by the names of the goldens."""
    scopes = "channels:read groups:read im:read im:write users:read files:read files:write channels:join"
    slack.backend.app.scopes |= {*scopes.split(), "app_mentions:read"}
    slack.backend.events.subscribed |= {"app_mention", "member_joined_channel"}
    web, said = client(slack), Said()
    async with connected(slack, bolt(slack)):
        installed = await _answers(slack, web)
        await _actions(slack, web)
        await slack.backend.sockets.disconnect("too_many_websockets")
        await web.apps_uninstall(client_id=slack.backend.client_id, client_secret=slack.backend.client_secret)
        await slack.wait_for(lambda: any(_is(each.sent, "app_uninstalled") for each in slack.backend.journal.records))
    for record in slack.backend.journal.records:
        if record.kind == "api" and record.answer is not None:
            said[f"{'answer' if record.answer['ok'] else 'refusal'}-{record.name}"] = record.answer
        elif record.kind == "socket.sent":
            said |= _named(record.sent)
    return said | {"answer-oauth.v2.access": installed}


def _is(sent: dict[str, Any], event: str) -> bool:
    return bool(sent.get("payload", {}).get("event", {}).get("type") == event)


def _asks(sent: dict[str, Any]) -> bool:
    return bool(sent.get("payload", {}).get("type") == "block_suggestion")


def _named(envelope: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return an envelope, and its payload, by the names of their goldens."""
    payload = envelope.get("payload", {})
    kind = payload.get("event", payload).get("type", "")
    if kind == "block_actions" and payload["container"]["type"] == "view":
        return {"socket-view_block_actions": envelope}
    return {f"socket-{kind or envelope['type']}": envelope, f"payload-{kind}": payload}


async def _answers(slack: Sandbox, web: Any) -> dict[str, Any]:
    """Call every method; return the one answer of which the journal keeps not all."""
    await web.api_test(foo="bar")
    await web.auth_test()
    posted = await web.chat_postMessage(channel=slack.channel, text="A", blocks=[section("A")])
    where = {"channel": slack.channel, "ts": posted["ts"]}
    await web.chat_postMessage(channel=slack.channel, text="B", thread_ts=posted["ts"])
    await web.chat_update(**where, text="A", blocks=[section("B")])
    await web.chat_postEphemeral(channel=slack.channel, user=slack.user, text="A")
    await web.chat_getPermalink(channel=slack.channel, message_ts=posted["ts"])
    await web.conversations_list(types="public_channel,private_channel,im")
    await web.conversations_info(channel=slack.channel, include_num_members=True)
    await web.conversations_history(channel=slack.channel)
    await web.conversations_replies(**where)
    await web.conversations_join(channel="C0GENERAL01")
    await web.conversations_members(channel=slack.channel)
    await web.conversations_open(users=slack.user, return_im=True)
    await web.users_info(user=slack.user)
    await web.users_conversations(user=slack.user, types="public_channel,private_channel")
    uploaded = await web.files_upload_v2(filename="a.png", content=PNG)
    await web.files_info(file=uploaded["file"]["id"])
    await web.chat_delete(**where)
    await web.blocks_validate(blocks=[section("A")])
    await refusal(web.blocks_validate(blocks=[section("")]))
    await web.views_publish(user_id=slack.user, view={"type": "home", "blocks": [section("A")]})
    code = slack.backend.tokens.allow(slack.user, "http://127.0.0.1/", ("chat:write",))
    args = {"code": code, "client_id": slack.backend.client_id, "client_secret": slack.backend.client_secret}
    installed = await web.api_call("oauth.v2.access", params=args)
    await client(slack, installed["access_token"]).auth_revoke()
    return dict(installed.data)


async def _actions(slack: Sandbox, web: Any) -> None:
    menu = {"type": "static_select", "action_id": "pick", "options": options("A")}
    external = {"type": "external_select", "action_id": "search", "min_query_length": 0}
    await web.chat_postMessage(channel=slack.channel, text="A", blocks=[actions(button("go", value="v"))])
    await slack.click(slack.screen()[-1], "go")
    slack.kick("general")
    slack.invite("general")
    await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
    slack.say(slack.channel, slack.user, f"<@{slack.backend.app.user}> hello")
    slack.open_home()
    trigger = slack.backend.triggers.issue(slack.user)
    view = modal(actions(menu, external, block_id="b"), field("name"), notify_on_close=True)
    await web.views_open(trigger_id=trigger, view=view)
    await slack.click(slack.modals()[0], "pick")
    searching = asyncio.ensure_future(slack.search_options(slack.modals()[0], "search", "al"))
    await slack.wait_for(lambda: any(_asks(each.sent) for each in slack.backend.journal.records))
    searching.cancel()
    await web.views_update(view_id=slack.modals()[0].id, view=view)
    await web.views_push(trigger_id=slack.backend.triggers.issue(slack.user), view=modal(section("A")))
    await slack.close_view()
    await slack.submit_view({"name": "A"})
    await slack.close_view()


async def _session() -> Said:
    async with Sandbox(ManualClock(), paced=False) as slack:
        return await spoken(slack)


@pytest.fixture(scope="module")
def said() -> Said:
    """Give what goes over the wire in one session in which everything happens once."""
    return asyncio.run(_session())


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_has_the_members_slack_gives(said: Said, name: str) -> None:
    golden = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    required, known = set(golden["required"]), set(golden["required"]) | set(golden["known"])
    described = {parent(path) for path in known}

    given = set(members(said[name]))

    assert required <= given
    assert {path for path in given - known if parent(path) in described} == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_golden_says_where_it_is_from(name: str) -> None:
    golden = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))

    assert golden["source"]
    assert all(url.startswith(("https://github.com/slackapi/", "https://docs.slack.dev/")) for url in golden["source"])


def test_every_answer_has_its_golden() -> None:
    assert {f"answer-{method}" for method in METHODS} <= set(NAMES)
