import pytest

from tests.core.desk import figures


@pytest.mark.parametrize(
    ("text", "quote", "state"),
    [
        ("政府はAI半導体を後押しする。TSMCの熊本工場には最大1兆2000億円の補助を決めた。", "1兆2000億円", "Japan"),
        ("정부가 반도체를 지원한다. 삼성전자의 AI 공장에는 2000억원의 보조금을 준다.", "2000억원", "South Korea"),
    ],
)
def test_aid_is_paid_by_the_government_named_last(text: str, quote: str, state: str) -> None:
    told = next(f for found, f in figures(text).items() if quote in found)

    assert (told.org, told.kind) == (state, "fund")
