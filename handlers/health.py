"""How the bot does, over HTTP, for supervisors and Prometheus: /healthz, /readyz, /metrics. Counts, no contents.

`/healthz` says that the process lives, `/readyz` whether it hears and answers, in sentences where it does not.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import NamedTuple, Protocol

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, ProcessCollector, generate_latest

from bot.errors import SettingsError, StorageError
from bot.records import Census
from handlers import measures
from storage import inbox
from storage.database import Database
from storage.inbox import Owed

OLD_S = 300.0
"""A call that waits longer than this makes the bot unready: Slack has long told its reader that nobody answers."""
UNKEPT_S = 60.0
"""So long after something could not be kept, the bot is unready: it refuses what it hears."""
LOOK_S = 0.5

log = structlog.get_logger(__name__)

ProcessCollector(registry=measures.REGISTRY)


class Place(NamedTuple):
    """Where it is served; port 0 takes a free one."""

    host: str
    port: int


class Linked(Protocol):
    """The connections to Slack."""

    @property
    def connected(self) -> int:
        """How many stand."""

    def __len__(self) -> int: ...


class Heard(Protocol):
    """Whoever hears."""

    @property
    def unkept_s(self) -> float | None:
        """Seconds since something could last not be kept; None if that was never, or things have been kept since."""


async def _nobody() -> Census:
    return Census(articles=0, sources_failing=0)


class Health:
    """Serves at `place`, or nowhere; `census` counts what is in the archive."""

    def __init__(self, place: Place | None, census: Callable[[], Awaitable[Census]] = _nobody) -> None:
        self._place = place
        self._census = census
        self.url = ""  # once it is served

    @asynccontextmanager
    async def served(
        self,
        links: Linked | None,
        heard: Heard | None,
        database: Database,
        *,
        clock: Callable[[], datetime],
        stop: asyncio.Event,
    ) -> AsyncIterator[None]:
        """Serve while the bot runs, or, without `links` and whoever hears, a process that only reads the sources.

        Raises:
            SettingsError: the place is taken, or not of this machine.
        """
        if self._place is None:
            yield
            return
        state = _State(links, heard, database, clock=clock, stop=stop, census=self._census)
        app = web.Application()
        app.add_routes(
            [web.get("/healthz", state.healthz), web.get("/readyz", state.readyz), web.get("/metrics", state.metrics)]
        )
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        lag = asyncio.create_task(_lag())
        try:
            await self._listen(runner, self._place)
            yield
        finally:
            lag.cancel()
            await runner.cleanup()

    async def _listen(self, runner: web.AppRunner, place: Place) -> None:
        try:
            await web.TCPSite(runner, place.host, place.port).start()
        except OSError as error:
            raise SettingsError(
                f"Health cannot be served at {place.host}, port {place.port}: is it taken? Set ANTICI_HEALTH_PORT, "
                "to off to do without."
            ) from error
        host = f"[{place.host}]" if ":" in place.host else place.host
        self.url = f"http://{host}:{runner.addresses[0][1]}"
        log.info("health", url=self.url)


class _State:
    """What can be said of a bot that runs."""

    def __init__(
        self,
        links: Linked | None,
        heard: Heard | None,
        database: Database,
        *,
        clock: Callable[[], datetime],
        stop: asyncio.Event,
        census: Callable[[], Awaitable[Census]],
    ) -> None:
        self._links = links
        self._heard = heard
        self._database = database
        self._clock = clock
        self._stop = stop
        self._census = census

    async def healthz(self, request: web.Request) -> web.Response:
        """That an answer comes is the answer."""
        return web.json_response({"alive": True})

    async def readyz(self, request: web.Request) -> web.Response:
        """200 when it hears and answers; else 503."""
        problems = await self._problems()
        body: dict[str, object] = {"ready": not problems, "problems": problems}
        if self._links is not None:
            body |= {"links": self._links.connected, "of": len(self._links)}
        return web.json_response(body, status=503 if problems else 200)

    async def metrics(self, request: web.Request) -> web.Response:
        """Prometheus' text format."""
        measures.LINKS.set(self._links.connected if self._links is not None else 0)
        try:
            owed, census = await self._database.read(inbox.owed), await self._census()
        except StorageError as error:  # what cannot be read now keeps its last figure
            log.warning("not measured", reason=error.public)
        else:
            measures.INBOX_OPEN.set(owed.calls)
            measures.INBOX_OLDEST_S.set(self._waiting_s(owed))
            measures.ARTICLES.set(census.articles)
            measures.SOURCES_FAILING.set(census.sources_failing)
            measures.ITEMS_OWED.set(census.items_owed)
            measures.VISIT_DUE_S.set(self._overdue_s(census))
            measures.SOURCES.clear()
            for health, number in census.sources:
                measures.SOURCES.labels(health).set(number)
        return web.Response(body=generate_latest(measures.REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _problems(self) -> list[str]:
        problems = []
        if self._stop.is_set():
            problems.append("stopping")
        if self._links is not None and not self._links.connected:
            problems.append("no connection to Slack")
        if self._heard is not None and (since := self._heard.unkept_s) is not None and since < UNKEPT_S:
            problems.append("the archive does not take what is heard")
        try:
            waiting = self._waiting_s(await self._database.read(inbox.owed)) if self._heard is not None else 0.0
        except StorageError as error:
            problems.append(error.public)
        else:
            if waiting > OLD_S:
                problems.append(f"a call has waited {waiting:.0f} seconds for its answer")
        return problems

    def _waiting_s(self, owed: Owed) -> float:
        return 0.0 if owed.oldest is None else max(0.0, (self._clock() - owed.oldest).total_seconds())

    def _overdue_s(self, census: Census) -> float:
        return 0.0 if census.visit_due is None else max(0.0, (self._clock() - census.visit_due).total_seconds())


async def _lag() -> None:
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + LOOK_S
        await asyncio.sleep(LOOK_S)
        measures.LOOP_LAG_S.observe(max(0.0, loop.time() - due))
