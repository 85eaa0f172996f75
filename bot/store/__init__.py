"""Rows: the schema, its migrations and the SQL behind the `Store` port."""

from bot.store.sql import SqlStore, open_store

__all__ = ["SqlStore", "open_store"]
