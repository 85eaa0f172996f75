from typing import Any

import pytest

from bot.sandbox import ManualClock, Sandbox
from tests.sandbox.apps import client, refusal

HOME: dict[str, Any] = {"type": "home", "blocks": [{"type": "divider"}]}
MODAL: dict[str, Any] = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "A"},
    "blocks": [{"type": "divider"}],
}


async def test_a_trigger_opens_one_view(slack: Sandbox) -> None:
    trigger = slack.backend.triggers.issue(slack.user)

    opened = await client(slack).views_open(trigger_id=trigger, view=MODAL)
    again = await refusal(client(slack).views_open(trigger_id=trigger, view=MODAL))

    assert [each.id for each in slack.modals()] == [opened["view"]["id"]]
    assert again["error"] == "trigger_exchanged"


async def test_a_trigger_lapses_after_three_seconds(slack: Sandbox, slack_clock: ManualClock) -> None:
    trigger = slack.backend.triggers.issue(slack.user)
    slack_clock.advance(3.1)

    late = await refusal(client(slack).views_open(trigger_id=trigger, view=MODAL))
    invented = await refusal(client(slack).views_open(trigger_id="1.2.3", view=MODAL))

    assert (late["error"], invented["error"]) == ("trigger_expired", "invalid_trigger_id")


async def test_a_wrong_view_is_refused_with_all_its_faults(slack: Sandbox) -> None:
    trigger = slack.backend.triggers.issue(slack.user)

    faults = await refusal(client(slack).views_open(trigger_id=trigger, view={"type": "modal", "blocks": []}))
    other = await refusal(client(slack).views_open(trigger_id=trigger, view=HOME))

    assert faults["response_metadata"]["messages"] == ["[ERROR] missing required field: title [json-pointer:/view]"]
    assert "must be one of: modal" in other["response_metadata"]["messages"][0]


async def test_a_home_tab_is_kept_per_person_and_guarded_by_its_hash(slack: Sandbox) -> None:
    web = client(slack)

    first = await web.views_publish(user_id=slack.user, view=HOME)
    second = await web.views_publish(user_id=slack.user, view=HOME, hash=first["view"]["hash"])
    stale = await refusal(web.views_publish(user_id=slack.user, view=HOME, hash=first["view"]["hash"]))
    nobody = await refusal(web.views_publish(user_id="U1", view=HOME))

    assert first["view"]["id"] == second["view"]["id"]
    assert slack.home() is not None
    assert (stale["error"], nobody["error"]) == ("hash_conflict", "user_not_found")


@pytest.mark.parametrize(
    "good",
    [{"blocks": [{"type": "divider"}]}, {"view": HOME}, {"message": {"text": "A", "blocks": [{"type": "divider"}]}}],
)
async def test_blocks_validate_takes_what_is_good(slack: Sandbox, good: dict[str, Any]) -> None:
    assert (await client(slack).api_call("blocks.validate", json=good))["ok"]


@pytest.mark.parametrize(
    ("bad", "error", "pointer"),
    [
        ({"blocks": [{"type": "poem"}]}, "invalid_blocks", "/0/type"),
        ({"message": {"blocks": [{"type": "poem"}]}}, "invalid_message", "/blocks/0/type"),
        ({"view": {"type": "home", "blocks": [{"type": "poem"}]}}, "invalid_view", "/blocks/0/type"),
    ],
)
async def test_blocks_validate_names_each_fault(slack: Sandbox, bad: dict[str, Any], error: str, pointer: str) -> None:
    answer = await refusal(client(slack).api_call("blocks.validate", json=bad))

    assert answer["error"] == error
    assert answer["errors"] == [
        {"code": "unsupported_type", "message": "unsupported type: poem", "field": "type", "pointer": pointer}
    ]


async def test_blocks_validate_takes_one_thing_at_a_time(slack: Sandbox) -> None:
    answer = await refusal(client(slack).api_call("blocks.validate", json={"blocks": [], "view": HOME}))

    assert answer["error"] == "invalid_arguments"
