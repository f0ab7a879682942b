"""A month of a workspace's talk, by a clock of its own: each addressed event is answered or explained, exactly once.

What is said, changed, taken back, pressed and published is drawn from a seed; so are Slack's outages, its deliveries
twice, and the ends of the bot, in order or by force. At the end every post of the bot must be one that somebody is
owed, and everybody who is owed one must have it.
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot import catalogue
from bot.desk import Desk
from handlers import connection
from handlers.manifest import manifest
from handlers.workspace import Running, Workspace, registered, serve
from storage.database import Database
from tests.handlers.conftest import ARTICLES, buttons, plainly
from tests.handlers.simulated import Clock, keep, utc
from tests.handlers.test_retelling import verdict

pytestmark = pytest.mark.slow

DAYS = 30
EACH_DAY = (5, 11)
CHANNELS = ("general", "defence-desk", "cabinet")
PEOPLE = (None, "mira")

QUESTIONS = (
    "Who develops a new fighter jet with Japan?",
    "What does SAFE offer to Member States?",
    "Who asked for the largest share of the SAFE loans?",
    "When did the Council adopt SAFE?",
    "What did Brazil sign with Japan?",
    "What does the exercise Cold Lantern cost?",
    "Will Canada join SAFE?",
    "summarise SAFE",
    "/who High Representative",
)
FOLLOW_UPS = ("When was that?", "And Canada?", "Source?", "How much is it?", "And Italy?")
CHATTER = (
    "Lunch at noon?", "Mira, can you take the minutes?", "I think we should wait for the Council.", "Thanks, all.",
    "The room is booked until four.",
)  # fmt: skip
COMMANDS = (("/latest", ""), ("/actor", "Japan"), ("/help", ""), ("/summary", "SAFE"))
LANTERN = "Chile joined the exercise Cold Lantern with two frigates. The exercise costs EUR {cost} million in all."


class Month:
    """A bot, its workspace and the people in it."""

    def __init__(self, running: Running, database: Database, clock: Clock, *, seed: int) -> None:
        self.running = running
        self.workspace: Workspace = running.workspace
        self.database = database
        self.clock = clock
        self.chance = random.Random(seed)
        self.owed: dict[tuple[str, str], str] = {}  # conversation and `ts` of what was addressed → its root
        self.deleted: set[tuple[str, str]] = set()
        self.done: Counter[str] = Counter()
        self.cost = 31
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the bot, as after a boot."""
        self._stop = asyncio.Event()
        ready = asyncio.Event()
        desk = Desk(self.database, catalogue.load(), self.clock)
        self._task = asyncio.create_task(
            connection.run(
                bot_token=self.running.bot_token, app_token=self.running.app_token, api_url=self.running.api_url,
                database=self.database, desk=desk, clock=self.clock, stop=self._stop, ready=ready, pace_s=0.0,
                pauses_s=(0.02, 0.1, 0.3), drain_s=0.0, look_s=0.1,
            )
        )  # fmt: skip
        await asyncio.wait_for(ready.wait(), 20)

    async def end(self, *, by_force: bool = False) -> None:
        """End the bot: as at SIGTERM with no time to spare, or in the middle of whatever it does."""
        assert self._task is not None
        if by_force:
            self._task.cancel()
        self._stop.set()
        await asyncio.gather(self._task, return_exceptions=True)
        await self.database.write(lambda _: None)  # with a process its writing ends too; here its thread lives on

    async def quiet(self) -> None:
        """Until all that happened was heard, and all that was heard has ended."""
        async with asyncio.timeout(60):
            while True:
                while tasks := set(self.workspace.delivery.tasks.running):
                    await asyncio.wait(tasks)
                if not await self.database.read(lambda db: db.execute(OPEN).fetchall()):
                    return
                await asyncio.sleep(0.01)

    async def event(self) -> None:
        """Something that happens."""
        deeds: tuple[tuple[int, Callable[[], Awaitable[None]]], ...] = (
            (8, self.asks), (5, self.follows_up), (6, self.chats), (3, self.asks_alone), (2, self.commands),
            (4, self.presses), (3, self.changes), (2, self.deletes), (2, self.publishes), (2, self.restarts),
            (3, self.meets_an_outage),
        )  # fmt: skip
        [deed] = self.chance.choices([deed for _, deed in deeds], [weight for weight, _ in deeds])
        self.done[deed.__name__] += 1
        await deed()

    async def asks(self) -> None:
        await self._say(self.chance.choice(CHANNELS), f"@Antici {self.chance.choice(QUESTIONS)}", owed=True)

    async def asks_alone(self) -> None:
        await self._say(self.workspace.dm(), self.chance.choice(QUESTIONS[:7]), owed=True)

    async def follows_up(self) -> None:
        if threads := [place for place in self.owed if self._root(place) and place not in self.deleted]:
            channel, ts = self.chance.choice(threads)
            root = self.owed[channel, ts]
            words = self.chance.choice(FOLLOW_UPS)
            named = "" if channel == self.workspace.dm() else "@Antici "
            await self._say(channel, named + words, owed=True, thread_ts=root)

    async def chats(self) -> None:
        channel = self.chance.choice(CHANNELS)
        roots = [root for (place, _), root in self.owed.items() if place == channel and self._root((place, root))]
        thread = self.chance.choice(roots) if roots and self.chance.random() < 0.5 else None
        await self._say(channel, self.chance.choice(CHATTER), owed=False, thread_ts=thread)

    async def commands(self) -> None:
        name, text = self.chance.choice(COMMANDS)
        channel = self.chance.choice(CHANNELS)
        seen = len(self.workspace.ephemerals(channel))
        await self.workspace.command(channel, name, text)
        await self.quiet()
        assert len(self.workspace.ephemerals(channel)) == seen + 1, (name, text)

    async def presses(self) -> None:
        answers = [post for post in self._posts() if "Shorter, for my minister" in buttons(post)]
        if answers:
            post = self.chance.choice(answers)
            label = self.chance.choice([name for name in buttons(post) if name in ("Sources", "Longer")])
            if self.chance.random() < 0.3:
                await self.workspace.click(post, "feedback", value=verdict(post)["good"])
            else:
                await self.workspace.click(post, buttons(post)[label])

    async def changes(self) -> None:
        if mine := [place for place in self.owed if self._root(place) and place not in self.deleted]:
            channel, ts = self.chance.choice(mine)
            named = "" if channel == self.workspace.dm() else "@Antici "
            await self.workspace.edit(channel, ts, named + self.chance.choice(QUESTIONS[:4]))

    async def deletes(self) -> None:
        if mine := [place for place in self.owed if self._root(place) and place not in self.deleted]:
            place = self.chance.choice(mine)
            self.deleted.add(place)
            await self.workspace.delete(*place)

    async def publishes(self) -> None:
        self.cost += 1
        text = f"title: Chile joins\ndate: 2026-10-01\nurl: https://one.example/lantern\n\n{LANTERN}"
        assert await keep(self.database, text.format(cost=self.cost), self.clock()) in ("added", "revised")
        await asyncio.sleep(0.25)  # the corrections are posted

    async def restarts(self) -> None:
        asking = self.chance.random() < 0.7
        if asking:
            await self.asks()
            await asyncio.sleep(self.chance.random() * 0.15)
        await self.end(by_force=self.chance.random() < 0.5)
        if self.chance.random() < 0.5:
            await self.asks()
        await self.start()

    async def meets_an_outage(self) -> None:
        faults, times = self.workspace.faults, self.chance.randint(1, 4)
        method = self.chance.choice(("chat.postMessage", "conversations.replies", "chat.update"))
        how = self.chance.choice(("fail", "cut", "cut after", "twice"))
        if how == "fail":
            faults.fail(method, times=times)
        elif how == "cut":
            faults.cut(method, times=times)
        elif how == "cut after":
            faults.cut("chat.postMessage", when="after")
        else:
            faults.duplicate(times)
        await self.asks()

    def _root(self, place: tuple[str, str]) -> bool:
        return place[1] in self.workspace.channel(place[0]).posts

    def _posts(self) -> list[dict[str, Any]]:
        """Every post of the bot that is not for one person alone."""
        world = self.workspace.world
        return [
            self.workspace.seen(post)
            for channel in world.channels.values()
            for post in channel.posts.values()
            if post.viewer is None and post.body.get("bot_id")
        ]

    async def _say(self, channel: str, text: str, *, owed: bool, thread_ts: str | None = None) -> None:
        who = None if channel == self.workspace.dm() else self.chance.choice(PEOPLE)
        ts = await self.workspace.say(channel, text, user=who, thread_ts=thread_ts)
        if owed:
            self.owed[self.workspace.channel(channel).id, ts] = thread_ts or ts


OPEN = "select 1 from inbox where state = 'open'"


@pytest.fixture
async def month(database: Database) -> AsyncIterator[Month]:
    clock = Clock(utc("2026-10-01T07:00"))
    commands, granted = registered(manifest())
    workspace = Workspace.demo(
        commands, clock=clock.seconds, ack_timeout=1.5, retry_delays=(0.05, 0.5, 2.0, 6.0), **granted
    )
    async with await serve(workspace) as running:
        for text in ARTICLES:
            await keep(database, text, clock())
        going = Month(running, database, clock, seed=20261001)
        await going.start()
        yield going
        await going.end()


async def test_a_month(month: Month) -> None:
    for _ in range(DAYS):
        for _ in range(month.chance.randint(*EACH_DAY)):
            month.clock.now += timedelta(minutes=month.chance.randint(3, 90))
            await month.event()
            if month.chance.random() < 0.8:  # else the next thing happens before the answer
                await month.quiet()
        month.clock.now = (month.clock.now + timedelta(days=1)).replace(hour=7, minute=0)
    await month.quiet()
    await asyncio.sleep(0.5)
    rows = await month.database.read(lambda db: list(db.query("select * from inbox")))
    ends = {row["key"]: row["outcome"] for row in rows}
    assert all(row["state"] == "done" and row["outcome"] for row in rows), Counter(row["state"] for row in rows)
    assert not month.workspace.delivery.lost
    assert min(month.done.values()) > 2, month.done

    keys = Counter(post["metadata"]["event_payload"]["key"] for post in month._posts())
    assert max(keys.values()) == 1, "nothing is posted twice"
    team = month.workspace.world.team
    for (channel, ts), _ in month.owed.items():
        about = [
            f"message:{team}:{channel}:{ts}",
            *(key for key in ends if key.startswith(f"edited:{team}:{channel}:{ts}:")),
        ]
        posted = [key for key in about if keys[key]]
        said = [ends.get(key) for key in about]
        if not posted:
            assert (channel, ts) in month.deleted, (about, said)
            assert any("deleted" in (one or "") for one in said), (about, said)
        assert None not in said, about
    for key in keys:
        assert key in ends or key.startswith("correction:"), key
        assert not str(ends.get(key)).startswith("silent"), key
    corrections = [post for post in month._posts() if post["metadata"]["event_payload"]["key"].startswith("correction")]
    assert corrections and all("has been changed since" in plainly(post) for post in corrections)
