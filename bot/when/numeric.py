"""Days written in figures. Strict: a day that the calendar lacks, or a number that is a version or a sum, is none."""

import re
from datetime import date

from bot.when import calendar

ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
ORDERED = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")


def readings(figures: str, *, language: str) -> tuple[date, ...]:
    """The days that figures may mean: none, one, or the day-first reading and the month-first one.

    Full stops stand after the day first, and so does every sign in French and German; in English a slash or a hyphen
    decides nothing.
    """
    if match := ISO.fullmatch(figures):
        found = calendar.day(int(match[1]), int(match[3]), int(match[4]))
        return (found,) if found and 1900 <= found.year < 2100 else ()
    match = ORDERED.fullmatch(figures)
    if match is None or not 1900 <= int(match[4]) < 2100:
        return ()
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    ours, theirs = calendar.day(year, second, first), calendar.day(year, first, second)
    if match[2] == "." or language != "en":
        return (ours,) if ours else ()
    return tuple(dict.fromkeys(day for day in (ours, theirs) if day))


def decided(all_figures: list[tuple[date, ...]], figures: list[str], on: date | None) -> str:
    """The order an article writes in, by a date that has only one reading or is its own day: `day`, `month` or none."""
    orders = set()
    for days, written in zip(all_figures, figures, strict=True):
        match = ORDERED.fullmatch(written)
        if match is None or not days:
            continue
        first, second = int(match[1]), int(match[3])
        if len(days) == 1 and first != second:
            orders.add("day" if days[0].day == first else "month")
        elif on is not None and on in days:
            orders.add("day" if on == days[0] else "month")
    return orders.pop() if len(orders) == 1 else ""
