"""Who said what, and what is to come: quotations and days, each cited, each once. Part of the desk."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot import citing, telling
from bot.records import Choice, Cited, Milestones, Quotations, Said, Upcoming
from bot.wishes import Subject
from storage import articles, statements
from storage.database import Database
from storage.models import Audience, Due, Published, Stretch

QUOTES = 6
"""Quotations on a page."""

DAYS = 12
READ = 200
"""Milestones that are looked at: the same day is named by many articles."""

FURTHEST = timedelta(days=3 * 365)
"""What lies further off is no date for a calendar."""


async def quotations(
    database: Database,
    audience: Audience,
    subject: Choice,
    *,
    topic: Choice | None,
    since: date | None,
    until: date,
    offset: int,
) -> Quotations:
    """What an actor is quoted with, direct words first, then what they are said to have said; newest first."""
    found, total = await database.read(
        statements.quotes, audience, actor=subject.id, topic=topic.id if topic else None, since=since, until=until,
        limit=QUOTES, offset=offset,
    )  # fmt: skip
    shown = await proven(database, audience, found)
    following = offset + len(found)
    return Quotations(
        subject=subject,
        topic=topic,
        since=since,
        said=tuple(
            Said(said=cited, direct=one.direct, office=one.office, speaker=one.speaker_name or subject.name)
            for one, cited in zip(found, shown, strict=True)
            if cited is not None
        ),
        total=total,
        offset=offset,
        following=following if following < total else None,
        coverage=await telling.coverage(database, audience, until=until),
        as_of=until,
    )


async def milestones(database: Database, audience: Audience, subject: Subject | None, *, today: date) -> Milestones:
    """The days to come that articles name, the nearest first, each day and sentence once."""
    actor = subject.id if subject and subject.kind == "actor" else None
    topic = subject.id if subject and subject.kind == "topic" else None
    found = await database.read(
        statements.due, audience, after=today, until=today, actor=actor, topic=topic, limit=READ
    )
    chosen = distinct([one for one in found if one.day <= today + FURTHEST])
    shown = await proven(database, audience, [group[0] for group in chosen[:DAYS]])
    days = [
        Upcoming(
            on=group[0].day,
            precision=group[0].precision,
            certain=any(one.certain for one in group),
            what=group[0].what,
            said=cited,
            publishers=len({one.publisher_family for one in group}),
        )
        for group, cited in zip(chosen, shown, strict=False)
        if cited is not None
    ]
    return Milestones(
        subject=Choice(id=subject.id, name=subject.name) if subject else None,
        days=tuple(days),
        more=max(0, len(chosen) - DAYS),
        coverage=await telling.coverage(database, audience, until=today),
        as_of=today,
    )


def distinct(found: Sequence[Due]) -> list[list[Due]]:
    """One entry for each day and matter, with all that name it: certain ones first, then the newest."""
    groups: list[list[Due]] = []
    for one in found:
        same = next((group for group in groups if group[0].day == one.day and _alike(group[0].what, one.what)), None)
        if same is None:
            groups.append([one])
        else:
            same.append(one)
    return [sorted(group, key=lambda one: (not one.certain, _reversed(one.published_at))) for group in groups]


def _alike(one: str, other: str) -> bool:
    mine, theirs = set(one.lower().split()), set(other.lower().split())
    return len(mine & theirs) * 2 >= min(len(mine), len(theirs))


def _reversed(published: Published) -> int:
    return -int(str(published)[:10].replace("-", "")) if published is not None else 0


async def proven(database: Database, audience: Audience, found: Sequence[Stretch]) -> list[Cited | None]:
    """Each stretch as a sentence with its citation; None where it no longer stands in its article."""
    kept = await database.read(articles.several, audience, numbers=list({one.article for one in found}))
    return [next(iter(citing.proven([citing.stretch(one)], kept)), None) for one in found]
