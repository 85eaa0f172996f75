"""What every command begins and ends with: settings, the log, the pipeline, and errors turned into exit codes."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path

import typer

from bot import app as program
from bot import log
from bot.core.hours import parse_duration
from bot.errors import AispendError, ConfigError, RequestError
from bot.pipeline import Pipeline
from bot.settings import Settings, load_config, read_settings, secrets_in


def age(text: str) -> timedelta:
    """Read an age like `7d`."""
    try:
        return parse_duration(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


@contextmanager
def reported() -> Iterator[None]:
    """Turn this program's errors into one clear message and an exit code."""
    try:
        yield
    except ConfigError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    except RequestError as error:
        typer.echo(f"aispend: {error}", err=True)
        raise typer.Exit(2) from error
    except AispendError as error:
        typer.echo(f"aispend: {error}", err=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def start(dotenv: Path | None = None, *, level: str | None = None) -> Settings:
    """Read the environment and set the log up."""
    settings = read_settings(dotenv)
    log.set_up(settings.log, level or settings.log_level, secrets=secrets_in(settings))
    return settings


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Pipeline]:
    """Open the pipeline on the stored ledger, after the shipped one was brought up to date."""
    folder = settings.config_folder
    config, facts = program.together(lambda: load_config(folder), lambda: program.read_ledger(folder))
    async with program.open_pipeline(settings.database_url, config, facts) as pipeline:
        yield pipeline
