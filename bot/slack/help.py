"""Help: examples that work, and what else can be typed; the answer to `/aispend help` and to `/aispend` alone."""

from collections.abc import Sequence

from bot.slack import buttons
from bot.slack import elements as kit
from bot.slack.elements import Block, Message
from bot.slack.verbs import Verb


def render_help(companies: tuple[str, ...], verbs: Sequence[Verb]) -> Message:
    """Return examples that work, what else can be typed, and a word on what comes back.

    Args:
        companies: Names that have a record, those to show first in front.
        verbs: What can be typed beside questions.
    """
    asking = ["*How to ask*", *(f"• `{command}` – {what}" for command, what in examples(companies)), _CASE]
    doing = ["*What else*", *(f"• `{_usage(verb)}` – {verb.says}" for verb in verbs)]
    blocks = (
        kit.section("\n".join(asking), _id("help")),
        kit.section("\n".join(doing), _id("verbs")),
        kit.context([_THREADS], _id("threads")),
    )
    return Message("\n".join([*asking, *doing, _THREADS]), blocks)


def render_overview(companies: tuple[str, ...], verbs: Sequence[Verb]) -> Message:
    """Return what the program is, buttons to try it with, and the examples; the answer to `/aispend` alone."""
    about = (
        "aispend reads the news for organisations that commit large money to AI, posts each announcement once, "
        "and keeps every figure with its source."
    )
    lesson = render_help(companies, verbs)
    blocks: list[Block] = [kit.header("Who spends how much on AI?", _id("head")), kit.section(about, _id("about"))]
    if known := named(companies):
        blocks.append(kit.actions(buttons.records(known[:4]), _id("try")))
    return Message(f"{about}\n{lesson.text}", (*blocks, *lesson.blocks))


def examples(companies: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return five commands that work, each with what it answers; escaped.

    >>> [command for command, _ in examples(("Alibaba", "Meta"))][:2]
    ['/aispend alibaba', '/aispend alibaba vs Meta 2025 capex']
    """
    names = [kit.mrkdwn(name, 60) for name in named(companies)[:2]]
    commands: list[tuple[str, str]] = []
    if names:
        first, last = names[0], names[-1]
        commands.append((f"/aispend {first.lower()}", f"the record of {first}, in any spelling"))
        if last != first:
            commands.append((f"/aispend {first.lower()} vs {last} 2025 capex", "both side by side"))
        commands.append((f"/aispend {first} since 2025-03 by size", "its figures, the largest first"))
    general = (
        ("/aispend top 10 2025 contracts us", "the largest of a year, a kind and a country"),
        ("/aispend ohio", "figures that mention a word"),
        ("/aispend pledges min 10bn", "all of at least a sum"),
        ("/aispend last month", "all of a time, the newest first"),
        ("/aispend", "what this is, with buttons to try it"),
    )
    return (*commands, *general)[:_EXAMPLES]


def named(names: Sequence[str]) -> tuple[str, ...]:
    """Return names that have something to show, each once."""
    return tuple(dict.fromkeys(filter(None, map(kit.line, names))))


def _usage(verb: Verb) -> str:
    return f"/aispend {verb.name}{f' {kit.mrkdwn(verb.usage, 100)}' if verb.usage else ''}"


def _id(part: str) -> str:
    return f"answer:{part}"


_EXAMPLES = 5
_CASE = (
    "Answers are for your eyes only until you share them; with `--public` everybody sees them at once. "
    "Any spelling, ticker or local name that is known will do."
)
_THREADS = "In a thread, where Slack takes no commands, mention the bot: `@aispend alibaba`."
