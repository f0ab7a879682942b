"""What a person typed after `/digest` → the digest they wish for. Pure but for the zones' own files; keeps nothing.

The parts may come in any order: days, time, zone, and what it is about. What is not said is filled in: weekdays at
08:00 in the zone of whoever asks, about everything. "At once" stands in place of days and time.
"""

import difflib
import re
from collections.abc import Sequence
from datetime import time
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.asking import wishes
from bot.catalogue import Catalogue
from bot.digests.schedule import Schedule
from bot.errors import BadRequest, UnknownName
from bot.language import fold
from storage.models import Record

EIGHT = time(8)
WORKING_DAYS = (0, 1, 2, 3, 4)
BRUSSELS = "Europe/Brussels"

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_SUBJECTS = 12
MOST_SUBSCRIPTIONS = 10
"""In one conversation: as many as one message can list with their buttons."""

_DAY_WORDS = {
    "weekdays": WORKING_DAYS, "weekday": WORKING_DAYS, "workdays": WORKING_DAYS, "daily": tuple(range(7)),
    "weekends": (5, 6), "weekend": (5, 6),
    **{form: (number,) for number, name in enumerate(DAYS)
       for form in (name.lower(), f"{name.lower()}s", name[:3].lower())},
    "tues": (1,), "thur": (3,), "thurs": (3,),
}  # fmt: skip
_DAY = "|".join(sorted(_DAY_WORDS, key=len, reverse=True))
_DAYS = re.compile(
    rf"\b(?:every\s+day\b|(?:(?:on|every|each)\s+)?(?:{_DAY})\b(?:\s*(?:-|–|to|,|and|&|\s)\s*(?:{_DAY})\b)*)"
)
_RANGE = re.compile(rf"({_DAY})\s*(?:-|–|to)\s*({_DAY})")
_TIME = re.compile(
    r"(?:\bat\s+)?\b(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})\s*(?P<half>am|pm)?|\s*(?P<half_alone>am|pm))\b"
    r"|\bat\s+(?P<bare>\d{1,2})\b(?![:.\d])|(?:\bat\s+)?\b(?P<word>noon|midnight)\b"
)
_ZONE = re.compile(r"(?<![\w/])(?:[A-Za-z][A-Za-z_]*(?:/[A-Za-z0-9_+\-]+)+|UTC|GMT)(?![\w/])")
_AT_ONCE = re.compile(
    r"\b(?:at once|as (?:it|they) happens?|as (?:it|they) comes?|when (?:it|they) (?:happens?|comes?)|immediately"
    r"|instantly|right away|alerts?)\b",
    re.IGNORECASE,
)
_SHORT_ZONES = {
    "CET": BRUSSELS, "CEST": BRUSSELS, "MEZ": "Europe/Berlin", "WET": "Europe/Lisbon", "EET": "Europe/Helsinki",
    "BST": "Europe/London", "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "JST": "Asia/Tokyo", "KST": "Asia/Seoul",
}  # fmt: skip
_SHORT_ZONE = re.compile(rf"\b(?:{'|'.join(_SHORT_ZONES)})\b")
_CAPITALS = {"washington": "America/New_York", "ottawa": "America/Toronto", "canberra": "Australia/Sydney",
             "strasbourg": "Europe/Paris", "luxemburg": "Europe/Luxembourg", "the_hague": "Europe/Amsterdam",
             "delhi": "Asia/Kolkata", "new_delhi": "Asia/Kolkata"}  # fmt: skip
"""Seats of government that the zones' database does not name."""


class Wish(Record):
    """A digest wished for: when, and about which actors and topics of the catalogue; about everything without any.

    `at_once`: whenever there is news; of the schedule only the zone counts then.
    """

    schedule: Schedule
    at_once: bool = False
    subjects: tuple[wishes.Subject, ...] = ()

    @property
    def actors(self) -> tuple[str, ...]:
        """Their ids."""
        return tuple(subject.id for subject in self.subjects if subject.kind == "actor")

    @property
    def topics(self) -> tuple[str, ...]:
        """Their ids."""
        return tuple(subject.id for subject in self.subjects if subject.kind == "topic")


def wish(text: str, catalogue: Catalogue, *, zone: str | None = None) -> Wish:
    """Read a wish; `zone` is where whoever asks is, if that is known.

    Raises:
        BadRequest: a time or zone that does not exist, or a time for what comes at once.
        UnknownName: no such actor or topic, or several; `name` is the name as typed.
    """
    rest = " ".join(text.split())
    if at_once := _AT_ONCE.search(rest):
        rest = _without(rest, at_once)
    named, rest = _taken_zone(rest)
    at, rest = _taken_time(rest)
    days, rest = _taken_days(rest)
    if at_once and (at or days):
        raise BadRequest("A digest comes at its time or at once, not both; leave one out, or begin two.")
    return Wish(
        schedule=Schedule(at=at or EIGHT, weekdays=days or WORKING_DAYS, zone=named or known_zone(zone) or BRUSSELS),
        at_once=bool(at_once),
        subjects=subjects(rest, catalogue),
    )


def subjects(text: str, catalogue: Catalogue) -> tuple[wishes.Subject, ...]:
    """What a digest is about: names between commas, or joined by "and" where that is no part of a name.

    Raises:
        BadRequest: too many.
        UnknownName: one of them is not known, or may mean several.
    """
    found: dict[str, wishes.Subject] = {}
    named = re.sub(r"^(?:(?:on|about|for|of|and)(?:\s+|$))+", "", text.strip(" ,;."), flags=re.I)
    if fold(named) in ("everything", "anything", "all"):
        return ()
    for part in re.split(r"[,;]", named):
        for name in _names(part.strip(" ."), catalogue):
            try:
                subject = wishes.subject(name, catalogue, usage="digest")
            except UnknownName as error:
                raise UnknownName(error.public, error.suggestions, name=name) from error
            found[subject.id] = subject
    if len(found) > MOST_SUBJECTS:
        raise BadRequest(f"A digest is about at most {MOST_SUBJECTS} names; make two of it.")
    return tuple(found.values())


def zone_named(text: str) -> str:
    """The IANA zone of this name, whatever its case.

    Raises:
        BadRequest: there is none; says which was perhaps meant.
    """
    name = text.strip().replace(" ", "_")
    if short := _SHORT_ZONES.get(name.upper()):
        raise BadRequest(f"“{text.strip()}” does not say when the clocks change; name a city: {short}.")
    found = known_zone(name) or _by_case().get(name.lower())
    if found is None:
        near = _near_zone(name)
        meant = f" Did you mean {near}?" if near else " Write it as Europe/Brussels, America/New_York or Asia/Tokyo."
        raise BadRequest(f"I know no time zone “{text.strip()[:60]}”.{meant}")
    return found


def known_zone(name: str | None) -> str | None:
    """The name, if it is a zone's on this machine, letter for letter."""
    if not name or not ("/" in name or name in ("UTC", "GMT")):
        return None
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder's name, a path upwards, an odd character
        return None


def clock_time(text: str) -> time:
    """A time of day as people write it: `08:00`, `8.30`, `8am`, `noon`.

    Raises:
        BadRequest: the clock has no such time.
    """
    at, rest = _taken_time(text.strip())
    if at is None or rest:
        raise BadRequest(f"“{text.strip()[:40]}” is no time of day; write it as 08:00.")
    return at


def _taken_zone(text: str) -> tuple[str | None, str]:
    if match := _ZONE.search(text):
        return zone_named(match[0]), _without(text, match)
    if match := _SHORT_ZONE.search(text):
        zone_named(match[0])  # raises: says which city to name
    return None, text


def _taken_time(text: str) -> tuple[time | None, str]:
    match = _TIME.search(text.lower())
    if match is None:
        return None, text
    if match["word"]:
        return (time(12) if match["word"] == "noon" else time(0)), _without(text, match)
    hour, minute = int(match["hour"] or match["bare"]), int(match["minute"] or 0)
    half = match["half"] or match["half_alone"]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif half:
        hour = 24
    if hour > 23 or minute > 59:
        raise BadRequest(f"“{match[0].strip()}” is no time of day; write it as 08:00.")
    return time(hour, minute), _without(text, match)


def _taken_days(text: str) -> tuple[tuple[int, ...], str]:
    match = _DAYS.search(fold(text))
    if match is None:
        return (), text
    said, days = match[0], set[int]()
    if re.match(r"every\s+day", said):
        return tuple(range(7)), _without(text, match)
    for span in _RANGE.finditer(said):
        first, last = _DAY_WORDS[span[1]][0], _DAY_WORDS[span[2]][-1]
        days |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    for word in re.findall(rf"\b(?:{_DAY})\b", said):
        days |= set(_DAY_WORDS[word])
    return tuple(sorted(days)), _without(text, match)


def _without(text: str, match: re.Match[str]) -> str:
    return " ".join(f"{text[: match.start()]} {text[match.end() :]}".split()).strip(" ,")


def _names(part: str, catalogue: Catalogue) -> Sequence[str]:
    if not part:
        return []
    if catalogue.find_actor(part) or catalogue.find_topic(part) or part in catalogue.topics:
        return [part]
    pieces = [piece.strip() for piece in re.split(r"\s+(?:and|&|or)\s+", part, flags=re.I)]
    whole = all(catalogue.find_actor(piece) or catalogue.find_topic(piece) for piece in pieces)
    return pieces if whole or len(pieces) > 1 else [part]


@cache
def _by_case() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones() if "/" in name or name in ("UTC", "GMT")}


def _near_zone(name: str) -> str | None:
    city = name.lower().rpartition("/")[2]
    if city in _CAPITALS:
        return _CAPITALS[city]
    cities = {key.rpartition("/")[2]: zone for key, zone in sorted(_by_case().items(), reverse=True)
              if not key.startswith(("posix/", "right/"))}  # fmt: skip
    whole = difflib.get_close_matches(name.lower(), list(_by_case()), n=1, cutoff=0.8)
    if whole:
        return _by_case()[whole[0]]
    near = difflib.get_close_matches(city, list(cities), n=1, cutoff=0.75)
    return cities[near[0]] if near else None
