"""An actor's profile: the catalogue's part and the articles' part, kept apart. Part of the desk."""

import asyncio
from datetime import date

from bot import telling
from bot.aside import judged
from bot.asking import wishes
from bot.catalogue import Actor, Catalogue
from bot.dossiers import said, summaries, timelines
from bot.dossiers.officeholders import officeholder
from bot.errors import UnknownName
from bot.records import Choice, Companion, Event, Profile
from storage import actors, articles, developments, stories
from storage.database import Database
from storage.models import Audience, Passage

STATEMENTS = 8
LATEST = 4
COMPANY = 8
EVENTS = 4
MONTHS = 12
LOOKED_AT = 40
"""The newest articles in which developments are looked for."""
QUOTED, BESIDE_THE_UNION = 25, 15
"""The newest articles from which statements are taken, and those about the actor and the Union …"""
RECENT = 200
"""… of so many."""
OFFICES = 8

UNION = frozenset(
    ["european-union", "european-commission", "council-of-the-eu", "european-council", "european-parliament",
     "high-representative", "european-defence-agency", "eeas"]
)  # fmt: skip
"""The Union and its institutions: what an actor has to do with them comes first in its profile."""


def subject(name: str, catalogue: Catalogue) -> wishes.Subject:
    """The actor of this name; for an office that is an actor itself, the office.

    Raises:
        UnknownName: none, or several.
    """
    chosen = wishes.subject(name, catalogue, usage="actor")
    if chosen.kind == "topic":
        close = tuple((found.id, found.name) for found in catalogue.suggest(name) if isinstance(found, Actor))
        raise UnknownName(f"“{chosen.name}” is a topic, not an actor; try /latest {name} or /summary {name}.", close)
    return chosen


async def profile(
    database: Database, audience: Audience, chosen: wishes.Subject, *, catalogue: Catalogue, today: date, on: date
) -> Profile:
    """Everything about one actor that this audience may see: its offices as of `on`, and what was published by then."""
    actor = catalogue.actors[chosen.id]
    today = min(today, on)
    figures, (company, whole), (found, _), passages, coverage, (months, events, ledger) = await asyncio.gather(
        database.read(actors.figures, audience, actor=actor.id, until=today),
        database.read(actors.company, audience, actor=actor.id, until=today, limit=COMPANY),
        database.read(stories.latest, audience, actor=actor.id, until=today, limit=LATEST),
        _passages(database, audience, actor.id, today=today),
        telling.coverage(database, audience, until=today),
        asyncio.gather(
            mentioned(database, audience, actor.id, today=today),
            deeds(database, audience, actor.id, catalogue=catalogue, today=today),
            said.positions(database, audience, Choice(id=actor.id, name=actor.name), catalogue=catalogue, until=today),
        ),
    )
    near = UNION - {actor.id}
    central = await judged(summaries.of_subject, passages, actor=actor.id, near=near, most=STATEMENTS)
    statements = summaries.newest_first(central)
    # A person is not "part of" a state: whom a person acts for, the offices say.
    parent = None if actor.kind == "person" else catalogue.actors.get(actor.parent or "")
    return Profile(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        role=actor.role,
        # "les Polonais", "gouvernement polonais": phrases to recognise it by, not names to show.
        aliases=tuple(alias for alias in actor.aliases if alias != actor.name and not alias[0].islower()),
        parent=Choice(id=parent.id, name=parent.name) if parent else None,
        holders=tuple(officeholder(office, catalogue) for office in catalogue.leaders(actor.id, on)[:OFFICES]),
        held=tuple(officeholder(office, catalogue) for office in catalogue.held_by(actor.id)),
        statements=await telling.proven(database, audience, statements),
        latest=await telling.lines(database, audience, found, actor=actor.id),
        company=tuple(
            Companion(id=other, name=catalogue.actors[other].name, articles=count)
            for other, count in company
            if other in catalogue.actors
        ),
        company_of=None if whole else actors.NEWEST,
        events=events,
        positions=ledger[0],
        turned=ledger[1],
        months=months,
        articles=figures["articles"],
        first=figures["first"],
        last=figures["last"],
        others=chosen.others,
        coverage=coverage,
        as_of=on,
    )


async def mentioned(database: Database, audience: Audience, actor: str, *, today: date) -> tuple[tuple[date, int], ...]:
    """How many articles of each of the last twelve months name an actor."""
    count = today.year * 12 + today.month - 1
    months = [date(number // 12, number % 12 + 1, 1) for number in range(count - MONTHS + 1, count + 1)]
    found = await database.read(actors.by_month, audience, actor=actor, since=months[0], until=today)
    return tuple((month, found.get(f"{month:%Y-%m}", 0)) for month in months)


async def deeds(
    database: Database, audience: Audience, actor: str, *, catalogue: Catalogue, today: date
) -> tuple[Event, ...]:
    """The newest developments in which an actor takes part, of the newest articles about it."""
    newest = await database.read(stories.newest_about, audience, actor=actor, until=today, limit=LOOKED_AT)
    stated = await database.read(developments.stated_in, audience, articles=newest)
    mine = [one for one in stated if timelines.involves(one, {actor})]
    return await timelines.steps(database, audience, timelines.chain(mine)[-EVENTS:], catalogue)


async def _passages(database: Database, audience: Audience, actor: str, *, today: date) -> list[Passage]:
    """Sentences of the newest articles that name an actor, and of those not much older about it and the Union."""
    recent = await database.read(stories.newest_about, audience, actor=actor, until=today, limit=RECENT)
    others = sorted(UNION - {actor})
    both = await database.read(
        actors.beside, audience, articles=recent, actor=actor, others=others, limit=BESIDE_THE_UNION
    )
    numbers = list(dict.fromkeys([*recent[:QUOTED], *both]))
    return await database.read(articles.passages, audience, articles=numbers)
