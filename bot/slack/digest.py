"""A digest as a Slack message: the sum by kind, a line for each commitment that moved, the largest payers as a chart.

A reader without blocks loses nothing but the links and the chart: every line stands in `text` too.
"""

from collections.abc import Iterator, Sequence

from bot.core.digest import Digest
from bot.core.moves import Move
from bot.slack import elements as kit
from bot.slack import moved
from bot.slack.actions import RECORD
from bot.slack.charts import payers_chart
from bot.slack.elements import Block, Message
from bot.slack.lines import block_id
from bot.slack.lists import COMMAND
from bot.slack.record import outlet_of

_PAYERS = "Largest payers"
_HEADLINE, _OUTLET, _BECAME = 200, 40, 120
"""Most characters of a line's parts; its link may be longer."""
_A_SECTION = 6
"""Lines of a section at most: a longer one is folded up by Slack."""
_TEXT_LINE, _TEXT_HEADLINE = 165, 110
"""Most characters of a line of `text` and of its headline: all of a digest's together stay below Slack's limit."""


def render_digest(digest: Digest) -> Message:
    """Return the message of a digest."""
    title, kinds, payers = moved.title_of(digest), moved.kinds_of(digest), moved.payers_of(digest)
    blocks: list[Block] = [kit.header(title, block_id(digest, "head"))]
    if kinds:
        blocks.append(kit.totals("By kind", kinds, block_id(digest, "kinds")))
    for heading, moves, left, part in _lists(digest):
        blocks += _sections(digest, [f"*{heading}*", *(_line(move, digest) for move in moves), *_more(left)], part)
    if payers:
        blocks += payers_chart(digest, block_id(digest, "chart"))
        blocks.append(kit.section(f"*{_PAYERS}:* {kit.mrkdwn(' · '.join(payers), 900)}", block_id(digest, "payers")))
    blocks.append(kit.actions([kit.button("All figures of these days", RECORD, digest.asked)], block_id(digest, "ask")))
    blocks += [kit.context([line], block_id(digest, part)) for part, line in _small_print(digest)]
    return Message(_text(digest, title, kinds, payers), tuple(blocks))


def _lists(digest: Digest) -> tuple[tuple[str, Sequence[Move], str, str], ...]:
    """Return the lists that have something in them: heading, moves, what there is no room for, and a word."""
    lists = (
        ("Committed", digest.moves, moved.smaller_of(digest), "new"),
        ("Also told, not in the sum", digest.others, moved.others_of(digest), "others"),
    )
    return tuple(one for one in lists if one[1])


def _sections(digest: Digest, lines: Sequence[str], part: str) -> Iterator[Block]:
    """Yield lines as paragraphs, as many as it takes."""
    for number, some in enumerate(kit.packed(lines, kit.SECTION, _A_SECTION), 1):
        yield kit.section("\n".join(some), block_id(digest, f"{part}{number}"))


def _more(left: str) -> list[str]:
    return [f"… {kit.mrkdwn(left, 80)}"] if left else []


def _line(move: Move, digest: Digest) -> str:
    """Return what became of a commitment, with a link to who told it."""
    became = f" – {kit.mrkdwn(moved.became_of(move), _BECAME)}" if moved.became_of(move) else ""
    source = kit.link(move.fact.source_url, outlet_of(move.fact), _OUTLET)
    when = kit.mrkdwn(moved.told_on(move, digest), 20)
    return f"• *{kit.mrkdwn(moved.headline_of(move), _HEADLINE)}*{became} · {source}, {when}"


def _text_line(move: Move) -> str:
    """Return a line of `text`, with who told it where there is room for the name."""
    said = f"• {kit.mrkdwn(moved.headline_of(move), _TEXT_HEADLINE)}"
    if became := moved.became_of(move):
        said += f" – {kit.mrkdwn(became, _TEXT_LINE - kit.units(said) - len(' – '))}"
    sourced = f"{said} ({kit.mrkdwn(outlet_of(move.fact), _OUTLET)})"
    return sourced if kit.units(sourced) <= _TEXT_LINE else said


def _small_print(digest: Digest) -> tuple[tuple[str, str], ...]:
    """Return why the channel gets it and how that is changed, what time it tells of, and how it was counted."""
    follows, cadence = kit.mrkdwn(digest.follows, 400), kit.mrkdwn(digest.cadence, 100)
    return (
        ("why", f"*Why here:* {follows}. Comes {cadence}; `{COMMAND} digest …` changes that."),
        ("rule", f"{kit.mrkdwn(moved.span_of(digest), 200)}. {moved.RULE}"),
    )


def _text(digest: Digest, title: str, kinds: Sequence[moved.Kinds], payers: Sequence[str]) -> str:
    lines = [kit.mrkdwn(title, kit.HEADER)]
    if kinds:
        by_kind = "; ".join(f"{kind} {sum_}, {word}" for kind, (sum_, word) in kinds)
        lines.append(f"By kind: {kit.mrkdwn(by_kind, 350)}.")
    for heading, moves, left, _ in _lists(digest):
        lines += [f"{heading}:", *map(_text_line, moves), *_more(left)]
    lines += [f"{_PAYERS}: {kit.mrkdwn('; '.join(payers), 250)}."] if payers else []
    lines.append(f"{kit.mrkdwn(digest.follows, 150)}. {kit.mrkdwn(moved.span_of(digest), 150)}.")
    return kit.joined(lines)
