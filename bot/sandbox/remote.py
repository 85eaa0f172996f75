"""The human side over HTTP, under `/sandbox/`, and the live stream the page listens to.

Acting takes a JSON request: a foreign page in the same browser cannot send one without asking first, and nobody
here answers that question.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict

from aiohttp import web

from bot.sandbox.faults import Fault
from bot.sandbox.human import Human
from bot.sandbox.seen import Seen
from bot.sandbox.wire import JSON, ApiError, Args
from bot.sandbox.workspace import Change, Message

Stream = asyncio.Queue[JSON | None]
Handler = Callable[[web.Request], Awaitable[JSON]]


def seen_body(seen: Seen) -> JSON:
    """Return a message seen as JSON."""
    body = asdict(seen)
    body["at"] = seen.at.isoformat()
    body["pings"], body["unanswered"] = sorted(seen.pings), sorted(seen.unanswered)
    return body


async def _body(request: web.Request) -> Args:
    """Return a request's JSON object. Raises ApiError."""
    if request.content_type != "application/json":
        raise ApiError("invalid_content_type", status=415)
    try:
        body = json.loads(await request.text())
    except ValueError:
        raise ApiError("invalid_json", status=400) from None
    if not isinstance(body, dict):
        raise ApiError("json_not_object", status=400)
    return Args(body)


def answering(handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Return a handler whose JSON, refusals and look-ups in vain become answers."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return web.json_response({"ok": True, **await handler(request)})
        except ApiError as error:
            return web.json_response(error.body(), status=error.status if error.status != 200 else 400)
        except LookupError as error:
            return web.json_response({"ok": False, "error": "not_found", "detail": str(error.args[0])}, status=404)

    return answer


class Remote:
    """Answers `/sandbox/…`."""

    def __init__(self, human: Human) -> None:
        """Act for a human side."""
        self.human = human
        self._streams: dict[Stream, str] = {}
        human.backend.workspace.listen(self._publish)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses and what answers them."""
        return [
            web.get("/sandbox/state", answering(self.state)),
            web.get("/sandbox/screen", answering(self.screen)),
            web.get("/sandbox/journal", answering(self.journal)),
            web.get("/sandbox/transcript", self.transcript),
            web.get("/sandbox/events", self.events),
            web.post("/sandbox/slash", answering(self.slash)),
            web.post("/sandbox/say", answering(self.say)),
            web.post("/sandbox/click", answering(self.click)),
            web.post("/sandbox/faults", answering(self.faults)),
            web.post("/sandbox/disconnect", answering(self.disconnect)),
        ]

    async def state(self, request: web.Request) -> JSON:
        """Tell who is looking, which channels there are and what can be typed."""
        backend, workspace = self.human.backend, self.human.backend.workspace
        me = workspace.users.get(request.query.get("user", "")) or workspace.users[self.human.user]
        rooms = [room for room in workspace.channels.values() if me.id in room.members and not room.archived]
        return {
            "team": workspace.name,
            "app": {"name": backend.app.name, "connections": len(backend.sockets.connections)},
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
        query = request.query
        return query.get("channel") or self.human.channel, query.get("user") or self.human.user

    async def screen(self, request: web.Request) -> JSON:
        """Show a channel as a person sees it, threads and all."""
        return {"messages": [seen_body(seen) for seen in self.human.everything(*self._where(request))]}

    async def transcript(self, request: web.Request) -> web.Response:
        """Show a channel as plain text."""
        try:
            return web.Response(text=self.human.transcript(*self._where(request)) + "\n")
        except LookupError as error:
            return web.Response(status=404, text=str(error.args[0]))

    async def journal(self, request: web.Request) -> JSON:
        """Give all that crossed the wire."""
        records = [asdict(record) | {"at": record.at.isoformat()} for record in self.human.backend.journal.records]
        return {"records": records}

    async def slash(self, request: web.Request) -> JSON:
        """Type a slash command."""
        args = await _body(request)
        delivery = await self.human.type_slash(args.need("channel"), args.need("user"), args.need("text"))
        return {"outcome": delivery.outcome}

    async def say(self, request: web.Request) -> JSON:
        """Type a plain message."""
        args = await _body(request)
        return {"message": seen_body(self.human.say(args.need("channel"), args.need("user"), args.need("text")))}

    async def click(self, request: web.Request) -> JSON:
        """Act on a message."""
        args = await _body(request)
        user, ts = args.need("user"), args.need("ts")
        shown = self.human.backend.workspace.visible(args.need("channel"), user)
        said = next((each for each in shown if each.ts == ts), None)
        if said is None:
            raise LookupError(f"no message {ts}")
        delivery = await self.human.click(
            self.human.see(said),
            args.need("action_id"),
            user=user,
            block_id=args.text("block_id"),
            option=args.text("option"),
        )
        return {"outcome": delivery.outcome}

    async def faults(self, request: web.Request) -> JSON:
        """Plan faults."""
        args = await _body(request)
        try:
            fault = Fault(args.need("fault"))
        except ValueError:
            raise LookupError(f"no such fault; there are: {', '.join(Fault)}") from None
        times, retry_after = args.number("times", 1, most=1000), args.number("retry_after", 1, most=3600)
        code = args.text("code") or "internal_error"
        self.human.fail(args.need("method"), fault, times=times, code=code, retry_after=retry_after)
        return {}

    async def disconnect(self, request: web.Request) -> JSON:
        """Ask the app's connections to come again."""
        await _body(request)
        await self.human.backend.sockets.disconnect()
        return {}

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream every change a person sees, as server-sent events."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        stream: Stream = asyncio.Queue()
        self._streams[stream] = request.query.get("user") or self.human.user
        try:
            await response.write(b"event: ready\ndata: {}\n\n")
            while (event := await stream.get()) is not None:
                await response.write(f"data: {json.dumps(event)}\n\n".encode())
        except ConnectionError:
            pass  # The page was closed; there is nobody left to tell.
        finally:
            self._streams.pop(stream, None)
        return response

    def _publish(self, change: Change, said: Message) -> None:
        event = {"change": change, "message": seen_body(self.human.see(said))}
        for stream, user in self._streams.items():
            if said.only_for in (None, user):
                stream.put_nowait(event)

    def close(self) -> None:
        """End every stream."""
        for stream in self._streams:
            stream.put_nowait(None)
