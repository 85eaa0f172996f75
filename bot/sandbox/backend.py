"""All parts of the sandbox that stand behind its addresses, in one place.

It does no input or output of its own: the Web API, Socket Mode, the human side and the page all work on it.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.sandbox.background import Background
from bot.sandbox.clock import Clock
from bot.sandbox.events import Events
from bot.sandbox.faults import Faults
from bot.sandbox.hooks import Hooks
from bot.sandbox.journal import Journal
from bot.sandbox.limits import Pace, Tiers
from bot.sandbox.line import Line
from bot.sandbox.responses import Responses, Triggers
from bot.sandbox.socketmode import SocketMode
from bot.sandbox.surfaces import Surfaces
from bot.sandbox.tokens import Tokens
from bot.sandbox.wire import JSON
from bot.sandbox.workspace import App, Workspace


@dataclass(slots=True)
class Backend:
    """The parts.

    Attributes:
        base: `http://127.0.0.1:PORT`; empty before the server has started.
        served: Options the app gave for a menu when asked, by place, block and action.
        client_id: The app's, for the install page; `client_secret` is for the exchange.
    """

    clock: Clock
    app: App
    workspace: Workspace
    journal: Journal
    faults: Faults
    pace: Pace
    tiers: Tiers
    responses: Responses
    triggers: Triggers
    tokens: Tokens
    sockets: SocketMode
    hooks: Hooks
    line: Line
    events: Events
    surfaces: Surfaces
    background: Background
    bot_token: str
    app_token: str
    signing_secret: str
    base: str = ""
    served: dict[tuple[str, str, str], list[JSON]] = field(default_factory=dict)
    client_id: str = field(default_factory=lambda: f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}")
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def human_id(self) -> str:
        """Return the id of the first person."""
        return next(user.id for user in self.workspace.users.values() if not user.bot)

    async def close(self) -> None:
        """End every connection, and all that goes on by itself."""
        self.events.close()
        await self.sockets.close()
        await self.background.close()


def build(clock: Clock, app: App, subscribed: Collection[str]) -> Backend:
    """Put the parts together, with tokens nobody has seen before; `subscribed` are the events the app wants."""
    workspace, journal, background, faults = Workspace(clock, app), Journal(clock), Background(), Faults(clock)
    tokens, secret, verification = Tokens(clock), secrets.token_hex(16), secrets.token_hex(12)
    sockets = SocketMode(clock, journal, app.id)
    sockets.out = faults.out
    hooks = Hooks(clock, journal, background, secret, verification)
    line = Line(sockets, hooks, verification)
    return Backend(
        clock=clock,
        app=app,
        workspace=workspace,
        journal=journal,
        faults=faults,
        pace=Pace(clock),
        tiers=Tiers(clock),
        responses=Responses(workspace, clock),
        triggers=Triggers(clock),
        tokens=tokens,
        sockets=sockets,
        hooks=hooks,
        line=line,
        events=Events(clock, workspace, line, background, subscribed),
        surfaces=Surfaces(workspace, clock),
        background=background,
        bot_token=tokens.issue("bot").token,
        app_token=tokens.issue("app").token,
        signing_secret=secret,
    )
