"""HTML to plain text."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.markup import MAX_BYTES, cut, line, plain, repair

SCRAPS = st.lists(
    st.sampled_from(["<p>", "</p>", "<br/>", "<a href='x", '"', ">", "<", "&", "&amp;", "&#", "&#x110000;", " ", "\n"])
    | st.sampled_from(["<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<li>", "&nbsp;", "\x00", "\ud800"])
    | st.text(max_size=3)
).map("".join)
HOSTILE = ['<a "', "<script ", "<a b=c ", "<!--", "</script ", "&#1", "<a ''", " ", "\n ", "<style>", "&lt;/p&gt;"]


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("", ""),
        ("AT&T < 5", "AT&T < 5"),
        ("a<b and c > d", "a d"),
        ("revenue <5bn, cost >3bn", "revenue <5bn, cost >3bn"),
        ("5 < 6 <b>x</b>", "5 < 6 x"),
        ("one\r\ntwo\n\n\n\nthree", "one\ntwo\n\nthree"),
        ("<p>one\ntwo</p><p>three</p>", "one two\n\nthree"),
        ("one <b>two</b>\nthree", "one two\nthree"),
        ("<ul>\n<li>one</li>\n<li>two</li>\n</ul>after", "one\ntwo\n\nafter"),
        ("one<br>two<br/><br />three", "one\ntwo\n\nthree"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a b\n1 2"),
        ("<h1>Head</h1>text", "Head\n\ntext"),
        ("<xhtml:p>one</xhtml:p><xhtml:p>two</xhtml:p>", "one\n\ntwo"),
        ("a<script>b</script>c<style type='x'>d</style>e<script src='x'/>f", "acef"),
        ("a<!-- b > c -->d<!-- never ends", "ad"),
        ("<![CDATA[a]]>b<!doctype html>c<?php d ?>", "abc"),
        ("$5&nbsp;billion &ndash; &#8364;3&#160;bn &unknown; &amp;c.", "$5 billion – €3 bn &unknown; &c."),
        ("soft\u00adly zero\u200bwidth \ufeff", "softly zerowidth"),
        ("\x93quoted\x94 &#147;too&#148;", "“quoted” “too”"),
        ('<img alt="a > b" title="<b>c</b>">d', "d"),
        ('<a href="unclosed>text</a>', "text"),
        ('cut off <a href="https://exam', "cut off"),
        ("&lt;p&gt;escaped twice &amp;amp; more&lt;/p&gt;", "escaped twice & more"),
        ("&lt;3 and &lt;b", "<3 and <b"),
        ("&#" + "9" * 5000 + ";x", "x"),
        ("全角\u3000空白", "全角 空白"),
    ],
)
def test_markup_goes_and_words_stay(fragment: str, text: str) -> None:
    assert plain(fragment) == text


@given(SCRAPS | st.text())
def test_no_fragment_makes_it_raise_and_none_leaves_what_cannot_be_stored(fragment: str) -> None:
    text = plain(fragment)

    assert "\x00" not in text
    assert text.encode().decode() == text.strip()


@given(st.text(st.characters(categories=("L", "N", "Po", "Sc"), exclude_characters="&<")))
def test_escaped_words_come_back_as_they_went(words: str) -> None:
    text = " ".join(repair(words).split())

    assert line(f"<p>{html.escape(text)}</p>") == text


@given(st.text(), st.integers(0, 50))
def test_a_cut_text_is_a_beginning_within_the_limit(text: str, limit_bytes: int) -> None:
    text = plain(text)

    short = cut(text, limit_bytes)

    assert text.startswith(short)
    assert len(short.encode()) <= limit_bytes


def test_a_long_text_is_cut_between_characters() -> None:
    text = plain("<p>" + "€" * MAX_BYTES + "</p>")

    assert text == "€" * (MAX_BYTES // 3)


@pytest.mark.parametrize(
    "scrap", ['<a "', "<script ", "<a b=c ", "<!--", "</script ", "&#1", "<a ''", " ", "\n ", "<style>", "&lt;/p&gt;"]
)
def test_a_hostile_fragment_costs_no_more_than_a_long_one(scrap: str) -> None:
    # A pattern that costs the square of its text would not end within the time limit of a test.
    assert isinstance(plain(scrap * (500_000 // len(scrap))), str)


@pytest.mark.parametrize(
    ("twice", "once"),
    [
        ("KÃ¤lte", "Kälte"),
        ("â€œHiâ€\x9d", "“Hi”"),
        ("Ð¡Ð±ÐµÑ€ 5", "Сбер 5"),
        ("Château", "Château"),
        ("5 € Ã¤", "5 € Ã¤"),
        ("Ãa", "Ãa"),
    ],
)
def test_text_encoded_twice_is_mended_and_other_text_is_let_be(twice: str, once: str) -> None:
    assert repair(twice) == once
