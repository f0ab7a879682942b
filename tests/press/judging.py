"""A plan lived through, and whether the archive holds in the end what it must."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage import sources
from storage.database import Database
from storage.models import EVERYONE
from tests.bot.making import opened
from tests.press import held, plan
from tests.press.server import Press
from tests.press.simulation import Time, add, gathering, live


@asynccontextmanager
async def lived(path: Path, found: plan.Plan) -> AsyncIterator[tuple[Press, Database]]:
    """The press and the archive after all of it."""
    time = Time(plan.START)
    press = Press(found.outlets, time)
    await press.start()
    database = await opened(path)
    await add(database, press, plan.START)
    try:
        async with gathering(database, time) as gatherer:
            await live(gatherer, time, found.end)
        yield press, database
    finally:
        await database.close()
        await press.close()


async def judged(press: Press, database: Database, found: plan.Plan) -> None:
    healths, wrong, down = {}, [], []
    for source in await database.read(sources.of, EVERYONE):
        outlet = press.outlets[source.name]
        healths[source.name] = source.health
        down += [source.id] if source.down else []
        if await database.read(held.texts, host=outlet.host) != plan.texts(outlet, found.end):
            wrong.append((outlet.host, outlet.habit))
    assert wrong == []
    assert healths == {outlet.host: plan.HEALTHS[outlet.habit] for outlet in found.outlets}
    assert max(press.most_at_once.values()) == 1
    notices = (await database.read(held.everything))["notices"]
    assert sorted((source, kind) for source, kind, _, _ in notices) == [(source, "down") for source in sorted(down)]
