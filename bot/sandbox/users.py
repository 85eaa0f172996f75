"""The `users.*` methods."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.sandbox.backend import Backend
from bot.sandbox.wire import JSON, ApiError, Args
from bot.sandbox.workspace import User


def _user_body(backend: Backend, user: User) -> JSON:
    profile = {
        "title": "",
        "phone": "",
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "status_text": "",
        "status_emoji": "",
        "avatar_hash": "",
        "team": backend.workspace.team_id,
    }
    here = backend.clock.now().astimezone(ZoneInfo(user.zone))
    return {
        "id": user.id,
        "team_id": backend.workspace.team_id,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": False,
        "is_bot": user.bot,
        "tz": user.zone,
        "tz_label": "Coordinated Universal Time" if user.zone == "Etc/UTC" else here.tzname(),
        "tz_offset": int((here.utcoffset() or timedelta()).total_seconds()),
        "color": "4bbe2e",
        "profile": profile,
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_app_user": False,
        "updated": 0,
    }


def user_info(backend: Backend, args: Args) -> JSON:
    """Answer `users.info`."""
    user = backend.workspace.users.get(args.need("user"))
    if user is None:
        raise ApiError("user_not_found")
    return {"ok": True, "user": _user_body(backend, user)}
