"""What a person typed → what Slack keeps of it: text with three characters escaped, and the same as rich text. Pure."""

import re
from collections.abc import Mapping

from handlers.workspace.refusals import Json

_TOKEN = re.compile(
    r"<@(?P<id>[UW][A-Z0-9]+)>|<#(?P<channel>[CD][A-Z0-9]+)>|(?<![\w@/.])@(?P<name>[\w.-]+)|(?P<url>https?://[^\s<>|]+)"
)


def escaped(text: str) -> str:
    """Only these three, as in Slack; a person cannot type what would ring for a channel."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def composed(typed: str, people: Mapping[str, str], channels: frozenset[str] = frozenset()) -> tuple[str, list[Json]]:
    """Text and blocks of a message typed by a person.

    `people` maps ids to display names. `@Name` and `<@U…>` become mentions if there is such a person; addresses
    become links.
    """
    ids = {name.lower(): user for user, name in people.items()}
    text, parts, position = "", [], 0

    def plain(piece: str) -> str:
        if piece:
            parts.append({"type": "text", "text": piece})
        return escaped(piece)

    for match in _TOKEN.finditer(typed):
        name = (match["name"] or "").rstrip(".-")
        user = match["id"] if match["id"] in people else ids.get(name.lower())
        end = match.end() - (len(match["name"]) - len(name) if match["name"] else 0)
        url = (match["url"] or "").rstrip(".,;:!?)'\"")
        if url:
            end = match.start() + len(url)
        if not (user or url or match["channel"] in channels):
            continue
        text += plain(typed[position : match.start()])
        if user:
            text += f"<@{user}>"
            parts.append({"type": "user", "user_id": user})
        elif url:
            text += f"<{escaped(url)}>"
            parts.append({"type": "link", "url": url})
        else:
            text += f"<#{match['channel']}>"
            parts.append({"type": "channel", "channel_id": match["channel"]})
        position = end
    text += plain(typed[position:])
    section = {"type": "rich_text_section", "elements": parts}
    return text, [{"type": "rich_text", "block_id": "typed", "elements": [section]}]
