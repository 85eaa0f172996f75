"""Alerts and answers that the goldens, the gallery and the tests share."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.core.alerts import Alert, Source, TakenOut, Was
from bot.core.changes import Change
from bot.core.corrections import Correction, RightSum, What
from bot.core.evidence import Evidence
from bot.core.figures import Figure
from bot.core.found import Comparison, Line, Listing
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.ledger import Answer, Fact, Total, Unknown
from bot.core.money import Money
from bot.core.positions import Placing, State
from bot.core.query import Guess, Query, Sort
from bot.core.rules import Layout, Rules
from bot.core.standing import Side
from bot.core.subscriptions import followed
from bot.core.totals import YearTotal
from bot.core.turns import Fold
from bot.core.votes import Cast, Vote, count
from bot.pipeline import Corrected
from bot.ports import Trouble

TODAY = date(2025, 3, 1)
COMPANIES = ("Alibaba", "Microsoft", "OpenAI", "Johnson & Johnson")


def billions(number: str) -> Decimal:
    """Return so many thousand million."""
    return Decimal(number) * 10**9


ALIBABA = Figure(
    quote="380 billion yuan",
    amount=billions("380"),
    high=None,
    currency="CNY",
    kind=Kind.PLEDGE,
    also=(Money(billions("53"), "USD"),),
    usd=billions("53"),
    org="Alibaba",
    period="3y",
    purpose="cloud and AI infrastructure",
    headline=True,
    evidence=("to invest", "over the next three years"),
)
MICROSOFT = Figure(
    quote="$80 billion",
    amount=billions("80"),
    high=None,
    currency="USD",
    kind=Kind.CAPEX,
    usd=billions("80"),
    org="Microsoft",
    period="FY2025",
)
META = Figure(
    quote="$60 billion to $65 billion",
    amount=billions("60"),
    high=billions("65"),
    currency="USD",
    kind=Kind.CAPEX,
    usd=billions("60"),
    usd_high=billions("65"),
    org="Meta",
    period="2025",
    qualifier=Qualifier.RANGE,
)
ROUND = Figure(
    quote="£1.1bn",
    amount=billions("1.1"),
    high=None,
    currency="GBP",
    kind=Kind.STAKE,
    usd=Decimal("1388200000"),
    rate_day=date(2025, 2, 10),
    org="Big & Co <!channel>",
    org_alt=("SoftBank", "Oracle", "MGX"),
    role=Role.LEAD,
    counterparty="Poolside",
    qualifier=Qualifier.UP_TO,
    certainty=Certainty.REPORTED,
    purpose="a *data centre* in `Kent` ~10 km from <London>",
)

PLEDGE = Alert(
    id="5f2c9a1b7d3e",
    story="s1",
    channel="C0123ABC",
    version=1,
    figure=ALIBABA,
    others=(MICROSOFT, META),
    summary="Alibaba said it would invest at least 380 billion yuan ($53 billion) in cloud computing and AI over the "
    "next three years. It is more than the company spent on both in the past decade.",
    source=Source(
        "TechCrunch AI",
        "https://techcrunch.example/2025/02/25/alibaba?a=1&b=2",
        "Alibaba to spend $53bn",
        datetime(2025, 2, 25, 10, 4, tzinfo=UTC),
    ),
    followed="#ai-spend follows any payer ≥ $1B",
    channel_name="ai-spend",
    evidence=("to invest", "cloud computing and AI"),
)
REPORTED = replace(
    PLEDGE,
    id="0b77c1",
    version=2,
    figure=ROUND,
    others=(ALIBABA, META, MICROSOFT, META, ALIBABA),
    summary="*Sources* say <script>alert(1)</script> `rm` ~now~ & <!channel> مرحبا 🚀 that the round is close.",
    source=Source("A|B <News>", "javascript:alert(1)", "x", datetime(2025, 2, 20, tzinfo=UTC)),
)
DENIED = replace(
    PLEDGE,
    id="d",
    figure=replace(META, certainty=Certainty.DENIED),
    others=(),
    summary="",
    source=Source("Wire", None, "", None),
)
OUTLETS = tuple(
    Source(outlet, f"https://{outlet.casefold()}.example/a?b=1&c=2", "Alibaba", datetime(2025, 2, 26, 9, tzinfo=UTC))
    for outlet in ("CNBC", "SCMP", "Nikkei", "Wire", "Post")
)
UPDATED = replace(
    PLEDGE,
    id="7d1e",
    version=4,
    figure=replace(ALIBABA, quote="480 billion yuan", amount=billions("480"), also=(), usd=billions("66")),
    also=OUTLETS,
    was=Was(ALIBABA, Change.RAISED, OUTLETS[1]),
    earlier="5f2c9a1b7d3e",
    news=("the largest by a Chinese company on record", "1.3 times its 2025 pledge"),
)
TAKEN_BACK = replace(
    PLEDGE,
    id="9c4b",
    version=2,
    figure=replace(ALIBABA, certainty=Certainty.DENIED),
    summary="Alibaba denied the report.",
    also=OUTLETS[:1],
    was=Was(ALIBABA, Change.DENIED, OUTLETS[0]),
)
COMPACT = replace(PLEDGE, id="c0", layout=Layout.COMPACT)
COMPACT_UPDATED = replace(UPDATED, id="c1", layout=Layout.COMPACT)
COMPACT_REPORTED = replace(REPORTED, id="c2", layout=Layout.COMPACT)
NOT_AI = replace(PLEDGE, id="e1", version=3, taken_out=TakenOut(What.NOT_AI, "@ana (U0SANDBOXANA)", 7))
DUPLICATE = replace(
    NOT_AI,
    id="e2",
    taken_out=TakenOut(What.DUPLICATE, "@ana (U0SANDBOXANA)", 8, "Alibaba pledges $53B for AI", "5f2c9a1b7d3e"),
)
MENDED = replace(
    UPDATED,
    id="e3",
    was=Was(ALIBABA, Change.CORRECTED, Source("@ana (U0SANDBOXANA)", None, "", datetime(2025, 2, 27, tzinfo=UTC))),
    earlier=None,
    news=(),
)
EARLIER = "https://example.slack.com/archives/C0123ABC/p1740474000000100?a=1&b=2"
ALERTS = {"pledge": PLEDGE, "reported": REPORTED, "denied": DENIED}

FOLD = Fold("fold-5f2c9a1b7d3e", "C0123ABC", (PLEDGE, REPORTED, DENIED))

FACTS = (
    Fact(
        id="alibaba-pledge",
        announced="2025-02-24",
        org="Alibaba",
        kind=Kind.PLEDGE,
        amount=billions("380"),
        currency="CNY",
        usd=billions("53"),
        period="3y",
        qualifier=Qualifier.AT_LEAST,
        purpose="Cloud and AI infrastructure",
        supersedes="alibaba-old",
        source_url="https://news.example/alibaba?x=1&y=2",
        source_outlet="South China Morning Post",
    ),
    Fact(
        id="alibaba-old",
        announced="2024-11",
        org="Alibaba",
        kind=Kind.CAPEX,
        amount=billions("60"),
        high=billions("72.5"),
        currency="CNY",
        usd=billions("8.3"),
        usd_high=billions("10"),
        period="FY2025",
        qualifier=Qualifier.RANGE,
        certainty=Certainty.REPORTED,
        source_outlet="Caixin",
    ),
    Fact(
        id="moonshot",
        announced="2024-02-19",
        org="Alibaba",
        role=Role.LEAD,
        kind=Kind.STAKE,
        counterparty="Moonshot AI",
        amount=billions("1"),
        currency="USD",
        usd=billions("1"),
        purpose="Series B",
        source_url="https://news.example/moonshot",
    ),
    Fact(
        id="apple-alibaba",
        announced="2024-01-05",
        org="Apple",
        org_alt=("Tencent",),
        kind=Kind.CONTRACT,
        counterparty="Alibaba",
        amount=billions("2"),
        currency="USD",
        usd=billions("2"),
        qualifier=Qualifier.UP_TO,
        source_outlet="Bloomberg via CNA",
        source_url="ftp://news.example/x",
    ),
)
RECORD = Answer(
    org="Alibaba",
    pays=(
        Total(Kind.PLEDGE, billions("53"), billions("53"), up_to=False, parts=("alibaba-pledge",)),
        Total(Kind.CAPEX, billions("8.3"), billions("10"), up_to=True, parts=("a", "b")),
    ),
    led=(Total(Kind.STAKE, billions("1"), billions("1"), up_to=False, parts=("moonshot",)),),
    receives=(
        Total(
            Kind.CONTRACT, billions("2"), billions("2"), up_to=True, parts=("apple-alibaba",), reported=billions("1.5")
        ),
    ),
    newest=(FACTS[0], *FACTS[2:]),
    known=12,
    years=(
        YearTotal(2025, (Total(Kind.PLEDGE, billions("53"), billions("53"), up_to=False, parts=("alibaba-pledge",)),)),
        YearTotal(
            2024,
            (
                Total(Kind.CAPEX, billions("8.3"), billions("10"), up_to=True, parts=("a", "b")),
                Total(Kind.FUND, billions("2"), billions("2"), up_to=False, parts=("c",)),
            ),
        ),
        *(
            YearTotal(year, (Total(Kind.PLEDGE, billions("1"), billions("1"), up_to=False, parts=(f"y{year}",)),))
            for year in range(2023, 2018, -1)
        ),
    ),
    earlier={"alibaba-pledge": FACTS[1:2]},
    placings={
        "alibaba-old": Placing(State.REPLACED, "alibaba-pledge"),
        "moonshot": Placing(State.PART, "moonshot-all"),
    },
)
EMPTY = Answer(org="Quiet & Co", pays=(), led=(), receives=(), newest=(), known=0)
NEAR = Unknown("alibab <!here>", ("Alibaba", "Alphabet & Sons"))
STRANGE = Unknown("`zzz` *x*", ())

SECOND = Listing(
    Query(orgs=("Alibaba",), page=2),
    FACTS[2:],
    12,
    frozenset({"moonshot"}),
    placings=RECORD.placings,
)
"""The second page of a company's commitments, the first of which is its record."""
BY_SIZE = Listing(
    Query(orgs=("Alibaba",), sort=Sort.SIZE),
    FACTS[:1],
    12,
    frozenset({"alibaba-pledge"}),
    earlier=RECORD.earlier,
    placings=RECORD.placings,
)
BEYOND = replace(SECOND, query=Query(orgs=("Alibaba",), page=9), facts=())

STATED = RightSum(billions("380"), None, "CNY", billions("53"), None, Qualifier.AT_LEAST)
"""What people say was pledged."""
EVIDENCE = Evidence(
    Query(orgs=("Alibaba",)),
    "Alibaba",
    (*FACTS, replace(FACTS[0], id="story-1", usd=None, certainty=Certainty.CANCELLED, purpose="*Tower* <!here>")),
    35,
    frozenset({"alibaba-pledge", "moonshot"}),
    {
        **RECORD.placings,
        **{key: Placing(State.STANDS) for key in ("alibaba-pledge", "apple-alibaba")},
        "story-1": Placing(State.TAKEN_BACK, "story-2"),
    },
    {"story-1": "at least 380 billion yuan <!channel>"},
    {
        "alibaba-pledge": (
            Correction(
                "alibaba-pledge",
                What.WRONG_FIGURE,
                replace(FACTS[0], amount=billions("38"), usd=billions("5.3")),
                "U0SANDBOXBEN",
                datetime(2025, 2, 27, 9, tzinfo=UTC),
                1,
                figure=STATED,
                note="Page 3 of the *filing*",
            ),
        )
    },
)
LAST_EVIDENCE = replace(EVIDENCE, query=Query(orgs=("Alibaba",), page=2), facts=FACTS[2:3])

FILTERED = replace(RECORD, query=Query(("Alibaba",), years=(2025,), guesses=(Guess("alibba", "Alibaba"),)))
COMPARISON = Comparison(
    Query(
        ("Alibaba", "Meta"),
        missing=("foo <!here>",),
        years=(2024, 2025),
        guesses=(Guess("metta", "Meta"), Guess("foo <!here>", None, ("Foo & Co",))),
    ),
    ("Alibaba", "Meta"),
    ("Tencent",),
    (
        Line(Side.PAYS, Kind.CAPEX, None, (RECORD.pays[1], None)),
        Line(Side.PAYS, Kind.CAPEX, 2025, (RECORD.pays[1], RECORD.pays[0])),
        Line(Side.PAYS, Kind.CAPEX, 2023, (None, RECORD.pays[0])),
        Line(Side.LED, Kind.STAKE, 2024, (RECORD.led[0], None)),
        Line(Side.RECEIVES, Kind.CONTRACT, 2024, (RECORD.receives[0], None)),
    ),
)
LISTING = Listing(
    Query(kinds=(Kind.CONTRACT,), years=(2025,), countries=("US",), top=50, minimum=Money(billions("1"), "EUR")),
    FACTS,
    50,
    frozenset({"alibaba-pledge", "moonshot"}),
)
NOTHING = Listing(
    Query(words=("`ohio`", "<x>"), kinds=(Kind.FUND,), guesses=(Guess("ohio", None, ("Ohio & Co",)),)),
    (),
    0,
    frozenset(),
)

STATS = count(
    Cast(f"{rule}{number}", f"U{number}", vote, rule, kind, datetime(2025, 2, 25, tzinfo=UTC))
    for rule, kind, votes in (
        ("spend", "pledge", [Vote.GOOD] * 11 + [Vote.WRONG, Vote.DUPLICATE]),
        ("contract", "contract", [Vote.GOOD] * 2 + [Vote.WRONG, Vote.NOT_RELEVANT]),
        ("unsaid", "stake", [Vote.NOT_RELEVANT]),
    )
    for number, vote in enumerate(votes)
)

_WRONG = Correction(
    "story-s1",
    What.WRONG_FIGURE,
    FACTS[0],
    "@ana (U0SANDBOXANA)",
    datetime(2025, 2, 27, tzinfo=UTC),
    id=7,
    figure=RightSum(billions("38"), None, "CNY", billions("5.3"), None, Qualifier.EXACT),
)
MADE = Corrected(_WRONG, FACTS[0], replace(FACTS[0], amount=billions("38"), usd=billions("5.3")))
MADE_OF_COMPANY = replace(MADE, correction=replace(_WRONG, what=What.WRONG_COMPANY, figure=None, org="Tencent <!here>"))
FOLLOWED = followed(Rules("C0123ABC", "ai-spend", companies=("Alibaba", "Big & Co <!channel>")), None, is_listed=True)
UNFOLLOWED = followed(Rules("C0123ABC", "ai-spend"), None, is_listed=False)
TROUBLE = Trouble("C0123ABC", "ai-spend", "not_in_channel", "U0123", is_paused=True)
