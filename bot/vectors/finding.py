"""Articles near a question by what they mean: asked of a process that encodes, and waited for only so long.

One process, of low priority, holds the encoder and the archive's vectors: it encodes what was kept, a stretch at a
time, and questions between two of them. The bot itself holds nothing of either, and a crash there costs it nothing.
"""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import structlog

from bot.errors import AnticiError
from bot.settings import Settings
from bot.vectors.encoder import Model, installed
from storage import vectors
from storage.database import Database
from storage.models import Audience

if TYPE_CHECKING:
    from bot.incoming.workers import Workers

PATIENCE_S = 20.0
"""For an encoder that must be started first."""

HASTE_S = 0.2
"""How long a question waits for one that was: what is found by words is enough for an answer."""

FAILURES = 3
"""Times in a row that the encoder may fail, at whatever text, before it is taken for broken."""

ALIKE = 40
"""Articles alike one that are looked at for one in another language."""

log = structlog.get_logger(__name__)


class Finder:
    """The encoder and the vectors of an archive."""

    def __init__(self, database: Database, model: Model) -> None:
        self.database = database
        self.model = model
        self._patience_s = PATIENCE_S
        self._workers: Workers | None = None
        self._failures = 0
        self._asked: set[asyncio.Task[Any]] = set()

    async def near(
        self, audience: Audience, question: str, *, since: date | None = None, until: date, limit: int
    ) -> list[int]:
        """Articles of a period that this audience may see, the nearest first; none where that takes too long."""
        if self.broken or not await self.database.read(vectors.any_of, model=self.model.name):
            return []
        found = await self._within_patience(
            "near", self.model, self.database.path, question, audience, since=since, until=until, limit=limit
        )
        return [article for article, _ in found or ()]

    async def encoded(self, texts: Sequence[str]) -> bytes | None:
        """The vectors of passages, as they are kept; None where the encoder failed."""
        found = await self._call("encode", self.model, texts)
        return found if isinstance(found, bytes) else None

    async def alike(self, article: int) -> list[int]:
        """Articles of the same days that are alike one that has vectors, whatever their language; the nearest first."""
        return await self._call("alike", self.model, self.database.path, article, limit=ALIKE) or []

    @property
    def broken(self) -> bool:
        """Whether the encoder failed again and again; then it is left alone until the next start."""
        return self._failures >= FAILURES

    async def ready(self, *, until: date) -> None:
        """Start the encoder and read the vectors, before somebody waits for it; from now on nobody waits long."""
        self._patience_s = HASTE_S
        await self._call("near", self.model, self.database.path, "?", Audience(), since=None, until=until, limit=1)

    async def plan(self) -> str:
        """What is there, in words for whoever runs it."""
        done, of = await self.database.read(vectors.progress, model=self.model.name)
        return f"{self.model.name}; {done:,} of {of:,} articles are encoded"

    async def close(self) -> None:
        """End the process."""
        for task in self._asked:
            task.cancel()
        await asyncio.gather(*self._asked, return_exceptions=True)
        if self._workers is not None:
            await self._workers.__aexit__(None, None, None)
            self._workers = None

    async def _within_patience(self, function: str, *arguments: Any, **named: Any) -> Any:
        """What comes of a call in time; a call that is late is finished all the same, since the next may need it."""
        task = asyncio.create_task(self._call(function, *arguments, **named))
        self._asked.add(task)
        task.add_done_callback(self._asked.discard)
        done, _ = await asyncio.wait([task], timeout=self._patience_s)
        if not done:
            log.info("no vectors in time")
            return None
        return task.result()

    async def _call(self, function: str, *arguments: Any, **named: Any) -> Any:
        """A function of `nearest`, in the process; None where it failed, which is logged."""
        from bot.incoming.drafting import Undigested
        from bot.incoming.workers import Workers
        from bot.vectors import nearest

        if self._workers is None:
            self._workers = Workers(processes=1)
        try:
            found = await self._workers.call(getattr(nearest, function), *arguments, **named)
        except AnticiError as error:
            found = Undigested(reason=error.public)
        if isinstance(found, Undigested):
            self._failures += 1
            log.warning("the encoder failed", reason=found.reason, left_alone=self.broken)
            return None
        self._failures = 0
        return found


def of(database: Database, settings: Settings) -> Finder | None:
    """A finder with the encoder that is installed; None where there is none, or the settings want none."""
    model = installed() if settings.vectors == "auto" else None
    return Finder(database, model) if model is not None else None
