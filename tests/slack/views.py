"""What is shown in Home tabs and modals, for goldens."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.core.rules import EVERYTHING, Mute, Rules
from bot.core.subscriptions import Subscription, followed
from bot.ports import Sent
from bot.slack.answers import render_answer
from bot.slack.elements import Block
from bot.slack.follow_modal import render_form
from bot.slack.forms import modal
from bot.slack.home import Room, Shown, render_home, render_trouble_home
from bot.slack.permission import STRANGER
from bot.slack.settings_form import blocks
from bot.slack.windows import as_modal, note
from tests.slack import channels, samples

NAMES = ("Alibaba", "Microsoft", "OpenAI", "Meta")
LISTED = followed(channels.FILE, channels.OWN, is_listed=True)
MUTED = Subscription(
    "C2", "rivals", "U0ANA", choices=replace(channels.CHOICES, mutes=(Mute(EVERYTHING, channels.NOW + timedelta(1)),))
)
ROOMS = (
    Room(LISTED, may_change=True),
    Room(followed(Rules("C2", "rivals"), MUTED, is_listed=False), may_change=True),
    Room(followed(Rules("", ""), Subscription("C3", "old", "U0ANA", paused="is_archived"), is_listed=False), True),
)
SENT = tuple(
    (Sent(alert, "1.0", channels.NOW - timedelta(hours=hours)), "https://sandbox.slack.example/archives/C0123ABC/p1")
    for hours, alert in enumerate((samples.PLEDGE, samples.UPDATED, samples.DENIED), 2)
)
HOME = Shown(ROOMS, True, SENT, NAMES, channels.FEEDS, False, channels.NOW)

VIEWS: Mapping[str, Callable[[], Block]] = {
    "home": lambda: render_home(HOME),
    "home-first": lambda: render_home(replace(HOME, rooms=(), alerts=(), greets=True)),
    "home-partly": lambda: render_home(replace(HOME, rooms=(Room(LISTED, may_change=False),), is_whole=False)),
    "home-down": render_trouble_home,
    "modal-settings": lambda: modal(
        "Settings", blocks(LISTED, "Asia/Tokyo", channels.NOW), submit="Save", close="Cancel"
    ),
    "modal-settings-refused": lambda: note("Settings", STRANGER),
    "modal-add": render_form,
    "modal-record": lambda: as_modal("Alibaba", render_answer(samples.RECORD, samples.TODAY)),
}
