"""What opens the window with every figure of a company, fills it and turns its pages.

Each answer replaces the window it was asked in only as long as that is the same: two presses never mix.
"""

from time import perf_counter

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import StoreError
from bot.slack.actions import EVIDENCE
from bot.slack.asker import BROKEN, asker_of, tell
from bot.slack.calls import Failure, attempt
from bot.slack.desk import Body, Desk, apology, value_of
from bot.slack.elements import Message
from bot.slack.evidence import View, render_evidence, render_loading, render_trouble

log = structlog.get_logger()

LATE = "Slack gives a window three seconds to open, and they were over. Please press the button again."
CLOSED = "Slack does not open a window just now. Please press the button again in a minute."
GONE = "Nobody of that name is on record any more."
REFUSED = "Slack does not show this page. `aispend lookup` shows it in a terminal."


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register what opens the window and turns its pages."""

    async def open_window(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            await ack()
            asked = value_of(body)
            opened = await attempt(client.views_open(trigger_id=str(body["trigger_id"]), view=dict(render_loading())))
            if isinstance(opened, Failure):
                sentence = LATE if opened.code in _LATE else CLOSED
                asker = asker_of(body, client)
                await desk.send("evidence", asked, Message(sentence, ()), asker, lambda form: tell(asker, form))
            else:
                await _fill(desk, client, opened["view"], asked)

    async def turn(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            await ack()
            await _fill(desk, client, body["view"], value_of(body))

    app.action(EVIDENCE)(open_window)
    for step in ("before", "after", "again"):
        app.action(f"{EVIDENCE}:{step}")(turn)


async def _fill(desk: Desk, client: AsyncWebClient, window: Body, asked: str) -> None:
    """Show a page of figures in a window that is open, or why it cannot be shown."""
    began = perf_counter()
    failure = await _show(client, window, await _made(desk, asked))
    if failure is not None and failure.code in BROKEN:
        failure = await _show(client, window, await _made(desk, asked))
    elif failure is not None and failure.code not in _TURNED:
        log.warning("command.answered", verb="evidence", status="refused", code=failure.code)
        failure = await _show(client, window, render_trouble(REFUSED, ""))
    seconds = round(perf_counter() - began, 3)
    status = {"status": "unanswered", "code": failure.code} if failure else {"status": "ok"}
    log.info("command.answered", verb="evidence", asked=asked[:100], seconds=seconds, **status)


async def _made(desk: Desk, asked: str) -> View:
    """Return the window as it is to be."""
    try:
        evidence = await desk.made(desk.office.evidence(asked))
    except (StoreError, TimeoutError) as error:
        log.error("command.answered", verb="evidence", status="failed", exc_info=error)
        return render_trouble(apology(error), asked)
    return render_trouble(GONE, "") if evidence is None else render_evidence(evidence)


async def _show(client: AsyncWebClient, window: Body, view: View) -> Failure | None:
    """Put a view in the place of a window, unless that has changed or is closed."""
    answer = await attempt(client.views_update(view_id=window["id"], hash=window["hash"], view=dict(view)))
    return answer if isinstance(answer, Failure) else None


_LATE = frozenset({"trigger_expired", "expired_trigger_id", "trigger_exchanged", "exchanged_trigger_id"})
_TURNED = frozenset({"hash_conflict", "not_found"})
"""Somebody turned the page, or closed the window, meanwhile."""
