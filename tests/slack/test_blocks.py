from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.core.alerts import Alert, Source
from bot.core.kinds import Kind
from bot.core.money import Money
from bot.slack.blocks import facts_of, render_alert, render_why
from bot.slack.elements import cell, cut, joined, link, local_moment, moment, mrkdwn, safe_url
from tests.slack import samples


def facts(alert: Alert) -> dict[str, tuple[str, ...]]:
    return dict(facts_of(alert))


def test_the_plain_text_says_all_that_the_fields_say() -> None:
    for alert in samples.ALERTS.values():
        text = render_alert(alert).text

        for label, lines in facts_of(alert):
            assert f"{label}: {', '.join(mrkdwn(line, 300) for line in lines)}." in text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.STAKE, "into Poolside"),
        (Kind.ACQUISITION, "buys Poolside"),
        (Kind.CONTRACT, "from Poolside"),
        (Kind.FUND, "for Poolside"),
        (Kind.PLEDGE, "with Poolside"),
    ],
)
def test_who_says_which_way_the_money_goes(kind: Kind, words: str) -> None:
    figure = replace(samples.ROUND, kind=kind)

    assert facts(replace(samples.PLEDGE, figure=figure))["Who"] == (
        "Big & Co <!channel>, SoftBank, Oracle and MGX",
        words,
    )


@pytest.mark.parametrize(
    ("period", "shown"), [("3y", "3 years"), ("2025", "2025"), ("FY2025", "FY2025"), ("by 2030", "By 2030")]
)
def test_a_period_stands_by_itself(period: str, shown: str) -> None:
    assert facts(replace(samples.PLEDGE, figure=replace(samples.ALIBABA, period=period)))["Period"] == (shown,)


def test_the_rate_s_day_is_named_when_it_is_over_a_week_older_than_the_news() -> None:
    figure = replace(samples.ALIBABA, rate_day=date(2025, 2, 17))

    assert facts(replace(samples.PLEDGE, figure=figure))["How much"][1] == "about $53B at the rate of 17 Feb 2025"
    fresh = replace(figure, rate_day=date(2025, 2, 18))
    assert facts(replace(samples.PLEDGE, figure=fresh))["How much"][1] == "about $53B at the day’s rate"


def test_an_undated_source_always_names_the_rate_s_day() -> None:
    figure = replace(samples.ALIBABA, rate_day=date(2025, 2, 18))
    source = replace(samples.PLEDGE.source, published=None)

    assert facts(replace(samples.PLEDGE, figure=figure, source=source))["How much"][1].endswith("18 Feb 2025")


def test_a_currency_without_a_rate_says_so() -> None:
    figure = replace(samples.ALIBABA, usd=None, currency="XAF", also=())

    assert facts(replace(samples.PLEDGE, figure=figure))["How much"] == ("XAF 380B", "no rate in dollars is known")


def test_restatements_in_a_third_currency_are_shown() -> None:
    figure = replace(samples.ALIBABA, also=(Money(samples.billions("50"), "EUR"), Money(samples.billions("53"), "USD")))

    assert facts(replace(samples.PLEDGE, figure=figure))["How much"][2] == "also given as €50B"


def test_without_a_payer_the_record_offered_is_the_counterparty_s() -> None:
    figure = replace(samples.ROUND, org=None, org_alt=())
    buttons = render_alert(replace(samples.PLEDGE, figure=figure)).blocks[-1]["elements"]

    assert buttons[0]["text"]["text"] == "Poolside’s record"


def test_where_nobody_is_named_there_is_no_record_to_offer() -> None:
    figure = replace(samples.ALIBABA, org=None)
    buttons = render_alert(replace(samples.PLEDGE, figure=figure)).blocks[-1]["elements"]

    assert [each["action_id"] for each in buttons] == ["read", "why"]


def test_a_long_name_keeps_the_word_that_says_what_the_button_does() -> None:
    figure = replace(
        samples.ALIBABA, org="The Very Long Name of a Ministry of Digital Affairs and Artificial Intelligence Here"
    )
    label = render_alert(replace(samples.PLEDGE, figure=figure)).blocks[-1]["elements"][0]["text"]["text"]

    assert label.endswith("…’s record")
    assert len(label) <= 75


def test_every_block_id_names_alert_and_version_and_stands_once() -> None:
    ids = [block["block_id"] for block in render_alert(samples.REPORTED).blocks]

    assert len(set(ids)) == len(ids)
    assert all(block_id.startswith("a:0b77c1:v2:") for block_id in ids)


def test_why_leaves_out_words_where_none_are_known() -> None:
    alert = replace(samples.PLEDGE, evidence=(), figure=replace(samples.ALIBABA, evidence=()))

    assert "rests on" not in render_why(alert).text


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("HTTP://example.org", "http://example.org"),
        (" https://example.org/ü ", "https://example.org/ü"),
        ("https://example.org/a b|c>d", "https://example.org/a%20b%7Cc%3Ed"),
        ("ftp://example.org", None),
        ("https://", None),
        ("https://[::1", None),
        ("//example.org/x", None),
        ("data:text/html,x", None),
        ("https://example.org/" + "a" * 3000, None),
        (None, None),
    ],
)
def test_only_sound_http_links_are_kept(url: str | None, kept: str | None) -> None:
    assert safe_url(url) == kept


def test_a_link_s_label_cannot_end_it() -> None:
    assert link("https://example.org", "a|b>\nc") == "<https://example.org|a/b&gt; c>"
    assert link("https://example.org", " \n ") == "<https://example.org|source>"
    assert link("https://example.org/" + "a" * 1000, "long") == "long"


def test_a_day_without_an_hour_is_the_same_day_for_every_reader() -> None:
    midnight = datetime(2025, 2, 25, tzinfo=UTC)

    assert local_moment(midnight) == moment(midnight) == "25 Feb 2025"
    assert local_moment(midnight.replace(hour=9)) == (
        "<!date^1740474000^{date_short_pretty}, {time}|25 Feb 2025, 09:00 UTC>"
    )


def test_text_is_cut_at_a_word_and_never_inside_a_pair() -> None:
    assert cut("one two", 7) == "one two"
    assert cut("one, two three", 9) == "one, two…"
    assert cut("a" * 50, 10) == "a" * 9 + "…"
    assert cut("🚀🚀🚀", 5) == "🚀…"


def test_lines_that_do_not_fit_are_counted() -> None:
    assert joined(["a" * 20, "b" * 20, "c"], limit=50) == "a" * 20 + "\n… and 2 more"


def test_an_empty_cell_still_has_a_sign_in_it() -> None:
    assert cell("") == {"type": "raw_text", "text": "–"}


def test_a_source_without_a_name_still_has_its_link() -> None:
    source = Source("", "https://example.org/x", "", None)

    assert "<https://example.org/x|source>" in render_alert(replace(samples.PLEDGE, source=source)).text
