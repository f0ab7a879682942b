"""What belongs into a digest: new, updated and corrected since the last one, by story. Part of the desk; posts nothing.

`sort` decides over rows and is pure; `compose` fetches, has it decide, and puts what it chose into lines.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot import corrections, telling
from bot.dossiers import said
from bot.records import Ahead, Choice, Cited, Correction, Digest, StoryLine
from storage import news, statements
from storage.database import Database
from storage.models import Arrival, Audience, Changed, Due, Following, Record, Story, Told

FIRST_DAYS = 7
"""A first digest begins so many days back."""

LATE_DAYS = 3
"""Sources are slow: what was published so many days before the last digest, and was not told, is still news."""

KNOWN_DAYS = 30
"""How old a story may be that is known from before, when a digest at once begins."""

NEW, UPDATED, CORRECTED, EARLIER = 10, 6, 4, 5
"""Stories of each kind that a digest tells; it says how many more there are."""

LOOKED_AT = 60
"""The newest articles in which days to come are looked for, and earlier stories."""

HORIZON = timedelta(days=60)
AHEAD = 3
"""How far ahead a digest looks, and how many days to come it tells."""


class Taste(Record):
    """What somebody wants to read, and what they were told: `since` is the moment of the last digest, None before any.

    Days are those of the zone. `begins` is the first day of which a preview without a digest before it tells.
    """

    following: Following
    subjects: tuple[Choice, ...] = ()
    zone: str
    since: datetime | None = None
    begins: date | None = None
    at_once: bool = False


class Sorted(NamedTuple):
    """Stories by what they are since the last digest, the most told first; articles newest first."""

    new: list[Story]
    updated: list[Story]
    correcting: list[Story]  # an article that corrects a story told before


def sort(arrivals: Sequence[Arrival]) -> Sorted:
    """Which stories are new, which have new articles, and which of these correct what was told. Pure."""
    by_story: dict[int, list[Arrival]] = {}
    for arrival in arrivals:
        by_story.setdefault(arrival.story, []).append(arrival)
    found = Sorted([], [], [])
    for told in sorted(by_story.values(), key=lambda told: -len({one.family for one in told})):
        if not told[0].known:
            found.new.append(_story(told))
            continue
        correcting = [one for one in told if one.change]
        others = [one for one in told if one not in correcting]
        if correcting:
            found.correcting.append(_story(correcting))
        if others:
            found.updated.append(_story(others))
    return found


async def compose(
    database: Database, audience: Audience, taste: Taste, *, now: datetime
) -> tuple[Digest, tuple[Told, ...]]:
    """The digest as of `now`, and what it tells of: to be kept, so that the next one does not tell it again."""
    zone, following = ZoneInfo(taste.zone), taste.following
    today = max(now.date(), now.astimezone(zone).date())
    news_from = taste.begins or today - timedelta(days=FIRST_DAYS)
    if taste.since is not None:
        news_from = taste.since.astimezone(zone).date() - timedelta(days=LATE_DAYS)
    arrived = await database.read(news.arrivals, audience, following, since=news_from, until=today)
    changed = await database.read(news.changed, audience, following)
    newest = await database.read(news.newest, audience, following, until=today, limit=LOOKED_AT)
    earlier = [] if taste.since or arrived else newest
    undated, old = await _left_out(database, audience, taste, news_from=news_from)
    stories = sort(arrived)
    corrected = await _corrections(database, audience, taste, changed=changed, correcting=stories.correcting)
    kinds: Mapping[str, tuple[list[Story], int]] = {
        "new": (stories.new, NEW),
        "updated": (stories.updated, UPDATED),
        "earlier": (_newest_first(earlier)[:EARLIER], EARLIER),
    }
    lines = {kind: await _lines(database, audience, taste, found[:most]) for kind, (found, most) in kinds.items()}
    more = sum(max(0, len(found) - most) for found, most in kinds.values())
    more += max(0, len(changed) + len(stories.correcting) - CORRECTED)
    told = {one.article: one.revision for one in (*arrived, *earlier)} | {one.article: one.revision for one in changed}
    return Digest(
        subjects=taste.subjects,
        zone=taste.zone,
        at_once=taste.at_once,
        made_at=now.astimezone(UTC),
        since=taste.since,
        **lines,
        corrected=tuple(corrected[:CORRECTED]),
        more=more,
        ahead=() if taste.at_once else await _ahead(database, audience, [one.article for one in newest], today=today),
        undated=undated,
        old=old,
        news_from=news_from,
        coverage=await telling.coverage(database, audience, until=today),
        as_of=today,
    ), tuple(Told(article=article, revision=revision) for article, revision in told.items())


def shown(made: Digest) -> list[Cited]:
    """The sentences that a digest shows; of a correction the new one."""
    lines = [line.lead for line in (*made.new, *made.updated, *made.earlier)]
    corrected = [one.now or one.line.lead for one in made.corrected]
    return [*lines, *corrected, *(one.said for one in made.ahead)]


async def known(
    database: Database, audience: Audience, following: Following, *, zone: str, now: datetime
) -> tuple[Told, ...]:
    """What there is before a digest at once begins, and is no news for it."""
    today = max(now.date(), now.astimezone(ZoneInfo(zone)).date())
    found = await database.read(
        news.arrivals, audience, following, since=today - timedelta(days=KNOWN_DAYS), until=today
    )
    return tuple(Told(article=one.article, revision=one.revision) for one in found)


async def _left_out(database: Database, audience: Audience, taste: Taste, *, news_from: date) -> tuple[int, int]:
    """Undated and old articles since the last digest. Before a first one, all that there is would be either."""
    if taste.since is None:
        return 0, 0
    return await database.read(
        news.left_out, audience, taste.following, retrieved_after=taste.since, published_before=news_from
    )


async def _lines(database: Database, audience: Audience, taste: Taste, found: Sequence[Story]) -> tuple[StoryLine, ...]:
    return await telling.lines(database, audience, found, actors=frozenset(taste.following.actors))


async def _corrections(
    database: Database, audience: Audience, taste: Taste, *, changed: Sequence[Changed], correcting: Sequence[Story]
) -> list[Correction]:
    actors = frozenset(taste.following.actors)
    made = [await corrections.told(database, audience, one, actors=actors) for one in changed[:CORRECTED]]
    made += [Correction(line=line) for line in await _lines(database, audience, taste, correcting[:CORRECTED])]
    return [correction for correction in made if correction is not None]


async def _ahead(database: Database, audience: Audience, numbers: Sequence[int], *, today: date) -> tuple[Ahead, ...]:
    due = await database.read(statements.due, audience, after=today, until=today, only=numbers, limit=said.READ)
    chosen = coming(due, today=today)
    shown = await said.proven(database, audience, chosen)
    return tuple(Ahead(on=one.day, said=cited) for one, cited in zip(chosen, shown, strict=True) if cited is not None)


def coming(due: Sequence[Due], *, today: date) -> list[Due]:
    """The next days named to the day, the nearest first, one sentence for each day and each sentence once. Pure."""
    found: dict[date, Due] = {}
    for one in due:
        if one.precision != "day" or not today < one.day <= today + HORIZON:
            continue
        if all((one.article, one.text) != (other.article, other.text) for other in found.values()):
            found.setdefault(one.day, one)
    return list(found.values())[:AHEAD]


def _newest_first(arrivals: Sequence[Arrival]) -> list[Story]:
    order = {arrival.article: place for place, arrival in enumerate(arrivals)}
    return sorted(sort(arrivals).new, key=lambda story: order[story.articles[0]])


def _story(told: Sequence[Arrival]) -> Story:
    return Story(
        id=told[0].story, articles=tuple(one.article for one in told), publishers=len({one.family for one in told})
    )
