"""The environment: tokens, the database, and how this process behaves.

Only what is asked for is read: `.env` when `run` asks for it, and tokens are judged when somebody wants to speak to
Slack, so that `replay` and `demo` never trip over them. No value of a secret ever enters a message.
"""

import os
import re
from pathlib import Path
from typing import Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.core.spelling import did_you_mean
from bot.errors import ConfigError, Problem


class Settings(BaseSettings):
    """The environment, read once at the start; each field is named by its variable."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True)

    mode: Literal["socket", "http"] = Field(
        "socket",
        alias="AISPEND_MODE",
        description="How Slack reaches the bot: `socket`, or `http` at your address.",
    )
    slack_bot_token: SecretStr | None = Field(
        None, alias="SLACK_BOT_TOKEN", description="The bot token, `xoxb-…`. Needed by `run` for one workspace."
    )
    slack_app_token: SecretStr | None = Field(
        None, alias="SLACK_APP_TOKEN", description="The app-level token, `xapp-…`. Needed by `run` with `socket`."
    )
    slack_signing_secret: SecretStr | None = Field(
        None,
        alias="SLACK_SIGNING_SECRET",
        description="Proves that a request comes from Slack. Needed by `run` with `http`.",
    )
    slack_client_id: str | None = Field(
        None, alias="SLACK_CLIENT_ID", description="Names the app where many workspaces install it, with `http`."
    )
    slack_client_secret: SecretStr | None = Field(
        None, alias="SLACK_CLIENT_SECRET", description="Belongs to it; needed where many workspaces install the app."
    )
    token_key: SecretStr | None = Field(
        None,
        alias="AISPEND_TOKEN_KEY",
        description="Encrypts the tokens of many workspaces in the database. To change it, put the new key in front of "
        "the old one, with a comma between; after one start the old one can go.",
    )
    features: str | None = Field(
        None,
        alias="AISPEND_FEATURES",
        description="What `aispend manifest` and the install page ask for, as in the table of features.",
    )
    host: str = Field(
        "127.0.0.1",
        alias="AISPEND_HOST",
        description="The address to listen at; what is public belongs behind a reverse proxy that speaks https.",
    )
    port: int | None = Field(
        None,
        alias="AISPEND_PORT",
        ge=1,
        le=65535,
        description="The port to listen at, for Slack and for `/healthz` and `/readyz`. Needed with `http`; with "
        "`socket` it serves the last two alone.",
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
