"""Connecting: how Slack reaches the bot and the bot reaches Slack, built from what the environment gives.

Over Socket Mode nothing has to be served; where a port is given all the same, how the bot is can be asked there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from aiohttp import web

from bot.app.building import now, today
from bot.app.office import Office
from bot.pipeline import Pipeline
from bot.settings import Hook, Posting, Settings, Tokens
from bot.slack.calls import client
from bot.slack.line import Line
from bot.slack.listen import Listener
from bot.slack.post import SlackPoster
from bot.slack.receive import Receiver
from bot.slack.workspaces import OneWorkspace
from bot.web import Server, health


@dataclass(frozen=True, slots=True)
class Connection:
    """Both ways between Slack and the bot.

    Attributes:
        line: What Slack sends.
        poster: What is posted.
        server: What is listened to; None where nothing is.
    """

    line: Line
    poster: SlackPoster
    server: Server | None


def connect(access: Tokens | Hook, settings: Settings, pipeline: Pipeline) -> Connection:
    """Build both ways; nothing is opened yet."""
    office, poster = Office(pipeline), poster_of(access)
    match access:
        case Tokens(bot, app, api_url):
            socket = Listener(bot.get_secret_value(), app.get_secret_value(), office, today, base_url=api_url)
            return Connection(socket, poster, _server(settings, socket, pipeline))
        case Hook(bot, secret, api_url):
            workspace = OneWorkspace(client(bot.get_secret_value(), api_url))
            receiver = Receiver(workspace, secret.get_secret_value(), office, today)
            return Connection(receiver, poster, _server(settings, receiver, pipeline, receiver.routes()))
        case never:
            assert_never(never)


def poster_of(access: Tokens | Hook | Posting) -> SlackPoster:
    """Return the way to post."""
    return SlackPoster(access.bot.get_secret_value(), base_url=access.api_url)


def _server(settings: Settings, line: Line, pipeline: Pipeline, routes: Sequence[web.RouteDef] = ()) -> Server | None:
    """Return what serves how the bot is, and some routes beside it; None where no port is given."""
    if settings.port is None:
        return None
    served = health(settings.mode, lambda: line.state(now()), pipeline.store.pending)
    return Server([*served, *routes], settings.host, settings.port)
