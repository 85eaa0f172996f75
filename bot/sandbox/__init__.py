"""A Slack on loopback that judges the bot; it knows nothing of the rest of the package."""
