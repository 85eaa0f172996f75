"""The addresses behind `response_url`: what an app posts there, and what goes wrong on the way."""

from aiohttp import web

from bot.sandbox.backend import Backend
from bot.sandbox.faults import Fault
from bot.sandbox.wire import JSON, ApiError, decode

_LOSSES = (Fault.DROP, Fault.ACCEPT_THEN_DROP)


class Responding:
    """Takes what an app posts to a response URL."""

    def __init__(self, backend: Backend) -> None:
        """Take posts for a backend."""
        self.backend = backend

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Take one post, unless a fault was planned for it."""
        fault = self.backend.faults.meet("response_url")
        broken = await self.backend.faults.suffer(fault)
        if broken is not None:
            return broken
        body: JSON = {}
        try:
            body = _object(await request.read())
            refusal = fault.answer() if fault else None
            if refusal is not None:
                raise refusal
            if fault is None or fault.fault is not Fault.DROP:
                self.backend.responses.use(request.match_info["token"], body)
        except ApiError as error:
            self.backend.journal.write("response_url", error.code, body, error.body(), error.status)
            return web.json_response(error.body(), status=error.status, headers=error.headers)
        if fault is not None and fault.fault in _LOSSES:
            self.backend.journal.write("response_url", "dropped", body)
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        self.backend.journal.write("response_url", "ok", body, {"ok": True}, 200)
        return web.Response(text="ok")


def _object(raw: bytes) -> JSON:
    """Return the JSON object posted. Raises ApiError `invalid_payload`."""
    try:
        body = decode(raw)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise ApiError("invalid_payload", status=400)
    return body
