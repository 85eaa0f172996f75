"""Socket Mode: tickets, connections, and the envelopes that go to any one of them.

An app may hold several connections; which one an envelope takes is Slack's choice, here in turn or, with a seed, at
random.
"""

import random
import secrets
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

from aiohttp import WSMsgType, web

from bot.sandbox.clock import Clock
from bot.sandbox.deliveries import ACK_WITHIN, Delivery
from bot.sandbox.journal import Journal
from bot.sandbox.wire import JSON, decode

TICKET_LASTS = timedelta(seconds=30)
MOST_CONNECTIONS = 10

Reason = Literal["refresh_requested", "warning", "link_disabled", "too_many_websockets"]
Socket = web.WebSocketResponse


class SocketMode:
    """The app's connections and the envelopes sent over them.

    Attributes:
        refusing: How many of the next handshakes are refused.
        out: Whether Slack is out: handshakes are refused until it is not.
    """

    def __init__(self, clock: Clock, journal: Journal, app_id: str) -> None:
        """Start with no connection."""
        self.clock = clock
        self.journal = journal
        self.app_id = app_id
        self.connections: list[Socket] = []
        self.refusing = 0
        self.out: Callable[[], bool] = lambda: False
        self._cut: dict[Socket, Callable[[], None]] = {}
        self._tickets: dict[str, datetime] = {}
        self._pending: dict[str, Delivery] = {}
        self._turn = 0
        self._dice: random.Random | None = None

    def shuffle(self, seed: int | None) -> None:
        """Choose connections at random from now on, the same ones for the same seed; None means in turn."""
        self._dice = None if seed is None else random.Random(seed)  # noqa: S311 - a choice of connection, no secret

    def ticket(self) -> str:
        """Issue a ticket for one connection."""
        ticket = secrets.token_urlsafe(16)
        self._tickets[ticket] = self.clock.now() + TICKET_LASTS
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Take a connection that shows a good ticket, and read it until it ends."""
        until = self._tickets.pop(request.query.get("ticket", ""), None)
        if self.refusing > 0 or self.out():
            self.refusing = max(self.refusing - 1, 0)
            return web.Response(status=503, text="refused")
        if until is None or until < self.clock.now():
            return web.Response(status=403, text="invalid ticket")
        socket = Socket()
        await socket.prepare(request)
        if len(self.connections) >= MOST_CONNECTIONS:
            await self._write(socket, self._farewell("too_many_websockets"))
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

    def _forget(self, socket: Socket) -> None:
        self._cut.pop(socket, None)
        if socket in self.connections:
            self.connections.remove(socket)

    def _hello(self) -> JSON:
        started = self.clock.now().strftime("%Y-%m-%d %H:%M:%S.000")
        debug = {"host": "sandbox", "started": started, "build_number": 1, "approximate_connection_time": 18060}
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": debug,
            "connection_info": {"app_id": self.app_id},
        }

    def _farewell(self, reason: Reason) -> JSON:
        farewell: JSON = {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
        if reason == "too_many_websockets":
            farewell |= {"num_connections": len(self.connections), "connection_info": {"app_id": self.app_id}}
        return farewell

    async def _read(self, socket: Socket) -> None:
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                try:
                    received = decode(message.data)
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

    async def _write(self, socket: Socket, message: JSON) -> None:
        self.journal.write("socket.sent", str(message["type"]), message)
        await socket.send_json(message)

    async def send(self, delivery: Delivery) -> None:
        """Send an envelope to one of the connections and start its three seconds."""
        envelope: JSON = {
            "envelope_id": str(uuid.uuid4()),
            "payload": delivery.content,
            "type": delivery.kind,
            "accepts_response_payload": delivery.accepts,
        }
        if delivery.kind == "events_api":
            envelope |= {"retry_attempt": delivery.attempt, "retry_reason": delivery.reason}
        delivery.envelope = envelope
        socket = self._next()
        if socket is None:
            delivery.settle("dispatch_failed")
            return
        self._pending[envelope["envelope_id"]] = delivery
        delivery.cancel = self.clock.later(ACK_WITHIN, lambda: self._expire(envelope["envelope_id"]))
        try:
            await self._write(socket, envelope)
        except ConnectionError:
            # The app is gone and its reader has not noticed yet: nobody will acknowledge, as the clock will tell.
            self._forget(socket)

    def _next(self) -> Socket | None:
        live = [socket for socket in self.connections if not socket.closed]
        if not live:
            return None
        self._turn += 1
        return self._dice.choice(live) if self._dice is not None else live[self._turn % len(live)]

    def _expire(self, envelope_id: str) -> None:
        delivery = self._pending.pop(envelope_id, None)
        if delivery is not None:
            delivery.settle("operation_timeout")

    async def disconnect(self, reason: Reason = "refresh_requested") -> None:
        """Ask every connection to come again, as Slack does every few hours; `warning` announces it ten seconds ahead.

        `link_disabled` is what an app hears whose Socket Mode was switched off.
        """
        for socket in tuple(self.connections):
            await self._write(socket, self._farewell(reason))

    def abort(self) -> None:
        """Cut every connection without a word, as a failing network does."""
        for socket in tuple(self.connections):
            cut = self._cut[socket]
            self._forget(socket)
            cut()

    async def close(self) -> None:
        """End every connection and every clock that is running."""
        for delivery in tuple(self._pending.values()):
            delivery.cancel()
        self._pending.clear()
        for socket in tuple(self.connections):
            await socket.close(code=1001, message=b"sandbox stops")
