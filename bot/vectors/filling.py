"""Articles without vectors are encoded, the newest first, while nothing else is to be done. Survives any end.

What is owed is told by the archive itself, so that a killed process loses the one article it was at.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date

import structlog

from bot.errors import AnticiError
from bot.vectors.finding import Finder
from bot.vectors.joining import join
from bot.vectors.stretches import cut
from storage import vectors
from storage.tenancy import ENCODER, Tenancy

TOGETHER = 8
"""Articles that are fetched at a time."""

LOOK_S = 5.0
"""Between two looks for what came; by then what is quoted from it is long answered by its words."""

log = structlog.get_logger(__name__)


class Filling:
    """Encodes what is owed, from the newest article to the oldest, and again from the newest when one came."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._newest = -1
        self._before: int | None = None

    async def once(self) -> int:
        """Encode a few of the articles that are owed their vectors; returns how many were looked at."""
        database, model = self._finder.database, self._finder.model.name
        newest = await database.read(vectors.newest)
        if newest != self._newest:
            self._newest, self._before = newest, None
        owed = await database.read(vectors.owed, model=model, before=self._before, limit=TOGETHER)
        for one in owed:
            stretches = await self._encoded(one)
            if stretches is not None:
                await database.write_in_turn(
                    vectors.enter, article=one.article, revision=one.revision, model=model, stretches=stretches
                )
                await join(self._finder, one.article)
            self._before = one.article
            if self._finder.broken:
                break
        return len(owed)

    async def run(self) -> None:
        """Encode whatever comes, until cancelled or broken."""
        while not self._finder.broken:
            try:
                looked = await self.once()
            except AnticiError as error:
                log.warning("no vectors are kept for now", reason=error.public)
                looked = 0
            if not looked:
                await asyncio.sleep(LOOK_S)

    async def _encoded(self, one: vectors.Owed) -> bytes | None:
        """The vectors of an article, a stretch at a time, so that a question need not wait for all of it."""
        found = []
        for stretch in cut(one.title, one.text, one.sentences):
            vector = await self._finder.encoded([stretch])
            if vector is None:
                return None
            found.append(vector)
        return b"".join(found)


@asynccontextmanager
async def beside(finder: Finder | None, *, until: Callable[[], date] | None = None) -> AsyncIterator[None]:
    """Fill while something else is done; whatever is under way at its end is done at the next start.

    `until` gives the day as of which questions are asked meanwhile; None: nobody asks.
    """
    if finder is None:
        yield
        return
    task = asyncio.create_task(_fill(finder, until))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _fill(
    finder: Finder, until: Callable[[], date] | None, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    if until is not None:
        await finder.ready(until=until())
    tenancy = Tenancy(finder.database.path, ENCODER)
    try:
        while not tenancy.taken():
            await sleep(LOOK_S)
        await Filling(finder).run()
    finally:
        tenancy.leave()
