"""The way to the app: Socket Mode, or HTTP where the app has a request URL."""

from bot.sandbox.deliveries import Delivery
from bot.sandbox.hooks import Hooks
from bot.sandbox.socketmode import SocketMode


class Line:
    """Sends deliveries whichever way the app is reached."""

    def __init__(self, sockets: SocketMode, hooks: Hooks, token: str) -> None:
        """Keep both ways; `token` is the old shared secret that payloads still carry."""
        self.sockets = sockets
        self.hooks = hooks
        self.token = token

    async def send(self, delivery: Delivery) -> Delivery:
        """Send a delivery and give it back; wait for its outcome with `done`."""
        await (self.hooks if self.hooks.url else self.sockets).send(delivery)
        return delivery
