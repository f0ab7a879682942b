"""What the articles of one story tell differently: a sum, a number of something, a day. Pure; precision first.

Only like is set beside like: of developments of one type and one instrument, sums in one currency, numbers before one
noun, days of the month that the sentence names. An article that tells two of them tells none; what may be the same
figure rounded, or lies within "up to", is no difference.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from bot.developments.amounts import amounts
from bot.stories.counting import counted
from bot.stories.figures import same_sum
from storage.models import Amount, Passage, Reported

About = Literal["sum", "number", "day"]
Value = tuple[float, float]
"""The least and the most that a figure may be."""

LOOSE = 0.1
"""How far from a figure "about" and "nearly" may lie."""

FAR = 31
"""Days further apart than this are of two events, or one of them is misread."""

_SO_FAR = re.compile(
    r"\b(?:so far|to date|in all|in total|total|altogether|since|now listed|have now|has now|overall|"
    r"jusqu'ici|à ce jour|au total|depuis|insgesamt|bisher|seit)\b",
    re.IGNORECASE,
)
"""What tells that a figure is the sum of all that came before, too."""


class Claim(NamedTuple):
    """A figure as one article tells it: `[start:end]` of its text. `kind` is the word before what is counted, `parties`
    are those to the development of which it is told."""

    value: Value
    start: int
    end: int
    passage: Passage
    kind: str = ""
    parties: frozenset[str] = frozenset()


class Difference(NamedTuple):
    """Figures for one thing that cannot all be right, one claim for each, the earliest first; `what` is counted."""

    about: About
    what: str
    claims: tuple[Claim, ...]


def differences(told: Sequence[Reported]) -> list[Difference]:
    """What these developments, those of one story that hold, tell differently; withdrawn articles tell nothing."""
    told = [one for one in told if not one.passage.withdrawn]
    found = [
        *_differing("sum", told, _sums),
        *_differing("number", told, _counts),
        *_differing("day", told, _days),
    ]
    return sorted(found, key=lambda one: (one.about != "sum", one.about != "number", one.what))


def _differing(
    about: About, told: Sequence[Reported], read: Callable[[Reported], Iterable[tuple[str, Claim]]]
) -> Iterable[Difference]:
    """What of one sort is told differently, by what it is and the development that it is told of."""
    by_thing: dict[tuple[object, ...], dict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for one in told:
        for what, claim in read(one):
            by_thing[what, *_thing(one, about)][one.passage.article].append(claim)
    for (thing, *_), by_article in by_thing.items():
        clear = [claims[0] for claims in by_article.values() if len({claim.value for claim in claims}) == 1]
        apart: list[Claim] = []
        for claim in sorted(clear, key=lambda claim: str(claim.passage.published_at or "9999")):
            strangers = all(claim.passage.publisher_family != other.passage.publisher_family for other in apart)
            if strangers and not any(_agree(about, claim, other) for other in apart):
                apart.append(claim)
        if len(apart) > 1:
            yield Difference(about, str(thing), tuple(apart))


def _thing(one: Reported, about: About) -> tuple[object, ...]:
    """What a figure is told of: whatever differs here, the figures are of two things."""
    made = one.development
    parties = frozenset(party.actor for party in made.parties) if made.instrument is None else None
    so_far = about != "day" and _SO_FAR.search(one.passage.text) is not None
    by = frozenset(party.actor for party in made.parties if party.role == "source") if about == "day" else None
    return made.type, made.stage, made.instrument, made.ordinal, parties, so_far, by


def _sums(one: Reported) -> Iterable[tuple[str, Claim]]:
    sum_ = one.development.amount
    if sum_ is None:
        return
    others = [other for other in amounts(one.passage.text, one.passage.language) if other.currency == sum_.currency]
    if len({other.value for other in others}) < 2:  # else some are parts of it
        yield sum_.currency, Claim(_span(sum_), sum_.start, sum_.end, one.passage, parties=_parties(one))


def _parties(one: Reported) -> frozenset[str]:
    return frozenset(party.actor for party in one.development.parties if party.role != "about")


def _span(sum_: Amount) -> Value:
    high = round((sum_.high if sum_.high is not None else sum_.number) * sum_.scale, 2)
    return _hedged(sum_.value, high, sum_.bound)


def _hedged(low: float, high: float, bound: str) -> Value:
    if bound == "at most":
        return 0.0, high
    if bound == "at least":
        return low, float("inf")
    return (low * (1 - LOOSE), high * (1 + LOOSE)) if bound == "about" else (low, high)


def _counts(one: Reported) -> Iterable[tuple[str, Claim]]:
    """The numbers of things in the sentence that states a development."""
    passage = one.passage
    for found in counted(passage.text, passage.language):
        value = _hedged(found.low, found.high, found.bound)
        start, end = passage.start + found.start, passage.start + found.end
        yield found.what, Claim(value, start, end, passage, found.kind, _parties(one))


def _days(one: Reported) -> Iterable[tuple[str, Claim]]:
    """The day of a development, where its sentence names the day of the month."""
    day = one.development.event_date
    if day is None or one.development.precision != "day":
        return
    number = rf"(?<![\d.,]){day.day}"
    match = re.search(
        rf"{number}(?:st|nd|rd|th)?\.?\s+[^\W\d_]{{3,}}|\b[A-Z][a-z]{{2,}}\s+{number}\b(?![.,]?\d)", one.passage.text
    )
    if match is not None:
        value = float(day.toordinal())
        yield "", Claim((value, value), one.passage.start + match.start(), one.passage.start + match.end(), one.passage)


def _agree(about: About, mine: Claim, theirs: Claim) -> bool:
    """Whether two figures may be the same, or of two things."""
    one, other = mine.value, theirs.value
    if about == "day":
        return one == other or abs(one[0] - other[0]) > FAR
    if mine.kind and theirs.kind and mine.kind != theirs.kind:
        return True
    if mine.parties - theirs.parties and theirs.parties - mine.parties:
        return True
    if one[0] <= other[1] and other[0] <= one[1]:
        return True
    if float("inf") in (*one, *other) or 0.0 in (*one, *other):
        return False
    return same_sum((one[0], ""), (other[0], "")) or same_sum((one[1], ""), (other[1], ""))
