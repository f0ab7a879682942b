"""What an audience is served from: who publishes, which sources are read and how they do. Part of the desk."""

from datetime import date

from bot import telling
from bot.records import SourceLine, Sources
from bot.sources.watching import Watching
from storage import network, notices, stories
from storage.database import Database
from storage.models import Audience


async def sources(database: Database, watching: Watching, audience: Audience, *, today: date) -> Sources:
    """Who publishes what this audience is served from, and which sources fail."""
    rows = await database.read(stories.publishers, audience, until=today)
    return Sources(
        watched=await watching.all(audience),
        unwatched=await watching.unwatched(audience),
        offline_since=await database.read(network.gone_since),
        stewards=await database.read(notices.channel, team=audience.team) if audience.team else "",
        lines=tuple(SourceLine.model_validate(row) for row in rows),
        coverage=await telling.coverage(database, audience, until=today),
        as_of=today,
    )
