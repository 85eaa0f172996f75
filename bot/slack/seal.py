"""The seal on tokens in the database: Fernet, with keys that the environment alone has.

A sealed token says whose it is, so that one row cannot be put in the place of another's.
"""

import json
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class Seal:
    """Seals with the first of some keys, and opens what any of them sealed."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Take keys of 32 bytes in base64 for addresses, as Fernet has them, the newest first."""
        self._first, self._all = Fernet(keys[0]), MultiFernet([Fernet(key) for key in keys])

    def close(self, team: str, token: str) -> str:
        """Return a workspace's token sealed; each time otherwise.

        >>> seal = Seal(["c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTEyMzQ="])
        >>> seal.open("T1", seal.close("T1", "xoxb-1"))
        'xoxb-1'
        """
        return self._first.encrypt(json.dumps([team, token]).encode()).decode("ascii")

    def open(self, team: str, sealed: str) -> str | None:
        """Return what was sealed for a workspace; None where no key fits, or it was sealed for another one."""
        try:
            owner, token = json.loads(self._all.decrypt(sealed))
        except (InvalidToken, ValueError):
            return None
        return str(token) if owner == team else None

    def is_old(self, sealed: str) -> bool:
        """Say whether another key than the first has sealed it."""
        try:
            self._first.decrypt(sealed)
        except InvalidToken:
            return True
        return False
