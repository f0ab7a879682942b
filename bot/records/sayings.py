"""What the desk returns of what was said and of what is to come: frozen records, each part cited."""

from datetime import date

from bot.records.cited import Choice, Cited, Coverage
from storage.models import Record


class Said(Record):
    """What somebody is quoted with, verbatim; not `direct`: what they are said to have said, in the writer's words."""

    said: Cited
    direct: bool
    speaker: str  # as the article names them
    office: str  # on the day of the article, by the catalogue; empty where none is known


class Turned(Record):
    """Two statements of one actor on one topic that take opposite sides, the newer first."""

    topic: Choice
    now: Said
    before: Said


class Standpoint(Record):
    """What an actor said on a topic, the newest first; `total` is how much there is."""

    topic: Choice
    said: tuple[Said, ...]
    total: int


class Quotations(Record):
    """What an actor said, or those who speak for it, on a topic perhaps: direct words first, newest first.

    `turned` are the statements that differ from earlier ones; the first page shows them.
    """

    subject: Choice
    topic: Choice | None
    since: date | None
    said: tuple[Said, ...]
    turned: tuple[Turned, ...] = ()
    total: int
    offset: int
    following: int | None
    coverage: Coverage
    as_of: date


class Upcoming(Record):
    """A day to come and what is to happen on it, with the sentence that says so."""

    on: date
    precision: str
    certain: bool  # scheduled or decided, rather than expected or planned
    what: str  # verbatim, a part of the sentence
    said: Cited
    publishers: int


class Milestones(Record):
    """The days to come that articles name, the nearest first. `more` found no room."""

    subject: Choice | None
    days: tuple[Upcoming, ...]
    more: int
    coverage: Coverage
    as_of: date
