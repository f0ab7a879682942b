"""Which articles of a few stories tell one development, whatever order they came in. Pure.

A new article is placed among those that were there (`deciding`); one that is like articles of several stories, or is
kept out of a story that holds some like it, says more: it may be the bridge between two, or show that a vague report
went to the wrong one. Then all of them are grouped anew, the likest first, by the same vetoes and the same likeness.
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import combinations
from typing import NamedTuple

from bot.stories.deciding import ALIKE_ENOUGH, NEAREST, TOLERATED, Candidate, by_words, judged, together
from bot.stories.identity import Kinds, vetoed
from bot.stories.profile import alike

_Pair = tuple[int, int]

_APART = -1.0
"""By how much two articles are not alike enough of which names and words say that they are of two events."""


class Bounds(NamedTuple):
    """Pairs of articles, by their places, of which readers have said what they are; both hold against all else."""

    together: frozenset[tuple[int, int]] = frozenset()
    apart: frozenset[tuple[int, int]] = frozenset()


class _Between(NamedTuple):
    """What two groups have in common: their likest pairs, how many pairs are vetoed, of how many; `barred` for good.

    `silent` are those of the vetoed in which one is only silent of what the other names. That tells nothing where a
    `bridge` is like both: an article of which it is sure that it tells what others of its group do.
    """

    margins: tuple[float, ...]
    vetoes: int
    silent: int
    pairs: int
    barred: bool
    same: bool
    bridge: bool

    def score(self) -> tuple[bool, float] | None:
        """Whether the two tell the same for sure, and by how much they may be one; None: not at all."""
        if self.barred or not self.margins or self.margins[0] < 0 or (self.silent and not self.bridge):
            return None
        if (self.vetoes - self.silent) * TOLERATED > self.pairs:
            return None
        mean = self.margins[0] if self.bridge else sum(self.margins) / len(self.margins)
        return (self.same, mean) if mean >= ALIKE_ENOUGH else None

    def joined(self, other: "_Between") -> "_Between":
        """What their union has."""
        return _Between(
            margins=tuple(nlargest(NEAREST, self.margins + other.margins)),
            vetoes=self.vetoes + other.vetoes,
            silent=self.silent + other.silent,
            pairs=self.pairs + other.pairs,
            barred=self.barred or other.barred,
            same=self.same or other.same,
            bridge=self.bridge or other.bridge,
        )


def settled(some: Sequence[Candidate], bounds: Bounds, *, kinds: Kinds) -> list[int]:
    """For each article the place of the first of its group."""
    order = sorted(range(len(some)), key=lambda place: _key(some[place]))
    told = [some[place] for place in order]
    now = {place: number for number, place in enumerate(order)}
    groups = _Groups(len(told), _pairs(told, _reordered(bounds, now), kinds))
    for one, other in sorted(bounds.together):
        groups.join(groups.first[now[one]], groups.first[now[other]])
    while (pair := groups.likest()) is not None:
        groups.join(*pair)
    met: dict[int, int] = {}
    return [met.setdefault(groups.first[now[place]], place) for place in range(len(some))]


class _Groups:
    """Groups as they are joined, each known by its first; those whose order is the same are joined alike."""

    def __init__(self, count: int, between: dict[_Pair, _Between]) -> None:
        self.first = list(range(count))
        self._between = between

    def likest(self) -> _Pair | None:
        """The two that are likest, if any may be one."""
        scores = [(score, pair) for pair, found in self._between.items() if (score := found.score()) is not None]
        return min(scores, key=lambda found: (not found[0][0], -found[0][1], found[1]))[1] if scores else None

    def join(self, one: int, other: int) -> None:
        """Make one group of two."""
        if one == other:
            return
        kept, gone = sorted((one, other))
        self.first = [kept if first == gone else first for first in self.first]
        self._between.pop((kept, gone))
        for third in {*self.first} - {kept}:
            mine, theirs = _pair(kept, third), _pair(gone, third)
            self._between[mine] = self._between[mine].joined(self._between.pop(theirs))


def _pair(one: int, other: int) -> _Pair:
    return min(one, other), max(one, other)


def _reordered(bounds: Bounds, now: Mapping[int, int]) -> Bounds:
    together, apart = (
        frozenset(_pair(now[one], now[other]) for one, other in pairs) for pairs in (bounds.together, bounds.apart)
    )
    return Bounds(together, apart)


def _key(one: Candidate) -> tuple[str, str, str]:
    """By what articles are put in an order that is not that of their arrival."""
    return str(one.report.day or "9999"), one.report.title, one.report.text


def _pairs(some: Sequence[Candidate], bounds: Bounds, kinds: Kinds) -> dict[_Pair, _Between]:
    """What each two articles have in common."""
    found: dict[_Pair, _Between] = {}
    words: list[_Pair] = []
    for pair in combinations(range(len(some)), 2):
        one, other = (some[place] for place in pair)
        between = _Between((), 0, 0, 1, barred=pair in bounds.apart, same=False, bridge=False)
        if by_words(one.report, other.report, kinds):
            words.append(pair)
        elif veto := vetoed(one.report, other.report, kinds=kinds):
            barred = between.barred or (veto.hard and not veto.silent)
            between = between._replace(vetoes=1, silent=int(veto.hard and veto.silent), barred=barred)
        else:
            verdict = judged(one.report, other.report, other.label, kinds=kinds)
            between = between._replace(margins=(verdict.margin,), same=verdict.same and verdict.margin >= 0)
        found[pair] = between
    for pair, margin in _by_words(some, words, kinds):
        found[pair] = found[pair]._replace(margins=(margin,))
    sure = {place for pair, between in found.items() if between.same for place in pair}
    for pair, between in found.items():
        if not sure.isdisjoint(pair) and between.margins and between.margins[0] >= 0:
            found[pair] = between._replace(bridge=True)
    return found


def _by_words(some: Sequence[Candidate], pairs: Sequence[_Pair], kinds: Kinds) -> Iterable[tuple[_Pair, float]]:
    """The likeness of pairs of which names and words decide, as all of them together tell."""
    places = sorted({place for pair in pairs for place in pair})
    met = together([some[place].report for place in places], range(len(places)), kinds=kinds) if places else []
    first = dict(zip(places, met, strict=True))
    for one, other in pairs:
        same = first[one] == first[other]
        yield (one, other), alike(some[one].report.profile, some[other].report.profile) if same else _APART
