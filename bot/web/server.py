"""The HTTP server, for a reverse proxy in front of it: it speaks plain HTTP and gives no thought to TLS.

Stopping finishes requests in hand, at most so long, and takes no new ones meanwhile.
"""

from collections.abc import Iterable

import structlog
from aiohttp import web

from bot.errors import ServerError

log = structlog.get_logger()


class Server:
    """Serves some routes from `start` to `stop`."""

    def __init__(self, routes: Iterable[web.RouteDef], host: str, port: int) -> None:
        """Make a server; nothing is listened to yet.

        Args:
            routes: What to answer.
            host: Address to listen at.
            port: 0 takes any free one.
        """
        self._routes, self._host, self._port = tuple(routes), host, port
        self._runner: web.AppRunner | None = None

    @property
    def port(self) -> int:
        """Return the port that is listened at; before the start the one that was asked for."""
        addresses = self._runner.addresses if self._runner is not None else ()
        return int(addresses[0][1]) if addresses else self._port

    async def start(self) -> None:
        """Listen.

        Raises:
            ServerError: The port cannot be had.
        """
        application = web.Application()
        application.add_routes(self._routes)
        application.on_response_prepare.append(_discreet)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=_SHUTDOWN_S)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            await self.stop()
            wanted = "expected a free port and an address of this machine in AISPEND_PORT and AISPEND_HOST"
            raise ServerError(f"cannot listen at {self._host}:{self._port} ({error.strerror}): {wanted}") from error
        log.info("server.started", host=self._host, port=self.port)

    async def stop(self) -> None:
        """Take no new requests, and finish those in hand."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()


async def _discreet(_: web.Request, response: web.StreamResponse) -> None:
    """Keep answers out of caches; and addresses, which may hold an installation's code, out of what browsers tell."""
    response.headers.update(
        {
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Server": "aispend",
        }
    )


_SHUTDOWN_S = 1
"""An acknowledgement takes milliseconds; whoever stops the bot gives it ten seconds in all."""
