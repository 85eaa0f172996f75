import json

import pytest

from bot.ports import NotSent, Unsure
from bot.sandbox import Fault, Sandbox
from bot.slack.calls import Failure
from bot.slack.codes import CODES, Fate, explain_code, is_lasting
from bot.slack.post import GONE, SlackPoster, outcome
from tests.slack import samples

DOCUMENTED = """
access_denied accesslimited account_inactive as_user_not_supported attachment_payload_limit_exceeded
cannot_reply_to_message channel_not_found deprecated_endpoint duplicate_channel_not_found duplicate_message_not_found
ekm_access_denied enterprise_is_restricted external_channel_migrating fatal_error internal_error invalid_arg_name
invalid_arguments invalid_array_arg invalid_attachments invalid_auth invalid_blocks invalid_blocks_format
invalid_charset invalid_form_data invalid_metadata_format invalid_metadata_schema invalid_post_type is_archived
message_limit_exceeded messages_tab_disabled metadata_must_be_sent_from_app metadata_too_large method_deprecated
missing_post_type missing_scope msg_blocks_too_long msg_too_long no_permission no_text not_allowed_token_type
not_authed not_in_channel org_login_required rate_limited ratelimited request_timeout restricted_action
restricted_action_non_threadable_channel restricted_action_read_only_channel restricted_action_thread_locked
restricted_action_thread_only_channel service_unavailable slack_connect_canvas_sharing_blocked
slack_connect_file_link_sharing_blocked team_access_not_granted team_added_to_org team_not_found token_expired
token_revoked too_many_attachments too_many_contact_cards two_factor_setup_required unknown_method
""".split()
"""What the documentation of chat.postMessage lists: https://docs.slack.dev/reference/methods/chat.postMessage"""


@pytest.fixture
def poster(slack: Sandbox) -> SlackPoster:
    return SlackPoster(slack.bot_token, base_url=slack.api)


@pytest.mark.parametrize("code", DOCUMENTED)
def test_every_documented_code_has_a_fate_and_a_sentence(code: str) -> None:
    assert code in CODES
    assert explain_code(code).endswith(".")


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_becomes_the_outcome_of_its_fate(code: str) -> None:
    became = outcome(Failure(code, retry_after=7.0))

    match CODES[code].fate:
        case Fate.LATER | Fate.MEND:
            assert became == NotSent(code, permanent=False, retry_after=7.0)
        case Fate.NEVER:
            assert became == NotSent(code, permanent=True)
        case Fate.UNSURE:
            assert became == Unsure(code)


def test_only_what_hinders_looks_alone_is_lasting() -> None:
    lasting = {code for code in CODES if is_lasting(code) and CODES[code].fate is not Fate.NEVER}

    assert {"missing_scope", "history_too_long"} <= lasting
    assert not lasting & {"invalid_auth", "not_in_channel", "timeout", "server_error", "ratelimited", "unreachable"}
    assert is_lasting("method_not_supported_for_channel_type")


async def test_every_code_travels_from_slack_to_its_outcome(slack: Sandbox, poster: SlackPoster) -> None:
    for code in sorted(CODES):
        forms = 3 if code in {"invalid_blocks", "invalid_blocks_format"} else 2
        tries = forms if CODES[code].fate is Fate.NEVER and code not in GONE else 1
        slack.fail("chat.postMessage", Fault.ERROR, code=code, times=tries)

        assert await poster.post(samples.PLEDGE) == outcome(Failure(code)), code


def test_a_code_nobody_knows_is_unsure_and_is_named() -> None:
    assert outcome(Failure("brand_new_code")) == Unsure("brand_new_code")
    assert "brand_new_code" in explain_code("brand_new_code")


def test_sentences_tell_what_to_do_and_hold_no_secret() -> None:
    assert "/invite @aispend" in explain_code("not_in_channel")
    assert "SLACK_BOT_TOKEN" in explain_code("invalid_auth")
    assert "the README's table" in explain_code("missing_scope")
    assert not [code for code in CODES if "`aispend " in explain_code(code) or "updates:" in explain_code(code)]
    assert json.dumps([meaning.sentence for meaning in CODES.values()]).count("xoxb-1") == 0
