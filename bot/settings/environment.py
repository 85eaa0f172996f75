"""The environment: tokens, the database, and how this process behaves.

Only what is asked for is read: `.env` when `run` asks for it, and tokens are judged when somebody wants to speak to
Slack, so that `replay` and `demo` never trip over them. No value of a secret ever enters a message.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.core.spelling import did_you_mean
from bot.errors import ConfigError, Problem

_EXPECTED = {
    "SLACK_BOT_TOKEN": ("xoxb-", "your app's page, OAuth & Permissions"),
    "SLACK_APP_TOKEN": (
        "xapp-",
        "your app's page, Basic Information, App-Level Tokens, with the scope connections:write",
    ),
}


class Settings(BaseSettings):
    """The environment, read once at the start; each field is named by its variable."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True)

    slack_bot_token: SecretStr | None = Field(
        None, alias="SLACK_BOT_TOKEN", description="The bot token, `xoxb-…`. Needed by `run`."
    )
    slack_app_token: SecretStr | None = Field(
        None, alias="SLACK_APP_TOKEN", description="The app-level token for Socket Mode, `xapp-…`. Needed by `run`."
    )
    slack_signing_secret: SecretStr | None = Field(
        None,
        alias="SLACK_SIGNING_SECRET",
        description="Proves that a request comes from Slack; not needed in Socket Mode.",
    )
    slack_api_url: str = Field(
        "https://slack.com/api/",
        alias="SLACK_API_URL",
        description="Where Slack's Web API is; the sandbox sets it to itself.",
    )
    database_url: str = Field(
        "sqlite:///data/aispend.db",
        alias="DATABASE_URL",
        repr=False,
        description="Where everything is stored: `sqlite:///…`, or `postgresql://user:password@host/name`.",
    )
    config_folder: Path = Field(
        Path("config"), alias="AISPEND_CONFIG", description="The folder with watchlist.yaml, feeds.yaml and orgs.yaml."
    )
    log: Literal["console", "json"] = Field(
        "console", alias="AISPEND_LOG", description="How log lines look: `console` for people, `json` for machines."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", alias="AISPEND_LOG_LEVEL", description="The least important line that is written."
    )
    polls_at_once: int = Field(
        8, alias="AISPEND_POLLS_AT_ONCE", ge=1, le=64, description="How many feeds are fetched at the same time."
    )


@dataclass(frozen=True, slots=True)
class Tokens:
    """What it takes to speak to Slack in Socket Mode.

    Attributes:
        bot: Begins with `xoxb-`.
        app: Begins with `xapp-`.
        api_url: Ends with a slash, as the SDK expects.
    """

    bot: SecretStr
    app: SecretStr
    api_url: str


@dataclass(frozen=True, slots=True)
class Posting:
    """What it takes to post.

    Attributes:
        bot: Begins with `xoxb-`.
        api_url: Ends with a slash, as the SDK expects.
    """

    bot: SecretStr
    api_url: str


def read_settings(dotenv: Path | None = None) -> Settings:
    """Read the environment.

    Args:
        dotenv: A file of variables for those the environment does not have; None, or a file that is absent, adds
        nothing.

    Raises:
        ConfigError: A variable has a value it cannot have, or an `AISPEND_` variable is unknown.
    """
    names = {*os.environ, *_names_in(dotenv)}
    known = {str(field.alias) for field in Settings.model_fields.values()}
    problems = [
        Problem(name, 0, 0, f"unknown setting{did_you_mean(name, known)}")
        for name in sorted(names)
        if name.startswith("AISPEND_") and name not in known
    ]
    settings = None
    try:
        settings = Settings(_env_file=dotenv)  # type: ignore[call-arg]  # known to BaseSettings.__init__ alone
    except ValidationError as error:
        problems += [Problem(str(one["loc"][0]), 0, 0, one["msg"]) for one in error.errors(include_input=False)]
    else:
        if not re.match(r"(sqlite|postgres(ql)?)(\+\w+)?://", settings.database_url):
            expected = "sqlite:///data/aispend.db or postgresql://user:password@host/aispend"
            problems.append(Problem("DATABASE_URL", 0, 0, f"expected a database like {expected}"))
    if problems or settings is None:
        raise ConfigError(tuple(problems))
    return settings


def _names_in(dotenv: Path | None) -> set[str]:
    """Return the names of the variables a file sets. Raises ConfigError where it cannot be read."""
    try:
        return set(dotenv_values(dotenv)) if dotenv else set()
    except UnicodeDecodeError as error:
        raise ConfigError((Problem(str(dotenv), 0, 0, "not UTF-8; save it as UTF-8"),)) from error
    except OSError as error:
        raise ConfigError((Problem(str(dotenv), 0, 0, f"cannot be read: {error.strerror}"),)) from error


def tokens(settings: Settings) -> Tokens:
    """Return what it takes to speak to Slack in Socket Mode.

    Raises:
        ConfigError: A token is missing or odd; the messages say which and what was expected, never the value.
    """
    given = {"SLACK_BOT_TOKEN": settings.slack_bot_token, "SLACK_APP_TOKEN": settings.slack_app_token}
    problems = _problems(settings, given)
    if problems or settings.slack_bot_token is None or settings.slack_app_token is None:
        raise ConfigError(problems)
    return Tokens(settings.slack_bot_token, settings.slack_app_token, _base_url(settings))


def posting(settings: Settings) -> Posting:
    """Return what it takes to post, for a run that answers nobody.

    Raises:
        ConfigError: The bot token is missing or odd.
    """
    problems = _problems(settings, {"SLACK_BOT_TOKEN": settings.slack_bot_token})
    if problems or settings.slack_bot_token is None:
        raise ConfigError(problems)
    return Posting(settings.slack_bot_token, _base_url(settings))


def _problems(settings: Settings, given: dict[str, SecretStr | None]) -> tuple[Problem, ...]:
    """Return what is wrong with tokens and the address of Slack."""
    problems = [
        Problem(name, 0, 0, complaint)
        for name, token in given.items()
        if (complaint := _complaint(token, *_EXPECTED[name]))
    ]
    if not re.match(r"https?://[^\s/]", settings.slack_api_url):
        problems.append(Problem("SLACK_API_URL", 0, 0, f"{settings.slack_api_url!r}: expected a web address"))
    return tuple(problems)


def _base_url(settings: Settings) -> str:
    """Return the address of the Web API, ending in a slash."""
    return settings.slack_api_url.rstrip("/") + "/"


def _complaint(token: SecretStr | None, prefix: str, source: str) -> str | None:
    """Return what is wrong with a token, in words that give nothing of it away; None where nothing is."""
    if token is None:
        return f"missing; expected a token that begins with {prefix} (from {source})"
    value = token.get_secret_value()
    if re.fullmatch(rf"{prefix}[\w-]+", value, re.ASCII):
        return None
    other = next(
        (name for name, (begins, _) in _EXPECTED.items() if begins != prefix and value.startswith(begins)), None
    )
    if other:
        why = f"this looks like the one for {other}"
    elif value.startswith(prefix):
        why = "this one is cut off, or holds a character that no token has"
    else:
        why = "this one begins otherwise"
    return f"expected a token that begins with {prefix} (from {source}), but {why}; secrets are never printed"
