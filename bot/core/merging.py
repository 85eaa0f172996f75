"""The same money told twice: in title and text, in two currencies, rounded; joined into one draft.

Equal sums of different payers stay apart, unless the title tells the sum: an entry names its own news once.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.core.drafts import Draft
from bot.core.figures import Figure
from bot.core.kinds import Kind, Qualifier
from bot.core.money import Money, Rates
from bot.core.page import Page

SAME = Decimal("0.006")
"""Share of a sum within which another one is the same."""
_ROUNDED = Decimal("0.025")
_HEDGED = Decimal("0.08")
_CERTAIN = 2.5
"""Score from which what is no spending stays none, whatever another sentence says."""
_CONVERTED = Decimal("0.04")
_EQUITY = frozenset({Kind.STAKE, Kind.ACQUISITION})
_BUILDING = frozenset({Kind.PLEDGE, Kind.CAPEX, Kind.FUND})


def merge(page: Page, drafts: Sequence[Draft], rates: Rates) -> list[Draft]:
    """Join drafts that are the same money told twice, in the order in which they first stand.

    Args:
        page: The entry.
        drafts: In the order in which they stand.
        rates: To see one sum in two currencies.
    """
    merged: list[Draft] = []
    for draft in drafts:
        place = next((i for i, old in enumerate(merged) if _is_same(old, draft)), None)
        if place is None:
            place = next(
                (i for i, old in enumerate(merged) if _is_converted(old, draft, drafts, rates, page.published)), None
            )
        if place is None:
            merged.append(draft)
        else:
            merged[place] = _joined(merged[place], draft)
    return merged


def _is_same(old: Draft, new: Draft) -> bool:
    """Say whether two drafts are the same money: near enough in some currency, and no other payer, kind or period."""
    a, b = old.figure, new.figure
    if (old.titled or new.titled) and (a.amount, a.high, a.currency) == (b.amount, b.high, b.currency):
        return True
    return _is_near(old, new) and _may_be_one(old, new)


def _is_near(old: Draft, new: Draft) -> bool:
    """Say whether two drafts are near enough in some currency, whoever pays them."""
    a, b = old.figure, new.figure
    if a.currency != b.currency and not (a.also or b.also):
        return False
    if (a.high is None) != (b.high is None):
        either = a if a.high else b
        other = b if a.high else a
        tops = other.amount == either.high and other.qualifier is Qualifier.UP_TO
        return (tops or (other.amount == either.high and old.sentence.in_title)) and a.currency == b.currency
    for x in (Money(a.amount, a.currency), *a.also):
        for y in (Money(b.amount, b.currency), *b.also):
            if x.currency != y.currency:
                continue
            most = max(x.amount, y.amount)
            if not most:  # ranges that begin at nothing
                return a.high == b.high
            gap = abs(x.amount - y.amount) / most
            if gap <= SAME or (gap <= _HEDGED and a.kind == b.kind and _rounds(x, y, a, b)):
                return True
    return False


def _is_converted(old: Draft, new: Draft, all_: Sequence[Draft], rates: Rates, day: date | None) -> bool:
    """Say whether title and text tell the same money in two currencies without saying so."""
    a, b = old.figure, new.figure
    if not old.sentence.in_title or a.currency == b.currency or a.high is not None or b.high is not None:
        return False
    if any(_is_same(old, d) for d in all_ if not d.sentence.in_title):
        return False
    one = rates.rate(a.currency, day)
    other = rates.rate(b.currency, day)
    if one is None or other is None or not _may_be_one(old, new):
        return False
    x, y = a.amount * one.usd, b.amount * other.usd
    return abs(x - y) <= _CONVERTED * max(x, y)


def _may_be_one(old: Draft, new: Draft) -> bool:
    """Say whether payer, kind and period allow two drafts to be the same money."""
    a, b = old.figure, new.figure
    if a.org and b.org and not {a.org, *a.org_alt} & {b.org, *b.org_alt} and old.stated and new.stated:
        return False
    in_title = old.sentence.in_title or new.sentence.in_title
    if not in_title and {a.kind, b.kind} & _EQUITY and {a.kind, b.kind} & _BUILDING and min(old.score, new.score) > 0:
        return False
    if a.kind.is_spend != b.kind.is_spend and old.score > 0 and new.score > 0 and not in_title:
        return False
    return not (not in_title and a.period and b.period and a.period != b.period)


def _rounds(x: Money, y: Money, a: Figure, b: Figure) -> bool:
    """Say whether one sum is the other rounded: "$14B" for "$14.2 billion", "over $50 billion" for "$53 billion"."""
    rough, fine, of = (x, y, a) if len(_digits(x)) < len(_digits(y)) else (y, x, b)
    if len(_digits(rough)) >= len(_digits(fine)):
        return False
    step = Decimal(1).scaleb(rough.amount.adjusted() - len(_digits(rough)) + 1)
    if abs(rough.amount - fine.amount) * 2 <= step and abs(rough.amount - fine.amount) <= _ROUNDED * fine.amount:
        return True
    return of.qualifier is Qualifier.AT_LEAST and rough.amount < fine.amount


def _payer(told: Figure, other: Figure) -> str | None:
    """Return who pays by the draft that tells it, or by the other one where both are of one round without a lead."""
    same_round = told.kind is other.kind is Kind.STAKE and told.counterparty == other.counterparty
    return told.org or (other.org if told.counterparty is None or same_round else None)


def _digits(sum_: Money) -> str:
    """Return the significant digits of a sum."""
    return "".join(map(str, sum_.amount.normalize().as_tuple().digits))


def _joined(old: Draft, new: Draft) -> Draft:
    """Join two drafts of the same money: the body's first statement counts, what one lacks the other gives."""
    body_first = old.sentence.in_title and not new.sentence.in_title
    main, side = (new, old) if body_first else (old, new)
    surer = main if main.score >= side.score - 1.0 else side
    payer = main if main.stated or not side.stated else side
    priced = main.figure.kind is Kind.MARKET_VALUE and side.figure.kind is Kind.ACQUISITION  # what is paid for it
    certain = not main.figure.kind.is_spend and main.score > _CERTAIN and not priced
    if certain:
        surer = main
    elif side.figure.counterparty is not None and side.figure.kind.is_spend and main.figure.counterparty is None:
        surer = payer = side  # who names the other side says what kind of deal it is, and which side pays
    elif main.figure.counterparty is not None and main.figure.kind.is_spend:
        surer = payer = main
    a, b = main.figure, side.figure
    also = dict.fromkeys((*a.also, *b.also))
    if abs(a.amount - b.amount) > SAME * a.amount or a.currency != b.currency:
        also[Money(b.amount, b.currency)] = None
    also.pop(Money(a.amount, a.currency), None)
    if b.high is not None and a.high is None:
        a = replace(a, quote=b.quote, amount=b.amount, high=b.high, qualifier=b.qualifier, currency=b.currency)
        main = replace(main, sum=side.sum, sentence=side.sentence)
        also = dict.fromkeys(m for m in also if m.currency != b.currency)
    figure = replace(
        a,
        also=tuple(also),
        kind=surer.figure.kind if surer.figure.kind.is_spend or not main.figure.kind.is_spend else main.figure.kind,
        org=_payer(payer.figure, (main if payer is side else side).figure),
        org_alt=payer.figure.org_alt or (b.org_alt if b.org == a.org else ()),
        role=payer.figure.role,
        counterparty=payer.figure.counterparty or surer.figure.counterparty,
        period=a.period or b.period,
        purpose=a.purpose or b.purpose,
        evidence=tuple(dict.fromkeys((*a.evidence, *b.evidence))),
    )
    return replace(
        main,
        figure=figure,
        score=max(main.score, side.score),
        stated=main.stated or side.stated,
        titled=main.titled or side.titled,
    )
