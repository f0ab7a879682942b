"""Words → the days they can mean, one trigger at a time. What is left open (year, week) comes as candidates."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from bot.when import calendar
from bot.when.calendar import Days
from bot.when.records import Precision
from bot.when.words import TONGUES, YEAR, Tongue, either

MONTH_FIRST = re.compile(
    rf"\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*(?:-|–|to|and|until)\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)?"
    rf"(?![\w%€$]|[.,:]\d|\s(?:million|billion|percent|per cent))(?:,?\s+(?:of\s+)?(?P<y>{YEAR})\b)?"
)
YEAR_AFTER = re.compile(rf"\.?(?:,?\s*|-)(?:(?:of|de|the year)\s+)?(?P<y>{YEAR})(?![\w/-])")
_CASED = frozenset({"may", "march", "mar", "august", "jan", "dec", "jun", "mai", "sept"})


Rule = Literal["nearest", "weekday", "open"]
"""How one of the candidates is chosen: the nearest, the one before or after the article's day, or by nobody."""


class Named(NamedTuple):
    """A stretch and its candidates: one where the words decide, else one for each year or week it could be in."""

    start: int
    end: int
    days: tuple[Days, ...]
    precision: Precision
    bare: bool = False  # a month or year that is a date only after the right word
    rule: Rule = "nearest"


class Place(NamedTuple):
    """Where a trigger stands."""

    text: str
    folded: str
    start: int
    end: int
    on: date | None
    language: str
    anchor: date | None

    @property
    def word(self) -> str:
        """The trigger, folded."""
        return self.folded[self.start : self.end]

    @property
    def before(self) -> str:
        """What stands before it, as far as a date can reach."""
        return self.folded[max(0, self.start - 56) : self.start]

    @property
    def after(self) -> str:
        """What stands after it."""
        return self.folded[self.end : self.end + 48]


class _Patterns(NamedTuple):
    day_before: re.Pattern[str]
    which_before: re.Pattern[str]
    which_after: re.Pattern[str]
    counted: re.Pattern[str]
    ordinal: re.Pattern[str]
    of_year: re.Pattern[str]
    of_week: re.Pattern[str]


@cache
def patterns(language: str) -> _Patterns:
    """The patterns of a language, made once."""
    tongue = TONGUES[language]
    which = rf"(?:(?P<last>{tongue.last})|(?P<next>{tongue.next})|(?P<this>{tongue.this}))"
    numbers = rf"(?P<n>\d{{1,3}}|{either(tongue.numbers)})"
    years = either(unit for unit, precision in tongue.units.items() if precision == "year")
    weeks = either(unit for unit, precision in tongue.units.items() if precision == "week")
    return _Patterns(
        day_before=re.compile(
            rf"(?<![\d.,:/€$£-])(?:\b(?P<w>{either(tongue.weekdays)}),?\s+(?:the\s+|den\s+|dem\s+|le\s+)?)?"
            r"(?:\b(?P<d1>\d{1,2})(?:st|nd|rd|th|er|\.)?\s*(?:-|–|—|/|to|and|till|until|through|au|et|bis|und)\s*"
            r"(?:the\s+|le\s+|den\s+|dem\s+|zum\s+)?)?"
            r"(?<![\d.,:/€$£])(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.)?(?:\s+|-|)(?:of\s+|day\s+of\s+|de\s+)?$"
        ),
        which_before=re.compile(rf"(?<![\w-])(?:the\s+|la\s+|le\s+|l['’]|im\s+)?{which}(?:\s+{numbers})?[\s-]+$"),
        which_after=re.compile(rf"\s+(?:(?P<last>{tongue.last})|(?P<next>{tongue.next}))(?!\w)"),
        counted=re.compile(
            rf"(?<![\w-])(?:(?P<within>within(?: the next)?|d['’]ici(?: a)?|innerhalb von|binnen)\s+"
            rf"|(?P<ago>{tongue.ago})\s+|(?P<ahead>{tongue.ahead}|in|dans)\s+)?(?:about\s+|some\s+|environ\s+|etwa\s+|rund\s+)?{numbers}[\s-]+$"
        ),
        ordinal=re.compile(rf"(?<!\w)(?:the\s+|le\s+|au\s+)?(?P<o>{either(tongue.ordinals)})\s*$"),
        of_year=re.compile(
            rf",?\s*(?:of\s+|de\s+|du\s+|des\s+)?(?:the\s+year\s+|jahres\s+)?(?:(?P<y>{YEAR})(?!\w)"
            rf"|(?:the\s+|l['’]|dieses\s+)?{which.replace('P<', 'P<y')}\s*(?:{years})(?!\w)"
            rf"|(?P<post>(?:l['’])?(?:{years})\s+"
            rf"(?:(?P<plast>{tongue.last})|(?P<pnext>{tongue.next}))(?!\w)))"
        ),
        of_week=re.compile(rf",?\s+(?:of\s+|de\s+)?(?:the\s+|la\s+)?{which}\s+(?:{weeks})(?!\w)"),
    )


def sign_of(match: re.Match[str] | None, prefix: str = "") -> int | None:
    """-1 for last, 1 for next, 0 for this; None where nothing was found."""
    if match is None:
        return None
    return -1 if match[f"{prefix}last"] else 1 if match[f"{prefix}next"] else 0


def number_of(word: str, tongue: Tongue) -> int:
    """A number in figures or in words."""
    return int(word) if word.isdigit() else tongue.numbers[word]


def _years(on: date | None, make: Callable[[int], Days | None]) -> tuple[Days, ...]:
    """The candidates for something without a year."""
    if on is None:
        return ()
    return tuple(days for year in range(on.year - 1, on.year + 2) if (days := make(year)))


def month(place: Place) -> Named | None:
    """`27 May`, `May 27, 2026`, `27-29 May`, `May 2026`, `next March`, `in May`."""
    tongue, pattern = TONGUES[place.language], patterns(place.language)
    number = tongue.months[place.word]
    upper = place.text[place.start].isupper()
    before = pattern.day_before.search(place.before)
    after = MONTH_FIRST.match(place.after) if place.language == "en" and before is None else None
    year = YEAR_AFTER.match(place.after)
    if place.word in _CASED and place.language != "fr" and not upper and not (year and before):
        return None
    if before or after:
        return _day_of_month(place, number, before, after, year)
    end = place.end + (year.end() if year else 0)
    if year:
        return Named(place.start, end, (calendar.month(int(year["y"]), number),), "month")
    which = pattern.which_before.search(place.before)
    sign = None if which is None or which["n"] else sign_of(which)
    later = pattern.which_after.match(place.after) if sign is None and place.language == "fr" else None
    sign = sign_of(later) if later else sign
    if sign is None or (sign == 0 and which is not None and which["this"].startswith(("of", "d"))):
        days = _years(place.on, lambda year: calendar.month(year, number))
        return Named(place.start, end, days, "month", bare=True) if upper or place.language == "fr" else None
    if place.on is None:
        return None
    current = place.on.year
    shift = {-1: 0 if number < place.on.month else -1, 0: 0, 1: 0 if number > place.on.month else 1}[sign]
    start = place.start - len(place.before) + which.start() if which else place.start
    return Named(start, end + (later.end() if later else 0), (calendar.month(current + shift, number),), "month")


def _day_of_month(
    place: Place, number: int, before: re.Match[str] | None, after: re.Match[str] | None, year: re.Match[str] | None
) -> Named | None:
    if before:
        first, last, weekday = before["d1"] or before["d"], before["d"], before["w"]
        start, end = place.start - len(place.before) + before.start(), place.end + (year.end() if year else 0)
        said = year["y"] if year else None
    else:
        assert after
        first, last, said, weekday = after["d"], after["d2"] or after["d"], after["y"], None
        start, end = place.start, place.end + after.end()
        if match := re.search(rf"\b(?P<w>{either(TONGUES[place.language].weekdays)}),?\s+(?:the\s+)?$", place.before):
            weekday, start = match["w"], place.start - len(place.before) + match.start()

    def days(year: int) -> Days | None:
        one, other = calendar.day(year, number, int(first)), calendar.day(year, number, int(last))
        return (one, other) if one and other and one <= other else None

    if said:
        only = days(int(said))
        return Named(start, end, (only,), "day") if only else None
    candidates = _years(place.on, days)
    if weekday and place.on:
        wanted = TONGUES[place.language].weekdays[weekday] - 1
        near = tuple(one for year in range(place.on.year - 3, place.on.year + 4) if (one := days(year)))
        candidates = tuple(one for one in near if one[0].weekday() == wanted) or candidates
    return Named(start, end, candidates, "day")


def year(place: Place) -> Named | None:
    """`in 2026`; whether it is a date the word before it decides."""
    if place.before[-1:] in ("/", "-") and not re.search(r"[a-z]-$", place.before):
        return None
    number = int(place.word)
    through = re.match(r"\s?[-–/]\s?((?:20)?\d\d)(?![\w/])", place.after)
    if through:
        other = int(through[1]) if len(through[1]) == 4 else number // 100 * 100 + int(through[1])
        if not number < other <= number + 30:
            return None
        days = (date(number, 1, 1), date(other, 12, 31))
        return Named(place.start, place.end + through.end(), (days,), "year", bare=True)
    if re.match(r"[-/–]\w|[.,]\d|['’%]|\s?(?:euros?|eur|people|troops|soldiers|missiles|million|km)\b", place.after):
        return None
    return Named(place.start, place.end, (calendar.around(date(number, 1, 1), "year"),), "year", bare=True)


def part(place: Place) -> Named | None:
    """`Q3 2026`, `H1 of next year`."""
    if not place.text[place.start].isupper():
        return None
    letter, number = place.word[0], int(place.word[1])
    if (letter == "t") != (place.language == "fr") and letter == "t":
        return None
    return part_of_year(place, place.start, "half-year" if letter == "h" else "quarter", number)


def part_of_year(place: Place, start: int, precision: Precision, number: int) -> Named | None:
    """A quarter or half, of the year named after it or of the nearest."""
    number = min(number, 2) if precision == "half-year" else number
    of_year = patterns(place.language).of_year.match(place.after)
    if of_year and of_year["y"]:
        years: tuple[int, ...] = (int(of_year["y"]),)
    elif of_year and place.on:
        sign = sign_of(of_year, "p") if of_year["post"] else sign_of(of_year, "y")
        years = (place.on.year + (sign or 0),)
    elif place.on:
        years = (place.on.year - 1, place.on.year, place.on.year + 1)
    else:
        return None
    end = place.end + (of_year.end() if of_year else 0)
    return Named(start, end, tuple(calendar.part(precision, year, number) for year in years), precision)


def season(place: Place) -> Named | None:
    """`summer 2026`, `next spring`, `l'été prochain`."""
    tongue, pattern = TONGUES[place.language], patterns(place.language)
    number = tongue.seasons[place.word]
    if year := YEAR_AFTER.match(place.after):
        days = calendar.part("season", int(year["y"]), number)
        return Named(place.start, place.end + year.end(), (days,), "season")
    which, later = pattern.which_before.search(place.before), pattern.which_after.match(place.after)
    match = later if place.language == "fr" and later else which
    if match is None or place.on is None or (match is which and match["n"]):
        return None
    sign = sign_of(match) or 0
    this = calendar.part("season", place.on.year, number)
    if match is which and sign == 0 and not re.match(r"this|ce|cet|dies", match["this"]):
        return None
    shift = {-1: 0 if this[1] < place.on else -1, 0: 0, 1: 0 if this[0] > place.on else 1}[sign]
    start = place.start - len(place.before) + which.start() if match is which else place.start
    end = place.end + (match.end() if match is later else 0)
    return Named(start, end, (calendar.part("season", place.on.year + shift, number),), "season")


def weekday(place: Place) -> Named | None:
    """`on Thursday`, `last Thursday`, `Thursday of next week`, `jeudi dernier`."""
    if place.on is None or (place.language != "fr" and not place.text[place.start].isupper()):
        return None
    pattern = patterns(place.language)
    on, wanted = place.on, TONGUES[place.language].weekdays[place.word] - 1
    back, ahead = (on.weekday() - wanted) % 7, (wanted - on.weekday()) % 7
    which, later, week = (
        pattern.which_before.search(place.before), pattern.which_after.match(place.after),
        pattern.of_week.match(place.after),
    )  # fmt: skip
    start, end = place.start, place.end
    if week:
        shift = 7 * (sign_of(week) or 0) - on.weekday() + wanted
        end += week.end()
    elif (later and place.language == "fr") or (which and not which["n"]):
        match = later if later and place.language == "fr" else which
        assert match
        sign = sign_of(match)
        shift = {-1: -(back or 7), 1: ahead or 7, 0: wanted - on.weekday()}[sign or 0]
        start = place.start - len(place.before) + match.start() if match is which else start
        end += match.end() if match is later else 0
    else:
        both = (calendar.around(on, "day", -back), calendar.around(on, "day", ahead))
        return Named(start, end, both if back else both[:1], "day", rule="weekday")
    return Named(start, end, (calendar.around(on, "day", shift),), "day")
