"""Units counted from the article's day or from a day told before: `last week`, `two months ago`, `the day after`."""

import re
from datetime import date

from bot.when import calendar
from bot.when.naming import Named, Place, number_of, part_of_year, patterns, sign_of
from bot.when.words import TONGUES

_AFTER = re.compile(
    r"\s+(?:(?P<ago>ago|zuvor hier)|(?P<now>from now|from today)|(?P<earlier>earlier|before|plus tot|zuvor|fruher)"
    r"|(?P<later>later|after that|plus tard|spater|danach))\b"
)
_OF = re.compile(r"\s*(?:the\s+)?(?:of|du|de|des|der)\b")
_WHICH = frozenset({"last", "final", "dernier", "letzten"})
_END_OF_THE = re.compile(
    r"\b(?:end|beginning|start|close|fin|debut|ende|anfang)\s+(?:of\s+|de\s+|du\s+)?(?:the|this|l['’]|le|la|du|des|d[eu])?\s*$"
)


def unit(place: Place) -> Named | None:
    """A week, month, quarter, half or year related to the article's day; nothing without one."""
    tongue, pattern = TONGUES[place.language], patterns(place.language)
    precision = tongue.units[place.word]
    before = place.before
    left = place.start - len(before)
    if precision in ("quarter", "half-year") and (ordinal := pattern.ordinal.search(before)):
        number = tongue.ordinals[ordinal["o"]]
        if ordinal["o"] not in _WHICH or pattern.of_year.match(place.after):  # "last quarter" alone is the one before
            return part_of_year(place, left + ordinal.start("o"), precision, number)
    if place.word == "half" or place.on is None:
        return None
    return _related(place, place.on, left) or _counted(place, left)


def _related(place: Place, on: date, left: int) -> Named | None:
    """`last week`, `the end of the year`, `la semaine dernière`."""
    tongue, pattern = TONGUES[place.language], patterns(place.language)
    precision, before = tongue.units[place.word], place.before
    which, later = pattern.which_before.search(before), pattern.which_after.match(place.after)
    if which and which["n"]:
        return _several(place, which, left)
    if precision == "day":
        return None
    start, end, sign = place.start, place.end, 0
    if later and place.language == "fr":
        sign, end = sign_of(later) or 0, end + later.end()
    elif which:
        sign = sign_of(which) or 0
        start = left + which.start("last" if sign < 0 else "next" if sign else "this")
        start = place.start if _OF.match(before, which.start()) else start
    if (which is None or start == place.start) and not sign and not _END_OF_THE.search(before):
        return None
    return Named(start, end, (calendar.around(on, precision, sign),), precision)


def _several(place: Place, which: re.Match[str], left: int) -> Named | None:
    """`the last three months`: from then up to the article's day; `the next two weeks` the other way."""
    tongue = TONGUES[place.language]
    sign, precision = sign_of(which) or 0, tongue.units[place.word]
    if not sign or place.on is None:
        return None
    other = calendar.moved(place.on, precision, sign * number_of(which["n"], tongue))
    start = left + which.start("last" if sign < 0 else "next")
    days = (other, place.on) if sign < 0 else (place.on, other)
    return Named(start, place.end, (days,), precision)


def _counted(place: Place, left: int) -> Named | None:
    tongue = TONGUES[place.language]
    precision = tongue.units[place.word]
    match, after = patterns(place.language).counted.search(place.before), _AFTER.match(place.after)
    if match is None or place.on is None:
        return None
    count = number_of(match["n"], tongue)
    if count * {"day": 1, "week": 7, "month": 30}.get(precision, 365) > calendar.FURTHEST * 20:
        return None
    start, end = left + match.start("n"), place.end + (after.end() if after else 0)
    if place.language != "en" and (match["ago"] or match["ahead"]):
        start = left + match.start("ago" if match["ago"] else "ahead")
    base, sign = place.on, 0
    if (after and after["ago"]) or (place.language != "en" and match["ago"]):
        sign = -1
    elif after and (after["earlier"] or after["later"]):
        if place.anchor is None:
            return None
        base, sign = place.anchor, -1 if after["earlier"] else 1
    elif after and after["now"]:
        sign = 1
    elif match["within"]:
        return Named(left + match.start("within"), end, ((base, calendar.moved(base, precision, count)),), precision)
    elif match["ahead"] and not re.search(r"^\s+(?:of|prison|time|jail)\b|^['’]", place.after):
        sign, start = 1, left + match.start("ahead")
    if not sign:
        return None
    day = calendar.moved(base, precision, sign * count)
    return Named(start, end, ((day, day),), precision)


def deictic(place: Place) -> Named | None:
    """`today`, `yesterday`, `the day after tomorrow`; German `morgen` in small letters."""
    if place.on is None or (place.word == "morgen" and place.text[place.start].isupper()):
        return None
    if place.word == "morgen" and re.match(r"\s+(?:des|eines)\b", place.after):
        return None
    if re.search(r"\b(?:of|world|de|von)\s+$", place.before) and TONGUES[place.language].deictic[place.word] > 0:
        return None  # the leaders of tomorrow
    shift, start = TONGUES[place.language].deictic[place.word], place.start
    if place.language == "en" and shift and (match := re.search(r"\bthe\s+day\s+(?:before|after)\s+$", place.before)):
        shift, start = shift * 2, start - len(match[0])
    return Named(start, place.end, (calendar.around(place.on, "day", shift),), "day")


def anchored(place: Place) -> Named | None:
    """`the day before`: before the day that the text told last; none where it told none."""
    if place.anchor is None or re.match(
        r"\s+(?:yesterday|tomorrow|the|a|his|her|its|their|she|he|it|[a-z]+ing)\b", place.after
    ):
        return None
    shift = TONGUES[place.language].anchored[place.word]
    return Named(place.start, place.end, (calendar.around(place.anchor, "day", shift),), "day")
