"""A story in full, as the desk returns it: who tells it, in what they differ, and what readers said of it."""

from datetime import date, datetime
from typing import Literal

from bot.records.cited import Citation, Cited, Coverage, StoryLine
from storage.models import Record


class Claimed(Record):
    """A figure as one article tells it: `value` stands verbatim in the sentence cited."""

    value: str
    said: Cited


class Differing(Record):
    """What the articles of a story tell differently; `what` names the things counted, where they are counted."""

    about: Literal["sum", "number", "day"]
    what: str = ""
    claims: tuple[Claimed, ...]


class Teller(Record):
    """An article of a story. `independent`: none before it in the list is of the same family of publishers."""

    citation: Citation
    kind: str  # of its publisher
    independent: bool


class Opinion(Record):
    """What a reader last said of the story and another one."""

    other: int
    same: bool
    by: str
    at: datetime


class Account(Record):
    """A story: `line`, then every article that tells it, the primary source first, else the earliest.

    `near` are stories of the same days about the same actors, which a reader may say to be the same.
    """

    line: StoryLine
    tellers: tuple[Teller, ...]
    differing: tuple[Differing, ...] = ()
    near: tuple[StoryLine, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    coverage: Coverage
    as_of: date
