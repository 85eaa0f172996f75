import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.errors import ConfigError
from bot.slack.manifest import ALWAYS, DEFAULT, NEEDS, Feature, events, features, manifest, scopes

SCHEMA = json.loads((Path(__file__).parent / "manifest.schema.json").read_text(encoding="utf-8"))
URL = "https://bot.example.org"

chosen_features = st.sets(st.sampled_from(list(Feature)))
addresses = st.sampled_from([None, URL, "https://example.org:8443/ai"])


def complaints(content: dict[str, Any]) -> list[str]:
    """Return what the schema has against a manifest, each with its place."""
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(content)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(chosen_features, addresses)
def test_slack_takes_the_manifest_of_any_features_in_either_mode(chosen: set[Feature], url: str | None) -> None:
    assert complaints(manifest(chosen, url)) == []


@given(chosen_features, addresses)
def test_a_manifest_asks_for_what_its_features_need_and_nothing_else(chosen: set[Feature], url: str | None) -> None:
    content = manifest(chosen, url)

    asked = content["oauth_config"]["scopes"]
    told = content["settings"].get("event_subscriptions", {"bot_events": []})["bot_events"]
    on = [NEEDS[feature] for feature in {*chosen, *ALWAYS}]
    assert sorted(asked["bot"]) == sorted(scope for needs in on for scope in needs.scopes)
    assert sorted(told) == sorted(event for needs in on for event in needs.events)
    assert set(asked["bot"]) - set(asked.get("bot_optional", ())) == {"chat:write", "commands"}


def without(place: str) -> Callable[[dict[str, Any]], None]:
    """Return what takes a member out of a manifest."""
    *way, last = place.split(".")

    def change(content: dict[str, Any]) -> None:
        for step in way:
            content = content[step]
        del content[last]

    return change


def into(place: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Return what puts a value into a manifest."""
    *way, last = place.split(".")

    def change(content: dict[str, Any]) -> None:
        for step in way:
            content = content[step]
        content[last] = value

    return change


@pytest.mark.parametrize(
    ("url", "change"),
    [
        (None, into("display_information.name", "x" * 36)),
        (None, into("display_information.description", "x" * 141)),
        (None, into("display_information.long_description", "too short for Slack")),
        (None, into("features.bot_user.display_name", "AI Spend")),
        (None, into("settings.interactivity.request_url", URL)),
        (None, into("settings.event_subscriptions.request_url", URL)),
        (None, into("oauth_config.redirect_urls", [URL])),
        (None, into("settings.socket_mode", True)),
        (None, into("oauth_config.scopes.bot", ["chat:write", "chat:write"])),
        (URL, without("settings.interactivity.message_menu_options_url")),
        (URL, without("settings.event_subscriptions.request_url")),
        (URL, without("oauth_config.redirect_urls")),
        (URL, into("settings.interactivity.request_url", "http://bot.example.org/slack/events")),
    ],
)
def test_the_schema_refuses_what_slack_refuses(url: str | None, change: Callable[[dict[str, Any]], None]) -> None:
    content = copy.deepcopy(manifest(DEFAULT, url))

    change(content)

    assert complaints(content)


def test_optional_scopes_are_among_all_that_are_asked_for() -> None:
    asked = manifest(list(Feature))["oauth_config"]["scopes"]

    assert set(asked["bot_optional"]) < set(asked["bot"])


def test_every_feature_says_what_is_off_without_it_and_no_scope_or_event_serves_two() -> None:
    assert list(NEEDS) == list(Feature)
    assert all(needs.without.endswith(".") for needs in NEEDS.values())
    assert len(scopes(list(Feature))) == len(set(scopes(list(Feature))))
    assert len(events(list(Feature))) == len(set(events(list(Feature))))


def test_posting_without_an_invitation_has_to_be_asked_for() -> None:
    assert "chat:write.public" not in scopes(DEFAULT)
    assert "chat:write.public" in scopes(features("public"))


def test_unknown_features_are_all_named_with_what_was_meant() -> None:
    with pytest.raises(ConfigError) as caught:
        features("hom, alerts, tea", "--features")

    first, second = map(str, caught.value.problems)
    assert first.startswith("--features: unknown feature hom; did you mean home?; there are alerts, commands, recheck")
    assert second.startswith("--features: unknown feature tea; there are")
