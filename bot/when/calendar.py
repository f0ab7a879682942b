"""Units of the calendar as ranges of days, both ends inclusive. Knows no words."""

from datetime import date, timedelta

from bot.when.records import Precision

Days = tuple[date, date]
DAY = timedelta(days=1)
FURTHEST = 3660  # days; "40 years ago" is history, and a year is then enough


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month(year: int, number: int) -> Days:
    """A month; its number may run over the year's ends."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return date(year, number, 1), date(year + number // 12, number % 12 + 1, 1) - DAY


def part(precision: Precision, year: int, number: int) -> Days:
    """The `number`-th (from 1) quarter, half or season of a year; winter begins in its December."""
    length = 6 if precision == "half-year" else 3
    first = number * 3 if precision == "season" else (number - 1) * length + 1
    return month(year, first)[0], month(year, first + length - 1)[1]


def around(on: date, precision: Precision, shift: int = 0) -> Days:
    """The unit that holds `on`, or the one so many units later. Weeks begin on Monday."""
    if precision == "day":
        moved = on + timedelta(days=shift)
        return moved, moved
    if precision == "week":
        monday = on + timedelta(days=7 * shift - on.weekday())
        return monday, monday + timedelta(days=6)
    if precision == "month":
        return month(on.year, on.month + shift)
    if precision == "quarter":
        first, _ = month(on.year, (on.month - 1) // 3 * 3 + 1 + 3 * shift)
        return first, month(first.year, first.month + 2)[1]
    if precision == "half-year":
        first, _ = month(on.year, (on.month - 1) // 6 * 6 + 1 + 6 * shift)
        return first, month(first.year, first.month + 5)[1]
    return date(on.year + shift, 1, 1), date(on.year + shift, 12, 31)


def moved(on: date, precision: Precision, count: int) -> date:
    """The same day so many units later; the last of its month where that month is shorter."""
    if precision == "day":
        return on + timedelta(days=count)
    if precision == "week":
        return on + timedelta(days=7 * count)
    months = {"month": 1, "quarter": 3, "half-year": 6}.get(precision, 12) * count
    first, last = month(on.year, on.month + months)
    return min(first + timedelta(days=on.day - 1), last)
