"""What is pressed, chosen and submitted, by the names under which Slack tells us of it.

A name stands in messages that were posted long ago: one that is in use is never given another meaning.
"""

from enum import StrEnum

RECORD, READ, WHY, SHARE, MORE, VOTE = "record", "read", "why", "share", "more", "vote"
"""What stands on an alert. The values hold the alert's id, but for a record, which holds a company."""

SETTINGS, MUTE, UNMUTE, WRONG, RESTORE = "settings", "mute", "unmute", "wrong", "restore"
"""What stands in answers too. A value holds: the channel's id, a `Choice` of an alert, what is muted, an alert's id, a
correction's number."""

PAGE, SHARE_ANSWER, EVIDENCE, HELP = "page", "share_answer", "evidence", "how"
"""What stands below an answer; a value holds the query. Those of pages have a word behind a colon."""

SHARE_FORM, WRONG_FORM = "share_alert", "wrong_figure"
"""The callback ids of the modals."""


class Choice(StrEnum):
    """What the menu of an alert offers; the values hold the alert's id behind a colon."""

    MUTE_DAY = "mute_24h"
    MUTE_WEEK = "mute_7d"
    MUTE_STORY = "mute_story"
    WRONG = "wrong"
    NOT_RELEVANT = "not_relevant"

    def of(self, alert: str) -> str:
        """Return the value of this choice for an alert."""
        return f"{self}:{alert}"


def chosen(value: str) -> tuple[Choice | None, str]:
    """Return what was chosen for which alert; None for what is no choice any more.

    >>> chosen("mute_24h:5f2c-C1")
    (<Choice.MUTE_DAY: 'mute_24h'>, '5f2c-C1')
    >>> chosen("of old")
    (None, '')
    """
    name, _, alert = value.partition(":")
    return (Choice(name) if name in set(Choice) else None), alert
