"""The two layouts of an alert, and the one of what people took out of the ledger."""

from dataclasses import replace

import pytest

from bot.core.alerts import Alert
from bot.core.kinds import Certainty
from bot.core.rules import Layout
from bot.slack.blocks import render_alert, render_note, render_why
from bot.slack.elements import Block
from bot.slack.fold import render_fold
from tests.slack import samples


def kinds(alert: Alert, linked: str | None = None) -> list[str]:
    return [block["type"] for block in render_alert(alert, linked).blocks]


def head(alert: Alert, linked: str | None = None) -> Block:
    return render_alert(alert, linked).blocks[0]


def small(alert: Alert, linked: str | None = None) -> str:
    text: str = render_alert(alert, linked).blocks[1]["elements"][0]["text"]
    return text


# Compact


def test_the_compact_layout_is_one_paragraph_with_the_menu_beside_it_and_one_line_of_small_print() -> None:
    for alert in (samples.COMPACT, samples.COMPACT_UPDATED, samples.COMPACT_REPORTED):
        assert kinds(alert) == ["section", "context"]
        assert head(alert)["accessory"]["type"] == "overflow"
        assert len(head(alert)["accessory"]["options"]) == 5
        assert len(render_alert(alert).blocks[1]["elements"]) == 1


def test_its_paragraph_holds_headline_source_certainty_and_day() -> None:
    assert head(samples.COMPACT)["text"]["text"] == (
        "*Alibaba pledges CN¥380B ($53B) for AI over 3 years* · "
        "<https://techcrunch.example/2025/02/25/alibaba?a=1&amp;b=2|TechCrunch AI> · Announced · "
        "<!date^1740477840^{date_short_pretty}|25 Feb 2025>"
    )
    assert "Reported, not confirmed" in head(samples.COMPACT_REPORTED)["text"]["text"]


def test_its_small_print_says_what_changed_who_tells_it_too_and_why_it_is_here() -> None:
    link = samples.EARLIER.replace("&", "&amp;")

    assert small(samples.COMPACT) == "#ai-spend follows any payer ≥ $1B"
    assert small(samples.COMPACT_UPDATED, samples.EARLIER) == (
        f"Was CN¥380B ($53B), raised, says SCMP, 26 Feb 2025 · <{link}|the earlier alert> · "
        "also: <https://cnbc.example/a?b=1&amp;c=2|CNBC>, <https://scmp.example/a?b=1&amp;c=2|SCMP>, +3 · "
        "#ai-spend follows any payer ≥ $1B"
    )


@pytest.mark.parametrize("alert", [samples.PLEDGE, samples.REPORTED, samples.UPDATED])
def test_a_screen_reader_hears_the_same_in_either_layout(alert: Alert) -> None:
    full, compact = (replace(alert, layout=layout) for layout in Layout)

    assert render_alert(full).text == render_alert(compact).text


def test_a_screen_reader_hears_headline_figures_certainty_source_and_reason_in_this_order() -> None:
    text = render_alert(samples.PLEDGE).text
    parts = ["Alibaba pledges", "Amount: CN¥380B", "Announced, read from", "Source: ", "Why here: "]

    assert sorted(parts, key=text.index) == parts


@pytest.mark.parametrize(
    ("certainty", "word"),
    [(Certainty.REPORTED, "reportedly"), (Certainty.DENIED, "denies"), (Certainty.CANCELLED, "cancels")],
)
@pytest.mark.parametrize("layout", Layout)
def test_what_is_less_than_announced_is_said_in_the_first_line(layout: Layout, certainty: Certainty, word: str) -> None:
    message = render_alert(replace(samples.PLEDGE, layout=layout, figure=replace(samples.ALIBABA, certainty=certainty)))

    assert word in message.text.partition("\n")[0]
    assert word in message.blocks[0]["text"]["text"]


def test_other_figures_of_the_text_are_two_and_a_count_in_the_message_and_all_where_one_asks_why() -> None:
    shown = next(block for block in render_alert(samples.REPORTED).blocks if block["block_id"].endswith(":others"))

    assert shown["elements"][0]["text"].count("capital expenditure") == 1
    assert shown["elements"][0]["text"].endswith(" · 3 more")
    assert render_why(samples.REPORTED).text.count("capital expenditure") == 3


# Taken out


@pytest.mark.parametrize("layout", Layout)
def test_what_was_taken_out_is_struck_with_the_reason_and_the_way_back_and_none_of_its_figures(layout: Layout) -> None:
    alert = replace(samples.NOT_AI, layout=layout)
    message = render_alert(alert)

    assert kinds(alert) == ["section", "context", "actions"]
    assert head(alert)["text"]["text"] == (
        "~Alibaba pledges CN¥380B ($53B) for AI over 3 years~\nTaken out of the ledger by @ana: not AI spending"
    )
    (back,) = message.blocks[2]["elements"]
    assert (back["action_id"], back["value"], "confirm" in back) == ("restore", "7", True)
    assert message.text == (
        "Taken out of the ledger by @ana: not AI spending. It said: Alibaba pledges CN¥380B ($53B) for AI over 3 years."
    )


def test_a_struck_duplicate_leads_to_what_it_tells_again_where_that_can_be_linked_to() -> None:
    link = samples.EARLIER.replace("&", "&amp;")

    linked, alone = (head(samples.DUPLICATE, way)["text"]["text"] for way in (samples.EARLIER, None))
    assert f"duplicate of <{link}|Alibaba pledges $53B for AI>" in linked
    assert alone.endswith("duplicate of Alibaba pledges $53B for AI")


def test_whoever_asks_why_of_what_was_taken_out_hears_that_it_was() -> None:
    assert "Taken out of the ledger by @ana: not AI spending." in render_why(samples.NOT_AI).text


def test_a_thread_is_told_that_its_alert_was_taken_out() -> None:
    assert render_note(samples.NOT_AI).text == "Taken out of the ledger by @ana: not AI spending."


def test_in_a_fold_too_it_is_struck() -> None:
    message = render_fold(replace(samples.FOLD, alerts=(samples.PLEDGE, samples.NOT_AI)))

    assert "~Alibaba pledges CN¥380B ($53B) for AI over 3 years~ Taken out" in message.blocks[2]["text"]["text"]
    assert "• Taken out of the ledger: Alibaba pledges" in message.text.split("\n")[2]


def test_a_figure_that_a_person_mended_is_said_to_be_theirs_and_not_the_text_s() -> None:
    message = render_alert(samples.MENDED)
    source = next(block for block in message.blocks if block["block_id"].endswith(":source"))

    assert "read from “480 billion yuan”, corrected by @ana" in source["elements"][0]["text"]
    assert "Amount: CN¥480B, about $66B." in message.text
    assert "corrected, says @ana, 27 Feb 2025" in message.text
