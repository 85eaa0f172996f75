"""Alerts: whether one story is worth a post in one channel, and why or why not."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.figures import Figure


class Reason(StrEnum):
    """Why an entry alerts in a channel, or does not."""

    ALERT = "alert"
    NO_MONEY = "no_money"
    NO_SPEND = "no_spend"
    NOT_AI = "not_ai"
    NOT_NEWS = "not_news"
    NO_PAYER = "no_payer"
    BELOW_MINIMUM = "below_minimum"
    KIND_NOT_FOLLOWED = "kind_not_followed"
    CERTAINTY_NOT_FOLLOWED = "certainty_not_followed"
    COMPANY_NOT_FOLLOWED = "company_not_followed"
    COUNTRY_NOT_FOLLOWED = "country_not_followed"
    KEYWORD_MISSING = "keyword_missing"
    KEYWORD_EXCLUDED = "keyword_excluded"
    ALREADY_POSTED = "already_posted"
    BASELINE = "baseline"
    TOO_OLD = "too_old"


@dataclass(frozen=True, slots=True)
class Source:
    """An article that tells the story.

    Attributes:
        outlet: As shown to readers.
        link: http(s) address; None means "not stated".
        title: Plain text.
        published: Aware, UTC; None means "not stated".
    """

    outlet: str
    link: str | None
    title: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Alert:
    """One story for one channel: all that its message shows.

    Attributes:
        id: Deterministic in story and channel, so that deciding twice gives one alert.
        version: From 1; each change of the message is a new one.
        followed: Why this channel gets it, for people: "#ai-spend follows any payer from $1B".
        figure: The headline figure that met the rules, the largest where several did.
        others: The entry's other figures worth a line: further headline figures first.
        summary: At most two sentences of the entry, plain text; may be empty.
        evidence: The words the decision rests on.
    """

    id: str
    story: str
    channel: str
    version: int
    figure: Figure
    others: tuple[Figure, ...]
    summary: str
    source: Source
    followed: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skip:
    """No post, and why.

    Attributes:
        reason: A member of the closed list.
        detail: The values compared, for people: "US$0.6B is below US$1B".
    """

    reason: Reason
    detail: str = ""
