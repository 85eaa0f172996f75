"""Two parsers, one reading."""

from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.entry import Entry, Feed
from bot.errors import ParseError
from bot.feeds.documents import Document, read_document
from bot.feeds.parse import read_apart, read_carefully, read_quickly
from bot.feeds.repairs import mended, misread
from tests.feeds.cases import FEED, FILES, expectation, reading

XML = [path for path in FILES if path.suffix == ".xml"]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=30)
DATES = st.sampled_from(["Tue, 25 Feb 2025 10:00:00 GMT", "2025-02-25T10:00:00+09:00", "2025-02-25", "Monday", ""])
GUIDS = st.sampled_from(["", "12", "tag:a,2025:1", "https://example.org/1?utm_source=x", "20250225", "  x "])
SCRAPS = st.lists(
    st.sampled_from([b"<rss>", b"<channel>", b"<item>", b"<title>", b"</title>", b"</item>", b"<entry>", b"<feed>"])
    | st.sampled_from([b"<![CDATA[", b"]]>", b"<!DOCTYPE x [", b"<!ENTITY a 'b'>", b"]>", b"<?xml version='1.0'?>"])
    | st.sampled_from([b"{", b'"items":', b"[", b"]", b"}", b'"title": ', b"1", b"<guid>http://[</guid>", b"\xff"])
    | st.sampled_from([b"&nbsp;", b"&", b"<", b"a"])
    | st.binary(max_size=4)
).map(b"".join)
LINKS = st.sampled_from(["", "https://example.org/a?b=1&c=2", "/rooted", "beside", "javascript:alert(1)", "http://["])


def document(body: bytes) -> Document | None:
    try:
        return read_document(body, None, FEED.url)
    except ParseError:
        return None


def rss(*items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>Feed</title>{"".join(items)}</channel></rss>'.encode()


def item(**parts: str) -> str:
    return "<item>" + "".join(f"<{name}>{part}</{name}>" for name, part in parts.items()) + "</item>"


def read_all(body: bytes, feed: Feed = FEED) -> tuple[Entry, ...]:
    outcome = read_apart(body, None, feed.url, feed)
    assert not isinstance(outcome, str), outcome
    return outcome


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_captured_feed_is_read_as_expected(path: Path) -> None:
    written = expectation(path).read_text(encoding="utf-8")

    assert reading(path) == written


def test_no_expectation_stands_without_its_feed() -> None:
    folder = FILES[0].parent

    assert set(folder.glob("*.json")) == set(map(expectation, FILES))


@pytest.mark.parametrize("path", XML, ids=lambda path: path.name)
def test_both_parsers_find_the_same_wherever_the_first_is_trusted(path: Path) -> None:
    ready = document(path.read_bytes())
    quick = read_quickly(ready, FEED) if ready else None
    if ready is None or quick is None:
        return

    careful = read_carefully(ready, FEED)

    if path.name == "truncated.xml":  # feedparser drops a text that breaks off
        quick, careful = quick[:-1], careful[:-1]
    assert quick == careful


@given(st.lists(st.tuples(WORDS, WORDS, DATES, GUIDS, LINKS), min_size=1, max_size=4))
def test_both_parsers_agree_on_made_feeds(parts: list[tuple[str, str, str, str, str]]) -> None:
    ready = document(
        rss(
            *(
                item(title=escape(title), description=escape(text), pubDate=date, guid=escape(guid), link=escape(link))
                for title, text, date, guid, link in parts
            )
        )
    )
    assert ready
    quick = read_quickly(ready, FEED)

    assert quick is None or [(e.id, e.title, e.link, e.published) for e in quick] == [
        (e.id, e.title, e.link, e.published) for e in read_carefully(ready, FEED)
    ]


def test_five_billion_dollars_survive_an_entity_the_first_parser_does_not_know() -> None:
    body = rss(item(title="Lab to spend $5&nbsp;billion", description="In all, $5&nbsp;billion."))

    (entry,) = read_all(body)

    assert (entry.title, entry.text) == ("Lab to spend $5 billion", "In all, $5 billion.")


@pytest.mark.parametrize(
    "harmless",
    [
        b"<title>AT&amp;T &lt;b&gt; &quot;x&quot; &apos;y&apos; &#8211; &#x20AC;</title>",
        b"<title><![CDATA[AT&T &nbsp; <b>x</b>]]></title>",
        b"<content type='xhtml'><div><p>x</p></div></content>",
        b"<description/><title></title>",
        b"<item><title>a</title><media:title>b</media:title></item>",
        b"<item><media:content><media:title>b</media:title></media:content></item>",
        b"<media:content><media:credit>x</media:credit></media:content>",
    ],
)
def test_what_the_first_parser_reads_right_is_left_to_it(harmless: bytes) -> None:
    assert not misread(harmless)


@pytest.mark.parametrize(
    "harmful",
    [
        b"<title>$5&nbsp;billion</title>",
        b"<title>AT&T</title>",
        b"<link>https://example.org/?a=1&b=2</link>",
        b"<title>&#8;</title>",
        b"<title><![CDATA[fine]]> & <![CDATA[fine]]></title>",
        b"<title>a <b>b</b></title>",
        b"<description>a<!-- b -->c</description>",
        b"<content:encoded>a<p>b</p></content:encoded>",
        b"<content type='html'><p>b</p></content>",
        b"<source url='https://example.org'>Outlet</source>",
        b"<item><media:title>b</media:title><title>a</title></item>",
    ],
)
def test_what_the_first_parser_would_misread_is_kept_from_it(harmful: bytes) -> None:
    assert misread(harmful)


@given(st.binary())
def test_mending_leaves_nothing_the_first_parser_would_stumble_over(data: bytes) -> None:
    once = mended(data)

    assert mended(once) == once


def test_an_entry_the_second_parser_fails_on_does_not_cost_the_others() -> None:
    stumbling = item(title="One", guid="1") + "<item><posList xmlns='http://www.opengis.net/gml'>1</posList></item>"
    body = rss(stumbling, item(title="Two: $5&nbsp;billion", guid="2"))

    assert [entry.title for entry in read_all(body)] == ["One", "Two: $5 billion"]


def test_a_body_both_parsers_fail_on_is_said_to_be_unreadable() -> None:
    outcome = attempt(b"<rss><channel>&nbsp;<item><posList xmlns='http://www.opengis.net/gml'>1</posList></item>")

    assert outcome == "Could not be read: KeyError in feedparser"


def test_no_date_is_guessed_by_the_clock() -> None:
    # The first parser's own reader makes a day of each; what replaces it has to be found under its private name.
    body = rss(*(item(title=f"At {text}", pubDate=text, guid="12") for text in ("Monday", "10:30", "yesterday", "25")))

    (entry,) = read_all(body)

    assert entry.published is None


def test_a_guid_is_no_address_unless_it_is_one() -> None:
    ready = document(rss(item(title="A", guid="12")))
    assert ready

    (entry,) = read_carefully(ready, FEED)

    assert (entry.id, entry.link) == ("12", None)


def test_the_language_of_the_configuration_wins() -> None:
    body = rss("<language>en</language>", item(title="A"))

    (entry,) = read_all(body, Feed("Sample", FEED.url, language="de"))

    assert entry.language == "de"


def test_a_text_that_begins_with_its_title_is_told_without_it() -> None:
    body = rss(item(title="The title", description="<![CDATA[<h1>The title</h1><p>The text.</p>]]>"))

    (entry,) = read_all(body)

    assert entry.text == "The text."


def test_the_fuller_of_two_texts_is_taken() -> None:
    body = b"""<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
        <item><title>A</title><description>A long teaser in words.</description>
        <content:encoded><![CDATA[<img src="x.png">]]></content:encoded></item></channel></rss>"""

    (entry,) = read_all(body)

    assert entry.text == "A long teaser in words."


@pytest.mark.parametrize(
    "body",
    [
        b"<opml/>",
        b"{",
        b"[]",
        b'{"items": 5}',
        b'{"a":' * 5_000,
        b"<rss>",
        b"<a>" * 20_000,
        b"<rss><channel><item><title>&#xD800;</title></item></channel></rss>",
        rss(item(title="x", link="http://[")),
    ],
)
def test_a_broken_body_is_read_or_it_is_no_feed(body: bytes) -> None:
    outcome = attempt(body)

    assert isinstance(outcome, tuple | str)


@given(st.binary() | SCRAPS)
def test_no_bytes_raise_anything_but_a_parse_error(body: bytes) -> None:
    outcome = attempt(body)

    assert isinstance(outcome, str) or all(entry.id and (entry.title or entry.text) for entry in outcome)


def attempt(body: bytes) -> tuple[Entry, ...] | str:
    return read_apart(body, None, FEED.url, FEED)
