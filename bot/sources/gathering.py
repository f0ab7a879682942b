"""The round of the sources: asleep until one is due, then visits, at most one at a time to each host, for ever.

What is to be done lies in the archive, never here: whatever a crash interrupts is done again, and done again it
changes nothing. One gatherer at a time works for an archive; see `storage.tenancy`.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

import structlog

from bot.errors import FetchError, StorageError
from bot.sources import rhythm, robots
from bot.sources.keeping import Keeper
from bot.sources.line import Line
from bot.sources.visiting import Visitor
from storage import items, network, sources
from storage.database import Database
from storage.watched import Fetched, Item, Source, Validators

LANES = 24
"""Hosts asked at the same time."""

PACE_S = 2.0
"""Between two requests to one host."""

LOOK_S = 30.0
"""The longest sleep: people add sources, and another process may."""

OFFLINE = timedelta(minutes=10)
"""Between two tries while we have no network."""

REST_S = 5.0
"""After the archive did not take something, or a bug."""

AHEAD = 4
"""Texts, of those that need no fetching, under way at a time."""

log = structlog.get_logger(__name__)


class Offline(Exception):
    """Nothing can be fetched, from anybody."""


class Fetches(Protocol):
    """Whoever fetches."""

    async def visit(self, url: str, known: Validators | None = None) -> Fetched:
        """What lies there now.

        Raises:
            FetchError: it could not be had.
        """


Run = Callable[..., Awaitable[Any]]
"""Runs a pure function with its arguments wherever CPU work runs."""


class Watches(Protocol):
    """Whoever counts."""

    def done(self, what: Literal["visit", "item"], outcome: str) -> None:
        """A visit or an item ended so."""


class Gatherer:
    """One for each archive. `sleep` is asked for seconds between requests; all else goes by the clock."""

    def __init__(
        self,
        database: Database,
        fetcher: Fetches,
        run: Run,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        watch: Watches | None = None,
        woken: asyncio.Event | None = None,
        lanes: int = LANES,
        pace_s: float = PACE_S,
    ) -> None:
        self._database = database
        self._fetcher = fetcher
        self._clock = clock
        self._sleep = sleep
        self._watch = watch
        self._most = lanes
        self._pace_s = pace_s
        self._line: Line | None = None  # until it is known whether the last gatherer had a network
        self._visitor = Visitor(database, self, run, clock=clock, allowed=self._allowed, pause=self._pause)
        self._keeper = Keeper(database, self, run, clock=clock, allowed=self._allowed)
        self._lanes: dict[asyncio.Task[None], str] = {}
        self._delays: dict[str, float] = {}
        self._latest: datetime | None = None  # that the clock has said
        self._ending = False
        self._woken = woken or asyncio.Event()  # set when a source was added or changed

    async def run(self) -> None:
        """Visit what is due, for ever."""
        while not self._ending:
            self._woken.clear()
            try:
                wake = await self.once()
            except StorageError as error:
                log.warning("cannot see what is due", reason=error.public)
                wake = self._clock() + timedelta(seconds=REST_S)
            await self._rest(wake)

    async def once(self) -> datetime | None:
        """Do all that is due, until nothing is; the moment when something is again, None for never."""
        if self._line is None:
            self._line = Line(await self._database.read(network.gone_since))
        try:
            while True:
                if not self._ending:
                    await self._begin()
                if not self._lanes:
                    return await self._database.read(sources.next_at)
                done, _ = await asyncio.wait(self._lanes, timeout=1.0, return_when=asyncio.FIRST_COMPLETED)
                for lane in done:
                    del self._lanes[lane]
        finally:
            await self._stop()

    async def end(self, timeout_s: float) -> None:
        """Begin nothing more, and wait for what is under way, at most so long."""
        self._ending = True
        self._woken.set()
        if self._lanes:
            await asyncio.wait(list(self._lanes), timeout=timeout_s)
        await self._stop()

    async def _stop(self) -> None:
        lanes = list(self._lanes)
        for lane in lanes:
            lane.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)
        self._lanes.clear()

    async def _begin(self) -> None:
        """A lane for each host that something is due from, as many as there is room for."""
        await self._mind_the_clock()
        while (room := self._most - len(self._lanes)) > 0:
            now, busy = self._clock(), list(self._lanes.values())
            due: list[Source | Item] = []
            due += await self._database.read(sources.due, now=now, busy=busy, limit=room)
            if len(due) < room:
                due += await self._database.read(items.due, now=now, busy=busy, limit=room)
            begun = 0
            for one in due:
                lane = _lane(one)
                if lane not in self._lanes.values() and (lane[:1] != "#" or self._texts() < AHEAD):
                    self._lanes[asyncio.create_task(self._work(one))] = lane
                    begun += 1
                if len(self._lanes) >= self._most:
                    break
            if not begun:
                return

    async def _mind_the_clock(self) -> None:
        """A clock that was a year ahead, and is set right, would else leave everything for a year."""
        now, latest = self._clock(), self._latest
        self._latest = now
        if latest is None or now < latest:
            visits, looks = now + rhythm.VISITS_WITHIN, now + rhythm.LOOKS_WITHIN
            await self._database.write(sources.set_right, now=now, visits=visits, looks=looks)

    def _texts(self) -> int:
        return sum(lane[:1] == "#" for lane in self._lanes.values())

    async def _work(self, one: Source | Item) -> None:
        what: Literal["visit", "item"] = "visit" if isinstance(one, Source) else "item"
        lane, rest = _lane(one), 0.0
        try:
            outcome = await self._done(one)
            rest = self._pace_s if lane[:1] != "#" else 0.0
        except StorageError as error:
            log.warning("not kept yet", what=what, id=one.id, reason=error.public)
            outcome, rest = "not kept", REST_S
        except Exception:  # the outermost edge of a visit: one source must not end the reading of all
            log.exception("bug", what=what, id=one.id)
            outcome, rest = "bug", REST_S
            await self._set_aside(one)
        if self._watch is not None:
            self._watch.done(what, outcome)
        if rest:
            await self._sleep(max(rest, self._delays.get(lane, 0.0)))

    async def _done(self, one: Source | Item) -> str:
        """A visit made or an item kept; what nobody could be reached for is put off and costs nobody anything."""
        try:
            return await (self._visitor.visit(one) if isinstance(one, Source) else self._keeper.keep(one))
        except Offline:
            until = self._clock() + OFFLINE
            if isinstance(one, Source):
                await self._database.write(sources.change, source=one.id, next_at=until)
            else:
                await self._database.write(items.put_off, one.id, until=until)
            return "offline"

    async def visit(self, url: str, known: Validators | None = None) -> Fetched:
        """What lies there now.

        Raises:
            FetchError: it could not be had.
            Offline: nothing can.
        """
        assert self._line is not None, "nobody fetches before it is known whether there is a network"
        before = self._line.since
        try:
            found = await self._fetcher.visit(url, known)
        except FetchError as error:
            if error.connected:
                self._line.reached()
            elif await self._is_us(url, self._line):
                raise Offline from error
            raise
        else:
            self._line.reached()
            return found
        finally:
            if self._line.since != before:
                await self._database.write(network.note, self._line.since)

    async def _is_us(self, url: str, line: Line) -> bool:
        host = sources.host(url)
        well, of = await self._database.read(network.did_well, host=host), await self._database.read(network.hosts)
        return line.lost(host, well=well, of=of, now=self._clock())

    async def _set_aside(self, one: Source | Item) -> None:
        """A bug met again and again must not keep the others waiting."""
        until = self._clock() + timedelta(hours=6)
        if isinstance(one, Source):
            await self._database.write(sources.change, source=one.id, next_at=until)
        else:
            await self._database.write(items.postpone, one.id, until=until, reason="A fault of Antici's own.")

    async def _allowed(self, url: str) -> bool:
        """Whether its host wants it read.

        Raises:
            FetchError: that cannot be told for now.
        """
        found = await robots.leave(url, self._database, self.visit, now=self._clock())
        self._delays[sources.host(url)] = found.delay_s
        return found.allowed

    async def _pause(self, url: str) -> None:
        """Between two requests of one visit."""
        await self._sleep(max(self._pace_s, self._delays.get(sources.host(url), 0.0)))

    async def _rest(self, wake: datetime | None) -> None:
        seconds = LOOK_S if wake is None else min(max((wake - self._clock()).total_seconds(), 0.05), LOOK_S)
        waiting = [asyncio.ensure_future(self._sleep(seconds)), asyncio.ensure_future(self._woken.wait())]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()


def _lane(one: Source | Item) -> str:
    """What is kept busy by it: a host, or nothing but itself where nothing is fetched."""
    if isinstance(one, Source):
        return sources.host(one.url)
    return f"#{one.id}" if one.whole or one.url is None else sources.host(one.url)
