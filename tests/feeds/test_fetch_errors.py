"""What a fetch says when the network fails it."""

import ssl
from pathlib import Path
from socket import gaierror

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from yarl import URL

from bot.errors import FetchError
from bot.feeds.addresses import RefusedAddressError
from bot.feeds.fetch import Fetcher, Limits, translated
from tests.feeds.server import LOCAL, NOW, failure, raw_server, running

PEM = Path(__file__).parents[1] / "data" / "feeds" / "untrusted.pem"


async def test_a_certificate_nobody_vouches_for_is_not_accepted() -> None:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(PEM)

    async with running(tls) as server, Fetcher("people@example.org", LOCAL, lambda: NOW) as fetcher:
        error = await failure(fetcher, server.gives("/feed", b"<rss/>"))

    assert "has a certificate that cannot be trusted" in str(error)
    assert server.asked == []


async def test_a_port_nobody_listens_on_is_said_to_be_so(fetcher: Fetcher) -> None:
    async with raw_server(b"") as url:
        pass

    error = await failure(fetcher, url)

    assert str(error).startswith(f"{url} cannot be connected to (")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"", "closed the connection without an answer"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "answered with something that is not HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<rss>", "broke off in the middle of its answer"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",
            "broke off in the middle of its answer",
        ),
    ],
)
async def test_an_answer_that_breaks_off_is_said_to_do_so(fetcher: Fetcher, answer: bytes, said: str) -> None:
    async with raw_server(answer) as url:
        error = await failure(fetcher, url)

    assert str(error) == f"{url} {said}"


KEY = ConnectionKey("example.org", 443, True, True, None, None, None)
REQUEST = aiohttp.RequestInfo(URL("http://example.org/"), "GET", None, URL("http://example.org/"))  # type: ignore[arg-type]  # headers are not looked at
RAISED: list[Exception] = [
    aiohttp.ClientConnectorDNSError(KEY, gaierror(-2, "unknown")),
    aiohttp.ClientConnectorDNSError(KEY, RefusedAddressError("private")),
    aiohttp.ClientConnectorCertificateError(KEY, ssl.CertificateError("self-signed")),
    aiohttp.ClientConnectorSSLError(KEY, ssl.SSLError(1, "handshake")),
    aiohttp.ClientConnectorError(KEY, OSError(111, "Connection refused")),
    aiohttp.ClientProxyConnectionError(KEY, OSError(111, "Connection refused")),
    aiohttp.ServerFingerprintMismatch(b"a", b"b", "example.org", 443),
    aiohttp.ServerDisconnectedError(),
    aiohttp.ServerTimeoutError(),
    aiohttp.ConnectionTimeoutError(),
    aiohttp.SocketTimeoutError(),
    aiohttp.ClientPayloadError(),
    aiohttp.InvalidURL("http://["),
    aiohttp.InvalidUrlClientError("http://["),
    aiohttp.ClientResponseError(REQUEST, ()),
    aiohttp.TooManyRedirects(REQUEST, ()),
    aiohttp.ClientOSError(104, "Connection reset by peer"),
    aiohttp.ClientConnectionResetError("Cannot write"),
    aiohttp.ClientConnectionError("Connector is closed"),
    TimeoutError(),
    OSError(24, "Too many open files"),
    ValueError("Host label is too long"),
]


@pytest.mark.parametrize("raised", RAISED, ids=lambda error: type(error).__name__)
def test_each_error_of_the_client_has_words_of_its_own(raised: Exception) -> None:
    with pytest.raises(FetchError) as caught, translated("https://example.org/feed?key=1", Limits()):
        raise raised

    assert str(caught.value).startswith("https://example.org/feed ")
    assert "could not be fetched" not in str(caught.value)
    assert caught.value.__cause__ is raised


def test_an_error_the_client_may_get_tomorrow_has_words_too() -> None:
    class Unheard(aiohttp.ClientError):
        pass

    with (
        pytest.raises(FetchError, match=r"could not be fetched \(Unheard\)"),
        translated("https://a.example/", Limits()),
    ):
        raise Unheard


def test_no_error_of_the_client_was_forgotten() -> None:
    walked = {type(error) for error in RAISED}
    # Of web sockets, proxies and redirects that aiohttp does not follow for us; bases that are never raised.
    elsewhere = {
        aiohttp.UploadAbortedError,
        aiohttp.WSServerHandshakeError,
        aiohttp.WSMessageTypeError,
        aiohttp.ClientHttpProxyError,
        aiohttp.ContentTypeError,
        aiohttp.ClientError,
        aiohttp.ClientSSLError,
        aiohttp.ServerConnectionError,
        aiohttp.RedirectClientError,
        aiohttp.NonHttpUrlClientError,
        aiohttp.InvalidUrlRedirectClientError,
        aiohttp.NonHttpUrlRedirectClientError,
    }
    known = {
        error for error in vars(aiohttp).values() if isinstance(error, type) and issubclass(error, aiohttp.ClientError)
    }

    assert known <= walked | elsewhere
