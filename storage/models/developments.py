"""The records of what sentences state: developments, with who took part and what sum. Nothing here reads or stores."""

from datetime import date
from typing import Literal

from storage.models.record import Record

Stage = Literal[
    "proposed", "mandate", "provisional-deal", "adopted", "in-force", "announced", "signed", "ratified", "disbursed",
    "ended", "none",
]  # fmt: skip
"""How far a development has come; `none` where its type knows no stages, or the sentence tells none."""

Modality = Literal["fact", "possible", "planned", "reported", "denied"]
Role = Literal["source", "target", "partner", "about"]


class Amount(Record):
    """A sum as a text states it: `number` times `scale` (a power of ten) in `currency` (ISO 4217).

    `high` ends a range. `start` and `end` count characters in the text of the revision.
    """

    number: float
    scale: int = 1
    currency: str
    high: float | None = None
    bound: Literal["exactly", "at most", "at least", "about"] = "exactly"
    start: int
    end: int

    @property
    def value(self) -> float:
        """The sum in units of its currency; the lower end of a range."""
        return round(self.number * self.scale, 2)


class Party(Record):
    """An actor in a development, and where the text names it."""

    actor: str
    role: Role
    start: int
    end: int


class Development(Record):
    """What one sentence states to have happened, to happen or to be denied.

    `type` is an id of `bot/developments/types.toml`. `stage` is what is reached if it is so; `modality` and `negated`
    say whether it is. `instrument` is an actor's id or, where the catalogue knows none, the kind of thing named;
    `ordinal` its number (20 for the 20th package) or its year (2026 for the work programme of 2026).
    `attributed_to` is the actor who says so, `attributed` whether anybody does. `start` and `end` bound the clause.
    """

    sentence: int  # its ordinal in the revision
    type: str
    stage: Stage
    parties: tuple[Party, ...] = ()
    instrument: str | None = None
    ordinal: int | None = None
    amount: Amount | None = None
    place: str | None = None
    event_date: date | None = None
    precision: str | None = None  # day, week, month, quarter, year …, as `bot.when` tells it
    negated: bool = False
    modality: Modality = "fact"
    attributed: bool = False
    attributed_to: str | None = None
    start: int
    end: int
