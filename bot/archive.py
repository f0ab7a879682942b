"""Opening the archive: brought to today's shape, its copy of the catalogue fresh."""

from pathlib import Path

from bot.catalogue import Actor, Catalogue, Office
from storage import actors
from storage.database import Database


async def opened(path: Path, catalogue: Catalogue) -> Database:
    """The archive at `path`, created if there is none.

    Raises:
        StorageError: it cannot be opened, is no archive, or is of a newer version.
    """
    database = await Database.open(path)
    try:
        if await database.read(actors.loaded) != catalogue.digest:
            await database.write(
                actors.load,
                digest=catalogue.digest,
                actors=[
                    (actor.id, actor.name, actor.kind, actor.parent or "", actor.role, *_days(actor))
                    for actor in catalogue.actors.values()
                ],
                aliases=[
                    (actor.id, alias, int(alias in actor.ambiguous))
                    for actor in catalogue.actors.values()
                    for alias in (*actor.aliases, *actor.ambiguous)
                ],
                offices=[
                    (office.person, office.office, office.organisation, *_days(office)) for office in catalogue.offices
                ],
            )
    except BaseException:
        await database.close()
        raise
    return database


def _days(dated: Actor | Office) -> tuple[str | None, str | None]:
    return (
        dated.valid_from.isoformat() if dated.valid_from else None,
        dated.valid_to.isoformat() if dated.valid_to else None,
    )
