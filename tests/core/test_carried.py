"""What a sum takes from the words before it."""

from bot.core.kinds import Kind
from tests.core.desk import figures


def test_the_sentence_before_tells_the_year() -> None:
    told = figures(
        "Microsoft investiert in diesem Jahr deutlich mehr in KI. Rund 2,7 Milliarden Euro sollen in Anlagen fließen."
    )["2,7 Milliarden Euro"]

    assert (told.kind, told.period) == (Kind.CAPEX, "2025")


def test_a_year_beside_the_sum_keeps_that_of_the_sentence_before_away() -> None:
    told = figures("Microsoft investiert in diesem Jahr mehr in KI. Bis 2028 fließen rund 2,7 Milliarden Euro.")

    assert told["2,7 Milliarden Euro"].period == "by 2028"


def test_a_plan_that_is_raised_stays_the_same_plan() -> None:
    told = figures("阿里巴巴考虑把2024年公布的三年3800亿元AI计划提高到4800亿元左右。")

    assert [(f.kind, f.period) for f in told.values()] == [(Kind.PLEDGE, "3y"), (Kind.PLEDGE, "3y")]


def test_the_former_sum_of_the_title_is_no_news() -> None:
    told = figures("阿里巴巴考虑把三年AI投入由3800亿元上调至4800亿元。", "阿里巴巴拟将AI投入由3800亿元上调至4800亿元")

    assert [quote for quote, f in told.items() if f.headline] == ["4800亿元"]


def test_a_part_of_a_sum_told_again_is_what_that_was() -> None:
    told = figures(
        "정부는 내년 AI 예산을 10조1000억원으로 편성했다. "
        "10조1000억원 가운데 2조6000억원은 AI 도입에, 나머지는 인재에 간다."
    )["2조6000억원"]

    assert (told.kind, told.period) == (Kind.FUND, "2026")
