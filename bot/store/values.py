"""Values to rows and back, so that what is stored comes back as it went.

An alert and a story's figure are kept as JSON snapshots: they show what was decided then, whatever is read later.
"""

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, assert_never

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from bot.core.alerts import Alert, Reason, Source
from bot.core.corrections import Correction, RightSum, What
from bot.core.cues import Cue
from bot.core.digest import Digest
from bot.core.entry import Entry, digest
from bot.core.facts import Fact
from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.money import Money
from bot.core.relevance import Verdict
from bot.core.standing import sides, year_of
from bot.core.stories import Story, keys
from bot.core.turns import Fold, Post
from bot.ports import Action, Decision, Judged
from bot.store.columns import whole_dollars
from bot.store.words import searchable


@dataclass(frozen=True, slots=True)
class Traits:
    """What is kept of a story beside its columns; a story of an old version has none."""

    also: tuple[Figure, ...] = ()
    sums: tuple[Money, ...] = ()
    places: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()


_ALERTS = TypeAdapter(Alert)
_TRAITS = TypeAdapter(Traits)
_FOLDS = TypeAdapter(Fold)
_DIGESTS = TypeAdapter(Digest)
_FIGURES = TypeAdapter(Figure)
_FACTS = TypeAdapter(Fact)
_SUMS = TypeAdapter(RightSum)
_ENTRY_FIELDS = tuple(field.name for field in fields(Entry))
_TRAIT_FIELDS = tuple(field.name for field in fields(Traits))
_STORY_FIELDS = tuple(field.name for field in fields(Story) if field.name not in _TRAIT_FIELDS)
_VERDICT_FIELDS = tuple(field.name for field in fields(Verdict))
_DECISION_FIELDS = tuple(field.name for field in fields(Decision))
_CORRECTION_FIELDS = tuple(field.name for field in fields(Correction) if field.name != "id")
_FACT_FIELDS = tuple(field.name for field in fields(Fact))
_FIGURE_FIELDS = tuple(field.name for field in fields(Figure))


def dump_alert(alert: Alert) -> str:
    """Return an alert as JSON: Decimals as strings, times with their zone."""
    return _ALERTS.dump_json(alert).decode()


def load_alert(snapshot: str) -> Alert:
    """Return the alert a snapshot was made of, its time in UTC."""
    return _in_utc(_ALERTS.validate_json(snapshot))


def dump_post(post: Post) -> str:
    """Return what becomes one message as JSON, its alerts as `dump_alert` writes them."""
    match post:
        case Alert():
            return dump_alert(post)
        case Fold():
            return _FOLDS.dump_json(post).decode()
        case Digest():
            return _DIGESTS.dump_json(post).decode()
        case never:
            assert_never(never)


def load_post(action: Action, snapshot: str) -> Post:
    """Return what a snapshot was made of, by what is wanted of Slack with it."""
    match action:
        case Action.FOLD:
            fold = _FOLDS.validate_json(snapshot)
            return replace(fold, alerts=tuple(map(_in_utc, fold.alerts)))
        case Action.DIGEST:
            digest = _DIGESTS.validate_json(snapshot)
            return replace(digest, since=digest.since.astimezone(UTC), until=digest.until.astimezone(UTC))
        case _:
            return load_alert(snapshot)


def story_row(story: Story) -> dict[str, Any]:
    """Return the row of table `stories`."""
    traits = _TRAITS.dump_json(Traits(**_columns(story, _TRAIT_FIELDS)))
    read = {"figure": _FIGURES.dump_json(story.figure).decode(), "traits": traits.decode()}
    return _columns(story, _STORY_FIELDS) | read


def load_figure(snapshot: str) -> Figure:
    """Return the figure that a row of table `stories` keeps."""
    return _FIGURES.validate_json(snapshot)


def filed(story: Story) -> list[dict[str, Any]]:
    """Return the rows of table `story_keys` that a story is found by."""
    return [{"key": key, "story": story.id, "seen": story.first_seen} for key in keys(story)]


def story_of(row: RowMapping) -> Story:
    """Return the story of a row of table `stories`."""
    values: dict[str, Any] = {name: row[name] for name in _STORY_FIELDS}
    traits = _columns(_TRAITS.validate_json(row["traits"]), _TRAIT_FIELDS)
    return Story(**values | traits | {"figure": load_figure(row["figure"])})


def entry_row(feed: str, judged: Judged, at: datetime) -> dict[str, Any]:
    """Return the row of table `entries`."""
    return {"feed": feed, "stored_at": at, "id": judged.entry.id} | _state(judged)


def revision_row(judged: Judged, at: datetime) -> dict[str, Any]:
    """Return what a new state of an entry sets in its row of table `entries`, which keeps its id."""
    return {"revised_at": at} | _state(judged)


def _state(judged: Judged) -> dict[str, Any]:
    columns = _columns(judged.entry, _ENTRY_FIELDS) | _columns(judged.verdict, _VERDICT_FIELDS)
    del columns["id"]
    return columns | {"summary": judged.summary, "digest": digest(judged.entry)}


def entry_of(row: RowMapping) -> Entry:
    """Return the entry of a row of table `entries`."""
    return Entry(**{name: row[name] for name in _ENTRY_FIELDS})


def verdict_of(row: RowMapping) -> Verdict:
    """Return the verdict of a row of table `entries`."""
    return Verdict(**{name: row[name] for name in _VERDICT_FIELDS})


def decision_row(entry: int, decision: Decision, at: datetime) -> dict[str, Any]:
    """Return the row of table `decisions`; `entry` is the number of its entry's row."""
    return _columns(decision, _DECISION_FIELDS) | {"entry": entry, "decided_at": at}


def decision_of(row: RowMapping) -> Decision:
    """Return the decision of a row of table `decisions`."""
    return Decision(row["channel"], Reason(row["reason"]), row["detail"], row["story"])


def figure_row(entry: int, figure: Figure) -> dict[str, Any]:
    """Return the row of table `figures`; `entry` is the number of its entry's row."""
    return _columns(figure, _FIGURE_FIELDS) | {
        "entry": entry,
        "also": [[str(money.amount), money.currency] for money in figure.also],
    }


def figure_of(row: RowMapping) -> Figure:
    """Return the figure of a row of table `figures`."""
    values = {name: row[name] for name in _FIGURE_FIELDS}
    values |= _closed_lists(row)
    values["cue"] = row["cue"] and Cue(row["cue"])
    values["also"] = tuple(Money(Decimal(amount), currency) for amount, currency in row["also"])
    return Figure(**values)


def fact_row(fact: Fact, *, shipped: bool) -> dict[str, Any]:
    """Return the row of table `facts`."""
    return _columns(fact, _FACT_FIELDS) | {"shipped": shipped} | derived_columns(fact)


def derived_columns(fact: Fact) -> dict[str, Any]:
    """Return what table `facts` holds of a fact beside its fields, but for how it stands."""
    return {
        "payer": fact.org.casefold(),
        "year": year_of(fact),
        "dollars": whole_dollars(fact.usd),
        "dollars_high": whole_dollars(fact.usd_high or fact.usd),
    }


def fact_of(row: RowMapping) -> Fact:
    """Return the fact of a row of table `facts`."""
    return Fact(**{name: row[name] for name in _FACT_FIELDS} | _closed_lists(row))


def fact_org_rows(fact: Fact) -> list[dict[str, Any]]:
    """Return a row of table `fact_orgs` for payer, joint payers and counterparty each, one a name."""
    shared = {
        "fact": fact.id,
        "announced": fact.announced,
        "kind": fact.kind.value,
        "up_to": fact.qualifier is Qualifier.UP_TO,
        "reported": fact.certainty is Certainty.REPORTED,
        **{name: value for name, value in derived_columns(fact).items() if name != "payer"},
    }
    return [{"org": org, "name": name, "side": side.value, **shared} for org, (name, side) in sides(fact).items()]


def fact_words_row(fact: Fact, title: str | None) -> dict[str, Any]:
    """Return the row of table `fact_words`.

    Args:
        fact: Any.
        title: Of the story that brought it; None where a file did.
    """
    words = (fact.org, *fact.org_alt, fact.counterparty, fact.purpose, fact.note, title)
    return {"fact": fact.id, "words": searchable("\n".join(filter(None, words)))}


def dump_fact(fact: Fact) -> str:
    """Return a fact as JSON."""
    return _FACTS.dump_json(fact).decode()


def load_fact(snapshot: str) -> Fact:
    """Return the fact a snapshot was made of."""
    return _FACTS.validate_json(snapshot)


def correction_row(correction: Correction) -> dict[str, Any]:
    """Return the row of table `corrections`, without its number."""
    figure = correction.figure
    return _columns(correction, _CORRECTION_FIELDS) | {
        "what": correction.what.value,
        "was": dump_fact(correction.was),
        "figure": None if figure is None else _SUMS.dump_json(figure).decode(),
    }


def correction_of(row: RowMapping) -> Correction:
    """Return the correction of a row of table `corrections`."""
    figure = row["figure"]
    values = {name: row[name] for name in _CORRECTION_FIELDS} | {
        "id": row["number"],
        "what": What(row["what"]),
        "was": load_fact(row["was"]),
        "figure": None if figure is None else _SUMS.validate_json(figure),
    }
    return Correction(**values)


def _columns(value: object, names: tuple[str, ...]) -> dict[str, Any]:
    # dataclasses.asdict copies every value deeply, at ten times the price.
    return {name: getattr(value, name) for name in names}


def _closed_lists(row: RowMapping) -> dict[str, Any]:
    return {
        "kind": Kind(row["kind"]),
        "role": Role(row["role"]),
        "qualifier": Qualifier(row["qualifier"]),
        "certainty": Certainty(row["certainty"]),
    }


def _in_utc(alert: Alert) -> Alert:
    was = alert.was and replace(alert.was, by=_source(alert.was.by))
    return replace(alert, source=_source(alert.source), also=tuple(map(_source, alert.also)), was=was)


def _source(source: Source) -> Source:
    return replace(source, published=utc(source.published))


def utc(moment: datetime | None) -> datetime | None:
    """Return a moment in UTC, as everything here is; JSON gives it back in its own zone."""
    return None if moment is None else moment.astimezone(UTC)
