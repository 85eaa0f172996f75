"""The shapes of the files in `config/`, as pydantic models that refuse what they do not know.

A key whose value is left empty counts as absent, so that a line can be kept and its value taken out. Turning what fits
into the core's own values is `files`' work.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from enum import StrEnum
from ipaddress import ip_address
from typing import Annotated, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.core.amounts import parse_amount
from bot.core.cadences import Every
from bot.core.hours import parse_day, parse_duration, parse_hour, parse_most, parse_truth, parse_weekday, parse_zone
from bot.core.kinds import SPEND, Certainty, Kind
from bot.core.money import Money
from bot.core.rules import Layout, Updates

COUNTRIES = frozenset(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET EU FI FJ FK FM "
    "FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT "
    "JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN "
    "MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT "
    "PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL "
    "TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split()
)
"""ISO 3166-1 alpha-2, and `EU`."""

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def _read_by(parse: Callable[[str], T], expected: str) -> BeforeValidator:
    """Return a validator for a value that is written as one text."""

    def read(value: object) -> T:
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"expected {expected}")
        return parse(value.strip())

    return BeforeValidator(read)


def _matching(pattern: str, expected: str) -> BeforeValidator:
    """Return a validator for a text of a certain form."""

    def parse(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"{value!r}: expected {expected}")
        return value

    return _read_by(parse, expected)


def _country(value: str) -> str:
    if value.upper() == "UK":
        raise ValueError(f"{value!r} is no ISO country code; the United Kingdom is GB")
    if value.upper() not in COUNTRIES:
        raise ValueError(f"{value!r} is no ISO country code; expected two letters like CN, US or EU")
    return value.upper()


def _one_of(members: Iterable[E], what: str) -> BeforeValidator:
    """Return a validator for a member of a closed list."""
    known = {str(member): member for member in members}
    *most, last = known

    def parse(value: str) -> E:
        if value not in known:
            raise ValueError(f"{value!r} is no {what}; expected {', '.join(most)} or {last}")
        return known[value]

    return _read_by(parse, f"a {what}")


def _every(value: str) -> timedelta:
    interval = parse_duration(value)
    if not timedelta(minutes=1) <= interval <= timedelta(days=7):
        raise ValueError(f"{value!r}: expected at least 1m and at most 7d")
    return interval


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 and not re.search(r"\s", value)
    except ValueError:
        whole = False
    if not whole:
        raise ValueError(f"{value!r} is no web address; expected one that begins with https:// or http://")
    if parts.username or parts.password:
        raise ValueError("a web address here must not hold a user name or password")
    return value


def _host(value: str) -> str:
    try:
        return str(ip_address(value))
    except ValueError:
        if not re.fullmatch(r"(?!-)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", value):
            raise ValueError(
                f"{value!r}: expected the name or address of a host, like wiki.internal or 10.0.0.7"
            ) from None
        return value.lower()


def _not_empty(value: object) -> object:
    if value == []:
        raise ValueError("is empty; expected at least one")
    return value


def _off(value: object) -> object:
    """Take `off` for keys that say nothing."""
    return {} if value == "off" else value


Some = BeforeValidator(_not_empty)
Text = Annotated[str, _read_by(str, "a text")]
Amount = Annotated[Money, _read_by(parse_amount, "an amount like $1B, 500 million EUR or RMB 10 billion")]
Interval = Annotated[timedelta, _read_by(_every, "a duration like 10m, 2h or 1d")]
Url = Annotated[str, _read_by(_url, "a web address")]
Host = Annotated[str, _read_by(_host, "the name or address of a host")]
Country = Annotated[str, _read_by(_country, "a country code like CN")]
Language = Annotated[str, _matching(r"[a-z]{2}", "a language code of two letters, like en or zh")]
Day = Annotated[datetime, _read_by(parse_day, "a day like 2026-12-01")]
Hour = Annotated[time, _read_by(parse_hour, "a time of day like 22:00")]
Zone = Annotated[ZoneInfo, _read_by(parse_zone, "a time zone like Europe/Berlin")]
Truth = Annotated[bool, _read_by(parse_truth, "true or false")]
Most = Annotated[int, _read_by(parse_most, "a whole number from 1 to 9999, or off")]
Contact = Annotated[
    str, _matching(r"\S+@\S+\.\S+|https?://\S+", "a mail or web address where a site's owner can reach you")
]
Channel = Annotated[
    str,
    _matching(
        r"[CG][A-Z0-9]{2,}", "a channel's id like C0123ABC (in Slack: open the channel's details, at the bottom)"
    ),
]
User = Annotated[str, _matching(r"[UW][A-Z0-9]{2,}", "a member's id like U0123ABC (in Slack: profile, Copy member ID)")]
SpendKind = Annotated[Kind, _one_of((kind for kind in Kind if kind in SPEND), "kind of spending")]
Sure = Annotated[Certainty, _one_of(Certainty, "certainty")]
Size = Annotated[Layout, _one_of(Layout, "layout")]
Often = Annotated[Every, _one_of(Every, "way to send digests")]
Weekday = Annotated[int, _read_by(parse_weekday, "a day of the week, like monday")]
Way = Annotated[Updates, _one_of(Updates, "way to hear of updates")]
OrgType = Annotated[str, _matching(r"[a-z]+", "a word like company, lab, fund, government or investor")]


class Shape(BaseModel):
    """A mapping of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: object) -> object:
        names = {field.alias or name for name, field in cls.model_fields.items()}
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in names}


class Keywords(Shape):
    """Words that an entry must or must not hold."""

    any: tuple[Text, ...] = ()
    none: tuple[Text, ...] = ()


class MuteShape(Shape):
    """What is kept out for a while."""

    what: Text
    until: Day | None = None


class QuietShape(Shape):
    """When what comes is held; nothing said means never."""

    start: Hour | None = Field(default=None, alias="from")
    end: Hour | None = Field(default=None, alias="to")
    zone: Zone | None = None
    weekends: Truth = False

    @model_validator(mode="after")
    def _is_whole(self) -> "QuietShape":
        if (self.start is None) != (self.end is None):
            raise ValueError("from and to go together: one of them is missing")
        if self.start is not None and self.start == self.end:
            raise ValueError(f"from and to are both {self.start:%H:%M}; a day without an end would hold everything")
        if (self.start is not None or self.weekends) and self.zone is None:
            raise ValueError("zone is missing; say whose clock is meant, like Europe/Berlin or UTC")
        return self


class DigestShape(Shape):
    """When a digest of the days before comes; nothing said means never."""

    every: Often = Every.OFF
    at: Hour = time(9)
    zone: Zone | None = None
    day: Weekday | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> "DigestShape":
        if self.every is not Every.OFF and self.zone is None:
            raise ValueError("zone is missing; say whose clock is meant, like Europe/Berlin or UTC")
        if self.day is not None and self.every is not Every.WEEKLY:
            raise ValueError("day goes with every: weekly alone")
        return self


class Follow(Shape):
    """What may be said of all channels (`defaults`) or of one; None means "not said here"."""

    min: Amount | None = None
    kinds: Annotated[tuple[SpendKind, ...], Some] | None = None
    certainty: Annotated[tuple[Sure, ...], Some] | None = None
    companies: tuple[Text, ...] | None = None
    countries: tuple[Country, ...] | None = None
    keywords: Keywords | None = None
    updates: Way | None = None
    languages: tuple[Language, ...] | None = None
    feeds: tuple[Text, ...] | None = None
    mute: tuple[MuteShape, ...] | None = None
    quiet: Annotated[QuietShape, BeforeValidator(_off)] | None = None
    most_an_hour: Most | None = None
    layout: Size | None = None
    digest: Annotated[DigestShape, BeforeValidator(_off)] | None = None


class FollowIn(Follow):
    """What one channel follows."""

    channel: Channel
    name: Text | None = None


class OperatorShape(Shape):
    """Whom the bot tells of its own troubles, and who may steer it."""

    channel: Channel | None = None
    admins: tuple[User, ...] = ()


class WatchlistFile(Shape):
    """`watchlist.yaml`."""

    defaults: Follow = Follow()
    channels: Annotated[tuple[FollowIn, ...], Some]
    operator: OperatorShape = OperatorShape()


class FeedShape(Shape):
    """One feed."""

    name: Text
    url: Url
    every: Interval = timedelta(minutes=10)
    language: Language | None = None


class FeedsFile(Shape):
    """`feeds.yaml`."""

    contact: Contact
    allow_private: tuple[Host, ...] = ()
    feeds: Annotated[tuple[FeedShape, ...], Some]


class OrgShape(Shape):
    """One organisation."""

    name: Text
    aliases: tuple[Text, ...] = ()
    country: Country | None = None
    type: OrgType | None = None
    masks: tuple[Text, ...] = Field(default=(), alias="not")
