"""What the desk returns of what happened, and of how much there is: frozen records, each part cited."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.records.cited import Choice, Citation, Coverage, Event, StoryLine
from bot.records.sayings import Upcoming
from storage.models import Change as ChangeKind
from storage.models import Record


class Timeline(Record):
    """What happened about a subject, oldest first. `earlier` events found no room."""

    subject: Choice
    since: date | None
    events: tuple[Event, ...]
    earlier: int
    coverage: Coverage
    as_of: date


class Counted(Record):
    """How often something of the catalogue was found."""

    id: str
    name: str
    count: int


class Overview(Record):
    """What is understood of an archive, on one page.

    `totals`: stories, developments, quotations, those whose speaker is known (attributed), milestones. `counts`: the
    most frequent languages, actors, topics, types and stages of developments, speakers.
    """

    totals: Mapping[str, int]
    counts: Mapping[str, tuple[Counted, ...]]
    stories: tuple[StoryLine, ...]  # told by the most independent publishers
    events: tuple[Event, ...]  # the newest, oldest first
    days: tuple[Upcoming, ...]
    coverage: Coverage
    as_of: date


class Edited(Record):
    """A sentence as it was and as it is; None where it was added, or left out."""

    before: str | None
    after: str | None


class Change(Record):
    """What a revision changed: `change` is what it says of itself, `edits` the sentences replaced, added, left out."""

    number: int
    retrieved_at: datetime
    change: ChangeKind
    title: str
    edits: tuple[Edited, ...]


class History(Record):
    """An article with its revisions, the newest first; without any there is the text as first seen."""

    article: Citation
    first_seen: datetime
    changes: tuple[Change, ...]
    copies: tuple[str, ...]  # who else published the same text
    as_of: date
