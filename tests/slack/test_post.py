import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from structlog.testing import capture_logs

from bot.core.alerts import Alert
from bot.core.turns import MOST_LINES
from bot.ports import NotSent, Posted, Unsure
from bot.sandbox import Fault, ManualClock, Sandbox
from bot.slack.blocks import headline_of
from bot.slack.post import SlackPoster, message_id
from tests.slack import digests, samples

LATER = datetime(2031, 1, 1, tzinfo=UTC)


@pytest.fixture
def poster(slack: Sandbox) -> SlackPoster:
    return SlackPoster(slack.bot_token, base_url=slack.api)


def alert_for(slack: Sandbox, channel: str = "ai-spend") -> Alert:
    found = slack.backend.workspace.channel(channel)
    assert found is not None
    return replace(samples.PLEDGE, channel=found.id)


async def test_a_posted_alert_stands_in_the_channel_with_all_it_should_say(slack: Sandbox, poster: SlackPoster) -> None:
    posted = await poster.post(alert_for(slack))

    (seen,) = slack.screen()
    assert posted == Posted(seen.ts)
    assert seen.plain.startswith("Alibaba pledges CN¥380B ($53B) for AI over 3 years")
    assert "Why here: #ai-spend follows any payer ≥ $1B" in seen.plain
    assert not seen.pings


async def test_hostile_text_calls_nobody(slack: Sandbox, poster: SlackPoster) -> None:
    await poster.post(replace(samples.REPORTED, channel=slack.channel))

    (seen,) = slack.screen()
    assert not seen.pings
    assert "<!" not in seen.text


async def test_a_post_asks_for_no_unfurling_and_can_be_recognised(slack: Sandbox, poster: SlackPoster) -> None:
    alert = alert_for(slack)
    await poster.post(alert)

    (call,) = slack.backend.journal.calls("chat.postMessage")
    sent = call.sent
    assert (sent["unfurl_links"], sent["unfurl_media"]) == (False, False)
    assert not sent.keys() & {"parse", "link_names", "as_user"}
    assert sent["metadata"] == {
        "event_type": "aispend_alert",
        "event_payload": {"alert": alert.id, "version": alert.version},
    }
    assert uuid.UUID(sent["client_msg_id"]).version == 5


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_too_long", "msg_blocks_too_long"])
async def test_a_message_whose_form_slack_refuses_is_posted_as_text_alone_and_can_be_found(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster, code: str
) -> None:
    quote = "<b>CN¥380B</b> " + "and more " * 30
    alert = replace(alert_for(slack), summary="Many billions more. " * 100, followed="#ai-spend follows many. " * 20)
    alert = replace(alert, figure=replace(alert.figure, quote=quote, purpose="chips " * 100))
    tries = 2 if code == "invalid_blocks" else 1
    slack.fail("chat.postMessage", Fault.ERROR, code=code, times=tries)

    with capture_logs() as logs:
        posted = await poster.post(alert)

    (seen,) = slack.screen()
    refused, *_, sent = slack.backend.journal.calls("chat.postMessage")
    assert posted == Posted(seen.ts) == await poster.find(alert, slack_clock.now(), LATER)
    assert "blocks" not in sent.sent
    assert len(sent.sent["text"]) <= 2000 < len(refused.sent["text"])
    assert seen.plain.startswith("Alibaba pledges CN¥380B ($53B) for AI over 3 years")
    assert "&lt;b&gt;" in seen.text
    assert [line["code"] for line in logs] == [code] * tries


async def test_a_message_that_slack_refuses_for_its_newest_blocks_keeps_the_others(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    slack.fail("chat.postMessage", Fault.ERROR, code="invalid_blocks")

    posted = await poster.post(alert_for(slack))

    (seen,) = slack.screen()
    kinds = [block["type"] for block in seen.blocks]
    assert posted == Posted(seen.ts) == await poster.find(alert_for(slack), slack_clock.now(), LATER)
    assert "actions" in kinds
    assert "context_actions" not in kinds


async def test_a_message_whose_metadata_slack_refuses_is_posted_without_and_can_be_found(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    slack.fail("chat.postMessage", Fault.ERROR, code="metadata_too_large")

    posted = await poster.post(alert_for(slack))

    _, sent = slack.backend.journal.calls("chat.postMessage")
    assert ("metadata" in sent.sent, "blocks" in sent.sent) == (False, True)
    assert posted == await poster.find(alert_for(slack), slack_clock.now(), LATER)


async def test_a_fold_stands_in_the_channel_with_all_its_alerts_and_can_be_found(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    fold = replace(samples.FOLD, channel=slack.channel)

    posted = await poster.post(fold)

    (seen,) = slack.screen()
    assert posted == Posted(seen.ts) == await poster.find(fold, slack_clock.now(), LATER)
    assert await poster.find(alert_for(slack), slack_clock.now(), LATER) is None
    assert seen.plain.startswith("3 more announcements")
    assert [headline_of(alert) in seen.plain for alert in fold.alerts] == [True] * 3
    assert "https://techcrunch.example/2025/02/25/alibaba?a=1&amp;b=2" in str(seen.blocks)
    assert not seen.pings


async def test_a_fold_whose_form_slack_refuses_keeps_every_line(slack: Sandbox, poster: SlackPoster) -> None:
    alerts = (samples.PLEDGE,) * MOST_LINES
    slack.fail("chat.postMessage", Fault.ERROR, code="invalid_blocks")

    await poster.post(replace(samples.FOLD, channel=slack.channel, alerts=alerts))

    (seen,) = slack.screen()
    assert len(seen.text.splitlines()) == 1 + MOST_LINES
    assert seen.text.count("https://techcrunch.example/2025/02/25/alibaba") == MOST_LINES


async def test_a_digest_stands_in_the_channel_with_its_chart_and_can_be_found(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    digest = replace(digests.FULL, channel=slack.channel)

    posted = await poster.post(digest)

    (seen,) = slack.screen()
    assert posted == Posted(seen.ts) == await poster.find(digest, slack_clock.now(), LATER)
    assert await poster.find(replace(digest, id="digest-C1-20261116T0800Z"), slack_clock.now(), LATER) is None
    assert seen.plain.startswith("AI spending, 16–22 Nov 2026: up to $145–148B in 14 announcements")
    assert [block["type"] for block in seen.blocks].count("data_visualization") == 1
    assert not seen.pings


async def test_a_digest_whose_chart_slack_refuses_comes_once_without_it(slack: Sandbox, poster: SlackPoster) -> None:
    slack.fail("chat.postMessage", Fault.ERROR, code="invalid_blocks")

    with capture_logs() as lines:
        await poster.post(replace(digests.FULL, channel=slack.channel))

    (seen,) = slack.screen()
    assert "data_visualization" not in [block["type"] for block in seen.blocks]
    assert [block["type"] for block in seen.blocks][:2] == ["header", "section"]
    assert "Largest payers: Alibaba $53B" in seen.plain
    assert [(line["event"], line["code"]) for line in lines] == [("alert.refused", "invalid_blocks")]


async def test_a_digest_that_slack_takes_in_no_form_but_text_keeps_every_line(
    slack: Sandbox, poster: SlackPoster
) -> None:
    slack.fail("chat.postMessage", Fault.ERROR, code="invalid_blocks", times=2)

    await poster.post(replace(digests.FULL, channel=slack.channel))

    (seen,) = slack.screen()
    shown = len(digests.FULL.moves) + len(digests.FULL.others)
    assert (seen.text.count("\n• "), seen.blocks) == (shown, [])


async def test_a_message_that_slack_refuses_as_text_alone_too_is_given_up(slack: Sandbox, poster: SlackPoster) -> None:
    slack.fail("chat.postMessage", Fault.ERROR, code="invalid_blocks", times=3)

    assert await poster.post(alert_for(slack)) == NotSent("invalid_blocks", permanent=True)
    assert len(slack.backend.journal.calls("chat.postMessage")) == 3


async def test_text_alone_that_may_have_arrived_is_unsure(slack: Sandbox, poster: SlackPoster) -> None:
    slack.fail("chat.postMessage", Fault.ERROR, code="invalid_blocks")
    slack.fail("chat.postMessage", Fault.SERVER_ERROR)

    assert await poster.post(alert_for(slack)) == Unsure("server_error")


def test_the_message_s_id_is_that_of_alert_and_version() -> None:
    assert message_id(samples.PLEDGE) == message_id(replace(samples.PLEDGE, summary="other"))
    assert message_id(samples.PLEDGE) != message_id(replace(samples.PLEDGE, version=2))


async def test_too_fast_is_told_with_the_seconds_to_wait(slack: Sandbox, poster: SlackPoster) -> None:
    slack.fail("chat.postMessage", Fault.RATE_LIMITED, retry_after=30)

    assert await poster.post(alert_for(slack)) == NotSent("ratelimited", permanent=False, retry_after=30.0)
    assert slack.screen() == ()


async def test_a_server_error_leaves_it_unsure(slack: Sandbox, poster: SlackPoster) -> None:
    slack.fail("chat.postMessage", Fault.SERVER_ERROR)

    assert await poster.post(alert_for(slack)) == Unsure("server_error")


async def test_a_post_taken_and_then_dropped_is_found_and_stands_there_once(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    alert, since = alert_for(slack), slack_clock.now()
    slack.fail("chat.postMessage", Fault.ACCEPT_THEN_DROP)

    assert await poster.post(alert) == Unsure("disconnected")
    found = await poster.find(alert, since, LATER)

    (seen,) = slack.screen()
    assert found == Posted(seen.ts)


async def test_a_post_dropped_before_it_was_taken_is_not_found(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    alert = alert_for(slack)
    slack.fail("chat.postMessage", Fault.DROP)

    assert await poster.post(alert) == Unsure("disconnected")
    assert await poster.find(alert, slack_clock.now(), LATER) is None


async def test_an_alert_is_found_behind_many_later_messages(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    alert, since = alert_for(slack), slack_clock.now()
    posted = await poster.post(alert)
    for _ in range(40):
        slack.say(slack.channel, slack.user, "so much to say")

    assert await poster.find(alert, since, LATER) == posted


async def test_a_channel_with_more_than_can_be_read_leaves_it_unsure(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    alert, since = alert_for(slack), slack_clock.now()
    await poster.post(alert)
    for _ in range(300):
        slack.say(slack.channel, slack.user, "so much to say")

    assert await poster.find(alert, since, LATER) == Unsure("history_too_long", lasting=True)


async def test_another_alert_is_not_mistaken_for_it(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    await poster.post(alert_for(slack))

    longer = replace(alert_for(slack), id=f"{samples.PLEDGE.id}0")
    shorter = replace(alert_for(slack), id=samples.PLEDGE.id[:-1])
    assert await poster.find(longer, slack_clock.now(), LATER) is None
    assert await poster.find(shorter, slack_clock.now(), LATER) is None


async def test_a_copy_that_another_app_has_posted_is_not_mistaken_for_it(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    alert = alert_for(slack)
    await poster.post(alert)
    said = slack.backend.workspace.messages[0]
    said.author, said.by_app = slack.user, False

    assert await poster.find(alert, slack_clock.now(), LATER) is None


async def test_who_the_bot_is_is_asked_once_and_a_refusal_leaves_it_unsure(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    alert = alert_for(slack)
    slack.fail("auth.test", Fault.SERVER_ERROR)

    outcomes = [await poster.find(alert, slack_clock.now(), LATER) for _ in range(3)]

    assert outcomes == [Unsure("server_error"), None, None]
    assert len(slack.backend.journal.calls("auth.test")) == 2


async def test_an_older_version_counts_as_found(slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster) -> None:
    alert = alert_for(slack)
    posted = await poster.post(alert)

    assert await poster.find(replace(alert, version=2), slack_clock.now(), LATER) == posted


async def test_what_was_posted_before_is_not_looked_at(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    alert = alert_for(slack)
    await poster.post(alert)

    assert await poster.find(alert, slack_clock.now() + timedelta(minutes=11), LATER) is None


async def test_metadata_alone_is_enough_to_find_it(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    alert, since = alert_for(slack), slack_clock.now()
    posted = await poster.post(alert)
    for block in slack.backend.workspace.messages[0].blocks:
        block["block_id"] = "renamed"

    assert await poster.find(alert, since, LATER) == posted


async def test_what_was_posted_after_is_not_looked_at(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    alert, since = alert_for(slack), slack_clock.now()
    slack_clock.advance(30 * 60)
    await poster.post(alert)

    assert await poster.find(alert, since, since + timedelta(minutes=19)) is None
    assert await poster.find(alert, since, since + timedelta(minutes=20)) is not None


async def test_what_was_said_since_does_not_hide_an_alert(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    alert, since = alert_for(slack), slack_clock.now()
    posted = await poster.post(alert)
    slack_clock.advance(3600)
    for _ in range(300):
        slack.say(slack.channel, slack.user, "so much to say")

    assert await poster.find(alert, since, since + timedelta(minutes=2)) == posted


@pytest.mark.parametrize("minutes", [-9, 9])
async def test_an_alert_is_found_though_slack_s_clock_goes_wrong(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster, minutes: int
) -> None:
    ours = slack_clock.now() + timedelta(minutes=minutes)
    posted = await poster.post(alert_for(slack))

    assert await poster.find(alert_for(slack), ours, ours) == posted


async def test_a_look_that_comes_too_soon_is_told_with_the_seconds_to_wait(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    slack.fail("conversations.history", Fault.RATE_LIMITED, retry_after=60)

    assert await poster.find(alert_for(slack), slack_clock.now(), LATER) == Unsure("ratelimited", retry_after=60.0)


async def test_without_the_scope_to_look_it_stays_unsure(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    slack.backend.app.scopes -= {"channels:history"}

    assert await poster.find(alert_for(slack), slack_clock.now(), LATER) == Unsure("missing_scope", lasting=True)


async def test_a_channel_the_bot_is_not_in_is_told(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    alert = alert_for(slack, "general")

    with capture_logs() as logs:
        assert await poster.post(alert) == NotSent("not_in_channel", permanent=False)

    assert "/invite @aispend" in logs[0]["error"]
    assert await poster.find(alert, slack_clock.now(), LATER) == Unsure("not_in_channel")


async def test_private_and_archived_channels_are_told(slack: Sandbox, poster: SlackPoster) -> None:
    assert await poster.post(alert_for(slack, "board")) == NotSent("channel_not_found", permanent=False)
    assert await poster.post(alert_for(slack, "old-news")) == NotSent("is_archived", permanent=False)


async def test_a_wrong_token_is_told(slack: Sandbox) -> None:
    poster = SlackPoster("xoxb-wrong", base_url=slack.api)

    assert await poster.post(alert_for(slack)) == NotSent("invalid_auth", permanent=False)


async def test_a_slack_that_is_not_there_is_surely_not_reached() -> None:
    async with Sandbox() as slack:
        gone = slack.api

    poster = SlackPoster("xoxb-1", base_url=gone)

    assert await poster.post(samples.PLEDGE) == NotSent("unreachable", permanent=False)
    assert await poster.find(samples.PLEDGE, datetime(2025, 2, 25, tzinfo=UTC), LATER) == Unsure("unreachable")


async def test_an_address_that_is_none_is_surely_not_reached() -> None:
    poster = SlackPoster("xoxb-1", base_url="http://exa mple/api/")

    assert await poster.post(samples.PLEDGE) == NotSent("unreachable", permanent=False)


async def test_a_slack_that_does_not_answer_leaves_it_unsure(slack: Sandbox) -> None:
    slack.fail("chat.postMessage", Fault.HANG)

    poster = SlackPoster(slack.bot_token, base_url=slack.api, timeout_s=0.05)

    assert await poster.post(alert_for(slack)) == Unsure("timeout")


# Messages that are brought up to date


def newer(slack: Sandbox) -> Alert:
    return replace(samples.UPDATED, id=samples.PLEDGE.id, channel=slack.channel)


async def posted_ts(slack: Sandbox, poster: SlackPoster) -> str:
    posted = await poster.post(alert_for(slack))
    assert isinstance(posted, Posted)
    return posted.ts


async def test_an_update_changes_the_message_in_its_place_and_pings_nobody(slack: Sandbox, poster: SlackPoster) -> None:
    ts = await posted_ts(slack, poster)

    outcome = await poster.update(newer(slack), ts)

    (seen,) = slack.screen()
    assert (outcome, seen.ts, seen.edited, seen.replies) == (Posted(ts), ts, True, 0)
    assert seen.plain.startswith("Alibaba pledges CN¥480B ($66B) for AI over 3 years")
    assert "CN¥380B ($53B)" in seen.plain
    assert "also: CNBC, SCMP, +3" in seen.plain
    assert not seen.pings


async def test_an_updated_message_is_found_by_any_version(
    slack: Sandbox, slack_clock: ManualClock, poster: SlackPoster
) -> None:
    since = slack_clock.now()
    ts = await posted_ts(slack, poster)
    await poster.update(newer(slack), ts)

    assert await poster.find(alert_for(slack), since, LATER) == Posted(ts)
    assert await poster.find(newer(slack), since, LATER) == Posted(ts)


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_too_long"])
async def test_an_update_whose_form_slack_refuses_shows_its_text_and_no_more_the_old_form(
    slack: Sandbox, poster: SlackPoster, code: str
) -> None:
    ts = await posted_ts(slack, poster)
    slack.fail("chat.update", Fault.ERROR, code=code, times=2 if code == "invalid_blocks" else 1)

    outcome = await poster.update(newer(slack), ts)

    (seen,) = slack.screen()
    assert outcome == Posted(ts)
    assert (seen.blocks, seen.plain.partition("\n")[0]) == ([], "Alibaba pledges CN¥480B ($66B) for AI over 3 years")


async def test_a_note_stands_in_the_thread_and_not_in_the_channel(slack: Sandbox, poster: SlackPoster) -> None:
    ts = await posted_ts(slack, poster)

    outcome = await poster.note(newer(slack), ts)

    ((head,), (_, note)) = slack.screen(), slack.everything()
    assert (outcome, note.thread_ts, note.broadcast, head.replies) == (Posted(note.ts), ts, False, 1)
    assert note.plain == "Raised: was CN¥380B ($53B), now CN¥480B ($66B) (SCMP)"
    assert not note.pings


async def test_a_note_asks_for_no_unfurling_and_can_be_recognised(slack: Sandbox, poster: SlackPoster) -> None:
    alert = newer(slack)
    await poster.note(alert, await posted_ts(slack, poster))

    first, call = slack.backend.journal.calls("chat.postMessage")
    assert (call.sent["unfurl_links"], call.sent["unfurl_media"]) == (False, False)
    assert not call.sent.get("reply_broadcast")
    assert call.sent["metadata"] == {
        "event_type": "aispend_note",
        "event_payload": {"alert": alert.id, "version": alert.version},
    }
    assert call.sent["client_msg_id"] not in {first.sent["client_msg_id"], message_id(alert)}


async def test_a_note_taken_and_then_dropped_is_found_and_another_version_s_is_not(
    slack: Sandbox, poster: SlackPoster
) -> None:
    alert, ts = newer(slack), await posted_ts(slack, poster)
    slack.fail("chat.postMessage", Fault.ACCEPT_THEN_DROP)

    assert await poster.note(alert, ts) == Unsure("disconnected")

    _, note = slack.everything()
    assert await poster.find_note(alert, ts) == Posted(note.ts)
    assert await poster.find_note(replace(alert, version=alert.version + 1), ts) is None
    assert await poster.find_note(replace(alert, id="another"), ts) is None


async def test_a_note_dropped_before_it_was_taken_is_not_found_nor_is_the_message_itself(
    slack: Sandbox, poster: SlackPoster
) -> None:
    ts = await posted_ts(slack, poster)
    slack.fail("chat.postMessage", Fault.DROP)

    assert await poster.note(newer(slack), ts) == Unsure("disconnected")
    assert await poster.find_note(newer(slack), ts) is None
    assert await poster.find_note(alert_for(slack), ts) is None


@pytest.mark.parametrize("part", ["blocks", "metadata"])
async def test_either_of_block_and_metadata_is_enough_to_find_a_note(
    slack: Sandbox, poster: SlackPoster, part: str
) -> None:
    ts = await posted_ts(slack, poster)
    posted = await poster.note(newer(slack), ts)
    said = slack.backend.workspace.messages[-1]
    if part == "blocks":
        said.blocks[0]["block_id"] = "renamed"
    else:
        said.metadata = None

    assert await poster.find_note(newer(slack), ts) == posted


async def test_a_copy_of_a_note_by_a_person_is_not_mistaken_for_it(slack: Sandbox, poster: SlackPoster) -> None:
    ts = await posted_ts(slack, poster)
    await poster.note(newer(slack), ts)
    said = slack.backend.workspace.messages[-1]
    said.author, said.by_app = slack.user, False

    assert await poster.find_note(newer(slack), ts) is None


async def test_a_note_is_found_behind_a_long_talk(slack: Sandbox, poster: SlackPoster) -> None:
    ts = await posted_ts(slack, poster)
    for _ in range(250):
        slack.say(slack.channel, slack.user, "so much to say", thread_ts=ts)
    posted = await poster.note(newer(slack), ts)
    for _ in range(20):
        slack.say(slack.channel, slack.user, "and more", thread_ts=ts)

    assert await poster.find_note(newer(slack), ts) == posted


async def test_a_thread_with_more_than_can_be_read_leaves_it_unsure(slack: Sandbox, poster: SlackPoster) -> None:
    ts = await posted_ts(slack, poster)
    for _ in range(2001):
        slack.say(slack.channel, slack.user, "so much to say", thread_ts=ts)

    assert await poster.find_note(newer(slack), ts) == Unsure("history_too_long", lasting=True)


async def test_what_a_look_into_a_thread_failed_for_is_told(slack: Sandbox, poster: SlackPoster) -> None:
    ts = await posted_ts(slack, poster)
    slack.fail("conversations.replies", Fault.RATE_LIMITED, retry_after=30)
    too_fast = await poster.find_note(newer(slack), ts)
    slack.backend.app.scopes -= {"channels:history"}

    assert too_fast == Unsure("ratelimited", retry_after=30.0)
    assert await poster.find_note(newer(slack), ts) == Unsure("missing_scope", lasting=True)


async def test_a_thread_whose_message_is_gone_has_no_note(slack: Sandbox, poster: SlackPoster) -> None:
    ts = await posted_ts(slack, poster)
    slack.backend.workspace.delete(slack.backend.workspace.messages[0])

    assert await poster.find_note(newer(slack), ts) is None


@pytest.mark.parametrize("do", ["update", "note"])
async def test_a_message_that_is_gone_is_left_alone_at_once(slack: Sandbox, poster: SlackPoster, do: str) -> None:
    ts = await posted_ts(slack, poster)
    slack.backend.workspace.delete(slack.backend.workspace.messages[0])
    calls = len(slack.backend.journal.calls("chat.postMessage"))

    outcome = await getattr(poster, do)(newer(slack), ts)

    assert outcome == NotSent("message_not_found" if do == "update" else "thread_not_found", permanent=True)
    assert len(slack.backend.journal.calls("chat.update")) == (do == "update")
    assert len(slack.backend.journal.calls("chat.postMessage")) - calls == (do == "note")
    assert slack.screen() == ()


@pytest.mark.parametrize(("do", "method"), [("update", "chat.update"), ("note", "chat.postMessage")])
@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault.RATE_LIMITED, NotSent("ratelimited", permanent=False, retry_after=30.0)),
        (Fault.SERVER_ERROR, Unsure("server_error")),
        (Fault.ACCEPT_THEN_DROP, Unsure("disconnected")),
        (Fault.DROP, Unsure("disconnected")),
    ],
)
async def test_what_became_of_an_update_or_a_note_is_told_as_of_a_post(
    slack: Sandbox, poster: SlackPoster, do: str, method: str, fault: Fault, outcome: NotSent | Unsure
) -> None:
    ts = await posted_ts(slack, poster)
    slack.fail(method, fault, retry_after=30)

    assert await getattr(poster, do)(newer(slack), ts) == outcome


async def test_an_update_that_slack_had_already_does_no_harm_again(slack: Sandbox, poster: SlackPoster) -> None:
    ts = await posted_ts(slack, poster)
    slack.fail("chat.update", Fault.ACCEPT_THEN_DROP)
    await poster.update(newer(slack), ts)

    assert await poster.update(newer(slack), ts) == Posted(ts)
    assert len(slack.screen()) == 1


# The earlier message


async def test_a_post_links_the_earlier_message_and_its_update_does_too(slack: Sandbox, poster: SlackPoster) -> None:
    earlier = await posted_ts(slack, poster)
    raise_ = replace(samples.UPDATED, channel=slack.channel)

    posted = await poster.post(raise_, earlier)
    assert isinstance(posted, Posted)
    before = slack.screen()[-1]
    await poster.update(replace(raise_, version=5), posted.ts, earlier)

    after = slack.screen()[-1]
    for seen in (before, after):
        assert "the earlier alert" in seen.plain
        assert f"/archives/{slack.channel}/p{earlier.replace('.', '')}|the earlier alert>" in str(seen.blocks)


@pytest.mark.parametrize("why", ["deleted", "fault"])
async def test_an_earlier_message_that_cannot_be_linked_to_stops_no_post(
    slack: Sandbox, poster: SlackPoster, why: str
) -> None:
    earlier = await posted_ts(slack, poster)
    if why == "deleted":
        slack.backend.workspace.delete(slack.backend.workspace.messages[0])
    else:
        slack.fail("chat.getPermalink", Fault.SERVER_ERROR)

    posted = await poster.post(replace(samples.UPDATED, channel=slack.channel), earlier)

    assert posted == Posted(slack.screen()[-1].ts)
    assert "the earlier alert" not in slack.screen()[-1].plain


async def test_without_an_earlier_message_no_address_is_asked_for(slack: Sandbox, poster: SlackPoster) -> None:
    await posted_ts(slack, poster)

    assert slack.backend.journal.calls("chat.getPermalink") == []


# Answers that are none


@pytest.mark.parametrize(
    ("status", "content_type", "body", "outcome"),
    [
        (200, "text/plain", "Welcome to the hotel's network", Unsure("bad_answer")),
        (200, "text/html", "<html>", Unsure("bad_answer")),
        (200, "application/json", "{", Unsure("bad_answer")),
        (200, "application/json", "[1]", Unsure("bad_answer")),
        (200, "application/json", '{"ok": true}', Unsure("bad_answer")),
        (200, "application/json", '{"ok": false}', Unsure("bad_answer")),
        (200, "application/gzip", "x", Unsure("bad_answer")),
        (302, "text/html", "", Unsure("bad_answer")),
        (403, "text/html", "no", Unsure("bad_answer")),
        (502, "text/html", "<html>Bad gateway</html>", Unsure("server_error")),
        (503, "application/json", '{"ok": false, "error": "service_unavailable"}', Unsure("service_unavailable")),
        (429, "text/plain", "slow", NotSent("ratelimited", permanent=False)),
    ],
)
async def test_an_answer_that_is_not_slack_s_is_never_taken_for_a_yes_or_a_no(
    status: int, content_type: str, body: str, outcome: object
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, content_type=content_type, text=body)

    application = web.Application()
    application.router.add_route("*", "/api/{method}", answer)
    async with TestServer(application) as server:
        poster = SlackPoster("xoxb-1", base_url=str(server.make_url("/api/")))

        assert await poster.post(samples.PLEDGE) == outcome
