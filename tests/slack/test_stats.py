"""What votes say, as a message."""

from bot.core.votes import count
from bot.slack.stats import render_stats
from tests.slack import samples


def test_each_rule_has_a_row_with_its_share_and_what_that_surely_is() -> None:
    table = next(block for block in render_stats(samples.STATS).blocks if block["type"] == "table")

    rows = [[cell["text"] for cell in row] for row in table["rows"]]
    assert rows == [
        ["Read as", "Right", "Wrong", "Share right", "At least"],
        ["money spent", "11", "1", "92%", "65%"],
        ["a contract", "2", "1", "67%", "21%"],
        ["nothing said what", "0", "0", "–", "–"],
    ]


def test_the_plain_text_says_all_of_it_too() -> None:
    text = render_stats(samples.STATS).text

    assert "13 of 15 right (87%, at least 62%) – 18 votes; 1 duplicate, 2 not relevant" in text
    assert "• a contract: 2 of 3 right (67%, at least 21%)" in text
    assert "• Equity stake: no vote on the figure" in text


def test_where_nobody_voted_it_says_how_to() -> None:
    message = render_stats(count(()))

    assert "Nobody has voted yet" in message.text
    assert [block["type"] for block in message.blocks] == ["header", "section"]
