"""The bolt app: the middleware around every envelope, and the listeners that each feature registers for itself."""

from collections.abc import Callable
from datetime import date

from slack_bolt.async_app import AsyncApp
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore

from bot.slack import (
    alert_sharing,
    evidence_modal,
    follow_modal,
    home_tab,
    leaving,
    membership,
    mending,
    mentions,
    menu,
    muting,
    paging,
    questions,
    settings_modal,
    settings_saving,
    sharing,
    voting,
)
from bot.slack.calls import client
from bot.slack.desk import Desk, InHand
from bot.slack.office import Office
from bot.slack.workspaces import Workspaces, authorizing

_GONE = "aispend is not installed in this workspace any more. Whoever looks after its apps can install it again."


def build_app(
    workspaces: Workspaces,
    office: Office,
    today: Callable[[], date],
    *,
    signing_secret: str = "",
    in_hand: InHand | None = None,
    answer_within_s: float = 10,
) -> AsyncApp:
    """Build the bolt app with all its listeners.

    Args:
        workspaces: Where the app is installed; whoever is answered is answered with the token of theirs.
        office: What to answer with.
        today: The day it is (UTC).
        signing_secret: For HTTP mode; Socket Mode needs none.
        in_hand: Where running answers are kept, for whoever wants to wait for them; None keeps them to itself.
        answer_within_s: After which the asker is told that something went wrong.
    """
    app = AsyncApp(
        client=client(None, workspaces.web.base_url),
        authorize=authorizing(workspaces),
        # Where SLACK_CLIENT_ID is set, bolt would take up one of its own, in a folder, and say so in the log.
        installation_store=AsyncInstallationStore(),
        signing_secret=signing_secret,
        user_facing_authorize_error_message=_GONE,
        raise_error_for_unhandled_request=True,
    )
    desk = Desk(office, today, workspaces, in_hand or InHand(), answer_within_s)
    app.middleware(desk.once)
    app.error(desk.failed)
    for feature in _FEATURES:
        feature.listen(app, desk)
    return app


_FEATURES = (
    questions,
    paging,
    sharing,
    evidence_modal,
    menu,
    muting,
    mending,
    alert_sharing,
    voting,
    home_tab,
    settings_modal,
    settings_saving,
    follow_modal,
    mentions,
    membership,
    leaving,
)
