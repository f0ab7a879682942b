"""The stored article behind the address of a citation, whole, for those who were shown it. Answers no question."""

from datetime import date

from bot.answers.evidence import day
from bot.reading.urls import canonical
from storage import articles
from storage.database import Database
from storage.models import Article, Audience


async def article(database: Database, audience: Audience, url: str, *, until: date) -> Article | None:
    """The newest article at this address that this audience may see and that was published by that day, if any."""
    address = canonical(url)
    found = await database.read(articles.at_url, audience, url=address) if address else []
    return next((one for one in reversed(found) if (day(one.published_at) or until) <= until), None)
