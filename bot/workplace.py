"""A place to work: the settings, the archive opened, a desk upon it. What every command begins with."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path

from bot import archive, catalogue
from bot.desk import Desk
from bot.errors import BadRequest, ParseError, StorageError
from bot.incoming import inputs
from bot.model import writer
from bot.records import Census
from bot.settings import load
from bot.vectors import finding
from storage import items, sources, upkeep
from storage.database import Database
from storage.models import EVERYONE
from storage.tenancy import Tenancy

TAKE_OVER_S = 30.0
"""As long as one that was asked to go may take for the answers in flight."""
LOOK_S = 0.1


class Workplace:
    """The archive and the desk upon it. Made by `opened`; `now` is the moment of asking."""

    def __init__(self, database: Database, desk: Desk) -> None:
        self.database = database
        self.desk = desk
        self.now = desk.clock

    async def keep(self, names: Iterable[str]) -> None:
        """Keep files in the archive without a word.

        Raises:
            ParseError: one of them cannot be read.
        """
        from bot.fetch import Fetcher
        from bot.incoming.ingest import ingest
        from bot.incoming.workers import Workers

        async with Workers() as workers, Fetcher() as fetcher:
            found = inputs.expand(list(names), fetch=fetcher.get, standard_input=bytes)
            async for one in ingest(found, self.database, audience=EVERYONE, now=self.now, run=workers.digest):
                if one.outcome == "failed":
                    raise ParseError(f"{one.input}: {one.reason}")

    @asynccontextmanager
    async def alone(self, *, wait_s: float = TAKE_OVER_S) -> AsyncIterator[None]:
        """Be the one bot that answers from this archive; whoever is about to go is waited for.

        Raises:
            StorageError: somebody else is, and stays.
        """
        tenancy = Tenancy(self.database.path)
        for _ in range(1 + round(wait_s / LOOK_S)):
            if tenancy.taken():
                break
            await asyncio.sleep(LOOK_S)
        else:
            raise StorageError(
                "Another Antici is in Slack with this archive; stop it first, or give this one another archive."
            )
        try:
            yield
        finally:
            tenancy.leave()

    async def backup(self, target: Path) -> int:
        """A consistent copy of the archive, also while others write to it; its size in bytes.

        Raises:
            StorageError: it cannot be written there.
        """
        return await self.database.read(upkeep.backup, target=target)

    async def for_the_demo(self) -> None:
        """Make sure that this is an archive in which the demo's articles mix with no others.

        Raises:
            BadRequest: it holds articles of somebody's own.
        """
        if count := await self.database.read(upkeep.own_articles):
            raise BadRequest(
                f"{self.database.path} holds {count} articles of your own, among which the demo's would stay. "
                "Leave --database out, or name a new file."
            )

    async def problems(self) -> list[str]:
        """What is wrong with the archive, in words for its operator.

        Raises:
            StorageError: it cannot be read.
        """
        return await self.database.read(upkeep.problems)

    async def census(self) -> Census:
        """How much the archive holds.

        Raises:
            StorageError: it cannot be read.
        """
        articles, failing = await self.database.read(upkeep.counts)
        by_health = await self.database.read(sources.census)
        return Census(
            articles=articles,
            sources_failing=failing,
            sources=tuple(by_health.items()),
            items_owed=await self.database.read(items.owed),
            visit_due=await self.database.read(sources.next_at),
        )


@asynccontextmanager
async def opened(path: Path | None, as_of: date | None) -> AsyncIterator[Workplace]:
    """The archive at `path`, or where the settings say, with a desk that answers as of that day.

    Raises:
        SettingsError: the settings cannot be used.
        StorageError: the archive cannot be opened.
    """
    known = catalogue.load()
    settings = load()
    database = await archive.opened(path or settings.database, known)
    desk = Desk(
        database, known, clock(as_of),
        writer=writer.of(database, known, settings), finder=finding.of(database, settings),
    )  # fmt: skip
    try:
        yield Workplace(database, desk)
    finally:
        if desk.writer is not None:
            await desk.writer.close()
        if desk.finder is not None:
            await desk.finder.close()
        await desk.intake.close()
        await database.close()


def clock(as_of: date | None) -> Callable[[], datetime]:
    """The moment of asking: the machine's, or the end of the day named."""
    if as_of is None:
        return lambda: datetime.now(UTC)
    moment = datetime.combine(as_of, time(23, 59, 59), UTC)
    return lambda: moment
