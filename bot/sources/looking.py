"""One look at an address that somebody wants read: what is there, and how it is read best. Keeps nothing."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.errors import BadRequest, FetchError
from bot.incoming.drafting import Undigested
from bot.reading import Raw
from bot.sources import robots
from bot.sources.survey import Survey, survey
from storage.models import Publisher, Record
from storage.watched import Fetched, SourceKind

if TYPE_CHECKING:
    from bot.sources.gathering import Fetches, Run

FEEDS = 3
"""Feeds of a page that are tried."""

_KINDS = {
    "feed": "a feed", "sitemap": "a list of the site's pages", "listing": "a page that lists articles",
    "page": "a single page, which is read for what changes on it", "site": "a site",
}  # fmt: skip


class Prospect(Record):
    """What is at an address. `said` tells it to whoever wants it read."""

    url: str
    kind: SourceKind
    name: str = ""
    publisher: Publisher | None = None
    said: str


class Looks:
    """Eyes for a desk."""

    def __init__(self, fetcher: "Fetches", run: "Run", *, clock: Callable[[], datetime]) -> None:
        self._visit: Callable[[str], Awaitable[Fetched]] = fetcher.visit
        self._run = run
        self._clock = clock

    async def look(self, url: str, *, guessed: bool = False) -> Prospect:
        """What is there. A source that cannot be reached for now may be added all the same.

        `guessed` says that nobody typed the `https://`: where nothing answers so, `http://` is tried too.

        Raises:
            BadRequest: there is nothing that can be read.
        """
        try:
            found, at = await self._surveyed(url)
        except FetchError as error:
            if guessed and error.trouble == "unreachable" and (plain := await self._plainly(url)) is not None:
                return plain
            if error.trouble == "unfit" and (mapped := await self._mapped(url)) is not None:
                return mapped
            if error.trouble in ("missing", "gone", "unfit"):
                raise BadRequest(f"That cannot be read. {error.public}") from error
            return Prospect(url=url, kind="site", said=f"For now it cannot be read: {error.public} It is tried again.")
        for feed in found.feeds[:FEEDS]:
            try:
                offered, feed_at = await self._surveyed(feed)
            except FetchError:
                continue
            if offered.kind == "feed":
                return _prospect(offered, feed_at, given=url)
        return _prospect(found, at, given=url)

    async def _plainly(self, url: str) -> Prospect | None:
        """What is there without a secure connection, if anything is."""
        bare = f"http://{url.removeprefix('https://')}"
        try:
            await self._visit(bare)
        except FetchError:
            return None
        return await self.look(bare)

    async def _mapped(self, url: str) -> Prospect | None:
        """The site's own list of its pages, if it has one."""
        for listed in await robots.maps(url, self._visit):
            try:
                found, at = await self._surveyed(listed)
            except FetchError:
                continue
            if found.kind == "sitemap":
                return _prospect(found, at, given=url)
        return None

    async def _surveyed(self, url: str) -> tuple[Survey, str]:
        fetched = await self._visit(url)
        raw = Raw(name=url, content=fetched.content or b"", media_type=fetched.media_type, url=fetched.url)
        found: Survey | Undigested = await self._run(survey, raw, "site", today=self._clock().date())
        if isinstance(found, Undigested):
            raise FetchError(found.reason)
        return found, fetched.permanent or url


def _prospect(found: Survey, at: str, *, given: str) -> Prospect:
    where = f", found there: {at}" if at != given else ""
    number = len(found.shown)
    shows = f" It shows {number} article{'' if number == 1 else 's'} now." if number and found.kind != "page" else ""
    return Prospect(
        url=at,
        kind=found.kind,
        name=found.name,
        publisher=found.publisher,
        said=f"It is {_KINDS[found.kind]}{where}.{shows}",
    )
