from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.ports import Posted
from bot.sandbox import Fault, Sandbox, Seen
from bot.slack.calls import client
from bot.slack.commands import Help, Overview, Question, parse
from bot.slack.desk import TOO_SLOW, WRONG
from bot.slack.desk import Seen as Ids
from bot.slack.line import Line
from bot.slack.post import SlackPoster
from tests.slack import samples
from tests.slack.conftest import Records, private_answer, until


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", Overview()),
        ("   ", Overview()),
        ('""', Overview()),
        ("<>", Overview()),
        ("help", Help()),
        (" 'Help' ", Help()),
        ("--help", Help()),
        ("help!", Help()),
        ("?", Help()),
        ("Alibaba", Question("Alibaba")),
        ("  ali   baba ", Question("ali baba")),
        ("“Alibaba”", Question("Alibaba")),
        ("*Alibaba*", Question("Alibaba")),
        ("alibaba?", Question("alibaba")),
        ("AT&amp;T", Question("AT&T")),
        ("&lt;alibaba&gt;", Question("<alibaba>")),
        ("<@U012|alibaba>", Question("alibaba")),
        ("<#C012|meta> platforms", Question("meta platforms")),
        ("<#C012|>", Question("C012")),
        ("<http://mistral.ai|mistral.ai>", Question("mistral.ai")),
        ("<https://www.mistral.ai>", Question("mistral.ai")),
        ("阿里巴巴", Question("阿里巴巴")),
        ("x" * 500, Question("x" * 300)),
        ("“Bolt Energy” vs meta", Question("“Bolt Energy” vs meta")),
        ('"in" vs "fund"', Question('"in" vs "fund"')),
        ("microsoft, meta since 2025-03?", Question("microsoft, meta since 2025-03")),
    ],
)
def test_what_is_typed_is_read_forgivingly(text: str, meant: object) -> None:
    assert parse(text) == meant


def test_only_the_latest_ids_are_remembered() -> None:
    seen = Ids(most=2)

    assert [seen.again(key) for key in "aabcaa"] == [False, True, False, False, False, True]


async def ask(slack: Sandbox, text: str) -> Seen:
    """Type a command as the first person and return the answer."""
    before = sum(seen.only_you for seen in slack.screen())
    delivery = await slack.type_slash(slack.channel, slack.user, f"/aispend {text}")
    assert await delivery.done() == "acknowledged"
    return await private_answer(slack, before + 1)


@pytest.mark.usefixtures("listener")
async def test_a_company_is_answered_to_the_asker_alone(slack: Sandbox, records: Records) -> None:
    answer = await ask(slack, "ALIBABA")

    assert records.asked == ["ALIBABA"]
    assert "Alibaba: AI spending on record" in answer.plain
    assert "CN¥380B ($53B)" in answer.plain
    assert any(block["type"] == "table" for block in answer.blocks)


@pytest.mark.usefixtures("listener")
async def test_companies_are_compared_and_figures_are_listed_with_the_way_to_more(slack: Sandbox) -> None:
    compared = await ask(slack, "alibaba vs meta")
    listed = await ask(slack, "top 10 2025 contracts us")

    assert "Alibaba and Meta: AI spending on record, compared" in compared.plain
    assert "page 1 of 3" in listed.plain
    assert "next: `/aispend top 50 2025 kind contract country United States" in listed.text
    for answer in (compared, listed):
        assert [block["type"] for block in answer.blocks].count("table") == 1


@pytest.mark.usefixtures("listener")
async def test_help_and_the_overview_are_answered_without_the_store(slack: Sandbox, records: Records) -> None:
    records.broken = True

    assert "/aispend top 10 2025 contracts us" in (await ask(slack, "help")).plain
    overview = await ask(slack, "")
    assert "Who spends how much on AI?" in overview.plain
    assert not any(block["type"] == "actions" for block in overview.blocks)


@pytest.mark.usefixtures("listener")
async def test_help_and_the_overview_name_who_has_a_record(slack: Sandbox) -> None:
    assert "/aispend alibaba" in (await ask(slack, "help")).plain

    overview = await ask(slack, "")

    assert [button["value"] for button in overview.blocks[2]["elements"]] == [
        "Alibaba",
        "Quiet & Co",
    ]


@pytest.mark.usefixtures("listener")
async def test_an_unknown_name_is_answered_with_near_ones_that_work(slack: Sandbox) -> None:
    answer = await ask(slack, "alibab")
    assert "No company called “alibab”" in answer.plain

    click = await slack.click(answer, "record")

    assert await click.done() == "acknowledged"
    assert "Alibaba: AI spending on record" in (await private_answer(slack, 2)).plain


@pytest.mark.usefixtures("listener")
async def test_the_second_button_of_a_row_works_too(slack: Sandbox, records: Records) -> None:
    overview = await ask(slack, "")

    await slack.click(overview, "record:1")

    assert "Nothing is on record for Quiet & Co yet" in (await private_answer(slack, 2)).plain
    assert records.asked == ["Quiet & Co"]


@pytest.mark.usefixtures("listener")
async def test_a_store_that_fails_is_apologised_for(slack: Sandbox, records: Records) -> None:
    records.broken = True

    assert (await ask(slack, "alibaba")).plain == WRONG


@pytest.mark.usefixtures("listener")
async def test_a_store_that_does_not_answer_is_apologised_for(slack: Sandbox, records: Records) -> None:
    records.gate.clear()

    assert (await ask(slack, "alibaba")).plain == TOO_SLOW


@pytest.mark.usefixtures("listener")
async def test_a_button_on_an_alert_answers_beside_it_and_leaves_it_as_it_is(slack: Sandbox) -> None:
    poster = SlackPoster(slack.bot_token, base_url=slack.api)
    assert isinstance(await poster.post(replace(samples.PLEDGE, channel=slack.channel)), Posted)
    (alert,) = slack.screen()

    for action, told in (("record", "AI spending on record"), ("why", "The sum was read from “380 billion yuan”")):
        before = sum(seen.only_you for seen in slack.screen())
        click = await slack.click(alert, action)
        assert await click.done() == "acknowledged"
        assert told in (await private_answer(slack, before + 1)).plain
    assert slack.screen()[0] == alert


@pytest.mark.usefixtures("listener")
async def test_a_link_button_is_acknowledged(slack: Sandbox) -> None:
    await SlackPoster(slack.bot_token, base_url=slack.api).post(replace(samples.PLEDGE, channel=slack.channel))

    click = await slack.click(slack.screen()[0], "read")

    assert await click.done() == "acknowledged"


@pytest.mark.usefixtures("listener")
async def test_an_alert_that_is_gone_is_said_to_be(slack: Sandbox, records: Records) -> None:
    await SlackPoster(slack.bot_token, base_url=slack.api).post(replace(samples.PLEDGE, channel=slack.channel))
    records.alerts.clear()

    await slack.click(slack.screen()[0], "why")

    assert "no longer on record" in (await private_answer(slack)).plain


@pytest.mark.usefixtures("listener")
async def test_a_button_nobody_knows_is_acknowledged_and_answered(slack: Sandbox) -> None:
    button = {"type": "button", "action_id": "of-old", "text": {"type": "plain_text", "text": "Old"}, "value": "x"}
    blocks = [{"type": "actions", "elements": [button]}]
    await client(slack.bot_token, slack.api).chat_postMessage(channel=slack.channel, text="old", blocks=blocks)

    click = await slack.click(slack.screen()[0], "of-old")

    assert await click.done() == "acknowledged"
    assert "no longer does anything" in (await private_answer(slack)).plain


@pytest.mark.usefixtures("listener")
async def test_an_envelope_that_comes_twice_is_answered_once(slack: Sandbox, records: Records) -> None:
    first = await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
    await private_answer(slack)

    again = await slack.repeat(first)

    assert await again.done() == "acknowledged"
    assert records.asked == ["alibaba"]
    assert len(slack.screen()) == 1


@pytest.mark.usefixtures("listener")
async def test_an_event_without_a_listener_is_acknowledged(slack: Sandbox) -> None:
    slack.backend.events.subscribed.add("channel_rename")
    delivery = slack.backend.events.emit({"type": "channel_rename", "channel": {"id": slack.channel, "name": "money"}})

    assert delivery is not None
    assert await delivery.done() == "acknowledged"


@pytest.mark.usefixtures("listener")
async def test_an_answer_that_cannot_be_delivered_is_logged_and_does_no_harm(slack: Sandbox) -> None:
    for method in ("response_url", "chat.postEphemeral", "chat.postMessage"):
        slack.fail(method, Fault.DROP, times=20)

    with capture_logs() as logs:
        delivery = await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
        assert await delivery.done() == "acknowledged"
        await until(lambda: any(line.get("status") == "unanswered" for line in logs))
    slack.backend.faults.clear()

    assert "on record" in (await ask(slack, "alibaba")).plain


@pytest.mark.usefixtures("listener")
async def test_an_answer_is_logged_on_one_line(slack: Sandbox) -> None:
    with capture_logs() as logs:
        await ask(slack, "alibaba")
        await until(lambda: logs)

    (line,) = logs
    assert (line["event"], line["verb"], line["asked"], line["status"]) == (
        "command.answered",
        "command",
        "alibaba",
        "ok",
    )


async def test_a_channel_the_bot_is_not_in_is_answered_too(slack: Sandbox, listener: Line) -> None:
    assert listener.connected
    await slack.type_slash("general", slack.user, "/aispend alibaba")

    await slack.wait_for(lambda: slack.screen("general"))
