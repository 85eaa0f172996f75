"""Values to rows and back, so that what is stored comes back as it went.

An alert and a story's figure are kept as JSON snapshots: they show what was decided then, whatever is read later.
"""

from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from bot.core.alerts import Alert
from bot.core.facts import LIVE, Fact
from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.money import Money
from bot.core.stories import Story
from bot.ports import Judged
from bot.store.columns import whole_dollars

_ALERTS = TypeAdapter(Alert)
_FIGURES = TypeAdapter(Figure)
_FACT_FIELDS = tuple(field.name for field in fields(Fact))
_FIGURE_FIELDS = tuple(field.name for field in fields(Figure))


def dump_alert(alert: Alert) -> str:
    """Return an alert as JSON: Decimals as strings, times with their zone."""
    return _ALERTS.dump_json(alert).decode()


def load_alert(snapshot: str) -> Alert:
    """Return the alert a snapshot was made of, its time in UTC."""
    alert = _ALERTS.validate_json(snapshot)
    return replace(alert, source=replace(alert.source, published=_utc(alert.source.published)))


def story_row(story: Story) -> dict[str, Any]:
    """Return the row of table `stories`."""
    return {
        "id": story.id,
        "figure": _FIGURES.dump_json(story.figure).decode(),
        "title": story.title,
        "first_seen": story.first_seen,
        "published": story.published,
    }


def story_of(row: RowMapping) -> Story:
    """Return the story of a row of table `stories`."""
    return Story(
        id=row["id"],
        figure=_FIGURES.validate_json(row["figure"]),
        title=row["title"],
        first_seen=row["first_seen"],
        published=row["published"],
    )


def entry_row(feed: str, judged: Judged, at: datetime) -> dict[str, Any]:
    """Return the row of table `entries`."""
    entry, verdict = judged.entry, judged.verdict
    return {
        "feed": feed,
        "id": entry.id,
        "link": entry.link,
        "outlet": entry.outlet,
        "title": entry.title,
        "text": entry.text,
        "published": entry.published,
        "language": entry.language,
        "stored_at": at,
        "summary": judged.summary,
        "relevant": verdict.relevant,
        "rule": verdict.rule,
        "evidence": verdict.evidence,
    }


def figure_row(entry: int, figure: Figure) -> dict[str, Any]:
    """Return the row of table `figures`; `entry` is the number of its entry's row."""
    row = {name: getattr(figure, name) for name in _FIGURE_FIELDS}
    return row | {"entry": entry, "also": [[str(money.amount), money.currency] for money in figure.also]}


def figure_of(row: RowMapping) -> Figure:
    """Return the figure of a row of table `figures`."""
    values = {name: row[name] for name in _FIGURE_FIELDS}
    values |= _closed_lists(row)
    values["also"] = tuple(Money(Decimal(amount), currency) for amount, currency in row["also"])
    return Figure(**values)


def fact_row(fact: Fact, *, shipped: bool) -> dict[str, Any]:
    """Return the row of table `facts`."""
    return asdict(fact) | {"shipped": shipped}


def fact_of(row: RowMapping) -> Fact:
    """Return the fact of a row of table `facts`."""
    return Fact(**{name: row[name] for name in _FACT_FIELDS} | _closed_lists(row))


def fact_org_rows(fact: Fact) -> list[dict[str, Any]]:
    """Return a row of table `fact_orgs` for payer, joint payers and counterparty each, one a name."""
    names = {name.casefold(): name for name in (fact.counterparty, *fact.org_alt, fact.org) if name}
    return [
        {
            "org": org,
            "fact": fact.id,
            "name": name,
            "announced": fact.announced,
            "dollars": whole_dollars(fact.usd),
        }
        for org, name in names.items()
    ]


def story_fact(story: Story, judged: Judged) -> Fact | None:
    """Return what a new story adds to the ledger; None where nobody in particular spends.

    Its day is that of publication, else that on which the story was first seen.
    """
    figure, entry = story.figure, judged.entry
    if figure.org is None or not figure.kind.is_spend:
        return None
    return Fact(
        id=f"{LIVE}{story.id}",
        announced=(story.published or story.first_seen).astimezone(UTC).date().isoformat(),
        org=figure.org,
        kind=figure.kind,
        amount=figure.amount,
        currency=figure.currency,
        high=figure.high,
        usd=figure.usd,
        usd_high=figure.usd_high,
        org_alt=figure.org_alt,
        role=figure.role,
        counterparty=figure.counterparty,
        period=figure.period,
        qualifier=figure.qualifier,
        purpose=figure.purpose,
        certainty=figure.certainty,
        source_url=entry.link,
        source_outlet=entry.outlet,
    )


def _closed_lists(row: RowMapping) -> dict[str, Any]:
    return {
        "kind": Kind(row["kind"]),
        "role": Role(row["role"]),
        "qualifier": Qualifier(row["qualifier"]),
        "certainty": Certainty(row["certainty"]),
    }


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)
