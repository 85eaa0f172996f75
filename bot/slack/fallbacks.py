"""Plainer forms of a message, for a Slack that does not take a kind of block: no votes, charts,
tables, no blocks at all.

Charts and tables are new and not everywhere; what a workspace refused is not tried there again for a day, because
every try costs its people a call to Slack before they have their answer.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from time import monotonic

import structlog

from bot.slack import elements as kit
from bot.slack.charts import TYPE as CHART
from bot.slack.elements import Block, Message

log = structlog.get_logger()

TABLE = "table"
VOTE = "context_actions"
"""What votes stand in; the menu of an alert takes what is wrong all the same."""
_DAY_S = 24 * 3600.0


class Refused:
    """Which kinds of blocks each workspace has lately not taken; kept in memory."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Start with none.

        Args:
            clock: Returns seconds that never go back.
        """
        self._clock = clock
        self._until: dict[tuple[str, str], float] = {}

    def note(self, team: str, kinds: frozenset[str]) -> None:
        """Remember that a workspace took a message without these kinds and not with them; told once a day."""
        for kind in sorted(kinds - self.of(team)):
            self._until[team, kind] = self._clock() + _DAY_S
            log.warning("blocks.refused", kind=kind, team=team)

    def of(self, team: str) -> frozenset[str]:
        """Return the kinds that are not worth trying."""
        now = self._clock()
        self._until = {key: until for key, until in self._until.items() if until > now}
        return frozenset(kind for of_team, kind in self._until if of_team == team)


def forms(message: Message, refused: frozenset[str]) -> Iterator[tuple[Message, frozenset[str]]]:
    """Yield a message in ever plainer forms, each with the kinds it was freed of since the first.

    Args:
        message: As rendered.
        refused: Kinds to leave out from the start.
    """
    message = _without(message, refused)
    yield message, frozenset()
    dropped = frozenset[str]()
    for kind in (VOTE, CHART, TABLE):
        if any(block["type"] == kind for block in message.blocks):
            dropped |= {kind}
            yield _without(message, dropped), dropped
    if message.blocks:
        yield replace(message, blocks=()), frozenset()


def _without(message: Message, kinds: frozenset[str]) -> Message:
    blocks = [plain for block in message.blocks for plain in _plain(block, kinds, message.rows)]
    return replace(message, blocks=tuple(blocks))


def _plain(block: Block, kinds: frozenset[str], rows: tuple[str, ...]) -> Iterator[Block]:
    """Yield a block as it is, a table as paragraphs; what a chart draws stands beside it in words."""
    if block["type"] not in kinds:
        yield block
    elif block["type"] == TABLE:
        yield from _paragraphs(rows, str(block["block_id"]))


def _paragraphs(rows: tuple[str, ...], block_id: str) -> Iterator[Block]:
    for number, lines in enumerate(kit.packed(rows, kit.SECTION), 1):
        yield kit.section("\n".join(lines), f"{block_id}:{number}")
