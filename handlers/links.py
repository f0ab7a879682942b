"""Connections to Slack in Socket Mode, each watched and built anew when it is deaf. Hears and answers nothing itself.

The SDK reconnects by itself, but can stay with a dead address for ever, and its tasks can die without a word. So
each link looks at its connection from outside, and throws it away whole when it has been deaf for too long. Links
run beside each other on one app; Slack sends each payload to one of them.
"""

import asyncio
import time
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import aiohttp
import structlog
from aiohttp import WSMessage
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.errors import Unavailable
from handlers import measures
from handlers.refusals import Refused
from handlers.speaking import asked

CLOSE_S = 10.0

log = structlog.get_logger(__name__)


class Patience(NamedTuple):
    """How long a link is borne with, in seconds."""

    connect: float = 20.0
    look: float = 2.0  # between two looks at it
    ping: float = 5.0  # between two pings of ours; Slack sends its own as well
    silent: float = 25.0  # no frame for so long, not even an answer to a ping: it is deaf whatever the SDK says
    deaf: float = 30.0  # deaf for so long; the SDK gets a fair chance before
    rebuild: float = 3.0  # pause before it is built anew, doubled each time in vain …
    rebuild_most: float = 60.0  # … up to this: an address may be asked for about once a minute


PATIENCE = Patience()


class Links:
    """All connections of the bot."""

    def __init__(
        self, app: AsyncApp, app_token: str, *, api_url: str, count: int, ready: asyncio.Event, patience: Patience
    ) -> None:
        self._links = [
            Link(app, app_token, name=number, loopback=on_loopback(api_url), ready=ready, patience=patience)
            for number in range(1, count + 1)
        ]

    @property
    def connected(self) -> int:
        """How many stand."""
        return sum(link.connected for link in self._links)

    def __len__(self) -> int:
        return len(self._links)

    async def hold(self) -> None:
        """Keep them all until cancelled.

        Raises:
            Unavailable: Slack does not accept the app token, and none has ever stood.
        """
        tasks = [asyncio.create_task(link.hold()) for link in self._links]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:  # a link ends only by a bug, or a token that is not accepted
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


class Link:
    """One connection, built anew whenever it stays deaf."""

    def __init__(
        self,
        app: AsyncApp,
        app_token: str,
        *,
        name: int,
        loopback: bool,
        ready: asyncio.Event,  # set by whichever link stands first
        patience: Patience = PATIENCE,
    ) -> None:
        self._app = app
        self._app_token = app_token
        self._name = name
        self._loopback = loopback
        self._ready = ready
        self._patience = patience
        self._in_vain = 0
        self._last_frame = 0.0
        self.connected = False

    async def hold(self) -> None:
        """Keep a connection until cancelled.

        Raises:
            Unavailable: Slack does not accept the app token, and no link has ever stood.
        """
        while True:
            handler = AsyncSocketModeHandler(self._app, self._app_token, ping_interval=self._patience.ping)
            if self._loopback:
                handler.client.proxy = None
            try:
                await self._connect(handler)
                await self._watch(handler)
                log.warning("deaf, connecting anew", link=self._name)
            except (TimeoutError, Unavailable):
                log.warning("cannot connect, trying anew", link=self._name)
            except Refused as error:
                if not self._ready.is_set():
                    raise Unavailable(f"Slack does not accept the app token: {error.code}.") from error
                log.error("no connection granted, trying anew", link=self._name, code=error.code)
            finally:
                self.connected = False
                await _closed(handler)
            measures.RECONNECTS.inc()
            await asyncio.sleep(min(self._patience.rebuild * 2**self._in_vain, self._patience.rebuild_most))
            self._in_vain = min(self._in_vain + 1, 10)

    async def _connect(self, handler: AsyncSocketModeHandler) -> None:
        client = handler.client
        opened = await asked(partial(self._app.client.apps_connections_open, app_token=self._app_token))
        if not opened.get("url"):
            raise Unavailable("Slack gave no address to connect to.")
        client.wss_uri = opened["url"]
        client.on_message_listeners.append(self._frame)
        async with asyncio.timeout(self._patience.connect):
            await handler.connect_async()  # type: ignore[no-untyped-call]
        log.info("connected", link=self._name)
        self._last_frame = time.time()
        self._in_vain = 0
        self.connected = True
        self._ready.set()

    async def _watch(self, handler: AsyncSocketModeHandler) -> None:
        """Returns when it has been deaf for too long."""
        deaf_since: float | None = None
        session = handler.client.current_session
        while True:
            if session is not handler.client.current_session:
                session = handler.client.current_session
                log.info("connected anew", link=self._name)
                measures.RECONNECTS.inc()
            now = asyncio.get_running_loop().time()
            self.connected = await self._hears(handler)
            deaf_since = None if self.connected else deaf_since or now
            if deaf_since is not None and now - deaf_since > self._patience.deaf:
                return
            await asyncio.sleep(self._patience.look)

    async def _hears(self, handler: AsyncSocketModeHandler) -> bool:
        client = handler.client
        if client.message_processor.done() or client.message_receiver is None or client.message_receiver.done():
            return False
        # The SDK notes when a ping that was answered had been sent; other frames come to us.
        frame = max(self._last_frame, client.last_ping_pong_time or 0.0)
        return await client.is_connected() and time.time() - frame < self._patience.silent

    async def _frame(self, message: WSMessage) -> None:
        self._last_frame = time.time()


def on_loopback(api_url: str) -> bool:
    """Whether an address is on this machine; then no proxy is asked."""
    host = urlsplit(api_url).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


async def _closed(handler: AsyncSocketModeHandler) -> None:
    client = handler.client
    left: list[asyncio.Future[Any]] = [
        task
        for task in (client.message_processor, client.current_session_monitor, client.message_receiver)
        if task is not None
    ]
    try:
        async with asyncio.timeout(CLOSE_S):
            await handler.close_async()  # type: ignore[no-untyped-call]
    except (TimeoutError, aiohttp.ClientError) as error:
        log.info("not closed in order", error=type(error).__name__)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)  # close_async() cancels them and does not wait
