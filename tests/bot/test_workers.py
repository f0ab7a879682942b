"""What is read in other processes: the same as here; and what hangs or breaks costs itself alone."""

import asyncio
import contextlib
import multiprocessing
import os
import re
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.incoming.drafting import Undigested
from bot.incoming.workers import Workers
from bot.reading import Raw
from storage.models import EVERYONE

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NEWS = b"A quay is built\n\nThe harbour builds a quay. Japan pays for it.\n"


def never_ends() -> bool:
    """Holds the interpreter's lock, as a bad pattern does: nothing in this process can stop it."""
    return re.match(r"(a+)+$", "a" * 40 + "b") is not None


def breaks() -> None:
    os._exit(3)


def wrong() -> None:
    raise LookupError("no such thing")


def starves() -> None:
    raise MemoryError


def is_killed(times: int, mark: Path) -> int:
    """Ends as by the machine's own hand, so many times."""
    before = len(mark.read_text()) if mark.exists() else 0
    if before < times:
        mark.write_text("x" * (before + 1))
        os.kill(os.getpid(), signal.SIGKILL)
    return before


def one() -> int:
    return 1


async def test_workers_in_processes_say_what_workers_in_threads_say() -> None:
    raws = [Raw(name="a.txt", content=NEWS), Raw(name="empty.txt", content=b"")]
    async with Workers() as threads, Workers(processes=1) as processes:
        for raw in raws:
            here, there = await threads.digest(raw, EVERYONE, NOW), await processes.digest(raw, EVERYONE, NOW)
            assert here == there
            assert await threads.read(raw, NOW.date()) == await processes.read(raw, NOW.date())
    assert not multiprocessing.active_children()


def test_many_inputs_get_many_processes_and_few_get_one() -> None:
    assert Workers.for_inputs(3).count == Workers.for_inputs(0).count == 1
    assert Workers.for_inputs(1000).count == os.cpu_count()


@pytest.mark.parametrize(
    ("name", "content", "processes"),
    [
        ("a.txt", NEWS, 0),
        ("a.md", b"# A quay is built\n\nThe harbour builds a quay.\n", 0),
        ("a.json", b'{"title": "A quay", "text": "The harbour builds a quay."}', 0),
        ("empty.txt", b"", 0),
        ("long.txt", NEWS * 3000, 1),
        ("a.html", b"<html><body><p>The harbour builds a quay.</p></body></html>", 1),
        ("a.pdf", b"%PDF-1.7", 1),
    ],
)
async def test_a_few_plain_texts_wait_for_no_process(name: str, content: bytes, processes: int) -> None:
    async with Workers.for_inputs(1) as workers:
        await workers.read(Raw(name=name, content=content), NOW.date())
        assert len(multiprocessing.active_children()) == processes


async def test_what_hangs_or_breaks_costs_itself_alone() -> None:
    async with Workers(processes=1, limit_s=20) as workers:
        assert await workers.call(one) == 1
        broken = await workers.call(breaks)
        assert isinstance(broken, Undigested)
        assert "broke" in broken.reason
        with pytest.raises(LookupError, match="no such thing"):
            await workers.call(wrong)
        assert await workers.call(one) == 1
    async with Workers(processes=1, limit_s=3) as workers:
        hung = await workers.call(never_ends)
        assert isinstance(hung, Undigested)
        assert hung.reason == "It took longer than 3 seconds to read, and was given up."
    assert not multiprocessing.active_children()


async def test_a_text_whose_worker_was_killed_gets_another_one_once(tmp_path: Path) -> None:
    async with Workers(processes=1) as workers:
        assert await workers.call(is_killed, 1, tmp_path / "once") == 1
        assert isinstance(await workers.call(is_killed, 2, tmp_path / "twice"), Undigested)
        hungry = await workers.call(starves)
        assert isinstance(hungry, Undigested)
        assert "too much memory" in hungry.reason


async def test_the_start_of_a_worker_is_no_time_of_the_text() -> None:
    async with Workers(processes=1, limit_s=1) as workers:
        assert await workers.call(one) == 1


async def test_whoever_stops_waiting_leaves_a_pool_that_goes_on() -> None:
    async with Workers(processes=1) as workers:
        assert await workers.call(one) == 1
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(workers.call(never_ends), 0.3)
        assert await workers.call(one) == 1
    assert not multiprocessing.active_children()


PARENT = """
import asyncio, os
from bot.incoming.workers import Workers
from tests.bot.test_workers import never_ends

async def main():
    async with Workers(processes=2, limit_s=2) as workers:
        pids = await asyncio.gather(workers.call(os.getpid), workers.call(os.getpid))
        busy = asyncio.create_task(workers.call(never_ends))
        await asyncio.sleep(0.3)
        print(*pids, flush=True)
        await busy

if __name__ == "__main__":
    asyncio.run(main())
"""


async def test_a_parent_that_is_killed_leaves_no_workers_behind(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = await asyncio.create_subprocess_exec(
        sys.executable, str(script), stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert parent.stdout is not None
    pids = [int(pid) for pid in (await parent.stdout.readline()).split()]
    parent.kill()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(parent.communicate(), 20)  # ends when nobody holds its output any more
    left = [pid for pid in pids if _lives(pid)]
    for pid in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    assert len(pids) == 2
    assert not left


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
