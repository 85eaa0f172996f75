"""The laws every payload keeps, whatever stands in the news."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.core.alerts import Alert, Source, TakenOut, Was
from bot.core.changes import Change
from bot.core.corrections import What
from bot.core.digest import MOST_NEW, MOST_OTHERS, MOST_PAYERS, Digest, Left, Payer
from bot.core.figures import Figure
from bot.core.following import settings as settings_of
from bot.core.found import Comparison, Line, Listing
from bot.core.kinds import SPEND, Certainty, Kind, Qualifier, Role
from bot.core.ledger import Answer, Fact, Total, Unknown
from bot.core.money import Money
from bot.core.moves import Move, News
from bot.core.query import Guess, Query
from bot.core.rules import Layout, Mute, Rules
from bot.core.standing import Side
from bot.core.subscriptions import Amendment, Choices, Subscription, followed
from bot.core.totals import YearTotal
from bot.core.turns import MOST_LINES, Fold
from bot.core.votes import Precision, Stats
from bot.pipeline import Place
from bot.ports import Health, Sent, Trouble
from bot.sandbox.blocks import check, check_view
from bot.slack.answers import render_answer, render_unknown
from bot.slack.blocks import render_alert, render_note, render_why
from bot.slack.commands import VERBS
from bot.slack.digest import render_digest
from bot.slack.elements import TEXT, Block, Message, joined, mrkdwn
from bot.slack.fallbacks import forms
from bot.slack.fold import render_fold
from bot.slack.help import render_help, render_overview
from bot.slack.home import Room, Shown, render_home
from bot.slack.lists import render_comparison, render_listing
from bot.slack.office import Overseen, Status
from bot.slack.onboarding import render_welcome
from bot.slack.shares import Shared, render_shared, share_form
from bot.slack.sharing import for_all
from bot.slack.stats import render_stats
from bot.slack.status import render_feeds, render_status
from bot.slack.subscriptions import render_settings
from bot.slack.trouble import render_stopped
from bot.slack.verbs import said, sentence
from bot.slack.whys import render_whys
from bot.slack.windows import as_modal
from bot.slack.wrong import Held, about, alert_option, wrong_form
from tests.slack import channels, samples
from tests.slack import digests as samples_of_digests
from tests.slack.golden import payload
from tests.slack.rebuild import rebuild

HOSTILE = (
    "<!channel> <@U1|you> <https://evil.example|bank>",
    "<script>alert(1)</script>",
    "a" * 20_000,
    "& < > " * 5_000,
    "𝕏🚀" * 10_000,
    "‮drowssap‬ مرحبا بالعالم",
    "*b* _i_ ~s~ `c` ```pre```",
    "line\none\r\ntwo\x00\x1b[31m",
    "\ud800 half",
    "| pipe |",
    "javascript:alert(1)",
    "https://example.org/" + "p" * 5_000,
    "https://[broken",
    'https://example.org/a b<c>|d"e`f',
    "",
    " ",
)
hostile = st.sampled_from(HOSTILE)
text = st.one_of(hostile, st.text(max_size=300), st.text(alphabet="<>&|*`_~!@# ab🚀\n", max_size=200))
maybe = st.none() | text
names = st.lists(text, max_size=12).map(tuple)
sums = st.decimals(min_value=0, max_value=Decimal(10) ** 18, allow_nan=False, allow_infinity=False)
currency = st.sampled_from(["USD", "CNY", "EUR", "XAF"])
period = st.sampled_from([None, "3y", "2025", "2025-2028", "by 2030", "FY2026", "0y"]) | text
moments = st.none() | st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))

figures = st.builds(
    Figure,
    quote=text,
    amount=sums,
    high=st.none() | sums,
    currency=currency,
    kind=st.sampled_from(Kind),
    also=st.lists(st.builds(Money, sums, currency), max_size=4).map(tuple),
    usd=st.none() | sums,
    usd_high=st.none() | sums,
    rate_day=st.none() | st.dates(date(2000, 1, 1)),
    org=maybe,
    org_alt=names,
    role=st.sampled_from(Role),
    counterparty=maybe,
    period=period,
    qualifier=st.sampled_from(Qualifier),
    certainty=st.sampled_from(Certainty),
    purpose=maybe,
    evidence=names,
)
sources = st.builds(Source, outlet=text, link=maybe, title=text, published=moments)
changes = st.builds(Was, figures, st.sampled_from(Change), sources)
taken = st.builds(TakenOut, st.sampled_from([What.NOT_AI, What.DUPLICATE]), text, st.integers(1), text)
alerts = st.builds(
    Alert,
    id=st.text(alphabet="0123456789abcdef", min_size=1, max_size=32),
    story=st.just("s"),
    channel=st.just("C0123ABC"),
    version=st.integers(1, 999),
    figure=figures,
    others=st.lists(figures, max_size=6).map(tuple),
    summary=text,
    source=sources,
    followed=text,
    evidence=names,
    also=st.lists(sources, max_size=20).map(tuple),
    was=st.none() | changes,
    news=names,
    layout=st.sampled_from(Layout),
    channel_name=text,
    taken_out=st.none()
    | st.builds(TakenOut, st.sampled_from([What.NOT_AI, What.DUPLICATE]), text, st.integers(1), text),
)
facts = st.builds(
    Fact,
    id=hostile,
    announced=st.sampled_from(["2025-02-25", "2025-02", "2025-99"]) | hostile,
    org=hostile,
    kind=st.sampled_from(Kind),
    amount=sums,
    currency=currency,
    high=st.none() | sums,
    usd=st.none() | sums,
    usd_high=st.none() | sums,
    org_alt=st.lists(hostile, max_size=3).map(tuple),
    role=st.sampled_from(Role),
    counterparty=st.none() | hostile,
    period=period,
    qualifier=st.sampled_from(Qualifier),
    purpose=st.none() | hostile,
    certainty=st.sampled_from(Certainty),
    supersedes=st.none() | hostile,
    source_url=st.none() | hostile,
    source_outlet=st.none() | hostile,
)
ends = st.tuples(sums, sums).map(lambda both: (min(both), max(both)))
moves = st.builds(
    Move,
    fact=facts,
    news=st.sampled_from(News),
    low=sums | sums.map(lambda sum_: -sum_),
    high=sums | sums.map(lambda sum_: -sum_),
    was=st.none() | facts,
    change=st.none() | st.sampled_from(Change),
)
digests = st.builds(
    Digest,
    id=st.text(alphabet="digest-C0Z29", min_size=1, max_size=40),
    channel=st.just("C0123ABC"),
    since=st.datetimes(datetime(2020, 1, 2), datetime(2030, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)),
    until=st.just(datetime(2030, 1, 8, 9, tzinfo=UTC)),
    zone=st.sampled_from(["Europe/Berlin", "America/Argentina/ComodRivadavia"]),
    cadence=st.just("weekly on Wednesday at 09:00 America/Argentina/ComodRivadavia"),
    follows=text,
    asked=text.map(lambda words: f"since 2026-11-16 {words}"),
    sum=ends,
    count=st.integers(0, 9_999),
    taken=ends,
    kinds=st.lists(
        st.builds(Total, st.sampled_from(sorted(SPEND)), sums, sums, st.booleans(), st.just(("a",)), sums), max_size=6
    ).map(tuple),
    payers=st.lists(
        st.builds(Payer, hostile, ends, ends), max_size=MOST_PAYERS, unique_by=lambda payer: payer.name
    ).map(tuple),
    moves=st.lists(moves, max_size=MOST_NEW).map(tuple),
    others=st.lists(moves, max_size=MOST_OTHERS).map(tuple),
    left=st.builds(Left, st.integers(0, 9_999), ends, st.integers(0, 999)),
)
totals = st.lists(
    st.builds(Total, kind=st.sampled_from(Kind), low=sums, high=sums, up_to=st.booleans(), parts=st.just(("a",))),
    max_size=12,
).map(tuple)
queries = st.builds(
    Query,
    orgs=names,
    missing=names,
    kinds=st.lists(st.sampled_from(Kind), max_size=3).map(tuple),
    years=st.lists(st.integers(1990, 2099), max_size=3).map(tuple),
    since=st.sampled_from([None, "2025", "2025-03"]),
    countries=st.sampled_from([(), ("US",), ("US", "XX")]),
    minimum=st.none() | st.builds(Money, sums, currency),
    words=names,
    top=st.none() | st.integers(1, 999),
    page=st.integers(1, 9),
    guesses=st.lists(st.builds(Guess, typed=text, meant=maybe, near=names), max_size=3).map(tuple),
)
answers = st.builds(
    Answer,
    org=text,
    pays=totals,
    led=totals,
    receives=totals,
    newest=st.lists(facts, max_size=14).map(tuple),
    known=st.integers(0, 9_999),
    years=st.lists(st.builds(YearTotal, st.none() | st.integers(0, 9_999), totals), max_size=12).map(tuple),
    query=st.none() | queries,
).map(lambda answer: replace(answer, earlier={fact.id: answer.newest[1:3] for fact in answer.newest[:1]}))
found_totals = st.builds(Total, st.sampled_from(Kind), sums, sums, st.booleans(), st.just(("a",)))
columns = st.lists(st.none() | found_totals, min_size=6, max_size=6).map(tuple)
lines = st.builds(Line, st.sampled_from(Side), st.sampled_from(Kind), st.sampled_from([None, 0, 2025]), columns)
comparisons = st.builds(
    Comparison,
    query=queries,
    orgs=st.lists(text, min_size=6, max_size=6).map(tuple),
    left_out=names,
    lines=st.lists(lines, max_size=40).map(tuple),
)
listings = st.builds(
    Listing,
    query=queries,
    facts=st.lists(facts, max_size=20).map(tuple),
    total=st.integers(0, 99_999),
    counted=st.just(frozenset()),
    notes=names,
)


def quick(examples: int) -> settings:
    """Spend the time on cases: to explain a failure by tracing every line takes longer than all of them."""
    phases = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
    return settings(max_examples=examples, deadline=None, phases=phases, suppress_health_check=[HealthCheck.too_slow])


def strings(value: Any) -> list[str]:
    """Return every string of a payload that Slack would show or follow."""
    if isinstance(value, dict):
        return [found for key, item in value.items() if key != "value" for found in strings(item)]
    if isinstance(value, list):
        return [found for item in value for found in strings(item)]
    return [value] if isinstance(value, str) else []


def assert_lawful(message: Message, *people: str) -> None:
    """Assert what every message that leaves must be; only these people may be called in it."""
    sent = payload(message)
    assert check(sent["blocks"]) == []
    assert sent["text"].strip()
    assert len(sent["text"].encode("utf-16-le")) // 2 <= 4_000
    assert len(sent["blocks"]) <= 50
    if sent["blocks"]:
        rebuild(sent["blocks"])
    for shown in [_without(people, one) for one in strings(sent)]:
        assert not re.search(r"<[!@#](?!date\^)", shown), shown
        assert not re.search(r"<(?!https?://|!date\^)", shown), shown
    for url in [element["url"] for element in json_objects(sent) if "url" in element]:
        assert url.startswith(("http://", "https://"))
    json.dumps(sent, ensure_ascii=False).encode()


def _without(people: Iterable[str], said: str) -> str:
    for person in people:
        said = said.replace(f"<@{person}>", "")
    return said


def assert_lawful_for_all(message: Message) -> None:
    """Assert the same of an answer in every plainer form, and of what all see of it."""
    shared = for_all(message, f"<@U1> shared: {mrkdwn(message.asked or '', 300)}")
    for form, _ in forms(message, frozenset()):
        assert_lawful(form)
    assert check(payload(shared)["blocks"]) == []


def json_objects(value: Any) -> list[dict[str, Any]]:
    """Return every object of a payload."""
    if isinstance(value, dict):
        return [value, *(found for item in value.values() for found in json_objects(item))]
    return [found for item in value for found in json_objects(item)] if isinstance(value, list) else []


@quick(100)
@given(alerts, maybe)
def test_no_alert_breaks_a_rule_of_slack_s(alert: Alert, earlier_link: str | None) -> None:
    assert_lawful(render_alert(alert, earlier_link))
    assert_lawful(render_why(alert))


@quick(60)
@given(alerts, maybe, text)
def test_no_copy_and_no_form_of_an_alert_breaks_a_rule_of_slack_s(alert: Alert, link: str | None, comment: str) -> None:
    shared = json.loads(
        json.dumps(payload(render_shared(alert, "U1", comment, link))).replace("hared by <@U1>", "hared")
    )
    assert_lawful(Message(shared["text"], tuple(shared["blocks"])))  # but for who shares it, nobody is called
    held = Held(alert.id, alert.channel)
    for view in (share_form(alert, Shared(alert.id, "C1", "1.0")), wrong_form(held, about(alert))):
        assert check_view(dict(view)) == []
    assert check([{"type": "actions", "elements": [{**menu_of(alert_option(alert)), "action_id": "x"}]}]) == []


def menu_of(option: Block) -> dict[str, Any]:
    return {"type": "static_select", "options": [dict(option)]}


@quick(100)
@given(figures, changes)
def test_no_note_breaks_a_rule_of_slack_s(figure: Figure, was: Was) -> None:
    assert_lawful(render_note(replace(samples.PLEDGE, figure=figure, was=was)))


@quick(60)
@given(st.lists(alerts, min_size=1, max_size=MOST_LINES))
def test_no_fold_breaks_a_rule_of_slack_s_or_leaves_an_alert_out(told: list[Alert]) -> None:
    message = render_fold(Fold(f"fold-{told[0].id}", "C0123ABC", tuple(told)))

    assert_lawful(message)
    assert len([block for block in message.blocks if block["type"] == "section"]) == len(told)
    assert len(message.text.split("\n")) == 1 + len(told)
    assert joined(message.text.split("\n"), TEXT) == message.text


@quick(25)
@given(digests)
def test_no_digest_breaks_a_rule_of_slack_s_or_leaves_a_line_out(digest: Digest) -> None:
    message = render_digest(digest)

    assert_lawful(message)
    for form, _ in forms(message, frozenset()):
        assert_lawful(form)
    assert message.text.count("\n• ") == len(digest.moves) + len(digest.others)
    assert joined(message.text.split("\n"), TEXT) == message.text


@quick(40)
@given(answers)
def test_no_answer_breaks_a_rule_of_slack_s(answer: Answer) -> None:
    assert_lawful_for_all(render_answer(answer, samples.TODAY))


@quick(50)
@given(text, names)
def test_neither_near_names_nor_help_break_a_rule_of_slack_s(query: str, near: tuple[str, ...]) -> None:
    assert_lawful(render_unknown(Unknown(query, near)))
    assert_lawful(render_help(near, VERBS))
    assert_lawful(render_overview(near, VERBS))


@quick(40)
@given(comparisons, listings)
def test_neither_comparison_nor_list_breaks_a_rule_of_slack_s(comparison: Comparison, listing: Listing) -> None:
    assert_lawful_for_all(render_comparison(comparison, samples.TODAY))
    assert_lawful_for_all(render_listing(listing, samples.TODAY))


@quick(60)
@given(names, names, text, st.lists(st.builds(Mute, text, moments), max_size=30).map(tuple), text)
def test_no_settings_of_a_channel_break_a_rule_of_slack_s(
    companies: tuple[str, ...], words: tuple[str, ...], name: str, mutes: tuple[Mute, ...], said: str
) -> None:
    rules = Rules("C0123ABC", name, companies=companies, keywords_any=words, feeds=words, mutes=mutes)
    own = Subscription("C0123ABC", name, "U0ANA", choices=Choices(companies=companies, mutes=mutes))
    changes = (Amendment("C0123ABC", "U0ANA", channels.NOW, said),) * 9
    place = Place("C0123ABC", name)

    assert_lawful(render_settings(place, Overseen(rules, settings_of(rules, own, channels.NOW), changes)), "U0ANA")
    assert_lawful(render_settings(place, Overseen(None, (), changes, said, is_ended=True)), "U0ANA")


@quick(60)
@given(st.lists(st.builds(Health, text, moments, st.just(channels.NOW), st.integers(0, 99), maybe), max_size=300))
def test_no_number_of_feeds_breaks_a_rule_of_slack_s(feeds: list[Health]) -> None:
    assert_lawful(render_feeds(tuple(feeds), channels.NOW))
    assert_lawful(render_status(Status(tuple(feeds), 7, 0), channels.NOW))


@quick(60)
@given(st.lists(figures, max_size=6), text, maybe, names, text)
def test_no_explained_article_breaks_a_rule_of_slack_s(
    read: list[Figure], title: str, link: str | None, evidence: tuple[str, ...], detail: str
) -> None:
    told = replace(
        channels.ARTICLE,
        entry=replace(channels.ARTICLE.entry, title=title, link=link, outlet=title),
        figures=tuple(read),
        verdict=replace(channels.ARTICLE.verdict, evidence=evidence),
        decisions=(replace(channels.ARTICLE.decisions[0], detail=detail),),
    )

    assert_lawful(render_whys((told,) * 3, "C0123ABC", title))
    assert_lawful(render_whys((), "C0123ABC", title))


@quick(60)
@given(text)
def test_no_refusal_breaks_a_rule_of_slack_s(complaint: str) -> None:
    assert_lawful(said(sentence(complaint or "x"), "verb:refused"))


@quick(40)
@given(st.lists(st.builds(Precision, text, *[st.integers(0, 10**6)] * 4), max_size=60).map(tuple))
def test_no_stats_break_a_rule_of_slack_s(counted: tuple[Precision, ...]) -> None:
    overall = Precision("all", sum(one.right for one in counted), 1, 2, 3)

    assert_lawful(render_stats(Stats(overall, counted, counted)))


@quick(60)
@given(alerts, text, maybe)
def test_neither_home_nor_status_nor_what_channels_are_told_calls_anybody_whatever_stands_in_the_news(
    alert: Alert, name: str, link: str | None
) -> None:
    sent = Sent(alert, "1.0", channels.NOW)
    held = followed(Rules("C0123ABC", name, companies=(name,)), channels.OWN, is_listed=True)
    home = render_home(Shown((Room(held, True),), True, ((sent, link),) * 5, (name,), (), False, channels.NOW))

    assert_lawful(render_status(Status((), 7, 1, sent), channels.NOW))
    assert_lawful(render_welcome(held))
    assert_lawful(render_stopped(Trouble("C0123ABC", name, name or "x", "U0ANA", is_paused=True)))
    assert_lawful_view(home)
    assert_lawful_view(as_modal(name, render_alert(alert)))


def assert_lawful_view(view: Mapping[str, Any]) -> None:
    """Assert what every modal and every Home tab must be."""
    assert check_view(view) == []
    assert len(view["blocks"]) <= 100
    for shown in strings(dict(view)):
        assert not re.search(r"<[!@#](?!date\^)", shown), shown
        assert not re.search(r"<(?!https?://|!date\^)", shown), shown


def test_each_hostile_text_in_every_place_at_once_is_harmless() -> None:
    for hostile in HOSTILE:
        figure = replace(samples.ROUND, org=hostile, counterparty=hostile, purpose=hostile, quote=hostile)
        source = Source(hostile, hostile, hostile, None)

        changed: dict[str, Any] = {
            "also": (source,) * 20,
            "news": (hostile,) * 4,
            "was": Was(figure, Change.CONFIRMED, source),
            "channel_name": hostile,
        }
        alert = replace(samples.PLEDGE, figure=figure, summary=hostile, source=source, **changed)
        struck = replace(alert, taken_out=TakenOut(What.DUPLICATE, hostile, 1, hostile))
        for shown in (alert, replace(alert, layout=Layout.COMPACT), struck):
            assert_lawful(render_alert(shown, hostile))
        assert_lawful(render_note(alert))
        assert_lawful(render_fold(Fold("fold-x", "C0123ABC", (alert,) * MOST_LINES)))
        assert_lawful(render_digest(_hostile(hostile)))


def _hostile(words: str) -> Digest:
    """Return a digest in which some words stand wherever foreign text may."""
    fact = replace(
        samples.FACTS[0], org=words, counterparty=words, purpose=words, source_url=words, source_outlet=words
    )
    move = Move(fact, News.CHANGED, Decimal(1), Decimal(2), replace(fact, amount=Decimal(5)), Change.CONFIRMED)
    sums = (Decimal(1), Decimal(2)), (Decimal(3), Decimal(4))
    return replace(
        samples_of_digests.FULL,
        follows=words,
        asked=f"since 2026-11-16 {words}",
        payers=tuple(Payer(f"{words}{number}", *sums) for number in range(MOST_PAYERS)),
        moves=(move,) * MOST_NEW,
        others=(move,) * MOST_OTHERS,
    )


def test_an_alert_renders_the_same_every_time() -> None:
    assert render_alert(samples.REPORTED) == render_alert(samples.REPORTED)
