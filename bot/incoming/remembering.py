"""Which inputs were read to their end, so that the reading of many may be interrupted. Reads and keeps no article."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import PurePath

from bot import __version__
from bot.reading import Raw
from storage import read_before
from storage.database import Connection, Database
from storage.models import Audience
from storage.read_before import Before

__all__ = ["Before", "Input", "Memory"]


class Memory:
    """What was read before for an audience; with `again`, nothing was."""

    def __init__(self, database: Database, audience: Audience, *, now: Callable[[], datetime], again: bool) -> None:
        self._database = database
        self._audience = audience.key
        self._now = now
        self._again = again

    async def brought(self, raw: Raw) -> list[Before]:
        """The articles that the same bytes brought; none when they were never read to their end."""
        if self._again or raw.url is not None:  # what was fetched tells how it reads today
            return []
        found = await self._database.read(read_before.brought, audience=self._audience, input_hash=_hashed(raw))
        return found or []

    def keep(self, db: Connection, raw: Raw, articles: list[int]) -> None:
        """These bytes were read to their end."""
        if self._again or raw.url is not None:
            return
        read_before.remember(db, audience=self._audience, input_hash=_hashed(raw), articles=articles, at=self._now())


class Input:
    """One input, of which so many drafts are being kept."""

    def __init__(self, memory: Memory, raw: Raw, drafts: int) -> None:
        self._memory = memory
        self._raw = raw
        self._left = drafts
        self._articles: dict[int, int] = {}

    def kept(self, db: Connection, ordinal: int, article: int) -> None:
        """One of them is kept, in the transaction at hand; with the last one the input was read to its end."""
        self._articles[ordinal] = article
        if len(self._articles) == self._left:
            self._memory.keep(db, self._raw, [self._articles[number] for number in sorted(self._articles)])


def _hashed(raw: Raw) -> str:
    """The same for the same bytes from the same place, read by the same Antici."""
    place = f"{__version__}\0{PurePath(raw.name).suffix}\0{raw.media_type or ''}\0"
    return hashlib.sha256(place.encode("utf-8", "surrogateescape") + raw.content).hexdigest()
