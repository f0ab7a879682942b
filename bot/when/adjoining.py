"""Days and weeks told by a date beside them: `the day after Christmas`, `the week ending 15 May`, `Friday week`."""

from bot.when.calendar import DAY, Days
from bot.when.grammar import Named, Span
from bot.when.relating import each, moved, relations


@relations.rule(r"(?P<c>C)t?(?P<d>d)", r"(?P<w>d)(?P<s>[ak])(?P<d>d)")
def beside(span: Span) -> Named | None:
    """`the day after Christmas`, `the Monday before Easter`."""
    named: Named = span.value("d")
    if not named.days or named.choice != "nearest":
        return None
    if "c" in span.match.re.groupindex:
        shift = DAY * int(span.value("c"))
        return each(span, named, lambda days: (days[0] + shift,) * 2, "day")
    weekday: Named = span.value("w")
    if len({days[0].weekday() for days in weekday.days}) != 1 or weekday.choice != "weekday":
        return None
    wanted, after = weekday.days[0][0].weekday(), span.kind("s") == "a"

    def make(days: Days) -> Days:
        day = days[0]
        day += DAY * ((wanted - day.weekday()) % 7 or 7) if after else -DAY * ((day.weekday() - wanted) % 7 or 7)
        return day, day

    return each(span, named, make, "day")


@relations.rule(r"(?P<u>U)E?(?P<e>[Eb])n?t?(?P<d>d)")
def week_told_by_an_end(span: Span) -> Named | None:
    """`the week beginning 9 November`, `the week ending 15 November`."""
    word = span.text("e").casefold()
    if span.value("u") != ("week", 1) or not word.startswith(("begin", "end")):
        return None
    back = 6 * DAY if word.startswith("end") else 0 * DAY
    return each(span, span.value("d"), lambda days: (days[0] - back, days[0] - back + 6 * DAY), "week")


@relations.rule(r"(?P<x>[LXH])(?P<d>d)")
def which_day(span: Span) -> Named | None:
    """`next 9 May`: of the days it may be the first one to come; `last`, the one before; `this`, the one this year."""
    named: Named = span.value("d")
    on, sign = span.on, int(span.value("x") or 0)
    if on is None or not named.yearless or named.ranged or len(named.days) == 1:
        return None
    found = [
        days for days in named.days if (days[0] > on if sign > 0 else days[0] < on if sign else days[0].year == on.year)
    ]
    return named._replace(days=(found[0 if sign >= 0 else -1],), yearless=False, choice="nearest") if found else None


@relations.rule(r"(?P<q>q)n(?P<d>d)", r"(?P<d>d)(?P<u>U)(?![\w-])")
def week_on_weekday(span: Span) -> Named | None:
    """`a week on Friday`, British `Friday week`: so many weeks after the next such day."""
    weekdays: Named = span.value("d")
    quantity = span.value("q") if "q" in span.match.re.groupindex else (span.value("u"),)
    if span.on is None or weekdays.choice not in ("weekday", "nearest") or len(weekdays.days) > 2 or weekdays.yearless:
        return None
    if len(quantity) != 1 or quantity[0][0] != "week" or weekdays.precision != "day" or len(weekdays.days) < 2:
        return None
    day = moved(weekdays.days[-1][0], quantity, 1)
    return Named(((day, day),), "day")
