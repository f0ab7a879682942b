"""What is understood of an archive, on one page: for whoever wants to see whether it makes sense. Part of the desk."""

from datetime import date

from bot import telling
from bot.catalogue import Catalogue
from bot.developments import types
from bot.dossiers import said, timelines
from bot.records import Counted, Overview
from storage import overview, stories
from storage.database import Database
from storage.models import Audience

MOST = 10
STORIES = 5
STEPS = 8


async def of(database: Database, audience: Audience, *, catalogue: Catalogue, today: date) -> Overview:
    """The counts, the stories told by most, the newest developments, the days to come."""
    counts = await database.read(overview.counted, audience, until=today, most=MOST)
    told = await database.read(stories.most_told, audience, until=today, limit=STORIES)
    chain = await timelines.newest(database, audience, catalogue=catalogue, until=today, limit=STEPS)
    ahead = await said.milestones(database, audience, None, today=today)
    names = {
        "actors": {id_: actor.name for id_, actor in catalogue.actors.items()},
        "speakers": {id_: actor.name for id_, actor in catalogue.actors.items()},
        "topics": {id_: topic.label for id_, topic in catalogue.topics.items()},
        "types": {id_: one.label for id_, one in types().items()},
    }
    return Overview(
        totals=await database.read(overview.totals, audience, until=today),
        counts={
            # What another workspace added to the catalogue has no name here, and is not shown.
            about: tuple(
                Counted(id=id_, name=names.get(about, {}).get(id_, id_), count=count)
                for id_, count in rows
                if not id_.startswith("own/") or id_ in catalogue.actors
            )
            for about, rows in counts.items()
        },
        stories=await telling.lines(database, audience, told),
        events=chain,
        days=ahead.days,
        coverage=await telling.coverage(database, audience, until=today),
        as_of=today,
    )
