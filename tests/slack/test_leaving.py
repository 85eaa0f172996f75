import pytest

from bot.sandbox import Sandbox
from tests.slack.conftest import Records, until

pytestmark = pytest.mark.usefixtures("listener")


async def told(slack: Sandbox) -> None:
    """Wait until all that was told is acknowledged."""
    for delivery in slack.backend.events.deliveries:
        assert await delivery.done() == "acknowledged"


async def test_a_workspace_that_takes_the_app_out_is_forgotten_and_told_twice_it_does_no_harm(
    slack: Sandbox, records: Records
) -> None:
    slack.uninstall()
    await told(slack)
    await until(lambda: len(records.forgotten) == 2)

    assert set(records.forgotten) == {slack.backend.workspace.team_id}


async def test_news_sent_again_is_heard_once(slack: Sandbox, records: Records) -> None:
    slack.backend.tokens.revoke_all()
    first = slack.backend.events.emit({"type": "app_uninstalled"})
    assert first is not None
    await until(lambda: records.forgotten)

    again = await slack.repeat(first)

    assert await again.done() == "acknowledged"
    assert (again.attempt, len(records.forgotten)) == (1, 1)


async def test_news_of_a_workspace_that_has_the_app_again_erases_nothing(slack: Sandbox, records: Records) -> None:
    slack.backend.events.emit({"type": "app_uninstalled"})
    await told(slack)
    await until(lambda: slack.backend.journal.calls("auth.test")[1:])

    assert records.forgotten == []


async def test_tokens_of_members_are_none_of_the_bot_s(slack: Sandbox, records: Records) -> None:
    slack.backend.tokens.revoke_all()
    slack.backend.events.emit({"type": "tokens_revoked", "tokens": {"oauth": [slack.user], "bot": []}})
    await told(slack)

    slack.backend.events.emit({"type": "app_uninstalled"})

    await until(lambda: records.forgotten)
    assert len(records.forgotten) == 1


async def test_a_database_that_fails_meanwhile_ends_nothing(slack: Sandbox, records: Records) -> None:
    records.broken = True
    slack.uninstall()
    await told(slack)
    records.broken = False

    slack.backend.events.emit({"type": "app_uninstalled"})

    await until(lambda: records.forgotten)
