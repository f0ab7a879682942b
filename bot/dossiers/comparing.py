"""Actors side by side: offices, mentions, newest developments, agreements with the Union. Part of the desk."""

import asyncio
import re
from datetime import date

from bot import telling
from bot.asking import wishes
from bot.catalogue import Catalogue
from bot.dossiers import profiles, timelines
from bot.dossiers.officeholders import officeholder
from bot.errors import BadRequest
from bot.records import Comparison, Side
from storage import actors, developments
from storage.database import Database
from storage.models import Audience

MOST = 4
"""Actors side by side: more columns are not read on a phone."""
OFFICES, EVENTS, AGREEMENTS = 3, 2, 5
READ = 80
"""The newest developments in which agreements are looked for."""

AGREEING = ("agreement-signed", "agreement-in-principle", "negotiation-opened", "membership-change")
_BETWEEN = re.compile(r"\s*(?:,|;|&|\s(?:and|und|et|vs\.?|versus|compared (?:to|with)|with)\s)\s*", re.IGNORECASE)


def named(text: str, catalogue: Catalogue) -> list[str]:
    """The names of several actors, where several are named; "Bosnia and Herzegovina" is one."""
    whole = text.strip(" ?.,")
    if catalogue.find_actor(whole) or not _BETWEEN.search(whole):
        return []
    return [re.sub(r"^(?:the|compare)\s+", "", name, flags=re.IGNORECASE) for name in _BETWEEN.split(whole) if name]


def settled(text: str, catalogue: Catalogue) -> bool:
    """Whether a text names several actors, each of them beyond doubt, and nothing else."""
    names = named(text, catalogue)
    return len(names) > 1 and all(len(catalogue.find_actor(name)) == 1 for name in names)


async def compare(
    database: Database, audience: Audience, names: list[str], *, catalogue: Catalogue, today: date, on: date
) -> Comparison:
    """The actors of these names side by side, as of a day.

    Raises:
        UnknownName: no such actor, or several.
        BadRequest: more than can be read side by side.
    """
    chosen = list({one.id: one for one in (profiles.subject(name, catalogue) for name in names)}.values())
    if len(chosen) > MOST:
        raise BadRequest(f"I compare up to {MOST} actors; you named {len(chosen)}.")
    until = min(today, on)
    sides = await asyncio.gather(
        *(_side(database, audience, one, catalogue=catalogue, until=until, on=on) for one in chosen)
    )
    return Comparison(sides=tuple(sides), coverage=await telling.coverage(database, audience, until=until), as_of=on)


async def _side(
    database: Database, audience: Audience, chosen: wishes.Subject, *, catalogue: Catalogue, until: date, on: date
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
    return Side(
        id=actor.id,
        name=actor.name,
        role=actor.role or actor.kind,
        offices=tuple(officeholder(office, catalogue) for office in offices[:OFFICES]),
        articles=figures["articles"],
        months=months,
        events=events[-EVENTS:],
        agreements=(await timelines.steps(database, audience, steps[-AGREEMENTS:], catalogue))[::-1],
    )
