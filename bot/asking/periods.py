"""Periods as people say them: `since 7d`, `since March`, `last week`, `in March 2024`. Pure; today is an argument.

Only periods of publication: the dates of events inside articles are another matter.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bot.language import fold
from bot.when.words import months
from storage.models import Record

MONTHS = months()

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {
    unit: days
    for days, units in (
        (1, "d day days jour jours tag tage tagen"), (7, "w week weeks semaine semaines woche wochen"),
        (30, "m month months mois monat monate monaten"), (365, "y year years an ans jahr jahre jahren"),
    )
    for unit in units.split()
}  # fmt: skip
_DAY = timedelta(days=1)


class Period(Record):
    """Days, both inclusive; None is open."""

    since: date | None = None
    until: date | None = None


Reader = Callable[[re.Match[str], date], Period]


def take(text: str, *, today: date) -> tuple[Period, str]:
    """The period that a text names, and the text without the words that name it."""
    return _first(_SAID, text, today)


def typed(text: str, *, today: date) -> tuple[Period, str]:
    """The same for what is typed after a command, where `today`, `in March 2025` and `in 2024` can only mean a period.

    In a question they tell when something happened, which is not when it was published.
    """
    period, rest = take(text, today=today)
    return (period, rest) if period != Period() else _first(_TYPED, text, today)


def day(text: str) -> date | None:
    """The day that a text is: `2025-03-01`, `1 March 2025`, `March 1, 2025`; None if it is not one of the calendar."""
    folded = fold(text)
    if match := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", folded):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    match = _DAY_FIRST.fullmatch(folded) or _MONTH_FIRST.fullmatch(folded)
    return _day(int(match["y"]), MONTHS[match["month"]], int(match["d"])) if match else None


def _first(readers: Sequence[tuple[re.Pattern[str], Reader]], text: str, today: date) -> tuple[Period, str]:
    folded = fold(text)  # a character for a character: what is found in it stands at the same place in the text
    for pattern, read in readers:
        match = pattern.search(folded)
        if match:
            period = read(match, today)
            if period != Period():
                return period, " ".join((text[: match.start()] + " " + text[match.end() :]).split())
    return Period(), text


def _ago(match: re.Match[str], today: date) -> Period:
    days = int(match["count"] or 1) * _UNITS[match["unit"]]
    return Period(since=today - timedelta(days=min(days, 36500)))


def _iso(match: re.Match[str], today: date) -> Period:
    del today
    return Period(since=_day(int(match["y"]), int(match["m"]), int(match["d"])))


def _dated(match: re.Match[str], today: date) -> Period:
    month, day = MONTHS[match["month"]], int(match["d"] or match["later"] or 1)
    if match["y"]:
        return Period(since=_day(int(match["y"]), month, day))
    # Without a year the last one that has come: a leap day may be eight years back.
    past = (_day(today.year - years, month, day) for years in range(9))
    return Period(since=next((found for found in past if found and found <= today), None))


def _in_month(match: re.Match[str], today: date) -> Period:
    del today
    year, month = int(match["y"]), MONTHS[match["month"]]
    following = date(year + month // 12, month % 12 + 1, 1)
    return Period(since=date(year, month, 1), until=following - _DAY)


def _since_year(match: re.Match[str], today: date) -> Period:
    del today
    return Period(since=date(int(match["y"]), 1, 1))


def _in_year(match: re.Match[str], today: date) -> Period:
    del today
    return Period(since=date(int(match["y"]), 1, 1), until=date(int(match["y"]), 12, 31))


def _since_recent(match: re.Match[str], today: date) -> Period:
    return Period(since=_recent(match, today).since)


def _recent(match: re.Match[str], today: date) -> Period:
    this = match["which"] == "this"
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    if match["unit"] == "week":
        return Period(since=monday) if this else Period(since=monday - timedelta(days=7), until=monday - _DAY)
    if match["unit"] == "month":
        before = (first - _DAY).replace(day=1)
        return Period(since=first) if this else Period(since=before, until=first - _DAY)
    year = today.year - (not this)
    return Period(since=date(year, 1, 1), until=date(year, 12, 31))


def _since_weekday(match: re.Match[str], today: date) -> Period:
    return Period(since=today - timedelta(days=(today.weekday() - _WEEKDAYS.index(match["weekday"])) % 7))


def _since_single(match: re.Match[str], today: date) -> Period:
    return Period(since=_single(match, today).since)


def _single(match: re.Match[str], today: date) -> Period:
    day = today - _DAY if match["day"] == "yesterday" else today
    return Period(since=day, until=day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_LONG_UNIT = "|".join(sorted((unit for unit in _UNITS if len(unit) > 1), key=len, reverse=True))
_SINCE = r"(?:since|seit|depuis)\s*:?"
_FROM = r"(?:since|after|seit|depuis)"
_YEAR = r"(?:19|20)\d\d"

_DAY_FIRST = re.compile(rf"(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th|er)?\s+(?P<month>{_MONTH})\.?\s+(?P<y>{_YEAR})")
_MONTH_FIRST = re.compile(rf"(?P<month>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>{_YEAR})")

_SAID: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"\b{_FROM}\s+(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)\b", _iso),
        (rf"\b{_SINCE}\s*(?P<count>\d{{1,4}})\s*(?P<unit>{_UNIT})\b(?:\s+ago\b)?", _ago),
        (rf"\b(?:in|over|within|during|for)\s+the\s+(?:last|past)\s+(?P<count>\d{{1,4}}\s+)?"
         rf"(?P<unit>{_LONG_UNIT})\b", _ago),
        (rf"\b(?:last|past)\s+(?P<count>\d{{1,4}})\s+(?P<unit>{_LONG_UNIT})\b", _ago),
        (rf"\b{_FROM}\s+(?:the\s+)?(?:(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th|er)?\s+)?(?P<month>{_MONTH})\b\.?"
         rf"(?:\s+(?P<later>\d{{1,2}})(?:st|nd|rd|th)?\b,?)?(?:\s+(?P<y>{_YEAR})\b)?", _dated),
        (rf"\b{_FROM}\s+(?P<y>{_YEAR})\b(?!-)", _since_year),
        (r"\bsince\s+(?P<which>this|last)\s+(?P<unit>week|month|year)\b", _since_recent),
        (r"\b(?P<which>this|last)\s+(?P<unit>week|month)\b", _recent),
        (rf"\bsince\s+(?:last\s+)?(?P<weekday>{'|'.join(_WEEKDAYS)})\b", _since_weekday),
        (r"\bsince\s+(?P<day>today|yesterday)\b", _since_single),
        (r"\b(?P<day>yesterday)\b", _single),
    )
)  # fmt: skip

_TYPED: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"\b(?P<day>today)\b", _single),
        (rf"\b(?:in|im|en)\s+(?P<month>{_MONTH})\s+(?P<y>{_YEAR})\b", _in_month),
        (r"\b(?P<which>this|last)\s+(?P<unit>year)\b", _recent),
        (rf"\b(?:in|from|of)\s+(?P<y>{_YEAR})$", _in_year),
    )
)
