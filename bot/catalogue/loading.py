"""Reading the catalogue's files, and saying plainly which entry cannot be read. Finds nothing, checks no meaning."""

import calendar
import hashlib
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError

from bot.catalogue.records import Actor, Confidence, Kind, Office, Topic
from bot.errors import SettingsError
from storage.models import Record

FOLDER = Path(__file__).parent
EntryT = TypeVar("EntryT", bound=Record)

OFFICES, TOPICS, DECOYS = "offices.toml", "topics.toml", "decoys.toml"


class BadCatalogue(SettingsError):
    """A file of the catalogue cannot be used; names file, entry and what to mend."""


def _first_day(value: object) -> object:
    return date.fromisoformat((value + "-01-01")[:10]) if isinstance(value, str) else value


def _last_day(value: object) -> object:
    if not isinstance(value, str):
        return value
    year, month = ([*map(int, value.split("-")), 12])[:2]
    return date(year, month, calendar.monthrange(year, month)[1])


class _Dated(Record):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    valid_from: Annotated[date | None, BeforeValidator(_first_day)] = Field(None, alias="from")
    valid_to: Annotated[date | None, BeforeValidator(_last_day)] = Field(None, alias="to")
    confidence: Confidence = "high"


class _ActorEntry(_Dated):
    name: str = Field(min_length=1)
    kind: Kind
    aliases: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    only_in: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    cues: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    parent: str | None = None
    office: bool = False
    role: str = ""
    wikidata: str | None = Field(None, pattern=r"^Q\d+$")

    def actor(self, id_: str) -> Actor:
        unsure = (*self.likely, *self.demonyms, *self.places, *self.ambiguous)
        own = () if self.name in unsure else (self.name,)
        elsewhere = tuple(name for names in self.only_in.values() for name in names)
        fields = self.model_dump(exclude={"aliases", "ambiguous", "only_in"})
        aliases = (*own, *self.aliases, *elsewhere)
        return Actor(id=id_, aliases=aliases, ambiguous=unsure, only_in=tuple(self.only_in.items()), **fields)


class _OfficeEntry(_Dated):
    person: str
    office: str
    organisation: str


class _TopicEntry(Record):
    label: str
    definition: str
    triggers: tuple[str, ...]
    eurovoc: tuple[str, ...] = ()
    plover: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


class Contents(Record):
    """Everything the files say. `decoys` are phrases that look like names and are none."""

    actors: dict[str, Actor]
    offices: tuple[Office, ...]
    topics: dict[str, Topic]
    decoys: tuple[str, ...]
    digest: str


def read(*folders: Path) -> Contents:
    """Read all files of the folders, by default the one that is shipped.

    What a later folder says of an actor or topic takes the place of what an earlier one said of the same id; an
    office that names the same person, title and organisation likewise.

    Raises:
        BadCatalogue: a file is no TOML, or an entry has a missing, unknown or ill-formed field, or an id comes twice.
    """
    digest = hashlib.sha256()
    actors: dict[str, Actor] = {}
    offices: list[Office] = []
    topics: dict[str, Topic] = {}
    decoys: list[str] = []
    for folder in folders or (FOLDER,):
        found = _folder(folder, digest.update)
        actors |= found.actors
        topics |= found.topics
        decoys += found.decoys
        renewed = {_held(office) for office in found.offices}
        offices = [*(office for office in offices if _held(office) not in renewed), *found.offices]
    return Contents(
        actors=actors, offices=tuple(offices), topics=topics, decoys=tuple(decoys), digest=digest.hexdigest()[:16]
    )


def _held(office: Office) -> tuple[str, str, str]:
    return office.person, office.office, office.organisation


def _folder(folder: Path, hashed: Callable[[bytes], None]) -> Contents:
    """What the files of one folder say; their content goes into the digest."""
    if not folder.is_dir():
        raise BadCatalogue(f"There is no folder {folder}: ANTICI_CATALOGUE names one with files like those shipped.")
    actors: dict[str, Actor] = {}
    offices: list[Office] = []
    topics: dict[str, Topic] = {}
    decoys: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        content = path.read_bytes()
        hashed(path.name.encode() + b"\0" + content)
        tables = _tables(path, content)
        if path.name == OFFICES:
            offices.extend(_offices(path, tables))
        elif path.name == TOPICS:
            for id_, entry in tables.items():
                topics[id_] = Topic(id=id_, **_valid(_TopicEntry, path, id_, entry).model_dump())
        elif path.name == DECOYS:
            decoys.extend(phrase for phrases in tables.values() for phrase in phrases)
        else:
            for id_, entry in tables.items():
                if id_ in actors:
                    raise BadCatalogue(
                        f"{path.name}: the id [{id_}] is already taken in another file; rename this entry."
                    )
                actors[id_] = _valid(_ActorEntry, path, id_, entry).actor(id_)
    return Contents(actors=actors, offices=tuple(offices), topics=topics, decoys=tuple(decoys), digest="")


def _tables(path: Path, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadCatalogue(
            f"{path.name} cannot be read: {error}. Look for a missing quotation mark or comma."
        ) from error


def _offices(path: Path, tables: Mapping[str, Any]) -> list[Office]:
    offices, vague = [], []
    for number, entry in enumerate(tables.get("office", ()), 1):
        name = f"office {number}, {entry.get('person', 'of nobody')}"
        offices.append(Office(**_valid(_OfficeEntry, path, name, entry).model_dump()))
        vague.append(isinstance(entry.get("to"), str))
    return [
        _succeeded(office, offices) if is_vague else office for office, is_vague in zip(offices, vague, strict=True)
    ]


def _succeeded(office: Office, offices: Iterable[Office]) -> Office:
    """An office that ended "in 2026" ended when its successor's began, if that began in 2026."""
    begun = [
        other.valid_from
        for other in offices
        if (other.office, other.organisation) == (office.office, office.organisation)
        and other.valid_from is not None
        and (office.valid_from or date.min) < other.valid_from <= (office.valid_to or date.max)
    ]
    return office.model_copy(update={"valid_to": min(begun)}) if begun else office


def _valid(model: type[EntryT], path: Path, name: str, entry: object) -> EntryT:
    try:
        return model.model_validate(entry)
    except (ValidationError, ValueError) as error:
        raise BadCatalogue(f"{path.name}, [{name}]: {_mending(error)}.") from error


def _mending(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return f"{error}"
    # A misspelt field is also a missing one; the misspelling is what to mend.
    found = min(error.errors(), key=lambda problem: problem["type"] != "extra_forbidden")
    field = ".".join(map(str, found["loc"])) or "the entry"
    if found["type"] == "extra_forbidden":
        return f'there is no field "{field}"; look for a misspelling, or remove it'
    if found["type"] == "missing":
        return f'the field "{field}" is missing; add it'
    return f'"{field}" cannot be {found["input"]!r}: {found["msg"][:1].lower()}{found["msg"][1:]}'
