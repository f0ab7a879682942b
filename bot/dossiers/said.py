"""Who said what, and what is to come: quotations and days, each cited, each once. Part of the desk."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot import citing, telling
from bot.asking.wishes import Subject
from bot.catalogue import Catalogue
from bot.quotations import stances
from bot.records import Choice, Cited, Milestones, Quotations, Said, Standpoint, Turned, Upcoming
from storage import articles, statements
from storage.database import Database
from storage.models import Audience, Due, Published, Quote, Stretch

QUOTES = 6
"""Quotations on a page."""

LEDGER = 300
"""The newest statements of an actor that are looked through for its positions."""

TOPICS, ON_A_TOPIC, TURNED = 4, 2, 3
"""Topics that a ledger shows, statements on each, and changes of sides."""

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
    catalogue: Catalogue,
    topic: Subject | None,
    since: date | None,
    until: date,
    offset: int,
    most: int = QUOTES,
) -> Quotations:
    """What an actor and who speaks for it are quoted with: direct words first, then what they are said to have said."""
    asked = _asked(subject, catalogue, topic=topic, since=since, until=until)
    found, total = await asyncio.gather(
        database.read(statements.quotes, audience, asked=asked, limit=most, offset=offset),
        database.read(statements.quoted, audience, asked=asked),
    )
    shown = await proven(database, audience, found)
    turned: tuple[Turned, ...] = ()
    if not offset:
        _, turned = await positions(
            database, audience, subject, catalogue=catalogue, topic=topic, since=since, until=until
        )
    following = offset + len(found)
    return Quotations(
        subject=subject,
        topic=Choice(id=topic.id, name=topic.name) if topic else None,
        since=since,
        said=tuple(_said(one, cited) for one, cited in zip(found, shown, strict=True) if cited is not None),
        turned=turned,
        total=total,
        offset=offset,
        following=following if following < total else None,
        coverage=await telling.coverage(database, audience, until=until),
        as_of=until,
    )


def _said(one: Quote, cited: Cited) -> Said:
    return Said(said=cited, direct=one.direct, office=one.office, speaker=one.speaker_name)


async def positions(
    database: Database,
    audience: Audience,
    subject: Choice,
    *,
    catalogue: Catalogue,
    topic: Subject | None = None,
    since: date | None = None,
    until: date,
) -> tuple[tuple[Standpoint, ...], tuple[Turned, ...]]:
    """What an actor said on each topic, the newest first and the newest topic first, and where it changed sides.

    Those who speak for an actor speak of one position: a new chancellor may differ from the last.
    """
    asked = _asked(subject, catalogue, topic=topic, since=since, until=until)
    found = await database.read(statements.quotes, audience, asked=asked, limit=LEDGER, own_words_first=False)
    by_topic = _by_topic(found, catalogue, only=_on(topic, "topic"))
    pairs = _changes(by_topic)
    some = {id_: by_topic[id_][:ON_A_TOPIC] for id_ in list(by_topic)[:TOPICS]}
    wanted = [*(one for mine in some.values() for one in mine), *(one for _, *two in pairs for one in two)]
    shown = {
        _place(one): _said(one, cited)
        for one, cited in zip(wanted, await proven(database, audience, wanted), strict=True)
        if cited is not None
    }
    places = {id_: Choice(id=id_, name=catalogue.topics[id_].label) for id_ in by_topic}
    told = [
        Standpoint(
            topic=places[id_],
            said=tuple(shown[_place(one)] for one in mine if _place(one) in shown),
            total=len(by_topic[id_]),
        )
        for id_, mine in some.items()
    ]
    turned = [
        Turned(topic=places[id_], now=shown[_place(now)], before=shown[_place(before)])
        for id_, now, before in pairs
        if {_place(now), _place(before)} <= shown.keys()
    ]
    return tuple(one for one in told if one.said), tuple(turned)


def _asked(
    subject: Choice, catalogue: Catalogue, *, topic: Subject | None, since: date | None, until: date
) -> statements.Asked:
    return statements.Asked(
        catalogue.voices(subject.id), topic=_on(topic, "topic"), about=_on(topic, "actor"), since=since, until=until
    )


def _on(matter: Subject | None, kind: str) -> str | None:
    """The id of what is spoken of, if it is of this kind: a topic, or an actor."""
    return matter.id if matter is not None and matter.kind == kind else None


def _by_topic(found: Sequence[Quote], catalogue: Catalogue, *, only: str | None) -> dict[str, list[Quote]]:
    """Statements of a known day by the topics they touch, in their order."""
    by_topic: dict[str, list[Quote]] = {}
    for one in found:
        for id_ in one.topics if one.published_at is not None else ():
            if id_ in catalogue.topics and (only is None or id_ == only):
                by_topic.setdefault(id_, []).append(one)
    return by_topic


def _changes(by_topic: Mapping[str, Sequence[Quote]]) -> list[tuple[str, Quote, Quote]]:
    """Topics with a statement and an earlier one of another day that takes the other side, each pair once."""
    pairs: dict[tuple[tuple[int, int], tuple[int, int]], tuple[str, Quote, Quote]] = {}
    for id_, mine in by_topic.items():
        taken = [stances.stance(one.text, one.language, direct=one.direct) for one in mine]
        for newer, older in stances.turns(taken):
            now, before = mine[newer], mine[older]
            if _reversed(now.published_at) < _reversed(before.published_at):
                pairs.setdefault((_place(now), _place(before)), (id_, now, before))
    return list(pairs.values())[:TURNED]


def _place(one: Quote) -> tuple[int, int]:
    return one.article, one.start


async def milestones(
    database: Database, audience: Audience, subject: Subject | None, *, today: date, most: int = DAYS
) -> Milestones:
    """The days to come that articles name, the nearest first, each day and sentence once."""
    actor = subject.id if subject and subject.kind == "actor" else None
    topic = subject.id if subject and subject.kind == "topic" else None
    found = await database.read(
        statements.due, audience, after=today, until=today, actor=actor, topic=topic, limit=READ
    )
    chosen = distinct([one for one in found if one.day <= today + FURTHEST])
    shown = await proven(database, audience, [group[0] for group in chosen[:most]])
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
        more=max(0, len(chosen) - most),
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
    return [next(iter(citing.proven([citing.cited(one)], kept)), None) for one in found]
