"""Connecting: how Slack reaches the bot and the bot reaches Slack, built from what the environment gives.

Over Socket Mode nothing has to be served; where a port is given all the same, how the bot is can be asked there.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import assert_never

from aiohttp import web

from bot.app.building import now, today
from bot.app.office import Office
from bot.pipeline import Pipeline, reconnected
from bot.ports import Store
from bot.settings import Hook, Offer, Posting, Settings, Tokens
from bot.slack.calls import client
from bot.slack.install import Credentials, Installing
from bot.slack.installed import Installed, TeamOf
from bot.slack.line import Line
from bot.slack.listen import Listener
from bot.slack.manifest import Feature, scopes
from bot.slack.post import SlackPoster
from bot.slack.receive import Receiver
from bot.slack.seal import Seal
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


def connect(
    access: Tokens | Hook | Offer, settings: Settings, pipeline: Pipeline, features: Collection[Feature]
) -> Connection:
    """Build both ways; nothing is opened yet.

    Args:
        access: What it takes to speak to Slack.
        settings: Where to listen.
        pipeline: What answers are made of.
        features: What is asked for where workspaces install the app.
    """
    poster = poster_of(access, pipeline.store)
    match access:
        case Tokens(bot, app, api_url):
            office = Office(pipeline)
            socket = Listener(bot.get_secret_value(), app.get_secret_value(), office, today, base_url=api_url)
            return Connection(socket, poster, _server(settings, socket, pipeline))
        case Hook(bot, secret, api_url):
            workspace = OneWorkspace(client(bot.get_secret_value(), api_url))
            receiver = Receiver(workspace, secret.get_secret_value(), Office(pipeline), today)
            return Connection(receiver, poster, _server(settings, receiver, pipeline, receiver.routes()))
        case Offer():
            office, installed = Office(pipeline, team_of(pipeline.store)), _installed(access, pipeline.store)
            receiver = Receiver(installed, access.signing_secret.get_secret_value(), office, today)
            routes = [*receiver.routes(), *_installing(access, pipeline, features).routes()]
            return Connection(receiver, poster, _server(settings, receiver, pipeline, routes))
        case never:
            assert_never(never)


def poster_of(access: Tokens | Hook | Posting | Offer, store: Store) -> SlackPoster:
    """Return the way to post: with the one token, or with that of the workspace a channel belongs to."""
    token = _installed(access, store).token_of if isinstance(access, Offer) else access.bot.get_secret_value()
    return SlackPoster(token, base_url=access.api_url)


def team_of(store: Store) -> TeamOf:
    """Return what tells whose a channel is: what was set in it says so, or else there is only one workspace."""

    async def find(channel: str) -> str | None:
        set_there = {one.channel: one.team for one in await store.subscriptions()}
        if (team := set_there.get(channel)) is not None:
            return team
        teams = [one.team for one in await store.installations()]
        return teams[0] if len(teams) == 1 else None

    return find


def _installed(offer: Offer, store: Store) -> Installed:
    return Installed(store, _seal(offer), team_of(store), offer.api_url)


def _installing(offer: Offer, pipeline: Pipeline, features: Collection[Feature]) -> Installing:
    app = Credentials(offer.client_id, offer.client_secret.get_secret_value())
    back = partial(reconnected, pipeline.subscribing)
    return Installing(app, scopes(features), pipeline.store, _seal(offer), now, offer.api_url, back)


def _seal(offer: Offer) -> Seal:
    return Seal([key.get_secret_value() for key in offer.token_keys])


def _server(settings: Settings, line: Line, pipeline: Pipeline, routes: Sequence[web.RouteDef] = ()) -> Server | None:
    """Return what serves how the bot is, and some routes beside it; None where no port is given."""
    if settings.port is None:
        return None
    served = health(settings.mode, lambda: line.state(now()), pipeline.store.pending)
    return Server([*served, *routes], settings.host, settings.port)
