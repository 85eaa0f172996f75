"""Settings: what the environment and `config/` say, as values, or every problem of theirs at once.

Nothing here decides for another room: a value that the core needs leaves as the core's own (`Rules`, `Feed`, `Org`).
"""

from bot.settings.access import Hook, Offer, Posting, Tokens, access, posting, secrets_in
from bot.settings.environment import Settings, read_settings
from bot.settings.files import Config, Operator, load_config, load_orgs, load_rules, placeholders

__all__ = [
    "Config",
    "Hook",
    "Offer",
    "Operator",
    "Posting",
    "Settings",
    "Tokens",
    "access",
    "load_config",
    "load_orgs",
    "load_rules",
    "placeholders",
    "posting",
    "read_settings",
    "secrets_in",
]
