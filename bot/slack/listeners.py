"""The bolt app: the middleware around every envelope, and the listeners that each feature registers for itself."""

from collections.abc import Callable
from datetime import date

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import alert_sharing, mending, menu, muting, questions, voting
from bot.slack.desk import Desk, InHand
from bot.slack.office import Office


def build_app(
    web: AsyncWebClient,
    office: Office,
    today: Callable[[], date],
    *,
    signing_secret: str = "",
    in_hand: InHand | None = None,
    answer_within_s: float = 10,
) -> AsyncApp:
    """Build the bolt app with all its listeners.

    Args:
        web: Client with the bot token; its address is the one used for everything.
        office: What to answer with.
        today: The day it is (UTC).
        signing_secret: For HTTP mode; Socket Mode needs none.
        in_hand: Where running answers are kept, for whoever wants to wait for them; None keeps them to itself.
        answer_within_s: After which the asker is told that something went wrong.
    """
    app = AsyncApp(client=web, signing_secret=signing_secret, raise_error_for_unhandled_request=True)
    desk = Desk(office, today, web, in_hand or InHand(), answer_within_s)
    app.middleware(desk.once)
    app.error(desk.failed)
    for feature in (questions, menu, muting, mending, alert_sharing, voting):
        feature.listen(app, desk)
    return app
