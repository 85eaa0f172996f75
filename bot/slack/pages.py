"""The pages that people see while they install the app: where it begins, and what came of it.

What stands in the address is somebody else's words; it is shown as it stands and decides nothing.
"""

from html import escape

from bot.slack.manifest import DISPLAY, INSTALL_PATH


def beginning(url: str) -> str:
    """Return the page to begin at, which leads to Slack's own."""
    shown = f"<p><strong>{escape(DISPLAY['description'])}.</strong></p><p>{escape(DISPLAY['long_description'])}</p>"
    return _page(f"Install {DISPLAY['name']}", f'{shown}<p><a class="on" href="{escape(url)}">Add to Slack</a></p>')


def installed(team: str | None, app: str | None) -> str:
    """Return the page of an installation that went well, which leads into the workspace.

    Args:
        team: Id of the workspace; None where Slack did not say.
        app: Id of the app; likewise.
    """
    there = f"slack://app?team={team}&id={app}" if team and app else "slack://open"
    browser = f'<p><a href="https://app.slack.com/client/{escape(team or "")}">Open Slack in the browser</a></p>'
    said = "<p>Invite it to a channel with <code>/invite @aispend</code>, or ask it something: "
    said += f'<code>/aispend help</code>.</p><p><a class="on" href="{escape(there)}">Open Slack</a></p>{browser}'
    return _page(f"{DISPLAY['name']} is installed", said)


def failed(reason: str) -> str:
    """Return the page of an installation that came to nothing.

    Args:
        reason: Bolt's code, Slack's, or whatever somebody put there.
    """
    sentence = _SENTENCES.get(reason, "Something went wrong between Slack and us.")
    again = f'<p><a class="on" href="{INSTALL_PATH.rpartition("/")[2]}">Begin again</a></p>'
    return _page("Not installed", f"<p>{sentence}</p>{again}<p><small>{escape(reason[:_LONGEST])}</small></p>")


def _page(title: str, content: str) -> str:
    return f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{escape(title)}</title>
<style>
body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem; color: #1d1c1d }}
a.on {{ display: inline-block; padding: .6rem 1.2rem; border-radius: .4rem; background: #1a1d21; color: #fff }}
</style>
<main><h1>{escape(title)}</h1>{content}</main></html>
"""


_SENTENCES = {
    "access_denied": "You pressed Cancel, so nothing was installed.",
    "invalid_browser": "The installation was begun in another browser, or this page was loaded a second time.",
    "invalid_state": "The installation took longer than ten minutes, or this page was loaded a second time.",
    "missing_code": "Slack led you here without the code that an installation ends with.",
    "invalid_code": "Slack did not take the code that an installation ends with.",
    "storage_error": "Slack allowed it, but we could not keep it: whoever runs the bot finds the reason in its log.",
}
"""What bolt's codes and Slack's mean for the one who installs."""
_LONGEST = 60
