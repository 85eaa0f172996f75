"""Calls to Slack's Web API: one place where what can go wrong becomes one of the codes of `codes`.

The SDK's own retries are switched off: they send a post again after a dropped connection, and it stands there twice.
"""

import json
import re
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import SlackError
from bot.slack.codes import explain_code

SLACK = "https://slack.com/api/"


@dataclass(frozen=True, slots=True)
class Failure:
    """A call that did not go well.

    Attributes:
        code: Slack's error code, or one of ours for what happens below its API.
        retry_after: Seconds Slack asks to wait; None means "not stated".
    """

    code: str
    retry_after: float | None = None


def client(token: str | None, base_url: str = SLACK, timeout_s: float = 15) -> AsyncWebClient:
    """Return a client that sends every call once; without a token each call has to bring its own."""
    timeout: Any = timeout_s  # The SDK says int and hands it to aiohttp, which takes any number.
    return AsyncWebClient(token=token, base_url=base_url, timeout=timeout, retry_handlers=[])


async def attempt(call: Awaitable[AsyncSlackResponse]) -> Mapping[str, Any] | Failure:
    """Await a call and return Slack's answer, or what went wrong."""
    try:
        data = (await call).data
    except SlackApiError as error:
        return _refused(error)
    except SlackError as error:
        return Failure(error.code)
    except (aiohttp.ClientError, OSError) as error:  # TimeoutError is one of the latter
        return _broken(error)
    except (SlackClientError, ValueError, AttributeError):
        # AttributeError: the SDK looks for members in what is no object, such as a proxy's page of plain text.
        return Failure("bad_answer")
    return data if isinstance(data, dict) else Failure("bad_answer")


async def permalink(call: Awaitable[AsyncSlackResponse]) -> str | None:
    """Await `chat.getPermalink` and return the address of the message; None where Slack does not tell it."""
    answer = await attempt(call)
    return None if isinstance(answer, Failure) else str(answer.get("permalink") or "") or None


def open_session(*clients: AsyncWebClient) -> aiohttp.ClientSession:
    """Let clients share one session, for a handshake for each answer takes its time; whoever asked for it closes it."""
    session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(clients[0].timeout))
    for each in clients:
        each.session = session
    return session


async def respond(web: AsyncWebClient, url: str, body: Mapping[str, Any]) -> Failure | None:
    """Post an answer to a response URL, once; return what went wrong, None where Slack took it.

    The SDK's own way makes a connection for each answer, and posts again where one breaks: what all see stands twice.

    Args:
        web: Its session and proxy are used.
        url: As a payload brought it.
        body: `text`, `blocks`, `response_type`, `replace_original` and the like.
    """
    if web.session is None or web.session.closed:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(web.timeout)) as session:
            return await _respond(session, web, url, body)
    return await _respond(web.session, web, url, body)


async def _respond(
    session: aiohttp.ClientSession, web: AsyncWebClient, url: str, body: Mapping[str, Any]
) -> Failure | None:
    try:
        async with session.post(url, json=body, proxy=web.proxy, ssl=web.ssl or True) as answer:
            said = await answer.text(errors="replace")
    except (aiohttp.ClientError, OSError, ValueError) as error:
        return _broken(error)
    return _judged(answer.status, said, answer.headers)


def _judged(status: int, said: str, headers: Mapping[str, str]) -> Failure | None:
    """Return what an answer of a response URL means: `ok`, a code as JSON or as a bare word, or a failing server."""
    if status == _TOO_MANY:
        return Failure("ratelimited", _seconds(headers))
    if status >= _SERVER:
        return Failure("server_error")
    try:
        told = json.loads(said)
    except ValueError:
        told = None
    code = told.get("error") if isinstance(told, dict) else said.strip()
    if status < _REFUSED and not (isinstance(told, dict) and told.get("ok") is False):
        return None
    if isinstance(code, str) and re.fullmatch(r"[a-z_]{3,60}", code):
        return Failure(code)
    return Failure("expired_url" if status in _GONE else "bad_answer")


def _broken(error: Exception) -> Failure:
    """Return what became of a call that was not answered."""
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError | aiohttp.InvalidURL):
        return Failure("unreachable")
    if isinstance(error, TimeoutError):
        return Failure("timeout")
    return Failure("bad_answer" if isinstance(error, ValueError) else "disconnected")


async def who_am_i(web: AsyncWebClient) -> Mapping[str, Any]:
    """Ask Slack whom the bot token belongs to.

    Raises:
        SlackError: Slack refuses, or cannot be reached; the sentence names the variable to mend.
    """
    answer = await attempt(web.auth_test())
    if isinstance(answer, Failure):
        raise SlackError(f"SLACK_BOT_TOKEN: auth.test: {explain_code(answer.code)} ({answer.code})", code=answer.code)
    return answer


async def socket_url(web: AsyncWebClient, app_token: str) -> str:
    """Ask Slack where to listen; the address is good for one connection.

    Raises:
        SlackError: Slack refuses, or cannot be reached; the sentence names the variable to mend.
    """
    answer = await attempt(web.apps_connections_open(app_token=app_token))
    if isinstance(answer, Failure):
        what = _SOCKET.get(answer.code, explain_code(answer.code))
        raise SlackError(f"SLACK_APP_TOKEN: apps.connections.open: {what} ({answer.code})", code=answer.code)
    return str(answer["url"])


def _refused(error: SlackApiError) -> Failure:
    """Tell Slack's own refusals, which carry a code, from a failing server in between."""
    response = error.response
    if not isinstance(response, AsyncSlackResponse):
        return Failure("bad_answer")
    if response.status_code == _TOO_MANY:
        return Failure("ratelimited", _seconds(response.headers))
    data = response.data if isinstance(response.data, dict) else {}
    code = data.get("error")
    if isinstance(code, str) and code:
        return Failure(code, _seconds(response.headers))
    return Failure("server_error" if response.status_code >= _SERVER else "bad_answer")


def _seconds(headers: Mapping[str, str]) -> float | None:
    value = headers.get("Retry-After", "")
    return float(value) if value.isdecimal() else None


_APP_TOKEN = (
    "create an App-Level Token with the scope connections:write under Basic Information, put it there and restart."  # noqa: S105  a sentence, no token
)
_SOCKET = {
    "not_authed": f"no token was sent: {_APP_TOKEN}",
    "invalid_auth": f"Slack does not know the token (it starts with xapp-): {_APP_TOKEN}",
    "not_allowed_token_type": f"the token is of the wrong kind (it starts with xapp-): {_APP_TOKEN}",
    "token_revoked": f"the token was revoked: {_APP_TOKEN}",
    "missing_scope": f"the token lacks a scope: {_APP_TOKEN}",
}
_TOO_MANY, _REFUSED, _SERVER = 429, 400, 500
_GONE = (404, 410)
