"""The words that a query is made of, beside names: kinds, bounds of time and size, order, pages.

Tables, and the one reading of each; a name that is longer than the words it begins with is no business of this module.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.amounts import parse_amount
from bot.core.kinds import Kind
from bot.core.moments import YEARS, Moment, after, before, read_moment, year_in
from bot.core.money import Money
from bot.core.query import Sort
from bot.core.typed import Word, norm


@dataclass(frozen=True, slots=True)
class Reading:
    """What some words of a query say.

    Attributes:
        taken: How many words were read.
        compares: Whether what stands beside them is compared.
        marks_country: Whether the next words are the name of a country rather than of its government.
    """

    taken: int
    kinds: tuple[Kind, ...] = ()
    years: tuple[int, ...] = ()
    since: str | None = None
    until: str | None = None
    minimum: Money | None = None
    top: int | None = None
    sort: Sort | None = None
    page: int | None = None
    compares: bool = False
    marks_country: bool = False


TOP = 10
"""How many a list of the largest has where no number is typed."""

_KINDS: dict[str, tuple[Kind, ...]] = {
    norm(phrase): kinds
    for kinds, phrases in (
        ((Kind.CAPEX,), "capex|cap ex|capital expenditure|capital expenditures|capital spending|capital expense"
         "|capital expenses|capital outlay|capital outlays|investitionsausgaben"),
        ((Kind.PLEDGE,), "pledge|pledges|pledged|investment pledge|investment pledges|commitment|commitments|promise"
         "|promises"),
        ((Kind.CONTRACT,), "contract|contracts|deal|deals|order|orders|agreement|agreements|purchase|purchases"),
        ((Kind.STAKE,), "stake|stakes|equity|equity stake|equity stakes|round|rounds|funding round|funding rounds"
         "|financing round|financing rounds|raise|raises"),
        ((Kind.ACQUISITION,), "acquisition|acquisitions|m&a|takeover|takeovers|merger|mergers|buyout|buyouts"),
        ((Kind.FUND,), "fund|funds|fund or programme|programme|programmes|program|programs|grant|grants|subsidy"
         "|subsidies"),
        ((Kind.PLEDGE, Kind.STAKE), "investment|investments"),
    )
    for phrase in phrases.split("|")
}  # fmt: skip
_SORTS: dict[str, Sort] = {
    **dict.fromkeys(
        ("by size", "by amount", "by sum", "biggest first", "largest first", "largest", "biggest"), Sort.SIZE
    ),
    **dict.fromkeys(
        ("by date", "by time", "newest", "latest", "recent", "newest first", "latest first", "most recent"), Sort.DATE
    ),
}  # fmt: skip
_COMPARES = frozenset("vs v versus compare compared comparing comparison against".split())
_COUNTRY = frozenset(("country", "countries", "from", "paid from", "companies from", "in", "by"))
_DROPPED = frozenset(
    "a an and all ai any are by did do does figures for from had has have how in into is its led list me much "
    "money of on or our out paid pay pays please show spend spending spends spent sort sorted than the "
    "their them to what which who with would you number numbers company companies country countries kind "
    "kinds year years over first government".split()
)
_SINCE, _UNTIL = (
    frozenset(("since", "from", "starting", "as of")),
    frozenset(("until", "till", "to", "through", "up to")),
)
_AFTER, _BEFORE = frozenset(("after",)), frozenset(("before", "prior to"))
_WITHIN = frozenset(("in", "during", "within", "of", "for"))
_MINIMUM = frozenset(
    ("min", "minimum", "at least", "over", "above", "more than", "larger than", "bigger than", "from", "exceeding")
)
_LONGEST = 4

EXPECTED = frozenset(word for phrase in (*_KINDS, *_SORTS) for word in phrase.split() if len(word) > 3) | frozenset(
    ("since", "until", "versus", "compare", "during", "minimum", "largest", "biggest", "page")
)
"""Words that a word of four letters and more may be a slip of."""


def read(words: Sequence[Word], today: date) -> Reading | None:
    """Read what some words begin with; None where it is no word of the grammar.

    >>> from bot.core.typed import words_of
    >>> day = date(2025, 8, 9)
    >>> read(words_of("capital expenditures of"), day) == Reading(2, kinds=(Kind.CAPEX,))
    True
    >>> read(words_of("since march"), day).since, read(words_of("top ten"), day).top, read(words_of("ohio"), day)
    ('2025-03', 10, None)
    """
    ahead = list(_unquoted(words))
    if not ahead:
        return None
    forms, texts = [word.form for word in ahead], [word.text for word in ahead]
    return (
        _minimum(forms, texts)
        or _bound(forms, texts, today)
        or _top(forms)
        or _page(forms)
        or _listed(forms)
        or _years(texts)
        or _time(texts, today)
        or _amount(texts)
        or _small(forms)
    )


def _unquoted(words: Sequence[Word]) -> Sequence[Word]:
    return words[: next((n for n, word in enumerate(words[:_REACH]) if word.is_quoted), _REACH)]


def _beginning(forms: Sequence[str], phrases: "frozenset[str] | Mapping[str, object]") -> int:
    """Return of how many words the longest of some phrases is that the words begin with."""
    return next((n for n in range(min(_LONGEST, len(forms)), 0, -1) if " ".join(forms[:n]) in phrases), 0)


def _listed(forms: Sequence[str]) -> Reading | None:
    skipped = 1 if forms[0] in ("kind", "kinds", "sort", "sorted") and len(forms) > 1 else 0
    rest = forms[skipped:]
    if n := _beginning(rest, _KINDS):
        return Reading(skipped + n, kinds=_KINDS[" ".join(rest[:n])])
    if n := _beginning(rest, _SORTS):
        return Reading(skipped + n, sort=_SORTS[" ".join(rest[:n])])
    return None


def _minimum(forms: Sequence[str], texts: Sequence[str]) -> Reading | None:
    if match := _SIGN.fullmatch(texts[0]):
        rest, n = [match["rest"], *texts[1:]] if match["rest"] else texts[1:], 1
        if found := _money(rest):
            return Reading(n + found[1] - bool(match["rest"]), minimum=found[0])
    n = _beginning(forms, _MINIMUM)
    found = _money(texts[n:]) if n else None
    if found is None or (forms[0] == "from" and year_in(texts[n]) is not None):
        return None
    return Reading(n + found[1], minimum=found[0])


def _amount(texts: Sequence[str]) -> Reading | None:
    """Read a sum that stands alone: only a scale or a currency makes a number one."""
    found = _money(texts)
    if found is None or all(text.isdigit() for text in texts[: found[1]]):
        return None
    return Reading(found[1], minimum=found[0])


def _money(texts: Sequence[str]) -> tuple[Money, int] | None:
    """Return the longest sum that the words begin with, one that reads the same when it is printed."""
    for n in range(min(_LONGEST, len(texts)), 0, -1):
        try:
            money = parse_amount(" ".join(texts[:n]).removesuffix("+"))
            is_country = texts[n - 1].casefold() == "us"  # `over 1bn US deals`
            if not is_country and parse_amount(f"{money.amount:f} {money.currency}") == money:
                return money, n
        except ValueError:
            continue
    return None


def _bound(forms: Sequence[str], texts: Sequence[str], today: date) -> Reading | None:
    if forms[0] == "between" and (first := read_moment(texts[1:], today)):
        n = 1 + first.taken
        if len(forms) > n + 1 and forms[n] in ("and", "to") and (last := read_moment(texts[n + 1 :], today)):
            return Reading(n + 1 + last.taken, since=first.first, until=last.last)
    for phrases, bound in (
        (_SINCE, _since),
        (_UNTIL, _until),
        (_AFTER, _later),
        (_BEFORE, _earlier),
        (_WITHIN, _within),
    ):
        n = _beginning(forms, phrases)
        if n and (moment := read_moment(texts[n:], today)):
            return bound(n + moment.taken, moment)
    return None


def _since(taken: int, moment: Moment) -> Reading:
    return Reading(taken, since=moment.first)


def _until(taken: int, moment: Moment) -> Reading:
    return Reading(taken, until=moment.last)


def _later(taken: int, moment: Moment) -> Reading:
    following = after(moment.last)
    return Reading(taken, since=following if int(following[:4]) in YEARS else moment.last)


def _earlier(taken: int, moment: Moment) -> Reading:
    last = before(moment.first)
    return Reading(taken, until=last if int(last[:4]) in YEARS else moment.first)


def _within(taken: int, moment: Moment) -> Reading:
    """A whole year is that of the figures; a shorter time is that of their announcement."""
    if len(moment.first) == len("YYYY") and moment.first == moment.last:
        return Reading(taken, years=(int(moment.first),))
    return Reading(taken, since=moment.first, until=moment.last)


def _years(texts: Sequence[str]) -> Reading | None:
    match = _SPAN.fullmatch(texts[0].casefold())
    if match is None:
        return None
    first, last = int(match["first"]), int(match["last"])
    last = last if last > 99 else first // 100 * 100 + last
    if first not in YEARS or last not in YEARS or not 0 < last - first <= _MOST_YEARS:
        return None
    return Reading(1, years=tuple(range(first, last + 1)))


def _time(texts: Sequence[str], today: date) -> Reading | None:
    moment = read_moment(texts, today)
    is_word = moment is not None and moment.taken == 1 and texts[0].casefold() in _MAY_BE_WORDS
    return None if moment is None or is_word else _within(moment.taken, moment)


def _top(forms: Sequence[str]) -> Reading | None:
    glued = _GLUED_TOP.fullmatch(forms[0])
    if glued:
        return Reading(1, top=int(glued["number"]))
    if forms[0] in _TOPS:
        counted = _number(forms[1]) if len(forms) > 1 else None
        if counted is None and forms[0] != "top":
            return None
        return Reading(1 + (counted is not None), top=counted or TOP)
    counted = _number(forms[0])
    if counted is not None and len(forms) > 1 and forms[1] in _TOPS:
        return Reading(2, top=counted)
    return None


def _page(forms: Sequence[str]) -> Reading | None:
    if forms[0] in ("more", "next"):
        return Reading(1, page=2)
    glued = _GLUED_PAGE.fullmatch(" ".join(forms[:2])) or _GLUED_PAGE.fullmatch(forms[0])
    if glued is None:
        return None
    return Reading(1 + (" " in glued[0]), page=int(glued["number"]))


def _small(forms: Sequence[str]) -> Reading | None:
    if forms[0] in _COMPARES:
        return Reading(1, compares=True)
    if n := _beginning(forms, _COUNTRY):
        return Reading(n, marks_country=True)
    return Reading(1) if forms[0] in _DROPPED or not forms[0] else None


def _number(form: str) -> int | None:
    if re.fullmatch("[1-9][0-9]{0,2}", form):
        return int(form)
    return _SPELT.get(form)


_REACH = 6
"""Words that are looked at from one on."""
_MOST_YEARS = 12
_SIGN = re.compile(r"(?:>=?|≥)\s?(?P<rest>.*)")
_SPAN = re.compile(r"(?:fy)?(?P<first>[0-9]{4})-(?:fy)?(?P<last>[0-9]{4}|[0-9]{2})")
_GLUED_TOP = re.compile("top(?P<number>[1-9][0-9]{0,2})")
_GLUED_PAGE = re.compile("(?:page|p|pg) ?(?P<number>[1-9][0-9]{0,2})")
_TOPS = frozenset(("top", "largest", "biggest"))
_SPELT = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_MAY_BE_WORDS = frozenset(("may", "march", "mar", "jun", "sun", "sept", "dec", "jan", "april", "june", "august"))
"""Months that are taken for words where nothing beside them says otherwise."""
