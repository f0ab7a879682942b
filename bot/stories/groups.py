"""Articles → groups, each of one event: average link, where what two groups name keeps them apart. Pure.

Two articles on two boxing matches of one man are alike; two groups of ten are told apart, for all of one name a rival
whom none of the other names. So the likest meet first, and the larger groups are, the more their names weigh.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from bot.stories.profile import Profile, alike

ALIKE = 0.25
"""The mean cosine from which two groups are one. By cross-validation on ECB+, as `OTHER_NAMES`: from 0.23 to 0.25, and
from 0.045 to 0.065, B³ F1 there stays between 0.90 and 0.91."""

OTHER_NAMES = 0.06
"""What each name takes away that most of a group tell and hardly any of the other."""

MOST = 0.5
"""How much larger the share of a group that tells a name must be than that of the other."""

LEAST = 0.1
"""Two articles less alike are as good as strangers, and are not compared further."""

COMMON = 400
"""A word of so many articles finds none of them."""

APART = 3
"""One pair in so many may be vetoed and the groups yet be one: reports err."""


FOREIGN = 3
"""One article in so many must be outside our field."""


FOREIGN_MORE = 0.1
"""How much more alike two articles must be of which one is of our field."""


class Limits(NamedTuple):
    """What else decides of articles, by their places: by how many pairs two that cannot be of one event count against
    it; of which words are a poor sign, so that two of those must be `more` alike; and which are outside our field: of
    those each group needs some."""

    against: Callable[[int, int], int]
    poor: Callable[[int], bool]
    outside: Callable[[int], bool]
    more: float = 0.0


def grouped(profiles: Sequence[Profile], limits: Limits, begun: Sequence[int]) -> list[int]:
    """For each article the place of the first article of its group. `begun` gives the same for what is known to be
    together from the beginning."""
    groups = _Groups(profiles, limits)
    for place, first in enumerate(begun):
        if place != first:
            groups.merge(first, place)
    groups.join()
    return groups.first


class _Groups:
    """Groups, each known by the place of its first article, as they are joined."""

    def __init__(self, profiles: Sequence[Profile], limits: Limits) -> None:
        self.first = list(range(len(profiles)))
        self._limits = limits
        self._members = {place: [place] for place in self.first}
        self._names = {place: Counter(one.names) for place, one in enumerate(profiles)}
        self._present = {place: Counter(one.present) for place, one in enumerate(profiles)}
        self._poor = {place: int(limits.poor(place)) for place in self.first}
        self._outside = {place: int(limits.outside(place)) for place in self.first}
        self._alike: dict[int, dict[int, float]] = defaultdict(dict)  # sums over the pairs of two groups
        self._vetoes: dict[int, Counter[int]] = defaultdict(Counter)
        for one, other, found in _pairs(profiles):
            self._alike[one][other] = self._alike[other][one] = found
            if against := limits.against(one, other):
                self._vetoes[one][other] = self._vetoes[other][one] = against

    def join(self) -> None:
        """Join the likest groups until none are alike enough."""
        heap = [
            (-found, one, other, 1, 1)
            for one, others in self._alike.items()
            for other in others
            if one < other and (found := self._likeness(one, other)) >= 0
        ]
        heapify(heap)
        while heap:
            _, one, other, mine, theirs = heappop(heap)
            if (len(self._members.get(one, ())), len(self._members.get(other, ()))) != (mine, theirs):
                continue  # one of them has grown, or is gone
            self.merge(one, other)
            for neighbour in self._alike[one]:
                if (found := self._likeness(one, neighbour)) >= 0:
                    older, newer = min(one, neighbour), max(one, neighbour)
                    heappush(heap, (-found, older, newer, len(self._members[older]), len(self._members[newer])))

    def _likeness(self, one: int, other: int) -> float:
        """By how much two groups are alike enough to be one; negative when they are not."""
        mine, theirs = len(self._members[one]), len(self._members[other])
        pairs = mine * theirs
        outside = self._outside[one] + self._outside[other]
        if outside * FOREIGN < mine + theirs or self._vetoes[one][other] * APART > pairs:
            return -1.0
        poor = self._poor[one] * self._poor[other] / pairs
        foreign = 1 - self._outside[one] * self._outside[other] / pairs
        found = self._alike[one][other] / pairs - ALIKE - self._limits.more * poor - FOREIGN_MORE * foreign
        if found < 0 or min(mine, theirs) == 1:
            return found
        return found - OTHER_NAMES * min(self._only(one, other), self._only(other, one))

    def _only(self, one: int, other: int) -> float:
        """How many names most of a group tell and hardly any of the other, those of large groups counting more."""
        mine, theirs = len(self._members[one]), len(self._members[other])
        known, there = self._present[one], self._present[other]
        shares = (known[name] / (mine + 1) - there[name] / theirs - MOST for name in self._names[one])
        return 2 * sum(share for share in shares if share > 0)

    def merge(self, one: int, other: int) -> None:
        """Make one group of two, known by the older."""
        for place in self._members[other]:
            self.first[place] = one
        self._members[one] += self._members.pop(other)
        self._poor[one] += self._poor.pop(other)
        self._outside[one] += self._outside.pop(other)
        for counted in (self._names, self._present):
            counted[one].update(counted.pop(other))
        for sums in (self._alike, self._vetoes):
            _fold(sums, one, other)  # type: ignore[arg-type]


def _fold(sums: dict[int, dict[int, float]], one: int, other: int) -> None:
    """Add what the second group has with others to what the first has."""
    for neighbour, found in sums.pop(other, {}).items():
        sums[neighbour].pop(other, None)
        if neighbour != one:
            sums[one][neighbour] = sums[neighbour][one] = sums[one].get(neighbour, 0) + found


def _pairs(profiles: Sequence[Profile]) -> list[tuple[int, int, float]]:
    """Pairs of articles that are no strangers, with their cosines."""
    known: dict[str, list[int]] = defaultdict(list)
    found = []
    for place, one in enumerate(profiles):
        shared: dict[int, float] = defaultdict(float)
        for word, weight in one.weights.items():
            others = known[word]
            if len(others) < COMMON:
                for other in others:
                    shared[other] += weight * profiles[other].weights[word]
                others.append(place)
        found += [
            (other, place, cosine)
            for other, least in shared.items()
            if least > LEAST / 2 and (cosine := alike(one, profiles[other])) > LEAST
        ]
    return found
