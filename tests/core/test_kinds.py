from bot.core.kinds import LABELS, SPEND, Certainty, Kind, Qualifier, Role


def test_six_kinds_are_money_committed() -> None:
    assert {kind.value for kind in Kind if kind.is_spend} == {
        "capex", "pledge", "contract", "stake", "acquisition", "fund",
    }  # fmt: skip


def test_what_is_no_spending_is_said_to_be_none() -> None:
    assert {kind.value for kind in set(Kind) - SPEND} == {
        "market_value", "revenue", "profit", "debt", "forecast", "other",
    }  # fmt: skip


def test_every_kind_has_words_of_its_own() -> None:
    assert set(LABELS) == set(Kind)
    assert len({kind.label for kind in Kind}) == len(Kind)


def test_the_values_are_those_of_the_labelled_texts() -> None:
    assert [c.value for c in Certainty] == ["announced", "reported", "denied", "cancelled"]
    assert {q.value for q in Qualifier} == {"exact", "about", "at_least", "up_to", "range"}
    assert {r.value for r in Role} == {"payer", "lead"}
