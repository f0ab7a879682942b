"""Antici in a Slack on this machine: the real Bolt over a real socket, the real desk on a small real archive."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from bot import catalogue
from bot.desk import Desk
from bot.fetch import Fetcher
from bot.incoming import drafting, ingest
from bot.incoming.intake import Intake
from bot.reading import Raw
from handlers import connection
from handlers.manifest import manifest
from handlers.workspace import Running, Workspace, registered, serve
from storage.database import Database
from storage.models import EVERYONE, Audience

ARTICLES = (
    "date 2024-11-01\nEU and Japan announce a partnership\n\n"
    "The European Union and Japan announced a Security and Defence Partnership in Tokyo. "
    "The partnership covers maritime security, cyber defence and hybrid threats. "
    "Japan is the first country in the Indo-Pacific to have such a partnership with the European Union.",
    "date 2025-05-27\nCouncil adopts SAFE\n\n"
    "The Council adopted Security Action for Europe (SAFE) on 27 May 2025. "
    "SAFE offers up to EUR 150 billion in loans to Member States. "
    "Poland asked for the largest share of the SAFE loans.",
    "date 2023-12-14\nThree countries sign the fighter treaty\n\n"
    "Japan, the United Kingdom and Italy develop a new fighter jet together in the Global Combat Air Programme. "
    "The three countries signed the treaty in Tokyo on 14 December 2023.",
)


PATIENCE_S = 30.0


@dataclass
class Bot:
    """A bot that runs, and where it runs. It is waited for generously: a reader's process takes seconds to start."""

    workspace: Workspace
    running: Running
    database: Database
    desk: Any
    stop: asyncio.Event
    task: asyncio.Task[None]

    async def inbox(self) -> list[dict[str, Any]]:
        """Every row, oldest first."""
        return await self.database.read(lambda db: list(db.query("select * from inbox order by id")))

    async def kept(self, count: int) -> list[dict[str, Any]]:
        """The inbox, once it has so many rows."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                if len(rows := await self.inbox()) >= count:
                    return rows
                await asyncio.sleep(0.01)

    async def ended(self, count: int = 1) -> list[dict[str, Any]]:
        """The inbox, once so many calls have ended."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                rows = await self.inbox()
                if sum(row["state"] != "open" for row in rows) >= count:
                    return rows
                await asyncio.sleep(0.01)

    async def told(self, channel: str, ts: str, count: int = 1) -> list[dict[str, Any]]:
        """The replies in a thread, once there are so many."""
        found = self.workspace.replies
        return await self.workspace.until(
            lambda: replies if len(replies := found(channel, ts)) >= count else [], timeout=PATIENCE_S
        )

    async def shown(self, channel: str, count: int = 1) -> list[dict[str, Any]]:
        """What only you see in a channel, once there is so much."""
        found = self.workspace.ephemerals
        return await self.workspace.until(
            lambda: seen if len(seen := found(channel)) >= count else [], timeout=PATIENCE_S
        )


Start = Callable[..., Any]


def plainly(message: dict[str, Any]) -> str:
    """All that a person reads in a message, block after block."""
    parts: list[str] = []

    def read(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("text"), str):
                parts.append(value["text"])
            for key, inner in value.items():
                if key != "value":
                    read(inner)
        elif isinstance(value, list):
            for inner in value:
                read(inner)

    read(message.get("blocks") or {"text": message["text"]})
    return "\n".join(parts)


def buttons(message: dict[str, Any]) -> dict[str, str]:
    """The buttons of a message: label → action id."""
    return {
        element["text"]["text"]: element["action_id"]
        for block in message.get("blocks", [])
        if block["type"] == "actions"
        for element in block["elements"]
        if element["type"] == "button"
    }


async def keep(database: Database, *texts: str, audience: Audience = EVERYONE, outcome: str = "added") -> None:
    """Put articles into the archive; `outcome` is what becomes of each."""

    async def digest(raw: Raw, audience: Audience, now: datetime) -> Any:
        return drafting.digest(raw, audience, now)

    async def inputs() -> AsyncIterator[tuple[str, Raw]]:
        for number, text in enumerate(texts):
            yield str(number), Raw(name=f"{number}.txt", content=text.encode())

    now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    async for kept in ingest.ingest(inputs(), database, audience=audience, now=lambda: now, run=digest):
        assert kept.outcome == outcome, kept


@pytest.fixture
async def desk(database: Database, clock: Callable[[], datetime]) -> AsyncIterator[Desk]:
    """The real desk over a small archive."""
    await keep(database, *ARTICLES)
    intake = Intake(database, clock, fetcher=lambda: Fetcher(inside={"127.0.0.1"}))
    yield Desk(database, catalogue.load(), clock, intake=intake)
    await intake.close()


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    """The workspace, served."""
    commands, granted = registered(manifest())
    workspace = Workspace.demo(commands, ack_timeout=1.5, retry_delays=(0.0, 0.05, 0.05), **granted)
    async with await serve(workspace) as served:
        yield served


@pytest.fixture
def workspace(running: Running) -> Workspace:
    """The workspace itself."""
    return running.workspace


@pytest.fixture
def start(running: Running, database: Database) -> Start:
    """Starts a bot: `async with start(desk) as bot`; it is stopped in order at the end."""

    @asynccontextmanager
    async def starting(desk: Any, *, orderly: bool = True, **settings: Any) -> AsyncIterator[Bot]:
        stop, ready = asyncio.Event(), asyncio.Event()
        work: Awaitable[None] = connection.run(
            bot_token=running.bot_token,
            app_token=running.app_token,
            api_url=running.api_url,
            database=database,
            desk=desk,
            clock=lambda: datetime.now(UTC),
            stop=stop,
            ready=ready,
            **{"pace_s": 0.0, **settings},
        )
        task = asyncio.ensure_future(work)
        bot = Bot(running.workspace, running, database, desk, stop, task)
        try:
            waiting = asyncio.ensure_future(ready.wait())
            await asyncio.wait([waiting, task], return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                waiting.cancel()
                task.result()
            await running.workspace.connected()
            yield bot
        finally:
            stop.set()
            if orderly:
                await task

    return starting


@pytest.fixture
async def bot(start: Start, desk: Desk) -> AsyncIterator[Bot]:
    """A bot at work."""
    async with start(desk) as at_work:
        yield at_work
