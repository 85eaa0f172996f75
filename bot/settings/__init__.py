"""Settings: what the environment and `config/` say, as values, or every problem of theirs at once.

Nothing here decides for another room: a value that the core needs leaves as the core's own (`Rules`, `Feed`, `Org`).
"""

from bot.settings.environment import Posting, Settings, Tokens, posting, read_settings, tokens
from bot.settings.files import Config, Operator, load_config, load_orgs, load_rules, placeholders

__all__ = [
    "Config",
    "Operator",
    "Posting",
    "Settings",
    "Tokens",
    "load_config",
    "load_orgs",
    "load_rules",
    "placeholders",
    "posting",
    "read_settings",
    "tokens",
]
