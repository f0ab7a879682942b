"""The app as Slack must be told of it, built from the table of commands. Asks for what is used and no more."""

from typing import Any

import handlers
from handlers.calls import Command
from handlers.hearing import KEEP

NAME = "Antici"
DESCRIPTION = (
    "Follows EU defence cooperation; answers with quoted, dated, cited sentences, or says that it has nothing."
)
LONG_DESCRIPTION = (
    "Antici reads the articles your team chooses and answers questions about EU defence cooperation in the articles' "
    "own sentences, each with its publisher and date. It lists the latest developments, says who holds which office, "
    "summarises topics, and says plainly when it has nothing and what it looked at. "
    "What it shows in a conversation is what everybody in that conversation may see."
)
AGENT_DESCRIPTION = (
    "Ask about EU defence cooperation: who does what, since when, and who says so. "
    "Answers are quotations from articles with their source and date, or a plain word that there is nothing."
)
PROMPTS = (
    ("What is new?", "What is new on European defence cooperation?"),
    ("Who works with Japan?", "Who develops new fighter jets with Japan?"),
    ("Where does SAFE stand?", "Where does SAFE stand?"),
    ("What can I ask?", "help"),
)

EVENTS = (
    "app_mention", "message.channels", "message.groups", "message.im", "app_home_opened", "agent_session_stopped",
)  # fmt: skip

SCOPES = {
    "app_mentions:read": "hear when it is named",
    "assistant:write": "be an agent in Slack's sense, with a Messages tab and suggested prompts",
    "channels:history": "hear replies in threads it takes part in, and find its own posts after a restart",
    "channels:read": "tell a public channel's kind",
    "chat:write": "answer",
    "commands": "take slash commands",
    "files:write": "send an answer as a file when asked to",
    "files:read": "read files that people hand it, or share where that is wished",
    "groups:history": "the same in private channels it is invited to",
    "groups:read": "the same for private channels",
    "im:history": "hear what is said to it alone",
    "im:read": "tell a conversation with it from one between people",
    "reactions:write": "mark quietly what it kept where everything shared is kept",
    "users:read": "post digests by the clock of whoever asks for them",
}
"""Each scope, and what for."""


def manifest() -> dict[str, Any]:
    """The manifest, ready to be printed as JSON and pasted at api.slack.com/apps."""
    return {
        "display_information": {
            "name": NAME,
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1b3a5c",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "agent_view": {
                "agent_description": AGENT_DESCRIPTION,
                "suggested_prompts": [{"title": title, "message": message} for title, message in PROMPTS],
            },
            "shortcuts": [
                {
                    "name": "Keep in Antici",
                    "type": "message",
                    "callback_id": KEEP,
                    "description": "Reads the message's links, files or text, for this conversation",
                }
            ],
            "slash_commands": [_command(command) for command in handlers.COMMANDS],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def _command(command: Command) -> dict[str, Any]:
    # No `url`: in Socket Mode Slack has none to call. No escaping: names are typed, not mentioned.
    told: dict[str, Any] = {"command": command.name, "description": command.description, "should_escape": False}
    return {**told, "usage_hint": command.usage} if command.usage else told
