"""Who may change what a channel follows: its members, and the operator's admins everywhere.

Whoever types a command or presses a button in a channel is taken for a member of it: Slack lets nobody else.
"""

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calls import Failure, attempt
from bot.slack.office import Office

_PAGE, _PAGES = 500, 20


async def may_change(office: Office, web: AsyncWebClient, user: str, channel: str, here: str | None) -> bool:
    """Say whether somebody may change a channel; where Slack does not tell who its members are, only admins may.

    Args:
        office: Knows the admins.
        web: Client of the workspace.
        user: Who wants to.
        channel: Id of the channel that is to be changed.
        here: Id of the channel they are in; None where that is not known.
    """
    if channel == here or user in office.admins():
        return True
    cursor: str | None = None
    for _ in range(_PAGES):
        answer = await attempt(web.conversations_members(channel=channel, limit=_PAGE, cursor=cursor))
        if isinstance(answer, Failure):
            return False
        if user in answer.get("members", ()):
            return True
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return False
    return False
