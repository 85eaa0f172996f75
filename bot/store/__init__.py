"""Rows: the schema, its migrations and the SQL behind the `Store` port."""
