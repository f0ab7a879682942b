"""What people share, read and kept for those who see it where it was shared. Part of the desk; posts nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import AnticiError, FetchError
from bot.reading import Raw
from bot.records import Ingested
from storage.database import Database
from storage.models import Audience, Draft

if TYPE_CHECKING:
    from bot.fetch import Fetcher
    from bot.incoming.workers import Workers

MOST = 3
"""Articles that one link may bring: a page of debates has several, a feed or a listing is a source."""

LEAST_WORDS = 25
"""A message of fewer words is talk, not an article."""


class Tools(NamedTuple):
    """What reading needs, opened when somebody first shares something: asking needs none of it."""

    fetcher: "Fetcher"
    workers: "Workers"


class Intake:
    """Takes in links, files and texts. `fetcher` makes the client that fetches links."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        *,
        fetcher: Callable[[], "Fetcher"] | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._fetcher = fetcher
        self._opened = AsyncExitStack()
        self._opening = asyncio.Lock()
        self._tools: Tools | None = None

    async def link(self, audience: Audience, url: str) -> list[Ingested]:
        """Fetch what lies at an address, and keep it for this audience; what became of it, failures included."""
        try:
            raw = await (await self._ready()).fetcher.get(url)
        except FetchError as error:
            return [Ingested(input=url, outcome="failed", reason=error.public)]
        return await self.document(audience, raw)

    async def document(self, audience: Audience, raw: Raw) -> list[Ingested]:
        """Keep what a file, a page or a text holds for this audience; what became of it, failures included."""
        from bot.incoming.drafting import Undigested
        from bot.incoming.ingest import ingest

        tools = await self._ready()
        digested = await tools.workers.digest(raw, audience, self._clock())
        if not isinstance(digested, Undigested) and len(digested) > MOST:
            many = f"It lists {len(digested)} articles: it is a source, not an article. Share the articles one by one."
            return [Ingested(input=raw.name, outcome="failed", reason=many)]

        async def one() -> AsyncIterator[tuple[str, Raw | AnticiError]]:
            yield raw.name, raw

        async def done(raw: Raw, audience: Audience, at: datetime) -> list[Draft] | Undigested:
            return digested

        kept = ingest(one(), self._database, audience=audience, now=self._clock, run=done)
        return [became async for became in kept]

    async def text(self, audience: Audience, text: str) -> list[Ingested]:
        """Keep what somebody wrote or pasted, if it is long enough to be an article."""
        if len(text.split()) < LEAST_WORDS:
            short = "It holds neither a link nor a file, and too few words to be an article."
            return [Ingested(input="message", outcome="failed", reason=short)]
        return await self.document(audience, Raw(name="message", content=text.encode(), media_type="text/plain"))

    async def close(self) -> None:
        """Let go of what was opened."""
        await self._opened.aclose()

    async def _ready(self) -> Tools:
        async with self._opening:
            if self._tools is None:
                from bot.fetch import Fetcher
                from bot.incoming.workers import Workers

                fetcher = await self._opened.enter_async_context((self._fetcher or Fetcher)())
                workers = await self._opened.enter_async_context(Workers(processes=1))
                self._tools = Tools(fetcher, workers)
            return self._tools
