"""A text → the dates it names, in its order. Here names get their year, their edge, and the word that bounds them.

The rule for a day or a month without a year: the nearest one to the article's day; where that lies more than two
months off and the clause looks the other way, the next one that way. Without an article's day they are none.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from bot.language import fold
from bot.when import counting, naming, numeric
from bot.when.calendar import Days
from bot.when.naming import Named, Place
from bot.when.records import Bound, Direction, When
from bot.when.tense import Tense, tense
from bot.when.words import TONGUES, triggers

_READERS: dict[str, Callable[[Place], Named | None]] = {
    "month": naming.month, "year": naming.year, "part": naming.part, "season": naming.season,
    "weekday": naming.weekday, "unit": counting.unit, "deictic": counting.deictic, "anchored": counting.anchored,
}  # fmt: skip
_FAR = 62  # days
_NEAR = 200  # characters: "the day before" leans on no day told farther back
_FIXED: dict[Bound, Tense] = {"until": "future"}
_JOINED = re.compile(
    r"\s*(?:to|until|till|through|-|–|—|au|a|bis|bis zum|(?P<and>and|et|und))\s+(?:the\s+|le\s+)?|\s?[-–]\s?"
)
_BETWEEN = re.compile(r"\b(?:between|entre|zwischen)\s+(?:the\s+|le\s+|dem\s+)?$")


def find(text: str, *, on: date | None, language: str = "en") -> list[When]:
    """The dates named in `text`, never overlapping. `on` is the article's day; without it only whole dates are found.

    Texts in other languages than English, French and German are read for figures alone, day first.
    """
    folded = fold(text)
    found: list[tuple[Named, When]] = []
    anchor: date | None = None
    anchored_at = 0
    figures = _figures(folded, on, language)
    for match in triggers(language if language in TONGUES else "en").finditer(folded):
        kind = match.lastgroup or ""
        near = anchor if match.start() - anchored_at < _NEAR else None
        if kind == "figures":
            named = figures.get(match.start())
        elif language not in TONGUES:
            continue
        else:
            named = _READERS[kind](Place(text, folded, match.start(), match.end(), on, language, near))
        when = _settled(folded, named, on, language) if named and named.days else None
        if named is None or when is None:
            continue
        while found and found[-1][1].end > when.start:
            if found[-1][1].start < when.start or found[-1][1].end >= when.end:
                break
            found.pop()  # the weekday of a day that follows
        if found and found[-1][1].end > when.start:
            continue
        found.append((named, when))
        if when.first == when.last and when.precision == "day" and when.sure:
            anchor, anchored_at = when.first, when.end
    return [when.model_copy(update={"direction": _direction(when, on)}) for when in _joined(folded, found)]


def _figures(folded: str, on: date | None, language: str) -> dict[int, Named]:
    """The days in figures by where they stand; an article that writes one clear date tells how to read the others."""
    places = [match for match in triggers("en").finditer(folded) if match.lastgroup == "figures"]
    if not places:
        return {}
    read = [numeric.readings(match[0], language=language) for match in places]
    order = numeric.decided(read, [match[0] for match in places], on)
    named = {}
    for match, days in zip(places, read, strict=True):
        meant = days[{"day": 0, "month": 1}[order] :][:1] if len(days) == 2 and order else days
        if meant:
            named[match.start()] = Named(
                match.start(), match.end(), tuple((day, day) for day in meant), "day", rule="open"
            )
    return named


@cache
def _context(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Before a name: its edge, its bound, and what makes a bare month or year a date."""
    tongue = TONGUES.get(language, TONGUES["en"])
    bounds = "|".join(rf"(?P<{bound}>{words})" for bound, words in tongue.bounds.items())
    article = r"(?:the\s+|le\s+|la\s+|l['’]|den\s+|dem\s+|der\s+|zum\s+|year\s+|jahr\s+|jahre\s+|jahres\s+)?"
    edge = re.compile(
        rf"(?<![\w])(?:the\s+|la\s+|le\s+)?(?:{tongue.edges})(?:\s+of|(?<=early|.late)\s+in|\s+de|\s+du|\s+des|\s+d['’])?(?:\s+the|\s+l['’]|\s+la)?[-\s]*$"
    )
    return (
        edge,
        re.compile(rf"(?<!\w)(?:{bounds})\s+{article}$"),
        re.compile(rf"(?<!\w)(?:{tongue.within}|{bounds})['’]?\s*{article}$"),
    )


def _settled(folded: str, named: Named, on: date | None, language: str) -> When | None:
    """A name with its edge and its bound, and one of its candidates."""
    edge_pattern, bound_pattern, within = _context(language)
    before = folded[max(0, named.start - 40) : named.start]
    edge = edge_pattern.search(before) if named.precision != "day" else None
    if named.bare and edge is None and not within.search(before):
        return None
    start = named.start
    if edge:
        start -= len(edge[0])
        before = before[: edge.start()]
    match = bound_pattern.search(before)
    bound: Bound = next((name for name in TONGUES.get(language, TONGUES["en"]).bounds if match and match[name]), "on")
    days, other = _chosen(folded, named, on, language, bound)
    first, last = days
    if edge and edge["end"]:
        first = last
    elif edge and edge["begin"]:
        last = first
    return When(
        start=start, end=named.end, first=first, last=last, precision=named.precision, bound=bound,
        sure=other is None, other=other,
    )  # fmt: skip


def _chosen(folded: str, named: Named, on: date | None, language: str, bound: Bound) -> tuple[Days, date | None]:
    """The candidate meant, and the day of another where the text leaves it open."""
    if len(named.days) == 1:
        return named.days[0], None
    if named.rule == "open" or on is None:
        return named.days[0], named.days[1][0]
    looks = _FIXED.get(bound) or tense(folded, named.start, named.end, language)
    if named.rule == "weekday":
        past, ahead = named.days[:2]
        return (past, None) if looks == "past" else (ahead, None) if looks else (past, ahead[0])
    nearest = min(named.days, key=lambda days: _distance(days, on))
    if _distance(nearest, on) > _FAR:
        turned = [days for days in named.days if (days[0] >= on if looks == "future" else days[1] <= on)]
        if looks and turned:
            nearest = min(turned, key=lambda days: _distance(days, on))
    return nearest, None


def _distance(days: Days, on: date) -> int:
    return 0 if days[0] <= on <= days[1] else min(abs((day - on).days) for day in days)


def _joined(folded: str, found: list[tuple[Named, When]]) -> list[When]:
    """Two dates with "to" between them are one range; the first takes its year from the second."""
    whens: list[When] = []
    before: Named | None = None
    for named, when in found:
        joint = _JOINED.fullmatch(folded, whens[-1].end, when.start) if whens else None
        if joint and before and before.precision == named.precision and whens[-1].sure and when.sure:
            previous = whens[-1]
            first = max((days[0] for days in before.days if days[0] <= when.last), default=previous.first)
            spoken = not joint["and"] or _BETWEEN.search(folded[max(0, previous.start - 20) : previous.start])
            if spoken and first <= when.last:
                bound = "on" if previous.bound == "since" else previous.bound
                whens[-1] = previous.model_copy(
                    update={"end": when.end, "first": first, "last": when.last, "bound": bound}
                )
                continue
        whens.append(when)
        before = named
    return whens


def _direction(when: When, on: date | None) -> Direction:
    if on is None:
        return "unknown"
    return "past" if when.last < on else "future" if when.first > on else "present"
