"""What is served over HTTP: how the bot is, for whoever watches it, and the addresses that Slack calls.

This room serves what it is handed: it knows neither Slack nor the database.
"""

from bot.web.health import State, health
from bot.web.server import Server

__all__ = ["Server", "State", "health"]
