from base64 import urlsafe_b64encode

import pytest

from bot.slack.seal import Seal

OLD, NEW = (urlsafe_b64encode(sign * 32).decode() for sign in (b"o", b"n"))


def test_a_sealed_token_shows_nothing_of_it_and_is_another_each_time() -> None:
    seal = Seal([NEW])

    one, other = seal.close("T1", "xoxb-1-abc"), seal.close("T1", "xoxb-1-abc")

    assert one != other
    assert "xoxb" not in one
    assert seal.open("T1", one) == seal.open("T1", other) == "xoxb-1-abc"


def test_a_newer_key_in_front_opens_what_the_older_one_sealed_and_seals_otherwise() -> None:
    sealed = Seal([OLD]).close("T1", "xoxb-1-abc")
    both = Seal([NEW, OLD])

    assert both.open("T1", sealed) == "xoxb-1-abc"
    assert both.is_old(sealed)
    assert not both.is_old(both.close("T1", "xoxb-1-abc"))


@pytest.mark.parametrize("sealed", ["", "xoxb-1-abc", "gAAAAA==", Seal([OLD]).close("T1", "xoxb-1-abc")])
def test_what_no_key_fits_stays_closed(sealed: str) -> None:
    assert Seal([NEW]).open("T1", sealed) is None


def test_a_token_put_in_the_place_of_another_workspace_s_stays_closed() -> None:
    seal = Seal([NEW])

    assert seal.open("T2", seal.close("T1", "xoxb-1-abc")) is None
