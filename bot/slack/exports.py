"""An export of the ledger as a file, sent to the one who asked and to nobody else."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import elements as kit
from bot.slack.calls import Failure, attempt
from bot.slack.codes import explain_code
from bot.slack.elements import Message
from bot.slack.office import Export
from bot.slack.verbs import Call, said

_SCOPES = {"missing_scope", "no_permission", "not_allowed_token_type"}
_TERMINAL = "`aispend export` in the terminal writes the same."


async def export(call: Call) -> Message:
    """Send every figure of the ledger, or those of a company, as CSV in a direct message."""
    made = await call.desk.office.export(call.words)
    failure = await _send(call.web, call.user, made)
    if failure is None:
        sent = f"Sent to you in a direct message: {made.figures:,} figures, `{kit.mrkdwn(made.name, 80)}`."
        return said(sent, "export:sent")
    if failure.code in _SCOPES:
        lacks = "the app lacks `files:write` or `im:write`; ask whoever runs it to add both"
        return said(f"I cannot send files: {lacks}. {_TERMINAL}", "export:scope")
    return said(
        f"The file could not be sent: {kit.mrkdwn(explain_code(failure.code), 300)} {_TERMINAL}", "export:failed"
    )


async def _send(web: AsyncWebClient, user: str, made: Export) -> Failure | None:
    """Upload a file into the conversation with somebody; return what went wrong."""
    talk = await attempt(web.conversations_open(users=[user]))
    if isinstance(talk, Failure):
        return talk
    title = f"AI spending ledger, {made.figures:,} figures"
    sent = await attempt(
        web.files_upload_v2(channel=talk["channel"]["id"], content=made.content, filename=made.name, title=title)
    )
    return sent if isinstance(sent, Failure) else None
