"""What a person sees, over HTTP under `/sandbox/`, and the live stream the page listens to."""

import asyncio
import json
from dataclasses import asdict

from aiohttp import web

from bot.sandbox.asking import answering
from bot.sandbox.human import Human
from bot.sandbox.seen import Seen, SeenView
from bot.sandbox.wire import JSON
from bot.sandbox.workspace import Change, Message

Stream = asyncio.Queue[str | None]


def seen_body(seen: Seen) -> JSON:
    """Return a message seen as JSON."""
    body = asdict(seen)
    body["at"] = seen.at.isoformat()
    body["pings"], body["unanswered"] = sorted(seen.pings), sorted(seen.unanswered)
    return body


def view_body(seen: SeenView | None) -> JSON | None:
    """Return a view seen as JSON; None where there is none."""
    if seen is None:
        return None
    body = asdict(seen)
    body["unanswered"] = "submit" in seen.unanswered
    body["unanswered_actions"] = sorted(seen.unanswered - {"submit"})
    return body


class Remote:
    """Answers what is asked about the workspace."""

    def __init__(self, human: Human) -> None:
        """Look for a human side."""
        self.human = human
        self._streams: dict[Stream, str] = {}
        human.backend.workspace.listen(self._publish)
        human.backend.workspace.movers.append(lambda *_: self._send("rooms", {}))
        human.backend.surfaces.listeners.append(self._view_changed)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses and what answers them."""
        return [
            web.get("/sandbox/state", answering(self.state)),
            web.get("/sandbox/screen", answering(self.screen)),
            web.get("/sandbox/views", answering(self.views)),
            web.get("/sandbox/journal", answering(self.journal)),
            web.get("/sandbox/transcript", self.transcript),
            web.get("/sandbox/events", self.events),
        ]

    async def state(self, request: web.Request) -> JSON:
        """Tell who is looking, which channels there are and what can be typed."""
        backend, workspace = self.human.backend, self.human.backend.workspace
        me = workspace.users.get(request.query.get("user", "")) or workspace.users[self.human.user]
        rooms = [room for room in workspace.channels.values() if me.id in room.members and not room.archived]
        return {
            "team": workspace.name,
            "app": {
                "id": backend.app.id,
                "user": backend.app.user,
                "name": backend.app.name,
                "connections": len(backend.sockets.connections),
                "request_url": backend.hooks.url,
                "events": sorted(backend.events.subscribed),
                "home_tab": "app_home_opened" in backend.events.subscribed or bool(backend.surfaces.home),
            },
            "me": {"id": me.id, "name": me.name, "real_name": me.real_name},
            "users": {user.id: user.name for user in workspace.users.values()},
            "channels": [
                {
                    "id": room.id,
                    "name": room.name,
                    "private": room.private,
                    "direct": room.direct,
                    "topic": room.topic,
                    "app_inside": backend.app.user in room.members,
                }
                for room in rooms
            ],
            "commands": [
                {"name": each.name, "description": each.description, "usage_hint": each.usage_hint}
                for each in backend.app.commands
            ],
        }

    def _where(self, request: web.Request) -> tuple[str, str]:
        channel = request.query.get("channel") or self.human.channel
        return channel, request.query.get("user") or self.human.user

    async def screen(self, request: web.Request) -> JSON:
        """Give the messages a person sees in a channel, threads included."""
        return {"messages": [seen_body(seen) for seen in self.human.everything(*self._where(request))]}

    async def views(self, request: web.Request) -> JSON:
        """Give a person's Home tab and open modals."""
        return self._views(request.query.get("user") or self.human.user)

    def _views(self, user: str) -> JSON:
        return {
            "home": view_body(self.human.home(user)),
            "modals": [view_body(each) for each in self.human.modals(user)],
        }

    async def transcript(self, request: web.Request) -> web.StreamResponse:
        """Give a channel's screen as plain text."""
        try:
            return web.Response(text=self.human.transcript(*self._where(request)) + "\n")
        except LookupError as error:
            return web.Response(status=404, text=str(error.args[0]))

    async def journal(self, request: web.Request) -> JSON:
        """Give all that crossed the wire."""
        records = [asdict(record) | {"at": record.at.isoformat()} for record in self.human.backend.journal.records]
        return {"records": records}

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream every change a person sees, as server-sent events."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        stream: Stream = asyncio.Queue()
        self._streams[stream] = request.query.get("user") or self.human.user
        try:
            await response.write(b"event: ready\ndata: {}\n\n")
            while (event := await stream.get()) is not None:
                await response.write(event.encode())
        except ConnectionError:
            pass  # The page was closed; there is nobody left to tell.
        finally:
            self._streams.pop(stream, None)
        return response

    def _publish(self, change: Change, said: Message) -> None:
        event = {"change": change, "message": seen_body(self.human.see(said))}
        self._send("", event, said.only_for)

    def _view_changed(self, user: str) -> None:
        self._send("view", self._views(user), user)

    def _send(self, kind: str, event: JSON, only_for: str | None = None) -> None:
        """Put an event into the streams; one without a kind is a change of a message."""
        name = f"event: {kind}\n" if kind else ""
        text = f"{name}data: {json.dumps(event)}\n\n"
        for stream, user in self._streams.items():
            if only_for in (None, user):
                stream.put_nowait(text)

    def close(self) -> None:
        """End every stream."""
        for stream in self._streams:
            stream.put_nowait(None)
