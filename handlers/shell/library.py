"""The articles that the local workspace's page opens when a citation is pressed: what is stored, as plain text."""

from typing import Any

from bot.asking import references
from bot.errors import BadRequest
from bot.workplace import Workplace
from handlers import wording
from handlers.workspace.notes import Library
from storage.models import Audience


def library(place: Workplace, team: str) -> Library:
    """What the archive holds at an address, for those in a conversation of `team`; None where it holds nothing."""

    async def article(conversation: str, url: str) -> dict[str, Any] | None:
        audience = Audience(team=team, conversation=conversation)
        try:
            found = await references.article(place.database, audience, url, until=place.desk.today())
        except BadRequest:
            found = None
        if found is None:
            return None
        return {
            "title": found.title,
            "about": f"{wording.publisher(found.publisher, demo=found.demo)} · {wording.published(found)}",
            "text": found.text,
            "language": found.language,
            "url": None if found.demo else found.url,  # the demo's publishers are nowhere to be visited
        }

    return article
