"""What an HTTP answer means for a feed: pure functions on statuses, headers and addresses.

No client is known here. Validators go back exactly as they came, quotes and all: a server compares bytes.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from yarl import URL

from bot.errors import FetchError

GOOD = frozenset({200, 203, 226})
"""Statuses whose body is the feed; 226 is a delta, which reads like any other."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})

_SENTENCES = {
    401: "asks for a login",
    402: "asks for payment",
    403: "refuses to serve us",
    404: "has no such page",
    410: "says the feed is gone for good",
    429: "asks us to come less often",
    451: "may not serve it for legal reasons",
    503: "is not available at the moment",
}


def place(url: str | URL) -> str:
    """Return an address fit to be shown: no login, query or fragment, which may hold secrets.

    >>> place("https://user:secret@example.org/feed?token=x#a")
    'https://example.org/feed'
    """
    try:
        parsed = URL(url)
        return str(parsed.with_user(None).with_query(None).with_fragment(None))
    except ValueError:
        return str(url).partition("?")[0]


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Return the headers of a conditional request.

    >>> conditions('W/"a"', None)
    {'If-None-Match': 'W/"a"'}
    """
    wanted = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in wanted.items() if value}


def validator(headers: Mapping[str, str], name: str) -> str | None:
    r"""Return a validator byte for byte, or None where it is absent or could not be sent back as it came.

    >>> validator({"ETag": '"a"'}, "ETag"), validator({"ETag": "\udcff"}, "ETag")
    ('"a"', None)
    """
    value = headers.get(name)
    if not value:
        return None
    try:
        # aiohttp keeps bytes that are no UTF-8 as lone surrogates; neither a header nor a row can hold those.
        value.encode()
    except UnicodeEncodeError:
        return None
    return value


def retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds a `Retry-After` header asks for, never negative; None for an absent or senseless one.

    Args:
        value: Seconds or an HTTP date.
        now: Aware.

    >>> retry_after("120", datetime(2025, 2, 25, tzinfo=UTC))
    120.0
    >>> retry_after("Tue, 25 Feb 2025 00:01:00 GMT", datetime(2025, 2, 25, tzinfo=UTC))
    60.0
    """
    value = (value or "").strip()
    if re.fullmatch(r"[0-9]{1,9}", value):
        return float(value)
    try:
        when = parsedate_to_datetime(value)
        if when.tzinfo is None:
            when = when.replace(tzinfo=UTC)
        return max(0.0, (when - now).total_seconds())
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def refusal(status: int, headers: Mapping[str, str], url: str, now: datetime) -> FetchError:
    """Return the error for a status that brings no feed.

    Args:
        status: Neither one of GOOD nor 304.
        headers: Of the answer; names in any case.
        url: Which answered.
        now: Aware; a Retry-After date is reckoned from it.
    """
    if headers.get("cf-mitigated") == "challenge":
        sentence = "stands behind a Cloudflare challenge, which only a browser can pass"
    elif status in _SENTENCES:
        sentence = _SENTENCES[status]
    elif status >= 500:
        sentence = "has trouble of its own"
    else:
        sentence = "gave no feed"
    return FetchError(
        f"{place(url)} {sentence} (HTTP {status})",
        url=url,
        status=status,
        retry_after=retry_after(headers.get("Retry-After"), now),
        permanent=status == 410,
    )


def next_hop(url: URL, location: str | None, status: int) -> URL:
    """Return where a redirect leads.

    Raises:
        FetchError: It leads nowhere, away from HTTP, or from HTTPS to HTTP.
    """
    if not location:
        raise FetchError(f"{place(url)} redirects without saying where (HTTP {status})", url=str(url), status=status)
    try:
        target = url.join(URL(location))
    except ValueError as error:
        raise FetchError(f"{place(url)} redirects to what is no address", url=str(url), status=status) from error
    if url.scheme == "https" and target.scheme == "http":
        raise FetchError(f"{place(url)} redirects from https to http, refused", url=str(url), status=status)
    return target
