import pytest

from bot.core.figures import Figure
from bot.core.kinds import Kind
from tests.core.desk import figures


def spent(text: str, quote: str) -> Figure:
    return figures(text)[quote]


LEFT_OUT = [
    "Nvidia is investing up to $10 billion in OpenAI and Microsoft up to $5 billion.",
    "Nvidia put $10 billion into OpenAI, Microsoft $5 billion.",
    "Nvidia put $10 billion into OpenAI against Microsoft's $5 billion.",
]


@pytest.mark.parametrize("text", LEFT_OUT)
def test_a_sum_without_a_verb_is_read_like_the_one_before(text: str) -> None:
    told = spent(text, "$5 billion")

    assert (told.org, told.kind, told.counterparty) == ("Microsoft", Kind.STAKE, "OpenAI")


def test_a_sum_with_words_of_its_own_is_read_by_them() -> None:
    told = spent("Nvidia is investing $10 billion in OpenAI and Microsoft made a profit of $5 billion.", "$5 billion")

    assert told.kind is Kind.PROFIT


def test_rows_under_capital_spending_are_capital_spending() -> None:
    text = "The capex plans of this season for AI data centers:\n\n• Meta: $70 billion\n• Google: $91 billion"

    told = figures(text)

    assert [(told[q].org, told[q].kind) for q in ("$70 billion", "$91 billion")] == [
        ("Meta", Kind.CAPEX),
        ("Google", Kind.CAPEX),
    ]


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("Nvidia will invest $10 billion in OpenAI and Microsoft another $5 billion.", "Microsoft"),
        ("Nvidia will invest $10 billion in OpenAI, Microsoft as much as $5 billion.", "Microsoft"),
        ("Nvidia will invest $10 billion in OpenAI, and Microsoft fears $5 billion.", "Nvidia"),
        ("Nvidia will invest $10 billion in OpenAI, and then, says Microsoft, $5 billion.", "Nvidia"),
    ],
)
def test_only_a_name_right_before_a_sum_takes_the_verb_of_the_sum_before(text: str, org: str) -> None:
    assert spent(text, "$5 billion").org == org


ROWS = "{}:\n\nMeta | $70 billion\n\nGoogle | $91 billion"


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("Capital spending on AI, by firm", Kind.CAPEX),
        ("AI capex of the large firms", Kind.CAPEX),
        ("AI profits of the large firms", Kind.OTHER),
    ],
)
def test_rows_are_what_the_words_over_them_say(lead: str, kind: Kind) -> None:
    told = figures(ROWS.format(lead))

    assert [(told[q].org, told[q].kind) for q in ("$70 billion", "$91 billion")] == [("Meta", kind), ("Google", kind)]
