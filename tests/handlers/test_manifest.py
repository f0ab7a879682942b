"""The manifest keeps to Slack's schema (2.0.0, July 2026) and says what the table of commands says."""

import json
import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

import handlers
from bot.asking import wishes
from handlers import feedback, hearing, messages
from handlers.manifest import EVENTS, SCOPES, manifest
from handlers.workspace import Workspace


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


def text(most: int, least: int = 1) -> object:
    return Annotated[str, StringConstraints(min_length=least, max_length=most)]


class SlashCommand(Strict):
    command: Annotated[str, StringConstraints(pattern=r"^/[a-z]+$", min_length=2, max_length=32)]
    description: text(2000)  # type: ignore[valid-type]
    usage_hint: text(1000) | None = None  # type: ignore[valid-type]
    should_escape: bool


class Prompt(Strict):
    title: text(75)  # type: ignore[valid-type]
    message: text(300)  # type: ignore[valid-type]


class AgentView(Strict):
    agent_description: text(300)  # type: ignore[valid-type]
    suggested_prompts: Annotated[list[Prompt], Field(max_length=4)]


class Home(Strict):
    home_tab_enabled: bool
    messages_tab_enabled: Literal[True]
    messages_tab_read_only_enabled: Literal[False]


class BotUser(Strict):
    display_name: text(80)  # type: ignore[valid-type]
    always_online: bool


class Shortcut(Strict):
    name: text(24)  # type: ignore[valid-type]
    type: Literal["message", "global"]
    callback_id: text(255)  # type: ignore[valid-type]
    description: text(150)  # type: ignore[valid-type]


class Features(Strict):
    app_home: Home
    bot_user: BotUser
    agent_view: AgentView
    shortcuts: Annotated[list[Shortcut], Field(max_length=10)]
    slash_commands: Annotated[list[SlashCommand], Field(min_length=1, max_length=50)]


class Display(Strict):
    name: text(35)  # type: ignore[valid-type]
    description: text(140)  # type: ignore[valid-type]
    long_description: text(4000, 175)  # type: ignore[valid-type]
    background_color: Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


class Scopes(Strict):
    bot: Annotated[list[text(50)], Field(max_length=255)]  # type: ignore[valid-type]


class OAuth(Strict):
    scopes: Scopes


class Events(Strict):
    bot_events: Annotated[list[text(50)], Field(max_length=100)]  # type: ignore[valid-type]


class Interactivity(Strict):
    is_enabled: Literal[True]


class Settings(Strict):
    event_subscriptions: Events
    interactivity: Interactivity
    org_deploy_enabled: Literal[False]
    socket_mode_enabled: Literal[True]
    token_rotation_enabled: Literal[False]


class Manifest(Strict):
    display_information: Display
    features: Features
    oauth_config: OAuth
    settings: Settings


def test_the_manifest_keeps_to_slacks_schema() -> None:
    Manifest.model_validate_json(json.dumps(manifest()))


def test_the_manifest_has_the_commands_of_the_table() -> None:
    told = manifest()["features"]["slash_commands"]
    assert [command["command"] for command in told] == [command.name for command in handlers.COMMANDS]
    assert all(
        command.get("usage_hint", "") == known.usage for command, known in zip(told, handlers.COMMANDS, strict=True)
    )


def test_scopes_and_events_go_together() -> None:
    needed = {
        "app_mention": "app_mentions:read",
        "message.channels": "channels:history",
        "message.groups": "groups:history",
        "message.im": "im:history",
        "app_home_opened": None,
        "agent_session_stopped": None,
    }
    assert set(EVENTS) == set(needed)
    assert {scope for scope in needed.values() if scope} <= set(SCOPES)
    assert manifest()["oauth_config"]["scopes"]["bot"] == sorted(set(SCOPES))


def test_usage_is_told_in_one_way() -> None:
    for name, usage in wishes.USAGE.items():
        command = handlers.command(f"/{name}")
        assert command is not None
        assert usage.startswith(f"Usage: {command.name} {command.usage},")


def test_every_button_in_the_code_is_in_the_table() -> None:
    from pathlib import Path

    used = set()
    for path in Path(handlers.__file__).parent.rglob("*.py"):
        used |= set(re.findall(r"(?:Button|menu)\([^\n]*?, \"(\w+)\",", path.read_text(encoding="utf-8")))
    assert used | {feedback.ACTION} == set(handlers.ACTIONS)  # which is no button of a row


def test_the_local_workspace_takes_the_same_commands() -> None:
    workspace = Workspace.demo(manifest()["features"]["slash_commands"])
    assert {command["command"] for command in workspace.commands} == {command.name for command in handlers.COMMANDS}


def test_what_is_subscribed_is_heard() -> None:
    identity = messages.Identity(team="T1", user="UBOT", bot="BBOT")
    body = {"type": "event_callback", "event": {"type": "app_home_opened"}}
    assert isinstance(hearing.classify(body, identity), messages.Ignored)
