"""Slack's error codes: whether the message is surely not there, who can mend it, and what to do.

What a person can mend is tried again all the same: an alert must not be lost because nobody has invited the bot yet.
A code that is not in the table counts as unsure: looking before posting again costs a call, a double post costs trust.
"""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What an error code says of the message."""

    LATER = "later"
    """Not sent; trying again later may work by itself."""
    MEND = "mend"
    """Not sent; trying again will work once a person has done what the sentence says."""
    NEVER = "never"
    """Not sent; this message, as it is, will never go."""
    UNSURE = "unsure"
    """It may be there."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is known of a code.

    Attributes:
        fate: Of the message.
        sentence: What it means and what to do, for the operator.
    """

    fate: Fate
    sentence: str


def meaning(code: str) -> Meaning:
    """Return what is known of a code."""
    return CODES.get(code, Meaning(Fate.UNSURE, f"Slack answered `{code}`, which is not a known code."))


def explain_code(code: str) -> str:
    """Return what a code means and what the operator should do, in a sentence.

    >>> explain_code("is_archived")
    'The channel is archived: unarchive it, or take it out of config/watchlist.yaml.'
    """
    return meaning(code).sentence


def is_lasting(code: str) -> bool:
    """Say whether a look that failed with a code will fail again and again while posts may go well.

    Not so for a fault of the moment, nor for a wrong token or channel: once mended for posts, it is for looks too.

    >>> is_lasting("missing_scope"), is_lasting("ratelimited"), is_lasting("invalid_auth")
    (True, False, False)
    """
    return code not in CODES or code in _LASTING or meaning(code).fate is Fate.NEVER


_LASTING = {
    "access_denied",
    "enterprise_is_restricted",
    "history_too_long",
    "method_deprecated",
    "missing_scope",
    "no_permission",
    "not_allowed",
}
_TOKEN = (
    "copy the Bot User OAuth Token (xoxb-…) from the app's page into SLACK_BOT_TOKEN and restart; where workspaces "  # noqa: S105  a sentence, no token
    "install the app themselves, let it be installed again."
)
_SCOPE = "add it under OAuth & Permissions (the README's table says which buys what) and reinstall the app."
_LOOK = "nothing to do, for an alert is looked for before it is posted again."
_BUG = "this is a fault of aispend: please report it with the log."

NOT_INSTALLED = "not_installed"
CODES = {
    # Where it was to go.
    "not_in_channel": Meaning(Fate.MEND, "The bot is not in the channel: type `/invite @aispend` there."),
    "channel_not_found": Meaning(
        Fate.MEND,
        "There is no such channel, or it is private: check its id in config/watchlist.yaml "
        "and type `/invite @aispend` in it.",
    ),
    "is_archived": Meaning(
        Fate.MEND, "The channel is archived: unarchive it, or take it out of config/watchlist.yaml."
    ),
    "restricted_action": Meaning(
        Fate.MEND, "A workspace setting forbids the bot to post there: ask an admin to allow it."
    ),
    "restricted_action_read_only_channel": Meaning(
        Fate.MEND, "The channel is read-only: ask an admin to let the bot post."
    ),
    "restricted_action_thread_locked": Meaning(Fate.MEND, "The thread is locked: ask an admin to unlock it."),
    "restricted_action_non_threadable_channel": Meaning(Fate.MEND, "The channel takes no threads: choose another one."),
    "restricted_action_thread_only_channel": Meaning(Fate.MEND, "The channel takes only threads: choose another one."),
    "messages_tab_disabled": Meaning(Fate.MEND, "The app's Messages tab is off: switch it on under App Home."),
    "cannot_reply_to_message": Meaning(Fate.MEND, "That message takes no replies: see who may reply to it."),
    "not_allowed": Meaning(Fate.MEND, "The workspace does not allow this: ask an admin."),
    NOT_INSTALLED: Meaning(
        Fate.MEND, "Nobody knows a workspace of this channel that has the app: let it be installed there."
    ),
    # Who the bot is.
    "not_authed": Meaning(Fate.MEND, f"No token was sent: {_TOKEN}"),
    "invalid_auth": Meaning(Fate.MEND, f"Slack does not know the token: {_TOKEN}"),
    "token_revoked": Meaning(Fate.MEND, f"The token was revoked, perhaps by removing the app: reinstall it, {_TOKEN}"),
    "token_expired": Meaning(Fate.MEND, f"The token has expired: switch token rotation off or reinstall, {_TOKEN}"),
    "account_inactive": Meaning(
        Fate.MEND, f"The app was removed or its workspace is gone: install it again, then {_TOKEN}"
    ),
    "not_allowed_token_type": Meaning(
        Fate.MEND,
        f"The token is of the wrong kind: SLACK_BOT_TOKEN starts with xoxb-, SLACK_APP_TOKEN with xapp-; {_TOKEN}",
    ),
    "access_denied": Meaning(Fate.MEND, "Slack denies access: ask a workspace admin whether the app is approved."),
    "missing_scope": Meaning(Fate.MEND, f"A permission (scope) is missing: {_SCOPE}"),
    "no_permission": Meaning(Fate.MEND, f"The app may not do this: {_SCOPE}"),
    "team_access_not_granted": Meaning(Fate.MEND, "The app was not granted this workspace: ask an organisation admin."),
    "team_not_found": Meaning(Fate.MEND, f"The token's workspace was not found: {_TOKEN}"),
    "ekm_access_denied": Meaning(Fate.LATER, "An admin has suspended posting in this workspace; it is tried again."),
    "accesslimited": Meaning(Fate.LATER, "Slack limits access to this workspace just now; it is tried again."),
    "org_login_required": Meaning(Fate.LATER, "The workspace is moving to an organisation; it is tried again."),
    "team_added_to_org": Meaning(Fate.LATER, "The workspace is moving to an organisation; it is tried again."),
    "enterprise_is_restricted": Meaning(Fate.MEND, "The organisation does not allow this call: ask an admin."),
    "two_factor_setup_required": Meaning(Fate.MEND, "The bot's owner must set up two-factor authentication."),
    # What was sent.
    "msg_too_long": Meaning(Fate.NEVER, f"The message is too long for Slack: {_BUG}"),
    "msg_blocks_too_long": Meaning(Fate.NEVER, f"The blocks are too long for Slack: {_BUG}"),
    "invalid_blocks": Meaning(Fate.NEVER, f"Slack refused the blocks: {_BUG}"),
    "invalid_blocks_format": Meaning(Fate.NEVER, f"Slack could not read the blocks: {_BUG}"),
    "no_text": Meaning(Fate.NEVER, f"The message had no text: {_BUG}"),
    "metadata_too_large": Meaning(Fate.NEVER, f"The message's metadata is too large: {_BUG}"),
    "metadata_must_be_sent_from_app": Meaning(Fate.MEND, f"Only an app's own token may send metadata: {_TOKEN}"),
    "invalid_metadata_format": Meaning(Fate.NEVER, f"Slack could not read the metadata: {_BUG}"),
    "invalid_arguments": Meaning(Fate.NEVER, f"Slack refused the arguments: {_BUG}"),
    "invalid_json": Meaning(Fate.NEVER, f"Slack could not read the call: {_BUG}"),
    "invalid_arg_name": Meaning(Fate.NEVER, f"Slack does not know an argument: {_BUG}"),
    "invalid_charset": Meaning(Fate.NEVER, f"Slack could not read the call: {_BUG}"),
    "invalid_form_data": Meaning(Fate.NEVER, f"Slack could not read the call: {_BUG}"),
    "invalid_post_type": Meaning(Fate.NEVER, f"Slack could not read the call: {_BUG}"),
    "missing_post_type": Meaning(Fate.NEVER, f"Slack could not read the call: {_BUG}"),
    "unknown_method": Meaning(Fate.MEND, "There is no such call: check that SLACK_API_URL ends in /api/."),
    "method_deprecated": Meaning(Fate.MEND, "Slack has withdrawn the call: update aispend."),
    "deprecated_endpoint": Meaning(Fate.MEND, "Slack has withdrawn the address: check SLACK_API_URL."),
    "as_user_not_supported": Meaning(Fate.NEVER, f"Slack refused an argument: {_BUG}"),
    "invalid_array_arg": Meaning(Fate.NEVER, f"Slack refused an argument: {_BUG}"),
    "invalid_attachments": Meaning(Fate.NEVER, f"Slack refused the attachments: {_BUG}"),
    "too_many_attachments": Meaning(Fate.NEVER, f"Slack refused the attachments: {_BUG}"),
    "attachment_payload_limit_exceeded": Meaning(Fate.NEVER, f"Slack refused the attachments: {_BUG}"),
    "too_many_contact_cards": Meaning(Fate.NEVER, f"Slack refused the message: {_BUG}"),
    "invalid_metadata_schema": Meaning(Fate.NEVER, f"Slack refused the metadata: {_BUG}"),
    "slack_connect_canvas_sharing_blocked": Meaning(
        Fate.MEND, "An admin has blocked sharing in shared channels: ask them."
    ),
    "slack_connect_file_link_sharing_blocked": Meaning(
        Fate.MEND, "An admin has blocked sharing in shared channels: ask them."
    ),
    # What was to be changed.
    "message_not_found": Meaning(Fate.NEVER, "The message is gone: somebody has deleted it."),
    "thread_not_found": Meaning(Fate.NEVER, "The message is gone: somebody has deleted it."),
    "cant_update_message": Meaning(Fate.NEVER, "The message is not the bot's own any more: nothing to do."),
    "edit_window_closed": Meaning(Fate.NEVER, "A workspace setting forbids editing messages that old."),
    # When it was sent.
    "external_channel_migrating": Meaning(Fate.LATER, "The shared channel is being moved; it is tried again."),
    "ratelimited": Meaning(Fate.LATER, "Slack asks to slow down; it is tried again when Slack says."),
    "rate_limited": Meaning(Fate.LATER, "Slack asks to slow down; it is tried again when Slack says."),
    "message_limit_exceeded": Meaning(Fate.LATER, "The workspace's message limit is reached; it is tried again."),
    "team_access_limited": Meaning(Fate.LATER, "Slack limits this workspace just now; it is tried again."),
    "unreachable": Meaning(
        Fate.LATER, "Slack cannot be reached: check the network and SLACK_API_URL; it is tried again."
    ),
    # It may be there.
    "timeout": Meaning(Fate.UNSURE, f"Slack did not answer in time; {_LOOK}"),
    "disconnected": Meaning(Fate.UNSURE, f"The connection broke; {_LOOK}"),
    "server_error": Meaning(Fate.UNSURE, f"Slack has trouble (5xx); {_LOOK}"),
    "bad_answer": Meaning(Fate.UNSURE, f"The answer is not Slack's: check SLACK_API_URL and proxies; {_LOOK}"),
    "internal_error": Meaning(Fate.UNSURE, f"Slack has trouble; {_LOOK}"),
    "fatal_error": Meaning(Fate.UNSURE, f"Slack has trouble; {_LOOK}"),
    "request_timeout": Meaning(Fate.UNSURE, f"Slack timed out; {_LOOK}"),
    "service_unavailable": Meaning(Fate.UNSURE, f"Slack is down; {_LOOK}"),
    "duplicate_channel_not_found": Meaning(Fate.UNSURE, f"Slack took the message for a repeat; {_LOOK}"),
    "duplicate_message_not_found": Meaning(Fate.UNSURE, f"Slack took the message for a repeat; {_LOOK}"),
    "history_too_long": Meaning(
        Fate.UNSURE, "So much was said in the channel at that time that the bot cannot read it all."
    ),
}
"""The one table; the groups hold some names of our own for what happens below Slack's API."""
