"""The buttons that turn pages and change the order: in place for the asker, beside it for what all see."""

import pytest

from bot.core.asking import LONGEST
from bot.core.query import Query, Sort
from bot.sandbox import Sandbox, Seen
from bot.slack.buttons import row
from bot.slack.calls import client
from bot.slack.desk import WRONG
from tests.slack.conftest import Records, private_answer


def labels(seen: Seen) -> dict[str, str]:
    """Return what the buttons say, and what they ask."""
    rows = [block["elements"] for block in seen.blocks if block["type"] == "actions"]
    return {one["text"]["text"]: one["value"] for elements in rows for one in elements}


async def ask(slack: Sandbox, text: str = "alibaba") -> Seen:
    await slack.type_slash(slack.channel, slack.user, f"/aispend {text}")
    return await private_answer(slack)


async def edited(slack: Sandbox, before: Seen) -> Seen:
    """Wait until an answer was edited in place, and return it as it is now."""
    return await slack.wait_for(
        lambda: next((seen for seen in slack.screen() if seen.ts == before.ts and seen.plain != before.plain), None)
    )


@pytest.mark.usefixtures("listener")
async def test_a_record_leads_to_the_rest_of_its_list_and_back(slack: Sandbox, records: Records) -> None:
    record = await ask(slack)
    assert list(labels(record)) == ["Older ▶", "Largest first", "Every figure", "Share to channel"]

    press = await slack.click(record, "page:after")
    second = await edited(slack, record)
    await slack.click(second, "page:before")
    first = await edited(slack, second)

    assert await press.done() == "acknowledged"
    assert "11. Alibaba" in second.plain
    assert "page 2 of 2" in second.plain
    assert list(labels(second)) == ["◀ Newer", "Largest first", "Every figure", "Share to channel"]
    assert (first.plain, first.only_you) == (record.plain, True)
    assert records.asked == ["alibaba", '"Alibaba" page 2', '"Alibaba"']
    assert len(slack.screen()) == 1


@pytest.mark.usefixtures("listener")
async def test_the_order_is_changed_and_changed_back(slack: Sandbox) -> None:
    record = await ask(slack)

    await slack.click(record, "page:size")
    by_size = await edited(slack, record)

    assert "understood: Alibaba; largest first" in by_size.plain
    assert labels(by_size) == {
        "Smaller ▶": '"Alibaba" by size page 2',
        "Newest first": '"Alibaba"',
        "Every figure": '"Alibaba"',
        "Share to channel": '"Alibaba" by size',
    }
    await slack.click(by_size, "page:date")
    assert (await edited(slack, by_size)).plain == record.plain


@pytest.mark.usefixtures("listener")
async def test_what_all_see_stays_as_it_is_and_the_presser_gets_the_page_alone(slack: Sandbox) -> None:
    await slack.type_slash(slack.channel, slack.user, "/aispend alibaba --public")
    public = await slack.wait_for(lambda: next((seen for seen in slack.screen() if seen.by_app), None))

    await slack.click(public, "page:after", user="U0SANDBOXBEN")
    await slack.wait_for(lambda: [seen for seen in slack.screen(user="U0SANDBOXBEN") if seen.only_you])

    (page,) = [seen for seen in slack.screen(user="U0SANDBOXBEN") if seen.only_you]
    assert "page 2 of 2" in page.plain
    assert "Share to channel" in labels(page)
    assert public in slack.screen()
    assert [seen for seen in slack.screen() if seen.only_you] == []


@pytest.mark.usefixtures("listener")
async def test_a_page_that_is_no_more_is_said_to_be_and_the_answer_stays(slack: Sandbox, records: Records) -> None:
    record = await ask(slack)
    records.answers['"alibaba" page 2'] = records.answers['"alibaba" page 9']

    await slack.click(record, "page:after")
    told = await private_answer(slack, 2)

    assert "There is no page 9: the last one is 2." in told.plain
    assert labels(told) == {"◀ Page 2": '"Alibaba" page 2'}
    assert record in slack.screen()


@pytest.mark.usefixtures("listener")
@pytest.mark.parametrize("value", ["¿? <!channel>", "x" * 2000])
async def test_a_button_whose_words_nobody_understands_is_answered_politely(slack: Sandbox, value: str) -> None:
    button = {"type": "button", "action_id": "page:after", "text": {"type": "plain_text", "text": "Old"}}
    blocks = [{"type": "actions", "elements": [button | {"value": value}]}]
    await client(slack.bot_token, slack.api).chat_postMessage(channel=slack.channel, text="old", blocks=blocks)

    press = await slack.click(slack.screen()[0], "page:after")

    assert await press.done() == "acknowledged"
    assert "No company called “" in (await private_answer(slack)).plain


@pytest.mark.usefixtures("listener")
async def test_a_page_that_cannot_be_read_is_apologised_for_and_the_answer_stays(
    slack: Sandbox, records: Records
) -> None:
    record = await ask(slack)
    records.broken = True

    await slack.click(record, "page:after")

    assert (await private_answer(slack, 2)).plain == WRONG
    assert record in slack.screen()


@pytest.mark.usefixtures("listener")
async def test_who_does_not_know_how_to_ask_is_shown(slack: Sandbox) -> None:
    unknown = await ask(slack, "alibab")

    press = await slack.click(unknown, "how")

    assert await press.done() == "acknowledged"
    assert "How to ask" in (await private_answer(slack, 2)).plain


def actions(query: Query, found: int, pages: int) -> list[str]:
    return [one["action_id"] for block in row(query, found, pages, "x") for one in block["elements"]]


def test_a_list_in_the_middle_leads_both_ways() -> None:
    words = Query(words=("ohio",), page=2)

    assert actions(words, 30, 3) == ["page:before", "page:after", "page:size", "share_answer"]


def test_the_largest_are_in_one_order_and_a_single_figure_is_in_none() -> None:
    assert actions(Query(top=50), 50, 3) == ["page:after", "share_answer"]
    assert actions(Query(orgs=("Meta",)), 1, 1) == ["evidence", "share_answer"]


def test_companies_side_by_side_are_only_shared() -> None:
    assert actions(Query(orgs=("Meta", "Bolt")), 9, 1) == ["share_answer"]
    assert actions(Query(orgs=("Meta",), missing=("Bolt",)), 9, 1) == ["share_answer"]


def test_where_nothing_was_found_nothing_is_pressed() -> None:
    assert row(Query(words=("ohio",)), 0, 1, "x") == ()


def test_a_question_longer_than_is_read_has_no_buttons_that_would_ask_another() -> None:
    assert actions(Query(words=("x" * LONGEST,), sort=Sort.SIZE), 30, 3) == []
