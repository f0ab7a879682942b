"""Dates made of dates: the first Friday of a month, the end of a year, two weeks after a day. Above `naming`."""

from datetime import date

from bot.when import calendar
from bot.when.calendar import DAY, Days
from bot.when.grammar import Level, Named, Span
from bot.when.records import Precision
from bot.when.words import months

relations = Level()

_EDGE = r"(?P<e>E)[-oiI]?t?"


def each(span: Span, named: Named, make: object, precision: Precision, *, closing: bool = False) -> Named | None:
    """The same name with what `make` (days → days, or None) makes of each of its candidates."""
    assert callable(make)
    found = tuple(days for one in named.days if (days := make(one)))
    if not found:
        return None
    return named._replace(days=found, precision=precision, bare=False, closing=closing, bound="on")


@relations.rule(r"(?P<n>[OTL])(?P<w>[Wv])[oiI]?t?(?P<p>p)", r"(?P<n>[OTL])(?P<w>[Wv])ot(?P<u>U)")
def nth_weekday(span: Span) -> Named | None:
    """`the first Friday of July`, `the last Monday of next month`."""
    number = int(span.value("n"))
    period = _period(span)
    if period is None:
        return None

    def make(days: Days) -> Days | None:
        found = calendar.nth_weekday(days, span.value("w") - 1, number)
        return (found, found) if found else None

    return each(span, period, make, "day") if number <= 5 else None


def _period(span: Span) -> Named | None:
    """The period of a rule: a named one, or the bare unit ("of the month") that holds the article's day."""
    if "p" in span.match.re.groupindex:
        found: Named = span.value("p")
        return found
    unit, many = span.value("u")
    if span.on is None or many != 1 or unit == "day":
        return None
    return Named((calendar.around(span.on, unit),), unit)


@relations.rule(
    r"(?P<n>[OTL])(?P<c>[DN])?(?P<b>U)[oi]?t?(?P<p>p)", r"(?P<n>[LOT])(?P<q>q)[oi]t?(?P<p>p)",
    r"(?P<n>[OTL])(?P<c>[DN])?(?P<b>U)o[tH](?P<u>U)",
)  # fmt: skip
def nth_units(span: Span) -> Named | None:
    """`the first week of 2015`, `the last four months of 2021`."""
    groups, period = span.match.re.groupindex, _period(span)
    if period is None:
        return None
    number = int(span.value("n"))
    if "q" in groups:
        quantity = span.value("q")
        if len(quantity) != 1 or number not in (1, -1):
            return None
        unit, many = quantity[0]
    else:
        unit, many = span.value("b")
        many *= int(span.value("c")) if span.has("c") else 1
    if _LENGTHS.index(unit) >= _LENGTHS.index(period.precision) or number > 53:
        return None
    precision: Precision = unit
    return each(span, period, lambda days: calendar.nth_units(days, precision, number, many=many), precision)


_LENGTHS = ("day", "week", "month", "quarter", "season", "half-year", "year", "decade", "century")


@relations.rule(
    rf"{_EDGE}(?P<p>p)",
    rf"{_EDGE}(?P<u>U)(?![DTN])",
    r"(?P<v>V)(?P<p>(?<=V)[oi]?)(?P<y>Y)?",
    r"(?P<v>V)[oi]?(?P<yp>p)",
    r"(?P<p>p)(?P<e>E)(?!\w)",
)
def edge(span: Span) -> Named | None:
    """`early 2027`, `mid-July`, `by the end of the month`, `bis Jahresende`."""
    groups = span.match.re.groupindex
    if "v" in groups:
        which, unit = span.value("v").split(".")
        if span.on is None:
            return None
        if "yp" in groups:
            named: Named = span.value("yp")
            if named.precision != "year" or unit != "year":
                return None
            on = named.days[0][0]
        else:
            on = date(span.value("y"), 1, 1) if span.has("y") else span.on
        period: Named | None = Named((calendar.around(on, unit),), unit)
    else:
        which = span.value("e")
        if "u" in groups and "o" not in span.match.group() and "t" not in span.match.group() and which != "end":
            return None
        period = _period(span)
    if period is None or not period.days or not _said(span):
        return None
    last = span.pieces[-1]
    absolute = span.scene.text[last.start : last.end].isdigit()
    made = each(
        span, period, lambda days: _edge(days, which, absolute=absolute), period.precision, closing=which == "end"
    )
    return made and made._replace(middle=which == "mid")


def _said(span: Span) -> bool:
    """Whether an edge is one: "the talks end in May" and "will end next week" have none."""
    if "e" not in span.match.re.groupindex or span.match.group()[-1] == "E":
        return True
    token = span.scene.tokens[span.match.start("e")]
    if token.value == "mid" or span.scene.text[token.start : token.end].casefold() in ("early", "late"):
        return True
    between = span.match.group()[1:-1]
    if "i" in between or "I" in between:
        return False
    return span.scene.language != "en" or between[:1] in ("o", "-") or _whole(span)


def _whole(span: Span) -> bool:
    last = span.pieces[-1]
    if not isinstance(last.value, Named):  # "the end the year"
        return False
    return span.scene.text[last.start : last.end].split(" ")[0].casefold() in months() or last.value.bare


def _edge(days: Days, which: str, *, absolute: bool) -> Days:
    """The beginning, middle or end of a unit. The shares are those that people's use has been coded with."""
    first, last = days
    length = (last - first).days + 1
    if length == 7:
        return {
            "begin": (first, first + 2 * DAY), "mid": (first + DAY, first + 4 * DAY), "end": (first + 3 * DAY, last)
        }[which]  # fmt: skip
    if length <= 31:
        middle = first + 15 * DAY
        return {"begin": (first, middle - DAY), "mid": (first + 9 * DAY, first + 19 * DAY), "end": (middle, last)}[
            which
        ]
    if 360 < length < 370:
        months = 4 if absolute else 6
        shares = {
            "begin": (first, calendar.moved(first, "month", months) - DAY),
            "mid": (calendar.moved(first, "month", 4), calendar.moved(first, "month", 8) - DAY),
            "end": (calendar.moved(last + DAY, "month", -months), last),
        }
        return shares[which]
    third = length // 3
    return {
        "begin": (first, first + (third - 1) * DAY), "mid": (first + third * DAY, last - third * DAY),
        "end": (last - (third - 1) * DAY, last),
    }[which]  # fmt: skip


@relations.rule(r"(?P<g>g)[iI]?t?(?P<p>p)")
def earlier(span: Span) -> Named | None:
    """`later in May`, `earlier in the week`."""
    named: Named = span.value("p")
    which = "begin" if span.value("g") < 0 else "end"
    return each(span, named, lambda days: _edge(days, which, absolute=False), named.precision)


@relations.rule(r"G[oi]?t?(?P<w>H)?(?P<u>U)", r"G[oi]?t?(?P<p>p)")
def rest(span: Span) -> Named | None:
    """`for the rest of the year`: from the article's day."""
    period = _period(span)
    if period is None or span.on is None:
        return None
    on = span.on
    return each(span, period, lambda days: (max(on, days[0]), days[1]), period.precision)


def moved(on: date, quantity: object, sign: int) -> date:
    """A day so many units later, or with sign -1 earlier. `quantity`: pairs of a unit and how many."""
    assert isinstance(quantity, tuple)
    for unit, count in quantity:
        on = calendar.moved(on, unit, sign * count)
    return on


def _from(span: Span, base: Days, sign: int, *, leading: str = "q") -> Named | None:
    quantity = span.value(leading)
    try:
        day = moved(base[0] if sign < 0 else base[1], quantity, sign)
    except (OverflowError, ValueError):
        return None
    return Named(((day, day),), quantity[0][0])


@relations.rule(r"(?P<q>q)A", r"y(?P<q>q)", r"k(?P<q>q)(?![LXk])")
def ago(span: Span) -> Named | None:
    """`two weeks ago`, `il y a deux semaines`, `vor zwei Wochen`."""
    if span.on is None or (span.match.group()[0] == "k" and span.scene.language != "de"):
        return None
    return _from(span, (span.on, span.on), -1)


@relations.rule(r"(?P<q>q),?Z", r"i(?P<q>q)(?!o|[gAaf])(?!')")
def ahead(span: Span) -> Named | None:
    """`three days from now`, `in two weeks`, `dans deux semaines`."""
    if span.on is None or _duration(span):
        return None
    if span.before == "r" and span.match.group()[0] == "q":  # for three days from today
        return Named(((span.on, moved(span.on, span.value("q"), 1) - DAY),), span.value("q")[0][0])
    made = _from(span, (span.on, span.on), 1)
    return made._replace(coming=span.match.group()[0] == "i") if made else None


def _duration(span: Span) -> bool:
    """`in two years of war`, `in five years' time` is a date, `in 10 years in prison` none."""
    at = span.match.end()
    if span.match.group()[0] != "i" or at >= len(span.scene.tokens):
        return False
    token = span.scene.tokens[at]
    return span.scene.text[token.start : token.end].casefold() in ("prison", "jail", "that", "when")


@relations.rule(r"(?P<c>[><])(?P<q>q)(?P<s>[kaf])(?P<d>d)")
def beyond_from_date(span: Span) -> Named | None:
    """`more than two days before yesterday`, `less than three days after tomorrow`."""
    named: Named = span.value("d")
    if not named.days:
        return None
    sign, more = -1 if span.kind("s") == "k" else 1, span.kind("c") == ">"
    day = moved(named.days[0][0], span.value("q"), sign)
    if more:
        return Named(((day, day),), "day", bound="before" if sign < 0 else "after")
    first, last = sorted((day, named.days[0][0]))
    return Named(((first, last),), "day", ranged=True)


@relations.rule(r"(?P<q>q)[fa](?P<d>[dp])", r"(?P<q>q)k(?P<d>[dp])")
def from_date(span: Span) -> Named | None:
    """`two weeks from tomorrow`, `3 months after 5 May 2026`, `2 weeks before Christmas`."""
    named: Named = span.value("d")
    sign = -1 if "k" in span.match.group() else 1
    if not named.days or (named.bare and named.precision != "year"):
        return None
    quantity = span.value("q")
    if span.before == "r" and sign > 0:
        return each(span, named, lambda days: (days[0], moved(days[0], quantity, 1) - DAY), quantity[0][0])
    made = each(span, named, lambda days: (moved(days[sign > 0], quantity, sign),) * 2, quantity[0][0])
    return made._replace(choice=named.choice) if made else None


@relations.rule(r"(?P<q>q)(?P<g>g)")
def leaning(span: Span) -> Named | None:
    """`two days later`: from the day told before."""
    return Named(
        (), span.value("q")[0][0], leaning=tuple((unit, count * span.value("g")) for unit, count in span.value("q"))
    )


@relations.rule(r"m(?P<x>X)?(?P<q>q)(?:Z|[fa](?P<r>d))?")
def within(span: Span) -> Named | None:
    """`within two weeks`, `d'ici trois mois`: up to then."""
    if span.on is None:
        return None
    base = span.value("r").days if span.has("r") else ((span.on, span.on),)
    if len(base) != 1:
        return None
    days = (base[0][0], moved(base[0][0], span.value("q"), 1))
    told = () if span.has("r") or span.has("x") else span.value("q")
    return Named((days,), span.value("q")[0][0], bound="until", leaning=told)


@relations.rule(r"(?P<q>q),?[sf](?P<d>d)", r"(?P<u>U)[os]n?t?(?P<d>d)")
def stretch(span: Span) -> Named | None:
    """`2 weeks starting May 20`, `the week of 23 July`, `the week starting Monday`."""
    named: Named = span.value("d")
    if "q" in span.match.re.groupindex:
        quantity = span.value("q")
        if "f" in span.match.group():
            return from_date_for(span, named, quantity)
        return each(span, named, lambda days: (days[0], moved(days[0], quantity, 1) - DAY), quantity[0][0])
    if span.value("u") != ("week", 1):
        return None
    return each(span, named, lambda days: calendar.around(days[0], "week"), "week")


@relations.rule(r"f(?P<q>q)(?![\w-])")
def since_so_long(span: Span) -> Named | None:
    """`depuis trois ans`, `seit drei Jahren`: since then."""
    if span.on is None or span.scene.language == "en":
        return None
    made = _from(span, (span.on, span.on), -1)
    return made._replace(bound="since") if made else None


@relations.rule(r"Kot?(?P<d>d)")
def weekend_of(span: Span) -> Named | None:
    """`the weekend of 14 June`: the Saturday and Sunday nearest to that day."""
    named: Named = span.value("d")

    def make(days: Days) -> Days:
        saturday = days[0] + DAY * ((5 - days[0].weekday() + 3) % 7 - 3)
        return saturday, saturday + DAY

    return each(span, named, make, "day")


def from_date_for(span: Span, named: Named, quantity: object) -> Named | None:
    """`for 1 week, from 20 December`: the stretch, where a comma or "for" says so."""
    if "," not in span.match.group():
        return None
    assert isinstance(quantity, tuple)
    return each(span, named, lambda days: (days[0], moved(days[0], quantity, 1) - DAY), quantity[0][0])
