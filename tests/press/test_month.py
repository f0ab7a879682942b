"""A month of hundreds of outlets; and one in which the process is killed at random moments and nothing is otherwise."""

import asyncio
import random
import socket
import sys
from pathlib import Path

import pytest

from tests.bot.making import opened
from tests.press import held, month, plan
from tests.press.judging import judged, lived


@pytest.mark.slow
async def test_three_hundred_sources_for_a_month(tmp_path: Path) -> None:
    found = plan.planned(300, days=30)
    async with lived(tmp_path / "press.db", found) as (press, database):
        await judged(press, database, found)


@pytest.mark.slow
async def test_killed_at_random_moments_it_ends_the_same(tmp_path: Path) -> None:
    port, draw = free_port(), random.Random(11)
    ends = []
    for name, patient in (("whole", True), ("killed", False)):
        folder = tmp_path / name
        folder.mkdir()
        deaths = 0
        while True:
            process = await asyncio.create_subprocess_exec(sys.executable, "-m", month.__name__, str(folder), str(port))
            try:
                async with asyncio.timeout(None if patient else draw.uniform(2.0, 6.0)):
                    assert await process.wait() == 0
                break
            except TimeoutError:
                process.kill()
                await process.wait()
                deaths += 1
        assert patient or deaths > 3
        database = await opened(folder / "press.db")
        ends.append(await database.read(held.everything))
        await database.close()
    assert ends[0] == ends[1]


def free_port() -> int:
    with socket.socket() as held_by_us:
        held_by_us.bind(("127.0.0.1", 0))
        return int(held_by_us.getsockname()[1])
