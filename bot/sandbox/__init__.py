"""A Slack on loopback that judges the bot; it knows nothing of the rest of the package."""

from bot.sandbox.clock import Clock, ManualClock, RunningClock, SystemClock
from bot.sandbox.deliveries import Delivery
from bot.sandbox.faults import Fault
from bot.sandbox.human import Human
from bot.sandbox.seen import Seen, SeenView
from bot.sandbox.server import EVENTS, SCOPES, Sandbox, serve
from bot.sandbox.workspace import App, Command

__all__ = [
    "EVENTS",
    "SCOPES",
    "App",
    "Clock",
    "Command",
    "Delivery",
    "Fault",
    "Human",
    "ManualClock",
    "RunningClock",
    "Sandbox",
    "Seen",
    "SeenView",
    "SystemClock",
    "serve",
]
