"""What a person means by a number or an address: an article, as far as an audience may see it. Part of the desk."""

import re
from datetime import date

from bot.answers.evidence import day
from bot.errors import BadRequest
from bot.reading.urls import canonical, same_page
from storage import articles
from storage.database import Database
from storage.models import Article, Audience


async def article(database: Database, audience: Audience, target: str, *, until: date) -> Article | None:
    """The article of a number or URL that was published by a day; None when the target is neither.

    Raises:
        BadRequest: it is one, but there is no such article for this audience.
    """
    if number := re.fullmatch(r"#?([0-9]{1,18})", target):
        found = await database.read(articles.get, audience, article=int(number[1]))
        if found is None or not _out(found, until):
            raise BadRequest(f"There is no article {number[1]} here. /latest shows which there are.")
        return found
    if target.startswith(("http://", "https://")):
        url = canonical(target)
        at = await database.read(articles.at_url, audience, url=url, page=same_page(target)) if url else []
        out = [one for one in at if _out(one, until)]
        if not out:
            raise BadRequest("I do not have that page. /keep and its address have me read it for this conversation.")
        return out[-1]
    return None


async def held(database: Database, audience: Audience, url: str, *, until: date) -> int | None:
    """The number of the article at an address, if this audience has it."""
    try:
        found = await article(database, audience, url, until=until)
    except BadRequest:
        return None
    return found.id if found else None


def _out(one: Article, until: date) -> bool:
    """Whether it was published by then; an undated one may have been."""
    published = day(one.published_at)
    return published is None or published <= until
