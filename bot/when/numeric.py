"""Days written in figures. Strict: a day that the calendar lacks, or a number that is a version or a sum, is none."""

import re
from datetime import date
from functools import lru_cache

from bot.when import calendar

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_RUN = re.compile(r"(\d{4})()(\d\d)(\d\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)")
_AMERICAN = re.compile(
    r"\b(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)|Oct(?:ober|\.)"
    r"|Nov(?:ember|\.)|Dec(?:ember|\.)) \d{1,2}, (?:19|20)\d\d\b"
)


def readings(figures: str, *, language: str) -> tuple[date, ...]:
    """The days that figures may mean: none, one, or the day-first reading and the month-first one.

    Full stops stand after the day first, and so does every sign in French and German; in English a slash or a hyphen
    decides nothing. A year of two figures is read after a slash, in English after a hyphen, in German after a full
    stop.
    """
    if match := _YEAR_FIRST.fullmatch(figures) or _RUN.fullmatch(figures):
        found = calendar.day(int(match[1]), int(match[3]), int(match[4]))
        return (found,) if found and 1900 <= found.year < 2100 else ()
    match = _YEAR_LAST.fullmatch(figures)
    if match is None or not (len(match[4]) == 2 or 1900 <= int(match[4]) < 2100):
        return ()
    told = match[2] == "/" or (match[2] == "." and language == "de") or (match[2] == "-" and language == "en")
    if len(match[4]) == 2 and not told:
        return ()
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    year = year if year > 99 else 2000 + year if year < 50 else 1900 + year
    ours, theirs = calendar.day(year, second, first), calendar.day(year, first, second)
    if match[2] == "." or language != "en":
        return (ours,) if ours else ()
    return tuple(dict.fromkeys(day for day in (ours, theirs) if day))


def meant(figures: str, text: str, *, language: str, on: date | None) -> tuple[date, ...]:
    """The same in a text: one clear date in it, or the way in which it writes months, tells how to read the others."""
    found = readings(figures, language=language)
    if len(found) < 2:
        return found
    order = _order(text, on)
    return found if not order else found[:1] if order == "day" else found[1:]


@lru_cache(maxsize=16)
def _order(text: str, on: date | None) -> str:
    """The order a text writes in: `day`, `month` or none."""
    orders = set()
    for match in re.finditer(r"(?<![\w./-])(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/-])", text):
        days = readings(match[0], language="en")
        first, second = int(match[1]), int(match[3])
        if len(days) == 1 and first != second:
            orders.add("day" if days[0].day == first else "month")
        elif on is not None and on in days:
            orders.add("day" if on == days[0] else "month")
    if not orders and _AMERICAN.search(text):
        return "month"
    return orders.pop() if len(orders) == 1 else ""
