"""A bot in a process of its own, in a Slack in ours: from an envelope to its acknowledgement and to its answer."""

import asyncio
import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

from handlers.manifest import EVENTS, SCOPES, manifest
from handlers.workspace import Running, Workspace, serve
from handlers.workspace.world import Change
from tests.bench.generator import TODAY

CHANNELS = 24
"""Questions go to one channel after another, because the bot keeps Slack's pace of a message a second in each."""
PATIENCE_S = 20.0

QUESTIONS = (
    "Who develops a new fighter jet with Japan?",
    "How much may SAFE lend?",
    "When did the Council adopt SAFE?",
    "What did Poland ask for?",
    "Why did Canada join European defence programmes?",
    "How many soldiers has the European Union trained?",
    "What do Japan and the European Union plan on cyber defence?",
    "Which country blocks sanctions against Russia?",
    "Is Norway part of the European Defence Fund?",
    "What does NATO expect of its members' defence spending?",
)


class Slack:
    """The workspace with a stopwatch."""

    def __init__(self, running: Running) -> None:
        self.workspace: Workspace = running.workspace
        self.running = running
        self.acks: dict[str, list[float]] = defaultdict(list)  # kind of envelope → seconds
        self._sent: dict[str, tuple[str, float]] = {}
        self._first: float | None = None
        self._answered: asyncio.Future[float] | None = None
        self._channels: Iterator[str] = cycle([f"bench-{number}" for number in range(CHANNELS)])
        world = self.workspace.world
        people = {world.bot, world.me}
        for _ in range(CHANNELS):
            world.add_channel(next(self._channels), members=people)
        self.workspace.watchers.append(self._watch)
        world.observers.append(self._observe)

    async def command(self, name: str, text: str) -> float:
        """Type a command; the seconds from its envelope to the answer."""
        channel = next(self._channels)
        return await self._timed(lambda: self.workspace.command(channel, name, text))

    async def question(self, text: str) -> float:
        """Mention the bot with a question; the seconds from the first envelope to the answer in the thread."""
        channel = next(self._channels)
        return await self._timed(lambda: self.workspace.say(channel, f"<@{self.workspace.world.bot}> {text}"))

    async def _timed(self, act: Any) -> float:
        self._first, self._answered = None, asyncio.get_running_loop().create_future()
        async with asyncio.timeout(PATIENCE_S):
            await act()
            at = await self._answered
        assert self._first is not None
        await self.workspace.until(lambda: not self._sent)  # a mention comes twice: let both be acknowledged
        return at - self._first

    def _watch(self, entry: dict[str, Any]) -> None:
        now, name = time.perf_counter(), entry["body"].get("envelope_id", "")
        if entry["direction"] == "out" and name:
            self._first = self._first or now
            self._sent[name] = entry["method"], now
        elif entry["method"] == "ack" and name in self._sent:
            kind, sent = self._sent.pop(name)
            self.acks[kind].append(now - sent)

    def _observe(self, change: Change) -> None:
        if change.kind == "message" and change.post and change.post.body.get("user") == self.workspace.world.bot:
            waiting = self._answered
            if waiting is not None and not waiting.done():
                waiting.set_result(time.perf_counter())


@asynccontextmanager
async def slack() -> AsyncIterator[Slack]:
    """A Slack on this machine."""
    workspace = Workspace.demo(
        manifest()["features"]["slash_commands"], scopes=tuple(SCOPES), subscriptions=EVENTS, ack_timeout=PATIENCE_S
    )
    async with await serve(workspace) as running:
        yield Slack(running)


class Process:
    """A program of ours that runs beside."""

    def __init__(self, process: asyncio.subprocess.Process, began: float) -> None:
        self._process = process
        self.began = began
        self.ready_s = 0.0

    def memory_mb(self) -> tuple[float, float]:
        """Resident memory now, and at its highest."""
        told = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        lines = dict(line.split(":", 1) for line in told.splitlines() if ":" in line)
        return int(lines["VmRSS"].split()[0]) / 1024, int(lines["VmHWM"].split()[0]) / 1024

    def running(self) -> bool:
        """Whether it has not ended by itself."""
        return self._process.returncode is None

    async def ended(self) -> None:
        """Wait until it ends by itself."""
        await self._process.wait()

    async def stop(self) -> None:
        """Ask it to end, and wait."""
        if self.running():
            self._process.send_signal(signal.SIGINT)
            try:
                await asyncio.wait_for(self._process.wait(), 15)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()


async def start(*words: str, environment: dict[str, str] | None = None, quiet: bool = True) -> Process:
    """Start a Python module beside us."""
    began = time.perf_counter()
    sink = asyncio.subprocess.DEVNULL if quiet else None
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *words, stdout=sink, stderr=sink, env={**os.environ, **(environment or {})}
    )
    return Process(process, began)


@asynccontextmanager
async def antici(place: Slack, database: Path) -> AsyncIterator[Process]:
    """Antici on an archive, connected; `ready_s` tells the seconds from its start to Slack's first hello."""
    running = place.running
    environment = {
        "SLACK_BOT_TOKEN": running.bot_token,
        "SLACK_APP_TOKEN": running.app_token,
        "SLACK_API_URL": running.api_url,
        "ANTICI_LOG_LEVEL": "error",
    }
    words = ("bot", "run", "--database", str(database), "--as-of", TODAY.isoformat())
    async with _connected(place, await start(*words, environment=environment)) as process:
        yield process


@asynccontextmanager
async def floor(place: Slack) -> AsyncIterator[Process]:
    """Bolt alone, connected."""
    running = place.running
    words = ("tests.bench.floor", running.api_url, running.bot_token, running.app_token)
    async with _connected(place, await start(*words)) as process:
        yield process


@asynccontextmanager
async def _connected(place: Slack, process: Process) -> AsyncIterator[Process]:
    try:
        await place.workspace.connected(timeout=60)
        process.ready_s = time.perf_counter() - process.began
        yield process
    finally:
        await process.stop()
        await place.workspace.until(lambda: not place.workspace.hub.connections)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of them lies; `values` need no order."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
