"""Who buys and who sells, where the sentence, a list or the rest of the entry tells it."""

import pytest

from tests.core.desk import figure, figures


@pytest.mark.parametrize(
    ("text", "buyer", "seller"),
    [
        ("Broadcom agreed to supply OpenAI with $3 billion of AI chips.", "OpenAI", "Broadcom"),
        ("Nebius will serve Microsoft from Vineland under an AI contract of $17 billion.", "Microsoft", "Nebius"),
        ("Nvidia signed a $6 billion agreement with CoreWeave for AI capacity.", "CoreWeave", "Nvidia"),
        ("Samsung won a $6 billion AI contract from Apple.", "Apple", "Samsung"),
        ("SoftBank signed a $6 billion contract with Apple for AI at its data centers.", "Apple", "SoftBank"),
        ("SoftBank signed a $6 billion contract with Apple for AI in Texas.", "SoftBank", "Apple"),
    ],
)
def test_both_sides_of_a_contract_have_their_place(text: str, buyer: str, seller: str) -> None:
    told = figure(text)

    assert (told.org, told.counterparty) == (buyer, seller)


def test_every_sum_of_a_list_has_the_seller_right_behind_it() -> None:
    told = figures("OpenAI has contracts for AI compute: $300 billion with Oracle and $22 billion with CoreWeave.")

    assert (told["$300 billion"].org, told["$300 billion"].counterparty) == ("OpenAI", "Oracle")
    assert (told["$22 billion"].org, told["$22 billion"].counterparty) == ("OpenAI", "CoreWeave")


def test_a_seller_of_a_list_does_not_pay_the_sum_that_follows() -> None:
    told = figures(
        "Meta will spend with many: $30 billion with Oracle, $14 billion with CoreWeave, $3 billion with Nebius for AI."
    )

    assert told["$14 billion"].org == "Meta"


@pytest.mark.parametrize(
    ("customer", "buyer", "seller"),
    [
        ("Meta said it needs more.", "Meta", "CoreWeave"),
        ("Nvidia said it sells more.", "CoreWeave", None),
        ("Brightmind Labs said it needs more.", "CoreWeave", None),
    ],
)
def test_a_seller_alone_sells_to_the_known_customer_that_the_opening_names(
    customer: str, buyer: str, seller: str | None
) -> None:
    told = figure(f"CoreWeave signed a $14 billion contract for AI compute. {customer}", "CoreWeave grows")

    assert (told.org, told.counterparty) == (buyer, seller)


@pytest.mark.parametrize(
    "text",
    [
        "A OpenAI vai pagar 38 bilhões de dólares à AWS para usar as placas da Nvidia na sua IA.",
        "OpenAI va payer 38 milliards de dollars à Amazon pour louer des puces d'IA de Nvidia.",
        "OpenAI pagará 38.000 millones de dólares a Amazon por usar en su IA los chips de Nvidia.",
    ],
)
def test_whom_the_money_goes_to_is_the_seller_whatever_else_is_named(text: str) -> None:
    told = figure(text)

    assert (told.org, told.counterparty) == ("OpenAI", "Amazon")
