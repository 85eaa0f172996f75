"""Who pays and what is bought, by the particles of Japanese and Korean and the verbs of Chinese."""

import pytest

from bot.core.kinds import Kind
from tests.core.desk import figure


@pytest.mark.parametrize(
    ("text", "org", "other"),
    [
        ("OpenAI는 Microsoft가 제시한 8억달러의 인수안을 거절했다. AI 업계가 놀랐다.", "Microsoft", "OpenAI"),
        ("ソフトバンクはAI半導体のIntelを65億ドルで手に入れる。", "SoftBank", "Intel"),
        ("Meta为补齐AI短板，斥资143亿美元拿下DeepSeek 49%的股份。", "Meta", "DeepSeek"),
    ],
)
def test_the_nearer_particle_tells_who_pays_for_what(text: str, org: str, other: str) -> None:
    told = figure(text)

    assert (told.org, told.counterparty) == (org, other)


def test_the_owner_of_what_is_spent_pays() -> None:
    told = figure("米Intelの25年のAI投資額は180億ドルだった。")

    assert (told.org, told.kind) == ("Intel", Kind.CAPEX)


def test_who_only_gives_to_a_round_is_its_payer() -> None:
    told = figure(
        "OpenAI는 AI 투자를 유치하고 있으며, SoftBank가 이 가운데 3억달러를 댈 것으로 보인다.", "OpenAI 투자 유치"
    )

    assert (told.org, told.kind, told.counterparty) == ("SoftBank", Kind.STAKE, "OpenAI")


def test_the_first_name_of_a_list_is_the_payer() -> None:
    told = figure("Microsoft와 Nvidia가 AI에 150억달러를 투자한다.")

    assert (told.org, told.org_alt) == ("Microsoft", ("Nvidia",))
