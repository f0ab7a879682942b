"""The record of a date that a text names. Nothing here reads text."""

from datetime import date
from typing import Literal

from storage.models import Record

Precision = Literal["day", "week", "month", "quarter", "half-year", "season", "year", "decade", "century"]
Bound = Literal["on", "since", "until", "before", "after"]
"""How the time lies to the date: in it, from it, up to it (`by`, `until`), before it, after it."""

Direction = Literal["past", "present", "future", "unknown"]


class When(Record):
    """A stretch `[start:end]` of a text and the days `first` to `last` (both inclusive) that it means.

    `precision` is the unit in which the text speaks: "two weeks ago" is a day told to the week. `sure` is false where
    the text leaves two readings, `other` the first day of the second: 03/04/2026, or a weekday with no tense.
    `closing` marks the end of a unit ("at the end of March"). `direction` is seen from the article's day, and unknown
    without one.
    """

    start: int
    end: int
    first: date
    last: date
    precision: Precision = "day"
    bound: Bound = "on"
    closing: bool = False
    direction: Direction = "unknown"
    sure: bool = True
    other: date | None = None

    @property
    def day(self) -> date:
        """The one day to file it under: the last where the time runs through it or is an end, else the first."""
        return self.last if self.closing or self.bound == "until" else self.first
