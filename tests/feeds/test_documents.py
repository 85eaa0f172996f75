"""Bytes as they come, and the one form the parsers are given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ParseError
from bot.feeds.documents import read_document, to_utf8

URL = "https://example.org/feed"
START = b'<?xml version="1.0" encoding="utf-8"?>\n'


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("é".encode(), "text/xml; charset=iso-8859-1", "é"),
        ("é".encode("latin-1"), "text/xml; charset=iso-8859-1", "é"),
        ("é".encode("latin-1"), None, "é"),
        ("é 5 €".encode("cp1252"), "text/xml; charset=ISO-8859-1", "é 5 €"),
        ("é ".encode("latin-1") + "5 €".encode(), None, "é 5 €"),
        ("é ".encode("latin-1") + "5 €".encode(), "text/xml; charset=utf-8", "é 5 €"),
        ("投資".encode("shift_jis"), "text/xml; charset=Shift_JIS", "投資"),
        ("投資".encode("iso2022_jp"), "text/xml; charset=iso-2022-jp", "投資"),
        ("투자".encode("cp949"), "text/xml; charset=EUC-KR", "투자"),
        ("投资".encode("gb2312") + b"\xff", "text/xml; charset=gb2312", "投资\ufffd"),
        ("é".encode("latin-1"), "text/xml; charset=iso-8859-99", "é"),
        ("é".encode("latin-1"), "text/xml; charset=punycode", "é"),
        ("<a>é</a>".encode("utf-16"), None, "<a>é</a>"),
        ("<a>é</a>".encode("utf-16-be"), None, "<a>é</a>"),
        ("<a>é</a>".encode("utf-32"), None, "<a>é</a>"),
        ("<a>é</a>".encode("utf-8-sig"), None, "<a>é</a>"),
    ],
)
def test_a_body_is_read_in_the_encoding_it_is_really_in(body: bytes, content_type: str | None, text: str) -> None:
    assert to_utf8(body, content_type).decode() == text


@given(st.text(), st.sampled_from(["utf-8", "utf-16", "gb18030", "euc_jp", "koi8_r", "cp1252"]))
def test_a_text_comes_back_from_the_encoding_it_declares(text: str, codec: str) -> None:
    text = text.replace("\x1b", "")
    declared = f'<?xml version="1.0" encoding="{codec.replace("_", "-")}"?><a>{text}</a>'
    try:
        body = declared.encode(codec)
        body.decode()
    except UnicodeEncodeError:
        return
    except UnicodeDecodeError:
        assert to_utf8(body, None).decode() == declared


@given(st.binary(), st.text() | st.none())
def test_no_bytes_and_no_header_make_decoding_raise(body: bytes, content_type: str | None) -> None:
    assert isinstance(to_utf8(body, content_type).decode(), str)


@pytest.mark.parametrize(
    ("body", "root"),
    [
        (b"<rss/>", "rss"),
        (b'<?xml version="1.0"?>\n<!-- <feed> --><rss/>', "rss"),
        (b"<!DOCTYPE rss SYSTEM 'x>y'><rss/>", "rss"),
        (b"<!doctype rss [<!ENTITY a \"]>\"> <!-- ]> --> <?pi ]> ?> <!ENTITY b '>'>]  ><rss/>", "rss"),
        (b"<!DOCTYPE a []><!DOCTYPE b [<!ENTITY c 'd'>]><rdf:RDF/>", "rdf"),
        (b"junk < 5 <? what\n<RSS/>", "rss"),
    ],
)
def test_nothing_is_left_in_front_of_the_root_element(body: bytes, root: str) -> None:
    document = read_document(body, None, URL)

    assert document.root == root
    assert document.data.startswith(START + b"<")
    assert b"!" not in document.data


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "An empty answer, not a feed"),
        (b" \r\n ", "An empty answer, not a feed"),
        (b"Not found", "Not a feed: no XML element in it"),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'><rss/>", "Not a feed: no XML element in it"),
        (b"<!-- never ends <rss/>", "Not a feed: no XML element in it"),
        (b"\n<!DOCTYPE HTML>\n<html>", "HTML page, not a feed"),
        (b"<!doctype html>words", "HTML page, not a feed"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "HTML page, not a feed"),
        (b"<html><title>Just a moment...</title>", "A Cloudflare challenge, not a feed: only a browser can pass it"),
        (b"%PDF-1.7", "A PDF, not a feed"),
        (b"\x89PNG\r\n", "An image, not a feed"),
        (b"PK\x03\x04", "A ZIP archive, not a feed"),
        (b"\x1f\x8b\x08", "Gzip data that nobody declared, not a feed"),
    ],
)
def test_what_is_plainly_no_feed_is_called_what_it_is(body: bytes, said: str) -> None:
    with pytest.raises(ParseError) as caught:
        read_document(body, "application/rss+xml", URL)

    assert str(caught.value) == said
    assert caught.value.url == URL


@pytest.mark.parametrize(
    ("body", "language"),
    [
        (b"<rss><channel><language>EN-us</language></channel></rss>", "en"),
        (b"<rss><channel><language><![CDATA[ de ]]></language></channel></rss>", "de"),
        (b"<rss><channel><dc:language>ja</dc:language></channel></rss>", "ja"),
        (b'<feed xml:lang="fr"><entry/></feed>', "fr"),
        (b"<feed xml:lang='pt-BR'>", "pt"),
        (b"<rss><channel><language>english</language></channel></rss>", None),
        (b"<rss><channel><item><language>en</language></item></channel></rss>", None),
        (b'<feed><entry xml:lang="fr"/></feed>', None),
        (b"<rss/>", None),
    ],
)
def test_the_language_is_what_the_feed_says_of_itself(body: bytes, language: str | None) -> None:
    assert read_document(body, None, URL).language == language
