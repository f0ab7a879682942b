"""How alike two articles are: by their words, and by what they mean whatever their words and language. Pure."""

from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple

from bot.stories.figures import same_sum
from bot.stories.identity import COMMON
from bot.stories.report import Report

_TITLED, _NAMED, _MEANT, _HINTED, _FIGURE = 2.0, 1.0, 1.5, 0.5, 2.5
"""The weights of what two languages share: actors of the title and of the opening, concepts likewise, figures."""


class Likeness(NamedTuple):
    """Two cosines, 0 to 1: of words, 0 where the languages differ; and of actors, concepts and figures. `marks` counts
    what is shared beyond the field's common actors."""

    words: float
    sense: float
    marks: int


def likeness(one: Report, other: Report) -> Likeness:
    """How alike two articles are."""
    mine, theirs = sense(one), sense(other)
    shared = (mine.keys() & theirs.keys()) - COMMON
    return Likeness(
        words=_cosine(one.said.weights, other.said.weights) if one.language == other.language else 0.0,
        sense=_cosine(mine, theirs),
        marks=len(shared),
    )


def sense(one: Report) -> dict[str, float]:
    """What an article tells, in features that no language changes."""
    said = one.said
    found: dict[str, float] = {}
    for concept in said.hinted:
        found[concept] = _HINTED
    for concept in said.meant:
        found[concept] = _MEANT
    for actor in one.opening:
        found[actor] = _NAMED if actor not in COMMON else _NAMED / 2
    for actor in one.titled:
        found[actor] = _TITLED if actor not in COMMON else _TITLED / 2
    for number, noun in said.title.ordinals | said.first.ordinals:
        found[f"{number}. {noun}"] = _FIGURE
    for number, _ in said.title.counts | said.first.counts:
        found[f"#{number}"] = _FIGURE / 2
    for value, _ in said.title.sums | said.first.sums:
        found[f"{value:.1e}"] = _FIGURE
    return found


def shared_sum(one: Report, other: Report) -> bool:
    """Whether both name a sum that may be the same."""
    return any(
        same_sum(mine, theirs)
        for mine in one.said.title.sums | one.said.first.sums
        for theirs in other.said.title.sums | other.said.first.sums
    )


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    dot = sum(weight * other[word] for word, weight in one.items() if word in other)
    norm = sqrt(sum(weight * weight for weight in one.values()) * sum(weight * weight for weight in other.values()))
    return dot / norm if norm else 0.0
