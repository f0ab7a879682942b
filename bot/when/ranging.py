"""Ranges told by their two ends, and a date told twice: `from 30 June to 2 July`, `Friday (15 June)`."""

from datetime import date

from bot.when import calendar
from bot.when.calendar import Days
from bot.when.grammar import Level, Named, Span
from bot.when.naming import shorter
from bot.when.words import lexicon

ranges = Level()

_TWO = 2
"""The candidates of a weekday: the one before, the one to come."""

COARSER = ("day", "week", "month", "quarter", "season", "half-year", "year", "decade", "century")


@ranges.rule(
    r"(?P<a>[dp])\.?(?P<j>[-Jb/])t?(?P<b>[dp])(?:,?[oIi]?(?P<y>p))?",
    r"(?:(?<=w)|(?<=wt))(?P<a>[dp])(?P<j>&)t?(?P<b>[dp])(?:,?[oIi]?(?P<y>p))?",
)  # fmt: skip
def between(span: Span) -> Named | None:
    """Two dates with "to" between them; the first takes its year from the second, and both from a year after them."""
    one, other = span.value("a"), span.value("b")
    if one.choice == other.choice == "open" and not span.has("y"):
        return _in_figures(one, other)
    if span.has("y"):
        year: Named = span.value("y")
        if year.precision != "year" or not (one.yearless and other.yearless):
            return None
        last_year = year.days[0][0].year
        other = other._replace(days=_in_year(other, last_year), yearless=False)
    pairs = _pairs(one, other)
    led = _led(span)
    loose = span.kind("j") in "-/" and not led
    if not pairs or (loose and one.precision != other.precision):
        return None
    bare = one.bare and other.bare and not led and (loose or one.precision == "year")
    precision = max(one.precision, other.precision, key=COARSER.index)
    return Named(
        tuple(dict.fromkeys((_begin(one, first), _end(other, last)) for first, last in pairs)),
        precision, bare=bare, ranged=True,
        choice="weekday" if "weekday" in (one.choice, other.choice) and len(pairs) > 1 else "nearest",
        yearless=one.yearless and other.yearless,
    )  # fmt: skip


def _begin(named: Named, days: Days) -> date:
    """Where a range begins that is told from an end or a middle on."""
    if named.closing:
        return days[1] + calendar.DAY
    return _turn(days) if named.middle else days[0]


def _end(named: Named, days: Days) -> date:
    """Where one ends that is told up to a middle."""
    return _turn(days) if named.middle else days[1]


def _turn(days: Days) -> date:
    """The day on which a unit is half over; `days` are those around it."""
    return days[0] + calendar.DAY * (((days[1] - days[0]).days + 2) // 2)


def _in_figures(one: Named, other: Named) -> Named | None:
    """Two days in figures, each read in the same order."""
    both = zip(one.days, other.days, strict=False)
    if len(one.days) != len(other.days):
        return None
    pairs = shorter((first[0], last[1]) for first, last in both if first[0] <= last[1])
    return one._replace(days=pairs, ranged=True) if pairs else None


@ranges.rule(r"(?P<s>[><])(?P<a>[dp])")
def more_or_less(span: Span) -> Named | None:
    """`more than two weeks ago`, `less than a month from today`."""
    one: Named = span.value("a")
    if span.on is None or len(one.days) != 1 or one.precision == "day" or one.days[0][0] != one.days[0][1]:
        return None
    day, _ = one.days[0]
    if span.kind("s") == ">":
        return one._replace(bound="after" if day > span.on else "before")
    return one._replace(days=((min(day, span.on), max(day, span.on)),), bound="until" if day > span.on else "since")


@ranges.rule(r"(?:(?<=[wf]))(?P<c>c)[&Jb]t?(?P<b>[dp])", r"(?P<c>Z)[Jb]t?(?P<b>[dp])")
def from_now(span: Span) -> Named | None:
    """`between now and 15 November`."""
    other: Named = span.value("b")
    ahead = [days for days in other.days if span.on and days[1] > span.on]
    return other._replace(days=((span.on, ahead[0][1]),), ranged=True, bare=False) if ahead and span.on else None


@ranges.rule(r"(?P<p>p)f?(?P<a>d)[-Jb](?P<b>d)", r"(?P<p>p)w(?P<a>d)&(?P<b>d)")
def days_of_week(span: Span) -> Named | None:
    """`next week from Wednesday to Friday`."""
    week, ends = span.value("p"), (span.value("a"), span.value("b"))
    if (
        week.precision != "week"
        or len(week.days) != 1
        or any(end.precision != "day" or len(end.days) != _TWO for end in ends)
    ):
        return None
    monday = week.days[0][0]
    first, last = (monday + calendar.DAY * end.days[0][0].weekday() for end in ends)
    return Named(((first, last),), "day", ranged=True) if first <= last else None


def _led(span: Span) -> bool:
    """Whether "from" or "between" opens it."""
    at = span.match.start() - 1
    while at >= 0 and span.scene.tokens[at].kind == "t":
        at -= 1
    return at >= 0 and span.scene.tokens[at].kind in "fwso"


def _in_year(named: Named, year: int) -> tuple[Days, ...]:
    """A date without a year in that year."""
    first, last = named.days[0]
    if named.precision == "month" and first.day == 1 and not named.ranged:
        return (calendar.month(year, first.month),)
    begin, end = (calendar.day(year, day.month, day.day) for day in (first, last))
    return ((begin, end),) if begin and end and begin <= end else ()


def _pairs(one: Named, other: Named) -> list[tuple[Days, Days]]:
    """The candidates that fit together: the latest beginning before each end, or the first end after each beginning."""
    if one.yearless and not other.yearless:
        last = other.days[0][1]
        near = [days for year in (last.year - 1, last.year) for days in _in_year(one, year)]
        return [(first, other.days[0]) for first in near[::-1] if first[0] <= last][:1]
    if other.yearless and not one.yearless:
        first = one.days[0]
        near = [days for year in (first[0].year, first[0].year + 1) for days in _in_year(other, year)]
        return [(first, last) for last in near if last[0] >= first[0]][:1]
    if other.choice == "weekday" and len(one.days) == 1:
        ahead = (last[0] + 7 * calendar.DAY for last in other.days)
        ends = [*other.days, *((day, day) for day in ahead)]
        return [(one.days[0], last) for last in ends if last[0] >= one.days[0][0]][:1]
    found = []
    for last_days in other.days:
        before = [days for days in one.days if days[0] <= last_days[1]]
        if before:
            found.append((max(before), last_days))
    return found


@ranges.rule(r"(?:(?<=[fw])|(?<=[fw]t))(?P<a>[dp])[-J&b](?P<c>c)(?!x)", r"(?P<a>[dp])J(?P<c>c)(?!x)")
def until_now(span: Span) -> Named | None:
    """`from March to date`, `between 2019 and now`."""
    one: Named = span.value("a")
    past = [days for days in one.days if span.on and days[0] <= span.on]
    if not past or span.on is None:
        return None
    return Named(((past[-1][0], span.on),), one.precision, ranged=True)


@ranges.rule(r"(?P<a>d)[,(]*t?(?P<b>d)", r"(?P<a>d),?n?(?P<b>p)", r"(?P<a>p)n(?P<b>d)", r"(?P<b>d)n(?P<a>d)")
def told_twice(span: Span) -> Named | None:
    """`Friday 2026-07-03`, `this Friday (3 July)`: the day of both."""
    one, other = span.value("a"), span.value("b")
    both = [days for days in other.days if days in one.days]
    weekday = {days[0].weekday() for days in one.days}
    if not both and one.choice == "weekday" and other.precision != "day" and len(other.days) == 1:
        day = calendar.around(other.days[0][0], "week")[0] + calendar.DAY * one.days[0][0].weekday()
        return one._replace(days=((day, day),), choice="nearest") if other.days[0][0] == other.days[0][1] else None
    if not both and one.choice in ("weekday", "open") and len(weekday) == 1 and other.precision == "day":
        both = [days for days in other.days if days[0].weekday() in weekday]
    if not both and other.precision == "day" and other.yearless and _weekday_alone(span):
        told: Named = other
        return told  # the figure is told more exactly than the weekday
    if (
        not both
        or one.precision != "day"
        or other.precision != "day"
        or len(one.days) == len(other.days) == len(both) > 1
    ):
        return None
    twice: Named = other._replace(days=tuple(both), choice="nearest")
    return twice


def _weekday_alone(span: Span) -> bool:
    """Whether the first of two dates is a weekday, with "this" or "next" at most."""
    words = span.text("a").casefold().split()
    return 0 < len(words) < 3 and lexicon(span.scene.language).get(words[-1], ("",))[0] in ("W", "v")
