"""Statements → positions: which actor said something on which topic, and when. Nothing is judged for or against."""

from collections.abc import Sequence
from datetime import date

from bot.catalogue import Catalogue
from storage.models import Position, Quotation


def positions(said: Sequence[Quotation], text: str, catalogue: Catalogue, *, on: date | None) -> list[Position]:
    """A position for each topic that a statement of a known actor touches. The sentence around a quotation counts."""
    found = []
    for one in said:
        if one.speaker is None:
            continue
        left = max(0, text.rfind("\n", 0, one.start) + 1, one.start - 200)
        topics = catalogue.topics_in(one.text) or catalogue.topics_in(text[left : one.end])
        found += [
            Position(actor=one.speaker, topic=topic, on=on, direct=one.direct, start=one.start, end=one.end)
            for topic in topics
        ]
    return found
