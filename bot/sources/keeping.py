"""One item that a source has shown: fetched as its page where there is more to read, kept, looked at again."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.errors import FetchError
from bot.incoming.drafting import Undigested
from bot.incoming.ingest import judgement
from bot.reading import Raw, urls
from bot.sources import merging, rhythm, shipped
from storage import items, sources
from storage.database import Database
from storage.watched import Fetched, Item, Validators

if TYPE_CHECKING:
    from bot.sources.gathering import Fetches, Run

FOR_NOW = ("later", "unreachable")
"""Troubles that may pass."""

log = structlog.get_logger(__name__)

FORBIDDEN = "Its robots.txt asks us not to fetch the page."


class Keeper:
    """Keeps items. `allowed` says whether a host wants an address read."""

    def __init__(
        self,
        database: Database,
        fetcher: "Fetches",
        run: "Run",
        *,
        clock: Callable[[], datetime],
        allowed: Callable[[str], Awaitable[bool]],
    ) -> None:
        self._database = database
        self._fetcher = fetcher
        self._run = run
        self._clock = clock
        self._allowed = allowed

    async def keep(self, item: Item) -> str:
        """Settle it, or put it off; says in a word what became of it."""
        if not item.looks and await self._had(item):
            return "known"
        if item.whole or item.url is None:
            return await self._kept(item, None)
        try:
            if not await self._allowed(item.url):
                return await self._without(item, FORBIDDEN)
            fetched = await self._fetcher.visit(item.url, item.validators)
        except FetchError as error:
            return await self._not_had(item, error)
        if fetched.content is None:
            return await self._settled(item, "page")
        return await self._kept(item, fetched)

    async def _had(self, item: Item) -> bool:
        """Whether another source has brought the page already, and no less of it; that one looks after it."""
        if item.url is None or item.identity != item.url:  # several articles of one page
            return False
        page = urls.same_page(item.url) or item.url
        found = await self._database.read(
            items.had, audience=item.audience, url=item.url, page=page, whole=item.whole or bool(item.looks)
        )
        if found is None:
            return False
        await self._database.write(items.settle, item.id, outcome="known")
        return True

    async def _kept(self, item: Item, fetched: Fetched | None, *, reason: str = "", passing: bool = False) -> str:
        now, page = self._clock(), None
        if fetched is not None and fetched.content is not None:
            name = item.url or item.identity
            page = Raw(name=name, content=fetched.content, media_type=fetched.media_type, url=fetched.url)
        source = await self._database.read(sources.get, source=item.source)
        if source is None:
            return "removed"
        found: merging.Merged | Undigested = await self._run(
            merging.digest, item, page, source=merging.From(source.publisher, source.url, source.name), at=now,
            reason=reason,
        )  # fmt: skip
        if found.reason and item.outcome == "page":  # less than is held already
            return await self._settled(item, "page", reason=found.reason)
        if isinstance(found, Undigested) and page is not None and item.shown:
            return await self._kept(item, None, reason=found.reason)  # a page that broke its reader
        if isinstance(found, Undigested):
            return await self._settled(item, "left", reason=found.reason)
        if found.dated:
            log.debug("days differ", item=item.id, why=found.dated)
        whole = page is not None and not found.reason
        kept = await self._database.write(
            items.kept,
            item.id,
            found.draft,
            judgement(),
            outcome="page" if whole else "shown",
            reason=found.reason,
            again=rhythm.next_look(now, item.looks + 1) if whole or passing else None,
            validators=fetched.validators if fetched else None,
        )
        return kept.outcome

    async def _not_had(self, item: Item, error: FetchError) -> str:
        now = self._clock()
        asked = timedelta(seconds=error.retry_after_s) if error.retry_after_s else None
        if error.trouble == "later" and asked:
            until = now + min(asked, rhythm.LONGEST_REST)
            await self._database.write(sources.leave_alone, host=sources.host(item.url), until=until)
        passing = error.trouble in FOR_NOW
        again = rhythm.next_try(now, item.tries + 1, looks=item.looks, retry_after=asked) if passing else None
        if again is not None:
            await self._database.write(items.postpone, item.id, until=again, reason=error.public)
            return "later"
        return await self._without(item, error.public, passing=passing)

    async def _without(self, item: Item, reason: str, *, passing: bool = False) -> str:
        """The page is not to be had: the source's own text must do; what was kept before stays."""
        if item.outcome == "page":
            return await self._settled(item, "page", reason=reason)
        source = await self._database.read(sources.get, source=item.source)
        if source is not None and item.url and not shipped.together(item.url, source.url) and await self._had(item):
            return "known"  # by its own outlet, of which this one says what it likes
        return await self._kept(item, None, reason=reason, passing=passing)

    async def _settled(
        self, item: Item, outcome: items.Outcome, *, reason: str = "", validators: Validators | None = None
    ) -> str:
        again = rhythm.next_look(self._clock(), item.looks + 1) if outcome == "page" else None
        await self._database.write(
            items.settle, item.id, outcome=outcome, reason=reason, again=again, validators=validators or item.validators
        )
        return "unchanged" if outcome == "page" else outcome
