"""A story in full: who tells it, the primary source first; where they differ; what readers say of it. Part of the desk.

Of the stories of an audience only those articles are shown that it may see, and only their figures are compared.
"""

from collections.abc import Sequence
from datetime import date, datetime

from bot import citing, telling
from bot.catalogue import Catalogue
from bot.dossiers.stating import Stating
from bot.errors import BadRequest
from bot.records import Account, Claimed, Differing, Opinion, Teller
from bot.stories.differing import Claim, differences
from storage import articles, developments, nearby, stories, verdicts
from storage.database import Database
from storage.models import Article, Audience, Sought

NEAR = 4
"""Stories that a reader is offered as perhaps the same."""

NOT_THESE = "These are not two stories that everybody here may see; nothing was changed."
NO_STORY = "There is no story of this number here."
ALONE = "This article is not one of several of that story, or not everybody here may see it; nothing was changed."


async def account(database: Database, audience: Audience, number: int, *, catalogue: Catalogue, today: date) -> Account:
    """The story of this number, under whatever number it is told today.

    Raises:
        BadRequest: there is none that this audience may see.
    """
    current = await database.read(verdicts.current, number)
    story = await database.read(stories.story, audience, current, until=today)
    lines = await telling.lines(database, audience, [story] if story.articles else [])
    if not lines:
        raise BadRequest(NO_STORY)
    lines = await Stating(database, audience, Sought(until=today), catalogue).lines(lines)
    told = await database.read(articles.several, audience, numbers=story.articles)
    near = await database.read(nearby.stories_near, audience, story, until=today, limit=NEAR)
    return Account(
        line=lines[0],
        tellers=_tellers(told),
        differing=await differing(database, audience, story.articles),
        near=await telling.lines(database, audience, near),
        opinions=tuple(Opinion(**one) for one in await database.read(verdicts.said_of, story=current)),
        coverage=await telling.coverage(database, audience, until=today),
        as_of=today,
    )


async def alongside(database: Database, audience: Audience, article: int, *, until: date) -> tuple[Differing, ...]:
    """What the articles of an article's story tell differently."""
    number = await database.read(stories.of_article, audience, article)
    story = await database.read(stories.story, audience, number, until=until) if number else None
    return await differing(database, audience, story.articles) if story else ()


async def differing(database: Database, audience: Audience, numbers: Sequence[int]) -> tuple[Differing, ...]:
    """What these articles of one story tell differently, each sentence checked once more."""
    if len(numbers) < 2:
        return ()
    found = differences(await database.read(developments.stated_in, audience, articles=numbers))
    kept = await database.read(
        articles.several, audience, numbers=[claim.passage.article for one in found for claim in one.claims]
    )
    shown = []
    for one in found:
        claims = tuple(claim for told in one.claims if (claim := _claimed(told, kept)))
        if len(claims) > 1:
            shown.append(Differing(about=one.about, what=one.what if one.about == "number" else "", claims=claims))
    return tuple(shown)


async def same(database: Database, audience: Audience, one: int, other: int, *, by: str, now: datetime) -> int:
    """Join two stories, and remember who said so; returns the number they have now.

    Raises:
        BadRequest: the audience may not see one of them, or they are for different people.
    """
    found = await database.write(verdicts.same, audience, one, other, by=by, now=now)
    if found is None:
        raise BadRequest(NOT_THESE)
    return found


async def apart(database: Database, audience: Audience, one: int, other: int, *, by: str, now: datetime) -> None:
    """Part two stories if they were joined, and remember who said so.

    Raises:
        BadRequest: as `same`, or they are one and the same story.
    """
    if not await database.write(verdicts.apart, audience, one, other, by=by, now=now):
        raise BadRequest(NOT_THESE)


async def without(database: Database, audience: Audience, story: int, article: int, *, by: str, now: datetime) -> int:
    """Take an article out of a story, and remember who said so; returns the number of its own story.

    Raises:
        BadRequest: it is not one of several of that story, or the audience may not see it.
    """
    found = await database.write(verdicts.without, audience, story, article, by=by, now=now)
    if found is None:
        raise BadRequest(ALONE)
    return found


def first(told: Sequence[Article]) -> Article:
    """Where a story comes from: the earliest of its primary sources; without one the earliest article."""
    return min(told, key=lambda one: (one.publisher_kind != "primary", str(one.published_at or "9999"), one.id))


def _tellers(told: Sequence[Article]) -> tuple[Teller, ...]:
    ordered = sorted(told, key=lambda one: (str(one.published_at or "9999"), one.id))
    ordered = [first(told), *(one for one in ordered if one.id != first(told).id)]
    families: set[str] = set()
    found = []
    for one in ordered:
        citation = citing.whole(one, start=0, end=0)
        found.append(
            Teller(citation=citation, kind=one.publisher_kind, independent=one.publisher_family not in families)
        )
        families.add(one.publisher_family)
    return tuple(found)


def _claimed(claim: Claim, kept: Sequence[Article]) -> Claimed | None:
    said = citing.proven([citing.cited(claim.passage)], kept)
    if not said:
        return None
    text, start = claim.passage.text, claim.passage.start
    return Claimed(value=text[claim.start - start : claim.end - start], said=said[0])
