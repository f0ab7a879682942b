"""When a development took place, of the dates that its sentence names. What a date means is for `bot.when`."""

from collections.abc import Sequence
from datetime import date

from bot.developments.scene import Scene
from bot.developments.stated import Stated
from bot.when import When

HISTORY = 3
"""Years after which an event that its sentence dates is history, and no development of the article's day."""

_PERIODS = ("for ", "for the years ", "pour ", "für ", "period ", "période ", "to ", "until ", "bis ", "since ")
"""Before a date that tells how long something is to last, rather than when it was done."""


def dated(scene: Scene, one: Stated, dates: Sequence[When]) -> When | None:
    """The date of a development: of those in its clause the nearest to it, else the only one of its sentence.

    A deadline ("by the end of 2026") dates only what is still to come, and a day to come only that.
    """
    fit = [when for when in dates if _fits(scene, one, when)]
    inside = [when for when in fit if one.start <= when.start < one.end]
    if inside:
        return min(inside, key=lambda when: (when.precision != "day", when.start))
    return fit[0] if len(fit) == 1 else None


def history(when: When | None, on: date | None) -> bool:
    """Whether an event is history for a text of that day."""
    return when is not None and on is not None and when.last.year <= on.year - HISTORY


def _fits(scene: Scene, one: Stated, when: When) -> bool:
    coming = one.said.claim in ("planned", "possible") or one.type == "scheduled-event"
    if when.bound not in ("on", "until", "before") or (when.bound != "on" and not coming):
        return False
    if when.direction == "future" and not coming:
        return False
    before = scene.lower[max(scene.start, when.start - 16) : when.start]
    behind = scene.lower[when.end : when.end + 1]
    if when.precision == "year" and (before.endswith(_PERIODS) or behind in "-–") and not before.endswith("by "):
        return False
    return not (when.precision == "year" and scene.things_in(when.end, when.end + 8))  # the 2026 work programme
