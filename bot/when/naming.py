"""Pieces → single dates and periods; what is left open (year, week) comes as candidates. Knows no relations."""

from collections.abc import Callable, Iterable
from datetime import date

from bot.recognition.vocabulary import word_set
from bot.when import calendar, numeric
from bot.when.calendar import Days
from bot.when.grammar import Level, Named, Span
from bot.when.records import Precision

names = Level()

_YEAR = r"(?:,?[oIi-]?(?:U?)(?P<y>Y)(?![-/]x)|,?[oi]?t?(?P<yw>[LXH])(?P<yu>U)|[oi]?t?(?P<yu2>U)(?P<yw2>[LX]))"
_DAY = r"(?P<d>[DTO])\.?"
_W = r"(?:[HLX]?(?P<w>[Wv])\.?[-,]?n?t?)?"


def said_year(span: Span) -> int | None:
    """The year said: a number, or the year before, after or of the article's day. None where none is said."""
    groups = span.match.re.groupindex
    if "y" in groups and span.has("y"):
        year: int = span.value("y")
        return year
    for which, unit in (("yw", "yu"), ("yw2", "yu2")):
        if which in groups and span.has(which) and span.on and span.value(unit)[0] == "year":
            return span.on.year + int(span.value(which) or 0)
    return None


def strange(span: Span) -> bool:
    """Whether a unit that is no year was taken for one."""
    groups = span.match.re.groupindex
    return any(u in groups and span.has(u) and span.value(u)[0] != "year" for u in ("yu", "yu2"))


def years(on: date | None, year: int | None, make: Callable[[int], Days | None]) -> tuple[Days, ...]:
    """The days in the year said, or the candidates around the article's day."""
    if year is not None:
        return tuple(days for days in [make(year)] if days)
    if on is None:
        return ()
    near = tuple(days for other in range(on.year - 1, on.year + 2) if (days := make(other)))
    return near or tuple(days for other in range(on.year - 4, on.year + 5) if (days := make(other)))


def _in_month(span: Span, month: int, first: int, last: int) -> Named | None:
    """Days of a month of the year said, of the year in which a weekday fits, or of any."""

    def days(year: int) -> Days | None:
        one, other = calendar.day(year, month, first), calendar.day(year, month, last)
        return (one, other) if one and other and one <= other else None

    if strange(span):
        return None
    year = said_year(span)
    found = years(span.on, year, days)
    if year is None and span.on and span.has("w"):
        near = (days(other) for other in range(span.on.year - 1, span.on.year + 2))
        found = tuple(one for one in near if one and one[0].weekday() == span.value("w") - 1) or found
    return Named(found, "day", yearless=year is None, ranged=first < last) if found else None


@names.rule(
    rf"{_W}(?<![$/])(?<![xB]-){_DAY}(?:[Uo]o?|-)?t?(?P<m>M)\.?{_YEAR}?",
    rf"{_W}(?<![$/-])(?P<d1>[DTO])\.?(?:[-J&b/]|bn)t?(?:[Wv]\.?,?)?{_DAY}o?(?P<m>M)\.?{_YEAR}?",
)  # fmt: skip
def day_first(span: Span) -> Named | None:
    """`27 May 2026`, `Wednesday, the 27th of May`, `18-19 December`, `du 3 au 5 mai`."""
    if any(token.kind == "U" and token.value != ("day", 1) for token in span.pieces[:-1]):
        return None
    last = int(span.value("d"))
    first = span.value("d1") if "d1" in span.match.re.groupindex else last
    return _in_month(span, span.value("m"), int(first), last) if last > 0 else None


@names.rule(
    rf"{_W}(?P<m>M)\.?[-/,]?t?(?P<d>[DTON])(?:(?:-|J|b|&)t?(?P<d2>[DTO]))?(?![h$/]|-?U|\.[DB]){_YEAR}?",
    rf"{_W}(?P<m>M)w(?P<d>[DTO])(?:[-&])(?P<d2>[DTO]){_YEAR}?",
)  # fmt: skip
def month_first(span: Span) -> Named | None:
    """`May 27, 2026`, `Oct. 2`, `May twenty-first`, `Nov 19-20`. English; "in May 27 states" is a month."""
    first = int(span.value("d"))
    if span.scene.language != "en" or first < 1:
        return None
    sure = span.has("d2") or said_year(span) is not None or span.kind("d") in "TO"
    if not sure and (span.before in ("i", "I") or (span.kind("d") == "N" and first < 20)):
        return None
    last = int(span.value("d2")) if span.has("d2") else first
    return _in_month(span, span.value("m"), first, last)


@names.rule(
    r"Y[-/,](?P<m>M)[-/]?(?P<d>[DT])", r"(?P<m>M)-Y-(?P<d>D)", r"Y/(?P<d>D)/(?P<m>M)", r"(?P<d>D)/(?P<m>M)/Y",
    r"(?P<d>D)-Y-(?P<m>M)",
)  # fmt: skip
def year_about(span: Span) -> Named | None:
    """`2019-Aug-01` and its like."""
    at = span.match.group().index("Y")
    day = calendar.day(int(span.scene.tokens[span.match.start() + at].value), span.value("m"), span.value("d"))
    return Named(((day, day),), "day") if day else None


@names.rule(rf"(?P<m>M)\.?{_YEAR}", r"(?P<y>Y)[,/-]?(?P<m>M)(?![DT-])")
def month_of_year(span: Span) -> Named | None:
    """`May 2026`, `March of last year`, `mars de l'année prochaine`, `2015 June`."""
    year = said_year(span)
    if year is None or span.before in ("D", "T"):  # 31 February
        return None
    return Named((calendar.month(year, span.value("m")),), "month")


@names.rule(
    r"(?P<y>Y)(?P<s>[-/])(?P<n>D)(?![-/.\w])", r"(?<![-/DBY$T#!])(?P<n>D)(?P<s>/)(?P<y>Y)(?![-/])",
    r"(?<![-/DBY$T#!])(?P<n>D)(?P<s>-)(?P<y>Y)(?![-/])",
)  # fmt: skip
def month_in_figures(span: Span) -> Named | None:
    """`2016-11`; `11-2016`; `in 11/2016`. A number, a stroke and a year elsewhere are the number of a document."""
    year, month = int(span.value("y")), int(span.value("n"))
    if not 1 <= month <= 12 or year % 100 <= month or span.glued():
        return None
    if span.kind("s") == "/" and (span.before in (*")!T",) or _named_before(span)):
        return None
    return Named((calendar.month(year, month),), "month")


def _named_before(span: Span) -> bool:
    """Whether what stands before is a name or a sort of document: "Regulation 3/2015", "opinion 11/2016"."""
    at = span.match.start() - 1
    if at < 0:
        return False
    token = span.scene.tokens[at]
    word = span.scene.text[token.start : token.end]
    return (word[:1].isupper() and token.kind == "x") or token.kind in "DB" or word.casefold() in _DOCUMENTS


_DOCUMENTS = word_set(
    """
    regulation decision directive opinion case report law act order document resolution recommendation ruling judgment
    note circular guideline no nr number nos bill decree communication reference file contract tender call action
    règlement décision avis affaire rapport loi arrêté résolution décret verordnung beschluss richtlinie urteil gesetz
    """
)


@names.rule(r"(?P<w>[LXH])(?P<m>M)", r"(?P<m>M)(?P<w>[LX])", r"(?P<w>[LXH])(?P<s>S)", r"(?P<s>S)(?P<w>[LX])")
def which_month(span: Span) -> Named | None:
    """`next March`, `last summer`, `l'été prochain`."""
    on, sign = span.on, int(span.value("w") or 0)
    if on is None or (span.match.group()[0] in "MS" and span.scene.language != "fr"):
        return None
    month = "m" in span.match.re.groupindex

    def days(year: int) -> Days:
        number = span.value("m" if month else "s")
        return calendar.month(year, number) if month else calendar.part("season", year, number)

    this = days(on.year)
    shift = {-1: 0 if this[1] < on else -1, 0: 0, 1: 0 if this[0] > on else 1}[sign]
    return Named((days(on.year + shift),), "month" if month else "season")


@names.rule(r"(?P<m>M)\.?")
def month_alone(span: Span) -> Named | None:
    """`in May`, of any year; a date only after the right word."""
    found = years(span.on, None, lambda year: calendar.month(year, span.value("m")))
    return Named(found, "month", bare=True, yearless=True) if found and span.before not in ("D", "T") else None


@names.rule(rf"(?P<s>S){_YEAR}", r"(?P<y>Y)(?P<s>S)(?!o)")
def season(span: Span) -> Named | None:
    """`summer 2026`, `spring of next year`. A season alone is none: spring is a verb."""
    year = said_year(span)
    return None if year is None else Named((calendar.part("season", year, span.value("s")),), "season")


@names.rule(rf"(?P<q>Q){_YEAR}?", r"(?P<y>Y)-?(?P<q>Q)")
def part_in_figures(span: Span) -> Named | None:
    """`Q3 2026`, `H1 of next year`, `2017-Q1`."""
    letter, number = span.value("q")
    if strange(span) or (letter == "t" and span.scene.language != "fr"):
        return None
    return part(span, "half-year" if letter == "h" else "quarter", number)


@names.rule(rf"(?P<n>[OLTD])\.?-?(?P<u>U){_YEAR}?", rf"(?P<n>[LXH])(?P<u>U){_YEAR}",
    r"(?P<y>Y)(?:!x)?(?P<n>[OT])-?(?P<u>U)", r"(?P<yw>[LXH])(?P<yu>U)(?P<n>[OT])-?(?P<u>U)",
)  # fmt: skip
def part_in_words(span: Span) -> Named | None:
    """`the first half of 2027`, `second quarter`, `2. Halbjahr 2027`; "last quarter" alone is the one before."""
    unit, many = span.value("u")
    if unit not in ("quarter", "half-year") or many != 1 or strange(span):
        return None
    number = span.value("n")
    if said_year(span) is None and span.after == "o":  # the second half of the game
        return None
    if span.kind("n") in "LXH":
        if said_year(span) is None or number != -1:
            return None
    elif span.kind("n") == "D" and span.scene.language != "de":
        return None
    return part(span, unit, -1 if number is None else int(number))


def part(span: Span, precision: Precision, number: int) -> Named | None:
    """A quarter or half, of the year said or of any near."""
    most = 2 if precision == "half-year" else 4
    number = most if number < 0 else number
    if not 1 <= number <= most:
        return None
    year = said_year(span)
    found = years(span.on, year, lambda year: calendar.part(precision, year, number))
    return Named(found, precision, yearless=year is None) if found else None


@names.rule(rf"(?P<u>U)(?P<n>D){_YEAR}?")
def part_by_number(span: Span) -> Named | None:
    """`quarter 3 of 2026`."""
    if span.value("u") != ("quarter", 1) or strange(span) or span.before in ("D", "N", "B"):
        return None
    return part(span, "quarter", span.value("n"))


@names.rule(r"(?P<u>U)(?P<n>[DB])(?!\.?M|/|h)(?:,?[oi]?t?(?P<y>Y)|,?[oi]?t?(?P<yw>[LXH])(?P<yu>U))?")
def week_by_number(span: Span) -> Named | None:
    """`week 31`, `KW 12 2026`, by ISO 8601."""
    if span.on is None or span.value("u") != ("week", 1) or strange(span) or span.before in ("D", "N", "B"):
        return None
    try:
        monday = date.fromisocalendar(said_year(span) or span.on.year, int(span.value("n")), 1)
    except ValueError:
        return None
    return Named((calendar.around(monday, "week"),), "week")


@names.rule(r"(?P<y>Y)(?:[-/bJ])(?P<z>[YDB])(?![-/\w])")
def years_through(span: Span) -> Named | None:
    """`2024-2027`, `2024/25`; whether it is a date the word before it decides."""
    first, other = int(span.value("y")), int(span.value("z"))
    other = other if other > 99 else first // 100 * 100 + other
    close = span.match.group()[1] in "-/"
    if _part_of_number(span) or not first < other <= first + 30 or (span.kind("z") != "Y" and not close):
        return None
    return Named(((date(first, 1, 1), date(other, 12, 31)),), "year", bare=True, ranged=True)


@names.rule(r"(?P<u>U)(?P<y>Y)", r"(?P<y>Y)")
def year_alone(span: Span) -> Named | None:
    """`in 2026`, `the year 2008`; whether a bare one is a date the word before it decides."""
    found = (calendar.around(date(int(span.value("y")), 1, 1), "year"),)
    if "u" in span.match.re.groupindex:
        if span.scene.language == "fr" and int(span.value("y")) % 10 == 0 and span.text("u").endswith("s"):
            return Named((calendar.around(found[0][0], "decade"),), "decade")  # les années 1990
        return Named(found, "year") if span.value("u") == ("year", 1) else None
    after = span.scene.text[span.pieces[-1].end : span.pieces[-1].end + 16].casefold()
    touched = after[:1] in ("-", "/", "–", "'", "’", "%") and after[1:2].isalnum()
    if _part_of_number(span) or touched or after.lstrip().startswith(_COUNTED):
        return None
    return Named(found, "year", bare=True)


_COUNTED = ("euro", "eur", "people", "troop", "soldier", "missile", "million", "km", "tonne", "soldat", "menschen")


def _part_of_number(span: Span) -> bool:
    """Whether it touches a figure or a sign before it; a word and a hyphen may stand there: mid-2026."""
    at = span.match.start()
    return span.glued() and (span.before != "-" or (at > 1 and span.scene.tokens[at - 2].kind in "DBYPF"))


@names.rule(r"(?P<l>l)", r"(?P<n>N)-?(?P<l>l)", r"(?<=t)!(?P<l>l)")
def decade(span: Span) -> Named | None:
    """`the 1990s`, `the seventies`, `the nineteen seventies`."""
    number = int(span.value("l"))
    if number < 20 and "n" not in span.match.re.groupindex:
        return None  # tens of thousands
    if number < 100 and span.before not in ("t", "i", "I", "o", "f", "b", "E", "r", "&"):
        return None
    if "n" in span.match.re.groupindex:
        number += int(span.value("n")) * 100
    number = number if number > 99 else 1900 + number
    return Named((calendar.around(date(number, 1, 1), "decade"),), "decade") if 1000 < number < 2100 else None


@names.rule(r"(?P<o>[OT])-?(?P<u>U)(?!U)", r"(?P<o>D)\.(?P<u>U)(?!U)")
def century(span: Span) -> Named | None:
    """`the 15th century`, in round hundreds."""
    if span.value("u") != ("century", 1) or not 1 < int(span.value("o")) < 22:
        return None
    return Named((calendar.around(date((int(span.value("o")) - 1) * 100, 1, 1), "century"),), "century")


@names.rule(r"(?P<f>F)(?:-(?P<f2>F))?")
def figures(span: Span) -> Named | None:
    """Days in figures; the order is decided by `numeric`."""
    if span.glued() and span.before != "-":
        return None
    found = numeric.meant(span.value("f"), span.scene.text, language=span.scene.language, on=span.on)
    if not found:
        return None
    if span.has("f2"):
        others = numeric.meant(span.value("f2"), span.scene.text, language=span.scene.language, on=span.on)
        pairs = shorter((one, other) for one, other in zip(found, others, strict=False) if one <= other)
        return Named(pairs, "day", choice="open") if pairs else None
    return Named(tuple((day, day) for day in found), "day", choice="open")


def shorter(ranges: Iterable[Days]) -> tuple[Days, ...]:
    """The ways to read a range in figures, the shorter first: from 1 to 7 October rather than from January to July."""
    return tuple(sorted(ranges, key=lambda days: days[1] - days[0]))


@names.rule(
    r"[HLX]?(?P<w>[Wv])\.?,?(?P<p>P)", r"(?<=[nfbkasw&J])(?P<p>P)", r"(?P<x>[XH])(?P<p>P)", r"(?P<p>P)(?=-[PF])",
    r"(?<=P-)(?P<p>P)",
)  # fmt: skip
def pair(span: Span) -> Named | None:
    """`on 4/22`: only after a word that wants a day, and only where the calendar or the weekday leaves one reading."""
    first, second = span.value("p")
    if (first, second) == (24, 7):
        return None

    def days(day: int, month: int) -> tuple[Days, ...]:
        return years(span.on, None, lambda year: (one, one) if (one := calendar.day(year, month, day)) else None)

    ours, theirs = days(first, second), days(second, first)
    if span.scene.language != "en":
        return Named(ours, "day", yearless=True) if ours else None
    if ours and theirs and first != second and span.on:
        on = span.on
        near = tuple(min(both, key=lambda days: abs((days[0] - on).days)) for both in (ours, theirs))
        if "w" in span.match.re.groupindex and span.kind("w") in "Wv":
            near = tuple(days for days in near if days[0].weekday() == span.value("w") - 1) or near
        return Named(near, "day", choice="open")
    return Named(ours or theirs, "day", yearless=True) if ours or theirs else None
