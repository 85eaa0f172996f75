from datetime import date

import pytest

from bot.core.dated import year_of_the_deal
from bot.core.text import fold

DAY = date(2025, 9, 2)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Erst im März hatte die Firma 3 Milliarden erhalten.", "2025"),
        ("Im vergangenen Herbst war der Fonds eingestiegen.", "2024"),
        ("En octobre, la société avait levé 2 milliards.", "2024"),
        ("En juin 2023, elle avait levé 600 millions.", "2023"),
        ("Hace dos años había recibido 38 millones.", "2023"),
        ("Hace 10 años había recibido 38 millones.", "2015"),
        ("Vor 12 Jahren hatte sie 3 Millionen erhalten.", "2013"),
        ("OpenAIは10年前に20億ドルを調達した。", "2015"),
        ("No ano passado captou 38 milhões.", "2024"),
        ("2024年2月,公司曾拿下10亿美元融资。", "2024"),
        ("去年9月,公司获得2亿美元投资。", "2024"),
        ("昨年9月には300億円を集めた。", "2024"),
        ("지난해 4월에는 1000억원을 조달했다.", "2024"),
    ],
)
def test_an_old_deal_is_of_the_year_of_its_date(text: str, year: str) -> None:
    assert year_of_the_deal(fold(text), DAY) == year


@pytest.mark.parametrize(
    "text", ["Die Firma hat 3 Milliarden erhalten.", "公司完成10亿美元融资。", "公司十二年前完成10亿美元融资。"]
)
def test_a_deal_without_a_date_has_no_year(text: str) -> None:
    assert year_of_the_deal(text, DAY) is None


@pytest.mark.parametrize(
    ("published", "year"),
    [
        (date(2026, 1, 15), "2025"),
        (date(2026, 12, 31), "2026"),
    ],
)
def test_a_last_december_is_the_last_one_before_publication(published: date, year: str) -> None:
    assert year_of_the_deal("지난 12월 1000억원을 조달했다.", published) == year


def test_a_month_means_nothing_where_the_day_of_publication_is_unknown() -> None:
    assert year_of_the_deal("Im März hatte die Firma 3 Milliarden erhalten.", None) is None
