import pytest

from bot.core.summary import MOST_CHARS
from tests.core.desk import reading

TOLD = "Alibaba will invest $53 billion in AI over three years."


def summary(text: str, title: str = "") -> str:
    return reading(text, title).summary


def test_the_summary_is_the_sentence_that_tells_the_headline_sum() -> None:
    assert summary(f"AI is in demand. {TOLD} It said so on Monday.", "Alibaba bets on AI") == TOLD


def test_a_second_sentence_is_added_where_it_tells_another_headline_sum() -> None:
    text = "Amazon will invest $5 billion in AI in India. Some doubt it. Microsoft will invest $3 billion in AI there."

    told = summary(text, "Amazon puts $5 billion, Microsoft $3 billion into AI in India")

    assert told == "Amazon will invest $5 billion in AI in India. Microsoft will invest $3 billion in AI there."


def test_a_sentence_that_repeats_the_sum_is_left_out() -> None:
    assert summary(f"{TOLD} The $53 billion are a record.") == TOLD


@pytest.mark.parametrize(
    "junk",
    [
        "Photo: Alibaba's $53 billion campus, seen on Monday.",
        "Read more: Alibaba invests $53 billion in AI!",
        "Advertisement: $53 billion for AI.",
        "By Jane Doe, who wrote of $53 billion.",
        "Sign up for our briefing on Alibaba's $53 billion.",
        "Related stories: Alibaba's $53 billion for AI.",
        "Alibaba Invests $53 Billion In AI",
    ],
)
def test_captions_navigation_and_adverts_are_no_summary(junk: str) -> None:
    assert summary(f"{junk}\n\n{TOLD}", "Alibaba bets on AI") == TOLD


@pytest.mark.parametrize(
    "told",
    [
        "By the end of 2028, Alibaba will invest $53 billion in AI.",
        "Related Digital will invest $7 billion in AI data centers.",
    ],
)
def test_a_sentence_that_only_begins_like_a_byline_is_a_sentence(told: str) -> None:
    assert summary(told) == told


@pytest.mark.parametrize(
    "dateline", ["HANGZHOU, China (Reuters) - ", "Hangzhou (AP) - ", "BEIJING - ", "(Reuters) - ", "At a glance: "]
)
def test_a_dateline_is_left_out(dateline: str) -> None:
    assert summary(dateline + TOLD) == TOLD


def test_a_text_that_does_not_tell_the_sum_in_a_sentence_is_summed_up_by_its_title() -> None:
    assert (
        summary("It said so on Monday.", "Alibaba to invest $53 billion in AI") == "Alibaba to invest $53 billion in AI"
    )


def test_without_a_title_a_line_that_is_no_sentence_is_better_than_nothing() -> None:
    assert summary("Alibaba to invest $53 billion in AI") == "Alibaba to invest $53 billion in AI"


def test_a_sum_told_in_another_currency_is_told() -> None:
    told = "Alibaba will invest 380 billion yuan ($53 billion) in AI."

    assert summary(f"Analysts expected less. {told}", "Alibaba to invest $53 billion in AI") == told


def test_an_entry_without_a_headline_sum_has_no_summary() -> None:
    assert summary("Nobody said how much.", "Alibaba bets on AI") == ""
    assert summary("Nvidia had revenue of $39 billion thanks to AI.") == ""


def test_line_breaks_and_doubled_blanks_are_made_one() -> None:
    assert summary("Alibaba will  invest\n$53 billion in AI.") == "Alibaba will invest $53 billion in AI."


def test_a_long_sentence_is_cut_at_a_clause() -> None:
    told = summary("Alibaba will invest $53 billion in AI" + ", which is a lot of money for a shop" * 20 + ".")

    assert len(told) <= MOST_CHARS + 2
    assert told.endswith("for a shop …")


def test_a_long_sentence_without_clauses_is_cut_between_words() -> None:
    told = summary("Alibaba will invest $53 billion in AI" + " and chips" * 60 + ".")

    assert len(told) <= MOST_CHARS + 2
    assert told.endswith(("and …", "chips …"))


def test_a_long_sentence_without_gaps_is_cut_anyway() -> None:
    told = summary("阿里巴巴将投入3800亿元用于人工智能" + "和云" * 300 + "。")

    assert len(told) <= MOST_CHARS + 2
    assert told.endswith("…")
