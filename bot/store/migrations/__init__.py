"""The steps that make the tables, one module each, run in order when the store is opened.

There is no `env.py`: a step runs inside the caller's connection and transaction, so a failed one leaves nothing behind.
A new step is a new module at the end of the chain; an old one is never edited.
"""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.errors import StoreError

HERE = str(Path(__file__).parent)


def steps() -> ScriptDirectory:
    """Return the chain of steps that this version of the program knows."""
    return ScriptDirectory(HERE, version_locations=[HERE])


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest step.

    Args:
        connection: With a transaction begun, so that two processes starting at once wait for each other.

    Raises:
        StoreError: The database was written by a newer version of the program.
    """
    chain = steps()
    _refuse_newer(connection, chain)
    # The walk from one revision to another has no public name; alembic's own `upgrade` command calls this one.
    with EnvironmentContext(Config(), chain, fn=lambda rev, _: chain._upgrade_revs("head", rev)) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()


def _refuse_newer(connection: Connection, chain: ScriptDirectory) -> None:
    known = {step.revision for step in chain.walk_revisions()}
    unknown = sorted(set(MigrationContext.configure(connection).get_current_heads()) - known)
    if unknown:
        raise StoreError(
            f"the database has version {', '.join(unknown)} and this program knows versions up to "
            f"{chain.get_current_head()}: update aispend, or point DATABASE_URL at another database"
        )
