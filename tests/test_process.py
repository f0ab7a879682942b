"""The bot as a process of its own: it starts, says how it does, is asked to go, and lets nobody else in beside it."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from handlers.manifest import EVENTS, SCOPES, manifest
from handlers.workspace import Running, Workspace, serve

Process = asyncio.subprocess.Process


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    workspace = Workspace.demo(manifest()["features"]["slash_commands"], scopes=tuple(SCOPES), subscriptions=EVENTS)
    async with await serve(workspace) as served:
        yield served


async def antici(running: Running, archive: Path, **settings: str) -> Process:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "ANTICI_"))}
    environment |= {
        "SLACK_BOT_TOKEN": running.bot_token, "SLACK_APP_TOKEN": running.app_token, "SLACK_API_URL": running.api_url,
        "ANTICI_DATABASE": str(archive), "ANTICI_HEALTH_PORT": "off", **settings,
    }  # fmt: skip
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment, stderr=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
    )  # fmt: skip


async def left(process: Process) -> tuple[int, str]:
    """How it ended, and what it said."""
    async with asyncio.timeout(60):
        _, said = await process.communicate()
    assert process.returncode is not None
    return process.returncode, said.decode()


async def test_asked_to_go_it_finishes_what_it_has_begun(running: Running, tmp_path: Path) -> None:
    workspace = running.workspace
    process = await antici(running, tmp_path / "archive.db")
    await workspace.connected(2, timeout=60)
    workspace.faults.slow("chat.postMessage", 1.0, times=2)
    asked = [await workspace.say(channel, "@Antici help") for channel in ("general", "cabinet")]
    await workspace.until(lambda: workspace.faults.counts["chat.postMessage"] == 2, timeout=20)
    process.send_signal(signal.SIGTERM)
    code, said = await left(process)
    assert code == 0
    assert [len(workspace.replies(channel, ts)) for channel, ts in zip(("general", "cabinet"), asked, strict=True)] == [
        1, 1,
    ]  # fmt: skip
    events = [json.loads(line)["event"] for line in said.splitlines()]
    assert events[-1] == "gone" and "waiting for answers" in events and events.count("ended") == 2


async def test_one_at_a_time_and_each_says_how_it_does(running: Running, tmp_path: Path) -> None:
    first = await antici(running, tmp_path / "archive.db", ANTICI_HEALTH_PORT="0")
    assert first.stderr is not None
    async with asyncio.timeout(60):
        told = json.loads(await first.stderr.readline())
    await running.workspace.connected(2, timeout=60)
    second = await antici(running, tmp_path / "archive.db")
    async with aiohttp.ClientSession() as session, session.get(f"{told['url']}/readyz") as response:
        assert (await response.json())["ready"] is True
    await asyncio.sleep(2)
    assert second.returncode is None and len(running.workspace.hub.connections) == 2, "it waits for its turn"
    first.kill()
    await left(first)
    await running.workspace.until(lambda: running.workspace.hub.opened >= 4, timeout=60)
    second.send_signal(signal.SIGTERM)
    assert (await left(second))[0] == 0
