import pytest

from bot.core.figures import Figure
from bot.core.kinds import Kind, Role
from tests.core.desk import briefs, figure, figures


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


RECEIVED = [
    "OpenAI got $13 billion from Microsoft.",
    "OpenAI has secured $13 billion from Microsoft for its AI models.",
    "OpenAI attracted $13 billion from Microsoft.",
]


@pytest.mark.parametrize("text", RECEIVED)
def test_a_company_that_gets_money_from_another_has_it_as_owner(text: str) -> None:
    assert sides(figure(text)) == ("Microsoft", "OpenAI", Kind.STAKE)


@pytest.mark.parametrize(
    "text", ["OpenAI hid $13 billion from Microsoft.", "Stargate got $13 billion from Microsoft for its AI campus."]
)
def test_who_gets_nothing_or_is_a_venture_has_no_owner_by_it(text: str) -> None:
    assert figure(text).counterparty is None


SOLD = [
    "ZT Systems, a maker of AI servers, is being bought by AMD for $4.9 billion.",
    "ZT Systems, a maker of AI servers, agreed to a $4.9 billion takeover by AMD.",
    "ZT Systems, a maker of AI servers, will be taken private for $4.9 billion. The buyer is AMD.",
    "The $4.9 billion takeover of ZT Systems, a maker of AI servers, by AMD surprised rivals.",
    "A $4.9 billion bid for ZT Systems by AMD was agreed. Both make AI servers.",
]


@pytest.mark.parametrize("text", SOLD)
def test_a_sale_told_of_what_is_sold_has_the_one_behind_by_as_buyer(text: str) -> None:
    assert sides(figure(text)) == ("AMD", "ZT Systems", Kind.ACQUISITION)


def test_a_sale_that_names_no_buyer_is_to_whom_the_title_names() -> None:
    told = figure("ZT Systems will be acquired for $4.9 billion for its AI servers.", "AMD takes over ZT Systems")

    assert sides(told) == ("AMD", "ZT Systems", Kind.ACQUISITION)


def test_who_has_bought_is_not_bought() -> None:
    told = figure("ZT Systems, a maker of AI servers, has bought Pensando for $4.9 billion.")

    assert sides(told) == ("ZT Systems", "Pensando", Kind.ACQUISITION)


def test_what_would_acquire_itself_is_acquired_by_whom_the_title_names() -> None:
    told = figure(
        "The start-up Brightmind builds AI chips. It would acquire Brightmind for $2 billion.",
        "Oracle buys AI start-up Brightmind",
    )

    assert sides(told) == ("Oracle", "Brightmind", Kind.ACQUISITION)


PLANNED = "An AI campus of $9 billion is planned in Ohio. {}"


@pytest.mark.parametrize(
    ("after", "payer"),
    [
        ("The developer is Meta.", "Meta"),
        ("The company behind it is Meta.", "Meta"),
        ("The application was filed by Meta.", "Meta"),
        ("It is large. The investor, Meta, is glad.", "Meta"),
        ("The neighbour is Meta.", "Oracle"),
        ("It is large. It is loud. The developer is Meta.", "Oracle"),
    ],
)
def test_who_pays_may_be_said_soon_after_the_sum(after: str, payer: str) -> None:
    assert figure(PLANNED.format(after), "Oracle watches").org == payer


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("Microsoft's share of the AI campus amounts to $8 billion.", "Microsoft"),
        ("Rivals stand by, and Microsoft's budget for AI is up to $8 billion.", "Microsoft"),
        ("The $9 billion for AI comes from Saudi Arabia's MGX.", "MGX"),
        ("The $9 billion for AI comes from Saudi Arabia's state fund MGX.", "MGX"),
        ("The $9 billion for AI comes from Saudi Arabia.", "Saudi Arabia"),
    ],
)
def test_a_possessive_before_a_sum_pays_it_and_before_a_name_only_says_whose(text: str, payer: str) -> None:
    assert figure(text).org == payer


AID = [
    ("Intel got grants of $8 billion for AI chip plants from the United States.", "United States"),
    ("The United States backs AI chips. Intel receives direct funding of $8 billion for its plants.", "United States"),
    ("Germany is glad. Intel builds AI chips. Intel has incentives of $8 billion.", "Germany"),
    ("Germany is glad. Intel builds AI chips. Intel has set aside $8 billion for a plant.", "Intel"),
]


@pytest.mark.parametrize(("text", "payer"), AID)
def test_aid_is_given_by_the_government_told_of_and_not_by_whom_it_reaches(text: str, payer: str) -> None:
    assert figure(text).org == payer


LEADS = [
    "Anthropic raised $3.5 billion for its AI, with Lightspeed as lead investor.",
    "Lightspeed acts as the lead investor of Anthropic's $3.5 billion round.",
    "Lightspeed leads a $3.5 billion round in Anthropic.",
    "Anthropic raised $3.5 billion. Lightspeed, an early friend of the lab, led the round.",
    "Anthropic raised $3.5 billion. Lightspeed was in the lead.",
    "Anthropic raised $3.5 billion in a Series E under Lightspeed.",
    "Anthropic raised $3.5 billion. It trains models. It is young. It is large. Lightspeed led the round.",
]


@pytest.mark.parametrize("text", LEADS)
def test_a_lead_is_told_in_many_ways(text: str) -> None:
    told = figure(text)

    assert (told.org, told.counterparty, told.role) == ("Lightspeed", "Anthropic", Role.LEAD)


@pytest.mark.parametrize(
    "text",
    [
        "Anthropic raised $3.5 billion. Lightspeed, an early friend of the lab, praised the round.",
        "Anthropic raised $3.5 billion. OpenAI raised money in a round too. Lightspeed is in a lead.",
        "Anthropic raised $3.5 billion in a Series E under pressure. Lightspeed looked on.",
    ],
)
def test_a_friend_of_a_round_is_no_lead(text: str) -> None:
    assert figure(text).org is None


def test_a_lead_of_another_round_is_not_that_of_this_one() -> None:
    told = figures("Anthropic raised $3.5 billion. It took in $2 billion before. Google led the round.")

    assert (told["$3.5 billion"].org, told["$2 billion"].org) == (None, "Google")


def test_a_possessive_names_whose_round_it_is_and_not_who_joined() -> None:
    assert figure("Lightspeed joined OpenAI's $40 billion round.").counterparty == "OpenAI"


def test_a_round_of_another_company_is_its_own() -> None:
    told = figures("OpenAI's $40 billion round dwarfs it.", "Anthropic raises $3.5 billion")

    assert (told["$40 billion"].counterparty, told["$3.5 billion"].counterparty) == ("OpenAI", "Anthropic")


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("Some $5 billion, the largest sum that this small town has heard of, by Microsoft is for AI.", "Microsoft"),
        ("AI gets $5 billion, an unheard-of sum in this small town in the north, invested by Microsoft.", "Microsoft"),
    ],
)
def test_words_between_commas_part_no_payer_from_the_sum(text: str, payer: str | None) -> None:
    assert figure(text).org == payer


def test_a_list_of_any_length_is_read() -> None:
    names = ", ".join(["OpenAI", "Meta", "Intel"] * 400)

    assert figure(f"Microsoft will invest $5 billion in AI with {names}.").org == "Microsoft"


@pytest.mark.parametrize("verb", ["gets", "lands", "wins"])
def test_who_is_given_an_investment_is_its_other_side(verb: str) -> None:
    told = figure(f"OpenAI {verb} $2 billion Nvidia investment for AI.")

    assert (told.org, told.counterparty) == ("Nvidia", "OpenAI")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("India wins $3 billion", "Some $3 billion are headed to India from Microsoft, for AI data centers."),
        ("India gets $3 billion in Microsoft's tour", "Microsoft will build AI data centers in India."),
        ("India's AI push lands $3 billion", "Microsoft will build AI data centers in Hyderabad and Pune."),
        ("España recibe de Microsoft 3.000 millones de euros", "El dinero es para centros de datos de IA."),
        ("Deutschland bekommt von Microsoft drei Milliarden Euro", "Das Geld ist für KI-Rechenzentren."),
    ],
)
def test_a_country_that_gets_money_does_not_pay_it(title: str, text: str) -> None:
    (told,) = (one for one in figures(text, title).values() if one.headline)

    assert sides(told) == ("Microsoft", None, Kind.PLEDGE)


@pytest.mark.parametrize(
    ("text", "lead", "raiser"),
    [
        ("Mistral könnte von SoftBank bis zu zwei Milliarden Euro für seine KI erhalten.", "SoftBank", "Mistral"),
        ("Mistral secured from Nvidia about $2 billion for its AI models.", "Nvidia", "Mistral"),
        ("Lightspeed is in it as lead investor in xAI, which raised $2 billion for AI.", "Lightspeed", "xAI"),
        ("The series G brings the total raised by Mistral to $2 billion, all of it for AI.", None, "Mistral"),
        ("미스트랄 AI, 즉 Mistral은 MGX 등에서 AI 자금 20억달러를 유치했다.", "MGX", "Mistral"),
    ],
)
def test_who_gives_the_money_of_a_round_may_stand_before_it(text: str, lead: str | None, raiser: str) -> None:
    assert sides(figure(text)) == (lead, raiser, Kind.STAKE)


def test_those_who_build_for_ai_raise_no_money_where_nobody_gives_any() -> None:
    told = figure("O maior aporte da Microsoft no país: R$ 14 bilhões em três anos para a inteligência artificial.")

    assert sides(told) == ("Microsoft", None, Kind.PLEDGE)


@pytest.mark.parametrize(
    ("title", "text", "into"),
    [
        ("Chip king backs Mistral", "Up to $1 billion from Nvidia, says a report. AI models are dear.", "Mistral"),
        ("Nvidia takes stake in xAI", "It is $1 billion from Nvidia, said the AI lab.", "xAI"),
        ("Mistral wins a friend", "Up to $1 billion from Nvidia, says a report on AI.", None),
    ],
)
def test_a_sum_from_somebody_goes_into_whom_the_title_tells_to_be_backed(
    title: str, text: str, into: str | None
) -> None:
    assert figure(text, title).counterparty == into


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Mistral séduit Nvidia", "Le fabricant de puces va investir 1 milliard de dollars dans Mistral AI.",
         ("Nvidia", "Mistral", Kind.STAKE)),
        ("xAI finds a friend in Nvidia", "The chip designer is to put $2 billion into xAI.",
         ("Nvidia", "xAI", Kind.STAKE)),
        ("Mistral gains a friend", "Nvidia has bought into Mistral AI. For $1 billion it receives 6 million shares.",
         ("Nvidia", "Mistral", Kind.STAKE)),
        ("Mistral hat einen Aktionär", "Nvidia zeichnet eine Kapitalerhöhung von einer Milliarde Dollar für KI.",
         ("Nvidia", "Mistral", Kind.STAKE)),
        ("Oracle wants Mistral", "Oracle is in talks to buy Mistral, which makes AI models, for close to $3 billion.",
         ("Oracle", "Mistral", Kind.ACQUISITION)),
        ("", "Weeks after they opened it, Oracle has doubled the budget of its AI data center to $2 billion.",
         ("Oracle", None, Kind.PLEDGE)),
        ("", "Microsoft vai comprar da Samsung US$ 16 bilhões em processadores de inteligência artificial.",
         ("Microsoft", "Samsung", Kind.CONTRACT)),
    ],
)  # fmt: skip
def test_who_acts_is_told_by_the_sentence_and_not_by_whom_the_entry_is_about(
    title: str, text: str, expected: tuple[str, str | None, Kind]
) -> None:
    (told,) = (one for one in figures(text, title).values())

    assert sides(told) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mistral goes to Nvidia in an AI takeover worth $3 billion.", ("Nvidia", "Mistral", Kind.ACQUISITION)),
        ("Mistral is sold to Oracle for $3 billion, AI models included.", ("Oracle", "Mistral", Kind.ACQUISITION)),
        ("An issue of new shares brings xAI $1 billion. All are subscribed by Nvidia, for AI.",
         ("Nvidia", "xAI", Kind.STAKE)),
        ("Washington has cleared Microsoft to sell there, and the software maker will invest $15 billion in AI.",
         ("Microsoft", None, Kind.PLEDGE)),
        ("India has courted Google, and the search giant plans an AI data center of $15 billion.",
         ("Google", None, Kind.PLEDGE)),
    ],
)  # fmt: skip
def test_buyer_subscriber_and_the_company_meant_are_told_apart(
    text: str, expected: tuple[str, str | None, Kind]
) -> None:
    assert sides(figure(text)) == expected
