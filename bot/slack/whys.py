"""Why an article was posted here or not: what was read of it, what was decided, and by which rule.

Only what was decided for the asker's own channel is told: what others follow is theirs.
"""

from bot.core.alerts import Reason
from bot.core.phrases import sum_of
from bot.core.wording import REASONS
from bot.errors import RequestError
from bot.ports import Decision, Judged
from bot.slack import elements as kit
from bot.slack.elements import Message
from bot.slack.escapes import link_in
from bot.slack.verbs import Call

MOST = 3
"""Articles that are explained at once."""
_FIGURES = 4


async def why(call: Call) -> Message:
    """Explain the entries with a link, or whose titles hold some words."""
    url = link_in(call.rest)
    if url is None and not call.words:
        raise RequestError("say which article: its link, or words of its title")
    found = await (call.desk.office.articles(url) if url else call.desk.office.entitled(call.words.split(), MOST))
    return render_whys(found[:MOST], call.place.channel, url or call.words)


def render_whys(found: tuple[Judged, ...], channel: str, asked: str) -> Message:
    """Return what was decided of some entries, as a message."""
    if not found:
        text = (
            f"No article {'with the words' if '://' not in asked else 'at'} “{kit.mrkdwn(asked, 300)}” was seen in the "
            "feeds. `/aispend feeds` names them; an article is known by the link its feed gives it."
        )
        return Message(text, (kit.section(text, "why:none"),))
    parts = [_explained(one, channel) for one in found]
    blocks = tuple(kit.section(part, f"why:{number}") for number, part in enumerate(parts))
    return Message(kit.joined(parts), blocks)


def _explained(judged: Judged, channel: str) -> str:
    entry = judged.entry
    when = kit.local_moment(entry.published) if entry.published else "undated"
    title = kit.link(entry.link, entry.title or "without a title", 200)
    lines = [f"*{title}*", f"{kit.mrkdwn(entry.outlet, 80)} · {when}"]
    if figures := judged.figures[:_FIGURES]:
        read = "; ".join(f"{sum_of(figure)} ({figure.kind.label.lower()})" for figure in figures)
        left = f" and {len(judged.figures) - _FIGURES} more" if len(judged.figures) > _FIGURES else ""
        lines.append(f"*Read:* {kit.mrkdwn(read, 500)}{left}")
    lines.append(f"*Decided:* {_decided(judged, [one for one in judged.decisions if one.channel == channel])}")
    if words := ", ".join(f"“{word}”" for word in judged.verdict.evidence[:5]):
        lines.append(f"*Because of:* {kit.mrkdwn(words, 400)}")
    return "\n".join(lines)


def _decided(judged: Judged, here: list[Decision]) -> str:
    """Say what came of an entry in a channel."""
    told = dict.fromkeys(map(_decision, here))
    if told:
        return kit.mrkdwn("; ".join(told), 600)
    if not judged.verdict.relevant:
        return f"no alert anywhere: {kit.mrkdwn(judged.verdict.rule.replace('_', ' '), 100)}"
    return "nothing for this channel: it followed nothing then"


def _decision(one: Decision) -> str:
    """Return a decision in words: `no alert: too small a sum ($600M is below $1B)`."""
    outcome = "alert" if one.reason is Reason.ALERT else "no alert"
    return f"{outcome}: {REASONS[one.reason]}{f' ({one.detail})' if one.detail else ''}"
