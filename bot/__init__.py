"""aispend: alerts in Slack for organisations that commit large money to AI."""
