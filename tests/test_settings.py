import re
import textwrap
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.core.amounts import parse_amount
from bot.core.cadences import Cadence, Every
from bot.core.entry import Feed
from bot.core.hours import parse_duration
from bot.core.kinds import SPEND, Certainty, Kind
from bot.core.money import Money
from bot.core.orgs import Org
from bot.core.quiet import Quiet
from bot.core.rules import Layout, Mute, Rules, Updates
from bot.errors import ConfigError
from bot.settings import (
    Config,
    Operator,
    Posting,
    Settings,
    Tokens,
    access,
    load_config,
    load_orgs,
    load_rules,
    posting,
    read_settings,
)
from bot.settings.shapes import COUNTRIES

SHIPPED = Path(__file__).parent.parent / "config"

WATCHLIST = "channels: [{channel: C0123ABC}]"
FEEDS = "contact: you@example.org\nfeeds: [{name: FT, url: 'https://ft.example/rss'}]"
ORGS = "- {name: Alibaba, aliases: [BABA, 阿里巴巴], country: CN}\n- {name: Microsoft, aliases: [MSFT]}\n"

Load = Callable[..., Config]
Complain = Callable[..., list[str]]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Write the three files into config/ of an empty folder, go there, and load them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config").mkdir()

    def write_and_load(watchlist: str = WATCHLIST, feeds: str = FEEDS, orgs: str = ORGS) -> Config:
        for name, text in {"watchlist": watchlist, "feeds": feeds, "orgs": orgs}.items():
            Path(f"config/{name}.yaml").write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return load_config(Path("config/"))

    return write_and_load


@pytest.fixture
def complain(load: Load) -> Complain:
    """Load what cannot be loaded, and return the problems as they are printed."""

    def complaints(watchlist: str = WATCHLIST, feeds: str = FEEDS, orgs: str = ORGS) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            load(watchlist, feeds, orgs)
        assert str(caught.value).splitlines() == [str(problem) for problem in caught.value.problems]
        return str(caught.value).splitlines()

    return complaints


# What fits


def test_the_shipped_configuration_has_no_problem() -> None:
    config = load_config(SHIPPED)

    assert len(config.orgs) >= 399
    assert len(config.feeds) >= 30
    assert [rules.min for rules in config.rules] == [Money(Decimal(1_000_000_000), "USD")]


def test_the_shipped_organisations_keep_norway_and_their_masks() -> None:
    orgs = {org.name: org for org in load_config(SHIPPED).orgs}

    assert orgs["Norway"].country == "NO"
    assert "Alibaba Pictures" in orgs["Alibaba"].masks
    assert "Amazon.com, Inc." in orgs["Amazon"].aliases


def test_files_in_their_shortest_form_get_every_default(load: Load) -> None:
    config = load()

    assert config == Config(
        rules=(Rules(channel="C0123ABC", name="C0123ABC"),),
        operator=Operator(channel=None, admins=()),
        feeds=(Feed("FT", "https://ft.example/rss", timedelta(minutes=10), None),),
        contact="you@example.org",
        allow_private=frozenset(),
        orgs=(Org("Alibaba", ("BABA", "阿里巴巴"), "CN"), Org("Microsoft", ("MSFT",))),
    )


def test_every_key_of_every_file_arrives(load: Load) -> None:
    config = load(
        """
        channels:
          - channel: C0123ABC
            name: "#ai-spend"
            min: 5bn EUR
            kinds: [capex, fund]
            certainty: [announced, denied]
            companies: [Alibaba]
            countries: [cn, EU]
            keywords: {any: [gpu, data centre], none: [crypto]}
            updates: both
            languages: [en, zh]
            feeds: [FT]
            mute: [{what: BABA, until: 2026-12-01}, {what: crypto}]
            quiet: {from: "22:00", to: 7:30, zone: Europe/Berlin, weekends: true}
            most_an_hour: 6
            layout: compact
            digest: {every: weekly, at: 8:00, zone: Asia/Tokyo, day: Friday}
        operator: {channel: G0999XYZ, admins: [U0123ABC]}
        """,
        """
        contact: https://example.org/bot
        allow_private: [Wiki.Internal, 10.0.0.7, "::1"]
        feeds:
          - {name: FT, url: "http://ft.example:8080/rss?a=1", every: 2h, language: en}
        """,
        """
        - {name: Alibaba, aliases: [BABA], country: cn, type: company, not: [Alibaba Pictures]}
        """,
    )

    assert config.rules == (
        Rules(
            channel="C0123ABC",
            name="ai-spend",
            min=Money(Decimal(5_000_000_000), "EUR"),
            kinds=frozenset({Kind.CAPEX, Kind.FUND}),
            certainty=frozenset({Certainty.ANNOUNCED, Certainty.DENIED}),
            companies=("Alibaba",),
            countries=("CN", "EU"),
            keywords_any=("gpu", "data centre"),
            keywords_none=("crypto",),
            updates=Updates.BOTH,
            languages=("en", "zh"),
            feeds=("FT",),
            mutes=(Mute("Alibaba", datetime(2026, 12, 1, tzinfo=UTC)), Mute("crypto")),
            quiet=Quiet(ZoneInfo("Europe/Berlin"), time(22), time(7, 30), weekends=True),
            most_an_hour=6,
            layout=Layout.COMPACT,
            digest=Cadence(Every.WEEKLY, time(8), ZoneInfo("Asia/Tokyo"), 4),
        ),
    )
    assert config.operator == Operator("G0999XYZ", ("U0123ABC",))
    assert config.contact == "https://example.org/bot"
    assert config.allow_private == {"wiki.internal", "10.0.0.7", "::1"}
    assert config.feeds == (Feed("FT", "http://ft.example:8080/rss?a=1", timedelta(hours=2), "en"),)
    assert config.orgs == (Org("Alibaba", ("BABA",), "CN", "company", ("Alibaba Pictures",)),)


def test_a_channel_says_what_differs_from_the_defaults(load: Load) -> None:
    config = load(
        """
        defaults: {min: $2B, kinds: [capex], companies: [Microsoft], updates: off}
        channels:
          - {channel: C1ABC}
          - {channel: C2ABC, min: $1M, companies: []}
        """
    )

    first, second = config.rules
    assert [rules.min for rules in config.rules] == [parse_amount("$2B"), parse_amount("$1M")]
    assert (first.companies, second.companies) == (("Microsoft",), ())
    assert first.kinds == second.kinds == {Kind.CAPEX}
    assert first.updates is second.updates is Updates.OFF


def test_a_channel_may_take_off_what_the_defaults_hold_back(load: Load) -> None:
    config = load(
        """
        defaults:
          {quiet: {weekends: yes, zone: UTC}, most_an_hour: 3, mute: [{what: crypto}], languages: [en], feeds: [FT],
           digest: {every: daily, zone: UTC}}
        channels:
          - {channel: C1ABC}
          - {channel: C2ABC, quiet: off, most_an_hour: off, digest: off, mute: [], languages: [], feeds: []}
          - {channel: C3ABC, quiet: {from: 12:00, to: 13:00, zone: UTC}}
        """
    )

    first, second, third = config.rules
    assert (first.quiet, first.most_an_hour) == (Quiet(ZoneInfo("UTC"), weekends=True), 3)
    assert (first.mutes, first.languages, first.feeds) == ((Mute("crypto"),), ("en",), ("FT",))
    assert first.digest == Cadence(Every.DAILY, time(9), ZoneInfo("UTC"))
    assert second == Rules("C2ABC", "C2ABC")
    assert third.quiet == Quiet(ZoneInfo("UTC"), time(12), time(13))


def test_the_examples_in_the_shipped_watch_list_are_right(load: Load) -> None:
    shipped = (SHIPPED / "watchlist.yaml").read_text(encoding="utf-8")
    examples = re.findall(r"^  # (- \{.*\})$", shipped, re.MULTILINE)

    config = load(
        "channels:\n" + "\n".join(examples),
        (SHIPPED / "feeds.yaml").read_text(encoding="utf-8"),
        (SHIPPED / "orgs.yaml").read_text(encoding="utf-8"),
    )

    assert len(config.rules) == len(examples) >= 6
    assert any(rules.quiet for rules in config.rules)
    assert any(rules.mutes for rules in config.rules)


def test_companies_may_be_written_by_alias_and_in_any_case_and_twice(load: Load) -> None:
    config = load("channels: [{channel: C0123ABC, companies: [baba, ALIBABA, 阿里巴巴, msft]}]")

    assert config.rules[0].companies == ("Alibaba", "Microsoft")


def test_a_key_left_empty_counts_as_absent(load: Load) -> None:
    config = load(
        """
        defaults: {min: , kinds: ~}
        channels:
          - channel: C0123ABC
            companies:
            countries: null
        operator:
        """
    )

    assert config.rules == (Rules(channel="C0123ABC", name="C0123ABC"),)
    assert config.rules[0].kinds == SPEND


def test_words_stay_words_where_yaml_would_see_a_yes_a_no_or_a_number(load: Load) -> None:
    config = load(orgs="- {name: Norway, country: NO}\n- {name: 1_000, aliases: [688256, 12:30, on]}\n")

    assert config.orgs == (Org("Norway", (), "NO"), Org("1_000", ("688256", "12:30", "on")))


def test_an_anchor_may_name_a_list_that_two_channels_share(load: Load) -> None:
    config = load("channels: [{channel: C1ABC, companies: &big [Alibaba]}, {channel: C2ABC, companies: *big}]")

    assert [rules.companies for rules in config.rules] == [("Alibaba",), ("Alibaba",)]


def test_a_byte_order_mark_does_no_harm(load: Load) -> None:
    assert load(orgs="\ufeff- {name: Alibaba}").orgs == (Org("Alibaba"),)


# Problems, word for word


def test_an_unknown_key_is_named_at_its_place(complain: Complain) -> None:
    problems = complain(
        feeds="""
        contact: you@example.org
        feeds:
          - name: A
            url: https://a.example/rss
          - name: B
            url: https://b.example/rss
            evry: 10m
            colour: blue
        """
    )

    assert problems == [
        "config/feeds.yaml:7:5: feeds.1.evry: unknown key; did you mean every?",
        "config/feeds.yaml:8:5: feeds.1.colour: unknown key",
    ]


def test_all_problems_of_all_files_come_at_once_and_in_order(complain: Complain) -> None:
    problems = complain(
        """
        channels:
          - {channel: ai-spend, companies: [Alibabba, Nobody At All], min: lots}
          - {channel: C0123ABC, kinds: [revenue], certainty: [sure], countries: [UK, XX], updates: never}
        operator: {admins: [joe]}
        """,
        """
        contact: me
        allow_private: [http://wiki]
        feeds:
          - {name: FT, url: ftp://ft.example/rss, every: 10x, language: english}
          - {url: "https://economist.example/rss", every: 5s}
        """,
        "- {name: Alibaba, type: Big Company, country: China}",
    )

    assert problems == [
        "config/watchlist.yaml:2:15: channels.0.channel: 'ai-spend': expected a channel's id like C0123ABC "
        "(in Slack: open the channel's details, at the bottom)",
        "config/watchlist.yaml:2:37: channels.0.companies.0: 'Alibabba' is not in orgs.yaml; did you mean Alibaba?",
        "config/watchlist.yaml:2:47: channels.0.companies.1: 'Nobody At All' is not in orgs.yaml; add it there first",
        "config/watchlist.yaml:2:68: channels.0.min: 'lots' is no amount; "
        "expected one like $1B, 500 million EUR or RMB 10 billion",
        "config/watchlist.yaml:3:33: channels.1.kinds.0: 'revenue' is no kind of spending; "
        "expected capex, pledge, contract, stake, acquisition or fund",
        "config/watchlist.yaml:3:55: channels.1.certainty.0: 'sure' is no certainty; "
        "expected announced, reported, denied or cancelled",
        "config/watchlist.yaml:3:74: channels.1.countries.0: 'UK' is no ISO country code; the United Kingdom is GB",
        "config/watchlist.yaml:3:78: channels.1.countries.1: 'XX' is no ISO country code; "
        "expected two letters like CN, US or EU",
        "config/watchlist.yaml:3:92: channels.1.updates: 'never' is no way to hear of updates; "
        "expected edit, thread, both or off",
        "config/watchlist.yaml:4:21: operator.admins.0: 'joe': expected a member's id like U0123ABC "
        "(in Slack: profile, Copy member ID)",
        "config/feeds.yaml:1:10: contact: 'me': expected a mail or web address where a site's owner can reach you",
        "config/feeds.yaml:2:17: allow_private.0: 'http://wiki': "
        "expected the name or address of a host, like wiki.internal or 10.0.0.7",
        "config/feeds.yaml:4:21: feeds.0.url: 'ftp://ft.example/rss' is no web address; "
        "expected one that begins with https:// or http://",
        "config/feeds.yaml:4:50: feeds.0.every: '10x' is no duration; expected one like 10m, 2h or 1d",
        "config/feeds.yaml:4:65: feeds.0.language: 'english': expected a language code of two letters, like en or zh",
        "config/feeds.yaml:5:5: feeds.1.name: missing",
        "config/feeds.yaml:5:51: feeds.1.every: '5s': expected at least 1m and at most 7d",
        "config/orgs.yaml:1:25: 0.type: 'Big Company': expected a word like company, lab, fund, government or investor",
        "config/orgs.yaml:1:47: 0.country: 'China' is no ISO country code; expected two letters like CN, US or EU",
    ]


@pytest.mark.parametrize(
    ("watchlist", "problem"),
    [
        ("defaults: {min: $1B}", "1:1: channels: missing"),
        ("channels: []", "1:11: channels: is empty; expected at least one"),
        ("channels:", "1:10: channels: missing"),
        ("channels: C0123ABC", "1:11: channels: expected a list"),
        ("channels: [C0123ABC]", "1:12: channels.0: expected keys with their values"),
        ("channels: [{channel: [C0123ABC]}]", "1:22: channels.0.channel: expected a channel's id like C0123ABC "
         "(in Slack: open the channel's details, at the bottom)"),
        ("channels: [{channel: C1ABC, kinds: []}]", "1:36: channels.0.kinds: is empty; expected at least one"),
        ("channels: [{channel: C1ABC, companies: Alibaba}]", "1:40: channels.0.companies: expected a list"),
        ("channels: [{channel: C1ABC, countries: ['']}]",
         "1:41: channels.0.countries.0: expected a country code like CN"),
        ("channels: [{channel: C1ABC}, {channel: C1ABC}]",
         "1:40: channels.1.channel: 'C1ABC' stands in line 1 already; each channel has one block"),
        ("- channel: C1ABC", "1:1: expected keys with their values"),
        ("# nothing but a comment", "is empty"),
        ("channels: [{channel: C1ABC, channel: C2ABC}]", "1:29: channels.0.channel: stands twice, first in line 1"),
        ("channels: [{channel: C1ABC, {a: b}: c}]", "1:29: channels.0: a key must be a word"),
        ("channels: &all [{channel: C1ABC, companies: *all}]", "1:11: channels.0.companies: refers to something it is "
         "part of itself"),
        ("channels: [{channel: C1ABC, min: ¥5bn}]",
         "1:34: channels.0.min: '¥5bn' may be yen or yuan; write JPY or RMB"),
        ("channels: [{channel: C1ABC}\nname: x", "2:1: not valid YAML: while parsing a flow sequence: "
         "did not find expected ',' or ']'"),
        ("channels: @x",
         "1:11: not valid YAML: while scanning for the next token: found character that cannot start any token"),
        ("channels: \x01", "1:11: not valid YAML: character #x0001 is not allowed"),
        ("channels: [{channel: C1ABC, languages: [english]}]",
         "1:41: channels.0.languages.0: 'english': expected a language code of two letters, like en or zh"),
        ("channels: [{channel: C1ABC, feeds: [FTT]}]",
         "1:37: channels.0.feeds.0: 'FTT' is not in feeds.yaml; did you mean FT?"),
        ("channels: [{channel: C1ABC, feeds: [Nobody's]}]",
         "1:37: channels.0.feeds.0: \"Nobody's\" is not in feeds.yaml; add it there first"),
        ("channels: [{channel: C1ABC, mute: [Nvidia]}]",
         "1:36: channels.0.mute.0: expected keys with their values"),
        ("channels: [{channel: C1ABC, mute: [{until: 2026-12-01}]}]", "1:36: channels.0.mute.0.what: missing"),
        ("channels: [{channel: C1ABC, mute: [{what: x, until: soon}]}]",
         "1:53: channels.0.mute.0.until: 'soon' is no day; expected one like 2026-12-01"),
        ("channels: [{channel: C1ABC, mute: [{what: x, til: 2026-12-01}]}]",
         "1:46: channels.0.mute.0.til: unknown key; did you mean until?"),
        ("channels: [{channel: C1ABC, quiet: on}]", "1:36: channels.0.quiet: expected keys with their values"),
        ("channels: [{channel: C1ABC, quiet: {from: '22:00', zone: UTC}}]",
         "1:36: channels.0.quiet: from and to go together: one of them is missing"),
        ("channels: [{channel: C1ABC, quiet: {from: '22:00', to: '7:00'}}]",
         "1:36: channels.0.quiet: zone is missing; say whose clock is meant, like Europe/Berlin or UTC"),
        ("channels: [{channel: C1ABC, quiet: {from: '22:00', to: '22:00', zone: UTC}}]",
         "1:36: channels.0.quiet: from and to are both 22:00; a day without an end would hold everything"),
        ("channels: [{channel: C1ABC, quiet: {from: 10pm, to: '7:00', zone: UTC}}]",
         "1:43: channels.0.quiet.from: '10pm' is no time of day; expected one like 22:00 or 07:30"),
        ("channels: [{channel: C1ABC, quiet: {weekends: always, zone: UTC}}]",
         "1:47: channels.0.quiet.weekends: 'always': expected true or false"),
        ("channels: [{channel: C1ABC, quiet: {weekends: true, zone: Europe/Berln}}]",
         "1:59: channels.0.quiet.zone: 'Europe/Berln' is no time zone; did you mean Europe/Berlin?"),
        ("channels: [{channel: C1ABC, quiet: {weekends: true, zone: Mars}}]",
         "1:59: channels.0.quiet.zone: 'Mars' is no time zone; expected one like Europe/Berlin or UTC"),
        ("channels: [{channel: C1ABC, quiet: {weekend: true, zone: UTC}}]",
         "1:37: channels.0.quiet.weekend: unknown key; did you mean weekends?"),
        ("channels: [{channel: C1ABC, most_an_hour: 0}]",
         "1:43: channels.0.most_an_hour: '0': expected a whole number from 1 to 9999, or off"),
        ("channels: [{channel: C1ABC, most_an_hour: many}]",
         "1:43: channels.0.most_an_hour: 'many': expected a whole number from 1 to 9999, or off"),
        ("channels: [{channel: C1ABC, layout: tiny}]",
         "1:37: channels.0.layout: 'tiny' is no layout; expected full or compact"),
        ("channels: [{channel: C1ABC, digest: {every: hourly, zone: UTC}}]",
         "1:45: channels.0.digest.every: 'hourly' is no way to send digests; expected daily, weekly or off"),
        ("channels: [{channel: C1ABC, digest: {every: daily}}]",
         "1:37: channels.0.digest: zone is missing; say whose clock is meant, like Europe/Berlin or UTC"),
        ("channels: [{channel: C1ABC, digest: {every: daily, zone: UTC, day: monday}}]",
         "1:37: channels.0.digest: day goes with every: weekly alone"),
        ("channels: [{channel: C1ABC, digest: {every: weekly, zone: UTC, day: someday}}]",
         "1:69: channels.0.digest.day: 'someday' is no day of the week; expected one like monday"),
        ("defaults: {feeds: [Ft., 'FT ']}\nchannels: [{channel: C1ABC}]",
         "1:20: defaults.feeds.0: 'Ft.' is not in feeds.yaml; did you mean FT?"),
    ],
)  # fmt: skip
def test_a_wrong_watch_list_says_what_and_where(complain: Complain, watchlist: str, problem: str) -> None:
    place = "config/watchlist.yaml: " if problem == "is empty" else "config/watchlist.yaml:"

    assert complain(watchlist) == [place + problem]


@pytest.mark.parametrize(
    ("feeds", "problem"),
    [
        ("feeds: [{name: A, url: 'https://a.example'}]", "1:1: contact: missing"),
        ("contact: a@b.c\nfeeds: [{name: A, url: 'https://a.example'}, {name: a, url: 'https://b.example'}]",
         "2:53: feeds.1.name: 'a' stands in line 2 already; each feed has its own name"),
        ("contact: a@b.c\nfeeds: [{name: A, url: 'https://a.example/f'}, {name: B, url: 'http://www.a.example/f/'}]",
         "2:63: feeds.1.url: 'http://www.a.example/f/' stands in line 2 already; each feed has one block"),
        ("contact: a@b.c\nfeeds: [{name: A, url: 'https://me:pw@a.example'}]",
         "2:24: feeds.0.url: a web address here must not hold a user name or password"),
        ("contact: a@b.c\nfeeds: [{name: A, url: 'https://[::1'}]",
         "2:24: feeds.0.url: 'https://[::1' is no web address; expected one that begins with https:// or http://"),
        ("contact: a@b.c\nfeeds: [{name: A, url: 'https://a b/'}]",
         "2:24: feeds.0.url: 'https://a b/' is no web address; expected one that begins with https:// or http://"),
        ("contact: a@b.c\nfeeds: [{name: A, url: 'https:///rss'}]",
         "2:24: feeds.0.url: 'https:///rss' is no web address; expected one that begins with https:// or http://"),
        ("contact: a@b.c\nfeeds: [{name: A, url: 'https://a.example:http/'}]",
         "2:24: feeds.0.url: 'https://a.example:http/' is no web address; expected one that begins with https:// or http://"),
        ("contact: a@b.c\nfeeds: []", "2:8: feeds: is empty; expected at least one"),
    ],
)  # fmt: skip
def test_a_wrong_list_of_feeds_says_what_and_where(complain: Complain, feeds: str, problem: str) -> None:
    assert complain(feeds=feeds) == [f"config/feeds.yaml:{problem}"]


BELONGS = "a name or alias belongs to one organisation"


@pytest.mark.parametrize(
    ("orgs", "problem"),
    [
        ("- {name: A}\n- {name: a}", f"2:10: 1.name: 'a' stands in line 1 already; {BELONGS}"),
        ("- {name: A, aliases: [X]}\n- {name: B, aliases: [Y, x]}",
         f"2:26: 1.aliases.1: 'x' stands in line 1 already; {BELONGS}"),
        ("- {aliases: [X]}\n- {name: B, aliases: [X]}",
         f"1:3: 0.name: missing\nconfig/orgs.yaml:2:23: 1.aliases.0: 'X' stands in line 1 already; {BELONGS}"),
        ("name: A", "1:1: expected a list"),
        ("- {name: A, masks: [B]}", "1:13: 0.masks: unknown key"),
    ],
)  # fmt: skip
def test_wrong_organisations_say_what_and_where(complain: Complain, orgs: str, problem: str) -> None:
    assert "\n".join(complain(orgs=orgs)) == f"config/orgs.yaml:{problem}"


def test_one_organisation_may_write_its_name_in_several_cases(load: Load) -> None:
    assert load(orgs="- {name: Nvidia, aliases: [NVIDIA]}").orgs == (Org("Nvidia", ("NVIDIA",)),)


def test_companies_are_still_looked_up_where_another_organisation_is_wrong(complain: Complain) -> None:
    problems = complain("channels: [{channel: C1ABC, companies: [Alibaba, Microsft]}]", orgs=ORGS + "- {nam: X}\n")

    assert problems == [
        "config/watchlist.yaml:1:50: channels.0.companies.1: 'Microsft' is not in orgs.yaml; did you mean Microsoft?",
        "config/orgs.yaml:3:3: 2.name: missing",
        "config/orgs.yaml:3:4: 2.nam: unknown key; did you mean name?",
    ]


def test_companies_are_not_blamed_for_a_file_of_organisations_that_cannot_be_read(complain: Complain) -> None:
    problems = complain("channels: [{channel: C1ABC, companies: [Alibaba]}]", orgs="- [")

    assert [problem.split(":")[0] for problem in problems] == ["config/orgs.yaml"]


def test_companies_without_any_organisation_are_unknown_too(complain: Complain) -> None:
    problems = complain("channels: [{channel: C1ABC, companies: [Alibaba]}]", orgs="[]")

    assert problems == [
        "config/watchlist.yaml:1:41: channels.0.companies.0: 'Alibaba' is not in orgs.yaml; add it there first"
    ]


def test_files_that_are_absent_are_all_named_with_their_path_as_given(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path / "nowhere")

    assert str(caught.value).splitlines() == [
        f"{tmp_path}/nowhere/watchlist.yaml: no such file",
        f"{tmp_path}/nowhere/feeds.yaml: no such file",
        f"{tmp_path}/nowhere/orgs.yaml: no such file",
    ]


def test_a_folder_in_the_place_of_a_file_is_a_problem_and_no_crash(load: Load) -> None:
    load()
    Path("config/orgs.yaml").unlink()
    Path("config/orgs.yaml").mkdir()

    with pytest.raises(ConfigError) as caught:
        load_config(Path("config"))

    assert str(caught.value) == "config/orgs.yaml: cannot be read: Is a directory"


def test_a_file_that_is_no_utf8_is_named_with_the_place_of_its_first_odd_byte(load: Load) -> None:
    load()
    Path("config/orgs.yaml").write_bytes(b"- {name: A}\n- {name: Caf\xe9}\n")

    with pytest.raises(ConfigError) as caught:
        load_config(Path("config"))

    assert str(caught.value) == "config/orgs.yaml:2:13: not UTF-8: byte 0xe9; save it as UTF-8"


def test_a_watch_list_that_lies_elsewhere_is_read_against_the_organisations(load: Load, tmp_path: Path) -> None:
    load()
    (tmp_path / "mine.yaml").write_text("channels: [{channel: C1ABC, companies: [BABA]}]")

    assert load_rules(tmp_path / "mine.yaml", Path("config"))[0].companies == ("Alibaba",)


def test_a_wrong_watch_list_that_lies_elsewhere_says_all_that_is_wrong_in_it_and_the_organisations(load: Load) -> None:
    load()
    Path("mine.yaml").write_text(
        "channels:\n  - {channel: C1ABC, min: lots}\n  - {channel: C1ABC, companies: [Alibabba]}\n"
    )
    Path("config/orgs.yaml").write_text(ORGS + "- {nam: X}\n", encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load_rules(Path("mine.yaml"), Path("config"))

    assert str(caught.value).splitlines() == [
        "mine.yaml:2:27: channels.0.min: 'lots' is no amount; expected one like $1B, 500 million EUR or RMB 10 billion",
        "mine.yaml:3:15: channels.1.channel: 'C1ABC' stands in line 2 already; each channel has one block",
        "mine.yaml:3:34: channels.1.companies.0: 'Alibabba' is not in orgs.yaml; did you mean Alibaba?",
        "config/orgs.yaml:3:3: 2.name: missing",
        "config/orgs.yaml:3:4: 2.nam: unknown key; did you mean name?",
    ]


def test_organisations_can_be_read_alone(load: Load) -> None:
    load()

    assert [org.name for org in load_orgs(Path("config"))] == ["Alibaba", "Microsoft"]


def test_wrong_organisations_read_alone_say_what_and_where(load: Load) -> None:
    load()
    Path("config/orgs.yaml").write_text("- {name: A, colour: red}\n- {name: a}\n")

    with pytest.raises(ConfigError) as caught:
        load_orgs(Path("config"))

    assert str(caught.value).splitlines() == [
        "config/orgs.yaml:1:13: 0.colour: unknown key",
        f"config/orgs.yaml:2:10: 1.name: 'a' stands in line 1 already; {BELONGS}",
    ]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_whatever_stands_in_a_file_is_a_configuration_or_a_list_of_problems(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("config")
    for name, usual in {"watchlist": WATCHLIST, "feeds": FEEDS, "orgs": ORGS}.items():
        (folder / f"{name}.yaml").write_text(text if name == "watchlist" else usual, encoding="utf-8")

    with suppress(ConfigError):
        assert load_config(folder).rules


# Amounts and durations


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$1B", 10**9, "USD"),
        ("1bn", 10**9, "USD"),
        ("500 million EUR", 500 * 10**6, "EUR"),
        ("5bn EUR", 5 * 10**9, "EUR"),
        ("€2.5bn", 2_500_000_000, "EUR"),
        ("2.5 bn€", 2_500_000_000, "EUR"),
        ("RMB 10 billion", 10**10, "CNY"),
        ("1_000_000_000", 10**9, "USD"),
        ("1,000,000,000", 10**9, "USD"),
        ("1000000000", 10**9, "USD"),
        ("US$ 3 billion", 3 * 10**9, "USD"),
        ("3 billion dollars", 3 * 10**9, "USD"),
        ("HK$8bn", 8 * 10**9, "HKD"),
        ("₹10,000 crore", 10**11, "INR"),
        ("usd 1bn", 10**9, "USD"),
        ("0", 0, "USD"),
        ("0.5", Decimal("0.5"), "USD"),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: int, currency: str) -> None:
    assert parse_amount(text) == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    "text", ["", "$", "billion", "-5bn", "1.000,5", "1e9", "5bn ERU", "$1B EUR", "1bn to 2bn", "10,00,000", "about 1bn"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no amount; expected one like"):
        parse_amount(text)


@given(st.integers(0, 10**14), st.sampled_from(["USD", "EUR", "CNY", "INR", "SAR"]))
def test_an_amount_written_with_its_code_is_read_back(amount: int, currency: str) -> None:
    for text in (f"{amount} {currency}", f"{currency} {amount:,}", f"{amount:_}{currency}"):
        assert parse_amount(text) == Money(Decimal(amount), currency)


@given(st.text(max_size=30))
def test_reading_an_amount_gives_money_or_a_sentence(text: str) -> None:
    with suppress(ValueError):
        assert parse_amount(text).amount >= 0


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("90s", timedelta(seconds=90)),
        ("10m", timedelta(minutes=10)),
        ("2 h", timedelta(hours=2)),
        ("7d", timedelta(days=7)),
    ],
)
def test_durations_are_read(text: str, duration: timedelta) -> None:
    assert parse_duration(text) == duration


@pytest.mark.parametrize("text", ["", "10", "m", "1.5h", "-1d", "1w", "1h30m", "99999999999d"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no duration; expected one like 10m, 2h or 1d"):
        parse_duration(text)


def test_country_codes_are_those_of_iso_and_the_union() -> None:
    assert len(COUNTRIES) == 250
    assert {"CN", "TW", "HK", "GB", "EU"} <= COUNTRIES


# The environment


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment without any of our variables, in an empty folder."""
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.alias), raising=False)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def problems_of(work: Callable[[], object]) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        work()
    return str(caught.value).splitlines()


def test_an_empty_environment_gives_the_defaults(env: pytest.MonkeyPatch) -> None:
    settings = read_settings()

    assert settings.slack_bot_token is None
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.database_url == "sqlite:///data/aispend.db"
    assert settings.config_folder == Path("config")
    assert (settings.log, settings.log_level, settings.polls_at_once) == ("console", "info", 8)


def test_variables_are_read_and_empty_ones_count_as_absent(env: pytest.MonkeyPatch) -> None:
    env.setenv("AISPEND_CONFIG", "/etc/aispend")
    env.setenv("AISPEND_LOG", "json")
    env.setenv("AISPEND_POLLS_AT_ONCE", "3")
    env.setenv("DATABASE_URL", "sqlite:////var/lib/aispend.db")
    env.setenv("SLACK_BOT_TOKEN", "")

    settings = read_settings()

    assert settings.config_folder == Path("/etc/aispend")
    assert (settings.log, settings.polls_at_once) == ("json", 3)
    assert settings.database_url == "sqlite:////var/lib/aispend.db"
    assert settings.slack_bot_token is None


def test_a_file_of_variables_is_read_only_when_asked_for_and_gives_way_to_the_environment(
    env: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("SLACK_BOT_TOKEN=xoxb-file\nAISPEND_LOG=json\nOTHER=1\n")
    env.setenv("AISPEND_LOG", "console")

    without, with_it, absent = read_settings(), read_settings(dotenv), read_settings(tmp_path / "none")

    assert without.slack_bot_token is None
    assert with_it.slack_bot_token == SecretStr("xoxb-file")
    assert with_it.log == "console"
    assert absent == without


def test_all_wrong_variables_are_named_at_once(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    env.setenv("AISPEND_LOGS", "json")
    env.setenv("AISPEND_LOG", "xml")
    env.setenv("AISPEND_POLLS_AT_ONCE", "0")
    (tmp_path / ".env").write_text("AISPEND_WHATEVER=1")

    assert problems_of(lambda: read_settings(tmp_path / ".env")) == [
        "AISPEND_LOGS: unknown setting; did you mean AISPEND_LOG?",
        "AISPEND_WHATEVER: unknown setting",
        "AISPEND_LOG: Input should be 'console' or 'json'",
        "AISPEND_POLLS_AT_ONCE: Input should be greater than or equal to 1",
    ]


def test_an_odd_database_is_refused_without_printing_its_password(env: pytest.MonkeyPatch) -> None:
    env.setenv("DATABASE_URL", "mysql://bot:hunter2@db/aispend")

    assert problems_of(read_settings) == [
        "DATABASE_URL: expected a database like sqlite:///data/aispend.db or postgresql://user:password@host/aispend"
    ]


def test_tokens_that_look_right_are_handed_out_with_the_address_ending_in_a_slash(env: pytest.MonkeyPatch) -> None:
    env.setenv("SLACK_BOT_TOKEN", "xoxb-1-2-abc")
    env.setenv("SLACK_APP_TOKEN", "xapp-1-A0-abc")
    env.setenv("SLACK_API_URL", "http://127.0.0.1:8765/api")

    given_tokens = access(read_settings())

    assert isinstance(given_tokens, Tokens)
    assert given_tokens.bot.get_secret_value() == "xoxb-1-2-abc"
    assert given_tokens.app.get_secret_value() == "xapp-1-A0-abc"
    assert given_tokens.api_url == "http://127.0.0.1:8765/api/"
    assert "abc" not in repr(given_tokens)


def test_posting_alone_asks_for_the_bot_token_and_no_other(env: pytest.MonkeyPatch) -> None:
    env.setenv("SLACK_BOT_TOKEN", "xoxb-1-2-abc")

    given_token = posting(read_settings())

    assert isinstance(given_token, Posting)
    assert given_token.bot.get_secret_value() == "xoxb-1-2-abc"
    assert given_token.api_url == "https://slack.com/api/"


def test_missing_tokens_are_all_named_with_where_to_get_them(env: pytest.MonkeyPatch) -> None:
    env.setenv("SLACK_API_URL", "slack")

    assert problems_of(lambda: access(read_settings())) == [
        "SLACK_BOT_TOKEN: missing; expected a token that begins with xoxb- (from your app's page, OAuth & Permissions)",
        "SLACK_APP_TOKEN: missing; expected a token that begins with xapp- (from your app's page, Basic Information, "
        "App-Level Tokens, with the scope connections:write)",
        "SLACK_API_URL: 'slack': expected a web address",
    ]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("xoxb-1-SECRET", "this looks like the one for SLACK_BOT_TOKEN"),
        ("xapp-", "this one is cut off, or holds a character that no token has"),
        ("xapp-SECRET SECRET", "this one is cut off, or holds a character that no token has"),
        ("SECRET", "this one begins otherwise"),
    ],
)
def test_an_odd_token_is_told_from_the_right_one_without_being_printed(
    env: pytest.MonkeyPatch, value: str, why: str
) -> None:
    env.setenv("SLACK_BOT_TOKEN", "xoxb-1-2-abc")
    env.setenv("SLACK_APP_TOKEN", value)

    (problem,) = problems_of(lambda: access(read_settings()))

    assert problem == (
        "SLACK_APP_TOKEN: expected a token that begins with xapp- (from your app's page, Basic Information, App-Level "
        f"Tokens, with the scope connections:write), but {why}; secrets are never printed"
    )
    assert "SECRET" not in problem


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_server_may_keep_what_is_stored_and_its_password_is_not_printed(env: pytest.MonkeyPatch, scheme: str) -> None:
    env.setenv("DATABASE_URL", f"{scheme}://bot:hush@db/aispend")

    settings = read_settings()

    assert settings.database_url == f"{scheme}://bot:hush@db/aispend"
    assert "hush" not in repr(settings)


def test_a_file_of_variables_that_is_not_utf_8_is_a_problem(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_bytes(b"SLACK_BOT_TOKEN=xoxb-\xff\n")

    assert problems_of(lambda: read_settings(dotenv)) == [f"{dotenv}: not UTF-8; save it as UTF-8"]


def test_secrets_do_not_show_in_the_settings_text(env: pytest.MonkeyPatch) -> None:
    env.setenv("SLACK_BOT_TOKEN", "xoxb-hush")
    env.setenv("SLACK_SIGNING_SECRET", "hush")
    env.setenv("DATABASE_URL", "sqlite:///hush.db")

    assert "hush" not in repr(read_settings())
