"""Time that passes when a test says so, and a bot that goes its round in it, to be killed and started at will."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from bot import catalogue
from bot.desk import Desk
from bot.digests.rounds import Rounds
from bot.incoming import drafting, ingest
from bot.reading import Raw
from handlers import measures
from handlers.commands.digests import Publisher
from handlers.connection import web_client
from handlers.delivery import Delivery
from handlers.speaking import Voice
from handlers.workspace import Running
from storage.database import Database
from storage.models import EVERYONE, Audience


def utc(moment: str) -> datetime:
    """An instant, as `2026-10-19T06:00`."""
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


class Clock:
    """Stands still until it is set forward; whoever sleeps by it is woken in order, one at a time."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._sleepers: list[tuple[datetime, asyncio.Future[None]]] = []
        self._lain_down = asyncio.Event()

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        """As the workspace wants it."""
        return self.now.timestamp()

    async def sleep(self, seconds: float) -> None:
        """Until the clock is set so far."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.now + timedelta(seconds=seconds), future))
        self._lain_down.set()
        await future

    async def asleep(self) -> None:
        """Wait until somebody sleeps: until whoever was woken has done its work."""
        async with asyncio.timeout(20):
            while not self._waiting():
                self._lain_down.clear()
                await self._lain_down.wait()

    async def to(self, moment: datetime, *, somebody: bool = True) -> None:
        """Set the clock forward; with nobody asleep nobody is waited for."""
        for _ in range(10):  # whoever has been called rises first
            await asyncio.sleep(0)
        while somebody:
            await self.asleep()
            due, future = min(self._waiting(), key=lambda sleeper: sleeper[0])
            if due > moment:
                break
            self.now = max(self.now, due)
            future.set_result(None)
            await asyncio.sleep(0)
        self.now = moment

    def _waiting(self) -> list[tuple[datetime, asyncio.Future[None]]]:
        self._sleepers = [sleeper for sleeper in self._sleepers if not sleeper[1].done()]
        return self._sleepers


class Round:
    """A bot that only posts digests, against a served workspace."""

    def __init__(self, running: Running, database: Database, clock: Clock) -> None:
        self.running = running
        self.database = database
        self.clock = clock
        self.desk = Desk(database, catalogue.load(), clock)
        self._task: asyncio.Task[None] | None = None
        self.session: aiohttp.ClientSession | None = None

    @property
    def up(self) -> bool:
        """Whether it runs."""
        return self._task is not None

    async def start(self) -> None:
        """Start it, as after a boot: it remembers nothing but what the archive holds."""
        self.session = aiohttp.ClientSession()
        self.client = client = web_client(self.session, api_url=self.running.api_url, token=self.running.bot_token)
        self.desk = Desk(self.database, catalogue.load(), self.clock)
        delivery = Delivery(self.database, Voice(client, self.session, pace_s=0.0), self.clock)
        team = self.running.workspace.world.team
        rounds = Rounds(
            self.desk, Publisher(delivery), team=team, sleep=self.clock.sleep, look_s=1_800, counted=measures.digest
        )
        self._task = asyncio.create_task(rounds.run())

    async def kill(self) -> None:
        """End it in the middle of whatever it does."""
        assert self._task is not None and self.session is not None
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self.session.close()
        self._task = None

    async def to(self, moment: datetime) -> None:
        """Let time pass."""
        await self.clock.to(moment, somebody=self.up)


async def keep(database: Database, text: str, now: datetime, *, audience: Audience = EVERYONE) -> str:
    """Put an article into the archive at this moment; what became of it."""

    async def digest(raw: Raw, seen_by: Audience, at: datetime) -> Any:
        return drafting.digest(raw, seen_by, at)

    async def inputs() -> AsyncIterator[tuple[str, Raw]]:
        yield "one", Raw(name="one.txt", content=text.encode())

    [kept] = [one async for one in ingest.ingest(inputs(), database, audience=audience, now=lambda: now, run=digest)]
    return kept.outcome


def heading(message: dict[str, Any]) -> str:
    """The title of a post."""
    return next((str(block["text"]["text"]) for block in message.get("blocks", []) if block["type"] == "header"), "")
