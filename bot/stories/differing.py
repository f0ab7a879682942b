"""What the articles of one story tell differently: a sum, a number of something, a day. Pure; precision first.

Only like is set beside like: of developments of one type and one instrument, sums in one currency, numbers before one
noun, days of the month that the sentence names. An article that tells two of them tells none; what may be the same
figure rounded, or lies within "up to", is no difference.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from bot.language import stem
from bot.recognition.vocabulary import word_set
from bot.stories.figures import CARDINALS, same_sum
from storage.models import Amount, Passage, Reported

About = Literal["sum", "number", "day"]
Value = tuple[float, float]
"""The least and the most that a figure may be."""

LOOSE = 0.1
"""How far from a figure "about" and "nearly" may lie."""

FAR = 31
"""Days further apart than this are of two events, or one of them is misread."""

_HEDGES = {
    "more than": "at least", "over": "at least", "at least": "at least", "up to": "at most", "fewer than": "at most",
    "less than": "at most", "at most": "at most", "about": "about", "around": "about", "some": "about",
    "nearly": "about", "almost": "about", "roughly": "about", "approximately": "about",
}  # fmt: skip
_WRITTEN = "|".join(CARDINALS)
_COUNT = re.compile(
    rf"(?:\b(?P<hedge>{'|'.join(_HEDGES)})\s+)?(?<![\w.,€$£-])"
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}|{_WRITTEN})\s+"
    r"(?:(?P<kind>[a-z-]{3,})\s+)?(?P<noun>[a-z]{4,}s)\b",
    re.IGNORECASE,
)
NO_NOUN = word_set(
    """
    years months weeks days hours minutes times percents points euros dollars pounds billions millions thousands
    hundreds kilometres miles metres tonnes countries nations states members others parts ministers leaders sides
    """
)
"""What is counted again and again in other senses, and measures."""


class Claim(NamedTuple):
    """A figure as one article tells it: `[start:end]` of its text. `kind` is the word before what is counted."""

    value: Value
    start: int
    end: int
    passage: Passage
    kind: str = ""


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
        *_differing("number", [one for one in told if one.passage.language == "en"], _counts),
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
            by_thing[what, *_thing(one)][one.passage.article].append(claim)
    for (thing, *_), by_article in by_thing.items():
        clear = [claims[0] for claims in by_article.values() if len({claim.value for claim in claims}) == 1]
        apart: list[Claim] = []
        for claim in sorted(clear, key=lambda claim: str(claim.passage.published_at or "9999")):
            strangers = all(claim.passage.publisher_family != other.passage.publisher_family for other in apart)
            if strangers and not any(_agree(about, claim, other) for other in apart):
                apart.append(claim)
        if len(apart) > 1:
            yield Difference(about, str(thing), tuple(apart))


def _thing(one: Reported) -> tuple[object, ...]:
    made = one.development
    parties = frozenset(party.actor for party in made.parties) if made.instrument is None else None
    return made.type, made.stage, made.instrument, made.ordinal, parties


def _sums(one: Reported) -> Iterable[tuple[str, Claim]]:
    sum_ = one.development.amount
    if sum_ is not None:
        yield sum_.currency, Claim(_span(sum_), sum_.start, sum_.end, one.passage)


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
    """The numbers of things in a sentence, from where it states the development."""
    made, passage = one.development, one.passage
    for match in _COUNT.finditer(passage.text):
        noun, start = match["noun"].lower(), passage.start + match.start("number")
        if noun in NO_NOUN or start < made.start:
            continue
        said = match["number"].lower()
        number = float(CARDINALS.get(said) or said.replace(",", ""))
        if 2000 <= number < 2100 and "," not in said:
            continue  # a year
        value = _hedged(number, number, _HEDGES.get((match["hedge"] or "").lower(), "exactly"))
        first = match.start("hedge") if match["hedge"] else match.start("number")
        claim = Claim(value, passage.start + first, passage.start + match.end(), passage, (match["kind"] or "").lower())
        yield stem(noun), claim


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
    if one[0] <= other[1] and other[0] <= one[1]:
        return True
    if float("inf") in (*one, *other) or 0.0 in (*one, *other):
        return False
    return same_sum((one[0], ""), (other[0], "")) or same_sum((one[1], ""), (other[1], ""))
