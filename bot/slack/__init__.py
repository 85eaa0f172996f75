"""Slack out and in: blocks, posts, commands and the socket they come through."""
