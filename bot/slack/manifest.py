"""The app's manifest: what Slack is asked for, feature by feature, and what is off where a workspace says no.

One table is the truth for the command, for the README and for what the install page asks. A scope that no feature
names is never asked for.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.core.spelling import did_you_mean
from bot.errors import ConfigError, Problem
from bot.slack.lists import COMMAND

EVENTS_PATH = "/slack/events"
"""Where Slack sends everything in HTTP mode: commands, buttons, menus and events alike."""
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"


class Feature(StrEnum):
    """What a workspace may let the bot do; the value is what people type."""

    ALERTS = "alerts"
    COMMANDS = "commands"
    RECHECK = "recheck"
    MENTIONS = "mentions"
    HOME = "home"
    CHANNELS = "channels"
    TIMEZONES = "timezones"
    FILES = "files"
    DM = "dm"
    UNINSTALL = "uninstall"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Needs:
    """What a feature asks Slack for.

    Attributes:
        without: What is off without it, a sentence for whoever decides.
        scopes: Of the bot token.
        events: Types of events.
    """

    without: str
    scopes: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


NEEDS = {
    Feature.ALERTS: Needs("Nothing is posted. Always on.", ("chat:write",)),
    Feature.COMMANDS: Needs("Nobody can ask or set anything. Always on.", ("commands",)),
    Feature.RECHECK: Needs(
        "After a connection broke in the middle of a post, the bot cannot look whether Slack has it: the alert is set "
        "aside, told in the log as `alert.parked`, and not posted again.",
        ("channels:history", "groups:history"),
    ),
    Feature.MENTIONS: Needs(
        "`@aispend alibaba` gets no answer; in threads, where Slack takes no commands, only buttons do.",
        ("app_mentions:read",),
        ("app_mention",),
    ),
    Feature.HOME: Needs("The app has no Home tab.", (), ("app_home_opened",)),
    Feature.CHANNELS: Needs(
        "The bot does not greet a channel it is invited to, learns only from failing posts that it was removed or that "
        "a channel was archived, goes on in a paused one only after `/aispend subscribe` there, shows people on the "
        "Home tab only channels that they subscribed themselves, and lets them change a channel only from within it.",
        ("channels:read", "groups:read"),
        (
            "member_joined_channel",
            "member_left_channel",
            "channel_left",
            "channel_archive",
            "channel_unarchive",
            "channel_deleted",
            "channel_rename",
            "group_left",
            "group_archive",
            "group_unarchive",
            "group_deleted",
            "group_rename",
        ),
    ),
    Feature.TIMEZONES: Needs(
        "The settings of a channel begin with UTC, not with one's own time zone.", ("users:read",)
    ),
    # A file goes into a conversation that has to be opened first.
    Feature.FILES: Needs("`/aispend export` cannot hand over a file.", ("files:write", "im:write")),
    # A message needs no scope: a person's id as the channel of chat.postMessage opens the conversation by itself.
    Feature.DM: Needs("Nobody is told in person that their channel is paused: the app has no Messages tab."),
    Feature.UNINSTALL: Needs(
        "What is kept of a workspace stays when it removes the app.", (), ("app_uninstalled", "tokens_revoked")
    ),
    Feature.PUBLIC: Needs(
        "The bot posts only where it was invited. Off unless named: it lets the bot post into every public channel.",
        ("chat:write.public",),
    ),
}
"""The one table, in the order in which a reader meets the features."""

ALWAYS = frozenset({Feature.ALERTS, Feature.COMMANDS})
"""Without these there is no app; their scopes are the only ones that cannot be refused at the installation."""

DEFAULT = frozenset(Feature) - {Feature.PUBLIC}


def features(text: str | None, source: str = "AISPEND_FEATURES") -> frozenset[Feature]:
    """Read a list of features; those that are always on need not be named, nothing at all means the usual ones.

    Args:
        text: Names with commas between; None means "not stated".
        source: Where it stands, for the problems.

    Raises:
        ConfigError: A name is none; carries a problem for each.

    >>> sorted(features("home, recheck"))
    [<Feature.ALERTS: 'alerts'>, <Feature.COMMANDS: 'commands'>, <Feature.HOME: 'home'>, <Feature.RECHECK: 'recheck'>]
    >>> features(None) == features(" ") == DEFAULT
    True
    """
    names = [name.casefold() for name in (text or "").replace(",", " ").split()]
    known = [feature.value for feature in Feature]
    problems = tuple(
        Problem(source, 0, 0, f"unknown feature {name}{did_you_mean(name, known)}; there are {', '.join(known)}")
        for name in names
        if name not in known
    )
    if problems:
        raise ConfigError(problems)
    return ALWAYS | {Feature(name) for name in names} if names else DEFAULT


def scopes(chosen: Collection[Feature]) -> tuple[str, ...]:
    """Return the scopes that features need, each once, in the order of the table.

    >>> scopes({Feature.COMMANDS, Feature.ALERTS, Feature.FILES})
    ('chat:write', 'commands', 'files:write', 'im:write')
    """
    return tuple(scope for feature, needs in NEEDS.items() if feature in chosen for scope in needs.scopes)


def events(chosen: Collection[Feature]) -> tuple[str, ...]:
    """Return the types of events that features need, in the order of the table."""
    return tuple(event for feature, needs in NEEDS.items() if feature in chosen for event in needs.events)


def manifest(chosen: Collection[Feature], url: str | None = None) -> dict[str, Any]:
    """Return the manifest: https://docs.slack.dev/reference/app-manifest.

    Args:
        chosen: Features; those that are always on are added.
        url: The public address of the bot for HTTP mode, without a slash at its end; None means Socket Mode.
    """
    chosen = ALWAYS | frozenset(chosen)
    wanted, needed = scopes(chosen), scopes(ALWAYS)
    optional = [scope for scope in wanted if scope not in needed]
    here = {"request_url": f"{url}{EVENTS_PATH}"} if url else {}
    oauth: dict[str, Any] = {"redirect_urls": [f"{url}{REDIRECT_PATH}"]} if url else {}
    oauth["scopes"] = {"bot": list(wanted)} | ({"bot_optional": optional} if optional else {})
    settings: dict[str, Any] = {}
    if told := events(chosen):
        settings["event_subscriptions"] = {**here, "bot_events": list(told)}
    menus = {"message_menu_options_url": f"{url}{EVENTS_PATH}"} if url else {}
    settings |= {
        "interactivity": {"is_enabled": True, **here, **menus},
        "org_deploy_enabled": False,
        "socket_mode_enabled": url is None,
        "token_rotation_enabled": False,
    }
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": dict(DISPLAY),
        "features": _shown(chosen, url),
        "oauth_config": oauth,
        "settings": settings,
    }


def _shown(chosen: Collection[Feature], url: str | None) -> dict[str, Any]:
    """Return the part of the manifest that people see of the app."""
    tabs = {
        "home_tab_enabled": Feature.HOME in chosen,
        "messages_tab_enabled": Feature.DM in chosen,
        # Commands are typed there too.
        "messages_tab_read_only_enabled": False,
    }
    command: dict[str, Any] = {"command": COMMAND} | ({"url": f"{url}{EVENTS_PATH}"} if url else {})
    return {
        "app_home": tabs,
        "bot_user": {"display_name": COMMAND.removeprefix("/"), "always_online": True},
        "slash_commands": [command | _COMMAND],
    }


DISPLAY = {
    "name": "AI Spend",
    "description": "Tells of large money committed to AI, and answers who commits how much",
    "long_description": (
        "AI Spend reads news feeds for organisations that commit large money to AI and posts each announcement once, "
        "with who pays, how much, over which years and for what, and the words it was read from. Ask its ledger with "
        "/aispend and a company's name; compare companies, list the largest of a year, or follow what matters to a "
        "channel."
    ),
    "background_color": "#1a1d21",
}
_COMMAND = {
    "description": "Look up what an organisation commits to AI",
    "usage_hint": "alibaba | microsoft vs meta | top 10 2025 | help",
    "should_escape": True,
}
