"""A figure as one line of news: who does what with how much, over what time, and how sure that is.

The verb follows kind *and* certainty: what is only reported never reads like an announcement.
"""

from dataclasses import dataclass
from datetime import date

from bot.core.alert import Alert
from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.phrases import and_, over, sum_of, years_of


@dataclass(frozen=True, slots=True)
class _Verbs:
    """The line after the payer, for each certainty; `{sum}` and `{other}` are filled in."""

    announced: str
    reported: str
    denied: str
    cancelled: str

    def of(self, certainty: Certainty) -> str:
        return {
            Certainty.ANNOUNCED: self.announced,
            Certainty.REPORTED: self.reported,
            Certainty.DENIED: self.denied,
            Certainty.CANCELLED: self.cancelled,
        }[certainty]


_PLEDGE = _Verbs(
    "pledges {sum} for AI",
    "reportedly plans {sum} for AI",
    "denies plans of {sum} for AI",
    "cancels plans of {sum} for AI",
)
_CAPEX = _Verbs(
    "puts {sum} into capex",
    "reportedly puts {sum} into capex",
    "denies capex of {sum}",
    "cancels capex of {sum}",
)
_CAPEX_AHEAD = _Verbs(
    "plans capex of {sum}",
    "reportedly plans capex of {sum}",
    "denies capex of {sum}",
    "cancels capex of {sum}",
)
_CAPEX_PAST = _Verbs(
    "spent {sum} on capex",
    "reportedly spent {sum} on capex",
    "denies capex of {sum}",
    "cancelled capex of {sum}",
)
_CONTRACT = _Verbs(
    "signs a contract of {sum} with {other}",
    "reportedly plans a contract of {sum} with {other}",
    "denies a contract of {sum} with {other}",
    "cancels a contract of {sum} with {other}",
)
_CONTRACT_ALONE = _Verbs(
    "signs AI contracts of {sum}",
    "reportedly plans AI contracts of {sum}",
    "denies AI contracts of {sum}",
    "cancels AI contracts of {sum}",
)
_STAKE = _Verbs(
    "invests {sum} in {other}",
    "reportedly plans to invest {sum} in {other}",
    "denies plans to invest {sum} in {other}",
    "drops plans to invest {sum} in {other}",
)
_STAKE_ALONE = _Verbs(
    "invests {sum} in an AI company",
    "reportedly plans to invest {sum} in an AI company",
    "denies plans to invest {sum} in an AI company",
    "drops plans to invest {sum} in an AI company",
)
_LEAD = _Verbs(
    "leads a round of {sum} for {other}",
    "reportedly leads a round of {sum} for {other}",
    "denies leading a round of {sum} for {other}",
    "no longer leads a round of {sum} for {other}",
)
_RAISE = _Verbs(
    "raises {sum}",
    "reportedly plans to raise {sum}",
    "denies plans to raise {sum}",
    "drops plans to raise {sum}",
)
_ACQUISITION = _Verbs(
    "buys {other} for {sum}",
    "reportedly plans to buy {other} for {sum}",
    "denies plans to buy {other} for {sum}",
    "drops plans to buy {other} for {sum}",
)
_FUND = _Verbs(
    "funds AI with {sum}",
    "reportedly plans to fund AI with {sum}",
    "denies plans to fund AI with {sum}",
    "cancels AI funding of {sum}",
)


def headline(figure: Figure, published: date | None = None) -> str:
    """Return the figure as the headline of its story.

    Args:
        figure: Of a spend kind; any other is named, not told.
        published: Day of its source, which tells capital expenditure planned from that of a year gone by;
            None means "not stated".
    """
    who, verbs = _subject(figure), _verbs(figure, published)
    other = figure.counterparty or ("an AI company" if figure.kind is not Kind.CONTRACT else "a supplier")
    if verbs is None:
        sure = "" if figure.certainty is Certainty.ANNOUNCED else f", {figure.certainty}"
        line = f"{who}: {figure.kind.label.lower()} of {sum_of(figure)}{sure}"
    else:
        line = f"{who} {verbs.of(figure.certainty).format(sum=sum_of(figure), other=other)}"
    return f"{line} {over(figure.period)}" if figure.period else line


def headline_of(alert: Alert) -> str:
    """Return an alert's first line: `Alibaba pledges CN¥380B ($53B) for AI over 3 years`."""
    published = alert.source.published
    return headline(alert.figure, published.date() if published else None)


def payers(figure: Figure) -> str | None:
    """Return who pays, joint payers included; None where nobody in particular is named."""
    names = tuple(name for name in (figure.org, *figure.org_alt) if name)
    return and_(names, most=5) or None


def aside(figure: Figure) -> str:
    """Return a figure as a few words beside another's story: `Microsoft $80B capital expenditure, in FY2025`."""
    who = payers(figure) or figure.counterparty
    words = f"{sum_of(figure)} {figure.kind.label.lower()}"
    if figure.certainty is not Certainty.ANNOUNCED:
        words += f" ({figure.certainty})"
    if figure.period:
        words += f", {over(figure.period)}"
    return f"{who} {words}" if who else words


def _subject(figure: Figure) -> str:
    if figure.org is None:
        if figure.kind is Kind.STAKE and figure.counterparty:
            return figure.counterparty
        return "An unnamed payer"
    return f"{figure.org}, with {and_(figure.org_alt, most=2)}," if figure.org_alt else figure.org


def _verbs(figure: Figure, published: date | None) -> _Verbs | None:
    match figure.kind:
        case Kind.PLEDGE:
            return _PLEDGE
        case Kind.CAPEX:
            return _capex(figure, published)
        case Kind.CONTRACT:
            return _CONTRACT if figure.counterparty else _CONTRACT_ALONE
        case Kind.STAKE if figure.org is None and figure.counterparty:
            return _RAISE
        case Kind.STAKE if figure.role is Role.LEAD:
            return _LEAD
        case Kind.STAKE:
            return _STAKE if figure.counterparty else _STAKE_ALONE
        case Kind.ACQUISITION:
            return _ACQUISITION
        case Kind.FUND:
            return _FUND
        case _:
            return None


def _capex(figure: Figure, published: date | None) -> _Verbs:
    """Tell plan from result where calendar and figure can; a fiscal year may be either, and no result is a range."""
    period = figure.period
    if period is None or published is None:
        return _CAPEX
    if years_of(period) or period.startswith("by "):
        return _CAPEX_AHEAD
    if period.isdecimal() and len(period) == len("YYYY"):
        past = _CAPEX if figure.high or figure.qualifier is Qualifier.UP_TO else _CAPEX_PAST
        return past if int(period) < published.year else _CAPEX_AHEAD
    return _CAPEX
