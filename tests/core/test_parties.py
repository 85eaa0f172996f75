import pytest

from bot.core.figures import Figure
from bot.core.kinds import Kind, Role
from tests.core.desk import briefs, figure


def sides(of: Figure) -> tuple[str | None, str | None, Kind]:
    return of.org, of.counterparty, of.kind


@pytest.mark.parametrize(
    ("text", "payer", "partners"),
    [
        ("OpenAI and Oracle will invest $100 billion in AI data centers.", "OpenAI", ("Oracle",)),
        (
            "OpenAI, Oracle and SoftBank will invest $100 billion in AI data centers.",
            "OpenAI",
            ("Oracle", "SoftBank"),
        ),
        ("BlackRock and Microsoft will put $30 billion into AI data centers.", "BlackRock", ("Microsoft",)),
        (
            "A $100 billion investment in AI data centers by SoftBank and OpenAI was announced.",
            "SoftBank",
            ("OpenAI",),
        ),
        ("SoftBank and OpenAI will each commit $19 billion to AI.", "SoftBank", ("OpenAI",)),
    ],
)
def test_joint_payers_are_the_first_and_its_partners(text: str, payer: str, partners: tuple[str, ...]) -> None:
    told = figure(text)

    assert (told.org, told.org_alt) == (payer, partners)


def test_a_venture_pays_and_those_behind_it_are_its_partners() -> None:
    told = figure("Stargate, a venture of OpenAI, Oracle and SoftBank, will invest $500 billion in AI over four years.")

    assert told.org == "Stargate"
    assert set(told.org_alt) == {"OpenAI", "Oracle", "SoftBank"}


CONTRACTS = [
    ("OpenAI will pay Oracle $30 billion a year for cloud capacity.", "OpenAI", "Oracle"),
    ("OpenAI signed a $38 billion contract with Amazon for AI computing.", "OpenAI", "Amazon"),
    ("CoreWeave won an $11.9 billion contract from OpenAI for AI compute.", "OpenAI", "CoreWeave"),
    ("CoreWeave signed an $11.9 billion contract with OpenAI for AI compute.", "OpenAI", "CoreWeave"),
    ("Microsoft signed a $17.4 billion contract with Nebius for AI computing power.", "Microsoft", "Nebius"),
    ("Nebius signed a $17.4 billion contract with Microsoft for AI computing power.", "Microsoft", "Nebius"),
    ("Meta agreed to buy $10 billion of cloud services from Google for AI.", "Meta", "Google"),
]


@pytest.mark.parametrize(("text", "buyer", "seller"), CONTRACTS)
def test_the_buyer_pays_a_contract_whichever_side_the_sentence_begins_with(text: str, buyer: str, seller: str) -> None:
    assert sides(figure(text)) == (buyer, seller, Kind.CONTRACT)


STAKES = [
    ("Nvidia will invest $100 billion in OpenAI.", "Nvidia", "OpenAI"),
    ("Microsoft has a $13 billion stake in OpenAI.", "Microsoft", "OpenAI"),
    ("Amazon has invested $8 billion in Anthropic.", "Amazon", "Anthropic"),
    ("Google is in talks to put $2 billion into Anthropic, sources said.", "Google", "Anthropic"),
]


@pytest.mark.parametrize(("text", "payer", "target"), STAKES)
def test_money_that_goes_into_a_company_is_a_stake_in_it(text: str, payer: str, target: str) -> None:
    assert sides(figure(text)) == (payer, target, Kind.STAKE)


ROUNDS = [
    "OpenAI raised $40 billion in a round led by SoftBank.",
    "OpenAI has raised $40 billion in a funding round led by SoftBank, it said on Monday.",
    "OpenAI closed a $40 billion funding round. The round was led by SoftBank.",
    "OpenAI raised $40 billion. Japan's SoftBank led the round.",
]


@pytest.mark.parametrize("text", ROUNDS)
def test_who_leads_a_round_leads_its_whole_sum(text: str) -> None:
    told = figure(text)

    assert sides(told) == ("SoftBank", "OpenAI", Kind.STAKE)
    assert told.role is Role.LEAD


def test_the_others_of_a_round_are_partners_of_its_lead() -> None:
    told = figure("Anthropic raised $3.5 billion in a round led by Lightspeed and Google.")

    assert (told.org, told.org_alt, told.role) == ("Lightspeed", ("Google",), Role.LEAD)


def test_a_round_that_names_no_investor_has_only_the_one_that_raises() -> None:
    told = figure("Anthropic raised $3.5 billion in a Series E round for its AI models.")

    assert sides(told) == (None, "Anthropic", Kind.STAKE)
    assert told.role is Role.PAYER


def test_money_raised_from_somebody_is_paid_by_them() -> None:
    told = figure("Anthropic secured $1 billion in funding from Google.")

    assert sides(told) == ("Google", "Anthropic", Kind.STAKE)
    assert told.role is Role.PAYER


ACQUISITIONS = [
    ("AMD agreed to acquire ZT Systems for $4.9 billion to build AI servers.", "AMD", "ZT Systems"),
    ("Nvidia will buy Run Labs, an AI software company, for $700 million.", "Nvidia", "Run Labs"),
    ("SoftBank announced its $6.5 billion acquisition of Ampere, an AI chip designer.", "SoftBank", "Ampere"),
]


@pytest.mark.parametrize(("text", "buyer", "bought"), ACQUISITIONS)
def test_an_acquisition_has_a_buyer_and_what_it_buys(text: str, buyer: str, bought: str) -> None:
    assert sides(figure(text)) == (buyer, bought, Kind.ACQUISITION)


def test_only_deals_have_another_side() -> None:
    assert figure("Microsoft will spend $80 billion on AI data centers with Nvidia chips.").counterparty is None


def test_in_a_round_the_one_that_raises_is_also_the_one_that_is_valued() -> None:
    assert briefs("Anthropic raised $3.5 billion for its AI models. It is valued at $61.5 billion.") == [
        "stake 3.5 USD",
        "Anthropic market_value 61.5 USD",
    ]
