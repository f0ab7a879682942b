"""When a source is visited next: by its own rhythm, after a failure, when a server says so. Pure; asks no clock.

Chance comes as an argument, so that the same visit has the same next one in every process.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from statistics import median

from storage.models import Published

SHORTEST = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
"""A source that is silent for years may still speak tomorrow, and an officer asks for today's news."""

FIRST = timedelta(hours=1)
"""Between visits to a source of whose rhythm nothing is known."""

BACK_OFF = timedelta(minutes=15)
LONGEST_BACK_OFF = timedelta(days=1)
LONGEST_REST = timedelta(days=2)
"""What a server may ask for and get; a Retry-After of a year is a mistake."""

VISITS_WITHIN = timedelta(days=3)
LOOKS_WITHIN = timedelta(days=8)
"""What is due later was put off by a clock that was wrong."""

SPREAD = 0.1
"""The part of an interval by which visits are moved about, so that those due at once do not stay together."""

NEWEST = 20
"""Items of which a rhythm is made: a feed of ten years may be livelier now."""

LOOKS = (timedelta(hours=6), timedelta(days=2), timedelta(days=7))
"""After each time that an article was kept: corrections come in the first days, most of them in the first hours."""

RETRIES = (timedelta(minutes=5), timedelta(minutes=20), timedelta(minutes=90))
"""Between attempts at a page that cannot be had for now; after the last one its source's own text must do."""

LATER_RETRIES = (timedelta(hours=1), timedelta(hours=5), timedelta(hours=18))
"""… and at one that was kept before, where nobody waits."""


def usual(published: Sequence[Published]) -> timedelta | None:
    """The usual time between one item and the next, by when they came out; None where that cannot be told."""
    moments = sorted({instant(when) for when in published if when is not None}, reverse=True)[:NEWEST]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(moments)]
    return timedelta(seconds=round(median(gaps))) if gaps else None


def interval(gap: timedelta | None, newest: date | None, *, now: datetime) -> timedelta:
    """How long to wait between visits to a source with such a gap between its items.

    Half of it: then most items are read within that. A source that has gone quiet is asked more seldom, in proportion
    to its silence.
    """
    silence = timedelta(0) if newest is None else (now - instant(newest)) / 20
    return min(max(FIRST if gap is None else gap / 2, silence, SHORTEST), LONGEST)


def following(now: datetime, every: timedelta, *, chance: float, fresh: timedelta = timedelta(0)) -> datetime:
    """The next visit after one that went well; `fresh` is how long the server says that nothing changes."""
    return _moved(now, max(every, min(fresh, LONGEST)), chance)


def after_failure(now: datetime, failures: int, *, chance: float, retry_after: timedelta | None = None) -> datetime:
    """The next attempt after so many failures in a row, not before the server wants it."""
    wait = min(BACK_OFF * 2 ** min(failures - 1, 10), LONGEST_BACK_OFF)
    asked = min(retry_after or timedelta(0), LONGEST_REST)
    # Later by chance, never earlier than what was asked for.
    return max(_moved(now, wait, chance), _whole(now + asked * (1 + SPREAD * chance)))


def next_look(now: datetime, looks: int) -> datetime | None:
    """When an article that was kept so many times, this one included, is looked at again; None for never."""
    return now + LOOKS[looks - 1] if 0 < looks <= len(LOOKS) else None


def next_try(now: datetime, tries: int, *, looks: int, retry_after: timedelta | None) -> datetime | None:
    """When a page that could not be had so many times is tried again; None when that was enough."""
    waits = LATER_RETRIES if looks else RETRIES
    if tries > len(waits):
        return None
    return now + max(waits[tries - 1], min(retry_after or timedelta(0), LONGEST_REST))


def chance(*told: object) -> float:
    """A number from 0 to 1 that looks like chance and is the same for the same things told."""
    digest = hashlib.sha256(repr(told).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def instant(when: date | datetime) -> datetime:
    """The moment of a publication; noon of a day of which the hour is not known."""
    if isinstance(when, datetime):
        return when if when.tzinfo else when.replace(tzinfo=UTC)
    return datetime.combine(when, time(12), UTC)


def _moved(now: datetime, wait: timedelta, chance: float) -> datetime:
    return _whole(now + wait * (1 + SPREAD * (2 * chance - 1)))


def _whole(moment: datetime) -> datetime:
    """The next whole second: a moment that is kept in seconds must not be before the one that was meant."""
    return moment if moment.microsecond == 0 else moment.replace(microsecond=0) + timedelta(seconds=1)
