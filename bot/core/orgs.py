"""Organisations and where a text names them.

A name counts only as a whole word with its capitals; phrases of `masks` never count, and names that are
common words (`Figure`, `Arm`) need more than the capital that any sentence begins with.
"""

import re
import string
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core import people
from bot.core.text import Span
from bot.core.words import Words


@dataclass(frozen=True, slots=True)
class Org:
    """An organisation as `config/orgs.yaml` describes it.

    Attributes:
        name: The short name that alerts, ledger and watch list use.
        aliases: Other names, tickers, units and products that stand for it.
        country: ISO alpha-2, or `EU`; None means "not stated".
        type: `company`, `lab`, `fund`, `government`, `investor` …; None means "not stated".
        masks: Phrases that hold a name but mean something else (key `not`).
    """

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    type: str | None = None
    masks: tuple[str, ...] = ()

    @property
    def is_government(self) -> bool:
        """Say whether the name is a country's or a state body's."""
        return self.type == "government"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names an organisation.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last one.
        name: The short name where it is known, else the words of the text.
        org: None where `config/orgs.yaml` does not know it.
        by_person: Whether a person stands there who speaks for it.
    """

    start: int
    end: int
    name: str
    org: Org | None
    by_person: bool = False


_COMMON = frozenset(
    "nok figure lambda arm apollo io ares accel coherent confluent cognition intersect target switch orange harvey "
    "glean "
    "manus scale runway sierra etched abridge iliad lovable together poolside quanta scala luma spark tools "
    "insight pif ampere galaxy fidelity abridge reflection rebellions menlo thrive tiger gv start suno".split()
)
_FOLLOWS_NAME = re.compile(
    r"'s\b|\s?\(|,\s|\s(?:inc|ai|corp|ltd|holdings|group|to|will|plans|has|is|said|says|and|raises?d?|signs?|plc"
    r"|agrees?d?|"
    r"invests?|pledges?|commits?|spends?|joins?|announces?d?|unveils?|lifts?|leads?|led|would|wants|expects|platforms"
    r"|global|wird|hat|plant|kündigt|steckt|investiert|va|a|annonce|investit|lève|consacre"
    r"|vai|investe|anuncia|invierte|ha|invertirá)\b",
    re.I,
)
LATIN = frozenset(string.ascii_letters + string.digits + "".join(map(chr, range(ord("À"), ord("ɏ") + 1))))
"""Letters and digits of Latin names."""


class Directory:
    """All known organisations, with an index over every name, alias and mask."""

    def __init__(self, orgs: Iterable[Org]) -> None:
        """Build the index; later organisations never take an alias that an earlier one has."""
        self.orgs = tuple(orgs)
        self._by_name = {org.name.casefold(): org for org in self.orgs}
        taken: dict[str, list[tuple[str, Org | None]]] = {}
        for org in self.orgs:
            for alias in (org.name, *org.aliases):
                taken.setdefault(_lower(alias), []).append((alias, org))
        for org in self.orgs:
            for mask in org.masks:
                taken.setdefault(_lower(mask), []).append((mask, None))
        for name, speaks_for in people.SPEAKS_FOR.items():
            if speaks_for.casefold() in self._by_name:
                taken.setdefault(_lower(name), []).append((name, self._by_name[speaks_for.casefold()]))
        self._by_alias = {key: tuple(entries) for key, entries in taken.items() if key}
        self._words = Words(self._by_alias)

    def get(self, name: str) -> Org | None:
        """Return the organisation of exactly this short name or alias, whatever its case.

        Args:
            name: As written in a watch list or a command.
        """
        found = self._by_name.get(name.casefold())
        if found is not None:
            return found
        entries = self._by_alias.get(_lower(name), ())
        return next((org for alias, org in entries if org is not None and alias not in people.SPEAKS_FOR), None)

    def mentions(self, folded: str) -> tuple[Mention, ...]:
        """Return where a folded text names known organisations, in order, the longest name at each place."""
        found: list[Mention] = []
        masked: list[Span] = []
        for last, entries in self._words.found(_lower(folded)):
            for alias, org in entries:
                start, end = last + 1 - len(alias), last + 1
                if not _is_whole(folded, start, end):
                    continue
                if org is None:
                    masked.append(Span(start, end))
                elif _has_capitals(alias, folded[start:end]) and _is_name(alias, folded, start, end):
                    found.append(Mention(start, end, org.name, org, by_person=alias in people.SPEAKS_FOR))
                    break
        found = [m for m in found if not any(s.start <= m.start and m.end <= s.end for s in masked)]
        return _longest(found)


def _lower(text: str) -> str:
    """Return the text in lower case, character for character."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _is_whole(folded: str, start: int, end: int) -> bool:
    """Say whether no letter goes on before or after; East Asian text has no such gaps."""
    if start and folded[start] in LATIN and folded[start - 1] in LATIN:
        return False
    return not (end < len(folded) and folded[end - 1] in LATIN and folded[end] in LATIN)


def _has_capitals(alias: str, seen: str) -> bool:
    """Say whether the words stand as a name stands: short names in capitals exactly, others with their first."""
    if alias == seen:
        return True
    if len(alias) <= 4 and alias.isascii():
        return seen.isupper() and len(alias) > 2
    return not alias[0].isupper() or seen[0].isupper()


def _is_name(alias: str, folded: str, start: int, end: int) -> bool:
    """Say whether a name that is a common word is meant as a name here."""
    if alias.casefold() not in _COMMON:
        return True
    if folded[end : end + 8].lstrip()[:1].isdigit():
        return False
    before = folded[:start].rstrip()
    begins = not before or before[-1] in ".!?:\n•\"'" or folded[max(0, start - 2) : start] == "\n\n"
    return not begins or _FOLLOWS_NAME.match(folded, end) is not None


def _longest(found: list[Mention]) -> tuple[Mention, ...]:
    """Keep the longest of mentions that overlap."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, m.start - m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)
