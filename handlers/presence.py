"""What people see while an answer is made: what we are at, the Stop button, the title of a new thread. Best effort.

None of it is an answer: it is asked of Slack beside the work, for a moment, and whatever Slack says to it is fine.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import AnticiError
from handlers import mrkdwn, wording
from handlers.calls import Call, Prompt
from handlers.refusals import Refused
from handlers.speaking import asked

PATIENCE_S = 1.5
"""An answer is not kept back longer than that for the sake of what is shown before it."""
TITLE = 120
_NEVER = ("unknown_method", "missing_scope", "not_allowed_token_type", "access_denied", "feature_not_enabled")

log = structlog.get_logger(__name__)


class Presence:
    """One for each bot; it learns what this workspace does not have."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._lacking: set[str] = set()

    @asynccontextmanager
    async def at_work(self, call: Call, articles: Callable[[], Awaitable[int]], *, first: bool) -> AsyncIterator[None]:
        """Show that an answer is being made, and in a conversation with us alone let it be stopped.

        `articles` tells how many are looked through; `first` gives the thread its title.
        """
        showing = asyncio.ensure_future(self._begin(call, articles, first=first))
        try:
            yield
        finally:
            # A status that came after the answer would stay for two minutes.
            await asyncio.wait([showing], timeout=PATIENCE_S)
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)
            if call.channel_type == "im":
                await self._session(call, "active")

    async def suggest(self, channel: str, prompts: tuple[Prompt, ...], *, title: str) -> None:
        """Offer questions to whoever opens the conversation with us."""
        offered = [{"title": one.title, "message": one.message} for one in prompts]
        await self._quietly(
            "prompts",
            lambda: self._client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, title=title, prompts=offered
            ),
        )

    async def _begin(self, call: Call, articles: Callable[[], Awaitable[int]], *, first: bool) -> None:
        channel, thread = call.channel, call.thread or ""
        if call.channel_type == "im":
            title = mrkdwn.cut(mrkdwn.line(call.text), TITLE) if first else None
            await self._session(call, "processing", title=title)
            if title:
                named = title
                await self._quietly(
                    "title",
                    lambda: self._client.assistant_threads_setTitle(channel_id=channel, thread_ts=thread, title=named),
                )
        try:
            looking = f"is looking through {wording.count(await articles(), 'article')} …"
        except AnticiError:  # whoever answers will say so
            return
        await self._quietly(
            "status",
            lambda: self._client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread, status=looking),
        )

    async def _session(self, call: Call, status: str, *, title: str | None = None) -> None:
        told = {"title": title} if title else {}
        await self._quietly(
            "session",
            lambda: self._client.agents_sessions_setStatus(
                channel_id=call.channel, thread_ts=call.thread or "", status=status, **told
            ),
        )

    async def _quietly(self, what: str, send: Callable[[], Awaitable[Any]]) -> None:
        if what in self._lacking:
            return
        try:
            async with asyncio.timeout(PATIENCE_S):
                await asked(send)
        except Refused as error:
            log.info("not shown", what=what, code=error.code)
            if error.code in _NEVER:
                self._lacking.add(what)
        except (AnticiError, TimeoutError):
            log.info("not shown", what=what)
