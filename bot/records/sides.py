"""Actors side by side, as the desk returns them: from the catalogue, and from articles, each part cited."""

from datetime import date

from bot.records.cited import Choice, Cited, Coverage, Event
from bot.records.offices import Officeholder
from storage.models import Record


class Point(Record):
    """A sentence, and the step that it states, where it states one."""

    said: Cited
    step: Event | None = None


class Side(Record):
    """One of the actors compared. `agreements` are its steps with the Union, the newest first.

    `about` is what is said of it on what is compared, the most telling first.
    """

    id: str
    name: str
    kind: str
    role: str
    offices: tuple[Officeholder, ...]
    articles: int
    months: tuple[tuple[date, int], ...]
    events: tuple[Event, ...]
    agreements: tuple[Event, ...]
    about: tuple[Point, ...] = ()


class Comparison(Record):
    """Actors side by side, offices as of a day; on one subject, if `about` names it."""

    about: Choice | None = None
    sides: tuple[Side, ...]
    coverage: Coverage
    as_of: date
