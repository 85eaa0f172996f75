"""Chains: what follows from links between facts, whoever made them.

Links come from files, people and rules, so they may lead in a circle; the circle is opened at its oldest member.
"""

from collections.abc import Iterable, Mapping, Sequence

from bot.core.alike import GONE
from bot.core.facts import Fact
from bot.core.kinds import Certainty


def acyclic(links: Mapping[str, str], age: Mapping[str, int]) -> dict[str, str]:
    """Return links without those that close a circle.

    Args:
        links: From an id to another.
        age: Of every id, the oldest lowest.

    >>> acyclic({"b": "a", "c": "b", "a": "c"}, {"a": 0, "b": 1, "c": 2})
    {'b': 'a', 'c': 'b'}
    """
    kept, done = dict(links), set[str]()
    for start in links:
        path: dict[str, None] = {}
        at = start
        while at in kept and at not in done and at not in path:
            path[at] = None
            at = kept[at]
        if at in path:
            walked = list(path)
            del kept[min(walked[walked.index(at) :], key=age.__getitem__)]
        done.update(path)
    return kept


def ends(links: Mapping[str, str]) -> dict[str, str]:
    """Return where each id comes out that follows links, which have no circle, to their end.

    >>> ends({"b": "a", "c": "b"})
    {'b': 'a', 'c': 'a'}
    """
    found: dict[str, str] = {}
    for start in links:
        path = [start]
        while (ahead := found.get(path[-1]) or links.get(path[-1])) is not None:
            path.append(ahead)
        found.update(dict.fromkeys(path[:-1], path[-1]))
    return found


def groups(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Put together all that pairs hold together, each group in the order of the ids.

    >>> groups("abcd", [("a", "c"), ("c", "d")])
    [['a', 'c', 'd'], ['b']]
    """
    head = {id_: id_ for id_ in ids}
    for one, other in pairs:
        head[_head(one, head)] = _head(other, head)
    together: dict[str, list[str]] = {}
    for id_ in head:
        together.setdefault(_head(id_, head), []).append(id_)
    return list(together.values())


def ranks(ordered: Sequence[Fact], supersedes: Mapping[str, str]) -> dict[str, tuple[str, int, str]]:
    """Return for each fact what sorts it, oldest first: what replaces another is newer, whatever its date.

    Args:
        ordered: Facts in canonical order.
        supersedes: Id to the id replaced, without circles.
    """
    found: dict[str, tuple[str, int, str]] = {}
    days = {fact.id: fact.announced for fact in ordered}
    for fact in ordered:
        waiting: list[str] = []
        at: str | None = fact.id
        while at is not None and at not in found:
            waiting.append(at)
            at = supersedes.get(at)
        for id_ in reversed(waiting):
            earlier = found.get(supersedes.get(id_, ""))
            day, depth = (max(earlier[0], days[id_]), earlier[1] + 1) if earlier else (days[id_], 0)
            found[id_] = day, depth, id_
    return found


def settle(oldest_first: Iterable[Fact]) -> tuple[Fact | None, frozenset[str], dict[str, str | None]]:
    """Follow one commitment through what was told of it.

    What is only reported does not push out what was announced, and a denial of such a report leaves that standing; any
    other denial, and a cancellation, takes back all there was.

    Returns:
        The fact that stands, None where nothing does; ids of later reports that wait for confirmation; and what was
        taken back, each with the id of what took it back, denials and cancellations themselves with None.
    """
    current: Fact | None = None
    rumours: list[str] = []
    standing: list[str] = []
    taken: dict[str, str | None] = {}
    for fact in oldest_first:
        if fact.certainty in GONE:
            taken[fact.id] = None
            if rumours and fact.certainty is Certainty.DENIED:
                taken.update(dict.fromkeys(rumours, fact.id))
                standing = [id_ for id_ in standing if id_ not in taken]
            else:
                taken.update(dict.fromkeys(standing, fact.id))
                current, standing = None, []
            rumours = []
            continue
        standing.append(fact.id)
        if current and current.certainty is Certainty.ANNOUNCED and fact.certainty is Certainty.REPORTED:
            rumours.append(fact.id)
        else:
            current, rumours = fact, []
    return current, frozenset(rumours), taken


def _head(id_: str, head: dict[str, str]) -> str:
    """Return the one that speaks for a group, and remember it on the way."""
    path = []
    while head[id_] != id_:
        path.append(id_)
        id_ = head[id_]
    head.update(dict.fromkeys(path, id_))
    return id_
