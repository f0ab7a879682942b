"""A bot whose digests come by a clock that the test moves; it begins at noon on a Monday."""

from collections.abc import AsyncIterator

import pytest

from handlers.manifest import SCOPES
from handlers.workspace import Running, Workspace, serve
from storage.database import Database
from tests.handlers.simulated import Clock, Round, utc


@pytest.fixture
def moving() -> Clock:
    return Clock(utc("2026-03-02T12:00"))


@pytest.fixture
async def running(moving: Clock) -> AsyncIterator[Running]:
    async with await serve(Workspace.demo(scopes=tuple(SCOPES), clock=moving.seconds)) as served:
        yield served


@pytest.fixture
async def bot(running: Running, database: Database, moving: Clock) -> AsyncIterator[Round]:
    going = Round(running, database, moving)
    await going.start()
    yield going
    if going.up:
        await going.kill()
