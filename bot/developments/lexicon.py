"""The words of developments, as the TOML files beside this module have them: acts, things, readings, types.

Here they are read and indexed; nothing here looks at a sentence.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick

from bot.developments import inflection
from bot.developments.inflection import Form
from bot.recognition.vocabulary import word_set
from storage.models import Record, Stage

LANGUAGES = ("en", "fr", "de")
"""The languages whose developments are understood; a text in another one states none."""

_ENDINGS = {
    "en": re.compile(r"(?:s|es)?(?!\w)"),
    "fr": re.compile(r"(?:s|x|es|e)?(?!\w)"),
    "de": re.compile(r"(?:e|en|er|es|s|n|ern|innen|ien|nen|te)?(?!\w)"),
}
"""What may follow a thing's entry within its word."""

_DETERMINERS = {
    "en": word_set("the a an its his her their"),
    "fr": word_set("le la les l' un une des son sa ses leur leurs"),
    "de": word_set("der die das den dem einen eine ein einem einer seinen seine sein ihren ihre ihr seinem"),
}
"""Words of an entry that may be others in a text or, in a headline, none."""

_SMALL = 3
"""Letters of a preposition, at most: an entry that ends in one stays as it is, "put the blame on"."""

_HISSING = "sxzho"
"""Ends of English words whose plural is in "es": "planes" are no plans."""

_REFLEXIVE = {"fr": ("se ", "s'"), "de": ("sich ",)}


class Type(Record):
    """A type of development. `plover` is its class there; `stage` what it reaches when nothing says otherwise."""

    id: str
    label: str
    definition: str
    plover: str
    contexts: tuple[str, ...] = ()
    stage: Stage = "none"


class Reading(NamedTuple):
    """What an act says of a thing."""

    type: str
    stage: str


class Act(NamedTuple):
    """One way to read a form: the act it names, and what else must stand in its clause for that."""

    act: str
    tense: int
    particle: str
    wanted: tuple[str, ...]
    reflexive: bool


class Hit(NamedTuple):
    """A place in a text where an act or a thing is named."""

    start: int
    end: int
    names: tuple[Any, ...]


class Lexicon:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        content = _content(f"{language}.toml")
        self.language = language
        self.bodies = frozenset(_entries(content["bodies"]["words"]))
        acts: dict[str, list[Act]] = defaultdict(list)
        for act, listed in content["acts"].items():
            for entry in _entries(listed):
                for text, known in self._forms(act, entry, content):
                    if known not in acts[text]:
                        acts[text].append(known)
        for act, listed in content["nouns"].items():
            for entry in _entries(listed):
                acts[entry].append(Act(act, inflection.NOUN, "", (), reflexive=False))
        for listed in acts.values():  # the longest reading first
            listed.sort(key=lambda act: -len(act.wanted) - bool(act.particle))
        things: dict[str, list[str]] = defaultdict(list)
        for thing, listed in content["things"].items():
            for entry in _entries(listed):
                things[entry].append(thing)
        self.named_acts = frozenset(content["acts"]) | frozenset(content["nouns"])
        self.named_things = frozenset(content["things"])
        self._acts, self._things = _Index(acts), _Index(things)

    def acts(self, lower: str) -> Iterator[Hit]:
        """Where acts are named, in no order; they may overlap, since which is meant depends on the rest of a clause."""
        for start, end, names in self._acts.find(lower):
            if not (lower[start - 1 : start].isalnum() or lower[end : end + 1].isalnum()):
                yield Hit(start, end, names)

    def things(self, lower: str) -> Iterator[Hit]:
        """Where things are named, in order; in German also within a compound."""
        ending = _ENDINGS[self.language]
        whole = self.language != "de"
        found = []
        for start, end, names in self._things.find(lower):
            if lower[start - 1 : start].isalnum() and (whole or end - start < 4):
                continue
            rest = ending.match(lower, end)
            if rest is not None and not (rest[0] == "es" and self.language == "en" and lower[end - 1] not in _HISSING):
                found.append(Hit(start, rest.end(), names))
        yield from longest(found)

    def _forms(self, act: str, entry: str, content: dict[str, Any]) -> Iterator[tuple[str, Act]]:
        irregular = inflection.table(content["irregular"])
        bare = entry
        reflexive = False
        for mark in _REFLEXIVE.get(self.language, ()):
            reflexive = reflexive or bare.startswith(mark)
            bare = bare.removeprefix(mark)
        if self.language == "de":
            words = bare.split()
            verb = next(word for word in reversed(words) if len(word) > 3 and word.endswith("n") and word.islower())
            wanted = tuple(word.lower() for word in words if word != verb and word not in _DETERMINERS["de"])
            forms: Iterator[Form] = inflection.german(verb, irregular)
            rest = ""
        else:
            bare, _, apart = bare.partition(" … ")
            wanted = tuple(apart.split())
            verb, _, rest = bare.partition(" ")
            if self.language == "fr" and rest:
                rest = re.sub(r"(?:^| )(?:à|de)$", "", rest)  # they melt with what follows: au, du
            if self.language == "fr":
                forms = inflection.french(verb, irregular)
            else:
                forms = inflection.english(verb, irregular, frozenset(_entries(content["doubled"])))
        apart_too = self._apart(rest) if not wanted else ()
        for form in forms:
            text = f"{form.text} {rest}".strip()
            yield text, Act(act, form.tense, form.particle, wanted, reflexive=reflexive)
            if apart_too:
                yield form.text, Act(act, form.tense, form.particle, apart_too, reflexive=reflexive)

    def _apart(self, rest: str) -> tuple[str, ...]:
        """The words of "tender his resignation" that must stand behind its verb whatever stands between them."""
        words = rest.split()
        kept = tuple(word for word in words if word not in _DETERMINERS[self.language])
        return kept if kept and len(kept) < len(words) and len(kept[-1]) > _SMALL else ()


def longest(found: Iterable[Hit]) -> Iterator[Hit]:
    """Those that do not overlap, the leftmost first and of these the longest."""
    last = -1
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= last:
            last = hit.end
            yield hit


class _Index:
    """Words in one pass."""

    def __init__(self, names: Mapping[str, list[Any]]) -> None:
        self._names = [tuple(listed) for listed in names.values()]
        self._automaton = AhoCorasick(list(names))

    def find(self, lower: str) -> Iterator[tuple[int, int, tuple[Any, ...]]]:
        for number, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            yield start, end, self._names[number]


@cache
def lexicon(language: str) -> Lexicon:
    """The words of `language`, one of `LANGUAGES`."""
    return Lexicon(language)


@cache
def types() -> Mapping[str, Type]:
    """All types by their ids."""
    return {id_: Type(id=id_, **entry) for id_, entry in _content("types.toml").items()}


@cache
def readings() -> Mapping[str, Mapping[str, Reading]]:
    """For each act, what it says of which thing; under `else`, of any other or none."""
    found: dict[str, dict[str, Reading]] = {}
    for act, lines in _content("readings.toml").items():
        found[act] = {}
        for line in lines:
            thing, _, said = line.partition(": ")
            type_, _, stage = said.partition("/")
            found[act][thing] = Reading(type_, stage or types()[type_].stage)
        if "project" in found[act]:
            found[act].setdefault("programme", found[act]["project"])
            found[act].setdefault("instrument", found[act]["project"])
        if "funding" in found[act]:
            found[act].setdefault("spending", found[act]["funding"])
    return found


def _content(name: str) -> dict[str, Any]:
    return tomllib.loads(files("bot.developments").joinpath(name).read_text(encoding="utf-8"))


def _entries(listed: str) -> list[str]:
    return [
        entry.strip().lower() if "|" not in entry else entry.strip()
        for entry in listed.replace("\n", " ").split(",")
        if entry.strip()
    ]
