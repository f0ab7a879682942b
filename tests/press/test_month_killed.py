"""A month of the press in which the process is killed at random moments, and nothing is otherwise for it."""

import asyncio
import random
import socket
import sys
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.bot.making import opened
from tests.press import held, month, plan

KILLS = 12


@pytest.mark.slow
async def test_killed_at_random_moments_it_ends_the_same(tmp_path: Path) -> None:
    port, draw = free_port(), random.Random(11)
    moments = sorted(draw.uniform(0.0, month.DAYS) for _ in range(KILLS))
    ends = []
    for name, deaths in (("whole", []), ("killed", moments)):
        folder = tmp_path / name
        folder.mkdir()
        for day in deaths:
            process = await begun(folder, port)
            await reached(folder, plan.START + timedelta(days=day), process)
            await asyncio.sleep(draw.uniform(0.0, 0.4))
            assert process.returncode is None, "it ended before it was killed"
            process.kill()
            await process.wait()
        assert await (await begun(folder, port)).wait() == 0
        database = await opened(folder / "press.db")
        ends.append(await database.read(held.everything))
        await database.close()
    assert ends[0] == ends[1]


async def begun(folder: Path, port: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(sys.executable, "-m", month.__name__, str(folder), str(port))


async def reached(folder: Path, moment: datetime, process: asyncio.subprocess.Process) -> None:
    """Wait until that moment of the month has come, however slow the machine is."""
    file = folder / "reached"
    while not (file.exists() and datetime.fromisoformat(file.read_text()) >= moment):
        with suppress(TimeoutError):
            async with asyncio.timeout(0.02):
                await process.wait()
                return


def free_port() -> int:
    with socket.socket() as held_by_us:
        held_by_us.bind(("127.0.0.1", 0))
        return int(held_by_us.getsockname()[1])
