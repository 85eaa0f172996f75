"""Public and private addresses."""

import pytest

from bot.feeds.addresses import PublicResolver, RefusedAddressError, is_public
from tests.feeds.server import FakeResolver


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34",
        "2606:4700::1111",
        "::ffff:93.184.216.34",
        "64:ff9b::5db8:d822",
        "2002:5db8:d822::1",
    ],
)
def test_an_address_of_the_internet_may_be_dialled(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1", "loopback"),
        ("127.8.8.8", "loopback"),
        ("::1", "loopback"),
        ("10.1.2.3", "private"),
        ("172.31.0.1", "private"),
        ("192.168.1.1", "private"),
        ("fd00::1", "private"),
        ("fec0::1", "site-local"),
        ("169.254.169.254", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("100.64.0.1", "carrier-grade NAT"),
        ("224.0.0.1", "multicast"),
        ("ff0e::1", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "broadcast"),
        ("0.0.0.0", "unspecified"),
        ("::", "unspecified"),
        ("198.18.0.1", "benchmarks"),
        ("::ffff:10.0.0.1", "mapped"),
        ("::10.0.0.1", "compatible"),
        ("64:ff9b::a00:1", "NAT64"),
        ("64:ff9b:1::1", "NAT64 inside one network"),
        ("2002:a00:1::1", "6to4"),
        ("2001:0:5db8:d822:0:0:f5ff:fffe", "Teredo, its client 10.0.0.1"),
        ("2001:0:a00:1:0:0:a247:27dd", "Teredo, its server 10.0.0.1"),
    ],
)
def test_an_address_of_a_private_network_may_not(address: str, why: str) -> None:
    assert not is_public(address), why


async def test_of_a_name_with_both_kinds_only_the_public_addresses_are_kept() -> None:
    resolver = PublicResolver(FakeResolver(mixed_example_org=["10.0.0.1", "93.184.216.34"]), frozenset())

    found = await resolver.resolve("mixed.example.org", 80)
    await resolver.close()

    assert [result["host"] for result in found] == ["93.184.216.34"]


async def test_a_name_with_no_address_at_all_is_refused() -> None:
    resolver = PublicResolver(FakeResolver(empty_example_org=[]), frozenset())

    with pytest.raises(RefusedAddressError, match=r"empty\.example\.org"):
        await resolver.resolve("empty.example.org", 80)
