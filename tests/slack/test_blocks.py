from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.core.alerts import Alert, Source, Was
from bot.core.changes import Change
from bot.core.kinds import Certainty, Kind
from bot.core.money import Money
from bot.slack.blocks import facts_of, render_alert, render_note, render_why
from bot.slack.elements import cell, cut, joined, link, local_moment, moment, mrkdwn, safe_url
from tests.slack import samples


def facts(alert: Alert) -> dict[str, tuple[str, ...]]:
    return dict(facts_of(alert))


def test_the_plain_text_says_all_that_the_fields_say() -> None:
    for alert in samples.ALERTS.values():
        text = render_alert(alert).text

        for label, lines in facts_of(alert):
            assert f"{label}: {', '.join(mrkdwn(line, 300) for line in lines)}." in text


@pytest.mark.parametrize(("kind", "words"), [(Kind.FUND, "for Poolside"), (Kind.PLEDGE, "with Poolside")])
def test_who_says_which_way_the_money_goes_where_the_headline_does_not(kind: Kind, words: str) -> None:
    figure = replace(samples.ROUND, kind=kind)

    assert facts(replace(samples.PLEDGE, figure=figure))["Who"] == (
        "Big & Co <!channel>, SoftBank, Oracle and MGX",
        words,
    )


@pytest.mark.parametrize("kind", [Kind.STAKE, Kind.ACQUISITION, Kind.CONTRACT])
def test_who_is_left_out_where_the_headline_names_everybody(kind: Kind) -> None:
    assert "Who" not in facts(replace(samples.PLEDGE, figure=replace(samples.ROUND, kind=kind)))
    assert "Who" not in facts(samples.PLEDGE)


def test_joint_payers_that_the_headline_only_counts_are_named() -> None:
    figure = replace(samples.ALIBABA, org_alt=("SoftBank", "Oracle", "MGX", "Nvidia"))

    assert facts(replace(samples.PLEDGE, figure=figure))["Who"] == ("Alibaba, SoftBank, Oracle, MGX and Nvidia",)


@pytest.mark.parametrize(
    ("period", "shown"), [("3y", "3 years"), ("2025", "2025"), ("FY2025", "FY2025"), ("by 2030", "By 2030")]
)
def test_a_period_stands_by_itself(period: str, shown: str) -> None:
    assert facts(replace(samples.PLEDGE, figure=replace(samples.ALIBABA, period=period)))["Period"] == (shown,)


def test_the_rate_s_day_is_named_when_it_is_over_a_week_older_than_the_news() -> None:
    figure = replace(samples.ALIBABA, rate_day=date(2025, 2, 17))

    assert facts(replace(samples.PLEDGE, figure=figure))["Amount"][1] == "about $53B at the rate of 17 Feb 2025"
    fresh = replace(figure, rate_day=date(2025, 2, 18))
    assert facts(replace(samples.PLEDGE, figure=fresh))["Amount"][1] == "about $53B at the day’s rate"


def test_an_undated_source_always_names_the_rate_s_day() -> None:
    figure = replace(samples.ALIBABA, rate_day=date(2025, 2, 18))
    source = replace(samples.PLEDGE.source, published=None)

    assert facts(replace(samples.PLEDGE, figure=figure, source=source))["Amount"][1].endswith("18 Feb 2025")


def test_a_currency_without_a_rate_says_so() -> None:
    figure = replace(samples.ALIBABA, usd=None, currency="XAF", also=())

    assert facts(replace(samples.PLEDGE, figure=figure))["Amount"] == ("XAF 380B", "no rate in dollars is known")


def test_restatements_in_a_third_currency_are_shown() -> None:
    figure = replace(samples.ALIBABA, also=(Money(samples.billions("50"), "EUR"), Money(samples.billions("53"), "USD")))

    assert facts(replace(samples.PLEDGE, figure=figure))["Amount"][2] == "also given as €50B"


def elements(alert: Alert, part: str) -> dict[str, dict[str, Any]]:
    """Return what can be pressed in a block, by its action id."""
    (block,) = (each for each in render_alert(alert).blocks if each["block_id"].endswith(f":{part}"))
    held = block["elements"] if "elements" in block else [block["accessory"]]
    return {each["action_id"]: each for each in held}


def test_an_alert_s_buttons_lead_to_record_article_sharing_and_reason_with_five_more_in_the_menu() -> None:
    buttons = elements(samples.PLEDGE, "buttons")

    assert list(buttons) == ["record", "read", "share", "why", "more"]
    assert [option["text"]["text"] for option in buttons["more"]["options"]] == [
        "Mute Alibaba 24 h",
        "Mute Alibaba 7 days",
        "Mute this story",
        "Wrong figure…",
        "Not relevant",
    ]
    assert {option["value"].partition(":")[2] for option in buttons["more"]["options"]} == {samples.PLEDGE.id}


def test_a_screen_reader_hears_what_each_button_does_in_words_that_begin_with_what_stands_on_it() -> None:
    (vote,) = elements(samples.PLEDGE, "vote").values()
    pressed = [*elements(samples.PLEDGE, "buttons").values(), *elements(samples.PLEDGE, "followed").values()]
    pressed += [vote["positive_button"], vote["negative_button"]]

    for each in pressed:
        if "accessibility_label" in each:
            words = each["text"]["text"].removeprefix("👍 ").removeprefix("👎 ")
            assert each["accessibility_label"].startswith(words)
            assert len(each["accessibility_label"]) > len(words)
    assert sum("accessibility_label" in each for each in pressed) == 6


def test_why_it_is_here_leads_to_what_the_channel_follows() -> None:
    change = elements(samples.PLEDGE, "followed")["settings"]
    nameless = elements(replace(samples.PLEDGE, channel_name=""), "followed")["settings"]

    assert (change["value"], change["accessibility_label"]) == ("C0123ABC", "Change what #ai-spend follows")
    assert nameless["accessibility_label"] == "Change what this channel follows"


def test_without_a_payer_record_and_mutes_are_the_counterparty_s() -> None:
    figure = replace(samples.ROUND, org=None, org_alt=())
    buttons = elements(replace(samples.PLEDGE, figure=figure), "buttons")

    assert buttons["record"]["text"]["text"] == "Poolside’s record"
    assert buttons["more"]["options"][0]["text"]["text"] == "Mute Poolside 24 h"


def test_where_nobody_is_named_there_is_no_record_to_offer_and_nobody_to_mute() -> None:
    buttons = elements(replace(samples.PLEDGE, figure=replace(samples.ALIBABA, org=None)), "buttons")

    assert list(buttons) == ["read", "share", "why", "more"]
    assert [option["text"]["text"] for option in buttons["more"]["options"]] == [
        "Mute this story",
        "Wrong figure…",
        "Not relevant",
    ]


def test_a_long_name_keeps_the_words_that_say_what_is_done_with_it() -> None:
    figure = replace(
        samples.ALIBABA, org="The Very Long Name of a Ministry of Digital Affairs and Artificial Intelligence Here"
    )
    buttons = elements(replace(samples.PLEDGE, figure=figure), "buttons")
    labels = [buttons["record"]["text"]["text"], *(o["text"]["text"] for o in buttons["more"]["options"][:2])]

    assert [label.partition("…")[2] for label in labels] == ["’s record", " 24 h", " 7 days"]
    assert max(map(len, labels)) <= 75


def test_every_block_id_names_alert_and_version_and_stands_once() -> None:
    ids = [block["block_id"] for block in render_alert(samples.REPORTED).blocks]

    assert len(set(ids)) == len(ids)
    assert all(block_id.startswith("a:0b77c1:v2:") for block_id in ids)


def test_why_leaves_out_words_where_none_are_known() -> None:
    alert = replace(samples.PLEDGE, evidence=(), figure=replace(samples.ALIBABA, evidence=()))

    assert "rests on" not in render_why(alert).text


# What became of it


def context_of(alert: Alert, part: str, earlier_link: str | None = None) -> str | None:
    """Return what a block of small print says; None where it is not there."""
    blocks = render_alert(alert, earlier_link).blocks
    found = [block["elements"][0]["text"] for block in blocks if block["block_id"].endswith(f":{part}")]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, ""),
        (1, "<https://cnbc.example/a?b=1&amp;c=2|CNBC>"),
        (2, "<https://cnbc.example/a?b=1&amp;c=2|CNBC>, <https://scmp.example/a?b=1&amp;c=2|SCMP>"),
        (3, "<https://cnbc.example/a?b=1&amp;c=2|CNBC>, <https://scmp.example/a?b=1&amp;c=2|SCMP>, +1"),
        (5, "<https://cnbc.example/a?b=1&amp;c=2|CNBC>, <https://scmp.example/a?b=1&amp;c=2|SCMP>, +3"),
    ],
)
def test_two_other_outlets_are_named_and_the_rest_are_counted(count: int, shown: str) -> None:
    alert = replace(samples.PLEDGE, also=samples.OUTLETS[:count])

    said = context_of(alert, "source") or ""

    assert said.partition(" · also: ")[2] == shown
    assert (f"\nAlso: {shown}.\n" in render_alert(alert).text) is (count > 0)


@pytest.mark.parametrize(
    ("change", "was"),
    [
        (Change.CONFIRMED, "CN¥380B ($53B), reported, not confirmed"),
        (Change.CORRECTED, "CN¥380B ($53B)"),
        (Change.RAISED, "CN¥380B ($53B)"),
        (Change.CUT, "CN¥380B ($53B)"),
        (Change.DENIED, "CN¥380B ($53B)"),
        (Change.CANCELLED, "CN¥380B ($53B)"),
    ],
)
def test_what_was_is_shown_with_what_became_of_it_and_who_says_so(change: Change, was: str) -> None:
    before = replace(samples.ALIBABA, certainty=Certainty.REPORTED)
    alert = replace(samples.UPDATED, was=Was(before, change, samples.OUTLETS[1]))

    assert facts(alert)["Was"] == (was, f"{change}, says SCMP, 26 Feb 2025")


def test_an_undated_article_says_no_day_and_what_never_changed_was_nothing() -> None:
    undated = Was(samples.ALIBABA, Change.CUT, replace(samples.OUTLETS[1], published=None))

    assert facts(replace(samples.UPDATED, was=undated))["Was"][1] == "cut, says SCMP"
    assert "Was" not in facts(samples.PLEDGE)


def test_where_the_figure_was_read_is_named_once_another_outlet_changed_it() -> None:
    assert "read from “480 billion yuan” in SCMP" in (context_of(samples.UPDATED, "source") or "")
    assert "“380 billion yuan” in" not in (context_of(samples.TAKEN_BACK, "source") or "")


def test_why_it_is_news_and_the_earlier_alert_stand_on_one_line_and_nothing_does_where_there_is_neither() -> None:
    reasons = "the largest by a Chinese company on record · 1.3 times its 2025 pledge"
    escaped = samples.EARLIER.replace("&", "&amp;")

    assert context_of(samples.UPDATED, "news") == f"*Why it is news:* {reasons}"
    assert context_of(samples.UPDATED, "news", samples.EARLIER) == (
        f"*Why it is news:* {reasons} · <{escaped}|the earlier alert>"
    )
    assert context_of(samples.PLEDGE, "news", samples.EARLIER) == f"*Why it is news:* <{escaped}|the earlier alert>"
    assert context_of(samples.PLEDGE, "news") is None


@pytest.mark.parametrize(
    ("change", "note"),
    [
        (Change.CORRECTED, "Corrected: was CN¥380B ($53B), now CN¥480B ($66B)"),
        (Change.RAISED, "Raised: was CN¥380B ($53B), now CN¥480B ($66B)"),
        (Change.CUT, "Cut: was CN¥380B ($53B), now CN¥480B ($66B)"),
        (Change.DENIED, "Denied: CN¥380B ($53B)"),
        (Change.CANCELLED, "Cancelled: CN¥380B ($53B)"),
    ],
)
def test_a_note_says_what_was_what_is_now_and_who_says_so(change: Change, note: str) -> None:
    message = render_note(replace(samples.UPDATED, was=Was(samples.ALIBABA, change, samples.OUTLETS[1])))

    assert message.text == f"{note} (<https://scmp.example/a?b=1&amp;c=2|SCMP>)"
    assert [block["text"]["text"] for block in message.blocks] == [message.text]
    assert [block["block_id"] for block in message.blocks] == ["a:7d1e:v4:note"]


def test_a_note_of_what_was_confirmed_says_how_sure_it_was_and_is() -> None:
    before = replace(samples.ALIBABA, certainty=Certainty.REPORTED)
    confirmed = replace(samples.PLEDGE, was=Was(before, Change.CONFIRMED, samples.OUTLETS[1]))

    assert render_note(confirmed).text.startswith(
        "Confirmed: was CN¥380B ($53B), reported, not confirmed, now CN¥380B ($53B), announced ("
    )


def test_of_an_alert_that_never_changed_there_is_no_note() -> None:
    with pytest.raises(ValueError, match="has not changed"):
        render_note(samples.PLEDGE)


# Pieces


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
