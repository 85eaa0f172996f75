"""Requests and what can be read from them; for the sandbox's own addresses JSON in, JSON out.

Acting takes a JSON request: a foreign page in the same browser cannot send one without asking first, and nobody
here answers that question.
"""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web
from aiohttp.http import HttpProcessingError

from bot.sandbox.wire import JSON, ApiError, Args, decode

Handler = Callable[[web.Request], Awaitable[JSON]]


async def form(request: web.Request) -> Mapping[str, object]:
    """Return a request's form. Raises ApiError `invalid_form_data`."""
    try:
        return await request.post()
    except (ValueError, LookupError, HttpProcessingError):
        raise ApiError("invalid_form_data") from None


async def asked(request: web.Request) -> Args:
    """Return a request's JSON object. Raises ApiError."""
    if request.content_type != "application/json":
        raise ApiError("invalid_content_type", status=415)
    try:
        body = decode(await request.text())
    except (ValueError, LookupError):
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
        except TimeoutError:
            return web.json_response({"ok": False, "error": "timeout"}, status=504)
        except LookupError as error:
            return web.json_response({"ok": False, "error": "not_found", "detail": str(error.args[0])}, status=404)

    return answer


def number(args: Args, name: str, most: float) -> float:
    """Return a number of seconds from 0 to `most`. Raises ApiError."""
    try:
        value = float(args.need(name))
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise ApiError(f"invalid_{name}", status=400)
    return value
