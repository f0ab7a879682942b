"""Sources as people see them: what is covered, since when, and what is not. Part of what the desk returns."""

from datetime import date, datetime, timedelta
from typing import Literal

from storage.models import Record
from storage.watched import Health, SourceKind

Reach = Literal["archive", "workspace", "conversation"]
"""Whom a source serves: everyone who has the archive, everyone in the workspace, those in one conversation."""


class Watched(Record):
    """One source, and how it does. `articles` came from it; of those `teasers` only as it shows them itself."""

    id: int
    name: str
    url: str
    kind: SourceKind
    reach: Reach
    health: Health
    reason: str = ""
    paused: bool = False
    down: bool = False
    failing_since: datetime | None = None
    covered_since: datetime | None = None  # when it was first read
    read_at: datetime | None = None  # when it was last read well
    visited_at: datetime | None = None
    arrived_at: datetime | None = None  # when it last showed something new
    oldest: date | None = None  # publication days of what it has shown
    newest: date | None = None
    usual_gap: timedelta | None = None  # between one item and the next
    missed: tuple[datetime, datetime] | None = None  # between these, items may have come and gone unseen
    articles: int = 0
    teasers: int = 0
    teaser_reason: str = ""
    owed: int = 0  # shown and not yet kept
    next_at: datetime
    resting_until: datetime | None = None  # its host asked to be left alone, perhaps over another source


class Changed(Record):
    """What was done about a source, in words, and how it does now; None when it is gone, or never was."""

    said: str
    watched: Watched | None = None
    done: bool = True
