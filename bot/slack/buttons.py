"""The buttons below an answer: other pages, another order, every figure, sharing.

A button's value is the query it asks, in words that parse to it again, so that one pressed after a restart still works.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.core.asking import LONGEST
from bot.core.query import Query, Sort, sorted_by, written
from bot.slack import elements as kit
from bot.slack.actions import EVIDENCE, HELP, PAGE, RECORD, SHARE_ANSWER
from bot.slack.elements import Block

_BEFORE = {Sort.DATE: "◀ Newer", Sort.SIZE: "◀ Larger"}
_AFTER = {Sort.DATE: "Older ▶", Sort.SIZE: "Smaller ▶"}
_ORDERS = {Sort.DATE: (Sort.SIZE, "Largest first"), Sort.SIZE: (Sort.DATE, "Newest first")}
"""To each order the other one, and what its button says."""


def row(query: Query, found: int, pages: int, block_id: str, names: Sequence[str] = ()) -> tuple[Block, ...]:
    """Return the row of buttons below what a query found; none where there is nothing to press.

    Args:
        query: As it was answered.
        found: How many figures there are on all pages; of a comparison, how many lines.
        pages: How many pages these make.
        block_id: Of the row.
        names: Whose records it leads to.
    """
    shows = found > 0 and query.page <= pages
    buttons = [*records(names), *turns(query, query.page, pages, PAGE)]
    if shows and found > 1 and _is_sorted(query):
        sort, label = _ORDERS[query.order]
        buttons += _asking(label, f"{PAGE}:{sort}", sorted_by(query, sort))
    if shows and len(query.orgs) == 1 and not query.missing:
        of_one = Query(orgs=query.orgs, kinds=query.kinds, years=query.years)
        buttons += _asking("Every figure", EVIDENCE, of_one)
    if shows:
        buttons += _asking("Share to channel", SHARE_ANSWER, query)
    return (kit.actions(buttons, block_id),) if buttons else ()


def turns(query: Query, page: int, pages: int, action: str) -> Iterator[Block]:
    """Yield the buttons to the pages before and after one.

    Args:
        query: Of any page.
        page: From 1; behind the last one, the way back leads to that.
        pages: How many there are.
        action: What the buttons are called; a word behind a colon tells them apart.
    """
    before = min(page - 1, pages)
    if before > 0:
        label = _BEFORE[query.order] if before == page - 1 else f"◀ Page {before}"
        yield from _asking(label, f"{action}:before", replace(query, page=before))
    if page < pages:
        yield from _asking(_AFTER[query.order], f"{action}:after", replace(query, page=page + 1))


def records(names: Sequence[str]) -> list[Block]:
    """Return buttons that ask for records; action ids must differ within a row."""
    return [kit.button(name, RECORD if n == 0 else f"{RECORD}:{n}", name) for n, name in enumerate(names)]


def how_to_ask() -> Block:
    """Return the button that shows how to ask."""
    return kit.button("How to ask", HELP, "help")


def without(blocks: Sequence[Block], action_id: str) -> tuple[Block, ...]:
    """Return blocks without one button, and without a row that held nothing else."""
    kept = [
        {**block, "elements": [one for one in block["elements"] if one.get("action_id") != action_id]}
        if block["type"] == "actions"
        else block
        for block in blocks
    ]
    return tuple(block for block in kept if block["type"] != "actions" or block["elements"])


def _is_sorted(query: Query) -> bool:
    """Say whether the order of what a query finds may be changed: of a list, or of a record, which begins with one."""
    return query.top is None and (query.is_list or (len(query.orgs) == 1 and not query.missing))


def _asking(label: str, action_id: str, query: Query) -> Iterator[Block]:
    """Yield a button that asks a query, unless that is longer than what is read of a question."""
    value = written(query)
    if value and len(value) <= LONGEST and kit.units(value) <= kit.VALUE:
        yield kit.button(label, action_id, value)
