"""Finding in the catalogue what a person typed. Reads no text: that is `bot.actors`."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from bot.catalogue.folding import folded, key, plain
from bot.catalogue.loading import Contents
from bot.catalogue.records import Actor, Office, Topic

_SURE, _LIKELY, _PART = range(3)
"""How well a name fits: it means the actor; it may mean it; it is the surname of a full name."""
_FIRST = ("eu-institution", "eu-agency", "country")
"""The kinds first thought of in our field when a name fits several: Brussels is the EU before it is Belgium."""
_BODIES = frozenset({"ministry", "armed-forces", "eu-institution", "international-organisation"})
"""The kinds of actor that are parts of another, with offices of their own. Member states are no part of the Union."""
_HEAD = re.compile(r"^(?:President|Prime Minister|Chancellor|Taoiseach)\b|^\w+ Secretary General$")
"""The title of one who heads an organisation, in the catalogue's English."""
_LIKE = 0.3
"""Below this share of common trigrams two names are not worth a closer look."""
_MEANT = 0.6
"""Below this similarity (difflib's ratio) a name is not what was meant."""


class Catalogue:
    """The catalogue as loaded: what Antici knows of actors, offices and topics. Never changes while it is used."""

    def __init__(self, contents: Contents) -> None:
        self.actors: Mapping[str, Actor] = contents.actors
        self.offices: tuple[Office, ...] = contents.offices
        self.topics: Mapping[str, Topic] = contents.topics
        self.decoys: tuple[str, ...] = contents.decoys
        self.digest: str = contents.digest

    def extended(self, actors: Iterable[Actor]) -> "Catalogue":
        """This catalogue and some more actors."""
        more = {actor.id: actor for actor in actors}
        return Catalogue(
            Contents(
                actors={**self.actors, **more}, offices=self.offices, topics=dict(self.topics), decoys=self.decoys,
                digest=self.digest,
            )
        )  # fmt: skip

    def find_actor(self, name: str) -> list[Actor]:
        """The actors that a person who types `name` may mean, the likeliest first; several: the name is ambiguous.

        Case does not count here, even for acronyms: "safe" finds SAFE.
        """
        found = self._names.get(key(name)) or self._names.get(folded(name).strip(), {})
        best = min(found.values(), default=_PART)
        return sorted((self.actors[id_] for id_, fit in found.items() if fit == best), key=_prominence)

    def find_topic(self, name: str) -> Topic | None:
        """The topic of this id, label or trigger."""
        wanted = key(name)
        for form in (wanted, wanted.removesuffix("s"), f"{wanted}s"):
            if form in self._topic_names:
                return self.topics[self._topic_names[form]]
        return None

    def suggest(self, name: str, limit: int = 5) -> list[Actor | Topic]:
        """What was perhaps meant by a name that is nobody's, the likeliest first; empty if nothing is like it."""
        wanted = key(name)
        common = Counter(
            candidate for trigram in set(_trigrams(wanted)) for candidate in self._trigrams.get(trigram, ())
        )
        near = [name for name, count in common.most_common(60) if count / (len(wanted) + 2) >= _LIKE]
        scored = sorted(((_likeness(wanted, name), name) for name in near), key=lambda pair: -pair[0])
        suggestions: dict[str, Actor | Topic] = {}
        for likeness, candidate in scored:
            if likeness < _MEANT or len(suggestions) >= limit:
                break
            for id_ in self._names.get(candidate, ()):
                suggestions.setdefault(f"actor {id_}", self.actors[id_])
            if candidate in self._topic_names:
                id_ = self._topic_names[candidate]
                suggestions.setdefault(f"topic {id_}", self.topics[id_])
        return list(suggestions.values())[:limit]

    def holders(self, organisation_or_office: str, on: date) -> list[Office]:
        """Who held which office in or at an organisation, or the office of this title, on that day.

        On the day of a handover the successor. Takes the organisation's id or name, or the office's title or id.
        """
        at, titled = self._offices
        numbers = {number for actor in self.find_actor(organisation_or_office) for number in at.get(actor.id, ())}
        numbers.update(titled.get(key(organisation_or_office), ()))
        found = [self.offices[number] for number in sorted(numbers)]
        return [
            office
            for office in found
            if _covers(office, on) and not (office.valid_to == on and self._handed_over(office))
        ]

    def leaders(self, organisation: str, on: date) -> list[Office]:
        """Who led an organisation (by its id) on that day: its heads, its offices that are actors, its parts' heads.

        A country's ministers sit in its ministries, NATO's commanders in its commands.
        """
        parts = [actor for actor in self.actors.values() if actor.parent == organisation and actor.kind in _BODIES]
        heads = [held[0] for part in parts if (held := self.holders(part.id, on)) and held[0].organisation == part.id]
        offices = [head for head in heads if self.actors[head.organisation].office]
        found = dict.fromkeys([*offices, *self.holders(organisation, on), *heads])
        return sorted(found, key=lambda office: not _HEAD.search(office.office))

    def held_by(self, person: str) -> list[Office]:
        """The offices of the person with this id, the latest first."""
        held = [office for office in self.offices if office.person == person]
        return sorted(held, key=lambda office: office.valid_from or date.min, reverse=True)

    def voices(self, actor: str) -> list[tuple[str, date | None, date | None]]:
        """Whose words are an actor's, from when to when (None: always): its own, its bodies', its office-holders'.

        A member of a parliament speaks for nobody else; nor does one whose term is not known.
        """
        bodies = [actor, *(one.id for one in self.actors.values() if one.kind in _BODIES and self._part_of(one, actor))]
        terms = [
            (office.person, office.valid_from, office.valid_to)
            for office in self.offices
            if office.organisation in bodies
            and office.valid_from
            and office.confidence != "low"
            and not office.office.startswith(("MEP", "Member"))
        ]
        return [*((body, None, None) for body in bodies), *terms]

    def _part_of(self, one: Actor, whole: str) -> bool:
        while one.parent is not None and one.kind in _BODIES:
            if one.parent == whole:
                return True
            one = self.actors[one.parent]
        return False

    def topics_in(self, text: str) -> tuple[str, ...]:
        """The ids of the topics whose triggers stand in `text`, in the catalogue's order."""
        lower, cased = folded(text).replace("defense", "defence"), plain(text).replace("defense", "defence")
        found = set()
        for number, start, end in self._triggers.find_matches_as_indexes(lower, overlapping=True):
            topic, trigger = self._trigger_list[number]
            if topic in found or not _stands_alone(lower, start, end):
                continue
            if not _acronym(trigger) or cased[start:end] == plain(trigger):
                found.add(topic)
        return tuple(topic for topic in self.topics if topic in found)

    def _handed_over(self, office: Office) -> bool:
        return any(
            other.valid_from == office.valid_to
            and (other.office, other.organisation) == (office.office, office.organisation)
            for other in self.offices
        )

    @cached_property
    def _offices(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """The places in `offices` by organisation, and by folded title."""
        at, titled = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        for number, office in enumerate(self.offices):
            at[office.organisation].append(number)
            titled[key(office.office)].append(number)
        return dict(at), dict(titled)

    @cached_property
    def _names(self) -> dict[str, dict[str, int]]:
        """Folded name → the actors it may mean, and how well it fits each."""
        names: dict[str, dict[str, int]] = defaultdict(dict)
        for actor in self.actors.values():
            for fit, forms in (
                (_SURE, (actor.id, actor.name, *actor.aliases)),
                (_LIKELY, actor.ambiguous),
                (_PART, surnames(actor)),
            ):
                for form in forms:
                    for name in {key(form), folded(form)}:
                        names[name].setdefault(actor.id, fit)
        return dict(names)

    @cached_property
    def _topic_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for fields in (lambda topic: (topic.id, topic.label), lambda topic: topic.triggers):
            for topic in self.topics.values():
                for name in fields(topic):
                    names.setdefault(key(name), topic.id)
        return names

    @cached_property
    def _trigrams(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for name in {**self._names, **self._topic_names}:
            for trigram in set(_trigrams(name)):
                index[trigram].append(name)
        return dict(index)

    @cached_property
    def _trigger_list(self) -> list[tuple[str, str]]:
        return [(topic.id, trigger) for topic in self.topics.values() for trigger in topic.triggers]

    @cached_property
    def _triggers(self) -> AhoCorasick:
        return AhoCorasick([folded(trigger).replace("defense", "defence") for _, trigger in self._trigger_list])


def surnames(actor: Actor) -> tuple[str, ...]:
    """By what a person may be called once named in full: "von der Leyen", "Leyen" is not one; others have none."""
    if actor.kind != "person":
        return ()
    words = actor.name.split()
    parts = {" ".join(words[1:]), words[-1]} if len(words) > 1 else set()
    listed = {name for name in (*actor.aliases, *actor.ambiguous) if " " not in name}
    known = {folded(name) for name in (*actor.aliases, *actor.ambiguous)}
    # A particle belongs to the surname: "De Croo", never "Croo".
    if len(words) > 2 and folded(" ".join(words[1:])) in known:
        parts.discard(words[-1])
    return tuple(sorted(part for part in parts | listed if part))


def _prominence(actor: Actor) -> int:
    return _FIRST.index(actor.kind) if actor.kind in _FIRST else len(_FIRST)


def _covers(office: Office, on: date) -> bool:
    return (office.valid_from or date.min) <= on <= (office.valid_to or date.max)


def _acronym(trigger: str) -> bool:
    return trigger.upper() == trigger and any(character.isalpha() for character in trigger)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether [start:end] is whole words; a plural's "s" may follow."""
    if text[start].isalnum() and start and text[start - 1].isalnum():
        return False
    if text[end - 1].isalpha() and text[end : end + 1] == "s":
        end += 1
    return not (text[end - 1].isalnum() and text[end : end + 1].isalnum())


def _trigrams(name: str) -> Iterator[str]:
    padded = f"  {name} "
    return (padded[at : at + 3] for at in range(len(padded) - 2))


def _likeness(wanted: str, name: str) -> float:
    return SequenceMatcher(None, wanted, name, autojunk=False).ratio()
