"""Records of sources that are read again and again, and of what they show. No SQL, no decisions."""

from datetime import date, datetime
from typing import Literal

from storage.models import Published, Publisher, Record

SourceKind = Literal["site", "feed", "sitemap", "listing", "page"]
"""`site` is an address of which nobody has yet found out how it is read best."""

Health = Literal["new", "fine", "moved", "empty", "undated", "silent", "failing", "blocked", "dead"]

DOWN: tuple[Health, ...] = ("failing", "blocked", "dead")
"""States in which nothing new is read."""


class Validators(Record):
    """What a server gave for asking "anything new?" the next time."""

    etag: str = ""
    last_modified: str = ""


class Source(Record):
    """A source, whom it serves, and how it does."""

    id: int
    audience: str
    given: str  # as it was added
    url: str  # where it is read now
    kind: SourceKind
    name: str
    publisher: Publisher | None = None  # None: each article says its own
    entry: str = ""
    since: date | None = None
    added_at: datetime
    added_by: str = ""
    paused: bool = False
    health: Health = "new"
    reason: str = ""
    failures: int = 0
    failing_since: datetime | None = None
    reported: bool = False
    visited_at: datetime | None = None
    read_at: datetime | None = None
    first_read_at: datetime | None = None
    arrived_at: datetime | None = None
    oldest: date | None = None
    newest: date | None = None
    items: int = 0
    dated: int = 0
    moved_at: datetime | None = None
    moved_from: str = ""
    validators: Validators = Validators()
    rhythm_s: int = 0
    missed: tuple[datetime, datetime] | None = None  # between these, items may have come and gone unseen
    next_at: datetime

    @property
    def down(self) -> bool:
        """Whether nothing new is read from it."""
        return self.health in DOWN


class Shown(Record):
    """One thing that a source shows: enough to keep it, or to fetch its page."""

    identity: str
    url: str | None
    fingerprint: str
    reading: str  # JSON of a Reading; '' where there is only an address
    whole: bool
    published_at: Published = None
    changed_at: Published = None  # as a sitemap says; no day of publication


class Item(Record):
    """Something shown that is owed: to be kept for the first time, or looked at again."""

    id: int
    source: int
    audience: str
    identity: str
    url: str | None
    shown: str
    whole: bool
    outcome: str  # of the last look; '' before the first
    looks: int
    tries: int
    validators: Validators
    rank: int


class Notice(Record):
    """What the stewards of an audience are to be told once."""

    id: int
    audience: str
    kind: Literal["down", "back"]
    source: int
    name: str
    said: str
    at: datetime


class Fetched(Record):
    """What one polite request brought. `content` is None when nothing has changed since the validators were given."""

    url: str  # where it was found in the end
    permanent: str | None  # where it has moved for good, if it has
    content: bytes | None
    media_type: str | None
    validators: Validators
    fresh_s: int = 0  # how long the server says that it stays as it is
