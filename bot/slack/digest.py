"""A digest as a Slack message: the sum by kind, the largest payers, then a line for each commitment that moved.

A reader without blocks loses nothing but the links and the chart: every line stands in `text` too.
"""

from collections.abc import Iterator, Sequence

from bot.core.digest import Digest
from bot.core.moves import Move
from bot.slack import elements as kit
from bot.slack import moved
from bot.slack.blocks import RECORD, block_id
from bot.slack.charts import payers_chart
from bot.slack.elements import Block, Message
from bot.slack.lists import COMMAND
from bot.slack.record import outlet_of

_TOLD_PAYERS = 5
_HEADLINE, _OUTLET, _BECAME = 200, 40, 120
"""Most characters of a line's parts; its link may be longer."""
_A_SECTION = 5
"""Lines of a section at most: a longer one is folded up by Slack."""
_TEXT_LINE, _TEXT_HEADLINE = 170, 110
"""Most characters of a line of `text` and of its headline: all of a digest's together stay below Slack's limit."""


def render_digest(digest: Digest) -> Message:
    """Return the message of a digest."""
    title = moved.title_of(digest)
    blocks: list[Block] = [kit.header(title, block_id(digest, "head"))]
    if kinds := moved.kinds_of(digest):
        blocks.append(kit.totals("New, by kind", kinds, block_id(digest, "kinds")))
    if payers := moved.payers_of(digest, _TOLD_PAYERS):
        blocks += payers_chart(digest, block_id(digest, "chart"))
        blocks.append(kit.section(_payers(payers), block_id(digest, "payers")))
    blocks += _listed(digest, "New", digest.moves, "new")
    blocks += _listed(digest, "Changed, and told without adding to the sum", digest.others, "changed")
    if left := moved.left_of(digest):
        blocks.append(kit.section(f"… {kit.mrkdwn(left, 200)}", block_id(digest, "left")))
    blocks.append(kit.actions([kit.button("All figures of these days", RECORD, digest.asked)], block_id(digest, "ask")))
    blocks.append(kit.context(_small_print(digest), block_id(digest, "why")))
    return Message(_text(digest, title, kinds, payers, left), tuple(blocks))


def _listed(digest: Digest, title: str, moves: Sequence[Move], part: str) -> Iterator[Block]:
    """Yield moves as lines under a title, as many a section as it takes."""
    sections: list[list[str]] = []
    for line in (_line(move, digest) for move in moves):
        if not sections or len(sections[-1]) > _A_SECTION or kit.units("\n".join([*sections[-1], line])) > kit.SECTION:
            sections.append([] if sections else [f"*{title}*"])
        sections[-1].append(line)
    for number, lines in enumerate(sections, 1):
        yield kit.section("\n".join(lines), block_id(digest, f"{part}{number}"))


def _line(move: Move, digest: Digest) -> str:
    """Return what became of a commitment, with a link to who told it."""
    became = f" – {kit.mrkdwn(moved.became_of(move), _BECAME)}" if moved.became_of(move) else ""
    source = kit.link(move.fact.source_url, outlet_of(move.fact), _OUTLET)
    when = kit.mrkdwn(moved.told_on(move, digest), 20)
    return f"• *{kit.mrkdwn(moved.headline_of(move), _HEADLINE)}*{became} · {source}, {when}"


def _text_line(move: Move) -> str:
    became = f" – {kit.mrkdwn(moved.became_of(move), _BECAME)}" if moved.became_of(move) else ""
    said = f"• {kit.mrkdwn(moved.headline_of(move), _TEXT_HEADLINE)}{became}"
    sourced = f"{said} ({kit.mrkdwn(outlet_of(move.fact), _OUTLET)})"
    return next((line for line in (sourced, said) if kit.units(line) <= _TEXT_LINE), kit.cut(said, _TEXT_LINE))


def _payers(payers: Sequence[str]) -> str:
    return f"*Largest payers:* {kit.mrkdwn(' · '.join(payers), 900)}"


def _small_print(digest: Digest) -> list[str]:
    """Return what the channel follows, what time that is, how it was counted, and how to get it otherwise."""
    how = f"{kit.mrkdwn(digest.cadence, 100)}, `{COMMAND} digest` changes that"
    return [
        f"*Why here:* {kit.mrkdwn(digest.follows, 400)} · {how}",
        f"{kit.mrkdwn(moved.span_of(digest), 150)} · as of {kit.moment(digest.made_at)}",
        moved.RULE,
    ]


def _text(
    digest: Digest, title: str, kinds: Sequence[tuple[str, tuple[str, str]]], payers: Sequence[str], left: str
) -> str:
    lines = [kit.mrkdwn(title, kit.HEADER)]
    if kinds:
        by_kind = "; ".join(f"{kind} {sum_}, {word}" for kind, (sum_, word) in kinds)
        lines.append(f"New, by kind: {kit.mrkdwn(by_kind, 400)}.")
    if payers:
        lines.append(f"Largest payers: {kit.mrkdwn('; '.join(payers), 400)}.")
    lines += map(_text_line, digest.moves)
    lines += ["Changed, and told without adding to the sum:", *map(_text_line, digest.others)] if digest.others else []
    lines += [f"… {kit.mrkdwn(left, 200)}"] if left else []
    lines.append(f"{kit.mrkdwn(digest.follows, 150)}. {kit.mrkdwn(moved.span_of(digest), 120)}.")
    return kit.joined(lines)
