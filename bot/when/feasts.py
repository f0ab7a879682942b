"""Holidays and their weekends → days. Which day a holiday is, `words` says."""

from datetime import date

from bot.when import calendar
from bot.when.calendar import DAY, Days
from bot.when.grammar import Named, Span
from bot.when.naming import names, said_year, strange, years


def _feast(said: str, year: int) -> date | None:
    """The day that `words` writes as days from Easter, month and day, or month, number (0 the last) and weekday."""
    if said[0] == "e":
        return calendar.easter(year) + DAY * int(said[1:])
    month, day, *weekday = map(int, said.split("-"))
    if not weekday:
        return calendar.day(year, month, day)
    return calendar.nth_weekday(calendar.month(year, month), weekday[0] - 1, day or -1)


@names.rule(r"(?P<j>j)(?:,?[o]?(?P<y>Y)|,?[o]?t?(?P<yw>[LXH])(?P<yu>U))?", r"(?P<w>[LXH])(?P<j>j)")
def feast(span: Span) -> Named | None:
    """`Christmas`, `Easter 2027`, `next Easter`."""
    said = span.value("j")

    def days(year: int) -> Days | None:
        found = _feast(said, year)
        return (found, found) if found else None

    if strange(span):
        return None
    found = years(span.on, said_year(span), days)
    if "w" in span.match.re.groupindex and span.on:
        sign = int(span.value("w") or 0)
        found = tuple(one for one in found if (one[0] > span.on if sign > 0 else one[0] < span.on)) if sign else found
        found = found[:1] if sign > 0 else found[-1:]
    return Named(found, "day", yearless=said_year(span) is None) if found else None


@names.rule(r"(?P<j>j)(?:,?[o]?(?P<y>Y))?K(?:,?o?(?P<y2>Y))?", r"Kot?(?P<j>j)(?:,?o?(?P<y>Y))?")
def feast_weekend(span: Span) -> Named | None:
    """`Easter weekend`, `Labor Day weekend 2027`: with the holiday where it touches that weekend."""
    told = [end for end in ("y", "y2") if end in span.match.re.groupindex and span.has(end)]
    year = span.value(told[0]) if told else None

    def days(year: int) -> Days | None:
        found = _feast(span.value("j"), year)
        if found is None:
            return None
        saturday = found + DAY * ((5 - found.weekday() + 3) % 7 - 3)
        return min(saturday, found), max(saturday + DAY, found)

    found = years(span.on, year, days)
    return Named(found, "day", yearless=year is None) if found else None
