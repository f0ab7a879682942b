"""Weekdays and weekends seen from the article's day: `Thursday`, `next Friday`, `three Mondays ago`."""

from bot.when import calendar
from bot.when.calendar import DAY
from bot.when.grammar import Named, Span
from bot.when.naming import names


@names.rule(r"K(?P<s>[ak])(?P<w>[XL])(?!U)")
def weekend_but_one(span: Span) -> Named | None:
    """`the weekend after next`."""
    sign = int(span.value("w"))
    if span.on is None or (span.kind("s") == "a") != (sign > 0):
        return None
    saturday = calendar.around(span.on, "week", 2 * sign)[0] + 5 * DAY
    return Named(((saturday, saturday + DAY),), "day")


@names.rule(
    r"(?P<k>K)(?P<w>[LX])",
    r"(?P<w>[LXH])?(?P<k>K)(?![ak][XL](?!U)|ot?(?:[DTOMj]|[Wv],?[DT]))(?:[oi]?t?(?P<yw>[LXH])(?P<yu>U))?",
)
def weekend(span: Span) -> Named | None:
    """`over the weekend`, `next weekend`: Saturday and Sunday."""
    if span.on is None or (span.match.group() in ("KL", "KX") and span.scene.language != "fr"):
        return None
    saturday = calendar.around(span.on, "week")[0] + 5 * DAY
    of_week = "yw" in span.match.re.groupindex and span.has("yw")
    which = span.value("w") if span.has("w") else span.value("yw") if of_week else None
    if span.has("w") or of_week:
        both = [saturday + 7 * DAY * int(which or 0)]
    else:
        both = [saturday - 7 * DAY, saturday] if span.on.weekday() < 5 else [saturday, saturday + 7 * DAY]
    return Named(tuple((day, day + DAY) for day in both), "day", choice="weekday" if len(both) == 2 else "nearest")


@names.rule(
    r"(?P<x>[LXH])(?P<w>[Wv])\.?(?!ot?[MYLXHU])", r"(?P<w>W)(?P<x>[LX])",
    r"(?P<w>[Wv])\.?[,-]?[noi]?t?(?P<x>[LXH])(?P<u>U)",
    r"(?P<x>[LXH])(?P<u>U)[,-]?n?(?P<w>[Wv])\.?", r"(?P<u>U)(?P<x>[LX])[,-]?n?(?P<w>[Wv])",
)  # fmt: skip
def which_weekday(span: Span) -> Named | None:
    """`last Thursday`, `Thursday of next week`, `next week on Friday`, `jeudi dernier`.

    In English "next Friday", and "last Friday" too, is that of the next and the last week; where another lies nearer
    the article's day it stays open which is meant.
    """
    on, sign, wanted = span.on, int(span.value("x") or 0), span.value("w") - 1
    if on is None or (
        span.match.group()[0] in "WU" and "u" not in span.match.re.groupindex and span.scene.language != "fr"
    ):
        return None
    monday = on - DAY * on.weekday()
    theirs = monday + DAY * (7 * sign + wanted)
    if "u" in span.match.re.groupindex:
        return Named(((theirs, theirs),), "day") if span.value("u") == ("week", 1) else None
    if sign == 0:
        return Named(((theirs, theirs),), "day")
    nearest = (
        on + DAY * ((wanted - on.weekday()) % 7 or 7) if sign > 0 else on - DAY * ((on.weekday() - wanted) % 7 or 7)
    )
    if span.scene.language == "en" and theirs != nearest and span.text("x").casefold() not in _NEAREST:
        return Named(((theirs, theirs), (nearest, nearest)), "day", choice="open")
    return Named(((nearest, nearest),), "day")


_NEAREST = ("past", "coming", "upcoming")


@names.rule(r"(?P<n>[ND])(?P<e>[eW])(?P<z>[AZg])", r"(?P<e>W)(?P<s>[ak])(?P<z>[XL])(?!U)")
def weekdays_counted(span: Span) -> Named | None:
    """`three Mondays ago`, `two Sundays from now`, `the Friday after next`."""
    if span.on is None:
        return None
    wanted, many = span.value("e") - 1, int(span.value("n")) if "n" in span.match.re.groupindex else 2
    kind = span.kind("z")
    ahead = kind == "Z" or (kind != "A" and int(span.value("z")) > 0)
    if not 0 < many < 60 or ("s" in span.match.re.groupindex and (span.kind("s") == "a") != ahead):
        return None
    near = (wanted - span.on.weekday()) % 7 or 7 if ahead else (span.on.weekday() - wanted) % 7 or 7
    day = span.on + DAY * (near + 7 * (many - 1)) * (1 if ahead else -1)
    return Named(((day, day),), "day")


@names.rule(r"(?<![OT])(?!(?<=L)Wot?[MYLXHU])(?P<w>W)", r"(?<=[nfJb&])(?P<w>v)\.?(?![\w'])", r"(?P<w>v)(?=[J&])")
def weekday(span: Span) -> Named | None:
    """`on Thursday`: the one before or after the article's day, as the verb says."""
    if span.on is None:
        return None
    wanted = span.value("w") - 1
    back, ahead = (span.on.weekday() - wanted) % 7, (wanted - span.on.weekday()) % 7
    both = tuple((span.on + DAY * shift,) * 2 for shift in (-back, ahead))
    return Named(
        both if back else ((both[0][0] - 7 * DAY,) * 2, both[0]), "day", choice="weekday" if back else "nearest"
    )


@names.rule(r"(?P<w>[Wv])\.?,?t?(?P<d>[DTO]|(?<=t)N)(?![\d/]|\.?M|o?M|U|x|h|[-J&/]?[DB])")
def weekday_of_month(span: Span) -> Named | None:
    """`Wednesday the 31st`, `Friday 13`: of the months near, in which it is that weekday."""
    if span.on is None or int(span.value("d")) < 1:
        return None
    found = []
    for shift in range(-12, 13):
        first, _ = calendar.month(span.on.year, span.on.month + shift)
        day = calendar.day(first.year, first.month, int(span.value("d")))
        if day and day.weekday() == span.value("w") - 1:
            found.append((day, day))
    return Named(tuple(found), "day", yearless=True) if found else None
