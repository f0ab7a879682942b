"""Years of accounts, budgets and seasons that two calendar years share, and what accountants call their parts."""

from datetime import date

from bot.when import calendar
from bot.when.grammar import Named, Span
from bot.when.naming import names, part

_CENTURY = 2000


@names.rule(r"(?P<u>U)(?P<n>D)(?![-./M])", r"(?P<q>Q),?o?(?P<u>U)(?P<n>D)(?![-./M])")
def year_of_accounts(span: Span) -> Named | None:
    """`FY26`, `Q3 FY26`: as the calendar year of that number, since whose accounts they are is not told."""
    if span.text("u").casefold() not in ("fy", "cy"):
        return None
    year = _CENTURY + int(span.value("n"))
    if "q" in span.match.re.groupindex:
        letter, number = span.value("q")
        made = part(span, "half-year" if letter == "h" else "quarter", number)
        return made and made._replace(days=(calendar.part(made.precision, year, number),), yearless=False)
    return Named((calendar.around(date(year, 1, 1), "year"),), "year")


@names.rule(r"(?P<y>Y)[-/](?P<z>[YDB])(?P<u>U)", r"(?P<u>U)(?P<y>Y)[-/](?P<z>[YDB])(?![-/\w])")
def two_years(span: Span) -> Named | None:
    """`the 2026-27 financial year`, `school year 2026/27`: from the first to the last day of both."""
    first, other = int(span.value("y")), int(span.value("z"))
    other = other if other > 99 else first // 100 * 100 + other
    if span.value("u") != ("year", 1) or not first < other <= first + 30:
        return None
    return Named(((date(first, 1, 1), date(other, 12, 31)),), "year", ranged=True)


@names.rule(r"(?P<s>S)o?(?P<y>Y)[-/](?P<z>[YDB])(?![-/\w])")
def season_of_two_years(span: Span) -> Named | None:
    """`winter 2026-27`: the season that begins in the first."""
    if int(span.value("z")) % 100 != (int(span.value("y")) + 1) % 100:
        return None
    return Named((calendar.part("season", int(span.value("y")), span.value("s")),), "season")


@names.rule(r"(?P<d>N)o?(?P<m>M)\.?,?o?(?P<y>Y)")
def day_in_words(span: Span) -> Named | None:
    """`fifteen August 1993`; without its year it counts something."""
    day = calendar.day(int(span.value("y")), span.value("m"), int(span.value("d")))
    return Named(((day, day),), "day") if day else None
