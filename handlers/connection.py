"""From a token to a living bot: who we are, Bolt over Socket Mode, and an orderly end. Answers nothing.

`LINKS` connections run beside each other, so that one hears while the other is built anew; Slack sends each payload
to one of them, and what comes by both is answered once.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.digests.rounds import Rounds
from bot.errors import Unavailable
from bot.talk.afterwards import LOOK_S, Afterwards
from handlers import measures
from handlers.admission import PAUSES_S, Admission
from handlers.answering import Answering
from handlers.commands.digests import Publisher
from handlers.delivery import Delivery
from handlers.downloads import Downloads
from handlers.health import Health
from handlers.hearing import Hearing
from handlers.links import PATIENCE, Links, Patience, on_loopback
from handlers.messages import Identity
from handlers.presence import Presence
from handlers.refusals import Refused, Uncertain
from handlers.speaking import PACE_S, Voice, asked
from handlers.stewards import Stewards
from handlers.whereabouts import Whereabouts
from storage.database import Database

if TYPE_CHECKING:
    from bot.desk import Desk

LINKS = 2
HEAR_OUT_S = 2.0
END_ROUND_S = 5.0
DRAIN_S = 20.0
"""For answers in flight at the end: within the thirty seconds that most supervisors give."""
CALL_S = 30.0

log = structlog.get_logger(__name__)


def web_client(session: aiohttp.ClientSession, *, api_url: str, token: str | None = None) -> AsyncWebClient:
    """A client that opens no session of its own, retries nothing by itself, and sends loopback to no proxy."""
    client = AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[])
    if on_loopback(api_url):
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
    pauses_s: tuple[float, ...] = PAUSES_S,
    drain_s: float = DRAIN_S,
    look_s: float = LOOK_S,
    patience: Patience = PATIENCE,
    health: Health | None = None,
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
        voice = Voice(client, session, me=identity.user, pace_s=pace_s)
        presence = Presence(client)
        delivery = Delivery(database, voice, clock, presence=presence)
        admission = Admission(
            database,
            Answering(desk, database, voice, Whereabouts(client), Downloads(client, session), presence=presence),
            delivery,
            clock,
            pauses_s=pauses_s,
        )
        rounds = Rounds(desk, Publisher(delivery), team=identity.team, counted=measures.digest)
        afterwards = Afterwards(desk, Publisher(delivery), team=identity.team, look_s=look_s)
        stewards = Stewards(desk, delivery, team=identity.team, look_s=look_s)
        hearing = Hearing(admission, identity)
        app = _app(web_client(session, api_url=api_url), identity, hearing, token=bot_token)
        links = Links(app, app_token, api_url=api_url, count=LINKS, ready=ready or asyncio.Event(), patience=patience)
        async with (health or Health(None)).served(links, hearing, database, clock=clock, stop=stop):
            await admission.resume()
            working = [
                asyncio.create_task(work) for work in (links.hold(), rounds.run(), afterwards.run(), stewards.run())
            ]
            try:
                await _until(stop, working)
            finally:
                await hearing.quiet(HEAR_OUT_S)  # what is being admitted is acknowledged before the socket goes
                await rounds.end(END_ROUND_S)
                for task in working:
                    task.cancel()
                await asyncio.gather(*working, return_exceptions=True)
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
    if not reply.get("user_id"):
        raise Unavailable("Slack does not say who the bot is; is this a bot token (xoxb-…)?")
    return Identity(team=reply.get("team_id") or "", user=reply["user_id"], bot=reply.get("bot_id") or "")


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
    # Below INFO, Bolt prints payloads whole: people's words and response URLs. Its warnings are about ways of using
    # it that are not ours.
    logger = logging.getLogger("slack_bolt.antici")
    logger.setLevel(max(logging.ERROR, logger.getEffectiveLevel()))
    return logger


async def _until(stop: asyncio.Event, tasks: list[asyncio.Task[None]]) -> None:
    stopping = asyncio.create_task(stop.wait())
    try:
        done, _ = await asyncio.wait([stopping, *tasks], return_when=asyncio.FIRST_COMPLETED)
        for task in done - {stopping}:
            task.result()  # let it be seen
    finally:
        stopping.cancel()
