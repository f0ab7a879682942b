"""Periods as people say them: `since 7d`, `since March`, `last week`, `in 2024`. Pure; today is an argument.

Only periods of publication: the dates of events inside articles are another matter.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from storage.models import Record

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier januar", "february feb fevrier februar", "march mar mars marz", "april apr avril",
            "may mai", "june jun juin juni", "july jul juillet juli", "august aug aout", "september sep sept septembre",
            "october oct octobre oktober", "november nov novembre", "december dec decembre dezember",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_UNITS = {"d": 1, "day": 1, "w": 7, "week": 7, "m": 30, "month": 30, "y": 365, "year": 365}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SINCE = r"(?:since|after|seit|depuis)"


class Period(Record):
    """Days, both inclusive; None is open."""

    since: date | None = None
    until: date | None = None


Reader = Callable[[re.Match[str], date], Period]


def take(text: str, *, today: date) -> tuple[Period, str]:
    """The period that a text names, and the text without the words that name it."""
    for pattern, read in _READERS:
        match = pattern.search(text)
        if match:
            period = read(match, today)
            if period != Period():
                return period, " ".join((text[: match.start()] + " " + text[match.end() :]).split())
    return Period(), text


def _ago(match: re.Match[str], today: date) -> Period:
    days = int(match["count"] or 1) * _UNITS[match["unit"].lower().rstrip("s") or "d"]
    return Period(since=today - timedelta(days=min(days, 36500)))


def _iso(match: re.Match[str], today: date) -> Period:
    del today
    day = _day(int(match["y"]), int(match["m"]), int(match["d"]))
    return Period(since=day) if day else Period()


def _dated(match: re.Match[str], today: date) -> Period:
    month = MONTHS[match["month"].lower()]
    year = int(match["y"]) if match["y"] else today.year - (month > today.month)
    day = _day(year, month, int(match["d"] or 1))
    return Period(since=day) if day else Period()


def _in_month(match: re.Match[str], today: date) -> Period:
    del today
    year, month = int(match["y"]), MONTHS[match["month"].lower()]
    following = date(year + month // 12, month % 12 + 1, 1)
    return Period(since=date(year, month, 1), until=following - timedelta(days=1))


def _since_year(match: re.Match[str], today: date) -> Period:
    del today
    return Period(since=date(int(match["y"]), 1, 1))


def _recent(match: re.Match[str], today: date) -> Period:
    which, unit = match["which"].lower(), match["unit"].lower()
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    if unit == "week":
        return (
            Period(since=monday) if which == "this" else Period(since=monday - timedelta(days=7), until=monday - _DAY)
        )
    if unit == "month":
        before = (first - _DAY).replace(day=1)
        return Period(since=first) if which == "this" else Period(since=before, until=first - _DAY)
    year = today.year - (which == "last")
    return Period(since=date(year, 1, 1), until=date(year, 12, 31))


def _single(match: re.Match[str], today: date) -> Period:
    day = today - _DAY if match["day"].lower() == "yesterday" else today
    return Period(since=day, until=day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_DAY = timedelta(days=1)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_compiled(rf"\b{_SINCE}\s+(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)\b"), _iso),
    (_compiled(rf"\b{_SINCE}\s*:?\s*(?P<count>\d{{1,4}})\s*(?P<unit>d|w|m|y|days?|weeks?|months?|years?)\b"), _ago),
    (_compiled(r"\b(?:in|over|within|during|for)\s+the\s+(?:last|past)\s+(?P<count>\d{1,4})?\s*"
               r"(?P<unit>days?|weeks?|months?|years?)\b"), _ago),
    (_compiled(rf"\b{_SINCE}\s+(?:(?P<d>\d{{1,2}})\.?\s+)?(?P<month>{_MONTH})\b\.?(?:\s+(?P<y>\d{{4}}))?"), _dated),
    (_compiled(rf"\bin\s+(?P<month>{_MONTH})\s+(?P<y>\d{{4}})\b"), _in_month),
    (_compiled(rf"\b{_SINCE}\s+(?P<y>20\d\d)\b"), _since_year),
    (_compiled(r"\b(?P<which>this|last)\s+(?P<unit>week|month|year)\b"), _recent),
    (_compiled(r"\b(?P<day>today|yesterday)\b"), _single),
)  # fmt: skip
