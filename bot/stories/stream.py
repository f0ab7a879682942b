"""Articles one after the other, without an archive: each is placed once, among those that share rare signs with it.

What an archive finds by its index is found here by a table of signs: actors, names, numbers and words. Pure.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import nlargest

from bot.stories.deciding import Candidate, decide
from bot.stories.identity import DAYS, Kinds
from bot.stories.likeness import sense
from bot.stories.report import Report
from storage.models import Placement

CANDIDATES = 32
"""Articles with which a new one is compared: those that share most with it."""

COMMON = 400
"""A sign of so many articles in the days that count proposes nothing."""


class Stream:
    """Stories so far. Numbers of stories begin with 1."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._reports: list[Report] = []
        self._stories: list[int] = []
        self._labels: list[str] = []
        self._signs: dict[str, list[int]] = defaultdict(list)
        self._last = 0

    def add(self, one: Report, label: str) -> Placement:
        """Place an article that is not older than those before it; its story is never None."""
        signs = _signs(one)
        near = self._near(one, signs)
        candidates = [Candidate(self._reports[number], self._stories[number], self._labels[number]) for number in near]
        placement = decide(one, candidates, kinds=self._kinds)
        story = placement.story
        if story is None:
            self._last += 1
            story = self._last
        for sign in signs:
            self._signs[sign].append(len(self._reports))
        self._reports.append(one)
        self._stories.append(story)
        self._labels.append(label)
        return Placement(story=story, reasons=placement.reasons)

    def _near(self, one: Report, signs: Mapping[str, float]) -> Sequence[int]:
        """The articles that share most with one, weighed by how rare it is."""
        found: dict[int, float] = defaultdict(float)
        for sign, weight in signs.items():
            known = self._signs.get(sign, [])
            recent = [number for number in known[-COMMON:] if self._in_time(one, self._reports[number])]
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
