"""Response URLs and triggers: what a person's action lets an app do, for a while.

A response URL works five times within thirty minutes, also in channels the app is not in; a trigger works once
within three seconds.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.blocks import check
from bot.sandbox.clock import Clock
from bot.sandbox.storing import named, sanitise
from bot.sandbox.wire import JSON, ApiError, Args
from bot.sandbox.workspace import Message, Workspace

USES = 5
LASTS = timedelta(minutes=30)
TRIGGER_LASTS = timedelta(seconds=3)


@dataclass(slots=True)
class Permit:
    """What one response URL stands for.

    Attributes:
        original: The message that was acted on; None for a slash command, which has none.
        said: What the person typed, shown to all when the answer is; None for clicks.
    """

    channel: str
    user: str
    until: datetime
    original: Message | None = None
    said: str | None = None
    used: int = 0


class Responses:
    """The response URLs issued."""

    def __init__(self, workspace: Workspace, clock: Clock) -> None:
        """Start with none."""
        self.workspace = workspace
        self.clock = clock
        self._permits: dict[str, Permit] = {}

    def issue(self, channel: str, user: str, *, original: Message | None = None, said: str | None = None) -> str:
        """Return the path of a new response URL."""
        token = secrets.token_urlsafe(18)
        self._permits[token] = Permit(channel, user, self.clock.now() + LASTS, original, said)
        return f"/respond/{self.workspace.team_id}/{token}"

    def use(self, token: str, body: JSON) -> None:
        """Do what an app posted to a response URL.

        Raises:
            ApiError: `expired_url`, `used_url`, or what is wrong with the message.
        """
        permit = self._permits.get(token)
        if permit is None or permit.until < self.clock.now():
            raise ApiError("expired_url", status=404)
        if permit.used >= USES:
            raise ApiError("used_url", status=404)
        self.answer(permit, body)
        permit.used += 1

    def acknowledged(self, path: str, body: JSON) -> None:
        """Do what an acknowledgement carried, which costs no use. Raises ApiError as `use` does."""
        self.answer(self._permits[path.rpartition("/")[2]], body)

    def answer(self, permit: Permit, body: JSON) -> None:
        """Post, replace or delete as a body says."""
        args = Args(body)
        if args.flag("delete_original"):
            original = self._standing(permit)
            if original is not None:
                self.workspace.delete(original)
            return
        text, blocks = content(self.workspace, args)
        original = self._standing(permit)
        if args.flag("replace_original") and original is not None:
            self.workspace.edit(original, text, blocks)
            return
        kind = args.text("response_type") or "ephemeral"
        if kind not in ("ephemeral", "in_channel"):
            raise ApiError("invalid_response_type", status=400)
        everybody = kind == "in_channel"
        self._echo(permit, everybody)
        self.workspace.post(
            Message(
                permit.channel,
                self.workspace.next_ts(),
                self.workspace.app.user,
                text,
                blocks,
                by_app=True,
                only_for=None if everybody else permit.user,
                thread_ts=args.text("thread_ts") if everybody else None,
            )
        )

    def _standing(self, permit: Permit) -> Message | None:
        """Return the message that was acted on; None where there is none (any more)."""
        return permit.original if permit.original in self.workspace.messages else None

    def _echo(self, permit: Permit, everybody: bool) -> None:
        """Show everybody the command that an answer for all belongs to, the first time."""
        if everybody and permit.said is not None:
            ts = self.workspace.next_ts()
            self.workspace.post(Message(permit.channel, ts, permit.user, sanitise(permit.said), [], by_app=False))
            permit.said = None


def content(workspace: Workspace, args: Args) -> tuple[str, list[JSON]]:
    """Read and judge what a message says: its text and blocks, as they are stored.

    Raises:
        ApiError: `no_text`, `msg_too_long`, `invalid_blocks`, `invalid_blocks_format`, `markdown_text_conflict`.
    """
    text = args.text("text")
    blocks = args.decoded("blocks")
    if blocks is not None and not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    markdown = args.text("markdown_text")
    if markdown is not None:
        if text or blocks:
            raise ApiError("markdown_text_conflict")
        blocks = [{"type": "markdown", "text": markdown}]
    refusals = check(blocks or [], files=workspace.files.shown())
    if refusals:
        errors = [str(refusal) for refusal in refusals]
        messages = [f"[ERROR] {error}" for error in errors]
        raise ApiError("invalid_blocks", errors=errors, response_metadata={"messages": messages})
    if not text and not blocks and not args.decoded("attachments"):
        raise ApiError("no_text")
    if len(text or "") > 40_000:
        raise ApiError("msg_too_long")
    return sanitise(text or ""), named(blocks or [])


@dataclass(slots=True)
class Trigger:
    """What one trigger stands for: the person who did something, until when, and whether it was used."""

    user: str
    until: datetime
    used: bool = False


class Triggers:
    """The triggers issued, each good for one view within three seconds."""

    def __init__(self, clock: Clock) -> None:
        """Start with none."""
        self.clock = clock
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str) -> str:
        """Return a new trigger for something a person did."""
        trigger = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._issued[trigger] = Trigger(user, self.clock.now() + TRIGGER_LASTS)
        return trigger

    def exchange(self, name: str) -> Trigger:
        """Use a trigger.

        Raises:
            ApiError: `trigger_exchanged`, `trigger_expired`, `invalid_trigger_id`.
        """
        trigger = self._issued.get(name)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.used:
            raise ApiError("trigger_exchanged")
        if trigger.until < self.clock.now():
            raise ApiError("trigger_expired")
        trigger.used = True
        return trigger
