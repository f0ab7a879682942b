"""Sentences that name a day to come, written out with its year. Pure; what is to happen on it is left to the reader.

A day without a year is not completed: which year is meant would be a guess.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot import periods
from bot.language import fold
from storage.models import Passage

HORIZON = timedelta(days=60)
MOST = 3

_MONTH = "|".join(sorted(periods.MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:\.|st|nd|rd|th|er)?\s+(?:{_MONTH})\.?\s+20\d\d\b|\b(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+20\d\d\b"
    r"|\b20\d\d-\d\d-\d\d\b"
)


def find(passages: Sequence[Passage], *, today: date) -> list[tuple[date, Passage]]:
    """The next days that these sentences name, the nearest first, one sentence for each day."""
    found: dict[date, Passage] = {}
    for passage in passages:
        for match in _DAY.finditer(fold(passage.text)):
            day = periods.day(match[0])
            if day is not None and today < day <= today + HORIZON:
                found.setdefault(day, passage)
    taken: list[tuple[date, Passage]] = []
    for day, passage in sorted(found.items(), key=lambda item: item[0]):
        if all(passage.sentence != other.sentence for _, other in taken):
            taken.append((day, passage))
    return taken[:MOST]
