"""Full text: the facts that mention some words.

The index and the language it is asked in differ from database to database: only this module and a migration know them.
What people type is never taken for that language.
"""

import re
from collections.abc import Sequence

from sqlalchemy import Select, column, false, select, table, text

from bot.store.schema import fact_words

MOST_MATCHES = 5_000
"""Facts that are looked at where words alone are asked for, the latest stored: to weigh all may take seconds."""

_INDEX = table("fact_index", column("rowid"))


def mentioning(words: Sequence[str], *, begins: bool, most: int | None = None) -> Select[tuple[str]]:
    """Return a query for the ids of facts in whose words each of some is found.

    Args:
        words: As typed; several in one are a phrase.
        begins: Whether a word also matches what it only begins.
        most: How many are looked for, those stored last; None means all.
    """
    match = match_of(words, begins=begins)
    found = select(_INDEX.c.rowid).where(text("fact_index MATCH :words").bindparams(words=match))
    if most is not None:
        found = found.order_by(_INDEX.c.rowid.desc()).limit(most)
    return select(fact_words.c.fact).where(fact_words.c.number.in_(found) if match else false())


def match_of(words: Sequence[str], *, begins: bool) -> str:
    """Return what FTS5 is asked for; empty where the words hold no letter or digit.

    >>> match_of(["Ohio", 'a "b" OR c*', "--"], begins=True)
    '"Ohio"* AND "a b OR c"*'
    """
    phrases = (" ".join(re.findall(r"[^\W_]+", word)) for word in words)
    return " AND ".join(f'"{phrase}"{"*" if begins else ""}' for phrase in phrases if phrase)
