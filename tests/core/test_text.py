"""Folding keeps every place, and sentences cover the text in order."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text import alternatives, fold, holds, sentences


def _sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("$60–65\u00a0billion", "$60-65 billion"),
        ("１２３億円", "123億円"),
        ("（约合＄5）", "(约合$5)"),
        ("“Meta’s” plan", '"Meta\'s" plan'),
        ("a\u200bb\u00adc", "a b c"),
        ("10％", "10%"),
    ],
)
def test_look_alike_characters_become_one(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Meta Platforms Inc. rose. It spends $1.5 billion.", ["Meta Platforms Inc. rose.", "It spends $1.5 billion."]),
        ("It was Amazon.com Inc. The shares fell.", ["It was Amazon.com Inc.", "The shares fell."]),
        ("Mr. Musk and Dr. Li said so. Done.", ["Mr. Musk and Dr. Li said so.", "Done."]),
        ("The U.S. House met. So be it.", ["The U.S. House met.", "So be it."]),
        ("Rs. 500 crore. More.", ["Rs. 500 crore.", "More."]),
        ("Rund 1,5 Mrd. Euro. Mehr nicht.", ["Rund 1,5 Mrd. Euro.", "Mehr nicht."]),
        ("J. P. Morgan lends. Yes.", ["J. P. Morgan lends.", "Yes."]),
        ("There is no. Next one.", ["There is no.", "Next one."]),
        ("It ended.Then it began.", ["It ended.", "Then it began."]),
        ("一つ。二つ！三つ", ["一つ。", "二つ！", "三つ"]),
        ("Head\n\nBody text", ["Head", "Body text"]),
        ("List:\n- one\n- two", ["List:", "- one", "- two"]),
        ('He said "Enough." Then he left.', ['He said "Enough."', "Then he left."]),
        ("  \n ", []),
        ("...", ["..."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert _sentences(text) == expected


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.sampled_from("aB .!?\n-•。1U.S.Inc")) | st.text())
def test_sentences_cover_all_that_is_not_blank_in_order(text: str) -> None:
    folded = fold(text)

    spans = sentences(folded)

    covered = {i for s in spans for i in range(s.start, s.end)}
    assert all(char.isspace() for i, char in enumerate(folded) if i not in covered)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(folded[s.start : s.end].strip() == folded[s.start : s.end] != "" for s in spans)


def test_a_block_of_alternatives_becomes_one_pattern() -> None:
    assert alternatives("\n    a|b\n\n    c\n") == "a|b|c"


def test_a_text_holds_a_word_or_none() -> None:
    assert holds("next year", ("jahr", "year"))
    assert not holds("next year", ("jahr",))


def test_a_sentence_without_an_end_is_cut_between_words() -> None:
    found = sentences("Alibaba spends $5 billion " * 400)

    assert max(span.end - span.start for span in found) <= 2_000
    assert len(found) < 12
