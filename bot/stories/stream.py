"""Articles one after the other, without an archive: each is placed among those that share rare signs with it.

What an archive finds by its index is found here by a table of signs: actors, names, numbers and words. As there, an
article that is like those of several stories has these grouped anew. Once all have come, stories outside our field
meet as all their articles together say. Pure.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from heapq import nlargest
from typing import NamedTuple

from bot.stories.deciding import Candidate, by_words, decide, together, why
from bot.stories.identity import DAYS, Kinds, general
from bot.stories.likeness import sense
from bot.stories.report import Report
from bot.stories.settling import Bounds, settled
from storage.models import Placement

CANDIDATES = 32
"""Articles with which a new one is compared: those that share most with it."""

COMMON = 400
"""A sign of so many articles in the days that count proposes nothing."""


class _Told(NamedTuple):
    report: Report
    label: str
    placement: Placement  # with a story


class Stream:
    """Stories so far. Numbers of stories begin with 1."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._told: list[_Told] = []
        self._signs: dict[str, list[int]] = defaultdict(list)
        self._held: dict[int, list[int]] = defaultdict(list)
        self._last = 0

    def add(self, one: Report, label: str) -> None:
        """Place an article that is not older than those before it."""
        signs = _signs(one)
        near = (self._told[number] for number in self._near(one, signs))
        # Of these names and words decide, once all are there.
        others = [other for other in near if not by_words(one, other.report, self._kinds)]
        candidates = [Candidate(other.report, other.placement.story or 0, other.label) for other in others]
        placement = decide(one, candidates, kinds=self._kinds)
        for sign in signs:
            self._signs[sign].append(len(self._told))
        story = placement.story or self._new()
        self._held[story].append(len(self._told))
        self._told.append(_Told(one, label, placement.model_copy(update={"story": story})))
        if placement.doubted:
            self._settle({story, *placement.doubted})

    def placements(self) -> Iterator[Placement]:
        """The story of each article, never None, in the order in which they came."""
        placed = [told.placement for told in self._told]
        for numbers in self._open():
            groups: dict[int, list[int]] = defaultdict(list)
            for number, first in self._together(numbers):
                groups[first].append(number)
            for first, group in groups.items():
                for one in group if len({placed[number].story for number in group}) > 1 else ():
                    others = [self._told[number] for number in group if number != one]
                    reasons = why(self._told[one].report, [other.report for other in others], others[0].label)
                    placed[one] = Placement(story=self._told[first].placement.story, reasons=reasons)
        yield from placed

    def _settle(self, stories: Set[int]) -> None:
        """Group the articles of some stories anew; each keeps its number as long as its first article is in it."""
        numbers = sorted(number for story in stories for number in self._held[story])
        if len(numbers) > CANDIDATES:
            return
        some = [Candidate(self._told[number].report, 0, self._told[number].label) for number in numbers]
        first = dict(zip(numbers, settled(some, Bounds(), kinds=self._kinds), strict=True))
        begun = {story: first[self._held.pop(story)[0]] for story in stories}
        for group in sorted({*first.values()}):
            own = [story for story, by in begun.items() if by == group]
            story = min(own) if own else self._new()
            self._held[story] = [number for number in numbers if first[number] == group]
            for number in self._held[story]:
                told = self._told[number]
                placement = told.placement.model_copy(update={"story": story})
                self._told[number] = told._replace(placement=placement)

    def _new(self) -> int:
        self._last += 1
        return self._last

    def _open(self) -> Iterator[list[int]]:
        """By language, the articles of stories of one language that hold one outside our field, or one alone."""
        stories: dict[int | None, list[int]] = defaultdict(list)
        for number, told in enumerate(self._told):
            stories[told.placement.story].append(number)
        found: dict[str, list[int]] = defaultdict(list)
        for numbers in stories.values():
            reports = [self._told[number].report for number in numbers]
            languages = {report.language for report in reports}
            if len(languages) == 1 and (len(numbers) == 1 or any(general(one, self._kinds) for one in reports)):
                found[languages.pop()] += numbers
        return map(sorted, found.values())

    def _together(self, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Each of these articles with the first of its group."""
        told = [self._told[number] for number in numbers]
        first: dict[int | None, int] = {}
        begun = [first.setdefault(one.placement.story, place) for place, one in enumerate(told)]
        found = together([one.report for one in told], begun, kinds=self._kinds)
        return zip(numbers, (numbers[place] for place in found), strict=True)

    def _near(self, one: Report, signs: Mapping[str, float]) -> Sequence[int]:
        """The articles that share most with one, weighed by how rare it is."""
        found: dict[int, float] = defaultdict(float)
        for sign, weight in signs.items():
            known = self._signs.get(sign, [])
            recent = [number for number in known[-COMMON:] if self._in_time(one, self._told[number].report)]
            if len(recent) == COMMON and len(signs) > 1:
                continue
            for number in recent:
                found[number] += weight / (1 + len(recent)) ** 0.5
        return nlargest(CANDIDATES, found, key=lambda number: (found[number], number))

    def _in_time(self, one: Report, other: Report) -> bool:
        return one.day is None or other.day is None or abs((one.day - other.day).days) <= DAYS


def _signs(one: Report) -> dict[str, float]:
    """What an article may be found by: what it means in any language, and its words in its own."""
    return {f"={name}": weight for name, weight in sense(one).items()} | {
        f"{one.language}:{word}": weight for word, weight in one.said.weights.items()
    }
