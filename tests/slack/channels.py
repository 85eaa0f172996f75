"""What is shown of channels, feeds and articles, for goldens and for the laws of payloads."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.alerts import Reason
from bot.core.cadences import Cadence, Every
from bot.core.entry import Entry
from bot.core.following import settings
from bot.core.kinds import Kind
from bot.core.quiet import Quiet
from bot.core.relevance import Verdict
from bot.core.rules import Layout, Mute, Rules
from bot.core.subscriptions import Amendment, Choices, Subscription, laid_over
from bot.pipeline import Place
from bot.ports import Decision, Health, Judged, Sent
from bot.slack.office import Overseen, Status
from tests.slack import samples

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
HERE = Place("C0123ABC", "ai-spend")
CHOICES = Choices(
    companies=("Alibaba", "Microsoft"),
    kinds=frozenset({Kind.CAPEX, Kind.PLEDGE}),
    layout=Layout.COMPACT,
    digest=Cadence(Every.WEEKLY, time(9), ZoneInfo("Europe/Berlin")),
    mutes=(Mute("Nvidia", NOW + timedelta(days=7)),),
)
FILE = Rules(
    "C0123ABC", "ai-spend", quiet=Quiet(ZoneInfo("Europe/Berlin"), time(22), time(7)), keywords_none=("crypto",)
)
OWN = Subscription("C0123ABC", "ai-spend", "U0ANA", choices=CHOICES)
CHANGES = (
    Amendment("C0123ABC", "U0ANA", NOW - timedelta(hours=2), "muted Nvidia until 3 Dec 2026, 09:00 UTC"),
    Amendment("C0123ABC", "U0BEN", NOW - timedelta(days=3), "follows Alibaba or Microsoft, from $1B"),
)
RULES = laid_over(FILE, OWN)
SET = Overseen(RULES, settings(RULES, OWN, NOW, FILE) if RULES else (), CHANGES)
ENDED = Overseen(None, (), CHANGES, is_ended=True)
PAUSED = Overseen(None, paused="The channel is archived: unarchive it, or take it out of config/watchlist.yaml.")
FEEDS = (
    Health("Alibaba News", NOW - timedelta(minutes=4), NOW + timedelta(minutes=6), 0, None),
    Health("Bourse & Byte", NOW - timedelta(minutes=31), NOW + timedelta(hours=2), 3, "503 from the server"),
    Health("The Register", None, NOW, 0, None),
)
STATUS = Status(FEEDS, 2, 291, Sent(samples.PLEDGE, "1.0", NOW - timedelta(hours=5)))
ARTICLE = Judged(
    Entry(
        "a",
        "https://wire.example/alibaba",
        "Sample Wire",
        "Alibaba to put 380 billion yuan into AI and cloud",
        "It said so on Monday.",
        NOW - timedelta(days=1),
        "en",
    ),
    (samples.PLEDGE.figure,),
    Verdict(True, "new_commitment", ("to put", "into AI")),
    "Alibaba will put 380 billion yuan into AI.",
    decisions=(Decision("C0123ABC", Reason.ALERT, "#ai-spend follows any payer, from $1B", "s"),),
)
