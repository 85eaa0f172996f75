"""Goldens of every message and window: `python -m tests.slack.golden` writes them, the tests only compare."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from bot.core.votes import count
from bot.slack.answers import render_answer, render_unknown
from bot.slack.blocks import render_alert, render_note, render_why
from bot.slack.commands import VERBS
from bot.slack.desk import WRONG
from bot.slack.digest import render_digest
from bot.slack.elements import Block, Message
from bot.slack.evidence import render_evidence, render_loading, render_trouble
from bot.slack.fold import render_fold
from bot.slack.help import render_help, render_overview
from bot.slack.lists import render_comparison, render_listing
from bot.slack.onboarding import render_welcome
from bot.slack.shares import Shared, render_shared, share_form
from bot.slack.sharing import for_all
from bot.slack.stats import render_stats
from bot.slack.status import render_feeds, render_status
from bot.slack.subscriptions import render_settings
from bot.slack.trouble import render_stopped
from bot.slack.whys import render_whys
from bot.slack.wrong import Held, Reason, about, answer, noted, restored, wrong_form
from tests.slack import channels, digests, samples, views

FOLDER = Path(__file__).parent / "goldens"

MESSAGES: Mapping[str, Callable[[], Message]] = {
    "alert-pledge": lambda: render_alert(samples.PLEDGE),
    "alert-reported": lambda: render_alert(samples.REPORTED),
    "alert-updated": lambda: render_alert(samples.UPDATED, samples.EARLIER),
    "alert-taken-back": lambda: render_alert(samples.TAKEN_BACK),
    "alert-compact": lambda: render_alert(samples.COMPACT),
    "alert-compact-updated": lambda: render_alert(samples.COMPACT_UPDATED, samples.EARLIER),
    "alert-compact-reported": lambda: render_alert(samples.COMPACT_REPORTED),
    "alert-corrected": lambda: render_alert(samples.MENDED),
    "alert-not-ai": lambda: render_alert(samples.NOT_AI),
    "alert-duplicate": lambda: render_alert(samples.DUPLICATE, samples.EARLIER),
    "note-not-ai": lambda: render_note(samples.NOT_AI),
    "note": lambda: render_note(samples.UPDATED),
    "note-taken-back": lambda: render_note(samples.TAKEN_BACK),
    "alert-denied": lambda: render_alert(samples.DENIED),
    "fold": lambda: render_fold(samples.FOLD),
    "digest": lambda: render_digest(digests.FULL),
    "digest-small": lambda: render_digest(digests.SMALL),
    "digest-cut": lambda: render_digest(digests.ONLY_CUT),
    "why": lambda: render_why(samples.REPORTED),
    "answer": lambda: render_answer(samples.RECORD, samples.TODAY),
    "answer-empty": lambda: render_answer(samples.EMPTY, samples.TODAY),
    "answer-filtered": lambda: render_answer(samples.FILTERED, samples.TODAY),
    "comparison": lambda: render_comparison(samples.COMPARISON, samples.TODAY),
    "listing": lambda: render_listing(samples.LISTING, samples.TODAY),
    "listing-page": lambda: render_listing(samples.SECOND, samples.TODAY),
    "listing-by-size": lambda: render_listing(samples.BY_SIZE, samples.TODAY),
    "listing-beyond": lambda: render_listing(samples.BEYOND, samples.TODAY),
    "shared": lambda: for_all(render_answer(samples.RECORD, samples.TODAY), "<@U0SANDBOXANA> shared: Alibaba"),
    "listing-empty": lambda: render_listing(samples.NOTHING, samples.TODAY),
    "unknown-near": lambda: render_unknown(samples.NEAR),
    "unknown": lambda: render_unknown(samples.STRANGE),
    "help": lambda: render_help(samples.COMPANIES, VERBS),
    "overview": lambda: render_overview(samples.COMPANIES, VERBS),
    "settings": lambda: render_settings(channels.HERE, channels.SET),
    "settings-ended": lambda: render_settings(channels.HERE, channels.ENDED),
    "settings-paused": lambda: render_settings(channels.HERE, channels.PAUSED),
    "status": lambda: render_status(channels.STATUS, channels.NOW),
    "feeds": lambda: render_feeds(channels.FEEDS, channels.NOW),
    "article": lambda: render_whys((channels.ARTICLE,), "C0123ABC", "alibaba"),
    "article-unknown": lambda: render_whys((), "C0123ABC", "https://wire.example/nothing"),
    "alert-shared": lambda: render_shared(samples.PLEDGE, "U0123ABC", "Look at *this*\n<!channel>", samples.EARLIER),
    "restored": lambda: restored(samples.MADE),
    "stats": lambda: render_stats(samples.STATS),
    "stats-none": lambda: render_stats(count(())),
    "welcome": lambda: render_welcome(samples.FOLLOWED),
    "welcome-back": lambda: render_welcome(samples.FOLLOWED, is_back=True),
    "welcome-nothing": lambda: render_welcome(samples.UNFOLLOWED),
    "trouble": lambda: render_stopped(samples.TROUBLE),
    "trouble-operator": lambda: render_stopped(replace(samples.TROUBLE, is_paused=False)),
}

HELD = Held(samples.PLEDGE.id, "C0123ABC")
VIEWS: Mapping[str, Callable[[], Block]] = {
    "modal-share": lambda: share_form(samples.REPORTED, Shared(samples.REPORTED.id, "C0123ABC", "1740474000.000100")),
    **{
        f"modal-wrong-{reason.value.replace('_', '-')}": partial(wrong_form, HELD, about(samples.PLEDGE), reason)
        for reason in Reason
    },
    "modal-noted": lambda: noted(samples.MADE),
    "modal-noted-company": lambda: noted(samples.MADE_OF_COMPANY),
    "modal-kept": lambda: answer("Thank you. It is kept for those who run this bot."),
    "evidence": lambda: render_evidence(samples.EVIDENCE),
    "evidence-loading": render_loading,
    **views.VIEWS,
    "evidence-trouble": lambda: render_trouble(WRONG, '"Alibaba"'),
}


def payload(message: Message) -> dict[str, Any]:
    """Return a message as it goes over the wire."""
    return {"text": message.text, "blocks": [dict(block) for block in message.blocks]}


def write() -> None:
    """Write every golden anew."""
    made: dict[str, Mapping[str, Any]] = {name: payload(build()) for name, build in MESSAGES.items()}
    made |= {name: dict(build()) for name, build in VIEWS.items()}
    for name, given in made.items():
        text = json.dumps(given, ensure_ascii=False, indent=1)
        (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    write()
