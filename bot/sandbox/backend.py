"""All parts of the sandbox that stand behind its addresses, in one place.

It does no input or output of its own: the Web API, Socket Mode, the human side and the page all work on it.
"""

import secrets
from dataclasses import dataclass, field

from bot.sandbox.clock import Clock
from bot.sandbox.faults import Faults, Pace
from bot.sandbox.journal import Journal
from bot.sandbox.responses import Responses, Triggers
from bot.sandbox.socketmode import SocketMode
from bot.sandbox.wire import JSON
from bot.sandbox.workspace import App, Workspace


@dataclass(slots=True)
class Backend:
    """The parts.

    Attributes:
        base: `http://127.0.0.1:PORT`; empty before the server has started.
        home: The published Home tab of each person, by id.
        modals: The views opened, newest last.
        verification_token: The old shared secret that payloads still carry.
    """

    clock: Clock
    app: App
    workspace: Workspace
    journal: Journal
    faults: Faults
    pace: Pace
    responses: Responses
    triggers: Triggers
    sockets: SocketMode
    bot_token: str
    app_token: str
    signing_secret: str
    base: str = ""
    home: dict[str, JSON] = field(default_factory=dict)
    modals: list[JSON] = field(default_factory=list)
    verification_token: str = field(default_factory=lambda: secrets.token_hex(12))


def build(clock: Clock, app: App) -> Backend:
    """Put the parts together, with tokens nobody has seen before."""
    workspace = Workspace(clock, app)
    journal = Journal(clock)
    return Backend(
        clock=clock,
        app=app,
        workspace=workspace,
        journal=journal,
        faults=Faults(),
        pace=Pace(clock),
        responses=Responses(workspace, clock),
        triggers=Triggers(clock),
        sockets=SocketMode(clock, journal, app.id),
        bot_token=f"xoxb-{secrets.token_hex(16)}",
        app_token=f"xapp-1-{secrets.token_hex(16)}",
        signing_secret=secrets.token_hex(16),
    )
