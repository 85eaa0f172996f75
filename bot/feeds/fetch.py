"""Bytes from the network: one conditional request for a feed, within limits of time, size, hops and addresses.

Redirects are followed by hand, because each hop is another chance to be led into a private network; the address that
is dialled is checked by the resolver (see `addresses`). What aiohttp raises is translated here and nowhere else.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from types import TracebackType

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.errors import FetchError
from bot.feeds.addresses import PublicResolver, RefusedAddressError, is_local, is_refused, plain
from bot.feeds.answers import GOOD, REDIRECTS, conditions, next_hop, place, refusal, validator
from bot.ports import FeedState, Fetched, NotModified

_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_CHUNK_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a fetch may take.

    Attributes:
        connect_s: Seconds for one connection, TLS included.
        total_s: Seconds for everything, redirects included; waiting for one's turn at a host is not counted.
        body_bytes: Most bytes of a body, counted after inflating.
        hops: Most redirects.
        per_host: Most requests to one host at a time.
        connections: Most connections in all.
    """

    connect_s: float = 5
    total_s: float = 20
    body_bytes: int = 8 * 1024 * 1024
    hops: int = 5
    per_host: int = 2
    connections: int = 64


class Fetcher:
    """An HTTP client that fetches feeds; an async context manager, one for the whole program."""

    def __init__(
        self,
        contact: str,
        allow_private: frozenset[str],
        clock: Callable[[], datetime],
        limits: Limits | None = None,
        resolver: AbstractResolver | None = None,
    ) -> None:
        """Prepare the client.

        Args:
            contact: Address people can write to, sent with every request.
            allow_private: Hosts that may lie in private networks.
            clock: Gives an aware "now", for Retry-After dates.
            limits: None means the defaults.
            resolver: Looks host names up; None means the system's way.
        """
        self._contact = contact
        self._allow = frozenset(map(plain, allow_private))
        self._clock = clock
        self._limits = limits or Limits()
        self._resolver = resolver
        self._session: aiohttp.ClientSession | None = None
        self._turns: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(self._limits.per_host))

    async def __aenter__(self) -> "Fetcher":
        """Open the session."""
        resolver = PublicResolver(self._resolver or aiohttp.ThreadedResolver(), self._allow)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=resolver, limit=self._limits.connections),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.connect_s),
            headers={
                "User-Agent": f"aispend/0.1 (+{' '.join(self._contact.split())})",
                "Accept": _ACCEPT,
                "A-IM": "feed",
                # Only what aiohttp inflates piece by piece under a limit of its own.
                "Accept-Encoding": "gzip, deflate",
            },
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the session and its connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def fetch(self, state: FeedState) -> Fetched | NotModified:
        """Ask for a feed once.

        Raises:
            FetchError: It could not be had, with a sentence that says why.
        """
        url = state.feed.url
        with translated(url, self._limits):
            address = URL(url)
            async with self._turns[address.host or ""], asyncio.timeout(self._limits.total_s):
                return await self._ask(address, state)

    async def _ask(self, address: URL, state: FeedState) -> Fetched | NotModified:
        response = await self._follow(address, conditions(state.etag, state.last_modified))
        async with response:
            headers = response.headers
            etag, last_modified = validator(headers, "ETag"), validator(headers, "Last-Modified")
            if response.status == 304:
                return NotModified(etag or state.etag, last_modified or state.last_modified)
            if response.status not in GOOD:
                raise refusal(response.status, headers, str(response.url), self._clock())
            body = await self._body(response)
        digest = blake2b(body, digest_size=16).hexdigest()
        if digest == state.body_hash:
            return NotModified(etag, last_modified)
        return Fetched(body, headers.get("Content-Type"), str(response.url), etag, last_modified, digest)

    async def _follow(self, address: URL, headers: dict[str, str]) -> aiohttp.ClientResponse:
        """Return the first answer that is no redirect."""
        if self._session is None:
            raise RuntimeError("The fetcher is not open: use `async with`.")
        for hop in range(self._limits.hops + 1):
            _check(address, self._allow, permanent=not hop)
            response = await self._session.get(address, headers=headers, allow_redirects=False)
            if response.status not in REDIRECTS:
                return response
            response.close()
            address = next_hop(address, response.headers.get("Location"), response.status)
        raise FetchError(f"{place(address)} redirects more than {self._limits.hops} times", url=str(address))

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        """Return the inflated body, giving up at the first piece beyond the limit."""
        pieces: list[bytes] = []
        size = 0
        async for piece in response.content.iter_chunked(_CHUNK_BYTES):
            size += len(piece)
            if size > self._limits.body_bytes:
                response.close()
                most = self._limits.body_bytes / 1_000_000
                raise FetchError(
                    f"{place(response.url)} sends more than {most:.1f} MB",
                    url=str(response.url),
                    status=response.status,
                )
            pieces.append(piece)
        return b"".join(pieces)


def _check(address: URL, allow: frozenset[str], *, permanent: bool) -> None:
    """Refuse an address that is no public http(s) one, as far as can be told before its name is looked up.

    Args:
        address: What is to be dialled.
        allow: Hosts that may be private.
        permanent: Whether a private address stands in the configuration; in a redirect it may be a captive portal's.
    """
    if address.scheme not in ("http", "https") or not address.host:
        raise FetchError(f"{place(address)} is no http or https address", url=str(address), permanent=True)
    if is_refused(address.host, allow):
        raise FetchError(f"{place(address)} is a private address, refused", url=str(address), permanent=permanent)


@contextmanager
def translated(url: str, limits: Limits) -> Iterator[None]:
    """Turn whatever the client raises into a FetchError that says in words what went wrong.

    Raises:
        FetchError: Anything of aiohttp's, of the operating system's, or a time limit.
    """
    try:
        yield
    except FetchError:
        raise
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        refused = isinstance(error, aiohttp.ClientConnectorDNSError) and isinstance(error.os_error, RefusedAddressError)
        # A captive portal gives its own address for any name: only a name that can mean nothing else is out for good.
        permanent = (refused and is_local(URL(url).host or "")) or (
            isinstance(error, ValueError) and not isinstance(error, aiohttp.ClientOSError)
        )
        raise FetchError(f"{place(url)} {_sentence(error, limits)}", url=url, permanent=permanent) from error


def _sentence(error: Exception, limits: Limits) -> str:
    """Return what happened, to follow the address."""
    match error:
        case aiohttp.ConnectionTimeoutError():
            return f"did not accept a connection within {limits.connect_s:g} s"
        case TimeoutError():
            return f"did not answer in full within {limits.total_s:g} s"
        case aiohttp.ClientConnectorDNSError(os_error=RefusedAddressError() as refused):
            return f"is refused: {refused}"
        case aiohttp.ClientConnectorDNSError():
            return "has a host name that cannot be resolved"
        case aiohttp.ClientConnectorCertificateError():
            return f"has a certificate that cannot be trusted ({error.certificate_error})"
        case aiohttp.ClientSSLError() | aiohttp.ServerFingerprintMismatch():
            return "cannot be reached over TLS"
        case aiohttp.InvalidURL():
            return "is not a valid address"
        case aiohttp.ClientConnectorError():
            return f"cannot be connected to ({error.os_error.strerror or error.os_error})"
        case aiohttp.ClientPayloadError():
            return "broke off in the middle of its answer"
        case aiohttp.ClientResponseError():
            return "answered with something that is not HTTP"
        case aiohttp.ClientConnectionError() | OSError():
            return "closed the connection without an answer"
        case ValueError():
            return "is not a valid address"
        case _:
            return f"could not be fetched ({type(error).__name__})"
