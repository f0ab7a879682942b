"""What one person sees at a glance: what is new, what they follow, their digests. Part of the desk.

Shown is what the whole workspace may see. A Home is read by one person, but it is no conversation: what was kept for
a private channel is seen there and nowhere else.
"""

from datetime import date, datetime

from bot import telling
from bot.asking.wishes import Subject
from bot.catalogue import Catalogue
from bot.digests import standing
from bot.errors import BadRequest
from bot.records import Followed, Home
from storage import follows, stories, subscriptions
from storage.database import Database
from storage.models import Audience, Follow

NEWEST = 5
EACH = 2
"""Stories of what is followed: enough to see whether to look further."""

MOST_FOLLOWED = 20
"""A Home holds a hundred blocks, and nobody reads more."""


async def home(database: Database, catalogue: Catalogue, now: datetime, *, team: str, user: str) -> Home:
    """A person's Home; that they look now is noted."""
    audience, today = Audience(team=team), now.date()
    newest, _ = await database.read(stories.latest, audience, until=today, limit=NEWEST)
    looked_at = await database.write(follows.looked, team=team, user=user, what="home", now=now)
    kept = await database.read(follows.of_person, team=team, user=user)
    wished = await database.read(subscriptions.active, team=team)
    return Home(
        latest=await telling.lines(database, audience, newest, actor=None),
        looked_at=looked_at,
        new=await database.read(stories.arrived, audience, since=looked_at, until=today) if looked_at else 0,
        follows=tuple([await _followed(database, catalogue, audience, one, today) for one in kept]),
        digests=tuple(
            (one.channel, standing.shown(one, catalogue, now=now)) for one in wished if one.created_by == user
        ),
        coverage=await telling.coverage(database, audience, until=today),
        as_of=today,
    )


async def follow(database: Database, subject: Subject, now: datetime, *, team: str, user: str) -> bool:
    """Follow an actor or a topic; False when it was followed already.

    Raises:
        BadRequest: they follow as much as a Home can show.
    """
    if len(await database.read(follows.of_person, team=team, user=user)) >= MOST_FOLLOWED:
        raise BadRequest(f"You follow {MOST_FOLLOWED} subjects, which is as many as Home can show. Stop one first.")
    return await database.write(follows.follow, team=team, user=user, kind=subject.kind, subject=subject.id, now=now)


async def _followed(database: Database, catalogue: Catalogue, audience: Audience, one: Follow, today: date) -> Followed:
    actor = one.subject if one.kind == "actor" else None
    topic = one.subject if one.kind == "topic" else None
    found, _ = await database.read(stories.latest, audience, actor=actor, topic=topic, until=today, limit=EACH)
    return Followed(
        kind=one.kind,
        subject=standing.subject(one.kind, one.subject, catalogue),
        lines=await telling.lines(database, audience, found, actor=actor),
    )
