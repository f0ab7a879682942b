"""Units of the calendar as ranges of days, both ends inclusive. Knows no words."""

from datetime import date, timedelta

from bot.when.records import Precision

Days = tuple[date, date]
DAY = timedelta(days=1)
MONTHS: dict[Precision, int] = {"month": 1, "quarter": 3, "half-year": 6}


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
        return on + timedelta(days=shift), on + timedelta(days=shift)
    if precision == "week":
        monday = on + timedelta(days=7 * shift - on.weekday())
        return monday, monday + timedelta(days=6)
    if precision in MONTHS:
        length = MONTHS[precision]
        first, _ = month(on.year, (on.month - 1) // length * length + 1 + length * shift)
        return first, month(first.year, first.month + length - 1)[1]
    years = {"decade": 10, "century": 100}.get(precision, 1)
    begin = on.year // years * years + years * shift
    return date(begin, 1, 1), date(begin + years - 1, 12, 31)


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian reckoning (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    number, day_ = divmod(h + k - 7 * m + 114, 31)
    return date(year, number, day_ + 1)


def nth_weekday(within: Days, weekday: int, number: int) -> date | None:
    """The `number`-th Monday (weekday 0) … in a range, the last for -1; None where it has fewer."""
    if number < 0:
        found = within[1] - DAY * ((within[1].weekday() - weekday) % 7)
    else:
        found = within[0] + DAY * ((weekday - within[0].weekday()) % 7 + 7 * (number - 1))
    return found if within[0] <= found <= within[1] else None


def nth_units(within: Days, precision: Precision, number: int, *, many: int = 1) -> Days | None:
    """The `number`-th week, month … of a range, or the first or last (-1) so many; weeks count by their Thursday."""
    first, last = within
    if precision == "week":
        monday = around(first, "week", int(first.weekday() > 3))[0]
        ends = around(last, "week", 0 if last.weekday() >= 3 else -1)[0]
        begin = monday + 7 * DAY * (number - 1) if number > 0 else ends - 7 * DAY * (many - 1)
        found = begin, begin + DAY * (7 * many - 1)
    elif number > 0:
        begin = moved(first, precision, number - 1)
        found = begin, moved(begin, precision, many) - DAY
    else:
        found = moved(last + DAY, precision, -many), last
    return found if found[0] <= last and found[1] >= first else None


def moved(on: date, precision: Precision, count: int) -> date:
    """The same day so many units later; the last of its month where that month is shorter."""
    if precision == "day":
        return on + timedelta(days=count)
    if precision == "week":
        return on + timedelta(days=7 * count)
    months = {**MONTHS, "decade": 120, "century": 1200}.get(precision, 12) * count
    first, last = month(on.year, on.month + months)
    return min(first + timedelta(days=on.day - 1), last)
