"""One visit of one source: fetched politely, what it shows remembered, how it does noted, when it is due next."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from bot.errors import FetchError
from bot.ingest import Undigested
from bot.reading import Raw
from bot.sources import health, rhythm
from bot.sources.survey import Survey, survey
from storage import sources, visits
from storage.database import Database
from storage.watched import Fetched, Source, Validators

if TYPE_CHECKING:
    from bot.sources.gathering import Fetches, Run

NEWS = timedelta(days=7)
"""What is older than this when it is first seen waits until the news is read."""

READ_FROM_PAGES = ("site", "listing", "page")
"""Kinds of source for which robots.txt is asked."""

FORBIDDEN = FetchError("Its robots.txt asks us not to read it.", trouble="refused")


class Visitor:
    """Visits sources. `allowed` says whether a host wants an address read."""

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

    async def visit(self, source: Source) -> str:
        """Visit it and keep what that brought; says in a word how it went."""
        try:
            fetched = await self._fetched(source)
            if fetched.content is None:
                return await self._unchanged(source, fetched)
            raw = Raw(name=source.url, content=fetched.content, media_type=fetched.media_type, url=fetched.url)
            found = await self._run(survey, raw, source.kind, today=self._clock().date())
            return await self._read(source, fetched, found)
        except FetchError as error:
            return await self._failed(source, error)

    async def _fetched(self, source: Source) -> Fetched:
        if source.kind in READ_FROM_PAGES and not await self._allowed(source.url):
            raise FORBIDDEN
        return await self._fetcher.visit(source.url, source.validators)

    async def _unchanged(self, source: Source, fetched: Fetched) -> str:
        now = self._clock()
        known = _scheduled(health.unchanged(source, now=now), fetched, now=now)
        await self._settle(source, known)
        return "unchanged"

    async def _read(self, source: Source, fetched: Fetched, found: Survey | Undigested) -> str:
        if isinstance(found, Undigested):
            moved = f" It was moved to {fetched.url}." if fetched.permanent else ""
            raise FetchError(found.reason + moved)
        if found.feeds and source.kind != "page":
            return await self._turned(source, found)
        if source.kind in ("feed", "sitemap") and found.kind != source.kind:
            moved = f"It has moved to {fetched.url}, where there is no feed" if fetched.url != source.url else ""
            raise FetchError(f"{moved or 'It is no feed any longer, but an ordinary page'}.", trouble="missing")
        now = self._clock()
        published = [one.published_at for one in found.shown]
        known = health.read(source, now=now, published=published, moved_to=fetched.permanent)
        update = {"kind": found.kind, "name": source.name or found.name, "validators": fetched.validators}
        known = known.model_copy(update={**update, "publisher": source.publisher or found.publisher})
        ranks = [_rank(one.published_at, source, now=now) for one in found.shown]
        await self._settle(source, _scheduled(known, fetched, now=now), survey=found, ranks=ranks)
        return "read"

    async def _turned(self, source: Source, found: Survey) -> str:
        """A page that offers a feed: that is read instead, at once."""
        now = self._clock()
        moved = {"moved_from": source.url, "moved_at": now} if source.kind == "feed" else {}
        update = {"url": found.feeds[0], "kind": "feed", "validators": Validators(), "next_at": now, **moved}
        await self._settle(source, source.model_copy(update=update))
        return "turned"

    async def _failed(self, source: Source, error: FetchError) -> str:
        now = self._clock()
        known = health.failed(source, now=now, trouble=error.trouble, reason=error.public)
        asked = timedelta(seconds=error.retry_after_s) if error.retry_after_s else None
        draw = rhythm.chance(source.id, now)
        next_at = rhythm.after_failure(now, known.failures, chance=draw, retry_after=asked)
        if error.trouble == "later" and asked:
            until = now + min(asked, rhythm.LONGEST_REST)
            await self._database.write(sources.leave_alone, host=sources.host(source.url), until=until)
        await self._settle(source, known.model_copy(update={"next_at": next_at}))
        return "failed"

    async def _settle(
        self, before: Source, after: Source, *, survey: Survey | None = None, ranks: list[int | None] | None = None
    ) -> None:
        now = self._clock()
        notice: Literal["down", "back", ""] = ""
        if health.worth_telling(after, now=now):
            notice, after = "down", after.model_copy(update={"reported": True})
        elif before.reported and not after.down:
            notice, after = "back", after.model_copy(update={"reported": False})
        shown = survey.shown if survey else ()
        await self._database.write(
            visits.settle, after, shown=shown, ranks=ranks or [], notice=notice, said=after.reason, now=now
        )


def _scheduled(source: Source, fetched: Fetched, *, now: datetime) -> Source:
    gap = timedelta(seconds=source.rhythm_s) if source.rhythm_s else None
    every = rhythm.interval(gap, source.newest or source.arrived_at or source.added_at, now=now)
    fresh = timedelta(seconds=fetched.fresh_s)
    next_at = rhythm.following(now, every, chance=rhythm.chance(source.id, now), fresh=fresh)
    return source.model_copy(update={"next_at": next_at})


def _rank(published: object, source: Source, *, now: datetime) -> int | None:
    """0 for news, 2 for what is old, None for what is older than was asked for."""
    day = published.date() if isinstance(published, datetime) else published
    if day is None:
        return 0
    if source.since is not None and day < source.since:  # type: ignore[operator]
        return None
    return 0 if now.date() - day <= NEWS else 2  # type: ignore[operator]
