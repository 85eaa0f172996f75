"""What `/aispend` answers: a company's record, and near names.

A reader without blocks loses nothing: the table's rows stand in `text` too, as far as they fit.
"""

from collections.abc import Sequence
from datetime import date

from bot.core.ledger import Answer, Unknown
from bot.core.phrases import day
from bot.core.query import Query, written
from bot.slack import buttons
from bot.slack import elements as kit
from bot.slack.charts import record_chart
from bot.slack.elements import Block, Message
from bot.slack.help import named
from bot.slack.listed import told
from bot.slack.record import (
    HEAD,
    NO_SOURCE,
    RULE,
    Group,
    Row,
    counted,
    groups_of,
    nothing_on,
    rows_of,
    stranger,
    title_of,
    years_of,
    years_title_of,
)

_ROWS = 12


def render_answer(answer: Answer, today: date) -> Message:
    """Return the record of a company: totals by kind, the newest figures, and how they were counted.

    Args:
        answer: As looked up.
        today: The day the answer is given, shown so that a shared answer can be dated.
    """
    title, query = title_of(answer), answer.query or Query(orgs=(answer.org,))
    shown = rows_of(answer, _ROWS)
    groups = groups_of(answer)
    blocks: list[Block] = [kit.header(title, _id("head"))]
    if said := told(answer):
        blocks.append(kit.context([kit.mrkdwn(said, 600)], _id("understood")))
    blocks += [kit.totals(group.heading, group.totals, _id(group.part)) for group in groups]
    if shown:
        blocks.append(_table(shown))
    else:
        blocks.append(kit.section(nothing_on(kit.mrkdwn(answer.org, 200)), _id("none")))
    if years := years_of(answer):
        lines = [f"*{kit.mrkdwn(years_title_of(answer), kit.LINE)}*", *(kit.mrkdwn(each, 350) for each in years)]
        blocks.append(kit.section("\n".join(lines), _id("years")))
    blocks += record_chart(answer)
    blocks.append(kit.context([_small_print(answer, shown, today)], _id("source")))
    blocks += buttons.row(query, answer.known, -(-answer.known // query.per_page), _id("buttons"))
    told_rows = tuple(map(_line, shown))
    text = _text(answer, title, groups, told_rows, _small_print(answer, shown, today))
    return Message(text, tuple(blocks), told_rows, written(query) if shown else None)


def render_unknown(unknown: Unknown) -> Message:
    """Return the answer to a name nobody is known by, with near names as buttons."""
    line = stranger(kit.mrkdwn(unknown.query, 200))
    near = named(unknown.near)[:5]
    told_near = f"{line} Did you mean {kit.mrkdwn(' or '.join(near), 500)}?" if near else f"{line} {_TRY}"
    said = kit.section(f"{line} Did you mean:" if near else told_near, _id("unknown"))
    return Message(told_near, (said, kit.actions([*buttons.records(near), buttons.how_to_ask()], _id("near"))))


def _table(shown: Sequence[Row]) -> Block:
    rows = [[kit.cell(name) for name in HEAD]]
    for row in shown:
        cells = [kit.cell(text) for text in (row.date, row.figure, row.kind, row.period, row.what)]
        rows.append([*cells, kit.cell(row.source, row.url)])
    wide, right = {"is_wrapped": True}, {"align": "right", "is_wrapped": True}
    return kit.table(rows, [wide, right, wide, wide, wide, wide], _id("newest"))


def _small_print(answer: Answer, shown: Sequence[Row], today: date) -> str:
    if not shown:
        return f"As of {day(today)}"
    sources = len({row.source for row in shown if row.source != NO_SOURCE})
    outlets = f"{sources} source{'' if sources == 1 else 's'}"
    known = f"{counted(answer, len(shown))}, {outlets}"
    return f"As of {day(today)} · {known} · Totals in US dollars at the rates of their days. {RULE}"


def _text(answer: Answer, title: str, groups: Sequence[Group], shown: Sequence[str], small: str) -> str:
    lines = [kit.mrkdwn(title, kit.HEADER), *([kit.mrkdwn(said, 600)] if (said := told(answer)) else [])]
    for group in groups:
        totals = "; ".join(f"{label} {', '.join(value)}" for label, value in group.totals)
        lines.append(kit.mrkdwn(f"{group.heading}: {totals}.", 600))
    if years := years_of(answer):
        lines.append(kit.mrkdwn(f"{years_title_of(answer)}: {' · '.join(years)}.", 900))
    lines += [small, *(shown or [nothing_on(kit.mrkdwn(answer.org, 200))])]
    return kit.joined(lines)


def _line(row: Row) -> str:
    said = kit.mrkdwn(", ".join(filter(None, (row.figure, row.kind.lower(), row.period, row.what))), 300)
    return f"• {kit.mrkdwn(row.date, 20)}: {said}. {kit.link(row.url, row.source, 60)}"


def _id(part: str) -> str:
    return f"answer:{part}"


_TRY = "Try a shorter or more common name, or `/aispend help`."
