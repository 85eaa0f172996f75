"""What `config/orgs.yaml` promises to those who read news with it."""

from pathlib import Path

import pytest

from bot.core.orgs import Directory, Org
from bot.core.text import fold
from bot.settings import load_orgs

ORGS = load_orgs(Path(__file__).parent.parent / "config")
DIRECTORY = Directory(ORGS)

COMMON_WORDS = frozenset(
    (
        "the a an and or of in on at it he she they we us bond clay writer bank state government ministry "
        "der die das und oder Regierung Staat Bank Konzern Unternehmen Rubrik Bayer Milliarden Linde "
        "le la les du de et ou gouvernement l'État entreprise banque rouge milliards TVA "
        "el los y o gobierno Estado empresa banco vale mil millones "
        "o as e ou governo empresa banco meta bilhões "
        "政府 会社 企業 銀行 日本 米国 中国 日立 日産 友達 モデル メタル アーム デル エネル 理研 人工知能 "
        "公司 银行 美国 科技部 字节 小米 中芯 地平线 和硕 人工智能 "
        "정부 회사 기업 은행 한국 미국 모델 효성 신한 현대 인공지능"
    ).split()
)
"""Words of eight languages that name nobody by themselves."""


def names(org: Org) -> tuple[str, ...]:
    """Return the name and the aliases of an organisation."""
    return (org.name, *org.aliases)


def found(text: str) -> list[str]:
    """Return the short names of the organisations that a text names, in order."""
    return [mention.name for mention in DIRECTORY.mentions(fold(text))]


def test_every_organisation_says_what_it_is() -> None:
    assert len(ORGS) > 1000
    assert [org.name for org in ORGS if org.type is None] == []


def test_no_name_is_a_single_character() -> None:
    assert [name for org in ORGS for name in names(org) if len(name) < 2] == []


def test_no_name_is_a_common_word() -> None:
    assert [name for org in ORGS for name in names(org) if name in COMMON_WORDS] == []


def test_every_name_is_written_as_folded_texts_are() -> None:
    assert [name for org in ORGS for name in names(org) if fold(name) != name] == []


def test_every_masked_phrase_holds_a_name_of_its_organisation() -> None:
    idle = [
        (org.name, mask)
        for org in ORGS
        for mask in org.masks
        if not any(name.casefold() in mask.casefold() for name in names(org))
    ]

    assert idle == []


def test_no_masked_phrase_hides_another_organisation_whose_name_is_longer() -> None:
    hidden = [
        (org.name, mask, other.name)
        for org in ORGS
        for mask in org.masks
        for other in ORGS
        if other is not org
        for name in names(other)
        if name.casefold() in mask.casefold() and any(own.casefold() in name.casefold() for own in names(org))
    ]

    assert hidden == []


def test_every_name_is_found_where_it_stands_alone() -> None:
    lost = [
        (org.name, name)
        for org in ORGS
        for name in names(org)
        if org.name not in found(f"It was {name} that paid.")
        and org.name not in found(f"It was {name} Inc. that paid.")
    ]

    assert lost == []


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("ソフトバンクG、オープンAIへ追加出資", "SoftBank"),
        ("경제부처와 과기정통부가 예산을 편성했다", "South Korea"),
        ("카카오가 데이터센터를 짓는다", "Kakao"),
        ("美光科技宣布投资", "Micron"),
        ("고객사인 메타가 주문했다", "Meta"),
        ("Der Staatsfonds von Katar beteiligt sich", "QIA"),
        ("Siemens Energy raises its forecast", "Siemens Energy"),
        ("China Mobile will spend more", "China Mobile"),
        ("La Comisión Europea destina más dinero", "European Union"),
        ("O governo federal anunciou o plano", "Brazil"),
    ],
)
def test_a_name_of_another_script_or_language_is_found(text: str, org: str) -> None:
    assert org in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "メタバースとメタンとパラメタ",
        "메타버스와 메타데이터",
        "バックアップルームとアップルパイ",
        "애플리케이션을 개발한다",
        "샌프란시스코에서 열렸다",
        "应对高通胀的措施",
        "完美光线与欧美光伏",
        "10日立案した",
        "其中芯片占一半",
        "백두산에 올랐다",
        "약 50억달러(한화 7조원)",
        "북경과 새우버거",
        "北京东部的点点滴滴",
        "以中华为主体",
        "亚马逊雨林",
        "再生可能エネルギーの開発",
        "アンソニー・ホプキンス",
        "айсберг и сбережения",
        "ランウェイモデル",
        "アマゾン川の上流",
    ],
)
def test_a_name_inside_another_word_is_nobody(text: str) -> None:
    assert found(text) == []
