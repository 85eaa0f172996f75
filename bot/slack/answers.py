"""What `/aispend` answers: a company's record, and near names.

A reader without blocks loses nothing: the table's rows stand in `text` too, as far as they fit.
"""

from collections.abc import Sequence
from datetime import date

from bot.core.ledger import Answer, Fact, Unknown
from bot.core.phrases import announced, day, over, sum_of
from bot.core.wording import what_of
from bot.slack import elements as kit
from bot.slack.elements import Block, Message
from bot.slack.help import named, records
from bot.slack.listed import told
from bot.slack.record import (
    HEAD,
    RULE,
    Group,
    Row,
    counted,
    groups_of,
    kind_of,
    nothing_on,
    outlet_of,
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
    title = title_of(answer)
    shown = rows_of(answer, _ROWS)
    groups = groups_of(answer)
    blocks: list[Block] = [kit.header(title, _id("head"))]
    if said := told(answer):
        blocks.append(kit.context([kit.mrkdwn(said, 600)], _id("understood")))
    blocks += [kit.totals(group.heading, group.totals, _id(group.part)) for group in groups]
    if years := years_of(answer):
        lines = [f"*{kit.mrkdwn(years_title_of(answer), kit.LINE)}*", *(kit.mrkdwn(each, 350) for each in years)]
        blocks.append(kit.section("\n".join(lines), _id("years")))
    if shown:
        blocks.append(_table(answer, shown))
    else:
        blocks.append(kit.section(nothing_on(kit.mrkdwn(answer.org, 200)), _id("none")))
    blocks.append(kit.context([_small_print(answer, len(shown), today)], _id("source")))
    return Message(_text(answer, title, groups, today), tuple(blocks))


def render_unknown(unknown: Unknown) -> Message:
    """Return the answer to a name nobody is known by, with near names as buttons."""
    line = stranger(kit.mrkdwn(unknown.query, 200))
    near = named(unknown.near)[:5]
    if not near:
        return Message(f"{line} {_TRY}", (kit.section(f"{line} {_TRY}", _id("unknown")),))
    text = f"{line} Did you mean {kit.mrkdwn(' or '.join(near), 500)}?"
    blocks = (kit.section(f"{line} Did you mean:", _id("unknown")), kit.actions(records(near), _id("near")))
    return Message(text, blocks)


def _table(answer: Answer, shown: Sequence[Row]) -> Block:
    rows = [[kit.cell(name) for name in HEAD]]
    for row, fact in zip(shown, answer.newest, strict=False):
        cells = [kit.cell(text) for text in (row.date, row.figure, row.kind, row.period, row.what)]
        rows.append([*cells, kit.cell(row.source, fact.source_url)])
    wide, right = {"is_wrapped": True}, {"align": "right", "is_wrapped": True}
    return kit.table(rows, [wide, right, wide, wide, wide, wide], _id("newest"))


def _small_print(answer: Answer, shown: int, today: date) -> str:
    if not shown:
        return f"As of {day(today)}"
    sources = len({fact.source_outlet or fact.source_url for fact in answer.newest[:_ROWS]} - {None})
    outlets = f"{sources} source{'' if sources == 1 else 's'}"
    figures = f"{counted(answer, shown)}, {outlets}"
    return f"As of {day(today)} · {figures} · Totals in US dollars at the rates of their days. {RULE}"


def _text(answer: Answer, title: str, groups: Sequence[Group], today: date) -> str:
    shown = answer.newest[:_ROWS]
    lines = [kit.mrkdwn(title, kit.HEADER), *([kit.mrkdwn(said, 600)] if (said := told(answer)) else [])]
    for group in groups:
        totals = "; ".join(f"{label} {', '.join(value)}" for label, value in group.totals)
        lines.append(kit.mrkdwn(f"{group.heading}: {totals}.", 600))
    if years := years_of(answer):
        lines.append(kit.mrkdwn(f"{years_title_of(answer)}: {' · '.join(years)}.", 900))
    lines.append(_small_print(answer, len(shown), today))
    lines += [_line(answer.org, fact) for fact in shown] or [nothing_on(kit.mrkdwn(answer.org, 200))]
    return kit.joined(lines)


def _line(org: str, fact: Fact) -> str:
    parts = [f"{sum_of(fact)} {kind_of(fact).lower()}", over(fact.period) if fact.period else "", what_of(org, fact)]
    said = kit.mrkdwn(", ".join(filter(None, parts)), 250)
    when, source = (
        kit.mrkdwn(announced(fact.announced), 20),
        kit.link(fact.source_url, outlet_of(fact), 60),
    )
    return f"• {when}: {said}. {source}"


def _id(part: str) -> str:
    return f"answer:{part}"


_TRY = "Try a shorter or more common name, or `/aispend help`."
