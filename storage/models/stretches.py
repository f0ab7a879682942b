"""Stretches of articles with what is needed to cite them: quotations and days to come, as rows give them back."""

import json
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from storage.models.record import Published, Record
from storage.models.talk import Change


class Amended(Record):
    """That an article was corrected or withdrawn after it was published: on which day, as it says itself.

    `seen` is when that was first read, of what had been read before without it.
    """

    change: Change
    on: date | None = None
    seen: date | None = None


def _read(told: object) -> object:
    return json.loads(told) if isinstance(told, str) else told


Amendment = Annotated[Amended | None, BeforeValidator(_read)]
"""As rows have it, JSON is taken too."""


class Stretch(Record):
    """What is needed to cite a stretch `[start:end]` of an article, which is `text`."""

    article: int
    revision: int
    title: str
    url: str | None
    publisher: str
    publisher_family: str
    language: str
    published_at: Published
    demo: bool
    teaser: bool
    amended: Amendment = None
    start: int
    end: int
    text: str

    @property
    def withdrawn(self) -> bool:
        """Whether its article says that it was withdrawn."""
        return self.amended is not None and self.amended.change == "retraction"


class Quote(Stretch):
    """What an actor is quoted with; not `direct`: what they are said to have said. `office` is that of the day."""

    office: str
    direct: bool
    speaker: str
    speaker_name: str
    topics: tuple[str, ...]


class Due(Stretch):
    """A day to come and `what` is to happen on it; `text` is the whole sentence that says so."""

    day: date
    precision: str
    certain: bool
    what: str
