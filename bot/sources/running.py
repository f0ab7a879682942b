"""The round of the sources beside whatever else the process does: one at a time for an archive. Decides nothing."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import structlog

from bot.settings import Settings
from storage.tenancy import GATHERER, Tenancy

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.sources.gathering import Gatherer, Watches

TURN_S = 5.0
"""Between two looks at whether the gatherer before us has gone."""

END_S = 5.0

log = structlog.get_logger(__name__)


@asynccontextmanager
async def equipped(
    desk: "Desk",
    settings: Settings,
    *,
    watch: "Watches | None" = None,
    inside: Collection[str] = (),
    allow_private: bool = False,
    processes: int = 1,
) -> AsyncIterator["Gatherer"]:
    """A gatherer for the desk's archive; and the desk looks at once at what is added. `inside`: see `Fetcher`."""
    from bot.fetch import Fetcher
    from bot.incoming.workers import Workers
    from bot.sources.gathering import Gatherer
    from bot.sources.looking import Looks

    fetching = Fetcher(contact=settings.contact, inside=inside, allow_private=allow_private)
    async with fetching as fetcher, Workers(processes=processes) as workers:
        desk.watching.watch_with(Looks(fetcher, workers.call, clock=desk.clock))
        yield Gatherer(desk.database, fetcher, workers.call, clock=desk.clock, watch=watch, woken=desk.watching.changed)


@asynccontextmanager
async def in_turn(desk: "Desk", *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> AsyncIterator[None]:
    """Be the one gatherer of the archive; whoever is it now is waited for."""
    tenancy = Tenancy(desk.database.path, GATHERER)
    waited = False
    while not tenancy.taken():
        if not waited:
            log.info("another process gathers for this archive; waiting for it to go")
        waited = True
        await sleep(TURN_S)
    try:
        yield
    finally:
        tenancy.leave()


def is_on(desk: "Desk") -> bool:
    """Whether some process gathers for this archive now."""
    tenancy = Tenancy(desk.database.path, GATHERER)
    free = tenancy.taken()
    tenancy.leave()
    return not free


async def round_now(desk: "Desk", gatherer: "Gatherer") -> bool:
    """Do all that is due now; False when another process gathers for this archive, and does that."""
    tenancy = Tenancy(desk.database.path, GATHERER)
    if not tenancy.taken():
        return False
    try:
        await gatherer.once()
    finally:
        tenancy.leave()
    return True


@asynccontextmanager
async def beside(
    desk: "Desk", settings: Settings, *, watch: "Watches | None" = None, allow_private: bool = False
) -> AsyncIterator[None]:
    """Gather while something else is done; what is under way at its end is finished, or left for the next start."""
    task = asyncio.create_task(_gather(desk, settings, watch, allow_private=allow_private))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _gather(desk: "Desk", settings: Settings, watch: "Watches | None", *, allow_private: bool) -> None:
    async with equipped(desk, settings, watch=watch, allow_private=allow_private) as gatherer, in_turn(desk):
        try:
            await gatherer.run()
        finally:
            await gatherer.end(END_S)
