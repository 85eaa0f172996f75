"""Tokens: which there are, how long they last, how they are renewed and revoked.

A token that rotates lasts twelve hours; its refresh token works once, and so do codes from the install page, for ten
minutes.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.sandbox.clock import Clock
from bot.sandbox.wire import ApiError

LASTS = timedelta(hours=12)
CODE_LASTS = timedelta(minutes=10)


@dataclass(slots=True)
class Grant:
    """A token.

    Attributes:
        expires: None means never.
        refresh: What renews it; empty where it does not rotate.
        revoked: Slack's error code for calls with it; empty while it is good.
    """

    token: str
    kind: Literal["bot", "app"]
    expires: datetime | None = None
    refresh: str = ""
    revoked: str = ""


@dataclass(slots=True)
class Code:
    """What a person allowed on the install page, to be exchanged for a token."""

    user: str
    redirect_uri: str
    scopes: tuple[str, ...]
    until: datetime
    used: bool = False


class Tokens:
    """The tokens and codes issued."""

    def __init__(self, clock: Clock) -> None:
        """Start with none."""
        self.clock = clock
        self._grants: dict[str, Grant] = {}
        self._codes: dict[str, Code] = {}

    def issue(self, kind: Literal["bot", "app"], *, rotating: bool = False) -> Grant:
        """Issue a token."""
        prefix = "xapp-1-" if kind == "app" else "xoxe.xoxb-1-" if rotating else "xoxb-"
        grant = Grant(f"{prefix}{secrets.token_hex(16)}", kind)
        if rotating:
            grant.expires, grant.refresh = self.clock.now() + LASTS, f"xoxe-1-{secrets.token_hex(16)}"
        self._grants[grant.token] = grant
        return grant

    def check(self, token: str | None) -> Grant:
        """Return a good token.

        Raises:
            ApiError: `not_authed`, `invalid_auth`, `token_revoked`, `account_inactive`, `token_expired`.
        """
        if not token:
            raise ApiError("not_authed")
        grant = self._grants.get(token)
        if grant is None:
            raise ApiError("invalid_auth")
        if grant.revoked:
            raise ApiError(grant.revoked)
        if grant.expires is not None and grant.expires <= self.clock.now():
            raise ApiError("token_expired")
        return grant

    def renew(self, refresh: str) -> Grant:
        """Exchange a refresh token for a new pair. Raises ApiError `invalid_refresh_token`."""
        old = next((each for each in self._grants.values() if each.refresh and each.refresh == refresh), None)
        if old is None or old.revoked:
            raise ApiError("invalid_refresh_token")
        old.refresh = ""
        return self.issue("bot", rotating=True)

    def revoke(self, token: str) -> None:
        """Revoke one token."""
        self._grants[token].revoked = "token_revoked"

    def revoke_all(self) -> None:
        """Revoke every bot token, as uninstalling does."""
        for grant in self._grants.values():
            if grant.kind == "bot":
                grant.revoked = "account_inactive"

    def allow(self, user: str, redirect_uri: str, scopes: tuple[str, ...]) -> str:
        """Issue a code for what a person allowed."""
        code = secrets.token_urlsafe(24)
        self._codes[code] = Code(user, redirect_uri, scopes, self.clock.now() + CODE_LASTS)
        return code

    def exchange(self, code: str, redirect_uri: str | None) -> Code:
        """Use a code. Raises ApiError `invalid_code`, `code_already_used`, `code_expired`, `bad_redirect_uri`."""
        allowed = self._codes.get(code)
        if allowed is None:
            raise ApiError("invalid_code")
        if allowed.used:
            raise ApiError("code_already_used")
        if allowed.until <= self.clock.now():
            raise ApiError("code_expired")
        if redirect_uri is not None and redirect_uri != allowed.redirect_uri:
            raise ApiError("bad_redirect_uri")
        allowed.used = True
        return allowed
