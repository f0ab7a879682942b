"""The round of threads and digests: what they quoted is corrected, once, when its article says something else.

Knows time and the archive, not Slack: whoever posts is handed in. A crash between the post and its settling is
resolved by the publisher, who looks for the post before making it anew.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Protocol

import structlog

from bot.desk import Desk
from bot.errors import AnticiError, StorageError, Unavailable
from bot.records import Overtaken
from storage.models import Audience, Stale
from storage.overtaken import settle, unsettled

LOOK_S = 60.0
REMEMBERED = timedelta(days=90)
"""Threads older than this are history: nobody forwards from them any more."""

log = structlog.get_logger(__name__)


class Corrects(Protocol):
    """Whoever takes a correction to its thread."""

    async def correct(self, key: str, stale: Stale, overtaken: tuple[Overtaken, ...]) -> None:
        """Post it in the thread under this key, unless it is there already.

        Raises:
            Unavailable: not for now.
            AnticiError: not at all.
        """


class Afterwards:
    """One for each bot."""

    def __init__(
        self,
        desk: Desk,
        publisher: Corrects,
        *,
        team: str,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        look_s: float = LOOK_S,
    ) -> None:
        self._desk = desk
        self._publisher = publisher
        self._team = team
        self._sleep = sleep
        self._look_s = look_s

    async def run(self) -> None:
        """Correct what is to be corrected, for ever."""
        while True:
            try:
                await self.once()
            except StorageError as error:
                log.warning("cannot see what was overtaken", reason=error.public)
            except Exception:  # the outermost edge: one row must not end the corrections of all
                log.exception("bug in the round of corrections")
            await self._sleep(self._look_s)

    async def once(self) -> None:
        """Correct what is to be corrected now."""
        database, now = self._desk.database, self._desk.clock()
        for stale in await database.read(unsettled, team=self._team, after=now - REMEMBERED):
            if await self._done(stale):
                await database.write(settle, stale, now=self._desk.clock())

    async def _done(self, stale: Stale) -> bool:
        """Whether it is settled: posted, nothing to be said, or refused for good."""
        audience = Audience(team=self._team, conversation=stale.channel)
        overtaken = await self._desk.overtaken(audience, stale)
        if not overtaken:
            return True
        place = stale.conversation or f"digest {stale.subscription} {stale.period}"
        key = f"correction:{place}:{stale.article}:{stale.revision}"
        try:
            await self._publisher.correct(key, stale, overtaken)
            log.info("corrected", key=key)
        except Unavailable as error:
            log.warning("not corrected yet", key=key, reason=error.public)
            return False
        except AnticiError as error:
            log.error("not corrected", key=key, reason=error.public)
        return True
