"""The rules for the small objects that elements are made of: options, groups of them, confirmations, placeholders.

An option is given back by its value; what a person reads is its text.
"""

from bot.sandbox.judge import ANY_TEXT, PLAIN, Judge
from bot.sandbox.wire import JSON


def confirm(judge: Judge, element: JSON, at: str) -> None:
    """Judge an element's question before it acts, where it has one."""
    if "confirm" not in element:
        return
    value, at = element["confirm"], f"{at}/confirm"
    if not judge.shape(value, at, "title text", "confirm deny style"):
        return
    judge.text(value["title"], f"{at}/title", 100, PLAIN)
    judge.text(value["text"], f"{at}/text", 300)
    for name in ("confirm", "deny"):
        if name in value:
            judge.text(value[name], f"{at}/{name}", 30, PLAIN)
    judge.choice(value, at, "style", ("primary", "danger"))


def placeholder(judge: Judge, element: JSON, at: str) -> None:
    """Judge the words that stand in an empty field, where there are some."""
    if "placeholder" in element:
        judge.text(element["placeholder"], f"{at}/placeholder", 150, PLAIN)


def focus(judge: Judge, element: JSON, at: str) -> None:
    """Judge the wish to be where typing starts, which one element of a view may have."""
    judge.flags(element, at, "focus_on_load")
    if element.get("focus_on_load") is True:
        judge.focused += 1
        if judge.focused > 1:
            judge.refuse(f"{at}/focus_on_load", "duplicate_focus", "only one element may have focus_on_load")


def option(judge: Judge, value: object, at: str, *, url: bool = False, mrkdwn: bool = False) -> None:
    """Judge an option; `url` where it may lead somewhere, `mrkdwn` where its words may be formatted."""
    if not judge.shape(value, at, "text value", "description url" if url else "description"):
        return
    kinds = ANY_TEXT if mrkdwn else PLAIN
    judge.text(value["text"], f"{at}/text", 75, kinds)
    judge.string(value["value"], f"{at}/value", 150)
    if "description" in value:
        judge.text(value["description"], f"{at}/description", 75, kinds)
    if "url" in value:
        judge.url(value["url"], f"{at}/url")


def options(judge: Judge, element: JSON, at: str, most: int, *, mrkdwn: bool = False) -> None:
    """Judge an element's list of options."""
    for place, each in judge.items(element["options"], f"{at}/options", most):
        option(judge, each, place, mrkdwn=mrkdwn)


def grouped(judge: Judge, element: JSON, at: str) -> None:
    """Judge the options of a menu: a list of them, or a list of groups, never both. An answer has the same shape."""
    given = [name for name in ("options", "option_groups") if name in element]
    if len(given) != 1:
        judge.refuse(at, "missing_field", "must define exactly one of: options, option_groups")
    if "options" in element:
        options(judge, element, at, 100)
    if "option_groups" in element:
        for place, group in judge.items(element["option_groups"], f"{at}/option_groups", 100):
            if judge.shape(group, place, "label options"):
                judge.text(group["label"], f"{place}/label", 75, PLAIN)
                options(judge, group, place, 100)


def flat(element: JSON) -> list[JSON]:
    """Return all options of an element, those in groups too, in order."""
    groups = element.get("option_groups")
    lists = [element.get("options"), *(group.get("options") for group in groups or () if isinstance(group, dict))]
    return [each for held in lists if isinstance(held, list) for each in held]


def initial(judge: Judge, element: JSON, at: str, name: str) -> None:
    """Judge what is chosen at first: one option or a list, each exactly one of those there are."""
    if name not in element:
        return
    chosen, there = element[name], flat(element)
    several = name.endswith("s")
    for place, each in judge.items(chosen, f"{at}/{name}", 100) if several else ((f"{at}/{name}", chosen),):
        if each not in there:
            judge.refuse(place, "invalid_value", f"`{name}` must be one of the options")
