"""When a digest is due, across changes of the clock; and how soon news may be posted at once. Pure: instants come in
and go out, nobody asks what time it is.

A period is a local day and the time wished for on it. A time that the change to summer leaves out comes at the first
instant after the gap; a time that the change to winter brings twice comes the first time. A day that a zone leaves
out altogether, as Samoa did on 30 December 2011, has no period.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import field_validator

from storage.models import Record

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


PACE = ((0, timedelta(0)), (1, timedelta(minutes=10)), (6, timedelta(hours=1)), (12, timedelta(hours=4)))
"""How long to wait after the last of so many alerts within a day: who is alerted eighty times a day stops reading."""


class Schedule(Record):
    """A time of day on some days of the week, Monday being 0, in an IANA zone."""

    at: time
    weekdays: tuple[int, ...]
    zone: str

    @field_validator("weekdays")
    @classmethod
    def _of_a_week(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        if not value or not set(value) <= set(range(7)):
            raise ValueError("at least one day of the week, from 0 for Monday to 6")
        return tuple(sorted(set(value)))


class Period(Record):
    """One digest of a schedule: `key` is its day and time as written in the zone, `at` the instant, in UTC."""

    key: str
    at: datetime


def due(schedule: Schedule, *, after: datetime, until: datetime) -> list[Period]:
    """The periods after one instant up to and including another, in order."""
    found = []
    for period in _periods(schedule, after):
        if period.at > until:
            break
        found.append(period)
    return found


def following(schedule: Schedule, after: datetime) -> Period:
    """The next period after an instant."""
    return next(_periods(schedule, after))


def alert_from(made: Sequence[datetime], now: datetime) -> datetime:
    """From when on news may be posted at once, after the alerts made at these instants, in order."""
    recent = [one for one in made if now - one < _DAY]
    wait = next(pause for most, pause in reversed(PACE) if len(recent) >= most)
    return recent[-1] + wait if recent else now


def _periods(schedule: Schedule, after: datetime) -> Iterator[Period]:
    zone = ZoneInfo(schedule.zone)
    # Two days back: a gap may carry a period over midnight, or a zone over a whole day.
    day = after.astimezone(zone).date() - 2 * _DAY
    while True:
        if day.weekday() in schedule.weekdays and _exists(day, zone):
            at = instant(datetime.combine(day, schedule.at), zone)
            if at > after:
                yield Period(key=f"{day.isoformat()}T{schedule.at:%H:%M}", at=at)
        day += _DAY


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The first instant, in UTC, at which a clock in the zone shows `local`, or the first after the gap it falls in."""
    wall = local.replace(tzinfo=zone, fold=0)
    found = wall.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == local:
        return found
    # In a gap, fold=0 reads the clock as before the change, which is an instant after it; fold=1 one before it.
    before, at = wall.replace(fold=1).astimezone(UTC), found
    old = before.astimezone(zone).utcoffset()
    while at - before > _SECOND:
        middle = before + timedelta(seconds=(at - before) // _SECOND // 2)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            at = middle
    return at


def _exists(day: date, zone: ZoneInfo) -> bool:
    return instant(datetime.combine(day, time()), zone).astimezone(zone).date() == day
