"""How often alerts are right, by the votes of those who read them: overall, by what let a figure in, and by kind.

A share of few votes is no proof, so what it surely is at least stands beside it.
"""

from collections.abc import Sequence

from bot.core.cues import Cue
from bot.core.kinds import Kind
from bot.core.votes import Precision, Stats
from bot.core.wording import WEIGHED
from bot.slack import elements as kit
from bot.slack.elements import Block, Message
from bot.slack.verbs import Call

_HEAD = ("Read as", "Right", "Wrong", "Share right", "At least")
_TITLE = "How often alerts are right"
_NONE = "Nobody has voted yet. 👍 and 👎 under an alert count, and so does *Wrong figure…* in its menu."
_HOW = (
    "A vote says whether a figure was read right; the last one of each reader counts. “At least” is what the share "
    "surely is, given so few or many votes (Wilson, 95%). Duplicates and what is not relevant make no figure wrong."
)


async def stats(call: Call) -> Message:
    """Say how often alerts are right."""
    return render_stats(await call.desk.office.stats())


def render_stats(stats: Stats) -> Message:
    """Return what votes say as a message: a line for all, a table by what let figures in, a line for each kind."""
    if not stats.overall.votes:
        return Message(f"{_TITLE}\n{_NONE}", (kit.header(_TITLE, _id("head")), kit.section(_NONE, _id("none"))))
    overall, kinds = _overall(stats.overall), [f"{_kind(one.sort)}: {_share(one)}" for one in stats.kinds]
    blocks: list[Block] = [
        kit.header(_TITLE, _id("head")),
        kit.section(f"*{overall}*", _id("overall")),
        _table(stats.rules),
        kit.section("\n".join(["*By kind*", *(f"• {line}" for line in kinds)]), _id("kinds")),
        kit.context([_HOW], _id("how")),
    ]
    rules = [f"• {rule_label(one.sort)}: {_share(one)}" for one in stats.rules]
    text = [_TITLE, overall, "Read as:", *rules, "By kind:", *(f"• {line}" for line in kinds), _HOW]
    return Message(kit.joined(text), tuple(blocks))


def rule_label(rule: str) -> str:
    """Return a rule as a reader sees it: what the words beside the sum were taken for.

    >>> rule_label("contract"), rule_label("unsaid")
    ('a contract', 'nothing said what')
    """
    return WEIGHED[Cue(rule)] if rule in set(Cue) else "nothing said what"


def _kind(kind: str) -> str:
    return Kind(kind).label if kind in set(Kind) else kit.mrkdwn(kind, 50)


def _overall(all_: Precision) -> str:
    votes = f"{all_.votes} vote{'' if all_.votes == 1 else 's'}"
    beside = f"; {all_.duplicates} duplicate, {all_.not_relevant} not relevant"
    return f"{_share(all_)} – {votes}{beside}"


def _share(one: Precision) -> str:
    """Return `9 of 10 right (90%, at least 60%)`."""
    if one.share is None or one.least is None:
        return "no vote on the figure"
    return f"{one.right} of {one.right + one.wrong} right ({one.share:.0%}, at least {one.least:.0%})"


def _table(rules: Sequence[Precision]) -> Block:
    rows = [[kit.cell(name) for name in _HEAD]]
    for one in rules[:_MOST]:
        shares = [f"{share:.0%}" if share is not None else "–" for share in (one.share, one.least)]
        rows.append([kit.cell(text) for text in (rule_label(one.sort), str(one.right), str(one.wrong), *shares)])
    right = {"align": "right"}
    return kit.table(rows, [{"is_wrapped": True}, right, right, right, right], _id("rules"))


def _id(part: str) -> str:
    return f"stats:{part}"


_MOST = 50
