"""A gatherer at work on the press, in a time of its own that leaps from one visit to the next."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from bot.fetch import Fetcher
from bot.sources.gathering import Gatherer
from storage import sources
from storage.database import Database
from storage.models import EVERYONE
from tests.press.server import HERE, Here, Press

SECOND = timedelta(seconds=1)


class Time:
    """A clock that is set."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now


async def here(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """CPU work in this thread."""
    return function(*args, **kwargs)


async def at_once(seconds: float) -> None:
    """A pause in a time that does not pass."""
    await asyncio.sleep(0)


@asynccontextmanager
async def gathering(database: Database, time: Time, *, patience: float = 5.0) -> AsyncIterator[Gatherer]:
    """A gatherer that may go to the press."""
    fetcher = Fetcher(inside={HERE}, resolver=Here(), largest=300_000, patience=patience)
    async with fetcher:
        yield Gatherer(database, fetcher, here, clock=time, sleep=at_once)


async def live(gatherer: Gatherer, time: Time, until: datetime) -> None:
    """Let it work until then."""
    while True:
        wake = await gatherer.once()
        if wake is None or wake > until:
            time.now = until
            return
        time.now = max(wake, time.now + SECOND)


async def add(database: Database, press: Press, now: datetime) -> None:
    """All outlets of the press as sources."""
    for host in press.outlets:
        url = press.url(host)
        await database.write(
            sources.add, audience=EVERYONE, given=url, url=url, kind="feed", name=host, publisher=None, now=now
        )
