"""Parties, kinds and periods as labels, for fields and cells: the same in Slack and in the terminal.

Everything is plain text; whoever shows it makes foreign names harmless for the place they stand in.
"""

import re

from bot.core.alerts import Reason
from bot.core.changes import Change
from bot.core.corrections import Correction, What
from bot.core.cues import Cue
from bot.core.facts import Fact, same_name
from bot.core.figures import Figure
from bot.core.kinds import Kind, Role
from bot.core.phrases import CERTAINTIES, and_, over, sum_of, total_of
from bot.core.totals import Total


def other_side(kind: Kind, name: str) -> str:
    """Return a figure's counterparty with the word that says which way the money goes.

    >>> other_side(Kind.STAKE, "OpenAI"), other_side(Kind.CONTRACT, "Microsoft")
    ('into OpenAI', 'from Microsoft')
    """
    return f"{_TOWARDS.get(kind, 'with')} {name}"


def period_of(period: str) -> str:
    """Return a period by itself.

    >>> period_of("3y"), period_of("FY2025"), period_of("by 2030")
    ('3 years', 'FY2025', 'by 2030')
    """
    return over(period).removeprefix("over ").removeprefix("in ")


def what_of(org: str, fact: Fact) -> str:
    """Say who else is in a fact and what it is for, on the record of one of its parties.

    Args:
        org: Whose record it is, in whatever case.
        fact: One it appears in.
    """
    payers = (fact.org, *fact.org_alt)
    partners = tuple(name for name in payers if not same_name(name, org))
    if len(partners) == len(payers):
        towards = "round led by" if fact.role is Role.LEAD else _RECEIVED.get(fact.kind, "from")
        others = [f"{towards} {and_(partners)}"]
    else:
        others = [f"with {and_(partners)}"] if partners else []
        others += [other_side(fact.kind, fact.counterparty)] if fact.counterparty else []
    return ": ".join(filter(None, (", ".join(others), fact.purpose)))


def rumoured(total: Total) -> str:
    """Say how much of a total is only reported; nothing where all of it is announced.

    >>> from decimal import Decimal
    >>> rumoured(Total(Kind.PLEDGE, Decimal(7), Decimal(7), up_to=False, parts=("a",), reported=Decimal(7)))
    'only reported'
    """
    if not total.reported:
        return ""
    part = total_of(total.reported, total.reported, up_to=False)
    return "only reported" if total.reported == total.high else f"{part} of it only reported"


WRONG = {
    What.WRONG_FIGURE: "wrong figure",
    What.WRONG_COMPANY: "wrong company",
    What.DUPLICATE: "duplicate",
    What.NOT_AI: "not AI",
}
"""What people say is wrong with a fact."""


def corrected(correction: Correction) -> tuple[str, str]:
    """Return what a correction changes: how it was, and how it is by that word."""
    match correction.what:
        case What.WRONG_FIGURE:
            return sum_of(correction.was), sum_of(correction.figure) if correction.figure else ""
        case What.WRONG_COMPANY:
            return correction.was.org, correction.org or ""
        case What.DUPLICATE:
            return "in the ledger", f"the same as {correction.same_as}"
        case What.NOT_AI:
            return "in the ledger", "taken out"


_TOWARDS = {Kind.STAKE: "into", Kind.ACQUISITION: "buys", Kind.CONTRACT: "from", Kind.FUND: "for"}
"""What stands before the counterparty; of a contract it is the seller."""

_RECEIVED = {Kind.CONTRACT: "sold to", Kind.ACQUISITION: "bought by"}
"""What stands before the payers on the counterparty's own record."""


def signer(by: str) -> str:
    """Return who said something, for people: without the id that Slack knows a member by.

    >>> signer("@ana (U0123ABC)"), signer("ana"), signer("Post (UK)")
    ('@ana', 'ana', 'Post (UK)')
    """
    return _MEMBER.sub("", by)


_MEMBER = re.compile(r"(?<=\S) \([UW][A-Z0-9]{5,}\)$")

CHANGES = {
    Change.CONFIRMED: "confirmed",
    Change.CORRECTED: "corrected",
    Change.RAISED: "raised",
    Change.CUT: "cut",
    Change.DENIED: "denied",
    Change.CANCELLED: "cancelled",
}
"""What became of an announcement, as a reader sees it."""


def known_as(figure: Figure, change: Change) -> str:
    """Return what an announcement was known by before it changed: its sum, and how sure it was where that changed."""
    if change is Change.CONFIRMED:
        return f"{sum_of(figure)}, {CERTAINTIES[figure.certainty].lower()}"
    return sum_of(figure)


REASONS = {
    Reason.ALERT: "a new commitment of money to AI",
    Reason.NO_MONEY: "no sum of money in it",
    Reason.NO_SPEND: "its news is no money committed",
    Reason.NOT_AI: "not about AI",
    Reason.NOT_NEWS: "nothing newly announced",
    Reason.NO_PAYER: "nobody is named who pays",
    Reason.BELOW_MINIMUM: "too small a sum",
    Reason.KIND_NOT_FOLLOWED: "a kind of spending that is not followed",
    Reason.CERTAINTY_NOT_FOLLOWED: "not as sure as is followed",
    Reason.COMPANY_NOT_FOLLOWED: "a company that is not followed",
    Reason.COUNTRY_NOT_FOLLOWED: "a country that is not followed",
    Reason.KEYWORD_MISSING: "a wanted word is missing",
    Reason.KEYWORD_EXCLUDED: "an unwanted word is in it",
    Reason.LANGUAGE_NOT_FOLLOWED: "a language that is not followed",
    Reason.FEED_NOT_FOLLOWED: "a feed that is not followed",
    Reason.MUTED: "muted",
    Reason.ALREADY_POSTED: "posted already",
    Reason.BASELINE: "it stood there before the feed was followed",
    Reason.TOO_OLD: "too old",
    Reason.BROKEN: "the bot broke on it; the log says how",
}
"""Why an entry alerts, or does not, as a reader sees it."""

WEIGHED = {
    Cue.SPEND: "money spent",
    Cue.CAPEX: "capital spending",
    Cue.PROJECT: "a project's size",
    Cue.CONTRACT: "a contract",
    Cue.INVEST: "a stake",
    Cue.RAISE: "a round",
    Cue.ACQUIRE: "an acquisition",
    Cue.FUND: "a fund or grant",
    Cue.VALUE: "a market value",
    Cue.REVENUE: "revenue",
    Cue.PROFIT: "profit or cash",
    Cue.DEBT: "debt",
    Cue.FORECAST: "a forecast",
    Cue.OTHER: "something else",
}
"""What a word beside a sum can make of it, as `aispend explain` says it."""
