"""All names of a catalogue in one pass over a text: every place where a name could stand, none of them judged."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from bot.catalogue import Actor, Catalogue
from bot.catalogue.folding import folded, plain
from bot.recognition.vocabulary import ORDINARY


class Sense(Enum):
    """How far a name can be trusted to mean its actor. The catalogue's files explain each."""

    SURE = "sure"
    LIKELY = "likely"
    DEMONYM = "demonym"
    PLACE = "place"
    AMBIGUOUS = "ambiguous"
    DECOY = "decoy"


class Name(NamedTuple):
    """A name of an actor (None: a decoy's). `language` restricts it to texts of that language."""

    text: str
    actor: str | None
    sense: Sense
    language: str | None
    strict: bool  # an acronym: case counts, letter by letter
    countable: bool = False  # a weapon system: "Eurofighters"


class Found(NamedTuple):
    """A place where names of the same spelling could stand."""

    start: int
    end: int  # of the word: behind a genitive or plural "s"
    names: tuple[Name, ...]


class Index:
    """The names of a catalogue, ready to be looked for. Make it with `index_of`."""

    def __init__(self, catalogue: Catalogue) -> None:
        strict: dict[str, list[Name]] = defaultdict(list)
        loose: dict[str, list[Name]] = defaultdict(list)
        for name in _names(catalogue):
            for spelling in _spellings(name):
                if name.strict:
                    strict[plain(spelling)].append(name)
                else:
                    loose[alike(spelling)].append(name)
        self._strict_names = [tuple(names) for names in strict.values()]
        self._loose_names = [[(name, plain(name.text)) for name in names] for names in loose.values()]
        self._strict = AhoCorasick(list(strict))
        self._loose = AhoCorasick(list(loose))

    def find(self, text: str, cased: str, lower: str, language: str) -> list[Found]:
        """Every name at word boundaries, overlapping ones too; `cased` and `lower` are the foldings of `text`."""
        found = []
        for number, start, end in self._strict.find_matches_as_indexes(cased, overlapping=True):
            whole = _whole(cased, start, end, language)
            if whole:
                found.append(Found(start, whole, self._strict_names[number]))
        for number, start, end in self._loose.find_matches_as_indexes(lower, overlapping=True):
            whole = _whole(lower, start, end, "de" if self._loose_names[number][0][0].countable else language)
            whole = whole or (end if _new_sentence(cased, end) and _whole(lower[:end], start, end, language) else 0)
            if whole:
                written = cased[start:end]
                names = tuple(name for name, own in self._loose_names[number] if _cased_alike(written, own))
                if len(names) > 1 or lower[start:end] in ORDINARY:
                    names = _as_accented(names, text[start:end], ordinary=lower[start:end] in ORDINARY)
                if names:
                    found.append(Found(start, whole, names))
        return found


@lru_cache(maxsize=4)
def index_of(catalogue: Catalogue) -> Index:
    """The index of this catalogue, made once."""
    return Index(catalogue)


def _names(catalogue: Catalogue) -> Iterator[Name]:
    for actor in catalogue.actors.values():
        languages = {alias: language for language, aliases in actor.only_in for alias in aliases}
        for sense, aliases in _by_sense(actor):
            for alias in aliases:
                yield Name(alias, actor.id, sense, languages.get(alias), _is_acronym(alias), actor.kind == "programme")
    for phrase in catalogue.decoys:
        yield Name(phrase, None, Sense.DECOY, None, strict=False)


def _by_sense(actor: Actor) -> Iterable[tuple[Sense, Iterable[str]]]:
    special = {*actor.likely, *actor.demonyms, *actor.places}
    yield Sense.SURE, actor.aliases
    yield Sense.LIKELY, actor.likely
    yield Sense.DEMONYM, actor.demonyms
    yield Sense.PLACE, actor.places
    yield Sense.AMBIGUOUS, [name for name in actor.ambiguous if name not in special]


def _is_acronym(alias: str) -> bool:
    """Whether case counts letter by letter, as in EU, HR/VP, MoD, U.S., SDPs; "EU summit" is no acronym, its EU is."""
    letters = [letter for letter in alias if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return " " not in alias and capitals >= 2 and (capitals * 3 >= len(letters) * 2 or len(letters) <= 4)


_INFLECTED = re.compile(
    r"^(europäisch|vereinigt|vereint|nordatlantisch|auswärtig|ständig|strategisch|deutsch|französisch|russisch|hoh"
    r"|ukrainisch|tschechisch|internationaler?|gemeinsam|weiß)(e|er|es|en|em)\b(?= \w)",
    re.IGNORECASE,
)
"""German adjectives at the head of a name, which change with its case: die Europäische, der Europäischen Union."""


def _spellings(name: Name) -> set[str]:
    spellings = {name.text}
    if name.strict and len(name.text) >= 4 and name.text.isalpha() and name.text.isupper():
        # Many papers write "Nato" and "Pesco"; never where that is an ordinary word.
        if name.text.lower() not in ORDINARY:
            spellings.add(name.text.capitalize())
        return spellings
    if name.language == "de" and name.text.startswith("die ") and name.text.endswith("er"):
        people = name.text.removeprefix("die ")
        return {name.text, f"den {people}n"}  # "der Niederländer" is also one man
    inflected = _INFLECTED.match(name.text)
    if inflected:
        rest = name.text[inflected.end() :]
        spellings |= {f"{inflected[1]}{ending}{rest}" for ending in ("e", "er", "es", "en", "em")}
    for british, american in (("Programme", "Program"), ("programme", "program"), ("Co-operation", "Cooperation")):
        if british in name.text:
            spellings.add(name.text.replace(british, american))
    return spellings


def alike(text: str) -> str:
    """Folded text in which American spellings of the same length are British; offsets stay."""
    lower = folded(text)
    for american, british in (("defense", "defence"), ("organiz", "organis"), ("center", "centre")):
        lower = lower.replace(american, british)
    return lower


def _whole(text: str, start: int, end: int, language: str) -> int:
    """Where the word ends in which text[start:end] stands whole; 0 if it is only part of a word or an address."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start] < _IDEOGRAMS and before.isalnum() and text[start].isalnum():
        return 0
    if before in ("@", "_") or (before in (".", "/") and _ADDRESS.search(text[max(0, start - 40) : start])):
        return 0
    if text[end - 1] >= _IDEOGRAMS or not text[end - 1].isalnum() or not after.isalnum():
        in_address = (
            after in (".", "@", "_") and text[end + 1 : end + 2].islower() and text[end + 1 : end + 2].isalpha()
        )
        return 0 if in_address else end
    # A genitive in German; a plural of what is counted, as in F-35s and SDPs.
    countable = text[end - 1].isdigit() or text[end - 1].isupper()
    if after == "s" and (language == "de" or countable) and not text[end + 1 : end + 2].isalnum():
        return end + 1
    return 0


def _new_sentence(cased: str, end: int) -> bool:
    """Whether a full stop without a space behind it ends a sentence all the same: "the Council.In this respect"."""
    return cased[end : end + 1] == "." and cased[end + 1 : end + 2].isupper() and cased[end + 2 : end + 3].islower()


_ADDRESS = re.compile(r"(?:://|www\.|@)\S*$")

_IDEOGRAMS = "\u2e80"
"""From here on scripts are written without spaces between words."""


def _as_accented(names: tuple[Name, ...], written: str, *, ordinary: bool) -> tuple[Name, ...]:
    """Accents count where they tell names apart: "Island" is not Ísland, Montenegro may be a person."""
    if not written.isascii():
        return names
    bare = tuple(name for name in names if name.text.isascii())
    return bare if bare or ordinary else names


def _cased_alike(written: str, name: str) -> bool:
    """Whether every word that the name writes with a capital has one in the text, and acronyms all theirs."""
    if written == name:
        return True
    words, wanted = written.split(" "), name.split(" ")
    return len(words) == len(wanted) and all(map(_word_alike, words, wanted))


def _word_alike(word: str, wanted: str) -> bool:
    if not wanted[:1].isupper() or wanted in ("Article", "Art."):
        return True
    if _is_acronym(wanted):
        as_a_word = wanted.capitalize()
        return word == wanted or (word == as_a_word and len(word) >= 4 and word.lower() not in ORDINARY)
    return word[:1].isupper()
