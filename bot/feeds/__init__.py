"""Feeds in: fetching, parsing and the rhythm of polls."""
