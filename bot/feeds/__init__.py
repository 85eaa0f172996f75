"""Feeds: bytes from the network, entries from bytes, and when to ask again.

`reader.FeedReader` is what the pipeline uses; the other modules are its parts. This file imports nothing, so that
the child that parses loads no more than it needs.
"""
