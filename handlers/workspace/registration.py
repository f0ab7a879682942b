"""What an app's manifest registers with a workspace: commands, shortcuts, scopes, events, domains, tabs.

Limits: manifest schema 2.0.0 of docs.slack.dev/reference/app-manifest.
"""

import re

from handlers.workspace.notes import Settings
from handlers.workspace.refusals import Json

COMMANDS, SHORTCUTS, DOMAINS = 50, 10, 5
COMMAND = re.compile(r"/[a-z0-9_-]{1,31}")
DESCRIPTION, SHORTCUT_NAME, SHORTCUT_DESCRIPTION, CALLBACK = 2000, 24, 150, 255


def registered(manifest: Json) -> tuple[list[Json], Settings]:
    """The commands and the settings with which `Workspace.demo` has the app of this manifest installed.

    Raises:
        ValueError: Slack would not take the manifest.
    """
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    commands, shortcuts = features.get("slash_commands", []), features.get("shortcuts", [])
    domains, home = features.get("unfurl_domains", []), features.get("app_home", {})
    _judge(commands, shortcuts, domains)
    events = settings.get("event_subscriptions", {}).get("bot_events", [])
    scopes = manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])
    if commands and "commands" not in scopes:
        raise ValueError("commands and shortcuts need the scope `commands`")
    return commands, Settings(
        shortcuts=shortcuts,
        scopes=tuple(scopes),
        subscriptions=tuple(events),
        unfurl_domains=tuple(domains),
        home_tab=bool(home.get("home_tab_enabled", False)),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
    )


def _judge(commands: list[Json], shortcuts: list[Json], domains: list[str]) -> None:
    if len(commands) > COMMANDS or len(shortcuts) > SHORTCUTS or len(domains) > DOMAINS:
        raise ValueError("too many commands, shortcuts or domains")
    for command in commands:
        if not COMMAND.fullmatch(command["command"]) or not 1 <= len(command["description"]) <= DESCRIPTION:
            raise ValueError(f"a command's name or description: {command['command']}")
    for shortcut in shortcuts:
        if shortcut["type"] not in ("message", "global") or not 1 <= len(shortcut["name"]) <= SHORTCUT_NAME:
            raise ValueError(f"a shortcut's type or name: {shortcut['name']}")
        if not 1 <= len(shortcut["callback_id"]) <= CALLBACK or len(shortcut["description"]) > SHORTCUT_DESCRIPTION:
            raise ValueError(f"a shortcut's callback_id or description: {shortcut['name']}")
    if len({command["command"] for command in commands}) < len(commands):
        raise ValueError("two commands of one name")
