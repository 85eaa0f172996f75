"""Mutes: whether a channel wants to hear nothing of a story for now.

A company is muted where it pays or is paid, not where it is only mentioned: news of a rival names it too.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from bot.core.figures import Figure
from bot.core.keywords import holds
from bot.core.orgs import Directory
from bot.core.phrases import day
from bot.core.rules import EVERYTHING, Mute
from bot.core.stories import Telling


def muted(
    mutes: Iterable[Mute], telling: Telling, text: str, directory: Directory, when: datetime | None
) -> str | None:
    """Return which mute keeps a story out, in words; None where none does.

    Args:
        mutes: The channel's.
        telling: The story, and the figures that tell it.
        text: Title and text of the entry.
        directory: Tells a company from a word.
        when: The time that mutes are held against (UTC); None means that it is not known, and then all of them hold.
    """
    stories = {telling.story.id, *([telling.earlier.id] if telling.earlier is not None else [])}
    return silenced(mutes, stories, (telling.story.figure, *telling.figures), text, directory, when)


def silenced(
    mutes: Iterable[Mute],
    stories: Collection[str],
    figures: Collection[Figure],
    text: str,
    directory: Directory,
    when: datetime | None,
) -> str | None:
    """Return which mute keeps out what is known by figures and a text, as `muted` does.

    Args:
        mutes: The channel's.
        stories: Ids of the story that they tell, and of the one that it changes; empty where they tell none.
        figures: With those who pay and are paid.
        text: What muted words may stand in.
        directory: Tells a company from a word.
        when: See `muted`.
    """
    for mute in mutes:
        if mute.until is not None and when is not None and when >= mute.until:
            continue
        words = _about(mute.what, stories, figures, text, directory)
        if words is not None:
            return f"{words} is muted" + (f" until {day(mute.until)}" if mute.until is not None else "")
    return None


def hushed(mutes: Iterable[Mute], story: str, when: datetime) -> bool:
    """Say whether a channel wants to hear no more of a story, for good or until a time that is not yet over (UTC)."""
    return any(mute.what == story and (mute.until is None or when < mute.until) for mute in mutes)


def _about(
    what: str, stories: Collection[str], figures: Collection[Figure], text: str, directory: Directory
) -> str | None:
    """Return what is muted of a story, in words; None where nothing is."""
    if what == EVERYTHING:
        return "everything"
    org = directory.get(what)
    name = org.name if org is not None else what
    if any(_has_part(name, figure) for figure in figures):
        return name
    if org is not None:
        return None
    if what in stories:
        return f"story {what}"
    return f"“{what}”" if holds(text, what) else None


def _has_part(name: str, figure: Figure) -> bool:
    """Say whether somebody pays, pays jointly or is paid."""
    return name.casefold() in {n.casefold() for n in (figure.org, figure.counterparty, *figure.org_alt) if n}
