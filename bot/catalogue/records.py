"""What the catalogue holds: actors, offices, topics. Records only: `loading` reads them, `lookup` finds them."""

from datetime import date
from typing import Literal

from storage.models import Record

Kind = Literal[
    "country",
    "eu-institution",
    "eu-agency",
    "international-organisation",
    "ministry",
    "armed-forces",
    "company",
    "think-tank",
    "instrument",
    "treaty-provision",
    "programme",
    "mission-operation",
    "person",
]
Confidence = Literal["high", "medium", "low"]


class Actor(Record):
    """Somebody or something that acts or is acted upon in our field.

    `aliases` mean it and nothing else, its name among them unless that is ambiguous; `only_in` restricts some of
    them to texts of one language (pairs of ISO 639-1 and names). `ambiguous` names need a second cue; `likely`,
    `demonyms` and `places` are the parts of it for which a general cue, a following word, or the role in the
    sentence is enough. An `office` is an actor of its own and stands for whoever holds it on a day.
    """

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    only_in: tuple[tuple[str, tuple[str, ...]], ...] = ()
    cues: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    parent: str | None = None
    office: bool = False
    role: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    wikidata: str | None = None
    confidence: Confidence = "high"


class Office(Record):
    """A person's time in an office. `valid_to` None: open when last looked at. Vague dates are widened, not guessed:
    from "2024-03" begins on its first day, to "2024-03" ends on its last."""

    person: str
    office: str
    organisation: str
    valid_from: date | None = None
    valid_to: date | None = None
    confidence: Confidence = "high"


class Topic(Record):
    """What an article may be about. Acronyms among `triggers` are case-sensitive."""

    id: str
    label: str
    definition: str
    triggers: tuple[str, ...]
    eurovoc: tuple[str, ...] = ()
    plover: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
