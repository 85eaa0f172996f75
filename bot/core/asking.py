"""Asking: what people type is parsed into a query, in whatever order and spelling.

Any text parses. The longest known name stands first, so that a name may hold words of the grammar; a name that is
nothing but such a word counts where it is all that was typed, or stands in quotes.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core import grammar
from bot.core.countries import country_name, country_of
from bot.core.grammar import Reading
from bot.core.kinds import Kind
from bot.core.known import MOST_WORDS, Names
from bot.core.money import Money
from bot.core.orgs import Directory
from bot.core.query import Guess, Query, Sort
from bot.core.typed import Word, norm, words_of

_T = TypeVar("_T")

LONGEST = 500
"""Characters that are read; nobody asks at greater length."""

MOST_LOOKS = 12
"""How often one text is held against all names, for slips and for near ones: there may be many thousands."""


def parse(text: str, directory: Directory, today: date, others: Collection[str] = ()) -> Query:
    """Understand what was typed.

    Args:
        text: Whatever stands behind the command.
        directory: The organisations that are known.
        today: Tells which March is meant.
        others: Names that stand in the ledger alone; at least those of `spans(text)` that do.

    >>> from bot.core.orgs import Org
    >>> known = Directory([Org("Microsoft", ("MSFT",)), Org("Meta"), Org("France", type="government")])
    >>> day = date(2025, 8, 9)
    >>> query = parse("micrsoft vs meta 2025 capx", known, day)
    >>> query.orgs, query.years, query.kinds, query.guesses[0].meant
    (('Microsoft', 'Meta'), (2025,), (<Kind.CAPEX: 'capex'>,), 'Microsoft')
    >>> parse("top 5 french deals", known, day).countries, parse("france", known, day).orgs
    (('FR',), ('France',))
    """
    text = text[:LONGEST].strip()
    names = Names(directory, others)
    whole = names.get(text.strip(_QUOTES))
    if whole is not None:
        return Query(orgs=(whole,))
    words = words_of(text)
    query = _asked(words, names, today)
    if query != Query():
        return query
    return _asked([replace(word, is_quoted=True) for word in words], names, today)  # nothing but `the` and `in`


def spans(text: str) -> frozenset[str]:
    """Return, case-folded, every run of words that may be a name.

    >>> sorted(spans("Bolt vs Coil"))
    ['bolt', 'bolt vs', 'bolt vs coil', 'coil', 'vs', 'vs coil']
    """
    text = text[:LONGEST].strip()
    shown = [word.text for word in words_of(text)]
    runs = {
        " ".join(shown[start:end])
        for start in range(len(shown))
        for end in range(start + 1, min(start + MOST_WORDS, len(shown)) + 1)
    }
    return frozenset(run.casefold() for run in (*runs, text, text.strip(_QUOTES)) if run)


def _asked(words: Sequence[Word], names: Names, today: date) -> Query:
    asked = _Asked(names, today)
    asked.read(words)
    return asked.query(words)


@dataclass(slots=True)
class _Asked:
    """What has been understood so far; names and words each with the place they stood at."""

    names: Names
    today: date
    orgs: list[tuple[int, str]] = field(default_factory=list)
    lands: list[tuple[int, str, str | None]] = field(default_factory=list)
    """Countries: place, code, and the name of the government that may be meant."""
    kinds: list[Kind] = field(default_factory=list)
    years: set[int] = field(default_factory=set)
    words: list[tuple[int, str]] = field(default_factory=list)
    missing: list[tuple[int, str]] = field(default_factory=list)
    strange: list[tuple[int, list[Word]]] = field(default_factory=list)
    """Runs of words that mean nothing, and each quoted one that is no name."""
    guesses: list[Guess] = field(default_factory=list)
    since: str | None = None
    until: str | None = None
    minimum: Money | None = None
    top: int | None = None
    sort: Sort | None = None
    page: int = 1
    compares: bool = False
    looks: int = 0

    def read(self, words: Sequence[Word]) -> None:
        """Take in all words; those that mean nothing are put aside, run by run."""
        at, follows, is_country = 0, False, False
        while at < len(words):
            taken, is_strange, is_country = self._take(at, words[at:], is_country)
            if is_strange and follows:
                self.strange[-1][1].append(words[at])
            elif is_strange:
                self.strange.append((at, [words[at]]))
            follows = is_strange and not words[at].is_quoted
            at += taken

    def _take(self, at: int, ahead: Sequence[Word], is_country: bool) -> tuple[int, bool, bool]:
        """Take in the next words: how many, whether they mean nothing, whether a country may follow."""
        if ahead[0].is_quoted:
            name = self.names.get(ahead[0].text)
            if name is not None:
                self.orgs.append((at, name))
            return 1, name is None, False
        named, reading, land = self.names.longest(ahead), grammar.read(ahead, self.today), _country(ahead)
        if land is not None and is_country:
            self.lands.append((at, land[0], None))
            return land[1], False, False
        length = max(named[1] if named else 0, land[1] if land else 0)
        if reading is not None and reading.taken >= length:
            self._note(reading)
            return reading.taken, False, reading.marks_country
        if land is not None and land[1] == length:
            self.lands.append((at, land[0], _government(land, named)))
        elif named is not None:
            self.orgs.append((at, named[0]))
        return max(length, 1), not length, False

    def _note(self, reading: Reading) -> None:
        self.kinds += reading.kinds
        self.years.update(reading.years)
        self.since, self.until = reading.since or self.since, reading.until or self.until
        self.minimum, self.top = reading.minimum or self.minimum, reading.top or self.top
        self.sort, self.page = reading.sort or self.sort, reading.page or self.page
        self.compares = self.compares or reading.compares

    def query(self, words: Sequence[Word]) -> Query:
        """Return what was asked, after the words that meant nothing were looked at again."""
        is_all = sum(len(run) for _, run in self.strange) == len(words)
        for at, run in self.strange:
            self._guess(at, run, is_sure=is_all or run[0].is_quoted)
        governments = [] if self.top else [(at, name) for at, _, name in self.lands if name is not None]
        return Query(
            orgs=_in_order([*self.orgs, *governments]),
            missing=_in_order(self.missing),
            kinds=_once(self.kinds),
            years=tuple(sorted(self.years)),
            since=self.since,
            until=self.until,
            countries=_once(code for _, code, name in self.lands if self.top or name is None),
            minimum=self.minimum,
            words=_in_order(self.words),
            top=self.top,
            sort=self.sort,
            page=self.page,
            guesses=tuple(self.guesses),
        )

    def _guess(self, at: int, run: Sequence[Word], *, is_sure: bool) -> None:
        """Take a run of words for slips of others, unless it is sure, or for what is to be searched for."""
        text = " ".join(word.text for word in run)
        if is_sure:
            self._search(at, run)
        elif not self._is_slip_of_name(at, text):
            left = [word for word in run if not self._is_slip(word) and not self._is_slip_of_name(at, word.text)]
            if left:
                self._search(at, left)

    def _is_slip_of_name(self, at: int, text: str) -> bool:
        """Say whether words are a slip of a name, and note that name."""
        name = self.names.slip(text) if self._may_look() else None
        if name is not None:
            self.orgs.append((at, name))
            self.guesses.append(Guess(text, name))
        return name is not None

    def _may_look(self) -> bool:
        self.looks += 1
        return self.looks <= MOST_LOOKS

    def _is_slip(self, word: Word) -> bool:
        """Say whether a word is a slip of one of the grammar, and note what that one says."""
        if len(word.form) < _SHORTEST or " " in word.form:
            return False
        near = process.extractOne(word.form, _EXPECTED, scorer=OSA.distance, score_cutoff=1)
        reading = grammar.read([Word(near[0], near[0])], self.today) if near else None
        if near is None or reading is None:
            return False
        self._note(reading)
        self.guesses.append(Guess(word.text, near[0]))
        return True

    def _search(self, at: int, run: Sequence[Word]) -> None:
        """Search for words, or miss them where companies are compared."""
        text = " ".join(word.text for word in run)
        if self.compares:
            self.missing.append((at, text))
        else:
            self.words += [(at, word.text) for word in run]
        near = self.names.near(text) if self._may_look() else ()
        self.guesses.append(Guess(text, None, near))


def _government(land: tuple[str, int], named: tuple[str, int] | None) -> str | None:
    """Return the government that a country's own name may mean; None for a nationality, or one nobody knows."""
    is_its = named is not None and named[1] == land[1] and norm(named[0]) == norm(country_name(land[0]))
    return named[0] if named is not None and is_its else None


def _country(words: Sequence[Word]) -> tuple[str, int] | None:
    """Return the country that the words begin with, and of how many words it is."""
    reach = next((n for n, word in enumerate(words[:4]) if word.is_quoted), 4)
    for n in range(min(reach, len(words)), 0, -1):
        if (code := country_of(" ".join(word.text for word in words[:n]))) is not None:
            return code, n
    return None


def _in_order(placed: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """Return each once, in the order in which they were typed."""
    return _once(text for _, text in sorted(placed, key=lambda one: one[0]))


def _once(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))


_EXPECTED = sorted(grammar.EXPECTED)
_SHORTEST = 4
"""Letters from which a word of the grammar may hold a slip."""
_QUOTES = " \"'“”‘’„«»"
