"""Sorting out a document: which of its entries are stored already, which are another state of one, which are new.

An id and a link are a feed's word, which it breaks: guids are reused, one link serves many items. So where only one of
the two says that an entry is known, its title must say so too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.entry import Entry, address, fingerprint, own_id
from bot.core.figures import Figure
from bot.core.relevance import Verdict
from bot.core.text import fold

_ALIKE = 0.5
"""Share of letter pairs that two titles of one article have in common."""


@dataclass(frozen=True, slots=True)
class Known:
    """A stored entry that a fetched one may be.

    Attributes:
        digest: See `entry.digest`; None where it was stored before there was one: it cannot be told whether it changed.
    """

    id: str
    link: str | None
    title: str
    digest: str | None


@dataclass(frozen=True, slots=True)
class Revised:
    """Another state of a stored entry.

    Attributes:
        entry: As fetched now; its id may be another.
        known: Id under which it is stored.
        told: Ids of the stories that it told before.
        figures: As read before.
        verdict: As judged before.
        published: As dated before; None means "not stated".
        stored_at: When its first state was stored (UTC).
    """

    entry: Entry
    known: str
    told: tuple[str, ...]
    figures: tuple[Figure, ...]
    verdict: Verdict
    published: datetime | None
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class Sorted:
    """The entries of one document, but for those that stand there as they are stored.

    Attributes:
        shared: Keys that several of the entries have and that identify none of them.
    """

    new: tuple[Entry, ...] = ()
    revised: tuple[Revised, ...] = ()
    shared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Fetched:
    """An entry of the document with its place in it, its digest, and its keys without those that are shared."""

    place: int
    entry: Entry
    digest: str
    keys: tuple[str, ...]


@dataclass(slots=True)
class Sorting:
    """The entries of one document, being sorted out.

    Attributes:
        shared: Keys that identify none of them.
    """

    entries: Sequence[Entry]
    shared: frozenset[str] = field(init=False)
    _fetched: list[_Fetched] = field(init=False)

    def __post_init__(self) -> None:
        """Reckon keys and digests once."""
        every = [_Fetched(place, entry, *fingerprint(entry)) for place, entry in enumerate(self.entries)]
        self.shared = _shared(every)
        self._fetched = [replace(one, keys=tuple(key for key in one.keys if key not in self.shared)) for one in every]

    @property
    def keys(self) -> tuple[str, ...]:
        """What to look the stored entries up by."""
        return tuple(sorted({key for fetched in self._fetched for key in fetched.keys}))

    def against(self, known: Mapping[str, Known]) -> tuple[tuple[Entry, ...], tuple[tuple[Entry, str], ...]]:
        """Part the entries into new ones and other states of stored ones; the rest stand as they are stored.

        Args:
            known: Stored entries by key.

        Returns:
            The new ones, each with an id that no stored one has; and the others with the ids they are stored under.
        """
        taken: set[str] = set()
        met: set[str] = set()
        changed = []
        for fetched in self._fetched:
            same = _unchanged(fetched, known)
            if same is None:
                changed.append(fetched)
            else:
                taken.add(same.id)
                met.update(fetched.keys)
        new: dict[int, Entry] = {}
        revised: dict[int, tuple[Entry, str]] = {}
        # Whoever has the stored one's id comes before who has its link, wherever in the document they stand.
        for fetched in sorted(changed, key=lambda one: (f"id:{one.entry.id}" not in known, one.entry.id)):
            if met.intersection(fetched.keys):  # The document holds it twice.
                continue
            met.update(fetched.keys)
            entry, place = fetched.entry, fetched.place
            state = next((k for k in _states(fetched, known) if k.digest is not None and k.id not in taken), None)
            if state is not None:
                taken.add(state.id)
                revised[place] = entry, state.id
            else:
                new[place] = replace(entry, id=own_id(entry)) if f"id:{entry.id}" in known else entry
        return tuple(new[place] for place in sorted(new)), tuple(revised[place] for place in sorted(revised))


def _shared(fetched: Iterable[_Fetched]) -> frozenset[str]:
    """Return the links of several entries: a live blog, or the home page for want of a better one."""
    ids: dict[str, set[str]] = {}
    states: dict[str, set[str]] = {}
    for one in fetched:
        for key in one.keys:
            if key.startswith("link:"):
                ids.setdefault(key, set()).add(one.entry.id)
                states.setdefault(key, set()).add(one.digest)
    return frozenset(key for key in ids if len(ids[key]) > 1 and len(states[key]) > 1)


def _unchanged(fetched: _Fetched, known: Mapping[str, Known]) -> Known | None:
    """Return the stored entry that an entry is, word for word, as far as can be told."""
    found = [known[key] for key in fetched.keys if key in known]
    same = (one for one in found if one.digest == fetched.digest)
    untold = (one for one in _states(fetched, known) if one.digest is None)
    return next(same, None) or next(untold, None)


def _states(fetched: _Fetched, known: Mapping[str, Known]) -> list[Known]:
    """Return the stored entries that an entry may be another state of, the likeliest first."""
    entry = fetched.entry
    found = []
    for key in fetched.keys:
        one = known.get(key)
        if one is None:
            continue
        ours, theirs = address(entry.link), address(one.link)
        is_sure = key == f"id:{one.id}" and (ours is None or theirs is None or ours == theirs)
        if is_sure or are_alike(entry.title, one.title):
            found.append(one)
    return found


def are_alike(title: str, other: str) -> bool:
    """Say whether two titles may stand over one article; an empty one says nothing against it.

    >>> are_alike("Meta to spend $60bn on AI", "UPDATE 2-Meta will spend $65bn on AI this year")
    True
    >>> are_alike("Meta to spend $60bn on AI", "Oracle buys a stadium")
    False
    """
    ours, theirs = _pairs(title), _pairs(other)
    if not ours or not theirs:
        return True
    return 2 * len(ours & theirs) >= _ALIKE * (len(ours) + len(theirs))


def _pairs(title: str) -> set[str]:
    folded = " ".join(fold(title).casefold().split())
    return {folded[place : place + 2] for place in range(len(folded) - 1)}
