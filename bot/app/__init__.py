"""Builds every part from settings and configuration, starts and stops them in order; owns the clock and the signals.

Only here are the edges brought together. What is opened first is closed last, and what is in hand is finished.
"""

from bot.app.building import abandon_unfollowed, now, open_pipeline, read_ledger, today, together, watch_of
from bot.app.connecting import connect, poster_of, team_of
from bot.app.cycles import Cycle, deliver_waiting, digest_due, poll_due
from bot.app.following import follow_config
from bot.app.office import Office
from bot.app.running import run, schedule_of, serve, stop_event

__all__ = [
    "Cycle",
    "Office",
    "abandon_unfollowed",
    "connect",
    "deliver_waiting",
    "digest_due",
    "follow_config",
    "now",
    "open_pipeline",
    "poll_due",
    "poster_of",
    "read_ledger",
    "run",
    "schedule_of",
    "serve",
    "stop_event",
    "team_of",
    "today",
    "together",
    "watch_of",
]
