"""What `/aispend` answers: a company's record, near names, help.

A reader without blocks loses nothing: the table's rows stand in `text` too, as far as they fit.
"""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from bot.core.kinds import Certainty, Role
from bot.core.ledger import Answer, Fact, Total, Unknown
from bot.core.money import Money
from bot.core.phrases import announced, day, over, span, sum_of
from bot.core.wording import what_of
from bot.slack import elements as kit
from bot.slack.blocks import RECORD
from bot.slack.elements import Block, Message, Pair

_ROWS = 12
_HEAD = ("Date", "Figure", "Kind", "Period", "For what", "Source")
_DIGITS = 3
_RULE = "Nothing is counted twice: raised figures replace the old, parts stay within their whole."


def render_answer(answer: Answer, today: date) -> Message:
    """Return the record of a company: totals by kind, the newest figures, and how they were counted.

    Args:
        answer: As looked up.
        today: The day the answer is given, shown so that a shared answer can be dated.
    """
    title = f"{answer.org}: AI spending on record"
    shown = answer.newest[:_ROWS]
    groups = _groups(answer)
    blocks: list[Block] = [kit.header(title, _id("head"))]
    for part, heading, pairs in groups:
        blocks.append(kit.totals(heading, pairs, _id(part)))
    if shown:
        blocks.append(_table(answer))
    else:
        blocks.append(kit.section(_none(answer.org), _id("none")))
    blocks.append(kit.context([_small_print(answer, len(shown), today)], _id("source")))
    return Message(_text(answer, title, groups, shown, today), tuple(blocks))


def render_unknown(unknown: Unknown) -> Message:
    """Return the answer to a name nobody is known by, with near names as buttons."""
    line = f"No company called “{kit.mrkdwn(unknown.query, 200)}” is on record."
    near = _named(unknown.near)[:5]
    if not near:
        return Message(f"{line} {_TRY}", (kit.section(f"{line} {_TRY}", _id("unknown")),))
    text = f"{line} Did you mean {kit.mrkdwn(' or '.join(near), 500)}?"
    blocks = (kit.section(f"{line} Did you mean:", _id("unknown")), kit.actions(_records(near), _id("near")))
    return Message(text, blocks)


def render_help(companies: tuple[str, ...]) -> Message:
    """Return five examples that work and a word on what comes back.

    Args:
        companies: Names that have a record, those to show first in front.
    """
    text = "\n".join(["*How to ask*", *(f"• `{command}` – {what}" for command, what in examples(companies)), _CASE])
    return Message(text, (kit.section(text, _id("help")),))


def render_overview(companies: tuple[str, ...]) -> Message:
    """Return what the program is, buttons to try it with, and the examples; the answer to `/aispend` alone."""
    about = (
        "aispend reads the news for organisations that commit large money to AI, posts each announcement once, "
        "and keeps every figure with its source."
    )
    lesson = render_help(companies)
    blocks: list[Block] = [kit.header("Who spends how much on AI?", _id("head")), kit.section(about, _id("about"))]
    if named := _named(companies):
        blocks.append(kit.actions(_records(named[:4]), _id("try")))
    return Message(f"{about}\n{lesson.text}", (*blocks, *lesson.blocks))


def examples(companies: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return five commands that work, each with what it answers; escaped.

    >>> [command for command, _ in examples(("Alibaba",))]
    ['/aispend alibaba', '/aispend ALIBABA', '/aispend "Alibaba"', '/aispend help', '/aispend']
    """
    names = [kit.mrkdwn(name, 60) for name in _named(companies)[:3]]
    commands = [
        (f"/aispend {name.lower() if n == 0 else name}", f"the record of {name}") for n, name in enumerate(names)
    ]
    if names:
        commands.append((f"/aispend {names[0].upper()}", "the same in any spelling"))
        commands.append((f'/aispend "{names[0]}"', "quotes do no harm"))
    about = "what this is, with buttons to try it" if names else "what this is"
    rest = [("/aispend help", "these examples"), ("/aispend", about)]
    return (*commands[:3], *rest)


def _groups(answer: Answer) -> list[tuple[str, str, list[Pair]]]:
    """Sort the totals under what they are: block part, heading, labelled values."""
    groups = [
        ("pays", f"{answer.org} commits", answer.pays),
        ("led", "Whole rounds it led, most of it other people’s money", answer.led),
        ("receives", f"Others commit to {answer.org}", answer.receives),
    ]
    return [(part, heading, [_total(total) for total in totals]) for part, heading, totals in groups if totals]


def _total(total: Total) -> Pair:
    amount = span(Money(total.low, "USD"), total.high, _DIGITS)
    count = len(total.parts)
    return total.kind.label, (
        f"{'up to ' if total.up_to else ''}{amount}",
        f"{count} figure{'' if count == 1 else 's'}",
    )


def _table(answer: Answer) -> Block:
    org, facts = answer.org, answer.newest[:_ROWS]
    counted = {part for total in (*answer.pays, *answer.led, *answer.receives) for part in total.parts}
    replaced = {fact.supersedes for fact in facts} - counted  # what is only reported replaces nothing yet
    rows = [[kit.cell(name) for name in _HEAD]]
    for fact in facts:
        note = " (since replaced)" if fact.id in replaced else ""
        rows.append(
            [
                kit.cell(announced(fact.announced)),
                kit.cell(sum_of(fact) + note),
                kit.cell(_kind(fact)),
                kit.cell(_period(fact)),
                kit.cell(what_of(org, fact)),
                kit.cell(_outlet(fact), fact.source_url),
            ]
        )
    wide, right = {"is_wrapped": True}, {"align": "right", "is_wrapped": True}
    return kit.table(rows, [wide, right, wide, wide, wide, wide], _id("newest"))


def _kind(fact: Fact) -> str:
    label = "Round led" if fact.role is Role.LEAD else fact.kind.label
    return label if fact.certainty is Certainty.ANNOUNCED else f"{label}, {fact.certainty}"


def _period(fact: Fact) -> str:
    return over(fact.period).removeprefix("over ").removeprefix("in ") if fact.period else ""


def _outlet(fact: Fact) -> str:
    url = kit.safe_url(fact.source_url)
    return fact.source_outlet or (urlsplit(url).hostname if url else None) or "no source"


def _small_print(answer: Answer, shown: int, today: date) -> str:
    if not shown:
        return f"As of {day(today)}"
    sources = len({fact.source_outlet or fact.source_url for fact in answer.newest[:_ROWS]} - {None})
    count = f"newest {shown} of {answer.known} figures" if shown < answer.known else f"{shown} figures"
    outlets = f"{sources} source{'' if sources == 1 else 's'}"
    return f"As of {day(today)} · {count}, {outlets} · Totals in US dollars at the rates of their days. {_RULE}"


def _text(
    answer: Answer, title: str, groups: list[tuple[str, str, list[Pair]]], shown: Sequence[Fact], today: date
) -> str:
    lines = [kit.mrkdwn(title, kit.HEADER)]
    for _, heading, pairs in groups:
        totals = "; ".join(f"{label} {', '.join(value)}" for label, value in pairs)
        lines.append(kit.mrkdwn(f"{heading}: {totals}.", 600))
    lines.append(_small_print(answer, len(shown), today))
    lines += [_line(answer.org, fact) for fact in shown] or [_none(answer.org)]
    return kit.joined(lines)


def _line(org: str, fact: Fact) -> str:
    parts = [f"{sum_of(fact)} {_kind(fact).lower()}", over(fact.period) if fact.period else "", what_of(org, fact)]
    said = kit.mrkdwn(", ".join(filter(None, parts)), 250)
    when, source = (
        kit.mrkdwn(announced(fact.announced), 20),
        kit.link(fact.source_url, _outlet(fact), 60),
    )
    return f"• {when}: {said}. {source}"


def _none(org: str) -> str:
    return f"Nothing is on record for {kit.mrkdwn(org, 200)} yet. It will be as soon as the news has it."


def _named(names: Sequence[str]) -> tuple[str, ...]:
    """Return names that have something to show, each once."""
    return tuple(dict.fromkeys(filter(None, map(kit.line, names))))


def _records(names: Sequence[str]) -> list[Block]:
    """Make buttons that ask for records; action ids must differ within a row."""
    return [kit.button(name, RECORD if n == 0 else f"{RECORD}:{n}", name) for n, name in enumerate(names)]


def _id(part: str) -> str:
    return f"answer:{part}"


_TRY = "Try a shorter or more common name, or `/aispend help`."
_CASE = "Answers are for your eyes only. Any spelling, ticker or local name that is known will do."
