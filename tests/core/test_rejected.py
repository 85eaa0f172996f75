from bot.core import rejected
from bot.core.cues import Cue
from bot.core.page import Page, lay_out
from tests.core.desk import DIRECTORY, entry


def page(text: str) -> Page:
    return lay_out(entry(text), DIRECTORY)


def test_a_sum_tells_what_else_the_words_beside_it_could_mean() -> None:
    told = rejected.others(page("Meta, valued at $1 trillion, will invest $5 billion in AI."))

    assert [(one.quote, one.cue, one.words) for one in told] == [
        ("$1 trillion", Cue.SPEND, "invest"),
        ("$5 billion", Cue.VALUE, "valued at"),
    ]


def test_a_sum_with_one_meaning_has_no_others() -> None:
    assert rejected.others(page("Meta spends $5 billion.")) == ()


def test_large_numbers_that_are_no_sums_are_told_with_what_they_count() -> None:
    laid = page(
        "Meta spends $5 billion (€4.8 billion) on 1.3 million GPUs for 1.3 million GPUs and 70 billion parameters."
    )

    assert rejected.numbers(laid) == ("1.3 million GPUs", "70 billion parameters")
