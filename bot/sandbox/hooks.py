"""HTTP mode: Slack signs what it sends and posts it to the app's request URL, which answers within three seconds.

The hour in the signature is the machine's, not the sandbox's: the app checks it against its own clock.
"""

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.background import Background
from bot.sandbox.clock import Clock
from bot.sandbox.deliveries import ACK_WITHIN, Delivery, Outcome
from bot.sandbox.journal import Journal
from bot.sandbox.wire import JSON, address, decode

STALE_S = 6 * 60
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_AGENT = "Slackbot 1.0 (+sandbox)"


def sign(secret: str, timestamp: str, body: str) -> str:
    """Return the signature of a request.

    >>> sign("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", "a=b")[:11]
    'v0=4ac7a966'
    """
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class Hooks:
    """The app's request URL and what is posted to it.

    Attributes:
        url: None means that the app uses Socket Mode.
        stale: How many of the next requests carry an hour six minutes old.
        forged: How many of the next requests are signed with another secret.
    """

    def __init__(self, clock: Clock, journal: Journal, background: Background, secret: str, token: str) -> None:
        """Start in Socket Mode."""
        self.clock = clock
        self.journal = journal
        self.url: str | None = None
        self.stale = 0
        self.forged = 0
        self._background = background
        self._secret = secret
        self._token = token

    async def point(self, url: str) -> None:
        """Send to an address from now on, once the app there has answered Slack's challenge.

        Raises:
            LookupError: It is not on loopback, or whoever is there does not give the challenge back.
        """
        parts = address(url)
        if parts is None or parts.hostname not in _LOOPBACK:
            raise LookupError(f"a request URL here must be on loopback, not {url}")
        challenge = secrets.token_urlsafe(24)
        asked = {"token": self._token, "challenge": challenge, "type": "url_verification"}
        try:
            status, body, _ = await self._post(url, "url_verification", json.dumps(asked), "application/json", {})
        except (aiohttp.ClientError, TimeoutError) as error:
            raise LookupError(f"{url} cannot be reached: {error}") from error
        if status != 200 or challenge not in body:
            raise LookupError(f"{url} did not give the challenge back: {status} {body[:200]}")
        self.url = url

    async def send(self, delivery: Delivery) -> None:
        """Post a delivery and start its three seconds."""
        delivery.cancel = self.clock.later(ACK_WITHIN, lambda: delivery.settle("operation_timeout"))
        self._background.spawn(self._carry(delivery, self.url or ""))

    async def _carry(self, delivery: Delivery, url: str) -> None:
        body, content_type = _encoded(delivery)
        retry = {"X-Slack-Retry-Num": str(delivery.attempt), "X-Slack-Retry-Reason": delivery.reason}
        try:
            status, text, headers = await self._post(
                url, delivery.kind, body, content_type, retry if delivery.attempt else {}
            )
        except (aiohttp.ClientError, TimeoutError):
            delivery.settle("dispatch_failed")
            return
        delivery.no_retry = headers.get("X-Slack-No-Retry") == "1"
        refused = _refused(status)
        if refused is not None:
            delivery.settle(refused)
        else:
            delivery.settle("acknowledged", _decoded(delivery, text))

    async def _post(
        self, url: str, name: str, body: str, content_type: str, more: Mapping[str, str]
    ) -> tuple[int, str, Mapping[str, str]]:
        """Sign and post; return status, body and headers of the answer."""
        at, secret = time.time(), self._secret
        if self.stale > 0:
            self.stale, at = self.stale - 1, at - STALE_S
        if self.forged > 0:
            self.forged, secret = self.forged - 1, "not the signing secret"
        timestamp = str(int(at))
        headers = {
            "Content-Type": content_type,
            "User-Agent": _AGENT,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(secret, timestamp, body),
            **more,
        }
        record = self.journal.write("http.sent", name, {"headers": dict(more), "body": body})
        timeout = aiohttp.ClientTimeout(total=30)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(url, data=body.encode(), headers=headers, allow_redirects=False) as answer,
        ):
            text = await answer.text(errors="replace")
            record.status, record.answer = answer.status, {"body": text}
            return answer.status, text, answer.headers


def _encoded(delivery: Delivery) -> tuple[str, str]:
    """Return a delivery's body and content type: events as JSON, commands as a form, the rest as JSON in a form."""
    if delivery.kind == "events_api":
        return json.dumps(delivery.content), "application/json"
    form = delivery.content if delivery.kind == "slash_commands" else {"payload": json.dumps(delivery.content)}
    return urlencode(form), "application/x-www-form-urlencoded"


def _refused(status: int) -> Outcome | None:
    if 200 <= status < 300:
        return None
    return "http_service_error" if status >= 500 else "http_client_error"


def _decoded(delivery: Delivery, text: str) -> JSON | None:
    """Return what an acknowledgement carried; plain words answer a command."""
    if not text.strip():
        return None
    try:
        decoded = decode(text)
    except ValueError:
        decoded = text
    if isinstance(decoded, dict):
        return decoded or None
    return {"text": text} if delivery.kind == "slash_commands" else None
