"""How a source does, in a state and in plain words, from what its visits brought. Pure."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.errors import Trouble
from bot.sources import rhythm
from storage.models import Published
from storage.watched import Health, Source

DYING = timedelta(days=7)
"""A source that cannot be reached, or answers with faults, for so long is dead; one that is not there, sooner."""
MISSING = timedelta(days=3)

DOWN_FOR = timedelta(days=1)
FEWEST_FAILURES = 3
"""Stewards are told of a source that was down for a day and in at least so many visits: not of every hiccup, and not
of a night in which Antici itself was off."""

MOVED_FOR = timedelta(days=14)
"""So long a move is worth mentioning."""

DATED_WITHIN = timedelta(weeks=1)
"""The pages of a source that dates nothing itself date it while their newest day is as near to its last new item."""

SILENT = 12
"""A source is silent when nothing came for so many of its usual gaps, and at least three weeks."""
SILENT_FOR = timedelta(weeks=3)


def read(source: Source, *, now: datetime, published: Sequence[Published], moved_to: str | None = None) -> Source:
    """The source after a visit that went well and showed items published then; `moved_to` is where it went for good."""
    days = [_day(when) for when in published if when is not None]
    known = source.model_copy(
        update={
            "failures": 0, "failing_since": None, "reason": "", "visited_at": now, "read_at": now,
            "first_read_at": source.first_read_at or now, "items": len(published), "dated": len(days),
            "oldest": min([*days, *([source.oldest] if source.oldest else [])], default=None),
            "newest": max([*days, *([source.newest] if source.newest else [])], default=None),
            "missed": _missed(source, published, now=now) or source.missed,
            "rhythm_s": int(gap.total_seconds()) if (gap := rhythm.usual(published)) else source.rhythm_s,
        }
    )  # fmt: skip
    if moved_to is not None and moved_to != source.url:
        known = known.model_copy(update={"url": moved_to, "moved_from": source.url, "moved_at": now})
    health, reason = _of_read(known, now=now)
    return known.model_copy(update={"health": health, "reason": reason})


def unchanged(source: Source, *, now: datetime) -> Source:
    """The source after a visit in which it said that nothing has changed."""
    known = source.model_copy(
        update={"failures": 0, "failing_since": None, "reason": "", "visited_at": now, "read_at": now}
    )
    health, reason = _of_read(known, now=now)
    return known.model_copy(update={"health": health, "reason": reason})


def failed(source: Source, *, now: datetime, trouble: Trouble, reason: str) -> Source:
    """The source after a visit that failed. One failure of a source that did well is not yet a state."""
    since, failures = source.failing_since or now, source.failures + 1
    lasting = now - since
    health: Health = "failing"
    if trouble == "gone" or (trouble == "missing" and lasting >= MISSING and failures >= FEWEST_FAILURES):
        health = "dead"
    elif trouble == "refused":
        health = "blocked"
    elif lasting >= DYING and failures >= FEWEST_FAILURES:
        health = "dead"
    known = source.model_copy(update={"failures": failures, "failing_since": since, "visited_at": now})
    if health != "dead" and failures == 1 and source.read_at is not None:
        return known
    return known.model_copy(update={"health": health, "reason": reason})


def worth_telling(source: Source, *, now: datetime) -> bool:
    """Whether stewards are to be told that it is down."""
    if source.reported or not source.down or source.failing_since is None:
        return False
    if source.health == "dead":
        return True
    return now - source.failing_since >= DOWN_FOR and source.failures >= FEWEST_FAILURES


def _missed(source: Source, published: Sequence[Published], *, now: datetime) -> tuple[datetime, datetime] | None:
    """From the last visit to the oldest item now, where all are much younger: others may have come and gone."""
    if source.read_at is None or source.kind != "feed" or not published:
        return None
    instants = [rhythm.instant(when) for when in published if when is not None]
    if len(instants) < len(published) or min(instants) > now:
        return None
    unseen = min(instants) - source.read_at
    return (source.read_at, min(instants)) if unseen > timedelta(seconds=2 * source.rhythm_s) else None


def _dated_by_pages(source: Source) -> bool:
    """Whether the pages of its items say the days that it leaves out itself."""
    if source.newest is None:
        return False
    return source.arrived_at is None or source.arrived_at.date() - source.newest < DATED_WITHIN


def _of_read(source: Source, *, now: datetime) -> tuple[Health, str]:
    if source.items == 0:
        return "empty", "It can be read and holds no articles."
    if source.kind == "feed" and source.dated == 0 and not _dated_by_pages(source):
        return "undated", "None of its articles says when it was published."
    silence = timedelta(days=(now.date() - source.newest).days) if source.newest else timedelta(0)
    if silence >= max(SILENT_FOR, SILENT * timedelta(seconds=source.rhythm_s)):
        return "silent", "It can be read, and nothing new has come for much longer than usual."
    if source.moved_at is not None and now - source.moved_at < MOVED_FOR:
        return "moved", f"It has moved from {source.moved_from} and is read at its new address."
    return "fine", ""


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when
