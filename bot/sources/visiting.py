"""One visit of one source: fetched politely, what it shows remembered, how it does noted, when it is due next."""

import contextlib
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from bot.errors import FetchError
from bot.incoming.drafting import Undigested
from bot.reading import Raw
from bot.sources import health, rhythm, robots
from bot.sources.survey import Survey, survey
from storage import sources, visits
from storage.database import Database
from storage.models import Published
from storage.watched import Fetched, Source, SourceKind, Validators

if TYPE_CHECKING:
    from bot.sources.gathering import Fetches, Run

NEWS = timedelta(days=7)
"""What is older than this when it is first seen waits until the news is read."""

RECENT = timedelta(days=30)
"""A sitemap lists all that a site ever published; so much is read, unless more was asked for."""

MOST_LISTED = 200_000
"""Pages that the files of an index list together; those of one that names a million hold up the loop for seconds."""

FEEDS = 3
"""Feeds of a page that are tried."""

READ_FROM_PAGES = ("site", "listing", "page")
"""Kinds of source for which robots.txt is asked."""

FORBIDDEN = FetchError("Its robots.txt asks us not to read it.", trouble="refused")


class Visitor:
    """Visits sources. `allowed` says whether a host wants an address read, `pause` keeps its pace."""

    def __init__(
        self,
        database: Database,
        fetcher: "Fetches",
        run: "Run",
        *,
        clock: Callable[[], datetime],
        allowed: Callable[[str], Awaitable[bool]],
        pause: Callable[[str], Awaitable[None]],
    ) -> None:
        self._database = database
        self._fetcher = fetcher
        self._run = run
        self._clock = clock
        self._allowed = allowed
        self._pause = pause

    async def visit(self, source: Source) -> str:
        """Visit it and keep what that brought; says in a word how it went."""
        try:
            fetched = await self._fetched(source)
            if fetched.content is None:
                return await self._unchanged(source, fetched)
            return await self._read(source, fetched, await self._surveyed(source, fetched))
        except FetchError as error:
            return await self._failed(source, error)

    async def _fetched(self, source: Source) -> Fetched:
        if source.kind in READ_FROM_PAGES and not await self._allowed(source.url):
            raise FORBIDDEN
        return await self._fetcher.visit(source.url, source.validators)

    async def _surveyed(self, source: Source, fetched: Fetched, *, within: bool = False) -> Survey | Undigested:
        """What it shows; of an index of sitemaps, what the files in it show, but no index `within` it."""
        raw = Raw(name=source.url, content=fetched.content or b"", media_type=fetched.media_type, url=fetched.url)
        found: Survey | Undigested = await self._run(
            survey, raw, source.kind, today=self._clock().date(), since=source.since or self._clock().date() - RECENT
        )
        if isinstance(found, Undigested) or not found.maps or within:
            return found
        shown = list(found.shown)
        for url in found.maps:
            if len(shown) >= MOST_LISTED:
                break
            await self._pause(source.url)
            try:
                part = await self._surveyed(source, await self._fetcher.visit(url), within=True)
            except FetchError:
                continue  # one file of many; the others go on
            if isinstance(part, Survey):
                shown += part.shown
        return found.model_copy(update={"shown": tuple({one.identity: one for one in shown}.values())})

    async def _unchanged(self, source: Source, fetched: Fetched) -> str:
        now = self._clock()
        known = _scheduled(health.unchanged(source, now=now), fetched, now=now)
        await self._settle(source, known)
        return "unchanged"

    async def _read(self, source: Source, fetched: Fetched, found: Survey | Undigested) -> str:
        if (better := await self._better(source, found)) is not None:
            return await self._turned(source, better)
        if isinstance(found, Undigested):
            moved = f" It was moved to {fetched.url}." if fetched.permanent else ""
            raise FetchError(found.reason + moved)
        if source.kind in ("feed", "sitemap") and found.kind != source.kind:
            moved = f"It has moved to {fetched.url}, where there is no feed" if fetched.url != source.url else ""
            raise FetchError(f"{moved or 'It is no feed any longer, but an ordinary page'}.", trouble="missing")
        now = self._clock()
        published = [one.published_at for one in found.shown]
        known = health.read(source, now=now, published=published, moved_to=fetched.permanent)
        # An index may stay as it is while the files in it change.
        validators = Validators() if found.maps else fetched.validators
        update = {"kind": found.kind, "name": source.name or found.name, "validators": validators}
        known = known.model_copy(update={**update, "publisher": source.publisher or found.publisher})
        ranks = [_rank(one.published_at or one.changed_at, source, found.kind, now=now) for one in found.shown]
        await self._settle(source, _scheduled(known, fetched, now=now), survey=found, ranks=ranks)
        return "read"

    async def _better(self, source: Source, found: Survey | Undigested) -> tuple[str, SourceKind] | None:
        """Where it is read better: a feed that its page offers, or the site's own list of its pages.

        A source that turns from one address to the next does so once a day at most.
        """
        if source.kind == "page" or (source.moved_at and self._clock() - source.moved_at < timedelta(days=1)):
            return None
        if isinstance(found, Survey):
            if found.kind in ("feed", "sitemap") or source.kind == "listing":
                return None
            return await self._first(source, found.feeds[:FEEDS], "feed")
        if source.kind != "site":
            return None
        return await self._first(source, await robots.maps(source.url, self._fetcher.visit), "sitemap")

    async def _first(self, source: Source, addresses: Sequence[str], kind: SourceKind) -> tuple[str, SourceKind] | None:
        """The first of these addresses at which there is such a thing indeed."""
        for url in addresses:
            await self._pause(source.url)
            with contextlib.suppress(FetchError):
                found = await self._surveyed(source, await self._fetcher.visit(url))
                if url != source.url and isinstance(found, Survey) and found.kind == kind:
                    return url, kind
        return None

    async def _turned(self, source: Source, better: tuple[str, SourceKind]) -> str:
        """What was found to be read better elsewhere is read there, at once."""
        now, (url, kind) = self._clock(), better
        moved = {"moved_from": source.url, "moved_at": now} if source.kind == "feed" else {}
        update = {"url": url, "kind": kind, "validators": Validators(), "next_at": now, **moved}
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


def _rank(published: Published, source: Source, kind: SourceKind, *, now: datetime) -> int | None:
    """0 for news, 2 for what is old, None for what nobody asked for."""
    if published is None:
        # The whole past of a site, without dates: what is on its map when it is first seen is left.
        return None if kind == "sitemap" and source.read_at is None and source.since is None else 0
    day = published.date() if isinstance(published, datetime) else published
    if source.since is not None and day < source.since:
        return None
    return 0 if now.date() - day <= NEWS else 2
