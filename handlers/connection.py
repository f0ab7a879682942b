"""From a token to a living bot: who we are, Bolt over Socket Mode, and an orderly end. Answers nothing.

A link is one connection. Each watches itself and is built anew when it is deaf: the SDK's own reconnecting can stay
with a dead address for ever. `LINKS` of them run beside each other on one app; Slack sends each payload to one.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Unavailable
from handlers.admission import Admission
from handlers.answering import Answering
from handlers.delivery import Delivery
from handlers.hearing import Hearing, Identity
from handlers.speaking import PACE_S, Refused, Uncertain, Voice, asked
from storage.database import Database

if TYPE_CHECKING:
    from bot.desk import Desk

LINKS = 1
HEAR_OUT_S = 2.0
DRAIN_S = 25.0
"""For answers in flight at the end: within the thirty seconds that most supervisors give."""
CALL_S = 30.0
CLOSE_S = 10.0

log = structlog.get_logger(__name__)


class Patience(NamedTuple):
    """How long a link is borne with, in seconds."""

    connect: float = 20.0
    look: float = 5.0  # between two looks at it
    deaf: float = 30.0  # not connected for so long; the SDK gets a fair chance before
    rebuild: float = 3.0  # pause before it is built anew


PATIENCE = Patience()


def web_client(session: aiohttp.ClientSession, *, api_url: str, token: str | None = None) -> AsyncWebClient:
    """A client that opens no session of its own, retries nothing by itself, and sends loopback to no proxy."""
    client = AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[])
    if _on_loopback(api_url):
        client.proxy = None  # the SDK takes HTTPS_PROXY from the environment and ignores NO_PROXY
    return client


async def run(
    *,
    bot_token: str,
    app_token: str,
    api_url: str,
    database: Database,
    desk: "Desk",
    clock: Callable[[], datetime],
    stop: asyncio.Event,
    ready: asyncio.Event | None = None,
    pace_s: float = PACE_S,
    drain_s: float = DRAIN_S,
    patience: Patience = PATIENCE,
) -> None:
    """Be in Slack until `stop` is set; then stop hearing, wait for the answers in flight, and go.

    `ready` is set when the first link stands.

    Raises:
        Unavailable: Slack does not accept a token, or cannot be reached at the start.
    """
    # The client's own timeout does not apply to a session that is given to it.
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_S)) as session:
        client = web_client(session, api_url=api_url, token=bot_token)
        identity = await whoami(client)
        voice = Voice(client, session, pace_s=pace_s)
        admission = Admission(database, Answering(desk, database, voice), Delivery(database, voice, clock), clock)
        hearing = Hearing(admission, identity)
        app = _app(web_client(session, api_url=api_url), identity, hearing, token=bot_token)
        await admission.resume()
        links = [Link(app, app_token, api_url=api_url, ready=ready, patience=patience) for _ in range(LINKS)]
        tasks = [asyncio.create_task(link.hold()) for link in links]
        try:
            await _until(stop, tasks)
        finally:
            await hearing.quiet(HEAR_OUT_S)  # what is being admitted is acknowledged before the socket goes
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await admission.drain(drain_s)
            log.info("gone")


async def whoami(client: AsyncWebClient) -> Identity:
    """Our names in this workspace.

    Raises:
        Unavailable: the token is not known, or Slack cannot be reached.
    """
    try:
        reply = await asked(client.auth_test)
    except Refused as error:
        raise Unavailable(f"Slack does not accept the bot token: {error.code}. `antici check` tells more.") from error
    except Uncertain as error:
        raise Unavailable("Slack cannot be reached; is the network up, and SLACK_API_URL right?") from error
    return Identity(team=reply["team_id"], user=reply["user_id"], bot=reply.get("bot_id") or "")


class Link:
    """One Socket Mode connection, built anew whenever it stays deaf."""

    def __init__(
        self,
        app: AsyncApp,
        app_token: str,
        *,
        api_url: str,
        ready: asyncio.Event | None = None,
        patience: Patience = PATIENCE,
    ) -> None:
        self._app = app
        self._app_token = app_token
        self._loopback = _on_loopback(api_url)
        self._ready = ready
        self._patience = patience
        self._held = False
        self.connected = False

    async def hold(self) -> None:
        """Keep a connection until cancelled.

        Raises:
            Unavailable: Slack does not accept the app token, at the first connection.
        """
        while True:
            handler = AsyncSocketModeHandler(self._app, self._app_token)
            if self._loopback:
                handler.client.proxy = None
            try:
                await self._connect(handler)
                await self._watch(handler)
                log.warning("deaf, connecting anew")
            except (TimeoutError, Unavailable):
                log.warning("cannot connect, trying anew")
            except Refused as error:
                if not self._held:
                    raise Unavailable(f"Slack does not accept the app token: {error.code}.") from error
                log.error("no connection granted, trying anew", code=error.code)
            finally:
                self.connected = False
                await _closed(handler)
            await asyncio.sleep(self._patience.rebuild)

    async def _connect(self, handler: AsyncSocketModeHandler) -> None:
        opened = await asked(partial(self._app.client.apps_connections_open, app_token=self._app_token))
        handler.client.wss_uri = opened["url"]
        async with asyncio.timeout(self._patience.connect):
            await handler.connect_async()  # type: ignore[no-untyped-call]
        log.info("connected")
        self._held = True
        if self._ready is not None:
            self._ready.set()

    async def _watch(self, handler: AsyncSocketModeHandler) -> None:
        """Returns when it has been deaf for too long."""
        deaf_since: float | None = None
        while True:
            now = asyncio.get_running_loop().time()
            self.connected = await handler.client.is_connected()
            deaf_since = None if self.connected else deaf_since or now
            if deaf_since is not None and now - deaf_since > self._patience.deaf:
                return
            await asyncio.sleep(self._patience.look)


def _app(client: AsyncWebClient, identity: Identity, hearing: Hearing, *, token: str) -> AsyncApp:
    known = AuthorizeResult(
        enterprise_id=None, team_id=identity.team, bot_id=identity.bot, bot_user_id=identity.user, bot_token=token
    )

    async def authorize() -> AuthorizeResult:
        return known

    # Given our own `authorize`, Bolt neither asks Slack again nor turns to OAuth when SLACK_CLIENT_ID happens to be
    # set. Its client carries no token: it only opens connections, and that takes the app token.
    app = AsyncApp(
        name="antici",
        logger=_quiet_logger(),
        client=client,
        authorize=authorize,
        ignoring_self_events_enabled=False,  # ours to tell, with a reason
        ssl_check_enabled=False,
        url_verification_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.use(hearing.middleware)
    return app


def _quiet_logger() -> logging.Logger:
    # Below INFO, Bolt prints payloads whole: people's words and response URLs.
    logger = logging.getLogger("slack_bolt.antici")
    logger.setLevel(max(logging.WARNING, logger.getEffectiveLevel()))
    return logger


async def _until(stop: asyncio.Event, tasks: list[asyncio.Task[None]]) -> None:
    stopping = asyncio.create_task(stop.wait())
    try:
        done, _ = await asyncio.wait([stopping, *tasks], return_when=asyncio.FIRST_COMPLETED)
        for task in done - {stopping}:
            task.result()  # a link ends only by a bug: let it be seen
    finally:
        stopping.cancel()


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


def _on_loopback(api_url: str) -> bool:
    host = urlsplit(api_url).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")
