"""Socket Mode: tickets, connections, envelopes and the three seconds an app has to acknowledge one.

An envelope goes to any one of the app's connections. What the person sees when nobody acknowledges is decided by
whoever sent it, through `Delivery.lost`.
"""

import asyncio
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from aiohttp import WSMsgType, web

from bot.sandbox.clock import Clock
from bot.sandbox.journal import Journal
from bot.sandbox.wire import JSON

ACK_WITHIN = timedelta(seconds=3)
TICKET_LASTS = timedelta(seconds=30)
MOST_CONNECTIONS = 10

Outcome = Literal["pending", "acknowledged", "operation_timeout", "dispatch_failed"]
Reason = Literal["refresh_requested", "warning", "link_disabled", "too_many_websockets"]


@dataclass(slots=True)
class Delivery:
    """An envelope on its way.

    Attributes:
        answered: Called with what the acknowledgement carried; None where it carried nothing.
        lost: Called with the outcome when no acknowledgement came.
        payload: What the acknowledgement carried.
    """

    envelope: JSON
    answered: Callable[[JSON | None], None]
    lost: Callable[[Outcome], None]
    outcome: Outcome = "pending"
    payload: JSON | None = None
    settled: asyncio.Event = field(default_factory=asyncio.Event)
    cancel: Callable[[], None] | None = None

    @property
    def acknowledged(self) -> bool:
        """Return whether the app acknowledged in time."""
        return self.outcome == "acknowledged"

    async def done(self, timeout_s: float = 5.0) -> Outcome:
        """Wait until it is acknowledged or lost; `timeout_s` is real seconds. Raises TimeoutError."""
        await asyncio.wait_for(self.settled.wait(), timeout_s)
        return self.outcome

    def settle(self, outcome: Outcome, payload: JSON | None = None) -> None:
        """Record how it went and tell the sender, once."""
        self.outcome, self.payload = outcome, payload
        if self.cancel is not None:
            self.cancel()
        if outcome == "acknowledged":
            self.answered(payload)
        else:
            self.lost(outcome)
        self.settled.set()


class SocketMode:
    """The app's connections and the envelopes sent over them."""

    def __init__(self, clock: Clock, journal: Journal, app_id: str) -> None:
        """Start with no connection."""
        self.clock = clock
        self.journal = journal
        self.app_id = app_id
        self.connections: list[web.WebSocketResponse] = []
        self.refusing = 0
        self._cut: dict[web.WebSocketResponse, Callable[[], None]] = {}
        self._tickets: dict[str, datetime] = {}
        self._pending: dict[str, Delivery] = {}
        self._turn = 0

    def ticket(self) -> str:
        """Issue a ticket for one connection."""
        ticket = secrets.token_urlsafe(16)
        self._tickets[ticket] = self.clock.now() + TICKET_LASTS
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Take a connection that shows a good ticket, and read it until it ends."""
        until = self._tickets.pop(request.query.get("ticket", ""), None)
        if self.refusing > 0:
            self.refusing -= 1
            return web.Response(status=503, text="refused")
        if until is None or until < self.clock.now():
            return web.Response(status=403, text="invalid ticket")
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self.connections) >= MOST_CONNECTIONS:
            await self._write(socket, {"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        self.connections.append(socket)
        transport = request.transport
        self._cut[socket] = transport.abort if transport is not None else lambda: None
        try:
            await self._write(socket, self._hello())
            await self._read(socket)
        finally:
            self._forget(socket)
        return socket

    def _forget(self, socket: web.WebSocketResponse) -> None:
        self._cut.pop(socket, None)
        if socket in self.connections:
            self.connections.remove(socket)

    def _hello(self) -> JSON:
        started = self.clock.now().strftime("%Y-%m-%d %H:%M:%S.000")
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {
                "host": "sandbox",
                "started": started,
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
            "connection_info": {"app_id": self.app_id},
        }

    async def _read(self, socket: web.WebSocketResponse) -> None:
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                try:
                    received = message.json()
                except ValueError:
                    continue
                if isinstance(received, dict):
                    self._receive(received)

    def _receive(self, received: JSON) -> None:
        self.journal.write("socket.received", "ack", received)
        envelope_id = received.get("envelope_id")
        delivery = self._pending.pop(envelope_id, None) if isinstance(envelope_id, str) else None
        if delivery is not None:
            payload = received.get("payload")
            delivery.settle("acknowledged", payload if isinstance(payload, dict) and payload else None)

    async def _write(self, socket: web.WebSocketResponse, message: JSON) -> None:
        self.journal.write("socket.sent", str(message["type"]), message)
        await socket.send_json(message)

    async def send(
        self,
        kind: str,
        payload: JSON,
        *,
        answered: Callable[[JSON | None], None],
        lost: Callable[[Outcome], None],
        accepts_response_payload: bool,
    ) -> Delivery:
        """Send an envelope to one of the connections and start its three seconds."""
        envelope: JSON = {
            "envelope_id": str(uuid.uuid4()),
            "payload": payload,
            "type": kind,
            "accepts_response_payload": accepts_response_payload,
        }
        delivery = Delivery(envelope, answered, lost)
        socket = self._next()
        if socket is None:
            delivery.settle("dispatch_failed")
            return delivery
        self._pending[envelope["envelope_id"]] = delivery
        delivery.cancel = self.clock.later(ACK_WITHIN, lambda: self._expire(envelope["envelope_id"]))
        try:
            await self._write(socket, envelope)
        except ConnectionError:
            # The app is gone and its reader has not noticed yet: nobody will acknowledge, as the clock will tell.
            self._forget(socket)
        return delivery

    def _next(self) -> web.WebSocketResponse | None:
        live = [socket for socket in self.connections if not socket.closed]
        if not live:
            return None
        self._turn += 1
        return live[self._turn % len(live)]

    def _expire(self, envelope_id: str) -> None:
        delivery = self._pending.pop(envelope_id, None)
        if delivery is not None:
            delivery.settle("operation_timeout")

    async def disconnect(self, reason: Reason = "refresh_requested") -> None:
        """Ask every connection to come again, as Slack does every few hours; `warning` only announces it."""
        for socket in tuple(self.connections):
            await self._write(socket, {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})

    def abort(self) -> None:
        """Cut every connection without a word, as a failing network does."""
        for socket in tuple(self.connections):
            cut = self._cut[socket]
            self._forget(socket)
            cut()

    async def close(self) -> None:
        """End every connection and every clock that is running."""
        for delivery in tuple(self._pending.values()):
            if delivery.cancel is not None:
                delivery.cancel()
        self._pending.clear()
        for socket in tuple(self.connections):
            await socket.close(code=1001, message=b"sandbox stops")
