"""The window with every figure of a company: what each was read from, where it stands, and who has put it right.

A window opens within three seconds or not at all, so it opens empty and is filled when the ledger has answered.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from bot.core.corrections import Correction
from bot.core.evidence import PER_PAGE, Evidence
from bot.core.facts import Fact, same_name
from bot.core.phrases import announced, day, over, sum_of
from bot.core.positions import State
from bot.core.wording import corrected, what_of
from bot.slack import elements as kit
from bot.slack.actions import EVIDENCE
from bot.slack.buttons import turns
from bot.slack.elements import Block
from bot.slack.record import kind_of, outlet_of

View = Mapping[str, Any]

_TITLE = "Every figure"
_QUOTE, _NOTE, _WHAT = 240, 200, 250
"""Most characters of what was written by others: thirty figures in any script stay below what a window may weigh."""


def render_loading() -> View:
    """Return the window as it opens."""
    return _view([kit.section("Reading the ledger…", _id("loading"))])


def render_trouble(sentence: str, asked: str) -> View:
    """Return the window where it cannot be filled: why, and a button to try again.

    Args:
        sentence: What happened, escaped.
        asked: The query of what it was to show; empty where trying again is no use.
    """
    again = (
        [kit.actions([kit.button("Try again", f"{EVIDENCE}:again", asked)], _id("again"))] if kit.line(asked) else []
    )
    return _view([kit.section(sentence, _id("trouble")), *again])


def render_evidence(evidence: Evidence) -> View:
    """Return the window with a page of figures, newest first."""
    page, pages, total = evidence.query.page, evidence.pages, evidence.total
    title = f"{kit.cut(kit.line(evidence.org), 100)}: {total:,} figure{'' if total == 1 else 's'} on record"
    blocks: list[Block] = [kit.header(title, _id("head"))]
    if pages > 1:
        blocks.append(kit.context([_place(page, pages, total)], _id("page")))
    if not evidence.facts:
        nothing = f"There is no page {page}: the last one is {pages}." if total else "Nothing is on record."
        blocks.append(kit.section(nothing, _id("none")))
    for number, fact in enumerate(evidence.facts, (page - 1) * PER_PAGE + 1):
        blocks += ({"type": "divider", "block_id": _id(f"line{number}")}, *_figure(number, fact, evidence))
    if buttons := [*turns(evidence.query, page, pages, EVIDENCE)]:
        blocks.append(kit.actions(buttons, _id("pages")))
    return _view(blocks)


def _place(page: int, pages: int, total: int) -> str:
    first = (page - 1) * PER_PAGE + 1
    return f"page {page} of {pages} · figures {first:,} to {min(page * PER_PAGE, total):,}, newest first"


def _figure(number: int, fact: Fact, evidence: Evidence) -> Iterator[Block]:
    """Yield what a figure is, and in small print where it comes from."""
    what = [f"*{kit.mrkdwn(sum_of(fact), 150)}*", kit.mrkdwn(kind_of(fact), 60)]
    what += [kit.mrkdwn(over(fact.period), 60)] if fact.period else []
    what += [f"_{state}_"] if (state := _state(fact, evidence)) else []
    said = kit.mrkdwn(what_of(evidence.org, fact), _WHAT)
    yield kit.section("\n".join(filter(None, (" · ".join(what), said))), _id(f"figure{number}"))
    source = f"{kit.mrkdwn(announced(fact.announced), 20)} · {kit.link(fact.source_url, outlet_of(fact), 60)}"
    small = [" · ".join(filter(None, (source, _words(fact, evidence))))]
    small += [_corrected(correction) for correction in evidence.corrections.get(fact.id, ())]
    yield kit.context(small, _id(f"source{number}"))


def _words(fact: Fact, evidence: Evidence) -> str:
    """Return the words a figure was read from, or the note of whoever entered it; escaped, empty where neither is."""
    if quote := evidence.quotes.get(fact.id):
        return f"read from “{kit.mrkdwn(quote, _QUOTE)}”"
    return f"note: {kit.mrkdwn(fact.note, _NOTE)}" if fact.note else ""


def _state(fact: Fact, evidence: Evidence) -> str:
    """Return why a figure is in no total, if it is in none; plain words of ours and a name, escaped."""
    placing = evidence.placings.get(fact.id)
    state = placing.state if placing else State.STANDS
    match state:
        case State.STANDS:
            if fact.id in evidence.counted:
                return ""
            if any(same_name(name, evidence.org) for name in fact.org_alt):
                return f"counts for {kit.mrkdwn(fact.org, 60)}"
            return "no rate in dollars is known" if fact.usd is None else "not in totals"
        case State.PART:
            return "part of a larger one"
        case State.REPLACED:
            return "replaced since"
        case State.UNCONFIRMED:
            return "waits for confirmation"
        case State.RETOLD | State.OTHER_SIDE:
            return "told again"
        case State.TAKEN_BACK:
            return "taken back since" if placing and placing.by else ""
        case never:
            assert_never(never)


def _corrected(correction: Correction) -> str:
    """Say what a person has put right; escaped."""
    was, now = (kit.mrkdwn(text, 100) for text in corrected(correction))
    who = correction.by if _PERSON.fullmatch(correction.by) else None
    by = f"<@{who}>" if who else kit.mrkdwn(correction.by, 60)
    note = f" ({kit.mrkdwn(correction.note, 150)})" if correction.note else ""
    return f"corrected by {by} on {day(correction.at)}: {was} → {now}{note}"


def _view(blocks: list[Block]) -> View:
    title, close = ({"type": "plain_text", "text": text, "emoji": False} for text in (_TITLE, "Close"))
    return {"type": "modal", "callback_id": EVIDENCE, "title": title, "close": close, "blocks": blocks}


def _id(part: str) -> str:
    return f"evidence:{part}"


_PERSON = re.compile(r"[UW][A-Z0-9]{7,20}")
"""Ids of people as Slack gives them; others are names of logins."""
