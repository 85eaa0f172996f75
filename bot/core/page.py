"""An entry laid out for reading: folded text, sentences, names, sums and periods with their places.

Title and text are one string, the title first; offsets are good in `original` and `folded` alike.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core import governments, money, names, periods
from bot.core.clauses import Clause, clauses
from bot.core.entry import Entry
from bot.core.orgs import Directory, Mention
from bot.core.periods import Calendar, Period
from bot.core.subjects import is_given, is_subject
from bot.core.text import MAX_CHARS, Span, fold, sentences

_ENGLISH = re.compile(r"\b(?:the|of|and|to|its)\b")
_ENGLISH_EVERY = 120
"""Characters of an English text in which one of these words stands at least: fewer, and it is in another language."""
_OPENING = 2_000
"""Characters of a text by which its language is told."""
_FRENCH = re.compile(r"\b(?:le|la|les|des|une|est|dans|pour|avec|sur|milliards?)\b", re.I)
_GERMAN = re.compile(r"\b(?:der|die|das|und|mit|für|ist|nicht|Milliarden?)\b")
_SPANISH = re.compile(r"\b(?:el|los|las|del|una|para|con|millones)\b", re.I)
MAX_SUMS = 500
"""Sums of an entry that are read: no news tells so many, and each is held against the others."""
_SPEAKING_FOR_NONE = re.compile(r"^\s(?:would not|did not|declined|had no|has said nothing|answered|replied)", re.I)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what stands in it.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last one.
        in_title: Whether it belongs to the title.
        clauses: In order, covering it; empty for one of the text that tells no sum.
        mentions: Organisations named in it.
    """

    start: int
    end: int
    in_title: bool
    clauses: tuple[Clause, ...]
    mentions: tuple[Mention, ...]

    def clause_at(self, offset: int) -> Clause | None:
        """Return the clause that holds an offset; None where none does."""
        return next((c for c in self.clauses if c.start <= offset < c.end), None)


@dataclass(frozen=True, slots=True)
class Page:
    """An entry laid out for reading.

    Attributes:
        original: Title, blank line, text.
        folded: The same, folded, of the same length.
        title_end: Offset after the title.
        topic: Who the entry is about; None where nothing tells.
        calendar: What relative words resolve against.
        is_abroad: Whether the text is in another language than English.
    """

    original: str
    folded: str
    title_end: int
    sentences: tuple[Sentence, ...]
    sums: tuple[money.Sum, ...]
    periods: tuple[Period, ...]
    calendar: Calendar
    topic: Mention | None
    published: date | None
    is_abroad: bool

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that holds an offset."""
        return next((s for s in self.sentences if s.start <= offset < s.end), self.sentences[-1])

    def has_sum(self, sentence: Sentence) -> bool:
        """Say whether a sum stands in a sentence."""
        return any(sentence.start <= s.start < sentence.end for s in self.sums)


def lay_out(entry: Entry, directory: Directory) -> Page:
    """Lay an entry out for reading; text past `MAX_CHARS` is left alone."""
    original = f"{entry.title}\n\n{entry.text}"[:MAX_CHARS]
    folded = fold(original)
    spans = sentences(folded)
    title_end = min(len(entry.title), len(folded))
    english = len(_ENGLISH.findall(folded, 0, _OPENING))
    is_abroad = english * _ENGLISH_EVERY < min(len(folded), _OPENING)
    sums = money.find(
        folded,
        money.dollar_of(folded, entry.outlet),
        money.yen_or_yuan(folded),
        long_scale=is_abroad and _is_long_scale(folded, english),
    )[:MAX_SUMS]
    published = entry.published.date() if entry.published else None
    calendar = periods.calendar(folded, published)
    if not sums:
        bare = tuple(Sentence(s.start, s.end, s.start < title_end, (), ()) for s in spans)
        return Page(original, folded, title_end, bare, (), (), calendar, None, published, is_abroad)
    mentions = _mentions(folded, spans, sums, directory, is_abroad=is_abroad)
    topic = _topic(folded, mentions, title_end)
    return Page(
        original,
        folded,
        title_end,
        _sentences(folded, spans, mentions, sums, topic, title_end),
        sums,
        periods.find(folded, calendar),
        calendar,
        topic,
        published,
        is_abroad,
    )


def _is_long_scale(folded: str, english: int) -> bool:
    """Say whether `billion` means 10^12 in this text: in French, German and Spanish it does.

    Args:
        folded: The text.
        english: How many English words its opening holds.
    """
    return max(len(p.findall(folded, 0, _OPENING)) for p in (_FRENCH, _GERMAN, _SPANISH)) > english


def _mentions(
    folded: str, spans: Sequence[Span], sums: Sequence[money.Sum], directory: Directory, *, is_abroad: bool
) -> tuple[Mention, ...]:
    """Return known and unknown organisations, and governments that go without a name, in order."""
    known = directory.mentions(folded)
    known += governments.unnamed(folded, sums, known, directory, is_abroad=is_abroad)
    return tuple(sorted((*known, *names.unknown(folded, spans, known)), key=lambda m: m.start))


def _topic(folded: str, mentions: Sequence[Mention], title_end: int) -> Mention | None:
    """Return who the entry is about: the subject of its title, else the first who acts in its opening."""
    in_title = [m for m in mentions if m.start < title_end]
    subjects = [m for m in in_title if is_subject(folded, m, in_title, 0)]
    if subjects and not is_given(folded, subjects[0], title_end):
        return subjects[0]
    if subjects:
        in_title = [m for m in in_title if m.name != subjects[0].name]
    opening = [m for m in mentions if title_end <= m.start < title_end + 700]
    projects = [m for m in opening if m.org is not None and m.org.type == "project"]
    if in_title and not projects:
        return in_title[0]
    acting = [m for m in opening if is_subject(folded, m, opening, title_end)]
    return next(iter((*projects, *in_title, *acting, *opening)), None)


def _sentences(
    folded: str,
    spans: Sequence[Span],
    mentions: Sequence[Mention],
    sums: Sequence[money.Sum],
    topic: Mention | None,
    title_end: int,
) -> tuple[Sentence, ...]:
    """Split the title and every sentence that tells a sum into clauses, carrying the subject from one to the next."""
    found: list[Sentence] = []
    last = topic
    passed: list[Sentence] = []
    names_at, sums_at = [m.start for m in mentions], [s.start for s in sums]
    for span in spans:
        inside = tuple(mentions[bisect_left(names_at, span.start) : bisect_left(names_at, span.end)])
        in_title = span.start < title_end
        parts: tuple[Clause, ...] = ()
        if in_title or bisect_left(sums_at, span.start) < bisect_left(sums_at, span.end):
            last, passed = _acting(folded, passed, topic) or last, []
            parts = clauses(folded, span, inside, topic, last)
        sentence = Sentence(span.start, span.end, in_title, parts, inside)
        found.append(sentence)
        if sentence.in_title:
            last, passed = topic, []
        elif inside:
            passed.append(sentence)
    return tuple(found)


def _acting(folded: str, passed: Sequence[Sentence], topic: Mention | None) -> Mention | None:
    """Return the last who acted in some sentences in a row; None where nobody did."""
    for sentence in reversed(passed):
        parts = sentence.clauses or clauses(folded, Span(sentence.start, sentence.end), sentence.mentions, topic, None)
        acting = next((c.subject for c in parts if c.stated and c.subject is not None), None)
        if acting is not None and not _SPEAKING_FOR_NONE.match(folded[acting.end : acting.end + 24]):
            return acting
    return None
