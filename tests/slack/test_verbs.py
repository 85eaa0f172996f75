"""What is typed behind `/aispend` beside questions: done by the real office, told in a sandbox."""

from dataclasses import replace
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.cadences import Cadence, Every
from bot.core.rules import Rules
from bot.core.votes import Vote
from bot.ports import Poll
from bot.sandbox import Fault, Sandbox
from bot.slack.desk import WRONG
from tests.pipeline.world import DAY, NOW, entry
from tests.slack.conftest import Records, Standing
from tests.slack.test_commands import ask

GENERAL, BOARD = "C0GENERAL01", "C0BOARD0001"
pytestmark = pytest.mark.usefixtures("listener")


@pytest.fixture(autouse=True)
def _followed(slack: Sandbox, records: Records) -> None:
    """Let the app have every scope of its features, and the watch list follow the sandbox's channel."""
    slack.backend.app.scopes.update({"channels:read", "groups:read", "files:write", "im:write"})
    records.world.follow(Rules(slack.channel, "ai-spend"))


def announced(slack: Sandbox, channel: str | None = None) -> list[str]:
    """Return what everybody sees in a channel."""
    return [seen.plain for seen in slack.screen(channel) if not seen.only_you]


async def test_a_channel_follows_what_is_typed_and_everybody_in_it_is_told(slack: Sandbox, records: Records) -> None:
    answer = await ask(slack, "subscribe baba min 2bn pledges")

    assert answer.plain == "Done: #ai-spend follows pledges of Alibaba, from $2B."
    assert announced(slack) == [
        "@ana changed this channel: it follows pledges of Alibaba, from $2B. /aispend list shows all its settings."
    ]
    (rules,) = await records.pipeline.following()
    assert rules.companies == ("Alibaba",)


async def test_what_is_followed_already_is_said_and_nobody_is_bothered(slack: Sandbox) -> None:
    await ask(slack, "subscribe meta")
    before = announced(slack)

    answer = await ask(slack, "Subscribe META")

    assert answer.plain.startswith("#ai-spend follows that already.")
    assert announced(slack) == before


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("subscribe alibab", "No company called “alibab” is known. Did you mean Alibaba?"),
        ("subscribe top 10", "A channel follows what is yet to come"),
        ("subscribe #secret", "Slack does not say which channel #secret is"),
        ("unsubscribe meta", "Meta cannot be dropped: any payer is followed"),
        ("mute", "Say what to mute and how long"),
        ("mute oracle 999d", "expected at least 1h"),
        ("unmute oracle", "Oracle is not muted here"),
        ("why", "Say which article"),
        ("digest hourly", "digest"),
    ],
)
async def test_what_cannot_be_meant_is_answered_with_why_and_how_to_type_it(
    slack: Sandbox, typed: str, told: str
) -> None:
    answer = await ask(slack, typed)

    assert told in answer.plain
    assert f"Like this: /aispend {typed.split()[0]}" in answer.plain
    assert announced(slack) == []


async def test_another_channel_is_named_and_told(slack: Sandbox, records: Records) -> None:
    slack.invite(GENERAL)

    answer = await ask(slack, f"subscribe <#{GENERAL}|general> oracle")

    assert answer.plain == "Done: #general follows Oracle, from $1B."
    assert len(announced(slack, GENERAL)) == 1
    assert [rules.name for rules in await records.pipeline.following()] == ["ai-spend", "general"]


async def test_a_channel_the_bot_is_not_in_is_set_and_the_way_to_invite_it_is_told(slack: Sandbox) -> None:
    answer = await ask(slack, f"subscribe <#{GENERAL}|general>")

    assert "Done: #general follows any payer, from $1B." in answer.plain
    assert "I am not in #general yet: type /invite @aispend there." in answer.plain


async def test_a_channel_one_is_no_member_of_is_not_one_s_to_change_but_an_admin_s(
    slack: Sandbox, records: Records
) -> None:
    slack.invite(BOARD)
    slack.kick(BOARD, slack.user)

    refused = await ask(slack, f"subscribe <#{BOARD}|board>")
    records.pipeline.watch = replace(records.pipeline.watch, admins=frozenset({slack.user}))
    allowed = await ask(slack, f"subscribe <#{BOARD}|board>")

    assert "Only members of #board and admins may change it" in refused.plain
    assert "Done: #board follows any payer" in allowed.plain


async def test_a_subscription_ends_and_what_it_follows_is_shown_with_who_decided_it(
    slack: Sandbox, records: Records
) -> None:
    await ask(slack, "subscribe meta oracle")
    await ask(slack, "unsubscribe oracle")
    await ask(slack, "mute crypto 24h")

    shown = await ask(slack, "list")

    assert "#ai-spend follows Meta, from $1B." in shown.plain
    assert "Companies: Meta – set here; watchlist.yaml says any payer" in shown.plain
    assert "Least sum: $1B – as in watchlist.yaml" in shown.plain
    assert "Muted: crypto until 26 Feb 2025, 12:00 UTC – set here" in shown.plain
    assert "@ana – muted crypto until" in shown.plain
    ended = await ask(slack, "unsubscribe")
    assert ended.plain == "Done: #ai-spend no longer gets alerts."
    assert "It was unsubscribed here, whatever watchlist.yaml says." in (await ask(slack, "list")).plain
    assert await records.pipeline.following() == ()


async def test_a_paused_channel_says_why_nothing_comes(slack: Sandbox, records: Records) -> None:
    await ask(slack, "subscribe")
    await records.pipeline.subscribing.pause(slack.channel, "is_archived")

    shown = await ask(slack, "list")

    assert "gets nothing for now: The channel is archived" in shown.plain


async def test_a_muted_company_is_let_in_again(slack: Sandbox, records: Records) -> None:
    assert "muted Alibaba until 4 Mar 2025" in (await ask(slack, "mute baba")).plain

    assert (await ask(slack, "unmute alibaba")).plain == "Done: #ai-spend hears of Alibaba again."
    assert (await records.pipeline.following())[0].mutes == ()


async def test_a_channel_gets_a_digest_when_it_wants_one_and_none_any_more(slack: Sandbox, records: Records) -> None:
    set_ = await ask(slack, "digest weekly monday 9:00 Berlin")

    assert set_.plain == "Done: #ai-spend gets a digest weekly on Monday at 09:00 Europe/Berlin."
    assert (await records.pipeline.following())[0].digest == Cadence(Every.WEEKLY, time(9), ZoneInfo("Europe/Berlin"))
    assert (await ask(slack, "digest off")).plain == "Done: #ai-spend gets no digest."
    assert (await records.pipeline.following())[0].digest is None


async def test_a_channel_that_cannot_be_told_is_changed_all_the_same(slack: Sandbox, records: Records) -> None:
    slack.fail("chat.postMessage", Fault.ERROR, code="restricted_action")

    answer = await ask(slack, "subscribe meta")

    assert "Done: #ai-spend follows Meta" in answer.plain
    assert "The channel could not be told: A workspace setting forbids" in answer.plain
    assert (await records.pipeline.following())[0].companies == ("Meta",)


@pytest.mark.parametrize("typed", ["list of nvidia deals", "status of openai", "feeds the market"])
async def test_a_verb_before_words_that_do_not_fit_it_is_a_question(
    slack: Sandbox, records: Records, typed: str
) -> None:
    await ask(slack, typed)

    assert records.asked == [typed]


async def test_the_status_tells_of_feeds_of_what_waits_and_of_the_last_alert(slack: Sandbox, records: Records) -> None:
    world = records.world
    await world.watching("Wire", "Bourse")
    world.press.print("Wire", entry("a", "Meta"))
    await world.poll("Wire")

    waiting = await ask(slack, "status")
    await world.deliver()
    world.clock.advance(timedelta(hours=3))
    await world.store.save(Poll("Bourse", world.clock(), NOW + DAY, error="503 from the server"))
    posted = await ask(slack, "status")

    assert "Feeds: 2 of 2 fine, last asked just now" in waiting.plain
    assert "Waiting to be posted: 1 message\nLast alert here: none yet" in waiting.plain
    assert "Feeds: 1 of 2 fine" in posted.plain
    assert "• Bourse: failed, last just now: 503 from the server" in posted.plain
    assert posted.plain.splitlines()[2:] == [
        "Waiting to be posted: nothing",
        "Last alert here: 3 hours ago, Meta pledges $53B for AI over 3 years",
        "On record: 1 figure",
    ]


async def test_every_feed_is_named_those_that_fail_first(slack: Sandbox, records: Records) -> None:
    await records.world.watching("Wire", "Bourse", "Zeit")
    await records.world.store.save(Poll("Zeit", NOW, NOW + DAY, error="no such host"))

    answer = await ask(slack, "feeds")

    assert [line.partition(":")[0] for line in answer.plain.splitlines()] == ["3 feeds", "• Zeit", "• Bourse", "• Wire"]


async def test_why_an_article_was_posted_or_not_is_told_by_link_and_by_words(slack: Sandbox, records: Records) -> None:
    world = records.world
    world.follow(Rules(slack.channel, "ai-spend", companies=("Meta",)))
    await world.watching("Wire")
    world.press.print("Wire", entry("a", "Meta"), entry("b", "Oracle"))
    await world.poll("Wire")

    posted = await ask(slack, "why <https://wire.example/a|wire.example>")
    skipped = await ask(slack, "why oracle")
    quiet = await ask(slack, "why quiet day")
    nothing = await ask(slack, "why frobnitz")

    assert "Decided: alert: a new commitment of money to AI (#ai-spend follows Meta (here as payer)" in posted.plain
    assert "Read: $53B (investment pledge)" in posted.plain
    assert "Decided: no alert: a company that is not followed (Oracle is not followed)" in skipped.plain
    assert "Decided: no alert: no sum of money in it" in quiet.plain
    assert "No article with the words “frobnitz” was seen in the feeds." in nothing.plain


async def test_what_another_channel_follows_is_not_told(slack: Sandbox, records: Records) -> None:
    world = records.world
    world.follow(Rules("C0SECRET", "board", companies=("Oracle",)))
    await world.watching("Wire")
    world.press.print("Wire", entry("b", "Oracle"))
    await world.poll("Wire")

    answer = await ask(slack, "why oracle")

    assert "nothing for this channel: it followed nothing then" in answer.plain
    assert "board" not in answer.plain


async def test_an_export_comes_as_a_file_to_the_asker_alone(slack: Sandbox, records: Records) -> None:
    answer = await ask(slack, "export")

    assert "Sent to you in a direct message: 0 figures, ai-spending-ledger-2025-02-25.csv" in answer.plain
    (sent,) = slack.screen(slack.user)
    (file,) = map(slack.backend.workspace.files.find, sent.files)
    assert file is not None
    assert file.name == "ai-spending-ledger-2025-02-25.csv"
    assert announced(slack) == []


async def test_an_export_that_may_not_be_sent_says_what_is_missing(slack: Sandbox) -> None:
    slack.backend.app.scopes.discard("files:write")

    answer = await ask(slack, "export")

    assert "the app lacks files:write or im:write" in answer.plain


async def test_without_the_scope_for_members_only_the_channel_itself_can_be_changed(slack: Sandbox) -> None:
    slack.backend.app.scopes.discard("channels:read")
    slack.invite(GENERAL)

    answer = await ask(slack, f"subscribe <#{GENERAL}|general>")

    assert "type the command in that channel" in answer.plain


async def test_an_export_of_an_unknown_company_is_answered_with_near_names(slack: Sandbox) -> None:
    answer = await ask(slack, "export alibab")

    assert "did you mean Alibaba?" in answer.plain


async def test_feedback_is_kept_and_told_in_the_operator_s_channel(slack: Sandbox, records: Records) -> None:
    slack.invite(GENERAL)
    records.pipeline.watch = replace(records.pipeline.watch, operator=GENERAL)

    answer = await ask(slack, "feedback Love it, but <!channel> less of Oracle")

    assert answer.plain == "Thank you. It is kept for those who run this bot."
    (told,) = announced(slack, GENERAL)
    assert "less of Oracle" in told
    assert "say what you would like" in (await ask(slack, "feedback")).plain.lower()


async def test_the_stats_tell_what_readers_voted(slack: Sandbox, records: Records, standing: Standing) -> None:
    assert "Nobody has voted yet" in (await ask(slack, "stats")).plain

    await records.vote(standing.alert.id, slack.user, Vote.GOOD)

    assert "100%" in (await ask(slack, "stats")).plain


async def test_the_real_ledger_answers_a_time_and_a_word(slack: Sandbox, records: Records, standing: Standing) -> None:
    records.asks_the_ledger = True

    since, word, nothing = (
        await ask(slack, "alibaba since 2025-02"),
        await ask(slack, "centers"),
        await ask(slack, "x9"),
    )

    assert "$53B" in since.plain
    assert "$53B" in word.plain
    assert "No company called “x9” is on record." in nothing.plain


@pytest.mark.parametrize(
    "typed",
    [
        "subscribe meta",
        "list",
        "status",
        "why meta",
        "export",
        "mute meta",
        "stats",
        "feedback so",
        "unsubscribe",
        "unmute meta",
        "digest off",
        "feeds",
    ],
)
async def test_a_store_that_fails_is_apologised_for_whatever_was_typed(
    slack: Sandbox, records: Records, typed: str
) -> None:
    records.world.store.broken = "the database is locked"  # type: ignore[union-attr]  # the one in memory

    assert (await ask(slack, typed)).plain == WRONG
    assert announced(slack) == []
