"""auth.*, apps.*, users.*, bots.* and team.*: who is who, and the way into Socket Mode."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.workspace.arguments import Arguments
from handlers.workspace.methods.places import page
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.workspace import Workspace
from handlers.workspace.world import User

LIST_PAGE = 100
LABELS = {
    "CET": "Central European Time",
    "CEST": "Central European Summer Time",
    "EET": "Eastern European Time",
    "EEST": "Eastern European Summer Time",
    "GMT": "Greenwich Mean Time",
    "BST": "British Summer Time",
    "EST": "Eastern Standard Time",
    "EDT": "Eastern Daylight Time",
    "PST": "Pacific Standard Time",
    "PDT": "Pacific Daylight Time",
    "JST": "Japan Standard Time",
}


def auth_test(workspace: Workspace, args: Arguments) -> Json:
    """auth.test"""
    world = workspace.world
    return {
        "url": f"https://{world.domain}.slack.com/",
        "team": world.name,
        "user": world.users[world.bot].name,
        "team_id": world.team,
        "user_id": world.bot,
        "bot_id": world.bot_id,
        "is_enterprise_install": False,
    }


def open_connection(workspace: Workspace, args: Arguments) -> Json:
    """apps.connections.open"""
    origin = workspace.origin.replace("http", "ws", 1)
    return {"url": f"{origin}/link/?ticket={workspace.hub.ticket()}&app_id={workspace.world.app}"}


def user_info(workspace: Workspace, args: Arguments) -> Json:
    """users.info"""
    user = workspace.world.users.get(args.needed("user"))
    if user is None:
        raise Refusal("user_not_found")
    locale = {"locale": "en-GB"} if args.flag("include_locale") else {}
    return {"user": _described(workspace, user) | locale}


def user_list(workspace: Workspace, args: Arguments) -> Json:
    """users.list"""
    people = [_described(workspace, user) for user in workspace.world.users.values()]
    some, metadata = page(people, args, default=LIST_PAGE)
    return {"members": some, "cache_ts": int(workspace.world.clock()), "response_metadata": metadata}


def bot_info(workspace: Workspace, args: Arguments) -> Json:
    """bots.info"""
    world = workspace.world
    if args.text("bot", world.bot_id) != world.bot_id:
        raise Refusal("bot_not_found")
    profile = world.bot_profile()
    return {"bot": {name: profile[name] for name in ("id", "deleted", "name", "app_id", "user_id")}}


def team_info(workspace: Workspace, args: Arguments) -> Json:
    """team.info"""
    world = workspace.world
    if args.text("team", world.team) != world.team:
        raise Refusal("team_not_found")
    return {"team": {"id": world.team, "name": world.name, "domain": world.domain, "email_domain": ""}}


def _described(workspace: Workspace, user: User) -> Json:
    return {
        "id": user.id,
        "team_id": workspace.world.team,
        "name": user.name,
        "deleted": False,
        "color": user.color,
        "real_name": user.real_name,
        **_zone(user.tz, workspace.clock()),
        "profile": {"real_name": user.real_name, "display_name": user.real_name, "team": workspace.world.team},
        "is_admin": user.id == workspace.world.me,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "is_restricted": False,
        "updated": int(workspace.world.clock()),
    }


def _zone(name: str, now: float) -> Json:
    """Where somebody lives, with the offset of this very day: it changes with daylight saving."""
    local = datetime.fromtimestamp(now, ZoneInfo(name))
    offset = local.utcoffset() or timedelta()
    label = LABELS.get(local.tzname() or "", local.tzname())
    return {"tz": name, "tz_label": label, "tz_offset": int(offset.total_seconds())}
