"""The rules for menus: one or several options from a list, from the app, or from people and conversations.

What a menu may be preset to has its own name in each kind: `initial_option`, `initial_users`, and so on.
"""

from bot.sandbox.composition import confirm, focus, grouped, initial, option, placeholder
from bot.sandbox.judge import Judge
from bot.sandbox.wire import JSON

_COMMON = "action_id placeholder confirm focus_on_load"
# Menus of ids: kind, the member that presets it, further members.
_IDS = {
    "users_select": ("initial_user", ""),
    "channels_select": ("initial_channel", "response_url_enabled"),
    "conversations_select": (
        "initial_conversation",
        "response_url_enabled default_to_current_conversation filter",
    ),
    "multi_users_select": ("initial_users", "max_selected_items"),
    "multi_channels_select": ("initial_channels", "max_selected_items"),
    "multi_conversations_select": (
        "initial_conversations",
        "max_selected_items default_to_current_conversation filter",
    ),
}
_KINDS_OF_CONVERSATION = ("im", "mpim", "private", "public")


def _common(judge: Judge, value: JSON, at: str) -> None:
    placeholder(judge, value, at)
    confirm(judge, value, at)
    focus(judge, value, at)
    judge.whole(value, at, "max_selected_items", 1, 1_000_000)


def static_select(judge: Judge, value: JSON, at: str) -> None:
    """Judge a menu of options the app lists."""
    if judge.shape(value, at, "type", f"options option_groups initial_option {_COMMON}"):
        grouped(judge, value, at)
        initial(judge, value, at, "initial_option")
        _common(judge, value, at)


def multi_static_select(judge: Judge, value: JSON, at: str) -> None:
    """Judge a menu from which several of the app's options may be chosen."""
    if judge.shape(value, at, "type", f"options option_groups initial_options max_selected_items {_COMMON}"):
        grouped(judge, value, at)
        initial(judge, value, at, "initial_options")
        _common(judge, value, at)


def external_select(judge: Judge, value: JSON, at: str) -> None:
    """Judge a menu whose options the app is asked for while a person types."""
    several = value["type"].startswith("multi")
    more = "initial_options max_selected_items" if several else "initial_option"
    if not judge.shape(value, at, "type", f"min_query_length {more} {_COMMON}"):
        return
    judge.whole(value, at, "min_query_length", 0, 1_000_000)
    if "initial_option" in value:
        option(judge, value["initial_option"], f"{at}/initial_option")
    for place, each in judge.items(value.get("initial_options", []), f"{at}/initial_options", 100, least=0):
        option(judge, each, place)
    _common(judge, value, at)


def id_select(judge: Judge, value: JSON, at: str) -> None:
    """Judge a menu of people, channels or conversations."""
    preset, more = _IDS[value["type"]]
    if not judge.shape(value, at, "type", f"{preset} {more} {_COMMON}"):
        return
    if preset in value and preset.endswith("s"):
        for place, each in judge.items(value[preset], f"{at}/{preset}", 100):
            judge.string(each, place, 255)
    else:
        judge.strings(value, at, **{preset: 255})
    judge.flags(value, at, "response_url_enabled", "default_to_current_conversation")
    if "filter" in value:
        _filter(judge, value["filter"], f"{at}/filter")
    _common(judge, value, at)


def _filter(judge: Judge, value: object, at: str) -> None:
    """Judge which conversations a menu offers; a filter of nothing is refused."""
    optional = "include exclude_external_shared_channels exclude_bot_users"
    if not judge.shape(value, at, "", optional):
        return
    if not value:
        judge.refuse(at, "missing_field", "must define at least one of: " + ", ".join(optional.split()))
    judge.flags(value, at, "exclude_external_shared_channels", "exclude_bot_users")
    for place, kind in judge.items(value.get("include", ["im"]), f"{at}/include", 4):
        if kind not in _KINDS_OF_CONVERSATION:
            judge.refuse(place, "invalid_value", f"must be one of: {', '.join(_KINDS_OF_CONVERSATION)}")
