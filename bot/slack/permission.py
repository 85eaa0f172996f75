"""Who may change what a channel follows: its members, and the operator's admins everywhere.

Whoever types a command or presses a button in a channel is taken for a member of it: Slack lets nobody else. From
elsewhere Slack is asked, which takes the scopes channels:read and groups:read; without them only admins may.
"""

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calls import Failure, attempt
from bot.slack.office import Office

_PUBLIC, _PRIVATE = "public_channel", "private_channel"
_PAGE, _PAGES = 999, 20

UNKNOWN = (
    "From here I cannot see whether you are a member of that channel, so only the admins of the watch list may change "
    "it. In the channel itself `/aispend settings` works for everybody."
)
STRANGER = "Only members of that channel may change what it follows, and the admins of the watch list."


@dataclass(frozen=True, slots=True)
class Membership:
    """The channels that somebody is a member of.

    Attributes:
        channels: Ids.
        is_whole: Whether these are all; False where Slack does not tell.
    """

    channels: frozenset[str]
    is_whole: bool


async def may_change(office: Office, web: AsyncWebClient, user: str, channel: str, here: str | None) -> bool:
    """Say whether somebody may change a channel; arguments as for `refusal`."""
    return await refusal(office, web, user, channel, here) is None


async def refusal(office: Office, web: AsyncWebClient, user: str, channel: str, here: str | None) -> str | None:
    """Return why somebody may not change a channel, in words; None where they may.

    Args:
        office: Knows the admins.
        web: Client of the workspace.
        user: Who wants to.
        channel: Id of the channel that is to be changed.
        here: Id of the channel they are in; None where that is not known.
    """
    if channel == here or user in office.admins():
        return None
    rooms = await membership(web, user)
    if channel in rooms.channels:
        return None
    return STRANGER if rooms.is_whole else UNKNOWN


async def membership(web: AsyncWebClient, user: str) -> Membership:
    """Ask Slack where somebody is a member; of private channels it tells those that the bot is in too."""
    both = await _rooms(web, user, f"{_PUBLIC},{_PRIVATE}")
    if both is not None:
        return Membership(both, is_whole=True)
    return Membership(await _rooms(web, user, _PUBLIC) or frozenset(), is_whole=False)


async def _rooms(web: AsyncWebClient, user: str, types: str) -> frozenset[str] | None:
    """Return the channels of some types that somebody is a member of; None where Slack does not tell."""
    found: set[str] = set()
    cursor = ""
    for _ in range(_PAGES):
        answer = await attempt(web.users_conversations(user=user, types=types, limit=_PAGE, cursor=cursor))
        if isinstance(answer, Failure):
            return None
        found.update(str(each.get("id")) for each in answer.get("channels") or ())
        cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            break
    return frozenset(found)
