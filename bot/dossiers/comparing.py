"""Actors side by side: offices, mentions, newest developments, agreements with the Union. Part of the desk."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot import citing, telling
from bot.actors import recognise
from bot.answers.evidence import day
from bot.aside import judged
from bot.asking import wishes
from bot.asking.sides import Sides
from bot.catalogue import Catalogue
from bot.dossiers import profiles, summaries, timelines
from bot.dossiers.officeholders import officeholder
from bot.errors import BadRequest
from bot.records import Choice, Cited, Comparison, Point, Side
from storage import actors, articles, developments, stories
from storage.database import Database
from storage.models import Audience, Passage, Reported

MOST = 4
"""Actors side by side: more columns are not read on a phone."""
OFFICES, EVENTS, AGREEMENTS = 3, 2, 5
READ = 80
"""The newest developments in which agreements are looked for."""

AGREEING = ("agreement-signed", "agreement-in-principle", "negotiation-opened", "membership-change")
STATES = 2
SAID = 2
"""Sentences on what is compared, of each side."""


async def compare(
    database: Database, audience: Audience, wanted: Sides, *, catalogue: Catalogue, today: date, on: date
) -> Comparison:
    """The actors of these names side by side, as of a day.

    Raises:
        UnknownName: no such actor, or several.
        BadRequest: more than can be read side by side.
    """
    chosen = list({one.id: one for one in (profiles.subject(name, catalogue) for name in wanted.names)}.values())
    if len(chosen) > MOST:
        raise BadRequest(f"I compare up to {MOST} actors; you named {len(chosen)}.")
    until = min(today, on)
    said = await _on(database, audience, wanted.about, catalogue=catalogue, until=until) if wanted.about else []
    sides = await asyncio.gather(
        *(_side(database, audience, one, said, catalogue=catalogue, until=until, on=on) for one in chosen)
    )
    return Comparison(
        about=wanted.about,
        sides=tuple(sides),
        coverage=await telling.coverage(database, audience, until=until),
        as_of=on,
    )


class _Claim(NamedTuple):
    """A sentence on what is compared: `rank` 2 states a development of it, 1 names it, 0 stands under its name."""

    rank: int
    passage: Passage
    reported: tuple[Reported, ...]


async def _on(
    database: Database, audience: Audience, about: Choice, *, catalogue: Catalogue, until: date
) -> list[_Claim]:
    """What the newest articles on a subject say, the most telling first, then the newest."""
    named = about.id in catalogue.actors
    newest = await database.read(
        stories.newest_about, audience, actor=about.id if named else None, topic=None if named else about.id,
        until=until, limit=READ,
    )  # fmt: skip
    passages = await database.read(articles.passages, audience, articles=newest)
    stated = await database.read(developments.stated_in, audience, articles=newest)
    return await judged(_ranked, passages, stated, about.id, catalogue)


def _ranked(passages: Sequence[Passage], stated: Sequence[Reported], about: str, catalogue: Catalogue) -> list[_Claim]:
    titled = {one.article: one.title for one in passages}
    under = {
        article
        for article, title in titled.items()
        if about not in catalogue.actors or any(one.actor == about for one in recognise(title, catalogue))
    }
    claims = []
    for one in passages:
        if one.withdrawn or not one.actors or not summaries.sayable(one):
            continue
        told = tuple(other for other in stated if other.passage.sentence == one.sentence)
        of_it = [other for other in told if timelines.involves(other, {about})]
        rank = STATES if of_it else 1 if about in one.actors else 0 if one.article in under else None
        if rank is not None:
            claims.append(_Claim(rank, one, tuple(of_it or told)))
    return sorted(claims, key=lambda claim: (-claim.rank, _reversed(claim.passage), claim.passage.ordinal))


def _reversed(one: Passage) -> int:
    published = day(one.published_at)
    return -(published.toordinal() if published else 0)


async def _proven(
    database: Database, audience: Audience, claims: Sequence[_Claim], catalogue: Catalogue
) -> tuple[Point, ...]:
    """The first claims, of different articles, checked once more."""
    chosen = list({claim.passage.article: claim for claim in reversed(claims)}.values())[::-1][:SAID]
    kept = await database.read(articles.several, audience, numbers=[one.passage.article for one in chosen])
    told = []
    for claim in chosen:
        for said in citing.proven([citing.cited(claim.passage)], kept):
            step = timelines.event(claim.reported, said, catalogue) if claim.rank == STATES else None
            told.append(Point(said=said, step=step))
    return tuple(told)


def cited(side: Side) -> tuple[Cited, ...]:
    """The sentences on which a side of a comparison stands, in the order in which they are shown."""
    points = tuple(one.said for one in side.about)
    return (*points, *(event.said for event in (*side.agreements, *reversed(side.events))))


async def _side(
    database: Database,
    audience: Audience,
    chosen: wishes.Subject,
    said: Sequence[_Claim],
    *,
    catalogue: Catalogue,
    until: date,
    on: date,
) -> Side:
    actor = catalogue.actors[chosen.id]
    figures, months, events, agreed = await asyncio.gather(
        database.read(actors.figures, audience, actor=actor.id, until=until),
        profiles.mentioned(database, audience, actor.id, today=until),
        profiles.deeds(database, audience, actor.id, catalogue=catalogue, today=until),
        database.read(developments.reported, audience, actor=actor.id, until=until, types=AGREEING, limit=READ),
    )
    union = profiles.UNION - {actor.id}
    steps = timelines.chain(one for one in agreed if timelines.involves(one, union))
    offices = catalogue.leaders(actor.id, on) or [
        office for office in catalogue.held_by(actor.id) if (office.valid_to or on) >= on
    ]
    mine = [claim for claim in said if actor.id in claim.passage.actors]
    return Side(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        role=actor.role or actor.kind,
        offices=tuple(officeholder(office, catalogue) for office in offices[:OFFICES]),
        articles=figures["articles"],
        months=months,
        events=events[-EVENTS:],
        agreements=(await timelines.steps(database, audience, steps[-AGREEMENTS:], catalogue))[::-1],
        about=await _proven(database, audience, mine, catalogue),
    )
