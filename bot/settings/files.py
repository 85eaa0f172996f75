"""The three files of `config/`, read together: either a whole `Config`, or every problem of all of them at once.

Checks that look across lines or files (names that stand twice, companies nobody knows) run over what was written, not
over what was understood, so that one bad line does not hide the next.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.core.cadences import Cadence, Every
from bot.core.entry import Feed, canonical
from bot.core.orgs import Org
from bot.core.quiet import Quiet
from bot.core.rules import UNSAID, Mute, Rules
from bot.core.spelling import did_you_mean
from bot.errors import ConfigError, Problem
from bot.settings.places import Document, Steps, read
from bot.settings.shapes import (
    DigestShape,
    FeedsFile,
    FeedShape,
    Follow,
    FollowIn,
    Keywords,
    MuteShape,
    OperatorShape,
    OrgShape,
    QuietShape,
    WatchlistFile,
)

T = TypeVar("T")

_WATCHLIST, _FEEDS, _ORGS = TypeAdapter(WatchlistFile), TypeAdapter(FeedsFile), TypeAdapter(tuple[OrgShape, ...])
_KEYS = sorted(
    {*WatchlistFile.model_fields, *FollowIn.model_fields, *OperatorShape.model_fields, *Keywords.model_fields}
    | {*MuteShape.model_fields, *DigestShape.model_fields}
    | {*(field.alias or name for name, field in QuietShape.model_fields.items())}
    | {*FeedsFile.model_fields, *FeedShape.model_fields, "aliases", "country", "type", "not"}
)

EXAMPLE_CHANNEL, EXAMPLE_CONTACT = "C0123ABC", "you@example.org"
"""What the shipped files hold where everybody has to put something of their own."""


@dataclass(frozen=True, slots=True)
class Operator:
    """Whom the bot tells of its own troubles, and who may steer it.

    Attributes:
        channel: Slack channel id; None means nobody is told.
        admins: Slack member ids; empty means everyone may.
    """

    channel: str | None = None
    admins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """All that `config/` says.

    Attributes:
        rules: One for each channel, the watch list's defaults filled in, companies spelled as `orgs.yaml` spells them.
        defaults: What the watch list says of every channel; of none, so that channel and name are empty.
        contact: Mail or web address that feeds' owners see in the user agent.
        allow_private: Hosts in private networks that may be fetched, lower case.
    """

    rules: tuple[Rules, ...]
    operator: Operator
    feeds: tuple[Feed, ...]
    contact: str
    allow_private: frozenset[str]
    orgs: tuple[Org, ...]
    defaults: Rules = UNSAID


def load_config(folder: Path) -> Config:
    """Read `watchlist.yaml`, `feeds.yaml` and `orgs.yaml` of a folder.

    Args:
        folder: Absolute or relative; problems name the files the same way.

    Raises:
        ConfigError: Something is wrong; carries every problem of all three files.
    """
    documents = watchlist, feeds, orgs = [read(folder / f"{name}.yaml") for name in ("watchlist", "feeds", "orgs")]
    org_list, spelled = _fit(orgs, _ORGS), _spellings(orgs)
    lists = _fit_watchlist(watchlist, orgs, spelled)
    if feeds.data is not None:
        names = {text.strip().casefold(): text.strip() for _, text in feeds.texts("feeds", "*", "name")}
        _check_known(watchlist, "feeds", names, "feeds.yaml")
    feed_list = _fit(feeds, _FEEDS)
    _check_once(feeds, feeds.texts("feeds", "*", "name"), "each feed has its own name")
    _check_once(feeds, feeds.texts("feeds", "*", "url"), "each feed has one block")
    right, rest, known = _right(lists, documents), _right(feed_list, documents), _right(org_list, documents)
    return Config(
        rules=tuple(_rules(right.defaults, one, spelled) for one in right.channels),
        operator=Operator(right.operator.channel, right.operator.admins),
        feeds=tuple(Feed(one.name, one.url, one.every, one.language) for one in rest.feeds),
        contact=rest.contact,
        allow_private=frozenset(rest.allow_private),
        orgs=tuple(map(_org, known)),
        defaults=_rules(right.defaults, FollowIn.model_construct(channel=""), spelled),
    )


def placeholders(config: Config, folder: Path) -> tuple[Problem, ...]:
    """Return what still stands as it was shipped: nothing is wrong with it, but a real bot must not use it.

    Args:
        config: What was read.
        folder: Where it was read from.
    """
    found = []
    if EXAMPLE_CHANNEL in {rules.channel for rules in config.rules}:
        message = f"{EXAMPLE_CHANNEL} is the example's channel; put your own channel's id in its place"
        found.append(Problem(str(folder / "watchlist.yaml"), 0, 0, message))
    if config.contact == EXAMPLE_CONTACT:
        message = f"contact: {EXAMPLE_CONTACT} is the example's; outlets get it with every request, so put in your own"
        found.append(Problem(str(folder / "feeds.yaml"), 0, 0, message))
    return tuple(found)


def load_orgs(folder: Path) -> tuple[Org, ...]:
    """Read `orgs.yaml` of a folder alone.

    Raises:
        ConfigError: Something is wrong; carries every problem.
    """
    orgs = read(folder / "orgs.yaml")
    org_list = _fit(orgs, _ORGS)
    _spellings(orgs)
    return tuple(map(_org, _right(org_list, [orgs])))


def load_rules(file: Path, folder: Path) -> tuple[Rules, ...]:
    """Read a watch list that lies anywhere, against the organisations of a folder.

    Raises:
        ConfigError: Something is wrong; carries every problem of both files.
    """
    documents = watchlist, orgs = [read(file), read(folder / "orgs.yaml")]
    spelled = _spellings(orgs)
    _fit(orgs, _ORGS)
    lists = _right(_fit_watchlist(watchlist, orgs, spelled), documents)
    return tuple(_rules(lists.defaults, one, spelled) for one in lists.channels)


def _right(found: T | None, documents: Sequence[Document]) -> T:
    """Return what was found, or raise the problems of all documents, each in the order of its lines."""
    problems = [problem for one in documents for problem in sorted(one.problems, key=lambda p: (p.line, p.column))]
    if problems or found is None:
        raise ConfigError(tuple(problems))
    return found


def _fit_watchlist(watchlist: Document, orgs: Document, spelled: dict[str, str]) -> WatchlistFile | None:
    """Return a watch list in its shape; None where it does not fit."""
    _check_once(watchlist, watchlist.texts("channels", "*", "channel"), "each channel has one block")
    if orgs.data is not None:
        _check_known(watchlist, "companies", spelled, "orgs.yaml")
    return _fit(watchlist, _WATCHLIST)


def _org(shape: OrgShape) -> Org:
    """Return an organisation as the core knows it."""
    return Org(shape.name, shape.aliases, shape.country, shape.type, shape.masks)


def _fit(document: Document, shape: TypeAdapter[T]) -> T | None:
    """Return a document in its shape, or None and a problem for every place where it does not fit."""
    if document.data is None:
        if not document.problems:
            document.report((), "is empty")
        return None
    try:
        return shape.validate_python(document.data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            steps: Steps = detail["loc"]
            at = document.keys.get(steps) if detail["type"] == "extra_forbidden" else None
            document.report(steps, _message(detail), at=at)
        return None


def _message(detail: ErrorDetails) -> str:
    """Say what pydantic found, in the words of somebody who edits the file."""
    match detail["type"]:
        case "extra_forbidden":
            return f"unknown key{did_you_mean(str(detail['loc'][-1]), _KEYS)}"
        case "value_error":
            return str(detail["ctx"]["error"])
        case "missing":
            return "missing"
        case "tuple_type":
            return "expected a list"
        case "model_type" | "model_attributes_type":
            return "expected keys with their values"
        case _:
            return detail["msg"]


def _check_once(document: Document, texts: Iterable[tuple[Steps, str]], rule: str) -> None:
    """Report every text that stands for a second time; web addresses are the same where they lead to the same page."""
    seen: dict[str, Steps] = {}
    for steps, text in texts:
        first = seen.setdefault(_same(text), steps)
        if first != steps:
            line = document.values[first][0]
            document.report(steps, f"{text!r} stands in line {line} already; {rule}")


def _same(text: str) -> str:
    """Return what two writings of the same name or address have in common."""
    try:
        return canonical(text) if "://" in text else text.strip().casefold()
    except ValueError:
        return text


def _spellings(orgs: Document) -> dict[str, str]:
    """Return the name that every name and alias stands for, by its folded form; report those that stand for two."""
    names = {steps[0]: text.strip() for steps, text in orgs.texts("*", "name")}
    owners: dict[str, Steps] = {}
    for steps, text in [*orgs.texts("*", "name"), *orgs.texts("*", "aliases", "*")]:
        first = owners.setdefault(text.strip().casefold(), steps)
        if first[0] != steps[0]:
            line = orgs.values[first][0]
            orgs.report(steps, f"{text!r} stands in line {line} already; a name or alias belongs to one organisation")
    return {folded: names[steps[0]] for folded, steps in owners.items() if steps[0] in names}


def _check_known(watchlist: Document, key: str, known: Mapping[str, str], file: str) -> None:
    """Report names that another file does not know: they would never match, and nobody would be told.

    Args:
        watchlist: The watch list.
        key: Under which the names stand.
        known: The names, by what is written in any case.
        file: Where they are known.
    """
    for where in (("defaults",), ("channels", "*")):
        for steps, text in watchlist.texts(*where, key, "*"):
            if text.strip().casefold() not in known:
                near = did_you_mean(text, known.values()) or "; add it there first"
                watchlist.report(steps, f"{text!r} is not in {file}{near}")


def _rules(defaults: Follow, own: FollowIn, spelled: dict[str, str]) -> Rules:
    """Return what a channel follows: what it says itself, else what the defaults say, else what `Rules` says."""
    said = {
        key: getattr(own, key) if getattr(own, key) is not None else getattr(defaults, key)
        for key in Follow.model_fields
    }
    keywords = said.pop("keywords") or Keywords()
    mutes = tuple(Mute(spelled.get(one.what.casefold(), one.what), one.until) for one in said.pop("mute") or ())
    said["quiet"], said["digest"] = _quiet(said["quiet"]), _digest(said["digest"])
    said["most_an_hour"] = said["most_an_hour"] or None
    said["companies"] = tuple(dict.fromkeys(spelled[name.casefold()] for name in said["companies"] or ()))
    for key in ("kinds", "certainty"):
        said[key] = frozenset(said[key] or ()) or None
    return Rules(
        channel=own.channel,
        name=(own.name or own.channel).removeprefix("#"),
        keywords_any=keywords.any,
        keywords_none=keywords.none,
        mutes=mutes,
        **{key: value for key, value in said.items() if value is not None},
    )


def _quiet(shape: QuietShape | None) -> Quiet | None:
    """Return quiet hours as the core knows them; None where nothing is quiet."""
    if shape is None or shape.zone is None or not (shape.start is not None or shape.weekends):
        return None
    return Quiet(shape.zone, shape.start, shape.end, shape.weekends)


def _digest(shape: DigestShape | None) -> Cadence | None:
    """Return when digests come, as the core knows it; None where none ever does."""
    if shape is None or shape.zone is None or shape.every is Every.OFF:
        return None
    return Cadence(shape.every, shape.at, shape.zone, shape.day or 0)
