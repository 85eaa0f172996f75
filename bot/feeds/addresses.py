"""Which addresses a feed may be fetched from: those of the public internet.

The check runs on the very address that is dialled, at each hop, so neither a redirect nor a name that changes its
mind between two look-ups leads into a private network.
"""

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult

# Forms in which an IPv6 address carries an IPv4 one in its last 32 bits: compatible (RFC 4291) and NAT64 (RFC 6052).
_TAILED = (IPv6Network("::/96"), IPv6Network("64:ff9b::/96"))
# NAT64 for use inside one network (RFC 8215): where it leads is that network's affair.
_LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")


class RefusedAddressError(OSError):
    """A host leads to no public address; an OSError, because that is what a resolver may raise."""


def _inside(address: IPv6Address) -> Iterator[IPv4Address]:
    """Yield every IPv4 address that the IPv6 address leads to."""
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if int(address) > 1 and any(address in network for network in _TAILED):
        yield IPv4Address(int(address) & 0xFFFFFFFF)


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public internet, looking inside IPv6 for IPv4.

    >>> is_public("93.184.216.34"), is_public("2606:4700::1111")
    (True, True)
    >>> is_public("10.0.0.1"), is_public("100.64.0.1"), is_public("::ffff:127.0.0.1"), is_public("64:ff9b::a00:1")
    (False, False, False, False)
    """
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        inner = tuple(_inside(parsed))
        if inner:
            return all(map(_is_global, inner))
        if parsed in _LOCAL_NAT64 or parsed.is_site_local:
            return False
    return _is_global(parsed)


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    # `is_global` alone calls multicast global.
    return address.is_global and not address.is_multicast and not address.is_reserved


def is_refused(host: str, allow: frozenset[str]) -> bool:
    """Say whether a host is an IP address written out that may not be dialled; names are for the resolver.

    Args:
        host: As in the URL, without brackets.
        allow: Hosts that may be private.

    >>> is_refused("127.0.0.1", frozenset()), is_refused("127.0.0.1", frozenset({"127.0.0.1"}))
    (True, False)
    >>> is_refused("example.org", frozenset())
    False
    """
    if plain(host) in allow:
        return False
    try:
        return not is_public(host)
    except ValueError:
        return False


def is_local(host: str) -> bool:
    """Say whether a host's name means this machine, whoever is asked.

    >>> is_local("localhost"), is_local("wiki.localhost."), is_local("localhost.example.org")
    (True, True, False)
    """
    return f".{plain(host)}".endswith(".localhost")


def plain(host: str) -> str:
    """Return the host as `allow_private` spells it: lower case, without the root's dot."""
    return host.lower().rstrip(".")


class PublicResolver(AbstractResolver):
    """Look names up and keep only the public addresses; aiohttp dials exactly those."""

    def __init__(self, inner: AbstractResolver, allow: frozenset[str]) -> None:
        """Wrap a resolver.

        Args:
            inner: Does the looking up.
            allow: Hosts whose addresses are kept whatever they are.
        """
        self._inner = inner
        self._allow = allow

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses that may be dialled. Raises RefusedAddressError where there is none."""
        found = await self._inner.resolve(host, port, family)
        if plain(host) in self._allow:
            return found
        kept = [result for result in found if is_public(result["host"])]
        if not kept:
            raise RefusedAddressError(f"{host} leads to a private address ({found[0]['host'] if found else 'none'})")
        return kept

    async def close(self) -> None:
        """Close the wrapped resolver."""
        await self._inner.close()
