"""A summary: at most two sentences of the entry that carry who, how much and what for."""

import re
from collections.abc import Sequence

from bot.core.figures import Figure
from bot.core.page import Page, Sentence
from bot.core.text import alternatives

MOST_CHARS = 420
"""Longer summaries are cut at a clause."""

_JUNK = re.compile(
    alternatives(
        r"""
        ^\s*(?:date \d{4}-\d\d-\d\d|photo\b|image\b|read (?:more|also)|see also|also read|subscribe|sign up|unlock the)
        ^\s*(?:advertisement|share this|recommend|tags?:|related:|source:|\(?reuters\)?$)
        ^\s*(?:related (?:articles?|stories|posts))\b
        ^\s*(?-i:By [A-Z][\w.'-]+ [A-Z][\w'-]+(?:[,.|]|$))
        getty|file photo|newsletter|all rights reserved|cookie|click here|follow us|e-mail|comments?$
        """
    ),
    re.I,
)
_DATELINE = re.compile(
    r"^(?:date \d{4}-\d\d-\d\d\s+)?(?:[A-Z][A-Za-z ,.]{2,30}\s\((?:[A-Z][\w ]+)\)\s?[:-]\s?|"
    r"[A-Z]{3,}[A-Z ,.]*(?:\([^)]{3,20}\))?\s?[:-]\s|\([A-Z]\w+\)\s?-\s?|At a glance:\s)"
)


def summarize(page: Page, figures: Sequence[Figure]) -> str:
    """Return at most two sentences that carry the headline figures, cleaned; empty where none does.

    Args:
        page: The entry, laid out.
        figures: As `extraction.extract` returns them.
    """
    wanted = [f for f in figures if f.headline and f.kind.is_spend] or [f for f in figures if f.headline]
    if not wanted:
        return ""
    body = [s for s in page.sentences if not s.in_title and any(_tells(page, s, f) for f in wanted)]
    telling = [s for s in body if _is_prose(page, s)]
    if not telling:
        return _clean(page.original[: page.title_end] or page.original[body[0].start : body[0].end])
    chosen = [telling[0]]
    for sentence in telling[1:3]:
        if any(_tells(page, sentence, f) and not _tells(page, telling[0], f) for f in wanted):
            chosen.append(sentence)
            break
    return " ".join(_clean(page.original[s.start : s.end]) for s in chosen)


def _is_prose(page: Page, sentence: Sentence) -> bool:
    """Say whether a sentence is one: no caption, navigation or call to subscribe."""
    words = page.folded[sentence.start : sentence.end]
    return words[-1] in ".!?。！？\"'”」" and not _JUNK.search(_DATELINE.sub("", words))


def _tells(page: Page, sentence: Sentence, figure: Figure) -> bool:
    """Say whether a sentence states a figure, in any of its currencies."""
    sums = {(figure.amount, figure.currency), *((m.amount, m.currency) for m in figure.also)}
    return any(
        sentence.start <= s.start < sentence.end and any((m.amount, m.currency) in sums for m in (s.money, *s.also))
        for s in page.sums
    )


def _clean(sentence: str) -> str:
    """Return a sentence without dateline and doubled blanks, shortened at a clause where it is long."""
    text = re.sub(r"\s+", " ", _DATELINE.sub("", sentence)).strip(" -–—•")
    if len(text) <= MOST_CHARS:
        return text
    cut = max(text.rfind(mark, 80, MOST_CHARS) for mark in (", ", "; ", " – ", " — "))
    if cut < 0:
        cut = text.rfind(" ", 0, MOST_CHARS)
    return text[: cut if cut > 0 else MOST_CHARS].rstrip(" ,;–—") + " …"
