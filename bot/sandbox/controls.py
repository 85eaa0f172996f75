"""What a person does, and what is done to the workspace, over HTTP: `POST /sandbox/…` with a JSON object.

A place is `channel` and `ts` of a message, or `view_id`; `user` acts, the first person where it is left out.
"""

import base64
from typing import Any, get_args

from aiohttp import web

from bot.sandbox.asking import answering, asked, number
from bot.sandbox.clock import Movable
from bot.sandbox.deliveries import Delivery
from bot.sandbox.faults import Fault
from bot.sandbox.human import Human
from bot.sandbox.remote import seen_body
from bot.sandbox.seen import Seen, SeenView, see_view
from bot.sandbox.socketmode import Reason
from bot.sandbox.wire import JSON, ApiError, Args

_WEEK_S = 7 * 24 * 3600


class Controls:
    """Does what is asked over HTTP."""

    def __init__(self, human: Human) -> None:
        """Act for a human side."""
        self.human = human

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses and what answers them."""
        named = {
            "slash": self.slash,
            "say": self.say,
            "click": self.click,
            "select": self.click,
            "options": self.options,
            "submit": self.submit,
            "close": self.close,
            "home": self.home,
            "invite": self.invite,
            "kick": self.kick,
            "archive": self.archive,
            "unarchive": self.unarchive,
            "rename": self.rename,
            "upload": self.upload,
            "faults": self.faults,
            "outage": self.outage,
            "clock": self.clock,
            "disconnect": self.disconnect,
            "uninstall": self.uninstall,
        }
        return [web.post(f"/sandbox/{name}", answering(handler)) for name, handler in named.items()]

    def _user(self, args: Args) -> str:
        return args.text("user") or self.human.user

    def _place(self, args: Args) -> Seen | SeenView:
        """Return the message or view a request names. Raises LookupError, ApiError."""
        backend, view_id = self.human.backend, args.text("view_id")
        if view_id is not None:
            view = backend.surfaces.find(view_id)
            if view is None:
                raise LookupError(f"no view {view_id}")
            return see_view(backend.workspace, view)
        channel, ts = args.need("channel"), args.need("ts")
        shown = backend.workspace.visible(channel, self._user(args))
        said = next((each for each in shown if each.ts == ts), None)
        if said is None:
            raise LookupError(f"no message {ts}")
        return self.human.see(said)

    async def slash(self, request: web.Request) -> JSON:
        """Type a slash command."""
        args = await asked(request)
        delivery = await self.human.type_slash(args.need("channel"), args.need("user"), args.need("text"))
        return {"outcome": delivery.outcome}

    async def say(self, request: web.Request) -> JSON:
        """Type a plain message."""
        args = await asked(request)
        channel, user, text = args.need("channel"), args.need("user"), args.need("text")
        said = self.human.say(channel, user, text, thread_ts=args.text("thread_ts"))
        return {"message": seen_body(said)}

    async def click(self, request: web.Request) -> JSON:
        """Act on a message or a view: press, or enter `value`; `option` is the same for menus."""
        args = await asked(request)
        place, block_id = self._place(args), args.text("block_id")
        action_id, user = args.need("action_id"), self._user(args)
        if "value" in args.values:
            value = _value(args.values["value"])
            delivery = await self.human.select(place, action_id, value, user=user, block_id=block_id)
        else:
            option = args.text("option")
            delivery = await self.human.click(place, action_id, user=user, block_id=block_id, option=option)
        return {"outcome": delivery.outcome}

    async def options(self, request: web.Request) -> JSON:
        """Type into a menu whose options the app gives."""
        args = await asked(request)
        query, block_id = args.text("query") or "", args.text("block_id")
        place, user = self._place(args), self._user(args)
        return await self.human.search_options(place, args.need("action_id"), query, user=user, block_id=block_id)

    async def submit(self, request: web.Request) -> JSON:
        """Fill a modal in, submit it, and wait for what comes of it."""
        args = await asked(request)
        values = args.values.get("values", {})
        if not isinstance(values, dict) or not all(isinstance(each, dict) for each in values.values()):
            raise ApiError("invalid_values", status=400)
        view = self._modal(args)
        fields = {block: {name: _value(each) for name, each in held.items()} for block, held in values.items()}
        delivery = await self.human.submit_view(fields, view=view)
        standing = self.human.backend.surfaces.find(view.id)
        return {
            "outcome": await _settled(delivery),
            "errors": standing.errors if standing is not None else {},
        }

    async def close(self, request: web.Request) -> JSON:
        """Close a modal, or with `clear` all of its stack."""
        args = await asked(request)
        delivery = await self.human.close_view(view=self._modal(args), everything=args.flag("clear"))
        return {"outcome": delivery.outcome}

    def _modal(self, args: Args) -> SeenView:
        args.need("view_id")
        place = self._place(args)
        if not isinstance(place, SeenView):
            raise LookupError("no view")
        return place

    async def home(self, request: web.Request) -> JSON:
        """Open the app's Home tab."""
        args = await asked(request)
        delivery = self.human.open_home(self._user(args), tab=args.text("tab") or "home")
        return {"outcome": "not_subscribed" if delivery is None else delivery.outcome}

    async def invite(self, request: web.Request) -> JSON:
        """Invite the app, or `user`, to a channel."""
        args = await asked(request)
        self.human.invite(args.need("channel"), args.text("user"))
        return {}

    async def kick(self, request: web.Request) -> JSON:
        """Remove the app, or `user`, from a channel."""
        args = await asked(request)
        self.human.kick(args.need("channel"), args.text("user"))
        return {}

    async def archive(self, request: web.Request) -> JSON:
        """Archive a channel."""
        self.human.archive((await asked(request)).need("channel"))
        return {}

    async def unarchive(self, request: web.Request) -> JSON:
        """Bring an archived channel back."""
        self.human.unarchive((await asked(request)).need("channel"))
        return {}

    async def rename(self, request: web.Request) -> JSON:
        """Give a channel another name."""
        args = await asked(request)
        self.human.rename(args.need("channel"), args.need("name"))
        return {}

    async def upload(self, request: web.Request) -> JSON:
        """Have a file ready; its `content` is base64."""
        args = await asked(request)
        try:
            content = base64.b64decode(args.need("content"), validate=True)
        except ValueError:
            raise ApiError("invalid_content", status=400) from None
        return {"file_id": self.human.attach(args.need("name"), content, self._user(args))}

    async def faults(self, request: web.Request) -> JSON:
        """Plan faults."""
        args = await asked(request)
        try:
            fault = Fault(args.need("fault"))
        except ValueError:
            raise LookupError(f"no such fault; there are: {', '.join(Fault)}") from None
        times, retry_after = args.number("times", 1, most=1000), args.number("retry_after", 1, most=3600)
        code = args.text("code") or "internal_error"
        seconds = number(args, "seconds", 3600) if "seconds" in args.values else 0.0
        method = args.need("method")
        self.human.fail(method, fault, times=times, code=code, retry_after=retry_after, seconds=seconds)
        return {}

    async def outage(self, request: web.Request) -> JSON:
        """Let everything fail for so many seconds; connections are cut."""
        seconds = number(await asked(request), "seconds", _WEEK_S)
        self.human.backend.faults.outage(seconds)
        if seconds:
            self.human.backend.sockets.abort()
        return {}

    async def clock(self, request: web.Request) -> JSON:
        """Move the clock on; without `advance` it only tells the hour."""
        args = await asked(request)
        clock = self.human.backend.clock
        if "advance" in args.values:
            seconds = number(args, "advance", 52 * _WEEK_S)
            if not isinstance(clock, Movable):
                raise ApiError("clock_not_movable", status=409)
            clock.advance(seconds)
        return {"now": clock.now().isoformat()}

    async def disconnect(self, request: web.Request) -> JSON:
        """Ask the app's connections to come again, for a `reason`; `abort` cuts them without a word."""
        args = await asked(request)
        wanted = args.text("reason") or "refresh_requested"
        reason = next((each for each in get_args(Reason) if each == wanted), None)
        if wanted == "abort":
            self.human.backend.sockets.abort()
        elif reason is not None:
            await self.human.backend.sockets.disconnect(reason)
        else:
            raise ApiError("invalid_reason", status=400)
        return {}

    async def uninstall(self, request: web.Request) -> JSON:
        """Uninstall the app."""
        await asked(request)
        self.human.uninstall()
        return {}


def _value(given: Any) -> str | list[str] | None:
    """Return what was entered. Raises ApiError."""
    if given is None or isinstance(given, str):
        return given
    if isinstance(given, list) and all(isinstance(each, str) for each in given):
        return given
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    raise ApiError("invalid_value", status=400)


async def _settled(delivery: Delivery) -> str:
    """Return what came of a delivery, or `pending` where the clock stands still and the app says nothing."""
    try:
        return await delivery.done()
    except TimeoutError:
        return delivery.outcome
