"""Full text: the facts that mention some words.

The index and the language it is asked in differ from database to database: only this module and the migrations know
them. What people type is never taken for that language, and what is stored is bare words, so that both databases cut a
text at the same places.
"""

import re
import unicodedata
from collections.abc import Sequence

from sqlalchemy import Select, column, false, select, table, text

from bot.store.schema import fact_words

MOST_MATCHES = 5_000
"""Facts that are looked at where words alone are asked for, the latest stored: to weigh all may take seconds."""

_INDEX = table("fact_index", column("rowid"))
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")


def searchable(words: str) -> str:
    r"""Return the words of a text as they are stored: small letters without accents, one space between.

    >>> searchable("Île-de-France: 109\nmilliards")
    'ile de france 109 milliards'
    """
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", words))
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", bare).lower()))


def mentioning(words: Sequence[str], *, begins: bool, dialect: str, most: int | None = None) -> Select[tuple[str]]:
    """Return a query for the ids of facts in whose words each of some is found.

    Args:
        words: As typed; several in one are a phrase.
        begins: Whether a word also matches what it only begins.
        dialect: SQLAlchemy's name of the database.
        most: How many are looked for, those stored last; None means all.
    """
    phrases = [phrase for word in words if (phrase := searchable(word))]
    ids = select(fact_words.c.fact)
    if not phrases:
        return ids.where(false())
    if dialect == "postgresql":
        met = text("fact_words.found @@ to_tsquery('simple', :words)")
        ids = ids.where(met.bindparams(words=_for_postgresql(phrases, begins=begins)))
        return ids if most is None else ids.order_by(fact_words.c.number.desc()).limit(most)
    met = text("fact_index MATCH :words")
    found = select(_INDEX.c.rowid).where(met.bindparams(words=_for_sqlite(phrases, begins=begins)))
    if most is not None:
        found = found.order_by(_INDEX.c.rowid.desc()).limit(most)
    return ids.where(fact_words.c.number.in_(found))


def _for_sqlite(phrases: Sequence[str], *, begins: bool) -> str:
    """Return what FTS5 is asked for.

    >>> _for_sqlite(["ohio", "a b or c"], begins=True)
    '"ohio"* AND "a b or c"*'
    """
    return " AND ".join(f'"{phrase}"{"*" if begins else ""}' for phrase in phrases)


def _for_postgresql(phrases: Sequence[str], *, begins: bool) -> str:
    """Return what a tsvector is asked for.

    >>> _for_postgresql(["ohio", "a b"], begins=True)
    "('ohio':*) & ('a' <-> 'b':*)"
    """
    quoted = (" <-> ".join(f"'{word}'" for word in phrase.split(" ")) for phrase in phrases)
    return " & ".join(f"({phrase}{':*' if begins else ''})" for phrase in quoted)
