"""Days, weekdays, weeks, months seen from the article's day: `today`, `last week`, `the next two months`, `Friday`."""

from datetime import date

from bot.when import calendar
from bot.when.calendar import DAY, Days
from bot.when.grammar import Made, Named, Span
from bot.when.naming import names
from bot.when.records import Precision

Quantity = tuple[tuple[Precision, int], ...]


def _units(on: date, unit: tuple[Precision, int], shift: int) -> Days:
    """The unit that holds the day, so many later; a fortnight is two weeks."""
    precision, many = unit
    if many == 1 or shift == 0:
        first, last = calendar.around(on, precision, shift)
        return first, last if many == 1 else calendar.around(on, precision, many - 1)[1]
    first = calendar.around(on, precision, shift if shift > 0 else shift * many)[0]
    return first, calendar.moved(first, precision, many) - DAY


@names.rule(
    r"(?P<w>[LXH])-?(?P<u>U)(?!o|,?n?[Wv](?!\w*M))", r"(?P<u>U)(?P<w>[LX])",
    r"(?P<g>g)[iI]?t?(?P<w>[LXH])?(?P<u>U)(?!o)", r"(?P<w>[LXH])(?P<u>U)(?=oM|o?Y)",
)  # fmt: skip
def which_unit(span: Span) -> Named | None:
    """`last week`, `this month`, `la semaine prochaine`, `earlier this year`."""
    groups, on = span.match.re.groupindex, span.on
    unit = span.value("u")
    if on is None or unit[0] == "day" or (span.match.group()[0] == "U" and span.scene.language != "fr"):
        return None
    vague = span.text("u").casefold() in (*_PLURAL, "fiscal")  # the coming weeks and months
    if vague or ("g" not in groups and span.after == "o" and span.scene.language == "en"):
        return None
    sign = int(span.value("w") or 0) if span.has("w") else 0
    if sign and unit[1] == 1 and _over(span):
        other = calendar.moved(on, unit[0], sign)
        return Named(((on + DAY, other) if sign > 0 else (other, on),), unit[0], bound="until" if sign > 0 else "on")
    first, last = _units(on, unit, sign)
    if span.text("u").casefold().startswith("work"):  # Monday to Friday
        last = first + 4 * DAY
    if "g" in groups:
        middle = first + (last - first) // 2
        if not first <= on <= last:
            return Named(((first, middle),) if span.value("g") < 0 else ((middle, last),), unit[0])
        return Named(((first, on),) if span.value("g") < 0 else ((on, last),), unit[0])
    return Named(((first, last),), unit[0])


_PLURAL = frozenset(
    (
        "weeks",
        "months",
        "quarters",
        "years",
        "decades",
        "semaines",
        "trimestres",
        "années",
        "wochen",
        "monate",
        "monaten",
        "quartalen",
        "jahre",
        "jahren",
        "jahrzehnten",
    )
)


@names.rule(r"(?<=[iI]t)(?P<u>U)(?=[.,!?|)]|$)")
def the_unit(span: Span) -> Named | None:
    """`in the week`, where nothing follows that tells which: the one that holds the article's day."""
    if span.on is None or span.value("u") not in (("week", 1), ("month", 1), ("year", 1)):
        return None
    return Named((_units(span.on, span.value("u"), 0),), span.value("u")[0])


def _over(span: Span) -> bool:
    """`over the next year`, `within the past month`: so long from the article's day, and no year of the calendar."""
    at = span.match.start()
    return _led(span) in ("rt", "mt", "It") and span.scene.text[span.scene.tokens[at - 2].start :][:4].casefold() in (
        "over", "with", "duri",
    )  # fmt: skip


@names.rule(r"(?P<u>U)J(?P<c>c)")
def to_date(span: Span) -> Named | None:
    """`year to date`."""
    if span.on is None or span.value("u")[0] not in ("month", "quarter", "year"):
        return None
    return Named(((_units(span.on, span.value("u"), 0)[0], span.on),), span.value("u")[0])


@names.rule(r"(?P<u>U)(?P<s>[ak])(?P<w>[XL])")
def unit_but_one(span: Span) -> Named | None:
    """`the year after next`, `the week before last`."""
    sign = int(span.value("w"))
    if span.on is None or (span.kind("s") == "a") != (sign > 0):
        return None
    return Named((_units(span.on, span.value("u"), sign * 2),), span.value("u")[0])


@names.rule(
    r"(?P<w>[LX])(?P<n>[NDB])-?(?:x(?=U))?(?P<u>U)(?!o[tMYHLX])", r"(?P<n>[NDB])(?P<w>[LX])(?P<u>U)",
    r"(?P<n>[NDB])(?P<u>U)(?P<w>[LX])",
)  # fmt: skip
def several_units(span: Span) -> Named | None:
    """`the last three months`: up to the article's day; `the next two weeks`: from the day after it."""
    on, unit, count = span.on, span.value("u"), int(span.value("n")) if str(span.value("n")).isdigit() else 0
    if on is None or not 0 < count * unit[1] < 200 or (unit[0] in ("decade", "century") and count > 9):
        return None
    working = "x" in span.match.group()
    if working and (unit[0] != "day" or not _working(span)):
        return None
    if span.match.group()[0] != span.kind("w") and span.scene.language == "en" and not span.text("u").endswith("s"):
        return None  # only three next week
    count, ahead = count * unit[1], span.value("w") > 0
    if unit[0] in ("quarter", "decade"):
        first, _ = calendar.around(on, unit[0], 1 if ahead else -count)
        days = (
            (first, calendar.around(on, unit[0], count)[1]) if ahead else (first, calendar.around(on, unit[0], -1)[1])
        )
    elif ahead:
        days = on + DAY, (_working_days(on, count) if working else calendar.moved(on, unit[0], count))
        days = (on, days[1]) if "m" in _led(span) else days
    else:
        days = calendar.moved(on, unit[0], -count), on
    return Named((days,), unit[0], bound="until" if ahead else "on")


@names.rule(r"i(?P<n>[NDB])-?x(?P<u>U)(?!o)")
def working_days_ahead(span: Span) -> Named | None:
    """`in four business days`."""
    if span.on is None or span.value("u") != ("day", 1) or not _working(span) or not 0 < int(span.value("n")) < 200:
        return None
    day = _working_days(span.on, int(span.value("n")))
    return Named(((day, day),), "day", coming=True)


def _led(span: Span) -> str:
    at = span.match.start()
    return "".join(token.kind for token in span.scene.tokens[max(0, at - 2) : at])


def _working(span: Span) -> bool:
    at = span.match.start() + span.match.group().index("x")
    token = span.scene.tokens[at]
    return span.scene.text[token.start : token.end].casefold() in ("business", "working", "weekdays", "work")


def _working_days(on: date, count: int) -> date:
    while count:
        on += DAY
        count -= on.weekday() < 5
    return on


@names.rule(r"(?<=[nbkafors]t)(?P<d>[TO])(?=[.,|!)]|$)")
def day_alone(span: Span) -> Named | None:
    """`on the 4th`, where nothing follows that could be counted; of the months near."""
    if span.on is None or (span.kind("d") == "O" and span.value("d") < 13):
        return None
    near = (calendar.month(span.on.year, span.on.month + shift)[0] for shift in (-1, 0, 1))
    found = tuple((day, day) for one in near if (day := calendar.day(one.year, one.month, span.value("d"))))
    return Named(found, "day", yearless=True) if found else None


@names.rule(r"(?<=ft)(?P<d1>T)[Jb]t(?P<d>T)(?=[.,|!)]|$)")
def days_alone(span: Span) -> Named | None:
    """`from the 5th to the 9th`, of the month near in which both are days."""
    if span.on is None:
        return None
    near = (calendar.month(span.on.year, span.on.month + shift)[0] for shift in (-1, 0, 1))
    ends = ((calendar.day(one.year, one.month, span.value(end)) for end in ("d1", "d")) for one in near)
    found = tuple((first, last) for first, last in ends if first and last and first <= last)
    return Named(found, "day", yearless=True, ranged=True) if found else None


@names.rule(r"mt(?P<u>U)(?=[.,!?|)]|$)")
def within_unit(span: Span) -> Named | None:
    """`within the week`: from the article's day to the end of the week."""
    if span.on is None or span.value("u") not in (("week", 1), ("month", 1), ("year", 1)):
        return None
    return Named(((span.on, _units(span.on, span.value("u"), 0)[1]),), span.value("u")[0], bound="until")


@names.rule(
    r"(?P<d>[DTO])U?[oi]?t?(?P<w>[LXH])(?P<u>U)", r"(?P<d>[TO])U?o?t(?P<u>U)",
    r"(?P<d1>[DT])[-J&b](?P<d>[DT])[oi]?t?(?P<w>[LXH])(?P<u>U)",
)  # fmt: skip
def day_of_month(span: Span) -> Named | None:
    """`the 20th of next month`, `4 to 23 this month`."""
    groups = span.match.re.groupindex
    if span.on is None or span.value("u") != ("month", 1) or int(span.value("d")) < 1:
        return None
    if any(token.kind == "U" and token.value != ("day", 1) for token in span.pieces[:-1]):
        return None  # the second week of next month
    sign = int(span.value("w") or 0) if "w" in groups else 0
    first, _ = calendar.around(span.on, "month", sign)
    last = calendar.day(first.year, first.month, int(span.value("d")))
    begin = calendar.day(first.year, first.month, int(span.value("d1"))) if "d1" in groups else last
    return Named(((begin, last),), "day") if begin and last and begin <= last else None


@names.rule(r"(?P<r>R)")
def deictic(span: Span) -> Named | None:
    """`today`, `yesterday`, `the day after tomorrow`; German `morgen` in small letters only."""
    token = span.scene.tokens[span.match.start("r")]
    word = span.scene.text[token.start : token.end]
    shift = int(token.value)
    if span.on is None or (word == "Morgen" and span.scene.language == "de"):
        return None
    if shift > 0 and (span.before == "o" or (span.after == "t" and word == "morgen")):
        return None  # the leaders of tomorrow; am morgen des
    if span.glued() and span.before == "-":
        return None
    return Named((calendar.around(span.on, "day", shift),), "day")


@names.rule(r"(?P<c>C)(?![RtFjWvXLHM]|x(?<=ing)|[NDTY])")
def anchored(span: Span) -> Named | None:
    """`the day before`: from the day that the text told last; none where it told none."""
    after = span.scene.tokens[span.match.end()] if span.match.end() < len(span.scene.tokens) else None
    word = span.scene.text[after.start : after.end].casefold() if after else ""
    if word in (
        "his",
        "her",
        "its",
        "their",
        "she",
        "he",
        "it",
        "they",
        "we",
    ):
        return None
    if word.endswith("ing"):
        return None
    return Named((), "day", leaning=(("day", int(span.value("c"))),))


@names.rule(r"(?P<h>U)(?P<n>N)(?P<u>U)", r"(?P<n>[ND])(?P<a>&)N(?P<h>U)(?P<u>U)")
def with_a_half(span: Span) -> Made | None:
    """`half a year`, `two and a half years`: in the unit below."""
    if span.value("h") != ("half-year", 1) or span.value("u") not in _HALVES:
        return None
    unit, many = _HALVES[span.value("u")]
    number = int(span.value("n"))
    if "a" not in span.match.re.groupindex:
        return ((unit, many),) if number == 1 else None
    return ((unit, many * (2 * number + 1)),) if 0 < number < 20 else None


_HALVES: dict[tuple[Precision, int], tuple[Precision, int]] = {
    ("year", 1): ("month", 6), ("decade", 1): ("year", 5), ("month", 1): ("week", 2), ("century", 1): ("year", 50),
}  # fmt: skip


@names.rule(r"u?[NDB]-?U(?:(?:,|&|,&)?[NDB]U)*", r"Nohh")
def quantity(span: Span) -> Made | None:
    """`two weeks`, `1 month and 21 days`: a number of units, of which the level above makes a date."""
    tokens = span.scene.tokens[span.match.start() : span.match.end()]
    numbers = [int(token.value) if str(token.value).isdigit() else -1 for token in tokens if token.kind in "NDB"]
    units = [token.value for token in tokens if token.kind == "U"]
    if min(numbers) < 1 or any(
        number * many * _LENGTH[unit] > 73200 for number, (unit, many) in zip(numbers, units, strict=True)
    ):
        return None
    return tuple((unit, number * many) for number, (unit, many) in zip(numbers, units, strict=True))


_LENGTH = {
    "day": 1,
    "week": 7,
    "month": 30,
    "quarter": 91,
    "half-year": 182,
    "year": 365,
    "decade": 3650,
    "century": 36500,
}
