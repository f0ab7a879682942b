"""kill -9 at two hundred random moments: what was acknowledged is answered once and kept once, nothing is said twice.

The bot (`antici run`) and the reading of articles (`antici ingest`) are processes of their own on one archive, killed
again and again while people ask; the workspace lives in this process and survives. What only one person sees cannot
be looked up by the bot: it may come twice, and then the second says so.
"""

import asyncio
import json
import os
import random
import re
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any

import pytest

from handlers.delivery import AGAIN
from handlers.manifest import EVENTS, SCOPES, manifest
from handlers.workspace import Running, Workspace, serve
from storage import upkeep
from storage.database import Database

ROOT = Path(__file__).parent.parent
SEED = 20261124
LIVES = 130  # of the bot
READINGS = 70
CHANNELS = 80  # the bot posts no more than a message a second in each
SPARES = 2
BACKLOG = 40  # a bot that hardly gets to live must not fall behind for ever
OPEN = "select count(*) from inbox where state = 'open'"

READY = (
    "import sys; import bot.__main__ as antici; import bot.catalogue; "
    "import bot.incoming.ingest, bot.incoming.workers; "
    "import handlers.shell.running, handlers.shell.gathering, handlers.shell.keeping; "
    "import handlers.connection; from bot.sources import running; bot.catalogue.load(); "
    "sys.stdin.readline(); sys.argv[:] = {arguments!r}; antici.main()"
)
"""The command as it is, but that it waits for a line once Python has read all the code: restarts are quick."""


class Processes:
    """Runs of one command; the next ones are loaded beforehand."""

    def __init__(self, arguments: list[str], environment: dict[str, str], errors: Path) -> None:
        self.code = READY.format(arguments=["antici", *arguments])
        self.environment = environment
        self.errors = errors
        self.spares: list[asyncio.subprocess.Process] = []

    async def begun(self, *more: str) -> asyncio.subprocess.Process:
        while len(self.spares) <= SPARES:
            self.spares.append(await self._loaded())
        process = self.spares.pop(0)
        assert process.stdin is not None
        process.stdin.write(b"\n")
        await process.stdin.drain()
        return process

    async def close(self) -> None:
        for process in self.spares:
            process.kill()
            await process.wait()

    async def _loaded(self) -> asyncio.subprocess.Process:
        with self.errors.open("ab") as errors:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-c", self.code,
                cwd=ROOT, env=self.environment, stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE, stderr=errors, limit=1 << 20,
            )  # fmt: skip


class Acknowledgements:
    """Which messages and commands the bot has acknowledged, as the workspace heard it."""

    def __init__(self, workspace: Workspace) -> None:
        self.asked: dict[str, str] = {}
        self.names: set[str] = set()
        workspace.watchers.append(self._watch)

    def _watch(self, entry: dict[str, Any]) -> None:
        body = entry["body"]
        if entry["method"] == "slash_commands":
            self.asked[body["envelope_id"]] = body["payload"]["text"]
        elif entry["method"] == "events_api":
            event = body["payload"]["event"]
            if event["type"] in ("message", "app_mention") and event.get("user") and not event.get("bot_id"):
                self.asked[body["envelope_id"]] = event["ts"]
        elif entry["method"] == "ack" and body["envelope_id"] in self.asked:
            self.names.add(self.asked[body["envelope_id"]])


class Trial:
    """The bot's lives, the readings, and people who go on asking all the while."""

    def __init__(self, folder: Path, running: Running) -> None:
        self.random = random.Random(SEED)
        self.running = running
        self.workspace = running.workspace
        self.path = folder / "archive.db"
        self.acknowledged = Acknowledgements(self.workspace)
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "ANTICI_"))},
            "SLACK_BOT_TOKEN": running.bot_token,
            "SLACK_APP_TOKEN": running.app_token,
            "SLACK_API_URL": running.api_url,
            "ANTICI_HEALTH_PORT": "off",
            "ANTICI_LOG_LEVEL": "warning",
        }
        self.errors = folder / "errors.log"
        self.articles = [_article(folder, number) for number in range(45)]
        self.bots = Processes(["run", "--database", str(self.path)], environment, self.errors)
        files = [str(folder / "articles")]
        self.readers = Processes(["ingest", "--json", "--database", str(self.path), *files], environment, self.errors)
        self.said: list[str] = []  # every `ts` of a question
        self.typed: list[str] = []  # what identifies a command
        self.read: set[str] = set()  # titles of which a reader has said that they are kept
        self.interrupted: Counter[str] = Counter()
        self.busy = False

    async def ask(self) -> None:
        """One person says or types something, and Slack is not always at its best."""
        dice, workspace = self.random, self.workspace
        channel = f"c{dice.randrange(CHANNELS)}"
        fault = dice.random()
        if fault < 0.05:
            workspace.faults.cut("chat.postMessage", when=dice.choice(["before", "after"]))
        elif fault < 0.30:
            workspace.faults.slow("chat.postMessage", dice.uniform(0.02, 0.2))
        elif fault < 0.35:
            workspace.faults.slow("response_url", dice.uniform(0.02, 0.2))
        elif fault < 0.40:
            workspace.faults.duplicate()
        if dice.random() < 0.25:
            name = f"Unheardof{len(self.typed)}x"
            self.typed.append(name)
            await workspace.command(channel, "/actor", name)
        elif dice.random() < 0.04:
            self.said.append(await workspace.say(workspace.dm(), "help"))
        else:
            question = dice.choice(["help", "Who signed the treaty?", "And what of Atlantis?"])
            self.said.append(await workspace.say(channel, f"@Antici {question}"))

    async def people(self) -> None:
        """Ask as long as the trial lasts; commands are not waited for."""
        asking: set[asyncio.Task[None]] = set()
        while True:
            await asyncio.sleep(self.random.uniform(0.02, 0.12))
            if self.busy and self.count(OPEN) <= BACKLOG:
                task = asyncio.create_task(self.ask())
                asking.add(task)
                task.add_done_callback(asking.discard)

    async def bot_lives(self) -> None:
        """The bot is begun and killed: while it starts, resumes, answers, posts."""
        for _ in range(LIVES):
            process = await self.bots.begun()
            if self.busy and self.random.random() < 0.15:
                await asyncio.sleep(self.random.uniform(0.0, 0.25))
            else:
                await self.workspace.connected(timeout=120)
                self.busy = True  # before, there is nobody to acknowledge anything, however long the first start takes
                await self._progress(self.random.randrange(6))
                await asyncio.sleep(self.random.uniform(0.0, 0.3))
            assert process.returncode is None, self.errors.read_text()[-2000:]
            process.kill()
            await process.wait()
            self._look()
        self.busy = False

    async def _progress(self, posts: int) -> None:
        """Wait until the bot has said so much more, on however slow a machine; at most a few seconds."""
        counts = self.workspace.faults.counts
        wanted = counts["chat.postMessage"] + counts["response_url"] + posts
        with suppress(TimeoutError):
            await self.workspace.until(lambda: counts["chat.postMessage"] + counts["response_url"] >= wanted, timeout=4)

    async def readings(self) -> None:
        """Articles are read and the reader killed; who begins anew begins with all of them."""
        for _ in range(READINGS):
            process = await self.readers.begun()
            first = asyncio.Event()
            hearing = asyncio.create_task(self._heard(process, first))
            if self.random.random() < 0.8:
                await asyncio.wait([asyncio.create_task(first.wait()), hearing], return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait([hearing], timeout=self.random.uniform(0.0, 0.8))
            self.interrupted["reading"] += not hearing.done()
            if process.returncode is None:
                process.kill()
            await hearing
            await process.wait()
            if self.random.random() < 0.5:  # some of them change, so that there is always something to keep
                for _ in range(10):
                    _article(self.path.parent, self.random.randrange(45), edition=self.random.randrange(1000))
        process = await self.readers.begun()
        await self._heard(process, asyncio.Event())
        assert await process.wait() == 0

    async def last_life(self) -> int:
        """Nobody asks any more; the bot works off what it owes, and is asked to go."""
        await asyncio.gather(*self.workspace.delivery.tasks.running, return_exceptions=True)
        process = await self.bots.begun()
        async with asyncio.timeout(360):
            await self.workspace.connected(timeout=120)
            await self.workspace.until(lambda: not self.count(OPEN), timeout=240)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(40):
            return await process.wait()

    def count(self, query: str) -> int:
        """By a query of the archive; 0 while the archive is being made."""
        if not self.path.exists():
            return 0
        with closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True)) as db:
            made = db.execute("select count(*) from sqlite_master where name in ('inbox', 'delivery')").fetchone()[0]
            return int(db.execute(query).fetchone()[0]) if made == 2 else 0

    async def _heard(self, process: asyncio.subprocess.Process, first: asyncio.Event) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            if line.endswith(b"\n"):  # the last may have been cut off
                told = json.loads(line)
                assert told["outcome"] in ("added", "revised", "unchanged"), told["reason"]
                self.read.add(told["title"])
                first.set()

    def _look(self) -> None:
        """What this kill interrupted."""
        self.interrupted["answering"] += self.count(OPEN) > 0
        self.interrupted["posting"] += self.count("select count(*) from delivery where ts is null") > 0


def _article(folder: Path, number: int, *, edition: int = 0) -> Path:
    path = folder / "articles" / f"{number:03}.md"
    path.parent.mkdir(exist_ok=True)
    rest = " ".join(f"Delegate {index} of group {number} spoke on day {number + index}." for index in range(40))
    path.write_text(
        f"---\ntitle: Report {number} edition {edition}\ndate: 2026-03-{number % 28 + 1:02}\n"
        f"url: https://example.eu/reports/{number}\n---\n\n"
        f"Country {number} signed treaty {number} with Japan on the loans of SAFE. {rest}\n\n"
        f"This is edition {edition}.\n",
        encoding="utf-8",
    )
    return path


@asynccontextmanager
async def trial(folder: Path) -> AsyncIterator[Trial]:
    workspace = Workspace.demo(
        manifest()["features"]["slash_commands"], scopes=tuple(SCOPES), subscriptions=EVENTS, retry_delays=(0.1, 0.5, 1)
    )
    everyone = {workspace.world.bot, workspace.world.me}
    for number in range(CHANNELS):
        workspace.world.add_channel(f"c{number}", members=everyone)
    async with await serve(workspace) as running:
        made = Trial(folder, running)
        people = asyncio.create_task(made.people())
        try:
            yield made
        finally:
            people.cancel()
            await made.bots.close()
            await made.readers.close()
            with suppress(asyncio.CancelledError):
                await people  # whose own failure would else be taken for silence


@pytest.mark.slow
async def test_killed_at_any_moment_nothing_is_lost_and_nothing_said_twice(tmp_path: Path) -> None:
    async with trial(tmp_path) as made:
        await asyncio.gather(made.bot_lives(), made.readings())
        assert await made.last_life() == 0, made.errors.read_text()[-2000:]
        assert "Traceback" not in made.errors.read_text()
        assert made.count("select count(*) from inbox where state = 'failed'") == 0, "a kill is no fault of the answer"
        _said_once(made)
        _told_once_or_with_a_remark(made)
        await _kept_once(made)
        # That the moments were what they are meant to be.
        assert made.interrupted["answering"] > LIVES / 4 and made.interrupted["posting"] > LIVES / 10
        assert made.interrupted["reading"] > READINGS / 2


def _posts(made: Trial, chosen: Callable[[Any], bool]) -> list[Any]:
    return [
        post
        for channel in made.workspace.world.channels.values()
        for post in channel.posts.values()
        if post.body.get("bot_id") and chosen(post)
    ]


def _said_once(made: Trial) -> None:
    """Every question that was acknowledged has one answer; none has two."""
    posted = Counter(post.thread for post in _posts(made, lambda post: post.viewer is None))
    assert [ts for ts, times in posted.items() if times > 1] == []
    owed = [ts for ts in made.said if ts in made.acknowledged.names]
    assert len(owed) > LIVES
    assert [ts for ts in owed if posted[ts] != 1] == []


def _told_once_or_with_a_remark(made: Trial) -> None:
    """Every command that was acknowledged is answered; if twice, then with the remark that it may be twice."""
    texts = [json.dumps(post.body, ensure_ascii=False) for post in _posts(made, lambda post: post.viewer is not None)]
    shown: dict[str, list[str]] = {}
    for text in texts:
        [name] = set(re.findall(r"Unheardof\d+x", text))
        shown.setdefault(name, []).append(text)
    owed = [name for name in made.typed if name in made.acknowledged.names]
    assert len(owed) > LIVES / 4
    assert [name for name in owed if name not in shown] == []
    assert [name for name, texts in shown.items() if any(AGAIN not in text for text in texts[1:])] == []


async def _kept_once(made: Trial) -> None:
    """Every article of which a reader has said so is there, once; and the archive is sound."""
    assert len(made.read) >= len(made.articles)
    database = await Database.open(made.path)
    try:
        assert await database.read(upkeep.problems) == []
        titles = await database.read(lambda db: [row["title"] for row in list(db.query("select title from revision"))])
        articles = await database.read(lambda db: db.execute("select count(*) from article").fetchone()[0])
        indexed = await database.read(lambda db: db.execute("select count(*) from article_fts_docsize").fetchone()[0])
    finally:
        await database.close()
    assert made.read <= set(titles) and len(titles) == len(set(titles))
    assert articles == indexed == len(made.articles)
